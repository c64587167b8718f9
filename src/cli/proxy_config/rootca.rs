//! `meshctl proxy-config rootca-compare`: do two proxies trust the same authorities?

use std::io::Write;

use super::super::args::{RootcaArgs, SourceArgs};
use super::super::exit::{DONE, FOUND, Failure, INCOMPLETE};
use super::super::notes::Notes;
use super::super::sources::{self, Proxies};
use super::opened::say_problems;
use crate::envoy::dump::Section;
use crate::section::root_ca::RootCa;
use crate::source::requests::Wanted;

/// Says whether the two trust a common authority. Gives the exit code: 1 where they don't.
///
/// # Errors
/// Where one can't be reached, or tells of no authority.
pub(super) fn run(args: &RootcaArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let [first, second] = args.sources();
    let ((first, one), (second, other)) = (root_ca(&first)?, root_ca(&second)?);
    // istioctl's sentences.
    if one.shares_one(&other) {
        writeln!(out, "Both [{first}] and [{second}] have the identical ROOTCA, theoretically the connectivity between them is available")?;
        return Ok(DONE);
    }
    writeln!(
        out,
        "Both [{first}] and [{second}] have the non identical ROOTCA, theoretically the connectivity between them is unavailable"
    )?;
    Ok(FOUND)
}

/// A proxy's name, and the authorities that it trusts.
fn root_ca(source: &SourceArgs) -> Result<(String, RootCa), Failure> {
    let proxy = match sources::named(source)? {
        Proxies::One(proxy) => proxy,
        Proxies::All(_) => return Err(Failure::new(INCOMPLETE, "two proxies are compared")),
    };
    let loaded = proxy.load(Wanted::Secrets, Notes::default())?;
    let read = loaded.dump(&[Section::Secrets])?;
    let (root_ca, problems) = RootCa::of(&read.dump);
    let mut code = DONE;
    say_problems(problems.iter().chain(&read.dump.problems), &loaded.notes, &mut code);
    if root_ca.certificates.is_empty() {
        return Err(Failure::new(INCOMPLETE, format!("{} has no secret with the certificate of an authority", proxy.name()))
            .advise("authorities in files of the proxy, or in its clusters, are not compared; `meshctl pc secret` lists its secrets"));
    }
    Ok((proxy.name(), root_ca))
}
