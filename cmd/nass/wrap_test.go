package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"

	"github.com/nass-ar/nass/pkg/document"
)

// A wrapping puts a text into a file of a format, which is then valid whatever the
// text is.
type wrapping struct {
	name string // of the file
	wrap func(text string) string
}

// wrappings are the formats by their names; plain text is none.
var wrappings = map[string]wrapping{
	"json": {"text", func(s string) string {
		return fmt.Sprintf("{\n \"text\": %s,\n \"more\": [%[1]s, 1.50, {\"id\": \"٥\"}]\n}\n", quoted(s))
	}},
	"jsonl": {"text", func(s string) string {
		return fmt.Sprintf("{\"id\": 1, \"text\": %s}\n", quoted(s)) + byLine(s, "", "{\"text\": %s, \"label\": \"و ،\"}\n", quoted)
	}},
	"csv": {"text", func(s string) string {
		return "id,text\n" + byLine(s, "", "1,%s\n", func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` })
	}},
	"tsv": {"text", func(s string) string {
		return "text\tid\n" + byLine(s, "", "%s\t1\n", func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` })
	}},
	"parquet": {"text", parquetOf},
	"xml": {"text", func(s string) string {
		return "<resources>\n" + byLine(s, "", "<string name=\"a\">%s</string>\n", func(s string) string { return escapedXML(shownOnly(s)) }) + "</resources>\n"
	}},
	"html": {"text", func(s string) string {
		return byLine(s, "<!DOCTYPE html>\n", "<p title=\"%[1]s\">%[1]s <b>و</b> ، نص</p>\n", escapedXML)
	}},
	"vue": {"text", func(s string) string {
		return byLine(s, "<template>\n", "<p>%s</p>\n", escapedXML) + "</template>\n<script>\nlet a = 'و ،'\n</script>\n"
	}},
	"notebook": {"text", func(s string) string {
		return fmt.Sprintf("{\"cells\": [{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": [%s, \"\\n\", %[1]s]}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}\n", quoted(s))
	}},
	"po": {"text", func(s string) string {
		n := 0
		return byLine(s, "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n", "\nmsgid \"%[2]d\"\nmsgstr %[1]s\n", func(s string) string { n++; return quotedC(s) })
	}},
	"properties": {"text", func(s string) string {
		return byLine(s, "", "key=%s\n", func(s string) string { return strings.ReplaceAll(shownOnly(s), `\`, `\\`) })
	}},
	"strings":  {"text", func(s string) string { return byLine(s, "", "\"key\" = %s;\n", quotedC) }},
	"markdown": {"text", func(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }},
	"srt": {"text", func(s string) string {
		return byLine(s, "", "1\n00:00:01,000 --> 00:00:02,000\n%s\n\n", cue)
	}},
	"vtt": {"text", func(s string) string {
		return byLine(s, "WEBVTT\n\n", "00:01.000 --> 00:02.000\n%s\n\n", func(s string) string { return escapedXML(cue(s)) })
	}},
	"ass": {"text", func(s string) string {
		return byLine(s, "[Script Info]\n\n[Events]\nFormat: Start, End, Text\n", "Dialogue: 0:00:01.00,0:00:02.00,%s\n", cue)
	}},
	"yaml": {"text", func(s string) string { return "ar:\n" + byLine(s, "", "  - %s\n", quoted) }},
	"latex": {"text", func(s string) string {
		return byLine(s, "\\documentclass{article}\n\\begin{document}\n", "%s\n", func(s string) string {
			return strings.Map(func(r rune) rune {
				if strings.ContainsRune(`\{}$&#%^_~`, r) {
					return '+'
				}
				return r
			}, shownOnly(s))
		}) + "\\end{document}\n"
	}},
	"rst": {"text", func(s string) string {
		return byLine(s, "", ".. note:: %s\n\n", func(s string) string {
			return strings.NewReplacer(`\`, `\\`, "*", `\*`, "`", "\\`", "|", `\|`, "_", `\_`).Replace(shownOnly(s))
		})
	}},
	"asciidoc": {"text", func(s string) string {
		return byLine(s, "", "NOTE: %s\n\n", func(s string) string {
			return strings.Map(func(r rune) rune {
				if strings.ContainsRune("\\*_`#+^~{}[]<>|$&\"'()/:", r) {
					return '-'
				}
				return r
			}, shownOnly(s))
		})
	}},
	"source": {"text.go", func(s string) string {
		return byLine(s, "package a\n", "// %s\nvar a = \"و ،\"\n", shownOnly)
	}},
}

// byLine returns before and, for each line of s, a row that holds it as escape writes
// it.
func byLine(s, before, row string, escape func(string) string) string {
	var all strings.Builder
	all.WriteString(before)
	n := 0
	for line := range strings.SplitSeq(strings.ToValidUTF8(s, "\uFFFD"), "\n") {
		x := escape(strings.TrimSuffix(line, "\r"))
		if n++; strings.Contains(row, "%[2]d") {
			fmt.Fprintf(&all, row, x, n)
		} else {
			fmt.Fprintf(&all, row, x)
		}
	}
	return all.String()
}

// quoted returns s as a string of JSON, which is one of YAML too.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(strings.ToValidUTF8(s, "\uFFFD")); err != nil {
		panic(err)
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), "\x7f", `\u007f`))
}

// quotedC returns what is shown of s as a string of PO or .strings.
func quotedC(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(shownOnly(s)) + `"`
}

func escapedXML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\x00", "", "{", "(", "}", ")").Replace(s)
}

// cue returns what a subtitle can say of s.
func cue(s string) string {
	s = strings.ReplaceAll(strings.NewReplacer("{", "(", "}", ")", `\`, "/", "<", "(").Replace(shownOnly(s)), "-->", "")
	if strings.TrimSpace(s) == "" {
		return "نص"
	}
	return s
}

// shownOnly returns s without control characters and all that ends a line anywhere.
func shownOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7F && r < 0xA0 || r == '\u2028' || r == '\u2029' || r >= 0xFFFE && r < 0x10000 || !unicode.IsPrint(r) && r > 0xFFFF {
			return -1
		}
		return r
	}, s)
}

type textRow struct {
	ID   int64   `parquet:"id"`
	Text *string `parquet:"text,optional,zstd,dict"`
}

// parquetOf returns a file with a row for each line of s.
func parquetOf(s string) string {
	var rows []textRow
	for line := range strings.SplitSeq(strings.ToValidUTF8(s, "\uFFFD"), "\n") {
		row := textRow{ID: int64(len(rows))}
		if line != "" {
			row.Text = &line
		}
		rows = append(rows, row)
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[textRow](&b, parquet.MaxRowsPerRowGroup(3))
	if _, err := w.Write(rows); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

// TestWrappings: every format has a wrapping, and its texts show the text.
func TestWrappings(t *testing.T) {
	for _, f := range document.Formats[1:] {
		w, ok := wrappings[f.Name]
		if !ok {
			t.Errorf("%s has no wrapping", f.Name)
			continue
		}
		if f.Binary || f.Records {
			continue
		}
		b, err := f.Named(w.name).Read([]byte(w.wrap("قال الوزير نعم")))
		if err != nil || !slices.ContainsFunc(b.Texts, func(x document.Text) bool { return strings.Contains(string(x.Bytes), "قال الوزير نعم") }) {
			t.Errorf("%s: %v, %+v", f.Name, err, b)
		}
	}
	for _, text := range lawTexts {
		for name, w := range wrappings {
			if s := w.wrap(text); name != "parquet" && !utf8.ValidString(s) {
				t.Errorf("%s: %q", name, s)
			}
		}
	}
}
