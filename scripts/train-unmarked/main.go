// Train-unmarked learns the weights of pkg/segment/unmarked from plain text whose licence
// lets weights ship, and writes model.bin. The same files give the same bytes:
//
//	go run ./scripts/train-unmarked -out pkg/segment/unmarked/model.bin NEWS WIKI
//
// It takes some three minutes on one core. A file holds a paragraph a line and a blank
// line between documents. -passages names folders of passages of our own, a sentence a
// line and a blank line between passages, which are learned from more than once.
//
// The sentences are those that pkg/segment finds, with the marks that end them taken
// away; from two thirds of the documents all other punctuation is taken away too. The text
// is cut into examples of 1 to 12 sentences, so that the end of an example says nothing.
// The first pass learns from most documents, the second from others, as it must know what
// the first says of text that it has not seen.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	var files files
	out := flag.String("out", "model.bin", "where the weights go")
	flag.Var(&files.short, "passages", "`FILE` of passages, a sentence a line; may be repeated")
	flag.Var(&files.lists, "sentences", "`FILE` of records with sentences that do not belong together; may be repeated")
	share := flag.Int("share", 1, "learn from one document in this many")
	flag.Parse()
	files.texts = flag.Args()
	if err := run(files, *out, *share); err != nil {
		fmt.Fprintln(os.Stderr, "train-unmarked:", err)
		os.Exit(1)
	}
}

type names []string

func (n *names) String() string { return strings.Join(*n, " ") }

func (n *names) Set(name string) error {
	*n = append(*n, name)
	return nil
}

// files are what a model is learned from.
type files struct{ texts, short, lists names }

func run(from files, out string, share int) error {
	var t trainer
	for _, source := range []struct {
		names names
		read  func(string) ([]document, error)
		to    *[]document
	}{
		{from.texts, documents, &t.docs},
		{from.short, passages, &t.short},
		{from.lists, lists, &t.short},
	} {
		for _, name := range source.names {
			docs, err := source.read(name)
			if err != nil {
				return err
			}
			*source.to = append(*source.to, docs...)
		}
	}
	t.learn(share)
	return os.WriteFile(out, t.bytes(), 0o644)
}
