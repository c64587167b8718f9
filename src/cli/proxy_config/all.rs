//! `meshctl proxy-config all`: every section, one after the other, or the whole document.

use std::io::{self, Write};
use std::sync::mpsc::sync_channel;

use super::super::args::{AllArgs, Output, WantedOrigin, given};
use super::super::exit::{DONE, Failure, INCOMPLETE, USAGE};
use super::super::load::Loaded;
use super::lines;
use super::now;
use super::opened::{say_missing, say_no_origin, say_no_state, say_problems};
use super::print::{Layout, Paper, format, print_names};
use super::sections::{bootstrap_lines, write_lines};
use crate::envoy;
use crate::envoy::dump::{Dump, Problem, Section, State};
use crate::envoy::origin::Wanted;
use crate::render::document::{self, Keep};
use crate::section::origin::Origins;
use crate::section::{Lead, Table, bootstrap, cluster, ecds, endpoint, listener, origin, route, secret, state};

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
pub(super) struct Filters<'f> {
    /// The wanted origin, and those of the clusters, which their endpoints have too.
    origin: Option<(&'f Wanted, Origins)>,
    /// The wanted states; all, where none is named.
    states: &'f [State],
    pub(super) cluster: cluster::Filter,
    pub(super) listener: listener::Filter,
    pub(super) endpoint: endpoint::Filter,
    pub(super) route: Option<String>,
}

impl<'f> Filters<'f> {
    fn new(args: &'f AllArgs) -> Self {
        let port = args.port.filter(|port| *port != 0).map(u64::from);
        Filters {
            origin: WantedOrigin::given(&args.origin).map(|wanted| (wanted, Origins::default())),
            states: &args.state,
            cluster: cluster::Filter { fqdn: args.fqdn.clone(), direction: args.direction.clone(), subset: args.subset.clone(), port },
            listener: listener::Filter { address: given(&args.address), port, listener_type: args.listener_type },
            endpoint: endpoint::Filter { address: given(&args.address), port, cluster: given(&args.cluster), status: args.status.clone() },
            route: given(&args.name),
        }
    }

    /// Whether any filter is given.
    fn is_any(args: &AllArgs) -> bool {
        let texts = [&args.address, &args.name, &args.fqdn, &args.direction, &args.subset, &args.cluster, &args.status];
        texts.iter().any(|text| text.is_some())
            || args.port.is_some_and(|port| port != 0)
            || args.listener_type.is_some()
            || WantedOrigin::given(&args.origin).is_some()
            || !args.state.is_empty()
    }

    /// Reads the origins of the clusters of the document that is printed, and says so where nothing has the wanted one.
    fn find_origins(&mut self, loaded: &Loaded) {
        let Some((wanted, origins)) = &mut self.origin else { return };
        let Some((_, bytes)) = loaded.texts().next() else { return };
        let mut dump = Dump::new(&origin::SECTIONS);
        // What can't be read is said when the document is written.
        let _ = envoy::document::read(bytes, &mut dump);
        *origins = Origins::read(&dump);
        if let Some(others) = origin::retain(&mut dump, &origin::SECTIONS, wanted) {
            say_no_origin(wanted, &others, &loaded.notes);
        }
    }

