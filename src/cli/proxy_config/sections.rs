//! Each section: what is read of a source, chosen by the filters, and printed.

use std::borrow::Cow;
use std::io::{self, Write};

use super::super::args::{BootstrapArgs, ClusterArgs, EcdsArgs, EndpointArgs, ListenerArgs, Output, RouteArgs, SecretArgs, WantedOrigin};
use super::super::exit::{Failure, USAGE};
use super::super::load::Loaded;
use super::entries::print_entries;
use super::now;
use super::opened::Opened;
use super::print::{Paper, Print, bodies, field_names, format};
use crate::envoy::dump::Section;
use crate::render::resource::{Body, Writer};
use crate::section::{bootstrap, cluster, ecds, endpoint, listener, one_line, route, secret};

pub(super) fn bootstrap(args: &BootstrapArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let opened = Opened::read(loaded, &[Section::Bootstrap], &[Section::Bootstrap])?;
    let mut problems = Vec::new();
    let out = &mut *paper.out;
    match args.output {
        Output::Csv => {
            return Err(Failure::new(USAGE, "a bootstrap is no table").advise("-o json, yaml or short prints it"));
        }
        Output::Short => {
            let (versions, found) = bootstrap::select(&opened.dump);
            problems = found;
            for versions in versions {
                write_versions(out, &versions)?;
            }
        }
        Output::Name => {
            for _ in opened.dump.of(Section::Bootstrap) {
                writeln!(out, "bootstrap")?;
            }
        }
        Output::Json | Output::Yaml => {
            for (index, resource) in opened.dump.of(Section::Bootstrap).enumerate() {
                if index > 0 && args.output == Output::Yaml {
                    writeln!(out, "---")?;
                }
                let mut body = Body::of(resource);
                let mut writer = Writer::new(out, format(args.output), field_names(args.field_names));
                body.message = "envoy.admin.v3.BootstrapConfigDump";
                body.bytes = if resource.body == Some(resource.entry) {
                    // A bootstrap file is only the message inside.
                    Cow::Owned([b"{\"bootstrap\":", resource.entry, b"}"].concat())
                } else {
                    Cow::Borrowed(resource.entry)
                };
                writer.single(&body)?;
                problems.append(&mut writer.problems);
            }
        }
    }
    Ok(opened.end(&problems))
}

/// Writes istioctl's lines of versions, aligned.
pub(super) fn write_versions(out: &mut dyn Write, versions: &bootstrap::Versions<'_>) -> io::Result<()> {
    let lines = versions.lines();
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    lines.iter().try_for_each(|(name, value)| writeln!(out, "{name:width$} {}", one_line(value)))
}

pub(super) fn listeners(args: &ListenerArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let wanted = WantedOrigin::given(&args.filter.origin);
    let mut opened = Opened::read(loaded, &[Section::Listeners], &[Section::Listeners])?;
    opened.keep_origin(&[Section::Listeners], wanted);
    let (listeners, mut problems) = listener::select(&opened.dump, &args.filter.filter());
    let table = || match (args.waypoint, args.verbose) {
        (true, _) => listener::waypoint(&listeners, wanted),
        (false, true) => listener::table(&listeners, wanted),
        (false, false) => listener::summary(&listeners),
    };
    problems.extend(Print::new(&args.output, "listener", paper).print(table, || bodies(&listeners))?);
    Ok(opened.end(&problems))
}

pub(super) fn routes(args: &RouteArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let wanted = WantedOrigin::given(&args.origin);
    let mut opened = Opened::read(loaded, &[Section::Routes, Section::ScopedRoutes], &[Section::Routes])?;
    opened.keep_origin(&[Section::Routes], wanted);
    let scoped = opened.dump.of(Section::ScopedRoutes).count();
    if scoped > 0 {
        loaded
            .notes
            .say("note", format!("{scoped} sets of scoped routes choose among route configurations by key; all -o json prints them"));
    }
    let name = args.name.as_deref().filter(|name| !name.is_empty());
    let routes = route::select(&opened.dump, name);
    let table = || if args.verbose { route::table(&routes, wanted) } else { route::summary(&routes) };
    let problems = Print::new(&args.output, "route", paper).print(table, || bodies(&routes))?;
    Ok(opened.end(&problems))
}

pub(super) fn clusters(args: &ClusterArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let mut opened = Opened::read(loaded, &[Section::Clusters], &[Section::Clusters])?;
    opened.keep_origin(&[Section::Clusters], WantedOrigin::given(&args.filter.origin));
    let clusters = cluster::select(&opened.dump, &args.filter.filter());
    let problems = Print::new(&args.output, "cluster", paper).print(|| cluster::table(&clusters), || bodies(&clusters))?;
    Ok(opened.end(&problems))
}

pub(super) fn endpoints(args: &EndpointArgs, is_eds: bool, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let [first, second] = if is_eds { [Section::Endpoints, Section::Hosts] } else { [Section::Hosts, Section::Endpoints] };
    let wanted = WantedOrigin::given(&args.filter.origin);
    // Clusters tell more of where they come from than their names, which is all that endpoints have.
    let sections = if wanted.is_some() { &[first, second, Section::Clusters][..] } else { &[first, second] };
    let mut opened = Opened::read(loaded, sections, &[first, second])?;
    // Each table can be made of either; what it is made for comes first.
    let section = if opened.dump.has(first) || !opened.dump.has(second) { first } else { second };
    if !is_eds && section == Section::Endpoints {
        loaded.notes.say("note", "health is EDS's; /clusters?format=json would tell active health checks and outlier ejection");
    }
    opened.keep_origin(&[section], wanted);
    let filter = args.filter.filter();
    let dump = &opened.dump;
    let table = || if is_eds { endpoint::eds_table(dump, section, &filter) } else { endpoint::table(dump, section, &filter) };
    let bodies = || {
        let (resources, _) = endpoint::select(dump, section, &filter);
        let filter = &filter;
        resources.into_iter().map(move |resource| {
            let mut body = Body::of(resource);
            if section == Section::Endpoints
                && let Some(raw) = resource.body
                && let Ok(kept) = endpoint::filtered_body(raw, filter)
            {
                body.bytes = kept;
            }
            body
        })
    };
    let problems = Print::new(&args.output, "endpoint", paper).print(table, bodies)?;
    Ok(opened.end(&problems))
}

pub(super) fn secrets(args: &SecretArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let mut opened = Opened::read(loaded, &[Section::Secrets], &[Section::Secrets])?;
    opened.keep_origin(&[Section::Secrets], WantedOrigin::given(&args.origin));
    let problems = if matches!(args.output.output, Output::Json | Output::Yaml) {
        print_entries(&opened.dump, Section::Secrets, &args.output, paper.out)?
    } else {
        let secrets = secret::select(&opened.dump);
        Print::new(&args.output, "secret", paper).print(|| secret::table(&secrets, now(args.now)), || bodies(&secrets))?
    };
    Ok(opened.end(&problems))
}

pub(super) fn ecds(args: &EcdsArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let mut opened = Opened::read(loaded, &[Section::Ecds], &[Section::Ecds])?;
    opened.keep_origin(&[Section::Ecds], WantedOrigin::given(&args.origin));
    let problems = if matches!(args.output.output, Output::Json | Output::Yaml) {
        print_entries(&opened.dump, Section::Ecds, &args.output, paper.out)?
    } else {
        let extensions = ecds::select(&opened.dump);
        Print::new(&args.output, "ecds", paper).print(|| ecds::table(&extensions), || bodies(&extensions))?
    };
    Ok(opened.end(&problems))
}
