package corpus

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// A Compression is a way of compressing; its value is its name.
type Compression string

// The compressions.
const (
	Plain Compression = ""
	Gzip  Compression = "gzip"
	Zstd  Compression = "zstd"
	Bzip2 Compression = "bzip2" // is only read
	XZ    Compression = "xz"    // is only read
)

// MaxWindow is the memory that decompression may use for earlier data. It is
// enough for files that zstd and xz write without special options.
const MaxWindow = 128 << 20

// magics begin the formats. One magic of bzip2 is not enough for a text that
// begins with "BZh".
var magics = []struct {
	magic  string // '?' stands for a digit from 1
	format Compression
}{
	{"\x1F\x8B\x08", Gzip},
	{"\x28\xB5\x2F\xFD", Zstd},
	{"BZh?\x31\x41\x59\x26\x53\x59", Bzip2},
	{"BZh?\x17\x72\x45\x38\x50\x90", Bzip2}, // an empty text
	{"\xFD7zXZ\x00", XZ},
}

// sniffBytes is what decompressors read at once.
const sniffBytes = 16 << 10

// formatOf returns the format of a text that begins with head; more reports
// whether a longer head may have another.
func formatOf(head []byte) (f Compression, more bool) {
	for _, m := range magics {
		n := min(len(head), len(m.magic))
		match := true
		for i, c := range head[:n] {
			if m.magic[i] == '?' {
				match = match && c >= '1' && c <= '9'
			} else {
				match = match && c == m.magic[i]
			}
		}
		switch {
		case match && n == len(m.magic):
			return m.format, false
		case match:
			more = true
		}
	}
	return Plain, more
}

// decompress reads what r holds, and detects its format by its first bytes.
func decompress(r *sniffer) (_ io.Reader, f Compression, closeFunc func(), err error) {
	closeFunc = func() {}
	for n := 1; ; n++ {
		head := r.peek(n)
		var more bool
		if f, more = formatOf(head); !more || len(head) < n {
			break
		}
	}
	var d io.Reader
	switch f {
	case Plain:
		return r, f, closeFunc, nil
	case Gzip:
		d, err = gzip.NewReader(bufio.NewReaderSize(r, sniffBytes))
	case Zstd:
		var z *zstd.Decoder
		z, err = zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(MaxWindow))
		if err == nil {
			d, closeFunc = z, z.Close
		}
	case Bzip2:
		d = bzip2.NewReader(r)
	case XZ:
		if size := xzDictionary(r.peek(64)); size > MaxWindow {
			err = fmt.Errorf("dictionary of %d MiB exceeds the limit of %d MiB", size>>20, MaxWindow>>20)
		} else {
			tail := &xzTail{r: r}
			d, err = xz.NewReader(bufio.NewReaderSize(tail, sniffBytes))
			d = &xzReader{d, tail}
		}
	}
	if err != nil {
		return nil, f, closeFunc, formatError(f, err)
	}
	return &decompressed{d, f}, f, closeFunc, nil
}

// decompressed is a reader whose errors name the format.
type decompressed struct {
	r      io.Reader
	format Compression
}

func (d *decompressed) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	if err != nil && err != io.EOF {
		err = formatError(d.format, err)
	}
	return n, err
}

func formatError(f Compression, err error) error {
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("corpus: %s: the text is truncated: %w", f, io.ErrUnexpectedEOF)
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return fmt.Errorf("corpus: %s: window exceeds the limit of %d MiB: %w", f, MaxWindow>>20, err)
	}
	return fmt.Errorf("corpus: %s: %w", f, err)
}

// xzDictionary is the size of the dictionary that the first block of an xz file
// asks for, or 0 where head does not show it: the block's header follows the
// stream's 12 bytes and names LZMA2 (0x21) with one byte of properties.
// Source: The .xz File Format 1.2.1, 3.1 and 5.3.1.
func xzDictionary(head []byte) int64 {
	if len(head) < 14 {
		return 0
	}
	flags, rest := head[13], head[14:]
	sizes := 0
	for _, bit := range []byte{0x40, 0x80} { // compressed and uncompressed size
		if flags&bit != 0 {
			sizes++
		}
	}
	for ; sizes > 0; sizes-- {
		for len(rest) > 0 && rest[0] >= 0x80 {
			rest = rest[1:]
		}
		rest = rest[min(1, len(rest)):]
	}
	if len(rest) < 3 || rest[0] != 0x21 || rest[1] != 1 || rest[2] > 40 {
		return 0
	}
	if rest[2] == 40 {
		return 1<<32 - 1
	}
	return int64(2|rest[2]&1) << (rest[2]/2 + 11)
}

