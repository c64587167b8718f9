//! What needs a Kubernetes cluster: a real API server with the pods of many products, and real Envoys behind them.
//!
//! The cluster is started once, by the first test that asks for it, and ends with this program. Where its programs are not built, the
//! tests are ignored, and it is said which and why; with `CI=true` or `MESHCTL_CLUSTER=required` that is a failure.

mod big;
#[path = "../../examples/mesh-dump/clusters_json.rs"]
mod clusters_json;
// What of these modules of another test program is not needed here, is needed there.
#[allow(dead_code)]
#[path = "../goldens/compare.rs"]
mod compare;
mod completions;
mod examples;
#[allow(dead_code)]
#[path = "../goldens/exceptions.rs"]
mod exceptions;
mod fleets;
#[path = "../../examples/mesh-dump/generator/mod.rs"]
mod generator;
mod goldens;
#[path = "../goldens/index.rs"]
mod index;
mod logs;
mod ours;
mod products;
mod refusals;
mod smoke;
mod snapshots;
mod states;
#[path = "../support/mod.rs"]
mod support;
mod targets;
mod world;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use world::World;

/// Every test of this program.
fn trials() -> Vec<Trial> {
    [
        smoke::trials(),
        targets::trials(),
        products::trials(),
        refusals::trials(),
        states::trials(),
        goldens::trials(),
        fleets::trials(),
        logs::trials(),
        snapshots::trials(),
        completions::trials(),
        examples::trials(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A test of this name, which fails by a panic.
fn trial(name: &str, test: impl FnOnce(&'static World) + Send + 'static) -> Trial {
    Trial::test(name, move || {
        test(world::world()?);
        Ok(())
    })
}

fn main() -> ExitCode {
    if std::env::var_os(smoke::VICTIM).is_some() {
        smoke::be_a_victim();
    }
    let mut trials = trials();
    let arguments = Arguments::from_args();
    if let Err(reason) = support::cluster::check_built()
        && !arguments.list
    {
        if is_required() {
            eprintln!("error: {reason}");
            trials = vec![Trial::test("cluster_is_built", move || Err(reason.into()))];
        } else {
            let names: Vec<&str> = trials.iter().map(Trial::name).collect();
            eprintln!("skipped: {}: {reason}", names.join(", "));
            trials = trials.into_iter().map(|trial| trial.with_ignored_flag(true)).collect();
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    world::end();
    conclusion.exit_code()
}

/// Whether a missing cluster is a failure.
fn is_required() -> bool {
    let is = |name: &str, value: &str| std::env::var_os(name).is_some_and(|set| set == value);
    is("CI", "true") || is("MESHCTL_CLUSTER", "required")
}
