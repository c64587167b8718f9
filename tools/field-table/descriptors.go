package main

import (
	"fmt"
	"slices"
	"strings"

	udpa "github.com/cncf/xds/go/udpa/annotations"
	xds "github.com/cncf/xds/go/xds/annotations/v3"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// google.protobuf's own types: they have a JSON form of their own. A wrapper ("UInt32Value") is in JSON a scalar with presence.
var wellKnown = map[protoreflect.FullName]string{
	"google.protobuf.Any":         "any",
	"google.protobuf.BoolValue":   "?bool",
	"google.protobuf.BytesValue":  "?bytes",
	"google.protobuf.DoubleValue": "?f64",
	"google.protobuf.Duration":    "duration",
	"google.protobuf.FieldMask":   "fieldmask",
	"google.protobuf.FloatValue":  "?f32",
	"google.protobuf.Int32Value":  "?i32",
	"google.protobuf.Int64Value":  "?i64",
	"google.protobuf.ListValue":   "listvalue",
	"google.protobuf.NullValue":   "nullvalue",
	"google.protobuf.StringValue": "?string",
	"google.protobuf.Struct":      "struct",
	"google.protobuf.Timestamp":   "timestamp",
	"google.protobuf.UInt32Value": "?u32",
	"google.protobuf.UInt64Value": "?u64",
	"google.protobuf.Value":       "value",
}

// addRegistered adds all that the imported packages registered, and google.protobuf's types as they stand in an Any.
func addRegistered(t *table) {
	t.add("google.protobuf", "Empty", nil)
	for name, code := range wellKnown {
		if name != "google.protobuf.NullValue" {
			t.add("google.protobuf", relative("google.protobuf", name), []string{"value:" + code})
		}
	}
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		addFile(t, file)
		return true
	})
}

func addFile(t *table, file protoreflect.FileDescriptor) {
	if ignored(string(file.Package())) {
		return
	}
	addEnums(t, file.Package(), file.Enums())
	addMessages(t, file.Package(), file.Messages())
}

// ignored tells packages that describe schemas: no configuration holds their messages.
func ignored(pkg string) bool {
	return slices.Contains([]string{"google.protobuf", "pb", "validate", "udpa.annotations", "xds.annotations.v3", "envoy.annotations"}, pkg)
}

func addEnums(t *table, pkg protoreflect.FullName, enums protoreflect.EnumDescriptors) {
	for i := range enums.Len() {
		values := enums.Get(i).Values()
		cells := make([]string, values.Len())
		for j := range cells {
			cells[j] = fmt.Sprintf("%s=%d", values.Get(j).Name(), values.Get(j).Number())
		}
		t.add(string(pkg), "#"+relative(pkg, enums.Get(i).FullName()), cells)
	}
}

func addMessages(t *table, pkg protoreflect.FullName, messages protoreflect.MessageDescriptors) {
	for i := range messages.Len() {
		message := messages.Get(i)
		if message.IsMapEntry() {
			continue
		}
		cells := make([]string, message.Fields().Len())
		for j := range cells {
			field := message.Fields().Get(j)
			cells[j] = string(field.Name()) + ":" + fieldType(pkg, field)
			if field.JSONName() != camel(string(field.Name())) {
				panic(fmt.Sprintf("%s has a JSON name of its own", field.FullName()))
			}
		}
		t.add(string(pkg), relative(pkg, message.FullName()), cells)
		addEnums(t, pkg, message.Enums())
		addMessages(t, pkg, message.Messages())
	}
}

func fieldType(pkg protoreflect.FullName, field protoreflect.FieldDescriptor) string {
	prefix := ""
	if sensitive(field.Options()) {
		prefix = "!"
	}
	switch {
	case field.IsMap():
		return prefix + "{}" + strings.TrimPrefix(valueType(pkg, field.MapValue()), "?")
	case field.IsList():
		return prefix + "[]" + strings.TrimPrefix(valueType(pkg, field), "?")
	case field.Message() == nil && field.HasPresence():
		return prefix + "?" + valueType(pkg, field)
	}
	return prefix + valueType(pkg, field)
}

func valueType(pkg protoreflect.FullName, field protoreflect.FieldDescriptor) string {
	switch field.Kind() {
	case protoreflect.StringKind:
		return "string"
	case protoreflect.BytesKind:
		return "bytes"
	case protoreflect.BoolKind:
		return "bool"
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return "i32"
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return "u32"
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return "i64"
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return "u64"
	case protoreflect.FloatKind:
		return "f32"
	case protoreflect.DoubleKind:
		return "f64"
	case protoreflect.EnumKind:
		if name, found := wellKnown[field.Enum().FullName()]; found {
			return name
		}
		return "#" + reference(pkg, field.Enum())
	default:
		if name, found := wellKnown[field.Message().FullName()]; found {
			return name
		}
		return reference(pkg, field.Message())
	}
}

func reference(pkg protoreflect.FullName, target protoreflect.Descriptor) string {
	if name := relative(pkg, target.FullName()); target.ParentFile().Package() == pkg {
		return name
	}
	return "." + string(target.FullName())
}

func relative(pkg, name protoreflect.FullName) string {
	return strings.TrimPrefix(string(name), string(pkg)+".")
}

func sensitive(options protoreflect.ProtoMessage) bool {
	return proto.GetExtension(options, udpa.E_Sensitive).(bool) || proto.GetExtension(options, xds.E_Sensitive).(bool)
}

// camel is the JSON name that protobuf gives a field.
func camel(name string) string {
	var out strings.Builder
	upper := false
	for _, c := range []byte(name) {
		switch {
		case c == '_':
			upper = true
			continue
		case upper && 'a' <= c && c <= 'z':
			c -= 'a' - 'A'
		}
		upper = false
		out.WriteByte(c)
	}
	return out.String()
}
