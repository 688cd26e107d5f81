package parquet

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
)

// Extend cuts the file into parts as [File.Cut] does, none of which changes, with one
// more column of strings after the others. Its parts have a value for each row, which
// a [Gain] writes; [Part.Sources] returns the values of the columns from in these rows.
// In a row group the column is compressed as the first of those is. The schema must not
// have a column of that name.
func (f *File) Extend(name string, from []int, id int) ([]*Part, error) {
	if err := f.identify(id); err != nil {
		return nil, err
	}
	read := &File{Columns: f.Columns, r: f.r, groups: slices.Clone(f.groups), end: f.end, id: -1}
	f.parts = nil
	f.copy(nil, 0, 4)
	for g := range f.groups {
		for i := range f.groups[g].chunks {
			c := &f.groups[g].chunks[i]
			f.copy(c, c.start, c.end)
		}
		if err := f.gain(g, name, read, from); err != nil {
			return nil, err
		}
	}
	f.filters()
	f.declare(name)
	return f.parts, nil
}

// gain adds the column to a row group: a part for each page of the first column that is
// read.
func (f *File) gain(g int, name string, read *File, from []int) error {
	var pages [][]*Part
	for _, column := range from {
		c := f.groups[g].chunks[column]
		c.parts = nil
		if err := read.pages(g, column, &c); err != nil {
			return err
		}
		pages = append(pages, slices.DeleteFunc(c.parts, func(p *Part) bool { return p.Column < 0 }))
	}
	group := &f.groups[g]
	codec := group.chunks[from[0]].of().int(4, -1)
	c := chunk{meta: newChunk(name, codec, group.rows), made: true}
	starts := []int{0}
	for _, p := range pages[0] {
		if p.row > starts[len(starts)-1] {
			starts = append(starts, p.row)
		}
	}
	for i, row := range starts {
		p := &Part{Column: -1, group: g, row: row, codec: codec, rows: int(group.rows) - row, sources: pages, made: true}
		if i+1 < len(starts) {
			p.rows = starts[i+1] - row
		}
		f.add(&c, p)
	}
	group.chunks = append(group.chunks, c)
	list := f.meta.list(4)[g].st.get(1)
	list.list = append(list.list, value{kind: isStruct, st: c.meta})
	return nil
}

// integer and the like make fields of metadata.
func integer(id int16, kind byte, n int64) field { return field{id, value{kind: kind, n: n}} }

func text(id int16, s string) field { return field{id, value{kind: isBinary, bytes: []byte(s)}} }

// newChunk returns the metadata of a chunk of the column, whose place is set later.
func newChunk(name string, codec, rows int64) structure {
	return structure{
		integer(2, isInt64, 0),
		{3, value{kind: isStruct, st: structure{
			integer(1, isInt32, typeByteArray),
			{2, value{kind: isList, of: isInt32, list: []value{{kind: isInt32, n: encodingPlain}, {kind: isInt32, n: encodingRLE}}}},
			{3, value{kind: isList, of: isBinary, list: []value{{kind: isBinary, bytes: []byte(name)}}}},
			integer(4, isInt32, codec),
			integer(5, isInt64, rows),
			integer(6, isInt64, 0),
			integer(7, isInt64, 0),
			integer(9, isInt64, 4), // is moved
		}}},
	}
}

// declare adds the column to the schema: optional strings, after all others.
func (f *File) declare(name string) {
	nodes := f.meta.get(2)
	nodes.list[0].st.set(5, nodes.list[0].st.int(5, 0)+1)
	nodes.list = append(nodes.list, value{kind: isStruct, st: structure{
		integer(1, isInt32, typeByteArray),
		integer(3, isInt32, 1), // optional
		text(4, name),
		integer(6, isInt32, 0), // UTF-8
		{10, value{kind: isStruct, st: structure{{1, value{kind: isStruct}}}}}, // a string
	}})
	if orders := f.meta.get(7); orders != nil {
		orders.list = append(orders.list, value{kind: isStruct, st: structure{{1, value{kind: isStruct}}}}) // that of the type
	}
	if notes := f.meta.get(5); notes != nil {
		notes.list = slices.DeleteFunc(notes.list, func(v value) bool {
			key := v.st.get(1)
			return key != nil && slices.Contains(schemas, string(key.bytes))
		})
	}
}

