package main

import (
	"bytes"
	"io"
	"slices"
	"strconv"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// A sentenceWorker cuts paragraphs into sentences, or joins these again, and
// has each written by write.
type sentenceWorker struct {
	opts   segment.Options
	limit  int          // bytes of a long paragraph that are kept when they are done with
	whole  bool         // a unit is a paragraph
	runner *rule.Runner // normalizes first; nil: not
	write  func(dst []byte, n *numbered, w *window, u unit) []byte
	tell   func(dst []byte, w *window, d segment.Boundary) []byte // told of the decisions, in order; may be nil

	sentences []segment.Sentence
	decisions []segment.Boundary
	pending   unit // of a paragraph that may go on
	pends     bool
	paragraph int    // of the last unit written; -1 before the first
	text      []byte // normalized
}

// A unit is a sentence, or a paragraph. Its offsets are bytes of the stretch
// of text at hand.
type unit struct {
	span.Span
	mark      span.Span // that ends it
	paragraph int       // of the stretch
	first     bool      // of its paragraph
}

// A numbered is what was written of a stretch of text, without the numbers
// that only those who know what was before it can tell.
type numbered struct {
	gaps       []gap
	units      int   // written
	paragraphs int   // done with
	end        place // of the stretch
	open       bool  // its last line is not ended; told where it matters
}

// A gap is where a number is missing.
type gap struct {
	at        int // in what was written
	n         int // counted from the beginning of the stretch
	paragraph bool
}

// index leaves the place for the number of the unit, at the end of dst.
func (n *numbered) index(dst []byte) { n.gaps = append(n.gaps, gap{len(dst), n.units, false}) }

// paragraph leaves the place for the number of a paragraph.
func (n *numbered) paragraph(dst []byte, of int) { n.gaps = append(n.gaps, gap{len(dst), of, true}) }

// A numberer writes what workers wrote of one text, numbers added.
type numberer struct {
	w                 io.Writer
	units, paragraphs int // before
	line              []byte
}

func (x *numberer) emit(out []byte, n numbered) error {
	if len(n.gaps) > 0 {
		x.line = slices.Grow(x.line[:0], len(out)+8*len(n.gaps))
		at := 0
		for _, g := range n.gaps {
			x.line = append(x.line, out[at:g.at]...)
			before := x.units
			if g.paragraph {
				before = x.paragraphs
			}
			x.line = strconv.AppendInt(x.line, int64(before+g.n), 10)
			at = g.at
		}
		out = append(x.line, out[at:]...)
	}
	x.units += n.units
	x.paragraphs += n.paragraphs
	_, err := x.w.Write(out)
	return err
}

// block implements paragraphWorker.
func (s *sentenceWorker) block(dst, text []byte, at place) (_ []byte, n numbered, _ error) {
	w := window{text: text, orig: text, place: at}
	if s.runner != nil {
		if edits := s.runner.Edits(text); len(edits) > 0 {
			s.text = span.Apply(s.text[:0], text, edits)
			w.text, w.edited, w.edits = s.text, true, span.NewMap(edits)
		}
	}
	s.begin()
	s.sentences = segment.Sentences(s.sentences[:0], w.text, s.opts)
	dst = s.join(dst, &n, &w, s.sentences, true)
	if s.tell != nil {
		dst = s.explain(dst, &w, len(w.text))
	}
	if k := len(s.sentences); k > 0 {
		n.paragraphs = s.sentences[k-1].Paragraph + 1
	}
	return dst, n, nil
}

// long implements paragraphWorker.
func (s *sentenceWorker) long(r io.Reader, at place, emit func([]byte, numbered) error) (place, error) {
	if s.runner != nil {
		return at, &corpus.LineTooLongError{Line: at.line, Max: corpus.DefaultMaxLine}
	}
	w := window{place: at, limit: s.limit}
	kept := &keptReader{r: r, w: &w}
	s.begin()
	in := segment.NewScanner(kept, s.opts)
	var dst []byte
	var n numbered
	paragraphs := 0
	flush := func() error {
		err := emit(dst, n)
		dst, n = dst[:0], numbered{gaps: n.gaps[:0]}
		return err
	}
	for in.Scan() {
		s.sentences = append(s.sentences[:0], in.Sentence())
		paragraphs = in.Sentence().Paragraph + 1
		dst = s.join(dst, &n, &w, s.sentences, false)
		if s.tell != nil {
			dst = s.explain(dst, &w, in.Sentence().End)
		}
		keep := in.Sentence().Start
		if s.pends {
			keep = s.pending.Start
		}
		w.forget(keep)
		if len(dst) > s.limit {
			// Paragraphs are numbered from the stretch's first until its end.
			if err := flush(); err != nil {
				return at, err
			}
		}
	}
	if in.Err() != nil {
		return at, in.Err()
	}
	dst = s.join(dst, &n, &w, nil, true)
	end := w.base + len(w.text)
	if s.tell != nil {
		dst = s.explain(dst, &w, end)
	}
	n.paragraphs = paragraphs
	err := flush()
	return place{at.offset + int64(end), at.runes + int64(w.rune(end)), at.line + w.line(end)}, err
}

// begin makes s ready for a stretch of text.
func (s *sentenceWorker) begin() {
	s.paragraph = -1
	if s.tell != nil {
		s.decisions = s.decisions[:0]
		s.opts.Explain = func(d segment.Boundary) { s.decisions = append(s.decisions, d) }
	}
}

// explain tells the decisions about what lies before end.
func (s *sentenceWorker) explain(dst []byte, w *window, end int) []byte {
	slices.SortStableFunc(s.decisions, func(a, b segment.Boundary) int { return a.Start - b.Start })
	i := 0
	for ; i < len(s.decisions) && s.decisions[i].Start <= end; i++ {
		dst = s.tell(dst, w, s.decisions[i])
	}
	s.decisions = s.decisions[:copy(s.decisions, s.decisions[i:])]
	return dst
}

// join has sentences written, each or joined to paragraphs; last tells that no
// more follow. A paragraph of more than longParagraph is parted between two
// sentences, since it need not be held whole.
func (s *sentenceWorker) join(dst []byte, n *numbered, w *window, sentences []segment.Sentence, last bool) []byte {
	if s.write == nil {
		return dst
	}
	for i := range sentences {
		x := &sentences[i]
		u := unit{Span: x.Span, mark: x.Mark, paragraph: x.Paragraph}
		switch {
		case !s.whole:
			dst = s.put(dst, n, w, u)
		case s.pends && s.pending.paragraph == u.paragraph && u.End-s.pending.Start <= longParagraph:
			s.pending.End, s.pending.mark = u.End, u.mark
		default:
			if s.pends {
				dst = s.put(dst, n, w, s.pending)
			}
			s.pending, s.pends = u, true
		}
	}
	if last && s.pends {
		dst = s.put(dst, n, w, s.pending)
		s.pends = false
	}
	return dst
}

func (s *sentenceWorker) put(dst []byte, n *numbered, w *window, u unit) []byte {
	u.first = u.paragraph != s.paragraph
	s.paragraph = u.paragraph
	dst = s.write(dst, n, w, u)
	n.units++
	return dst
}

// A window is a stretch of text at hand, or of a long one the part that is
// kept. What is asked of it goes forward, mostly, and is counted from the last
// answer.
type window struct {
	text   []byte // as it is cut
	orig   []byte // as it was read
	base   int    // offset of text in the stretch
	edited bool
	edits  span.Map // from orig to text
	place  place    // of the stretch
	limit  int      // bytes that are kept when they are done with

	runesAt, runes int // up to runesAt there are so many code points
	linesAt, lines int
	lineStart      int // where the line that holds linesAt begins
	colAt, col     int // up to colAt there are so many code points on its line
}

// bytes is the text in x.
func (w *window) bytes(x span.Span) []byte { return w.text[x.Start-w.base : x.End-w.base] }

// in carries a span of the text back to what was read.
func (w *window) in(x span.Span) span.Span {
	if !w.edited {
		return x
	}
	return w.edits.OldSpan(x)
}

// rune is how many code points were read before off, an offset of orig.
func (w *window) rune(off int) int {
	if off >= w.runesAt {
		w.runes += span.Rune.Count(w.orig[w.runesAt-w.base : off-w.base])
	} else {
		w.runes -= span.Rune.Count(w.orig[off-w.base : w.runesAt-w.base])
	}
	w.runesAt = off
	return w.runes
}

// line is how many lines end before off, an offset of orig.
func (w *window) line(off int) int {
	if off < w.linesAt {
		w.lines -= bytes.Count(w.orig[off-w.base:w.linesAt-w.base], []byte{'\n'})
		w.linesAt, w.colAt, w.col = off, off, 0
		w.lineStart = w.base + bytes.LastIndexByte(w.orig[:off-w.base], '\n') + 1
		w.col = span.Rune.Count(w.orig[w.lineStart-w.base : off-w.base])
		return w.lines
	}
	passed := w.orig[w.linesAt-w.base : off-w.base]
	if k := bytes.Count(passed, []byte{'\n'}); k > 0 {
		w.lines += k
		w.lineStart = w.linesAt + bytes.LastIndexByte(passed, '\n') + 1
		w.colAt, w.col = w.lineStart, 0
	}
	w.linesAt = off
	return w.lines
}

// position is the line and column, from 1, of off, an offset of orig.
func (w *window) position(off int) (line, col int) {
	line = w.place.line + w.line(off)
	w.col += span.Rune.Count(w.orig[w.colAt-w.base : off-w.base])
	w.colAt = off
	return line, w.col + 1
}

// forget gives up what lies before off, once that is much.
func (w *window) forget(off int) {
	off = min(off-blankLine, w.base+len(w.text)) // --explain shows what was before
	if off-w.base < w.limit {
		return
	}
	if w.runesAt < off {
		w.rune(off)
	}
	if w.colAt < off {
		w.position(off)
	}
	w.text = w.text[:copy(w.text, w.text[off-w.base:])]
	w.orig, w.base = w.text, off
}

// A keptReader keeps in w what it reads.
type keptReader struct {
	r io.Reader
	w *window
}

func (k *keptReader) Read(b []byte) (int, error) {
	n, err := k.r.Read(b)
	k.w.text = append(k.w.text, b[:n]...)
	k.w.orig = k.w.text
	return n, err
}
