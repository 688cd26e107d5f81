package orthography

import (
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

// order weighs how the presentation forms of a word join: forwards and
// backwards are the joins that fit its order and the opposite one.
func order(text []byte) (forwards, backwards int) {
	var prev arabic.Form
	known := false
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		f, ok := arabic.FormOf(r)
		if ok && known {
			if joins(prev.Shape, f.Shape) {
				forwards++
			}
			if joins(f.Shape, prev.Shape) {
				backwards++
			}
		}
		prev, known = f, ok
	}
	return forwards, backwards
}

// joins reports whether a letter in shape b can follow one in shape a.
func joins(a, b arabic.Shape) bool {
	onward := a == arabic.Initial || a == arabic.Medial
	return onward == (b == arabic.Medial || b == arabic.Final)
}

func visual(text []byte) bool {
	forwards, backwards := order(text)
	return backwards > forwards
}

func expandForms(t *rule.Line, i int) (rule.Match, bool) {
	if p, _ := t.Prev(i); letterForms.Has(p) {
		return rule.Match{}, false
	}
	line := t.Bytes()
	word := t.Word(i)
	if visual(line[word.Start:word.End]) {
		return rule.Match{}, false
	}
	end := t.SkipAfter(i, letterForms)
	if isShape(t, i, end) {
		return rule.Match{}, false
	}
	var out []byte
	for j := i; j < end; {
		r, size := t.Next(j)
		f, _ := arabic.FormOf(r)
		out = append(out, f.Base...)
		j += size
	}
	return put(i, end, string(out)), true
}

// isShape reports whether line[i:end] is the joined shape of one letter with no letter
// beside it: it shows the shape, as a table of the alphabet does.
func isShape(t *rule.Line, i, end int) bool {
	r, size := t.Next(i)
	f, _ := arabic.FormOf(r)
	p, _ := t.Prev(i)
	n, _ := t.Next(end)
	return i+size == end && f.Shape != arabic.Isolated && !wordy.Has(p) && !wordy.Has(n)
}

const (
	bismillah = '\uFDFD' // ARABIC LIGATURE BISMILLAH AR-RAHMAN AR-RAHEEM
	allah     = '\uFDF2' // ARABIC LIGATURE ALLAH ISOLATED FORM
)

// wordForms are the signs that stand for words.
var wordForms = func() *arabic.Set {
	ranges := []arabic.Range{{Lo: bismillah, Hi: bismillah}}
	for _, f := range arabic.Forms() {
		if f.Word && f.Rune >= '\uFDF0' && f.Rune <= '\uFDFF' {
			ranges = with(ranges, f.Rune)
		}
	}
	return arabic.Ranges(ranges...)
}()

// spellOut writes the word or words that the sign at i stands for.
func spellOut(t *rule.Line, i int) (rule.Match, bool) {
	r, size := t.Next(i)
	words := "بسم الله الرحمن الرحيم"
	if f, ok := arabic.FormOf(r); ok && r != bismillah {
		words = f.Base
	}
	if r == allah {
		before, alef := strings.CutSuffix(bareWord(t, t.WordBefore(i), i), "ا")
		if alef && (before == "" || isProclitic(before) || strings.TrimPrefix(before, "و") == "ت") {
			words = strings.TrimPrefix(words, "ا")
		}
	}
	return put(i, i+size, words), true
}
