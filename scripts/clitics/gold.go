// Package clitics is what the programs that train and judge the model of clitics
// share: words with the places where they are cut, and training.
package clitics

import (
	"bufio"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/clitic/maxent"
	"github.com/nass-ar/nass/pkg/corpus"
)

// A Gold is a word with the places where annotators cut it.
type Gold struct {
	maxent.Word
	Text     string // without marks and tatweel
	Cuts     uint32 // bit i: before letter i
	Document int    // from 0; of ReadSentences, the sentence
	Unknown  bool   // as if no list had it as a name
}

// ReadGold reads words from CoNLL-U without multiword tokens, as UD Arabic-PUD is:
// what SpaceAfter=No joins was one word. Words of other than Arabic letters are
// not read.
func ReadGold(r io.Reader) ([]Gold, error) {
	var golds []Gold
	documents := map[string]int{}
	var g Gold
	other := false
	end := func() {
		if g.Text != "" && !other && g.Set(g.Text) {
			golds = append(golds, g)
		}
		g = Gold{Document: g.Document}
		other = false
	}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if id, ok := strings.CutPrefix(lines.Text(), "# newdoc id = "); ok {
			if _, ok := documents[id]; !ok {
				documents[id] = len(documents)
			}
			g.Document = documents[id]
		}
		f := strings.Split(lines.Text(), "\t")
		if len(f) != 10 || f[3] == "PUNCT" || f[3] == "SYM" {
			end()
			continue
		}
		if g.Text != "" {
			g.Cuts |= 1 << utf8.RuneCountInString(g.Text)
		}
		for _, r := range f[1] {
			switch {
			case arabic.IsMark(r) || r == arabic.TatweelSign:
			case maxent.CodeOf(r) != 0:
				g.Text += string(r)
			default:
				other = true
			}
		}
		if !strings.Contains(f[9], "SpaceAfter=No") {
			end()
		}
	}
	end()
	return golds, lines.Err()
}

// ReadSentences reads words from sentences, one a line, with + where words are cut.
// Empty lines and those that begin with # are none.
func ReadSentences(r io.Reader) ([]Gold, error) {
	var golds []Gold
	document := 0
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		for word := range strings.FieldsFuncSeq(line, func(r rune) bool { return r != '+' && maxent.CodeOf(r) == 0 }) {
			g := Gold{Document: document}
			for part := range strings.SplitSeq(word, "+") {
				if g.Text != "" {
					g.Cuts |= 1 << utf8.RuneCountInString(g.Text)
				}
				g.Text += part
			}
			if g.Set(g.Text) {
				golds = append(golds, g)
			}
		}
		document++
	}
	return golds, lines.Err()
}

// CutsOf returns the places where c cuts a word of n letters, as those of a Gold.
func CutsOf(c maxent.Cut, n int) uint32 {
	var cuts uint32
	for i := 1; i <= c.Start(); i++ {
		cuts |= 1 << i
	}
	if c.Pronoun > 0 {
		cuts |= 1 << (n - int(c.Pronoun))
	}
	return cuts
}

// Halves returns the words of every other document, the first's and the second's.
func Halves(words []Gold) (first, second []Gold) {
	for _, g := range words {
		if g.Document%2 == 0 {
			first = append(first, g)
		} else {
			second = append(second, g)
		}
	}
	return first, second
}

// ReadFile reads words from a file by ReadGold or ReadSentences.
func ReadFile(name string, by func(io.Reader) ([]Gold, error)) ([]Gold, error) {
	in, err := corpus.Open(name, corpus.UTF8)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return by(in)
}

// Own are the words that were labelled for nass.
type Own struct {
	Teach []Gold // more.txt, three times, and words.txt
	Half  []Gold // every other sentence of sentences.txt; it teaches too, twice
	Judge []Gold // the rest of sentences.txt, which teaches nothing
}

// ReadOwn reads them from testdata/clitics.
func ReadOwn(dir string) (own Own, err error) {
	sentences, err := ReadFile(filepath.Join(dir, "sentences.txt"), ReadSentences)
	if err != nil {
		return own, err
	}
	more, err := ReadFile(filepath.Join(dir, "more.txt"), ReadSentences)
	if err != nil {
		return own, err
	}
	words, err := ReadFile(filepath.Join(dir, "words.txt"), ReadSentences)
	if err != nil {
		return own, err
	}
	own.Half, own.Judge = Halves(sentences)
	own.Teach = slices.Concat(more, more, more, words)
	return own, nil
}
