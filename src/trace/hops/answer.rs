//! A hop for machines.

use serde::Serialize;

use super::{Hop, There};
use crate::trace::answer::Answer;
use crate::trace::request::{Connection, Transport};

/// A hop's answer: where the request was sent, and how it went on there. What does not apply is null.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HopAnswer<'h> {
    /// Its number, from 1.
    pub hop: usize,
    /// The hop that it comes from; 0 is the first proxy.
    pub from: usize,
    /// The address that the request is sent to.
    pub address: Option<&'h str>,
    /// The cluster that it belongs to.
    pub cluster: &'h str,
    /// The part of such requests that goes this way, in percent of what the first proxy got.
    pub share: f64,
    /// The proxy that takes it.
    pub proxy: Option<String>,
    /// `tls` or `plaintext`.
    pub transport: &'static str,
    /// The server name of TLS.
    pub sni: Option<&'h str>,
    /// The protocols that TLS offers.
    pub alpn: &'h [String],
    /// How it ends where no proxy's way follows: `application`, `unknown`, `loop`, `max_hops`, `broken`, `more`.
    pub end: Option<&'static str>,
    /// The same as a sentence.
    pub reason: Option<String>,
    /// The way through the proxy, with the fields of any answer.
    pub answer: Option<Answer<'h>>,
}

impl<'h> HopAnswer<'h> {
    /// The answer of a hop, where `name` gives proxies' names.
    pub fn of(hop: &'h Hop<'_, '_, '_>, name: impl Fn(usize) -> String) -> Self {
        let Connection { transport, sni, alpn, .. } = &hop.sent.connection;
        HopAnswer {
            hop: hop.number,
            from: hop.from,
            address: Some(hop.address).filter(|address| !address.is_empty()),
            cluster: hop.cluster,
            share: hop.share,
            proxy: hop.there.proxy().map(name),
            transport: if *transport == Transport::Tls { "tls" } else { "plaintext" },
            sni: sni.as_deref(),
            alpn,
            end: hop.there.word(),
            reason: hop.there.reason(),
            answer: match &hop.there {
                There::Proxy(_, trace, _) => Some(Answer::of(trace)),
                _ => None,
            },
        }
    }
}

impl There<'_, '_, '_> {
    /// The proxy that is there.
    pub fn proxy(&self) -> Option<usize> {
        match self {
            There::Proxy(proxy, ..) | There::Loop(proxy, _) | There::TooFar(proxy) | There::Broken(proxy, _) => Some(*proxy),
            There::Application | There::Unknown | There::More(_) => None,
        }
    }

    /// How it ends in one word; `None` where a proxy's way follows.
    pub fn word(&self) -> Option<&'static str> {
        Some(match self {
            There::Proxy(..) => return None,
            There::Application => "application",
            There::Unknown => "unknown",
            There::Loop(..) => "loop",
            There::TooFar(_) => "max_hops",
            There::Broken(..) => "broken",
            There::More(_) => "more",
        })
    }

    /// The same in a sentence.
    pub fn reason(&self) -> Option<String> {
        Some(match self {
            There::Proxy(..) => return None,
            There::Application => "the application of this pod".to_owned(),
            There::Unknown => "no proxy of it in this source".to_owned(),
            There::Loop(_, 0) => "a loop: the request came through here at the beginning".to_owned(),
            There::Loop(_, hop) => format!("a loop: the request came through here at hop {hop}"),
            There::TooFar(_) => "not followed further: it came through as many proxies as --max-hops allows".to_owned(),
            There::Broken(_, why) => why.clone(),
            There::More(many) => format!("{many} more endpoints of the cluster, not followed"),
        })
    }

    /// Whether the request is lost here: it goes in circles, or nobody takes it.
    pub fn is_lost(&self) -> bool {
        match self {
            There::Proxy(_, trace, _) => !trace.disposition.is_answered(),
            There::Loop(..) | There::Broken(..) => true,
            There::Application | There::Unknown | There::TooFar(_) | There::More(_) => false,
        }
    }
}
