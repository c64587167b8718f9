//! The examples that each command's `--help` starts with. A test runs every one of them.

/// `meshctl`.
pub const MESHCTL: &str = "\
Examples:
  # Which request goes where? The routes of a pod, of any product that runs Envoy:
  meshctl pc route deployment/productpage-v1

  # Which endpoints are healthy? From a running Envoy's admin port:
  meshctl pc endpoint --admin http://localhost:15000

  # What was it? From a saved configuration:
  meshctl pc listener -f dump.json";

/// `meshctl proxy-config`.
pub const PROXY_CONFIG: &str = "\
Examples:
  # Where do connections go, and which request goes where?
  meshctl pc listener productpage-v1-7c9d8f5b6d-x0001.default
  meshctl pc route deployment/productpage-v1

  # Does every pod know this service? A column POD tells them apart
  meshctl pc cluster -n default --all-pods --fqdn productpage

  # Of a saved configuration, of a running Envoy's admin port
  meshctl pc cluster -f dump.json --fqdn reviews
  meshctl pc endpoint --admin http://localhost:15000 --status unhealthy";

/// `proxy-config bootstrap`.
pub const BOOTSTRAP: &str = "\
Examples:
  # Which version of Istio and of Envoy is this?
  meshctl pc bootstrap deployment/productpage-v1 -o short
  meshctl pc bootstrap -f dump.json -o short

  # Who is it, and where does its configuration come from?
  meshctl pc bootstrap -f dump.json -o wide

  # What was the proxy started with?
  meshctl pc bootstrap -f dump.json -o yaml";

/// `proxy-config listener`.
pub const LISTENER: &str = "\
Examples:
  # Where do connections go?
  meshctl pc listener deployment/productpage-v1
  meshctl pc listener -f dump.json

  # What happens to a connection to port 9080?
  meshctl pc listener -f dump.json --port 9080

  # Which filters does it go through, in which order, and is it encrypted?
  meshctl pc listener -f dump.json --port 15006 -o wide

  # All that is known of the listener for inbound connections:
  meshctl pc listener -f dump.json --port 15006 -o yaml

  # What did Envoy refuse, and why?
  meshctl pc listener --admin http://localhost:15000 --state rejected";

/// `proxy-config route`.
pub const ROUTE: &str = "\
Examples:
  # Which request goes where?
  meshctl pc route deployment/productpage-v1
  meshctl pc route -f dump.json

  # One route configuration, by the name that stands in the table of listeners:
  meshctl pc route -f dump.json --name 9080

  # The same with timeouts, retries, rewrites, mirrors and faults; with all that a route can have
  meshctl pc route -f dump.json --name 9080 -o wide
  meshctl pc route -f dump.json --name 9080 -o yaml

  # What was made of this VirtualService?
  meshctl pc route -f dump.json --origin virtualservice/default/reviews";

/// `proxy-config cluster`.
pub const CLUSTER: &str = "\
Examples:
  # Does the proxy know the service?
  meshctl pc cluster deployment/productpage-v1 --fqdn productpage
  meshctl pc cluster -f dump.json --fqdn reviews

  # Is it well? Endpoints, TLS, load balancing, limits, outlier detection, health checks
  meshctl pc cluster -f dump.json --fqdn reviews -o wide

  # One subset of it, with all that is known
  meshctl pc cluster -f dump.json --fqdn reviews.default --port 9080 --subset v1 -o yaml

  # What serves inbound connections, from a running Envoy?
  meshctl pc cluster --admin http://localhost:15000 --direction inbound

  # Which clusters does a DestinationRule change?
  meshctl pc cluster -f dump.json --origin destinationrule/default/reviews

  # In the order of a column, and what jq would choose:
  meshctl pc cluster -f dump.json --columns port,service-fqdn --sort-by port
  meshctl pc cluster -f dump.json --jq '.[] | select(.type == \"EDS\") | .name'

  # Which clusters wait for something?
  meshctl pc cluster --admin http://localhost:15000 --state warming";

