//! `meshctl proxy-config all`: every section, one after the other, or the whole document.

use std::io::{self, Write};

use super::args::{AllArgs, Output};
use super::exit::{DONE, Failure, INCOMPLETE, say};
use super::load::{Loaded, say_broken};
use super::proxy_config::{format, now, print_names, say_missing, write_versions};
use crate::envoy::dump::{Dump, Problem, Section};
use crate::render::document::{self, Keep};
use crate::render::table::{self, Screen};
use crate::section::{Table, bootstrap, cluster, ecds, endpoint, listener, route, secret};
use crate::source::requests::Wanted;

/// The sections in istioctl's order; extensions, which it leaves out, come last.
const ORDER: [(Section, &str); 7] = [
    (Section::Bootstrap, "BOOTSTRAP"),
    (Section::Clusters, "CLUSTER"),
    (Section::Listeners, "LISTENER"),
    (Section::Routes, "ROUTE"),
    (Section::Secrets, "SECRET"),
    (Section::Endpoints, "ENDPOINTS"),
    (Section::Ecds, "ECDS"),
];

/// All sections' filters.
struct Filters {
    cluster: cluster::Filter,
    listener: listener::Filter,
    endpoint: endpoint::Filter,
    route: Option<String>,
}

impl Filters {
    fn new(args: &AllArgs) -> Self {
        let port = args.port.filter(|port| *port != 0).map(u64::from);
        Filters {
            cluster: cluster::Filter { fqdn: args.fqdn.clone(), direction: args.direction.clone(), subset: args.subset.clone(), port },
            listener: listener::Filter { address: args.address.clone(), port, listener_type: args.listener_type },
            endpoint: endpoint::Filter { address: args.address.clone(), port, cluster: args.cluster.clone(), status: args.status.clone() },
            route: args.name.clone().filter(|name| !name.is_empty()),
        }
    }

    /// Whether any filter is given.
    fn is_any(args: &AllArgs) -> bool {
        let texts = [&args.address, &args.name, &args.fqdn, &args.direction, &args.subset, &args.cluster, &args.status];
        texts.iter().any(|text| text.is_some()) || args.port.is_some_and(|port| port != 0) || args.listener_type.is_some()
    }

    /// Whether an entry of the list called `list` passes the filters of its section. What can't be read is not hidden.
    fn keep(&self, list: &str, entry: &[u8]) -> bool {
        let Some(section) = Section::of_list(list) else { return true };
        let Ok(dump) = Dump::of_entry(section, list, entry) else { return true };
        match section {
            Section::Clusters => !cluster::select(&dump, &self.cluster).0.is_empty(),
            Section::Listeners => !listener::select(&dump, &self.listener).0.is_empty(),
            Section::Routes => !route::select(&dump, self.route.as_deref()).0.is_empty(),
            Section::Endpoints | Section::Hosts => self.endpoint.is_empty() || !endpoint::select(&dump, section, &self.endpoint).0.is_empty(),
            _ => true,
        }
    }
}

/// Prints everything. Gives the exit code.
///
/// # Errors
/// Where the source can't be reached or used, or the output fails.
pub fn run(args: &AllArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let loaded = Loaded::load(&args.source, Wanted::All)?;
    let filters = Filters::new(args);
    if matches!(args.output, Output::Json | Output::Yaml) {
        return print_documents(&loaded, args, &filters, out);
    }
    let read = loaded.dump(&Section::ALL)?;
    let dump = read.dump;
    let mut code = if read.is_incomplete { INCOMPLETE } else { DONE };
    let mut problems = dump.problems.clone();
    let mut first = true;
    for (section, title) in ORDER {
        // Endpoints can come from /clusters, and extensions are shown where the proxy has any.
        let source = if section == Section::Endpoints && !dump.has(section) && dump.has(Section::Hosts) { Section::Hosts } else { section };
        if !dump.has(source) {
            if source != Section::Ecds && !read.is_incomplete {
                say_missing(&dump, source, loaded.is_admin);
            }
            continue;
        }
        if source == Section::Ecds && dump.of(source).next().is_none() {
            continue;
        }
        if !std::mem::take(&mut first) && args.output == Output::Short {
            writeln!(out)?;
        }
        if args.with_headers && args.output == Output::Short {
            write!(out, "------ {title} INFO ------\n\n")?;
        }
        print_section(source, &dump, args, &filters, screen, out, &mut problems)?;
    }
    for foreign in &dump.foreign {
        say("note", &format!("a section of another type is not shown: {foreign}; -o json prints it"));
    }
    for problem in &problems {
        say("warning", &problem.to_string());
        code = INCOMPLETE;
    }
    Ok(code)
}

