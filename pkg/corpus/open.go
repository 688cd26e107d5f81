package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
)

// Stdin is the name of the standard input.
const Stdin = "-"

// Display returns the name of a text as users know it: "<stdin>" for the standard
// input.
func Display(name string) string {
	if name == Stdin {
		return "<stdin>"
	}
	return name
}

// A File is a text to be read: decompressed, and as UTF-8. It may be closed
// while a Read is under way.
type File struct {
	name string
	raw  *os.File
	info fs.FileInfo
	text *Reader
	read atomic.Int64
}

// Open opens the named file, or the standard input for "-", and decodes it from
// the encoding. Faulty content is an error of Read.
func Open(name string, enc Encoding) (*File, error) {
	f := &File{name: name, raw: os.Stdin}
	if name != Stdin {
		var err error
		if f.raw, err = os.Open(name); err != nil {
			return nil, fmt.Errorf("corpus: %w", err)
		}
	}
	info, err := f.raw.Stat()
	if err == nil && info.IsDir() {
		err = &fs.PathError{Op: "open", Path: name, Err: errors.New("is a directory")}
	}
	if err == nil {
		f.text, err = NewReader(&counter{f.raw, &f.read}, enc)
	} else {
		err = fmt.Errorf("corpus: %w", err)
	}
	if err != nil {
		if name != Stdin {
			f.raw.Close()
		}
		return nil, err
	}
	f.info = info
	return f, nil
}

// Read reads the text. An error names neither the file nor its path.
func (f *File) Read(p []byte) (int, error) { return f.text.Read(p) }

// Random returns what reads the file at random, and its size. The standard input, what
// is no regular file, and what is compressed or in another encoding cannot be read so.
func (f *File) Random() (io.ReaderAt, int64, error) {
	switch {
	case f.name == Stdin:
		return nil, 0, errors.New("this is the standard input")
	case !f.info.Mode().IsRegular():
		return nil, 0, errNotRegular
	}
	if c, err := f.text.Compression(); err != nil || c != Plain {
		if err == nil {
			err = fmt.Errorf("this is compressed with %s", c)
		}
		return nil, 0, err
	}
	if enc := f.text.Encoding(); enc != UTF8 && enc != Auto {
		return nil, 0, fmt.Errorf("this is not read as %s", enc)
	}
	return &randomReader{f}, f.info.Size(), nil
}

// A randomReader reads a file at random, and counts what is read.
type randomReader struct{ f *File }

func (r *randomReader) ReadAt(p []byte, at int64) (int, error) {
	n, err := r.f.raw.ReadAt(p, at)
	r.f.read.Add(int64(n))
	return n, Cause(err)
}

// Close closes the file. The standard input stays open.
func (f *File) Close() error {
	var err error
	if f.name != Stdin {
		err = f.raw.Close()
	}
	f.text.Close()
	return err
}

// Name returns the name that the file was opened with.
func (f *File) Name() string { return f.name }

// Info describes the file as it was when it was opened.
func (f *File) Info() fs.FileInfo { return f.info }

// Text returns the compression and the encoding of the file.
func (f *File) Text() *Reader { return f.text }

// Changed reports whether the file is different from when it was opened: its
// size or time differs, or its name is now that of another file or of none. The
// standard input, a pipe and a device never count as changed.
func (f *File) Changed() bool {
	if f.name == Stdin || !f.info.Mode().IsRegular() {
		return false
	}
	now, err := os.Stat(f.name)
	return err != nil || !same(f.info, now)
}

// errMixed says what became of a text that changed.
var errMixed = errors.New("changed while being read; output may mix old and new content")

// Mixed returns an error if the file has [File.Changed], so that what was read of it may
// be of two states.
func (f *File) Mixed() error {
	if f.Changed() {
		return errMixed
	}
	return nil
}

// Decoded reports whether the text was read in an encoding that is not written, so that
// a file that replaces it differs. It is known at the end of the text.
func (f *File) Decoded() bool {
	enc := f.text.Encoding()
	return enc != UTF8 && enc != Auto
}

// same reports whether a and b describe one file in one state.
func same(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// Progress returns how many bytes of the file on disk have been read, and how
// many it has; total is 0 if it is not known. It may be called at any time.
func (f *File) Progress() (read, total int64) {
	if f.info.Mode().IsRegular() {
		total = f.info.Size()
	}
	return f.read.Load(), total
}

// counter counts what is read.
type counter struct {
	r io.Reader
	n *atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// A Reader reads a text as UTF-8, and decompresses it first where its first
// bytes say that it is compressed: gzip, zstd, bzip2 or xz, of one member or
// several. Nothing is read before it is asked for.
//
// A compressed text that is cut short or damaged is an error that names the
// format and wraps the cause, after what could be read. So is one that needs
// more than MaxWindow bytes of memory.
type Reader struct {
	mu     sync.Mutex // held while reading
	raw    *sniffer
	plain  *sniffer // decompressed; nil before the first read
	text   *decoder
	format Compression
	close  func()
	closed atomic.Bool
	err    error // of the compressed text's head
}

// NewReader reads r in the encoding. The error is that of an unknown encoding.
func NewReader(r io.Reader, enc Encoding) (*Reader, error) {
	enc, err := ParseEncoding(string(enc))
	if err != nil {
		return nil, err
	}
	return &Reader{raw: newSniffer(r), text: newDecoder(nil, enc), close: func() {}}, nil
}

// Read reads the text.
func (r *Reader) Read(p []byte) (int, error) {
	r.mu.Lock()
	defer func() {
		r.mu.Unlock()
		if r.closed.Load() { // while reading
			r.release()
		}
	}()
	if err := r.begin(); err != nil {
		return 0, err
	}
	return r.text.Read(p)
}

// begin detects the compression.
func (r *Reader) begin() error {
	if r.closed.Load() {
		return fs.ErrClosed
	}
	if r.plain == nil {
		var plain io.Reader
		plain, r.format, r.close, r.err = decompress(r.raw)
		if r.format == Plain {
			r.plain = r.raw
		} else {
			r.plain = newSniffer(plain)
		}
		r.text.r = r.plain
	}
	return r.err
}

// Close frees what decompressing needs. It may be called while a Read is under
// way, and does not end it.
func (r *Reader) Close() error {
	r.closed.Store(true)
	r.release()
	return nil
}

func (r *Reader) release() {
	if r.mu.TryLock() {
		r.close()
		r.close = func() {}
		r.raw.release()
		if r.plain != nil {
			r.plain.release()
		}
		r.mu.Unlock()
	}
}

// Compression returns the compression of the text. It reads the first bytes of
// the text if none has been read.
func (r *Reader) Compression() (Compression, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	err := r.begin()
	return r.format, err
}

// Encoding returns the encoding of the text: the one given, or for Auto and
// UTF16 the one detected. Before enough has been read, it returns Auto or
// UTF16.
func (r *Reader) Encoding() Encoding {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.enc
}
