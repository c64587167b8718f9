//! Where an admin interface listens, as a person writes it.

use std::path::{Path, PathBuf};

use reqwest::Url;

use super::AdminError;

/// Where an admin interface listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// A host and a port: the URL's path is `/`.
    Http(Url),
    /// A unix socket, by its absolute path.
    Socket(PathBuf),
}

impl Address {
    /// Reads `http://HOST:PORT`, `HOST:PORT` (read as curl reads it) or `unix:///path`.
    pub(super) fn parse(given: &str) -> Result<Address, AdminError> {
        let bad = |why: &str| AdminError::BadAddress { given: given.to_owned(), why: why.to_owned() };
        if let Some(path) = given.strip_prefix("unix:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return match Path::new(path) {
                path if path.is_absolute() => Ok(Address::Socket(path.to_owned())),
                _ => Err(bad("the path of a unix socket is absolute, so three slashes follow `unix:`")),
            };
        }
        if given.starts_with(['/', '.']) {
            return Err(bad("for a unix socket, write unix:// before its absolute path"));
        }
        let url = match given.split_once("://") {
            None => format!("http://{given}"),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => format!("http://{rest}"),
            Some((scheme, _)) if scheme.eq_ignore_ascii_case("https") => {
                return Err(bad("admin interfaces speak plain HTTP, and TLS is not supported; write http://"));
            }
            Some((scheme, _)) => return Err(bad(&format!("{scheme}:// is not supported"))),
        };
        // An IPv6 address without brackets reads as a host with a bad port, which explains nothing.
        let authority = url.trim_start_matches("http://");
        if !authority.starts_with('[') && !authority.contains('@') && authority.matches(':').count() > 1 {
            return Err(bad("an IPv6 address stands in brackets, as in http://[::1]:15000"));
        }
        let url = Url::parse(&url).map_err(|error| bad(&error.to_string()))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(bad("an admin interface has no users"));
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(bad("give the address alone, without a path or a query"));
        }
        Ok(Address::Http(url))
    }

    /// The address as it stands in messages.
    pub(super) fn shown(&self) -> String {
        match self {
            Address::Http(url) => url.as_str().trim_end_matches('/').to_owned(),
            Address::Socket(path) => format!("unix://{}", path.display()),
        }
    }

    /// The URL of a path and query there; the host of a socket's URL is only what the `Host` header needs.
    pub(super) fn url(&self, path_and_query: &str) -> String {
        match self {
            Address::Http(url) => format!("{}{path_and_query}", url.as_str().trim_end_matches('/')),
            Address::Socket(_) => format!("http://localhost{path_and_query}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_a_port_or_a_socket() {
        let shown = |given| Address::parse(given).map(|address| address.shown()).unwrap_or_else(|error| panic!("{error}"));
        for (given, expected) in [
            ("http://localhost:15000", "http://localhost:15000"),
            ("http://localhost:15000/", "http://localhost:15000"),
            ("HTTP://localhost:15000", "http://localhost:15000"),
            ("localhost:15000", "http://localhost:15000"),
            ("10.0.0.1:9901/", "http://10.0.0.1:9901"),
            ("http://[::1]:15000", "http://[::1]:15000"),
            ("[::1]:15000", "http://[::1]:15000"),
            ("http://envoy.example", "http://envoy.example"),
            ("unix:///run/admin.sock", "unix:///run/admin.sock"),
            ("unix:/run/admin.sock", "unix:///run/admin.sock"),
            ("unix:///tmp/with space?.sock", "unix:///tmp/with space?.sock"),
        ] {
            assert_eq!(shown(given), expected, "{given}");
        }
    }

    #[test]
    fn an_address_of_another_form_says_what_is_wrong_with_it() {
        for (given, expected) in [
            ("", "empty host"),
            ("http://", "empty host"),
            ("https://localhost:15000", "plain HTTP"),
            ("ftp://localhost", "ftp:// is not supported"),
            ("/run/admin.sock", "write unix://"),
            ("./admin.sock", "write unix://"),
            ("unix://admin.sock", "absolute"),
            ("unix:", "absolute"),
            ("http://localhost:70000", "port"),
            ("http://localhost:http", "port"),
            ("http://::1:15000", "brackets"),
            ("::1", "brackets"),
            ("http://localhost:15000/config_dump", "without a path"),
            ("http://localhost:15000?format=json", "without a path"),
            ("http://localhost:15000#a", "without a path"),
            ("http://me:secret@localhost:15000", "no users"),
        ] {
            let error = Address::parse(given).unwrap_err();
            assert!(error.to_string().contains(expected), "{given}: {error}");
            assert!(error.hint().unwrap().contains("unix:///"), "{given}");
        }
    }

    #[test]
    fn a_path_is_put_behind_the_address() {
        let url = |given| Address::parse(given).unwrap().url("/config_dump?mask=bootstrap");
        assert_eq!(url("http://localhost:1/"), "http://localhost:1/config_dump?mask=bootstrap");
        assert_eq!(url("unix:///a.sock"), "http://localhost/config_dump?mask=bootstrap");
    }
}
