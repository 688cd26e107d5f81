// Package entity finds the names of people, places and organizations in Arabic
// text. The model is embedded in the program and read in place; MODEL.md
// describes its training data and its quality.
//
// Load a [Model], make a [Finder] for each goroutine, and call Find with a
// text: offsets are bytes of that text. The model was trained on normalized
// text: the rules of ForNames in package orthography give the best results. An
// [Extractor] with Normalize set applies them and returns names at their places in
// the text as written, [Units] splits a long text, and a [Counter] counts the names
// of many texts.
package entity

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/entity/crf"
	"github.com/nass-ar/nass/pkg/span"
)

// A Type is the kind of thing a name names.
type Type uint8

const (
	Person        = Type(crf.PER)  // people, families
	Location      = Type(crf.LOC)  // places, countries
	Organization  = Type(crf.ORG)  // organizations, teams, media
	Miscellaneous = Type(crf.MISC) // events, works, products

	// Date is the type of dates among names. No model finds them: see the field
	// Dates of Extractor.
	Date = Type(crf.MISC + 1)
)

// String returns the short name of t that the field uses: PER, LOC, ORG, MISC
// or DATE.
func (t Type) String() string {
	switch t {
	case Person:
		return "PER"
	case Location:
		return "LOC"
	case Organization:
		return "ORG"
	case Date:
		return "DATE"
	}
	return "MISC"
}

// A Model is a trained model. It is read-only, so goroutines may share it.
type Model struct{ m *crf.Model }

//go:embed model.bin
var embedded string

var def = sync.OnceValue(func() *Model {
	m, err := crf.View(embedded)
	if err != nil {
		panic(err) // a build with a broken file, which a test forbids
	}
	return &Model{m}
})

// Default returns the embedded model. The first call reads the header of its
// file and nothing else.
func Default() *Model { return def() }

// Read reads a model file from r, and no more of it than its header says: what
// is not a model is refused after 32 bytes. The error says what is wrong with a
// file that is not a model, is cut off, damaged or of another version.
func Read(r io.Reader) (*Model, error) { return modelOf(crf.Read(r)) }

func modelOf(m *crf.Model, err error) (*Model, error) {
	if err != nil {
		if s, ok := strings.CutPrefix(err.Error(), "crf: "); ok {
			err = errors.New("entity: " + s)
		}
		return nil, err
	}
	return &Model{m}, nil
}

// Schemes returns the names of the annotation guidelines that the model
// follows, the default first.
func (m *Model) Schemes() []string { return m.m.Schemes() }

// About returns what the model was made from, with sources and licences.
func (m *Model) About() string { return m.m.About() }

// NewFinder returns a finder that follows the annotation guidelines of the
// named scheme; "" is the default. A scheme that the model does not have is an
// error.
func (m *Model) NewFinder(scheme string) (*Finder, error) {
	t, err := m.m.NewTagger(scheme)
	if err != nil {
		return nil, fmt.Errorf("entity: %s", strings.TrimPrefix(err.Error(), "crf: "))
	}
	return &Finder{tagger: t}, nil
}

// A Finder finds names with a model. It holds scratch memory of a few megabytes
// and makes no garbage once that has grown. It is not safe for concurrent use:
// make one a goroutine.
type Finder struct {
	tagger *crf.Tagger
	reader crf.Reader
	spans  []span.Span // of the tokens of the unit
	chunks []crf.Chunk
}

// An Entity is a name found in a text.
type Entity struct {
	span.Span         // bytes of the text, with the proclitics
	Type      Type    // what it names
	Score     float32 // how likely it is right, 0 to 1
	Clitic    int     // bytes of the proclitics at the start of the span: wa-, fa-, bi-, ka-, li-
	Article   bool    // after the proclitic the article is written without its alef: lil-
}

// Find appends the names in text to dst, in order and disjoint, and returns
// the longer slice. Text is a paragraph or a document; its sentences are those
// of package segment. What a name is in one sentence of text helps to find it
// in the others: the memory reaches over 64 sentences at a time, counted from
// the start of text, so the result depends on text alone. Marks and tatweel do
// not matter, offsets are those of text, and invalid bytes are signs like any
// other.
func (f *Finder) Find(dst []Entity, text []byte) []Entity {
	f.begin()
	f.reader.Each(text, func(tokens []span.Span) {
		f.spans = append(f.spans, tokens...)
		if f.tagger.Add(text, tokens) == crf.MaxUnit {
			dst = f.flush(dst, text)
		}
	})
	return f.flush(dst, text)
}

func (f *Finder) begin() {
	f.tagger.Begin()
	f.spans = f.spans[:0]
}

// flush appends the names of the unit to dst and begins the next unit.
func (f *Finder) flush(dst []Entity, text []byte) []Entity {
	f.chunks = f.tagger.Chunks(f.chunks[:0])
	for _, c := range f.chunks {
		first := f.spans[c.First]
		e := Entity{Span: span.Span{Start: first.Start, End: f.spans[c.Last-1].End}, Type: Type(c.Type), Score: c.Score}
		if tag, part := hashtag(text, e.Span); part {
			continue // of #كلنا_مع_سلمى
		} else if tag {
			e.Start--
		} else {
			var before span.Span
			if c.First > 0 {
				before = f.spans[c.First-1]
			}
			e.Clitic, e.Article = f.tagger.Clitic(before.Text(text), first.Text(text), c.Type)
		}
		dst = append(dst, e)
	}
	f.begin()
	return dst
}

// hashtag reports whether a name is the whole of a hashtag but for its sign, or only a
// part of one.
func hashtag(text []byte, name span.Span) (whole, part bool) {
	before := byte(0)
	if name.Start > 0 {
		before = text[name.Start-1]
	}
	goesOn := name.End < len(text) && text[name.End] == '_'
	return before == '#' && !goesOn, before == '_' || before == '#' && goesOn
}

// Tag returns the tags of the tokens of the sentences of a document, IOB2 as
// CoNLL has them, in the order of the tokens. It splits and joins no token.
func (f *Finder) Tag(document [][]string) [][]string { return f.tagger.Tag(document) }

// AppendName appends the normal form of e, a name found in text, to dst:
// without proclitics, marks, tatweel and the signs of a hashtag, its words one blank
// apart.
func (e Entity) AppendName(dst, text []byte) []byte {
	s := text[e.Start+e.Clitic : e.End]
	if e.Article {
		dst = append(dst, "\u0627"...)
	}
	gap := false
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u00A0' || r == '_':
			gap = true
		case r == '#':
		case crf.Written(r):
			if gap {
				dst = append(dst, ' ')
				gap = false
			}
			dst = append(dst, s[:size]...)
		}
		s = s[size:]
	}
	return dst
}
