// Package clitic splits the clitics off Arabic words: the particles و ف ب ل ك س,
// the أ of a question and the article ال, which are written onto the word after them,
// and the pronouns, which are written onto the word before.
//
// [Split] takes a word and a [Scheme], which says what is split off, and returns
// the [Parts]. Their spans cut the word, so joined they are the word again. Marks
// and tatweel belong to the letter before them, and make no difference. A part has
// a normal form too, which is how it is written by itself: مدينته has the stem
// مدينت, of which the normal form is مدينة.
//
// A word of letters other than those of the Arabic alphabet, Persian and Urdu ones
// included, is left whole. Particles and the article are split from digits: و10,
// بـ5, الـ24.
//
// The words that sources of cut text cut differently, and some of the commonest,
// are in a closed list, maxent/words.txt, with a reason for each. Others are cut by
// a log-linear model of the word alone, without its context; MODEL.md describes its
// data and its quality. The tables are embedded in the program and read in place.
package clitic

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/clitic/maxent"
	"github.com/nass-ar/nass/pkg/span"
)

// A Scheme says which clitics are split off.
type Scheme uint8

const (
	None       Scheme = iota
	Proclitics        // the particles و ف ب ل ك س and أ
	ATB               // particles and pronouns, as the Penn Arabic Treebank does
	Full              // particles, pronouns and the article
)

// Schemes are the names of the schemes, in order: clitic.Schemes[clitic.ATB].
var Schemes = [...]string{"none", "proclitics", "atb", "full"}

// A Kind is what a part of a word is.
type Kind uint8

const (
	Stem      Kind = iota // what is left of the word
	Proclitic             // و ف ب ل ك س أ
	Article               // ال, and the second ل of للكتاب
	Pronoun               // ه ها هم ...
)

var kindNames = [...]string{"stem", "proclitic", "article", "pronoun"}

// String returns the name of the kind, in lower case.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// A Part is a part of a word. Its span is in bytes of the word and never empty.
type Part struct {
	span.Span
	Kind Kind
	head head
	tail rune
}

// A head is what comes before a part in its normal form.
type head uint8

const (
	_          head = iota
	headAlef        // of the article in للسلطة
	headAl          // of اللجنة in للجنة
	headOfNoun      // of لجنة in للجنة, when the lam there is the article's
)

var heads = [...]string{"", "ا", "ال", "ل"}

// AppendNormal appends the normal form of p, a part of word, to dst: its letters
// and digits without marks and tatweel, as they are written by themselves.
func (p Part) AppendNormal(dst, word []byte) []byte {
	dst = append(dst, heads[p.head]...)
	last := len(dst)
	for i := p.Start; i < p.End; {
		r, size := utf8.DecodeRune(word[i:p.End])
		if kind := arabic.KindOf(r); kind != arabic.Mark && kind != arabic.Tatweel {
			last = len(dst)
			dst = append(dst, word[i:i+size]...)
		}
		i += size
	}
	switch p.tail {
	case 0:
	case 'ا':
		dst = utf8.AppendRune(dst, p.tail)
	default:
		dst = utf8.AppendRune(dst[:last], p.tail)
	}
	return dst
}

// maxParts is how many parts a word has at most: و, ب, and ال with a stem or a stem
// with a pronoun.
const maxParts = 4

// Parts are the parts of a word, in order.
type Parts struct {
	parts [maxParts]Part
	n     int
	score float32
}

// All returns the parts. They are valid as long as p is.
func (p *Parts) All() []Part { return p.parts[:p.n] }

// Score returns how likely the word has these parts, from 0 to 1: the probability
// by the model, and 1 where there is no other way to cut the word.
func (p *Parts) Score() float32 { return p.score }

// add adds a part of that kind up to end, if it is not empty, and returns it.
func (p *Parts) add(kind Kind, end int) *Part {
	part := &p.parts[p.n]
	if p.n > 0 {
		part.Start = p.parts[p.n-1].End
	}
	if part.End = end; end > part.Start {
		part.Kind = kind
		p.n++
	}
	return part
}

// A Splitter splits words as [Split] does, and faster, because it remembers those it
// saw. The zero value is ready; it is not safe for concurrent use.
type Splitter struct {
	cache [1 << cacheBits]choice
}

const cacheBits = 14

// A choice is how the word with that key is cut; of no word, where the key is 0.
type choice struct {
	key   uint64
	cut   maxent.Cut
	last  rune // of LastLetter
	score float32
}

// Split returns the parts of word under a scheme, as the function Split does.
func (s *Splitter) Split(word []byte, by Scheme) Parts {
	return split(word, by, s)
}

// Split returns the parts of word under a scheme. A word without clitics is one
// part, a stem; an empty word has none. Split does not allocate.
func Split(word []byte, by Scheme) Parts {
	return split(word, by, nil)
}

// choose returns how w is cut. s may be nil.
func (s *Splitter) choose(w *maxent.Word) choice {
	key := w.Key()
	var known *choice
	if s != nil && key != 0 {
		known = &s.cache[key*0x9E3779B97F4A7C15>>(64-cacheBits)]
		if known.key == key {
			return *known
		}
	}
	m := maxent.Default()
	c := choice{key: key}
	c.cut, c.score = m.Choose(w)
	c.last = m.LastLetter(w, c.cut)
	if known != nil {
		*known = c
	}
	return c
}

func split(word []byte, by Scheme, s *Splitter) Parts {
	p := Parts{score: 1}
	if by == None {
		p.add(Stem, len(word))
		return p
	}
	l, ok := read(word)
	if !ok {
		p.add(Stem, len(word))
		return p
	}
	var c choice
	if l.followed {
		c.cut, ok = l.Particles()
	}
	switch {
	case l.followed && ok:
	case l.rest < len(word):
		p.add(Stem, len(word))
		return p
	default:
		c = s.choose(&l.Word)
		p.score = c.score
	}
	p.cut(&l, c, len(word), by)
	return p
}

// cut makes p the parts of a word of so many bytes that begins with the letters l.
func (p *Parts) cut(l *letters, c choice, bytes int, by Scheme) {
	start := c.cut.Start()
	for i := 1; i <= start; i++ {
		p.add(Proclitic, l.end(i))
	}
	var before head
	if c.cut.Article != maxent.NoArticle {
		written := 1
		if c.cut.Article == maxent.Written {
			written = 2
		}
		switch {
		case by == Full || l.N == start+written && l.rest == bytes:
			part := p.add(Article, l.end(start+written))
			if written == 1 {
				part.head = headAlef
			}
			if c.cut.Article == maxent.Shared {
				before = headOfNoun
			}
		case c.cut.Article == maxent.NoAlef:
			before = headAlef
		case c.cut.Article == maxent.Shared:
			before = headAl
		}
	}
	pronoun := int(c.cut.Pronoun)
	if pronoun == 0 || by == Proclitics && start+pronoun < l.N {
		p.add(Stem, bytes).head = before
		return
	}
	if end := l.N - pronoun; end > start {
		p.add(Stem, l.end(end)).tail = c.last
	}
	p.add(Pronoun, bytes)
}
