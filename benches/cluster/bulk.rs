//! A large dump of one pod.

use std::ffi::OsString;

use crate::client::{Forward, Protocol, curl};
use crate::markdown::{self, megabytes, millis, size};
use crate::process::{Watch, run};
use crate::stage::{Made, Stage};
use crate::times::Times;

/// The requests of `pc all`.
const BOTH: [&str; 2] = ["/config_dump?include_eds", "/clusters?format=json"];

/// One command.
struct Contender {
    label: &'static str,
    command: Vec<OsString>,
    /// How much the proxy answers it.
    bytes: u64,
    times: Times,
    /// In kilobytes, where the system tells.
    memory: Option<u64>,
}

impl Contender {
    fn new(label: &'static str, command: Vec<OsString>, bytes: u64) -> Contender {
        Contender { label, command, bytes, times: Times::default(), memory: None }
    }

    /// Megabytes of answers in a second.
    fn speed(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.times.best().as_secs_f64()
    }
}

/// Measures and prints.
pub fn measure(stage: &Stage, large: u64, runs: u32) -> Result<(), String> {
    let made = Made::start(large)?;
    stage.lead_to(&made.server.target);
    let direct = format!("http://{}", made.server.target);
    let [default, spdy] = [Protocol::Default, Protocol::Spdy].map(|protocol| Forward::open(&stage.cluster, "fleet-000", protocol));
    let (default, spdy) = (default?, spdy?);
    let pc = |words: &[&str]| stage.meshctl(&[&["pc"], words, &["fleet-000", "-n", "fleet"]].concat());
    let admin = |words: &[&str]| {
        let words = [&["pc"], words, &["--admin", &direct]].concat();
        [stage.program.clone()].into_iter().chain(words.iter().map(OsString::from)).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for (paths, bytes, words, labels) in [
        (&BOTH[..1], made.dump, &["cluster"][..], ["pc cluster --admin", "pc cluster"]),
        (&BOTH, made.both, &["all", "-o", "json"], ["pc all -o json --admin", "pc all -o json"]),
    ] {
        all.push(vec![
            Contender::new("(a) curl", curl(&direct, paths), bytes),
            Contender::new("(b) curl, kubectl", curl(&default.url, paths), bytes),
            Contender::new("(c) curl, kubectl with SPDY alone", curl(&spdy.url, paths), bytes),
            Contender::new(labels[0], admin(words), bytes),
            Contender::new(labels[1], pc(words), bytes),
        ]);
    }
    for contender in all.iter_mut().flatten() {
        contender.memory = run(&contender.command, Watch::Memory)?.memory;
    }
    for _ in 0..runs {
        for contender in all.iter_mut().flatten() {
            contender.times.add(run(&contender.command, Watch::Time)?.elapsed);
        }
    }
    println!("\n## A dump of {}\n", size(made.dump));
    println!(
        "(a) Straight to the port. (b) and (c) Through a port that kubectl forwards already. `--admin` is meshctl at the port itself.\n"
    );
    all.iter().for_each(|contenders| print(contenders));
    Ok(())
}

fn print(contenders: &[Contender]) {
    let header = ["command", "answers", "best", "median", "MB/s", "(a) ÷ it", "(b) ÷ it", "(c) ÷ it", "memory"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for contender in contenders {
        let Contender { label, bytes, times, memory, .. } = contender;
        let ratios = contenders[..3].iter().map(|other| format!("{:.2}", other.times.against(times)));
        let first = [(*label).to_owned(), size(*bytes), millis(times.best()), millis(times.median()), format!("{:.0}", contender.speed())];
        rows.push(first.into_iter().chain(ratios).chain([memory.map_or("-".to_owned(), megabytes)]).collect());
    }
    markdown::table(&rows);
    println!();
}
