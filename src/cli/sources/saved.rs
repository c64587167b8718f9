//! The proxies of a snapshot, or of another tool's archive.

use std::path::Path;
use std::sync::Arc;

use super::super::args::PodArgs;
use super::super::exit::{Failure, INCOMPLETE, UNREACHABLE, say};
use super::super::load::{Document, Loaded};
use super::super::notes::Notes;
use super::{Proxies, Proxy, Reach, which_one};
use crate::source::pod::{Kind, Target};
use crate::source::requests::Wanted;
use crate::source::snapshot::{Answer, Bundle, Proxy as Saved};

/// Opens a snapshot or another tool's archive; `None` where the path is neither.
///
/// # Errors
/// Where it can't be read.
pub(super) fn open(path: &Path) -> Result<Option<Arc<Bundle>>, Failure> {
    let bundle = Bundle::open(path)?;
    if let Some(cut) = bundle.as_ref().and_then(Bundle::cut) {
        say("error", &format!("{}: {cut}", path.display()));
    }
    Ok(bundle.map(Arc::new))
}

/// The proxies of a bundle that are meant: the one that `target` names, the only one, or all.
///
/// # Errors
/// Where none is meant, or too many.
pub(super) fn named(bundle: &Arc<Bundle>, target: Option<&str>, args: &PodArgs) -> Result<Proxies, Failure> {
    let found = select(bundle, target, args)?;
    let proxy = |saved: Saved| {
        let pod = saved.namespace.clone().map(|namespace| (saved.name.clone(), namespace));
        Proxy::new(pod, Reach::Saved(Arc::clone(bundle), Box::new(saved)))
    };
    if args.all_pods {
        return Ok(Proxies::All(found.into_iter().map(proxy).collect()));
    }
    match <[Saved; 1]>::try_from(found) {
        Ok([saved]) => Ok(Proxies::One(proxy(saved))),
        // A workload's pods are replicas: the first that answered stands for them, as a ready one does in a cluster.
        Err(found) if target.is_some() => {
            let total = found.len();
            let best = found.iter().position(|saved| saved.answers().next().is_some()).unwrap_or(0);
            let saved = found.into_iter().nth(best).expect("there are proxies");
            say("note", &format!("{}: pod {} (of {total}; --all-pods reads each)", target.unwrap_or_default(), full_name(&saved)));
            Ok(Proxies::One(proxy(saved)))
        }
        Err(found) => Err(which_one(bundle.path(), &found.iter().map(full_name).collect::<Vec<_>>())),
    }
}

