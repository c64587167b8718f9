//! One section of one pod.

use std::time::Duration;

use meshctl::source::requests::{Wanted, requests};

use crate::client::{Forward, Kept, Protocol, curl};
use crate::markdown::{self, millis};
use crate::process::{Watch, run};
use crate::stage::Stage;
use crate::times::Times;

/// How much longer than its requests a command may take.
const PROMISED: Duration = Duration::from_millis(50);

/// The times of one section.
struct Section {
    name: &'static str,
    paths: Vec<&'static str>,
    meshctl: Times,
    by_hand: Times,
    forwarded: Times,
    direct: Times,
}

/// Measures and prints.
pub fn measure(stage: &Stage, runs: u32) -> Result<(), String> {
    stage.lead_to(stage.target());
    let forward = Forward::open(&stage.cluster, "fleet-000", Protocol::Default)?;
    let (forwarded, direct) = (Kept::open(&forward.url)?, Kept::open(stage.envoy.address())?);
    let sections = [("cluster", Wanted::Clusters), ("route", Wanted::Routes), ("all", Wanted::All)];
    let mut sections = sections.map(|(name, wanted)| Section {
        name,
        paths: requests(wanted).iter().map(|request| request.path).collect(),
        meshctl: Times::default(),
        by_hand: Times::default(),
        forwarded: Times::default(),
        direct: Times::default(),
    });
    for _ in 0..runs {
        for section in &mut sections {
            let command = stage.meshctl(&["pc", section.name, "fleet-000", "-n", "fleet"]);
            section.meshctl.add(run(&command, Watch::Time)?.elapsed);
            section.by_hand.of(|| {
                let forward = Forward::open(&stage.cluster, "fleet-000", Protocol::Default)?;
                run(&curl(&forward.url, &section.paths), Watch::Time)
            })?;
            section.forwarded.of(|| forwarded.get(&section.paths))?;
            section.direct.of(|| direct.get(&section.paths))?;
        }
    }
    print(&sections);
    Ok(())
}

fn print(sections: &[Section]) {
    println!("\n## One section of one pod\n");
    println!("(a) kubectl port-forward and curl, started for it. (b) The requests alone, through a port that kubectl forwards already.");
    println!("(c) The requests alone, straight to the proxy. Best times; medians in brackets.\n");
    let header = ["command", "meshctl", "(a)", "(b)", "(c)", "(a) ÷ meshctl", "meshctl - (b)"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let both = |times: &Times| format!("{} ({:.1})", millis(times.best()), times.median().as_secs_f64() * 1e3);
    let more = |section: &Section| section.meshctl.best().saturating_sub(section.forwarded.best());
    for section in sections {
        let Section { name, meshctl, by_hand, forwarded, direct, .. } = section;
        let times = [meshctl, by_hand, forwarded, direct].map(both);
        let ratios = [format!("{:.1}", by_hand.against(meshctl)), millis(more(section))];
        rows.push([format!("pc {name}")].into_iter().chain(times).chain(ratios).collect());
    }
    markdown::table(&rows);
    println!();
    if let Some(most) = sections.iter().max_by_key(|section| more(section)) {
        let promise = format!("one section of one pod in at most {} more than (b)", millis(PROMISED));
        markdown::promise(more(most) <= PROMISED, &promise, &format!("{} (pc {})", millis(more(most)), most.name));
    }
}
