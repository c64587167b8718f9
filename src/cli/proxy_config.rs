//! `meshctl proxy-config SECTION`: prints a section of a proxy's configuration.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};
use std::time::{SystemTime, UNIX_EPOCH};

use super::args::{
    BootstrapArgs, ClusterArgs, EndpointArgs, FieldStyle, ListenerArgs, Output, OutputArgs, PlainArgs, RouteArgs, SecretArgs,
    SectionCommand,
};
use super::exit::{DONE, Failure, INCOMPLETE, say};
use super::load::Loaded;
use super::{all, log};
use crate::envoy::dump::{Dump, Problem, Resource, Section};
use crate::envoy::transcode::FieldNames;
use crate::render::resource::{Body, Format, Writer};
use crate::render::table::{self, Screen};
use crate::section::{Table, bootstrap, cluster, ecds, endpoint, listener, one_line, route, secret};
use crate::source::requests::Wanted;

/// Prints the section. Gives the exit code.
///
/// # Errors
/// Where the source can't be reached or used, or the output fails.
pub fn run(section: SectionCommand, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    match section {
        SectionCommand::Bootstrap(args) => print_bootstrap(&args, out),
        SectionCommand::Listener(args) => print_listeners(&args, screen, out),
        SectionCommand::Route(args) => print_routes(&args, screen, out),
        SectionCommand::Cluster(args) => print_clusters(&args, screen, out),
        SectionCommand::Endpoint(args) => print_endpoints(&args, false, screen, out),
        SectionCommand::Eds(args) => print_endpoints(&args, true, screen, out),
        SectionCommand::Secret(args) => print_secrets(&args, screen, out),
        SectionCommand::Ecds(args) => print_ecds(&args, screen, out),
        SectionCommand::All(args) => all::run(&args, screen, out),
        SectionCommand::Log(args) => log::run(&args, out),
    }
}

/// The time to judge certificates by, in seconds since 1970.
pub fn now(given: Option<i64>) -> i64 {
    given.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs().cast_signed()))
}

/// A source that has been read for one section.
struct Opened<'s> {
    dump: Dump<'s>,
    code: u8,
}

impl<'s> Opened<'s> {
    /// Reads `sections`, and says so where none of `required` is there, of which the first is the one that is printed.
    fn read(loaded: &'s Loaded, sections: &[Section], required: &[Section]) -> Result<Self, Failure> {
        let read = loaded.dump(sections)?;
        let mut opened = Opened { dump: read.dump, code: if read.is_incomplete { INCOMPLETE } else { DONE } };
        if !required.iter().any(|section| opened.dump.has(*section)) && !read.is_incomplete {
            opened.code = opened.code.max(say_missing(&opened.dump, required[0], loaded.is_admin));
        }
        Ok(opened)
    }

    /// Says what could not be read, and gives the exit code.
    fn end(self, problems: &[Problem]) -> u8 {
        let mut code = self.code;
        say_problems(problems.iter().chain(&self.dump.problems), &mut code);
        code
    }
}

/// Says each problem once: what a filter could not read, its table could not read either.
pub fn say_problems<'p>(problems: impl Iterator<Item = &'p Problem>, code: &mut u8) {
    let mut said = HashSet::new();
    for problem in problems.map(ToString::to_string) {
        *code = INCOMPLETE;
        if !said.contains(&problem) {
            say("warning", &problem);
            said.insert(problem);
        }
    }
}

/// Says that a section is missing, and which request would supply it. Gives the exit code: a whole dump that lacks a section that the
/// proxy does not use is all right.
pub fn say_missing(dump: &Dump<'_>, section: Section, is_admin: bool) -> u8 {
    let container = section.container();
    if is_admin {
        say("note", &format!("this proxy has no {container}"));
        return DONE;
    }
    match section {
        Section::Endpoints | Section::Hosts => {
            say("note", "this source has no endpoints; /config_dump?include_eds or /clusters?format=json supplies them");
            INCOMPLETE
        }
        _ if dump.has(Section::Bootstrap) => {
            say("note", &format!("this dump has no {container}: the proxy has none, or /config_dump was asked for less"));
            DONE
        }
        _ => {
            say("note", &format!("this source has no {container}; /config_dump supplies it"));
            INCOMPLETE
        }
    }
}

/// How a section's items are printed.
struct Print<'p> {
    output: Output,
    headers: bool,
    names: FieldNames,
    /// The kind for `-o name`.
    kind: &'static str,
    screen: Screen,
    out: &'p mut dyn Write,
}

