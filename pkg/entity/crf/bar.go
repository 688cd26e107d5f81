package crf

import "slices"

// Some words are no names whatever stands around them. The model has seen news and
// encyclopedias only: it takes words of dialects and recipes that it does not know for
// names. Such a word is barred from tags, a bit each.
const (
	barBegin = 1<<(1+2*PER) | 1<<(1+2*LOC) | 1<<(1+2*ORG) | 1<<(1+2*MISC)
	barAll   = 1<<tagN - 2
	barGoOn  = barAll &^ barBegin
	barPER   = 3 << (1 + 2*PER)

	goesOn = 1 << 15  // not a tag: the token goes on with a run of Latin words
	barred = -1 << 14 // score of a tag that a token never has
)

// bars returns the tags that a word never has: w as it is spelled and f, its folded form,
// of which own is known.
func (m *Model) bars(w, f *word, own facts, shape int) uint16 {
	switch {
	case shape == shapeSign:
		return barBegin
	case w.form&formTanwin != 0:
		// Of names only those of Arabs are declined where vowels are written: رأيت محمدًا.
		bare := *f
		bare.n--
		bare.code[bare.n] = 0
		if _, _, base := m.base(&bare, m.lookup(bare.hash())); base.gaz&gazArabic != 0 {
			return barAll &^ barPER
		}
		return barAll
	case isClosed(w, own):
		return barBegin
	}
	return 0
}

// isClosed reports whether no name begins with w, of whose folded form own is known.
func isClosed(w *word, own facts) bool {
	var space [textSize]byte
	form := w.appendTo(space[:0])
	if isClosedForm(form) {
		return true
	}
	if w.n < 3 || w.code[0] != waw && w.code[0] != feh || own.gaz&(gazetteers[PER].whole|gazetteers[LOC].whole) != 0 {
		return false
	}
	return isClosedForm(form[2:])
}

// isLatin reports whether w is written in Latin letters.
func isLatin(w *word) bool {
	for _, c := range w.code[:w.n] {
		if c < codeLatin || c >= codePunct {
			return false
		}
	}
	return w.n > 0
}

// isLink reports whether w is one of the small words inside Latin names: with a capital
// letter it is a word like others.
func isLink(w *word) bool {
	if w.form&formUpper != 0 {
		return false
	}
	var space [textSize]byte
	switch string(w.appendTo(space[:0])) {
	case "of", "and", "for", "the", "de", "la", "le", "du", "del", "da", "dos", "y", "van", "von", "der", "den", "bin", "ibn", "al", "el":
		return true
	}
	return false
}

// maxLatin is how many words a Latin name has at most; more are a sentence.
const maxLatin = 6

// bar sets t.bars for the words of the sentence, whose phrases are known. A closed word may
// begin a phrase of the model. A run of Latin words is one name or none: none where it is a
// sentence or has a word without a capital letter, such as a term. What the model lists
// (stc) is a name however it is written.
func (t *Tagger) bar() {
	n := len(t.words)
	t.bars = slices.Grow(t.bars[:0], n)[:n]
	for i, w := range t.words {
		x := &t.types[w]
		t.bars[i] = x.barred
		if x.barred == barBegin && x.flags&flagSign == 0 && t.phrase[i] != 0 {
			t.bars[i] = 0
		}
	}
	for i := 0; i < n; i++ {
		if t.types[t.words[i]].flags&flagLatin == 0 {
			continue
		}
		j, name := i, true
		for ; j < n && t.types[t.words[j]].flags&flagLatin != 0; j++ {
			key := &t.types[t.words[j]].key
			name = name && (key.form&formUpper != 0 || t.phrase[j]&phraseListed != 0 || j > i && isLink(key))
		}
		name = name && j-i <= maxLatin && !isLink(&t.types[t.words[j-1]].key)
		if i > 0 && t.types[t.words[i-1]].barred == barBegin {
			t.bars[i] = barGoOn // Twitter في San Francisco
		}
		for k := i; k < j; k++ {
			switch {
			case name && k > i:
				t.bars[k] = barBegin | goesOn
			case !name && t.phrase[k]&phraseListed == 0:
				t.bars[k] = barAll
			}
		}
		i = j - 1
	}
}