/// The proxies that a target and a namespace leave, in the order in which an archive is read fastest.
fn select(bundle: &Bundle, target: Option<&str>, args: &PodArgs) -> Result<Vec<Saved>, Failure> {
    let is_here = |saved: &Saved| args.namespace.is_none() || saved.namespace.is_none() || saved.namespace == args.namespace;
    let ordered = if bundle.is_read_in_order() { bundle.in_archive_order() } else { bundle.proxies().iter().collect() };
    let all: Vec<Saved> = ordered.into_iter().filter(|saved| is_here(saved)).cloned().collect();
    let path = bundle.path().display();
    let Some(word) = target else {
        if all.is_empty() {
            let place = args.namespace.as_deref().map(|namespace| format!(" of namespace {namespace}")).unwrap_or_default();
            let known: Vec<Saved> = bundle.proxies().to_vec();
            return Err(
                Failure::new(UNREACHABLE, format!("{path} holds no proxies{place}")).advise(format!("it holds: {}", listed(&known)))
            );
        }
        return Ok(all);
    };
    // What is no pod has a name that is no target: an address, or a path.
    let by_name: Vec<Saved> = all.iter().filter(|saved| saved.name == word || full_name(saved) == word).cloned().collect();
    if !by_name.is_empty() {
        return Ok(by_name);
    }
    let target: Target = word.parse()?;
    for (name, namespace) in target.readings("") {
        let is_meant = |saved: &&Saved| {
            let is_there = namespace.is_empty() || saved.namespace.as_deref() == Some(&*namespace);
            is_there && is_of(saved, target.kind, &name)
        };
        let found: Vec<Saved> = all.iter().filter(is_meant).cloned().collect();
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Err(Failure::new(UNREACHABLE, format!("{path} holds no proxy of {target}")).advise(format!("it holds: {}", listed(&all))))
}

/// Whether a saved proxy is the pod of this name, or one of the workload's pods.
fn is_of(saved: &Saved, kind: Kind, name: &str) -> bool {
    if kind == Kind::Pod {
        return saved.name == name;
    }
    if let Some((of, workload)) = saved.workload.as_deref().and_then(|workload| workload.split_once('/')) {
        return of.eq_ignore_ascii_case(kind.word()) && workload == name;
    }
    // Other tools' archives tell names alone: a Deployment's pods are NAME-HASH-ID, those of other workloads NAME-ID.
    let Some(rest) = saved.name.strip_prefix(name).and_then(|rest| rest.strip_prefix('-')) else { return false };
    let parts = rest.split('-').count();
    parts == if kind == Kind::Deployment { 2 } else { 1 }
}

fn full_name(saved: &Saved) -> String {
    saved.namespace.as_ref().map_or_else(|| saved.name.clone(), |namespace| format!("{}.{namespace}", saved.name))
}

fn listed(all: &[Saved]) -> String {
    super::listed(&all.iter().map(full_name).collect::<Vec<_>>())
}

/// The answers that tell what is wanted; of these that are enough by themselves, the first that is there.
fn answers(wanted: Wanted) -> &'static [Answer] {
    match wanted {
        Wanted::Endpoints | Wanted::WideEndpoints => &[Answer::Clusters, Answer::ConfigDump],
        Wanted::All | Wanted::WideClusters | Wanted::WideEds => &[Answer::ConfigDump, Answer::Clusters],
        Wanted::Status => &[Answer::ConfigDump, Answer::Clusters, Answer::Stats],
        _ => &[Answer::ConfigDump],
    }
}

/// Reads of a saved proxy what is wanted.
///
/// # Errors
/// Where the bundle has nothing of it, or what it has can't be read.
pub(super) fn load(bundle: &Bundle, saved: &Saved, wanted: Wanted, notes: Notes) -> Result<Loaded, Failure> {
    let mut loaded = Loaded::new(false, notes);
    let wants = answers(wanted);
    let has: Vec<Answer> = saved.answers().collect();
    let kept: Vec<Answer> = wants.iter().copied().filter(|answer| has.contains(answer)).collect();
    // What is made of either is made of the first.
    let kept = if wanted == Wanted::Endpoints { &kept[..kept.len().min(1)] } else { &kept[..] };
    if kept.is_empty() {
        let why = bundle.entry(saved).and_then(|entry| entry.failures.first());
        let why = why.map(|failure| format!(" ({}: {})", failure.request, failure.message)).unwrap_or_default();
        let file = wants.first().map_or("", |answer| answer.file_name());
        return Err(Failure::new(UNREACHABLE, format!("{} has no {file} of {}{why}", bundle.path().display(), full_name(saved)))
            .advise("it could not be saved; take another snapshot"));
    }
    let mut parts = bundle.read_all(saved, kept);
    parts.sort_by_key(|(answer, _)| wants.iter().position(|wanted| wanted == answer));
    for (answer, content) in parts {
        let name = bundle.location(saved, answer).unwrap_or_else(|| full_name(saved));
        let content = content.map_err(|error| Failure::from(error).with_code(INCOMPLETE))?;
        if answer == Answer::Stats {
            loaded.add_stats(content.bytes.to_vec());
            continue;
        }
        loaded.add(Document::new(name, content)?);
    }
    Ok(loaded)
}
