package report

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/span"
)

// checkOf returns what Check.Document finds in a page of JSON.
func checkOf(t *testing.T, c *Check, page string) []*Finding {
	t.Helper()
	b, err := document.JSON.Read([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	_, p, err := c.Document()(nil, b)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(p.Findings())
}

// TestDenseDocumentIsLinear: twice the findings in a line take twice the memory.
func TestDenseDocumentIsLinear(t *testing.T) {
	c := &Check{Find: engineOf(t, orthography.Check)}
	taken := func(n int) uint64 {
		page := fmt.Sprintf("{%q: %q}", "text", strings.Repeat("و قال ، ", n))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if got := len(checkOf(t, c, page)); got < 2*n-1 {
			t.Fatalf("%d findings of %d", got, 2*n)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	taken(1) // what an engine makes once
	const n = 20_000
	if one, two := taken(n), taken(2*n); 2*two > 5*one {
		t.Errorf("%d findings take %d bytes, twice as many %d", n, one, two)
	}
}

// TestChangesOfALongScalar: a fix for which all of a text may have to be quoted is not
// offered where the text is long, since each would hold a copy of it.
func TestChangesOfALongScalar(t *testing.T) {
	c := &Check{Find: engineOf(t, orthography.Check), Places: true}
	for n, want := range map[int]bool{1: true, 2000: false} {
		b, err := document.YAML.Read([]byte("a: قال" + strings.Repeat(" و قال", n) + "\n"))
		check(t, err)
		_, p, err := c.Document()(nil, b)
		check(t, err)
		for f := range p.Findings() {
			if _, _, got := f.Change(span.Byte); got != want {
				t.Fatalf("%d findings: a change is %v, want %v", n, got, want)
			}
		}
	}
}

// TestDocumentPlaces compares the places of findings with those counted from the start.
func TestDocumentPlaces(t *testing.T) {
	page := "{\n \"a\": \"سطر\\nو قال ، نعم\\nو\\u0020هو ، هنا\",\n \"b\": \"و مضى\"\n}"
	texts := map[string]string{"a": "سطر\nو قال ، نعم\nو هو ، هنا", "b": "و مضى"}
	found := checkOf(t, &Check{Find: engineOf(t, orthography.Check)}, page)
	if len(found) != 5 {
		t.Fatalf("%d findings", len(found))
	}
	for _, f := range found {
		text, r := texts[f.Of.Key], f.Record("a.json")
		source := page[r.Of.SourceStart:r.Of.SourceEnd]
		if got := text[r.Start:r.End]; got != " " || source != " " && source != `\u0020` {
			t.Errorf("%+v: %q, from %q", r, got, source)
		}
		if start, end := utf8.RuneCountInString(text[:r.Start]), utf8.RuneCountInString(text[:r.End]); r.RuneStart != int64(start) || r.RuneEnd != int64(end) {
			t.Errorf("%+v: code points %d to %d", r, start, end)
		}
		before := page[:r.Of.SourceStart]
		line := strings.Count(before, "\n")
		if col := 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]); f.Line != line+1 || f.Col != col {
			t.Errorf("%+v: at %d:%d, want %d:%d", r, f.Line, f.Col, line+1, col)
		}
	}
}
