package stream

import (
	"io"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// A Stretch is a part of a text, of whole paragraphs; or the bytes of a longer
// one that are at hand. Its questions are cheap where they go forward.
type Stretch struct {
	text   []byte // as it is cut
	base   int    // its offset in the stretch
	edited bool
	edits  span.Map // from what was read to text
	index  span.Index
}

func (s *Stretch) reset(text []byte, at span.Place) {
	s.text, s.base, s.edited = text, 0, false
	s.index.Reset(text, at)
}

// edit replaces the text by what edits made of it.
func (s *Stretch) edit(text []byte, edits []span.Edit) {
	s.text, s.edited, s.edits = text, true, span.NewMap(edits)
}

// Text returns the bytes of a span, as they were cut. They are valid until the
// function that got the stretch returns.
func (s *Stretch) Text(x span.Span) []byte { return s.text[x.Start-s.base : x.End-s.base] }

// Bytes returns all bytes at hand. They are valid as long as those of Text.
func (s *Stretch) Bytes() []byte { return s.text }

// Around returns up to so many code points before and after a span, on its line.
// Of a stretch that is too long to be held, 128 bytes before a unit are at hand.
func (s *Stretch) Around(x span.Span, before, after int) (head, tail []byte) {
	head, tail = s.text[:x.Start-s.base], s.text[x.End-s.base:]
	start, end := len(head), 0
	for ; before > 0 && start > 0; before-- {
		r, size := utf8.DecodeLastRune(head[:start])
		if endsLine(r) {
			break
		}
		start -= size
	}
	if r, _ := utf8.DecodeLastRune(s.Text(x)); endsLine(r) {
		after = 0
	}
	for ; after > 0 && end < len(tail); after-- {
		r, size := utf8.DecodeRune(tail[end:])
		if endsLine(r) {
			break
		}
		end += size
	}
	return head[start:], tail[:end]
}

// endsLine reports whether r is a newline to segment.
func endsLine(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029' // NEXT LINE, LINE and PARAGRAPH SEPARATOR
}

// Places returns where a span starts and ends in the text, as it was read. Runes
// are counted from the start of the stretch unless corpus.StreamOptions.CountRunes was
// set.
func (s *Stretch) Places(x span.Span) (start, end span.Place) {
	x = s.read(x)
	start = s.index.Place(x.Start)
	return start, s.index.Place(x.End)
}

// Offset returns how many bytes of the text, as it was read, precede a byte of
// the stretch.
func (s *Stretch) Offset(off int) int64 {
	return s.index.Offset(s.read(span.Span{Start: off, End: off}).Start)
}

// Position returns the line and the column where a span starts in the text, as
// it was read. The column counts code points; both count from 1.
func (s *Stretch) Position(x span.Span) (line, col int) {
	return s.index.Position(s.read(x).Start, span.Rune)
}

// read carries a span back to what was read, as the index counts it.
func (s *Stretch) read(x span.Span) span.Span {
	if s.edited {
		return s.edits.OldSpan(x)
	}
	return span.Span{Start: x.Start - s.base, End: x.End - s.base}
}

// forget gives up what lies before off, once that is keep bytes.
func (s *Stretch) forget(off, keep int) {
	drop := runeStart(s.text, min(off-blankLine-s.base, len(s.text)))
	if drop < max(keep, 1) {
		return
	}
	s.index.Forget(drop)
	s.text = s.text[:copy(s.text, s.text[drop:])]
	s.index.Extend(s.text)
	s.base += drop
}

// runeStart returns where the code point begins that holds text[off].
func runeStart(text []byte, off int) int {
	for n := range utf8.UTFMax {
		if at := off - n; at >= 0 && at < len(text) && utf8.RuneStart(text[at]) {
			return at
		}
	}
	return off
}

// keeping returns a reader of r that keeps in s what it reads.
func (s *Stretch) keeping(r io.Reader) io.Reader { return &keeper{r, s} }

type keeper struct {
	r io.Reader
	s *Stretch
}

func (k *keeper) Read(b []byte) (int, error) {
	n, err := k.r.Read(b)
	k.s.text = append(k.s.text, b[:n]...)
	k.s.index.Extend(k.s.text)
	return n, err
}
