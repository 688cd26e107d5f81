package main

import (
	"path/filepath"
	"testing"
)

// What the training text has of a name is told apart by its names, their words and all
// words of it, in folders and files alike, with proclitics and without.
func TestKnown(t *testing.T) {
	dir := folder(t, map[string]string{
		"local.txt":  "عاد [PER سالم البحري] بالقطار إلى [LOC نزوى].\n",
		"none.txt":   "رتب الكتب على الرف العالي\n",
		"news.conll": "زار\tO\nوفد\tO\nبنزرت\tB-LOC\nوأحمد\tB-PER\nقاسم\tI-PER\nالأهرام\tB-MISC\n",
	})
	k, err := readKnown([]string{dir, filepath.Join(dir, "news.conll")})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ typ, name, want string }{
		{"PER", "سالم البحري", theName},
		{"PER", "وسالم البحري", theName},
		{"LOC", "لنزوى", theName},
		{"PER", "أحمد قاسم", theName},
		{"PER", "«أحمد قاسم»", theName},
		{"ORG", "نزوى", allWords}, // of another type
		{"PER", "قاسم سالم", allWords},
		{"PER", "سالم العالي", someWord},
		{"LOC", "الرف", inText},
		{"LOC", "القطار", inText},
		{"ORG", "الأهرام", inText}, // of a type that is not scored
		{"LOC", "سرت", noWord},
		{"ORG", "OpenAI", noWord},
	} {
		if got := k.of(c.typ, wordsOf(c.name)); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.typ, c.name, got, c.want)
		}
	}
	if k, err := readKnown(nil); k != nil || err != nil {
		t.Errorf("without training text: %v, %v", k, err)
	}
}
