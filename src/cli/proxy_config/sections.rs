//! Each section: what is read of a source, chosen by the filters, and printed.

use std::borrow::Cow;
use std::io::{self, Write};

use super::super::args::{
    BootstrapArgs, ClusterArgs, EcdsArgs, EndpointArgs, ListenerArgs, Output, OutputArgs, RouteArgs, SecretArgs, WantedOrigin,
};
use super::super::exit::{Failure, USAGE};
use super::super::load::Loaded;
use super::condition::{Condition, reads_wide};
use super::entries::print_entries;
use super::now;
use super::opened::Opened;
use super::print::{Paper, Print, bodies, field_names, format};
use crate::envoy::dump::{Dump, Problem, Resource, Section};
use crate::render::resource::{Body, Format, Writer};
use crate::section::{Table, bootstrap, cluster, ecds, endpoint, listener, one_line, route, secret};

pub(super) fn bootstrap(
    args: &BootstrapArgs,
    condition: Option<&Condition>,
    loaded: &Loaded,
    paper: &mut Paper<'_>,
) -> Result<u8, Failure> {
    let mut opened = Opened::read(loaded, &[Section::Bootstrap], &[Section::Bootstrap])?;
    opened.keep_where(condition, Section::Bootstrap, |dump, _| {
        // It has no columns, but a condition is asked of rows.
        let mut table = Table::new(&[""], 1);
        dump.of(Section::Bootstrap).for_each(|resource| table.push([Cow::Borrowed("")], resource));
        (table, Vec::new())
    })?;
    let mut problems = Vec::new();
    let out = &mut *paper.out;
    match args.format.output {
        Output::Csv => {
            return Err(Failure::new(USAGE, "a bootstrap is no table").advise("-o json, yaml or short prints it"));
        }
        Output::Short | Output::Wide => {
            let (all, found) = bootstrap_lines(&opened.dump, args.format.output, now(args.now));
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
        Output::Jsonl => {
            let mut writer = Writer::new(out, Format::Json, field_names(args.field_names));
            writer.lines(bootstrap_bodies(&opened.dump), None)?;
            problems = writer.problems;
        }
        Output::Json | Output::Yaml => {
            for (index, body) in bootstrap_bodies(&opened.dump).enumerate() {
                if index > 0 && args.format.output == Output::Yaml {
                    writeln!(out, "---")?;
                }
                let mut writer = Writer::new(out, format(args.format.output), field_names(args.field_names));
                writer.single(&body)?;
                problems.append(&mut writer.problems);
            }
        }
    }
    Ok(opened.end(&problems))
}

/// The condition, where resources are printed and not the rows of a table.
fn document<'c>(args: &OutputArgs, condition: Option<&'c Condition>) -> Option<&'c Condition> {
    condition.filter(|_| args.output().is_documents())
}