/// `proxy-config endpoint`.
pub const ENDPOINT: &str = "\
Examples:
  # Which endpoints does the proxy not send requests to, and why?
  meshctl pc endpoint deployment/productpage-v1 --status unhealthy
  meshctl pc endpoint --admin http://localhost:15000 --status unhealthy

  # The endpoints of one cluster, from saved answers to /clusters?format=json
  meshctl pc endpoint -f clusters.json --cluster 'outbound|9080||reviews.default.svc.cluster.local'

  # What is behind this address?
  meshctl pc endpoint -f clusters.json --address 10.244.0.13

  # Which part of the requests does each one get, and how many fail?
  meshctl pc endpoint --admin http://localhost:15000 -o wide";

/// `proxy-config eds`.
pub const EDS: &str = "\
Examples:
  # Which endpoints are in which zone?
  meshctl pc eds -f dump.json

  # The endpoints of one cluster, with weights, priorities and metadata
  meshctl pc eds -f dump.json --cluster 'outbound|9080||reviews.default.svc.cluster.local' -o yaml

  # From a pod
  meshctl pc eds deployment/productpage-v1";

/// `proxy-config secret`.
pub const SECRET: &str = "\
Examples:
  # Are the certificates there, and are they valid?
  meshctl pc secret -f dump.json

  # Whose are they, does the chain hold, when do they expire, and who uses them?
  meshctl pc secret -f dump.json -o wide

  # Will they be valid on New Year's Eve?
  meshctl pc secret -f dump.json --now 2030-12-31T23:59:59Z

  # From a pod
  meshctl pc secret deployment/productpage-v1";

/// `proxy-config ecds`.
pub const ECDS: &str = "\
Examples:
  # Which filters has the proxy discovered?
  meshctl pc ecds --admin http://localhost:15000

  # How are they configured?
  meshctl pc ecds --admin http://localhost:15000 -o yaml

  # From a pod
  meshctl pc ecds deployment/productpage-v1";

/// `proxy-config status`.
pub const STATUS: &str = "\
Examples:
  # Has the proxy taken its last updates, and does each name in them lead somewhere?
  meshctl pc status deployment/productpage-v1

  # Which pods refused an update?
  meshctl pc status --all-pods

  # The references that lead nowhere, for a check
  meshctl pc status -f dump.json --jq '.dangling[] | .target + \"/\" + .name'";

/// `proxy-config all`.
pub const ALL: &str = "\
Examples:
  # Everything, with a title above each section
  meshctl pc all deployment/productpage-v1 --with-headers
  meshctl pc all -f dump.json --with-headers

  # Everything about port 9080
  meshctl pc all -f dump.json --port 9080

  # The names of all resources, for a comparison
  meshctl pc all -f dump.json -o name | sort

  # Everything that comes from a Service
  meshctl pc all -f dump.json --origin service/default/reviews -o name";

/// `proxy-config log`.
pub const LOG: &str = "\
Examples:
  # The levels as they are
  meshctl pc log productpage-v1-7c9d8f5b6d-x0001.default
  meshctl pc log --admin http://localhost:15000

  # Tell more about requests for a second, from all pods with a label, and put it back
  meshctl pc log -l app=productpage --level http:debug,router:debug --for 1s

  # Tell more about requests and connections, and as little as possible about the rest
  meshctl pc log --admin http://localhost:15000 --level error,http:debug,connection:debug

  # Back to what the proxies were started with
  meshctl pc log deployment/productpage-v1 --reset";

/// `proxy-config rootca-compare`.
pub const ROOTCA_COMPARE: &str = "\
Examples:
  # Can these two speak mTLS, as far as the root certificate decides?
  meshctl pc rootca-compare productpage-v1-7c9d8f5b6d-x0001 reviews-v1-7c9d8f5b6d-x0001

  # A pod, and what another one was saved as
  meshctl pc rootca-compare deployment/productpage-v1.default dump.json";

