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
            Section::Endpoints | Section::Hosts => {
                self.endpoint.is_empty() || !endpoint::select(&dump, section, &self.endpoint).0.is_empty()
            }
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
    let mut shown = Vec::new();
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
        shown.push((source, title));
    }
    let mut problems = dump.problems.clone();
    // The sections are made side by side, and printed in their order.
    std::thread::scope(|scope| {
        let (dump, filters) = (&dump, &filters);
        let workers: Vec<_> =
            shown.iter().map(|(section, _)| scope.spawn(|| print_section(*section, dump, args, filters, screen))).collect();
        for (index, (worker, (_, title))) in workers.into_iter().zip(&shown).enumerate() {
            let (text, found) = worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            problems.extend(found);
            if index > 0 && args.output == Output::Short {
                writeln!(out)?;
            }
            if args.with_headers && args.output == Output::Short {
                write!(out, "------ {title} INFO ------\n\n")?;
            }
            out.write_all(&text?)?;
        }
        Ok::<(), Failure>(())
    })?;
    for foreign in &dump.foreign {
        say("note", &format!("a section of another type is not shown: {foreign}; -o json prints it"));
    }
    for problem in &problems {
        say("warning", &problem.to_string());
        code = INCOMPLETE;
    }
    Ok(code)
}

/// Where a table of `all` has the resource's kind and name, as istioctl puts them.
#[derive(Clone, Copy)]
enum Lead {
    /// In a column of its own, the first.
    NewColumn,
    /// In what is the first column anyway.
    FirstColumn,
}

/// A section's text, and what could not be read of it.
fn print_section(
    section: Section,
    dump: &Dump<'_>,
    args: &AllArgs,
    filters: &Filters,
    screen: Screen,
) -> (io::Result<Vec<u8>>, Vec<Problem>) {
    let finish = |mut table: Table<'_>, kind: &str, lead: Lead| {
        let mut out = Vec::new();
        if args.output == Output::Name {
            return print_names(&mut out, kind, &table).map(|_| out);
        }
        match lead {
            Lead::NewColumn => table.prepend_name(kind),
            Lead::FirstColumn => table.prefix_first(kind),
        }
        table.add_states();
        table::write(&mut out, &table, !args.no_headers, screen).map(|()| out)
    };
    match section {
        Section::Bootstrap => {
            let (versions, problems) = bootstrap::select(dump);
            let mut out = Vec::new();
            let written = versions.iter().try_for_each(|versions| match args.output {
                Output::Name => writeln!(out, "bootstrap"),
                _ => write_versions(&mut out, versions),
            });
            (written.map(|()| out), problems)
        }
        Section::Clusters => {
            let (items, problems) = cluster::select(dump, &filters.cluster);
            (finish(cluster::table(&items), "cluster", Lead::NewColumn), problems)
        }
        Section::Listeners => {
            let (mut items, problems) = listener::select(dump, &filters.listener);
            listener::sort(&mut items);
            let table = if args.verbose { listener::table(&items) } else { listener::summary(&items) };
            (finish(table, "listener", Lead::NewColumn), problems)
        }
        Section::Routes => {
            let (items, problems) = route::select(dump, filters.route.as_deref());
            let table = if args.verbose { route::table(&items) } else { route::summary(&items) };
            (finish(table, "route", Lead::FirstColumn), problems)
        }
        Section::Secrets => {
            let (items, problems) = secret::select(dump);
            (finish(secret::table(&items, now(args.now)), "secret", Lead::FirstColumn), problems)
        }
        Section::Ecds => {
            let (items, problems) = ecds::select(dump);
            (finish(ecds::table(&items), "ecds", Lead::FirstColumn), problems)
        }
        _ => {
            let (mut items, problems) = endpoint::select(dump, section, &filters.endpoint);
            if section == Section::Endpoints && dump.has(Section::Hosts) {
                endpoint::join_health(&mut items, &endpoint::select(dump, Section::Hosts, &endpoint::Filter::default()).0);
            }
            (finish(endpoint::eds_table(&items), "endpoint", Lead::FirstColumn), problems)
        }
    }
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
