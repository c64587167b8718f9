//! `meshctl proxies`: every Envoy of a namespace, a cluster or a snapshot, and how it is.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::{ProxiesArgs, ProxiesOutput};
use super::exit::{DONE, Failure, INCOMPLETE, UNREACHABLE, USAGE};
use super::fleet::{self, Told};
use super::sources;
use crate::envoy::status::{ServerInfo, XDS_STATS, Xds};
use crate::render::resource::Format;
use crate::render::table::{self, Screen};
use crate::render::value;
use crate::section::Table;
use crate::section::age::duration;
use crate::source::pod::Pod;
use crate::source::snapshot::{Answer, Bundle, Proxy as Saved};

/// A proxy, by what is known of it without asking it.
#[derive(Clone, Debug, Default)]
struct Listed {
    name: String,
    namespace: String,
    node: Option<String>,
    workload: Option<(String, String)>,
    is_ready: Option<bool>,
    container: Option<String>,
    product: Option<String>,
    version: Option<String>,
}

impl Listed {
    fn of_pod(pod: &Pod) -> Listed {
        let proxy = pod.described();
        Listed {
            name: pod.name.clone(),
            namespace: pod.namespace.clone(),
            node: Some(pod.node.clone()).filter(|node| !node.is_empty()),
            workload: pod.workload.clone(),
            is_ready: Some(pod.is_ready),
            container: proxy.map(|proxy| proxy.container.clone()),
            product: proxy.map(|proxy| proxy.product.name().to_owned()),
            version: proxy.and_then(|proxy| proxy.version.clone()),
        }
    }

    fn of_saved(bundle: &Bundle, saved: &Saved) -> Listed {
        let entry = bundle.entry(saved);
        let workload = saved.workload.as_deref().and_then(|workload| workload.split_once('/'));
        Listed {
            name: saved.name.clone(),
            namespace: saved.namespace.clone().unwrap_or_default(),
            node: entry.and_then(|entry| entry.node.clone()),
            workload: workload.map(|(kind, name)| (kind.to_owned(), name.to_owned())),
            is_ready: None,
            container: entry.and_then(|entry| entry.container.clone()),
            product: entry.and_then(|entry| entry.product.clone()),
            version: entry.and_then(|entry| entry.product_version.clone()),
        }
    }

    fn full_name(&self) -> String {
        if self.namespace.is_empty() { self.name.clone() } else { format!("{}.{}", self.name, self.namespace) }
    }
}

/// What a proxy says of itself.
struct Status {
    info: ServerInfo,
    /// Nothing where the proxy does not tell.
    xds: Option<Xds>,
}

impl Status {
    fn new(server_info: &[u8], xds: Option<Xds>) -> Result<Status, Failure> {
        let info = ServerInfo::parse(server_info);
        let info = info.map_err(|error| Failure::new(INCOMPLETE, format!("the answer to /server_info is not Envoy's: {error}")))?;
        Ok(Status { info, xds })
    }
}

/// Lists the proxies. Gives the exit code: 3 where some don't answer.
///
/// # Errors
/// Where the cluster can't be reached, or the output fails.
pub fn run(args: &ProxiesArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let is_asked = args.output != ProxiesOutput::Name;
    let mut list = Vec::new();
    if let Some(path) = &args.file {
        let bundle = opened(path)?;
        let proxies: Vec<&Saved> = bundle.in_archive_order();
        let is_here = |saved: &&Saved| args.namespace.is_none() || saved.namespace == args.namespace;
        let proxies: Vec<&Saved> = proxies.into_iter().filter(is_here).collect();
        let work = |saved: &&Saved| is_asked.then(|| saved_status(&bundle, saved));
        fleet::each(&proxies, fleet::at_once(bundle.is_read_in_order()), "proxies", work, |saved, status, _| {
            list.push((Listed::of_saved(&bundle, saved), status));
            Ok::<(), Failure>(())
        })?;
        list.sort_by_cached_key(|(proxy, _)| (proxy.namespace.clone(), proxy.name.clone()));
    } else {
        let (cluster, pods) = sources::pods(&args.source())?;
        let ask = |pod: &Pod| -> Result<Status, Failure> {
            let admin = cluster.admin(pod)?;
            let info = admin.get("/server_info")?;
            // A proxy may allow no path but some.
            let stats = admin.get(XDS_STATS).ok();
            Status::new(&info, stats.map(|stats| Xds::parse(&String::from_utf8_lossy(&stats))))
        };
        fleet::each(
            &pods,
            fleet::AT_ONCE,
            "proxies",
            |pod| is_asked.then(|| ask(pod)),
            |pod, status, _| {
                list.push((Listed::of_pod(pod), status));
                Ok::<(), Failure>(())
            },
        )?;
    }
    print(list, args, screen, out)
}

