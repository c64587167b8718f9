//! How often each type of resource was updated: the counters of xDS subscriptions in `/stats`
//! (<https://www.envoyproxy.io/docs/envoy/latest/configuration/overview/mgmt_server#xds-subscription-statistics>).

use super::dump::Section;
use super::json::reader::{Reader, Result};

/// The counters of the subscriptions of one type, summed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Updates {
    /// `update_attempt`: how often an update was asked for, or a file looked at.
    pub attempt: u64,
    /// `update_success`: how many updates were taken.
    pub success: u64,
    /// `update_failure`: how often none came, because of the network.
    pub failure: u64,
    /// `update_rejected`: how many updates Envoy refused.
    pub rejected: u64,
}

impl Updates {
    /// Adds a counter by the end of its name.
    fn add(&mut self, kind: &str, value: u64) {
        match kind {
            "attempt" => self.attempt += value,
            "success" => self.success += value,
            "failure" => self.failure += value,
            "rejected" => self.rejected += value,
            _ => {}
        }
    }
}

/// The counters of each type that has any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters(Vec<(Section, Updates)>);

impl Counters {
    /// Reads an answer to `/stats`, in JSON or text. The counters of a cluster are those of its endpoints' subscription only where
    /// `is_eds` says so of its name there: one whose hosts come from DNS counts its look-ups under the same names.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(stats: &[u8], is_eds: impl Fn(&str) -> bool) -> Result<Counters> {
        let mut found = Counters::default();
        let mut reader = Reader::new(stats, 0);
        if reader.peek() != Some(b'{') {
            for line in String::from_utf8_lossy(stats).lines() {
                if let Some((name, value)) = line.rsplit_once(": ")
                    && let Ok(value) = value.trim().parse()
                {
                    found.add(name, value, &is_eds);
                }
            }
            return Ok(found);
        }
        reader.fields(|field, value| {
            if field != "stats" {
                return Ok(());
            }
            value.elements(|stat| {
                let own = *stat;
                let name = own.text_of("name")?;
                // Only then is the value a number: readouts are texts, and histograms have neither.
                if counter(&name).is_some()
                    && let Some(mut value) = own.find("value")?
                {
                    found.add(&name, value.number()?, &is_eds);
                }
                Ok(())
            })
        })?;
        Ok(found)
    }

    /// The counters of a type; nothing where it never had a subscription, or Envoy keeps no such counters.
    pub fn of(&self, section: Section) -> Option<Updates> {
        self.0.iter().find(|(own, _)| *own == section).map(|(_, updates)| *updates)
    }

    fn add(&mut self, name: &str, value: u64, is_eds: impl Fn(&str) -> bool) {
        let Some((place, kind)) = counter(name) else { return };
        let Some(section) = section(place, is_eds) else { return };
        if self.of(section).is_none() {
            self.0.push((section, Updates::default()));
        }
        if let Some((_, updates)) = self.0.iter_mut().find(|(own, _)| *own == section) {
            updates.add(kind, value);
        }
    }
}

/// The name of a subscription's counter in two parts: where it stands, and what it counts.
fn counter(name: &str) -> Option<(&str, &str)> {
    let (place, kind) = name.rsplit_once(".update_")?;
    matches!(kind, "attempt" | "success" | "failure" | "rejected").then_some((place, kind))
}

/// The type whose subscription stands at this place of the tree of statistics.
fn section(place: &str, is_eds: impl Fn(&str) -> bool) -> Option<Section> {
    // Each type's page under https://www.envoyproxy.io/docs/envoy/latest/configuration names its place. A cluster's name may contain the
    // places of other types, so it is looked at first.
    match place {
        "cluster_manager.cds" => Some(Section::Clusters),
        "listener_manager.lds" => Some(Section::Listeners),
        _ => match place.strip_prefix("cluster.") {
            Some(cluster) => is_eds(cluster).then_some(Section::Endpoints),
            None if place.starts_with("sds.") => Some(Section::Secrets),
            None if place.starts_with("extension_config_discovery.") => Some(Section::Ecds),
            None if place.contains(".scoped_rds.") => Some(Section::ScopedRoutes),
            None if place.contains(".rds.") => Some(Section::Routes),
            None => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stats: &str, expect: &[(Section, [u64; 4])]) {
        let found = Counters::read(stats.as_bytes(), |cluster| cluster == "by-eds").unwrap();
        let expect = expect.iter().map(|(section, [attempt, success, failure, rejected])| {
            (*section, Updates { attempt: *attempt, success: *success, failure: *failure, rejected: *rejected })
        });
        assert_eq!(found, Counters(expect.collect()), "{stats}");
    }

    #[test]
    fn each_type_has_its_place() {
        check("", &[]);
        check("cluster_manager.cds.update_attempt: 3\ncluster_manager.cds.update_rejected: 1\n", &[(Section::Clusters, [3, 0, 0, 1])]);
        check("listener_manager.lds.update_success: 2\nlistener_manager.lds.update_time: 9\n", &[(Section::Listeners, [0, 2, 0, 0])]);
        check("http.a.rds.b.update_failure: 2\nhttp.c.rds.d: e.update_failure: 3\n", &[(Section::Routes, [0, 0, 5, 0])]);
        check("http.a.scoped_rds.b.update_success: 1\n", &[(Section::ScopedRoutes, [0, 1, 0, 0])]);
        check("sds.a.rds.b.update_success: 1\n", &[(Section::Secrets, [0, 1, 0, 0])]);
        check("extension_config_discovery.http_filter.a.update_success: 1\n", &[(Section::Ecds, [0, 1, 0, 0])]);
        check("cluster.by-eds.update_success: 1\ncluster.by-dns.update_success: 7\n", &[(Section::Endpoints, [0, 1, 0, 0])]);
        check("cluster.a.rds.b.update_success: 1\nlistener.a.update_x: 1\n", &[]);
    }

    #[test]
    fn json_tells_the_same() {
        let json = r#"{"stats":[{"name":"a.version_text","value":"x"},{"name":"sds.a.update_success","value":2},{"name":"sds.b.update_success",
            "value":"3"},{"histograms":{"supported_quantiles":[0]}}]}"#;
        check(json, &[(Section::Secrets, [0, 5, 0, 0])]);
        check(r#"{"stats":[]}"#, &[]);
        assert!(Counters::read(b"{\"stats\":[{", |_| true).is_err());
    }
}
