package crf

import "github.com/nass-ar/nass/pkg/lexicon"

// A wordType is what the model knows of a word wherever it stands. It is
// worked out once and then kept by the tagger.
type wordType struct {
	key     word
	base    uint64    // hash of the folded form without proclitics
	folded  uint64    // hash of the folded form
	bare    uint64    // hash of the base without the article
	class   classes   // of the base
	gaz     uint16    // gazetteers of the base
	vote    uint8     // what the base mostly is elsewhere, see voteOf
	flags   uint8     // see below
	barred  uint16    // tags that the word never has, a bit each
	head    head      // what it is of the names behind it, 0 where it is none
	rare    bool      // raw text has it seldom or never
	tail    bool      // it ends the name of a body, see isTail
	towards bool      // places stand behind it
	joined  uint8     // types that it may be a name of without wa-, a bit each
	emit    [5]scores // scores by tag of this word as the second before to the second after
}

// Flags of a word type.
const (
	flagPhrase = 1 << iota // begins a phrase of the gazetteers
	flagLetter             // holds a letter
	flagSign               // is punctuation, or nothing that is written in a normal form
	flagAnd                // is wa- and the name of a person, or unheard-of, and none as it stands; the next bits, of a place and of an organization
	_
	_
	flagLatin // is written in Latin letters
	flagRun   // of a token: goes on with a run of Latin words
)

// NoClass is the class of a word that no clustering contains.
const NoClass = 0xFFFF

// Templates of features. The number of a template is part of the model: it
// goes into the hash of the feature.
const (
	tBias = iota
	tFolded
	tNormal
	tBase
	tBare
	tClass
	tBaseClass = tClass + ClassN
	tBareClass = tBaseClass + ClassN
	tPrefix    = tBareClass + ClassN
	tSuffix    = tPrefix + 5
	tShape     = tSuffix + 5
	tLength    = iota + 24
	tGaz
	tBaseGaz
	tBareGaz
	tPro
	tArticle
	tCount
	tVote
	tBaseVote
	tGram
	tPairs = 64 // features of more than one word
)

// The offsets a template is seen at, as bits: bit 2 is the word itself, bit 0
// the word two before.
const (
	at0  = 1 << 2
	near = 7 << 1
	wide = 31
)

