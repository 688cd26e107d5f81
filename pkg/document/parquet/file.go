// Package parquet reads and rewrites columns of strings in Parquet files.
//
// A [File] is cut into [Part]s. A page of a chosen column is one, and can be written
// with other values; all else is copied byte for byte: other columns, levels, and
// pages that do not change. Rows, row groups, pages and compression stay. What the
// metadata says of the values of a column that changes (the least and the greatest one,
// a Bloom filter, an order of rows) is removed.
package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
)

// A Column is a leaf of the schema.
type Column struct {
	Path   string // the names that lead to it, with dots between them
	Short  string // Path without the names of the levels of lists and maps
	String bool   // it holds texts

	physical               int64
	definition, repetition int // the greatest levels
}

var types = []string{"BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"}

// Type returns the name of the physical type.
func (c *Column) Type() string {
	if c.physical < 0 || c.physical >= int64(len(types)) {
		return "unknown"
	}
	return types[c.physical]
}

// A File is a file that is open.
type File struct {
	Columns []Column

	r      io.ReaderAt
	meta   structure
	end    int64 // of the pages and indexes
	groups []group
	parts  []*Part
	id     int // column; -1 is none

	mu    sync.Mutex
	ids   map[int][]string // by row group, of those that are read
	known []dictionary     // that were read last
}

// A dictionary is the strings of one.
type dictionary struct {
	at    int64
	words [][]byte
}

type group struct {
	first  int64 // row
	rows   int64
	chunks []chunk
}

type chunk struct {
	meta       structure // ColumnChunk
	start, end int64
	parts      []*Part
	chosen     bool
	made       bool // it was not in the file
}

// of returns what the metadata says of the column.
func (c *chunk) of() structure { return c.meta.in(3) }

const magic = "PAR1"

// maxFooter bounds the memory that the metadata can ask for.
const maxFooter = 1 << 28

// Open reads the metadata of the file r of that size.
func Open(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r, id: -1, ids: map[int][]string{}}
	var tail [8]byte
	if size < 12 {
		return nil, errors.New("too short")
	}
	if err := f.readAt(tail[:4], 0); err != nil {
		return nil, err
	} else if string(tail[:4]) != magic {
		return nil, fmt.Errorf("does not begin with %s", magic)
	}
	if err := f.readAt(tail[:], size-8); err != nil {
		return nil, err
	}
	switch string(tail[4:]) {
	case magic:
	case "PARE":
		return nil, errEncrypted
	default:
		return nil, fmt.Errorf("does not end with %s", magic)
	}
	n := int64(binary.LittleEndian.Uint32(tail[:]))
	if f.end = size - 8 - n; f.end < 4 || n > maxFooter {
		return nil, errThrift
	}
	footer := make([]byte, n)
	if err := f.readAt(footer, f.end); err != nil {
		return nil, err
	}
	var err error
	if f.meta, _, err = readStructure(footer); err != nil {
		return nil, err
	}
	if f.meta.get(8) != nil {
		return nil, errEncrypted
	}
	if err := f.schema(); err != nil {
		return nil, err
	}
	return f, f.layout()
}

var errEncrypted = errors.New("it is encrypted")

