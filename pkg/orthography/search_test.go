package orthography

import (
	"os"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

// What a search for a word finds among the sentences of testdata/clitics that taught
// the model nothing: of the words with its stem, by the plus signs of the sentences.
func TestFoldCliticsFinds(t *testing.T) {
	data, err := os.ReadFile("../../testdata/clitics/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	folds, clitics := runnerOf(t), runnerOf(t, "fold-clitics")
	type token struct{ stem, folded, key string }
	var tokens []token
	of := map[string]int{} // stems
	n := 0
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		if n++; n%2 == 1 {
			continue // it taught
		}
		for _, word := range strings.FieldsFunc(line, func(r rune) bool { return r != '+' && arabic.KindOf(r) != arabic.Letter }) {
			written := strings.ReplaceAll(word, "+", "")
			x := token{stemOf(word, folds), string(folds.Append(nil, []byte(written))), string(clitics.Append(nil, []byte(written)))}
			tokens = append(tokens, x)
			of[x.stem]++
		}
	}
	all, byFolds, byKey, wrong := 0, 0, 0, 0
	for _, x := range tokens {
		if of[x.stem] > 1 {
			all++
			if x.folded == x.stem {
				byFolds++
			}
			if x.key == x.stem {
				byKey++
			}
		}
		if x.key != x.stem && of[x.key] > 1 {
			wrong++
		}
	}
	t.Logf("%d words of stems with two and more: the folds find %d, with fold-clitics %d and %d others", all, byFolds, byKey, wrong)
	if byKey*100 < 85*all || wrong*100 > 4*byKey {
		t.Errorf("%d words: the folds find %d, with fold-clitics %d and %d others", all, byFolds, byKey, wrong)
	}
}

// stemOf returns the stem of a word with plus signs, folded, without the article.
func stemOf(word string, folds *rule.Runner) string {
	parts := strings.Split(word, "+")
	stem := 0
	for stem < len(parts)-1 && len([]rune(parts[stem])) == 1 && strings.Contains("أوفبلكس", parts[stem]) {
		stem++
	}
	s := parts[stem]
	switch {
	case strings.HasPrefix(s, "ال") && len(s) > 8 && s != "التي" && s != "الذي":
		s = strings.TrimPrefix(s, "ال")
	case stem > 0 && parts[stem-1] == "ل" && strings.HasPrefix(s, "ل") && stem == len(parts)-1 && len(s) > 8:
		s = strings.TrimPrefix(s, "ل")
	}
	if stem < len(parts)-1 {
		if rest, ok := strings.CutSuffix(s, "ت"); ok {
			s = rest + "ة"
		}
	}
	return string(folds.Append(nil, []byte(s)))
}

// runnerOf returns a runner of the profile search with more rules.
func runnerOf(t *testing.T, enable ...string) *rule.Runner {
	t.Helper()
	engine, err := Selection{Profile: Search, Enable: enable}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return engine.Runner()
}
