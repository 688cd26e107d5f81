// Package entity finds the names of persons, places and organizations in
// Arabic text, with a conditional random field whose tables are embedded in
// the program and read in place. MODEL.md says what the model was made from
// and how well it does.
package entity

import (
	_ "embed"
	"math"
	"sync"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// An Entity is a name found in a text.
type Entity struct {
	span.Span         // bytes of the text, with the proclitics
	Type      Type    //
	Score     float32 // how likely it is right, 0 to 1
	Clitic    int     // bytes of the proclitics at the start of the span: wa-, fa-, bi-, ka-, li-
	Article   bool    // after the proclitic the article is written without its alef: lil-
}

// A Type is the kind of thing a name names.
type Type uint8

const (
	PER  Type = iota // persons
	LOC              // places, countries
	ORG              // organizations, teams, media
	MISC             // other names: events, works, products
)

// String is the usual short name of t.
func (t Type) String() string {
	switch t {
	case PER:
		return "PER"
	case LOC:
		return "LOC"
	case ORG:
		return "ORG"
	}
	return "MISC"
}

//go:embed model.bin
var embedded string

// Default is the embedded model. The first call looks at the header of its
// file and nothing else.
var Default = sync.OnceValue(func() *Model {
	m, err := view(embedded)
	if err != nil {
		return &Model{} // a build with a broken file, which a test forbids, finds nothing
	}
	return m
})

// Find appends the names in text to dst, in order and disjoint, and returns
// the longer slice. Text is a paragraph or a document; its sentences are those
// of package segment. What a name is in one sentence of text helps to find it in the
// others: the memory reaches over 64 sentences at a time, counted from the
// start of text, so the result depends on text alone. Marks and tatweel do not
// matter, offsets are those of text, and invalid bytes are signs like any
// other.
func (t *Tagger) Find(dst []Entity, text []byte) []Entity {
	t.reset()
	t.reader.each(text, func(tokens []span.Span) {
		t.begin(len(tokens))
		for _, s := range tokens {
			t.words = append(t.words, t.typeOf(s.Text(text)))
		}
		t.spans = append(t.spans, tokens...)
		t.sentence()
		if len(t.ends) == MaxUnit {
			dst = t.flush(dst, text)
		}
	})
	return t.flush(dst, text)
}

// Sentences calls yield with the tokens of each sentence of text, as Find takes
// them. The slice is valid until yield returns.
func Sentences(text []byte, yield func(tokens []span.Span)) {
	new(reader).each(text, yield)
}

// flush appends the names of the unit to dst and begins the next unit.
func (t *Tagger) flush(dst []Entity, text []byte) []Entity {
	t.second()
	if t.watch != nil {
		t.watch()
	}
	from := 0
	for _, to := range t.ends {
		dst = t.chunks(dst, text, from, to)
		from = to
	}
	t.reset()
	return dst
}

// chunks appends the names of a sentence of the unit, its tokens from up to to.
func (t *Tagger) chunks(dst []Entity, text []byte, from, to int) []Entity {
	scored := false
	for i := from; i < to; i++ {
		tag := t.tags[i]
		if tag == 0 {
			continue
		}
		j := i + 1
		for j < to && t.tags[j] != 0 && t.tags[j]%2 == 0 {
			j++
		}
		if !scored {
			t.score(from, to)
			scored = true
		}
		e := Entity{
			Span:  span.Span{Start: t.spans[i].Start, End: t.spans[j-1].End},
			Type:  Type((tag - 1) / 2),
			Score: t.scoreOf(from, i, j),
		}
		e.Clitic, e.Article = t.clitic(text[t.spans[i].Start:t.spans[i].End], e.Type)
		dst = append(dst, e)
		i = j - 1
	}
	return dst
}

// score works out the probabilities of the tags of a sentence of the unit.
func (t *Tagger) score(from, to int) {
	for i := from; i < to; i++ {
		for k, v := range t.known[i].emit {
			t.emit[i-from][k] = int32(v)
		}
	}
	t.margin.marginals(t.emit, to-from, &t.factors)
}

// scoreOf is the calibrated probability of a chunk of the sentence that
// begins at from: that of its least likely tag, as the model's scheme maps it.
func (t *Tagger) scoreOf(from, i, j int) float32 {
	p := float32(1)
	for k := i; k < j; k++ {
		p = min(p, t.margin.psi[k-from][t.tags[k]])
	}
	p = min(max(p, 1e-4), 1-1e-4)
	x := float64(t.scheme.slope)*math.Log(float64(p/(1-p))) + float64(t.scheme.shift)
	return float32(1 / (1 + math.Exp(-x)))
}

// clitic is the length in bytes of the proclitics of a name's first token,
// and whether they have swallowed the alef of the article: of the whole word
// and what is left without them, the likeliest to be a name.
func (t *Tagger) clitic(token []byte, typ Type) (int, bool) {
	var w word
	w.set(token)
	f := w.fold()
	own := t.m.lookup(f.hash())
	if gaz := gazetteers[typ].whole; own.gaz&gaz != 0 {
		return 0, false // a name as it stands
	}
	best, pro, article := own.asName(typ), uint8(0), false
	for i := range restN {
		s, k := f.rest(i)
		if s.n == 0 {
			continue
		}
		known := t.m.lookup(s.hash())
		chance := known.asName(typ)
		for _, c := range f.code[:k] {
			chance /= rarity(c)
		}
		if chance > best && (chance > unseen || k == 1 && f.code[0] == waw) {
			best, pro, article = chance, k, s.n > f.n-k
		}
	}
	return codeBytes(token, int(pro)), article
}

// unseen is asName of a name that the raw text does not have. Only wa- needs no
// more than that.
const unseen = 16

// asName is how often the form is read and how much of a name it is there,
// whatever the unit.
func (f facts) asName(typ Type) int {
	n := 1 // for names that the first model did not see
	for votes := f.votes; votes != 0; votes >>= 4 {
		n += int(votes & 15)
	}
	if f.gaz&gazetteers[typ].part != 0 {
		n *= 4
	}
	return n << f.count
}

// rarity is how seldom a proclitic stands before a name, wa- being the most
// frequent.
func rarity(c uint8) int {
	switch c {
	case waw:
		return 2
	case beh, lam:
		return 4
	case feh:
		return 64
	}
	return 128 // ka-
}

// gazetteers are the bits of those that hold whole names of a type, and of
// those that hold parts of them. From the lowest the bits are, as
// scripts/train-entities sets them: tokens of names, of titles, of Arabic full
// names; countries and large cities, other places, words of places.
var gazetteers = [...]struct{ whole, part uint8 }{
	PER:  {1<<0 | 1<<2, 1<<0 | 1<<2},
	LOC:  {1<<3 | 1<<4, 1<<3 | 1<<4 | 1<<5},
	ORG:  {},
	MISC: {},
}

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

// AppendName appends the normal form of e, a name found in text, to dst:
// without proclitics, marks and tatweel, its words one blank apart.
func (e Entity) AppendName(dst, text []byte) []byte {
	s := text[e.Start+e.Clitic : e.End]
	if e.Article {
		dst = append(dst, "\u0627"...)
	}
	gap := false
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u00A0':
			gap = true
		case r == utf8.RuneError && size == 1:
			dst = append(dst, s[0])
		default:
			if _, ok := codeOf(r); ok {
				if gap {
					dst = append(dst, ' ')
					gap = false
				}
				dst = append(dst, s[:size]...)
			}
		}
		s = s[size:]
	}
	return dst
}

// Tag gives the tags of the tokens of the sentences of a document, IOB2 as
// CoNLL has them, in the order of the tokens. It splits and joins no token.
func (t *Tagger) Tag(document [][]string) [][]string {
	var all [][]string
	t.reset()
	start := 0
	flush := func(upto int) {
		t.second()
		at := 0
		for _, s := range document[start:upto] {
			tags := make([]string, len(s))
			for i := range s {
				tags[i] = tagNames[t.tags[at]]
				at++
			}
			all = append(all, tags)
		}
		t.reset()
		start = upto
	}
	for n, s := range document {
		for from := 0; from < len(s); from += maxSentence {
			part := s[from:min(len(s), from+maxSentence)]
			t.begin(len(part))
			for _, w := range part {
				t.words = append(t.words, t.typeOf([]byte(w)))
			}
			t.sentence()
		}
		if n+1-start == MaxUnit {
			flush(n + 1)
		}
	}
	flush(len(document))
	return all
}

var tagNames = [tagN]string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC"}
