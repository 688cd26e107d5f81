package report

import (
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/span"
)

// DateFormats are the formats of [Dates], the default first.
var DateFormats = []string{"tsv", "jsonl", "text", "timex3"}

// Dates writes the dates of texts: as a table (tsv), as JSON Lines (jsonl), as lines for
// people and editors (text), or the texts with their dates in TIMEX3 elements (timex3).
type Dates struct {
	Format string // one of DateFormats
	Style  Style  // of text
}

// Head returns what comes before all dates.
func (w Dates) Head() string {
	if w.Format == "timex3" {
		return timexHead
	}
	return (&Rows{Table: w.Format == "tsv"}).Head("text", "value", "grain", "calendar", "kind", "alternatives", "vague", "problems")
}

// Tail returns what comes after all dates.
func (w Dates) Tail() string {
	if w.Format == "timex3" {
		return timexTail
	}
	return ""
}

// Worker returns a function that appends the dates of text, whole lines of the file
// that begin at the place at, to dst. It has the form of a corpus.Worker and is not
// safe for concurrent use.
func (w Dates) Worker(file string, o date.Options) func(dst, text []byte, at span.Place) ([]byte, struct{}) {
	var finder date.Finder
	var dates []date.Date
	var index span.Index
	rows := Rows{Table: w.Format == "tsv"}
	return func(dst, text []byte, at span.Place) (_ []byte, none struct{}) {
		index.Reset(text, at)
		dates = finder.FindText(dates[:0], text, o)
		if w.Format == "timex3" {
			return appendTimex(dst, text, &index, dates), none
		}
		for i := range dates {
			if d := &dates[i]; w.Format == "text" {
				dst = w.Style.appendDate(dst, file, &index, d)
			} else {
				x := recordOf(file, index.Place(d.Start), index.Place(d.End))
				dst = rows.appendDate(dst, &x, d.Text(text), d)
			}
		}
		return dst, none
	}
}

// appendDate appends d, which is at x in its file, as a record.
func (r *Rows) appendDate(dst []byte, x *Record, text []byte, d *date.Date) []byte {
	var plain []string
	json := []byte{'['}
	for i, p := range d.Problems {
		if i > 0 {
			json = append(json, ',')
		}
		json = AppendJSON(append(json, `{"name":`...), p.Name)
		json = AppendJSON(append(json, `,"message":`...), p.Message)
		if p.Want != "" {
			json = AppendJSON(append(json, `,"want":`...), p.Want)
		}
		json = append(json, '}')
		plain = append(plain, p.Name+": "+p.Message)
	}
	return r.Append(dst, x,
		Text("text", text), String("value", d.Value), String("grain", d.Grain.String()),
		String("calendar", d.Calendar.String()), String("kind", d.Kind.String()),
		List("alternatives", d.Alternatives), Bool("vague", d.Vague), Raw("problems", append(json, ']'), plain))
}

// appendDate appends d as a line. Columns count code points; x is the index of the
// text that holds d.
func (t Style) appendDate(dst []byte, file string, x *span.Index, d *date.Date) []byte {
	line, col := x.Position(d.Start, span.Rune)
	dst = t.AppendPlace(dst, file, line, col)
	dst = t.AppendQuoted(dst, InkFound, string(d.Text(x.Text())))
	dst = t.Append(append(dst, ' '), InkNew, d.Value)
	dst = append(append(dst, " ("...), d.Kind.String()...)
	if g := d.Grain.String(); g != "" && g != d.Kind.String() {
		dst = append(append(dst, ", "...), g...)
	}
	if d.Vague {
		dst = append(dst, ", vague"...)
	}
	dst = append(dst, ')')
	for _, a := range d.Alternatives {
		dst = t.Append(append(dst, " or "...), InkNew, a)
	}
	for _, p := range d.Problems {
		dst = append(t.Append(append(dst, "; "...), InkWarning, p.Name), ": "...)
		dst = t.AppendMessage(dst, p.Message)
	}
	return append(dst, '\n')
}
