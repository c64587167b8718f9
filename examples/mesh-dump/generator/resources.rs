//! One resource after another: which template, and what stands in its holes.

use super::Generator;
use super::mesh::{Cluster, Listener, Protocol};
use super::template::{Values, Var};

impl Generator {
    /// A cluster, with its entry's braces.
    pub(super) fn cluster(&self, cluster: Cluster, values: &mut Values, out: &mut String) {
        self.fill_cluster(cluster, values);
        let rule = match (self.mesh.subsets(cluster.service), cluster.subset) {
            (0, _) => 0,
            (_, 0) => 1,
            _ => 2,
        };
        let template = match (cluster.port.protocol, rule) {
            (Protocol::Grpc, 0) => &self.templates.cluster[3],
            (Protocol::Tcp, rule) => &self.templates.tcp_cluster[rule],
            (_, rule) => &self.templates.cluster[rule],
        };
        template.fill(values, out);
    }

    /// A cluster's endpoints: its pods by zone.
    pub(super) fn endpoints(&self, cluster: Cluster, values: &mut Values, out: &mut String) {
        self.fill_cluster(cluster, values);
        self.templates.assignment.head.fill(values, out);
        let mut first = true;
        for zone in 0..3 {
            let pods = || self.mesh.pods(cluster.service, cluster.subset).filter(|pod| pod % 16 % 3 == zone);
            let count = pods().count();
            if count == 0 {
                continue;
            }
            comma(&mut first, out);
            values.set(Var::Zone, ["a", "b", "c"][zone as usize]);
            values.set(Var::Count, count);
            self.templates.locality.head.fill(values, out);
            let mut first = true;
            for pod in pods() {
                comma(&mut first, out);
                self.mesh.pod(pod, values);
                self.templates.endpoint.fill(values, out);
            }
            self.templates.locality.tail.fill(values, out);
        }
        self.templates.assignment.tail.fill(values, out);
    }

    /// A listener, shared by all HTTP services of a port or a TCP service's own.
    pub(super) fn listener(&self, listener: Listener, values: &mut Values, out: &mut String) {
        match listener {
            Listener::Http(port) => {
                values.set(Var::Port, port);
                values.set(Var::Updated, UPDATED);
                self.templates.http_listener.fill(values, out);
            }
            Listener::Tcp(cluster) => {
                self.fill_cluster(cluster, values);
                self.templates.tcp_listener.fill(values, out);
            }
        }
    }

    pub(super) fn route_config_head(&self, port: u16, values: &mut Values, out: &mut String) {
        values.set(Var::Port, port);
        self.templates.route_config.head.fill(values, out);
    }

    pub(super) fn route_config_tail(&self, port: u16, values: &mut Values, out: &mut String) {
        values.set(Var::Port, port);
        values.set(Var::Updated, UPDATED);
        self.templates.route_config.tail.fill(values, out);
    }

    /// A service's virtual host in one port's route configuration.
    pub(super) fn virtual_host(&self, service: u32, port: u16, values: &mut Values, out: &mut String) {
        self.mesh.name(service, values);
        values.set(Var::Port, port);
        let count = self.mesh.routes_of(service, port);
        if count == 0 {
            return self.templates.plain_host.fill(values, out);
        }
        self.templates.virtual_host.head.fill(values, out);
        let mut first = true;
        for n in 0..count {
            comma(&mut first, out);
            let weight = 5 * (1 + self.mesh.pick(service, 100 + u64::from(n), 19));
            let word = self.mesh.word(service.wrapping_add(n));
            values.set(Var::Path, format_args!("/api/v{}/{word}/{n}", n % 3 + 1));
            values.set(Var::User, format_args!("user-{n}"));
            values.set(Var::Weight, weight);
            values.set(Var::Rest, 100 - weight);
            self.templates.routes[n as usize % 3].fill(values, out);
        }
        comma(&mut first, out);
        values.set(Var::Path, "/");
        self.templates.routes[3].fill(values, out);
        self.templates.virtual_host.tail.fill(values, out);
    }

    /// Fills the holes that say which cluster it is.
    pub fn fill_cluster(&self, cluster: Cluster, values: &mut Values) {
        self.mesh.name(cluster.service, values);
        values.set(Var::Port, cluster.port.number);
        match cluster.subset {
            0 => values.set(Var::Subset, ""),
            version => values.set(Var::Subset, format_args!("v{version}")),
        }
    }
}

/// When what belongs to no single service was last updated.
const UPDATED: &str = "2026-11-20T09:14:07.223Z";

fn comma(first: &mut bool, out: &mut String) {
    if !std::mem::take(first) {
        out.push_str(",\n");
    }
}
