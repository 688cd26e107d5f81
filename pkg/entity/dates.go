package entity

import "github.com/nass-ar/nass/pkg/date"

// dates finds the dates of one text after another.
type dates struct {
	finder date.Finder
	found  []date.Date
	named  []Mention
}

// find returns the days, times of a day and ranges of text, each with its value and the
// part of text that holds it, valid until the next call.
func (d *dates) find(text []byte) []Mention {
	d.found, d.named = d.finder.FindText(d.found[:0], text, date.Options{}), d.named[:0]
	for i := range d.found {
		f := &d.found[i]
		if f.Kind != date.KindDate && f.Kind != date.KindDateTime && f.Kind != date.KindRange || f.Len() <= 0 {
			continue
		}
		name := Entity{Span: f.Span}.AppendName(nil, text)
		d.named = append(d.named, Mention{Span: f.Span, Type: Date, Score: 1, Name: string(name), Value: f.Value})
	}
	return d.named
}
