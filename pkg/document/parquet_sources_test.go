package document

import (
	"bytes"
	"io"
	"testing"

	"github.com/nass-ar/nass/pkg/document/parquet"
)

// A countingReader counts the bytes that are read.
type countingReader struct {
	io.ReaderAt
	n int
}

func (r *countingReader) ReadAt(p []byte, at int64) (int, error) {
	r.n += len(p)
	return r.ReaderAt.ReadAt(p, at)
}

// The rows of all parts of a new column take each page of a column without lists once.
func TestSourcesReadOnce(t *testing.T) {
	src := parquetTable(t, 2, 500)
	r := &countingReader{ReaderAt: bytes.NewReader(src)}
	f, err := parquet.Open(r, int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	column := -1
	for i := range f.Columns {
		if f.Columns[i].Path == "text" {
			column = i
		}
	}
	pages, err := f.Cut([]int{column}, -1)
	if err != nil {
		t.Fatal(err)
	}
	r.n = 0
	many := 0
	for _, p := range pages {
		if p.Column < 0 {
			continue
		}
		many++
		if _, err := p.Read(); err != nil {
			t.Fatal(err)
		}
	}
	once := r.n
	parts, err := f.Extend("nass", []int{column}, -1)
	if err != nil {
		t.Fatal(err)
	}
	r.n = 0
	rows := 0
	for _, p := range parts {
		if p.Rows() == 0 {
			continue
		}
		sources, err := p.Sources()
		if err != nil {
			t.Fatal(err)
		}
		rows += len(sources)
	}
	if many < 10 || rows != 1000 || r.n != once {
		t.Errorf("%d pages with %d rows: %d bytes are read, want %d", many, rows, r.n, once)
	}
}
