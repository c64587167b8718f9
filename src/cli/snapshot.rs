//! `meshctl snapshot`: saves what proxies say of themselves, in a folder or one file.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::args::SnapshotArgs;
use super::exit::{DONE, Failure, UNREACHABLE, say};
use super::fleet::{self, Told};
use super::sources;
use crate::envoy::status::ServerInfo;
use crate::render::document::without_secrets;
use crate::source::admin::{Admin, AdminError};
use crate::source::pod::{Cluster, Pod};
use crate::source::snapshot::{
    Answer, Cluster as ClusterEntry, Existing, Failure as Missing, FileEntry, Folder, Manifest, ProxyEntry, SnapshotWriter, Timestamp,
};

/// What is asked of each proxy. The cheap requests come first: where the proxy can't be reached, little time was lost.
const ASKED: [Answer; 8] = [
    Answer::ServerInfo,
    Answer::Ready,
    Answer::Certs,
    Answer::Listeners,
    Answer::InitDump,
    Answer::Clusters,
    Answer::ConfigDump,
    Answer::Stats,
];

/// From this size of `/clusters` on, in bytes, a proxy's dump is so large that only one of such is held at a time.
const LARGE: usize = 4 << 20;

/// A proxy to be saved.
enum Subject {
    Pod(Cluster, Box<Pod>),
    Port(Admin),
}

impl Subject {
    fn name(&self) -> String {
        match self {
            Subject::Pod(_, pod) => pod.full_name(),
            Subject::Port(admin) => admin.address().to_owned(),
        }
    }
}

/// Saves the proxies. Gives the exit code: 3 where some failed.
///
/// # Errors
/// Where no proxy could be saved, or the snapshot can't be written.
pub fn run(args: &SnapshotArgs) -> Result<u8, Failure> {
    let mut manifest = Manifest::new(std::env::args().skip(1).collect());
    let subjects = subjects(args, &mut manifest)?;
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let writer = SnapshotWriter::create(&args.output, existing)?;
    let large = Mutex::new(());
    let mut told = Told::default();
    fleet::each(
        &subjects,
        fleet::AT_ONCE,
        "proxies",
        |subject| save(subject, &writer, &large),
        |subject, saved, _| {
            let (entry, failure) = saved?;
            if let Some(failure) = failure {
                told.failure(&subject.name(), failure);
            }
            manifest.proxies.push(entry);
            Ok::<(), Failure>(())
        },
    )?;
    manifest.ended = Some(Timestamp::now());
    if manifest.proxies.iter().all(|proxy| proxy.files.is_empty()) {
        writer.discard()?;
        told.say(subjects.len());
        return Ok(UNREACHABLE);
    }
    let partly = manifest.proxies.iter().filter(|proxy| !proxy.failures.is_empty() && !proxy.files.is_empty()).count();
    writer.finish(&manifest)?;
    let count = manifest.proxies.len() - told.failed();
    let size = size_of(&args.output).map(|bytes| format!(", {}", in_words(bytes))).unwrap_or_default();
    say("note", &format!("{count} of {} proxies are in {}{size}", manifest.proxies.len(), args.output.display()));
    if partly > told.failed() {
        say("note", &format!("{partly} of them do not answer every request; manifest.json says which"));
    }
    told.say(subjects.len());
    Ok(if told.failed() > 0 { UNREACHABLE } else { DONE })
}

/// The proxies that are meant, and the cluster that they are in.
fn subjects(args: &SnapshotArgs, manifest: &mut Manifest) -> Result<Vec<Subject>, Failure> {
    let source = args.source();
    if let Some(url) = &source.admin {
        return Ok(vec![Subject::Port(Admin::new(url, source.timeout)?)]);
    }
    let (cluster, pods) = sources::pods(&source)?;
    manifest.cluster = Some(ClusterEntry {
        context: cluster.context().map(str::to_owned),
        server: Some(cluster.server().to_owned()),
        // Who may read pods may not be allowed this.
        kubernetes: cluster.version().ok(),
    });
    Ok(pods.into_iter().map(|pod| Subject::Pod(cluster.clone(), Box::new(pod))).collect())
}

