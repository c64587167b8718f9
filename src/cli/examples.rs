//! The examples that each command's `--help` starts with. A test runs every one of them.

/// `meshctl`.
pub const MESHCTL: &str = "\
Examples:
  # Which request goes where? The routes of a saved configuration:
  meshctl pc route -f dump.json

  # Which endpoints are healthy? From a running Envoy:
  meshctl pc endpoint --admin http://localhost:15000

  # From an Istio pod, nothing saved and no port forwarded:
  kubectl exec POD -c istio-proxy -- pilot-agent request GET config_dump | meshctl pc cluster -f -";

/// `meshctl proxy-config`.
pub const PROXY_CONFIG: &str = "\
Examples:
  # Where do connections go, and which request goes where?
  meshctl pc listener -f dump.json
  meshctl pc route -f dump.json

  # Does the proxy know this service, and which endpoints are unhealthy?
  meshctl pc cluster --admin http://localhost:15000 --fqdn reviews
  meshctl pc endpoint --admin http://localhost:15000 --status unhealthy";

/// `proxy-config bootstrap`.
pub const BOOTSTRAP: &str = "\
Examples:
  # Which version of Istio and of Envoy is this?
  meshctl pc bootstrap -f dump.json -o short

  # What was the proxy started with?
  meshctl pc bootstrap -f dump.json -o yaml";

/// `proxy-config listener`.
pub const LISTENER: &str = "\
Examples:
  # Where do connections go?
  meshctl pc listener -f dump.json

  # What happens to a connection to port 9080?
  meshctl pc listener -f dump.json --port 9080

  # All that is known of the listener for inbound connections:
  meshctl pc listener -f dump.json --port 15006 -o yaml";

/// `proxy-config route`.
pub const ROUTE: &str = "\
Examples:
  # Which request goes where?
  meshctl pc route -f dump.json

  # One route configuration, by the name that stands in the table of listeners:
  meshctl pc route -f dump.json --name 9080

  # The same with all that a route can have: timeouts, retries, rewrites
  meshctl pc route -f dump.json --name 9080 -o yaml";

/// `proxy-config cluster`.
pub const CLUSTER: &str = "\
Examples:
  # Does the proxy know the service?
  meshctl pc cluster -f dump.json --fqdn reviews

  # One subset of it, with all that is known
  meshctl pc cluster -f dump.json --fqdn reviews.default --port 9080 --subset v1 -o yaml

  # What serves inbound connections, from a running Envoy?
  meshctl pc cluster --admin http://localhost:15000 --direction inbound";

/// `proxy-config endpoint`.
pub const ENDPOINT: &str = "\
Examples:
  # Which endpoints does the proxy not send requests to, and why?
  meshctl pc endpoint --admin http://localhost:15000 --status unhealthy

  # The endpoints of one cluster, from saved answers to /clusters?format=json
  meshctl pc endpoint -f clusters.json --cluster 'outbound|9080||reviews.default.svc.cluster.local'

  # What is behind this address?
  meshctl pc endpoint -f clusters.json --address 10.244.0.13";

/// `proxy-config eds`.
pub const EDS: &str = "\
Examples:
  # Which endpoints are in which zone?
  meshctl pc eds -f dump.json

  # The endpoints of one cluster, with weights, priorities and metadata
  meshctl pc eds -f dump.json --cluster 'outbound|9080||reviews.default.svc.cluster.local' -o yaml

  # From a running Envoy
  meshctl pc eds --admin http://localhost:15000";

/// `proxy-config secret`.
pub const SECRET: &str = "\
Examples:
  # Are the certificates there, and are they valid?
  meshctl pc secret -f dump.json

  # Will they be valid on New Year's Eve?
  meshctl pc secret -f dump.json --now 2030-12-31T23:59:59Z

  # From a running Envoy
  meshctl pc secret --admin http://localhost:15000";

/// `proxy-config ecds`.
pub const ECDS: &str = "\
Examples:
  # Which filters has the proxy discovered?
  meshctl pc ecds --admin http://localhost:15000

  # How are they configured?
  meshctl pc ecds --admin http://localhost:15000 -o yaml";

/// `proxy-config all`.
pub const ALL: &str = "\
Examples:
  # Everything, with a title above each section
  meshctl pc all -f dump.json --with-headers

  # Everything about port 9080
  meshctl pc all -f dump.json --port 9080

  # The names of all resources, for a comparison
  meshctl pc all -f dump.json -o name | sort";

/// `proxy-config log`.
pub const LOG: &str = "\
Examples:
  # The levels as they are
  meshctl pc log --admin http://localhost:15000

  # Tell more about requests and connections, and as little as possible about the rest
  meshctl pc log --admin http://localhost:15000 --level error,http:debug,connection:debug

  # Back to what the proxy was started with
  meshctl pc log --admin http://localhost:15000 --reset";

/// `completion`.
pub const COMPLETION: &str = "\
Examples:
  # bash: for this shell; in ~/.bashrc, for all
  source <(meshctl completion bash)

  # zsh: into a folder of $fpath, before compinit runs
  meshctl completion zsh > ~/.zfunc/_meshctl

  # fish
  meshctl completion fish > ~/.config/fish/completions/meshctl.fish";
