//! The proxies of several files together.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use super::super::args::PodArgs;
use super::super::exit::{Failure, USAGE};
use super::{Proxies, Proxy, Reach, STDIN, of_path};
use crate::source::file;

/// What a file's name ends with, and its proxy's does not.
const ENDINGS: [&str; 10] = ["json", "yaml", "yml", "txt", "gz", "zst", "tar", "tgz", "tzst", "zip"];

/// All proxies of these files, each under a name of its own: a pod's is its own, and that of a file with one proxy is the file's.
///
/// # Errors
/// Where a file is given twice, or `target` can't be in one of them. One that can't be read is a proxy that fails.
pub(super) fn named(paths: &[PathBuf], target: Option<&str>, args: &PodArgs) -> Result<Proxies, Failure> {
    if let Some((_, path)) = paths.iter().enumerate().find(|(index, path)| paths[..*index].contains(path)) {
        return Err(Failure::new(USAGE, format!("{} is given twice", file::name(path))).advise("each -f names another file"));
    }
    let args = PodArgs { all_pods: true, ..args.clone() };
    let mut found = Vec::new();
    for (path, file) in paths.iter().zip(labels(paths)) {
        let proxies = match of_path(path, target, &args) {
            Ok(Proxies::All(proxies)) => proxies,
            Ok(Proxies::One(proxy)) => vec![proxy],
            Err(failure) if failure.code == USAGE => return Err(failure),
            Err(failure) => vec![Proxy::new(None, Reach::Unread(failure))],
        };
        let is_one = proxies.len() == 1;
        for mut proxy in proxies {
            if is_one && proxy.pod.is_none() {
                proxy.label = Some(file.clone());
            }
            found.push((file.clone(), proxy));
        }
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (_, proxy) in &found {
        *counts.entry(proxy.name()).or_default() += 1;
    }
    // A pod that is in two snapshots is told apart by these.
    let distinct = found.into_iter().map(|(file, mut proxy)| {
        let name = proxy.name();
        if counts[&name] > 1 {
            proxy.label = Some(format!("{file}/{name}"));
        }
        proxy
    });
    Ok(Proxies::All(distinct.collect()))
}

/// The same proxies, the one in front that `target` names, or the first file's.
///
/// # Errors
/// As [`named`], and where `target` is none of them.
pub(super) fn beginning_with(paths: &[PathBuf], target: Option<&str>, args: &PodArgs) -> Result<Vec<Proxy>, Failure> {
    let mut proxies = super::all_of(named(paths, None, args)?);
    if let Some(target) = target {
        let at = proxies.iter().position(|proxy| proxy.name() == target || proxy.short_name() == target).ok_or_else(|| {
            let names: Vec<String> = proxies.iter().map(Proxy::name).collect();
            Failure::new(USAGE, format!("no file has a proxy {target}")).advise(format!("there are: {}", super::listed(&names)))
        })?;
        proxies[..=at].rotate_right(1);
    }
    Ok(proxies)
}

/// A name for each file: its own without its ending, and as many of the folders above it as tell it from the others.
fn labels(paths: &[PathBuf]) -> Vec<String> {
    let parts: Vec<Vec<String>> = paths.iter().map(|path| parts(path)).collect();
    let last = |index: usize, count: usize| &parts[index][parts[index].len().saturating_sub(count)..];
    let label = |(index, path): (usize, &PathBuf)| {
        let is_unique = |count: &usize| (0..paths.len()).all(|other| other == index || last(other, *count) != last(index, *count));
        let count = (1..=parts[index].len()).find(is_unique);
        count.map_or_else(|| path.display().to_string(), |count| last(index, count).join("/"))
    };
    paths.iter().enumerate().map(label).collect()
}

/// The folders of a path and, without its ending, its name.
fn parts(path: &Path) -> Vec<String> {
    if file::is_standard_input(path) {
        return vec![STDIN.to_owned()];
    }
    let normal = path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    let mut parts: Vec<String> = normal.collect();
    match parts.last_mut() {
        Some(name) => {
            while let Some((stem, ending)) = name.rsplit_once('.')
                && !stem.is_empty()
                && ENDINGS.contains(&ending)
            {
                name.truncate(stem.len());
            }
        }
        None => parts.push(path.display().to_string()),
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_as_little_as_it_takes() {
        let check = |paths: &[&str], expect: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            assert_eq!(labels(&paths), expect);
        };
        check(&["a.json", "logs/b.yaml.gz", "-", "web-1.default.json"], &["a", "b", "stdin", "web-1.default"]);
        check(&["x/dump.json", "y/dump.json", "z.tar.zst"], &["x/dump", "y/dump", "z"]);
        check(&["/one/a/x.json", "/two/a/x.json"], &["one/a/x", "two/a/x"]);
        // A path that ends as the other one does.
        check(&["dump.json", "x/dump.json"], &["dump.json", "x/dump"]);
        check(&["a.json", "a.yaml"], &["a.json", "a.yaml"]);
        check(&["before/", "after", "..", ".json"], &["before", "after", "..", ".json"]);
    }
}
