// Train-clitics makes the tables by which pkg/clitic cuts words: counts of forms
// from raw text, names from lists, and weights learnt from UD Arabic-PUD and the
// words of testdata/clitics, without every other sentence of sentences.txt, which
// judges. The same files give the same bytes.
//
//	go run ./scripts/train-clitics -gold pud.conllu.xz -names FILE,... FILE...
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/clitic/maxent"
	"github.com/nass-ar/nass/scripts/clitics"
)

func main() {
	gold := flag.String("gold", "", "words that are cut, as CoNLL-U")
	own := flag.String("own", "testdata/clitics", "folder of more words that are cut")
	names := flag.String("names", "", "lists of names, with commas between them")
	out := flag.String("out", "pkg/clitic/maxent/model.bin", "where the tables go")
	least := flag.Int("least", 5, "how often the raw text has a form that is kept")
	flag.Parse()
	if err := run(*gold, *own, strings.Split(*names, ","), flag.Args(), *least, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train-clitics:", err)
		os.Exit(1)
	}
}

func run(gold, dir string, lists, raw []string, least int, out string) error {
	words, err := clitics.ReadFile(gold, clitics.ReadGold)
	if err != nil {
		return err
	}
	own, err := clitics.ReadOwn(dir)
	if err != nil {
		return err
	}
	listed, err := clitics.ReadNames(lists)
	if err != nil {
		return err
	}
	counted, err := clitics.Count(raw, least)
	if err != nil {
		return err
	}
	counts, names := maxent.BuildCounts(counted), maxent.BuildNames(listed)
	words = slices.Concat(words, words, own.Teach, own.Half, own.Half, clitics.NameWords(listed, counts))
	learnt := clitics.Train(counts, names, words)
	weights := maxent.BuildWeights(learnt)
	fmt.Printf("%d forms, %d names, %d words of gold, %d weights\n", len(counted), len(listed), len(words), len(learnt))
	return os.WriteFile(out, []byte(counts+names+weights), 0o644)
}
