// Eval-clitics judges the model of pkg/clitic by halves of UD Arabic-PUD: the
// weights are learnt from every other document, and cut the words of the rest.
//
//	go run ./scripts/eval-clitics [-half N] [-misses] [-unlisted] pud.conllu.xz
package main

import (
	"flag"
	"fmt"
	"math/bits"
	"os"

	"github.com/nass-ar/nass/pkg/clitic/maxent"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/scripts/clitics"
)

func main() {
	half := flag.Int("half", -1, "judge this half only, 0 or 1")
	misses := flag.Bool("misses", false, "print the words that are cut wrongly")
	unlisted := flag.Bool("unlisted", false, "cut by the weights alone, without words.txt")
	flag.Parse()
	choose := (*maxent.Model).Choose
	if *unlisted {
		choose = (*maxent.Model).ChooseUnlisted
	}
	if err := run(flag.Arg(0), *half, *misses, choose); err != nil {
		fmt.Fprintln(os.Stderr, "eval-clitics:", err)
		os.Exit(1)
	}
}

// A chooser is how words are cut.
type chooser func(*maxent.Model, *maxent.Word) (maxent.Cut, float32)

func run(name string, only int, misses bool, choose chooser) error {
	in, err := corpus.Open(name, corpus.UTF8)
	if err != nil {
		return err
	}
	defer in.Close()
	words, err := clitics.ReadGold(in)
	if err != nil {
		return err
	}
	for half := range 2 {
		if only >= 0 && only != half {
			continue
		}
		var train []clitics.Gold
		for _, g := range words {
			if g.Document%2 != half {
				train = append(train, g)
			}
		}
		m := maxent.Default()
		m.Weights = maxent.BuildWeights(clitics.Train(m.Counts, train))
		var t tally
		for i := range words {
			if g := &words[i]; g.Document%2 == half {
				cut, score := choose(&m, &g.Word)
				t.judge(g, cut, score, misses)
			}
		}
		fmt.Printf("half %d: %v\n", half, t)
	}
	return nil
}

// A tally is how many words and places are right.
type tally struct {
	words, right           int
	clitic, rightClitic    int // words that have one
	found, wanted, correct int // places
}

func (t *tally) judge(g *clitics.Gold, cut maxent.Cut, score float32, misses bool) {
	got := clitics.CutsOf(cut, g.N)
	t.words++
	if got == g.Cuts {
		t.right++
	} else if misses {
		fmt.Printf("%s, not %s\t%.2f\n", joined(g.Text, got), joined(g.Text, g.Cuts), score)
	}
	if g.Cuts != 0 {
		t.clitic++
		if got == g.Cuts {
			t.rightClitic++
		}
	}
	t.found += bits.OnesCount32(got)
	t.wanted += bits.OnesCount32(g.Cuts)
	t.correct += bits.OnesCount32(got & g.Cuts)
}

func (t tally) String() string {
	percent := func(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
	return fmt.Sprintf("%d words %.2f %%, %d with a clitic %.1f %%, places P %.1f R %.1f", t.words, percent(t.right, t.words),
		t.clitic, percent(t.rightClitic, t.clitic), percent(t.correct, t.found), percent(t.correct, t.wanted))
}

// joined is a word with + where it is cut.
func joined(text string, cuts uint32) string {
	out := ""
	for i, r := range []rune(text) {
		if cuts>>i&1 != 0 {
			out += "+"
		}
		out += string(r)
	}
	return out
}
