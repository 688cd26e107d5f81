package document

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/span"
)

// CSV is the format of tables with commas, semicolons or tabs between the
// fields, as the first row has them.
var CSV = &Format{
	Name: "csv", Title: "CSV", Files: []string{"*.csv"}, Records: true,
	Prose:   "the fields of the columns that --field names",
	Left:    "all other fields, the first row if it names the columns, quotation marks, the byte order mark",
	records: func(o *Options, head []byte) (*records, error) { return openTable(o, head, separator(head)) },
}

// TSV is the format of tables with tabs between the fields.
var TSV = &Format{
	Name: "tsv", Title: "TSV", Files: []string{"*.tsv", "*.tab"}, Records: true,
	Prose:   "the fields of the columns that --field names",
	Left:    "all other fields, the first row if it names the columns, quotation marks, the byte order mark",
	records: func(o *Options, head []byte) (*records, error) { return openTable(o, head, '\t') },
}

// separator returns what is between the fields of the first row: the one of
// , ; and tab that it has most of, outside quotation marks.
func separator(head []byte) byte {
	var n [256]int
	quoted := false
	for _, c := range head {
		if c == '"' {
			quoted = !quoted
		}
		if c == '\n' && !quoted {
			break
		}
		if !quoted {
			n[c]++
		}
	}
	best := byte(',')
	for _, c := range []byte(";\t") {
		if n[c] > n[best] {
			best = c
		}
	}
	return best
}

// A table is how a table is read. It does not change.
type table struct {
	separator byte
	names     []string // of its columns; nil if the first row is a record
	columns   []int    // that hold texts, from 0, in order
	keys      []string // of them
	id        int      // column of the identifier; -1 is none
	width     int      // fields of a row
	unquoted  *form
	gains     string // the column that rows gain; "" is none
}

