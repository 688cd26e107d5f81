package document

import (
	"bytes"
	"fmt"
	"strings"
)

// Extend does what [Stream] does and emits the file with one more field in each
// record, a member at the end of an object of [JSONLines] or a last column of a
// table; all else stays byte for byte. worker's functions see each block before its
// records, and return what appends the value of a record, one line of JSON, to dst,
// given the texts that are read of it: mostly one, and none where the field is missing.
//
// A record that has the field already or is no object is a *RecordError, and
// a table with such a column an error. A first row that names the columns gains the
// name. In [Parquet] the column is one of optional strings, null where the field is
// missing; all other columns, row groups and the compression stay; what programs note of
// the schema in the metadata, as Arrow and Spark do, is removed. The format must be one of
// records. emit gets how many records gained the field, too.
func Extend(f *File, field string, worker func() func(b *Block) func(dst []byte, texts []Text) []byte, emit func(out []byte, records int) error) error {
	if !f.Format.Records {
		return fmt.Errorf("no field can be added to the records of %s", f.Format.Title)
	}
	in := *f
	in.Options.gains = field
	return Stream(&in, func() func([]byte, *Block) ([]byte, int, error) {
		begin := worker()
		var value []byte
		return func(dst []byte, b *Block) (_ []byte, records int, err error) {
			work := begin(b)
			if b.parted != nil {
				err = b.parted.gain(b.part, &dst, b, work)
				return dst, len(b.gains), err
			}
			records = len(b.gains)
			at, text, gone := 0, 0, b.gone
			for _, g := range b.gains {
				for len(gone) > 0 && gone[0].Start < g.at {
					dst, at, gone = append(dst, b.Data[at:gone[0].Start]...), gone[0].End, gone[1:]
				}
				dst, at = append(dst, b.Data[at:g.at]...), g.at
				dst = append(dst, g.before...)
				switch {
				case g.names:
					records--
					dst = appendCell(dst, g.before, []byte(field))
				case g.cell:
					value = work(value[:0], b.Texts[text:g.texts])
					dst = appendCell(dst, g.before, value)
				default:
					dst = work(dst, b.Texts[text:g.texts])
				}
				text = g.texts
			}
			for _, s := range gone {
				dst, at = append(dst, b.Data[at:s.Start]...), s.End
			}
			return append(dst, b.Data[at:]...), records, nil
		}
	}, emit)
}

// A gain is where a record gains a field.
type gain struct {
	at     int    // of the Data
	texts  int    // of the block, up to the end of the record
	before string // the value: a separator, and the key
	cell   bool   // the value is a cell of a table
	names  bool   // the record is the row with the names of the columns
}

// gain returns what the object gains that line holds, which begins at the offset at;
// has says that it has the member.
func (r *jsonReader) gain(line []byte, at int, has bool) (g gain, err error) {
	line = bytes.TrimRight(line, " \t\r")
	switch {
	case line[len(line)-1] != '}':
		return g, fmt.Errorf("the record is no object, and cannot have a member %q", r.gains)
	case has:
		return g, fmt.Errorf("the record has a member %q already", r.gains)
	}
	inside := bytes.TrimRight(line[:len(line)-1], " \t\r")
	g.at = at + len(inside)
	if inside[len(inside)-1] != '{' {
		g.before = ","
	}
	g.before += `"` + string(escapeJSON(nil, r.gains, new(Text))) + `":`
	return g, nil
}

// sameKey reports whether the key of an object, as it is written, is name.
func sameKey(key []byte, name string) bool {
	if bytes.IndexByte(key, '\\') < 0 {
		return string(key) == name
	}
	return string(unquoteJSON(append(append([]byte{'"'}, key...), '"'))) == name
}

// gain notes what the row gains.
func (t *table) gain(b *builder, row []field, names bool) {
	if t.gains != "" {
		b.gains = append(b.gains, gain{at: row[len(row)-1].End, texts: len(b.texts), before: string(t.separator), cell: true, names: names})
	}
}

// appendCell appends a cell of a table, in quotation marks if it needs them.
func appendCell(dst []byte, separator string, value []byte) []byte {
	if !bytes.ContainsAny(value, "\"\r\n"+separator) {
		return append(dst, value...)
	}
	return append(append(append(dst, '"'), strings.ReplaceAll(string(value), `"`, `""`)...), '"')
}