/// Each bootstrap as the message that holds it in `/config_dump`.
pub(super) fn bootstrap_bodies<'d>(dump: &'d Dump<'_>) -> impl Iterator<Item = Body<'d>> {
    dump.of(Section::Bootstrap).map(|resource| {
        let bytes = if resource.body == Some(resource.entry) {
            // A bootstrap file is only the message inside.
            Cow::Owned([b"{\"bootstrap\":", resource.entry, b"}"].concat())
        } else {
            Cow::Borrowed(resource.entry)
        };
        Body { bytes, message: "envoy.admin.v3.BootstrapConfigDump", ..Body::of(resource) }
    })
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

pub(super) fn listeners<'l>(
    args: &ListenerArgs,
    condition: Option<&Condition>,
    loaded: &'l Loaded,
    paper: &mut Paper<'_>,
) -> Result<u8, Failure> {
    let wanted = WantedOrigin::given(&args.filter.origin);
    let is_wide = reads_wide(&args.output, condition);
    let sections: &[Section] = if is_wide { &[Section::Listeners, Section::Routes] } else { &[Section::Listeners] };
    let mut opened = Opened::read(loaded, sections, &[Section::Listeners])?;
    opened.keep_origin(&[Section::Listeners], wanted);
    opened.keep_states(&[Section::Listeners], &args.filter.state);
    let now = now(args.output.now);
    let filter = args.filter.filter();
    let table = |dump: &Dump<'l>, listeners: &[&Resource<'l>], is_wide| match (args.waypoint, args.verbose) {
        (true, _) if is_wide => listener::wide_waypoint(listeners, dump, wanted, now),
        (true, _) => listener::waypoint(listeners, wanted),
        (false, true) if is_wide => listener::wide_table(listeners, dump, wanted, now),
        (false, true) => listener::table(listeners, wanted),
        (false, false) if is_wide => listener::wide_summary(listeners, dump, now),
        (false, false) => listener::summary(listeners),
    };
    opened.keep_where(document(&args.output, condition), Section::Listeners, |dump, is_wide| {
        table(dump, &listener::select(dump, &filter).0, is_wide)
    })?;
    let (listeners, mut problems) = listener::select(&opened.dump, &filter);
    let print = Print::new(&args.output, "listener", paper);
    let rows = |is_wide| table(&opened.dump, &listeners, is_wide);
    problems.extend(print.print(|| opened.rows(&args.output, condition, Section::Listeners, rows), || bodies(&listeners))?);
    Ok(opened.end(&problems))
}

pub(super) fn routes<'l>(
    args: &RouteArgs,
    condition: Option<&Condition>,
    loaded: &'l Loaded,
    paper: &mut Paper<'_>,
) -> Result<u8, Failure> {
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
    let now = now(args.output.now);
    let table = |routes: &[&Resource<'l>], is_wide| match (is_wide, args.verbose) {
        (true, true) => route::wide_table(routes, wanted, now),
        (true, false) => route::wide_summary(routes, now),
        (false, true) => route::table(routes, wanted),
        (false, false) => route::summary(routes),
    };
    opened.keep_where(document(&args.output, condition), Section::Routes, |dump, is_wide| table(&route::select(dump, name), is_wide))?;
    let routes = route::select(&opened.dump, name);
    let print = Print::new(&args.output, "route", paper);
    let rows = |is_wide| table(&routes, is_wide);
    let problems = print.print(|| opened.rows(&args.output, condition, Section::Routes, rows), || bodies(&routes))?;
    Ok(opened.end(&problems))
}

pub(super) fn clusters<'l>(
    args: &ClusterArgs,
    condition: Option<&Condition>,
    loaded: &'l Loaded,
    paper: &mut Paper<'_>,
) -> Result<u8, Failure> {
    let is_wide = reads_wide(&args.output, condition);
    let sections: &[Section] = if is_wide { &[Section::Clusters, Section::Endpoints, Section::Hosts] } else { &[Section::Clusters] };
    let mut opened = Opened::read(loaded, sections, &[Section::Clusters])?;
    opened.keep_origin(&[Section::Clusters], WantedOrigin::given(&args.filter.origin));
    opened.keep_states(&[Section::Clusters], &args.filter.state);
    let now = now(args.output.now);
    let filter = args.filter.filter();
    let table = |dump: &Dump<'l>, clusters: &[&Resource<'l>], is_wide| {
        if is_wide { cluster::wide_table(clusters, dump, now) } else { cluster::table(clusters) }
    };
    opened.keep_where(document(&args.output, condition), Section::Clusters, |dump, is_wide| {
        table(dump, &cluster::select(dump, &filter), is_wide)
    })?;
    let clusters = cluster::select(&opened.dump, &filter);
    let print = Print::new(&args.output, "cluster", paper);
    let rows = |is_wide| table(&opened.dump, &clusters, is_wide);
    let problems = print.print(|| opened.rows(&args.output, condition, Section::Clusters, rows), || bodies(&clusters))?;
    Ok(opened.end(&problems))
}

