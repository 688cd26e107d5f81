package main

import (
	"os"
	"slices"

	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/entity/crf"
	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/span"
)

// What the training text has of a name: the name, with its type; or each of its words in
// names; or some of them; or some only in what is no name; or none at all.
const (
	theName  = "the name"
	allWords = "all words"
	someWord = "some word"
	inText   = "in no name"
	noWord   = "no word"
)

// known are the names of the training text, by type and the keys of their words, those
// words, of whatever type, and all words of the text. A word counts with its proclitics and
// without them.
type known struct {
	names map[string]bool
	words map[lexicon.Key]bool
	text  map[lexicon.Key]bool
}

// readKnown reads training text: CoNLL files and folders of kinds of text. It returns nil
// if there are none.
func readKnown(names []string) (*known, error) {
	if len(names) == 0 {
		return nil, nil
	}
	k := &known{map[string]bool{}, map[lexicon.Key]bool{}, map[lexicon.Key]bool{}}
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		if info.IsDir() {
			err = k.readFolder(name)
		} else {
			err = k.readFile(name)
		}
		if err != nil {
			return nil, err
		}
	}
	return k, nil
}

func (k *known) readFolder(dir string) error {
	kinds, err := readKinds(dir, "all")
	if err != nil {
		return err
	}
	for _, kind := range kinds {
		for _, p := range kind.half {
			put(k.text, wordsOf(p.text))
			for _, n := range p.names {
				k.add(n.Type, wordsOf(p.text[n.Start:n.End]))
			}
		}
	}
	return nil
}

func (k *known) readFile(name string) error {
	sentences, err := read(name)
	if err != nil {
		return err
	}
	for _, s := range sentences {
		put(k.text, s.Tokens)
		for _, c := range conll.Chunks(s.Tags) {
			if slices.Contains(scored, c.Type) {
				k.add(c.Type, s.Tokens[c.Start:c.End])
			}
		}
	}
	return nil
}

func (k *known) add(typ string, words []string) {
	put(k.words, words)
	for _, name := range spellings(typ, words) {
		k.names[name] = true
	}
}

// put adds the keys of words to those that are there.
func put(all map[lexicon.Key]bool, words []string) {
	for _, word := range words {
		for _, key := range keys(word) {
			all[key] = true
		}
	}
}

// of returns what the training text has of a name.
func (k *known) of(typ string, words []string) string {
	if slices.ContainsFunc(spellings(typ, words), func(s string) bool { return k.names[s] }) {
		return theName
	}
	some, all, text := false, true, false
	for _, word := range words {
		in := func(known map[lexicon.Key]bool) bool {
			return slices.ContainsFunc(keys(word), func(key lexicon.Key) bool { return known[key] })
		}
		some, all, text = some || in(k.words), all && in(k.words), text || in(k.text)
	}
	switch {
	case some && all:
		return allWords
	case some:
		return someWord
	case text:
		return inText
	}
	return noWord
}

// wordsOf returns the words of a text as the tagger reads them, without its signs.
func wordsOf(text string) []string {
	var all []string
	new(crf.Reader).Each([]byte(text), func(tokens []span.Span) {
		for _, t := range tokens {
			if word := text[t.Start:t.End]; lexicon.KeyOf(word) != 0 {
				all = append(all, word)
			}
		}
	})
	return all
}

// keys returns the keys of a word, with each of its proclitics and without.
func keys(word string) []lexicon.Key {
	key := lexicon.KeyOf(word)
	if key == 0 {
		return nil
	}
	all := []lexicon.Key{key}
	letters := []rune(word)
	for p := lexicon.PeelWord(word); p.Next(); {
		all = append(all, lexicon.KeyOf(string(letters[p.Dropped:])))
	}
	return all
}

// spellings returns a name by its type and the keys of its words, once for each
// key of the first one.
func spellings(typ string, words []string) []string {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return lexicon.KeyOf(w) == 0 })
	if len(words) == 0 {
		return nil
	}
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