// schemas are the keys under which programs note the schema once more, in a form of
// their own. Those that read it instead of the schema would not see the new column.
var schemas = []string{"ARROW:schema", "org.apache.spark.sql.parquet.row.metadata", "parquet.avro.schema", "avro.schema", "iceberg.schema"}

// A Source is a value of a column that is read.
type Source struct {
	Row    int // of the file
	Column int
	Value  []byte
}

// Rows returns how many rows a part of the new column has; 0 for other parts.
func (p *Part) Rows() int { return p.rows }

// Sources returns the values of the columns that are read in the rows of a part of the
// new column, without nulls, by row and then in the order of the columns.
func (p *Part) Sources() ([]Source, error) {
	var all []Source
	first := p.First()
	for _, pages := range p.sources {
		for i, page := range pages {
			// A page of lists may go on with a row that begins in the one before.
			end := p.row + p.rows
			if page.row > end || page.row == end && !page.lists() || i+1 < len(pages) && pages[i+1].row <= p.row {
				continue
			}
			x, err := page.Read()
			if err != nil {
				return nil, err
			}
			for k, row := range x.Rows {
				if row >= first && row < first+p.rows {
					all = append(all, Source{row, page.Column, x.Values[k]})
				}
			}
		}
	}
	if len(p.sources) > 1 {
		slices.SortStableFunc(all, func(a, b Source) int { return a.Row - b.Row })
	}
	return all, nil
}

// lists reports whether a row of the page's column may have several values.
func (p *Part) lists() bool { return p.f.Columns[p.Column].repetition > 0 }

// A Gain writes a part of the new column, in pages of moderate size.
type Gain struct {
	part   *Part
	dst    []byte
	start  int
	levels []byte // of the page at hand: which rows have values
	run    int    // rows that are alike
	same   bool   // they have values
	plain  []byte
	rows   int
	err    error
}

// NewGain returns what writes a part of the new column to dst.
func (p *Part) NewGain(dst []byte) *Gain {
	return &Gain{part: p, dst: dst, start: len(dst)}
}

// gainBytes is how large a page becomes: most readers take a page at once.
const gainBytes = 1 << 20

// Add adds the value of the next row; has is false where it has none.
func (g *Gain) Add(value []byte, has bool) {
	if has != g.same {
		g.endRun()
		g.same = has
	}
	g.run++
	g.rows++
	if has {
		g.plain = append(binary.LittleEndian.AppendUint32(g.plain, uint32(len(value))), value...)
	}
	if len(g.plain) >= gainBytes {
		g.page()
	}
}

// endRun writes the rows that are alike.
func (g *Gain) endRun() {
	if g.run > 0 {
		level := byte(0)
		if g.same {
			level = 1
		}
		g.levels = append(binary.AppendUvarint(g.levels, uint64(g.run)<<1), level)
	}
	g.run = 0
}

// page writes a page with the rows so far.
func (g *Gain) page() {
	g.endRun()
	body := binary.LittleEndian.AppendUint32(nil, uint32(len(g.levels)))
	body = append(append(body, g.levels...), g.plain...)
	if len(body) > maxPage {
		g.err = errLarge
		return
	}
	packed, err := compress(nil, g.part.codec, body)
	if err != nil {
		g.err = err
		return
	}
	h := structure{
		integer(1, isInt32, pageData),
		integer(2, isInt32, int64(len(body))),
		integer(3, isInt32, int64(len(packed))),
		integer(4, isInt32, int64(int32(crc32.ChecksumIEEE(packed)))),
		{5, value{kind: isStruct, st: structure{
			integer(1, isInt32, int64(g.rows)),
			integer(2, isInt32, encodingPlain),
			integer(3, isInt32, encodingRLE),
			integer(4, isInt32, encodingRLE),
		}}},
	}
	n := len(g.dst)
	g.dst = h.append(g.dst)
	g.part.uncompressed += int64(len(g.dst) - n + len(body))
	g.dst = append(g.dst, packed...)
	g.levels, g.plain, g.rows = g.levels[:0], g.plain[:0], 0
}

// Close ends the part and returns the longer slice.
func (g *Gain) Close() ([]byte, error) {
	if g.rows > 0 {
		g.page()
	}
	g.part.size, g.part.changed = int64(len(g.dst)-g.start), true
	return g.dst, g.err
}
