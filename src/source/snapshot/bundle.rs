//! Reading a bundle: a snapshot, or what another tool collected.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::answer::Answer;
use super::error::BundleError;
use super::json;
use super::layout::{self, Layout, Part, Proxy};
use super::manifest::{Manifest, ProxyEntry, Unreadable};
use super::store::{Member, Opened, Store};
use crate::source::file::{Bytes, Content};

/// A folder or archive with the answers of one or many proxies.
///
/// It may be read from several threads. An archive's member is decompressed into memory, and no other with it; a folder's large file
/// is mapped.
#[derive(Debug)]
pub struct Bundle {
    path: PathBuf,
    store: Store,
    members: Vec<Member>,
    layout: Layout,
    manifest: Option<Manifest>,
    proxies: Vec<Proxy>,
    cut: Option<String>,
}

impl Bundle {
    /// Opens a folder or an archive: tar, compressed by gzip or zstd or not, or zip, recognised by content. None for any other file,
    /// which may be a config dump by itself.
    ///
    /// # Errors
    /// [`BundleError::Io`] where it can't be read, [`BundleError::Broken`] where no file of an archive can be found,
    /// [`BundleError::Nothing`] where none is an Envoy's, [`BundleError::Newer`] for a snapshot of a later form.
    pub fn open(path: &Path) -> Result<Option<Bundle>, BundleError> {
        let Some(Opened { store, members, mut cut }) = Store::open(path)? else { return Ok(None) };
        let found = match find_manifest(path, &store, &members) {
            Ok(found) => found,
            Err(Unusable::Refused(error)) => return Err(error),
            Err(Unusable::Broken(why)) => {
                cut = cut.or(Some(why));
                None
            }
        };
        let (layout, mut proxies) = layout::arrange(&members, &title(path), found.is_some());
        let manifest = found.map(|(manifest, root)| {
            apply(&manifest, root, &mut proxies);
            manifest
        });
        if layout == Layout::ConsulK8s {
            proxies.sort_by_key(Proxy::position);
            proxies = proxies.into_iter().flat_map(|proxy| split_consul(&store, &members, proxy)).collect();
        }
        proxies.sort_by(|a, b| (&a.namespace, &a.name, &a.service).cmp(&(&b.namespace, &b.name, &b.service)));
        if proxies.is_empty() && manifest.is_none() {
            return Err(match cut {
                Some(why) => BundleError::Broken { path: path.to_owned(), why },
                None => BundleError::Nothing { path: path.to_owned(), what: store.what() },
            });
        }
        Ok(Some(Bundle { path: path.to_owned(), store, members, layout, manifest, proxies, cut }))
    }

    /// The folder or archive.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Who made it.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// The manifest of a snapshot.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// Why proxies or files may be missing, in one line, where the archive is cut off or the manifest broken.
    pub fn cut(&self) -> Option<&str> {
        self.cut.as_deref()
    }

    /// The proxies, by namespace and name. One that could not be reached is among them, without answers, if there is a manifest.
    pub fn proxies(&self) -> &[Proxy] {
        &self.proxies
    }

    /// Whether reading the proxies side by side, or in another order than the archive's, costs much: it is compressed as a whole.
    pub fn is_read_in_order(&self) -> bool {
        self.store.is_read_in_order()
    }

    /// The proxies in the order in which their files stand in the archive.
    ///
    /// An archive that is compressed as a whole, as all but snapshots are, is decompressed again from its beginning for each step
    /// back. Whoever reads all proxies in this order, and each by [`read_all`](Bundle::read_all), goes over it once.
    pub fn in_archive_order(&self) -> Vec<&Proxy> {
        let mut proxies: Vec<&Proxy> = self.proxies.iter().collect();
        proxies.sort_by_key(|proxy| proxy.position());
        proxies
    }

    /// What the manifest says of a proxy.
    pub fn entry(&self, proxy: &Proxy) -> Option<&ProxyEntry> {
        self.manifest.as_ref()?.proxies.get(proxy.entry?)
    }

    /// Where an answer stands, for messages: `bug-report.tar.gz: bug-report/proxies/default/a/clusters`.
    pub fn location(&self, proxy: &Proxy, answer: Answer) -> Option<String> {
        let part = proxy.files.get(&answer)?;
        let member = &self.members.get(part.member)?.path;
        Some(match &self.store {
            Store::Folder(_) => self.path.join(member).display().to_string(),
            Store::Tar(_) | Store::Zip(_) => format!("{}: {member}", self.path.display()),
        })
    }

    /// An answer of one of this bundle's proxies, decompressed; none where the bundle doesn't have it.
    ///
    /// One that is cut off is given as far as it goes, with the reason.
    ///
    /// # Errors
    /// [`BundleError::Member`] where nothing of it can be read.
    pub fn read(&self, proxy: &Proxy, answer: Answer) -> Result<Option<Content>, BundleError> {
        let Some((part, member)) = proxy.files.get(&answer).and_then(|part| Some((part, self.members.get(part.member)?))) else {
            return Ok(None);
        };
        let content = self.store.read(member)?;
        match &part.field {
            Some((service, field)) => Ok(select(content, service, field)),
            None => Ok(Some(content)),
        }
    }

