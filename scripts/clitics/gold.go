// Package clitics is what the programs that train and judge the model of clitics
// share: words with the places where they are cut, and training.
package clitics

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/clitic/maxent"
)

// A Gold is a word with the places where annotators cut it.
type Gold struct {
	maxent.Word
	Text     string // without marks and tatweel
	Cuts     uint32 // bit i: before letter i
	Document int    // from 0
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
