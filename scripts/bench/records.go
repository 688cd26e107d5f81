package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
)

// A form is a way to hold the lines of a text.
type form struct {
	name, file string
	open       func(w io.Writer) (rows, error)
}

// rows are written one after the other.
type rows interface {
	write(i int, line string) error
	io.Closer
}

var (
	plainForm   = form{"plain text", "records.txt", lineForm(func(_ int, line string) (string, error) { return line, nil })}
	jsonForm    = form{"JSON Lines", "records.jsonl", lineForm(jsonRow)}
	csvForm     = form{"CSV", "records.csv", openCSV}
	parquetForm = form{"Parquet", "records.parquet", openParquet}

	forms = []form{
		plainForm, jsonForm,
		{"JSON Lines, as Python escapes it", "escaped.jsonl", lineForm(func(i int, line string) (string, error) {
			row, err := jsonRow(i, line)
			return ascii(row), err
		})},
		csvForm, parquetForm,
	}
)

// records measures nass normalize on the lines of a text as they are and as a field
// of records, on one core, then what others do with one column.
func records(w io.Writer, nass, python, file, dir string) error {
	best := make([]took, len(forms))
	for _, f := range forms {
		to := filepath.Join(dir, f.file)
		if err := f.fill(to, file, recordBytes); err != nil {
			return err
		}
		defer os.Remove(to)
	}
	for round := range rounds {
		for i, f := range forms {
			c := contestant{name: f.name, args: []string{nass, "normalize", "-j", "1"}}
			t, err := c.run(filepath.Join(dir, f.file))
			if err != nil {
				return fmt.Errorf("%s: %w", f.name, err)
			}
			if round == 0 || t.cpu < best[i].cpu {
				best[i] = t
			}
		}
	}
	fmt.Fprintf(w, "\n| %d MB of lines as, one core | CPU seconds | speed of plain text |\n|---|---:|---:|\n", recordBytes/1_000_000)
	for i, f := range forms {
		fmt.Fprintf(w, "| %s | %.2f | %.2f |\n", f.name, best[i].cpu.Seconds(), best[0].cpu.Seconds()/best[i].cpu.Seconds())
	}
	return columns(w, nass, python, dir)
}

// lineForm makes the open of a form that has one line for each line.
func lineForm(row func(i int, line string) (string, error)) func(w io.Writer) (rows, error) {
	return func(w io.Writer) (rows, error) { return lineRows{bufio.NewWriter(w), row}, nil }
}

type lineRows struct {
	w   *bufio.Writer
	row func(i int, line string) (string, error)
}

func (r lineRows) write(i int, line string) error {
	s, err := r.row(i, line)
	if err == nil {
		_, err = r.w.WriteString(s + "\n")
	}
	return err
}

func (r lineRows) Close() error { return r.w.Flush() }

func jsonRow(i int, line string) (string, error) {
	text, err := json.Marshal(line)
	return fmt.Sprintf(`{"id": %d, "text": %s}`, i, text), err
}

type csvRows struct{ *csv.Writer }

func openCSV(w io.Writer) (rows, error) {
	c := csvRows{csv.NewWriter(w)}
	return c, c.Write([]string{"id", "text"})
}

func (c csvRows) write(i int, line string) error { return c.Write([]string{strconv.Itoa(i), line}) }

func (c csvRows) Close() error {
	c.Flush()
	return c.Error()
}

// A parquetRow is a row of a file as pyarrow writes it: snappy, pages of a megabyte.
type parquetRow struct {
	ID   int64  `parquet:"id,snappy"`
	Text string `parquet:"text,snappy,plain"`
}

// groupRows are the rows of a row group, of some 40 MB.
const groupRows = 100_000

type parquetRows struct {
	*parquet.GenericWriter[parquetRow]
}

func openParquet(w io.Writer) (rows, error) {
	return parquetRows{parquet.NewGenericWriter[parquetRow](w, parquet.MaxRowsPerRowGroup(groupRows), parquet.PageBufferSize(1<<20))}, nil
}

func (p parquetRows) write(i int, line string) error {
	_, err := p.Write([]parquetRow{{int64(i), line}})
	return err
}

// ascii returns a string of JSON with escapes for what is not ASCII.
func ascii(quoted string) string {
	var b strings.Builder
	for _, r := range quoted {
		switch {
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// recordBytes is how much of the text is written as records.
const recordBytes = 60_000_000

// fill writes to a file what holds the lines of another, which are read from its
// beginning again until they have size bytes.
func (f *form) fill(to, from string, size int64) (err error) {
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	rows, err := f.open(out)
	if err != nil {
		return err
	}
	for i, left := 0, size; left > 0; {
		if i, left, err = fillOnce(rows, from, i, left); err != nil {
			return err
		}
	}
	return rows.Close()
}

// fillOnce writes the lines of the file from, as rows from the number i on, until left
// bytes are read.
func fillOnce(rows rows, from string, i int, left int64) (int, int64, error) {
	in, err := os.Open(from)
	if err != nil {
		return 0, 0, err
	}
	defer in.Close()
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for ; left > 0 && lines.Scan(); i++ {
		left -= int64(len(lines.Bytes()) + 1)
		if err := rows.write(i, lines.Text()); err != nil {
			return 0, 0, err
		}
	}
	return i, left, lines.Err()
}
