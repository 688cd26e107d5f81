package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/segment/unmarked"
)

// A stretch is a text without stops, and the offsets where sentences begin inside it.
type stretch struct {
	text   string
	starts map[int]bool
	words  int
}

// add adds a sentence to x.
func (x *stretch) add(sentence string) {
	fields := strings.Fields(sentence)
	if len(fields) == 0 {
		return
	}
	if x.text != "" {
		x.text += " "
		x.starts[len(x.text)] = true
	}
	x.text += strings.Join(fields, " ")
	x.words += len(fields)
}

// bare is s without punctuation and symbols; or, where clauses is set, without stops
// only, which leaves commas, colons, brackets and quotes.
func bare(s string, clauses bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case clauses && !strings.ContainsRune(".!?؟…۔", r):
		case unicode.IsPunct(r) || unicode.IsSymbol(r):
			return ' '
		}
		return r
	}, s)
}

// stretches are the records without their stops.
func stretches(records []record, clauses bool) []stretch {
	var all []stretch
	for _, r := range records {
		x := stretch{starts: map[int]bool{}}
		text := []rune(r.Text)
		at := 0
		for _, end := range append(r.Boundaries, len(text)) {
			x.add(bare(string(text[at:end]), clauses))
			at = end
		}
		all = append(all, x)
	}
	return all
}

// passages reads passages of our own: a sentence a line, a blank line between them.
func passages(name string) ([]stretch, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []stretch
	x := stretch{starts: map[int]bool{}}
	in := bufio.NewScanner(f)
	for more := true; more; {
		more = in.Scan()
		line := strings.TrimSpace(in.Text())
		switch {
		case more && strings.HasPrefix(line, "#"):
		case more && line != "":
			x.add(line)
		case x.text != "":
			all = append(all, x)
			x = stretch{starts: map[int]bool{}}
		}
	}
	return all, in.Err()
}

// A tally is what was found of the starts.
type tally struct{ right, found, gold int }

func (t tally) f1() float64 {
	return f1(ratio(t.right, t.found), ratio(t.right, t.gold))
}

// tallied counts the starts that find finds.
func tallied(all []stretch, find func(x *stretch) []int) (t tally) {
	for i := range all {
		x := &all[i]
		t.gold += len(x.starts)
		for _, at := range find(x) {
			t.found++
			if x.starts[at] {
				t.right++
			}
		}
	}
	return t
}

// doubting finds the starts that are surer than usual by so much, where sentences have so
// many words.
func doubting(words int, doubt int32) func(x *stretch) []int {
	var f unmarked.Finder
	return func(x *stretch) (starts []int) {
		f.Reset([]byte(x.text))
		for {
			gap, ok := f.Next(words, doubt)
			if !ok {
				return starts
			}
			starts = append(starts, gap.At)
		}
	}
}

// bySegment finds the starts as nass segment does.
func bySegment(o segment.Options) func(x *stretch) []int {
	return func(x *stretch) (starts []int) {
		for _, s := range segment.Sentences(nil, []byte(x.text), o) {
			if s.Start > 0 {
				starts = append(starts, s.Start)
			}
		}
		return starts
	}
}

// byPeer finds the starts as another splitter does.
func byPeer(p splitter) func(x *stretch) []int {
	return func(x *stretch) (starts []int) {
		for _, end := range p.split(record{Text: x.text}) {
			at := end + len(x.text[end:]) - len(strings.TrimLeft(x.text[end:], " "))
			if at < len(x.text) {
				starts = append(starts, at)
			}
		}
		return starts
	}
}

// printUnmarked prints how well the ends of a set are found where no mark shows them: by
// the model of headlines; where 20 words a sentence are expected, as many as the words
// tell, or as many as there are; and at the best doubt, which nobody knows.
func printUnmarked(set string, all []stretch, peers []splitter) {
	sentences, words := 0, 0
	for i := range all {
		sentences += len(all[i].starts) + 1
		words += all[i].words
	}
	mean := float64(words) / float64(sentences)
	fmt.Printf("%-18s %5d sentences of %4.1f words:", set, sentences, mean)
	show := func(name string, t tally) {
		fmt.Printf("  %s %.3f (P %.2f R %.2f)", name, t.f1(), ratio(t.right, t.found), ratio(t.right, t.gold))
	}
	for _, p := range peers {
		show(p.name, tallied(all, byPeer(p)))
	}
	for _, way := range []struct {
		name string
		segment.Options
	}{
		{"headlines", segment.Options{Headlines: segment.On, Unmarked: segment.Off}},
		{"20 words", segment.Options{Unmarked: segment.On, MeanWords: unmarked.DefaultMeanWords}},
		{"judged", segment.Options{Unmarked: segment.On}},
		{"given", segment.Options{Unmarked: segment.On, MeanWords: int(math.Round(mean))}},
	} {
		show(way.name, tallied(all, bySegment(way.Options)))
	}
	best, at := 0.0, int32(0)
	for doubt := int32(-2 * unmarked.Scale); doubt <= 2*unmarked.Scale; doubt += 2 {
		if f := tallied(all, doubting(int(math.Round(mean)), doubt)).f1(); f > best {
			best, at = f, doubt
		}
	}
	fmt.Printf("  best %.3f at %.2f\n", best, float64(at)/unmarked.Scale)
}

// runUnmarked measures sets without their marks, and passages that never had some.
func runUnmarked(dir string, sets []string, own string, peers []splitter) error {
	for _, clauses := range []bool{false, true} {
		for _, set := range sets {
			records, err := read(filepath.Join(dir, set+".jsonl"))
			if err != nil {
				return err
			}
			name := set
			if clauses {
				name += " ,"
			}
			printUnmarked(name, stretches(records, clauses), peers)
		}
	}
	if own == "" {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(own, "*.txt"))
	if err != nil {
		return err
	}
	for _, f := range files {
		all, err := passages(f)
		if err != nil {
			return err
		}
		printUnmarked(strings.TrimSuffix(filepath.Base(f), ".txt"), all, peers)
	}
	return nil
}
