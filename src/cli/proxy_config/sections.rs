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
use crate::envoy::dump::{Dump, Problem, Section};
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
        Output::Short | Output::Wide => {
            let (all, found) = bootstrap_lines(&opened.dump, args.output, now(args.now));
            problems = found;
            for lines in all {
                write_lines(out, &lines)?;
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

/// The lines of each bootstrap: istioctl's versions, and of a wide output more.
pub(super) fn bootstrap_lines(dump: &Dump<'_>, output: Output, now: i64) -> (Vec<Vec<bootstrap::Line>>, Vec<Problem>) {
    if output == Output::Wide {
        return bootstrap::wide_lines(dump, now);
    }
    let (versions, problems) = bootstrap::select(dump);
    (versions.iter().map(bootstrap::Versions::lines).collect(), problems)
}

/// Writes lines of names and values, aligned.
pub(super) fn write_lines(out: &mut dyn Write, lines: &[bootstrap::Line]) -> io::Result<()> {
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    lines.iter().try_for_each(|(name, value)| writeln!(out, "{name:width$} {}", one_line(value)))
}

pub(super) fn listeners(args: &ListenerArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let wanted = WantedOrigin::given(&args.filter.origin);
    let is_wide = args.output.is_wide();
    let sections: &[Section] = if is_wide { &[Section::Listeners, Section::Routes] } else { &[Section::Listeners] };
    let mut opened = Opened::read(loaded, sections, &[Section::Listeners])?;
    opened.keep_origin(&[Section::Listeners], wanted);
    opened.keep_states(&[Section::Listeners], &args.filter.state);
    let (listeners, mut problems) = listener::select(&opened.dump, &args.filter.filter());
    let (dump, now) = (&opened.dump, now(args.output.now));
    let table = || match (args.waypoint, args.verbose) {
        (true, _) if is_wide => listener::wide_waypoint(&listeners, dump, wanted, now),
        (true, _) => listener::waypoint(&listeners, wanted),
        (false, true) if is_wide => listener::wide_table(&listeners, dump, wanted, now),
        (false, true) => listener::table(&listeners, wanted),
        (false, false) if is_wide => listener::wide_summary(&listeners, dump, now),
        (false, false) => listener::summary(&listeners),
    };
    problems.extend(Print::new(&args.output, "listener", paper).print(table, || bodies(&listeners))?);
    Ok(opened.end(&problems))
}

pub(super) fn routes(args: &RouteArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let wanted = WantedOrigin::given(&args.origin);
    let mut opened = Opened::read(loaded, &[Section::Routes, Section::ScopedRoutes], &[Section::Routes])?;
    opened.keep_origin(&[Section::Routes], wanted);
    opened.keep_states(&[Section::Routes], &args.state);
    let scoped = opened.dump.of(Section::ScopedRoutes).count();
    if scoped > 0 {
        loaded
            .notes
            .say("note", format!("{scoped} sets of scoped routes choose among route configurations by key; all -o json prints them"));
    }
    let name = args.name.as_deref().filter(|name| !name.is_empty());
    let routes = route::select(&opened.dump, name);
    let now = now(args.output.now);
    let table = || match (args.output.is_wide(), args.verbose) {
        (true, true) => route::wide_table(&routes, wanted, now),
        (true, false) => route::wide_summary(&routes, now),
        (false, true) => route::table(&routes, wanted),
        (false, false) => route::summary(&routes),
    };
    let problems = Print::new(&args.output, "route", paper).print(table, || bodies(&routes))?;
    Ok(opened.end(&problems))
}

pub(super) fn clusters(args: &ClusterArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let is_wide = args.output.is_wide();
    let sections: &[Section] = if is_wide { &[Section::Clusters, Section::Endpoints, Section::Hosts] } else { &[Section::Clusters] };
    let mut opened = Opened::read(loaded, sections, &[Section::Clusters])?;
    opened.keep_origin(&[Section::Clusters], WantedOrigin::given(&args.filter.origin));
    opened.keep_states(&[Section::Clusters], &args.filter.state);
    let clusters = cluster::select(&opened.dump, &args.filter.filter());
    let (dump, now) = (&opened.dump, now(args.output.now));
    let table = || if is_wide { cluster::wide_table(&clusters, dump, now) } else { cluster::table(&clusters) };
    let problems = Print::new(&args.output, "cluster", paper).print(table, || bodies(&clusters))?;
    Ok(opened.end(&problems))
}

pub(super) fn endpoints(args: &EndpointArgs, is_eds: bool, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let [first, second] = if is_eds { [Section::Endpoints, Section::Hosts] } else { [Section::Hosts, Section::Endpoints] };
    let wanted = WantedOrigin::given(&args.filter.origin);
    let is_wide = args.output.is_wide();
    // Clusters tell more of where they come from than their names, which is all that endpoints have; and how they balance load.
    let sections = if is_wide || wanted.is_some() { &[first, second, Section::Clusters][..] } else { &[first, second] };
    let mut opened = Opened::read(loaded, sections, &[first, second])?;
    // Each table can be made of either; what it is made for comes first.
    let section = if opened.dump.has(first) || !opened.dump.has(second) { first } else { second };
    if !is_eds && section == Section::Endpoints {
        loaded.notes.say("note", "health is EDS's; /clusters?format=json would tell active health checks and outlier ejection");
    }
    opened.keep_origin(&[section], wanted);
    opened.keep_states(&[section], &args.filter.state);
    let filter = args.filter.filter();
    let dump = &opened.dump;
    let now = now(args.output.now);
    let table = || match (is_eds, is_wide) {
        (true, true) => endpoint::wide_eds_table(dump, section, &filter, now),
        (true, false) => endpoint::eds_table(dump, section, &filter),
        (false, true) => endpoint::wide_table(dump, section, &filter, now),
        (false, false) => endpoint::table(dump, section, &filter),
    };
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
    let is_wide = args.output.is_wide();
    let sections: &[Section] = if is_wide { &[Section::Secrets, Section::Listeners, Section::Clusters] } else { &[Section::Secrets] };
    let mut opened = Opened::read(loaded, sections, &[Section::Secrets])?;
    opened.keep_origin(&[Section::Secrets], WantedOrigin::given(&args.origin));
    opened.keep_states(&[Section::Secrets], &args.state);
    let problems = if matches!(args.output.output, Output::Json | Output::Yaml) {
        print_entries(&opened.dump, Section::Secrets, &args.output, paper.out)?
    } else {
        let secrets = secret::select(&opened.dump);
        let (dump, now) = (&opened.dump, now(args.output.now));
        let table = || if is_wide { secret::wide_table(&secrets, dump, now) } else { secret::table(&secrets, now) };
        Print::new(&args.output, "secret", paper).print(table, || bodies(&secrets))?
    };
    Ok(opened.end(&problems))
}

pub(super) fn ecds(args: &EcdsArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let mut opened = Opened::read(loaded, &[Section::Ecds], &[Section::Ecds])?;
    opened.keep_origin(&[Section::Ecds], WantedOrigin::given(&args.origin));
    opened.keep_states(&[Section::Ecds], &args.state);
    let problems = if matches!(args.output.output, Output::Json | Output::Yaml) {
        print_entries(&opened.dump, Section::Ecds, &args.output, paper.out)?
    } else {
        let extensions = ecds::select(&opened.dump);
        let now = now(args.output.now);
        let table = || if args.output.is_wide() { ecds::wide_table(&extensions, now) } else { ecds::table(&extensions) };
        Print::new(&args.output, "ecds", paper).print(table, || bodies(&extensions))?
    };
    Ok(opened.end(&problems))
}