    /// Whether an entry of the list called `list` passes the filters of its section. What can't be read is not hidden.
    fn keep(&self, list: &str, entry: &[u8]) -> bool {
        let Some(section) = Section::of_list(list) else { return true };
        let Ok(dump) = Dump::of_entry(section, list, entry) else { return true };
        if let Some((wanted, origins)) = &self.origin
            && origin::SECTIONS.contains(&section)
            && !dump.resources.iter().any(|resource| wanted.matches_any(&origins.of(resource)))
        {
            return false;
        }
        if !self.states.is_empty() && !state::passes(&dump, self.states) {
            return false;
        }
        match section {
            Section::Clusters => !cluster::select(&dump, &self.cluster).is_empty(),
            Section::Listeners => !listener::select(&dump, &self.listener).0.is_empty(),
            Section::Routes => !route::select(&dump, self.route.as_deref()).is_empty(),
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
pub(super) fn print(args: &AllArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    if args.format.output == Output::Csv {
        return Err(Failure::new(USAGE, "all has a table a section, each with columns of its own").advise("-o csv goes with one section"));
    }
    let mut filters = Filters::new(args);
    if matches!(args.format.output, Output::Json | Output::Yaml) {
        return print_documents(loaded, args, &mut filters, paper.out);
    }
    let read = loaded.dump(&Section::ALL)?;
    let mut dump = read.dump;
    let mut code = if read.is_incomplete { INCOMPLETE } else { DONE };
    let mut shown = Vec::new();
    for (section, title) in ORDER {
        // Endpoints can come from /clusters, and extensions are shown where the proxy has any.
        let source = if section == Section::Endpoints && !dump.has(section) && dump.has(Section::Hosts) { Section::Hosts } else { section };
        if dump.has(source) {
            if source != Section::Ecds || dump.of(source).next().is_some() {
                shown.push((source, title));
            }
        } else if source != Section::Ecds && !read.is_incomplete {
            say_missing(&dump, source, loaded);
        }
    }
    if shown.is_empty() && !loaded.is_admin {
        code = INCOMPLETE;
    }
    // What a wide table says of a resource by others stays the same, whether those are left out or not.
    let whole = filters.origin.is_some().then(|| dump.clone());
    if let Some((wanted, _)) = &filters.origin
        && let Some(others) = origin::retain(&mut dump, &origin::SECTIONS, wanted)
    {
        say_no_origin(wanted, &others, &loaded.notes);
    }
    if !args.state.is_empty()
        && let Some(others) = state::retain(&mut dump, &origin::SECTIONS, &args.state)
    {
        say_no_state(&args.state, &others, &loaded.notes);
    }
    let mut problems = dump.problems.clone();
    if args.format.output == Output::Jsonl {
        problems.extend(lines::print(&dump, &filters, paper.out)?);
        shown.clear();
    }
    // One section is written while the next is made.
    let (sender, receiver) = sync_channel(1);
    std::thread::scope(|scope| {
        let (dump, whole, filters, sections) = (&dump, whole.as_ref().unwrap_or(&dump), &filters, shown.clone());
        // Nobody receives any more once the output has failed.
        scope.spawn(move || {
            sections.into_iter().try_for_each(|(section, _)| sender.send(make(section, dump, whole, args, filters)).map_err(drop))
        });
        for (index, ((_, title), (part, found))) in shown.iter().zip(receiver).enumerate() {
            problems.extend(found);
            if matches!(args.format.output, Output::Short | Output::Wide) && paper.kept.is_none() {
                if index > 0 {
                    writeln!(paper.out)?;
                }
                if args.with_headers {
                    write_title(title, paper.out)?;
                }
            }
            write_part(part, title, args, paper)?;
        }
        Ok::<(), Failure>(())
    })?;
    for foreign in &dump.foreign {
        loaded.notes.say("note", format!("a section of another type is not shown: {foreign}; -o json prints it"));
    }
    say_problems(problems.iter(), &loaded.notes, &mut code);
    Ok(code)
}

/// A section, made and not yet written.
enum Part<'a> {
    Lines(Vec<Vec<bootstrap::Line>>),
    Table(Table<'a>),
}

/// Makes a section of what the wanted origin leaves of the `whole` dump, and gives what could not be read of it.
fn make<'a>(section: Section, dump: &Dump<'a>, whole: &Dump<'a>, args: &AllArgs, filters: &Filters<'_>) -> (Part<'a>, Vec<Problem>) {
    let wanted = WantedOrigin::given(&args.origin);
    let now = now(args.now);
    let is_wide = args.format.output == Output::Wide;
    let (lead, (mut table, problems)) = match section {
        Section::Bootstrap => {
            let (lines, problems) = bootstrap_lines(dump, args.format.output, now);
            return (Part::Lines(lines), problems);
        }
        Section::Clusters => {
            let clusters = cluster::select(dump, &filters.cluster);
            let made = if is_wide { cluster::wide_table(&clusters, whole, now) } else { cluster::table(&clusters) };
            (Lead::Column("cluster"), made)
        }
        Section::Listeners => {
            let (listeners, found) = listener::select(dump, &filters.listener);
            let (table, mut problems) = match (is_wide, args.verbose) {
                (true, true) => listener::wide_table(&listeners, whole, wanted, now),
                (true, false) => listener::wide_summary(&listeners, whole, now),
                (false, true) => listener::table(&listeners, wanted),
                (false, false) => listener::summary(&listeners),
            };
            problems.extend(found);
            (Lead::Column("listener"), (table, problems))
        }
        Section::Routes => {
            let routes = route::select(dump, filters.route.as_deref());
            let made = match (is_wide, args.verbose) {
                (true, true) => route::wide_table(&routes, wanted, now),
                (true, false) => route::wide_summary(&routes, now),
                (false, true) => route::table(&routes, wanted),
                (false, false) => route::summary(&routes),
            };
            (Lead::Prefix("route"), made)
        }
        Section::Secrets => {
            let secrets = secret::select(dump);
            let made = if is_wide { secret::wide_table(&secrets, whole, now) } else { secret::table(&secrets, now) };
            (Lead::Prefix("secret"), made)
        }
        Section::Ecds => {
            let extensions = ecds::select(dump);
            (Lead::Prefix("ecds"), if is_wide { ecds::wide_table(&extensions, now) } else { ecds::table(&extensions) })
        }
        _ if is_wide => (Lead::Prefix("endpoint"), endpoint::wide_eds_table(dump, section, &filters.endpoint, now)),
        _ => (Lead::Prefix("endpoint"), endpoint::eds_table(dump, section, &filters.endpoint)),
    };
    table.lead = lead;
    (Part::Table(table), problems)
}

/// Writes istioctl's title above a section.
pub(super) fn write_title(title: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "------ {title} INFO ------\n\n")
}

fn write_part(part: Part<'_>, title: &'static str, args: &AllArgs, paper: &mut Paper<'_>) -> Result<(), Failure> {
    match (part, args.format.output) {
        (Part::Lines(all), Output::Name) => all.iter().try_for_each(|_| writeln!(paper.out, "bootstrap"))?,
        (Part::Lines(all), _) => all.iter().try_for_each(|lines| write_lines(paper.out, lines))?,
        (Part::Table(table), Output::Name) => match table.lead {
            Lead::Column(kind) | Lead::Prefix(kind) => print_names(paper.out, kind, &table)?,
            Lead::None => {}
        },
        (Part::Table(table), _) => return paper.table(title, table, &Layout::plain(!args.no_headers)),
    }
    Ok(())
}

/// Prints the configuration as the document that it is; where the source is several documents, the first, which is the dump.
fn print_documents(loaded: &Loaded, args: &AllArgs, filters: &mut Filters<'_>, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut code = DONE;
    filters.find_origins(loaded);
    let filters = &*filters;
    let keep = |list: &str, entry: &[u8]| filters.keep(list, entry);
    let keep: Option<Keep<'_>> = Filters::is_any(args).then_some(&keep);
    if let Some((name, bytes)) = loaded.texts().next() {
        Loaded::check(name, bytes)?;
        let gaps = document::write(out, bytes, format(args.format.output), keep)?;
        if let Some(error) = &gaps.broken {
            loaded.say_broken(name, bytes, error, None);
            code = INCOMPLETE;
        }
        for problem in &gaps.problems {
            loaded.notes.say("warning", problem.to_string());
            code = INCOMPLETE;
        }
    }
    Ok(if loaded.is_incomplete { INCOMPLETE } else { code })
}
