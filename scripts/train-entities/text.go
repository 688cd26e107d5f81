package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/entity/crf"
	"github.com/nass-ar/nass/pkg/span"
	"github.com/nass-ar/nass/scripts/exchange"
)

// rawSets are the texts whose licence lets derived tables ship.
var rawSets = []string{"news_sanad_alkhaleej", "wikipedia_2017"}

// minCount is the count from which a word of the raw text has a number.
const minCount = 4

// A rawText is the raw text as numbers of words, commonest first. Number 0 stands
// for every rare word.
type rawText struct {
	words []string // by number
	text  []int32  // exchange.EndLine after each line
}

// makeText reads the raw text and writes its words with their counts and the
// text as numbers of words.
func makeText(c config) error {
	if exists(c.file("text.bin")) {
		return nil
	}
	ids := map[string]int32{}
	var words []string
	var counts []int
	var text []int32
	for _, set := range rawSets {
		if err := eachLine(filepath.Join(c.data, "raw", set+".txt.xz"), func(line []byte, toks []span.Span) {
			var buf [128]byte
			for _, t := range toks {
				f := crf.Fold(buf[:0], t.Text(line))
				if len(f) == 0 {
					continue
				}
				id, ok := ids[string(f)]
				if !ok {
					id = int32(len(words))
					s := string(f)
					ids[s] = id
					words = append(words, s)
					counts = append(counts, 0)
				}
				counts[id]++
				text = append(text, id)
			}
			text = append(text, exchange.EndLine)
		}); err != nil {
			return err
		}
	}
	order := make([]int32, len(words))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		if d := counts[b] - counts[a]; d != 0 {
			return d
		}
		return strings.Compare(words[a], words[b])
	})
	number := make([]int32, len(words))
	var out bytes.Buffer
	fmt.Fprintf(&out, "<rare>\t0\n")
	n := int32(1)
	for _, id := range order {
		if counts[id] < minCount {
			break
		}
		fmt.Fprintf(&out, "%s\t%d\n", words[id], counts[id])
		number[id] = n
		n++
	}
	for i, id := range text {
		if id >= 0 {
			text[i] = number[id]
		}
	}
	if err := os.WriteFile(c.file("words.tsv"), out.Bytes(), 0o644); err != nil {
		return err
	}
	fmt.Printf("%d words of text, %d forms, %d of them %d times or more\n", len(text), len(words), n-1, minCount)
	raw := make([]byte, 0, 4*len(text))
	for _, id := range text {
		raw = binary.LittleEndian.AppendUint32(raw, uint32(id))
	}
	return os.WriteFile(c.file("text.bin"), raw, 0o644)
}

// eachLine calls f for each line of a compressed file with its tokens.
func eachLine(name string, f func(line []byte, toks []span.Span)) error {
	in, err := corpus.Open(name, corpus.Auto)
	if err != nil {
		return err
	}
	defer in.Close()
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<20), 1<<28)
	var toks []span.Span
	for lines.Scan() {
		toks = crf.Tokens(toks[:0], lines.Bytes())
		f(lines.Bytes(), toks)
	}
	return lines.Err()
}

func readCorpus(c config) (*rawText, error) {
	data, err := os.ReadFile(c.file("words.tsv"))
	if err != nil {
		return nil, err
	}
	k := &rawText{}
	for line := range strings.Lines(string(data)) {
		w, _, _ := strings.Cut(line, "\t")
		k.words = append(k.words, w)
	}
	raw, err := os.ReadFile(c.file("text.bin"))
	if err != nil {
		return nil, err
	}
	k.text = make([]int32, len(raw)/4)
	for i := range k.text {
		k.text[i] = int32(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return k, nil
}
