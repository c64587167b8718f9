//! `meshctl proxy-config log`: reads and sets the levels of proxies' loggers, and puts them back.

use std::io::Write;
use std::time::Duration;

use super::super::args::LogArgs;
use super::super::exit::{DONE, Failure, INCOMPLETE, UNREACHABLE, USAGE, say};
use super::super::fleet::{self, Told};
use super::super::sources::{self, Proxy};
use crate::source::logging::{self, Change, Interrupt, Loggers, LoggingError};

/// What is done to the levels.
#[derive(Clone, Debug)]
enum Action {
    Read,
    Set(Change),
    Reset,
}

/// Prints the levels of each proxy, after setting those that are asked for. Gives the exit code: 3 where some of several failed.
///
/// # Errors
/// Where the proxy can't be reached, or the levels can't be used.
pub(super) fn run(args: &LogArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let action = match args.level.as_deref().map(str::parse::<Change>) {
        Some(Ok(change)) => Action::Set(change),
        Some(Err(error)) => return Err(Failure::new(USAGE, error)),
        None if args.reset => Action::Reset,
        None => Action::Read,
    };
    if !args.source.file.is_empty() {
        return Err(
            Failure::new(USAGE, "a file has no loggers").advise("name a pod, or a running Envoy with --admin http://localhost:15000")
        );
    }
    // Until the levels are back, nothing ends the program but that.
    let interrupt = match args.duration {
        Some(duration) => {
            Some((Interrupt::new().map_err(|error| Failure::new(UNREACHABLE, format!("cannot wait for Ctrl-C: {error}")))?, duration))
        }
        None => None,
    };
    let proxies = sources::all_named(&args.source)?;
    let before = if interrupt.is_some() { levels_of(&proxies, &Action::Read) } else { Vec::new() };
    let after = match &interrupt {
        // What could not be read could not be put back either, and is left alone.
        Some(_) => {
            let readable: Vec<&Proxy> = proxies.iter().zip(&before).filter(|(_, levels)| levels.is_ok()).map(|(proxy, _)| proxy).collect();
            let mut set = levels_of(&readable, &action).into_iter();
            before.iter().map(|levels| levels.clone().and_then(|_| set.next().unwrap_or_else(|| levels.clone()))).collect()
        }
        None => levels_of(&proxies, &action),
    };
    let printed = print(&proxies, &after, out);
    if let Some((interrupt, duration)) = interrupt {
        put_back(&proxies, &before, interrupt, duration)?;
    }
    printed
}

/// Does one thing to the loggers of each proxy, and gives their levels after it.
fn levels_of<P: std::borrow::Borrow<Proxy> + Sync>(proxies: &[P], action: &Action) -> Vec<Result<Loggers, Failure>> {
    let work = |proxy: &P| {
        let admin = proxy.borrow().admin()?;
        let loggers = match action {
            Action::Read => logging::levels(admin),
            Action::Set(change) => logging::set(admin, change),
            Action::Reset => logging::reset(admin),
        };
        loggers.map_err(|error| match error {
            LoggingError::Admin(error) => Failure::from(error),
            LoggingError::Level(error) => Failure::new(USAGE, error),
            answer @ LoggingError::Answer { .. } => Failure::new(INCOMPLETE, answer),
        })
    };
    let mut answers = Vec::with_capacity(proxies.len());
    let Ok(()) = fleet::each(proxies, fleet::AT_ONCE, "proxies", work, |_, answer, _| {
        answers.push(answer);
        Ok::<(), std::convert::Infallible>(())
    });
    answers
}

/// Prints the levels, with the pod above them as istioctl does.
fn print(proxies: &[Proxy], levels: &[Result<Loggers, Failure>], out: &mut dyn Write) -> Result<u8, Failure> {
    if let ([proxy], [levels]) = (proxies, levels) {
        print_one(proxy, levels.as_ref().map_err(Failure::clone)?, out)?;
        out.flush()?;
        return Ok(DONE);
    }
    let mut told = Told::default();
    for (proxy, levels) in proxies.iter().zip(levels) {
        match levels {
            Ok(loggers) => print_one(proxy, loggers, out)?,
            Err(failure) => told.failure(&proxy.name(), failure.clone()),
        }
    }
    out.flush()?;
    told.say(proxies.len());
    Ok(if told.failed() > 0 { UNREACHABLE } else { DONE })
}

fn print_one(proxy: &Proxy, loggers: &Loggers, out: &mut dyn Write) -> std::io::Result<()> {
    if proxy.pod.is_some() {
        writeln!(out, "{}:", proxy.name())?;
    }
    write!(out, "{loggers}")
}

/// Waits, and sets the levels as they were before.
fn put_back(proxies: &[Proxy], before: &[Result<Loggers, Failure>], mut interrupt: Interrupt, duration: Duration) -> Result<(), Failure> {
    say("note", &format!("the levels will be put back in {duration:?}, or at Ctrl-C"));
    interrupt.wait(duration);
    let mut told = Told::default();
    let mut done = 0;
    for (proxy, levels) in proxies.iter().zip(before) {
        let Ok(levels) = levels else { continue };
        let change = levels.as_change().map_err(|error| Failure::new(INCOMPLETE, error));
        let back = change.and_then(|change| {
            let mut answers = levels_of(&[proxy], &Action::Set(change));
            answers.pop().unwrap_or_else(|| Ok(Loggers::default()))
        });
        match back {
            Ok(_) => done += 1,
            Err(failure) => told.failure(&proxy.name(), failure),
        }
    }
    told.say(proxies.len());
    if told.failed() > 0 {
        return Err(Failure::new(UNREACHABLE, format!("the levels of {} proxies are not put back", told.failed()))
            .advise("`meshctl pc log POD --reset` sets them back to what the proxy was started with"));
    }
    say("note", &format!("the levels of {done} {} are as they were", if done == 1 { "proxy" } else { "proxies" }));
    Ok(())
}