/// `grep`.
pub const GREP: &str = "\
Examples:
  # Where does this name stand: secrets, hosts, clusters, addresses?
  meshctl grep ROOTCA deployment/productpage-v1
  meshctl grep reviews.default.svc.cluster.local -f dump.json

  # Which listeners and routes speak of a port, and which resources of a cluster?
  meshctl grep -x 9080 -f dump.json --section listener,route
  meshctl grep reviews -f dump.json -o name

  # How often in each section, by a regular expression
  meshctl grep -E 'v[123]\\|reviews' -f dump.json --count

  # Which pods have it?
  meshctl grep ROOTCA -n default --all-pods";

/// `trace`.
pub const TRACE: &str = "\
Examples:
  # Where does this request go, and why?
  meshctl trace -f dump.json http://reviews:9080/reviews/0

  # And why not elsewhere? Each route that was passed over, with its first mismatch
  meshctl trace -f dump.json http://reviews:9080/reviews/0 -H 'end-user: mary' --explain

  # The same of a command of curl, for a script, as a drawing
  meshctl trace -f dump.json --curl 'curl -X POST http://reviews:9080/reviews/0' -o json
  meshctl trace -f dump.json http://reviews:9080/reviews/0 --mermaid";

/// `snapshot`.
pub const SNAPSHOT: &str = "\
Examples:
  # Everything that the proxies of a namespace say, in one file
  meshctl snapshot -n default -o before.tar.zst

  # Look into it: one pod, or all of them
  meshctl pc route -f before.tar.zst productpage-v1-7c9d8f5b6d-x0001
  meshctl pc cluster -f before.tar.zst --all-pods

  # One workload's, in a folder; of a running Envoy's admin port
  meshctl snapshot deployment/productpage-v1 -o productpage
  meshctl snapshot --admin http://localhost:15000 -o envoy.tar.zst";

/// `proxies`.
pub const PROXIES: &str = "\
Examples:
  # Which Envoys are there, of which version, and do they hear from their control plane?
  meshctl proxies -A

  # The same of one workload, for a script
  meshctl proxies deployment/productpage-v1 -o json

  # How were they when this snapshot was taken?
  meshctl proxies -f before.tar.zst";

/// `redact`.
pub const REDACT: &str = "\
Examples:
  # A copy of a saved configuration that may be shared
  meshctl redact -f dump.json -o shared.json

  # A second file with the same words in it, and which word stands for what, for me alone
  meshctl redact -f dump.json --salt 'a word of mine' -o one.json --map names.json
  meshctl redact -f clusters.json --salt 'a word of mine' -o two.json

  # Of a running Envoy, into another program; of every proxy of a snapshot
  meshctl redact --admin http://localhost:15000 -o - | meshctl pc cluster -f -
  meshctl snapshot --admin http://localhost:15000 -o all.tar.zst
  meshctl redact -f all.tar.zst -o all-shared.tar.zst";

/// `completion`.
pub const COMPLETION: &str = "\
Examples:
  # bash: for this shell; in ~/.bashrc, for all
  source <(meshctl completion bash)

  # zsh: into a folder of $fpath, before compinit runs
  meshctl completion zsh > ~/.zfunc/_meshctl

  # fish
  meshctl completion fish > ~/.config/fish/completions/meshctl.fish";

/// `explain`.
pub const EXPLAIN: &str = "\
Examples:
  # What does this column tell, and where does it come from?
  meshctl explain outlier check

  # A listener is WARMING: what now? And what is a flag for?
  meshctl explain WARMING
  meshctl explain --all-pods";

/// `man`.
pub const MAN: &str = "\
Examples:
  # Read a page now
  meshctl man pc route | man -l -

  # Install all of them
  meshctl man --dir ~/.local/share/man/man1";
