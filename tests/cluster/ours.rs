//! Runs of the program in the cluster.

use super::support::run::{Meshctl, Run};
use super::world::World;

impl World {
    /// A run of the program by somebody who may do everything. Words are separated by blanks.
    #[track_caller]
    pub fn run(&self, args: &str) -> Run {
        self.run_as("", args)
    }

    /// A run by one of the users with few rights.
    #[track_caller]
    pub fn run_as(&self, user: &str, args: &str) -> Run {
        let kubeconfig = if user.is_empty() { self.cluster.kubeconfig() } else { self.cluster.kubeconfig_of(user) };
        self.prepared(args).env("KUBECONFIG", kubeconfig.to_str().unwrap()).run()
    }

    /// A run without any kubeconfig, to be given what it needs.
    pub fn prepared(&self, args: &str) -> Meshctl {
        Meshctl::new(args.split_whitespace())
    }
}

impl Run {
    /// Checks that it failed with one line of cause and one of what to do next, in which these texts stand.
    #[track_caller]
    pub fn fails(self, cause: &str, hint: &str) -> Run {
        let run = self.ends_with(3).prints_nothing();
        // Which pod of a workload was asked may be said before.
        let lines: Vec<&str> = run.stderr.lines().filter(|line| !line.starts_with("note: ")).collect();
        let is_so = |line: &&str, kind: &str, text: &str| line.starts_with(kind) && line.contains(text);
        let [first, second] = &lines[..] else { panic!("not two lines\n{}", run.told()) };
        assert!(is_so(first, "error: ", cause), "no cause {cause:?}\n{}", run.told());
        assert!(is_so(second, "hint: ", hint), "no hint {hint:?}\n{}", run.told());
        run
    }

    /// The lines of its output.
    pub fn lines(&self) -> Vec<&str> {
        self.text().lines().collect()
    }
}
