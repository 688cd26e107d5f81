package ruletest_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/rule/ruletest"
	"github.com/nass-ar/nass/pkg/span"
)

// TestTimes tests the rule of the example.
func TestTimes(t *testing.T) {
	ruletest.Check(t, times, "3x4x5 متر", "الرمز 0xFF", "no Arabic 3x4", "https://site.example/3x4 صورة")
}

// A recorder is a test that keeps what fails in it.
type recorder struct {
	testing.TB
	failed []string
}

func (r *recorder) Helper()                   {}
func (r *recorder) Errorf(f string, a ...any) { r.failed = append(r.failed, fmt.Sprintf(f, a...)) }
func (r *recorder) Fatalf(f string, a ...any) { r.Errorf(f, a...); runtime.Goexit() }
func (r *recorder) Fatal(a ...any)            { r.Fatalf("%s", fmt.Sprint(a...)) }
func (r *recorder) run(f func(t testing.TB)) string {
	done := make(chan bool)
	go func() { defer close(done); f(r) }()
	select {
	case <-done:
	case <-time.After(time.Minute):
		return "no end"
	}
	return strings.Join(r.failed, "\n")
}

// writes is a rule that writes new over each of the letters.
func writes(letters, new string) *rule.Rule {
	return &rule.Rule{Name: "writes", Title: "writes", Fix: rule.Safe, Anywhere: true, Find: &rule.Finder{
		Triggers: []rule.Trigger{{At: arabic.SetOf(letters)}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			_, size := t.Next(i)
			return rule.Match{Span: span.Span{Start: i, End: i + size}, New: new}, true
		},
	}}
}

// TestLawsFail: a rule that breaks a law fails by its number.
func TestLawsFail(t *testing.T) {
	swaps := &rule.Rule{Name: "swaps", Title: "swaps", Fix: rule.Safe, Anywhere: true, Bad: "+", Good: "-", Find: &rule.Finder{
		Triggers: []rule.Trigger{{At: arabic.SetOf("+-")}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			r, _ := t.Next(i)
			return rule.Match{Span: span.Span{Start: i, End: i + 1}, New: map[rune]string{'+': "-", '-': "+"}[r]}, true
		},
	}}
	eats := &rule.Rule{Name: "eats", Title: "eats", Fix: rule.Safe, Anywhere: true, Find: &rule.Finder{
		Triggers: []rule.Trigger{{At: arabic.SetOf("+")}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			return rule.Match{Span: span.Span{Start: i, End: len(t.Bytes())}}, true
		},
	}}
	eats.Bad, eats.Good = "a+", "a"
	wrong := writes("+", "-")
	wrong.Bad, wrong.Good = "+", "*"
	for name, tt := range map[string]struct {
		rule  *rule.Rule
		texts []string
		want  string
	}{
		"no end":  {swaps, nil, "law 3"},
		"invalid": {eats, []string{"+\xFF"}, "law 9"},
		"example": {wrong, nil, "law 7"},
		"nothing": {&rule.Rule{Name: "nothing"}, nil, "nothing"},
	} {
		if got := new(recorder).run(func(t testing.TB) { ruletest.Check(t, tt.rule, tt.texts...) }); !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %s", name, got, tt.want)
		}
	}
}
