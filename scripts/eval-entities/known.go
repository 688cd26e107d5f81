package main

import (
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/lexicon"
)

// What the training data has of a name.
const (
	theName  = "the name"
	someWord = "some word"
	noWord   = "no word"
)

// known are the names of the training data, by type and the keys of their words,
// and those words, of whatever type; a word counts with its proclitics and
// without them.
type known struct {
	names map[string]bool
	words map[lexicon.Key]bool
}

// readKnown reads the names of CoNLL files, separated by commas. It returns nil
// if there are no files.
func readKnown(files string) (*known, error) {
	if files == "" {
		return nil, nil
	}
	k := &known{map[string]bool{}, map[lexicon.Key]bool{}}
	for file := range strings.SplitSeq(files, ",") {
		sentences, err := read(file)
		if err != nil {
			return nil, err
		}
		for _, s := range sentences {
			for _, c := range conll.Chunks(s.Tags) {
				if slices.Contains(scored, c.Type) {
					k.add(c.Type, s.Tokens[c.Start:c.End])
				}
			}
		}
	}
	return k, nil
}

func (k *known) add(typ string, words []string) {
	for _, name := range spellings(typ, words) {
		k.names[name] = true
	}
	for _, word := range words {
		for _, key := range keys(word) {
			k.words[key] = true
		}
	}
}

// count counts a name of the key under what the training data has of it.
func (k *known) count(recall map[string]*conll.Score, typ, name string, right bool) {
	if k == nil {
		return
	}
	words := strings.Fields(name)
	part := noWord
	for _, word := range words {
		if slices.ContainsFunc(keys(word), func(key lexicon.Key) bool { return k.words[key] }) {
			part = someWord
		}
	}
	if slices.ContainsFunc(spellings(typ, words), func(s string) bool { return k.names[s] }) {
		part = theName
	}
	s := recall[part]
	if s == nil {
		s = &conll.Score{}
		recall[part] = s
	}
	s.Key++
	if right {
		s.Exact++
	}
}

// keys returns the keys of a word, with each of its proclitics and without.
func keys(word string) []lexicon.Key {
	key := lexicon.KeyOf(word)
	if key == 0 {
		return nil
	}
	all := []lexicon.Key{key}
	for p := lexicon.PeelWord(word); p.Next(); {
		all = append(all, p.Rest)
	}
	return all
}

// spellings returns a name by its type and the keys of its words, once for each
// key of the first one.
func spellings(typ string, words []string) []string {
	var all []string
	var rest []byte
	for _, word := range words[1:] {
		rest = appendKey(rest, lexicon.KeyOf(word))
	}
	for _, key := range keys(words[0]) {
		all = append(all, string(append(appendKey([]byte(typ), key), rest...)))
	}
	return all
}

func appendKey(dst []byte, key lexicon.Key) []byte {
	for range 8 {
		dst, key = append(dst, byte(key)), key>>8
	}
	return dst
}
