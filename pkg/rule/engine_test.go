package rule_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/rule/ruletest"
	"github.com/nass-ar/nass/pkg/span"
)

// Rules of no language: the machine knows none.
var (
	dash = &rule.Rule{Name: "dash", Title: "two dashes", Fix: rule.Safe, Anywhere: true, Find: &rule.Finder{
		Triggers: []rule.Trigger{{At: arabic.SetOf("-"), After: arabic.SetOf("-")}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			r, _ := t.Next(i)
			n, _ := t.Next(i + 1)
			return rule.Match{Span: span.Span{Start: i, End: i + 2}, New: "="}, r == '-' && n == '-'
		},
	}}
	equal = &rule.Rule{Name: "equal", Title: "two equals signs", Fix: rule.Safe, Anywhere: true, Find: &rule.Finder{
		Triggers: []rule.Trigger{{At: arabic.SetOf("="), After: arabic.SetOf("=")}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			r, _ := t.Next(i)
			n, _ := t.Next(i + 1)
			return rule.Match{Span: span.Span{Start: i, End: i + 2}, New: "#"}, r == '=' && n == '='
		},
	}}
	star = &rule.Rule{Name: "star", Title: "star", Anywhere: true, Find: &rule.Finder{
		Triggers: []rule.Trigger{{At: arabic.SetOf("*")}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			r, size := t.Next(i)
			return rule.Match{Span: span.Span{Start: i, End: i + size}, Message: "a " + string(r)}, r == '*'
		},
	}}
)

