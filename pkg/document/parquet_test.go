package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/span"
)

type article struct {
	ID      int64             `parquet:"id,delta"`
	Text    string            `parquet:"text,snappy"`
	Title   *string           `parquet:"title,optional,zstd,dict"`
	Tags    []string          `parquet:"tags,list,gzip"`
	Notes   []string          `parquet:"notes,plain"`
	Meta    meta              `parquet:"meta"`
	Names   map[string]string `parquet:"names"`
	At      time.Time         `parquet:"at,timestamp(millisecond)"`
	Score   float64           `parquet:"score,zstd"`
	Blob    []byte            `parquet:"blob"`
	Flag    bool              `parquet:"flag"`
	Comment string            `parquet:"comment,delta,zstd"`
}

type meta struct {
	Source string `parquet:"source,plain,snappy"`
	N      *int32 `parquet:"n,optional"`
}

// table returns a file of groups row groups of n rows.
func parquetTable(t testing.TB, groups, n int, options ...parquet.WriterOption) []byte {
	t.Helper()
	var out bytes.Buffer
	options = append([]parquet.WriterOption{parquet.KeyValueMetadata("owner", "دار"), parquet.PageBufferSize(2000), parquet.BloomFilters(parquet.SplitBlockFilter(10, "text"), parquet.SplitBlockFilter(10, "comment"))}, options...)
	w := parquet.NewGenericWriter[article](&out, options...)
	for g := range groups {
		for i := range n {
			a := article{ID: int64(g*n + i), Text: fmt.Sprintf("قال ، رقم %d", i), At: time.Unix(int64(i), 0).UTC(), Score: float64(i) / 3, Blob: []byte{0, byte(i)}, Flag: i%2 == 0}
			if i%3 > 0 {
				s := []string{"و مضى", "خبر ، آخر"}[i%2]
				a.Title = &s
			}
			for k := range i % 4 {
				a.Tags = append(a.Tags, fmt.Sprintf("و وسم %d", k))
				a.Notes = append(a.Notes, fmt.Sprintf("ملاحظة ، %d", k*i))
			}
			a.Meta.Source = "و كالة"
			if i%5 == 0 {
				k := int32(i)
				a.Meta.N = &k
				a.Names = map[string]string{"key": "و قيمة"}
			}
			a.Comment = strings.Repeat("تعليق ، ", i%3)
			if _, err := w.Write([]article{a}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// mendParquet returns the file after mend.
func mendParquet(src []byte, o *Options, workers int) (out []byte, changed bool, err error) {
	in := &File{Format: Parquet, Reader: bytes.NewReader(src), Options: *o, Stream: corpus.StreamOptions{Workers: workers}}
	err = Rewrite(in, func() func([]byte) []span.Edit {
		return func(text []byte) []span.Edit { return mend(&Text{Bytes: text}) }
	}, func(part []byte, x Rewritten) error {
		out, changed = append(out, part...), changed || x.Changed
		return nil
	})
	return out, changed, err
}

// values returns the values of each column of each row group, as they are read.
func parquetValues(t testing.TB, src []byte) (f *parquet.File, all map[string][]string) {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	all = map[string][]string{}
	for _, g := range f.RowGroups() {
		for i, c := range g.ColumnChunks() {
			path := strings.Join(f.Schema().Columns()[i], ".")
			pages := c.Pages()
			for {
				p, err := pages.ReadPage()
				if err == io.EOF {
					break
				} else if err != nil {
					t.Fatal(path, err)
				}
				values := make([]parquet.Value, p.NumValues())
				if n, err := p.Values().ReadValues(values); n != len(values) || err != nil && err != io.EOF {
					t.Fatal(path, n, err)
				}
				for _, v := range values {
					all[path] = append(all[path], fmt.Sprintf("%d %d %v %q", v.RepetitionLevel(), v.DefinitionLevel(), v.Kind(), v.String()))
				}
			}
			pages.Close()
		}
	}
	return f, all
}

func TestParquet(t *testing.T) {
	columns := map[string]string{
		"text": "text", "title": "title", "tags": "tags.list.element", "notes": "notes", "meta.source": "meta.source",
		"comment": "comment", "names.value": "names.key_value.value", "2": "text",
	}
	for _, version := range []int{1, 2} {
		src := parquetTable(t, 3, 500, parquet.DataPageVersion(version))
		before, old := parquetValues(t, src)
		for field, path := range columns {
			o := &Options{Fields: []string{field}}
			out, changed, err := mendParquet(src, o, 1)
			if err != nil || !changed {
				t.Fatalf("v%d %s: changed is %t, %v", version, field, changed, err)
			}
			if same, _, err := mendParquet(src, o, 3); err != nil || !bytes.Equal(same, out) {
				t.Errorf("v%d %s: three workers differ, %v", version, field, err)
			}
			after, now := parquetValues(t, out)
			for name, values := range old {
				want := slices.Clone(values)
				if name == path {
					for i, v := range want {
						at := strings.IndexByte(v, '"')
						s, err := strconv.Unquote(v[at:])
						if err != nil {
							t.Fatal(err)
						}
						want[i] = v[:at] + strconv.Quote(string(span.Apply(nil, []byte(s), mend(&Text{Bytes: []byte(s)}))))
					}
					if slices.Equal(want, values) {
						t.Fatalf("%s: nothing to change", name)
					}
				}
				if !slices.Equal(now[name], want) {
					t.Fatalf("v%d %s: column %s: %q, want %q", version, field, name, now[name][:5], want[:5])
				}
			}
			sameParquet(t, before, after, path)
			again, changed, err := mendParquet(out, o, 1)
			if third, _, _ := mendParquet(again, o, 2); err != nil || changed || !bytes.Equal(again, third) { // without the Bloom filter
				t.Errorf("v%d %s: the second time: changed is %t, %v", version, field, changed, err)
			}
		}
		rows, err := parquet.Read[article](bytes.NewReader(src), int64(len(src)))
		if err != nil || len(rows) != 1500 {
			t.Fatal(len(rows), err)
		}
		out, _, _ := mendParquet(src, &Options{Fields: []string{"text", "tags"}}, 0)
		mended, err := parquet.Read[article](bytes.NewReader(out), int64(len(out)))
		if err != nil {
			t.Fatal(err)
		}
		for i := range rows {
			rows[i].Text = strings.ReplaceAll(rows[i].Text, " ،", "،")
			for k, s := range rows[i].Tags {
				rows[i].Tags[k] = strings.ReplaceAll(s, "و ", "و")
			}
		}
		if !reflect.DeepEqual(rows, mended) {
			t.Errorf("v%d: rows differ", version)
		}
	}
}

// sameParquet checks that the metadata is the same, but for the column of that path.
func sameParquet(t *testing.T, before, after *parquet.File, path string) {
	t.Helper()
	a, b := before.Metadata(), after.Metadata()
	if !reflect.DeepEqual(a.Schema, b.Schema) || !reflect.DeepEqual(a.KeyValueMetadata, b.KeyValueMetadata) || a.CreatedBy != b.CreatedBy || a.NumRows != b.NumRows {
		t.Errorf("%s: the metadata differs", path)
	}
	for g := range a.RowGroups {
		if a.RowGroups[g].NumRows != b.RowGroups[g].NumRows {
			t.Errorf("%s: row group %d: %d rows, then %d", path, g, a.RowGroups[g].NumRows, b.RowGroups[g].NumRows)
		}
		for i := range a.RowGroups[g].Columns {
			x, y := a.RowGroups[g].Columns[i].MetaData, b.RowGroups[g].Columns[i].MetaData
			if x.Codec != y.Codec || x.NumValues != y.NumValues {
				t.Errorf("%s: row group %d: column %d differs", path, g, i)
			}
			chunk := after.RowGroups()[g].ColumnChunks()[i]
			filter := chunk.BloomFilter()
			if name := strings.Join(x.PathInSchema, "."); name == path {
				if filter != nil || len(y.Statistics.MaxValue) > 0 || len(y.Statistics.MinValue) > 0 {
					t.Errorf("%s: row group %d: column %d keeps what is known of its old values", path, g, i)
				}
			} else {
				if !reflect.DeepEqual(x.Statistics, y.Statistics) || !reflect.DeepEqual(before.ColumnIndexes()[g*len(a.RowGroups[g].Columns)+i], after.ColumnIndexes()[g*len(a.RowGroups[g].Columns)+i]) {
					t.Errorf("%s: row group %d: what is known of the column %s is lost", path, g, name)
				}
				if name == "text" || name == "comment" {
					if filter == nil {
						t.Errorf("%s: row group %d: column %s has no Bloom filter", path, g, name)
					} else if ok, err := filter.Check(parquet.ValueOf("")); err != nil || name == "comment" && !ok {
						t.Errorf("%s: row group %d: the Bloom filter of %s: %t, %v", path, g, name, ok, err)
					}
				}
			}
			offsets, err := chunk.OffsetIndex()
			if err != nil {
				t.Fatal(err)
			}
			old, _ := before.RowGroups()[g].ColumnChunks()[i].OffsetIndex()
			if offsets.NumPages() != old.NumPages() {
				t.Fatalf("%s: column %d: %d pages, then %d", path, i, old.NumPages(), offsets.NumPages())
			}
			for p := range offsets.NumPages() {
				if offsets.FirstRowIndex(p) != old.FirstRowIndex(p) {
					t.Fatalf("%s: column %d: page %d begins elsewhere", path, i, p)
				}
			}
			pages := chunk.Pages()
			if err := pages.SeekToRow(chunk.(interface{ NumValues() int64 }).NumValues() / 8); err != nil {
				t.Error(err)
			} else if _, err := pages.ReadPage(); err != nil {
				t.Error(err)
			}
			pages.Close()
		}
	}
}

func TestParquetTexts(t *testing.T) {
	src := parquetTable(t, 2, 4)
	var got []string
	in := &File{Format: Parquet, Reader: bytes.NewReader(src), Options: Options{Fields: []string{"title", "tags"}, ID: "id"}}
	err := Stream(in, func() func([]byte, *Block) ([]byte, []string, error) {
		return func(dst []byte, b *Block) (_ []byte, texts []string, err error) {
			for i, x := range b.Texts {
				at := b.Place(i)
				line, col := at.In.Position(len("و"), span.Rune)
				record, id, key := at.In.Identity()
				source, _ := at.In.Source(span.Span{})
				texts = append(texts, fmt.Sprintf("%d %d:%d %d %s %s %s", source, line, col, record, id, key, x.Bytes))
			}
			return dst, texts, nil
		}
	}, func(out []byte, texts []string) error {
		got = append(got, texts...)
		return nil
	})
	want := []string{
		"-1 2:2 1 1 title خبر ، آخر", "-1 3:2 2 2 title و مضى",
		"-1 2:2 1 1 tags و وسم 0", "-1 3:2 2 2 tags و وسم 0", "-1 3:2 2 2 tags و وسم 1", "-1 4:2 3 3 tags و وسم 0", "-1 4:2 3 3 tags و وسم 1", "-1 4:2 3 3 tags و وسم 2",
		"-1 6:2 5 5 title خبر ، آخر", "-1 7:2 6 6 title و مضى",
		"-1 6:2 5 5 tags و وسم 0", "-1 7:2 6 6 tags و وسم 0", "-1 7:2 6 6 tags و وسم 1", "-1 8:2 7 7 tags و وسم 0", "-1 8:2 7 7 tags و وسم 1", "-1 8:2 7 7 tags و وسم 2",
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v\n%q, want\n%q", err, got, want)
	}
}

func TestParquetErrors(t *testing.T) {
	src := parquetTable(t, 1, 50)
	read := func(r io.Reader, o *Options) error {
		return Rewrite(&File{Format: Parquet, Reader: r, Options: *o}, func() func([]byte) []span.Edit {
			return func([]byte) []span.Edit { return nil }
		}, func([]byte, Rewritten) error { return nil })
	}
	for _, x := range []struct {
		src  []byte
		o    Options
		want string
	}{
		{nil, Options{}, "not Parquet: too short"},
		{[]byte("PAR1 is no such file"), Options{}, "not Parquet: does not end with PAR1"},
		{src[:len(src)-1], Options{}, "not Parquet: does not end with PAR1"},
		{slices.Concat([]byte("PAR1"), src[100:]), Options{}, "Parquet: "},
		{src, Options{Fields: []string{"body"}}, `no field "body"; there are: id, text, title, tags, notes, meta.source, meta.n, names.key, names.value, at, score, blob, flag, comment`},
		{src, Options{Fields: []string{"id"}}, `the column "id" holds no strings but INT64`},
		{src, Options{Fields: []string{"blob"}}, `the column "blob" holds no strings but BYTE_ARRAY`},
		{src, Options{ID: "score"}, `column "score", which is DOUBLE, does not identify rows`},
	} {
		if err := read(bytes.NewReader(x.src), &x.o); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%v, want %s", err, x.want)
		}
	}
	if err := read(io.MultiReader(bytes.NewReader(src)), &Options{}); err == nil || err.Error() != "Parquet needs a file that can be read at random: this is a stream" {
		t.Error(err)
	}
	file := filepath.Join(t.TempDir(), "x.parquet")
	if err := os.WriteFile(file, src, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := corpus.Open(file, corpus.UTF8)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := read(f, &Options{}); err != nil {
		t.Error(err)
	}
	// What is broken is an error, and nothing else.
	for i := 0; i < len(src); i += 1 + len(src)/300 {
		for _, bit := range []byte{1, 0xFF} {
			bad := slices.Clone(src)
			bad[i] ^= bit
			for _, field := range []string{"text", "title", "tags", "comment"} {
				if _, _, err := mendParquet(bad, &Options{Fields: []string{field}, ID: "id"}, 1); errors.Is(err, io.EOF) {
					t.Fatal(i, bit, err)
				}
			}
		}
	}
}

// FuzzParquet: a file is an error or is rewritten, whatever its bytes; what is
// rewritten reads again, holds the texts as edited, and is the same for any number of
// workers.
func FuzzParquet(f *testing.F) {
	fields := [][]string{{"text"}, {"title"}, {"tags"}, {"notes"}, {"meta.source"}, {"names.value"}, {"comment"}, {"text", "tags", "comment"}}
	for version := 1; version <= 2; version++ {
		src := parquetTable(f, 2, 6, parquet.DataPageVersion(version))
		for i := range fields {
			f.Add(src, uint8(i), uint16(0), byte(0))
		}
	}
	for _, s := range files(f, Parquet) {
		f.Add([]byte(s), uint8(0), uint16(0), byte(0))
	}
	f.Fuzz(func(t *testing.T, src []byte, which uint8, at uint16, bits byte) {
		if len(src) > 1<<16 || len(src) == 0 {
			return
		}
		src = slices.Clone(src)
		src[int(at)%len(src)] ^= bits
		o := &Options{Fields: fields[int(which)%len(fields)], ID: "id"}
		out, texts, err := rewrite(Parquet, src, o, corpus.StreamOptions{Workers: 1})
		if err != nil {
			return
		}
		_, after, err := rewrite(Parquet, out, o, corpus.StreamOptions{Workers: 1})
		if err != nil || len(texts) != len(after) {
			t.Fatalf("%d texts, then %d: %v", len(texts), len(after), err)
		}
		for i, x := range texts {
			if want := span.Apply(nil, x.Bytes, mend(&x)); !bytes.Equal(after[i].Bytes, want) || after[i].Record != x.Record || after[i].ID != x.ID {
				t.Fatalf("text %d became %+v, want %q", i, after[i], want)
			}
		}
		if same, _, err := rewrite(Parquet, src, o, corpus.StreamOptions{Workers: 3}); err != nil || !bytes.Equal(same, out) {
			t.Fatalf("three workers differ: %v", err)
		}
	})
}
