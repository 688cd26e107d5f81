package report

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// dense is one line with two findings in each of its letters. The last comma makes
// it no row of a table.
func dense(n int) []byte { return []byte(strings.Repeat("ا,", n) + "ا, ا\n") }

func engineOf(t *testing.T, profile rule.Profile) *rule.Engine {
	t.Helper()
	e, err := orthography.Selection{Profile: profile}.Compile()
	check(t, err)
	return e
}

// TestPartIsSmall counts the bytes by which a block holds its findings: a block
// that is one long line holds as many as it has letters.
func TestPartIsSmall(t *testing.T) {
	const n = 20000
	text := dense(n)
	_, part := (&Check{Find: engineOf(t, orthography.Check), Runes: true}).Worker()(nil, text, span.Start)
	edits := EditsOf(engineOf(t, orthography.Standard).Runner(), text, span.Start)
	for _, x := range []struct {
		name   string
		packed *packed
		min    int // things it holds
	}{{"findings", part.packed, 2*n - 1}, {"edits", edits.packed, n}} {
		held := 0
		for range x.packed.all() {
			held++
		}
		size := len(x.packed.spans) + len(x.packed.kinds)*100 + len(x.packed.lines)*100
		if held < x.min || size > 6*held || len(x.packed.text) > len(text) {
			t.Errorf("%s: %d take %d bytes and a text of %d", x.name, held, size, len(x.packed.text))
		}
	}
}

// TestDenseLineTakesLittle counts what is asked for, from its block to the report, by
// a line with very many findings.
func TestDenseLineTakesLittle(t *testing.T) {
	const n = 20000
	text := dense(n)
	standard, all := engineOf(t, orthography.Standard), engineOf(t, orthography.Check)
	work := func(text []byte) map[string]func() {
		return map[string]func(){
			"find":  func() { all.Runner().FindBlock(text, 1, func(int, []rule.Finding) {}) },
			"edits": func() { standard.Runner().EditBlock(text, func(int, []byte, []span.Edit) {}) },
		}
	}
	small, large := work(dense(1)), work(text)
	for name, do := range large {
		small[name]() // what an engine makes once
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		do()
		runtime.ReadMemStats(&after)
		if each := (after.TotalAlloc - before.TotalAlloc) / n; each > denseMost {
			t.Errorf("%s: %d bytes a letter, want at most %d", name, each, denseMost)
		}
	}
}

// denseMost is half as much again as a letter of a dense line takes, all scratch
// memory and what it grows from included.
const denseMost = 700

// TestPackedGivesBack compares what a part gives with what was found.
func TestPackedGivesBack(t *testing.T) {
	text := []byte("قال نعم , و سافر\n\nسطر\r\nو ذهب\u200B الى(البيت ) 12 , 13\n" + strings.Repeat("ا,", 300) + "\nو قال")
	e := engineOf(t, orthography.Check)
	check := &Check{Find: e, Runes: true}
	_, part := check.Worker()(nil, text, span.Place{Offset: 100, Runes: 50, Line: 7})
	var want []rule.Finding
	var starts []int64
	e.Runner().FindBlock(text, 7, func(start int, findings []rule.Finding) {
		for _, f := range findings {
			want, starts = append(want, f), append(starts, int64(start))
		}
	})
	for f := range part.Findings() {
		if len(want) == 0 {
			t.Fatalf("%+v is too many", f)
		}
		w := want[0]
		if !bytes.Equal(f.Text, w.Text) || f.Place.Offset != 100+starts[0] || f.Place.Line != w.Line ||
			f.Place.Runes != 50+int64(span.Rune.Count(text[:starts[0]])) {
			t.Errorf("line %d at %+v: %q, want %q at %d", f.Line, f.Place, f.Text, w.Text, starts[0])
		}
		if f.Rule != w.Rule || f.Line != w.Line || f.Span != w.Span || f.Context != w.Context || f.New != w.New || f.Fix != w.Fix || f.Message != w.Message {
			t.Errorf("got %+v, want %+v", f.Finding, w)
		}
		want, starts = want[1:], starts[1:]
	}
	if len(want) > 0 {
		t.Errorf("%d findings are missing", len(want))
	}
}

// TestWriteEdits holds that edits are written as they are appended.
func TestWriteEdits(t *testing.T) {
	text := []byte("سطر\nو قال , نعم\n\nقال،نعم\n" + strings.Repeat("ا,", 300) + "\n")
	r := engineOf(t, orthography.Standard).Runner()
	at := span.Place{Offset: 10, Runes: 5, Line: 3}
	var got bytes.Buffer
	edits := EditsOf(r, text, at)
	check(t, new(Rows).WriteEdits(&got, "page.txt", edits))
	edits.Release()
	want := new(Rows).AppendEdits(nil, r, "page.txt", text, at)
	if got.String() != string(want) || !strings.Contains(got.String(), `"line":6,"start":`) {
		t.Errorf("got  %s\nwant %s", got.String(), want)
	}
	if err := new(Rows).WriteEdits(failing{}, "page.txt", EditsOf(r, text, at)); err != io.ErrShortWrite {
		t.Errorf("the error of the writer is lost: %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
