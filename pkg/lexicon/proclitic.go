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

// begins is the proclitic that a word with these two first letters begins with,
// by the ten lowest bits of its key.
var begins = func() (t [1 << 10]Proclitics) {
	for _, r := range "وفبلك" {
		for second := range 32 {
			t[second<<5|int(Skeleton(r))] = ProcliticOf(r)
		}
	}
	t[KeyOf("ال")] = Al
	return t
}()

// A Peeler takes the proclitics from the beginning of a word, one after the
// other, so that its caller can look up what is left after each. It knows no
// words: the caller's list decides which reading is right.
type Peeler struct {
	Rest    Key        // of a word by its key: what is left of it
	Left    int        // letters of the word that are left
	Dropped int        // letters taken off, the article's included
	Off     Proclitics // taken off
	may     Proclitics // come next
	Short   bool       // the article has no alef: للـ
}

// PeelKey returns the Peeler of a word of that many letters. Key makes no
// difference between و and ؤ or the alefs, and neither does the Peeler.
func PeelKey(k Key, letters int) Peeler { return Peeler{Left: letters, Rest: k, may: all} }

// PeelWord returns the Peeler of a word without marks and tatweel.
func PeelWord(word string) Peeler {
	const most = 4 // و, a preposition, ال
	p := Peeler{Left: utf8.RuneCountInString(word), may: all}
	i := 0
	for _, r := range word {
		if i == most {
			break
		}
		if r == 'ا' || ProcliticOf(r) != 0 {
			p.Rest |= Key(Skeleton(r)) << (5 * i)
		}
		i++
	}
	return p
}

// all may begin a word.
const all = Conjunctions | Prepositions | Al

// Next takes one proclitic off, and reports whether there was one and a letter
// is left after it.
func (p *Peeler) Next() bool {
	what := begins[p.Rest&(1<<10-1)]
	if what&p.may == 0 || p.Left < 2 {
		return false
	}
	letters := 1
	switch {
	case what == Al:
		if p.Left == 2 {
			return false
		}
		letters, p.may = 2, 0
	case what&Conjunctions != 0:
		p.may = Prepositions | Al
	case p.Off&Li != 0: // another ل is the article
		what, p.may, p.Short = Al, 0, true
	case what == Li:
		p.may = Li | Al
	default:
		p.may = Al
	}
	p.Off, p.Dropped, p.Left, p.Rest = p.Off|what, p.Dropped+letters, p.Left-letters, p.Rest>>(5*uint(letters)&63)
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
