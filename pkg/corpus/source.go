package corpus

import (
	"bytes"
	"fmt"
	"io"

	"github.com/nass-ar/nass/pkg/span"
)

// A source cuts what it reads into blocks.
type source struct {
	r     io.Reader
	size  int // bytes of a block
	max   int // bytes a block may grow to, for a long line
	flush bool
	runes bool
	cut   func([]byte, int) int
	rest  []byte      // what was read after the last cut
	at    Block       // the next block's place
	err   error       // ends the text, once what was read before is handed on
	grow  func() bool // asks for more memory than size; nil: granted. false: stop
	long  bool        // the block given last took more than size

	pieces bool   // what cannot be cut within max bytes is a piece
	piece  *piece // given last instead of a block; nil: it was a block
}

func newSource(r io.Reader, o StreamOptions) *source {
	s := &source{r: r, size: o.BlockSize, max: o.MaxLine, flush: o.Flush, runes: o.CountRunes, cut: o.Cut}
	if s.size <= 0 {
		s.size = DefaultBlockSize
	}
	if s.max <= 0 {
		s.max = DefaultMaxLine
	}
	s.max++ // room for the "\n"
	// A block never larger than the longest line keeps the places of the cuts
	// independent of the block's size.
	s.size = min(s.size, s.max)
	s.at.Line = 1
	return s
}

// next reads the next block into buf and returns it with buf, which may have
// grown; or it begins a piece there, which must be read to its end before next
// is called again. After the last it returns io.EOF, or the error that ended the text.
func (s *source) next(buf []byte) (Block, []byte, error) {
	s.long, s.piece = false, nil
	if s.err != nil {
		return Block{}, buf, s.err
	}
	if cap(buf) < s.size {
		buf = make([]byte, 0, s.size)
	}
	buf = append(buf[:0], s.rest...)
	s.rest = s.rest[:0]
	cut, seen := 0, 0 // of buf, seen bytes hold no cut
	for cut == 0 {
		want := s.size
		if len(buf) >= want {
			if !s.long && s.grow != nil && !s.grow() {
				s.err = io.EOF // the stream is over, nobody looks
				return Block{}, buf, s.err
			}
			s.long = true
			want = min(len(buf)+s.size, s.max)
			if cap(buf) < want {
				buf = append(make([]byte, 0, min(2*want, s.max)), buf...)
			}
		}
		var n int
		n, s.err = read(s.r, buf[len(buf):want])
		buf = buf[:len(buf)+n]
		if s.err != nil {
			break
		}
		if len(buf) < want && !(s.flush && bytes.IndexByte(buf[len(buf)-n:], '\n') >= 0) {
			continue
		}
		if s.cut == nil {
			cut = seen + bytes.LastIndexByte(buf[seen:], '\n') + 1
			if cut == seen {
				cut = 0
			}
		} else {
			cut = min(max(s.cut(buf, seen), 0), len(buf))
		}
		seen = len(buf)
		if cut == 0 && len(buf) == s.max {
			if s.pieces {
				s.piece = newPiece(s, buf)
				return Block{}, buf, nil
			}
			cut = bytes.LastIndexByte(buf, '\n') + 1
			break
		}
	}
	switch {
	case len(buf) == s.max && cut == 0 && bytes.IndexByte(buf, '\n') < 0:
		s.err = &LineTooLongError{Line: s.at.Line, Max: s.max - 1}
		return Block{}, buf, s.err
	case s.err == io.EOF:
		cut = len(buf)
	case s.err != nil:
		cut = bytes.LastIndexByte(buf, '\n') + 1
		if cut == 0 {
			return Block{}, buf, s.err
		}
	default:
		s.rest = append(s.rest, buf[cut:]...)
		if len(s.rest) == 0 && !s.flush {
			s.foresee()
		}
	}
	return s.place(buf[:cut]), buf, nil
}

// foresee reads on by a byte, so that the last block is known to be the last.
func (s *source) foresee() {
	s.rest = append(s.rest, 0)
	var n int
	n, s.err = read(s.r, s.rest)
	s.rest = s.rest[:n]
	if n > 0 && s.err != nil {
		// The end belongs to the next block.
		s.r, s.err = &ended{s.err}, nil
	}
}

// place is the block of data, which begins where the last one ended.
func (s *source) place(data []byte) Block {
	b := s.at
	b.Data = data
	b.Last = s.err == io.EOF
	s.pass(data)
	return b
}

// pass moves the next block's place behind data.
func (s *source) pass(data []byte) {
	s.at.Line += bytes.Count(data, []byte{'\n'})
	s.at.Offset += int64(len(data))
	if s.runes {
		s.at.Runes += int64(span.Rune.Count(data))
	}
}

// read reads once, though not nothing: n is 0 only with an error, or when p is
// empty.
func read(r io.Reader, p []byte) (n int, err error) {
	for range 100 {
		if n, err = r.Read(p); n > 0 || err != nil || len(p) == 0 {
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}

// ended is a reader at its end.
type ended struct{ err error }

func (e *ended) Read([]byte) (int, error) { return 0, e.err }

// A LineTooLongError names a line that is longer than Stream may hold.
type LineTooLongError struct {
	Line int // its number, from 1
	Max  int // bytes a line may have
}

// Error returns the number of the line and the limit.
func (e *LineTooLongError) Error() string {
	return fmt.Sprintf("corpus: line %d is longer than %d bytes", e.Line, e.Max)
}