impl<'p> Print<'p> {
    fn new(args: &OutputArgs, kind: &'static str, screen: Screen, out: &'p mut dyn Write) -> Self {
        Print { output: args.output, headers: !args.no_headers, names: field_names(args.field_names), kind, screen, out }
    }

    /// Prints the table or the names of it, or the documents.
    fn print<'b, B: IntoIterator<Item = Body<'b>>>(
        self,
        table: impl FnOnce() -> (Table<'b>, Vec<Problem>),
        bodies: impl FnOnce() -> B,
    ) -> io::Result<Vec<Problem>> {
        match self.output {
            Output::Short | Output::Name => {
                let (table, problems) = table();
                match self.output {
                    Output::Name => print_names(self.out, self.kind, &table)?,
                    _ => table::write(self.out, &table, self.headers, self.screen)?,
                }
                Ok(problems)
            }
            Output::Json | Output::Yaml => {
                let mut writer = Writer::new(self.out, format(self.output), self.names);
                writer.list(bodies())?;
                Ok(writer.problems)
            }
        }
    }
}

fn field_names(style: FieldStyle) -> FieldNames {
    match style {
        FieldStyle::Json => FieldNames::Json,
        FieldStyle::Proto => FieldNames::Proto,
    }
}

/// The format of documents that an output is; JSON for those that are none.
pub fn format(output: Output) -> Format {
    if output == Output::Yaml { Format::Yaml } else { Format::Json }
}

/// Prints each resource's name once, as `KIND/NAME`.
pub fn print_names(out: &mut dyn Write, kind: &str, table: &Table<'_>) -> io::Result<()> {
    let mut seen = HashSet::new();
    table.rows().filter(|row| seen.insert(row.name)).try_for_each(|row| writeln!(out, "{kind}/{}", row.name))
}

fn bodies<'b>(resources: &'b [&'b Resource<'b>]) -> impl Iterator<Item = Body<'b>> {
    resources.iter().map(|resource| Body::of(resource))
}

