package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/entity/crf"
)

// trainSets are the annotated texts whose licence lets weights ship. The
// order is that of the sources.
var trainSets = []string{"anercorp", "aqmar", "wojood_sample"}

// An instance is a sentence as the model sees it.
type instance struct {
	sentence conll.Sentence
	source   int    // of trainSets
	kind     string // of the text written for nass, or ""
	block    int    // see blockOf; -1 of the text written for nass
	fold     int    // see cross
	feats    [][]int32
	gold     []uint8
	noMisc   bool // names of other things are not annotated, so that O may be one

	soft, links []float32 // of a silver sentence, instead of gold: see taught
}

// features numbers the features of the training data that were seen often
// enough to learn from.
type features struct {
	id     map[uint64]int32
	hashes []uint64
	names  []bool // of each: it names a word as such
}

func readSet(c config, set, part string) ([]conll.Sentence, error) {
	f, err := os.Open(filepath.Join(c.data, "ner", set, part+".conll"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return conll.Read(f)
}

// observe calls see for each feature of each word of the sentence.
func observe(t *crf.Tagger, s conll.Sentence, see func(i, template int, h uint64)) {
	tokens := make([][]byte, len(s.Tokens))
	for i, w := range s.Tokens {
		tokens[i] = []byte(w)
	}
	t.Features(tokens, see)
}

func newFeatures(see func(i int) *crf.Tagger, train []conll.Sentence, least int) *features {
	count := map[uint64]int32{}
	var hashes []uint64
	var names []bool
	for i, s := range train {
		observe(see(i), s, func(_, template int, h uint64) {
			if count[h]++; count[h] == int32(least) {
				hashes = append(hashes, h)
				names = append(names, crf.Lexical(template))
			}
		})
	}
	f := &features{id: make(map[uint64]int32, len(hashes)), hashes: hashes, names: names}
	for i, h := range hashes {
		f.id[h] = int32(i)
	}
	return f
}

func (f *features) instance(t *crf.Tagger, s conll.Sentence, source int, scheme *scheme) (*instance, error) {
	x := &instance{sentence: s, source: source, feats: make([][]int32, len(s.Tokens))}
	observe(t, s, func(i, _ int, h uint64) {
		if id, ok := f.id[h]; ok {
			x.feats[i] = append(x.feats[i], id)
		}
	})
	var err error
	if x.gold, err = scheme.encode(s.Tags); err != nil {
		return nil, fmt.Errorf("%v: %w", s.Tokens, err)
	}
	return x, nil
}
