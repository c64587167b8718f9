//! Where a proxy's files stand in a snapshot, by names that lead nowhere else.

use std::fmt;

use super::error::WriteError;

/// The longest name that Kubernetes gives a pod, and nearly the longest that file systems have.
const LONGEST: usize = 253;

/// A proxy's folder in a snapshot: `proxies/NAMESPACE/POD`, or `proxies/HOST_PORT` for a proxy that is no pod.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Folder(String);

impl Folder {
    /// A pod's folder.
    ///
    /// # Errors
    /// [`WriteError::BadName`] where a name is not as Kubernetes has them, such as `..` or one with a slash.
    pub fn pod(namespace: &str, pod: &str) -> Result<Folder, WriteError> {
        for name in [namespace, pod] {
            if !is_name(name) || name.contains('_') {
                return Err(WriteError::BadName { name: name.to_owned() });
            }
        }
        Ok(Folder(format!("proxies/{namespace}/{pod}")))
    }

    /// The folder of a proxy by its admin address: `http://localhost:15000` gives `proxies/localhost_15000`.
    ///
    /// Each character that can't be in a file's name becomes `_`. No namespace has one, so that none is mistaken for such a folder.
    pub fn admin(address: &str) -> Folder {
        let address = address.strip_prefix("http://").unwrap_or(address).replace("://", "_");
        let mut name: String = address.chars().map(|c| if is_plain(c) { c } else { '_' }).take(LONGEST - 1).collect();
        if !name.contains('_') || name.starts_with('.') {
            name.insert(0, '_');
        }
        Folder(format!("proxies/{name}"))
    }

    /// The path in the snapshot, with `/` between its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text can be one part of a path on every system, and leads neither up nor to a hidden file.
pub(super) fn is_name(name: &str) -> bool {
    (1..=LONGEST).contains(&name.len()) && !name.starts_with('.') && name.chars().all(is_plain)
}

fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_lead_out_of_the_snapshot() {
        assert_eq!(Folder::pod("default", "ratings-v1-76b.x").unwrap().as_str(), "proxies/default/ratings-v1-76b.x");
        for bad in ["", ".", "..", "a/b", "../a", "a\\b", "a\0", "C:", "a_b", "ä", &"a".repeat(254)] {
            assert!(matches!(Folder::pod("default", bad), Err(WriteError::BadName { .. })), "{bad:?}");
            assert!(Folder::pod(bad, "pod").is_err(), "{bad:?}");
        }
    }

    #[test]
    fn an_admin_address_becomes_one_name_with_an_underscore() {
        let check = |address: &str, expect: &str| {
            let folder = Folder::admin(address);
            let name = folder.as_str().strip_prefix("proxies/").unwrap();
            assert_eq!(name, expect);
            assert!(is_name(name) && name.contains('_'));
        };
        check("http://localhost:15000", "localhost_15000");
        check("http://[::1]:9901", "___1__9901");
        check("unix:///run/envoy/admin.sock", "unix__run_envoy_admin.sock");
        check("localhost", "_localhost");
        check("..", "_..");
        check("../../etc/passwd", "_.._.._etc_passwd");
    }
}
