package document

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/nass-ar/nass/pkg/corpus"
)

// extendParquet gives each row the texts that are read of it, with their keys and ids.
func extendParquet(src []byte, field string, o *Options, workers int) (out []byte, records int, err error) {
	in := &File{Format: Parquet, Reader: bytes.NewReader(src), Options: *o, Stream: corpus.StreamOptions{Workers: workers}}
	err = Extend(in, field, func() func(*Block) func([]byte, []Text) []byte {
		work := func(dst []byte, texts []Text) []byte {
			for _, t := range texts {
				dst = fmt.Appendf(dst, "%d,%s,%s=%s;", t.Record, t.ID, t.Key, t.Bytes)
			}
			return dst
		}
		return func(*Block) func([]byte, []Text) []byte { return work }
	}, func(part []byte, n int) error {
		out, records = append(out, part...), records+n
		return nil
	})
	return out, records, err
}

func TestExtendParquet(t *testing.T) {
	for _, version := range []int{1, 2} {
		src := parquetTable(t, 3, 500, parquet.DataPageVersion(version), parquet.KeyValueMetadata("ARROW:schema", "of the old columns"))
		before, old := parquetValues(t, src)
		rows, err := parquet.Read[article](bytes.NewReader(src), int64(len(src)))
		if err != nil {
			t.Fatal(err)
		}
		for _, fields := range [][]string{{"text"}, {"title"}, {"tags"}, {"notes", "meta.source"}, {"comment", "text", "tags"}} {
			o := &Options{Fields: fields, ID: "id"}
			out, records, err := extendParquet(src, "nass", o, 1)
			if err != nil || records != len(rows) {
				t.Fatalf("v%d %s: %d records, %v", version, fields, records, err)
			}
			if same, _, err := extendParquet(src, "nass", o, 3); err != nil || !bytes.Equal(same, out) {
				t.Errorf("v%d %s: three workers differ, %v", version, fields, err)
			}
			after, now := parquetValues(t, out)
			for name, values := range old {
				if !slices.Equal(now[name], values) {
					t.Errorf("v%d %s: the column %s differs", version, fields, name)
				}
			}
			for i, v := range now["nass"] {
				want := wantGain(&rows[i], i, fields)
				if want == "" && !strings.HasPrefix(v, "0 0 ") || want != "" && v != fmt.Sprintf("0 1 %v %q", parquet.ByteArray, want) {
					t.Fatalf("v%d %s: row %d gains %s, want %q", version, fields, i, v, want)
				}
			}
			sameGroups(t, before, after, fields[0])
			// What comes out can be read and changed again.
			if again, changed, err := mendParquet(out, &Options{Fields: []string{"nass"}}, 2); err != nil || !changed || len(again) == 0 {
				t.Errorf("v%d %s: the new column cannot be edited: %t, %v", version, fields, changed, err)
			}
			if _, _, err := extendParquet(out, "nass", o, 1); err == nil || err.Error() != `the table has a column "nass" already` {
				t.Errorf("a second time: %v", err)
			}
		}
	}
}

// wantGain returns what a row gains of the fields, in their order.
func wantGain(a *article, row int, fields []string) string {
	var out strings.Builder
	for _, f := range fields {
		var values []string
		switch f {
		case "text":
			values = []string{a.Text}
		case "title":
			if a.Title != nil {
				values = []string{*a.Title}
			}
		case "tags":
			values = a.Tags
		case "notes":
			values = a.Notes
		case "meta.source":
			values = []string{a.Meta.Source}
		case "comment":
			values = []string{a.Comment}
		}
		for _, v := range values {
			fmt.Fprintf(&out, "%d,%d,%s=%s;", row, a.ID, f, v)
		}
	}
	return out.String()
}

// sameGroups checks that row groups and metadata stay, and that the new column is
// compressed as the one of that path is.
func sameGroups(t *testing.T, before, after *parquet.File, path string) {
	t.Helper()
	a, b := before.Metadata(), after.Metadata()
	if !reflect.DeepEqual(a.Schema[1:], b.Schema[1:len(a.Schema)]) || len(a.KeyValueMetadata) != 2 || len(b.KeyValueMetadata) != 1 || b.KeyValueMetadata[0].Key != "owner" || a.NumRows != b.NumRows || len(a.RowGroups) != len(b.RowGroups) {
		t.Error("the metadata differs")
	}
	if len(a.ColumnOrders) > 0 && len(b.ColumnOrders) != len(a.ColumnOrders)+1 {
		t.Errorf("%d orders of columns", len(b.ColumnOrders))
	}
	for g := range a.RowGroups {
		columns := b.RowGroups[g].Columns
		last := columns[len(columns)-1].MetaData
		if a.RowGroups[g].NumRows != b.RowGroups[g].NumRows || len(columns) != len(a.RowGroups[g].Columns)+1 || last.NumValues != a.RowGroups[g].NumRows {
			t.Errorf("row group %d differs", g)
		}
		for i, c := range a.RowGroups[g].Columns {
			x, y := c.MetaData, columns[i].MetaData
			if x.Codec != y.Codec || x.NumValues != y.NumValues || !reflect.DeepEqual(x.Statistics, y.Statistics) || x.TotalCompressedSize != y.TotalCompressedSize ||
				(x.BloomFilterOffset == 0) != (y.BloomFilterOffset == 0) {
				t.Errorf("row group %d: column %v differs", g, x.PathInSchema)
			}
			if strings.HasPrefix(strings.Join(x.PathInSchema, "."), path) && last.Codec != x.Codec {
				t.Errorf("row group %d: compressed with %v, not %v", g, last.Codec, x.Codec)
			}
		}
	}
}
