//! The examples of the help and of the README that need a cluster.

use std::fs;
use std::path::Path;

use libtest_mimic::Trial;

use super::support::help::{commands, examples, needs_a_cluster, page};
use super::support::run::fixture;
use super::support::shell::{Folder, ROOT, bash};
use super::trial;
use super::world::World;

pub fn trials() -> Vec<Trial> {
    vec![trial("examples::of_the_help_work", help), trial("examples::of_the_readme_do_what_it_says", readme)]
}

/// Runs an example, which must work. Some pods of this cluster are broken on purpose, so that it may be done in part.
fn run(world: &World, example: &str, folder: &Folder) {
    let output = bash(example, folder.path()).env("KUBECONFIG", world.cluster.kubeconfig()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let is_partly = output.status.code() == Some(3) && said.contains("the others' answers are whole");
    assert!(output.status.success() || is_partly, "{example}: {}\n{said}", output.status);
}

/// A folder with the file that the examples read.
fn folder() -> Folder {
    let folder = Folder::new();
    fs::copy(fixture("istio/bookinfo-sidecar/config_dump.json"), folder.path().join("dump.json")).unwrap();
    folder
}

fn help(world: &World) {
    let folder = folder();
    let mut count = 0;
    for command in commands() {
        for example in examples(&page(&command, "--help")).filter(|example| needs_a_cluster(example)) {
            run(world, example, &folder);
            count += 1;
        }
    }
    assert!(count > 15, "{count} examples");
}

/// Blocks ```` ```sh cluster ```` are scripts that work in a cluster.
fn readme(world: &World) {
    let text = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let folder = folder();
    let mut count = 0;
    for block in text.split("```sh cluster\n").skip(1) {
        for line in block.lines().take_while(|line| *line != "```").filter(|line| !line.is_empty() && !line.starts_with('#')) {
            assert!(line.starts_with("meshctl "), "{line}");
            run(world, line, &folder);
            count += 1;
        }
    }
    assert!(count > 8, "{count} examples");
}
