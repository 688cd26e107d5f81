package annotate

import (
	_ "embed"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// Schema is the JSON schema of what a [Writer] writes.
//
//go:embed schema.json
var Schema []byte

// Version is the version of the schema, which what is written has as its member "v". It
// grows when a program that reads the output must change.
const Version = 1

// A Writer writes documents as JSON, as [Schema] describes it. The zero value counts
// code points. It is not safe for concurrent use.
type Writer struct {
	Unit span.Unit // of offsets; an invalid byte is one code point and one UTF-16 unit

	text, normal ruler
	source       []byte // the text, of which items are parts
	mapped       bool   // items have their place in the normal form
	offset       report.Decimal
}

// A ruler converts offsets of a text from bytes to a unit: items of several layers ask
// for the same ones.
type ruler struct {
	unit  span.Unit
	units []uint32 // before each byte of the text, and before its end
}

// measure makes the ruler of a text.
func (r *ruler) measure(text []byte, u span.Unit) {
	if r.unit = u; u == span.Byte {
		return
	}
	units := slices.Grow(r.units[:0], len(text)+1)[:len(text)+1]
	n := uint32(0)
	for i := 0; i < len(text); n++ {
		c := text[i]
		if c < utf8.RuneSelf {
			units[i] = n
			i++
			continue
		}
		if c >= 0xC2 && c < 0xE0 && i+1 < len(text) && text[i+1]&0xC0 == 0x80 { // two bytes, as Arabic has
			units[i], units[i+1] = n, n // no item begins within a code point
			i += 2
			continue
		}
		_, size := utf8.DecodeRune(text[i:])
		for range size {
			units[i] = n
			i++
		}
		if size == 4 && u == span.UTF16 {
			n++
		}
	}
	units[len(text)] = n
	r.units = units
}

func (r *ruler) at(off int) int64 {
	if r.unit == span.Byte {
		return int64(off)
	}
	return int64(r.units[off])
}

// Append appends d as one object on one line, without a newline.
func (w *Writer) Append(dst []byte, d *Doc) []byte {
	return append(w.appendLayers(w.begin(dst), d), '}')
}

// begin appends how an object begins.
func (w *Writer) begin(dst []byte) []byte {
	dst = strconv.AppendInt(append(dst, `{"v":`...), Version, 10)
	return append(append(append(dst, `,"unit":"`...), span.Units[w.Unit]...), '"')
}

// appendText appends the text itself.
func appendText(dst []byte, d *Doc) []byte {
	return report.AppendJSON(append(dst, `,"text":`...), string(d.Text))
}

// placed are the layers whose items have a place in the text.
const placed = All &^ (Language | Normal | Signals)

// appendLayers appends the layers of d, each after a comma.
func (w *Writer) appendLayers(dst []byte, d *Doc) []byte {
	w.source = d.Text
	w.mapped = d.Layers&Normal != 0
	if d.Layers&placed != 0 {
		if w.text.measure(d.Text, w.Unit); w.mapped {
			w.normal.measure(d.Normal, w.Unit)
		}
	}
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
		dst = appendItems(w, dst, `,"edits":[`, d.Edits, (*Writer).edit)
	}
	if d.Layers&Findings != 0 {
		dst = appendItems(w, dst, `,"findings":[`, d.Findings, (*Writer).finding)
	}
	if d.Layers&Sentences != 0 {
		dst = appendItems(w, dst, `,"sentences":[`, d.Sentences, (*Writer).sentence)
	}
	if d.Layers&Tokens != 0 {
		dst = appendItems(w, dst, `,"tokens":[`, d.Tokens, (*Writer).token)
	}
	if d.Layers&Clitics != 0 {
		dst = appendItems(w, dst, `,"clitics":[`, d.Clitics, (*Writer).part)
	}
	if d.Layers&Entities != 0 {
		dst = appendItems(w, dst, `,"entities":[`, d.Entities, (*Writer).entity)
	}
	if d.Layers&Dates != 0 {
		dst = appendItems(w, dst, `,"dates":[`, d.Dates, (*Writer).date)
	}
	if d.Layers&Signals != 0 {
		dst = d.Signals.AppendJSON(append(dst, `,"signals":`...))
	}
	return dst
}

// appendItems appends the items of a layer.
func appendItems[T any](w *Writer, dst []byte, key string, items []T, write func(w *Writer, dst []byte, x *T) []byte) []byte {
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
	dst = w.offset.Append(append(dst, `{"start":`...), w.text.at(s.Start))
	dst = w.offset.Append(append(dst, `,"end":`...), w.text.at(s.End))
	if w.mapped {
		dst = w.offset.Append(append(dst, `,"normal_start":`...), w.normal.at(normal.Start))
		dst = w.offset.Append(append(dst, `,"normal_end":`...), w.normal.at(normal.End))
	}
	return dst
}

// placeText appends how an item begins: its spans and its text.
func (w *Writer) placeText(dst []byte, s, normal span.Span) []byte {
	return report.AppendJSON(append(w.place(dst, s, normal), `,"text":`...), w.source[s.Start:s.End])
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
	dst = report.AppendJSON(append(dst, `,"end_mark":`...), w.source[x.Mark.Start:x.Mark.End])
	if x.Reason == segment.NoMark {
		dst = strconv.AppendInt(append(dst, `,"mean_words":`...), int64(x.MeanWords), 10)
	}
	return dst
}

func (w *Writer) token(dst []byte, x *Token) []byte {
	dst = append(w.placeText(dst, x.Span, x.Normal), `,"type":"`...)
	return append(append(dst, x.Type.String()...), '"')
}

func (w *Writer) part(dst []byte, x *Part) []byte {
	dst = append(append(append(w.placeText(dst, x.Span, x.Normal), `,"type":"`...), x.Type.String()...), '"')
	if x.Type == segment.Word {
		dst = append(append(append(dst, `,"part":"`...), x.Kind.String()...), '"')
	}
	dst = strconv.AppendInt(append(dst, `,"word":`...), int64(x.Word), 10)
	dst = report.AppendJSON(append(dst, `,"norm":`...), x.Norm)
	if x.Type == segment.Word {
		dst = strconv.AppendFloat(append(dst, `,"score":`...), float64(x.Score), 'f', 2, 32)
	}
	return dst
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
