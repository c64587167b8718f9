//! Templates, and what kubectl's own library (`k8s.io/client-go/util/jsonpath`) gives of them.

use super::*;

const LIST: &str = r#"{"kind": "List", "items": [
    {"name": "a", "n": 1, "f": 1.5, "t": true, "nul": null, "l": [1, 2, 3], "meta": {"labels": {"app.io/x": "y z", "q": "w"}, "s": ""}},
    {"name": "b", "n": 2, "f": 0.5, "t": false, "l": [4], "meta": {"labels": {"app.io/x": "<&>"}}},
    {"name": "c", "n": 10, "l": [], "meta": {"labels": {}}}
], "e": [], "x": {"d.e": 5, "d": {"e": 6}, "@type": "T"}}"#;

fn run(template: &str, json: &str) -> String {
    let template = match Template::new(template) {
        Ok(template) => template,
        Err(error) => return error.to_string(),
    };
    let mut out = Vec::new();
    match template.write(json.as_bytes(), &mut out) {
        Ok(()) => String::from_utf8(out).unwrap(),
        Err(error) => error.to_string(),
    }
}

#[track_caller]
fn check(template: &str, expect: &str) {
    assert_eq!(run(template, LIST), expect, "{template}");
}

#[test]
fn paths_lead_where_they_lead_in_kubectl() {
    check("{.kind}", "List");
    check("{$.kind}{@.kind}{ .kind }", "ListListList");
    check("{.items[*].name}", "a b c");
    check("{.items[*]['name','n']}", "a b c 1 2 10");
    check("{.items[0:2]['meta.labels.q', 'n']}", "w 1 2");
    check("{.items[0,2].name}", "a c");
    check("{.items[-1].name}{.items[-2:].name}{.items[:-1].name}{.items[::2].name}", "cb ca ba c");
    check("{.items[1:1].name}{.e[*]}", "");
    check("{.items[0].l}{.items[*].l[*]}{.items[0].l[0:3:2]}", "[1,2,3]1 2 3 41 3");
    check("{.items[0].meta.labels}", r#"{"app.io/x":"y z","q":"w"}"#);
    check(r"{.items[0].meta.labels.app\.io/x}", "y z");
    check(r"{.items[0].meta.labels['app\.io/x']}", "y z");
    check("{..name}", "a b c");
    check("{...name}{.items[*].meta..q}{..['name']}", "a b cwa b c");
    check("{..labels}", r#"{"app.io/x":"y z","q":"w"} {"app.io/x":"<&>"} {}"#);
    check("{.x.d..}", r#"{"e":6}"#);
    check("{.items[*].t} {.items[*].f} {.items[*].nul}", "true false 1.5 0.5 null");
    // What is not there is nothing.
    check("{.nope}{.nope.deep}{.items[*].nope}{.kind.x}{.items[0].nul.x}|", "|");
}

#[test]
fn filters_compare_as_in_kubectl() {
    check(r#"{.items[?(@.name=="b")].n}{.items[?(.name=='b')].n}"#, "22");
    check("{.items[?(@.n>1)].name}{.items[?( @.n >= 2 )].name}{.items[?(@.n<2)].name}{.items[?(@.n<=2)].name}", "b cb caa b");
    check("{.items[?(@.n!=2)].name}", "a c");
    check("{.items[?(@.f)].name}{.items[?(@.meta.labels.q)].name}{.items[?(@.f==1.5)].name}", "a baa");
    check(r#"{.items[?(@.name<"b")].name}{.items[?(@.t==true)].name}{.items[?(@.name==@.name)].n}"#, "aa1 2 10");
    check(r#"{.items[?(@['name']=="b")]['name','n']}"#, "b 2");
    check(r#"{.items[?(@.nope=="1")].name}"#, "");
    // kubectl ends with an error where kinds differ; in Envoy's maps they do.
    check(r#"{.items[?(@.n=="1")].name}{.items[?(@.n!="1")].name}{.items[?(@.meta>1)].name}"#, "a b c");
}

#[test]
fn texts_and_ranges_stand_around() {
    check("hello", "hello");
    check("a}b{.kind}c", "a}bListc");
    check(r#"{.items[*].name}{"\n"}"#, "a b c\n");
    check(r#"{"a" "b"}{1}{-1.5}{true}{.kind "x"}{.nope "x"}"#, "b1-1.5truexx");
    check(r#"{'\'q\''}{"\u00e4\x41\\"}"#, "'q'äA\\");
    check(r#"{range .items[*]}{.name}{"\t"}{.n}{"\n"}{end}"#, "a\t1\nb\t2\nc\t10\n");
    check("{range .items[*]}{range .l[*]}{@},{end};{end}", "1,2,3,;4,;;");
    check("{range .nope[*]}x{end}y{ range .items[0:2] }{$.name}{ end }", "yab");
    // Of several texts, each gives its own.
    assert_eq!(run("{.a};", "{\"a\":1.0}\n[]\n{\"a\":\"x\\ny\"}\n"), "1.0;;x\ny;");
}

/// Where kubectl's library gives an error, or what nobody wants, and Envoy's names and lists need more.
#[test]
fn a_name_with_dots_or_an_at_sign_is_found() {
    check("{.x['d.e']}{.x['d'].e}", "56");
    check(r#"{.x["d"]}{.items[ 0 ].name}"#, r#"{"e":6}a"#);
    check("{.x.@type}", "T");
    check("{.x..}", r#"{"d.e":5,"d":{"e":6},"@type":"T"} {"e":6} T"#);
    assert_eq!(run("{.[*].a}{range .[*]}{.a};{end}{[0].a}{.}", "[{\"a\":1},{\"a\":2}]"), "1 21;2;1[{\"a\":1},{\"a\":2}]");
}

#[test]
fn what_does_not_fit_is_an_error() {
    let check = |template: &str, expect: &str| check(template, &format!("-o jsonpath: {expect}"));
    check("{.items[5]}", "there is no element 5 in a list of 3");
    check("{.e[0]}", "there is no element 0 in a list of 0");
    check("{.items[1:9]}", "there is no element 8 in a list of 3");
    check("{.items[-5:]}", "there is no element -5 in a list of 3");
    check("{.items[2:1]}", "the slice ends before it begins, in a list of 3");
    check("{.kind[0]}", "a text is no list, and has no elements");
    check("{.x[?(@.d)]}", "an object is no list, and can't be filtered");
    check("{.items[?(@.l[*]==1)]}", "a filter compares one value with one other, and not several");
    check("{.items[*].l[0]}", "there is no element 0 in a list of 0");
}

#[test]
fn what_is_no_template_is_told_with_its_place() {
    check("{.items[*]", "a } is missing at column 11 of the template: its end");
    check("{.items[*}", "a ] is missing at column 10 of the template: }");
    check("ä{foo}", "foo is no path: that begins with a dot or a bracket at column 3 of the template: foo}");
    check("{.items[a]}", "expected a number, a slice such as 0:2, a name in quotes, * or ?( at column 9 of the template: a]}");
    check("{.items[0:x]}", "a ] is missing at column 11 of the template: x]}");
    check("{.items[::0]}", "a slice goes forward at column 9 of the template: ::0]}");
    check(r#"{.items[?(@.name="b")]}"#, "= compares nothing: use ==, !=, <, <=, > or >= at column 17 of the template: =\"b\")]}");
    check(r#"{.items[?(@.name=="b"]}"#, "']' does not belong here at column 22 of the template: ]}");
    check("{.items[?(@.name", "the filter is not closed at column 8 of the template: [?(@.name");
    check("{.items[?(@.name==)]}", "what to compare with is missing at column 19 of the template: )]}");
    check("{\"abc}", "the quote is not closed at column 2 of the template: \"abc}");
    check(r#"{"\q"}"#, "this escape is not known at column 3 of the template: \\q\"}");
    check("{.x['a}", "the quote is not closed at column 5 of the template: 'a}");
    check("{end}", "an end without its range at column 1 of the template: {end}");
    check("a{range .x}b", "a range without its {end} at column 2 of the template: {range .x}b");
    check("{range .x}{end .y}", "an end has nothing behind it at column 16 of the template: .y}");
    check("{.a....b}", "a second .. finds nothing more at column 6 of the template: ..b}");
    check("{.kind\n}", "'\\n' does not belong here at column 7 of the template: \n}");
}

#[test]
fn depth_costs_no_stack() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    assert_eq!(run("{..name}", &deep), "");
    let filters = "{.a".to_owned() + &"[?(.a".repeat(10_000) + &")]".repeat(10_000) + "}";
    assert!(run(&filters, "{}").starts_with("too many brackets in each other at column "));
    let ranges = "{range .a}".repeat(10_000) + &"{end}".repeat(10_000);
    assert!(run(&ranges, "{}").starts_with("too many ranges in each other at column "));
}
