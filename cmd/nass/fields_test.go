package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/nass-ar/nass/pkg/orthography"
)

// A table is a way to write texts as records, and to read them again.
type table struct {
	name  string
	write func(texts []string) []byte
	read  func(t *testing.T, file []byte) []string
}

var tables = []table{
	{"plain.jsonl", func(texts []string) []byte { return jsonLines(texts, quoted) }, readJSONLines},
	{"escaped.jsonl", func(texts []string) []byte { return jsonLines(texts, escapedJSON) }, readJSONLines},
	{"quoted.csv", func(texts []string) []byte { return cells(texts, ',', true) }, readCells(',')},
	{"bare.csv", func(texts []string) []byte { return cells(texts, ',', false) }, readCells(',')},
	{"bare.tsv", func(texts []string) []byte { return cells(texts, '\t', false) }, readCells('\t')},
	{"quoted.tsv", func(texts []string) []byte { return cells(texts, '\t', true) }, readCells('\t')},
	{"plain.parquet", func(texts []string) []byte { return parquetRows[plainRow](texts) }, readParquet[plainRow]},
	{"dictionary.parquet", func(texts []string) []byte { return parquetRows[dictionaryRow](texts) }, readParquet[dictionaryRow]},
}

// TestFieldsAsTexts: the fields of 20,000 records become what the texts by themselves
// become, in every format of records, escaped or not, and nothing else changes.
func TestFieldsAsTexts(t *testing.T) {
	texts := fieldTexts(20_000)
	engine, err := orthography.Selection{Profile: orthography.Standard}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	want := make([]string, len(texts))
	changed := 0
	r := new(orthography.Judge).Each(engine).Runner()
	for i, s := range texts {
		want[i] = string(r.Append(nil, []byte(s)))
		if want[i] != s {
			changed++
		}
	}
	if changed < len(texts)/2 {
		t.Fatalf("%d of %d texts change", changed, len(texts))
	}
	dir := t.TempDir()
	for _, x := range tables {
		t.Run(x.name, func(t *testing.T) {
			file, out := filepath.Join(dir, x.name), filepath.Join(dir, "out-"+x.name)
			if err := os.WriteFile(file, x.write(texts), 0o666); err != nil {
				t.Fatal(err)
			}
			if _, errs, code := runNass(t, 0, "normalize", "--field", "text", "-o", out, file); code != 0 {
				t.Fatal(errs)
			}
			data, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			got := x.read(t, data)
			if len(got) != len(want) {
				t.Fatalf("%d records, want %d", len(got), len(want))
			}
			for i := range want {
				if got[i] != want[i] {
					t.Fatalf("record %d: %q became %q, want %q", i, texts[i], got[i], want[i])
				}
			}
		})
	}
}

// fieldTexts returns n texts made of the examples of all rules, of words and of what
// formats escape.
func fieldTexts(n int) []string {
	parts := []string{" ", "\n", "\t", `"`, `\`, ",", ";", "،", "و ", "٣", "5", "قال", "المدير ", "نعم ؟", "a,b", "{", "}", "<", "&", "/", "😀", "\u2028", "\u200F", "\u0640"}
	for _, r := range orthography.Rules() {
		parts = append(parts, r.Bad, r.Good)
	}
	for i, p := range parts { // no format of records but JSON keeps what is no text
		parts[i] = strings.ReplaceAll(strings.ToValidUTF8(p, ""), "\r", "")
	}
	random := rand.New(rand.NewPCG(5, 6))
	texts := make([]string, n)
	for i := range texts {
		var text strings.Builder
		for range 1 + random.IntN(8) {
			text.WriteString(parts[random.IntN(len(parts))])
			text.WriteString([]string{"", " ", " و "}[random.IntN(3)])
		}
		texts[i] = text.String()
	}
	return texts
}

func jsonLines(texts []string, quote func(string) string) []byte {
	var out bytes.Buffer
	for i, s := range texts {
		fmt.Fprintf(&out, "{\"id\": %d, \"label\":%s , \"text\": %[2]s}\n", i, quote(s))
	}
	return out.Bytes()
}

// escapedJSON returns s as Python's json.dumps writes it.
func escapedJSON(s string) string {
	var out []byte
	for _, r := range quoted(s) {
		switch {
		case r < 0x80:
			out = append(out, byte(r))
		case r < 0x10000:
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xD800+r>>10, 0xDC00+r&0x3FF)
		}
	}
	return string(out)
}

func readJSONLines(t *testing.T, file []byte) (got []string) {
	d := json.NewDecoder(bytes.NewReader(file))
	texts := fieldTexts(20_000)
	for {
		var r struct {
			ID          int
			Label, Text string
		}
		if err := d.Decode(&r); err == io.EOF {
			return got
		} else if err != nil {
			t.Fatal(err)
		}
		if r.ID != len(got) || r.Label != texts[r.ID] {
			t.Fatalf("record %d: %d, %q", len(got), r.ID, r.Label)
		}
		got = append(got, r.Text)
	}
}

func cells(texts []string, comma rune, quote bool) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = comma
	write := func(row ...string) {
		if err := w.Write(row); err != nil {
			panic(err)
		}
	}
	write("id", "text", "label")
	for i, s := range texts {
		if quote {
			w.Flush()
			fmt.Fprintf(&out, "%d%c\"%s\"%[2]c\"و ،\"\n", i, comma, strings.ReplaceAll(s, `"`, `""`))
		} else {
			write(fmt.Sprint(i), s, "و ،")
		}
	}
	w.Flush()
	return out.Bytes()
}

func readCells(comma rune) func(*testing.T, []byte) []string {
	return func(t *testing.T, file []byte) (got []string) {
		r := csv.NewReader(bytes.NewReader(file))
		r.Comma = comma
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows[1:] {
			if row[0] != fmt.Sprint(i) || row[2] != "و ،" {
				t.Fatalf("row %d is %q", i, row)
			}
			got = append(got, row[1])
		}
		return got
	}
}

type plainRow struct {
	ID    int64  `parquet:"id"`
	Text  string `parquet:"text,plain,snappy"`
	Label string `parquet:"label"`
}

type dictionaryRow struct {
	ID    int64  `parquet:"id,delta"`
	Text  string `parquet:"text,dict,zstd"`
	Label string `parquet:"label,dict"`
}

func parquetRows[Row plainRow | dictionaryRow](texts []string) []byte {
	var out bytes.Buffer
	w := parquet.NewGenericWriter[Row](&out, parquet.MaxRowsPerRowGroup(7000), parquet.PageBufferSize(10_000))
	rows := make([]Row, len(texts))
	for i, s := range texts {
		rows[i] = Row(plainRow{int64(i), s, "و ،"})
	}
	if _, err := w.Write(rows); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func readParquet[Row plainRow | dictionaryRow](t *testing.T, file []byte) (got []string) {
	rows, err := parquet.Read[Row](bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		r := plainRow(row)
		if r.ID != int64(i) || r.Label != "و ،" {
			t.Fatalf("row %d is %+v", i, r)
		}
		got = append(got, r.Text)
	}
	return got
}
