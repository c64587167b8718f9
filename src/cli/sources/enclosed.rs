//! The proxies that stand in one file, as other tools print of several.

use std::path::Path;

use super::super::args::PodArgs;
use super::super::exit::{Failure, UNREACHABLE};
use super::super::load::Document;
use super::{Proxies, Proxy, Reach, listed, which_one};
use crate::envoy::enclosed;
use crate::source::file;

/// The proxies in a document; none where it is one proxy's own.
pub(super) fn proxies(path: &Path, document: &Document) -> Vec<Proxy> {
    let proxy = |one: enclosed::Enclosed| {
        let documents = one.documents.iter().map(|part| document.part(part)).collect();
        Proxy::new(Some((one.name, one.namespace.unwrap_or_default())), Reach::File(path.to_owned(), documents))
    };
    enclosed::find(document.text()).into_iter().map(proxy).collect()
}

/// Those that are meant: the one that `target` names, the only one, or all.
///
/// # Errors
/// Where none is meant, or too many.
pub(super) fn named(path: &Path, mut proxies: Vec<Proxy>, target: Option<&str>, args: &PodArgs) -> Result<Proxies, Failure> {
    let names = |proxies: &[Proxy]| proxies.iter().map(Proxy::name).collect::<Vec<_>>();
    let all = listed(&names(&proxies));
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
        return Err(Failure::new(UNREACHABLE, format!("{} holds no proxy of {what}", file::name(path))).advise(format!("it holds: {all}")));
    }
    if args.all_pods {
        return Ok(Proxies::All(proxies));
    }
    match <[Proxy; 1]>::try_from(proxies) {
        // What is said of one among several begins with its name anyway.
        Ok([Proxy { pod, label, reach: Reach::File(path, documents) }]) => {
            let name = pod.as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
            let documents = documents.into_iter().map(|document| document.of_proxy(&name)).collect();
            Ok(Proxies::One(Proxy { pod, label, reach: Reach::File(path, documents) }))
        }
        Ok([proxy]) => Ok(Proxies::One(proxy)),
        Err(proxies) => Err(which_one(path, &names(&proxies))),
    }
}
