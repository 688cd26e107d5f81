package corpus

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// A DecodeError is a place where a text is not valid in the encoding that it is
// read in.
type DecodeError struct {
	Encoding Encoding
	Offset   int64  // bytes of the (decompressed) text before it
	Bytes    []byte // the invalid bytes
}

// Error returns the offset, the bytes and the encoding.
func (e *DecodeError) Error() string {
	return fmt.Sprintf("corpus: byte %d: %#x is not valid %s", e.Offset, e.Bytes, e.Encoding)
}

// A decoder reads a text as UTF-8. It is given the encoding, or detects it from
// the text (Auto, UTF16).
type decoder struct {
	r   io.Reader
	enc Encoding // what remains to be settled, or is
	in  []byte   // read and not decoded
	out []byte   // decoded and not handed on
	err error    // comes after in
	off int64    // bytes decoded

	passed int // bytes of plain lines handed on before the encoding was settled

	settled bool
	buf     []byte // the memory of in
	outBuf  []byte // the memory of out
}

const decodeBytes = 32 << 10

func newDecoder(r io.Reader, enc Encoding) *decoder {
	return &decoder{r: r, enc: enc, settled: enc != Auto && !wide(enc)}
}

func (d *decoder) Read(p []byte) (int, error) {
	for {
		if len(d.out) > 0 || len(p) == 0 {
			n := copy(p, d.out)
			d.out = d.out[n:]
			return n, nil
		}
		if d.settled && d.enc == UTF8 && len(d.in) == 0 {
			if d.err != nil {
				return 0, d.err
			}
			d.buf, d.outBuf = nil, nil
			return d.r.Read(p)
		}
		if d.err == nil && (!d.settled || len(d.in) < 4) {
			d.fill()
		}
		if !d.settled {
			d.settle()
		}
		if d.settled {
			d.decode()
		}
		if len(d.out) == 0 && d.err != nil && (len(d.in) == 0 || d.settled) {
			return 0, d.err
		}
	}
}

// fill reads once.
func (d *decoder) fill() {
	d.in = d.buf[:copy(d.buf[:cap(d.buf)], d.in)]
	if cap(d.in)-len(d.in) < decodeBytes/2 {
		d.buf = append(make([]byte, 0, max(decodeBytes, 2*len(d.in))), d.in...)
		d.in = d.buf
	}
	var n int
	n, d.err = read(d.r, d.in[len(d.in):cap(d.in)])
	d.in = d.in[:len(d.in)+n]
}

// settle detects the encoding, if what has been read suffices.
func (d *decoder) settle() {
	whole := d.err != nil
	switch d.enc {
	case Auto:
		enc := detect(d.in, d.passed, whole)
		if enc == "" {
			n := plainLines(d.in)
			d.out, d.in = d.in[:n], d.in[n:]
			d.passed += n
			return
		}
		d.enc = enc
	case UTF16, UTF32:
		little, big := UTF16LE, UTF16BE
		if d.enc == UTF32 {
			little, big = UTF32LE, UTF32BE
		}
		seems := detectWide(d.in[:min(len(d.in), 1024)])
		switch {
		case mark(d.in, little) > 0:
			d.enc = little
		case mark(d.in, big) > 0:
			d.enc = big
		case len(d.in) < 1024 && !whole:
			return
		case seems == big:
			d.enc = big
		default:
			d.enc = little
		}
	case UTF32LE, UTF32BE:
		if len(d.in) < 4 && !whole {
			return
		}
	default:
		if len(d.in) < 2 && !whole {
			return
		}
	}
	d.settled = true
	d.off = int64(d.passed)
	// The mark of the same order does not belong to the text.
	if n := mark(d.in, d.enc); d.passed == 0 && d.enc != UTF8 && n > 0 {
		d.in = d.in[n:]
		d.off = int64(n)
	}
}

// decode makes out of in.
func (d *decoder) decode() {
	if d.enc == UTF8 {
		d.out, d.in = d.in, nil
		return
	}
	out := d.outBuf[:0]
	n, bad := 0, 0 // bytes of in decoded, bytes that cannot be
	switch d.enc {
	case CP1256, ISO88596, CP1252:
		t := tables()[d.enc]
		for n < len(d.in) && bad == 0 {
			switch r := t[d.in[n]]; {
			case r < utf8.RuneSelf:
				out = append(out, byte(r))
				n++
			case r != hole:
				out = utf8.AppendRune(out, r)
				n++
			default:
				bad = 1
			}
		}
	case UTF16LE, UTF16BE:
		out, n, bad = appendUTF16(out, d.in, d.enc == UTF16BE, d.err == io.EOF)
	case UTF32LE, UTF32BE:
		for ; n+4 <= len(d.in) && bad == 0; n += 4 {
			if r := unit32(d.in[n:], d.enc); utf8.ValidRune(r) {
				out = utf8.AppendRune(out, r)
			} else {
				bad = 4
				break
			}
		}
		if bad == 0 && d.err == io.EOF {
			bad = len(d.in) - n
		}
	}
	d.outBuf = out[:0]
	d.out = out
	d.off += int64(n)
	if bad > 0 {
		d.err = &DecodeError{Encoding: d.enc, Offset: d.off, Bytes: bytes.Clone(d.in[n : n+bad])}
		d.in = nil
		return
	}
	d.in = d.in[n:]
}

// appendUTF16 appends text as UTF-8 to dst. n bytes were decoded; bad bytes
// after them cannot be. Without whole, what the text's end cuts off is left.
func appendUTF16(dst, text []byte, bigEndian, whole bool) (_ []byte, n, bad int) {
	lo, hi := 0, 1
	if bigEndian {
		lo, hi = 1, 0
	}
	for ; n+1 < len(text); n += 2 {
		r := rune(text[n+lo]) | rune(text[n+hi])<<8
		if utf16.IsSurrogate(r) {
			if n+3 >= len(text) && r < 0xDC00 && !whole {
				return dst, n, 0
			}
			if n+3 >= len(text) {
				return dst, n, 2
			}
			pair := utf16.DecodeRune(r, rune(text[n+2+lo])|rune(text[n+2+hi])<<8)
			if pair == utf8.RuneError {
				return dst, n, 2
			}
			r = pair
			n += 2
		}
		dst = utf8.AppendRune(dst, r)
	}
	if whole && n < len(text) {
		return dst, n, 1
	}
	return dst, n, 0
}
