package rule_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/rule/ruletest"
	"github.com/nass-ar/nass/pkg/span"
)

// TestEngineIsReference: rules of random triggers and folds give the same
// bytes as their reference on random lines, and a block gives what its lines
// give. Each rule writes only what comes later in letters, so that all end.
func TestEngineIsReference(t *testing.T) {
	const letters = "a-b =é\u00A0\u061B\u0627\u0628\u0629\u064E\u0660\u06CC\u2026\uFE8F\uFFFD😀"
	runes := []rune(letters)
	pieces := append(strings.Split(letters, ""), "\xff", "\xd8", "\xe2\x80", "\r", "x.example/a ", " http://b.example ", "aa", "--", strings.Repeat("\u0628", 40))
	random := rand.New(rand.NewPCG(5, 6))
	some := func(edges bool) *arabic.Set {
		var of []rune
		for range 1 + random.IntN(4) {
			of = append(of, runes[random.IntN(len(runes))])
		}
		if edges && random.IntN(3) == 0 {
			of = append(of, '\n')
		}
		return arabic.SetOf(string(of))
	}
	later := func(than rune) string {
		i := slices.Index(runes, than) + 1
		if i == len(runes) || random.IntN(4) == 0 {
			return ""
		}
		return string(runes[i+random.IntN(len(runes)-i)])
	}
	accented := &rule.Fact{Of: func(line []byte) bool { return bytes.Contains(line, []byte("é")) }}
	gated := &rule.Fact{Of: accented.Of, Triggers: []rule.Trigger{{At: arabic.SetOf("é")}}}
	build := func(name string) *rule.Rule {
		r := &rule.Rule{Name: name, Title: name, Fix: rule.Safe, Anywhere: random.IntN(8) > 0}
		if random.IntN(3) == 0 {
			r.Unless = []*rule.Fact{[]*rule.Fact{accented, gated}[random.IntN(2)]}
		}
		if name == "rule-0" && random.IntN(2) == 0 {
			from := runes[random.IntN(len(runes))]
			r.Folds = []rule.Fold{{from, later(from)}}
			return r
		}
		trigger := rule.Trigger{At: some(false)}
		if random.IntN(2) == 0 {
			trigger.Before = some(true)
		}
		if random.IntN(2) == 0 {
			trigger.After = some(true)
		}
		if random.IntN(6) == 0 {
			trigger = rule.Trigger{Invalid: true}
		}
		new := map[rune]string{}
		for _, c := range runes {
			new[c] = later(c)
		}
		r.Find = &rule.Finder{Triggers: []rule.Trigger{trigger}, At: func(x *rule.Line, i int) (rule.Match, bool) {
			c, size := x.Next(i)
			return rule.Match{Span: span.Span{Start: i, End: i + size}, New: new[c]}, true
		}}
		return r
	}
	for range 400 {
		var rules []*rule.Rule
		for n := range 1 + random.IntN(4) {
			rules = append(rules, build(fmt.Sprintf("rule-%d", n)))
		}
		e := engine(t, rules...)
		var known []rule.Known
		if random.IntN(3) == 0 {
			known = append(known, rule.Known{Fact: accented, Holds: random.IntN(2) == 0})
			e = e.Suppose(known...)
		}
		r := e.Runner()
		var block, want []byte
		for range 20 {
			var line []byte
			for range random.IntN(12) {
				line = append(line, pieces[random.IntN(len(pieces))]...)
			}
			ref := ruletest.Reference(rules, line, known...)
			if got := r.Append(nil, line); string(got) != string(ref) {
				for _, x := range rules {
					t.Logf("%+v %+v", x.Find, x.Folds)
				}
				t.Fatalf("%q becomes %q, reference %q", line, got, ref)
			}
			if got := span.Apply(nil, line, slices.Clone(r.Edits(line))); string(got) != string(ref) {
				t.Fatalf("%q: edits give %q, want %q", line, got, ref)
			}
			block = append(append(block, line...), '\n')
			want = append(append(want, ref...), '\n')
		}
		if got := r.Append(nil, block); string(got) != string(want) {
			t.Fatalf("%q becomes %q, its lines %q", block, got, want)
		}
	}
}

func TestLetters(t *testing.T) {
	x := rule.NewLine([]byte("قا\u064Eل5 نعم"))
	all := span.Span{End: len(x.Bytes())}
	for most, want := range map[int]int{0: 0, 1: 1, 3: 3, 6: 6, 9: 6} {
		if got := x.Letters(all, most); got != want {
			t.Errorf("%d letters up to %d, want %d", got, most, want)
		}
	}
	if got := x.Letters(span.Span{Start: 2, End: 4}, 9); got != 1 {
		t.Errorf("%d letters of one", got)
	}
}
