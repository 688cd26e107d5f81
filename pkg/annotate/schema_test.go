package annotate

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/span"
)

// A schema is as much of JSON schema as schema.json needs.
type schema struct {
	Ref        string `json:"$ref"`
	Type       any
	Properties map[string]*schema
	Required   []string
	Additional *bool `json:"additionalProperties"`
	Items      *schema
	Enum       []any
	Const      any
	Minimum    *float64
	Maximum    *float64

	// What says nothing of values.
	ID          string             `json:"$id"`
	Version     string             `json:"$schema"`
	Defs        map[string]*schema `json:"$defs"`
	Title       string
	Description string
}

// resolve returns the schema that x refers to, of those of root.
func (x *schema) resolve(root *schema) *schema {
	for x.Ref != "" {
		at := root
		path := strings.Split(strings.TrimPrefix(x.Ref, "#/"), "/")
		for i := 0; i+1 < len(path); i += 2 {
			switch path[i] {
			case "$defs":
				at = at.Defs[path[i+1]]
			case "properties":
				at = at.Properties[path[i+1]]
			}
		}
		x = at
	}
	return x
}

// faults appends what is wrong with a value, which is at that path.
func (x *schema) faults(dst []string, root *schema, path string, v any) []string {
	x = x.resolve(root)
	fault := func(format string, args ...any) { dst = append(dst, path+": "+fmt.Sprintf(format, args...)) }
	if x.Type != nil && !x.allows(v) {
		fault("%v is no %v", v, x.Type)
	}
	if x.Const != nil && !reflect.DeepEqual(v, x.Const) {
		fault("%v is not %v", v, x.Const)
	}
	if x.Enum != nil && !slices.Contains(x.Enum, v) {
		fault("%v is none of %v", v, x.Enum)
	}
	switch v := v.(type) {
	case float64:
		if x.Minimum != nil && v < *x.Minimum || x.Maximum != nil && v > *x.Maximum {
			fault("%v is out of range", v)
		}
	case []any:
		for i := range v {
			if x.Items != nil {
				dst = x.Items.faults(dst, root, fmt.Sprintf("%s[%d]", path, i), v[i])
			}
		}
	case map[string]any:
		for _, name := range x.Required {
			if _, ok := v[name]; !ok {
				fault("%s is missing", name)
			}
		}
		for name := range v {
			if of := x.Properties[name]; of != nil {
				dst = of.faults(dst, root, path+"."+name, v[name])
			} else if x.Additional != nil && !*x.Additional {
				fault("%s is unknown", name)
			}
		}
	}
	return dst
}

// allows reports whether v has one of the types.
func (x *schema) allows(v any) bool {
	types, several := x.Type.([]any)
	if !several {
		types = []any{x.Type}
	}
	typ := map[reflect.Kind]string{reflect.String: "string", reflect.Bool: "boolean", reflect.Slice: "array", reflect.Map: "object"}[reflect.ValueOf(v).Kind()]
	if n, number := v.(float64); number {
		if typ = "number"; n == float64(int64(n)) && slices.Contains(types, any("integer")) {
			typ = "integer"
		}
	} else if v == nil {
		typ = "null"
	}
	return slices.Contains(types, any(typ))
}

