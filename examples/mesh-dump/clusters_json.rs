//! What `/clusters?format=json` says of the proxy whose dump it is: the same clusters, and each host's health.

use std::io::{self, Write};
use std::path::Path;

use crate::generator::template::{Template, Values, Var, find, split};
use crate::generator::templates::{Frame, read};
use crate::generator::{Generator, Output};

/// Writes the statuses of all clusters, shaped as in the fixtures in `folder`.
pub fn write(generator: &Generator, folder: &Path, out: &mut impl Write) -> io::Result<u64> {
    let text = read(folder, "bookinfo-sidecar/clusters.json").map_err(io::Error::other)?;
    let Templates { head, own, cluster, host, tail } = Templates::cut(&text).map_err(io::Error::other)?;
    let (mut out, mut values) = (Output::new(out), Values::default());
    out.list(head);
    for text in own {
        out.item()?.push_str(text);
    }
    for status in &generator.mesh.clusters {
        generator.fill_cluster(*status, &mut values);
        cluster.head.fill(&values, out.item()?);
        out.list("");
        for pod in generator.mesh.pods(status.service, status.subset) {
            values.set(Var::Zone, ["a", "b", "c"][pod as usize % 16 % 3]);
            generator.mesh.pod(pod, &mut values);
            host.fill(&values, out.item()?);
        }
        cluster.tail.fill(&values, &mut out.text);
    }
    out.text.push_str(tail);
    out.finish()
}

/// The shapes, and what stands around them.
struct Templates<'a> {
    head: &'a str,
    /// The sidecar's own clusters, and those of its bootstrap.
    own: Vec<&'a str>,
    cluster: Frame,
    host: Template,
    tail: &'a str,
}

impl<'a> Templates<'a> {
    fn cut(text: &'a str) -> Result<Self, String> {
        let all = split(text, "cluster_statuses")?;
        let reviews = "outbound|9080||reviews.default.svc.cluster.local";
        let cluster = split(find(&all.items, &format!("\"name\": \"{reviews}\""))?, "host_statuses")?;
        let name = [(reviews, "outbound|{port}|{subset}|{host}")];
        Ok(Self {
            head: all.head,
            own: all.items.iter().copied().filter(|item| !item.contains("\"name\": \"outbound|")).collect(),
            cluster: Frame { head: Template::cut(cluster.head, &name)?, tail: Template::cut(cluster.tail, &name)? },
            host: Template::cut(
                cluster.items[0],
                &[("10.244.0.15", "{address}"), ("9080", "{port}"), ("HEALTHY", "{health}"), ("us-east-1a", "us-east-1{zone}")],
            )?,
            tail: all.tail,
        })
    }
}
