package orthography

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

var update = flag.Bool("update", false, "rewrite the expected texts and findings of testdata")

const testdata = "../../testdata"

// TestRuleFiles runs testdata/rules: one file a rule, which acts there alone.
//
// A file is a row of cases: "in", what normalize makes of it in "want" (left
// out when that is the same), and the places that check reports in
// "findings". For a rule about translations each line is a source, " => " and its
// translation. What is hard to see is escaped: \uXXXX, \xXX, \t, and \ at the
// end of a line for no newline there.
func TestRuleFiles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testdata, "rules", "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, err := Lookup(strings.TrimSuffix(filepath.Base(file), ".txtar")); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for _, r := range Rules() {
		if !r.Outside { // it has no text of its own
			t.Run(r.Name, func(t *testing.T) { testRuleFile(t, r) })
		}
	}
}

func testRuleFile(t *testing.T, r *rule.Rule) {
	file := filepath.Join(testdata, "rules", r.Name+".txtar")
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatalf("every rule needs such a file: %v", err)
	}
	e := compile(t, r)
	var out []txtar.File
	for i, part := range archive.Files {
		if part.Name != "in" {
			continue
		}
		in := unreveal(t, part.Data)
		if r.Pair != nil {
			out = append(out, testPairs(t, file, e, archive.Files[i:])...)
			continue
		}
		got := e.Runner().Append(nil, in)
		if again := e.Runner().Append(nil, got); !bytes.Equal(again, got) {
			t.Errorf("%s: %q is rewritten once more, to %q", file, got, again)
		}
		gotFindings := listFindings(e, in)
		want, wantFindings := part.Data, []byte(nil)
		for _, next := range archive.Files[i+1:] {
			if next.Name == "in" {
				break
			}
			switch next.Name {
			case "want":
				want = next.Data
			case "findings":
				wantFindings = next.Data
			default:
				t.Errorf("%s: unknown section %q", file, next.Name)
			}
		}
		out = append(out, part)
		if !bytes.Equal(got, in) {
			out = append(out, txtar.File{Name: "want", Data: reveal(got)})
		}
		if len(gotFindings) > 0 {
			out = append(out, txtar.File{Name: "findings", Data: gotFindings})
		}
		if *update {
			continue
		}
		if want := unreveal(t, want); !bytes.Equal(got, want) {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", file, reveal(got), reveal(want))
		}
		if !bytes.Equal(gotFindings, wantFindings) {
			t.Errorf("%s: findings\n%s\nwant\n%s", file, gotFindings, wantFindings)
		}
		if r.Survey == nil && r.Variants == nil && r.Fix != rule.Manual {
			for _, f := range e.Runner().Findings(got) {
				if f.Fix != rule.Manual {
					t.Errorf("%s: still found after the fix: %q in line %d", file, f.Found(), f.Line)
				}
			}
		}
	}
	if len(out) == 0 {
		t.Errorf("%s: no case", file)
	}
	if *update {
		archive.Files = out
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// testPairs tests the lines of parts[0] as sources and their translations, and returns
// the case as it should be.
func testPairs(t *testing.T, file string, e *rule.Engine, parts []txtar.File) (out []txtar.File) {
	t.Helper()
	var got, gotFindings []byte
	n := 0
	for line := range bytes.Lines(parts[0].Data) {
		n++
		source, target, ok := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" => "))
		if !ok {
			t.Fatalf("%s: no => in %q", file, line)
		}
		p := &rule.Pair{Source: string(unreveal(t, source)), Target: unreveal(t, target), Edges: true, Accelerators: "&"}
		if bytes.Contains(source, []byte("%s")) { // no file of Qt
			p.Accelerators = ""
		}
		for _, f := range e.FindPair(p) {
			gotFindings = fmt.Appendf(gotFindings, "%d:%d %s%s\n", n, 1+span.Rune.Count(f.Text[:f.Start]), f.Rule.Name, prefixed(": ", f.Message))
		}
		edits := e.EditPair(p, nil)
		if len(edits) == 0 {
			got = append(got, line...)
			continue
		}
		p.Target = span.Apply(nil, p.Target, edits)
		if again := e.EditPair(p, nil); len(again) > 0 {
			t.Errorf("%s: %q is rewritten once more", file, p.Target)
		}
		got = append(append(append(got, source...), " => "...), p.Target...)
		got = append(got, '\n')
	}
	out = append(out, parts[0])
	if !bytes.Equal(got, parts[0].Data) {
		out = append(out, txtar.File{Name: "want", Data: got})
	}
	if len(gotFindings) > 0 {
		out = append(out, txtar.File{Name: "findings", Data: gotFindings})
	}
	end := 1 + slices.IndexFunc(append(parts[1:], txtar.File{Name: "in"}), func(f txtar.File) bool { return f.Name == "in" })
	if want := parts[:end]; !*update && string(txtar.Format(&txtar.Archive{Files: want})) != string(txtar.Format(&txtar.Archive{Files: out})) {
		t.Errorf("%s:\ngot\n%s\nwant\n%s", file, txtar.Format(&txtar.Archive{Files: out}), txtar.Format(&txtar.Archive{Files: want}))
	}
	return out
}

// prefixed is text after prefix, or "".
func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

