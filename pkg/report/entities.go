package report

import (
	"iter"

	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/span"
)

// EntityFormats are the formats of [Entities], the default first. The first three
// are also those of [AppendNameCounts].
var EntityFormats = []string{"text", "tsv", "jsonl", "conll", "inline", "html"}

// Entities writes the names in texts: as lines for people and editors (text), as a
// table (tsv), as JSON Lines (jsonl), token by token with IOB2 tags (conll), or in
// the text itself, between brackets (inline) or as a page (html).
type Entities struct {
	Format  string // one of EntityFormats
	Style   Style  // of text
	Context int    // words around a name, in the first three formats
}

// Head returns what comes before all texts.
func (w Entities) Head() string {
	switch w.Format {
	case "tsv":
		columns := []string{"type", "score", "text", "name", "before", "after"}
		if w.Context == 0 {
			columns = columns[:4]
		}
		return (&Rows{Table: true}).Head(columns...)
	case "html":
		return htmlHead
	}
	return ""
}

// Foot returns what comes after all texts.
func (w Entities) Foot() string {
	if w.Format == "html" {
		return "</body>\n</html>\n"
	}
	return ""
}

// Heading returns what comes before the text of a file if there are others.
func (w Entities) Heading(file string) []byte {
	if w.Format != "html" {
		return nil
	}
	dst := AppendEscaped([]byte(`<h2 dir="auto">`), AppendVisible(nil, file))
	return append(dst, "</h2>\n"...)
}

// Records reports whether names are written as records, which count code points.
func (w Entities) Records() bool { return w.Format == "tsv" || w.Format == "jsonl" }

// Worker returns a function that appends the names in text, whole lines of the file
// that begin at the place at, to dst. find yields the units of a text, all of it in
// order, with the names in each, as entity.Extractor.All does. The function is not
// safe for concurrent use.
func (w Entities) Worker(file string, find func(text []byte) iter.Seq2[[]byte, []entity.Mention]) func(dst, text []byte, at span.Place) []byte {
	x := entityWriter{Entities: w, file: file, rows: Rows{Table: w.Format == "tsv"}}
	return func(dst, text []byte, at span.Place) []byte {
		x.index.Reset(text, at)
		x.at = 0
		for unit, names := range find(text) {
			dst = x.appendUnit(dst, unit, names)
			x.at += len(unit)
		}
		return dst
	}
}

// An entityWriter writes the names of the units of a text.
type entityWriter struct {
	Entities
	file   string
	rows   Rows
	tokens conll.Writer

	index  span.Index // of the text
	at     int        // bytes of the text before the unit
	marked []Marked
	tagged []conll.Name
}

func (w *entityWriter) appendUnit(dst, unit []byte, names []entity.Mention) []byte {
	switch w.Format {
	case "inline":
		return AppendInline(dst, unit, w.marks(names))
	case "html":
		return AppendHTML(dst, unit, w.marks(names))
	case "conll":
		w.tagged = w.tagged[:0]
		for i := range names {
			w.tagged = append(w.tagged, conll.Name{Span: names[i].Span, Type: names[i].Type.String()})
		}
		return w.tokens.Append(dst, unit, w.tagged)
	}
	for i := range names {
		if w.Format == "text" {
			dst = w.appendLine(dst, unit, &names[i])
		} else {
			dst = w.appendRecord(dst, unit, &names[i])
		}
	}
	return dst
}

func (w *entityWriter) marks(names []entity.Mention) []Marked {
	w.marked = w.marked[:0]
	for i := range names {
		m := &names[i]
		w.marked = append(w.marked, Marked{Span: m.Span, Label: m.Type.String(), Score: m.Score})
	}
	return w.marked
}

func (w *entityWriter) appendLine(dst, unit []byte, m *entity.Mention) []byte {
	line, col := w.index.Position(w.at+m.Start, span.Rune)
	dst = w.Style.AppendPlace(dst, w.file, line, col)
	dst = append(w.Style.Append(dst, InkName, m.Type.String()), ' ')
	text := string(m.Text(unit))
	if w.Context > 0 {
		before, after := Context(unit, m.Span, w.Context)
		dst = w.Style.AppendAround(dst, string(before), "«"+text+"»", string(after))
		return append(dst, '\n')
	}
	dst = w.Style.AppendWords(dst, InkFound, text)
	if m.Name != text {
		dst = w.Style.AppendWords(append(dst, " -> "...), InkNew, m.Name)
	}
	return append(dst, '\n')
}

// appendRecord appends m as a record. The fields have the order that each format
// has always had.
func (w *entityWriter) appendRecord(dst, unit []byte, m *entity.Mention) []byte {
	place := recordOf(w.file, w.index.Place(w.at+m.Start), w.index.Place(w.at+m.End))
	typ, score := String("type", m.Type.String()), Score("score", m.Score)
	text, name := Text("text", m.Text(unit)), String("name", m.Name)
	var fields [7]Field
	all := append(fields[:0], text, name, typ)
	switch {
	case w.rows.Table:
		all = append(fields[:0], typ, score, text, name)
	case m.Type == entity.Date:
		all = append(all, String("value", m.Value), score)
	default:
		all = append(all, score)
	}
	if w.Context > 0 {
		before, after := Context(unit, m.Span, w.Context)
		all = append(all, Text("before", before), Text("after", after))
	}
	return w.rows.Append(dst, &place, all...)
}

// htmlHead is the page's beginning. Labels distinguish the types as well as colors do.
const htmlHead = `<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>nass entities</title>
<style>
body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 1.15em/2.1 "Noto Naskh Arabic", "Amiri", "Geeza Pro", "Traditional Arabic", serif; color: #111; background: #fff; }
h2 { font-size: 1em; border-bottom: 1px solid #999; }
mark { color: inherit; border-radius: .25em; padding: .1em .25em; border: 1px solid; -webkit-box-decoration-break: clone; box-decoration-break: clone; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
mark small { font: bold .55em sans-serif; margin-inline-start: .4em; unicode-bidi: isolate; }
.PER { background: #fde2c8; border-color: #b3540b; }
.LOC { background: #d3efd3; border-color: #22702a; }
.ORG { background: #d5e4fb; border-color: #1f55a5; }
.MISC { background: #ecdcf6; border-color: #74359b; }
.DATE { background: #eee; border-color: #666; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } p { orphans: 2; widows: 2; } mark { break-inside: avoid; } }
</style>
</head>
<body>
`
