//! `meshctl proxies`: every Envoy of a namespace or a cluster, and how it is.

use std::borrow::Cow;
use std::io::Write;

use serde_json::{Value, json};

use super::args::{ProxiesArgs, ProxiesOutput};
use super::exit::{DONE, Failure, INCOMPLETE, UNREACHABLE};
use super::fleet::{self, Told};
use super::sources;
use crate::envoy::status::{ServerInfo, XDS_STATS, Xds};
use crate::render::resource::Format;
use crate::render::table::{self, Screen};
use crate::render::value;
use crate::section::Table;
use crate::source::pod::Pod;

/// What a proxy says of itself.
struct Status {
    info: ServerInfo,
    /// Nothing where the proxy does not tell.
    xds: Option<Xds>,
}

/// Lists the proxies. Gives the exit code: 3 where some don't answer.
///
/// # Errors
/// Where the cluster can't be reached, or the output fails.
pub fn run(args: &ProxiesArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let (cluster, pods) = sources::pods(&args.source())?;
    if args.output == ProxiesOutput::Name {
        pods.iter().try_for_each(|pod| writeln!(out, "pod/{}", pod.full_name()))?;
        return Ok(DONE);
    }
    let work = |pod: &Pod| -> Result<Status, Failure> {
        let admin = cluster.admin(pod)?;
        let info = ServerInfo::parse(&admin.get("/server_info")?)
            .map_err(|error| Failure::new(INCOMPLETE, format!("the answer to /server_info is not Envoy's: {error}")))?;
        // A proxy may allow no path but some.
        let stats = admin.get(XDS_STATS).ok();
        Ok(Status { info, xds: stats.map(|stats| Xds::parse(&String::from_utf8_lossy(&stats))) })
    };
    let mut table = Table::new(&["POD", "NAMESPACE", "PRODUCT", "VERSION", "ENVOY", "STATE", "XDS", "UPTIME"], 5);
    let mut list = Vec::new();
    let mut told = Told::default();
    fleet::each(&pods, "proxies", work, |pod, status, _| {
        match args.output {
            ProxiesOutput::Json | ProxiesOutput::Yaml => list.push(object(pod, &status)),
            _ => table.push_cells(row(pod, status.as_ref().ok()).map(Cow::Owned)),
        }
        if let Err(failure) = status {
            told.failure(&pod.full_name(), failure);
        }
        Ok::<(), Failure>(())
    })?;
    match args.output {
        ProxiesOutput::Json => value::write(out, &Value::from(list), Format::Json)?,
        ProxiesOutput::Yaml => value::write(out, &Value::from(list), Format::Yaml)?,
        _ => table::write(out, &table, !args.no_headers, screen)?,
    }
    out.flush()?;
    told.say(pods.len());
    Ok(if told.failed() > 0 { UNREACHABLE } else { DONE })
}

/// A proxy's cells.
fn row(pod: &Pod, status: Option<&Status>) -> [String; 8] {
    let proxy = pod.described();
    let product = proxy.map_or("-", |proxy| proxy.product.name());
    let version = proxy.and_then(|proxy| proxy.version.as_deref()).unwrap_or("-");
    let [envoy, state, xds, uptime] = match status {
        Some(Status { info, xds }) => {
            let xds = xds.as_ref().map_or_else(
                || "-".to_owned(),
                |xds| {
                    let rejected: Vec<String> = xds.rejected.iter().map(|(service, count)| format!("{service} rejected {count}")).collect();
                    if rejected.is_empty() { xds.word().to_owned() } else { format!("{} + {}", xds.word(), rejected.join(", ")) }
                },
            );
            [info.version.clone(), info.state.clone(), xds, duration(info.uptime)]
        }
        None => ["-".to_owned(), "UNREACHABLE".to_owned(), "-".to_owned(), "-".to_owned()],
    };
    [pod.name.clone(), pod.namespace.clone(), product.to_owned(), version.to_owned(), envoy, state, xds, uptime]
}

/// A proxy as an object.
fn object(pod: &Pod, status: &Result<Status, Failure>) -> Value {
    let proxy = pod.described();
    let workload = pod.workload.as_ref().map(|(kind, name)| json!({"kind": kind, "name": name}));
    let mut object = json!({
        "name": pod.name,
        "namespace": pod.namespace,
        "node": pod.node,
        "workload": workload,
        "ready": pod.is_ready,
        "container": proxy.map(|proxy| &proxy.container),
        "product": proxy.map(|proxy| proxy.product.name()),
        "productVersion": proxy.and_then(|proxy| proxy.version.as_ref()),
    });
    let more = match status {
        Ok(Status { info, xds }) => json!({
            "envoyVersion": info.version,
            "state": info.state,
            "nodeId": info.node_id,
            "uptimeSeconds": info.uptime,
            "xds": xds.as_ref().map(|xds| json!({"state": xds.word(), "rejected": xds.rejected})),
        }),
        Err(failure) => json!({"state": "UNREACHABLE", "error": failure.cause}),
    };
    if let (Value::Object(object), Value::Object(more)) = (&mut object, more) {
        object.extend(more);
    }
    object
}

/// A duration as kubectl prints ages: two units at the most.
fn duration(seconds: u64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400);
    match seconds {
        0..120 => format!("{seconds}s"),
        120..600 => format!("{minutes}m{}s", seconds % 60),
        600..10800 => format!("{minutes}m"),
        10800..28800 => format!("{hours}h{}m", minutes % 60),
        28800..172_800 => format!("{hours}h"),
        172_800..691_200 => format!("{days}d{}h", hours % 24),
        _ => format!("{days}d"),
    }
}
