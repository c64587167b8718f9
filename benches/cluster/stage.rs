//! What is measured on: a cluster with a fleet of pods, and what answers behind their admin ports.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clusters_json;
use crate::generator::Generator;
use crate::support::cluster::{Cluster, Keeper};
use crate::support::envoy::Envoy;
use crate::support::recorded::{Answers, Recorded};
use crate::support::run;

/// A cluster, and the program that is measured.
pub struct Stage {
    pub program: OsString,
    pub cluster: Cluster,
    pub envoy: Envoy,
}

/// A made proxy, and how much it answers.
pub struct Made {
    pub server: Recorded,
    /// The bytes of its dump.
    pub dump: u64,
    /// Those of its dump and its hosts together.
    pub both: u64,
}

impl Stage {
    /// Starts it, with so many pods.
    pub fn start(pods: usize) -> Result<Stage, String> {
        let keeper = Arc::new(Keeper::start());
        let cluster = Cluster::start_with(Arc::clone(&keeper))?;
        let bootstrap = include_str!("../../tests/support/envoy/plain.yaml");
        let envoy = Envoy::start_known(bootstrap, &[], &[], |envoy| keeper.adopt_envoy(envoy));
        envoy.live();
        let program = std::env::var_os("MESHCTL_BENCH_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_meshctl").into());
        let stage = Stage { program, cluster, envoy };
        stage.cluster.fleet(pods, stage.target());
        Ok(stage)
    }

    /// The Envoy's admin address, as a rule names it.
    pub fn target(&self) -> &str {
        self.envoy.address().trim_start_matches("http://")
    }

    /// Leads all pods of the fleet there.
    pub fn lead_to(&self, target: &str) {
        self.cluster.forward("fleet/fleet-*", 15000, target);
    }

    /// A meshctl with these arguments.
    pub fn meshctl(&self, words: &[&str]) -> Vec<OsString> {
        let mut command = vec![self.program.clone()];
        command.extend(words.iter().map(OsString::from));
        command.extend(["--kubeconfig".into(), self.cluster.kubeconfig().into_os_string()]);
        command
    }

    /// An empty folder for what is written.
    pub fn folder(&self) -> Result<PathBuf, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/cluster");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(folder)
    }
}

impl Made {
    /// A proxy in a mesh whose dump has so many megabytes. What else it answers is a real one's.
    pub fn start(megabytes: u64) -> Result<Made, String> {
        let fixtures = run::fixture("istio");
        let fixtures = Path::new(&fixtures);
        let generator = Generator::new(fixtures, megabytes * 1_000_000, 1)?;
        let (mut dump, mut hosts) = (Vec::new(), Vec::new());
        generator.write_dump(&mut dump).map_err(|error| error.to_string())?;
        clusters_json::write(&generator, fixtures, &mut hosts).map_err(|error| error.to_string())?;
        let sizes = (dump.len() as u64, hosts.len() as u64);
        let mut answers = Answers::from([("/config_dump".to_owned(), dump), ("/clusters?format=json".to_owned(), hosts)]);
        for (file, request) in [
            ("certs.json", "/certs"),
            ("init_dump.json", "/init_dump"),
            ("listeners.json", "/listeners?format=json"),
            ("ready.txt", "/ready"),
            ("server_info.json", "/server_info"),
            ("stats.json", "/stats?format=json"),
        ] {
            answers.insert(request.to_owned(), run::read_fixture(&format!("istio/real-gateway/{file}")));
        }
        Ok(Made { server: Recorded::start(answers), dump: sizes.0, both: sizes.0 + sizes.1 })
    }
}
