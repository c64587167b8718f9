
use builtin;
use str;

set edit:completion:arg-completer[meshctl] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'meshctl'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'meshctl'= {
            cand --color 'Colours: auto, always or never'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
            cand -V 'Print the version'
            cand --version 'Print the version'
            cand proxy-config 'Print a section of a proxy''s configuration'
            cand pc 'Print a section of a proxy''s configuration'
            cand completion 'Print a shell''s completion script'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'meshctl;proxy-config'= {
            cand --color 'Colours: auto, always or never'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
            cand bootstrap 'What the proxy was started with; -o short prints versions'
            cand b 'What the proxy was started with; -o short prints versions'
            cand listener 'Where connections go: listeners and their filter chains'
            cand listeners 'Where connections go: listeners and their filter chains'
            cand l 'Where connections go: listeners and their filter chains'
            cand route 'Which request goes where: the routes of each virtual host'
            cand routes 'Which request goes where: the routes of each virtual host'
            cand r 'Which request goes where: the routes of each virtual host'
            cand cluster 'Which services the proxy knows: clusters'
            cand clusters 'Which services the proxy knows: clusters'
            cand c 'Which services the proxy knows: clusters'
            cand endpoint 'Which endpoints are healthy, and why others are not'
            cand endpoints 'Which endpoints are healthy, and why others are not'
            cand ep 'Which endpoints are healthy, and why others are not'
            cand eds 'Endpoints with their localities, as EDS gave them'
            cand secret 'Certificates, and how long they are valid'
            cand secrets 'Certificates, and how long they are valid'
            cand s 'Certificates, and how long they are valid'
            cand ecds 'Filters that came by extension config discovery (ECDS)'
            cand ec 'Filters that came by extension config discovery (ECDS)'
            cand all 'All sections, one after the other'
            cand a 'All sections, one after the other'
            cand log 'The levels of the proxy''s loggers: print, set or reset them'
            cand o 'The levels of the proxy''s loggers: print, set or reset them'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'meshctl;pc'= {
            cand --color 'Colours: auto, always or never'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
            cand bootstrap 'What the proxy was started with; -o short prints versions'
            cand b 'What the proxy was started with; -o short prints versions'
            cand listener 'Where connections go: listeners and their filter chains'
            cand listeners 'Where connections go: listeners and their filter chains'
            cand l 'Where connections go: listeners and their filter chains'
            cand route 'Which request goes where: the routes of each virtual host'
            cand routes 'Which request goes where: the routes of each virtual host'
            cand r 'Which request goes where: the routes of each virtual host'
            cand cluster 'Which services the proxy knows: clusters'
            cand clusters 'Which services the proxy knows: clusters'
            cand c 'Which services the proxy knows: clusters'
            cand endpoint 'Which endpoints are healthy, and why others are not'
            cand endpoints 'Which endpoints are healthy, and why others are not'
            cand ep 'Which endpoints are healthy, and why others are not'
            cand eds 'Endpoints with their localities, as EDS gave them'
            cand secret 'Certificates, and how long they are valid'
            cand secrets 'Certificates, and how long they are valid'
            cand s 'Certificates, and how long they are valid'
            cand ecds 'Filters that came by extension config discovery (ECDS)'
            cand ec 'Filters that came by extension config discovery (ECDS)'
            cand all 'All sections, one after the other'
            cand a 'All sections, one after the other'
            cand log 'The levels of the proxy''s loggers: print, set or reset them'
            cand o 'The levels of the proxy''s loggers: print, set or reset them'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'meshctl;proxy-config;bootstrap'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format; here `short` is the versions'
            cand --output 'The format; here `short` is the versions'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;b'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format; here `short` is the versions'
            cand --output 'The format; here `short` is the versions'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;bootstrap'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format; here `short` is the versions'
            cand --output 'The format; here `short` is the versions'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;b'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format; here `short` is the versions'
            cand --output 'The format; here `short` is the versions'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;listener'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Listeners at this address'
            cand --port 'Listeners at this port'
            cand --type 'Listeners of this type; most of Istio''s are HTTP+TCP'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a filter chain; with =false, one row a listener'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand --waypoint 'Name each row''s listener and filter chain, as it helps with waypoints'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;listeners'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Listeners at this address'
            cand --port 'Listeners at this port'
            cand --type 'Listeners of this type; most of Istio''s are HTTP+TCP'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a filter chain; with =false, one row a listener'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand --waypoint 'Name each row''s listener and filter chain, as it helps with waypoints'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;l'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Listeners at this address'
            cand --port 'Listeners at this port'
            cand --type 'Listeners of this type; most of Istio''s are HTTP+TCP'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a filter chain; with =false, one row a listener'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand --waypoint 'Name each row''s listener and filter chain, as it helps with waypoints'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;listener'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Listeners at this address'
            cand --port 'Listeners at this port'
            cand --type 'Listeners of this type; most of Istio''s are HTTP+TCP'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a filter chain; with =false, one row a listener'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand --waypoint 'Name each row''s listener and filter chain, as it helps with waypoints'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;listeners'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Listeners at this address'
            cand --port 'Listeners at this port'
            cand --type 'Listeners of this type; most of Istio''s are HTTP+TCP'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a filter chain; with =false, one row a listener'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand --waypoint 'Name each row''s listener and filter chain, as it helps with waypoints'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;l'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Listeners at this address'
            cand --port 'Listeners at this port'
            cand --type 'Listeners of this type; most of Istio''s are HTTP+TCP'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a filter chain; with =false, one row a listener'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand --waypoint 'Name each row''s listener and filter chain, as it helps with waypoints'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;route'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --name 'The route configuration of exactly this name'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a route; with =false, one row a route configuration'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;routes'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --name 'The route configuration of exactly this name'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a route; with =false, one row a route configuration'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;r'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --name 'The route configuration of exactly this name'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a route; with =false, one row a route configuration'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;route'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --name 'The route configuration of exactly this name'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a route; with =false, one row a route configuration'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;routes'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --name 'The route configuration of exactly this name'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a route; with =false, one row a route configuration'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;r'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --name 'The route configuration of exactly this name'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --verbose 'One row a route; with =false, one row a route configuration'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;cluster'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --fqdn 'Clusters whose name contains this text'
            cand --direction 'Clusters of this direction'
            cand --port 'Clusters of this service port'
            cand --subset 'Clusters of this subset'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;clusters'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --fqdn 'Clusters whose name contains this text'
            cand --direction 'Clusters of this direction'
            cand --port 'Clusters of this service port'
            cand --subset 'Clusters of this subset'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;c'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --fqdn 'Clusters whose name contains this text'
            cand --direction 'Clusters of this direction'
            cand --port 'Clusters of this service port'
            cand --subset 'Clusters of this subset'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;cluster'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --fqdn 'Clusters whose name contains this text'
            cand --direction 'Clusters of this direction'
            cand --port 'Clusters of this service port'
            cand --subset 'Clusters of this subset'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;clusters'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --fqdn 'Clusters whose name contains this text'
            cand --direction 'Clusters of this direction'
            cand --port 'Clusters of this service port'
            cand --subset 'Clusters of this subset'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;c'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --fqdn 'Clusters whose name contains this text'
            cand --direction 'Clusters of this direction'
            cand --port 'Clusters of this service port'
            cand --subset 'Clusters of this subset'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;endpoint'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Endpoints at this address: IP, IP:PORT or unix://PATH'
            cand --port 'Endpoints at this port'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;endpoints'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Endpoints at this address: IP, IP:PORT or unix://PATH'
            cand --port 'Endpoints at this port'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;ep'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Endpoints at this address: IP, IP:PORT or unix://PATH'
            cand --port 'Endpoints at this port'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;endpoint'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Endpoints at this address: IP, IP:PORT or unix://PATH'
            cand --port 'Endpoints at this port'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;endpoints'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Endpoints at this address: IP, IP:PORT or unix://PATH'
            cand --port 'Endpoints at this port'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;ep'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Endpoints at this address: IP, IP:PORT or unix://PATH'
            cand --port 'Endpoints at this port'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;eds'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Endpoints at this address: IP, IP:PORT or unix://PATH'
            cand --port 'Endpoints at this port'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;eds'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Endpoints at this address: IP, IP:PORT or unix://PATH'
            cand --port 'Endpoints at this port'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;secret'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --now 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;secrets'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --now 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;s'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --now 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;secret'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --now 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;secrets'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --now 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;s'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --now 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;ecds'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;ec'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;ecds'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;ec'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand -o 'The format'
            cand --output 'The format'
            cand --field-names 'How JSON and YAML name fields'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;all'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Listeners and endpoints at this address'
            cand --port 'Listeners, clusters and endpoints of this port'
            cand --type 'Listeners of this type; most of Istio''s are HTTP+TCP'
            cand --name 'The route configuration of exactly this name'
            cand --fqdn 'Clusters whose name contains this text'
            cand --direction 'Clusters of this direction'
            cand --subset 'Clusters of this subset'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --verbose 'One row a route and a filter chain; with =false, a route configuration and a listener'
            cand --now 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand --with-headers 'Put a title above each section'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;a'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Listeners and endpoints at this address'
            cand --port 'Listeners, clusters and endpoints of this port'
            cand --type 'Listeners of this type; most of Istio''s are HTTP+TCP'
            cand --name 'The route configuration of exactly this name'
            cand --fqdn 'Clusters whose name contains this text'
            cand --direction 'Clusters of this direction'
            cand --subset 'Clusters of this subset'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --verbose 'One row a route and a filter chain; with =false, a route configuration and a listener'
            cand --now 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand --with-headers 'Put a title above each section'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;all'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Listeners and endpoints at this address'
            cand --port 'Listeners, clusters and endpoints of this port'
            cand --type 'Listeners of this type; most of Istio''s are HTTP+TCP'
            cand --name 'The route configuration of exactly this name'
            cand --fqdn 'Clusters whose name contains this text'
            cand --direction 'Clusters of this direction'
            cand --subset 'Clusters of this subset'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --verbose 'One row a route and a filter chain; with =false, a route configuration and a listener'
            cand --now 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand --with-headers 'Put a title above each section'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;a'= {
            cand -f 'A saved configuration; - is standard input'
            cand --file 'A saved configuration; - is standard input'
            cand --admin 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --address 'Listeners and endpoints at this address'
            cand --port 'Listeners, clusters and endpoints of this port'
            cand --type 'Listeners of this type; most of Istio''s are HTTP+TCP'
            cand --name 'The route configuration of exactly this name'
            cand --fqdn 'Clusters whose name contains this text'
            cand --direction 'Clusters of this direction'
            cand --subset 'Clusters of this subset'
            cand --cluster 'Endpoints of the cluster of exactly this name'
            cand --status 'Endpoints of this health; ejected ones are found as unhealthy'
            cand -o 'The format'
            cand --output 'The format'
            cand --verbose 'One row a route and a filter chain; with =false, a route configuration and a listener'
            cand --now 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z'
            cand --color 'Colours: auto, always or never'
            cand --no-headers 'Leave out the tables'' headings'
            cand --with-headers 'Put a title above each section'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;log'= {
            cand --admin 'The running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --level 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas'
            cand --color 'Colours: auto, always or never'
            cand -r 'Set all levels back to what the proxy was started with'
            cand --reset 'Set all levels back to what the proxy was started with'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;o'= {
            cand --admin 'The running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --level 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas'
            cand --color 'Colours: auto, always or never'
            cand -r 'Set all levels back to what the proxy was started with'
            cand --reset 'Set all levels back to what the proxy was started with'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;log'= {
            cand --admin 'The running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --level 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas'
            cand --color 'Colours: auto, always or never'
            cand -r 'Set all levels back to what the proxy was started with'
            cand --reset 'Set all levels back to what the proxy was started with'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;pc;o'= {
            cand --admin 'The running Envoy''s admin port: http://HOST:PORT or unix:///PATH'
            cand --timeout 'How long to wait for each answer of the admin port: 500ms, 15s, 2m'
            cand --level 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas'
            cand --color 'Colours: auto, always or never'
            cand -r 'Set all levels back to what the proxy was started with'
            cand --reset 'Set all levels back to what the proxy was started with'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;proxy-config;help'= {
            cand bootstrap 'What the proxy was started with; -o short prints versions'
            cand listener 'Where connections go: listeners and their filter chains'
            cand route 'Which request goes where: the routes of each virtual host'
            cand cluster 'Which services the proxy knows: clusters'
            cand endpoint 'Which endpoints are healthy, and why others are not'
            cand eds 'Endpoints with their localities, as EDS gave them'
            cand secret 'Certificates, and how long they are valid'
            cand ecds 'Filters that came by extension config discovery (ECDS)'
            cand all 'All sections, one after the other'
            cand log 'The levels of the proxy''s loggers: print, set or reset them'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'meshctl;proxy-config;help;bootstrap'= {
        }
        &'meshctl;proxy-config;help;listener'= {
        }
        &'meshctl;proxy-config;help;route'= {
        }
        &'meshctl;proxy-config;help;cluster'= {
        }
        &'meshctl;proxy-config;help;endpoint'= {
        }
        &'meshctl;proxy-config;help;eds'= {
        }
        &'meshctl;proxy-config;help;secret'= {
        }
        &'meshctl;proxy-config;help;ecds'= {
        }
        &'meshctl;proxy-config;help;all'= {
        }
        &'meshctl;proxy-config;help;log'= {
        }
        &'meshctl;proxy-config;help;help'= {
        }
        &'meshctl;pc;help'= {
            cand bootstrap 'What the proxy was started with; -o short prints versions'
            cand listener 'Where connections go: listeners and their filter chains'
            cand route 'Which request goes where: the routes of each virtual host'
            cand cluster 'Which services the proxy knows: clusters'
            cand endpoint 'Which endpoints are healthy, and why others are not'
            cand eds 'Endpoints with their localities, as EDS gave them'
            cand secret 'Certificates, and how long they are valid'
            cand ecds 'Filters that came by extension config discovery (ECDS)'
            cand all 'All sections, one after the other'
            cand log 'The levels of the proxy''s loggers: print, set or reset them'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'meshctl;pc;help;bootstrap'= {
        }
        &'meshctl;pc;help;listener'= {
        }
        &'meshctl;pc;help;route'= {
        }
        &'meshctl;pc;help;cluster'= {
        }
        &'meshctl;pc;help;endpoint'= {
        }
        &'meshctl;pc;help;eds'= {
        }
        &'meshctl;pc;help;secret'= {
        }
        &'meshctl;pc;help;ecds'= {
        }
        &'meshctl;pc;help;all'= {
        }
        &'meshctl;pc;help;log'= {
        }
        &'meshctl;pc;help;help'= {
        }
        &'meshctl;completion'= {
            cand --color 'Colours: auto, always or never'
            cand -h 'Print help: -h in short, --help with examples'
            cand --help 'Print help: -h in short, --help with examples'
        }
        &'meshctl;help'= {
            cand proxy-config 'Print a section of a proxy''s configuration'
            cand completion 'Print a shell''s completion script'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'meshctl;help;proxy-config'= {
            cand bootstrap 'What the proxy was started with; -o short prints versions'
            cand listener 'Where connections go: listeners and their filter chains'
            cand route 'Which request goes where: the routes of each virtual host'
            cand cluster 'Which services the proxy knows: clusters'
            cand endpoint 'Which endpoints are healthy, and why others are not'
            cand eds 'Endpoints with their localities, as EDS gave them'
            cand secret 'Certificates, and how long they are valid'
            cand ecds 'Filters that came by extension config discovery (ECDS)'
            cand all 'All sections, one after the other'
            cand log 'The levels of the proxy''s loggers: print, set or reset them'
        }
        &'meshctl;help;proxy-config;bootstrap'= {
        }
        &'meshctl;help;proxy-config;listener'= {
        }
        &'meshctl;help;proxy-config;route'= {
        }
        &'meshctl;help;proxy-config;cluster'= {
        }
        &'meshctl;help;proxy-config;endpoint'= {
        }
        &'meshctl;help;proxy-config;eds'= {
        }
        &'meshctl;help;proxy-config;secret'= {
        }
        &'meshctl;help;proxy-config;ecds'= {
        }
        &'meshctl;help;proxy-config;all'= {
        }
        &'meshctl;help;proxy-config;log'= {
        }
        &'meshctl;help;completion'= {
        }
        &'meshctl;help;help'= {
        }
    ]
    $completions[$command]
}
