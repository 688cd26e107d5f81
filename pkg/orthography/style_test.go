package orthography

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
)

// usageMost is how many characters a title or the usage of a flag may have.
const usageMost = 60

// A bannedWord is a line of testdata/style/words.txt.
type bannedWord struct {
	*regexp.Regexp
	instead string
}

func bannedWords(t *testing.T) (words []bannedWord) {
	t.Helper()
	list, err := os.ReadFile(filepath.Join(testdata, "style", "words.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(list)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		word, instead, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			t.Fatalf("words.txt: %q does not say what to write instead", line)
		}
		words = append(words, bannedWord{regexp.MustCompile(`(?i)\b(` + word + `)\b`), instead})
	}
	return words
}

// A prose is a text for users: where it is, and how many characters it may
// have, 0 for any number.
type prose struct {
	name, text string
	most       int
}

// catalogueProse returns every text of the catalogue that users read.
func catalogueProse(t *testing.T) (all []prose) {
	t.Helper()
	for _, r := range Rules() {
		all = append(all, prose{r.Name + ": title", r.Title, usageMost}, prose{r.Name + ": doc", r.Doc, 0})
		if r.Outside {
			continue
		}
		for _, text := range append([]string{r.Bad}, reported[r.Name]...) {
			found := compile(t, r).Runner().Findings([]byte(text))
			if r.Pair != nil {
				found = compile(t, r).FindPair(&rule.Pair{Source: r.Of, Target: []byte(text), Edges: true, Accelerators: "&"})
			}
			if len(found) == 0 {
				t.Errorf("%s: does not report %q", r.Name, text)
			}
			for _, f := range found {
				if f.Message != "" { // without one, the title is shown
					all = append(all, prose{r.Name + ": message", f.Message, 0})
				}
			}
		}
	}
	for _, o := range Options() {
		names := make([]string, len(o.Values))
		for i, v := range o.Values {
			names[i] = v.Name
		}
		all = append(all, prose{"--" + o.Name, o.Usage + " [" + strings.Join(names, ", ") + "]", usageMost})
	}
	return all
}

// reported are texts whose findings have other messages than those of Bad.
var reported = map[string][]string{
	"control-characters": {"قال \u0085 نعم"},
	"invalid-utf8":       {strings.Repeat("\xE2", 20)},
	"repeated-line":      {strings.Repeat("هذا هو السطر الذي يأتي كثيرا\n", repeatMost+2)},
}

func TestEnglish(t *testing.T) {
	words := bannedWords(t)
	for _, p := range catalogueProse(t) {
		if n := utf8.RuneCountInString(p.text); p.text == "" || p.most > 0 && n > p.most {
			t.Errorf("%s: %q has %d characters, of %d at most", p.name, p.text, n, p.most)
		}
		text := strings.Join(strings.Fields(p.text), " ")
		for _, w := range words {
			if found := w.FindString(text); found != "" {
				t.Errorf("%s: write %s, not %q, in %q", p.name, w.instead, found, text)
			}
		}
	}
	for _, r := range Rules() {
		if !strings.HasSuffix(r.Doc, ".") || strings.HasSuffix(r.Title, ".") {
			t.Errorf("%s: the doc is sentences and the title is not", r.Name)
		}
	}
	for _, o := range Options() {
		if first, _ := utf8.DecodeRuneInString(o.Usage); first < 'A' || first > 'Z' {
			t.Errorf("--%s: the usage %q does not begin with a capital", o.Name, o.Usage)
		}
	}
}

// TestEnglishFindsWords: the list catches what it was made for.
func TestEnglishFindsWords(t *testing.T) {
	words := bannedWords(t)
	for _, text := range []string{
		"Reported, not mended", "which only the author can tell", "it stands by itself", "what a program took for Windows-1252",
		"leave these RULES or groups out", "there is no such day", "The label of an item is none.",
	} {
		if !anyFinds(words, text) {
			t.Errorf("no word of %q is banned", text)
		}
	}
	for _, text := range []string{"The Unicode Standard", "recommended", "as a reader understands it"} {
		if anyFinds(words, text) {
			t.Errorf("a word of %q is banned", text)
		}
	}
}

func anyFinds(words []bannedWord, text string) bool {
	for _, w := range words {
		if w.MatchString(text) {
			return true
		}
	}
	return false
}
