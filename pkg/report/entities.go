package report

import (
	"bytes"
	"iter"
	"slices"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
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
	Tagged  bool   // files hold tokens, one a line, which gain a column of tags

	From *entity.Pool // of what finds the names in files

	// Code, if set, appends to dst the parts of a text in which no name is looked for, in
	// order, and returns the longer slice.
	Code func(dst []span.Span, text []byte) []span.Span
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

// taggedSentences is how many sentences of a file of tokens are tagged together: as many
// as the memory of the model reaches over.
const taggedSentences = 64

// File emits the names in a file, in parts, in order. The lines around a name help to
// find it, so the file is read in units, as [entity.Units] cuts it; where each line is
// to be answered, a unit is a line.
func (w Entities) File(f *document.File, emit func(out []byte, none struct{}) error) error {
	in, units := inUnits(f)
	in.Stream.CountRunes = w.Format == "tsv" || w.Format == "jsonl" // which are records
	sentences := taggedSentences
	if f.Stream.Flush {
		sentences = 1
	}
	if w.Tagged {
		in.Stream.Cut = (&conll.Cutter{Sentences: sentences}).Cut
	}
	return readNames(w, &in, func(x *entity.Extractor) corpus.Worker[struct{}] {
		write := w.Worker(f.Name, func(text []byte) iter.Seq2[[]byte, []entity.Mention] { return x.All(text, units) })
		return func(dst, text []byte, at span.Place) (_ []byte, none struct{}) {
			if w.Tagged {
				return conll.AppendColumn(dst, text, sentences, x.Tag), none
			}
			return write(dst, text, at), none
		}
	}, emit)
}

// UnitNames are the names of a unit of that many bytes, for [entity.Counter.Add].
type UnitNames struct {
	Bytes int
	Names []entity.Mention
}

// Find emits the names in a file as they are, in parts, in order, without any output.
func (w Entities) Find(f *document.File, emit func(none []byte, units []UnitNames) error) error {
	in, units := inUnits(f)
	return readNames(w, &in, func(x *entity.Extractor) corpus.Worker[[]UnitNames] {
		return func(dst, text []byte, _ span.Place) (_ []byte, found []UnitNames) {
			for unit, names := range x.All(text, units) {
				found = append(found, UnitNames{len(unit), slices.Clone(names)})
			}
			return dst, found
		}
	}, emit)
}

// inUnits returns a copy of the file, cut between units, and what yields the units of a part.
func inUnits(f *document.File) (in document.File, units func(text []byte) iter.Seq[[]byte]) {
	in, units = *f, bytes.Lines
	if !f.Stream.Flush {
		in.Stream.Cut, units = lastUnit(f.Stream.Cut), entity.Units
	}
	return in, units
}

// readNames reads a file with workers that have an extractor each.
func readNames[R any](w Entities, f *document.File, worker func(x *entity.Extractor) corpus.Worker[R], emit func(out []byte, of R) error) error {
	var used []*entity.Extractor
	defer func() {
		for _, x := range used {
			w.From.Put(x)
		}
	}()
	return document.Texts(f, func() corpus.Worker[R] {
		x := w.From.Get()
		used = append(used, x)
		x.Code = w.Code
		return worker(x)
	}, emit)
}

// lastUnit is entity.LastUnit, outside of what the other Cut keeps whole.
func lastUnit(other func(data []byte, seen int) int) func(data []byte, seen int) int {
	if other == nil {
		return entity.LastUnit
	}
	return func(data []byte, seen int) int { return entity.LastUnit(data[:other(data, seen)], 0) }
}

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
