package rule_test

import (
	"fmt"
	"testing"

	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
)

// TestWithout: an engine without some rules does what an engine of the others does,
// whether it shares the scanners of the whole or not, and one without more of them too.
func TestWithout(t *testing.T) {
	rules, err := orthography.Select(orthography.Selection{Profile: orthography.Check | orthography.Search})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := rule.Compile(rules)
	if err != nil {
		t.Fatal(err)
	}
	text := []byte("و قال  المديـــر, نعم .. ١٢3\nقَالَ «نعم\" ؛ ثم...\nقال  ( نعم ) 50 %\nالاثنين 10 نوفمبر 2023، 31 فبراير 2023، وصدر بتاريخ 10/11/23\n")
	findings := func(e *rule.Engine) (all []string) {
		for _, f := range e.Runner().Findings(text) {
			all = append(all, fmt.Sprint(f.Rule.Name, f.Line, f.Span, f.New, f.Fix))
		}
		return all
	}
	for i, r := range rules {
		first, second := r, rules[(i+7)%len(rules)]
		var left []*rule.Rule
		for _, r := range rules {
			if r != first && r != second {
				left = append(left, r)
			}
		}
		want, err := rule.Compile(left)
		if err != nil {
			t.Fatal(err)
		}
		got := whole.Without(func(r *rule.Rule) bool { return r == first }).Without(func(r *rule.Rule) bool { return r == second })
		for _, x := range [][2]*rule.Engine{{got, want}, {got.Safe(), want.Safe()}} {
			if a, b := string(x[0].Runner().Append(nil, text)), string(x[1].Runner().Append(nil, text)); a != b {
				t.Errorf("without %s and %s: %q, want %q", first.Name, second.Name, a, b)
			}
			if a, b := fmt.Sprint(findings(x[0])), fmt.Sprint(findings(x[1])); a != b {
				t.Errorf("without %s and %s: %s, want %s", first.Name, second.Name, a, b)
			}
			if a, b := len(x[0].Rules()), len(x[1].Rules()); a != b {
				t.Errorf("without %s and %s: %d rules, want %d", first.Name, second.Name, a, b)
			}
		}
	}
}

// TestAccept: nothing is found or changed inside an accepted word.
func TestAccept(t *testing.T) {
	e, err := orthography.Selection{Profile: orthography.Check | orthography.Search}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	e = e.Accept("كتــاب", "x")
	for text, want := range map[string]string{
		"كتــاب":           "كتــاب",
		"كتــاب كتــابا":   "كتــاب كتابا",
		"(كتــاب)  x كتــ": "(كتــاب) x كت",
	} {
		if got := string(e.Runner().Append(nil, []byte(text))); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	if got := e.Runner().Findings([]byte("كتــاب\n")); len(got) > 0 {
		t.Errorf("found %+v", got)
	}
	if rule.IsWord("a b") || rule.IsWord("") || !rule.IsWord("كتــاب1") {
		t.Error("a word is letters, diacritics, tatweel and digits")
	}
}
