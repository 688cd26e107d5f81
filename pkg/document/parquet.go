package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document/parquet"
	"github.com/nass-ar/nass/pkg/span"
)

// Parquet is the format of columnar tables. A record is a row. Texts come in the order
// of the file: of each row group, one column after the other.
var Parquet = &Format{
	Name: "parquet", Title: "Parquet", Files: []string{"*.parquet"}, Records: true, Binary: true,
	Prose: "the columns of strings that --field names",
	Left:  "all other columns, nulls, row groups, compression, the schema and its metadata",
	open:  openParquet,
}

// A parted is a file that is read at random, in parts. Its methods may be called on
// many goroutines at once, but for end.
type parted interface {
	parts() int
	// read sets the Data, the Texts and the Line of the block.
	read(part int, b *Block) error
	// write appends the part with the values of the texts of b, if edited.
	write(part int, dst []byte, b *Block, edited bool) ([]byte, error)
	// gain appends the part to dst, with the values that work makes of the texts of
	// each record for a field that the records gain.
	gain(part int, dst *[]byte, b *Block, work func(dst []byte, texts []Text) []byte) error
	// end appends what follows the parts, once all are written.
	end(dst []byte) ([]byte, error)
}

// parted opens r at random.
func (f *Format) parted(r io.Reader, o *Options) (parted, error) {
	at, size, err := random(r)
	if err != nil {
		return nil, fmt.Errorf("%s needs a file that can be read at random: %w", f.Title, err)
	}
	return f.open(at, size, o)
}

// random returns what reads r at random, and its size.
func random(r io.Reader) (io.ReaderAt, int64, error) {
	switch r := r.(type) {
	case interface {
		Random() (io.ReaderAt, int64, error)
	}:
		return r.Random()
	case interface {
		io.ReaderAt
		Size() int64
	}:
		return r, r.Size(), nil
	}
	return nil, 0, errors.New("this is a stream")
}

// parts is Stream for files that are read at random.
func parts[R any](f *File, worker func() func([]byte, *Block) ([]byte, R, error), emit func([]byte, R) error) error {
	p, err := f.Format.parted(f.Reader, &f.Options)
	if err != nil {
		return err
	}
	// Each part is an empty line, for the workers and the order.
	how := corpus.StreamOptions{Workers: f.Stream.Workers, BlockSize: 2, Cut: func([]byte, int) int { return 1 }}
	var mu sync.Mutex
	var last func([]byte, *Block) ([]byte, R, error) // of a worker
	err = corpus.Stream(&ticks{p.parts()}, how, func() func([]byte, corpus.Block) ([]byte, R, error) {
		work := worker()
		mu.Lock()
		defer mu.Unlock()
		last = work
		return func(dst []byte, c corpus.Block) (_ []byte, of R, err error) {
			x := &Block{format: f.Format, parted: p, part: int(c.Offset)}
			x.Block.Line = 1
			if err := p.read(x.part, x); err != nil {
				return dst, of, err
			}
			return work(dst, x)
		}
	}, emit)
	if err != nil {
		return err
	}
	x := &Block{format: f.Format, parted: p, part: p.parts()}
	x.Block.Line, x.Last = 1, true
	out, of, err := last(nil, x)
	if err != nil {
		return err
	}
	return emit(out, of)
}

// A ticks reads as that many empty lines.
type ticks struct{ n int }

func (t *ticks) Read(p []byte) (int, error) {
	n := min(len(p), t.n)
	if t.n -= n; n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return copy(p[:n], bytes.Repeat([]byte{'\n'}, n)), nil
}

// A parquetFile is a file with the columns that are read.
type parquetFile struct {
	file *parquet.File
	cut  []*parquet.Part
	keys map[int]string
}

func openParquet(r io.ReaderAt, size int64, o *Options) (parted, error) {
	fields, err := o.fields()
	if err != nil {
		return nil, err
	}
	f, err := parquet.Open(r, size)
	if err != nil {
		return nil, &PageError{Format: "Parquet", Err: err}
	}
	p := &parquetFile{file: f, keys: map[int]string{}}
	var chosen []int
	for _, name := range fields {
		i, err := p.find(name)
		if err != nil {
			return nil, err
		}
		if c := &f.Columns[i]; !c.String {
			return nil, fmt.Errorf("the column %q holds no strings but %s", name, c.Type())
		}
		if _, known := p.keys[i]; !known {
			chosen, p.keys[i] = append(chosen, i), name
		}
	}
	id := -1
	if o.ID != "" {
		if id, err = p.find(o.ID); err != nil {
			return nil, err
		}
	}
	if o.gains == "" {
		p.cut, err = f.Cut(chosen, id)
		return p, p.wrap(err)
	}
	for i := range f.Columns {
		if top, _, _ := strings.Cut(f.Columns[i].Path, "."); top == o.gains {
			return nil, fmt.Errorf("the table has a column %q already", o.gains)
		}
	}
	p.cut, err = f.Extend(o.gains, chosen, id)
	return p, p.wrap(err)
}

