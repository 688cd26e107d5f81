package document

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/span"
)

// Options say which texts of a file are read. The zero value reads the field
// "text" of records, and stops at the first bad one.
type Options struct {
	// Fields name the fields of records: a column of a table by its name or its
	// number from 1, a value of a JSON record by the names that lead to it, with
	// dots between them. None is "text".
	Fields []string

	// ID names the field that identifies a record; "" is none.
	ID string

	// OnError says what is done with a record that cannot be read.
	OnError OnError

	// Bad, if set, is called with each record that is skipped or kept, in order.
	Bad func(err *RecordError)

	// MaxPage is how many bytes a page may have; 0: DefaultMaxPage.
	MaxPage int

	flush bool   // each record is answered when it has come
	gains string // the field that records gain; "" is none
}

// OnError is what to do with a record that cannot be read. A quotation without
// an end always stops, since nothing shows where the next row of a table begins.
type OnError uint8

// What to do with it.
const (
	Stop OnError = iota // end with an error, after the records before it
	Skip                // remove it
	Keep                // leave it as it is
)

// OnErrors are the names of what to do, in order: document.OnErrors[document.Keep].
var OnErrors = [...]string{"stop", "skip", "keep"}

// DefaultMaxPage bounds the memory that one page can ask for.
const DefaultMaxPage = 64 << 20

// records is how a file of records is read.
type records struct {
	read func(b *builder, src []byte) error

	// cut, if set, makes a function that finds where records end: it returns the
	// length of whole records that data, which begins with one, begins with,
	// and how many they are. It is called with more data until it finds one.
	// Without it a record is a line.
	cut func() func(data []byte, seen int) (n, records int)
}

// Stream reads a file and works on its blocks as [corpus.Stream] does, with its
// promises: worker is called once for each goroutine and makes the function that
// processes blocks; emit is called in order. The format must not be [Plain].
//
// What cannot be read is a *PageError or a *RecordError. A page without an Arabic
// letter, as it is or by an escape, holds no texts.
func Stream[R any](f *File, worker func() func(dst []byte, b *Block) ([]byte, R, error), emit func(out []byte, r R) error) error {
	if f.Format.open != nil {
		return parts(f, worker, emit)
	}
	if !f.Format.Records {
		return page(f, worker, emit)
	}
	o, how := f.Options, f.Stream
	head, err := readHead(f.Reader, how.Flush)
	if err != nil {
		return err
	}
	o.flush = how.Flush
	rec, err := f.Format.records(&o, head)
	if err != nil {
		return err
	}
	how.Cut = nil
	var count counter
	if rec.cut != nil {
		how.Cut = count.wrap(rec.cut(), how.MaxLine)
	}
	type result struct {
		of  R
		bad []RecordError
		err error
	}
	return corpus.Stream(io.MultiReader(bytes.NewReader(head), f.Reader), how,
		func() func([]byte, corpus.Block) ([]byte, result, error) {
			work := worker()
			var b builder
			var x Block
			return func(dst []byte, c corpus.Block) ([]byte, result, error) {
				b.reset(c.Data)
				b.record = c.Line - 1
				if rec.cut != nil {
					b.record = count.before(c.Offset)
				}
				b.line, b.onError, b.first = c.Line, o.OnError, c.Offset == 0
				x.start = builder{record: b.record, line: b.line, onError: b.onError, first: b.first}
				err := rec.read(&b, c.Data)
				var stop *RecordError
				if err != nil && !errors.As(err, &stop) {
					return dst, result{}, err
				}
				if stop != nil {
					c.Data, c.Last = c.Data[:b.good], true
				}
				x.Block, x.Texts, x.format, x.read, x.gone, x.indexed = c, b.texts, f.Format, rec.read, b.gone, false
				x.gains = b.gains
				dst, of, workErr := work(dst, &x)
				return dst, result{of, append([]RecordError(nil), b.bad...), err}, workErr
			}
		},
		func(out []byte, x result) error {
			for i := range x.bad {
				if o.Bad != nil {
					o.Bad(&x.bad[i])
				}
			}
			if err := emit(out, x.of); err != nil {
				return err
			}
			return x.err
		})
}

// Texts does what [Stream] does, with workers that work on one text after the other,
// as those of [corpus.StreamWorkers] do on blocks of plain text. emit gets the output
// of one text at a time. The place of a text has what holds it. Unlike Stream it reads
// plain text too: blocks of whole lines, as StreamWorkers does.
func Texts[R any](f *File, worker func() corpus.Worker[R], emit func(out []byte, r R) error) error {
	if f.Format == Plain {
		return corpus.StreamWorkers(f.Reader, f.Stream, worker, emit)
	}
	in := *f
	in.Stream.CountRunes = false
	return Stream(&in, func() func([]byte, *Block) ([]byte, []answer[R], error) {
		work := worker()
		return func(dst []byte, b *Block) ([]byte, []answer[R], error) {
			answers := make([]answer[R], len(b.Texts))
			for i := range b.Texts {
				dst, answers[i].of = work(dst, b.Texts[i].Bytes, b.Place(i))
				answers[i].end = len(dst)
			}
			return dst, answers, nil
		}
	}, byText(emit))
}

// An answer is what a worker makes of one text of a block: the output up to end.
type answer[R any] struct {
	end int
	of  R
}

// byText returns what emits the answers to the texts of a block.
func byText[R any](emit func(out []byte, r R) error) func(out []byte, answers []answer[R]) error {
	return func(out []byte, answers []answer[R]) error {
		at := 0
		for _, p := range answers {
			if err := emit(out[at:p.end:p.end], p.of); err != nil {
				return err
			}
			at = p.end
		}
		return nil
	}
}

