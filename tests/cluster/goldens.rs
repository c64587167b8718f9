//! What istioctl printed of the fixtures' proxies, beside what this program prints of them through the API server.

use libtest_mimic::Trial;

use super::compare;
use super::exceptions::{EXCEPTIONS, is_about};
use super::index::{self, Golden};
use super::trial;
use super::world::World;

/// The fixtures that pods of their names answer for.
const PODS: [&str; 4] = ["bookinfo-gateway", "bookinfo-sidecar", "tcp-sidecar", "real-gateway"];

pub fn trials() -> Vec<Trial> {
    vec![trial("goldens::what_istioctl_prints_is_printed_of_pods", goldens)]
}

/// The same words with a pod in place of the file.
fn of_pod(golden: &Golden) -> Option<Vec<String>> {
    let at = golden.args.iter().position(|arg| arg == "-f" || arg == "--file")?;
    let (name, file) = golden.args.get(at + 1)?.split_once('/')?;
    let is_whole = matches!(file, "config_dump.json" | "clusters.json");
    if !PODS.contains(&name) || !is_whole || golden.name.starts_with("usage/") || golden.code != 0 {
        return None;
    }
    let mut args = golden.args.clone();
    args.splice(at..=at + 1, [format!("{name}.fixtures")]);
    Some(args)
}

fn goldens(world: &World) {
    let kubeconfig = world.cluster.kubeconfig();
    let mut failures = Vec::new();
    let mut count = 0;
    for golden in index::read() {
        let Some(args) = of_pod(&golden) else { continue };
        let run = golden.run_with(&args, |run| run.env("KUBECONFIG", kubeconfig.to_str().unwrap()));
        // Where a file differs from istioctl on purpose, a pod does so too.
        let is_other = EXCEPTIONS.iter().any(|exception| is_about(exception, &golden.name));
        let theirs = if is_other { golden.run().text().to_owned() } else { golden.stdout.clone() };
        if let Err(error) = compare::outputs(golden.kind(), &theirs, run.text(), &[]) {
            failures.push(format!("{}: {error}\n{}", golden.name, run.stderr));
        }
        count += 1;
    }
    assert!(count > 80, "{count} command lines");
    assert!(failures.is_empty(), "{} of {count} differ:\n{}", failures.len(), failures.join("\n"));
}
