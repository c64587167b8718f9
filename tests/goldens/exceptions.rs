//! Where this program knowingly answers otherwise than istioctl, and why. What it answers is held all the same.

use crate::compare::Allow;

/// What this program gives where istioctl gives something else.
#[derive(Clone, Copy, Debug)]
pub enum Ours {
    /// As istioctl, but for these differences, of which each must be there.
    But(&'static [Allow]),
    /// What istioctl prints for the command line of this name.
    As(&'static str),
    /// The hosts that istioctl prints for the `eds` command line of this name.
    HostsOf(&'static str),
    /// A part of what istioctl prints: a filter leaves out more.
    Part,
    /// Headings without rows, with this exit code, and these words on standard error.
    Empty(i32, &'static str),
    /// What begins with this text, with this exit code.
    Begins(i32, &'static str),
    /// Nothing, with this exit code, and these words on standard error.
    Fails(i32, &'static str),
    /// The fixture is not among those in this repository.
    NotHere,
}

/// A name, or names with a `*` for some part of them; why; and what is given.
pub type Exception = (&'static str, &'static str, Ours);

use Allow::{BareClusterNames, HealthFlags, HiddenRoutes, RouteOrder};
use Ours::{As, Begins, But, Empty, Fails, HostsOf, NotHere, Part};

const ROUTES: &str = "istioctl hides routes, and leaves some in the order in which the dump has them";
const ALL: &str = "istioctl writes `cluster/` in two columns, besides what differs in the sections themselves";
const HEALTH: &str = "istioctl's endpoint table knows only the health that EDS gave";
const UNKNOWN_WORD: &str = "a word that nothing can match is a mistake, where istioctl prints nothing and calls it done";
const CODES: &str = "istioctl gives 1 for whatever fails, and 64 for unknown words";
const FORMATS: &str = "the formats are others, and checked before the file is read";
const WIDE: &str = "istioctl has no wide tables";
const ANY_FILE: &str = "whatever a file holds is shown, where istioctl wants one file for endpoints and another one for all else";
const FILE_ALONE: &str = "a file is read without a look at any kubeconfig";
const FILES: &str = "several files are several proxies, where istioctl takes the last";

/// All of them.
pub const EXCEPTIONS: &[Exception] = &[
    ("bookinfo-sidecar/route", ROUTES, But(&[RouteOrder, HiddenRoutes])),
    ("bookinfo-sidecar/route-json", ROUTES, But(&[RouteOrder])),
    ("bookinfo-sidecar/route-yaml", ROUTES, But(&[RouteOrder])),
    ("bookinfo-sidecar/route-noverbose", ROUTES, But(&[RouteOrder])),
    ("bookinfo-sidecar/ro-name", ROUTES, But(&[HiddenRoutes])),
    ("tcp-sidecar/route", ROUTES, But(&[RouteOrder, HiddenRoutes])),
    ("tcp-sidecar/route-json", ROUTES, But(&[RouteOrder])),
    ("tcp-sidecar/route-noverbose", ROUTES, But(&[RouteOrder])),
    ("*-gateway/all", ALL, But(&[BareClusterNames])),
    ("*-gateway/all-headers", ALL, But(&[BareClusterNames])),
    ("usage/alias-a", ALL, But(&[BareClusterNames])),
    ("*-sidecar/all", ALL, But(&[BareClusterNames, RouteOrder, HiddenRoutes])),
    ("*-sidecar/all-headers", ALL, But(&[BareClusterNames, RouteOrder, HiddenRoutes])),
    ("bookinfo-sidecar/all-fqdn", ALL, But(&[RouteOrder, HiddenRoutes])),
    ("bookinfo-sidecar/all-port", ALL, But(&[RouteOrder, HiddenRoutes])),
    ("bookinfo-sidecar/all-headers-port", ALL, But(&[RouteOrder, HiddenRoutes])),
    ("bookinfo-sidecar/all-address", ALL, But(&[BareClusterNames, RouteOrder, HiddenRoutes])),
    ("bookinfo-sidecar/all-type", ALL, But(&[BareClusterNames, RouteOrder, HiddenRoutes])),
    ("bookinfo-sidecar/all-noverbose", ALL, But(&[BareClusterNames, RouteOrder])),
    ("bookinfo-sidecar/all-name", ALL, But(&[BareClusterNames, HiddenRoutes])),
    ("bookinfo-sidecar/all-name-none", ALL, But(&[BareClusterNames])),
    ("real-gateway/endpoint", HEALTH, But(&[HealthFlags])),
    ("real-gateway/ep-healthy", HEALTH, Part),
    ("real-gateway/ep-unhealthy", HEALTH, HostsOf("real-gateway/eds-unhealthy")),
    ("real-gateway/ep-degraded", HEALTH, HostsOf("real-gateway/eds-degraded")),
    ("bookinfo-sidecar/all-json-port", "istioctl's JSON of everything knows no filter", Part),
    ("bookinfo-sidecar/li-waypoint-port", "istioctl's waypoint table knows no filter", Part),
    ("bookinfo-sidecar/li-waypoint-json", "istioctl's waypoint table knows no other format", As("bookinfo-sidecar/listener-json")),
    ("bookinfo-sidecar/eds-addr-ip", "istioctl's eds compares addresses with their ports only", As("bookinfo-sidecar/eds-addr-ipport")),
    ("bookinfo-sidecar/cl-dir-bad", UNKNOWN_WORD, Fails(2, "'sideways'")),
    ("bookinfo-sidecar/cl-port-neg", UNKNOWN_WORD, Fails(2, "-1 is not in 0..=65535")),
    ("bookinfo-sidecar/li-type-bad", UNKNOWN_WORD, Fails(2, "possible values: HTTP, TCP, HTTP+TCP, UNKNOWN")),
    ("bookinfo-sidecar/ep-status-bad", UNKNOWN_WORD, Fails(2, "possible values: healthy, unhealthy")),
    ("usage/port-neg", UNKNOWN_WORD, Fails(2, "-1 is not in 0..=65535")),
    ("usage/port-big", UNKNOWN_WORD, Fails(2, "70000 is not in 0..=65535")),
    ("usage/pc", UNKNOWN_WORD, Fails(2, "Sections:")),
    ("usage/port-bad", CODES, Fails(2, "'abc'")),
    ("usage/flag-bad", CODES, Fails(2, "'--nosuch'")),
    ("usage/subcmd-bad", CODES, Fails(2, "a similar subcommand exists: 'cluster'")),
    ("usage/noargs-*", CODES, Fails(2, "no source given")),
    ("usage/nofile-*", CODES, Fails(3, "cannot read no/such/file.json: No such file or directory")),
    ("usage/file-empty-string", CODES, Fails(2, "a value is required for '--file <FILE>'")),
    ("usage/out-bad", WIDE, Begins(0, "SERVICE FQDN ")),
    ("usage/all-out-bad", WIDE, Begins(0, "Istio Version: ")),
    ("usage/bootstrap-out-bad", WIDE, Begins(0, "Istio Version: ")),
    ("usage/out-upper", FORMATS, Fails(2, "'JSON'")),
    ("usage/out-empty", FORMATS, Fails(2, "possible values: short, wide, json, jsonl, yaml, name")),
    ("usage/out-table", FORMATS, As("bookinfo-gateway/listener")),
    ("*/ecds", "a proxy without extensions is no error", Empty(0, "note: this dump has no EcdsConfigDump")),
    ("usage/ep-on-config-dump", ANY_FILE, As("bookinfo-gateway/endpoint")),
    ("usage/ep-on-config-dump-json", ANY_FILE, As("bookinfo-gateway/eds-json")),
    ("usage/eds-on-clusters", ANY_FILE, As("bookinfo-gateway/eds")),
    ("usage/cluster-on-clusters", ANY_FILE, Empty(4, "note: this source has no ClustersConfigDump")),
    ("usage/both", CODES, Fails(2, "has no pod pod.default")),
    ("usage/two-pods", CODES, Fails(2, "'b'")),
    ("usage/pod-nokube", CODES, Fails(3, "there is no kubeconfig")),
    ("usage/kubeconfig-missing", "-c is kubectl's: the container", Fails(2, "--kubeconfig names the kubeconfig")),
    ("usage/context-missing", FILE_ALONE, As("bookinfo-gateway/cluster")),
    ("usage/admin-port-bad", CODES, Fails(2, "99999 is not in 1..=65535")),
    ("usage/rootca-file", CODES, Fails(2, "'-f'")),
    ("usage/file-twice", FILES, Begins(3, "POD ")),
    ("usage/log-file", CODES, Fails(2, "a file has no loggers")),
    ("usage/alias-ec", "the dump ecds-sidecar is not in this repository", NotHere),
    ("usage/file-dir", "the folder edge is not in this repository", NotHere),
    ("usage/ep-on-text", "the folder edge is not in this repository", NotHere),
];

/// Whether an exception is about the golden of this name.
pub fn is_about(exception: &Exception, name: &str) -> bool {
    match exception.0.split_once('*') {
        Some((start, end)) => name.starts_with(start) && name.ends_with(end),
        None => exception.0 == name,
    }
}
