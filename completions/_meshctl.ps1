
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'meshctl' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'meshctl'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'meshctl' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print the version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print the version')
            [CompletionResult]::new('proxy-config', 'proxy-config', [CompletionResultType]::ParameterValue, 'Print a section of a proxy''s configuration')
            [CompletionResult]::new('pc', 'pc', [CompletionResultType]::ParameterValue, 'Print a section of a proxy''s configuration')
            [CompletionResult]::new('completion', 'completion', [CompletionResultType]::ParameterValue, 'Print a shell''s completion script')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meshctl;proxy-config' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('bootstrap', 'bootstrap', [CompletionResultType]::ParameterValue, 'What the proxy was started with; -o short prints versions')
            [CompletionResult]::new('b', 'b', [CompletionResultType]::ParameterValue, 'What the proxy was started with; -o short prints versions')
            [CompletionResult]::new('listener', 'listener', [CompletionResultType]::ParameterValue, 'Where connections go: listeners and their filter chains')
            [CompletionResult]::new('listeners', 'listeners', [CompletionResultType]::ParameterValue, 'Where connections go: listeners and their filter chains')
            [CompletionResult]::new('l', 'l', [CompletionResultType]::ParameterValue, 'Where connections go: listeners and their filter chains')
            [CompletionResult]::new('route', 'route', [CompletionResultType]::ParameterValue, 'Which request goes where: the routes of each virtual host')
            [CompletionResult]::new('routes', 'routes', [CompletionResultType]::ParameterValue, 'Which request goes where: the routes of each virtual host')
            [CompletionResult]::new('r', 'r', [CompletionResultType]::ParameterValue, 'Which request goes where: the routes of each virtual host')
            [CompletionResult]::new('cluster', 'cluster', [CompletionResultType]::ParameterValue, 'Which services the proxy knows: clusters')
            [CompletionResult]::new('clusters', 'clusters', [CompletionResultType]::ParameterValue, 'Which services the proxy knows: clusters')
            [CompletionResult]::new('c', 'c', [CompletionResultType]::ParameterValue, 'Which services the proxy knows: clusters')
            [CompletionResult]::new('endpoint', 'endpoint', [CompletionResultType]::ParameterValue, 'Which endpoints are healthy, and why others are not')
            [CompletionResult]::new('endpoints', 'endpoints', [CompletionResultType]::ParameterValue, 'Which endpoints are healthy, and why others are not')
            [CompletionResult]::new('ep', 'ep', [CompletionResultType]::ParameterValue, 'Which endpoints are healthy, and why others are not')
            [CompletionResult]::new('eds', 'eds', [CompletionResultType]::ParameterValue, 'Endpoints with their localities, as EDS gave them')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Certificates, and how long they are valid')
            [CompletionResult]::new('secrets', 'secrets', [CompletionResultType]::ParameterValue, 'Certificates, and how long they are valid')
            [CompletionResult]::new('s', 's', [CompletionResultType]::ParameterValue, 'Certificates, and how long they are valid')
            [CompletionResult]::new('ecds', 'ecds', [CompletionResultType]::ParameterValue, 'Filters that came by extension config discovery (ECDS)')
            [CompletionResult]::new('ec', 'ec', [CompletionResultType]::ParameterValue, 'Filters that came by extension config discovery (ECDS)')
            [CompletionResult]::new('all', 'all', [CompletionResultType]::ParameterValue, 'All sections, one after the other')
            [CompletionResult]::new('a', 'a', [CompletionResultType]::ParameterValue, 'All sections, one after the other')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'The levels of the proxy''s loggers: print, set or reset them')
            [CompletionResult]::new('o', 'o', [CompletionResultType]::ParameterValue, 'The levels of the proxy''s loggers: print, set or reset them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meshctl;pc' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('bootstrap', 'bootstrap', [CompletionResultType]::ParameterValue, 'What the proxy was started with; -o short prints versions')
            [CompletionResult]::new('b', 'b', [CompletionResultType]::ParameterValue, 'What the proxy was started with; -o short prints versions')
            [CompletionResult]::new('listener', 'listener', [CompletionResultType]::ParameterValue, 'Where connections go: listeners and their filter chains')
            [CompletionResult]::new('listeners', 'listeners', [CompletionResultType]::ParameterValue, 'Where connections go: listeners and their filter chains')
            [CompletionResult]::new('l', 'l', [CompletionResultType]::ParameterValue, 'Where connections go: listeners and their filter chains')
            [CompletionResult]::new('route', 'route', [CompletionResultType]::ParameterValue, 'Which request goes where: the routes of each virtual host')
            [CompletionResult]::new('routes', 'routes', [CompletionResultType]::ParameterValue, 'Which request goes where: the routes of each virtual host')
            [CompletionResult]::new('r', 'r', [CompletionResultType]::ParameterValue, 'Which request goes where: the routes of each virtual host')
            [CompletionResult]::new('cluster', 'cluster', [CompletionResultType]::ParameterValue, 'Which services the proxy knows: clusters')
            [CompletionResult]::new('clusters', 'clusters', [CompletionResultType]::ParameterValue, 'Which services the proxy knows: clusters')
            [CompletionResult]::new('c', 'c', [CompletionResultType]::ParameterValue, 'Which services the proxy knows: clusters')
            [CompletionResult]::new('endpoint', 'endpoint', [CompletionResultType]::ParameterValue, 'Which endpoints are healthy, and why others are not')
            [CompletionResult]::new('endpoints', 'endpoints', [CompletionResultType]::ParameterValue, 'Which endpoints are healthy, and why others are not')
            [CompletionResult]::new('ep', 'ep', [CompletionResultType]::ParameterValue, 'Which endpoints are healthy, and why others are not')
            [CompletionResult]::new('eds', 'eds', [CompletionResultType]::ParameterValue, 'Endpoints with their localities, as EDS gave them')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Certificates, and how long they are valid')
            [CompletionResult]::new('secrets', 'secrets', [CompletionResultType]::ParameterValue, 'Certificates, and how long they are valid')
            [CompletionResult]::new('s', 's', [CompletionResultType]::ParameterValue, 'Certificates, and how long they are valid')
            [CompletionResult]::new('ecds', 'ecds', [CompletionResultType]::ParameterValue, 'Filters that came by extension config discovery (ECDS)')
            [CompletionResult]::new('ec', 'ec', [CompletionResultType]::ParameterValue, 'Filters that came by extension config discovery (ECDS)')
            [CompletionResult]::new('all', 'all', [CompletionResultType]::ParameterValue, 'All sections, one after the other')
            [CompletionResult]::new('a', 'a', [CompletionResultType]::ParameterValue, 'All sections, one after the other')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'The levels of the proxy''s loggers: print, set or reset them')
            [CompletionResult]::new('o', 'o', [CompletionResultType]::ParameterValue, 'The levels of the proxy''s loggers: print, set or reset them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meshctl;proxy-config;bootstrap' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format; here `short` is the versions')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format; here `short` is the versions')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;b' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format; here `short` is the versions')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format; here `short` is the versions')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;bootstrap' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format; here `short` is the versions')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format; here `short` is the versions')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;b' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format; here `short` is the versions')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format; here `short` is the versions')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;listener' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Listeners at this address')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listeners at this port')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Listeners of this type; most of Istio''s are HTTP+TCP')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a filter chain; with =false, one row a listener')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('--waypoint', '--waypoint', [CompletionResultType]::ParameterName, 'Name each row''s listener and filter chain, as it helps with waypoints')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;listeners' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Listeners at this address')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listeners at this port')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Listeners of this type; most of Istio''s are HTTP+TCP')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a filter chain; with =false, one row a listener')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('--waypoint', '--waypoint', [CompletionResultType]::ParameterName, 'Name each row''s listener and filter chain, as it helps with waypoints')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;l' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Listeners at this address')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listeners at this port')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Listeners of this type; most of Istio''s are HTTP+TCP')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a filter chain; with =false, one row a listener')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('--waypoint', '--waypoint', [CompletionResultType]::ParameterName, 'Name each row''s listener and filter chain, as it helps with waypoints')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;listener' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Listeners at this address')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listeners at this port')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Listeners of this type; most of Istio''s are HTTP+TCP')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a filter chain; with =false, one row a listener')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('--waypoint', '--waypoint', [CompletionResultType]::ParameterName, 'Name each row''s listener and filter chain, as it helps with waypoints')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;listeners' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Listeners at this address')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listeners at this port')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Listeners of this type; most of Istio''s are HTTP+TCP')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a filter chain; with =false, one row a listener')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('--waypoint', '--waypoint', [CompletionResultType]::ParameterName, 'Name each row''s listener and filter chain, as it helps with waypoints')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;l' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Listeners at this address')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listeners at this port')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Listeners of this type; most of Istio''s are HTTP+TCP')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a filter chain; with =false, one row a listener')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('--waypoint', '--waypoint', [CompletionResultType]::ParameterName, 'Name each row''s listener and filter chain, as it helps with waypoints')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;route' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The route configuration of exactly this name')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a route; with =false, one row a route configuration')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;routes' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The route configuration of exactly this name')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a route; with =false, one row a route configuration')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;r' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The route configuration of exactly this name')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a route; with =false, one row a route configuration')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;route' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The route configuration of exactly this name')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a route; with =false, one row a route configuration')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;routes' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The route configuration of exactly this name')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a route; with =false, one row a route configuration')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;r' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The route configuration of exactly this name')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a route; with =false, one row a route configuration')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;cluster' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--fqdn', '--fqdn', [CompletionResultType]::ParameterName, 'Clusters whose name contains this text')
            [CompletionResult]::new('--direction', '--direction', [CompletionResultType]::ParameterName, 'Clusters of this direction')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Clusters of this service port')
            [CompletionResult]::new('--subset', '--subset', [CompletionResultType]::ParameterName, 'Clusters of this subset')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;clusters' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--fqdn', '--fqdn', [CompletionResultType]::ParameterName, 'Clusters whose name contains this text')
            [CompletionResult]::new('--direction', '--direction', [CompletionResultType]::ParameterName, 'Clusters of this direction')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Clusters of this service port')
            [CompletionResult]::new('--subset', '--subset', [CompletionResultType]::ParameterName, 'Clusters of this subset')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;c' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--fqdn', '--fqdn', [CompletionResultType]::ParameterName, 'Clusters whose name contains this text')
            [CompletionResult]::new('--direction', '--direction', [CompletionResultType]::ParameterName, 'Clusters of this direction')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Clusters of this service port')
            [CompletionResult]::new('--subset', '--subset', [CompletionResultType]::ParameterName, 'Clusters of this subset')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;cluster' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--fqdn', '--fqdn', [CompletionResultType]::ParameterName, 'Clusters whose name contains this text')
            [CompletionResult]::new('--direction', '--direction', [CompletionResultType]::ParameterName, 'Clusters of this direction')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Clusters of this service port')
            [CompletionResult]::new('--subset', '--subset', [CompletionResultType]::ParameterName, 'Clusters of this subset')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;clusters' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--fqdn', '--fqdn', [CompletionResultType]::ParameterName, 'Clusters whose name contains this text')
            [CompletionResult]::new('--direction', '--direction', [CompletionResultType]::ParameterName, 'Clusters of this direction')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Clusters of this service port')
            [CompletionResult]::new('--subset', '--subset', [CompletionResultType]::ParameterName, 'Clusters of this subset')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;c' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--fqdn', '--fqdn', [CompletionResultType]::ParameterName, 'Clusters whose name contains this text')
            [CompletionResult]::new('--direction', '--direction', [CompletionResultType]::ParameterName, 'Clusters of this direction')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Clusters of this service port')
            [CompletionResult]::new('--subset', '--subset', [CompletionResultType]::ParameterName, 'Clusters of this subset')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;endpoint' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Endpoints at this address: IP, IP:PORT or unix://PATH')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Endpoints at this port')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;endpoints' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Endpoints at this address: IP, IP:PORT or unix://PATH')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Endpoints at this port')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;ep' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Endpoints at this address: IP, IP:PORT or unix://PATH')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Endpoints at this port')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;endpoint' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Endpoints at this address: IP, IP:PORT or unix://PATH')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Endpoints at this port')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;endpoints' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Endpoints at this address: IP, IP:PORT or unix://PATH')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Endpoints at this port')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;ep' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Endpoints at this address: IP, IP:PORT or unix://PATH')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Endpoints at this port')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;eds' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Endpoints at this address: IP, IP:PORT or unix://PATH')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Endpoints at this port')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;eds' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Endpoints at this address: IP, IP:PORT or unix://PATH')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Endpoints at this port')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;secret' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;secrets' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;s' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;secret' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;secrets' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;s' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;ecds' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;ec' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;ecds' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;ec' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--field-names', '--field-names', [CompletionResultType]::ParameterName, 'How JSON and YAML name fields')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;all' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Listeners and endpoints at this address')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listeners, clusters and endpoints of this port')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Listeners of this type; most of Istio''s are HTTP+TCP')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The route configuration of exactly this name')
            [CompletionResult]::new('--fqdn', '--fqdn', [CompletionResultType]::ParameterName, 'Clusters whose name contains this text')
            [CompletionResult]::new('--direction', '--direction', [CompletionResultType]::ParameterName, 'Clusters of this direction')
            [CompletionResult]::new('--subset', '--subset', [CompletionResultType]::ParameterName, 'Clusters of this subset')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a route and a filter chain; with =false, a route configuration and a listener')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('--with-headers', '--with-headers', [CompletionResultType]::ParameterName, 'Put a title above each section')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;a' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Listeners and endpoints at this address')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listeners, clusters and endpoints of this port')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Listeners of this type; most of Istio''s are HTTP+TCP')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The route configuration of exactly this name')
            [CompletionResult]::new('--fqdn', '--fqdn', [CompletionResultType]::ParameterName, 'Clusters whose name contains this text')
            [CompletionResult]::new('--direction', '--direction', [CompletionResultType]::ParameterName, 'Clusters of this direction')
            [CompletionResult]::new('--subset', '--subset', [CompletionResultType]::ParameterName, 'Clusters of this subset')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a route and a filter chain; with =false, a route configuration and a listener')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('--with-headers', '--with-headers', [CompletionResultType]::ParameterName, 'Put a title above each section')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;all' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Listeners and endpoints at this address')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listeners, clusters and endpoints of this port')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Listeners of this type; most of Istio''s are HTTP+TCP')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The route configuration of exactly this name')
            [CompletionResult]::new('--fqdn', '--fqdn', [CompletionResultType]::ParameterName, 'Clusters whose name contains this text')
            [CompletionResult]::new('--direction', '--direction', [CompletionResultType]::ParameterName, 'Clusters of this direction')
            [CompletionResult]::new('--subset', '--subset', [CompletionResultType]::ParameterName, 'Clusters of this subset')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a route and a filter chain; with =false, a route configuration and a listener')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('--with-headers', '--with-headers', [CompletionResultType]::ParameterName, 'Put a title above each section')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;a' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A saved configuration; - is standard input')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'A running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Listeners and endpoints at this address')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listeners, clusters and endpoints of this port')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Listeners of this type; most of Istio''s are HTTP+TCP')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The route configuration of exactly this name')
            [CompletionResult]::new('--fqdn', '--fqdn', [CompletionResultType]::ParameterName, 'Clusters whose name contains this text')
            [CompletionResult]::new('--direction', '--direction', [CompletionResultType]::ParameterName, 'Clusters of this direction')
            [CompletionResult]::new('--subset', '--subset', [CompletionResultType]::ParameterName, 'Clusters of this subset')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Endpoints of the cluster of exactly this name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Endpoints of this health; ejected ones are found as unhealthy')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'One row a route and a filter chain; with =false, a route configuration and a listener')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave out the tables'' headings')
            [CompletionResult]::new('--with-headers', '--with-headers', [CompletionResultType]::ParameterName, 'Put a title above each section')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;log' {
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'The running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Set all levels back to what the proxy was started with')
            [CompletionResult]::new('--reset', '--reset', [CompletionResultType]::ParameterName, 'Set all levels back to what the proxy was started with')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;o' {
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'The running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Set all levels back to what the proxy was started with')
            [CompletionResult]::new('--reset', '--reset', [CompletionResultType]::ParameterName, 'Set all levels back to what the proxy was started with')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;log' {
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'The running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Set all levels back to what the proxy was started with')
            [CompletionResult]::new('--reset', '--reset', [CompletionResultType]::ParameterName, 'Set all levels back to what the proxy was started with')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;pc;o' {
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'The running Envoy''s admin port: http://HOST:PORT or unix:///PATH')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for each answer of the admin port: 500ms, 15s, 2m')
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Set all levels back to what the proxy was started with')
            [CompletionResult]::new('--reset', '--reset', [CompletionResultType]::ParameterName, 'Set all levels back to what the proxy was started with')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;proxy-config;help' {
            [CompletionResult]::new('bootstrap', 'bootstrap', [CompletionResultType]::ParameterValue, 'What the proxy was started with; -o short prints versions')
            [CompletionResult]::new('listener', 'listener', [CompletionResultType]::ParameterValue, 'Where connections go: listeners and their filter chains')
            [CompletionResult]::new('route', 'route', [CompletionResultType]::ParameterValue, 'Which request goes where: the routes of each virtual host')
            [CompletionResult]::new('cluster', 'cluster', [CompletionResultType]::ParameterValue, 'Which services the proxy knows: clusters')
            [CompletionResult]::new('endpoint', 'endpoint', [CompletionResultType]::ParameterValue, 'Which endpoints are healthy, and why others are not')
            [CompletionResult]::new('eds', 'eds', [CompletionResultType]::ParameterValue, 'Endpoints with their localities, as EDS gave them')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Certificates, and how long they are valid')
            [CompletionResult]::new('ecds', 'ecds', [CompletionResultType]::ParameterValue, 'Filters that came by extension config discovery (ECDS)')
            [CompletionResult]::new('all', 'all', [CompletionResultType]::ParameterValue, 'All sections, one after the other')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'The levels of the proxy''s loggers: print, set or reset them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meshctl;proxy-config;help;bootstrap' {
            break
        }
        'meshctl;proxy-config;help;listener' {
            break
        }
        'meshctl;proxy-config;help;route' {
            break
        }
        'meshctl;proxy-config;help;cluster' {
            break
        }
        'meshctl;proxy-config;help;endpoint' {
            break
        }
        'meshctl;proxy-config;help;eds' {
            break
        }
        'meshctl;proxy-config;help;secret' {
            break
        }
        'meshctl;proxy-config;help;ecds' {
            break
        }
        'meshctl;proxy-config;help;all' {
            break
        }
        'meshctl;proxy-config;help;log' {
            break
        }
        'meshctl;proxy-config;help;help' {
            break
        }
        'meshctl;pc;help' {
            [CompletionResult]::new('bootstrap', 'bootstrap', [CompletionResultType]::ParameterValue, 'What the proxy was started with; -o short prints versions')
            [CompletionResult]::new('listener', 'listener', [CompletionResultType]::ParameterValue, 'Where connections go: listeners and their filter chains')
            [CompletionResult]::new('route', 'route', [CompletionResultType]::ParameterValue, 'Which request goes where: the routes of each virtual host')
            [CompletionResult]::new('cluster', 'cluster', [CompletionResultType]::ParameterValue, 'Which services the proxy knows: clusters')
            [CompletionResult]::new('endpoint', 'endpoint', [CompletionResultType]::ParameterValue, 'Which endpoints are healthy, and why others are not')
            [CompletionResult]::new('eds', 'eds', [CompletionResultType]::ParameterValue, 'Endpoints with their localities, as EDS gave them')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Certificates, and how long they are valid')
            [CompletionResult]::new('ecds', 'ecds', [CompletionResultType]::ParameterValue, 'Filters that came by extension config discovery (ECDS)')
            [CompletionResult]::new('all', 'all', [CompletionResultType]::ParameterValue, 'All sections, one after the other')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'The levels of the proxy''s loggers: print, set or reset them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meshctl;pc;help;bootstrap' {
            break
        }
        'meshctl;pc;help;listener' {
            break
        }
        'meshctl;pc;help;route' {
            break
        }
        'meshctl;pc;help;cluster' {
            break
        }
        'meshctl;pc;help;endpoint' {
            break
        }
        'meshctl;pc;help;eds' {
            break
        }
        'meshctl;pc;help;secret' {
            break
        }
        'meshctl;pc;help;ecds' {
            break
        }
        'meshctl;pc;help;all' {
            break
        }
        'meshctl;pc;help;log' {
            break
        }
        'meshctl;pc;help;help' {
            break
        }
        'meshctl;completion' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help: -h in short, --help with examples')
            break
        }
        'meshctl;help' {
            [CompletionResult]::new('proxy-config', 'proxy-config', [CompletionResultType]::ParameterValue, 'Print a section of a proxy''s configuration')
            [CompletionResult]::new('completion', 'completion', [CompletionResultType]::ParameterValue, 'Print a shell''s completion script')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meshctl;help;proxy-config' {
            [CompletionResult]::new('bootstrap', 'bootstrap', [CompletionResultType]::ParameterValue, 'What the proxy was started with; -o short prints versions')
            [CompletionResult]::new('listener', 'listener', [CompletionResultType]::ParameterValue, 'Where connections go: listeners and their filter chains')
            [CompletionResult]::new('route', 'route', [CompletionResultType]::ParameterValue, 'Which request goes where: the routes of each virtual host')
            [CompletionResult]::new('cluster', 'cluster', [CompletionResultType]::ParameterValue, 'Which services the proxy knows: clusters')
            [CompletionResult]::new('endpoint', 'endpoint', [CompletionResultType]::ParameterValue, 'Which endpoints are healthy, and why others are not')
            [CompletionResult]::new('eds', 'eds', [CompletionResultType]::ParameterValue, 'Endpoints with their localities, as EDS gave them')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Certificates, and how long they are valid')
            [CompletionResult]::new('ecds', 'ecds', [CompletionResultType]::ParameterValue, 'Filters that came by extension config discovery (ECDS)')
            [CompletionResult]::new('all', 'all', [CompletionResultType]::ParameterValue, 'All sections, one after the other')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'The levels of the proxy''s loggers: print, set or reset them')
            break
        }
        'meshctl;help;proxy-config;bootstrap' {
            break
        }
        'meshctl;help;proxy-config;listener' {
            break
        }
        'meshctl;help;proxy-config;route' {
            break
        }
        'meshctl;help;proxy-config;cluster' {
            break
        }
        'meshctl;help;proxy-config;endpoint' {
            break
        }
        'meshctl;help;proxy-config;eds' {
            break
        }
        'meshctl;help;proxy-config;secret' {
            break
        }
        'meshctl;help;proxy-config;ecds' {
            break
        }
        'meshctl;help;proxy-config;all' {
            break
        }
        'meshctl;help;proxy-config;log' {
            break
        }
        'meshctl;help;completion' {
            break
        }
        'meshctl;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
