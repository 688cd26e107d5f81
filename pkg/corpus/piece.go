package corpus

import (
	"bytes"
	"io"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// LookBehind is how many bytes before a place StreamOptions.Cut may look at in
// a piece of [StreamLong], to tell whether it may be cut there.
const LookBehind = 256

// A piece reads what is too long to be held, from a source.
type piece struct {
	src   *source
	place span.Place
	ended chan struct{} // closed once it is read

	// Before buf[at] lie the bytes that were handed on last, at most LookBehind;
	// buf[at:end] are to be handed on.
	buf     []byte
	at, end int
	last    bool // the piece ends at end
}

// newPiece returns the piece that begins with buf, which holds no cut.
func newPiece(src *source, buf []byte) *piece {
	p := &piece{src: src, place: src.at.Place(), ended: make(chan struct{}), buf: buf}
	p.release(wholeRunes(buf))
	return p
}

// release makes the bytes up to end ready to be handed on.
func (p *piece) release(end int) {
	p.src.pass(p.buf[p.end:end])
	p.end = end
}

// wholeRunes returns the length of buf without a code point that goes on behind
// it.
func wholeRunes(buf []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(buf); n++ {
		if at := len(buf) - n; utf8.RuneStart(buf[at]) {
			if !utf8.FullRune(buf[at:]) {
				return at
			}
			break
		}
	}
	return len(buf)
}

// Read reads the piece.
func (p *piece) Read(b []byte) (int, error) {
	for {
		if n := copy(b, p.buf[p.at:p.end]); n > 0 || len(b) == 0 {
			p.at += n
			return n, nil
		}
		switch {
		case !p.last:
			p.fill()
		case p.src.err != nil:
			return 0, p.src.err
		default:
			return 0, io.EOF
		}
	}
}

// fill reads once, and finds out whether the piece can be cut there.
func (p *piece) fill() {
	if drop := p.at - LookBehind; drop > 0 {
		p.buf = p.buf[:copy(p.buf, p.buf[drop:])]
		p.at, p.end = p.at-drop, p.end-drop
	}
	have := len(p.buf)
	if room := have + p.src.size; cap(p.buf) < room {
		p.buf = append(make([]byte, 0, 2*room), p.buf...)
	}
	n, err := read(p.src.r, p.buf[have:have+p.src.size])
	p.buf = p.buf[:have+n]
	if err != nil {
		p.src.err, p.last = err, true
		p.release(len(p.buf))
		return
	}
	if cut := p.cut(); cut > p.at {
		p.src.rest = append(p.src.rest[:0], p.buf[cut:]...)
		p.last = true
		p.release(cut)
		return
	}
	p.release(wholeRunes(p.buf))
}

// cut returns where the piece may be cut behind what was handed on; p.at or less
// is nowhere.
func (p *piece) cut() int {
	if p.src.cut == nil {
		return p.at + bytes.LastIndexByte(p.buf[p.at:], '\n') + 1
	}
	return min(p.src.cut(p.buf, p.at), len(p.buf))
}