// theSchema reads the schema, all of whose words the test knows.
func theSchema(t *testing.T) *schema {
	t.Helper()
	x := new(schema)
	dec := json.NewDecoder(strings.NewReader(string(Schema)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(x); err != nil {
		t.Fatal(err)
	}
	if got := x.Defs["document"].Properties["v"].Const; got != float64(Version) {
		t.Errorf("the schema is of version %v, not %d", got, Version)
	}
	return x
}

// hold reports what the schema does not allow in an object.
func hold(t *testing.T, x *schema, object []byte) {
	t.Helper()
	var v any
	if err := json.Unmarshal(object, &v); err != nil {
		t.Fatalf("%v: %s", err, object)
	}
	for _, fault := range x.faults(nil, x, "", v) {
		t.Error(fault)
	}
}

func TestSchema(t *testing.T) {
	x := theSchema(t)
	for _, layers := range []Layers{All, Usual, Normal, Tokens} {
		a := annotator(t, layers)
		for u := range span.Units {
			for _, s := range sampled() {
				w := Writer{Unit: span.Unit(u)}
				hold(t, x, w.Append(nil, a.Document([]byte(s))))
			}
		}
	}
	// All that the schema names is written.
	got := string(new(Writer).Append(nil, annotator(t, All).Document([]byte(long()))))
	for name := range x.Defs["layers"].Properties {
		if slices.Contains([]string{"key", "role", "line", "source_start", "source_end", "text"}, name) {
			continue // of pages
		}
		if !strings.Contains(got, `"`+name+`":`) {
			t.Errorf("%s is not written", name)
		}
		if item := x.Defs["layers"].Properties[name].Items; item != nil {
			for field := range item.resolve(x).Properties {
				if !strings.Contains(got, `"`+field+`":`) {
					t.Errorf("%s of %s is not written", field, name)
				}
			}
		}
	}
}

// The schema can fail.
func TestSchemaHasTeeth(t *testing.T) {
	x := theSchema(t)
	for object, want := range map[string]string{
		`{"v":1}`:                              ": unit is missing",
		`{"v":2,"unit":"byte"}`:                ".v: 2 is not 1",
		`{"v":1,"unit":"rune"}`:                ".unit: rune is none of [codepoint byte utf16]",
		`{"v":1,"unit":"byte","words":[]}`:     ": words is unknown",
		`{"v":1,"unit":"byte","normal":1}`:     ".normal: 1 is no string",
		`{"v":1,"unit":"byte","damage":["x"]}`: ".damage[0]: x is none of [mojibake visual-order lam-alef invalid-utf8 replacement-character]",
		`{"v":1,"unit":"byte","tokens":[{"start":-1,"end":1.5,"text":"","type":"word"}]}`: ".tokens[0].end: 1.5 is no integer .tokens[0].start: -1 is out of range",
	} {
		var v any
		if err := json.Unmarshal([]byte(object), &v); err != nil {
			t.Fatal(err)
		}
		got := x.faults(nil, x, "", v)
		slices.Sort(got)
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", object, s, want)
		}
	}
}

// TestFiles: what files become has the schema, whatever their blocks and workers.
func TestFiles(t *testing.T) {
	x := theSchema(t)
	var jsonl, csv strings.Builder
	csv.WriteString("id,text\n")
	for i, s := range samples {
		line, err := json.Marshal(map[string]any{"id": i, "text": s, "title": "عنوان في موسكو"})
		if err != nil {
			t.Fatal(err)
		}
		jsonl.Write(append(line, '\n'))
		fmt.Fprintf(&csv, "%d,\"%s\"\n", i, strings.ReplaceAll(s, `"`, `""`))
	}
	for _, f := range []struct {
		format *document.Format
		src    string
		fields []string
		id     string
	}{
		{document.JSONLines, jsonl.String(), nil, ""},
		{document.JSONLines, jsonl.String(), []string{"title", "text"}, "id"},
		{document.CSV, csv.String(), nil, "id"},
		{document.Markdown, "# " + samples[2] + "\n" + samples[7], nil, ""},
		{document.Plain, long(), nil, ""},
	} {
		var first string
		for _, how := range []corpus.StreamOptions{{Workers: 1}, {Workers: 3, BlockSize: 100}, {Flush: true}} {
			var out strings.Builder
			a := annotator(t, All).Judged(&orthography.Judge{Raw: true})
			if !f.format.Records {
				a = a.Suppose(orthography.Nature{Language: orthography.Arabic})
			}
			err := a.File(&File{Into: "nass", File: document.File{
				Name: "<stdin>", Reader: strings.NewReader(f.src), Format: f.format, Options: document.Options{Fields: f.fields, ID: f.id}, Stream: how,
			}}, func(part []byte, _ int) error {
				out.Write(part)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if first == "" {
				first = out.String()
			} else if out.String() != first {
				t.Errorf("%s: %+v: another output", f.format.Name, how)
			}
		}
		for line := range strings.Lines(first) {
			switch f.format {
			case document.JSONLines:
				var record struct{ Nass json.RawMessage }
				if err := json.Unmarshal([]byte(line), &record); err != nil {
					t.Fatal(err)
				}
				hold(t, x, record.Nass)
			case document.CSV: // see the tests of package document
			default:
				hold(t, x, []byte(line))
			}
		}
	}
}
