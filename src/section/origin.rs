//! Which resources, and which rows of them, come from a wanted Kubernetes object.

use std::collections::{BTreeSet, HashMap};

use super::gather;
use crate::envoy::dump::{Dump, Resource, Section};
use crate::envoy::json::reader::Reader;
use crate::envoy::origin::{self, Origin, Wanted};

/// The sections whose resources have origins.
pub const SECTIONS: [Section; 7] =
    [Section::Clusters, Section::Listeners, Section::Routes, Section::Secrets, Section::Endpoints, Section::Hosts, Section::Ecds];

/// The origins of a dump's resources. Endpoints have those of their cluster, which may tell more than its name.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// The origins of clusters, by their names and by the names for which they ask EDS.
    clusters: HashMap<String, Vec<Origin>>,
}

impl Origins {
    /// Reads the clusters of a dump, where it has any.
    pub fn read(dump: &Dump<'_>) -> Origins {
        let clusters: Vec<_> = dump.of(Section::Clusters).collect();
        let names = |reader: &mut Reader<'_>| {
            let config = reader.find("eds_cluster_config")?;
            let eds_name = config.map_or(Ok(Default::default()), |config| config.text_of("service_name"))?;
            Ok([reader.text_of("name")?.into_owned(), eds_name.into_owned()])
        };
        let (runs, _) = gather::gather(&clusters, names, |resource, names: [String; 2], run: &mut Vec<(String, Vec<Origin>)>| {
            let origins = origin::of_resource(resource);
            run.extend(names.into_iter().filter(|name| !name.is_empty()).map(|name| (name, origins.clone())));
        });
        Origins { clusters: runs.into_iter().flatten().collect() }
    }

    /// The origins of a resource, of a listener and a route configuration with those of their parts.
    pub fn of(&self, resource: &Resource<'_>) -> Vec<Origin> {
        let field = match resource.section {
            Section::Endpoints => "cluster_name",
            Section::Hosts => "name",
            _ => return origin::of_resource(resource),
        };
        let cluster = resource.body.and_then(|body| Reader::new(body, 0).text_of(field).ok()).unwrap_or_default();
        self.clusters.get(&*cluster).cloned().unwrap_or_else(|| origin::of_cluster_name(&cluster))
    }
}

/// Leaves out of these sections what has none of the wanted origins. Where nothing has one, gives the origins that there are, the nearest
/// first; nothing where nothing could be left out.
pub fn retain(dump: &mut Dump<'_>, sections: &[Section], wanted: &Wanted) -> Option<Vec<Origin>> {
    let origins = Origins::read(dump);
    let concerned: Vec<_> = dump.resources.iter().filter(|resource| sections.contains(&resource.section)).collect();
    let (runs, _) = gather::gather(
        &concerned,
        |_| Ok(()),
        |resource, (), run: &mut (Vec<bool>, BTreeSet<Origin>)| {
            let found = origins.of(resource);
            run.0.push(wanted.matches_any(&found));
            run.1.extend(found);
        },
    );
    let (mut kept, mut all) = (Vec::with_capacity(concerned.len()), BTreeSet::new());
    for (run, found) in runs {
        kept.extend(run);
        all.extend(found);
    }
    let is_missed = !kept.is_empty() && !kept.contains(&true);
    let mut kept = kept.into_iter();
    dump.resources.retain(|resource| !sections.contains(&resource.section) || kept.next().unwrap_or(false));
    is_missed.then(|| {
        let mut all: Vec<Origin> = all.into_iter().collect();
        all.sort_by_cached_key(|origin| wanted.distance(origin));
        all
    })
}

/// Whether a row is of a wanted origin: one of those that `origins` reads, which is not done where all rows are wanted.
pub(super) fn is_wanted(wanted: Option<&Wanted>, origins: impl FnOnce() -> Vec<Origin>) -> bool {
    wanted.is_none_or(|wanted| wanted.matches_any(&origins()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::document;

    const DUMP: &str = r#"{"configs":[{"dynamic_active_clusters":[
        {"cluster":{"name":"web_a","eds_cluster_config":{"service_name":"web_a-123"}}},
        {"cluster":{"name":"outbound|80||web.b.svc.cluster.local"}},{"cluster":{"name":"other"}}]},
        {"dynamic_endpoint_configs":[{"endpoint_config":{"cluster_name":"web_a-123"}},{"endpoint_config":{"cluster_name":"gone"}}]}]}"#;

    fn dump() -> Dump<'static> {
        let mut dump = Dump::new(&Section::ALL);
        document::read(DUMP.as_bytes(), &mut dump).unwrap();
        dump
    }

    #[test]
    fn endpoints_have_their_clusters_origins() {
        let dump = dump();
        let origins = Origins::read(&dump);
        let found = dump.of(Section::Endpoints).map(|resource| origins.of(resource).iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(found.collect::<Vec<_>>(), [vec!["upstream/a/web".to_owned()], vec![]]);
    }

    #[test]
    fn what_has_another_origin_is_left_out() {
        let check = |wanted: &str, sections: &[Section], left: usize, missed: Option<&[&str]>| {
            let mut dump = dump();
            let found = retain(&mut dump, sections, &wanted.parse().unwrap());
            let found: Option<Vec<String>> = found.map(|found| found.iter().map(ToString::to_string).collect());
            assert_eq!(
                found.as_deref(),
                missed.map(|missed| missed.iter().map(ToString::to_string).collect::<Vec<_>>()).as_deref(),
                "{wanted}"
            );
            assert_eq!(dump.resources.len(), left, "{wanted}");
        };
        check("upstream/a/web", &SECTIONS, 2, None);
        check("service/b/web", &[Section::Clusters], 3, None);
        check("service/a/web", &[Section::Clusters], 2, Some(&["service/b/web", "upstream/a/web"]));
        check("upstream/a/webs", &[Section::Clusters], 2, Some(&["upstream/a/web", "service/b/web"]));
        check("service/a/web", &[Section::Listeners], 5, None);
    }
}
