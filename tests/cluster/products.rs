//! Envoys of every product, each by what its own charts make.

use libtest_mimic::Trial;

use super::trial;
use super::world::World;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("products::each_is_reached", each),
        trial("products::contours_listener_does_not_set_levels", contour),
        trial("products::an_image_without_a_client_is_told", distroless),
        trial("products::other_proxies_are_not_asked", not_envoy),
        trial("products::what_says_nothing_is_tried", probed),
        trial("products::flags_overrule_what_is_found", overruled),
        trial("products::all_are_listed", listed),
    ]
}

fn each(world: &World) {
    for (target, id) in [
        ("deploy/istio-ingressgateway.istio-system", "router~"),
        ("deploy/productpage-v1", "sidecar~"),
        // A native sidecar.
        ("deploy/reviews-v1", "sidecar~"),
        ("custom-port", "sidecar~"),
        ("deploy/envoy-default-eg-e41e7b31.envoy-gateway-system", "edge"),
        ("ds/envoy.projectcontour", "contour-envoy"),
        ("deploy/static-client.consul", "edge"),
        ("deploy/consul-mesh-gateway.consul", "edge"),
        ("deploy/tcp.kuma-demo", "edge"),
        ("deploy/socket.kuma-demo", "on-a-socket"),
        ("deploy/native.kuma-demo", "on-a-socket"),
        ("ds/cilium-envoy.kube-system", "on-a-socket"),
        ("deploy/gateway-proxy.gloo-system", "edge"),
        ("deploy/http.kgateway-system", "edge"),
        ("edge.others", "edge"),
        ("unnamed.others", "edge"),
    ] {
        let run = world.run(&format!("pc bootstrap {target}")).ends_with(0);
        let id_found = run.json()["bootstrap"]["node"]["id"].as_str().unwrap_or_default().to_owned();
        assert!(id_found.starts_with(id), "{target}: {id_found}");
        // Each section of it.
        for section in ["listener", "cluster", "route", "endpoint", "eds", "secret", "ecds", "all"] {
            world.run(&format!("pc {section} {target}")).ends_with(0);
        }
    }
}

fn contour(world: &World) {
    // Its socket can be asked only where the image has a client, and this one has none.
    let run = world.run("pc log ds/envoy.projectcontour").ends_with(3).prints_nothing();
    run.says("unix socket /admin/admin.sock");
}

fn distroless(world: &World) {
    let run = world.run("pc cluster deploy/distroless.kuma-demo").ends_with(3).prints_nothing();
    run.says("container kuma-sidecar of pod distroless-")
        .says("unix socket /tmp/kuma-dp-*/kuma-envoy-admin.sock")
        .says("no curl")
        .says("hint: ")
        .says("kubectl debug");
}

fn not_envoy(world: &World) {
    world
        .run("pc cluster deploy/web.emojivoto")
        .ends_with(3)
        .prints_nothing()
        .says("is Linkerd's proxy, which is not Envoy")
        .says("linkerd diagnostics proxy-metrics po/web-");
    world
        .run("pc cluster ds/ztunnel.istio-system")
        .ends_with(3)
        .prints_nothing()
        .says("is Istio's ztunnel, which is not Envoy")
        .says("istioctl ztunnel-config all ztunnel-")
        .says(".istio-system");
}

fn probed(world: &World) {
    world.run("pc cluster plain").fails(
        "no Envoy admin interface was found in pod plain in namespace default: tried port 15000, port 19000, port 9901, port 9001, port 8001",
        "--proxy-admin-port",
    );
    let run = world.run("pc cluster no-admin.others").ends_with(3).prints_nothing();
    run.says("no Envoy admin interface was found in pod no-admin");
}

fn overruled(world: &World) {
    let id = |args: &str| world.run(&format!("pc bootstrap {args}")).ends_with(0).json()["bootstrap"]["node"]["id"].to_string();
    // A pod with two of Consul's proxies: the first is taken, and said so.
    assert!(id("deploy/multiport.consul").starts_with("\"sidecar~"));
    world
        .run("pc cluster deploy/multiport.consul")
        .says("asked is container consul-dataplane-web; -c chooses among it and consul-dataplane-web-admin");
    assert_eq!(id("deploy/multiport.consul -c consul-dataplane-web-admin"), "\"edge\"");
    assert_eq!(id("deploy/multiport.consul --proxy-admin-port 19001"), "\"edge\"");
    world
        .run("pc cluster deploy/productpage-v1 --proxy-admin-port 15001")
        .ends_with(3)
        .says("port 15001: connection refused")
        .says("--proxy-admin-port names another port");
}

fn listed(world: &World) {
    let run = world.run("proxies -A").ends_with(3);
    for (pod, namespace, product, version, state) in [
        ("istio-ingressgateway-7c9d8f5b6d-x0001", "istio-system", "Istio", "1.30.0", "LIVE"),
        ("reviews-v1-7c9d8f5b6d-x0001", "default", "Istio", "1.30.0", "LIVE"),
        ("deadproxy", "default", "Istio", "1.30.0", "UNREACHABLE"),
        ("pending", "default", "Istio", "1.30.0", "UNREACHABLE"),
        ("envoy-default-eg-e41e7b31-7c9d8f5b6d-x0001", "envoy-gateway-system", "Envoy Gateway", "", "LIVE"),
        ("static-client-7c9d8f5b6d-x0001", "consul", "Consul", "", "LIVE"),
        ("socket-7c9d8f5b6d-x0001", "kuma-demo", "Kuma", "2.14.0", "LIVE"),
        ("cilium-envoy-x0001", "kube-system", "Cilium", "", "LIVE"),
        ("gateway-proxy-7c9d8f5b6d-x0001", "gloo-system", "Gloo", "", "LIVE"),
        ("http-7c9d8f5b6d-x0001", "kgateway-system", "kgateway", "", "LIVE"),
        ("edge", "others", "Envoy", "v1.36.2", "LIVE"),
    ] {
        let is_it = |line: &&str| {
            let cells: Vec<&str> = line.split("     ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
            cells[..2] == [pod, namespace] && cells[2] == product && (version.is_empty() || cells[3] == version) && cells[5] == state
        };
        assert!(run.lines().iter().skip(1).any(is_it), "{pod}\n{}", run.text());
    }
    for other in ["plain", "ztunnel", "emojivoto", "istiod", "cilium-x0001"] {
        assert!(!run.lines().iter().any(|line| line.starts_with(other)), "{other}\n{}", run.text());
    }
    let names = world.run("proxies -A -o name").ends_with(0);
    let json = world.run("proxies -A -o json").ends_with(3).json();
    let yaml = world.run("proxies -A -o yaml").ends_with(3);
    assert_eq!(names.lines().len(), json.as_array().unwrap().len());
    assert_eq!(names.lines().len(), run.lines().len() - 1);
    assert_eq!(
        names.lines().len(),
        yaml.text().matches("  name: ").count() + yaml.text().matches("- name: ").count()
            - json.as_array().unwrap().iter().filter(|proxy| !proxy["workload"].is_null()).count()
    );
    let of = |name: &str| json.as_array().unwrap().iter().find(|proxy| proxy["name"] == name).unwrap().clone();
    let page = of("productpage-v1-7c9d8f5b6d-x0001");
    assert_eq!((&page["workload"]["kind"], &page["workload"]["name"]), (&"Deployment".into(), &"productpage-v1".into()));
    assert_eq!((&page["xds"]["state"], &page["envoyVersion"]), (&"NONE".into(), &"1.40.0".into()));
    assert!(of("deadproxy")["error"].as_str().unwrap().contains("connection refused"));
}