func (f *File) readAt(p []byte, at int64) error {
	n, err := f.r.ReadAt(p, at)
	if n == len(p) {
		return nil
	}
	if err == nil || err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// schema finds the columns.
func (f *File) schema() error {
	nodes := f.meta.list(2)
	at := 0
	var walk func(c Column, path, short []string, list int, depth int) error
	walk = func(c Column, path, short []string, list int, depth int) error {
		if at >= len(nodes) || depth > maxDepth {
			return errThrift
		}
		n := nodes[at].st
		root := at == 0
		at++
		if !root {
			name := ""
			if v := n.get(4); v != nil {
				name = string(v.bytes)
			}
			path = append(path[:len(path):len(path)], name)
			if list == 0 {
				short = append(short[:len(short):len(short)], name)
			}
			switch n.int(3, 0) {
			case 2:
				c.repetition++
				c.definition++
			case 1:
				c.definition++
			}
		}
		children := n.int(5, 0)
		if children <= 0 && !root {
			c.physical = n.int(1, -1)
			c.Path, c.Short = strings.Join(path, "."), strings.Join(short, ".")
			text := n.int(6, -1) == 0 || n.in(10).get(1) != nil
			c.String = text && c.physical == typeByteArray
			f.Columns = append(f.Columns, c)
			return nil
		}
		// A list is a group of a repeated group of its elements, a map one of
		// keys and values.
		below := 0
		switch converted, logical := n.int(6, -1), n.in(10); {
		case root:
		case list == 1:
			below = 2
			if children > 1 {
				below = 0
			}
		case list == 0 && children == 1 && (converted == 3 || converted == 1 || converted == 2 || logical.get(3) != nil || logical.get(2) != nil):
			below = 1
		}
		for range children {
			if err := walk(c, path, short, below, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(Column{}, nil, nil, 0, 0); err != nil {
		return err
	}
	if at != len(nodes) {
		return errThrift
	}
	return nil
}

// layout finds the row groups and the chunks.
func (f *File) layout() error {
	total, first := int64(0), int64(0)
	for _, v := range f.meta.list(4) {
		g := group{first: first, rows: v.st.int(3, -1)}
		list := v.st.list(1)
		if g.rows < 0 || g.rows > math.MaxInt32 || len(list) != len(f.Columns) {
			return errThrift
		}
		first += g.rows
		for _, c := range list {
			x := chunk{meta: c.st}
			of := x.of()
			switch {
			case c.st.get(1) != nil:
				return errors.New("a column is in another file")
			case c.st.get(8) != nil, c.st.get(9) != nil, of == nil:
				return errEncrypted
			}
			x.start = of.int(9, -1)
			for _, id := range []int16{10, 11} {
				if at := of.int(id, 0); at > 0 {
					x.start = min(x.start, at)
				}
			}
			size := of.int(7, -1)
			if x.start < 4 || size < 0 || size > f.end-x.start {
				return errThrift
			}
			x.end = x.start + size
			if total += size; total > f.end {
				return errThrift
			}
			g.chunks = append(g.chunks, x)
		}
		f.groups = append(f.groups, g)
	}
	return nil
}

// A Part is a part of the file: a page of a chosen column, or bytes of others.
type Part struct {
	Column int // of a page; -1 where there are no values

	f          *File
	group      int
	from, to   int64
	header     *header // of a page that may change
	dictionary *header // of its chunk, if there is one
	row        int     // of the row group, that begins the page
	codec      int64
	made       bool      // it is of a column that was not in the file
	rows       int       // of such a part
	sources    [][]*Part // the pages that its values are made of, by column

	size         int64 // as written
	uncompressed int64 // more than before
	changed      bool
}

// pieceBytes is how much is copied at once.
const pieceBytes = 1 << 20

// Cut cuts the file into parts: the pages of the chosen columns, and what is
// between them. The column id identifies rows, if it is not -1.
func (f *File) Cut(chosen []int, id int) ([]*Part, error) {
	if err := f.identify(id); err != nil {
		return nil, err
	}
	f.parts = nil
	f.copy(nil, 0, 4)
	for g := range f.groups {
		for i := range f.groups[g].chunks {
			c := &f.groups[g].chunks[i]
			if c.chosen = slices.Contains(chosen, i); !c.chosen {
				f.copy(c, c.start, c.end)
			} else if err := f.pages(g, i, c); err != nil {
				return nil, err
			}
		}
	}
	f.filters()
	return f.parts, nil
}

// identify notes the column that identifies rows, if it is not -1.
func (f *File) identify(id int) error {
	if f.id = id; id >= 0 {
		c := &f.Columns[id]
		if c.repetition > 0 || !c.String && c.physical != typeInt32 && c.physical != typeInt64 {
			return fmt.Errorf("column %q, which is %s, does not identify rows; strings and integers do", c.Short, c.Type())
		}
	}
	return nil
}

// filters adds the Bloom filters.
func (f *File) filters() {
	for g := range f.groups {
		for i := range f.groups[g].chunks {
			c := &f.groups[g].chunks[i]
			if at, n := c.of().int(14, 0), c.of().int(15, 0); f.holds(at, n) {
				f.copy(nil, at, at+n)
			}
		}
	}
}

// holds reports whether n bytes at at are in the file, before its metadata.
func (f *File) holds(at, n int64) bool { return at >= 4 && n > 0 && at <= f.end && n <= f.end-at }

func (f *File) add(c *chunk, p *Part) {
	p.f, p.size = f, p.to-p.from
	f.parts = append(f.parts, p)
	if c != nil {
		c.parts = append(c.parts, p)
	}
}

// copy adds parts that are copied.
func (f *File) copy(c *chunk, from, to int64) {
	for ; from < to; from += pieceBytes {
		f.add(c, &Part{Column: -1, from: from, to: min(from+pieceBytes, to)})
	}
}

// pages adds the pages of a chunk.
func (f *File) pages(g, column int, c *chunk) error {
	codec := c.of().int(4, -1)
	if codec != 0 && codec != 1 && codec != 2 && codec != 6 {
		return codecError(codec)
	}
	var dictionary *header
	row, values := 0, int64(0)
	for at := c.start; at < c.end; {
		h, err := f.header(at, c.end)
		if err != nil {
			return err
		}
		to := at + int64(h.size) + h.body()
		switch h.int(1, -1) {
		case pageDictionary:
			dictionary = h
			f.copy(c, at, to)
		case pageData, pageDataV2:
			p := &Part{Column: column, group: g, from: at, to: to, header: h, dictionary: dictionary, row: row, codec: codec}
			f.add(c, p)
			in, _ := h.data()
			if in == nil {
				return errPage
			}
			values += in.int(1, 0)
			switch {
			case f.Columns[column].repetition == 0:
				row += int(in.int(1, 0))
			case h.int(1, -1) == pageDataV2:
				row += int(in.int(3, 0))
			default:
				x, _, _, err := p.decode()
				if err != nil {
					return err
				}
				row += x.starts
			}
		default:
			f.copy(c, at, to)
		}
		at = to
	}
	if int64(row) != f.groups[g].rows || values != c.of().int(5, -1) {
		return fmt.Errorf("row group %d has %d rows, but column %q has %d", g, f.groups[g].rows, f.Columns[column].Path, row)
	}
	return nil
}

// header reads the header of the page at at.
func (f *File) header(at, end int64) (*header, error) {
	for size := int64(512); ; size *= 4 {
		head := make([]byte, min(size, end-at))
		if err := f.readAt(head, at); err != nil {
			return nil, err
		}
		s, n, err := readStructure(head)
		if err == errShort && int64(len(head)) < end-at && size < maxPage {
			continue
		}
		if err != nil {
			return nil, err
		}
		h := &header{structure: s, at: at, size: n}
		if h.body() < 0 || h.body() > end-at-int64(n) {
			return nil, errPage
		}
		return h, nil
	}
}

// body reads the bytes of a page.
func (f *File) body(h *header) ([]byte, error) {
	if h.body() > maxPage {
		return nil, errLarge
	}
	b := make([]byte, h.body())
	return b, f.readAt(b, h.at+int64(h.size))
}

// words reads the dictionary of a column.
func (f *File) words(c *Column, h *header, codec int64) ([][]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, d := range f.known {
		if d.at == h.at {
			return d.words, nil
		}
	}
	in := h.in(7)
	count, size := in.int(1, -1), h.int(2, -1)
	if count < 0 || size < 0 {
		return nil, errPage
	}
	if count > maxValues || size > maxPage {
		return nil, errLarge
	}
	b, err := f.body(h)
	if err == nil {
		b, err = decompress(codec, b, int(size))
	}
	if err != nil {
		return nil, err
	}
	words, err := c.values(b, encodingPlain, int(count), nil)
	if err == nil {
		f.known = append(f.known[max(0, len(f.known)-1):len(f.known):len(f.known)], dictionary{h.at, words})
	}
	return words, err
}

// decode reads the levels of the page, and what its values are decoded from.
func (p *Part) decode() (_ *page, encoding int64, data []byte, err error) {
	b, err := p.f.body(p.header)
	if err != nil {
		return nil, 0, nil, err
	}
	return p.f.Columns[p.Column].decode(p.header, b, p.codec)
}

// A Page is the values of a Part, without nulls.
type Page struct {
	Values [][]byte
	Rows   []int // of the values, in the file
	page   *page
}

// Read decodes the values of a page.
func (p *Part) Read() (*Page, error) {
	x, encoding, data, err := p.decode()
	if err != nil {
		return nil, err
	}
	var words [][]byte
	if p.dictionary != nil && (encoding == encodingRLEDictionary || encoding == encodingPlainDictionary) {
		if words, err = p.f.words(&p.f.Columns[p.Column], p.dictionary, p.codec); err != nil {
			return nil, err
		}
	}
	if x.values, err = p.f.Columns[p.Column].values(data, encoding, len(x.rows), words); err != nil {
		return nil, err
	}
	total := 0
	for _, v := range x.values {
		if total += len(v); total > maxPage {
			return nil, errLarge
		}
	}
	if len(x.rows) > 0 && p.row+x.rows[0] < 0 { // a page may go on with a row, but not the first one
		return nil, errPage
	}
	first := p.row + int(p.f.groups[p.group].first)
	for i := range x.rows {
		x.rows[i] += first
	}
	return &Page{x.values, x.rows, x}, nil
}

// First returns the number of the first row of a page.
func (p *Part) First() int { return p.row + int(p.f.groups[p.group].first) }

// IDs returns what identifies the rows of the row group of a page, and the number of
// the first of them; nil if no column was given for it.
func (p *Part) IDs() (ids []string, first int, err error) {
	f := p.f
	first = int(f.groups[p.group].first)
	if f.id < 0 {
		return nil, first, nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if ids, ok := f.ids[p.group]; ok {
		return ids, first, nil
	}
	var cut File
	cut.Columns, cut.r, cut.groups, cut.end = f.Columns, f.r, slices.Clone(f.groups), f.end
	c := f.groups[p.group].chunks[f.id]
	c.parts = nil
	if err := cut.pages(p.group, f.id, &c); err != nil {
		return nil, first, err
	}
	ids = make([]string, f.groups[p.group].rows)
	for _, part := range c.parts {
		if part.Column < 0 {
			continue
		}
		x, err := part.Read()
		if err != nil {
			return nil, first, err
		}
		for i, row := range x.Rows {
			if row -= first; row < 0 || row >= len(ids) {
				return nil, first, errPage
			}
			ids[row] = string(x.Values[i])
		}
	}
	for g := range f.ids { // workers are near each other
		if g < p.group-1 {
			delete(f.ids, g)
		}
	}
	f.ids[p.group] = ids
	return ids, first, nil
}

// Append appends the part as it is in the file.
func (p *Part) Append(dst []byte) ([]byte, error) {
	n := len(dst)
	dst = slices.Grow(dst, int(p.to-p.from))[:n+int(p.to-p.from)]
	return dst, p.f.readAt(dst[n:], p.from)
}

// AppendWith appends the page with other values, as many as it has.
func (p *Part) AppendWith(dst []byte, x *Page, values [][]byte) ([]byte, error) {
	n := len(dst)
	dst, uncompressed, err := x.page.encode(dst, p.header, p.codec, values)
	p.size, p.changed = int64(len(dst)-n), true
	p.uncompressed = uncompressed - int64(p.header.size) - p.header.int(2, 0)
	return dst, err
}