// openTable prepares to read the fields of o.
func openTable(o *Options, head []byte, separator byte) (*records, error) {
	fields, err := o.fields()
	if err != nil {
		return nil, err
	}
	t := &table{separator: separator, id: -1}
	first, _ := t.row(head, bomLen(head), nil)
	if first[len(first)-1].End < 0 {
		return nil, &RecordError{Line: 1, Err: errQuotation}
	}
	t.width = len(first)
	var names []string
	for _, f := range first {
		names = append(names, string(f.value(head)))
	}
	type column struct {
		at  int
		key string
	}
	var columns []column
	find := func(name string) (int, error) {
		if i := slices.Index(names, name); i >= 0 {
			t.names = names
			return i, nil
		}
		n, err := strconv.Atoi(name)
		if err != nil || n < 1 || n > len(names) && len(head) > 0 {
			return 0, &FieldError{name, names}
		}
		return n - 1, nil
	}
	if len(bytes.TrimSpace(head)) > 0 {
		for _, name := range fields {
			at, err := find(name)
			if err != nil {
				return nil, err
			}
			columns = append(columns, column{at, name})
		}
		if o.ID != "" {
			if t.id, err = find(o.ID); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(columns, func(a, b column) int { return a.at - b.at })
	for _, c := range slices.CompactFunc(columns, func(a, b column) bool { return a.at == b.at }) {
		t.columns, t.keys = append(t.columns, c.at), append(t.keys, c.key)
	}
	t.unquoted = &form{finish: t.quote}
	if t.gains = o.gains; t.gains != "" && t.names != nil && slices.Contains(t.names, t.gains) {
		return nil, fmt.Errorf("the table has a column %q already", t.gains)
	}
	return &records{read: t.read, cut: func() func([]byte, int) (int, int) {
		return (&cutter{table: t, header: t.names != nil}).cut
	}}, nil
}

// A field is one of a row.
type field struct {
	span.Span      // with its quotation marks
	quoted    bool // it has them
}

// value returns what the field stands for.
func (f field) value(src []byte) []byte {
	if !f.quoted {
		return f.Text(src)
	}
	return bytes.ReplaceAll(src[f.Start+1:f.End-1], []byte(`""`), []byte(`"`))
}

// row appends the fields of the row that begins at at to dst, and returns where
// the next row begins. A field without the end of its quotation ends the row; its
// End is -1.
func (t *table) row(src []byte, at int, dst []field) ([]field, int) {
	line := -1 // where the line of at ends
	for {
		f := field{Span: span.Span{Start: at}}
		if at < len(src) && src[at] == '"' {
			end, closed := t.closing(src, at)
			if end < 0 {
				f.End = -1
				return append(dst, f), at
			}
			f.End, f.quoted = end, closed
		}
		if !f.quoted {
			if line < at {
				line = len(src)
				if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
					line = at + i
				}
			}
			f.End = line
			if i := bytes.IndexByte(src[at:line], t.separator); i >= 0 {
				f.End = at + i
			}
			if f.End > at && src[f.End-1] == '\r' && (f.End == len(src) || src[f.End] == '\n') {
				f.End--
			}
		}
		dst = append(dst, f)
		at = f.End
		if at < len(src) && src[at] == '\r' {
			at++
		}
		switch {
		case at == len(src):
			return dst, at
		case src[at] == '\n':
			return dst, at + 1
		}
		at++
	}
}

// closing returns where the quoted field that begins at at ends, after its
// quotation mark; -1 if it has no end. If something follows the mark in the same
// line, the field is not quoted, and closed is false.
func (t *table) closing(src []byte, at int) (end int, closed bool) {
	end, _, closed = t.closingFrom(src, at, at+1)
	return end, closed
}

// closingFrom is closing, if no mark before the offset from ends the field. With
// -1 it returns from where to go on when there is more of src.
func (t *table) closingFrom(src []byte, start, from int) (end, next int, closed bool) {
	for at := from; ; {
		i := bytes.IndexByte(src[at:], '"')
		if i < 0 {
			return -1, len(src), false
		}
		mark := at + i
		at = mark + 1
		switch {
		case at == len(src) || src[at] == t.separator || src[at] == '\n':
			return at, mark, true
		case src[at] == '\r' && (at+1 == len(src) || src[at+1] == '\n'):
			return at, mark, true
		case src[at] == '"':
		case bytes.IndexByte(src[start:at], '\n') >= 0:
			return -1, mark, false
		default:
			return at, mark, false
		}
		at++
	}
}

// A cutter finds where rows end.
type cutter struct {
	table  *table
	header bool // the first row is none

	at, from int // of the quoted field that may go on, and where to look for its end
}

// cut returns the length of the whole rows that data begins with, without the
// last field of data, which may go on, and their number. It goes on where it was
// if it found none in the first seen bytes.
func (c *cutter) cut(data []byte, seen int) (n, rows int) {
	t, at := c.table, 0
	if seen > 0 && c.from > 0 {
		at = c.at
	}
	for at < len(data) {
		// What is before the next quotation mark is no quotation.
		q := bytes.IndexByte(data[at:], '"')
		plain := data[at:]
		if q >= 0 {
			plain = data[at : at+q]
		}
		if i := bytes.LastIndexByte(plain, '\n'); i >= 0 {
			rows += bytes.Count(plain, []byte{'\n'})
			n = at + i + 1
		}
		if q < 0 {
			break
		}
		at += q
		if at > 0 && data[at-1] != t.separator && data[at-1] != '\n' && at != bomLen(data) {
			at++
			continue
		}
		from := at + 1
		if at == c.at && seen > 0 {
			from = max(from, c.from)
		}
		end, next, closed := t.closingFrom(data, at, from)
		if end < 0 || end == len(data) || data[end] == '\r' && end+1 == len(data) { // it may go on
			c.at, c.from = at, next
			break
		}
		if at++; closed {
			at = end
		}
	}
	if n > 0 {
		c.at, c.from = 0, 0
		if c.header {
			c.header, rows = false, rows-1
		}
	}
	return n, rows
}

// read reads rows.
func (t *table) read(b *builder, src []byte) error {
	at, line, counted := 0, b.line, 0
	if b.first {
		at = bomLen(src)
	}
	var row []field
	if b.first && t.names != nil {
		row, at = t.row(src, at, nil)
		t.gain(b, row, true)
	}
	for at < len(src) {
		start := at
		row, at = t.row(src, at, row[:0])
		if start+1 >= at && src[start] == '\n' || start+2 == at && src[start] == '\r' { // a blank line
			b.record++
			continue
		}
		b.beginRecord()
		if err := t.record(b, src, row); err != nil {
			if err == errQuotation {
				b.onError = Stop // where the next row begins is not known
			}
			line, counted = line+bytes.Count(src[counted:start], []byte{'\n'}), start
			if err := b.badRecord(start, at, line, err); err != nil {
				return err
			}
		} else {
			t.gain(b, row, false)
		}
		b.record++
	}
	return nil
}

// record takes the texts of a row.
func (t *table) record(b *builder, src []byte, row []field) error {
	switch {
	case row[len(row)-1].End < 0:
		return errQuotation
	case len(row) != t.width:
		return fmt.Errorf("%d fields, not %d", len(row), t.width)
	}
	for i, column := range t.columns {
		f := row[column]
		if !f.quoted {
			b.begin(Value, t.keys[i], t.unquoted, f.Start)
			b.end(f.End)
			continue
		}
		b.begin(Value, t.keys[i], quotedField, f.Start+1)
		for at := f.Start + 1; ; at += 2 {
			n := bytes.IndexByte(src[at:f.End-1], '"')
			if n < 0 {
				break
			}
			at += n
			b.escape(at, at+2, `"`)
		}
		b.end(f.End - 1)
	}
	id := ""
	if t.id >= 0 {
		id = string(row[t.id].value(src))
	}
	b.endRecord(id)
	return nil
}

// A row without an end in so many bytes is taken for lines, with a quotation that is open.
var errQuotation = fmt.Errorf("a quotation has no end within %d MiB", corpus.DefaultMaxLine>>20)

// quotedField is the form of a field in quotation marks.
var quotedField = &form{escape: func(dst []byte, s string, _ *Text) []byte {
	return append(dst, strings.ReplaceAll(s, `"`, `""`)...)
}}

// quote puts a field in quotation marks if it needs them after the edits.
func (t *table) quote(src []byte, x *Text, edits []span.Edit, from int) []span.Edit {
	special := func(s string) bool { return strings.ContainsAny(s, "\"\r\n"+string(t.separator)) }
	if !slices.ContainsFunc(edits[from:], func(e span.Edit) bool { return special(e.New) }) {
		return edits
	}
	var over []span.Edit
	for _, e := range edits[from:] {
		over = append(over, span.Edit{Span: span.Span{Start: e.Start - x.Raw.Start, End: e.End - x.Raw.Start}, New: e.New})
	}
	text := string(span.Apply(nil, x.Raw.Text(src), over))
	return append(edits[:from], span.Edit{Span: x.Raw, New: `"` + strings.ReplaceAll(text, `"`, `""`) + `"`})
}
