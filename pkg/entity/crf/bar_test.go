package crf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestBars: what a word is barred from.
func TestBars(t *testing.T) {
	m := testTagger(t).m
	for _, c := range []struct {
		word string
		want uint16
	}{
		{"كتاب", 0},
		{"؛", barBegin},
		{"ليش", barBegin},
		{"وليش", barBegin}, // behind a conjunction
		{"فيا", barBegin},
		{"كوبًا", barAll},
		{"إثيوبياً", barAll},
		{"محمدًا", barAll &^ barPER}, // a person's name is declined
		{"كوبا", 0},
		{"علي", 0},
		{"على", barBegin}, // which the folded form does not distinguish
		{"فان", 0},
		{"stc", 0},
	} {
		var w word
		w.set([]byte(c.word))
		var x wordType
		m.describe(&x, &w, func(int, int, uint64) {})
		if x.barred != c.want {
			t.Errorf("%s is barred from %b, want %b", c.word, x.barred, c.want)
		}
	}
}

// TestLatinRuns: a run is one name or none.
func TestLatinRuns(t *testing.T) {
	const x, on = barAll, barBegin | goesOn
	for _, c := range []struct {
		sentence string
		want     []uint16
	}{
		{"قال Elon Musk كلمة", []uint16{0, 0, on, 0}},
		{"باع Bank of America سهما", []uint16{0, 0, on, on, 0}},
		{"حدث state في props", []uint16{0, x, barBegin, x}}, // terms
		{"كتب We do not recommend it", []uint16{0, x, x, x, x, x}},
		{"في San Francisco", []uint16{barBegin, barGoOn, on}}, // no Arabic name goes on behind في
		{"خدمة iPhone of", []uint16{0, x, x}},
		{"One Two Three Four Five Six Seven", []uint16{x, x, x, x, x, x, x}},
	} {
		tagger := testTagger(t)
		tagger.begin(0)
		for s := range strings.FieldsSeq(c.sentence) {
			tagger.words = append(tagger.words, tagger.typeOf([]byte(s)))
		}
		tagger.match()
		if tagger.bar(); !slices.Equal(tagger.bars, c.want) {
			t.Errorf("%s: %v, want %v", c.sentence, tagger.bars, c.want)
		}
	}
}

// TestRunIsNamedToItsEnd: a Latin name that the model cuts short goes on.
func TestRunIsNamedToItsEnd(t *testing.T) {
	tagger := &Tagger{scheme: &scheme{}, emit: make([][tagN]int32, 4), back: make([][tagN]uint8, 4), tags: make([]uint8, 4)}
	tagger.scheme.chain.read(string(make([]byte, chainSize)))
	tagger.emit[1][1+2*ORG] = 9
	tagger.known = make([]known, 4)
	tagger.known[2].flags = flagRun
	if tagger.decode(0, 4); !slices.Equal(tagger.tags, []uint8{0, 1 + 2*uint8(ORG), 2 + 2*uint8(ORG), 0}) {
		t.Errorf("%v", tagger.tags)
	}
}

// TestAddPhrases: a phrase is found in the model to which it is added, and those before
// stay.
func TestAddPhrases(t *testing.T) {
	parts := smallParts()
	for i := range 40 { // room
		parts.Phrases = append(parts.Phrases, Phrase{Words: []string{"صاد", strings.Repeat("ع", i+1)}, Type: 1})
	}
	data := parts.Encode()
	first := parts.Phrases[0]
	more := []Phrase{{Words: []string{"نون"}, Type: 4, Listed: true}, {Words: []string{first.Words[0], "نون"}, Type: 4, Listed: true}}
	got, err := AddPhrases(data, more)
	if err != nil {
		t.Fatal(err)
	}
	again, err := AddPhrases(got, more)
	if err != nil || !bytes.Equal(again, got) {
		t.Errorf("added twice: %v", err)
	}
	m, err := Load(got)
	if err != nil {
		t.Fatal(err)
	}
	find := func(words ...string) int {
		h := HashOf(words[0])
		for _, w := range words[1:] {
			h = mix(h, HashOf(w))
		}
		return m.phrases.find(h)
	}
	for _, p := range append(more, first) {
		if find(p.Words...) < 0 || m.lookup(HashOf(p.Words[0])).flags&flagPhrase == 0 {
			t.Errorf("%q is not there", p.Words)
		}
	}
	if find("سين") >= 0 {
		t.Error("a phrase is there that was not added")
	}
	var many []Phrase
	for i := range 1000 {
		many = append(many, Phrase{Words: []string{fmt.Sprint("س", i)}, Type: 1})
	}
	if _, err := AddPhrases(data[:40], more); err == nil {
		t.Error("a broken file is no error")
	}
	if _, err := AddPhrases(data, many); err == nil {
		t.Error("no room is no error")
	}
}
