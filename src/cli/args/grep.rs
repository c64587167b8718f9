//! What `grep` takes.

use clap::{Args, ValueEnum};

use super::source::SourceArgs;
use crate::envoy::dump::Section;
use crate::section::search::Options;
use crate::source::requests::Wanted;

/// What `grep` takes.
#[derive(Debug, Args)]
pub struct GrepArgs {
    /// What is looked for: any part of a value
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// Take upper and lower case for the same
    #[arg(short, long, help_heading = "Search")]
    pub ignore_case: bool,
    /// Find whole words only: no letter, digit or underscore may stand beside the text
    #[arg(short, long, help_heading = "Search")]
    pub word: bool,
    /// Find whole values only
    #[arg(short = 'x', long, help_heading = "Search")]
    pub whole: bool,
    /// TEXT is a regular expression; -e means the same
    ///
    /// Its syntax is that of <https://docs.rs/regex>: like RE2's, which Envoy uses.
    #[arg(short = 'E', long, visible_short_alias = 'e', help_heading = "Search")]
    pub regex: bool,
    /// Look in these sections only: listener,route
    #[arg(long, value_name = "SECTION,…", value_delimiter = ',', help_heading = "Search")]
    pub section: Vec<GrepSection>,
    /// Print how many places there are in each section
    #[arg(long, help_heading = "Output")]
    pub count: bool,
    /// The format
    #[arg(short, long, value_name = "FORMAT", default_value = "short", help_heading = "Output")]
    pub output: GrepOutput,
    /// Leave out the table's headings
    #[arg(long, help_heading = "Output")]
    pub no_headers: bool,
}

/// How places are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GrepOutput {
    /// A table
    #[value(alias = "table")]
    Short,
    /// A list of objects
    Json,
    /// KIND/NAME of each resource that has such a place, one a line
    Name,
}

/// A section to look in, by the names of `proxy-config`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GrepSection {
    /// What the proxy was started with
    #[value(alias = "b")]
    Bootstrap,
    /// Listeners
    #[value(aliases = ["listeners", "l"])]
    Listener,
    /// Route configurations
    #[value(aliases = ["routes", "r"])]
    Route,
    /// Scoped route configurations
    #[value(alias = "scoped-routes")]
    ScopedRoute,
    /// Clusters
    #[value(aliases = ["clusters", "c"])]
    Cluster,
    /// Endpoints with their health, as /clusters tells
    #[value(aliases = ["endpoints", "ep"])]
    Endpoint,
    /// Endpoints as EDS gave them
    Eds,
    /// Secrets, without what is secret in them
    #[value(aliases = ["secrets", "s"])]
    Secret,
    /// Extension configurations
    #[value(alias = "ec")]
    Ecds,
}

impl GrepSection {
    /// All sections, in the order in which they are searched.
    pub const ALL: [GrepSection; 9] = [
        GrepSection::Bootstrap,
        GrepSection::Listener,
        GrepSection::Route,
        GrepSection::ScopedRoute,
        GrepSection::Cluster,
        GrepSection::Endpoint,
        GrepSection::Eds,
        GrepSection::Secret,
        GrepSection::Ecds,
    ];

    /// The section of a dump.
    pub fn section(self) -> Section {
        match self {
            GrepSection::Bootstrap => Section::Bootstrap,
            GrepSection::Listener => Section::Listeners,
            GrepSection::Route => Section::Routes,
            GrepSection::ScopedRoute => Section::ScopedRoutes,
            GrepSection::Cluster => Section::Clusters,
            GrepSection::Endpoint => Section::Hosts,
            GrepSection::Eds => Section::Endpoints,
            GrepSection::Secret => Section::Secrets,
            GrepSection::Ecds => Section::Ecds,
        }
    }

    /// Its name, as `proxy-config` and `-o name` have it.
    pub fn word(self) -> &'static str {
        match self {
            GrepSection::Bootstrap => "bootstrap",
            GrepSection::Listener => "listener",
            GrepSection::Route => "route",
            GrepSection::ScopedRoute => "scoped-route",
            GrepSection::Cluster => "cluster",
            GrepSection::Endpoint => "endpoint",
            GrepSection::Eds => "eds",
            GrepSection::Secret => "secret",
            GrepSection::Ecds => "ecds",
        }
    }

    /// What a proxy is asked for to search it.
    fn wanted(self) -> Wanted {
        match self {
            GrepSection::Bootstrap => Wanted::Bootstrap,
            GrepSection::Listener => Wanted::Listeners,
            GrepSection::Route | GrepSection::ScopedRoute => Wanted::Routes,
            GrepSection::Cluster => Wanted::Clusters,
            GrepSection::Endpoint => Wanted::Endpoints,
            GrepSection::Eds => Wanted::Eds,
            GrepSection::Secret => Wanted::Secrets,
            GrepSection::Ecds => Wanted::Ecds,
        }
    }
}

impl GrepArgs {
    /// How the text is compared.
    pub fn options(&self) -> Options {
        Options { is_regex: self.regex, ignores_case: self.ignore_case, is_word: self.word, is_whole: self.whole }
    }

    /// The sections to look in, in order.
    pub fn sections(&self) -> Vec<GrepSection> {
        GrepSection::ALL.into_iter().filter(|section| self.section.is_empty() || self.section.contains(section)).collect()
    }

    /// What a proxy is asked for.
    pub fn wanted(&self) -> Wanted {
        match &self.section[..] {
            [first, rest @ ..] if rest.iter().all(|section| section.wanted() == first.wanted()) => first.wanted(),
            _ => Wanted::All,
        }
    }
}
