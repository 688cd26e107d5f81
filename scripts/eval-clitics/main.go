// Eval-clitics judges the model of pkg/clitic by words that it did not learn from.
// Of UD Arabic-PUD, the weights that every other document taught cut the words of
// the rest. Of the sentences of testdata/clitics, every other one teaches, with all
// of PUD, and the weights cut the rest. With -choose those that teach are judged,
// each half of them by the other.
//
//	go run ./scripts/eval-clitics -names FILE,... [-half N] [-misses] [-unlisted] [-choose] pud.conllu.xz
package main

import (
	"flag"
	"fmt"
	"math/bits"
	"os"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/clitic/maxent"
	"github.com/nass-ar/nass/scripts/clitics"
)

func main() {
	half := flag.Int("half", -1, "judge this half of PUD only, 0 or 1")
	misses := flag.Bool("misses", false, "print the words that are cut wrongly")
	unlisted := flag.Bool("unlisted", false, "cut by the weights alone, without words.txt")
	choose := flag.Bool("choose", false, "judge the sentences that teach")
	own := flag.String("own", "testdata/clitics", "folder of more words that are cut")
	names := flag.String("names", "", "lists of names, with commas between them")
	flag.Parse()
	j := judge{cut: (*maxent.Model).Choose, misses: *misses}
	if *unlisted {
		j.cut = (*maxent.Model).ChooseUnlisted
	}
	if err := j.run(flag.Arg(0), *own, strings.Split(*names, ","), *half, *choose); err != nil {
		fmt.Fprintln(os.Stderr, "eval-clitics:", err)
		os.Exit(1)
	}
}

// A judge learns from some words and judges how others are cut.
type judge struct {
	cut    func(*maxent.Model, *maxent.Word) (maxent.Cut, float32)
	misses bool
	always []clitics.Gold // what teaches whichever words are judged
}

func (j *judge) run(gold, dir string, lists []string, only int, choose bool) error {
	pud, err := clitics.ReadFile(gold, clitics.ReadGold)
	if err != nil {
		return err
	}
	own, err := clitics.ReadOwn(dir)
	if err != nil {
		return err
	}
	names, err := clitics.ReadNames(lists)
	if err != nil {
		return err
	}
	j.always = slices.Concat(own.Teach, clitics.NameWords(names, maxent.Default().Counts))
	one, two := clitics.Halves(pud)
	for half, judged := range [][]clitics.Gold{one, two} {
		if only < 0 || only == half {
			rest := [][]clitics.Gold{two, one}[half]
			fmt.Printf("PUD, half %d: %v\n", half, j.learn(judged, rest, rest, own.Half, own.Half))
		}
	}
	if !choose {
		fmt.Printf("sentences: %v\n", j.learn(own.Judge, pud, pud, own.Half, own.Half))
		return nil
	}
	one, two = nil, nil
	for _, g := range own.Half {
		if g.Document%4 == 0 {
			one = append(one, g)
		} else {
			two = append(two, g)
		}
	}
	fmt.Printf("sentences that teach: %v\n", []tally{j.learn(one, pud, pud, two, two), j.learn(two, pud, pud, one, one)})
	return nil
}

// learn returns how well words are cut by the weights that others teach.
func (j *judge) learn(words []clitics.Gold, others ...[]clitics.Gold) (t tally) {
	m := maxent.Default()
	m.Weights = maxent.BuildWeights(clitics.Train(m.Counts, m.Names, append(slices.Concat(others...), j.always...)))
	for i := range words {
		cut, score := j.cut(&m, &words[i].Word)
		t.judge(&words[i], cut, score, j.misses)
	}
	return t
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
