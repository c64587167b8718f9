package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// A table of packages by name; in each, lines by the first cell: a message's name, or "#" and an enum's.
type table struct {
	packages map[string]map[string][]string
}

func newTable() *table {
	return &table{packages: map[string]map[string][]string{}}
}

// add puts one line into the table, or the cells (by the name before ":" or "=") that the line lacks at its end.
func (t *table) add(pkg, name string, cells []string) {
	if t.packages[pkg] == nil {
		t.packages[pkg] = map[string][]string{}
	}
	old, found := t.packages[pkg][name]
	if !found {
		t.packages[pkg][name] = cells
		return
	}
	known := map[string]bool{}
	for _, cell := range old {
		known[cellName(cell)] = true
	}
	for _, cell := range cells {
		if !known[cellName(cell)] {
			old = append(old, cell)
		}
	}
	t.packages[pkg][name] = old
}

func cellName(cell string) string {
	return cell[:strings.IndexAny(cell+":", ":=")]
}

// merge adds the lines of a file in the table's format.
func (t *table) merge(in io.Reader) {
	pkg := ""
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if name, found := strings.CutPrefix(line, "package "); found {
			pkg = name
		} else if line != "" && !strings.HasPrefix(line, "//") {
			cells := strings.Split(line, "\t")
			t.add(pkg, cells[0], cells[1:])
		}
	}
}

func (t *table) write(out io.Writer) {
	for _, pkg := range slices.Sorted(maps.Keys(t.packages)) {
		fmt.Fprintf(out, "package %s\n", pkg)
		for _, name := range slices.Sorted(maps.Keys(t.packages[pkg])) {
			fmt.Fprintln(out, strings.Join(append([]string{name}, shorten(name, t.packages[pkg][name])...), "\t"))
		}
	}
}

// shorten leaves out an enum value's number where it is the one before plus one.
func shorten(name string, cells []string) []string {
	if !strings.HasPrefix(name, "#") {
		return cells
	}
	short := make([]string, len(cells))
	next := 0
	for i, cell := range cells {
		value, digits, _ := strings.Cut(cell, "=")
		number := next
		if digits != "" {
			fmt.Sscan(digits, &number)
		}
		if number == next {
			short[i] = value
		} else {
			short[i] = fmt.Sprintf("%s=%d", value, number)
		}
		next = number + 1
	}
	return short
}

func (t *table) summary() string {
	messages, fields, enums, sensitive := 0, 0, 0, 0
	for _, lines := range t.packages {
		for name, cells := range lines {
			if strings.HasPrefix(name, "#") {
				enums++
				continue
			}
			messages++
			fields += len(cells)
			for _, cell := range cells {
				if strings.Contains(cell, ":!") {
					sensitive++
				}
			}
		}
	}
	return fmt.Sprintf("%d messages, %d fields (%d sensitive), %d enums", messages, fields, sensitive, enums)
}
