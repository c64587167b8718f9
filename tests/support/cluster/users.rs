//! Users with few rights.

/// Each user that has a token, and the roles that this user has in all namespaces.
pub const USERS: [(&str, &[&str]); 10] = [
    ("nobody", &[]),
    ("reader", &["read"]),
    ("list-only", &["list"]),
    ("get-only", &["get"]),
    ("pf-get", &["read", "portforward-get"]),
    ("pf-create", &["read", "portforward-create"]),
    ("pf-both", &["read", "portforward-get", "portforward-create"]),
    ("exec-create", &["read", "exec-create"]),
    ("exec-both", &["read", "exec-get", "exec-create"]),
    // This one has all rights that the program needs, but only in the namespace `default`.
    ("default-only", &[]),
];

/// Each role: verbs and resources.
const ROLES: [(&str, &str, &str); 8] = [
    ("read", "[get, list]", OWNERS),
    ("get", "[get]", OWNERS),
    ("list", "[list]", OWNERS),
    ("portforward-get", "[get]", "[pods/portforward]"),
    ("portforward-create", "[create]", "[pods/portforward]"),
    ("exec-get", "[get]", "[pods/exec]"),
    ("exec-create", "[create]", "[pods/exec]"),
    ("all", "[get, list, create]", "[pods, services, deployments, replicasets, pods/portforward, pods/exec]"),
];

/// What a pod's name is looked up in.
const OWNERS: &str = "[pods, services, deployments, replicasets, statefulsets, daemonsets, replicationcontrollers, jobs, cronjobs]";

/// The token by which the API server knows a user.
pub fn token(user: &str) -> String {
    format!("token-of-{user}")
}

/// The file by which the API server knows the users: token, name, id.
pub fn tokens() -> String {
    USERS.iter().enumerate().map(|(i, (user, _))| format!("{},{user},{i}\n", token(user))).collect()
}

/// The roles and who has them.
pub fn roles() -> String {
    let role = |(name, verbs, resources): &(&str, &str, &str)| {
        format!(
            "---\n{{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {{ name: {name} }}, \
             rules: [ {{ apiGroups: ['', apps, batch], resources: {resources}, verbs: {verbs} }} ] }}\n"
        )
    };
    let binding = |kind: &str, namespace: &str, user: &str, role: &str| {
        format!(
            "---\n{{ apiVersion: rbac.authorization.k8s.io/v1, kind: {kind}, metadata: {{ name: {user}-{role}{namespace} }}, \
             roleRef: {{ apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {role} }}, subjects: [ {{ kind: User, name: {user} }} ] }}\n"
        )
    };
    let everywhere = USERS.iter().flat_map(|(user, roles)| roles.iter().map(|role| binding("ClusterRoleBinding", "", user, role)));
    ROLES.iter().map(role).chain(everywhere).chain([binding("RoleBinding", ", namespace: default", "default-only", "all")]).collect()
}
