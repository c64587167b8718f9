# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_meshctl_global_optspecs
    string join \n color= h/help V/version
end

function __fish_meshctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_meshctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_meshctl_using_subcommand
    set -l cmd (__fish_meshctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c meshctl -n "__fish_meshctl_needs_command" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_needs_command" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_needs_command" -s V -l version -d 'Print the version'
complete -c meshctl -n "__fish_meshctl_needs_command" -f -a "proxy-config" -d 'Print a section of a proxy\'s configuration'
complete -c meshctl -n "__fish_meshctl_needs_command" -f -a "pc" -d 'Print a section of a proxy\'s configuration'
complete -c meshctl -n "__fish_meshctl_needs_command" -f -a "snapshot" -d 'Save all that proxies say of themselves, for later'
complete -c meshctl -n "__fish_meshctl_needs_command" -f -a "proxies" -d 'List every Envoy of a namespace, or of a cluster, and how it is'
complete -c meshctl -n "__fish_meshctl_needs_command" -f -a "completion" -d 'Print a shell\'s completion script'
complete -c meshctl -n "__fish_meshctl_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "bootstrap" -d 'What the proxy was started with; -o short prints versions'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "b" -d 'What the proxy was started with; -o short prints versions'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "listener" -d 'Where connections go: listeners and their filter chains'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "listeners" -d 'Where connections go: listeners and their filter chains'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "l" -d 'Where connections go: listeners and their filter chains'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "route" -d 'Which request goes where: the routes of each virtual host'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "routes" -d 'Which request goes where: the routes of each virtual host'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "r" -d 'Which request goes where: the routes of each virtual host'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "cluster" -d 'Which services the proxy knows: clusters'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "clusters" -d 'Which services the proxy knows: clusters'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "c" -d 'Which services the proxy knows: clusters'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "endpoint" -d 'Which endpoints are healthy, and why others are not'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "endpoints" -d 'Which endpoints are healthy, and why others are not'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "ep" -d 'Which endpoints are healthy, and why others are not'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "eds" -d 'Endpoints with their localities, as EDS gave them'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "secret" -d 'Certificates, and how long they are valid'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "secrets" -d 'Certificates, and how long they are valid'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "s" -d 'Certificates, and how long they are valid'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "ecds" -d 'Filters that came by extension config discovery (ECDS)'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "ec" -d 'Filters that came by extension config discovery (ECDS)'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "all" -d 'All sections, one after the other'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "a" -d 'All sections, one after the other'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "log" -d 'The levels of the proxy\'s loggers: print, set or reset them'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "o" -d 'The levels of the proxy\'s loggers: print, set or reset them'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "rootca-compare" -d 'Whether two proxies trust the same root certificate'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "rc" -d 'Whether two proxies trust the same root certificate'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -s o -l output -d 'The format; here `short` is the versions' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from bootstrap" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -s o -l output -d 'The format; here `short` is the versions' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from b" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l address -d 'Listeners at this address' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l port -d 'Listeners at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l type -d 'Listeners of this type; most of Istio\'s are HTTP+TCP' -r -f -a "HTTP\t''
TCP\t''
HTTP+TCP\t''
UNKNOWN\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l verbose -d 'One row a filter chain; with =false, one row a listener' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -l waypoint -d 'Name each row\'s listener and filter chain, as it helps with waypoints'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listener" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l address -d 'Listeners at this address' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l port -d 'Listeners at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l type -d 'Listeners of this type; most of Istio\'s are HTTP+TCP' -r -f -a "HTTP\t''
TCP\t''
HTTP+TCP\t''
UNKNOWN\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l verbose -d 'One row a filter chain; with =false, one row a listener' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -l waypoint -d 'Name each row\'s listener and filter chain, as it helps with waypoints'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from listeners" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l address -d 'Listeners at this address' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l port -d 'Listeners at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l type -d 'Listeners of this type; most of Istio\'s are HTTP+TCP' -r -f -a "HTTP\t''
TCP\t''
HTTP+TCP\t''
UNKNOWN\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l verbose -d 'One row a filter chain; with =false, one row a listener' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -l waypoint -d 'Name each row\'s listener and filter chain, as it helps with waypoints'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from l" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -l name -d 'The route configuration of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -l verbose -d 'One row a route; with =false, one row a route configuration' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from route" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -l name -d 'The route configuration of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -l verbose -d 'One row a route; with =false, one row a route configuration' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from routes" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -l name -d 'The route configuration of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -l verbose -d 'One row a route; with =false, one row a route configuration' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from r" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l fqdn -d 'Clusters whose name contains this text' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l direction -d 'Clusters of this direction' -r -f -a "inbound\t''
outbound\t''
inbound-vip\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l port -d 'Clusters of this service port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l subset -d 'Clusters of this subset' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from cluster" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l fqdn -d 'Clusters whose name contains this text' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l direction -d 'Clusters of this direction' -r -f -a "inbound\t''
outbound\t''
inbound-vip\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l port -d 'Clusters of this service port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l subset -d 'Clusters of this subset' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from clusters" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l fqdn -d 'Clusters whose name contains this text' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l direction -d 'Clusters of this direction' -r -f -a "inbound\t''
outbound\t''
inbound-vip\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l port -d 'Clusters of this service port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l subset -d 'Clusters of this subset' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from c" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l address -d 'Endpoints at this address: IP, IP:PORT or unix://PATH' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l port -d 'Endpoints at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoint" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l address -d 'Endpoints at this address: IP, IP:PORT or unix://PATH' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l port -d 'Endpoints at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from endpoints" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l address -d 'Endpoints at this address: IP, IP:PORT or unix://PATH' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l port -d 'Endpoints at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ep" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l address -d 'Endpoints at this address: IP, IP:PORT or unix://PATH' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l port -d 'Endpoints at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from eds" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -l now -d 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secret" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -l now -d 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from secrets" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -l now -d 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from s" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ecds" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from ec" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l address -d 'Listeners and endpoints at this address' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l port -d 'Listeners, clusters and endpoints of this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l type -d 'Listeners of this type; most of Istio\'s are HTTP+TCP' -r -f -a "HTTP\t''
TCP\t''
HTTP+TCP\t''
UNKNOWN\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l name -d 'The route configuration of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l fqdn -d 'Clusters whose name contains this text' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l direction -d 'Clusters of this direction' -r -f -a "inbound\t''
outbound\t''
inbound-vip\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l subset -d 'Clusters of this subset' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l verbose -d 'One row a route and a filter chain; with =false, a route configuration and a listener' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l now -d 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -l with-headers -d 'Put a title above each section'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from all" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l address -d 'Listeners and endpoints at this address' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l port -d 'Listeners, clusters and endpoints of this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l type -d 'Listeners of this type; most of Istio\'s are HTTP+TCP' -r -f -a "HTTP\t''
TCP\t''
HTTP+TCP\t''
UNKNOWN\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l name -d 'The route configuration of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l fqdn -d 'Clusters whose name contains this text' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l direction -d 'Clusters of this direction' -r -f -a "inbound\t''
outbound\t''
inbound-vip\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l subset -d 'Clusters of this subset' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l verbose -d 'One row a route and a filter chain; with =false, a route configuration and a listener' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l now -d 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -l with-headers -d 'Put a title above each section'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from a" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -l level -d 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -l for -d 'Put the levels back as they were after this time, or at Ctrl-C: 30s, 5m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -s r -l reset -d 'Set all levels back to what the proxy was started with'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from log" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -l level -d 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -l for -d 'Put the levels back as they were after this time, or at Ctrl-C: 30s, 5m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -s r -l reset -d 'Set all levels back to what the proxy was started with'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from o" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rootca-compare" -s n -l namespace -d 'The namespace of a pod\'s name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rootca-compare" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rootca-compare" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rootca-compare" -l timeout -d 'How long to wait for each answer: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rootca-compare" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rootca-compare" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rc" -s n -l namespace -d 'The namespace of a pod\'s name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rc" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rc" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rc" -l timeout -d 'How long to wait for each answer: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rc" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from rc" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "bootstrap" -d 'What the proxy was started with; -o short prints versions'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "listener" -d 'Where connections go: listeners and their filter chains'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "route" -d 'Which request goes where: the routes of each virtual host'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "cluster" -d 'Which services the proxy knows: clusters'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "endpoint" -d 'Which endpoints are healthy, and why others are not'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "eds" -d 'Endpoints with their localities, as EDS gave them'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "secret" -d 'Certificates, and how long they are valid'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "ecds" -d 'Filters that came by extension config discovery (ECDS)'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "all" -d 'All sections, one after the other'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "log" -d 'The levels of the proxy\'s loggers: print, set or reset them'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "rootca-compare" -d 'Whether two proxies trust the same root certificate'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxy-config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "bootstrap" -d 'What the proxy was started with; -o short prints versions'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "b" -d 'What the proxy was started with; -o short prints versions'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "listener" -d 'Where connections go: listeners and their filter chains'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "listeners" -d 'Where connections go: listeners and their filter chains'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "l" -d 'Where connections go: listeners and their filter chains'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "route" -d 'Which request goes where: the routes of each virtual host'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "routes" -d 'Which request goes where: the routes of each virtual host'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "r" -d 'Which request goes where: the routes of each virtual host'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "cluster" -d 'Which services the proxy knows: clusters'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "clusters" -d 'Which services the proxy knows: clusters'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "c" -d 'Which services the proxy knows: clusters'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "endpoint" -d 'Which endpoints are healthy, and why others are not'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "endpoints" -d 'Which endpoints are healthy, and why others are not'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "ep" -d 'Which endpoints are healthy, and why others are not'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "eds" -d 'Endpoints with their localities, as EDS gave them'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "secret" -d 'Certificates, and how long they are valid'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "secrets" -d 'Certificates, and how long they are valid'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "s" -d 'Certificates, and how long they are valid'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "ecds" -d 'Filters that came by extension config discovery (ECDS)'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "ec" -d 'Filters that came by extension config discovery (ECDS)'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "all" -d 'All sections, one after the other'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "a" -d 'All sections, one after the other'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "log" -d 'The levels of the proxy\'s loggers: print, set or reset them'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "o" -d 'The levels of the proxy\'s loggers: print, set or reset them'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "rootca-compare" -d 'Whether two proxies trust the same root certificate'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "rc" -d 'Whether two proxies trust the same root certificate'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and not __fish_seen_subcommand_from bootstrap b listener listeners l route routes r cluster clusters c endpoint endpoints ep eds secret secrets s ecds ec all a log o rootca-compare rc help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -s o -l output -d 'The format; here `short` is the versions' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from bootstrap" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -s o -l output -d 'The format; here `short` is the versions' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from b" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l address -d 'Listeners at this address' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l port -d 'Listeners at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l type -d 'Listeners of this type; most of Istio\'s are HTTP+TCP' -r -f -a "HTTP\t''
TCP\t''
HTTP+TCP\t''
UNKNOWN\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l verbose -d 'One row a filter chain; with =false, one row a listener' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -l waypoint -d 'Name each row\'s listener and filter chain, as it helps with waypoints'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listener" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l address -d 'Listeners at this address' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l port -d 'Listeners at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l type -d 'Listeners of this type; most of Istio\'s are HTTP+TCP' -r -f -a "HTTP\t''
TCP\t''
HTTP+TCP\t''
UNKNOWN\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l verbose -d 'One row a filter chain; with =false, one row a listener' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -l waypoint -d 'Name each row\'s listener and filter chain, as it helps with waypoints'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from listeners" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l address -d 'Listeners at this address' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l port -d 'Listeners at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l type -d 'Listeners of this type; most of Istio\'s are HTTP+TCP' -r -f -a "HTTP\t''
TCP\t''
HTTP+TCP\t''
UNKNOWN\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l verbose -d 'One row a filter chain; with =false, one row a listener' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -l waypoint -d 'Name each row\'s listener and filter chain, as it helps with waypoints'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from l" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -l name -d 'The route configuration of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -l verbose -d 'One row a route; with =false, one row a route configuration' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from route" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -l name -d 'The route configuration of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -l verbose -d 'One row a route; with =false, one row a route configuration' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from routes" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -l name -d 'The route configuration of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -l verbose -d 'One row a route; with =false, one row a route configuration' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from r" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l fqdn -d 'Clusters whose name contains this text' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l direction -d 'Clusters of this direction' -r -f -a "inbound\t''
outbound\t''
inbound-vip\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l port -d 'Clusters of this service port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l subset -d 'Clusters of this subset' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from cluster" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l fqdn -d 'Clusters whose name contains this text' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l direction -d 'Clusters of this direction' -r -f -a "inbound\t''
outbound\t''
inbound-vip\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l port -d 'Clusters of this service port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l subset -d 'Clusters of this subset' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from clusters" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l fqdn -d 'Clusters whose name contains this text' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l direction -d 'Clusters of this direction' -r -f -a "inbound\t''
outbound\t''
inbound-vip\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l port -d 'Clusters of this service port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l subset -d 'Clusters of this subset' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from c" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l address -d 'Endpoints at this address: IP, IP:PORT or unix://PATH' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l port -d 'Endpoints at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoint" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l address -d 'Endpoints at this address: IP, IP:PORT or unix://PATH' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l port -d 'Endpoints at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from endpoints" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l address -d 'Endpoints at this address: IP, IP:PORT or unix://PATH' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l port -d 'Endpoints at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ep" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l address -d 'Endpoints at this address: IP, IP:PORT or unix://PATH' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l port -d 'Endpoints at this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from eds" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -l now -d 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secret" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -l now -d 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from secrets" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -l now -d 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from s" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ecds" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -l field-names -d 'How JSON and YAML name fields' -r -f -a "json\t'lowerCamelCase, as istioctl prints'
proto\t'snake_case, as Envoy dumps'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from ec" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l address -d 'Listeners and endpoints at this address' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l port -d 'Listeners, clusters and endpoints of this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l type -d 'Listeners of this type; most of Istio\'s are HTTP+TCP' -r -f -a "HTTP\t''
TCP\t''
HTTP+TCP\t''
UNKNOWN\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l name -d 'The route configuration of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l fqdn -d 'Clusters whose name contains this text' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l direction -d 'Clusters of this direction' -r -f -a "inbound\t''
outbound\t''
inbound-vip\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l subset -d 'Clusters of this subset' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l verbose -d 'One row a route and a filter chain; with =false, a route configuration and a listener' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l now -d 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -l with-headers -d 'Put a title above each section'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from all" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l address -d 'Listeners and endpoints at this address' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l port -d 'Listeners, clusters and endpoints of this port' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l type -d 'Listeners of this type; most of Istio\'s are HTTP+TCP' -r -f -a "HTTP\t''
TCP\t''
HTTP+TCP\t''
UNKNOWN\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l name -d 'The route configuration of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l fqdn -d 'Clusters whose name contains this text' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l direction -d 'Clusters of this direction' -r -f -a "inbound\t''
outbound\t''
inbound-vip\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l subset -d 'Clusters of this subset' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l cluster -d 'Endpoints of the cluster of exactly this name' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l status -d 'Endpoints of this health; ejected ones are found as unhealthy' -r -f -a "healthy\t''
unhealthy\t''
degraded\t''
draining\t''
timeout\t''
unknown\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -s o -l output -d 'The format' -r -f -a "short\t'istioctl\'s table'
json\t'The resources, whole, as JSON'
yaml\t'The resources, whole, as YAML'
name\t'KIND/NAME of each resource, one a line'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l verbose -d 'One row a route and a filter chain; with =false, a route configuration and a listener' -r -f -a "true\t''
false\t''"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l now -d 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l no-headers -d 'Leave out the tables\' headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -l with-headers -d 'Put a title above each section'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from a" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -l level -d 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -l for -d 'Put the levels back as they were after this time, or at Ctrl-C: 30s, 5m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -s r -l reset -d 'Set all levels back to what the proxy was started with'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from log" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -s f -l file -d 'A saved configuration, or a snapshot\'s folder or archive; - is standard input' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -l admin -d 'A running Envoy\'s admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -l timeout -d 'How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -s n -l namespace -d 'The namespace of a name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -l level -d 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -l for -d 'Put the levels back as they were after this time, or at Ctrl-C: 30s, 5m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -s A -l all-namespaces -d 'Look in all namespaces, with -l or --all-pods'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -l all-pods -d 'Ask every pod that is named, and not one of them; a column POD stands first'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -s r -l reset -d 'Set all levels back to what the proxy was started with'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from o" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rootca-compare" -s n -l namespace -d 'The namespace of a pod\'s name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rootca-compare" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rootca-compare" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rootca-compare" -l timeout -d 'How long to wait for each answer: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rootca-compare" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rootca-compare" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rc" -s n -l namespace -d 'The namespace of a pod\'s name without one; else the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rc" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rc" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rc" -l timeout -d 'How long to wait for each answer: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rc" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from rc" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "bootstrap" -d 'What the proxy was started with; -o short prints versions'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "listener" -d 'Where connections go: listeners and their filter chains'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "route" -d 'Which request goes where: the routes of each virtual host'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "cluster" -d 'Which services the proxy knows: clusters'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "endpoint" -d 'Which endpoints are healthy, and why others are not'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "eds" -d 'Endpoints with their localities, as EDS gave them'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "secret" -d 'Certificates, and how long they are valid'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "ecds" -d 'Filters that came by extension config discovery (ECDS)'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "all" -d 'All sections, one after the other'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "log" -d 'The levels of the proxy\'s loggers: print, set or reset them'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "rootca-compare" -d 'Whether two proxies trust the same root certificate'
complete -c meshctl -n "__fish_meshctl_using_subcommand pc; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -s o -l output -d 'Where to: a folder, or a file NAME.tar.zst' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -l admin -d 'Save a running Envoy\'s answers by its admin port: http://HOST:PORT or unix:///PATH' -r -f
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -s n -l namespace -d 'Look in this namespace; else in the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -s c -l container -d 'The container that the Envoy runs in; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -l proxy-admin-port -d 'The port of the Envoy\'s admin interface; else it is found' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -l timeout -d 'How long to wait for each answer: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -l force -d 'Replace a snapshot that is there'
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -s A -l all-namespaces -d 'Look in all namespaces'
complete -c meshctl -n "__fish_meshctl_using_subcommand snapshot" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxies" -s f -l file -d 'List the proxies of a snapshot, as they were then' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxies" -s n -l namespace -d 'Look in this namespace; else in the kubeconfig\'s' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxies" -s l -l selector -d 'Pods with these labels: app=reviews,version=v1' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxies" -l context -d 'The kubeconfig\'s context; else its current one' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxies" -l kubeconfig -d 'The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod\'s own account in a cluster' -r -F
complete -c meshctl -n "__fish_meshctl_using_subcommand proxies" -l timeout -d 'How long to wait for each answer: 500ms, 15s, 2m' -r
complete -c meshctl -n "__fish_meshctl_using_subcommand proxies" -s o -l output -d 'The format' -r -f -a "short\t'A table'
json\t'A list of objects'
yaml\t'The same in YAML'
name\t'pod/NAME.NAMESPACE of each, one a line; no proxy is asked'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxies" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand proxies" -s A -l all-namespaces -d 'Look in all namespaces'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxies" -l no-headers -d 'Leave out the table\'s headings'
complete -c meshctl -n "__fish_meshctl_using_subcommand proxies" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand completion" -l color -d 'Colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE'
always\t'Always'
never\t'Never'"
complete -c meshctl -n "__fish_meshctl_using_subcommand completion" -s h -l help -d 'Print help: -h in short, --help with examples'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and not __fish_seen_subcommand_from proxy-config snapshot proxies completion help" -f -a "proxy-config" -d 'Print a section of a proxy\'s configuration'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and not __fish_seen_subcommand_from proxy-config snapshot proxies completion help" -f -a "snapshot" -d 'Save all that proxies say of themselves, for later'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and not __fish_seen_subcommand_from proxy-config snapshot proxies completion help" -f -a "proxies" -d 'List every Envoy of a namespace, or of a cluster, and how it is'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and not __fish_seen_subcommand_from proxy-config snapshot proxies completion help" -f -a "completion" -d 'Print a shell\'s completion script'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and not __fish_seen_subcommand_from proxy-config snapshot proxies completion help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and __fish_seen_subcommand_from proxy-config" -f -a "bootstrap" -d 'What the proxy was started with; -o short prints versions'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and __fish_seen_subcommand_from proxy-config" -f -a "listener" -d 'Where connections go: listeners and their filter chains'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and __fish_seen_subcommand_from proxy-config" -f -a "route" -d 'Which request goes where: the routes of each virtual host'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and __fish_seen_subcommand_from proxy-config" -f -a "cluster" -d 'Which services the proxy knows: clusters'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and __fish_seen_subcommand_from proxy-config" -f -a "endpoint" -d 'Which endpoints are healthy, and why others are not'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and __fish_seen_subcommand_from proxy-config" -f -a "eds" -d 'Endpoints with their localities, as EDS gave them'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and __fish_seen_subcommand_from proxy-config" -f -a "secret" -d 'Certificates, and how long they are valid'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and __fish_seen_subcommand_from proxy-config" -f -a "ecds" -d 'Filters that came by extension config discovery (ECDS)'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and __fish_seen_subcommand_from proxy-config" -f -a "all" -d 'All sections, one after the other'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and __fish_seen_subcommand_from proxy-config" -f -a "log" -d 'The levels of the proxy\'s loggers: print, set or reset them'
complete -c meshctl -n "__fish_meshctl_using_subcommand help; and __fish_seen_subcommand_from proxy-config" -f -a "rootca-compare" -d 'Whether two proxies trust the same root certificate'