// describe makes x the type of w and calls see for each feature of it: the
// offsets it is seen at, its template and value.
func (m *Model) describe(x *wordType, w *word, see func(offsets, template int, value uint64)) {
	f := w.fold()
	own := m.lookup(f.hash())
	base, pro, baseFacts := m.base(&f, own)
	*x = wordType{key: *w, folded: f.hash(), base: base.hash()}
	bare, bareFacts := base, baseFacts
	hasArticle := base.n > 4 && base.code[0] == alef && base.code[1] == lam
	if hasArticle {
		bare = base.from(2)
		bareFacts = m.lookup(bare.hash())
	}
	x.bare = bare.hash()
	x.class = baseFacts.class
	if x.class[0] == NoClass {
		x.class = own.class
	}
	x.gaz = uint16(baseFacts.gaz) | uint16(bareFacts.gaz)<<8
	x.vote = voteOf(baseFacts.votes)
	shape := f.shape()
	switch shape {
	case shapeSign:
		x.flags |= flagSign
	case shapeDigit:
	default:
		x.flags |= flagLetter
	}
	if baseFacts.flags&flagPhrase != 0 {
		x.flags |= flagPhrase
	}

	x.barred = m.bars(w, &f, own, shape)
	var space [textSize]byte
	x.head = headOf(string(base.appendTo(space[:0])))
	form := f.appendTo(space[:0])
	x.tail, x.towards = isTail(form), isTowards(form)
	x.rare = baseFacts.count <= rareCount
	x.joined = m.joined(&f)
	if shape == shapeForeign && isLatin(w) {
		x.flags |= flagLatin
	}
	if s, _ := f.rest(0); s.n > 0 && f.code[0] == waw {
		rest := m.lookup(s.hash())
		if votes := voteOf(rest.votes); votes == uint8(ORG)<<2|3 {
			x.flags |= flagAnd << ORG
		}
		if own.count == 0 { // raw text never has it: rare given names mostly stand so in lists
			x.flags |= flagAnd << PER
		}
		for typ := PER; typ <= LOC; typ++ {
			if whole := gazetteers[typ].whole; own.gaz&whole == 0 && rest.gaz&whole != 0 {
				x.flags |= flagAnd << typ
			}
		}
	}

	see(at0, tBias, 0)
	see(wide, tFolded, x.folded)
	see(at0, tNormal, w.hash())
	see(near, tBase, x.base)
	see(near, tBare, x.bare)
	for k := range own.class {
		see(wide, tClass+k, uint64(own.class[k]))
		see(near, tBaseClass+k, uint64(baseFacts.class[k]))
		see(near, tBareClass+k, uint64(bareFacts.class[k]))
	}
	f.seeAffixes(see)
	if shape <= shapeForeign && bare.n >= 3 {
		bare.seeGrams(see)
	}
	see(wide, tShape, uint64(shape))
	see(at0, tLength, uint64(min(bare.n, 10)))
	for k := range 8 {
		if own.gaz>>k&1 != 0 {
			see(near, tGaz, uint64(k))
		}
		if baseFacts.gaz>>k&1 != 0 {
			see(near, tBaseGaz, uint64(k))
		}
		if bareFacts.gaz>>k&1 != 0 {
			see(near, tBareGaz, uint64(k))
		}
	}
	see(near, tPro, uint64(pro)<<8|uint64(w.code[0]))
	if hasArticle {
		see(wide, tArticle, 1)
	} else {
		see(near, tArticle, 0)
	}
	see(at0, tCount, uint64(baseFacts.count))
	for k := range 4 {
		if v := own.votes >> (4 * k) & 15; v != 0 {
			see(near, tVote, uint64(k)<<8|uint64(v))
		}
		if v := baseFacts.votes >> (4 * k) & 15; v != 0 {
			see(near, tBaseVote, uint64(k)<<8|uint64(v))
		}
	}
}

// seeAffixes calls see for the first one to four letters of w and the last ones.
func (w *word) seeAffixes(see func(offsets, template int, value uint64)) {
	var prefix, suffix uint64
	for k := 1; k <= 4 && k < int(w.n); k++ {
		prefix = prefix<<8 | uint64(w.code[k-1])
		suffix = suffix<<8 | uint64(w.code[int(w.n)-k])
		see(at0, tPrefix+k, prefix)
		if k == 2 || k == 3 {
			see(near, tSuffix+k, suffix)
		} else {
			see(at0, tSuffix+k, suffix)
		}
	}
}

// seeGrams calls see for each three letters of w in a row, the last two by
// themselves; the value says which are the first and the last.
func (w *word) seeGrams(see func(offsets, template int, value uint64)) {
	for k := 0; k <= int(w.n)-2; k++ {
		g := uint64(w.code[k])<<8 | uint64(w.code[k+1])
		if k == 0 {
			g |= 1 << 24
		}
		if k+3 <= int(w.n) {
			g |= uint64(w.code[k+2]) << 16
		} else {
			g |= 1 << 25
		}
		see(at0, tGram, g)
	}
}

// feature is the hash of a value of a template.
func feature(template int, value uint64) uint64 {
	return mix(uint64(template+1)*0x9E3779B97F4A7C15, value)
}

// at is the hash of a word's feature seen from a word further on by off-2.
func at(h uint64, off int) uint64 { return h + uint64(off)*0xD6E8FEB86659FD93 }

// Shapes of words.
const (
	shapeArabic  = iota // letters of the alphabet only
	shapeForeign        // letters of another script only
	shapeMixed          // letters and digits
	shapeDigit
	shapeSign
)

func (w *word) shape() int {
	letters, latin, digits, signs := 0, 0, 0, 0
	for _, c := range w.code[:w.n] {
		switch {
		case c < codeDigit:
			letters++
		case c == codeDigit:
			digits++
		case c < codePunct:
			latin++
		case c < codeOther:
			signs++
		default:
			latin++
		}
	}
	switch {
	case w.n == 0, signs > 0:
		return shapeSign
	case digits == int(w.n):
		return shapeDigit
	case digits > 0:
		return shapeMixed
	case latin > 0:
		return shapeForeign
	}
	return shapeArabic
}