// An xzTail remembers the last bytes read but zeros, which may pad a stream. The
// decompressor takes a text cut short between two blocks for a whole one; a
// whole one ends with a footer that ends with "YZ".
type xzTail struct {
	r    io.Reader
	last [2]byte
}

func (x *xzTail) Read(p []byte) (int, error) {
	n, err := x.r.Read(p)
	for _, c := range bytes.TrimRight(p[max(0, n-64):n], "\x00") {
		x.last = [2]byte{x.last[1], c}
	}
	return n, err
}

// An xzReader looks at the tail when the text ends.
type xzReader struct {
	r    io.Reader
	tail *xzTail
}

func (x *xzReader) Read(p []byte) (int, error) {
	n, err := x.r.Read(p)
	if err == io.EOF && x.tail.last != [2]byte{'Y', 'Z'} {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// CompressionOfName returns the compression of a file name by its extension:
// .gz, .zst, .bz2 or .xz, and Plain for all others.
func CompressionOfName(name string) Compression {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".gz":
		return Gzip
	case ".zst":
		return Zstd
	case ".bz2":
		return Bzip2
	case ".xz":
		return XZ
	}
	return Plain
}

// NewWriter returns a writer that compresses to w by the extension of the file
// name. Close ends the compressed data and keeps w open. A format that can only
// be read is an error.
func NewWriter(w io.Writer, name string) (io.WriteCloser, error) {
	return newWriter(w, CompressionOfName(name))
}

func newWriter(w io.Writer, f Compression) (io.WriteCloser, error) {
	switch f {
	case Plain:
		return open{w}, nil
	case Gzip:
		return gzip.NewWriter(w), nil
	case Zstd:
		z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
		if err != nil {
			return nil, fmt.Errorf("corpus: zstd: %w", err)
		}
		return z, nil
	}
	return nil, fmt.Errorf("corpus: %s can only be read, not written", f)
}

// open is a writer that Close leaves open.
type open struct{ io.Writer }

func (open) Close() error { return nil }

// sniffed is the memory of sniffers: one whose text is read on leaves it to the
// next.
var sniffed = sync.Pool{New: func() any { return new([KindBytes]byte) }}

// A sniffer is a reader whose next bytes can be looked at; it reads nothing
// ahead but for that.
type sniffer struct {
	r     io.Reader
	held  []byte
	buf   *[KindBytes]byte // the memory of held; nil when nothing is held
	err   error            // comes after held
	watch *watch           // of what is read; nil when nobody waits for its kind
}

func newSniffer(r io.Reader) *sniffer { return &sniffer{r: r} }

// peek returns the next n bytes, KindBytes at most, or fewer where the text
// ends.
func (s *sniffer) peek(n int) []byte {
	for len(s.held) < n && s.err == nil {
		s.fill()
	}
	return s.held[:min(n, len(s.held))]
}

// line returns what has been read when it holds a whole line and no magic
// number that is cut off; whole reports that more would not change it.
func (s *sniffer) line() (head []byte, whole bool) {
	for at := 0; ; s.fill() {
		head = s.held
		whole = len(head) == KindBytes || s.err != nil
		_, more := binaryFormat(head)
		if whole || !more && bytes.IndexByte(head[at:], '\n') >= 0 {
			return head, whole
		}
		if !more {
			at = len(head)
		}
	}
}

// fill reads once, keeping what is held, which is less than KindBytes.
func (s *sniffer) fill() {
	if s.buf == nil {
		s.buf = sniffed.Get().(*[KindBytes]byte)
	}
	held := copy(s.buf[:], s.held)
	var n int
	n, s.err = read(s.r, s.buf[held:])
	s.held = s.buf[:held+n]
}

func (s *sniffer) Read(p []byte) (n int, err error) {
	switch {
	case len(s.held) > 0:
		n = copy(p, s.held)
		if s.held = s.held[n:]; len(s.held) == 0 {
			s.release()
		}
	case s.err != nil:
		err = s.err
	default:
		n, err = s.r.Read(p)
	}
	if s.watch != nil {
		done, refused := s.watch.add(p[:n], err)
		if done {
			s.watch = nil
		}
		if refused != nil {
			s.err = refused
			return 0, refused
		}
	}
	return n, err
}

// release gives up what is held, and its memory.
func (s *sniffer) release() {
	if s.buf != nil {
		sniffed.Put(s.buf)
		s.buf, s.held = nil, nil
	}
}
