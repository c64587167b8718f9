//! Who spends the time of the processors, on Linux: elsewhere all of it is 0.

use std::fs;

/// Linux counts in hundredths of a second, whatever the machine.
const TICK: f64 = 0.01;

/// Seconds of a processor.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// The commands that were run and have ended.
    pub commands: f64,
    /// The API server and its store.
    pub server: f64,
    /// The kubelet's stand-in.
    pub kubelet: f64,
    /// The Envoy, and this program, in which the servers with made dumps run.
    pub proxies: f64,
}

impl Spent {
    /// What has been spent so far.
    pub fn now() -> Spent {
        let mut spent = Spent::default();
        let own = std::process::id();
        for process in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let Some(stat) = Stat::read(&process.file_name().to_string_lossy()) else { continue };
            if stat.id == own {
                spent.proxies += stat.itself;
                spent.commands += stat.ended;
            } else if stat.parent == own {
                match &*stat.name {
                    "kube-apiserver" | "etcd" => spent.server += stat.itself,
                    "fakelet" => spent.kubelet += stat.itself,
                    "envoy" => spent.proxies += stat.itself,
                    _ => {}
                }
            }
        }
        spent
    }

    /// What has been spent since then.
    pub fn since(then: Spent) -> Spent {
        let now = Spent::now();
        Spent {
            commands: now.commands - then.commands,
            server: now.server - then.server,
            kubelet: now.kubelet - then.kubelet,
            proxies: now.proxies - then.proxies,
        }
    }
}

/// What is read of `/proc/PID/stat`.
struct Stat {
    id: u32,
    name: String,
    parent: u32,
    itself: f64,
    ended: f64,
}

impl Stat {
    fn read(id: &str) -> Option<Stat> {
        let id = id.parse().ok()?;
        let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // A name may have blanks and brackets in it; what follows has none.
        let (head, rest) = text.rsplit_once(')')?;
        let name = head.split_once('(')?.1.to_owned();
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let seconds = |first: usize| Some(TICK * (fields.get(first)?.parse::<f64>().ok()? + fields.get(first + 1)?.parse::<f64>().ok()?));
        Some(Stat { id, name, parent: fields.get(1)?.parse().ok()?, itself: seconds(11)?, ended: seconds(13)? })
    }
}
