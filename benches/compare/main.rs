//! meshctl side by side with the least that any program could do, and with what most would do:
//!
//!     cargo bench --bench compare
//!     cargo bench --bench compare -- --sizes 20,100,400 --runs 5
//!
//! For each size, in megabytes (10⁶ bytes), it makes a dump once in `target/bench/` and runs on it, in turn:
//!
//! - (a) `cat FILE`: the cost of moving the bytes through a pipe;
//! - (b) `jq` and `jaq`, as far as they are on PATH, listing the names of the clusters;
//! - (c) `serde_json::from_slice::<Value>` of the file: the cost of a tree of all values;
//! - `meshctl pc` for each section, for one filtered row, and for everything as JSON and as YAML.
//!
//! **Time.** All are processes of their own, whose standard output is a pipe that this program reads to the end, never
//! `/dev/null`: what nobody reads is cheaper to write. The time is from before the start of the process until it is gone. Only (c)
//! is kinder to the other side: it is a second copy of this program that measures itself, so that its time is that of reading and
//! parsing alone, without the start of a process and without freeing the tree. The commands take turns, so that a slow moment
//! of the machine meets all of them; one whose runs have taken ten seconds together is not run again. The dump is read
//! once before, so it comes from the page cache.
//!
//! **Memory** is what a process holds beyond the file that it reads: anonymous memory, `RssAnon` in `/proc/PID/status`. The pages of
//! a mapped file, which the kernel counts in the resident size too, can be taken back at any time, and are not in it. `RssAnon`
//! has no high-water mark in the kernel, so one run more, which is not timed, is looked at every quarter of a millisecond, and a peak
//! shorter than that may be missed. So each promise about memory has a second proof without gaps: the command is run once more
//! with `ulimit -d`, under which the kernel refuses any private memory beyond that size, touched or not. That is stricter than the
//! promise. Memory is measured on Linux only.
//!
//! Below the tables stands a line for each promise that meshctl makes about speed and memory, with the figure measured. The
//! program ends with an error only when a command fails or prints nothing: figures are for reading, not for a build to fail on.
//!
//! `MESHCTL_BENCH_BIN=PATH` measures another program in place of the one just built.

mod contenders;
#[path = "../support/markdown.rs"]
mod markdown;
#[path = "../support/process.rs"]
mod process;
mod promises;
mod table;

#[path = "../../examples/mesh-dump/generator/mod.rs"]
mod generator;

use std::fs::{self, File};
use std::io::{self, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use clap::Parser;
use contenders::{Contender, Measured, Sample};
use generator::Generator;

/// Compares meshctl with cat, jq and serde_json on large dumps.
#[derive(Parser)]
struct Args {
    /// Sizes of the dumps in megabytes.
    #[arg(long, value_delimiter = ',', default_values_t = [20, 100, 400], value_parser = clap::value_parser!(u64).range(1..))]
    sizes: Vec<u64>,
    /// How often each command is timed.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// The seed of the dumps.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Parses a file and says what that took, which is how the program runs (c).
    #[arg(long, hide = true)]
    parse: Option<PathBuf>,
    /// Cargo says this to every benchmark, and leaves it out where it runs all targets as tests.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let outcome = match &args.parse {
        Some(path) => contenders::parse_and_exit(path),
        None if args.bench => run(&args),
        None => {
            println!("Nothing is measured in a test: say cargo bench --bench compare.");
            Ok(())
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("compare: {message}");
            ExitCode::FAILURE
        }
    }
}

/// All measurements of one dump.
struct Round {
    bytes: u64,
    measured: Vec<Measured>,
}

impl Round {
    /// The size of the dump, for people.
    fn size(&self) -> String {
        markdown::size(self.bytes)
    }
}

fn run(args: &Args) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (fixtures, folder) = (root.join("fixtures/istio"), root.join("target/bench"));
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let program = std::env::var_os("MESHCTL_BENCH_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_meshctl").into());
    markdown::machine(Path::new(&program));
    println!("Output goes into a pipe that is read to the end. Memory is anonymous memory: beyond the mapped file.");

    let mut sizes = args.sizes.clone();
    sizes.sort_unstable();
    let mut rounds = Vec::new();
    for size in sizes {
        let generator = |bytes| Generator::new(&fixtures, bytes, args.seed);
        let path = folder.join(format!("mesh-{size}MB-seed{}.json", args.seed));
        make(&path, || generator(size * 1_000_000)).map_err(|error| format!("{}: {error}", path.display()))?;
        // The first service is the same in a mesh of any size.
        let sample = Sample::of(&generator(1_000_000)?);
        rounds.push(measure(&path, &Contender::all(&program, &path, &sample), args.runs)?);
    }
    let small = fixtures.join("bookinfo-gateway/config_dump.json");
    let small = measure(&small, &Contender::sections(&program, &small), args.runs.max(5))?;
    promises::print(&rounds, &small);
    Ok(())
}

/// Writes the dump, unless it is there and no older than this program: the generator in it may have changed.
fn make(path: &Path, generator: impl Fn() -> Result<Generator, String>) -> Result<(), String> {
    let age = |path: &Path| fs::metadata(path).and_then(|data| data.modified());
    let built = std::env::current_exe().and_then(|path| age(&path)).unwrap_or_else(|_| SystemTime::now());
    if age(path).is_ok_and(|made| made >= built) {
        return Ok(());
    }
    let unfinished = path.with_extension("unfinished");
    let mut file = File::create(&unfinished).map_err(|error| error.to_string())?;
    generator()?.write_dump(&mut file).and_then(|_| fs::rename(&unfinished, path)).map_err(|error| error.to_string())
}

/// Runs all contenders in turn and prints the table.
fn measure(path: &Path, contenders: &[Contender], runs: u32) -> Result<Round, String> {
    let bytes = File::open(path).and_then(|file| io::copy(&mut BufReader::with_capacity(1 << 20, file), &mut io::sink()));
    let bytes = bytes.map_err(|error| format!("{}: {error}", path.display()))?;
    let mut round = Round { bytes, measured: Vec::new() };
    for contender in contenders {
        progress(&format!("{}: memory of {}", round.size(), contender.label));
        round.measured.push(contender.memory()?);
    }
    let size = round.size();
    for run in 1..=runs {
        for (contender, measured) in contenders.iter().zip(&mut round.measured) {
            progress(&format!("{size}: run {run} of {runs}, {}", contender.label));
            contender.time(measured)?;
        }
    }
    progress("");
    table::print(path, &round);
    Ok(round)
}

/// Shows on a terminal what runs now, in place of what ran before.
fn progress(text: &str) {
    if io::stderr().is_terminal() {
        eprint!("\r\x1b[K{text}");
    }
}
