//! meshctl beside `kubectl port-forward` and `curl`, which is how one asks an Envoy in a pod without it:
//!
//!     cargo bench --bench cluster
//!     cargo bench --bench cluster -- --only one --runs 10
//!
//! It starts the Kubernetes of the tests (`tests/support/cluster/build.sh` builds it; without it nothing is measured, which is no
//! failure) with one node, a fleet of pods, and behind their admin ports a real Envoy, or a server that gives a dump of a made mesh.
//!
//! - **one** section of one pod: the time of the process, against `kubectl port-forward` and `curl` that are started for it, and against
//!   the bare requests through a port that is forwarded already, and straight to the proxy;
//! - **fleet**: a snapshot of all pods, against `kubectl` and `curl` for each of them, sixteen at a time; how memory grows with the
//!   pods, and who spends the time;
//! - **bulk**: the megabytes of a large dump in a second.
//!
//! The commands take turns, so that a slow moment of the machine meets all of them, and the figures that count are ratios of one run:
//! everything that answers runs on this machine too. Below each table stand the promises, `met` or `MISSED`; the program ends with an
//! error only when a command fails.
//!
//! `MESHCTL_BENCH_BIN=PATH` measures another program in place of the one just built.

mod bulk;
mod client;
#[path = "../../examples/mesh-dump/clusters_json.rs"]
mod clusters_json;
mod cpu;
mod fleet;
#[path = "../../examples/mesh-dump/generator/mod.rs"]
mod generator;
#[path = "../support/markdown.rs"]
mod markdown;
mod one;
#[path = "../support/process.rs"]
mod process;
mod stage;
#[path = "../../tests/support/mod.rs"]
mod support;
mod times;

use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use stage::Stage;

/// Compares meshctl with kubectl and curl on a real API server.
#[derive(Parser)]
struct Args {
    /// What is measured.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Part::One, Part::Fleet, Part::Bulk])]
    only: Vec<Part>,
    /// How often each command is timed; those that take milliseconds, four times as often.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// How many pods the fleet has.
    #[arg(long, default_value_t = 200)]
    pods: usize,
    /// How many of them are enough for the memory that the others are compared with.
    #[arg(long, default_value_t = 20)]
    few: usize,
    /// Megabytes of the dumps in the fleet's second snapshot.
    #[arg(long, default_value_t = 5)]
    dump: u64,
    /// Megabytes of the large dump.
    #[arg(long, default_value_t = 100)]
    large: u64,
    /// Cargo says this to every benchmark, and leaves it out where it runs all targets as tests.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    One,
    Fleet,
    Bulk,
}

fn main() -> ExitCode {
    let args = Args::parse();
    if !args.bench {
        println!("Nothing is measured in a test: say cargo bench --bench cluster.");
        return ExitCode::SUCCESS;
    }
    if let Err(reason) = support::cluster::check_built() {
        println!("Nothing is measured: {reason}.");
        return ExitCode::SUCCESS;
    }
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("cluster: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let stage = Stage::start(args.pods.max(args.few))?;
    markdown::machine(stage.program.as_ref());
    for part in &args.only {
        match part {
            Part::One => one::measure(&stage, 4 * args.runs)?,
            Part::Fleet => fleet::measure(&stage, [args.few, args.pods], args.dump, args.runs)?,
            Part::Bulk => bulk::measure(&stage, args.large, args.runs)?,
        }
    }
    Ok(())
}
