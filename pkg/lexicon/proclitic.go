package lexicon

import "unicode/utf8"

// Proclitics is a set of the particles that are written onto the word after
// them: a conjunction, a preposition and the article, in this order.
type Proclitics uint8

const (
	Wa Proclitics = 1 << iota // و, and
	Fa                        // ف, so
	Bi                        // ب, in, with
	Li                        // ل, to, for
	Ka                        // ك, as
	Al                        // ال, the; after ل it is written without its alef: للكتاب

	// Conjunctions and Prepositions are the particles of one letter. A word
	// carries at most one of each.
	Conjunctions = Wa | Fa
	Prepositions = Bi | Li | Ka
)

// ProcliticOf returns the proclitic that the letter r is, or 0.
func ProcliticOf(r rune) Proclitics {
	switch r {
	case 'و':
		return Wa
	case 'ف':
		return Fa
	case 'ب':
		return Bi
	case 'ل':
		return Li
	case 'ك':
		return Ka
	}
	return 0
}

// alef and lam are how a Peeler sees the letters of the article.
const (
	alef = Al << 1
	lam  = Li
)

// seen is what a Peeler sees in the letter r: a proclitic, an alef or nothing.
func seen(r rune) Proclitics {
	if r == 'ا' {
		return alef
	}
	return ProcliticOf(r)
}

// seenInKey is seen by the letter of a key.
var seenInKey = func() (t [32]Proclitics) {
	for _, r := range "اوفبلك" {
		t[Skeleton(r)] = seen(r)
	}
	return t
}()

// A Peeler takes the proclitics from the beginning of a word, one after the
// other, so that its caller can look up what is left after each. It knows no
// words: the caller's list decides which reading is right.
type Peeler struct {
	Off     Proclitics // taken off
	Dropped int        // letters taken off, the article's included
	Left    int        // letters of the word after them
	Short   bool       // the article has no alef: للـ

	first [peeled]Proclitics // what is seen in the first letters
}

// peeled is the most letters that a Peeler looks at: و, a preposition, ال.
const peeled = 4

// PeelKey returns the Peeler of a word of that many letters. Key makes no
// difference between و and ؤ or the alefs, and neither does the Peeler.
func PeelKey(k Key, letters int) Peeler {
	p := Peeler{Left: letters}
	for i := range p.first {
		p.first[i] = seenInKey[k>>(5*i)&31]
	}
	return p
}

// PeelWord returns the Peeler of a word without marks and tatweel.
func PeelWord(word string) Peeler {
	p := Peeler{Left: utf8.RuneCountInString(word)}
	i := 0
	for _, r := range word {
		if i == peeled {
			break
		}
		p.first[i] = seen(r)
		i++
	}
	return p
}

// Next takes one proclitic off, and reports whether there was one and a letter
// is left after it.
func (p *Peeler) Next() bool {
	if p.Left < 2 || p.Off&Al != 0 {
		return false
	}
	switch first := p.first[p.Dropped]; {
	case first == alef && p.first[p.Dropped+1] == lam:
		return p.Left > 2 && p.drop(Al, 2)
	case p.Off&Prepositions != 0:
		p.Short = p.Off&Li != 0 && first == lam
		return p.Short && p.drop(Al, 1)
	case first == 0, first == alef, first&Conjunctions != 0 && p.Off != 0:
		return false
	default:
		return p.drop(first, 1)
	}
}

func (p *Peeler) drop(what Proclitics, letters int) bool {
	p.Off, p.Dropped, p.Left = p.Off|what, p.Dropped+letters, p.Left-letters
	return true
}

// Before returns the number of letters before the article or, without one,
// before the rest of the word. Both letters of للـ count as the article.
func (p *Peeler) Before() int {
	if p.Off&Al != 0 {
		return p.Dropped - 2
	}
	return p.Dropped
}
