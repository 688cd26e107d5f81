package document

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/nass-ar/nass/pkg/corpus"
)

// Raw reads the records of a file as they are written: rows of tables, and otherwise
// lines that are not blank. head gets what comes before the records: the
// row with the names of the columns, or nothing; record gets each record, with its
// newline if it has one. The bytes are valid until they return.
//
// The first row of a table has names unless all fields of the Options are numbers. Raw does not
// look into records. A format without records, and one that is read at random, is an
// error.
func Raw(f *File, head, record func(raw []byte) error) error {
	r, how := f.Reader, f.Stream
	if x := f.Format; x != Plain && (!x.Records || x.Binary) {
		return fmt.Errorf("%s has no records that can be copied", x.Title)
	}
	how.Workers, how.CountRunes = 1, false
	var row func(src []byte, at int) int // where the row ends
	first := false
	if f.Format == CSV || f.Format == TSV {
		begin, err := readHead(r, how.Flush)
		if err != nil {
			return err
		}
		r = io.MultiReader(bytes.NewReader(begin), r)
		t := &table{separator: '\t'}
		if f.Format == CSV {
			t.separator = separator(begin)
		}
		first = f.Options.Fields == nil || slices.ContainsFunc(f.Options.Fields, func(name string) bool { return bytes.ContainsFunc([]byte(name), notDigit) })
		cut := (&cutter{table: t}).cut
		how.Cut = func(data []byte, seen int) int {
			n, _ := cut(data, seen)
			return n
		}
		var fields []field
		row = func(src []byte, at int) int {
			fields, at = t.row(src, at, fields[:0])
			if fields[len(fields)-1].End < 0 {
				return len(src) // a quotation without an end
			}
			return at
		}
	}
	return corpus.Stream(r, how, func() func([]byte, corpus.Block) ([]byte, struct{}, error) {
		return func(dst []byte, b corpus.Block) ([]byte, struct{}, error) {
			for at := 0; at < len(b.Data); {
				end := len(b.Data)
				if row != nil {
					from := at
					if b.Offset == 0 && at == 0 {
						from = bomLen(b.Data)
					}
					end = row(b.Data, from)
				} else if i := bytes.IndexByte(b.Data[at:], '\n'); i >= 0 {
					end = at + i + 1
				}
				raw := b.Data[at:end]
				at = end
				to := record
				switch {
				case len(bytes.TrimSpace(raw)) == 0:
					continue
				case first:
					to, first = head, false
				}
				if err := to(raw); err != nil {
					return dst, struct{}{}, err
				}
			}
			return dst, struct{}{}, nil
		}
	}, func([]byte, struct{}) error { return nil })
}

func notDigit(r rune) bool { return r < '0' || r > '9' }
