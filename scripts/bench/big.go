package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

// Sizes of what memory is measured on.
const (
	bigLines   = 5_000_000_000 // bytes of JSON Lines
	bigTable   = 1_000_000_000 // bytes of CSV, and of Parquet
	longRecord = 100_000_000   // bytes of one record
)

// big measures memory on files of records, one after the other in a directory of dir.
func big(w io.Writer, nass, text, dir string) error {
	dir, err := os.MkdirTemp(dir, "nass-big")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Fprintf(w, "\n| nass normalize, a field of | size | 1 core | 2 cores |\n|---|---:|---:|---:|\n")
	for _, t := range []struct {
		name, file string
		fill       func(to string) error
		finds      int // exit status
	}{
		{"JSON Lines", "big.jsonl", func(to string) error { return repeated(jsonForm, to, text, bigLines) }, 0},
		{"CSV", "big.csv", func(to string) error { return repeated(csvForm, to, text, bigTable) }, 0},
		{"Parquet, in row groups of " + strconv.Itoa(groupRows) + " rows", "big.parquet", func(to string) error { return grown(parquetForm, to, text, bigTable) }, 0},
		{"JSON Lines, one line: an error", "long.jsonl", func(to string) error { return long(to, "{\"text\": \"", "\"}\n") }, 2},
		{"CSV, one quoted field: an error", "long.csv", func(to string) error { return long(to, "id,text\n1,\"", "\"\n") }, 2},
	} {
		file := filepath.Join(dir, t.file)
		if err := t.fill(file); err != nil {
			return err
		}
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "| %s | %.1f GB |", t.name, float64(info.Size())/1e9)
		for _, jobs := range []string{"1", "2"} {
			c := contestant{name: t.name, args: []string{nass, "normalize", "--field", "text", "-j", jobs}, finds: t.finds}
			m, err := c.measure(file)
			if err != nil {
				return err
			}
			fmt.Fprintf(w, " %.0f MB |", m.megabytes)
		}
		fmt.Fprintln(w)
		if err := os.Remove(file); err != nil {
			return err
		}
	}
	return nil
}

// repeated writes the text as records, again and again.
func repeated(f form, to, text string, total int64) error {
	once := to + ".once"
	defer os.Remove(once)
	if err := f.fill(once, text, recordBytes); err != nil {
		return err
	}
	info, err := os.Stat(once)
	if err != nil {
		return err
	}
	return repeat(to, once, info.Size(), total)
}

// grown writes the text as records, as many as make a file of that size.
func grown(f form, to, text string, total int64) error {
	if err := f.fill(to, text, recordBytes); err != nil {
		return err
	}
	info, err := os.Stat(to)
	if err != nil {
		return err
	}
	return f.fill(to, text, int64(float64(total)*recordBytes/float64(info.Size())))
}

// long writes one record of longRecord bytes.
func long(to, before, after string) error {
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	const words = "قال ، ثم مضى. "
	if _, err := io.WriteString(out, before); err != nil {
		return err
	}
	for n := 0; n < longRecord; n += len(words) {
		if _, err := io.WriteString(out, words); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(out, after); err != nil {
		return err
	}
	return out.Close()
}
