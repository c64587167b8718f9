// Command field-table writes meshctl's field table: what the messages, fields and enums of Envoy's and Istio's API are called, and of
// which types they are. All comes from the descriptors in the Go modules of these APIs, and from extra.tsv.
//
//	GOLANG_PROTOBUF_REGISTRATION_CONFLICT=ignore go run . > ../../src/envoy/fields/fields.tsv
//
// The variable is needed because Envoy's contrib module and Istio's both carry the messages of two of Istio's filters.
// After a new version of a module: run ./imports.sh first, and see extra.tsv.
package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"os"
	"strings"
)

//go:embed extra.tsv
var extra string

const header = `// The messages and enums of Envoy's and Istio's API (Apache License 2.0), written by tools/field-table; do not edit.
// "package P" opens a package. A line "M<tab>field:type..." is a message, its fields in the order of their declaration.
// A type is string, bytes, bool, i32, u32, i64, u64, f32, f64, a well-known type (any, struct, value, listvalue, nullvalue, duration,
// timestamp, fieldmask), a message's name, or "#" and an enum's name; a name that starts with "." is a full one, others are relative to
// the package. Before it, in this order: "!" Envoy redacts the field; "[]" it is repeated, or "{}" it is a map with such values;
// "?" it has presence: JSON has it also where it holds its default (messages always have).
// A line "#E<tab>VALUE..." is an enum; a value's number is written where it is not the one before plus one, from zero.
`

func main() {
	table := newTable()
	addRegistered(table)
	table.merge(strings.NewReader(extra))
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprint(out, header)
	table.write(out)
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Fprintln(os.Stderr, table.summary())
}
