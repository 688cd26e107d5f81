package report

import (
	"strconv"

	"github.com/nass-ar/nass/pkg/span"
)

// A Record is the place of a finding, an edit, a sentence, a token, a name or a
// date. Every verb writes it under the same names, before the fields of its
// own:
//
//	file      the text, as the user named it; "<stdin>" for standard input
//	record    the number of the record in the file, from 0
//	id, key   the identifier of the record; the name of the field or string
//	line      the line of the file with its first byte, from 1
//	start     bytes of the text before it
//	end       bytes of the text before its end
//	cp_start  code points of the text before it; an invalid byte is one
//	cp_end    code points of the text before its end
//
// The text is the whole file or, in a file that holds texts, one of them. Then JSON
// has source_start and source_end too: where it comes from in the file, in bytes.
//
// record, id and key are written where the file has them; start, end, cp_start and
// cp_end where they are known. A table has cells for all of them. A name that is not
// UTF-8 has file_bytes, in base64, beside it.
type Record struct {
	File               string
	Of                 *Identity // nil where the text is the whole file
	Line               int
	Start, End         int64 // Start is -1 where the place in the file is not known
	RuneStart, RuneEnd int64
}

// NewRecord returns the record of the text from start to end in the file.
func NewRecord(file string, start, end span.Place) *Record {
	x := recordOf(file, start, end)
	return &x
}

// recordOf is NewRecord without an allocation, inlined or not.
func recordOf(file string, start, end span.Place) Record {
	return Record{Of: identity(start, int(start.Offset), int(end.Offset)), File: file, Line: start.Line, Start: start.Offset, End: end.Offset, RuneStart: start.Runes, RuneEnd: end.Runes}
}

// An Identity says which text of a file it is that a record is about.
type Identity struct {
	Number  int    // of the record of the file, from 0; -1 if it has none
	ID, Key string // "" is none

	SourceStart, SourceEnd int64 // bytes of the file before what the record is about, and before its end
}

// identity returns the Identity of a text that holds in place, of which the record is
// about the bytes from start to end; nil if the text is the whole file.
func identity(place span.Place, start, end int) *Identity {
	if place.In == nil {
		return nil
	}
	var of Identity
	of.Number, of.ID, of.Key = place.In.Identity()
	of.SourceStart, of.SourceEnd = place.In.Source(span.Span{Start: start, End: end})
	return &of
}

// A Field is a named value of a record. Use the functions that make one.
type Field struct {
	name  string
	kind  fieldKind
	text  string
	bytes []byte
	n     int64
	score float32
	list  []string
}

type fieldKind uint8

const (
	noField fieldKind = iota
	textField
	bytesField
	intField
	scoreField
	boolField
	listField
	rawField
	countField
	wordField
)

// Text returns a field that holds text of the file.
func Text(name string, value []byte) Field { return Field{name: name, kind: bytesField, bytes: value} }

// String returns a field that holds a string.
func String(name, value string) Field { return Field{name: name, kind: textField, text: value} }

// Word returns a field that holds a word of the program's own: one that needs no
// escape in any format.
func Word(name, value string) Field { return Field{name: name, kind: wordField, text: value} }

// None returns a field without a value: JSON omits it, a table has an empty
// cell.
func None(name string) Field { return Field{name: name} }

// Int returns a field that holds a number.
func Int(name string, n int) Field { return Field{name: name, kind: intField, n: int64(n)} }

// Score returns a field that holds a number, such as a share from 0 to 1, written with two
// decimals.
func Score(name string, x float32) Field { return Field{name: name, kind: scoreField, score: x} }

// Bool returns a field that holds true or false.
func Bool(name string, b bool) Field {
	f := Field{name: name, kind: boolField}
	if b {
		f.n = 1
	}
	return f
}

// List returns a field that holds strings: an array in JSON, with | between
// them in a table.
func List(name string, values []string) Field {
	return Field{name: name, kind: listField, list: values}
}

