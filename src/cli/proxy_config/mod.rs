//! `meshctl proxy-config SECTION`: prints a section of a proxy's configuration, or of many.

mod all;
mod condition;
mod entries;
mod fleet;
mod lines;
mod log;
mod opened;
mod print;
mod rootca;
mod sections;
mod status;

use std::fmt::Display;
use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use super::args::{EndpointArgs, Format, JqArgs, Output, OutputArgs, SectionCommand, SourceArgs};
use super::exit::{Failure, USAGE};
use super::load::Loaded;
use super::notes::Notes;
use super::sources::{self, Proxies};
use crate::envoy::dump::{Dump, Section};
use crate::render::jq::{Filter, FilterError};
use crate::render::jsonpath::{Template, TemplateError};
use crate::render::table::Screen;
use crate::section::{Table, cluster, ecds, endpoint, listener, route, secret};
use crate::source::requests::Wanted;
use condition::{Condition, reads_wide};
use print::{Layout, Paper};

/// Prints the section. Gives the exit code.
///
/// # Errors
/// Where the source can't be reached or used, or the output fails.
pub fn run(section: &SectionCommand, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let view = match section {
        SectionCommand::Bootstrap(args) => {
            let condition = Condition::given(&args.condition, Table::default, &[Section::Bootstrap])?;
            let view = View::new(&args.source, Wanted::Bootstrap, args.format.output, move |loaded, paper| {
                sections::bootstrap(args, condition.as_ref(), loaded, paper)
            });
            view.of_json(&args.jq, Some(&args.format))
        }
        SectionCommand::Listener(args) => {
            let columns = || match (args.waypoint, args.verbose) {
                (true, _) => listener::wide_waypoint(&[], &Dump::default(), None, 0).0,
                (false, true) => listener::wide_table(&[], &Dump::default(), None, 0).0,
                (false, false) => listener::wide_summary(&[], &Dump::default(), 0).0,
            };
            let condition = Condition::given(&args.output.condition, columns, &[Section::Listeners])?;
            let wanted = either(&args.output, condition.as_ref(), Wanted::Listeners, Wanted::WideListeners);
            View::of(&args.source, wanted, &args.output, move |loaded, paper| sections::listeners(args, condition.as_ref(), loaded, paper))
        }
        SectionCommand::Route(args) => {
            let columns = || if args.verbose { route::wide_table(&[], None, 0).0 } else { route::wide_summary(&[], 0).0 };
            let condition = Condition::given(&args.output.condition, columns, &[Section::Routes])?;
            View::of(&args.source, Wanted::Routes, &args.output, move |loaded, paper| {
                sections::routes(args, condition.as_ref(), loaded, paper)
            })
        }
        SectionCommand::Cluster(args) => {
            let columns = || cluster::wide_table(&[], &Dump::default(), 0).0;
            let condition = Condition::given(&args.output.condition, columns, &[Section::Clusters])?;
            let wanted = either(&args.output, condition.as_ref(), Wanted::Clusters, Wanted::WideClusters);
            View::of(&args.source, wanted, &args.output, move |loaded, paper| sections::clusters(args, condition.as_ref(), loaded, paper))
        }
        SectionCommand::Endpoint(args) => endpoints(args, false, Wanted::Endpoints, Wanted::WideEndpoints)?,
        SectionCommand::Eds(args) => endpoints(args, true, Wanted::Eds, Wanted::WideEds)?,
        SectionCommand::Secret(args) => {
            let columns = || secret::wide_table(&[], &Dump::default(), 0).0;
            let condition = Condition::given(&args.output.condition, columns, &[Section::Secrets])?;
            let wanted = either(&args.output, condition.as_ref(), Wanted::Secrets, Wanted::WideSecrets);
            View::of(&args.source, wanted, &args.output, move |loaded, paper| sections::secrets(args, condition.as_ref(), loaded, paper))
        }
        SectionCommand::Ecds(args) => {
            let condition = Condition::given(&args.output.condition, || ecds::wide_table(&[], 0).0, &[Section::Ecds])?;
            View::of(&args.source, Wanted::Ecds, &args.output, move |loaded, paper| sections::ecds(args, condition.as_ref(), loaded, paper))
        }
        SectionCommand::Status(args) => {
            let output = args.output.general();
            let view = View::new(&args.source, Wanted::Status, output, |loaded, paper| status::print(args, loaded, paper));
            View { layout: Layout::plain(!args.no_headers), ..view.of_json(&args.jq, None) }
        }
        SectionCommand::All(args) => {
            let view = View::new(&args.source, Wanted::All, args.format.output, |loaded, paper| all::print(args, loaded, paper));
            View { layout: Layout::plain(!args.no_headers), titles: args.with_headers, ..view.of_json(&args.jq, Some(&args.format)) }
        }
        SectionCommand::Log(args) => return log::run(args, out),
        SectionCommand::RootcaCompare(args) => return rootca::run(args, out),
    };
    view.check()?;
    let filter = view.jq.map(jq_filter).transpose()?;
    if filter.is_none() && view.template.is_none() {
        return view.write(screen, out);
    }
    let mut json = Vec::new();
    let code = view.write(screen, &mut json)?;
    let failed = |error: &dyn Display| Failure::new(USAGE, error).advise("-o json prints what it is given");
    if let Some(filter) = filter {
        filter.write(&json, view.output == Output::Jsonl, out).map_err(|error| match error {
            FilterError::Output(error) => error.into(),
            other => failed(&other),
        })?;
    } else if let Some(template) = view.template {
        template.write(&json, out).map_err(|error| match error {
            TemplateError::Output(error) => error.into(),
            other => failed(&other),
        })?;
    }
    Ok(code)
}

