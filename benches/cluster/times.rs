//! The times of one command.

use std::time::{Duration, Instant};

/// A command is not run again when its runs have taken so long together.
const ENOUGH: Duration = Duration::from_secs(20);

/// What runs of a command have taken, sorted.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
        self.0.sort_unstable();
    }

    /// Does something and adds what it took.
    pub fn of<T>(&mut self, work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
        let start = Instant::now();
        let result = work()?;
        self.add(start.elapsed());
        Ok(result)
    }

    /// Whether another run would take too long.
    pub fn are_enough(&self) -> bool {
        self.0.iter().sum::<Duration>() > ENOUGH
    }

    pub fn best(&self) -> Duration {
        self.0.first().copied().unwrap_or_default()
    }

    pub fn median(&self) -> Duration {
        self.0.get(self.0.len() / 2).copied().unwrap_or_default()
    }

    /// How many times as long as the other the best run took.
    pub fn against(&self, other: &Times) -> f64 {
        self.best().as_secs_f64() / other.best().as_secs_f64()
    }
}
