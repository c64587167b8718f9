//! Waiting until a time is over or somebody ends it, so that what was changed meanwhile can be put back.

use std::io;
use std::time::Duration;

use tokio::runtime::Runtime;

/// The signals that ask a program to end. While this value exists they end nothing but a wait.
pub struct Interrupt {
    runtime: Runtime,
    signals: Signals,
}

#[cfg(unix)]
type Signals = [tokio::signal::unix::Signal; 3];
#[cfg(not(unix))]
type Signals = tokio::signal::windows::CtrlC;

#[cfg(unix)]
fn listen() -> io::Result<Signals> {
    use tokio::signal::unix::{SignalKind, signal};
    // A terminal that is closed hangs up.
    Ok([signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?, signal(SignalKind::hangup())?])
}

#[cfg(not(unix))]
fn listen() -> io::Result<Signals> {
    tokio::signal::windows::ctrl_c()
}

#[cfg(unix)]
async fn received([interrupt, terminate, hangup]: &mut Signals) {
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        _ = hangup.recv() => {}
    }
}

#[cfg(not(unix))]
async fn received(signals: &mut Signals) {
    signals.recv().await;
}

impl Interrupt {
    /// Takes the signals over.
    ///
    /// # Errors
    /// Where the operating system refuses.
    pub fn new() -> io::Result<Interrupt> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        let signals = {
            let _inside = runtime.enter();
            listen()?
        };
        Ok(Interrupt { runtime, signals })
    }

    /// Waits, and tells whether the time is over; otherwise a signal came, be it before this call.
    pub fn wait(&mut self, duration: Duration) -> bool {
        let signals = &mut self.signals;
        self.runtime.block_on(async { tokio::time::timeout(duration, received(signals)).await.is_err() })
    }
}
