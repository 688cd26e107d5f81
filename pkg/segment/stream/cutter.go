package stream

import (
	"io"
	"slices"

	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// A cutter cuts stretches of text into units, or joins sentences to these, and
// has a worker work on them.
type cutter[R any] struct {
	opts   segment.Options
	join   bool // a unit is a paragraph
	edits  func([]byte) []span.Edit
	code   func(dst []span.Span, text []byte) []span.Span
	worker Worker[R]

	stretch    Stretch
	sentences  []segment.Sentence
	outside    []span.Span
	boundaries []segment.Boundary
	pending    Unit // of a paragraph that may go on
	pends      bool
	units      int // of the part
	paragraphs int // of the stretch
	worked     int // the paragraph of the last unit; -1 before the first
	text       []byte
}

func newCutter[R any](o *Options, worker Worker[R]) *cutter[R] {
	c := &cutter[R]{opts: o.Segment, join: o.Paragraphs, code: o.Code, worker: worker}
	if o.Edits != nil {
		c.edits = o.Edits()
	}
	c.opts.Explain = nil
	if worker.Boundary != nil {
		c.opts.Explain = func(b segment.Boundary) { c.boundaries = append(c.boundaries, b) }
	}
	return c
}

// begin makes c ready for a stretch.
func (c *cutter[R]) begin(text []byte, at span.Place) {
	c.stretch.reset(text, at)
	c.worked, c.paragraphs = -1, 0
	c.boundaries = c.boundaries[:0]
}

// part ends a part of the output, after which so many paragraphs are done with.
func (c *cutter[R]) part(paragraphs int) part[R] {
	p := part[R]{Counts: Counts{c.units, paragraphs}}
	if c.units = 0; c.worker.Result != nil {
		p.result = c.worker.Result()
	}
	return p
}

// block cuts whole paragraphs.
func (c *cutter[R]) block(dst, text []byte, at span.Place) []byte {
	c.begin(text, at)
	if c.edits != nil {
		if edits := c.edits(text); len(edits) > 0 {
			c.text = span.Apply(c.text[:0], text, edits)
			c.stretch.edit(c.text, edits)
		}
	}
	if c.code != nil {
		c.outside = c.code(c.outside[:0], c.stretch.text)
	}
	c.sentences = segment.SentencesOutside(c.sentences[:0], c.stretch.text, c.outside, c.opts)
	dst = c.add(dst, c.sentences)
	return c.end(dst)
}

// long cuts a piece that is too long to be held. It keeps the bytes that it
// needs, and no more than keep that it does not.
func (c *cutter[R]) long(r io.Reader, at span.Place, keep int, emit func([]byte, part[R]) error) error {
	c.begin(nil, at)
	in := segment.NewScanner(c.stretch.keeping(r), c.opts)
	var dst []byte
	for in.Scan() {
		s := in.Sentence()
		c.sentences = append(c.sentences[:0], s)
		dst = c.add(dst, c.sentences)
		dst = c.explain(dst, s.End)
		needed := s.Start
		if c.pends {
			needed = c.pending.Start
		}
		c.stretch.forget(needed, keep)
		if len(dst) > keep {
			// The paragraphs of the later parts are counted from the piece's
			// first, too.
			if err := emit(dst, c.part(0)); err != nil {
				return err
			}
			dst = dst[:0]
		}
	}
	if in.Err() != nil {
		return in.Err()
	}
	return emit(c.end(dst), c.part(c.paragraphs))
}

// add works on sentences, each or joined to paragraphs.
func (c *cutter[R]) add(dst []byte, sentences []segment.Sentence) []byte {
	if k := len(sentences); k > 0 {
		c.paragraphs = sentences[k-1].Paragraph + 1
	}
	if c.worker.Unit == nil {
		return dst
	}
	for i := range sentences {
		s := &sentences[i]
		u := Unit{Span: s.Span, Mark: s.Mark, Paragraph: s.Paragraph}
		switch {
		case !c.join:
			dst = c.unit(dst, u)
		case c.pends && c.pending.Paragraph == u.Paragraph && u.End-c.pending.Start <= DefaultPiece:
			c.pending.End, c.pending.Mark = u.End, u.Mark
		default:
			dst = c.settle(dst)
			c.pending, c.pends = u, true
		}
	}
	return dst
}

// settle works on the paragraph that was not known to have ended.
func (c *cutter[R]) settle(dst []byte) []byte {
	if !c.pends {
		return dst
	}
	c.pends = false
	return c.unit(dst, c.pending)
}

func (c *cutter[R]) unit(dst []byte, u Unit) []byte {
	u.First = u.Paragraph != c.worked
	u.Number = c.units
	c.worked = u.Paragraph
	c.units++
	return c.worker.Unit(dst, &c.stretch, u)
}

// end works on what is left of the stretch.
func (c *cutter[R]) end(dst []byte) []byte {
	dst = c.settle(dst)
	return c.explain(dst, c.stretch.base+len(c.stretch.text))
}

// explain works on the boundaries up to end.
func (c *cutter[R]) explain(dst []byte, end int) []byte {
	if c.worker.Boundary == nil {
		return dst
	}
	slices.SortStableFunc(c.boundaries, func(a, b segment.Boundary) int { return a.Start - b.Start })
	i := 0
	for ; i < len(c.boundaries) && c.boundaries[i].Start <= end; i++ {
		dst = c.worker.Boundary(dst, &c.stretch, c.boundaries[i])
	}
	c.boundaries = c.boundaries[:copy(c.boundaries, c.boundaries[i:])]
	return dst
}
