package ruletest

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// Check tests one rule: its examples, and the laws on its examples and on texts,
// each of which may have several lines.
func Check(t testing.TB, r *rule.Rule, texts ...string) {
	t.Helper()
	e, err := rule.Compile([]*rule.Rule{r})
	if err != nil {
		t.Fatal(err)
	}
	Example(t, r)
	for _, text := range append([]string{r.Bad, r.Good}, texts...) {
		for _, text := range []string{text, "\n" + text + "\r\n\n" + text, "\xD8" + text + "\xFF " + text} {
			Laws(t, e, []byte(text))
			Equal(t, e, []byte(text))
		}
	}
}

// Example tests law 7: the fix of Bad is Good, and the fix of Good is Good; there
// is one finding on Bad, and none on Good.
func Example(t testing.TB, r *rule.Rule) {
	t.Helper()
	if r.Outside { // its examples are files
		return
	}
	e, err := rule.Compile([]*rule.Rule{r})
	if err != nil {
		t.Fatal(err)
	}
	if r.Pair != nil {
		pairExample(t, e, r)
		return
	}
	if r.Fix != rule.Manual {
		for _, text := range []string{r.Bad, r.Good} {
			if got := string(e.Runner().Append(nil, []byte(text))); got != r.Good {
				t.Errorf("%s: law 7: %q becomes %q, want %q", r.Name, text, got, r.Good)
			}
		}
	}
	if got := e.Runner().Findings([]byte(r.Bad)); len(got) != 1 || got[0].Rule != r {
		t.Errorf("%s: law 7: findings on Bad: %+v, want one", r.Name, got)
	}
	if got := e.Runner().Findings([]byte(r.Good)); len(got) != 0 {
		t.Errorf("%s: law 7: findings on Good: %+v, want none", r.Name, got)
	}
}

// pairExample is Example for a rule about translations.
func pairExample(t testing.TB, e *rule.Engine, r *rule.Rule) {
	t.Helper()
	bad := rule.Pair{Source: r.Of, Target: []byte(r.Bad), Edges: true, Accelerators: "&"}
	good := bad
	good.Target = []byte(r.Good)
	if r.Fix != rule.Manual {
		for _, p := range []rule.Pair{bad, good} {
			if got := string(span.Apply(nil, p.Target, e.EditPair(&p, nil))); got != r.Good {
				t.Errorf("%s: law 7: %q becomes %q, want %q", r.Name, p.Target, got, r.Good)
			}
		}
	}
	if got := e.FindPair(&bad); len(got) != 1 || got[0].Rule != r {
		t.Errorf("%s: law 7: findings on Bad: %+v, want one", r.Name, got)
	}
	if got := e.FindPair(&good); len(got) != 0 {
		t.Errorf("%s: law 7: findings on Good: %+v, want none", r.Name, got)
	}
}

// Equal tests law 4 on a text: the engine produces what [Reference] does. It
// takes long.
func Equal(t testing.TB, e *rule.Engine, text []byte) {
	t.Helper()
	lines := bytes.Split(text, newline)
	for i, line := range lines {
		lines[i] = Reference(e.Rules(), line, e.Known()...)
	}
	got := e.Runner().Append(nil, text)
	if want := bytes.Join(lines, newline); !bytes.Equal(got, want) {
		t.Fatalf("law 4: engine and reference differ on %q\n got %q\nwant %q", text, got, want)
	}
}

var newline = []byte("\n")

// Laws tests the other laws on a text: its edits produce the normal form (1),
// which is a fixed point (2) and has nothing left to fix (3); a block gives what
// its lines give (5); bytes that are not UTF-8 are kept, unless a rule has a
// trigger for them (9); and no protected run is edited (10), unless a rule
// rescripts.
func Laws(t testing.TB, e *rule.Engine, text []byte) {
	t.Helper()
	r := e.Runner()
	got := r.Append(nil, text)
	if again := r.Append(nil, got); !bytes.Equal(again, got) {
		t.Fatalf("law 2: not idempotent on %q\nonce  %q\ntwice %q", text, got, again)
	}
	edits := r.Edits(text)
	if applied := span.Apply(nil, text, edits); !bytes.Equal(applied, got) {
		t.Fatalf("law 1: the edits of %q produce %q, want %q\n%v", text, applied, got, edits)
	}
	checkInvalid(t, e, text, edits)
	if !slices.ContainsFunc(e.Rules(), func(r *rule.Rule) bool { return r.Rescripts }) {
		checkProtected(t, text, edits)
	}
	for _, f := range r.Findings(got) {
		if f.Fix != rule.Manual {
			t.Fatalf("law 3: %s still finds %q in %q (from %q)", f.Rule.Name, f.Found(), got, text)
		}
	}
	checkSafe(t, e, text)
	checkBlock(t, e, text)
}

