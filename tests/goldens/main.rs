//! Everything that istioctl printed of the fixtures, beside what this program prints of them.

mod compare;
mod exceptions;
mod index;
#[path = "../support/mod.rs"]
mod support;

use std::thread;

use exceptions::{EXCEPTIONS, Ours, is_about};
use index::Golden;
use support::run::Run;

/// Whether the program gives what istioctl gave, or what the exception says.
fn check(golden: &Golden, goldens: &[Golden]) -> Result<(), String> {
    let exceptions: Vec<_> = EXCEPTIONS.iter().filter(|exception| is_about(exception, &golden.name)).collect();
    let run = golden.run();
    let as_istioctl = |allowed: &[_]| {
        if run.code != golden.code {
            return Err(format!("istioctl gives {}, and this {}", golden.code, run.code));
        }
        compare::outputs(golden.kind(), &golden.stdout, run.text(), allowed)
    };
    let ours = match exceptions[..] {
        [] => return as_istioctl(&[]).map_err(|error| format!("{error}\n{}", run.stderr)),
        [(_, _, ours)] => *ours,
        _ => return Err("several exceptions".to_owned()),
    };
    if as_istioctl(&[]).is_ok() {
        return Err("the exception is not needed".to_owned());
    }
    let other = |name: &str| goldens.iter().find(|golden| golden.name == name).ok_or_else(|| format!("no golden {name}"));
    match ours {
        Ours::But(allowed) => {
            for omitted in allowed {
                let others: Vec<_> = allowed.iter().copied().filter(|allow| allow != omitted).collect();
                if as_istioctl(&others).is_ok() {
                    return Err(format!("{omitted:?} is not needed"));
                }
            }
            as_istioctl(allowed)
        }
        Ours::As(name) => ends(&run, 0, "").and_then(|()| compare::outputs(other(name)?.kind(), &other(name)?.stdout, run.text(), &[])),
        Ours::HostsOf(name) => ends(&run, 0, "").and_then(|()| compare::hosts(&other(name)?.stdout, run.text())),
        Ours::Part => ends(&run, 0, "").and_then(|()| compare::part(golden.kind(), &golden.stdout, run.text())),
        Ours::Empty(code, words) => {
            let lines = run.text().lines().count();
            if lines == 1 { ends(&run, code, words) } else { Err(format!("{lines} lines")) }
        }
        Ours::Begins(code, text) if run.text().starts_with(text) => ends(&run, code, ""),
        Ours::Begins(_, text) => Err(format!("does not begin with {text:?}")),
        Ours::Fails(code, words) => {
            if run.stdout.is_empty() {
                ends(&run, code, words)
            } else {
                Err("something is printed".to_owned())
            }
        }
        Ours::NotHere => ends(&run, 3, "No such file or directory"),
    }
}

fn ends(run: &Run, code: i32, words: &str) -> Result<(), String> {
    if run.code == code && run.stderr.contains(words) { Ok(()) } else { Err(format!("not {code} with {words:?}:\n{}", run.told())) }
}

#[test]
fn what_istioctl_prints_is_printed() {
    let goldens = index::read();
    let failure = |golden: &Golden| check(golden, &goldens).map_err(|error| format!("{}: {error}", golden.name)).err();
    let failures: Vec<String> = thread::scope(|scope| {
        let part = goldens.len().div_ceil(thread::available_parallelism().map_or(1, usize::from));
        let parts: Vec<_> = goldens.chunks(part).map(|part| scope.spawn(|| part.iter().filter_map(failure).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    assert!(failures.is_empty(), "{} of {} differ:\n{}", failures.len(), goldens.len(), failures.join("\n"));
}

#[test]
fn each_exception_is_about_something() {
    let goldens = index::read();
    for exception in EXCEPTIONS {
        assert!(goldens.iter().any(|golden| is_about(exception, &golden.name)), "{}: {}", exception.0, exception.1);
    }
}
