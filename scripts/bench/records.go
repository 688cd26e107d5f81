package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// records measures nass normalize on the lines of a text as they are and as a field
// of records, on one core.
func records(w io.Writer, nass, file, dir string) error {
	forms := []struct {
		name, file string
		write      func(w io.Writer, i int, line string) error
	}{
		{"plain text", "records.txt", func(w io.Writer, _ int, line string) error {
			_, err := io.WriteString(w, line+"\n")
			return err
		}},
		{"JSON Lines", "records.jsonl", func(w io.Writer, i int, line string) error {
			text, err := json.Marshal(line)
			if err == nil {
				_, err = fmt.Fprintf(w, "{\"id\": %d, \"text\": %s}\n", i, text)
			}
			return err
		}},
		{"JSON Lines, as Python escapes it", "escaped.jsonl", func(w io.Writer, i int, line string) error {
			text, err := json.Marshal(line)
			if err == nil {
				_, err = fmt.Fprintf(w, "{\"id\": %d, \"text\": %s}\n", i, ascii(string(text)))
			}
			return err
		}},
		{"CSV", "records.csv", func(w io.Writer, i int, line string) error {
			c := csv.NewWriter(w)
			if i == 0 {
				if err := c.Write([]string{"id", "text"}); err != nil {
					return err
				}
			}
			if err := c.Write([]string{strconv.Itoa(i), line}); err != nil {
				return err
			}
			c.Flush()
			return c.Error()
		}},
	}
	best := make([]took, len(forms))
	for i, f := range forms {
		if err := eachLine(file, filepath.Join(dir, f.file), f.write); err != nil {
			return err
		}
		defer os.Remove(filepath.Join(dir, forms[i].file))
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
	fmt.Fprintf(w, "\n| the lines as, one core | seconds of processor | speed of plain text |\n|---|---:|---:|\n")
	for i, f := range forms {
		fmt.Fprintf(w, "| %s | %.2f | %.2f |\n", f.name, best[i].cpu.Seconds(), best[0].cpu.Seconds()/best[i].cpu.Seconds())
	}
	return nil
}

// ascii returns a JSON string with escapes for what is not ASCII.
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

// eachLine writes to a file what write writes for each line of another, as far as
// its first recordBytes.
func eachLine(from, to string, write func(w io.Writer, i int, line string) error) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	buffered := bufio.NewWriter(out)
	lines := bufio.NewScanner(io.LimitReader(in, recordBytes))
	lines.Buffer(nil, 16<<20)
	for i := 0; lines.Scan(); i++ {
		if err := write(buffered, i, lines.Text()); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	return out.Close()
}
