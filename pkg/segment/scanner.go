package segment

import (
	"io"
	"iter"
)

// A Scanner reads the sentences of a text of any size. It holds a buffer of
// some 64 KiB, or of twice the longest sentence, whatever the lines are.
type Scanner struct {
	r    io.Reader
	c    cutter
	buf  []byte
	base int // offset of buf[0] in the text
	done int // bytes of buf that are cut
	eof  bool
	err  error
	out  []Sentence
	next int // of out
}

// NewScanner returns a scanner of what r reads. It finds the sentences that
// [Sentences] finds in the whole text.
func NewScanner(r io.Reader, o Options) *Scanner {
	return &Scanner{r: r, c: newCutter(o), buf: make([]byte, 0, 64<<10)}
}

// All returns an iterator over the sentences that are left. The first error of
// the reader comes last, with an empty sentence. While the loop is at a sentence,
// Text returns its bytes.
func (s *Scanner) All() iter.Seq2[Sentence, error] {
	return func(yield func(Sentence, error) bool) {
		for s.Scan() {
			if !yield(s.Sentence(), nil) {
				return
			}
		}
		if s.err != nil {
			yield(Sentence{}, s.err)
		}
	}
}

// Scan moves on to the next sentence, and reports whether there is one. After
// it returns false, Err returns why.
func (s *Scanner) Scan() bool {
	s.next++
	for s.next >= len(s.out) {
		if s.eof && s.done == len(s.buf) || s.err != nil {
			return false
		}
		s.fill()
		s.out, s.next = s.out[:0], 0
		var n int
		s.c.base = s.base
		s.out, n = s.c.append(s.out, s.buf, s.eof)
		s.done = n
	}
	return true
}

// fill drops what is done with and reads more behind the rest.
func (s *Scanner) fill() {
	n := copy(s.buf, s.buf[s.done:])
	s.base += s.done
	s.buf, s.done = s.buf[:n], 0
	if n > cap(s.buf)/2 {
		s.buf = append(make([]byte, 0, 2*cap(s.buf)), s.buf...)
	}
	for idle := 0; len(s.buf) < cap(s.buf) && !s.eof && s.err == nil; {
		n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		switch {
		case err == io.EOF:
			s.eof = true
		case err != nil:
			s.err = err
		case n > 0:
			idle = 0
		case idle == 100:
			s.err = io.ErrNoProgress
		default:
			idle++
		}
	}
}

// Sentence returns the sentence that Scan came to. Its offsets are bytes of the
// whole text.
func (s *Scanner) Sentence() Sentence { return s.out[s.next] }

// Text returns the bytes of that sentence. They are valid until the next call of
// Scan.
func (s *Scanner) Text() []byte {
	at := s.out[s.next]
	return s.buf[at.Start-s.base : at.End-s.base]
}

// Err returns the first error of the reader; nil at the end of the text.
func (s *Scanner) Err() error { return s.err }