func engine(t *testing.T, rules ...*rule.Rule) *rule.Engine {
	t.Helper()
	e, err := rule.Compile(rules)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestRulesTakeTurns(t *testing.T) {
	// In either order, until neither finds anything.
	for _, rules := range [][]*rule.Rule{{dash, equal}, {equal, dash}} {
		r := engine(t, rules...).Runner()
		for in, want := range map[string]string{"": "", "a--b": "a=b", "----": "#", "------": "#=", "a--=b\r": "a#b\r", "-": "-"} {
			if got := string(r.Append(nil, []byte(in))); got != want {
				t.Errorf("%q becomes %q, want %q", in, got, want)
			}
			if got := string(ruletest.Reference(rules, []byte(in))); got != want {
				t.Errorf("reference: %q becomes %q, want %q", in, got, want)
			}
			if got := string(span.Apply(nil, []byte(in), r.Edits([]byte(in)))); got != want {
				t.Errorf("edits: %q becomes %q, want %q", in, got, want)
			}
		}
	}
}

func TestUnless(t *testing.T) {
	shouts := &rule.Fact{Of: func(line []byte) bool { return bytes.Contains(line, []byte("!")) }}
	quiet := *dash
	quiet.Unless = []*rule.Fact{shouts}
	e := engine(t, &quiet, equal)
	for _, x := range []struct {
		e    *rule.Engine
		want string
	}{
		{e, "a=b\na--b!\n"},
		{e.Safe(), "a=b\na--b!\n"},
		{e.Suppose(rule.Known{Fact: shouts, Holds: true}), "a--b\na--b!\n"},
		{e.Suppose(rule.Known{Fact: shouts, Holds: true}).Safe(), "a--b\na--b!\n"},
		{e.Suppose(rule.Known{Fact: shouts, Holds: false}), "a=b\na=b!\n"},
	} {
		if got := string(x.e.Runner().Append(nil, []byte("a--b\na--b!\n"))); got != x.want {
			t.Errorf("got %q, want %q", got, x.want)
		}
	}
}

// The runners of a judged engine ask what each text shows.
func TestJudged(t *testing.T) {
	title := &rule.Fact{Of: func([]byte) bool { return false }}
	body := *dash
	body.Unless = []*rule.Fact{title}
	r := engine(t, &body).Judged(func(text []byte) []rule.Known {
		return []rule.Known{{Fact: title, Holds: bytes.HasPrefix(text, []byte("#"))}}
	}).Runner()
	for _, x := range [][2]string{{"a--b", "a=b"}, {"# a--b\nc--d", "# a--b\nc--d"}, {"c--d", "c=d"}} {
		if got := string(r.Append(nil, []byte(x[0]))); got != x[1] {
			t.Errorf("%q becomes %q, want %q", x[0], got, x[1])
		}
	}
}

func TestProtectedRunsStay(t *testing.T) {
	r := engine(t, dash).Runner()
	const in = "a--b http://x.y/a--b -- #a--b"
	if got, want := string(r.Append(nil, []byte(in))), "a=b http://x.y/a--b = #a=b"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFindBlock(t *testing.T) {
	r := engine(t, dash, equal, star).Runner()
	var got []string
	block := []byte("one\n*\n\ntwo ---- *\r\nend *")
	r.FindBlock(block, 7, func(start int, findings []rule.Finding) {
		for _, f := range findings {
			got = append(got, strings.Join([]string{string(rune('0' + f.Line)), f.Rule.Name, string(f.Text[f.Start:f.End]), f.New, f.Message}, "|"))
			if !bytes.HasPrefix(block[start:], f.Text) {
				t.Errorf("%q does not begin at %d", f.Text, start)
			}
		}
	})
	want := []string{"8|star|*||a *", ":|dash|--|=|two dashes", ":|equal|----|#|two equals signs", ":|dash|--|=|two dashes", ":|star|*||a *", ";|star|*||a *"}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestEditBlockTellsWho(t *testing.T) {
	r := engine(t, dash, equal).Runner()
	var names []string
	r.EditBlock([]byte("x\n---- --\n"), func(start int, line []byte, edits []span.Edit) {
		if start != 2 || string(line) != "---- --" {
			t.Errorf("start %d, line %q", start, line)
		}
		for _, e := range edits {
			for _, by := range r.By(e) {
				names = append(names, by.Name)
			}
		}
	})
	if want := []string{"dash", "equal", "dash"}; !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
}

func TestTallyMergesInOrder(t *testing.T) {
	kind := func(name, mark string) rule.Variant {
		set := arabic.SetOf(mark)
		return rule.Variant{Name: name, Finder: rule.Finder{Triggers: []rule.Trigger{{At: set}}, At: func(t *rule.Line, i int) (rule.Match, bool) {
			r, size := t.Next(i)
			return rule.Match{Span: span.Span{Start: i, End: i + size}}, set.Has(r)
		}}}
	}
	mixed := &rule.Rule{Name: "mixed", Title: "mixed", Anywhere: true, Variants: []rule.Variant{kind("plus", "+"), kind("minus", "-")}}
	e := engine(t, mixed)
	r := e.Runner()
	whole := func(blocks ...string) []rule.Finding {
		tally, line := e.NewTally(), 1
		for _, b := range blocks {
			tally.Merge(r.FindBlock([]byte(b), line, func(int, []rule.Finding) {}))
			line += strings.Count(b, "\n")
		}
		return tally.Findings()
	}
	for _, blocks := range [][]string{{"a\nb+\nc+\nd -\n-\n"}, {"a\n", "b+\nc+\n", "d -\n-\n"}} {
		got := whole(blocks...)
		if len(got) != 1 || got[0].Line != 4 || got[0].Start != 2 || got[0].Message != "mixed: minus here, plus in line 2" {
			t.Errorf("%q: %+v", blocks, got)
		}
	}
	if got := whole("+\n+\n"); len(got) != 0 {
		t.Errorf("one kind only: %+v", got)
	}
}

func TestCompileRefusesEmptyRules(t *testing.T) {
	if _, err := rule.Compile([]*rule.Rule{{Name: "nothing"}}); err == nil || !strings.Contains(err.Error(), "nothing") {
		t.Errorf("error %v", err)
	}
}

func TestAppendDoesNotAllocate(t *testing.T) {
	r := engine(t, dash, equal).Runner()
	block := bytes.Repeat([]byte("some words -- and more\nnothing here\n"), 100)
	dst := make([]byte, 0, 2*len(block))
	r.Append(dst, block)
	if n := testing.AllocsPerRun(20, func() { r.Append(dst, block) }); n > 0 {
		t.Errorf("%v allocations a block", n)
	}
}

func TestAround(t *testing.T) {
	line := []byte("one two  three four")
	for _, tt := range []struct {
		s    span.Span
		want string
	}{{span.Span{Start: 4, End: 6}, "two"}, {span.Span{Start: 8, End: 9}, "two  three"}, {span.Span{Start: 3, End: 3}, "one"}, {span.Span{Start: 19, End: 19}, "four"}} {
		if got := string(rule.Around(line, tt.s).Text(line)); got != tt.want {
			t.Errorf("Around(%v) = %q, want %q", tt.s, got, tt.want)
		}
	}
}

// TestFoundIsShort: a line that one finding spans may have thousands more.
func TestFoundIsShort(t *testing.T) {
	line := []byte("a" + strings.Repeat("é", 40_000))
	all := span.Span{Start: 0, End: len(line)}
	f := rule.Finding{Span: all, Context: rule.Around(line, all), Text: line}
	got, cut := strings.CutSuffix(f.Found(), "…")
	if !cut || !utf8.ValidString(got) || !bytes.HasPrefix(line, []byte(got)) || len(got) != 1<<8-1 {
		t.Errorf("%d bytes, %q", len(got), got)
	}
}

// TestBecomes: words found around a span become what is written over the span,
// with the words beside it; those of a long one are shortened alike.
func TestBecomes(t *testing.T) {
	long := strings.Repeat("نص ", 500)
	for _, x := range []struct {
		line      string
		s         span.Span
		new, want string
	}{
		{"و قال نعم", span.Span{Start: len("و"), End: len("و ")}, "", "وقال"},
		{"(" + long, span.Span{Start: 1, End: 1 + len(long)}, "ن", "(ن"},
		{"(" + long, span.Span{Start: 1, End: 1 + len(long)}, long, rule.Shorten("(" + long)},
	} {
		line := []byte(x.line)
		f := rule.Finding{Fix: rule.Safe, Span: x.s, Context: rule.Around(line, x.s), Text: line, New: x.new}
		if got := f.Becomes(); got != x.want {
			t.Errorf("%.20q… becomes %.20q…, want %.20q…", f.Found(), got, x.want)
		}
		if f.Fix = rule.Manual; f.Becomes() != "" {
			t.Errorf("%.20q… of no fix becomes %q", f.Found(), f.Becomes())
		}
	}
}

// TestFixIsWhatTheSafeRulesMake: what a lossy rule uncovers, the safe rules by
// themselves never repair.
func TestFixIsWhatTheSafeRulesMake(t *testing.T) {
	lossy := &rule.Rule{Name: "plus", Title: "plus", Fix: rule.Lossy, Anywhere: true, Find: &rule.Finder{
		Triggers: []rule.Trigger{{At: arabic.SetOf("+")}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			r, size := t.Next(i)
			return rule.Match{Span: span.Span{Start: i, End: i + size}, New: "-"}, r == '+'
		},
	}}
	e := engine(t, lossy, dash)
	for in, want := range map[string]string{
		"a--b":    "dash safe 1-3 =",
		"a+b":     "plus lossy 1-2 -",
		"a+-b":    "plus lossy 1-2 -, dash lossy 1-3 =",
		"a+-b--c": "plus lossy 1-2 -, dash lossy 1-3 =, dash safe 4-6 =",
		"a--b+-c": "dash safe 1-3 =, plus lossy 4-5 -, dash lossy 4-6 =",
	} {
		var got []string
		for _, f := range e.Runner().Findings([]byte(in)) {
			got = append(got, fmt.Sprintf("%s %s %d-%d %s", f.Rule.Name, f.Fix, f.Start, f.End, f.New))
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
		fixed := e.Safe().Runner().Append(nil, []byte(in))
		for _, f := range e.Runner().Findings(fixed) {
			if f.Fix == rule.Safe {
				t.Errorf("%s: once repaired, %s, it still has %+v", in, fixed, f)
			}
		}
	}
}

// TestNewIsOfTheSpan: an edit inside what another rule wrote has the span of
// what that one replaced, and New is what becomes of all of it.
func TestNewIsOfTheSpan(t *testing.T) {
	word := &rule.Rule{Name: "word", Title: "word", Fix: rule.Safe, Anywhere: true, Find: &rule.Finder{
		Triggers: []rule.Trigger{{At: arabic.SetOf("*")}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			r, size := t.Next(i)
			return rule.Match{Span: span.Span{Start: i, End: i + size}, New: "x--y"}, r == '*'
		},
	}}
	found := engine(t, word, dash).Runner().Findings([]byte("a*b"))
	if len(found) != 2 || found[1].Rule != dash || found[1].Span != (span.Span{Start: 1, End: 2}) || found[1].New != "x=y" {
		t.Errorf("%+v", found)
	}
}

// TestNoEditThatFoldsUndo: the engine and the reference leave out what a fold
// turns back, which would be found for ever.
func TestNoEditThatFoldsUndo(t *testing.T) {
	name := &rule.Rule{Name: "name", Title: "name", Fix: rule.Lossy, Find: &rule.Finder{
		Triggers: []rule.Trigger{{At: arabic.SetOf("اب")}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			r, size := t.Next(i)
			return rule.Match{Span: span.Span{Start: i, End: i + size}, New: "أ"}, r == 'ا' || r == 'ب'
		},
	}}
	fold := &rule.Rule{Name: "fold", Title: "fold", Fix: rule.Lossy, Folds: []rule.Fold{{From: 'أ', To: "ا"}}}
	rules := []*rule.Rule{name, fold}
	e := engine(t, rules...)
	for in, want := range map[string]string{"ا": "ا", "ب": "ا", "أ": "ا"} {
		got := string(e.Runner().Append(nil, []byte(in)))
		if slow := string(ruletest.Reference(rules, []byte(in))); got != want || slow != want {
			t.Errorf("%s becomes %s, and %s by the reference, want %s", in, got, slow, want)
		}
		if found := e.Runner().Findings([]byte(got)); len(found) > 0 {
			t.Errorf("%s: %+v", got, found)
		}
	}
	if found := engine(t, name).Runner().Findings([]byte("ا")); len(found) != 1 {
		t.Errorf("without the fold: %+v", found)
	}
}
