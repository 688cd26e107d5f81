package entity

import "github.com/nass-ar/nass/pkg/date"

// Dates returns a function for [Extractor.Others] that appends the dates of a text to
// dst: days, times of a day and ranges, each with its value and the name of the text that
// holds it. It is not safe for concurrent use.
func Dates() func(dst []Mention, text []byte) []Mention {
	var finder date.Finder
	var dates []date.Date
	return func(dst []Mention, text []byte) []Mention {
		dates = finder.FindText(dates[:0], text, date.Options{})
		for i := range dates {
			d := &dates[i]
			if d.Kind != date.KindDate && d.Kind != date.KindDateTime && d.Kind != date.KindRange || d.Len() <= 0 {
				continue
			}
			name := Entity{Span: d.Span}.AppendName(nil, text)
			dst = append(dst, Mention{Span: d.Span, Type: Date, Score: 1, Name: string(name), Value: d.Value})
		}
		return dst
	}
}