fn print_bootstrap(args: &BootstrapArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let loaded = Loaded::load(&args.source, Wanted::Bootstrap)?;
    let opened = Opened::read(&loaded, &[Section::Bootstrap], &[Section::Bootstrap])?;
    let mut problems = Vec::new();
    match args.output {
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
pub fn write_versions(out: &mut dyn Write, versions: &bootstrap::Versions<'_>) -> io::Result<()> {
    let lines = versions.lines();
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    lines.iter().try_for_each(|(name, value)| writeln!(out, "{name:width$} {}", one_line(value)))
}

fn print_listeners(args: &ListenerArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let loaded = Loaded::load(&args.source, Wanted::Listeners)?;
    let opened = Opened::read(&loaded, &[Section::Listeners], &[Section::Listeners])?;
    let (listeners, mut problems) = listener::select(&opened.dump, &args.filter.filter());
    let table = || match (args.waypoint, args.verbose) {
        (true, _) => listener::waypoint(&listeners),
        (false, true) => listener::table(&listeners),
        (false, false) => listener::summary(&listeners),
    };
    problems.extend(Print::new(&args.output, "listener", screen, out).print(table, || bodies(&listeners))?);
    Ok(opened.end(&problems))
}

fn print_routes(args: &RouteArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let loaded = Loaded::load(&args.source, Wanted::Routes)?;
    let opened = Opened::read(&loaded, &[Section::Routes, Section::ScopedRoutes], &[Section::Routes])?;
    let scoped = opened.dump.of(Section::ScopedRoutes).count();
    if scoped > 0 {
        say("note", &format!("{scoped} sets of scoped routes choose among route configurations by key; all -o json prints them"));
    }
    let name = args.name.as_deref().filter(|name| !name.is_empty());
    let routes = route::select(&opened.dump, name);
    let table = || if args.verbose { route::table(&routes) } else { route::summary(&routes) };
    let problems = Print::new(&args.output, "route", screen, out).print(table, || bodies(&routes))?;
    Ok(opened.end(&problems))
}

fn print_clusters(args: &ClusterArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let loaded = Loaded::load(&args.source, Wanted::Clusters)?;
    let opened = Opened::read(&loaded, &[Section::Clusters], &[Section::Clusters])?;
    let clusters = cluster::select(&opened.dump, &args.filter.filter());
    let problems = Print::new(&args.output, "cluster", screen, out).print(|| cluster::table(&clusters), || bodies(&clusters))?;
    Ok(opened.end(&problems))
}

fn print_endpoints(args: &EndpointArgs, is_eds: bool, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let loaded = Loaded::load(&args.source, if is_eds { Wanted::Eds } else { Wanted::Endpoints })?;
    let [first, second] = if is_eds { [Section::Endpoints, Section::Hosts] } else { [Section::Hosts, Section::Endpoints] };
    let opened = Opened::read(&loaded, &[first, second], &[first, second])?;
    // Each table can be made of either; what it is made for comes first.
    let section = if opened.dump.has(first) || !opened.dump.has(second) { first } else { second };
    if !is_eds && section == Section::Endpoints {
        say("note", "health is EDS's; /clusters?format=json would tell active health checks and outlier ejection");
    }
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
    let problems = Print::new(&args.output, "endpoint", screen, out).print(table, bodies)?;
    Ok(opened.end(&problems))
}

fn print_secrets(args: &SecretArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let loaded = Loaded::load(&args.source, Wanted::Secrets)?;
    let opened = Opened::read(&loaded, &[Section::Secrets], &[Section::Secrets])?;
    let problems = if matches!(args.output.output, Output::Json | Output::Yaml) {
        print_entries(&opened.dump, Section::Secrets, &args.output, out)?
    } else {
        let secrets = secret::select(&opened.dump);
        Print::new(&args.output, "secret", screen, out).print(|| secret::table(&secrets, now(args.now)), || bodies(&secrets))?
    };
    Ok(opened.end(&problems))
}

fn print_ecds(args: &PlainArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let loaded = Loaded::load(&args.source, Wanted::Ecds)?;
    let opened = Opened::read(&loaded, &[Section::Ecds], &[Section::Ecds])?;
    let problems = if matches!(args.output.output, Output::Json | Output::Yaml) {
        print_entries(&opened.dump, Section::Ecds, &args.output, out)?
    } else {
        let extensions = ecds::select(&opened.dump);
        Print::new(&args.output, "ecds", screen, out).print(|| ecds::table(&extensions), || bodies(&extensions))?
    };
    Ok(opened.end(&problems))
}

/// A dump's entry around a resource of this message. The entry's field is an `Any`: without its `@type`, nothing would tell which of the
/// resource's fields are secret.
fn entry_around(body: &[u8], field: &str, message: &str) -> Vec<u8> {
    let members = body.strip_prefix(b"{").unwrap_or(b"}").trim_ascii_start();
    let comma = if members.starts_with(b"}") { "" } else { "," };
    let start = format!("{{\"{field}\":{{\"@type\":\"type.googleapis.com/{message}\"{comma}");
    [start.as_bytes(), members, b"}"].concat()
}

/// Prints a section as the message that holds it in `/config_dump`, as istioctl does for secrets and extensions.
fn print_entries(dump: &Dump<'_>, section: Section, args: &OutputArgs, out: &mut dyn Write) -> io::Result<Vec<Problem>> {
    let mut lists: Vec<(&str, Vec<Body<'_>>)> = Vec::new();
    for resource in dump.of(section) {
        // What stands outside of a dump's lists, in a bootstrap for example, is put into the one where Envoy would list it.
        let is_listed = Section::of_list(resource.path.list).is_some();
        let Some((state_list, field)) = section.list_of(resource.state) else { continue };
        let list = if is_listed { resource.path.list } else { state_list };
        let Some(message) = Section::entry_message(list) else { continue };
        let is_entry = is_listed || resource.path.config.is_some();
        let bytes = match resource.body {
            Some(body) if !is_entry => Cow::Owned(entry_around(body, field, section.message())),
            _ => Cow::Borrowed(resource.entry),
        };
        let name = match (args.field_names, Section::list_field(list)) {
            (FieldStyle::Json, Some(field)) => field.json_name(),
            _ => list,
        };
        let body = Body { bytes, message, state: None, path: resource.path.to_string() };
        match lists.iter_mut().find(|(known, _)| *known == name) {
            Some((_, bodies)) => bodies.push(body),
            None => lists.push((name, vec![body])),
        }
    }
    let mut writer = Writer::new(out, format(args.output), field_names(args.field_names));
    writer.lists(lists)?;
    Ok(writer.problems)
}
