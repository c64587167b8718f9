//! Whether the cluster itself does what the other tests rely on, seen by `kubectl`.

use libtest_mimic::Trial;

use super::trial;

pub fn trials() -> Vec<Trial> {
    vec![trial("smoke::pods_are_there", |world| {
        println!("{}", world.cluster.kubectl(&["get", "pods,deploy,sts,ds,rc,jobs,cronjobs", "-A"]));
    })]
}
