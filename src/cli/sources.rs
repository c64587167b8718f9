//! Which proxies a command reads, and how each of them is reached.

mod enclosed;
mod saved;
mod several;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{PodArgs, SourceArgs};
use super::exit::{Failure, UNREACHABLE, USAGE, say};
use super::load::{Document, Loaded};
use super::notes::Notes;
use crate::source::admin::Admin;
use crate::source::file;
use crate::source::pod::{Cluster, ClusterOptions, Overrides, Pod, Pods, Scope, Target};
use crate::source::requests::Wanted;
use crate::source::snapshot::{Bundle, Proxy as Saved};

const GIVE_A_SOURCE: &str = "POD asks a pod, -f dump.json reads a file, -f - standard input, --admin http://localhost:15000 asks a running \
                             Envoy; --help tells more";

/// The name of a proxy whose configuration comes from standard input.
const STDIN: &str = "stdin";

/// A proxy, and how it is reached.
pub struct Proxy {
    /// The pod, by its name and namespace; nothing of a file or a port.
    pub pod: Option<(String, String)>,
    /// What it is called in place of its own name, where that would not tell it from others.
    label: Option<String>,
    reach: Reach,
}

enum Reach {
    /// A file that has been read, or what stands in it of one proxy.
    File(PathBuf, Vec<Document>),
    /// A proxy of a snapshot, or of another tool's archive.
    Saved(Arc<Bundle>, Box<Saved>),
    Admin(Result<Admin, Failure>),
    /// One of several files, which can't be read.
    Unread(Failure),
}

/// The proxies that a command is about.
pub enum Proxies {
    /// One.
    One(Proxy),
    /// As many as there are.
    All(Vec<Proxy>),
}

impl Proxy {
    fn new(pod: Option<(String, String)>, reach: Reach) -> Proxy {
        Proxy { pod, label: None, reach }
    }

    fn of_pod(cluster: &Cluster, pod: &Pod) -> Proxy {
        let admin = cluster.admin(pod).map_err(Failure::from);
        Proxy::new(Some((pod.name.clone(), pod.namespace.clone())), Reach::Admin(admin))
    }

    /// Its name in messages: `NAME.NAMESPACE` of a pod.
    pub fn name(&self) -> String {
        if let Some(label) = &self.label {
            return label.clone();
        }
        match &self.pod {
            Some((name, namespace)) if !namespace.is_empty() => format!("{name}.{namespace}"),
            Some((name, _)) => name.clone(),
            None => match &self.reach {
                Reach::File(path, _) if file::is_standard_input(path) => STDIN.to_owned(),
                Reach::File(path, _) => path.display().to_string(),
                Reach::Saved(_, saved) => saved.name.clone(),
                Reach::Admin(admin) => admin.as_ref().map(|admin| admin.address().to_owned()).unwrap_or_default(),
                Reach::Unread(_) => String::new(),
            },
        }
    }

    /// The pod's name alone.
    pub fn short_name(&self) -> String {
        match &self.pod {
            Some((name, _)) if self.label.is_none() => name.clone(),
            _ => self.name(),
        }
    }

    /// The pod's namespace.
    pub fn namespace(&self) -> Option<&str> {
        self.pod.as_ref().map(|(_, namespace)| namespace.as_str())
    }

    /// What is wanted of it.
    ///
    /// # Errors
    /// Where it can't be reached, or is not an Envoy.
    pub fn load(&self, wanted: Wanted, notes: Notes) -> Result<Loaded, Failure> {
        match &self.reach {
            Reach::File(_, documents) => {
                let mut loaded = Loaded::new(false, notes);
                documents.iter().cloned().for_each(|document| loaded.add(document));
                Ok(loaded)
            }
            Reach::Saved(bundle, saved) => saved::load(bundle, saved, wanted, notes),
            Reach::Admin(_) => {
                let mut loaded = Loaded::new(true, notes);
                loaded.ask(self.admin()?, wanted)?;
                Ok(loaded)
            }
            Reach::Unread(failure) => Err(failure.clone()),
        }
    }

    /// Whether it stands in an archive that has to be read from its beginning on.
    pub fn is_read_in_order(&self) -> bool {
        matches!(&self.reach, Reach::Saved(bundle, _) if bundle.is_read_in_order())
    }

    /// Its admin interface.
    ///
    /// # Errors
    /// Where it can't be reached, or only a file of it is there.
    pub fn admin(&self) -> Result<&Admin, Failure> {
        match &self.reach {
            Reach::Admin(admin) => admin.as_ref().map_err(Failure::clone),
            Reach::File(path, _) => Err(not_running(path)),
            Reach::Saved(bundle, _) => Err(not_running(bundle.path())),
            Reach::Unread(failure) => Err(failure.clone()),
        }
    }
}