pub(super) fn endpoints<'l>(
    args: &EndpointArgs,
    is_eds: bool,
    condition: Option<&Condition>,
    loaded: &'l Loaded,
    paper: &mut Paper<'_>,
) -> Result<u8, Failure> {
    let [first, second] = if is_eds { [Section::Endpoints, Section::Hosts] } else { [Section::Hosts, Section::Endpoints] };
    let wanted = WantedOrigin::given(&args.filter.origin);
    let is_wide = reads_wide(&args.output, condition);
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
    let now = now(args.output.now);
    let table = |dump: &Dump<'l>, is_wide| match (is_eds, is_wide) {
        (true, true) => endpoint::wide_eds_table(dump, section, &filter, now),
        (true, false) => endpoint::eds_table(dump, section, &filter),
        (false, true) => endpoint::wide_table(dump, section, &filter, now),
        (false, false) => endpoint::table(dump, section, &filter),
    };
    opened.keep_where(document(&args.output, condition), section, table)?;
    let dump = &opened.dump;
    let rows = || opened.rows(&args.output, condition, section, |is_wide| table(dump, is_wide));
    let problems = Print::new(&args.output, "endpoint", paper).print(rows, || endpoint_bodies(dump, section, &filter))?;
    Ok(opened.end(&problems))
}

/// Each assignment with the endpoints that the filter leaves in it, or each cluster of hosts.
pub(super) fn endpoint_bodies<'d>(dump: &'d Dump<'_>, section: Section, filter: &endpoint::Filter) -> impl Iterator<Item = Body<'d>> {
    let (resources, _) = endpoint::select(dump, section, filter);
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
}

pub(super) fn secrets<'l>(
    args: &SecretArgs,
    condition: Option<&Condition>,
    loaded: &'l Loaded,
    paper: &mut Paper<'_>,
) -> Result<u8, Failure> {
    let is_wide = reads_wide(&args.output, condition);
    let sections: &[Section] = if is_wide { &[Section::Secrets, Section::Listeners, Section::Clusters] } else { &[Section::Secrets] };
    let mut opened = Opened::read(loaded, sections, &[Section::Secrets])?;
    opened.keep_origin(&[Section::Secrets], WantedOrigin::given(&args.origin));
    opened.keep_states(&[Section::Secrets], &args.state);
    let now = now(args.output.now);
    let table = |dump: &Dump<'l>, is_wide| {
        let secrets = secret::select(dump);
        if is_wide { secret::wide_table(&secrets, dump, now) } else { secret::table(&secrets, now) }
    };
    opened.keep_where(document(&args.output, condition), Section::Secrets, table)?;
    let problems = if args.output.output().is_documents() {
        print_entries(&opened.dump, Section::Secrets, &args.output, paper.out)?
    } else {
        let rows = || opened.rows(&args.output, condition, Section::Secrets, |is_wide| table(&opened.dump, is_wide));
        Print::new(&args.output, "secret", paper).print(rows, || bodies(&[]))?
    };
    Ok(opened.end(&problems))
}

pub(super) fn ecds<'l>(args: &EcdsArgs, condition: Option<&Condition>, loaded: &'l Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let mut opened = Opened::read(loaded, &[Section::Ecds], &[Section::Ecds])?;
    opened.keep_origin(&[Section::Ecds], WantedOrigin::given(&args.origin));
    opened.keep_states(&[Section::Ecds], &args.state);
    let now = now(args.output.now);
    let table = |dump: &Dump<'l>, is_wide| {
        let extensions = ecds::select(dump);
        if is_wide { ecds::wide_table(&extensions, now) } else { ecds::table(&extensions) }
    };
    opened.keep_where(document(&args.output, condition), Section::Ecds, table)?;
    let problems = if args.output.output().is_documents() {
        print_entries(&opened.dump, Section::Ecds, &args.output, paper.out)?
    } else {
        let rows = || opened.rows(&args.output, condition, Section::Ecds, |is_wide| table(&opened.dump, is_wide));
        Print::new(&args.output, "ecds", paper).print(rows, || bodies(&[]))?
    };
    Ok(opened.end(&problems))
}