// checkInvalid tests law 9. What stands between two bytes that are not UTF-8 may go,
// and if they then make a character, it is one for the rules after it: of such bytes
// the law says nothing.
func checkInvalid(t testing.TB, e *rule.Engine, text []byte, edits []span.Edit) {
	t.Helper()
	for _, r := range e.Rules() {
		if r.Find == nil {
			continue
		}
		for _, g := range r.Find.Triggers {
			if g.Invalid {
				return
			}
		}
	}
	for _, x := range edits {
		was, is := invalid(x.Text(text)), invalid([]byte(x.New))
		if joined := invalid(was); !bytes.Equal(joined, was) {
			continue
		}
		if !bytes.Equal(was, is) {
			t.Fatalf("law 9: %q becomes %q in %q", x.Text(text), x.New, text)
		}
	}
}

// invalid returns the bytes of text that are not UTF-8.
func invalid(text []byte) (out []byte) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			out = append(out, text[i])
		}
		i += size
	}
	return out
}

// checkProtected tests law 10.
func checkProtected(t testing.TB, text []byte, edits []span.Edit) {
	t.Helper()
	at := 0
	var runs []span.Span
	for line := range bytes.Lines(text) {
		runs = segment.Protected(runs[:0], bytes.TrimSuffix(line, newline))
		for _, run := range runs {
			run.Start, run.End = run.Start+at, run.End+at
			for len(edits) > 0 && edits[0].End <= run.Start {
				edits = edits[1:]
			}
			if len(edits) > 0 && edits[0].Overlaps(run) {
				t.Fatalf("law 10: %q is edited inside %q of %q", edits[0].Text(text), run.Text(text), text)
			}
		}
		at += len(line)
	}
}

// checkSafe tests laws 2 and 3 of the safe rules, and that findings are within
// their lines.
func checkSafe(t testing.TB, e *rule.Engine, text []byte) {
	t.Helper()
	r, safe := e.Runner(), e.Safe().Runner()
	fixed := safe.Append(nil, text)
	if again := safe.Append(nil, fixed); !bytes.Equal(again, fixed) {
		t.Fatalf("law 2: the safe rules are not idempotent on %q\nonce  %q\ntwice %q", text, fixed, again)
	}
	for _, f := range r.Findings(fixed) {
		if f.Fix == rule.Safe {
			t.Fatalf("law 3: %s is safe, and still finds %q in %q (from %q)", f.Rule.Name, f.Found(), fixed, text)
		}
	}
	lines := bytes.Split(text, newline)
	for _, f := range r.Findings(text) {
		if f.Line < 1 || f.Line > len(lines) || f.Start < 0 || f.Start > f.End || f.End > len(lines[f.Line-1]) {
			t.Fatalf("finding %+v is outside %q", f, text)
		}
	}
}

// checkBlock tests law 5, and that every edit has its rules.
func checkBlock(t testing.TB, e *rule.Engine, text []byte) {
	t.Helper()
	r := e.Runner()
	find := func(out, text []byte, line int) []byte {
		r.FindBlock(text, line, func(_ int, found []rule.Finding) {
			for _, f := range found {
				out = fmt.Appendf(out, "%d %s %v %q %q\n", f.Line, f.Rule.Name, f.Span, f.New, f.Message)
			}
		})
		return out
	}
	var want []byte
	for i, line := range bytes.Split(text, newline) {
		want = find(want, line, i+1)
	}
	if got := find(nil, text, 1); !bytes.Equal(got, want) {
		t.Fatalf("law 5: the block %q has the findings\n%sits lines have\n%s", text, got, want)
	}
	r.EditBlock(text, func(_ int, _ []byte, edits []span.Edit) {
		for _, x := range edits {
			if len(r.By(x)) == 0 {
				t.Fatalf("no rule has made %+v in %q", x, text)
			}
		}
	})
}