/// The proxies that the arguments name: one, or all that are meant with `--all-pods` or by several files.
///
/// # Errors
/// Where none is named, or what is named is not there.
pub fn named(args: &SourceArgs) -> Result<Proxies, Failure> {
    match (&args.file[..], &args.admin, &args.target) {
        ([path], _, target) => of_path(path, target.as_deref(), &args.pods),
        ([_, ..], _, target) => several::named(&args.file, target.as_deref(), &args.pods),
        ([], Some(url), _) => {
            let admin = Admin::new(url, args.timeout)?;
            Ok(Proxies::One(Proxy::new(None, Reach::Admin(Ok(admin)))))
        }
        ([], None, target) => {
            if target.is_none() && args.pods.selector.is_none() && !args.pods.all_pods {
                return Err(Failure::new(USAGE, "no source given: where should the configuration come from?").advise(GIVE_A_SOURCE));
            }
            let (cluster, pods) = find(args)?;
            if args.pods.all_pods {
                return Ok(Proxies::All(all(&cluster, pods)));
            }
            Ok(Proxies::One(one(&cluster, &pods)))
        }
    }
}

/// The proxy that the arguments name, in front of the others that stand in the same file or snapshot.
///
/// # Errors
/// As [`named`], and where several are named.
pub fn with_others(args: &SourceArgs) -> Result<Vec<Proxy>, Failure> {
    let several = || Failure::new(USAGE, "one proxy is asked, and --all-pods means several").advise("name one of the pods");
    if args.pods.all_pods {
        return Err(several());
    }
    let everything = PodArgs { namespace: None, all_pods: true, ..args.pods.clone() };
    let target = args.target.as_deref();
    let (first, all) = match &args.file[..] {
        [path] => match saved::open(path)? {
            Some(bundle) => (saved::named(&bundle, target, &args.pods)?, Some(saved::named(&bundle, None, &everything)?)),
            None => {
                let document = document(path)?;
                let all = (!enclosed::proxies(path, &document).is_empty()).then(|| of_file(path, document.clone(), None, &everything));
                (of_file(path, document, target, &args.pods)?, all.transpose()?)
            }
        },
        // Of several files, the first is where the request begins, or the one with the pod that is named.
        [_, ..] => return several::beginning_with(&args.file, target, &everything),
        [] => (named(args)?, None),
    };
    let (Proxies::One(first), None | Some(Proxies::All(_))) = (first, &all) else { return Err(several()) };
    let name = first.name();
    let others = match all {
        Some(Proxies::All(all)) => all.into_iter().filter(|proxy| proxy.name() != name).collect(),
        _ => Vec::new(),
    };
    Ok(std::iter::once(first).chain(others).collect())
}

/// The proxies that the arguments name, where a workload means each of its pods.
///
/// # Errors
/// As [`named`].
pub fn all_named(args: &SourceArgs) -> Result<Vec<Proxy>, Failure> {
    let is_cluster = args.file.is_empty() && args.admin.is_none();
    if is_cluster && (args.target.is_some() || args.pods.selector.is_some()) {
        let (cluster, pods) = find(args)?;
        return Ok(if pods.is_named { vec![one(&cluster, &pods)] } else { all(&cluster, pods) });
    }
    Ok(all_of(named(args)?))
}

fn all_of(proxies: Proxies) -> Vec<Proxy> {
    match proxies {
        Proxies::One(proxy) => vec![proxy],
        Proxies::All(proxies) => proxies,
    }
}

/// What is at a path: a snapshot, or a file.
fn of_path(path: &Path, target: Option<&str>, args: &PodArgs) -> Result<Proxies, Failure> {
    match saved::open(path)? {
        Some(bundle) => saved::named(&bundle, target, args),
        None => of_file(path, document(path)?, target, args),
    }
}

/// What stands in a file.
fn document(path: &Path) -> Result<Document, Failure> {
    let content = file::read(path).map_err(|error| Failure::new(UNREACHABLE, error))?;
    Document::new(file::name(path), content)
}

/// A file: one proxy's, or what a tool printed of several.
fn of_file(path: &Path, document: Document, target: Option<&str>, args: &PodArgs) -> Result<Proxies, Failure> {
    let name = file::name(path);
    let proxies = enclosed::proxies(path, &document);
    if !proxies.is_empty() {
        return enclosed::named(path, proxies, target, args);
    }
    if let Some(target) = target {
        let advice = if Path::new(target).exists() {
            "of several files, each needs its own -f"
        } else {
            "a pod's name goes with a snapshot, or stands alone"
        };
        return Err(Failure::new(USAGE, format!("{name} is one proxy's configuration, which has no pod {target}")).advise(advice));
    }
    let proxy = Proxy::new(None, Reach::File(path.to_owned(), vec![document]));
    Ok(if args.all_pods { Proxies::All(vec![proxy]) } else { Proxies::One(proxy) })
}