// base is w without the proclitics that its use in raw text shows, how many
// codes they are, and the facts of the base. Only particles that leave a form
// better known than the whole are taken off, so that the first letters of
// a name stay.
func (m *Model) base(w *word, own facts) (word, uint8, facts) {
	best, pro, known := *w, uint8(0), own
	for i := range restN {
		if s, k := w.rest(i); s.n > 0 {
			if f := m.lookup(s.hash()); f.count > known.count {
				best, pro, known = s, k, f
			}
		}
	}
	return best, pro, known
}

// restN is in how many ways proclitics may be taken off a word.
const restN = 3

// rest is w without what may be its proclitics, and how many letters those
// are, in one of restN ways: without و ف; without ب ك ل too, or only them;
// without li- before the article, whose alef it has swallowed. It is empty
// where w has none of them or fewer than three letters would be left.
func (w *word) rest(way int) (word, uint8) { return w.restOf(way, 3) }

// restOf is rest where no fewer than least letters may be left.
func (w *word) restOf(way, least int) (word, uint8) {
	if int(w.n) <= least || skeletons[w.code[0]] == otherLetter {
		return word{}, 0
	}
	var first lexicon.Key
	for i, c := range w.code[:4] {
		first |= lexicon.Key(skeletons[c]) << (5 * i)
	}
	for p := lexicon.PeelKey(first, int(w.n)); p.Next(); {
		k := uint8(p.Dropped)
		switch {
		case p.Short && way == 2:
			s := w.from(p.Before())
			s.code[0] = alef
			return s, k - 1
		case p.Off&lexicon.Al != 0:
		case (p.Off&lexicon.Prepositions != 0) == (way == 1) && way < 2 && int(w.n-k) >= least:
			return w.from(int(k)), k
		}
	}
	return word{}, 0
}

// skeletons are the letters of a key for the codes of proclitics, and one that is
// none for all others: the model knows و from ؤ, and a key does not.
var skeletons = func() (t [128]uint8) {
	for c := range t {
		t[c] = otherLetter
	}
	for _, r := range "اوفبلك" {
		t[r-letterBase] = lexicon.Skeleton(r)
	}
	return t
}()

// otherLetter is the letter of a key that no proclitic has.
const otherLetter = 31

// pairN is how many features a word has of it and the words around it.
const pairN = 13

// manyPairs is how many of the features of more than one word come first that are of words
// and classes: they have so many values that a cache would seldom hold the one at hand.
const manyPairs = 8

// pairFeatures is the values of the features of templates tPairs and on, of the
// words around the third of around, which are outside past the ends of the
// sentence. Without a phrase the last template has none.
func pairFeatures(values *[pairN]uint64, around *[5]*wordType, phrase uint8) []uint64 {
	x := around[2]
	a, b := around[1], around[3]
	*values = [pairN]uint64{
		mix(a.folded, x.folded),
		mix(x.folded, b.folded),
		uint64(a.class[1])<<16 | uint64(x.class[1]),
		uint64(x.class[1])<<16 | uint64(b.class[1]),
		uint64(a.class[2])<<32 | uint64(x.class[2])<<16 | uint64(b.class[2]),
		uint64(a.class[1])<<16 | uint64(b.class[1]),
		uint64(around[0].class[1])<<16 | uint64(a.class[1]),
		uint64(b.class[1])<<16 | uint64(around[4].class[1]),
		uint64(a.gaz)<<16 | uint64(x.gaz),
		uint64(x.gaz)<<16 | uint64(b.gaz),
		uint64(a.vote)<<8 | uint64(x.vote),
		uint64(x.vote)<<8 | uint64(b.vote),
		uint64(phrase),
	}
	if phrase == 0 {
		return values[:pairN-1]
	}
	return values[:]
}

// voteOf is the type with most votes and their share in four steps, or 16
// where there are none.
func voteOf(votes uint16) uint8 {
	best, most := 4, uint16(0)
	for k := range 4 {
		if v := votes >> (4 * k) & 15; v > most {
			best, most = k, v
		}
	}
	return uint8(best)<<2 | uint8(most>>2)
}
