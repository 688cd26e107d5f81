package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/span"
)

type datesOptions struct {
	p         *process
	in        input
	out       output
	reference string
	from      string
	read      date.Options
	order     string
	format    string
}

// firstDate takes the reference of each text from the text itself.
const firstDate = "first-date"

// The values of the flags, the default first where there is one.
var (
	dateCalendars   = []string{date.Printed: "printed", date.KACST: "kacst"}
	datePreferences = []string{date.Past: "past", date.Future: "future"}
	dateOrders      = []string{"dmy", "mdy"}
)

func newDatesCmd(p *process) *cobra.Command {
	o := &datesOptions{p: p, read: date.Options{Hijri: date.Printed}}
	cmd := &cobra.Command{
		Use:   "dates [FILE]...",
		Short: "Find dates and times and resolve them",
		Long: `Find dates, times, ranges and durations, in digits and in words, Gregorian and Hijri, and print their values in ISO 8601-2
(EDTF): 2023-11-10, 2023-11, 199X for the nineties, 2023-11-10T15:05, 2023-11-10/2023-11-15, P2D. The value of a Hijri date
is its Gregorian day; the Hijri day is an alternative. With no FILE, or when FILE is -, read standard input. Directories are
searched for text files; binary files in them are skipped and counted. A binary FILE is an error.

Relative dates (أمس، الشهر الماضي) are resolved against --reference; without it they are signed durations: -P1D. With
--reference-from first-date the reference of each text is the first date with day, month and year in its first megabyte,
as on pages that print their date. With another name it is the date in that field of each record. Texts without one use
--reference. A weekday is the last one before the reference, as in news, and a day and month have the year of the
reference, unless --prefer is given.

start and end count bytes of the text: of the uncompressed file, or of its UTF-8 form if it has another encoding. cp_start
and cp_end count code points, and an invalid byte as one. All begin with 0 at the start of the file; lines begin with 1.
TSV begins with a line of column names. It has | between alternatives and between problems, and writes tabs and invisible
characters as \u0009.`,
		Example: `  echo 'وصل أمس ويغادر في 10 نوفمبر' | nass dates --reference 2023-11-08
  echo 'يوم الأحد 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م' | nass dates --format text
  nass dates --format jsonl --reference-from first-date testdata/corpus/aggregator.txt
  nass dates --format tsv -o dates.tsv.gz testdata/corpus`,
		RunE: func(_ *cobra.Command, args []string) error { return runDates(o, args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.reference, "reference", "", "Resolve relative dates against `DATE`, such as 2023-11-10")
	f.StringVar(&o.from, "reference-from", "", "Take the reference from first-date or from `FIELD` of a record")
	command.Complete(cmd, "reference-from", func() []string { return []string{firstDate} })
	command.Index(cmd, f, &o.read.Hijri, "hijri", "Umm al-Qura calendar for Hijri dates", dateCalendars...)
	command.Index(cmd, f, &o.read.Prefer, "prefer", "Resolve ambiguous dates to one side", datePreferences...)
	command.Choose(cmd, f, &o.order, "order", dateOrders[0], "Order of numeric dates", dateOrders...)
	command.Choose(cmd, f, &o.format, "format", report.DateFormats[0], "Output format", report.DateFormats...)
	o.in.add(cmd)
	o.out.add(cmd)
	return cmd
}

func runDates(o *datesOptions, args []string) error {
	o.read.MonthFirst = o.order == "mdy"
	if err := setReference(&o.read, o.reference); err != nil {
		return err
	}
	if err := o.in.check(args); err != nil {
		return err // before the names of the columns are written
	}
	to := report.Dates{Format: o.format, Style: o.out.style(o.p)}
	return o.out.write(o.p, &o.in, func() error {
		if _, err := io.WriteString(&o.out, to.Head()); err != nil {
			return err
		}
		err := walk(&o.in, o.p, args, corpus.Job[struct{}]{
			Work:  func(t *corpus.Text, emit func([]byte, struct{}) error) error { return o.work(t, to, o.read, emit) },
			Merge: merger[struct{}](&o.out),
		})
		if _, tail := io.WriteString(&o.out, to.Tail()); err == nil {
			err = tail
		}
		return err
	})
}

// setReference reads the flag --reference.
func setReference(o *date.Options, reference string) error {
	if reference == "" {
		return nil
	}
	t, ok := o.ParseReference(reference)
	if !ok {
		return fmt.Errorf("--reference: %q is not a date such as 2023-11-10, 2023-11-10T15:05 or 10 نوفمبر 2023", reference)
	}
	o.Reference = t
	return nil
}

// work emits the dates of one text.
func (o *datesOptions) work(t *corpus.Text, to report.Dates, read date.Options, emit func([]byte, struct{}) error) error {
	f, _ := o.in.format(t.Name())
	to.Code = o.in.code(t)
	if o.from != "" && o.from != firstDate {
		if !f.Records {
			return fmt.Errorf("--reference-from %q: the file has no records with a field; use %s", o.from, firstDate)
		}
		return o.records(t, f, to, read, emit)
	}
	if f != document.Plain {
		return works(&o.in, t, t.Options, func() corpus.Worker[struct{}] { return o.worker(shown(t.Name()), to, read) }, emit)
	}
	var r io.Reader = t
	if o.from != "" {
		first, ok, rest, err := date.FirstIn(t, read)
		if err != nil {
			return err
		}
		r = rest
		if ok {
			read.Reference = first
		} else if read.Reference.IsZero() {
			t.Notes = append(t.Notes, "no date to resolve relative dates against")
		}
	}
	how, name := t.Options, shown(t.Name())
	how.CountRunes = o.format != "text"
	return corpus.StreamWorkers(r, how, func() corpus.Worker[struct{}] { return to.Worker(name, read) }, emit)
}

// records emits the dates of a file of records, each of which has its reference in a field.
func (o *datesOptions) records(t *corpus.Text, f *document.Format, to report.Dates, read date.Options, emit func([]byte, struct{}) error) error {
	fields := o.in.options(t)
	if fields.Fields == nil {
		fields.Fields = []string{"text"}
	}
	own := !slices.Contains(fields.Fields, o.from)
	if own {
		fields.Fields = append(slices.Clip(fields.Fields), o.from)
	}
	missing := 0
	worker := func() func([]byte, *document.Block) ([]byte, int, error) {
		return to.Records(shown(t.Name()), o.from, own, read)
	}
	err := document.Stream(f, t, fields, t.Options, worker, func(out []byte, n int) error {
		missing += n
		return emit(out, struct{}{})
	})
	if missing > 0 && err == nil {
		t.Notes = append(t.Notes, fmt.Sprintf("%s without a date in the field %q", plural(missing, "record"), o.from))
		err = emit(nil, struct{}{}) // a note is said with what is emitted
	}
	return err
}

// worker returns what finds the dates of texts that a document holds: each has its
// own reference.
func (o *datesOptions) worker(name string, to report.Dates, read date.Options) corpus.Worker[struct{}] {
	if o.from == "" {
		return to.Worker(name, read)
	}
	return func(dst, text []byte, at span.Place) ([]byte, struct{}) {
		own := read
		if first, ok, _, err := date.FirstIn(bytes.NewReader(text), read); ok && err == nil {
			own.Reference = first
		}
		return to.Worker(name, own)(dst, text, at)
	}
}