/// How many proxies an error lists.
const LISTED: usize = 10;

/// The names of proxies for an error: the first, and how many more there are.
fn listed(names: &[String]) -> String {
    let mut shown = names[..names.len().min(LISTED)].to_vec();
    if names.len() > LISTED {
        shown.push(format!("and {} more", names.len() - LISTED));
    }
    if shown.is_empty() { "nothing".to_owned() } else { shown.join(", ") }
}

/// The failure where a file or an archive holds several proxies and none is named.
fn which_one(path: &Path, names: &[String]) -> Failure {
    Failure::new(USAGE, format!("{} holds {} proxies: which one?", file::name(path), names.len()))
        .advise(format!("name one behind it, or give --all-pods: {}", listed(names)))
}

fn not_running(path: &Path) -> Failure {
    Failure::new(USAGE, format!("{} is a file, and this asks a running Envoy", file::name(path)))
        .advise("name a pod, or a port with --admin http://localhost:15000")
}

/// The cluster that the arguments name.
///
/// # Errors
/// Where there is no configuration for one.
pub fn cluster(args: &SourceArgs) -> Result<Cluster, Failure> {
    let options = ClusterOptions {
        kubeconfig: args.cluster.kubeconfig.clone(),
        context: args.cluster.context.clone(),
        namespace: args.pods.namespace.clone(),
        is_unattended: false,
    };
    Ok(Cluster::connect(&options, args.timeout)?)
}

/// What of a pod's proxy the arguments choose.
pub fn overrides(args: &PodArgs) -> Overrides {
    Overrides { container: args.container.clone(), port: args.proxy_admin_port }
}

/// The pods that the arguments name, or all.
fn find(args: &SourceArgs) -> Result<(Cluster, Pods), Failure> {
    let overrides = overrides(&args.pods);
    // What is mistyped is said without a look at any kubeconfig.
    let target = args.target.as_deref().map(str::parse::<Target>).transpose()?;
    let cluster = cluster(args)?;
    let pods = match target {
        Some(target) => cluster.find(&target, &overrides)?,
        None => {
            let scope = if args.pods.all_namespaces { Scope::Cluster } else { Scope::Namespace };
            cluster.select(args.pods.selector.as_deref(), scope, &overrides)?
        }
    };
    Ok((cluster, pods))
}

/// One of the pods, and says which where it was chosen.
fn one(cluster: &Cluster, pods: &Pods) -> Proxy {
    let pod = pods.best();
    let ready = pods.pods.iter().filter(|pod| pod.is_ready).count();
    let state = match &pod.reason {
        Some(reason) if pod.is_running => format!("not ready: {reason}"),
        _ => "ready".to_owned(),
    };
    if !pods.is_named {
        let total = pods.pods.len();
        let of = if total == 1 { String::new() } else { format!("; {ready} of {total} are ready, and --all-pods asks each") };
        say("note", &format!("{}: pod {} in namespace {} ({state}{of})", pods.asked, pod.name, pod.namespace));
    } else if !pod.is_ready && pod.proxy().is_ok() {
        say("note", &format!("pod {} in namespace {} is {state}", pod.name, pod.namespace));
    }
    if let Ok(proxy) = pod.proxy()
        && !proxy.others.is_empty()
    {
        say("note", &format!("asked is container {}; -c chooses among it and {}", proxy.container, proxy.others.join(", ")));
    }
    Proxy::of_pod(cluster, pod)
}

/// All of the pods that have an Envoy, and the cluster that they are in.
///
/// # Errors
/// Where there are no such pods.
pub fn pods(args: &SourceArgs) -> Result<(Cluster, Vec<Pod>), Failure> {
    let (cluster, pods) = find(args)?;
    let kept = with_envoy(pods);
    Ok((cluster, kept))
}

/// The pods that have an Envoy; says how many have none. Where none has, all of them, since why is said of each.
fn with_envoy(pods: Pods) -> Vec<Pod> {
    let total = pods.pods.len();
    let (kept, others): (Vec<Pod>, Vec<Pod>) = pods.pods.into_iter().partition(|pod| pod.has_envoy && !pod.has_ended);
    if kept.is_empty() {
        return others;
    }
    if !others.is_empty() {
        say("note", &format!("{} of the {total} pods of {} have no Envoy, or have ended", others.len(), pods.asked));
    }
    kept
}

fn all(cluster: &Cluster, pods: Pods) -> Vec<Proxy> {
    with_envoy(pods).iter().map(|pod| Proxy::of_pod(cluster, pod)).collect()
}
