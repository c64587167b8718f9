//! A snapshot of many pods.

use std::ffi::OsString;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use meshctl::source::snapshot::Answer;

use crate::client::{Forward, Protocol, save};
use crate::cpu::Spent;
use crate::markdown::{self, megabytes, size};
use crate::process::{Watch, run};
use crate::stage::{Made, Stage};
use crate::support::cluster::Cluster;
use crate::times::Times;

/// How many pods kubectl and curl ask at once.
const AT_ONCE: usize = 16;

/// How often the memory is looked for: how many answers are held together is different each time.
const MEMORY_RUNS: u32 = 3;

/// How many times as much memory as for few pods is promised to be enough.
const PROMISED: f64 = 1.3;

/// The snapshots of so many pods.
struct Round {
    label: String,
    pods: usize,
    command: Vec<OsString>,
    meshctl: Times,
    by_hand: Times,
    /// In kilobytes, where the system tells.
    memory: Option<u64>,
    spent: Spent,
    /// Of the snapshot, in bytes.
    size: u64,
}

/// Measures and prints.
pub fn measure(stage: &Stage, [few, all]: [usize; 2], dump: u64, runs: u32) -> Result<(), String> {
    let folder = stage.folder()?;
    let names: Vec<String> = (0..few).map(|n| format!("fleet-{n:03}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    stage.cluster.kubectl(&[&["label", "pods", "-n", "fleet"], &names[..], &["among=few"]].concat());
    println!("\n## Snapshots of many pods\n");
    println!("(a) kubectl port-forward and curl for each pod, {AT_ONCE} at a time, whose answers stay as they are. Best times.");
    println!("Seconds of processors are those of meshctl's last run; the proxies are one process for all pods.\n");
    let made = Made::start(dump)?;
    let mut pairs = Vec::new();
    for (label, target) in [("a small Envoy".to_owned(), stage.target()), (format!("dumps of {}", size(made.dump)), &made.server.target)] {
        stage.lead_to(target);
        let mut pair = [(few, Some("among=few")), (all, None)].map(|(pods, selector)| Round::new(stage, &folder, &label, pods, selector));
        for round in &mut pair {
            for _ in 0..MEMORY_RUNS {
                round.memory = round.memory.max(run(&round.command, Watch::Memory)?.memory);
            }
        }
        for _ in 0..runs {
            for round in &mut pair {
                round.run(stage, &folder)?;
            }
        }
        pairs.push(pair);
    }
    print(&pairs);
    let _ = std::fs::remove_dir_all(folder);
    Ok(())
}

impl Round {
    fn new(stage: &Stage, folder: &Path, label: &str, pods: usize, selector: Option<&str>) -> Round {
        let target = folder.join("snapshot.tar.zst");
        let mut words = vec!["snapshot", "-n", "fleet", "--force", "-o", target.to_str().unwrap_or_default()];
        words.extend(selector.into_iter().flat_map(|selector| ["-l", selector]));
        Round {
            label: format!("{pods} pods, {label}"),
            pods,
            command: stage.meshctl(&words),
            meshctl: Times::default(),
            by_hand: Times::default(),
            memory: None,
            spent: Spent::default(),
            size: 0,
        }
    }

    fn run(&mut self, stage: &Stage, folder: &Path) -> Result<(), String> {
        if !self.meshctl.are_enough() {
            let before = Spent::now();
            self.meshctl.add(run(&self.command, Watch::Time)?.elapsed);
            self.spent = Spent::since(before);
            self.size = std::fs::metadata(folder.join("snapshot.tar.zst")).map_or(0, |file| file.len());
        }
        if !self.by_hand.are_enough() {
            self.by_hand.of(|| by_hand(&stage.cluster, self.pods, folder))?;
        }
        Ok(())
    }
}

/// Saves what so many pods answer, as one does without meshctl.
fn by_hand(cluster: &Cluster, count: usize, folder: &Path) -> Result<(), String> {
    let listed = cluster.kubectl(&["get", "pods", "-n", "fleet", "-o", "name"]);
    let pods: Vec<&str> = listed.lines().take(count).collect();
    let paths = Answer::SAVED.map(Answer::request);
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(pods.len()) {
            scope.spawn(|| {
                while let Some(pod) = pods.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let target = folder.join(pod.trim_start_matches("pod/"));
                    let forward = Forward::open(cluster, pod, Protocol::Default);
                    if let Err(error) = forward.and_then(|forward| save(&forward.url, &paths, &target.to_string_lossy())) {
                        *failed.lock().expect("nobody panics") = Some(error);
                    }
                }
            });
        }
    });
    failed.into_inner().expect("nobody panics").map_or(Ok(()), Err)
}

fn print(pairs: &[[Round; 2]]) {
    let header = ["snapshot of", "meshctl", "(a)", "(a) ÷ meshctl", "memory", "CPU: meshctl", "API server", "kubelet", "proxies", "file"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let seconds = |seconds: f64| format!("{seconds:.2} s");
    for round in pairs.iter().flatten() {
        let spent = round.spent;
        rows.push(vec![
            round.label.clone(),
            seconds(round.meshctl.best().as_secs_f64()),
            seconds(round.by_hand.best().as_secs_f64()),
            format!("{:.1}", round.by_hand.against(&round.meshctl)),
            round.memory.map_or("-".to_owned(), megabytes),
            seconds(spent.commands),
            seconds(spent.server),
            seconds(spent.kubelet),
            seconds(spent.proxies),
            size(round.size),
        ]);
    }
    markdown::table(&rows);
    println!();
    for [few, all] in pairs {
        let promise = format!("{} take at most {PROMISED} times the memory of {} pods", all.label, few.pods);
        match (few.memory, all.memory) {
            (Some(some), Some(most)) => {
                let ratio = most as f64 / some as f64;
                markdown::promise(ratio <= PROMISED, &promise, &format!("{ratio:.2} times ({})", megabytes(most)));
            }
            _ => println!("- unknown: {promise}: memory is not measured here"),
        }
    }
}
