//! The commands that run against each other.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::generator::Generator;
use crate::generator::mesh::{Cluster, Protocol};
use crate::generator::template::{Template, Values};
use crate::process::{self, Watch, anonymous, run};

/// The sections of `meshctl pc`, which the shorter names of the tables follow.
const SECTIONS: [&str; 9] = ["bootstrap", "listener", "route", "cluster", "endpoint", "eds", "secret", "ecds", "all"];
/// What is added to a section's label for its wide table.
pub const AS_WIDE: &str = " -o wide";
/// A condition for each section whose rows are many, over columns and over the resource.
const CONDITIONS: [(&str, &str); 6] = [
    ("listener", "port > 15000 && listener.traffic_direction == 'OUTBOUND'"),
    ("route", "domains.contains('.svc') && !match.contains('header')"),
    ("cluster", "cluster.type == 'EDS' && healthy == 0"),
    ("endpoint", "status != 'HEALTHY' || cluster.startsWith('inbound')"),
    ("eds", "locality != '' && name.startsWith('10.')"),
    ("secret", "valid_cert == 'true' && resource.name != 'default'"),
];
/// What is added to a section's label for its rows with a condition.
pub const AS_WHERE: &str = " --where …";
const LIST: &str = r#".configs[] | select(."@type" | endswith("ClustersConfigDump")) | .dynamic_active_clusters[].cluster.name"#;
/// A command is not run again when its runs have taken so long together.
const ENOUGH: Duration = Duration::from_secs(10);

/// What a command is there for, which says which promises hold for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// (a)
    Pipe,
    /// (b)
    List,
    /// (c)
    Tree,
    /// A section or a filtered row as a table.
    Short,
    /// A section as a table with all columns.
    Wide,
    /// A section as a table with the rows of which an expression holds.
    Where,
    Json,
    Yaml,
}

pub struct Contender {
    pub label: String,
    pub kind: Kind,
    command: Vec<OsString>,
}

/// What the runs of a command were like.
pub struct Measured {
    pub label: String,
    pub kind: Kind,
    /// One for each timed run, sorted.
    pub times: Vec<Duration>,
    pub printed: u64,
    /// Anonymous memory at its highest, in kilobytes.
    pub memory: Option<u64>,
    /// Whether it also runs in no more private memory than was promised.
    pub fits: Option<bool>,
}

impl Kind {
    /// How many kilobytes of memory are promised to be enough.
    pub fn memory(self) -> Option<u64> {
        match self {
            Kind::Short | Kind::Json => Some(64 << 10),
            Kind::Yaml => Some(128 << 10),
            _ => None,
        }
    }
}

impl Measured {
    pub fn best(&self) -> Duration {
        self.times.first().copied().unwrap_or_default()
    }

    pub fn median(&self) -> Duration {
        self.times.get(self.times.len() / 2).copied().unwrap_or_default()
    }
}

/// Names of resources that are in a dump.
pub struct Sample {
    host: String,
    cluster: String,
    port: String,
}

impl Sample {
    /// The names of a service with a common HTTP port.
    pub fn of(generator: &Generator) -> Self {
        let clusters = generator.mesh.clusters.iter().filter(|c| c.subset == 0 && c.port.protocol == Protocol::Http);
        let cluster: Option<&Cluster> = clusters.min_by_key(|c| (c.service, c.port.number));
        let cluster = cluster.expect("a mesh has an HTTP service");
        let mut values = Values::default();
        generator.fill_cluster(*cluster, &mut values);
        let text = |holes: &str| {
            let mut text = String::new();
            Template::cut("-", &[("-", holes)]).expect("these holes exist").fill(&values, &mut text);
            text
        };
        Self { host: text("{host}"), cluster: text("outbound|{port}|{subset}|{host}"), port: text("{port}") }
    }
}

