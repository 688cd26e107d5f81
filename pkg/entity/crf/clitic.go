package crf

import (
	"math"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/clitic"
)

// What speaks for taking proclitics off a name or leaving them: 1 is as much as twice the
// uses in the raw text. Rounded from a regression on the odd rows of
// testdata/entities/proclitics.tsv and half of the names behind these letters in the text
// that was annotated for training.
const (
	ofList     = 6   // a whole name of the lists
	ofOwn      = 6   // and more where it is in the lists as it stands
	ofSplit    = 4   // for each bit of the odds by pkg/clitic, where it cuts here
	ofFirst    = 2   // and where it cuts here and behind another particle
	behindHead = -20 // for any proclitic behind the word for a kind: شركة ليماك
	ofArticle  = 1   // for the article where two lams stand
	ofAlef     = -16 // for a name that begins with alef without hamza: many have it second, واتساب, باجل
	ofWaw      = 2   // for و
	ofOther    = -12 // for any other particle

	mostSplit = 9 // bits of those odds: pkg/clitic knows words better than names
)

// Clitic returns the length in bytes of the proclitics of a name's first token, and
// whether they have swallowed the alef of the article. Before is the token before it, or
// empty. Of the whole word and what is left without them it takes the likeliest to be a
// name: by the raw text, the lists, pkg/clitic and the word before.
func (t *Tagger) Clitic(before, token []byte, typ Type) (int, bool) {
	var w word
	w.set(token)
	f := w.fold()
	if w.n < 3 || skeletons[f.code[0]] == otherLetter || f.code[0] == alef || w.n == 3 && f.code[1] == lam {
		return 0, false // ولي, لله
	}
	var b word
	b.set(before)
	var space [textSize]byte
	if isPreposition(b.appendTo(space[:0])) {
		return 0, false // no particle stands behind one
	}
	b = b.fold()
	always := 0.0
	if headOf(string(b.appendTo(space[:0]))) != 0 {
		always = behindHead
	}
	split := t.split(token)
	own := t.m.lookup(f.hash())
	best, pro, article := own.asName(typ)+split.odds(0), uint8(0), false
	if own.gaz&gazetteers[typ].whole != 0 {
		best += ofOwn
	}
	for i := range restN {
		s, k := f.restOf(i, 2)
		if s.n == 0 {
			continue
		}
		if f.code[k] >= codeDigit {
			return codeBytes(token, int(k)), false // wa- and a Latin name or a number
		}
		short := s.n > f.n-k
		chance := always + t.m.lookup(s.hash()).asName(typ) + split.odds(k)
		for _, c := range f.code[:k] {
			if c == waw {
				chance += ofWaw
			} else {
				chance += ofOther
			}
		}
		switch {
		case short:
			chance += ofArticle
		case w.code[k] == alef && s.code[1] != lam:
			chance += ofAlef
		}
		if chance > best {
			best, pro, article = chance, k, short
		}
	}
	return codeBytes(token, int(pro)), article
}

// asName is how often the raw text has a form, how much of a name it is there, whatever the
// unit, and whether the lists have it.
func (f facts) asName(typ Type) float64 {
	n := 1 // for names that the first model did not see
	for votes := f.votes; votes != 0; votes >>= 4 {
		n += int(votes & 15)
	}
	bits := math.Log2(float64(n)) + float64(f.count)
	if f.gaz&gazetteers[typ].part != 0 {
		bits += 2
	}
	if f.gaz&gazetteers[typ].whole != 0 {
		bits += ofList
	}
	return bits
}

// A split is how pkg/clitic cuts a word.
type split struct {
	letters uint8   // of the proclitics
	bits    float64 // of the odds for it
}

func (t *Tagger) split(token []byte) split {
	parts := t.splitter.Split(token, clitic.Proclitics)
	s := split{bits: mostSplit}
	if p := float64(parts.Score()); p < 1 {
		s.bits = min(max(math.Log2(p/(1-p)), 0), mostSplit)
	}
	for _, p := range parts.All() {
		if p.Kind == clitic.Proclitic {
			s.letters++
		}
	}
	return s
}

// odds is what s says of a word cut behind so many letters.
func (s split) odds(letters uint8) float64 {
	switch {
	case letters == s.letters:
		return ofSplit * s.bits
	case letters > 0 && letters < s.letters:
		return ofFirst * s.bits
	}
	return 0
}

// gazetteers are the bits of those that hold whole names of a type, and of
// those that hold parts of them. From the lowest the bits are, as
// scripts/train-entities sets them: tokens of names, of titles, of Arabic full
// names; countries and large cities, other places, words of places.
var gazetteers = [...]struct{ whole, part uint8 }{
	PER:  {1<<0 | gazArabic, 1<<0 | gazArabic},
	LOC:  {1<<3 | 1<<4, 1<<3 | 1<<4 | 1<<5},
	ORG:  {},
	MISC: {},
}

const gazArabic = 1 << 2

// codeBytes is how many bytes of token its first n codes and the marks
// on them take.
func codeBytes(token []byte, n int) int {
	for i := 0; i < len(token); {
		r, size := utf8.DecodeRune(token[i:])
		if _, ok := codeOf(r); ok {
			if n == 0 {
				return i
			}
			n--
		}
		i += size
	}
	return len(token)
}