// find returns the column of that name or number.
func (p *parquetFile) find(name string) (int, error) {
	columns := p.file.Columns
	var has []string
	for i := range columns {
		if columns[i].Path == name || columns[i].Short == name {
			return i, nil
		}
		has = append(has, columns[i].Short)
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(columns) {
		return n - 1, nil
	}
	return 0, &FieldError{name, has}
}

func (p *parquetFile) wrap(err error) error {
	if err == nil || errors.Is(err, corpus.ErrInterrupted) {
		return err
	}
	return fmt.Errorf("invalid Parquet: %w", err)
}

func (p *parquetFile) parts() int { return len(p.cut) }

// read has a block show one row a line, with tabs between the values of one row.
func (p *parquetFile) read(part int, b *Block) error {
	x := p.cut[part]
	if x.Rows() > 0 {
		return p.wrap(p.readRows(x, b))
	}
	if x.Column < 0 {
		return nil
	}
	page, err := x.Read()
	if err != nil {
		return p.wrap(err)
	}
	ids, first, err := x.IDs()
	if err != nil {
		return p.wrap(err)
	}
	size := 0
	for _, v := range page.Values {
		size += len(v) + 1
	}
	data := make([]byte, 0, size)
	b.Texts = make([]Text, len(page.Values))
	row := x.First()
	for i, v := range page.Values {
		if i > 0 && page.Rows[i] <= row {
			data = append(data, '\t')
		}
		for ; row < page.Rows[i]; row++ {
			data = append(data, '\n')
		}
		t := Text{Role: Value, Key: p.keys[x.Column], Record: page.Rows[i], Raw: span.Span{Start: len(data), End: len(data) + len(v)}}
		if n := t.Record - first; n >= 0 && n < len(ids) {
			t.ID = ids[n]
		}
		data = append(data, v...)
		b.Texts[i] = t
	}
	b.Data = append(data, '\n')
	for i := range b.Texts {
		t := &b.Texts[i]
		t.Bytes = b.Data[t.Raw.Start:t.Raw.End:t.Raw.End]
	}
	b.Block.Line, b.page = x.First()+1, page
	return nil
}

func (p *parquetFile) write(part int, dst []byte, b *Block, edited bool) ([]byte, error) {
	x := p.cut[part]
	if !edited {
		out, err := x.Append(dst)
		return out, p.wrap(err)
	}
	values := make([][]byte, len(b.Texts))
	for i := range b.Texts {
		values[i] = b.Texts[i].Bytes
	}
	out, err := x.AppendWith(dst, b.page.(*parquet.Page), values)
	return out, p.wrap(err)
}

// readRows has a block hold the texts of rows that gain a value.
func (p *parquetFile) readRows(x *parquet.Part, b *Block) error {
	sources, err := x.Sources()
	if err != nil {
		return err
	}
	ids, first, err := x.IDs()
	if err != nil {
		return err
	}
	for _, s := range sources {
		t := Text{Role: Value, Key: p.keys[s.Column], Record: s.Row, Bytes: s.Value}
		if n := s.Row - first; n >= 0 && n < len(ids) {
			t.ID = ids[n]
		}
		b.Texts = append(b.Texts, t)
	}
	text := 0
	for row := x.First(); row < x.First()+x.Rows(); row++ {
		for text < len(b.Texts) && b.Texts[text].Record == row {
			text++
		}
		b.gains = append(b.gains, gain{texts: text})
	}
	b.Block.Line = x.First() + 1
	return nil
}

func (p *parquetFile) gain(part int, dst *[]byte, b *Block, work func(dst []byte, texts []Text) []byte) (err error) {
	switch {
	case part == len(p.cut):
		*dst, err = p.end(*dst)
		return err
	case len(b.gains) == 0:
		*dst, err = p.write(part, *dst, b, false)
		return err
	}
	rows := p.cut[part].NewGain(*dst)
	var value []byte
	text := 0
	for _, g := range b.gains {
		if g.texts > text {
			value = work(value[:0], b.Texts[text:g.texts])
		}
		rows.Add(value, g.texts > text)
		text = g.texts
	}
	*dst, err = rows.Close()
	return p.wrap(err)
}

func (p *parquetFile) end(dst []byte) ([]byte, error) {
	out, err := p.file.AppendFooter(dst)
	return out, p.wrap(err)
}

// edited returns the block of a parted file after edits, which are within its texts.
func (b *Block) edited(edits []span.Edit) *Block {
	x := &Block{Block: b.Block, Texts: slices.Clone(b.Texts), format: b.format, parted: b.parted, part: b.part, page: b.page}
	x.Data = make([]byte, 0, len(b.Data))
	at := 0
	for i := range x.Texts {
		t := &x.Texts[i]
		raw := t.Raw
		x.Data = append(x.Data, b.Data[at:raw.Start]...)
		at = raw.Start
		t.Raw.Start = len(x.Data)
		for ; len(edits) > 0 && edits[0].Start <= raw.End; edits = edits[1:] {
			x.Data = append(append(x.Data, b.Data[at:edits[0].Start]...), edits[0].New...)
			at = edits[0].End
		}
		x.Data = append(x.Data, b.Data[at:raw.End]...)
		at, t.Raw.End = raw.End, len(x.Data)
	}
	x.Data = append(x.Data, b.Data[at:]...)
	for i := range x.Texts {
		t := &x.Texts[i]
		t.Bytes = x.Data[t.Raw.Start:t.Raw.End:t.Raw.End]
	}
	return x
}
