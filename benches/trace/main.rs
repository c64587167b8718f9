//! How fast requests are followed:
//!
//!     cargo bench --bench trace
//!     cargo bench --bench trace -- --megabytes 100 --runs 5
//!
//! It makes dumps in `target/bench/` as `compare` does, and measures
//!
//! - one `meshctl trace` against `meshctl pc route` on a large dump, as processes whose output is read to the end;
//! - `meshctl trace --requests` with requests made of the services in a dump of 20 MB;
//! - single traces within this program, in a virtual host of 10,000 routes and in a route configuration of 10,000 virtual hosts.
//!
//! Below stands a line for each promise, with the figure measured. As in `compare`, a promise that is missed is no error.

#[path = "../support/markdown.rs"]
mod markdown;
#[path = "../support/process.rs"]
mod process;
mod wide;

#[path = "../../examples/mesh-dump/generator/mod.rs"]
mod generator;

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use generator::Generator;
use generator::mesh::Protocol;
use generator::template::{Template, Values};
use markdown::millis;
use process::Watch;

/// How fast requests are followed.
#[derive(Parser)]
struct Args {
    /// The size of the large dump in megabytes.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..))]
    megabytes: u64,
    /// How many requests are answered at once.
    #[arg(long, default_value_t = 100_000)]
    requests: usize,
    /// How often each command is timed.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// The seed of the dumps.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Cargo says this to every benchmark, and leaves it out where it runs all targets as tests.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    if !args.bench {
        println!("Nothing is measured in a test: say cargo bench --bench trace.");
        return ExitCode::SUCCESS;
    }
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("trace: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let program = std::env::var_os("MESHCTL_BENCH_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_meshctl").into());
    markdown::machine(Path::new(&program));
    let large = Mesh::make(args.megabytes, args.seed)?;
    let small = Mesh::make(20, args.seed)?;
    let url = format!("http://{}/reviews/0", large.services[0]);
    let lines = small.requests(args.requests)?;

    let commands = [
        ("pc route", command(&program, &["pc", "route", "-o", "short"], &large.dump, &[])),
        ("trace URL", command(&program, &["trace"], &large.dump, &[OsStr::new(&url)])),
        ("trace --requests, one", command(&program, &["trace"], &small.dump, &["--requests".as_ref(), small.requests(1)?.as_os_str()])),
        ("trace --requests, all", command(&program, &["trace"], &small.dump, &["--requests".as_ref(), lines.as_os_str()])),
    ];
    let mut best = [Duration::MAX; 4];
    for _ in 0..args.runs {
        for ((_, command), best) in commands.iter().zip(&mut best) {
            *best = process::run(command, Watch::Time)?.elapsed.min(*best);
        }
    }
    let [route, one, load, all] = best;
    let mut rows = vec![["command", "dump", "best"].map(str::to_owned).to_vec()];
    for ((name, _), (best, megabytes)) in commands.iter().zip(best.iter().zip([args.megabytes, args.megabytes, 20, 20])) {
        rows.push(vec![(*name).to_owned(), format!("{megabytes} MB"), millis(*best)]);
    }
    println!();
    markdown::table(&rows);

    println!("\n## Promises\n");
    let promise = format!("one trace on {} MB costs at most what listing routes costs, and 20 ms", args.megabytes);
    let figure = format!("{} against {}, {:.2} times", millis(one), millis(route), one.as_secs_f64() / route.as_secs_f64());
    markdown::promise(one <= route + Duration::from_millis(20), &promise, &figure);
    let rate = |time: Duration| args.requests as f64 / time.as_secs_f64();
    let figure = format!("{:.0} a second with reading the dump, {:.0} without", rate(all), rate(all.saturating_sub(load)));
    markdown::promise(rate(all) >= 20_000.0, &format!("{} requests at 20,000 a second or more from 20 MB", args.requests), &figure);
    wide::promises()
}

fn command(program: &OsStr, words: &[&str], dump: &Path, more: &[&OsStr]) -> Vec<OsString> {
    let words = words.iter().map(OsStr::new);
    let all = std::iter::once(program).chain(words).chain([OsStr::new("-f"), dump.as_os_str()]).chain(more.iter().copied());
    all.map(OsStr::to_owned).collect()
}

/// A dump, and the HTTP services in it.
struct Mesh {
    dump: PathBuf,
    /// `HOST:PORT` of each.
    services: Vec<String>,
}

impl Mesh {
    fn make(megabytes: u64, seed: u64) -> Result<Mesh, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = root.join("target/bench");
        let generator = Generator::new(&root.join("fixtures/istio"), megabytes * 1_000_000, seed)?;
        let dump = folder.join(format!("trace-{megabytes}MB-seed{seed}.json"));
        let written = fs::create_dir_all(&folder).and_then(|()| File::create(&dump)).and_then(|mut file| generator.write_dump(&mut file));
        written.map_err(|error| format!("{}: {error}", dump.display()))?;
        let name = Template::cut("-", &[("-", "{host}:{port}")]).expect("these holes exist");
        let mut values = Values::default();
        let services = generator.mesh.clusters.iter().filter(|cluster| cluster.subset == 0 && cluster.port.protocol == Protocol::Http);
        let services = services.map(|cluster| {
            generator.fill_cluster(*cluster, &mut values);
            let mut text = String::new();
            name.fill(&values, &mut text);
            text
        });
        Ok(Mesh { dump, services: services.collect() })
    }

    /// A file of so many requests, to one service after the other.
    fn requests(&self, many: usize) -> Result<PathBuf, String> {
        let path = self.dump.with_extension(format!("{many}.jsonl"));
        let write = || {
            let mut file = BufWriter::new(File::create(&path)?);
            for (number, service) in self.services.iter().cycle().take(many).enumerate() {
                let user = if number % 3 == 0 { "jason" } else { "mary" };
                writeln!(
                    file,
                    r#"{{"authority":"{service}","path":"/reviews/{number}?full=1","headers":[["end-user","{user}"],["user-agent","curl/8"]]}}"#
                )?;
            }
            file.flush()
        };
        write().map_err(|error: std::io::Error| format!("{}: {error}", path.display()))?;
        Ok(path)
    }
}
