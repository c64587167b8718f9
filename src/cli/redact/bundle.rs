//! A snapshot, redacted as a whole: the words are the same in all of its files.

use super::super::args::RedactArgs;
use super::super::exit::{Failure, INCOMPLETE, UNREACHABLE, say};
use super::{broken, end, not_whole, say_leaks};
use crate::envoy::document;
use crate::redact::pseudonym::Kind;
use crate::redact::{Gatherer, Options, Redactor};
use crate::source::snapshot::{
    Answer, Bundle, Existing, Failure as Missing, FileEntry, Folder, Manifest, Proxy, ProxyEntry, SnapshotWriter,
};

/// One answer of a proxy.
enum Text {
    Json(Vec<u8>),
    Plain(String),
}

/// Redacts all of a snapshot. Gives the exit code.
pub(super) fn run(args: &RedactArgs, bundle: &Bundle, options: Options, salt: &[u8]) -> Result<u8, Failure> {
    if let Some(cut) = bundle.cut() {
        return Err(not_whole(&format!("{}: {cut}", bundle.path().display())));
    }
    let mut gathered = Gatherer::new(options);
    for proxy in bundle.proxies() {
        gather_names(&mut gathered, bundle, proxy);
        each_answer(bundle, proxy, |answer, name, text| match text {
            Text::Json(json) => gathered.document(&json).map_err(|error| broken(name, &json, &error)),
            Text::Plain(text) => {
                if answer != Answer::Ready {
                    text.lines().for_each(|line| gathered.text(line));
                }
                Ok(())
            }
        })?;
    }
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let writer = SnapshotWriter::create(&args.output, existing)?;
    let mut redactor = Redactor::new(&gathered, salt);
    let manifest = match write(&writer, bundle, &mut redactor) {
        Ok(manifest) => manifest,
        Err(failure) => {
            // The first failure is the one to hear of.
            let _ = writer.discard();
            return Err(failure);
        }
    };
    if let Some(code) = say_leaks(&redactor) {
        writer.discard()?;
        return Ok(code);
    }
    let count = manifest.proxies.len();
    writer.finish(&manifest)?;
    say("note", &format!("{count} proxies are in {}", args.output.display()));
    end(args, &redactor)
}

/// Adds the names that the snapshot itself tells.
fn gather_names(gathered: &mut Gatherer, bundle: &Bundle, proxy: &Proxy) {
    let mut name = |kind, name: Option<&str>| gathered.name(kind, name.unwrap_or_default());
    name(Kind::Namespace, proxy.namespace.as_deref());
    if proxy.namespace.is_some() {
        name(Kind::Pod, Some(&proxy.name));
    }
    name(Kind::Workload, proxy.workload.as_deref().and_then(|workload| Some(workload.split_once('/')?.1)));
    if let Some(entry) = bundle.entry(proxy) {
        name(Kind::Node, entry.node.as_deref());
        if let Some(address) = &entry.address {
            gathered.text(address);
        }
        entry.failures.iter().for_each(|failure| gathered.text(&failure.message));
    }
}

/// Calls `each` with all that the snapshot has of a proxy, one answer at a time.
fn each_answer(bundle: &Bundle, proxy: &Proxy, mut each: impl FnMut(Answer, &str, Text) -> Result<(), Failure>) -> Result<(), Failure> {
    for answer in proxy.answers() {
        let name = bundle.location(proxy, answer).unwrap_or_else(|| proxy.name.clone());
        let Some(content) = bundle.read(proxy, answer)? else { continue };
        if let Some(cut) = content.cut {
            return Err(not_whole(&format!("{name}: {cut}")));
        }
        let is_json = content.bytes.trim_ascii_start().starts_with(b"{") || content.bytes.trim_ascii_start().starts_with(b"[");
        let text = match answer {
            Answer::ConfigDump | Answer::Clusters => {
                let json = document::to_json(&content.bytes).map_err(|other| Failure::new(INCOMPLETE, format!("{name}: {other}")))?;
                Text::Json(json.into_owned())
            }
            _ if is_json => Text::Json(content.bytes.to_vec()),
            _ => Text::Plain(String::from_utf8_lossy(&content.bytes).into_owned()),
        };
        each(answer, &name, text)?;
    }
    Ok(())
}