// Rewritten says what became of a part of a file.
type Rewritten struct {
	Changed bool
	Left    []int // lines of the texts that stay, since edits would change what the page holds
}

// Rewrite does what [Stream] does and emits the file with the edits of its texts,
// which editor's functions return: edits over the bytes of a text, sorted and
// disjoint, valid until the next call.
func Rewrite(f *File, editor func() func(text []byte) []span.Edit, emit func(out []byte, x Rewritten) error) error {
	return RewriteBlocks(f, func() func(*Block) func(*Text) []span.Edit {
		edit := editor()
		return func(*Block) func(*Text) []span.Edit { return func(t *Text) []span.Edit { return edit(t.Bytes) } }
	}, emit)
}

// RewriteBlocks does what [Rewrite] does, with editors that see each block before its
// texts: a comment in the file may say something of them.
func RewriteBlocks(f *File, editor func() func(b *Block) func(t *Text) []span.Edit, emit func(out []byte, x Rewritten) error) error {
	return Stream(f, func() func([]byte, *Block) ([]byte, Rewritten, error) {
		edit := editor()
		var edits []span.Edit
		return func(dst []byte, b *Block) ([]byte, Rewritten, error) {
			var left []int
			edits, left = b.Edits(edits[:0], edit(b))
			x := Rewritten{Changed: len(edits) > 0}
			for _, i := range left {
				x.Left = append(x.Left, b.Place(i).Line)
			}
			dst, err := b.Append(dst, edits)
			return dst, x, err
		}
	}, emit)
}

// headBytes is how much of a file of records is looked at before it is read.
const headBytes = 64 << 10

// readHead reads the first headBytes of r; with flush no more than has come when
// the first line is there, since the next may wait for an answer.
func readHead(r io.Reader, flush bool) ([]byte, error) {
	head := make([]byte, headBytes)
	n := 0
	for n < headBytes {
		m, err := r.Read(head[n:])
		n += m
		switch {
		case err == io.EOF:
			return head[:n], nil
		case err != nil:
			return nil, err
		case flush && bytes.IndexByte(head[n-m:n], '\n') >= 0:
			return head[:n], nil
		}
	}
	return head, nil
}

// page is Stream for page formats.
func page[R any](f *File, worker func() func([]byte, *Block) ([]byte, R, error), emit func([]byte, R) error) error {
	data, err := readPage(f)
	if err != nil {
		return err
	}
	x := &Block{format: f.Format, read: f.Format.page}
	x.Data, x.Line, x.Last = data, 1, true
	if mayHoldArabic(data) { // otherwise it need not be well-formed
		if x, err = f.Format.Read(data); err != nil {
			return err
		}
	}
	out, res, err := worker()(nil, x)
	if err != nil {
		return err
	}
	return emit(out, res)
}

// Read reads a page, which must not change while the block is used. f must be a
// page format and not [Plain]; errors are *PageError.
func (f *Format) Read(data []byte) (*Block, error) {
	b := new(builder)
	b.reset(data)
	if err := f.page(b, data); err != nil {
		return nil, f.pageError(data, err)
	}
	x := &Block{Texts: b.texts, Remarks: b.said, format: f, read: f.page}
	x.Data, x.Line, x.Last = data, 1, true
	return x, nil
}

// pageError returns the error of reading a page, with its place.
func (f *Format) pageError(data []byte, err error) error {
	e := &PageError{Format: f.Title, Err: err}
	var at *syntaxError
	if errors.As(err, &at) {
		e.Line, e.Err = 1+bytes.Count(data[:min(at.at, len(data))], []byte{'\n'}), at.err
	}
	return e
}

// mayHoldArabic reports whether a page may hold an Arabic letter, as it is or by an
// escape: \u0627, &#1575; or \330\247.
func mayHoldArabic(data []byte) bool {
	if hasArabic(data) {
		return true
	}
	for _, escape := range []string{`\u0`, `\U0`, `\uf`, `\uF`, `\UF`, `\Uf`, "&#", `\33`, `\xd`, `\xD`} {
		if bytes.Contains(data, []byte(escape)) {
			return true
		}
	}
	return false
}

// A syntaxError is what is wrong with a page, and where.
type syntaxError struct {
	at  int // bytes
	err error
}

func (e *syntaxError) Error() string { return e.err.Error() }

// A counter knows how many records are before a block.
type counter struct {
	mu    sync.Mutex
	at    int64 // where the next block begins
	n     int   // records before it
	known map[int64]int
}

// wrap makes the function of a corpus.StreamOptions.
func (c *counter) wrap(cut func([]byte, int) (n, records int), most int) func([]byte, int) int {
	if most <= 0 {
		most = corpus.DefaultMaxLine
	}
	c.known = map[int64]int{0: 0}
	return func(data []byte, seen int) int {
		n, records := cut(data, seen)
		if n == 0 && len(data) > most { // a record that is too long is taken for lines
			n = bytes.LastIndexByte(data, '\n') + 1
			records = bytes.Count(data[:n], []byte{'\n'})
		}
		if n > 0 {
			c.mu.Lock()
			c.at += int64(n)
			c.n += records
			c.known[c.at] = c.n
			c.mu.Unlock()
		}
		return n
	}
}

// before returns the number of the first record of the block at that offset,
// which is asked for once.
func (c *counter) before(offset int64) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := c.known[offset]
	delete(c.known, offset)
	return n
}
