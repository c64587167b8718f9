//! An admin port with a dump of a large mesh.

use std::path::Path;

use super::clusters_json;
use super::generator::Generator;
use super::support::recorded::{Answers, Recorded};
use super::support::run::fixture;

/// A server with a made dump of about so many bytes, and the health of the hosts in it.
pub fn start(bytes: u64) -> Recorded {
    let fixtures = fixture("istio");
    let generator = Generator::new(Path::new(&fixtures), bytes, 1).unwrap();
    let (mut dump, mut clusters) = (Vec::new(), Vec::new());
    generator.write_dump(&mut dump).unwrap();
    clusters_json::write(&generator, Path::new(&fixtures), &mut clusters).unwrap();
    let info = br#"{ "version": "0/1.0.0/Clean/RELEASE/BoringSSL", "state": "LIVE", "node": { "id": "sidecar~big" } }"#.to_vec();
    let answers = [("/config_dump", dump), ("/clusters?format=json", clusters), ("/server_info", info), ("/certs", b"{}".to_vec())];
    Recorded::start(answers.map(|(path, body)| (path.to_owned(), body)).into_iter().collect::<Answers>())
}
