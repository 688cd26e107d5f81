package annotate

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// Schema is the JSON schema of what a [Writer] writes.
//
//go:embed schema.json
var Schema []byte

// Version is the version of the schema, which what is written has as its member "v". It
// grows when a program that reads the output must change.
const Version = 1

// Units are the names of the units of offsets, by [span.Unit].
var Units = []string{"codepoint", "byte", "utf16"}

// ParseUnit returns the unit of that name.
func ParseUnit(name string) (span.Unit, error) {
	for u, of := range Units {
		if of == name {
			return span.Unit(u), nil
		}
	}
	return 0, fmt.Errorf("annotate: unknown unit %q (use %s)", name, strings.Join(Units, ", "))
}

// A Writer writes documents as JSON, as [Schema] describes it. The zero value counts
// code points. It is not safe for concurrent use.
type Writer struct {
	Unit span.Unit // of offsets; an invalid byte is one code point and one UTF-16 unit

	text, normal counters
	mapped       bool // items have their place in the normal form
}

// counters convert the starts and the ends of items, each from its last answer on, as
// items may overlap.
type counters struct{ starts, ends counter }

func countersOf(text []byte) counters { return counters{counter{text: text}, counter{text: text}} }

// A counter converts offsets of a text, from its last answer on.
type counter struct {
	text  []byte
	at, n int
}

func (c *counter) count(off int, u span.Unit) int {
	switch {
	case u == span.Byte:
		return off
	case off > c.at:
		c.n += u.Count(c.text[c.at:off])
	case off < c.at:
		c.n -= u.Count(c.text[off:c.at])
	}
	c.at = off
	return c.n
}

// Append appends d as one object on one line, without a newline.
func (w *Writer) Append(dst []byte, d *Doc) []byte {
	return append(w.appendLayers(w.begin(dst), d), '}')
}

// begin appends how an object begins.
func (w *Writer) begin(dst []byte) []byte {
	dst = strconv.AppendInt(append(dst, `{"v":`...), Version, 10)
	return append(append(append(dst, `,"unit":"`...), Units[w.Unit]...), '"')
}

// appendText appends the text itself.
func appendText(dst []byte, d *Doc) []byte {
	return report.AppendJSON(append(dst, `,"text":`...), string(d.Text))
}

// appendLayers appends the layers of d, each after a comma.
func (w *Writer) appendLayers(dst []byte, d *Doc) []byte {
	w.mapped = d.Layers&Normal != 0
	if d.Layers&Language != 0 {
		if dst = append(dst, `,"language":`...); d.Language == "" {
			dst = append(dst, "null"...)
		} else {
			dst = report.AppendJSON(dst, string(d.Language))
		}
		dst = appendStrings(append(dst, `,"damage":`...), d.Damage)
	}
	if d.Layers&Normal != 0 {
		dst = report.AppendJSON(append(dst, `,"normal":`...), string(d.Normal))
	}
	if d.Layers&Edits != 0 {
		dst = appendItems(w, dst, `,"edits":[`, d, d.Edits, (*Writer).edit)
	}
	if d.Layers&Findings != 0 {
		dst = appendItems(w, dst, `,"findings":[`, d, d.Findings, (*Writer).finding)
	}
	if d.Layers&Sentences != 0 {
		dst = appendItems(w, dst, `,"sentences":[`, d, d.Sentences, (*Writer).sentence)
	}
	if d.Layers&Tokens != 0 {
		dst = appendItems(w, dst, `,"tokens":[`, d, d.Tokens, (*Writer).token)
	}
	if d.Layers&Entities != 0 {
		dst = appendItems(w, dst, `,"entities":[`, d, d.Entities, (*Writer).entity)
	}
	if d.Layers&Dates != 0 {
		dst = appendItems(w, dst, `,"dates":[`, d, d.Dates, (*Writer).date)
	}
	if d.Layers&Signals != 0 {
		dst = d.Signals.AppendJSON(append(dst, `,"signals":`...))
	}
	return dst
}

// appendItems appends the items of a layer.
func appendItems[T any](w *Writer, dst []byte, key string, d *Doc, items []T, write func(w *Writer, dst []byte, x *T) []byte) []byte {
	w.text, w.normal = countersOf(d.Text), countersOf(d.Normal)
	dst = append(dst, key...)
	for i := range items {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(write(w, dst, &items[i]), '}')
	}
	return append(dst, ']')
}

