package main

import (
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/span"
)

// A nameWriter writes the names of the units of blocks in the format that is
// asked for.
type nameWriter struct {
	*nameRun
	file   string
	rows   report.Rows
	tokens conll.Writer

	index  span.Index // of the block
	at     int        // bytes of the block before the unit
	marked []report.Marked
	tagged []conll.Name
}

func newNameWriter(r *nameRun, file string) *nameWriter {
	return &nameWriter{nameRun: r, file: file, rows: report.Rows{Table: r.o.format == "tsv"}}
}

// records reports whether names are written as records.
func (r *nameRun) records() bool { return r.o.format == "tsv" || r.o.format == "jsonl" }

// head returns what comes before all names.
func (r *nameRun) head() string {
	switch r.o.format {
	case "tsv":
		columns := []string{"type", "score", "text", "name"}
		if r.o.context > 0 {
			columns = append(columns, "before", "after")
		}
		return (&report.Rows{Table: true}).Head(columns...)
	case "html":
		return htmlHead
	}
	return ""
}

// foot returns what comes after all names.
func (r *nameRun) foot() string {
	if r.o.format == "html" {
		return "</body>\n</html>\n"
	}
	return ""
}

// begin makes w ready for the units of b.
func (w *nameWriter) begin(b corpus.Block) {
	w.index.Reset(b.Data, span.Place{Offset: b.Offset, Runes: b.Runes, Line: b.Line})
	w.at = 0
}

// appendUnit appends the names of unit, which follows the units before it.
func (w *nameWriter) appendUnit(dst, unit []byte, names []entity.Mention) []byte {
	switch w.o.format {
	case "inline":
		return report.AppendInline(dst, unit, w.marks(names))
	case "html":
		return report.AppendHTML(dst, unit, w.marks(names))
	case "conll":
		w.tagged = w.tagged[:0]
		for i := range names {
			w.tagged = append(w.tagged, conll.Name{Span: names[i].Span, Type: names[i].Type.String()})
		}
		return w.tokens.Append(dst, unit, w.tagged)
	}
	for i := range names {
		if w.o.format == "text" {
			dst = w.appendText(dst, unit, &names[i])
		} else {
			dst = w.appendRecord(dst, unit, &names[i])
		}
	}
	w.at += len(unit)
	return dst
}

func (w *nameWriter) marks(names []entity.Mention) []report.Marked {
	w.marked = w.marked[:0]
	for i := range names {
		m := &names[i]
		w.marked = append(w.marked, report.Marked{Span: m.Span, Label: m.Type.String(), Score: m.Score})
	}
	return w.marked
}

func (w *nameWriter) appendText(dst, unit []byte, m *entity.Mention) []byte {
	line, col := w.index.Position(w.at+m.Start, span.Rune)
	dst = w.style.AppendPlace(dst, w.file, line, col)
	dst = append(w.style.Append(dst, report.InkName, m.Type.String()), ' ')
	text := string(m.Text(unit))
	if w.o.context > 0 {
		before, after := report.Context(unit, m.Span, w.o.context)
		dst = w.style.AppendAround(dst, string(before), "«"+text+"»", string(after))
		return append(dst, '\n')
	}
	dst = w.style.AppendWords(dst, report.InkFound, text)
	if m.Name != text {
		dst = w.style.AppendWords(append(dst, " -> "...), report.InkNew, m.Name)
	}
	return append(dst, '\n')
}

// appendRecord appends m as a record. The fields have the order that each format
// has always had; before and after, the context, have values if it is asked for.
func (w *nameWriter) appendRecord(dst, unit []byte, m *entity.Mention) []byte {
	place := report.NewRecord(w.file, w.index.Place(w.at+m.Start), w.index.Place(w.at+m.End))
	typ, score := report.String("type", m.Type.String()), report.Score("score", m.Score)
	text, name := report.Text("text", m.Text(unit)), report.String("name", m.Name)
	var fields [7]report.Field
	all := append(fields[:0], text, name, typ)
	switch {
	case w.rows.Table:
		all = append(fields[:0], typ, score, text, name)
	case m.Type == entity.Date:
		all = append(all, report.String("value", m.Value), score)
	default:
		all = append(all, score)
	}
	if w.o.context > 0 {
		before, after := report.Context(unit, m.Span, w.o.context)
		all = append(all, report.Text("before", before), report.Text("after", after))
	}
	return w.rows.Append(dst, place, all...)
}

func appendHeading(dst []byte, file string) []byte {
	dst = report.AppendEscaped(append(dst, `<h2 dir="auto">`...), report.AppendVisible(nil, file))
	return append(dst, "</h2>\n"...)
}

// htmlHead is the page's beginning. Colours are told apart by their labels too.
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
