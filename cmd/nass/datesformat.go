package main

import (
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/span"
)

// dateColumns are the fields of a date, in the order in which appendDate gives
// them.
var dateColumns = []string{"text", "value", "grain", "calendar", "kind", "alternatives", "vague", "problems"}

// appendDate appends d, which stands at x in the text, as a record.
func appendDate(dst []byte, rows *report.Rows, x *report.Record, text []byte, d *date.Date) []byte {
	var json []byte
	var plain []string
	json = append(json, '[')
	for i, p := range d.Problems {
		if i > 0 {
			json = append(json, ',')
		}
		json = report.AppendJSON(append(json, `{"name":`...), p.Name)
		json = report.AppendJSON(append(json, `,"message":`...), p.Message)
		if p.Want != "" {
			json = report.AppendJSON(append(json, `,"want":`...), p.Want)
		}
		json = append(json, '}')
		plain = append(plain, p.Name+": "+p.Message)
	}
	return rows.Append(dst, x,
		report.Text("text", text), report.String("value", d.Value), report.String("grain", d.Grain.String()),
		report.String("calendar", d.Calendar.String()), report.String("kind", d.Kind.String()),
		report.List("alternatives", d.Alternatives), report.Bool("vague", d.Vague), report.Raw("problems", append(json, ']'), plain))
}

// appendDateLine appends d as a line for people and editors. Columns count code
// points; x is the index of the text that d is found in.
func appendDateLine(dst []byte, s report.Style, file string, x *span.Index, d *date.Date) []byte {
	line, col := x.Position(d.Start, span.Rune)
	dst = s.AppendPlace(dst, file, line, col)
	dst = s.AppendQuoted(dst, report.InkFound, string(d.Text(x.Text())))
	dst = s.Append(append(dst, ' '), report.InkNew, d.Value)
	dst = append(append(dst, " ("...), d.Kind.String()...)
	if g := d.Grain.String(); g != "" && g != d.Kind.String() {
		dst = append(append(dst, ", "...), g...)
	}
	if d.Vague {
		dst = append(dst, ", vague"...)
	}
	dst = append(dst, ')')
	for _, a := range d.Alternatives {
		dst = s.Append(append(dst, " or "...), report.InkNew, a)
	}
	for _, p := range d.Problems {
		dst = append(s.Append(append(dst, "; "...), report.InkWarning, p.Name), ": "...)
		dst = s.AppendMessage(dst, p.Message)
	}
	return append(dst, '\n')
}
