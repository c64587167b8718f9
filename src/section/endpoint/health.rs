//! An endpoint's health: what EDS says, and what Envoy found out.

use std::borrow::Cow;

use crate::envoy::json::reader::{Reader, Result};
use crate::section::same_word;

/// An endpoint's health.
#[derive(Clone, Debug, Default)]
pub struct Health<'a> {
    /// What EDS says: `HEALTHY`, `UNHEALTHY`, `DRAINING`, `TIMEOUT`, `DEGRADED`; empty for `UNKNOWN`.
    pub eds: Cow<'a, str>,
    /// Whether outlier detection has ejected it.
    pub failed_outlier_check: bool,
    /// The other flags of `HostHealthStatus` that are set, by their names.
    pub flags: Vec<String>,
}

impl<'a> Health<'a> {
    /// Reads a `HostHealthStatus` of `/clusters`.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut health = Health::default();
        reader.fields(|name, value| {
            match name {
                "eds_health_status" => health.eds = health_status(value.text()?),
                "failed_outlier_check" => health.failed_outlier_check = value.flag()?,
                flag if value.flag()? => health.flags.push(flag.to_owned()),
                _ => {}
            }
            Ok(())
        })?;
        Ok(health)
    }

    /// Envoy's own view in one word. An active health check that failed or degraded an endpoint counts, whatever EDS said; an ejection
    /// stands in a column of its own.
    pub fn word(&self) -> &str {
        let has = |flag: &str| self.flags.iter().any(|set| set == flag);
        match &*self.eds {
            "HEALTHY" | "" | "UNKNOWN" | "DEGRADED" if has("failed_active_health_check") => "UNHEALTHY",
            "HEALTHY" | "" | "UNKNOWN" if has("failed_active_degraded_check") || has("failed_degraded_outlier_detection") => "DEGRADED",
            "" => "UNKNOWN",
            word => word,
        }
    }

    /// The cell: the word, then the flags.
    pub(super) fn cell(&self) -> Cow<'static, str> {
        match (self.word(), &*self.flags) {
            ("HEALTHY", []) => Cow::Borrowed("HEALTHY"),
            (word, []) => Cow::Owned(word.to_owned()),
            (word, flags) => Cow::Owned(format!("{word} + {}", flags.join(", "))),
        }
    }

    /// Whether Envoy sends traffic to it as to a healthy endpoint. What EDS says nothing of is healthy.
    pub fn is_healthy(&self) -> bool {
        !self.failed_outlier_check && matches!(self.word(), "HEALTHY" | "UNKNOWN")
    }

    /// Whether Envoy sends traffic to it only where healthy endpoints are too few.
    pub fn is_degraded(&self) -> bool {
        !self.failed_outlier_check && self.word() == "DEGRADED"
    }

    /// Each reason for which it is not simply healthy, as a sentence would put it.
    pub(super) fn in_words(&self) -> Cow<'static, str> {
        let eds = match &*self.eds {
            "" | "HEALTHY" | "UNKNOWN" => None,
            word => Some(format!("{} by EDS", word.to_lowercase())),
        };
        let ejected = self.failed_outlier_check.then(|| "ejected by outlier detection".to_owned());
        let flags = self.flags.iter().map(|flag| {
            let words = match flag.as_str() {
                "failed_active_health_check" => "failed its health check",
                "failed_active_degraded_check" => "degraded by its health check",
                "failed_degraded_outlier_detection" => "degraded by outlier detection",
                "pending_dynamic_removal" => "removed and still in use",
                "pending_active_hc" => "not yet checked",
                "excluded_via_immediate_hc_fail" => "excluded, because it failed at once",
                "active_hc_timeout" => "its health check timed out",
                // A flag of a later Envoy.
                other => return other.replace('_', " "),
            };
            words.to_owned()
        });
        let all: Vec<String> = eds.into_iter().chain(flags).chain(ejected).collect();
        if all.is_empty() { Cow::Borrowed("healthy") } else { Cow::Owned(all.join(", ")) }
    }

    /// Whether `--status` means this health. An ejected endpoint is found as unhealthy too.
    pub(super) fn is(&self, status: &str) -> bool {
        same_word(self.word(), status) || self.failed_outlier_check && same_word("UNHEALTHY", status)
    }
}

/// `envoy.config.core.v3.HealthStatus` by name; proto JSON also allows its numbers.
pub(super) fn health_status(text: Cow<'_, str>) -> Cow<'_, str> {
    match &*text {
        "0" => Cow::Borrowed("UNKNOWN"),
        "1" => Cow::Borrowed("HEALTHY"),
        "2" => Cow::Borrowed("UNHEALTHY"),
        "3" => Cow::Borrowed("DRAINING"),
        "4" => Cow::Borrowed("TIMEOUT"),
        "5" => Cow::Borrowed("DEGRADED"),
        _ => text,
    }
}
