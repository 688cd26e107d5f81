package entity

import (
	"bytes"
	"iter"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// A Mention is a name at its place in a text as it is written.
type Mention struct {
	span.Span         // bytes of the text
	Type      Type    // what it names
	Score     float32 // how likely it is right, 0 to 1
	Name      string  // its normal form, as [Entity.AppendName] has it
	Value     string  // of a Date, when it is; set by those who add dates
}

// An Extractor finds names in a text as it is written: it normalizes the text
// as Normalize says, finds names there, and maps them back to the text. Set the
// fields before the first use. Once its scratch memory has grown, it allocates
// one list of edits and one string of names for each text. It is not safe for
// concurrent use: make one for each goroutine.
type Extractor struct {
	Finder *Finder

	// Normalize returns the edits that make the normal form of text, as the
	// Runner of package rule does; they are used until its next call. Nil says
	// that text is in normal form.
	Normalize func(text []byte) []span.Edit

	// Keep reports whether a name found in the normal form is wanted. Nil keeps
	// all.
	Keep func(e *Entity) bool

	// StripClitics excludes the proclitics of a name from its span.
	StripClitics bool

	// Dates finds dates, too: days, times of a day and ranges, each with its value.
	// Those that overlap a name are left out.
	Dates bool

	// Code appends to dst the parts of a text in which All finds nothing, in order,
	// such as code, and returns the longer slice. Nil says that there are none.
	Code func(dst []span.Span, text []byte) []span.Span

	clean []byte // the normal form
	found []Entity
	names []byte
	ends  []int // in names, by mention
	named []Mention
	dates dates
	unit  []Mention // what All yields
	code  []span.Span
}

// A Pool holds extractors that are not used, because to make one costs megabytes. It may
// be used by several goroutines.
type Pool struct {
	New  func() *Extractor
	pool sync.Pool
}

// Get returns an extractor, which New makes if none is free.
func (p *Pool) Get() *Extractor {
	if x, ok := p.pool.Get().(*Extractor); ok {
		return x
	}
	return p.New()
}

// Put gives an extractor of Get to others.
func (p *Pool) Put(x *Extractor) { p.pool.Put(x) }

// Find appends the names in text that are wanted to dst and returns the longer
// slice. They are in order and disjoint; none is empty, cuts a code point, or
// begins or ends with a blank or a character that is not seen. Like
// [Finder.Find] it looks at the text as a whole: a long one is cut into [Units].
func (x *Extractor) Find(dst []Mention, text []byte) []Mention {
	if !x.Dates {
		return x.find(dst, text)
	}
	x.named = x.find(x.named[:0], text)
	return interleave(dst, x.named, x.dates.find(text))
}

// All yields the units of a text and the names that [Extractor.Find] finds in
// each, which are valid until the next unit. units is [Units], or another way to
// cut a text, such as [bytes.Lines].
func (x *Extractor) All(text []byte, units func(text []byte) iter.Seq[[]byte]) iter.Seq2[[]byte, []Mention] {
	return func(yield func([]byte, []Mention) bool) {
		if x.code = x.code[:0]; x.Code != nil {
			x.code = x.Code(x.code, text)
		}
		at := 0
		for unit := range units(text) {
			x.unit = x.Find(x.unit[:0], unit)
			x.unit = span.Outside(x.unit, x.code, func(m Mention) span.Span { return span.Span{Start: at + m.Start, End: at + m.End} })
			at += len(unit)
			if !yield(unit, x.unit) {
				return
			}
		}
	}
}

// Tag does what [Finder.Tag] does with the normal forms of the tokens, by which it
// replaces them. Names that are not wanted have the tag O.
func (x *Extractor) Tag(document [][]string) [][]string {
	if x.Normalize != nil {
		for _, tokens := range document {
			for i, token := range tokens {
				text := []byte(token)
				x.clean = span.Apply(x.clean[:0], text, x.Normalize(text))
				tokens[i] = string(x.clean)
			}
		}
	}
	tags := x.Finder.Tag(document)
	if x.Keep == nil {
		return tags
	}
	var keep [Date]bool
	for t := range Date {
		keep[t] = x.Keep(&Entity{Type: t, Score: 1})
	}
	for _, of := range tags {
		for i, tag := range of {
			if len(tag) > 2 && !keep[typeOf(tag[2:])] {
				of[i] = "O"
			}
		}
	}
	return tags
}

// typeOf returns the type that a model's short name names.
func typeOf(name string) Type {
	t := Person
	for t < Miscellaneous && t.String() != name {
		t++
	}
	return t
}

// find is Find without dates.
func (x *Extractor) find(dst []Mention, text []byte) []Mention {
	clean := text
	var edits []span.Edit
	if x.Normalize != nil {
		edits = x.Normalize(text)
	}
	if len(edits) > 0 {
		x.clean = span.Apply(x.clean[:0], text, edits)
		clean = x.clean
	}
	place := span.NewMap(edits)
	x.found = x.Finder.Find(x.found[:0], clean)
	x.names, x.ends = x.names[:0], x.ends[:0]
	first, at := len(dst), 0
	for i := range x.found {
		e := &x.found[i]
		if x.Keep != nil && !x.Keep(e) {
			continue
		}
		s := e.Span
		if x.StripClitics {
			s.Start += e.Clitic
		}
		s = place.OldSpan(s)
		if rest, ok := bytes.CutPrefix(s.Text(text), waw); ok && e.Clitic > 0 {
			if r, _ := utf8.DecodeRune(rest); unicode.IsSpace(r) {
				s.Start += len(waw) // written apart, it is outside
			}
		}
		s.Start = max(s.Start, at)
		if s = trim(s, text); s.Len() <= 0 {
			continue
		}
		named := len(x.names)
		if x.names = e.AppendName(x.names, clean); len(x.names) == named {
			continue // nothing but a proclitic and signs
		}
		at = s.End
		dst = append(dst, Mention{Span: s, Type: e.Type, Score: e.Score})
		x.ends = append(x.ends, len(x.names))
	}
	names, start := string(x.names), 0
	for i, end := range x.ends {
		dst[first+i].Name = names[start:end]
		start = end
	}
	return dst
}

var waw = []byte("و")

// trim takes blanks and controls off the ends of s: a rule has removed them, so
// an edit beside a name may take them in.
func trim(s span.Span, text []byte) span.Span {
	for s.Start < s.End {
		r, size := utf8.DecodeRune(text[s.Start:s.End])
		if !isUnseen(r) {
			break
		}
		s.Start += size
	}
	for s.Start < s.End {
		r, size := utf8.DecodeLastRune(text[s.Start:s.End])
		if !isUnseen(r) {
			break
		}
		s.End -= size
	}
	return s
}

// isUnseen reports whether r is a blank or a character that is not seen.
func isUnseen(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || arabic.IsBidiControl(r) || unicode.Is(unicode.Cf, r)
}

// interleave appends to dst the names, and those of the others that overlap no
// name, and returns the longer slice. Both lists are in order and disjoint, and
// so is the result.
func interleave(dst, names, others []Mention) []Mention {
	for len(names) > 0 || len(others) > 0 {
		switch {
		case len(others) == 0 || len(names) > 0 && names[0].End <= others[0].Start:
			dst = append(dst, names[0])
			names = names[1:]
		case len(names) == 0 || others[0].End <= names[0].Start:
			dst = append(dst, others[0])
			others = others[1:]
		default:
			others = others[1:]
		}
	}
	return dst
}