/// The filter of this text.
///
/// # Errors
/// Where it is none, with the place.
fn jq_filter(text: &str) -> Result<Filter, Failure> {
    Filter::new(text)
        .map_err(|error| Failure::new(USAGE, format!("--jq: {error}")).advise("https://jqlang.org/manual describes the language"))
}

/// How one proxy's section is printed: gives the exit code.
type Print<'a> = Box<dyn Fn(&Loaded, &mut Paper<'_>) -> Result<u8, Failure> + Sync + 'a>;

/// A section: what it is made of, and how it is printed.
struct View<'a> {
    source: &'a SourceArgs,
    wanted: Wanted,
    output: Output,
    layout: Layout,
    titles: bool,
    /// What of the JSON is printed: what a filter gives, or a template.
    jq: Option<&'a str>,
    template: Option<&'a Template>,
    print: Print<'a>,
}

impl<'a> View<'a> {
    fn new(
        source: &'a SourceArgs,
        wanted: Wanted,
        output: Output,
        print: impl Fn(&Loaded, &mut Paper<'_>) -> Result<u8, Failure> + Sync + 'a,
    ) -> Self {
        View { source, wanted, output, layout: Layout::plain(true), titles: false, jq: None, template: None, print: Box::new(print) }
    }

    /// The same, with what of the JSON is printed.
    fn of_json(self, jq: &'a JqArgs, format: Option<&'a Format>) -> Self {
        View { jq: jq.filter.as_deref(), template: format.and_then(|format| format.template.as_ref()), ..self }
    }

    fn of(
        source: &'a SourceArgs,
        wanted: Wanted,
        args: &'a OutputArgs,
        print: impl Fn(&Loaded, &mut Paper<'_>) -> Result<u8, Failure> + Sync + 'a,
    ) -> Self {
        let view = View::new(source, wanted, args.output(), print).of_json(&args.jq, Some(&args.format));
        View { layout: Layout::of(args), ..view }
    }

    /// Checks that the flags for the output go with its format.
    ///
    /// # Errors
    /// Where one would do nothing.
    fn check(&self) -> Result<(), Failure> {
        if self.jq.is_some() && (self.template.is_some() || !matches!(self.output, Output::Json | Output::Jsonl)) {
            return Err(Failure::new(USAGE, "--jq filters JSON, whole or in lines").advise("leave -o out, or say -o json or -o jsonl"));
        }
        if self.layout.is_arranged() && !matches!(self.output, Output::Short | Output::Wide | Output::Csv) {
            return Err(Failure::new(USAGE, "--columns and --sort-by are for tables")
                .advise("with -o short, wide or csv they work; of JSON, --jq chooses and sorts: --jq 'map({name}) | sort_by(.name)'"));
        }
        Ok(())
    }

    /// Prints it of all proxies that are meant.
    fn write(&self, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
        match sources::named(self.source)? {
            Proxies::One(proxy) => {
                let loaded = proxy.load(self.wanted, Notes::default())?;
                (self.print)(&loaded, &mut Paper::new(screen, out))
            }
            Proxies::All(proxies) => fleet::print(self, &proxies, screen, out),
        }
    }
}

/// The view of endpoints, as `endpoint` or as `eds` shows them.
fn endpoints(args: &EndpointArgs, is_eds: bool, short: Wanted, wide: Wanted) -> Result<View<'_>, Failure> {
    let make = if is_eds { endpoint::wide_eds_table } else { endpoint::wide_table };
    let columns = || make(&Dump::default(), Section::Endpoints, &endpoint::Filter::default(), 0).0;
    let condition = Condition::given(&args.output.condition, columns, &[Section::Endpoints, Section::Hosts])?;
    let wanted = either(&args.output, condition.as_ref(), short, wide);
    Ok(View::of(&args.source, wanted, &args.output, move |loaded, paper| {
        sections::endpoints(args, is_eds, condition.as_ref(), loaded, paper)
    }))
}

/// What is asked for: for a wide table, or a condition over its columns, also the sections that are joined.
fn either(args: &OutputArgs, condition: Option<&Condition>, short: Wanted, wide: Wanted) -> Wanted {
    if reads_wide(args, condition) { wide } else { short }
}

/// The time to judge certificates and to count ages by, in seconds since 1970.
fn now(given: Option<i64>) -> i64 {
    given.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs().cast_signed()))
}