/// Saves one proxy's answers. Gives what the manifest says of it, and why it counts as failed.
///
/// # Errors
/// Where the snapshot can't be written.
fn save(subject: &Subject, writer: &SnapshotWriter, large: &Mutex<()>) -> Result<(ProxyEntry, Option<Failure>), Failure> {
    let mut entry = ProxyEntry { time: Some(Timestamp::now()), ..ProxyEntry::default() };
    let opened;
    let (folder, admin) = match subject {
        Subject::Pod(cluster, pod) => {
            describe(pod, &mut entry);
            let folder = Folder::pod(&pod.namespace, &pod.name)?;
            opened = cluster.admin(pod).map_err(AdminError::Pod);
            (folder, opened.as_ref())
        }
        Subject::Port(admin) => {
            entry.address = Some(admin.address().to_owned());
            (Folder::admin(admin.address()), Ok(admin))
        }
    };
    entry.folder = folder.as_str().to_owned();
    let admin = match admin {
        Ok(admin) => admin,
        Err(error) => return Ok(unreached(entry, error)),
    };
    let mut failed = None;
    let mut clusters = 0;
    for answer in ASKED {
        let _alone = (answer == Answer::ConfigDump && clusters >= LARGE).then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
        let request = answer.request();
        let bytes = match ask(admin, answer) {
            Ok(bytes) => bytes,
            // It does not answer at all.
            Err(error) if !error.is_answer() && entry.files.is_empty() => return Ok(unreached(entry, &error)),
            Err(error) => {
                let message = crate::section::one_line(error.to_string()).into_owned();
                entry.failures.push(Missing { request: request.to_owned(), message });
                if answer == Answer::ConfigDump || !error.is_answer() {
                    failed.get_or_insert(Failure::from(error));
                }
                continue;
            }
        };
        match answer {
            Answer::ServerInfo => entry.envoy_version = ServerInfo::parse(&bytes).ok().map(|info| info.version),
            Answer::Clusters => clusters = bytes.len(),
            _ => {}
        }
        let bytes = match without_secrets(&bytes) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = format!("the answer may hold a private key and can't be read, so it is not saved: {error}");
                entry.failures.push(Missing { request: request.to_owned(), message: message.clone() });
                failed.get_or_insert(Failure::new(UNREACHABLE, format!("{request}: {message}")));
                continue;
            }
        };
        let name = answer.file_name();
        writer.add(&folder, name, &bytes)?;
        entry.files.push(FileEntry { name: name.to_owned(), request: request.to_owned(), bytes: bytes.len() as u64 });
    }
    Ok((entry, failed))
}

/// One answer. Where it is refused, what tells nearly as much may not be.
fn ask(admin: &Admin, answer: Answer) -> Result<Vec<u8>, AdminError> {
    match (answer, admin.get(answer.request())) {
        // A proxy that is not ready says so with status 503, and in words.
        (Answer::Ready, Err(AdminError::Status { code: 503, message, .. })) => Ok(format!("{message}\n").into_bytes()),
        (Answer::ConfigDump, Err(error)) if error.is_refused_path() => admin.get("/config_dump"),
        (_, answer) => answer,
    }
}

fn unreached(mut entry: ProxyEntry, error: &AdminError) -> (ProxyEntry, Option<Failure>) {
    let message = crate::section::one_line(error.to_string()).into_owned();
    entry.failures.push(Missing { request: "reach".to_owned(), message });
    (entry, Some(Failure::of_admin(error)))
}

/// What the pod's description tells.
fn describe(pod: &Pod, entry: &mut ProxyEntry) {
    entry.namespace = Some(pod.namespace.clone());
    entry.pod = Some(pod.name.clone());
    entry.node = Some(pod.node.clone()).filter(|node| !node.is_empty());
    entry.workload = pod.workload.as_ref().map(|(kind, name)| format!("{kind}/{name}"));
    if let Some(proxy) = pod.described() {
        entry.container = Some(proxy.container.clone());
        entry.product = Some(proxy.product.name().to_owned());
        entry.product_version = proxy.version.clone();
    }
}

/// The bytes of a file.
fn size_of(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len())
}

/// A size in the unit that fits.
fn in_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