/// The snapshot, or another tool's archive.
fn opened(path: &Path) -> Result<Bundle, Failure> {
    Bundle::open(path)?.ok_or_else(|| {
        Failure::new(USAGE, format!("{} is no snapshot", path.display())).advise("`meshctl snapshot -o NAME.tar.zst` takes one")
    })
}

/// What a saved proxy said of itself.
fn saved_status(bundle: &Bundle, saved: &Saved) -> Result<Status, Failure> {
    let mut answers: BTreeMap<Answer, _> = bundle.read_all(saved, &[Answer::ServerInfo, Answer::Stats]).into_iter().collect();
    let Some(info) = answers.remove(&Answer::ServerInfo) else {
        let failure = bundle.entry(saved).and_then(|entry| entry.failures.first());
        let why = failure.map_or_else(|| "it has no server_info".to_owned(), |failure| failure.message.clone());
        return Err(Failure::new(UNREACHABLE, why));
    };
    let stats = answers.remove(&Answer::Stats).and_then(Result::ok);
    Status::new(&info?.bytes, stats.and_then(|stats| Xds::parse_json(&stats.bytes).ok()))
}

/// Prints the list. Proxies that were not asked are printed by their names.
fn print(
    list: Vec<(Listed, Option<Result<Status, Failure>>)>,
    args: &ProxiesArgs,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let total = list.len();
    let mut told = Told::default();
    let mut table = Table::new(&["POD", "NAMESPACE", "PRODUCT", "VERSION", "ENVOY", "STATE", "XDS", "UPTIME"], 5);
    let mut objects = Vec::new();
    for (proxy, status) in list {
        let Some(status) = status else {
            writeln!(out, "pod/{}", proxy.full_name())?;
            continue;
        };
        objects.push(object(&proxy, &status));
        table.push_cells(row(&proxy, status.as_ref().ok()).map(Cow::Owned));
        if let Err(failure) = status {
            told.failure(&proxy.full_name(), failure);
        }
    }
    match args.output {
        ProxiesOutput::Json => value::write(out, &Value::from(objects), Format::Json)?,
        ProxiesOutput::Yaml => value::write(out, &Value::from(objects), Format::Yaml)?,
        ProxiesOutput::Short => table::write(out, &table, !args.no_headers, screen)?,
        ProxiesOutput::Name => {}
    }
    out.flush()?;
    told.say(total);
    Ok(if told.failed() > 0 { UNREACHABLE } else { DONE })
}

/// A proxy's cells.
fn row(proxy: &Listed, status: Option<&Status>) -> [String; 8] {
    let or_dash = |text: Option<&str>| text.filter(|text| !text.is_empty()).unwrap_or("-").to_owned();
    let [envoy, state, xds, uptime] = match status {
        Some(Status { info, xds }) => {
            [info.version.clone(), info.state.clone(), or_dash(xds.as_ref().map(in_words).as_deref()), duration(info.uptime)]
        }
        None => ["-".to_owned(), "UNREACHABLE".to_owned(), "-".to_owned(), "-".to_owned()],
    };
    let (product, version) = (or_dash(proxy.product.as_deref()), or_dash(proxy.version.as_deref()));
    [proxy.name.clone(), or_dash(Some(&proxy.namespace)), product, version, envoy, state, xds, uptime]
}

/// How a proxy stands with its control plane, and what it refused.
fn in_words(xds: &Xds) -> String {
    let rejected: Vec<String> = xds.rejected.iter().map(|(service, count)| format!("{service} rejected {count}")).collect();
    if rejected.is_empty() { xds.word().to_owned() } else { format!("{} + {}", xds.word(), rejected.join(", ")) }
}

/// A proxy as an object; what is not known is left out.
fn object(proxy: &Listed, status: &Result<Status, Failure>) -> Value {
    let known = json!({
        "name": proxy.name,
        "namespace": proxy.namespace,
        "node": proxy.node,
        "workload": proxy.workload.as_ref().map(|(kind, name)| json!({"kind": kind, "name": name})),
        "ready": proxy.is_ready,
        "container": proxy.container,
        "product": proxy.product,
        "productVersion": proxy.version,
    });
    let told = match status {
        Ok(Status { info, xds }) => json!({
            "envoyVersion": info.version,
            "state": info.state,
            "nodeId": info.node_id,
            "uptimeSeconds": info.uptime,
            "xds": xds.as_ref().map(|xds| json!({"state": xds.word(), "rejected": xds.rejected})),
        }),
        Err(failure) => json!({"state": "UNREACHABLE", "error": failure.cause}),
    };
    let members = [known, told].into_iter().filter_map(|value| if let Value::Object(members) = value { Some(members) } else { None });
    Value::Object(members.flatten().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
}
