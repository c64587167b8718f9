//! The proxies that stand in one file, as other tools print of several.

use std::path::Path;

use super::super::args::PodArgs;
use super::super::exit::{Failure, UNREACHABLE, USAGE};
use super::super::load::Document;
use super::{Proxies, Proxy, Reach};
use crate::envoy::enclosed;

/// How many proxies an error lists.
const LISTED: usize = 10;

/// The proxies in a document; none where it is one proxy's own.
pub(super) fn proxies(path: &Path, document: &Document) -> Vec<Proxy> {
    let proxy = |one: enclosed::Enclosed| {
        let documents = one.documents.iter().map(|part| document.part(&one.name, part)).collect();
        Proxy { pod: Some((one.name, one.namespace.unwrap_or_default())), reach: Reach::File(path.to_owned(), documents) }
    };
    enclosed::find(document.text()).into_iter().map(proxy).collect()
}

/// Those that are meant: the one that `target` names, the only one, or all.
///
/// # Errors
/// Where none is meant, or too many.
pub(super) fn named(path: &Path, mut proxies: Vec<Proxy>, target: Option<&str>, args: &PodArgs) -> Result<Proxies, Failure> {
    let all = listed(&proxies);
    let is_meant = |proxy: &Proxy| {
        let is_here = args.namespace.is_none() || proxy.namespace() == args.namespace.as_deref();
        let is_named = target.is_none_or(|target| {
            let target = target.strip_prefix("pod/").unwrap_or(target);
            proxy.short_name() == target || proxy.name() == target
        });
        is_here && is_named
    };
    proxies.retain(is_meant);
    if proxies.is_empty() {
        let what = target.or(args.namespace.as_deref()).unwrap_or_default();
        return Err(Failure::new(UNREACHABLE, format!("{} holds no proxy of {what}", path.display())).advise(format!("it holds: {all}")));
    }
    if args.all_pods {
        return Ok(Proxies::All(proxies));
    }
    match <[Proxy; 1]>::try_from(proxies) {
        Ok([proxy]) => Ok(Proxies::One(proxy)),
        Err(proxies) => Err(Failure::new(USAGE, format!("{} holds {} proxies: which one?", path.display(), proxies.len()))
            .advise(format!("name one behind it, or give --all-pods: {}", listed(&proxies)))),
    }
}

fn listed(proxies: &[Proxy]) -> String {
    let mut names: Vec<String> = proxies.iter().take(LISTED).map(Proxy::name).collect();
    if proxies.len() > LISTED {
        names.push(format!("and {} more", proxies.len() - LISTED));
    }
    names.join(", ")
}