impl Contender {
    /// Everything that runs on a large dump.
    pub fn all(program: &OsStr, dump: &Path, sample: &Sample) -> Vec<Self> {
        let this = std::env::current_exe().unwrap_or_default();
        let mut all = vec![Self::new("(a) cat", Kind::Pipe, ["cat".as_ref(), dump.as_os_str()])];
        for tool in ["jq", "jaq"] {
            if on_path(tool) {
                all.push(Self::new(
                    &format!("(b) {tool}: names"),
                    Kind::List,
                    [tool.as_ref(), "-r".as_ref(), LIST.as_ref(), dump.as_os_str()],
                ));
            }
        }
        all.push(Self::new("(c) serde_json tree", Kind::Tree, [this.as_os_str(), "--parse".as_ref(), dump.as_os_str()]));
        all.extend(Self::sections(program, dump));
        let Sample { host, cluster, port } = sample;
        for (section, flag, value) in
            [("cluster", "--fqdn", host), ("endpoint", "--cluster", cluster), ("route", "--name", port), ("listener", "--port", port)]
        {
            all.push(Self::pc(program, dump, Kind::Short, &[section, flag, value, "-o", "short"], &format!("{section} {flag} …")));
        }
        for section in SECTIONS {
            all.push(Self::pc(program, dump, Kind::Wide, &[section, "-o", "wide"], &format!("{section}{AS_WIDE}")));
        }
        for (section, condition) in CONDITIONS {
            all.push(Self::pc(program, dump, Kind::Where, &[section, "--where", condition], &format!("{section}{AS_WHERE}")));
        }
        all.push(Self::pc(program, dump, Kind::Json, &["all", "-o", "json"], "all -o json"));
        all.push(Self::pc(program, dump, Kind::Yaml, &["all", "-o", "yaml"], "all -o yaml"));
        all
    }

    /// Each section as a table.
    pub fn sections(program: &OsStr, dump: &Path) -> Vec<Self> {
        SECTIONS.map(|section| Self::pc(program, dump, Kind::Short, &[section, "-o", "short"], section)).into()
    }

    fn pc(program: &OsStr, dump: &Path, kind: Kind, words: &[&str], label: &str) -> Self {
        let mut command = vec![program, "pc".as_ref(), words[0].as_ref(), "-f".as_ref(), dump.as_os_str()];
        command.extend(words[1..].iter().map(OsStr::new));
        Self::new(&format!("pc {label}"), kind, command)
    }

    fn new<'a>(label: &str, kind: Kind, command: impl IntoIterator<Item = &'a OsStr>) -> Self {
        Self { label: label.to_owned(), kind, command: command.into_iter().map(OsStr::to_owned).collect() }
    }

    /// Runs the command for its memory, and begins the measurement with that.
    pub fn memory(&self) -> Result<Measured, String> {
        let run = run(&self.command, Watch::Memory)?;
        // Only the section that these dumps do not have may do with a note on standard error.
        if run.printed == 0 && !self.command.iter().any(|word| word == "ecds") {
            return Err(format!("{}: printed nothing on standard output", self.label));
        }
        let memory = if self.kind == Kind::Tree { figure(&run.text, 1)?.checked_sub(1) } else { run.memory };
        let fits = self.kind.memory().and_then(|limit| process::fits(&self.command, limit));
        Ok(Measured { label: self.label.clone(), kind: self.kind, times: Vec::new(), printed: run.printed, memory, fits })
    }

    /// Runs the command for its time.
    pub fn time(&self, measured: &mut Measured) -> Result<(), String> {
        if measured.times.iter().sum::<Duration>() > ENOUGH {
            return Ok(());
        }
        let run = run(&self.command, Watch::Time)?;
        let elapsed = if self.kind == Kind::Tree { Duration::from_nanos(figure(&run.text, 0)?) } else { run.elapsed };
        measured.times.push(elapsed);
        measured.times.sort_unstable();
        Ok(())
    }
}

/// Reads and parses a file, says how many nanoseconds that took and how many kilobytes it holds now, one more than there are so that
/// 0 is "unknown", and ends without freeing them.
pub fn parse_and_exit(path: &Path) -> Result<(), String> {
    let start = Instant::now();
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    let elapsed = start.elapsed();
    println!("{} {}", elapsed.as_nanos(), anonymous("self").map_or(0, |kilobytes| kilobytes + 1));
    // Both must live until here, for their memory is what is measured.
    std::hint::black_box((&bytes, &value));
    std::process::exit(0)
}

/// A number that the second copy of this program said of itself.
fn figure(text: &str, at: usize) -> Result<u64, String> {
    text.split_whitespace().nth(at).and_then(|word| word.parse().ok()).ok_or_else(|| format!("--parse said {text:?}"))
}

fn on_path(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
}