fn print_section<'d>(
    section: Section,
    dump: &'d Dump<'d>,
    args: &AllArgs,
    filters: &Filters,
    screen: Screen,
    out: &mut dyn Write,
    problems: &mut Vec<Problem>,
) -> io::Result<()> {
    let (mut table, kind): (Table<'_>, &str) = match section {
        Section::Bootstrap => {
            let (versions, found) = bootstrap::select(dump);
            problems.extend(found);
            if args.output == Output::Name {
                return versions.iter().try_for_each(|_| writeln!(out, "bootstrap"));
            }
            return versions.iter().try_for_each(|versions| write_versions(out, versions));
        }
        Section::Clusters => {
            let (items, found) = cluster::select(dump, &filters.cluster);
            problems.extend(found);
            let mut table = cluster::table(&items);
            table.prepend_name("NAME", "cluster");
            (table, "cluster")
        }
        Section::Listeners => {
            let (mut items, found) = listener::select(dump, &filters.listener);
            problems.extend(found);
            listener::sort(&mut items);
            let mut table = if args.verbose { listener::table(&items) } else { listener::summary(&items) };
            table.prepend_name("NAME", "listener");
            (table, "listener")
        }
        Section::Routes => {
            let (items, found) = route::select(dump, filters.route.as_deref());
            problems.extend(found);
            let mut table = if args.verbose { route::table(&items) } else { route::summary(&items) };
            table.prefix_first("route");
            (table, "route")
        }
        Section::Secrets => {
            let (items, found) = secret::select(dump);
            problems.extend(found);
            let mut table = secret::table(&items, now(args.now));
            table.prefix_first("secret");
            (table, "secret")
        }
        Section::Ecds => {
            let (items, found) = ecds::select(dump);
            problems.extend(found);
            (ecds::table(&items), "ecds")
        }
        _ => {
            let (items, found) = endpoint::select(dump, section, &filters.endpoint);
            problems.extend(found);
            let mut table = endpoint::eds_table(&items);
            table.prefix_first("endpoint");
            (table, "endpoint")
        }
    };
    if args.output == Output::Name {
        return print_names(out, kind, &table).map(|_| ());
    }
    table.add_states();
    table::write(out, &table, !args.no_headers, screen)
}

/// Prints the configuration as the document that it is; where the source is several documents, the first, which is the dump.
fn print_documents(loaded: &Loaded, args: &AllArgs, filters: &Filters, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut code = DONE;
    let keep = |list: &str, entry: &[u8]| filters.keep(list, entry);
    let keep: Option<Keep<'_>> = Filters::is_any(args).then_some(&keep);
    if let Some((name, bytes)) = loaded.texts().next() {
        Loaded::check(name, bytes)?;
        let gaps = document::write(out, bytes, format(args.output), keep)?;
        if let Some(error) = &gaps.broken {
            say_broken(name, bytes, error, None);
            code = INCOMPLETE;
        }
        for problem in &gaps.problems {
            say("warning", &problem.to_string());
            code = INCOMPLETE;
        }
    }
    Ok(if loaded.is_incomplete { INCOMPLETE } else { code })
}
