package document

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/nass-ar/nass/pkg/corpus"
)

func TestYAML(t *testing.T) {
	testPages(t, YAML, []pageCase{
		{"ar:\n  a: و أ ، # و ب\n  و ب: 5\n  c: [و ج, {d: و د}]\n", []string{"label ar.a|و أ ،", "label ar.c|و ج", "label ar.c.d|و د"}, "ar:\n  a: وأ، # و ب\n  و ب: 5\n  c: [وج, {d: ود}]\n"},
		{"a: \"و \\\"أ\\\" \\\n   ”ب” %{n} \"\r\nb: 'و ''ج'' ＇'\r\n", []string{`label a|و "أ" ”ب” ￼`, "label b|و 'ج' ＇"}, "a: \"و\\\"أ\\\" \\\n   \\\"ب\\\" %{n} \"\r\nb: 'و''ج'' '''\r\n"},
		{"a: و أ\n  و ب\n\n  ج\nb: \"و أ  \n  و ب\n\n  ج ٱ￤د\"\nc: 'أ\n  و ب'\n", []string{"label a|و أ و ب\nج", "label b|و أ و ب\nج ٱ￤د", "label c|أ و ب"}, "a: وأ\n  وب\n\n  ج\nb: \"وأ  \n  وب\n\n  ج ا\\nد\"\nc: 'أ\n  وب'\n"},
		{"a: |\n  و أ\n   و ب\n\n  ج￤د  \n\n\nb: >-\n  و أ\n  و ب\n\n  ج￤د\n   و ه\n", []string{"paragraph a|و أ\nو ب\n\nج￤د", "paragraph b|و أ و ب\nج￤د\nو ه"}, "a: |\n  وأ\n   وب\n\n  ج\n  د  \n\n\nb: >-\n  وأ\n  وب\n\n  ج\n\n  د\n   وه\n"},
		{"- |\r\n  و أ\r\n\r\n  و ب\r\n- و\n  ج\n", []string{"paragraph |و أ\n\nو ب", "label |و ج"}, "- |\r\n  وأ\r\n\r\n  وب\r\n- وج\n"},
		{"a: \"\\u0648 \\u0671 \\U0001F600\"\nb: \"و \\u0671 \\x41\\_\\e\"\n", []string{"label a|و ٱ 😀", "label b|و ٱ A\u00A0\x1b"}, "a: \"\\u0648\\u0627 \\U0001F600\"\nb: \"وا \\x41\\_\\e\"\n"},
		// What a plain scalar cannot hold is quoted.
		{"a: عنوان：قيمة\nb: أ ＃ب\nc: [أ，ب, ‹]\nd: ｛أ\ne: عنوان：'قيمة'\nf: عنوان：\"قيمة\" 'و'\n", []string{"label a|عنوان：قيمة", "label b|أ ＃ب", "label c|أ，ب", "label d|｛أ", "label e|عنوان：'قيمة'", "label f|عنوان：\"قيمة\" 'و'"}, "a: 'عنوان: قيمة'\nb: 'أ #ب'\nc: ['أ,ب', ‹]\nd: '{أ'\ne: \"عنوان: 'قيمة'\"\nf: عنوان：\"قيمة\" 'و'\n"},
		{"x: &a !!str و أ\ny: *a\nz: !t و ب\nid: و ج\nrun: |\n  و د\n<<: {k: و ه}\nx.sh: |\n  و ز\ns: |\n  #!x\n  و\nm: |\n  ```\n  و ل\n", []string{"label x|و أ", "label <<.k|و ه"}, "x: &a !!str وأ\ny: *a\nz: !t و ب\nid: و ج\nrun: |\n  و د\n<<: {k: وه}\nx.sh: |\n  و ز\ns: |\n  #!x\n  و\nm: |\n  ```\n  و ل\n"},
		{"\uFEFFa: و أ\n---\nb: و ب\n...\n---\n\"و ج\"\n", []string{"label a|و أ", "label b|و ب", "label |و ج"}, "\uFEFFa: وأ\n---\nb: وب\n...\n---\n\"وج\"\n"},
		{"a: {{ .x }}\n{{ if }}\n", nil, ""}, // no letter of Arabic
	})
	testBroken(t, YAML, map[string]string{
		"file:broken_ar.yml":        `line 3: not YAML: mapping values are not allowed in this context`,
		"file:broken-template.yaml": `line 3: not YAML: could not find expected ':'`,
		"a: \"و":                    `not YAML: found unexpected end of stream`,
		"a: و\n\x01":                `not YAML: control characters are not allowed`,
	})
}

// The library reads the same nodes before and after, and each scalar that is no
// text keeps its value.
func TestYAMLStructure(t *testing.T) {
	shape := func(src string) string {
		var b strings.Builder
		var walk func(n *yaml.Node, texts bool)
		walk = func(n *yaml.Node, text bool) {
			value := n.Value
			if text && n.Kind == yaml.ScalarNode && hasArabic([]byte(value)) {
				value = "…"
			}
			fmt.Fprintf(&b, "%d %s %s %q %d\n", n.Kind, n.ShortTag(), n.Anchor, value, len(n.Content))
			for i, x := range n.Content {
				walk(x, n.Kind != yaml.MappingNode || i%2 == 1)
			}
		}
		d := yaml.NewDecoder(bytes.NewReader([]byte(src)))
		for {
			var n yaml.Node
			err := d.Decode(&n)
			if err == io.EOF {
				return b.String()
			} else if err != nil {
				t.Fatal(err)
			}
			walk(&n, true)
		}
	}
	n := 0
	for _, src := range files(t, YAML) {
		out, texts, err := rewrite(YAML, []byte(src), &Options{}, corpus.StreamOptions{Workers: 1})
		if err != nil || len(texts) == 0 {
			continue
		}
		if n++; string(out) == src {
			t.Errorf("%.60q did not change", src)
		}
		if a, b := shape(src), shape(string(out)); a != b {
			t.Errorf("%.60q: nodes\n%s\nbecame\n%s", src, a, b)
		}
	}
	if n < 6 {
		t.Errorf("%d files", n)
	}
}
