package segment

import "io"

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

// NewScanner makes a scanner of what r reads. It cuts as [Sentences] would
// cut the whole.
func NewScanner(r io.Reader, o Options) *Scanner {
	return &Scanner{r: r, c: newCutter(o), buf: make([]byte, 0, 64<<10)}
}

// Scan moves on to the next sentence, and reports whether there is one. After
// it returns false, Err tells why.
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

// Sentence is the sentence that Scan came to, its offsets those of the whole
// text.
func (s *Scanner) Sentence() Sentence { return s.out[s.next] }

// Text is the sentence's bytes, good until the next call of Scan.
func (s *Scanner) Text() []byte {
	at := s.out[s.next]
	return s.buf[at.Start-s.base : at.End-s.base]
}

// Err is the first error of the reader, or nil when the text came to its end.
func (s *Scanner) Err() error { return s.err }