// Raw returns a field whose JSON is given; a table has plain, with | between
// its strings.
func Raw(name string, json []byte, plain []string) Field {
	return Field{name: name, kind: rawField, bytes: json, list: plain}
}

// A Counter is a count of things from the start of a text.
type Counter uint8

// Count returns a field that holds a count from the start of the text, when
// only n, the count from the start of the block, is known: the block's Rows
// leave a gap, and Gaps.Fill writes the sum.
func Count(name string, of Counter, n int) Field {
	f := Field{name: name, kind: countField}
	f.count(of, n)
	return f
}

// count makes a field that Count returned one of another count.
func (f *Field) count(of Counter, n int) { f.n = int64(n)<<8 | int64(of) }

// Rows writes records, as JSON Lines or as rows of a table with tabs between
// the cells. A record has the same fields in the same order as all others of
// the output. The zero value writes JSON Lines. It is not safe for concurrent
// use.
type Rows struct {
	Table bool // tab-separated values
	Gaps  Gaps // of what was appended since they were taken

	file string // of the last record
	name []byte // how it is written

	bytes, runes, lines Decimal // offsets, code points and lines
}

// A Decimal appends numbers that mostly are near the one before: it keeps the
// digits of their hundreds. The zero value is ready.
type Decimal struct {
	hundreds int64
	digits   []byte
}

// Append appends n, which must not be negative.
func (d *Decimal) Append(dst []byte, n int64) []byte {
	if n < 100 {
		return strconv.AppendInt(dst, n, 10)
	}
	h := n / 100
	if h != d.hundreds {
		d.hundreds, d.digits = h, strconv.AppendInt(d.digits[:0], h, 10)
	}
	n -= h * 100
	return append(append(dst, d.digits...), byte('0'+n/10), byte('0'+n%10))
}

// Head returns the row of the names of the columns of a table, and nothing
// for JSON Lines. The names are those of a record and of the fields.
func (r *Rows) Head(fields ...string) string {
	if !r.Table {
		return ""
	}
	head := "file\trecord\tid\tkey\tline\tstart\tend\tcp_start\tcp_end"
	for _, f := range fields {
		head += "\t" + f
	}
	return head + "\n"
}

// appendFile appends how a record of the file begins.
func (r *Rows) appendFile(dst []byte, file string) []byte {
	if r.file != file || r.name == nil {
		r.file = file
		if r.Table {
			r.name = AppendName(r.name[:0], file)
		} else {
			r.name = AppendJSONName(append(r.name[:0], '{'), "file", file)
		}
	}
	return append(dst, r.name...)
}

// Append appends a record to dst and returns the longer slice.
func (r *Rows) Append(dst []byte, x *Record, fields ...Field) []byte {
	if r.Table {
		return r.row(dst, x, fields)
	}
	dst = r.appendFile(dst, x.File)
	if of := x.Of; of != nil {
		if of.Number >= 0 {
			dst = appendInt(dst, `,"record":`, of.Number)
		}
		if of.ID != "" {
			dst = AppendJSON(append(dst, `,"id":`...), of.ID)
		}
		if of.Key != "" {
			dst = AppendJSON(append(dst, `,"key":`...), of.Key)
		}
	}
	dst = r.lines.Append(append(dst, `,"line":`...), int64(x.Line))
	if x.Start >= 0 {
		dst = r.bytes.Append(append(dst, `,"start":`...), x.Start)
		dst = r.bytes.Append(append(dst, `,"end":`...), x.End)
		dst = r.runes.Append(append(dst, `,"cp_start":`...), x.RuneStart)
		dst = r.runes.Append(append(dst, `,"cp_end":`...), x.RuneEnd)
	}
	if of := x.Of; of != nil && of.SourceStart >= 0 {
		dst = strconv.AppendInt(append(dst, `,"source_start":`...), of.SourceStart, 10)
		dst = strconv.AppendInt(append(dst, `,"source_end":`...), of.SourceEnd, 10)
	}
	return append(r.members(dst, fields), "}\n"...)
}

