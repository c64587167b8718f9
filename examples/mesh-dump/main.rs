//! Makes a `/config_dump` of any size, as a sidecar in a large Istio mesh gives it:
//!
//!     cargo run --release --example mesh-dump -- --size 100MB > dump.json
//!
//! The dump has the layout, the shapes and the proportions of real ones; names, addresses and ports differ from service to
//! service. The same size and seed give the same bytes.

mod clusters_json;
mod generator;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use generator::Generator;

/// Makes a config dump of any size, as a sidecar in a large Istio mesh gives it.
#[derive(Parser)]
struct Args {
    /// How large the dump is to be: a number of bytes, or of kB, MB or GB (powers of ten).
    #[arg(long, value_parser = size)]
    size: u64,
    /// Another seed gives another mesh of the same kind.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Also writes what /clusters?format=json would say of the same proxy.
    #[arg(long, value_name = "FILE")]
    clusters_json: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("mesh-dump: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let generator = Generator::new(&fixtures(), args.size, args.seed)?;
    match generator.write_dump(&mut io::stdout().lock()) {
        Ok(_) => {}
        // Whoever reads the dump may have seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
        Err(error) => return Err(format!("standard output: {error}")),
    }
    if let Some(path) = &args.clusters_json {
        let written = File::create(path).and_then(|mut file| clusters_json::write(&generator, &fixtures(), &mut file));
        written.map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// Where the real dumps are.
fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/istio")
}

/// Reads a size such as `100MB`.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match text[digits.len()..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        other => return Err(format!("{other:?} is not one of kB, MB, GB")),
    };
    let number: u64 = digits.parse().map_err(|_| "expected a number with a unit, such as 100MB".to_owned())?;
    number.checked_mul(unit).ok_or_else(|| "too large".to_owned())
}
