//! The `meshctl` program.

fn main() {}
