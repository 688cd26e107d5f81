package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/report"
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
	command.Complete(cmd, "reference-from", func() []string { return []string{report.FirstDate} })
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
	to := report.Dates{Format: o.format, Style: o.out.style(o.p), From: o.from}
	return o.out.write(o.p, &o.in, func() error {
		if _, err := io.WriteString(&o.out, to.Head()); err != nil {
			return err
		}
		err := walk(&o.in, o.p, args, corpus.Job[struct{}]{
			Work: func(t *corpus.Text, emit func([]byte, struct{}) error) error {
				to := to
				to.Code = o.in.Code(t)
				return to.File(o.in.File(t), o.read, emit)
			},
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