// place appends how an item begins: its spans.
func (w *Writer) place(dst []byte, s, normal span.Span) []byte {
	dst = strconv.AppendInt(append(dst, `{"start":`...), int64(w.text.starts.count(s.Start, w.Unit)), 10)
	dst = strconv.AppendInt(append(dst, `,"end":`...), int64(w.text.ends.count(s.End, w.Unit)), 10)
	if w.mapped {
		dst = strconv.AppendInt(append(dst, `,"normal_start":`...), int64(w.normal.starts.count(normal.Start, w.Unit)), 10)
		dst = strconv.AppendInt(append(dst, `,"normal_end":`...), int64(w.normal.ends.count(normal.End, w.Unit)), 10)
	}
	return dst
}

// placeText appends how an item begins: its spans and its text.
func (w *Writer) placeText(dst []byte, s, normal span.Span) []byte {
	return report.AppendJSON(append(w.place(dst, s, normal), `,"text":`...), string(s.Text(w.text.starts.text)))
}

func (w *Writer) edit(dst []byte, x *Edit) []byte {
	dst = report.AppendJSON(append(w.placeText(dst, x.Span, x.Normal), `,"new":`...), x.New)
	return report.AppendJSON(append(dst, `,"rule":`...), x.Rule)
}

func (w *Writer) finding(dst []byte, x *Finding) []byte {
	f := &x.Of
	message := f.Message
	if message == "" {
		message = f.Rule.Title
	}
	dst = report.AppendJSON(append(w.place(dst, x.Span, x.Normal), `,"rule":`...), f.Rule.Name)
	dst = report.AppendJSON(append(dst, `,"level":`...), f.Rule.Level.String())
	dst = report.AppendJSON(append(dst, `,"message":`...), message)
	dst = report.AppendJSON(append(dst, `,"found":`...), f.Found())
	if f.Fix != rule.Manual {
		dst = report.AppendJSON(append(dst, `,"becomes":`...), f.Becomes())
	}
	return report.AppendJSON(append(dst, `,"fix":`...), f.Fix.String())
}

func (w *Writer) sentence(dst []byte, x *Sentence) []byte {
	dst = strconv.AppendInt(append(w.placeText(dst, x.Span, x.Normal), `,"paragraph":`...), int64(x.Paragraph), 10)
	return report.AppendJSON(append(dst, `,"end_mark":`...), string(x.Mark.Text(w.text.starts.text)))
}

func (w *Writer) token(dst []byte, x *Token) []byte {
	dst = append(w.placeText(dst, x.Span, x.Normal), `,"type":"`...)
	return append(append(dst, x.Type.String()...), '"')
}

func (w *Writer) entity(dst []byte, x *Entity) []byte {
	dst = report.AppendJSON(append(w.placeText(dst, x.Span, x.Normal), `,"name":`...), x.Name)
	dst = report.AppendJSON(append(dst, `,"full":`...), x.Full)
	dst = append(append(append(dst, `,"type":"`...), x.Type.String()...), `","score":`...)
	return strconv.AppendFloat(dst, float64(x.Score), 'f', 2, 32)
}

func (w *Writer) date(dst []byte, x *Date) []byte {
	dst = report.AppendJSON(append(w.placeText(dst, x.Span, x.Normal), `,"value":`...), x.Value)
	dst = report.AppendJSON(append(dst, `,"grain":`...), x.Grain.String())
	dst = report.AppendJSON(append(dst, `,"calendar":`...), x.Calendar.String())
	dst = report.AppendJSON(append(dst, `,"kind":`...), x.Kind.String())
	dst = appendStrings(append(dst, `,"alternatives":`...), x.Alternatives)
	dst = strconv.AppendBool(append(dst, `,"vague":`...), x.Vague)
	return appendProblems(append(dst, `,"problems":`...), x.Problems)
}

func appendProblems(dst []byte, problems []date.Problem) []byte {
	dst = append(dst, '[')
	for i, p := range problems {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = report.AppendJSON(append(dst, `{"name":`...), p.Name)
		dst = report.AppendJSON(append(dst, `,"message":`...), p.Message)
		if p.Want != "" {
			dst = report.AppendJSON(append(dst, `,"want":`...), p.Want)
		}
		dst = append(dst, '}')
	}
	return append(dst, ']')
}

func appendStrings(dst []byte, list []string) []byte {
	dst = append(dst, '[')
	for i, s := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = report.AppendJSON(dst, s)
	}
	return append(dst, ']')
}
