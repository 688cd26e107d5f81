// Train-clitics makes the tables by which pkg/clitic cuts words: counts of forms
// from raw text, and weights learnt from UD Arabic-PUD. The same files give the
// same bytes.
//
//	go run ./scripts/train-clitics -gold pud.conllu.xz FILE...
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/nass-ar/nass/pkg/clitic/maxent"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/scripts/clitics"
)

func main() {
	gold := flag.String("gold", "", "words that are cut, as CoNLL-U")
	out := flag.String("out", "pkg/clitic/maxent/model.bin", "where the tables go")
	least := flag.Int("least", 5, "how often the raw text has a form that is kept")
	flag.Parse()
	if err := run(*gold, flag.Args(), *least, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train-clitics:", err)
		os.Exit(1)
	}
}

func run(gold string, raw []string, least int, out string) error {
	in, err := corpus.Open(gold, corpus.UTF8)
	if err != nil {
		return err
	}
	defer in.Close()
	words, err := clitics.ReadGold(in)
	if err != nil {
		return err
	}
	counted, err := clitics.Count(raw, least)
	if err != nil {
		return err
	}
	counts := maxent.BuildCounts(counted)
	learnt := clitics.Train(counts, words)
	weights := maxent.BuildWeights(learnt)
	fmt.Printf("%d forms, %d words of gold, %d weights\n", len(counted), len(words), len(learnt))
	return os.WriteFile(out, []byte(counts+weights), 0o644)
}
