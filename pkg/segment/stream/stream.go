// Package stream cuts texts of any size into sentences or paragraphs, in
// parallel, and numbers and places them in the text.
//
// [All] returns an iterator over them. [Read] is for programs that write what
// they make of them: it hands each sentence to a worker, which appends to an
// output, and hands the outputs on in the order of the text.
//
// The sentences are those that [segment.Sentences] finds in the whole text,
// however many work on it and however it falls into blocks. Lines and
// paragraphs may be of any length: what is longer than Options.Piece is read by
// a [segment.Scanner].
package stream

import (
	"bytes"
	"io"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// Options say how a text is read and cut. The zero value is the usual.
type Options struct {
	// Segment says where sentences end. Its Explain is not used: see
	// Worker.Boundary.
	Segment segment.Options

	// Stream says how many work at once and how large blocks are. Its MaxLine is
	// not used, and its Cut only with Code.
	Stream corpus.StreamOptions

	// Paragraphs joins the sentences of each paragraph to one unit. A paragraph
	// of more than 1 MiB is several, cut between two sentences.
	Paragraphs bool

	// Piece is how many bytes of a paragraph are held at once; 0 is 1 MiB. A
	// longer paragraph is read piece by piece, by one worker.
	Piece int

	// Edits, if set, is called once for each worker, and returns the function
	// that finds how a block of whole paragraphs is changed before it is cut.
	// The edits are sorted and disjoint, and valid until the next call. A
	// paragraph of more than corpus.DefaultMaxLine bytes is then an error.
	Edits func() func(text []byte) []span.Edit

	// Code, if set, appends to dst the parts of a block of whole paragraphs in which
	// there are no sentences, as [segment.SentencesOutside] has them, and returns the
	// longer slice. Stream.Cut cuts none of them. A paragraph of more than
	// corpus.DefaultMaxLine bytes is then an error.
	Code func(dst []span.Span, text []byte) []span.Span
}

// DefaultPiece is how many bytes of a paragraph are held at once.
const DefaultPiece = 1 << 20

// A Unit is a sentence, or a paragraph of which the sentences were joined.
type Unit struct {
	span.Span           // bytes of the stretch, as it was cut
	Mark      span.Span // the run of marks that ends it; empty where none does
	Number    int       // units of the part before it
	Paragraph int       // paragraphs of the part before its own
	First     bool      // it is the first of its paragraph in the part
}

// Counts are numbers of units and paragraphs.
type Counts struct{ Units, Paragraphs int }

// A Worker works on parts of a text, one after the other. Nil functions do
// nothing.
type Worker[R any] struct {
	// Unit appends what is made of a unit of the stretch.
	Unit func(dst []byte, s *Stretch, u Unit) []byte

	// Boundary appends what is made of a place where a sentence could end. It
	// comes after the units that end before it.
	Boundary func(dst []byte, s *Stretch, b segment.Boundary) []byte

	// Result returns what is to be known of the part beside its output, and
	// begins the next. It must not share memory with later results.
	Result func() R
}

// A part is what is emitted of a stretch of text.
type part[R any] struct {
	Counts
	result R
}

// Read cuts what r reads into units and has workers make an output of them, in
// parts. It calls worker once for each goroutine; emit is called on the
// goroutine that called Read, in the order of the text, with the output of a
// part, what there is before it, and its result. out is valid until emit
// returns.
//
// The first error, be it of r or of emit, ends the reading and is returned as
// it is, after the parts before it have been emitted.
func Read[R any](r io.Reader, o Options, worker func() Worker[R], emit func(out []byte, before Counts, result R) error) error {
	piece := o.Piece
	if piece <= 0 {
		piece = DefaultPiece
	}
	how := o.Stream
	held := o.Edits != nil || o.Code != nil
	if how.MaxLine = piece + blankLine; held {
		how.MaxLine = corpus.DefaultMaxLine
	}
	how.Cut = o.cut()
	var before Counts
	return corpus.StreamLong(r, how, func() func([]byte, corpus.Block) ([]byte, part[R], error) {
		work := Texts(o, worker())
		return func(dst []byte, b corpus.Block) ([]byte, part[R], error) {
			dst, counts, result := work(dst, b.Data, b.Place())
			return dst, part[R]{counts, result}, nil
		}
	}, func(r io.Reader, at span.Place, emit func([]byte, part[R]) error) error {
		if held {
			return &corpus.LineTooLongError{Line: at.Line, Max: how.MaxLine}
		}
		return newCutter(&o, worker()).long(r, at, piece/4, emit)
	}, func(out []byte, p part[R]) error {
		err := emit(out, before, p.result)
		before.Units += p.Units
		before.Paragraphs += p.Paragraphs
		return err
	})
}

// Texts returns the function that works on texts that are held, each by itself, as
// Read works on what it reads: it appends the output to dst and returns what there
// is in the text, and the result. It is not safe for concurrent use.
func Texts[R any](o Options, worker Worker[R]) func(dst, text []byte, at span.Place) ([]byte, Counts, R) {
	c := newCutter(&o, worker)
	return func(dst, text []byte, at span.Place) ([]byte, Counts, R) {
		dst = c.block(dst, text, at)
		p := c.part(c.paragraphs)
		return dst, p.Counts, p.result
	}
}

// cut returns where blocks may be cut.
func (o *Options) cut() func(text []byte, seen int) int {
	outside := o.Stream.Cut
	if o.Code == nil {
		outside = nil
	}
	switch {
	case !o.Segment.Wrap:
		return outside
	case outside == nil:
		return lastBlankLine
	}
	return func(text []byte, seen int) int {
		return outside(text[:lastBlankLine(text, seen)], 0) // a paragraph ends before code, too
	}
}

// blankLine is how many bytes a line without words may have that still ends a
// paragraph of wrapped lines.
const blankLine = 128

// lastBlankLine is a Cut of corpus.StreamOptions for texts whose lines are wrapped.
func lastBlankLine(text []byte, seen int) int {
	for end := len(text); ; {
		i := bytes.LastIndexByte(text[seen:end], '\n')
		if i < 0 {
			return 0
		}
		end = seen + i
		before := bytes.TrimRight(text[max(0, end-blankLine):end], " \t\r")
		if len(before) > 0 && before[len(before)-1] == '\n' {
			return end + 1
		}
	}
}