    /// Those of these answers that the bundle has of a proxy, each as by [`read`](Bundle::read), in the order of the archive.
    pub fn read_all(&self, proxy: &Proxy, answers: &[Answer]) -> Vec<(Answer, Result<Content, BundleError>)> {
        let mut parts: Vec<(&Answer, &Part)> = proxy.files.iter().filter(|(answer, _)| answers.contains(answer)).collect();
        parts.sort_by_key(|(_, part)| part.member);
        let read = |(answer, _): (&Answer, &Part)| Some((*answer, self.read(proxy, *answer).transpose()?));
        parts.into_iter().filter_map(read).collect()
    }
}

/// The bundle's name without what says its form.
fn title(path: &Path) -> String {
    // A path such as `..` has no name of its own.
    let name = path.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let name = name.unwrap_or_else(|| path.display().to_string());
    let endings = [".tar.zst", ".tzst", ".tar.gz", ".tgz", ".tar", ".zip"];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name).to_owned()
}

/// Why there is a manifest and it can't be used.
enum Unusable {
    /// The bundle is not read at all.
    Refused(BundleError),
    /// The bundle is read without it.
    Broken(String),
}

/// The manifest nearest to the root that is ours, and the folder that it stands in, with a slash behind it.
fn find_manifest<'a>(path: &Path, store: &Store, members: &'a [Member]) -> Result<Option<(Manifest, &'a str)>, Unusable> {
    let mut found: Vec<&Member> = members.iter().filter(|member| member.answer.is_none()).collect();
    found.sort_by_key(|member| member.path.matches('/').count());
    for member in found {
        let content = store.read(member).map_err(Unusable::Refused)?;
        match Manifest::read(&content.bytes) {
            Ok(Some(manifest)) => return Ok(Some((manifest, member.path.rfind('/').map_or("", |at| &member.path[..=at])))),
            Ok(None) => {}
            Err(Unreadable::Newer(version)) => return Err(Unusable::Refused(BundleError::Newer { path: path.to_owned(), version })),
            Err(Unreadable::Broken(why)) => return Err(Unusable::Broken(format!("{}: {why}", member.path))),
        }
    }
    Ok(None)
}

/// Names proxies as the manifest does, and adds those without files.
fn apply(manifest: &Manifest, root: &str, proxies: &mut Vec<Proxy>) {
    let mut at: HashMap<String, usize> = proxies.iter().enumerate().map(|(at, proxy)| (proxy.folder.clone(), at)).collect();
    for (number, entry) in manifest.proxies.iter().enumerate() {
        let folder = format!("{root}{}", entry.folder);
        let at = *at.entry(folder).or_insert_with_key(|folder| {
            proxies.push(Proxy::new(None, &entry.folder, folder));
            proxies.len() - 1
        });
        let proxy = &mut proxies[at];
        proxy.namespace = entry.namespace.clone();
        if let Some(name) = entry.pod.as_ref().or(entry.address.as_ref()) {
            proxy.name.clone_from(name);
        }
        proxy.workload = entry.workload.clone();
        proxy.entry = Some(number);
    }
}

/// The proxies of a pod of Consul's, whose dumps stand in one file.
fn split_consul(store: &Store, members: &[Member], proxy: Proxy) -> Vec<Proxy> {
    let Some(part) = proxy.files.get(&Answer::ConfigDump) else { return vec![proxy] };
    let Ok(content) = store.read(&members[part.member]) else { return vec![proxy] };
    let services = json::fields(&content.bytes);
    let is_only_one = services.len() == 1;
    let split = services.into_iter().map(|(service, range)| {
        let mut of_service = proxy.clone();
        if !is_only_one {
            // The statistics are those of one of them, and nothing says of which.
            of_service.files.clear();
        }
        for (name, _) in json::fields(&content.bytes[range]) {
            let (answer, field) = match &*name {
                "config_dump" => (Answer::ConfigDump, "config_dump"),
                "clusters" => (Answer::Clusters, "clusters"),
                _ => continue,
            };
            of_service.files.insert(answer, Part { member: part.member, field: Some((service.clone(), field)) });
        }
        of_service.service = (!is_only_one).then_some(service);
        of_service
    });
    split.collect()
}

/// One answer out of a text that has several.
fn select(content: Content, service: &str, field: &str) -> Option<Content> {
    let value = |json: &[u8], name: &str| json::fields(json).into_iter().find(|(found, _)| found == name).map(|(_, range)| range);
    let outer = value(&content.bytes, service)?;
    let inner = value(&content.bytes[outer.clone()], field)?;
    let bytes = content.bytes[outer][inner].to_vec();
    Some(Content { bytes: Bytes::Owned(bytes), cut: content.cut })
}