// members appends the fields as members of an object, each after a comma.
func (r *Rows) members(dst []byte, fields []Field) []byte {
	for i := range fields {
		f := &fields[i]
		if f.kind == noField {
			continue
		}
		dst = append(append(append(dst, `,"`...), f.name...), `":`...)
		dst = r.value(dst, f)
	}
	return dst
}

// value appends the value of a field as JSON.
func (r *Rows) value(dst []byte, f *Field) []byte {
	switch f.kind {
	case wordField:
		return append(append(append(dst, '"'), f.text...), '"')
	case textField:
		return AppendJSON(dst, f.text)
	case bytesField:
		return AppendJSON(dst, f.bytes)
	case boolField:
		return strconv.AppendBool(dst, f.n != 0)
	case listField:
		dst = append(dst, '[')
		for i, s := range f.list {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = AppendJSON(dst, s)
		}
		return append(dst, ']')
	case rawField:
		return append(dst, f.bytes...)
	}
	return r.number(dst, f)
}

// number appends the value of a field that both formats write alike.
func (r *Rows) number(dst []byte, f *Field) []byte {
	switch f.kind {
	case intField:
		return strconv.AppendInt(dst, f.n, 10)
	case scoreField:
		return strconv.AppendFloat(dst, float64(f.score), 'f', 2, 32)
	case countField:
		r.Gaps.Leave(dst, Counter(f.n), int(f.n>>8))
	}
	return dst
}

// row appends a record as a row of a table.
func (r *Rows) row(dst []byte, x *Record, fields []Field) []byte {
	dst = r.appendFile(dst, x.File)
	if of := x.Of; of == nil {
		dst = append(dst, "\t\t\t"...)
	} else {
		if dst = append(dst, '\t'); of.Number >= 0 {
			dst = strconv.AppendInt(dst, int64(of.Number), 10)
		}
		dst = AppendVisible(append(dst, '\t'), of.ID)
		dst = AppendVisible(append(dst, '\t'), of.Key)
	}
	dst = r.lines.Append(append(dst, '\t'), int64(x.Line))
	if x.Start < 0 {
		dst = append(dst, "\t\t\t\t"...)
	} else {
		dst = r.bytes.Append(append(dst, '\t'), x.Start)
		dst = r.bytes.Append(append(dst, '\t'), x.End)
		dst = r.runes.Append(append(dst, '\t'), x.RuneStart)
		dst = r.runes.Append(append(dst, '\t'), x.RuneEnd)
	}
	for i := range fields {
		f := &fields[i]
		dst = append(dst, '\t')
		switch f.kind {
		case wordField:
			dst = append(dst, f.text...)
		case textField:
			dst = AppendVisible(dst, f.text)
		case bytesField:
			dst = AppendVisible(dst, f.bytes)
		case boolField:
			dst = strconv.AppendBool(dst, f.n != 0)
		case listField, rawField:
			dst = appendList(dst, f.list)
		default:
			dst = r.number(dst, f)
		}
	}
	return append(dst, '\n')
}

// appendList appends strings as a cell of a table.
func appendList(dst []byte, list []string) []byte {
	for i, s := range list {
		if i > 0 {
			dst = append(dst, '|')
		}
		dst = AppendVisible(dst, s)
	}
	return dst
}

// Gaps are the places of an output where counts are missing, in order.
type Gaps []gap

type gap struct {
	at int
	n  int32
	of Counter
}

// Leave notes that a count is missing at the end of dst, of which only n, the
// count from the start of the block, is known.
func (g *Gaps) Leave(dst []byte, of Counter, n int) { *g = append(*g, gap{len(dst), int32(n), of}) }

// Fill appends out to dst with the counts: before holds, by counter, how many
// there are before the block.
func (g Gaps) Fill(dst, out []byte, before ...int) []byte {
	done := 0
	for _, x := range g {
		dst = append(dst, out[done:x.at]...)
		dst = strconv.AppendInt(dst, int64(before[x.of])+int64(x.n), 10)
		done = x.at
	}
	return append(dst, out[done:]...)
}