/// Writes every answer anew, and gives the manifest.
fn write(writer: &SnapshotWriter, bundle: &Bundle, redactor: &mut Redactor<'_>) -> Result<Manifest, Failure> {
    let mut manifest = Manifest::new(vec!["redact".to_owned()]);
    manifest.started = bundle.manifest().and_then(|manifest| manifest.started);
    manifest.ended = bundle.manifest().and_then(|manifest| manifest.ended);
    for proxy in bundle.proxies() {
        let (folder, mut entry) = renamed(bundle, proxy, redactor)?;
        each_answer(bundle, proxy, |answer, name, text| {
            let redacted = match text {
                Text::Json(json) => {
                    let mut redacted = Vec::with_capacity(json.len());
                    let mut write = |piece: &[u8]| redacted.extend_from_slice(piece);
                    redactor.document(&json, &mut write).map_err(|error| broken(name, &json, &error))?;
                    redacted
                }
                // Envoy's word for its state, such as LIVE.
                Text::Plain(text) if answer == Answer::Ready => text.into_bytes(),
                Text::Plain(text) => {
                    let lines: Vec<String> = text.lines().map(|line| redactor.plain(line) + "\n").collect();
                    lines.concat().into_bytes()
                }
            };
            let file = answer.file_name();
            writer.add(&folder, file, &redacted)?;
            entry.files.push(FileEntry { name: file.to_owned(), request: answer.request().to_owned(), bytes: redacted.len() as u64 });
            Ok(())
        })?;
        manifest.proxies.push(entry);
    }
    if manifest.proxies.is_empty() {
        return Err(Failure::new(UNREACHABLE, format!("{} holds no proxies", bundle.path().display())));
    }
    Ok(manifest)
}

/// A proxy's folder and its entry in the manifest, with other names.
fn renamed(bundle: &Bundle, proxy: &Proxy, redactor: &mut Redactor<'_>) -> Result<(Folder, ProxyEntry), Failure> {
    let known = bundle.entry(proxy);
    let namespace = proxy.namespace.as_ref().map(|namespace| redactor.name(Kind::Namespace, namespace));
    let mut entry = ProxyEntry {
        workload: proxy.workload.as_ref().map(|workload| match workload.split_once('/') {
            Some((kind, name)) => format!("{kind}/{}", redactor.name(Kind::Workload, name)),
            None => redactor.name(Kind::Workload, workload),
        }),
        node: known.and_then(|known| known.node.as_ref()).map(|node| redactor.name(Kind::Node, node)),
        container: known.and_then(|known| known.container.clone()),
        product: known.and_then(|known| known.product.clone()),
        product_version: known.and_then(|known| known.product_version.clone()),
        envoy_version: known.and_then(|known| known.envoy_version.clone()),
        time: known.and_then(|known| known.time),
        namespace: namespace.clone(),
        ..ProxyEntry::default()
    };
    let folder = match &namespace {
        Some(namespace) => {
            let mut pod = redactor.name(Kind::Pod, &proxy.name);
            if let Some(service) = &proxy.service {
                pod = format!("{pod}.{}", redactor.name(Kind::Service, service));
            }
            entry.pod = Some(pod.clone());
            Folder::pod(namespace, &pod)?
        }
        None => {
            let address = redactor.plain(known.and_then(|known| known.address.as_deref()).unwrap_or(&proxy.name));
            entry.address = Some(address.clone());
            Folder::admin(&address)
        }
    };
    entry.folder = folder.as_str().to_owned();
    for failure in known.map(|known| &*known.failures).unwrap_or_default() {
        entry.failures.push(Missing { request: failure.request.clone(), message: redactor.plain(&failure.message) });
    }
    Ok((folder, entry))
}
