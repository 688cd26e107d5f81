// Eval-entities scores names against annotated text: exact spans and types as
// conlleval counts them, and overlaps of the same type. It prints a table and
// the misses by kind. Run it after any change to the model, the features or the
// gold set.
//
//	go run ./scripts/eval-entities [--scheme NAME] [--model FILE] KEY.conll [ANSWER.conll]
//	go run ./scripts/eval-entities [--scheme NAME] [--model FILE] [--half odd|even|all] [--train PATH,...] DIR
//
// Without an answer the model tags the key's tokens. Files are CoNLL, token TAB
// tag, IOB2, an empty line between sentences; an answer's tag is its last
// field, so the output of "nass entities --input conll" can be scored as it is.
//
// DIR holds a file of each kind of text, KIND.txt, a paragraph a line with its
// names in brackets, [PER words]. Each paragraph is read as a text of its own, as
// "nass entities" reads text, and scored by PER, LOC and ORG; a kind without any
// name is scored by the names found in 1,000 words. Choose by the odd paragraphs,
// and look at the even ones at the end.
//
// Recall is counted by what the training text has of a name: the name, with its
// type; all its words in names; some of them; some only in what is no name; no
// word. Forms are compared as the keys of pkg/lexicon are, with proclitics and without. The
// training text is that of --train, such folders and CoNLL files: the text written for nass,
// unless it is given. Name all that the model has learnt from.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/entity/conll"
)

type options struct {
	scheme, model string
	misses        int    // to print of each kind
	half          string // of a folder of kinds of text
	train         []string
}

func main() {
	log.SetFlags(0)
	var o options
	flag.StringVar(&o.scheme, "scheme", "", "scheme of annotation (default the model's first)")
	flag.StringVar(&o.model, "model", "", "model file (default the embedded one)")
	flag.IntVar(&o.misses, "misses", 20, "misses to print of each kind")
	flag.StringVar(&o.half, "half", "odd", "paragraphs of a folder to score: odd, even or all")
	train := flag.String("train", "scripts/train-entities/data", "training text: folders of kinds of text and CoNLL files, separated by commas; recall is counted by what it has of a name")
	flag.Parse()
	if *train != "" {
		o.train = strings.Split(*train, ",")
	}
	if flag.NArg() < 1 || flag.NArg() > 2 {
		flag.Usage()
		os.Exit(2)
	}
	if info, err := os.Stat(flag.Arg(0)); err == nil && info.IsDir() {
		if err := scoreKinds(os.Stdout, flag.Arg(0), o); err != nil {
			log.Fatal(err)
		}
		return
	}
	key, err := read(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	var answer [][]string
	if flag.NArg() == 2 {
		given, err := read(flag.Arg(1))
		if err != nil {
			log.Fatal(err)
		}
		for _, s := range given {
			answer = append(answer, s.Tags)
		}
	} else if answer, err = tag(o, key); err != nil {
		log.Fatal(err)
	}
	if err := check(key, answer); err != nil {
		log.Fatal(err)
	}
	report(os.Stdout, key, answer, o.misses)
}

func read(name string) ([]conll.Sentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return conll.Read(f)
}

// finder returns a finder of the model in a file, or of the embedded one.
func (o options) finder() (*entity.Finder, error) {
	m := entity.Default()
	if o.model != "" {
		f, err := os.Open(o.model)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if m, err = entity.Read(f); err != nil {
			return nil, err
		}
	}
	return m.NewFinder(o.scheme)
}

func tag(o options, key []conll.Sentence) ([][]string, error) {
	f, err := o.finder()
	if err != nil {
		return nil, err
	}
	var doc [][]string
	for _, s := range key {
		doc = append(doc, s.Tokens)
	}
	return f.Tag(doc), nil
}

func check(key []conll.Sentence, answer [][]string) error {
	if len(answer) != len(key) {
		return fmt.Errorf("the key has %d sentences, the answer %d", len(key), len(answer))
	}
	for i, s := range key {
		if len(s.Tags) != len(s.Tokens) || len(answer[i]) != len(s.Tokens) {
			return fmt.Errorf("sentence %d has %d tokens, %d tags in the key, %d in the answer", i+1, len(s.Tokens), len(s.Tags), len(answer[i]))
		}
	}
	return nil
}

func report(w io.Writer, key []conll.Sentence, answer [][]string, show int) {
	scores := conll.Scores{}
	found := map[string][]string{}
	for i, s := range key {
		k, a := conll.Chunks(s.Tags), conll.Chunks(answer[i])
		scores.AddChunks(k, a)
		for _, m := range conll.Misses(k, a) {
			found[m.Kind] = append(found[m.Kind], describe(s, m))
		}
	}
	printHead(w)
	for _, t := range []string{"PER", "LOC", "ORG", "MISC"} {
		printScore(w, t, scores.Total(t))
	}
	printScore(w, "PER+LOC+ORG", scores.Total("PER", "LOC", "ORG"))
	printScore(w, "all", scores.Total("PER", "LOC", "ORG", "MISC"))
	printMisses(w, found, show)
}

func printHead(w io.Writer) {
	fmt.Fprintf(w, "%-14s %6s %6s  %17s   %17s\n", "", "key", "answer", "exact P / R / F1", "overlap P / R / F1")
}

func printScore(w io.Writer, name string, s conll.Score) {
	p, r, f := s.F1()
	op, or, of := s.Overlap()
	fmt.Fprintf(w, "%-14s %6d %6d  %5.1f %5.1f %5.1f   %5.1f %5.1f %5.1f\n", name, s.Key, s.Answer, p, r, f, op, or, of)
}

// printMisses prints that many of the misses of each kind.
func printMisses(w io.Writer, found map[string][]string, show int) {
	for _, k := range slices.Sorted(maps.Keys(found)) {
		fmt.Fprintf(w, "\n%s: %d\n", k, len(found[k]))
		for _, m := range found[k][:min(show, len(found[k]))] {
			fmt.Fprintf(w, "  %s\n", m)
		}
	}
}

// describe is a miss in its sentence: three words on either side.
func describe(s conll.Sentence, m conll.Miss) string {
	from, to := m.Key.Start, m.Key.End
	if m.Key == (conll.Chunk{}) {
		from, to = m.Answer.Start, m.Answer.End
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s [%s] %s", strings.Join(s.Tokens[max(0, from-3):from], " "), strings.Join(s.Tokens[from:to], " "), strings.Join(s.Tokens[to:min(len(s.Tokens), to+3)], " "))
	if m.Key != (conll.Chunk{}) && m.Answer != (conll.Chunk{}) {
		fmt.Fprintf(&b, "  tagged %s [%s]", m.Answer.Type, strings.Join(s.Tokens[m.Answer.Start:m.Answer.End], " "))
	}
	return b.String()
}