// listFindings are the findings of a text, one a line, with columns in code
// points.
func listFindings(e *rule.Engine, text []byte) []byte {
	lines := bytes.Split(text, []byte("\n"))
	found := e.Runner().Findings(text)
	slices.SortStableFunc(found, func(a, b rule.Finding) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Start - b.Start
	})
	var out []byte
	for _, f := range found {
		column := 1 + span.Rune.Count(lines[f.Line-1][:f.Start])
		out = fmt.Appendf(out, "%d:%d %s\n", f.Line, column, f.Rule.Name)
	}
	return out
}

// unreveal undoes the escapes of a section.
func unreveal(t *testing.T, data []byte) []byte {
	t.Helper()
	var out []byte
	for len(data) > 0 {
		if data[0] != '\\' {
			out, data = append(out, data[0]), data[1:]
			continue
		}
		if len(data) > 1 && data[1] == '\n' {
			data = data[2:]
			continue
		}
		r, multibyte, rest, err := strconv.UnquoteChar(string(data), 0)
		if err != nil {
			t.Fatalf("escape in %.20q: %v", data, err)
		}
		if multibyte {
			out = utf8.AppendRune(out, r)
		} else {
			out = append(out, byte(r))
		}
		data = []byte(rest)
	}
	return out
}

// reveal escapes what is hard to see: tabs, spaces at the edge of a line or
// other than U+0020, controls, marks without a letter, and bytes that are not
// UTF-8.
func reveal(text []byte) []byte {
	var out []byte
	before := '\n'
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		after := byte('\n')
		if i+size < len(text) {
			after = text[i+size]
		}
		switch {
		case r == '\n':
			out = append(out, '\n')
		case r == utf8.RuneError && size == 1:
			out = fmt.Appendf(out, "\\x%02X", text[i])
		case r == '\\' || r == '\t':
			out = append(out, strings.Trim(strconv.Quote(string(r)), `"`)...)
		case r == ' ' && (before == '\n' || after == '\n'):
			out = append(out, "\\x20"...)
		case r == '\uFFFD' || r != ' ' && !unicode.IsGraphic(r) || r > ' ' && unicode.IsSpace(r) ||
			r == '\u00A0' || arabic.IsMark(r) && !unicode.Is(unicode.Arabic, before) && !arabic.IsMark(before):
			if r > '\uFFFF' {
				out = fmt.Appendf(out, "\\U%08X", r)
			} else {
				out = fmt.Appendf(out, "\\u%04X", r)
			}
		default:
			out = utf8.AppendRune(out, r)
		}
		before = r
		i += size
	}
	if before != '\n' || len(text) == 0 {
		out = append(out, "\\\n"...)
	}
	return out
}

// TestPages normalizes the pages of testdata/corpus. What they should become
// was written before the rules were; -update is for a change of policy.
func TestPages(t *testing.T) {
	e := compile(t, selected(t, Selection{Profile: Standard})...)
	pages, err := filepath.Glob(filepath.Join(testdata, "corpus", "*.normalized.txt"))
	if err != nil || len(pages) < 3 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	for _, golden := range pages {
		page := strings.TrimSuffix(golden, ".normalized.txt") + ".txt"
		t.Run(filepath.Base(page), func(t *testing.T) {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			got := e.Runner().Append(nil, text)
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			gotLines, wantLines := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
			if len(gotLines) != len(wantLines) {
				t.Fatalf("%d lines, want %d", len(gotLines), len(wantLines))
			}
			for i := range gotLines {
				if gotLines[i] != wantLines[i] {
					t.Errorf("line %d:\n got %q\nwant %q", i+1, gotLines[i], wantLines[i])
				}
			}
			if again := e.Runner().Append(nil, want); !bytes.Equal(again, want) {
				t.Errorf("the normal form is not a fixed point")
			}
		})
	}
}

// The issue that asked for these pages: not one detached waw may be left on a
// news page.
func TestPageKeepsNoDetachedWaw(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(testdata, "corpus", "aggregator.txt"))
	if err != nil {
		t.Fatal(err)
	}
	e := compile(t, selected(t, Selection{Profile: Standard})...)
	before := bytes.Count(text, []byte("و "))
	got := e.Runner().Append(nil, text)
	if left := bytes.Count(got, []byte(" و ")); left > 0 || before < 30 {
		t.Errorf("%d detached waws before, %d after", before, left)
	}
}

// TestAppendAllocates: no line needs memory of its own, whether it changes or not. Only
// what a rule writes character by character does, such as a number.
func TestAppendAllocates(t *testing.T) {
	clean := strings.Repeat("قال المتحدث باسم الوزارة إن المشروع سيكتمل في نهاية العام، وأضاف أن العمل يسير وفق الخطة.\n", 20)
	dirty := strings.Repeat(" قال المتحدث باسم الوزارة و أضاف ،أن العمــل يسير ( وفق الخطة ) ومضى .\nوبلغت التكلفة مليونا , كما \"قال \" \n", 20)
	r := compile(t, selected(t, Selection{Profile: Standard})...).Runner()
	var dst []byte
	for _, text := range []string{clean, dirty} {
		text := []byte(text)
		if dst = r.Append(dst[:0], text); bytes.Equal(dst, text) == (text[0] == ' ') {
			t.Fatalf("%s became %s", text, dst)
		}
		if n := testing.AllocsPerRun(20, func() { dst = r.Append(dst[:0], text) }); n > 0 {
			t.Errorf("%v allocations for %s", n, text[:bytes.IndexByte(text, '\n')])
		}
	}
}
