//! The `meshctl` program: the library's command line, and its exit code.

fn main() -> std::process::ExitCode {
    meshctl::cli::main()
}
