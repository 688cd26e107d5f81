package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/orthography"
)

// scored are the types that the kinds of text are annotated with.
var scored = []string{"PER", "LOC", "ORG"}

// A paragraph is a text with its names.
type paragraph struct {
	text  string
	names []conll.Chunk
}

// A kind is the text of a file, and the half of its paragraphs that is asked
// for.
type kind struct {
	name  string
	named bool // any paragraph of the file has a name
	half  []paragraph
}

// readKinds reads the kinds of text in a folder.
func readKinds(dir, half string) ([]kind, error) {
	if !slices.Contains([]string{"odd", "even", "all"}, half) {
		return nil, fmt.Errorf("--half must be odd, even or all, got %s", half)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s has no file KIND.txt", dir)
	}
	var all []kind
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		k := kind{name: strings.TrimSuffix(filepath.Base(file), ".txt")}
		line := 0
		for marked := range strings.Lines(string(data)) {
			line++
			text, names, err := conll.Unmark(strings.TrimRight(marked, "\r\n"))
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, line, err)
			}
			k.named = k.named || len(names) > 0
			if half == "all" || half == "odd" == (line%2 == 1) {
				k.half = append(k.half, paragraph{text, names})
			}
		}
		all = append(all, k)
	}
	return all, nil
}

// A reader finds names in a text as "nass entities" does.
type reader struct {
	find     entity.Extractor
	mentions []entity.Mention
}

func newReader(o options) (*reader, error) {
	f, err := o.finder()
	if err != nil {
		return nil, err
	}
	engine, err := orthography.ForNames().Compile()
	if err != nil {
		return nil, err
	}
	return &reader{find: entity.Extractor{Finder: f, Normalize: engine.Runner().Edits}}, nil
}

// names returns the names in a text that are of a type that is scored.
func (r *reader) names(text string) []conll.Chunk {
	r.mentions = r.find.Find(r.mentions[:0], []byte(text))
	var all []conll.Chunk
	for _, m := range r.mentions {
		if typ := m.Type.String(); slices.Contains(scored, typ) {
			all = append(all, conll.Chunk{Type: typ, Start: m.Start, End: m.End})
		}
	}
	return all
}

// scoreKinds scores the kinds of text in a folder.
func scoreKinds(w io.Writer, dir string, o options) error {
	kinds, err := readKinds(dir, o.half)
	if err != nil {
		return err
	}
	known, err := readKnown(o.train)
	if err != nil {
		return err
	}
	r, err := newReader(o)
	if err != nil {
		return err
	}
	all := conll.Scores{}
	found := map[string][]string{}
	recall := map[string]*conll.Score{} // by what the training text has of a name
	free := []string{}                  // rows of the kinds without names
	words, invented := 0, 0
	printHead(w)
	for _, k := range kinds {
		scores := conll.Scores{}
		inKind := 0
		for _, p := range k.half {
			names := r.names(p.text)
			scores.AddChunks(p.names, names)
			inKind += len(strings.Fields(p.text))
			for _, m := range conll.Misses(p.names, names) {
				found[m.Kind] = append(found[m.Kind], k.name+": "+p.describe(m))
			}
			if !k.named {
				continue
			}
			all.AddChunks(p.names, names)
			if known == nil {
				continue
			}
			for _, n := range p.names {
				part := known.of(n.Type, wordsOf(p.text[n.Start:n.End]))
				s := recall[part]
				if s == nil {
					s = &conll.Score{}
					recall[part] = s
				}
				s.Key++
				if slices.Contains(names, n) {
					s.Exact++
				}
			}
		}
		if k.named {
			printScore(w, k.name, scores.Total(scored...))
			continue
		}
		n := scores.Total(scored...).Answer
		words, invented = words+inKind, invented+n
		free = append(free, perThousand(k.name, inKind, n))
	}
	fmt.Fprintln(w)
	for _, t := range scored {
		printScore(w, t, all.Total(t))
	}
	printScore(w, "all", all.Total(scored...))
	if len(free) > 0 {
		fmt.Fprintf(w, "\n%-14s %6s %6s  %s\n%s%s", "without names", "words", "names", "in 1,000 words", strings.Join(free, ""), perThousand("all", words, invented))
	}
	if known != nil {
		fmt.Fprintf(w, "\n%-14s %6s %6s  %s\n", "training has", "key", "found", "recall")
		for _, part := range []string{theName, allWords, someWord, inText, noWord} {
			if s := recall[part]; s != nil {
				_, percent, _ := s.F1()
				fmt.Fprintf(w, "%-14s %6d %6d  %5.1f\n", part, s.Key, s.Exact, percent)
			}
		}
	}
	printMisses(w, found, o.misses)
	return nil
}

func perThousand(name string, words, names int) string {
	return fmt.Sprintf("%-14s %6d %6d  %5.1f\n", name, words, names, 1000*float64(names)/float64(max(words, 1)))
}

// describe is a miss in its paragraph: some words on either side.
func (p paragraph) describe(m conll.Miss) string {
	c := m.Key
	if c == (conll.Chunk{}) {
		c = m.Answer
	}
	before, after := strings.Fields(p.text[:c.Start]), strings.Fields(p.text[c.End:])
	s := fmt.Sprintf("%s [%s] %s", strings.Join(before[max(0, len(before)-3):], " "), p.text[c.Start:c.End], strings.Join(after[:min(3, len(after))], " "))
	if m.Key != (conll.Chunk{}) && m.Answer != (conll.Chunk{}) {
		s += fmt.Sprintf("  tagged %s [%s]", m.Answer.Type, p.text[m.Answer.Start:m.Answer.End])
	}
	return s
}
