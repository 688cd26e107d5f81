package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/span"
)

type datesOptions struct {
	p         *process
	in        input
	out       output
	reference string
	from      string
	hijri     string
	prefer    string
	order     string
	format    string

	read date.Options
}

// The values of the flags, the default first where there is one.
var (
	dateFormats     = []string{"tsv", "jsonl", "text"}
	dateReferences  = []string{"first-date"}
	dateCalendars   = []string{"printed", "kacst"}
	datePreferences = []string{"past", "future"}
	dateOrders      = []string{"dmy", "mdy"}
)

func newDatesCmd(p *process) *cobra.Command {
	o := &datesOptions{p: p}
	cmd := &cobra.Command{
		Use:   "dates [FILE]...",
		Short: "find dates and times, and tell which they are",
		Long: `Finds dates, times, ranges and durations, in digits and in words, Gregorian and Hijri, and tells which they are in ISO
8601-2 (EDTF): 2023-11-10, 2023-11, 199X for the nineties, 2023-11-10T15:05, 2023-11-10/2023-11-15, P2D. A Hijri date's
value is its Gregorian day; the Hijri one is an alternative. Without FILE, or for -, it reads the standard input. A
directory stands for the text files in it; binary files are skipped and counted. A binary file that is named is an error.

What is relative (أمس، الشهر الماضي) is reckoned from --reference, and without one stays a signed duration: -P1D. With
--reference-from first-date the reference of each text is the first date with day, month and year in its first megabyte,
as on pages that print theirs; --reference then serves those that print none. A weekday is the last one before the
reference, as in news, and a day and month are of its year, unless --prefer says otherwise.

start and end count bytes of the text, which for a UTF-8 file are those of the file, uncompressed; of another encoding,
those of the text as UTF-8. cp_start and cp_end count its code points, an invalid byte as one. All begin with 0 at the
start of the file, lines with 1. TSV has a line of names first, | between alternatives and between problems, and writes
tabs and what is invisible as \u0009.`,
		Example: `  echo 'وصل أمس ويغادر في 10 نوفمبر' | nass dates --reference 2023-11-08
  echo 'يوم الأحد 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م' | nass dates --format text
  nass dates --format jsonl --reference-from first-date testdata/corpus/aggregator.txt
  nass dates --format tsv -o dates.tsv.gz testdata/corpus`,
		RunE: func(_ *cobra.Command, args []string) error { return runDates(o, args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.reference, "reference", "", "reckon relative dates from `DATE`: 2023-11-10, 2023-11-10T15:05 or 10 نوفمبر 2023")
	choose(cmd, cmd.Flags(), &o.from, "reference-from", "", "reckon them from a date of the text itself: first-date", dateReferences...)
	choose(cmd, cmd.Flags(), &o.hijri, "hijri", dateCalendars[0], "the calendar of Hijri dates, Umm al-Qura as printed or as KACST reckons it: "+strings.Join(dateCalendars, " or "), dateCalendars...)
	choose(cmd, cmd.Flags(), &o.prefer, "prefer", "", "where a weekday or a day without a year lies: "+strings.Join(datePreferences, " or "), datePreferences...)
	choose(cmd, cmd.Flags(), &o.order, "order", dateOrders[0], "what 10/11/2023 is, day or month first: "+strings.Join(dateOrders, " or "), dateOrders...)
	choose(cmd, cmd.Flags(), &o.format, "format", dateFormats[0], "how dates are written: "+strings.Join(dateFormats, ", "), dateFormats...)
	o.in.add(cmd)
	o.out.add(cmd)
	return cmd
}

func runDates(o *datesOptions, args []string) error {
	if err := o.prepare(args); err != nil {
		return err
	}
	head := (&report.Rows{Table: o.format == "tsv"}).Head(dateColumns...)
	return o.out.write(o.p, &o.in, func() error {
		if _, err := io.WriteString(&o.out, head); err != nil {
			return err
		}
		return walk(&o.in, o.p, args, corpus.Job[struct{}]{Work: o.work, Merge: merger[struct{}](&o.out)})
	})
}

// prepare reads the flags.
func (o *datesOptions) prepare(args []string) (err error) {
	o.read.Hijri = date.Printed
	if o.hijri == "kacst" {
		o.read.Hijri = date.KACST
	}
	switch o.prefer {
	case "past":
		o.read.Prefer = date.Past
	case "future":
		o.read.Prefer = date.Future
	}
	o.read.MonthFirst = o.order == "mdy"
	if o.reference != "" {
		if o.read.Reference, err = parseReference(o.reference, o.read); err != nil {
			return err
		}
	}
	if err := o.in.check(args); err != nil {
		return err // before the names of the columns are written
	}
	return nil
}

// parseReference reads the value of --reference.
func parseReference(s string, how date.Options) (time.Time, error) {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04", time.DateTime, time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			// What the writer's clock shows is what counts, wherever that was.
			return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC), nil
		}
	}
	dates := date.Find(nil, []byte(s), how)
	iso := len(s) > 4 && s[4] == '-' // what looks so must be so: 2023-13-01 is not read from the other end
	if !iso && len(dates) == 1 && len(dates[0].Problems) == 0 && dates[0].Len() == len(s) {
		if t, ok, _, err := date.FirstIn(strings.NewReader(s), how); ok && err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("--reference %q is no date such as 2023-11-10, 2023-11-10T15:05 or 10 نوفمبر 2023", s)
}

// work finds the dates of one text.
func (o *datesOptions) work(x *corpus.Text, emit func([]byte, struct{}) error) error {
	read, name := o.read, shown(x.Name())
	var r io.Reader = x
	if o.from != "" {
		first, ok, rest, err := date.FirstIn(x, read)
		if err != nil {
			return err
		}
		r = rest
		if ok {
			read.Reference = first
		} else if read.Reference.IsZero() {
			x.Notes = append(x.Notes, "prints no date of its own")
		}
	}
	how := x.Options
	how.CountRunes = o.format != "text"
	style := o.out.style(o.p)
	return corpus.Stream(r, how, func() func([]byte, corpus.Block) ([]byte, struct{}, error) {
		var finder date.Finder
		var dates []date.Date
		var index span.Index
		rows := report.Rows{Table: o.format == "tsv"}
		return func(dst []byte, b corpus.Block) ([]byte, struct{}, error) {
			index.Reset(b.Data, span.Place{Offset: b.Offset, Runes: b.Runes, Line: b.Line})
			dates = finder.FindText(dates[:0], b.Data, read)
			for i := range dates {
				if d := &dates[i]; o.format == "text" {
					dst = appendDateLine(dst, style, name, &index, d)
				} else {
					place := report.NewRecord(name, index.Place(d.Start), index.Place(d.End))
					dst = appendDate(dst, &rows, place, d.Text(b.Data), d)
				}
			}
			return dst, struct{}{}, nil
		}
	}, emit)
}
