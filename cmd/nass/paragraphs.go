package main

import (
	"bytes"
	"io"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/span"
)

// A paragraphs reads a text as corpus.Stream wants it, in which no line is too
// long: it ends before a paragraph of more than limit bytes, and Long then
// reads that one.
type paragraphs struct {
	r     io.Reader
	wrap  bool // a blank line ends a paragraph, and no other newline does
	limit int

	buf     []byte
	at      int  // bytes of buf that are handed on
	ready   int  // where the last whole paragraph in buf ends
	looked  int  // up to here buf holds no end after ready
	long    bool // a long paragraph is to be read
	inLong  bool // and is being read
	longEnd int  // where in buf it ends; 0 where that is not read yet
	err     error
}

// longParagraph is how many bytes of a paragraph are worked on at once.
const longParagraph = 1 << 20

// blankLine is how many bytes a line without words may have that still parts
// two paragraphs.
const blankLine = 128

func newParagraphs(r io.Reader, wrap bool, limit int) *paragraphs {
	p := &paragraphs{r: r, wrap: wrap, limit: limit}
	size := min(limit, 256<<10) + 4*blankLine
	if b, ok := paragraphBuffers.Get().(*[]byte); ok && cap(*b) == size {
		p.buf = *b
	} else {
		p.buf = make([]byte, 0, size)
	}
	return p
}

// paragraphBuffers holds the memory of texts that have been read. A small text
// is read in less time than clearing it takes.
var paragraphBuffers sync.Pool // of *[]byte

// release gives the memory to other texts, once nothing reads p.
func (p *paragraphs) release() {
	b := p.buf[:0]
	p.buf = nil
	paragraphBuffers.Put(&b)
}

// ends tells whether the newline text[i] ends a paragraph.
func (p *paragraphs) ends(text []byte, i int) bool {
	if !p.wrap {
		return true
	}
	floor := max(0, i-blankLine)
	for i > floor {
		i--
		switch text[i] {
		case '\n':
			return true
		case ' ', '\t', '\r':
		default:
			return false
		}
	}
	return false
}

// cut is the length of the longest prefix of text that ends a paragraph, or 0;
// it is what corpus.StreamOptions.Cut wants.
func (p *paragraphs) cut(text []byte, seen int) int { return p.last(text, seen) }

// last is where in text, past from, the last paragraph ends, or 0.
func (p *paragraphs) last(text []byte, from int) int {
	for end := len(text); end > from; {
		i := bytes.LastIndexByte(text[from:end], '\n')
		if i < 0 {
			return 0
		}
		if end = from + i; p.ends(text, end) {
			return end + 1
		}
	}
	return 0
}

// Read reads whole paragraphs.
func (p *paragraphs) Read(b []byte) (int, error) {
	for {
		if n := copy(b, p.buf[p.at:p.ready]); n > 0 || len(b) == 0 {
			p.at += n
			return n, nil
		}
		switch {
		case p.err != nil && len(p.buf) > p.at:
			p.ready = len(p.buf)
			continue
		case p.err != nil:
			return 0, p.err
		case len(p.buf)-p.at > p.limit:
			p.long = true
			return 0, io.EOF
		}
		p.fill()
		if end := p.last(p.buf, p.looked); end > 0 {
			p.ready = end
		}
		p.looked = len(p.buf)
	}
}

// fill reads once.
func (p *paragraphs) fill() {
	if len(p.buf) == cap(p.buf) || p.at > cap(p.buf)/2 {
		// What is kept of before tells a blank line.
		drop := max(0, p.at-blankLine)
		p.buf = p.buf[:copy(p.buf, p.buf[drop:])]
		p.at -= drop
		p.ready = max(p.ready-drop, p.at)
		p.looked = max(p.looked-drop, 0)
		if len(p.buf) > cap(p.buf)/2 {
			p.buf = append(make([]byte, 0, 2*cap(p.buf)), p.buf...)
		}
	}
	for range 100 {
		n, err := p.r.Read(p.buf[len(p.buf):cap(p.buf)])
		p.buf, p.err = p.buf[:len(p.buf)+n], err
		if n > 0 || err != nil {
			return
		}
	}
	p.err = io.ErrNoProgress
}

// Long reads the long paragraph before which Read ended, or is nil if it was
// the text that ended.
func (p *paragraphs) Long() io.Reader {
	if !p.long {
		return nil
	}
	p.long, p.inLong, p.longEnd, p.looked = false, true, 0, p.at
	return readerFunc(p.readLong)
}

func (p *paragraphs) readLong(b []byte) (int, error) {
	for p.inLong {
		if p.longEnd == 0 {
			for i := p.looked; ; i++ {
				k := bytes.IndexByte(p.buf[i:], '\n')
				if k < 0 {
					break
				}
				if i += k; p.ends(p.buf, i) {
					p.longEnd = i + 1
					break
				}
			}
			p.looked = len(p.buf)
		}
		end := len(p.buf)
		if p.longEnd > 0 {
			end = p.longEnd
		}
		if n := copy(b, p.buf[p.at:end]); n > 0 || len(b) == 0 {
			p.at += n
			return n, nil
		}
		if p.longEnd > 0 || p.err != nil {
			p.inLong = false
			p.ready, p.looked = p.at, p.at
			if end := p.last(p.buf, p.at); end > 0 {
				p.ready = end
			}
			p.looked = len(p.buf)
			if p.err != nil && p.err != io.EOF && p.longEnd == 0 {
				return 0, p.err
			}
			break
		}
		p.fill()
	}
	return 0, io.EOF
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }

// A place is where in a text something lies.
type place struct {
	offset, runes int64 // before it
	line          int   // from 1
}

// past is the place after text, which begins at p; runes are counted if asked
// for.
func (p place) past(text []byte, runes bool) place {
	if runes {
		p.runes += int64(span.Rune.Count(text))
	}
	return place{p.offset + int64(len(text)), p.runes, p.line + bytes.Count(text, []byte{'\n'})}
}

// A paragraphWorker works on paragraphs, and appends what is to be written.
type paragraphWorker interface {
	// block works on whole paragraphs.
	block(dst, text []byte, at place) ([]byte, numbered, error)
	// long works on a paragraph, or a few, too long to be held.
	long(r io.Reader, at place, emit func(out []byte, n numbered) error) (place, error)
}

// eachParagraph reads a text by its paragraphs: many at once and in parallel,
// and those that are too long to be held one after the other. What is emitted
// is the same however the text falls into blocks.
func eachParagraph(f io.Reader, how corpus.StreamOptions, wrap bool, limit int, worker func() paragraphWorker, emit func(out []byte, n numbered) error) error {
	p := newParagraphs(f, wrap, limit)
	how.MaxLine = limit + blankLine
	how.Cut = p.cut
	at := place{line: 1}
	for {
		from := at
		err := corpus.Stream(p, how, func() func([]byte, corpus.Block) ([]byte, numbered, error) {
			w := worker()
			return func(dst []byte, b corpus.Block) ([]byte, numbered, error) {
				start := place{from.offset + b.Offset, from.runes + b.Runes, from.line + b.Line - 1}
				out, n, err := w.block(dst, b.Data, start)
				n.end = start.past(b.Data, how.CountRunes)
				return out, n, err
			}
		}, func(out []byte, n numbered) error {
			at = n.end
			return emit(out, n)
		})
		if err != nil {
			return err
		}
		long := p.Long()
		if long == nil {
			p.release() // where Stream fails, it may still be read
			return nil
		}
		if at, err = worker().long(long, at, emit); err != nil {
			return err
		}
	}
}
