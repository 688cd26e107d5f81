package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/span"
)

// DateFormats are the formats of [Dates], the default first.
var DateFormats = []string{"tsv", "jsonl", "text", "timex3"}

// Dates writes the dates of texts: as a table (tsv), as JSON Lines (jsonl), as lines for
// people and editors (text), or the texts with their dates in TIMEX3 elements (timex3).
type Dates struct {
	Format string // one of DateFormats
	Style  Style  // of text

	// From says where the reference of a text is, if it has its own: in the text itself
	// (FirstDate), or in the field of that name of each record.
	From string

	// Code, if set, appends to dst the parts of a text in which no date is looked for,
	// in order, and returns the longer slice.
	Code func(dst []span.Span, text []byte) []span.Span
}

// FirstDate takes the reference of a text from the text: the first date with day, month
// and year in its first megabyte, as on pages that print their date.
const FirstDate = "first-date"

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

// File emits the dates of a file, in parts, in order. It notes where From finds no
// reference: such texts are read with that of o.
func (w Dates) File(f *document.File, o date.Options, emit func(out []byte, none struct{}) error) error {
	switch {
	case w.From == "":
	case w.From != FirstDate:
		if !f.Format.Records {
			return fmt.Errorf("--reference-from %q: the file has no records with a field; use %s", w.From, FirstDate)
		}
		return w.records(f, o, emit)
	case f.Format != document.Plain:
		return document.Texts(f, func() corpus.Worker[struct{}] { return w.firstWorker(f.Name, o) }, emit)
	}
	in := *f
	in.Stream.CountRunes = w.Format != "text"
	if w.From != "" {
		first, ok, rest, err := date.FirstIn(f.Reader, o)
		if err != nil {
			return err
		}
		in.Reader = rest
		if ok {
			o.Reference = first
		} else if o.Reference.IsZero() {
			f.Say("no date to resolve relative dates against")
		}
	}
	return document.Texts(&in, func() corpus.Worker[struct{}] { return w.Worker(f.Name, o) }, emit)
}

// Worker returns a function that appends the dates of text, whole lines of the file
// that begin at the place at, to dst. It has the form of a corpus.Worker and is not
// safe for concurrent use.
func (w Dates) Worker(file string, o date.Options) func(dst, text []byte, at span.Place) ([]byte, struct{}) {
	work := w.worker(file)
	return func(dst, text []byte, at span.Place) (_ []byte, none struct{}) { return work(dst, text, at, o), none }
}

// firstWorker does what Worker does, with the first date of each text as its reference.
func (w Dates) firstWorker(file string, o date.Options) func(dst, text []byte, at span.Place) ([]byte, struct{}) {
	work := w.worker(file)
	return func(dst, text []byte, at span.Place) (_ []byte, none struct{}) {
		own := o
		if first, ok, _, err := date.FirstIn(bytes.NewReader(text), o); ok && err == nil {
			own.Reference = first
		}
		return work(dst, text, at, own), none
	}
}

// records emits the dates of a file of records, each of which has its reference in the
// field From.
func (w Dates) records(f *document.File, o date.Options, emit func(out []byte, none struct{}) error) error {
	in := *f
	if in.Options.Fields == nil {
		in.Options.Fields = []string{"text"}
	}
	own := !slices.Contains(in.Options.Fields, w.From)
	if own {
		in.Options.Fields = append(slices.Clip(in.Options.Fields), w.From)
	}
	missing := 0
	err := document.Stream(&in, func() func([]byte, *document.Block) ([]byte, int, error) {
		return w.recordWorker(f.Name, own, o)
	}, func(out []byte, n int) error {
		missing += n
		return emit(out, struct{}{})
	})
	if missing == 0 || err != nil {
		return err
	}
	records := "records"
	if missing == 1 {
		records = "record"
	}
	f.Say("%d %s without a date in the field %q", missing, records, w.From)
	return emit(nil, struct{}{}) // a note is said with what is emitted
}

// recordWorker returns a function that appends the dates of a block of records to dst and
// returns how many records have no reference: they have that of o. From is one of the
// fields that are read; where own is set it is only the reference.
func (w Dates) recordWorker(file string, own bool, o date.Options) func(dst []byte, b *document.Block) ([]byte, int, error) {
	work := w.worker(file)
	references := map[int]time.Time{} // of the records of the block
	return func(dst []byte, b *document.Block) (_ []byte, missing int, _ error) {
		clear(references)
		for i := range b.Texts {
			if t := &b.Texts[i]; t.Key == w.From {
				if at, ok := referenceIn(string(t.Bytes), o); ok {
					references[t.Record] = at
				}
			}
		}
		for i := range b.Texts {
			t := &b.Texts[i]
			if t.Key == w.From && own {
				continue
			}
			at, ok := references[t.Record]
			if !ok {
				missing++
				at = o.Reference
				references[t.Record] = at
			}
			of := o
			of.Reference = at
			dst = work(dst, t.Bytes, b.Place(i), of)
		}
		return dst, missing, nil
	}
}

// referenceIn returns the time that a field of a record says the record is of: the time
// that it is, or the first whole day in it.
func referenceIn(field string, o date.Options) (time.Time, bool) {
	if t, ok := o.ParseReference(strings.TrimSpace(field)); ok {
		return t, true
	}
	t, ok, _, err := date.FirstIn(strings.NewReader(field), o)
	return t, ok && err == nil
}

// worker returns a function that appends the dates of text at a place, read as the
// options say.
func (w Dates) worker(file string) func(dst, text []byte, at span.Place, o date.Options) []byte {
	var finder date.Finder
	var dates []date.Date
	var code []span.Span
	var index span.Index
	rows := Rows{Table: w.Format == "tsv"}
	return func(dst, text []byte, at span.Place, o date.Options) []byte {
		index.Reset(text, at)
		dates = finder.FindText(dates[:0], text, o)
		if w.Code != nil {
			code = w.Code(code[:0], text)
			dates = span.Outside(dates, code, func(d date.Date) span.Span { return d.Span })
		}
		if w.Format == "timex3" {
			return appendTimex(dst, text, &index, dates)
		}
		for i := range dates {
			if d := &dates[i]; w.Format == "text" {
				dst = w.Style.appendDate(dst, file, &index, d)
			} else {
				x := recordOf(file, index.Place(d.Start), index.Place(d.End))
				dst = rows.appendDate(dst, &x, d.Text(text), d)
			}
		}
		return dst
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
	dst = t.AppendQuoted(dst, InkFound, d.Text(x.Text()))
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
