//! What a person writes to name a pod or a workload: `[TYPE/]NAME[.NAMESPACE]`, as in istioctl.

use std::fmt;
use std::str::FromStr;

use super::PodError;

/// A type that pods can be found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A pod itself.
    Pod,
    /// `apps/v1` Deployment.
    Deployment,
    /// `apps/v1` StatefulSet.
    StatefulSet,
    /// `apps/v1` DaemonSet.
    DaemonSet,
    /// `apps/v1` ReplicaSet.
    ReplicaSet,
    /// `v1` ReplicationController.
    ReplicationController,
    /// `batch/v1` Job.
    Job,
    /// `batch/v1` CronJob: the pods of its jobs.
    CronJob,
    /// `v1` Service.
    Service,
    /// Gateway API's Gateway: the pods that its controller made for it.
    Gateway,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 10] = [
        Kind::Pod,
        Kind::Deployment,
        Kind::StatefulSet,
        Kind::DaemonSet,
        Kind::ReplicaSet,
        Kind::ReplicationController,
        Kind::Job,
        Kind::CronJob,
        Kind::Service,
        Kind::Gateway,
    ];

    /// Its words: the one that messages use, then kubectl's other names of it.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Kind::Pod => &["pod", "pods", "po"],
            Kind::Deployment => &["deployment", "deployments", "deploy"],
            Kind::StatefulSet => &["statefulset", "statefulsets", "sts"],
            Kind::DaemonSet => &["daemonset", "daemonsets", "ds"],
            Kind::ReplicaSet => &["replicaset", "replicasets", "rs"],
            Kind::ReplicationController => &["replicationcontroller", "replicationcontrollers", "rc"],
            Kind::Job => &["job", "jobs"],
            Kind::CronJob => &["cronjob", "cronjobs", "cj"],
            Kind::Service => &["service", "services", "svc"],
            Kind::Gateway => &["gateway", "gateways", "gtw"],
        }
    }

    /// The word that messages use.
    pub fn word(self) -> &'static str {
        self.words()[0]
    }

    /// The API's name of the resource, in the plural, for messages about permissions.
    pub fn resource(self) -> &'static str {
        self.words()[1]
    }

    /// The type of which this is a word, in any case.
    pub fn of(word: &str) -> Option<Kind> {
        // `deployments.apps` and `deployment.v1.apps` are kubectl's longer forms.
        let word = word.split('.').next().unwrap_or_default();
        Kind::ALL.into_iter().find(|kind| kind.words().iter().any(|name| name.eq_ignore_ascii_case(word)))
    }
}

/// A pod or a workload, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The type; pods are meant where none was written.
    pub kind: Kind,
    /// What stands behind the type: `NAME[.NAMESPACE]`.
    name: String,
}

impl Target {
    /// A pod by its name and namespace, both known.
    pub fn pod(name: &str, namespace: &str) -> Target {
        Target { kind: Kind::Pod, name: format!("{name}.{namespace}") }
    }

    /// The name and namespace that may be meant, the likelier one first.
    ///
    /// What follows the last dot is a namespace, as in istioctl. But names of Kubernetes objects can have dots themselves, so that the
    /// whole may also be a name in the namespace `given`.
    pub fn readings(&self, given: &str) -> Vec<(String, String)> {
        let whole = (self.name.clone(), given.to_owned());
        match self.name.rsplit_once('.') {
            Some((name, namespace)) if !name.is_empty() && !namespace.is_empty() => vec![(name.to_owned(), namespace.to_owned()), whole],
            _ => vec![whole],
        }
    }
}

impl FromStr for Target {
    type Err = PodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FORM: &str = "a target is [TYPE/]NAME[.NAMESPACE], as in productpage-v1-abc.default or deployment/productpage-v1";
        let (kind, name) = match text.split_once('/') {
            None => (Kind::Pod, text),
            Some((word, name)) => match Kind::of(word) {
                Some(kind) => (kind, name),
                None => {
                    let words = Kind::ALL.map(Kind::word).join(", ");
                    return Err(PodError::usage(
                        format!("{word:?} in {text:?} is not a type that has pods"),
                        format!("the types are {words}"),
                    ));
                }
            },
        };
        let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b':'));
        if name.is_empty() || !is_plain || name.starts_with('-') {
            return Err(PodError::usage(format!("{text:?} names no pod or workload"), FORM));
        }
        Ok(Target { kind, name: name.to_owned() })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.word(), self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_has_istioctls_form() {
        let check = |text: &str, kind, readings: &[(&str, &str)]| {
            let target: Target = text.parse().unwrap();
            let found = target.readings("here");
            let found: Vec<_> = found.iter().map(|(name, namespace)| (&**name, &**namespace)).collect();
            assert_eq!((target.kind, &*found), (kind, readings), "{text}");
        };
        check("web", Kind::Pod, &[("web", "here")]);
        check("web.prod", Kind::Pod, &[("web", "prod"), ("web.prod", "here")]);
        check("web.v1.prod", Kind::Pod, &[("web.v1", "prod"), ("web.v1.prod", "here")]);
        check("deploy/web.prod", Kind::Deployment, &[("web", "prod"), ("web.prod", "here")]);
        check("Deployment/web", Kind::Deployment, &[("web", "here")]);
        check("deployments.apps/web", Kind::Deployment, &[("web", "here")]);
        check("svc/web", Kind::Service, &[("web", "here")]);
        check("gtw/web", Kind::Gateway, &[("web", "here")]);
    }

    #[test]
    fn another_form_is_refused_with_the_right_one() {
        for (text, cause, hint) in [
            ("", "names no pod", "[TYPE/]NAME[.NAMESPACE]"),
            ("deploy/", "names no pod", "[TYPE/]NAME[.NAMESPACE]"),
            ("a/b/c", "is not a type", "deployment"),
            ("po/b/c", "names no pod", "[TYPE/]NAME[.NAMESPACE]"),
            ("configmap/x", "is not a type that has pods", "statefulset"),
            ("http://localhost:15000", "is not a type", "service"),
        ] {
            let error = text.parse::<Target>().unwrap_err();
            assert!(error.to_string().contains(cause) && error.hint.contains(hint), "{text}: {error} ({})", error.hint);
        }
    }
}
