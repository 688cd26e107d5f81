package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/span"
)

// reports are the formats of a report, and where each goes.
type reports struct {
	given   []string // of --format
	columns span.Unit

	kind   *report.Kind // of what goes to the output; nil: none does
	files  []*reportFile
	output *report.Writer
}

// A reportFile is a file that a report goes to.
type reportFile struct {
	kind *report.Kind
	output
	*report.Writer
}

func (r *reports) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&r.given, "format", nil, "Print `FORMAT`, or write FORMAT=FILE; repeatable")
	command.Complete(cmd, "format", func() []string { return report.Names })
	command.Index(cmd, f, &r.columns, "columns", "Count columns in", span.Units[:]...)
}

// formatsHelp lists the formats.
func formatsHelp() string {
	var b strings.Builder
	for _, k := range report.Kinds {
		fmt.Fprintf(&b, "\n  %-10s  %s", k.Name, k.For)
	}
	return b.String()
}

// parse reads the flags.
func (r *reports) parse() error {
	if r.given == nil {
		r.given = []string{report.Names[0]}
	}
	for _, given := range r.given {
		name, file, toFile := strings.Cut(given, "=")
		kind, err := report.KindOf(name)
		switch {
		case err != nil:
			return command.UnknownValue("format", name, report.Names)
		case toFile && (file == "" || file == "-"):
			return fmt.Errorf("--format %s: a file must follow the =", given)
		case toFile:
			r.files = append(r.files, &reportFile{kind: kind, output: output{file: file}})
		case r.kind != nil:
			return fmt.Errorf("--format %s and --format %s cannot both be printed; use --format %s=FILE", r.kind.Name, name, name)
		default:
			r.kind = kind
		}
	}
	if r.columns != span.Rune && !r.any(func(k *report.Kind) bool { return k.Columns }) {
		var names []string
		for _, k := range report.Kinds {
			if k.Columns {
				names = append(names, k.Name)
			}
		}
		return fmt.Errorf("--columns needs --format %s", strings.Join(names, ", "))
	}
	return nil
}

// check returns what is wrong with the flags when nothing is reported.
func (r *reports) check(o *checkOptions) error {
	text := r.kind == nil || slices.Contains([]string{"text", "grouped", "json", "jsonl", "github"}, r.kind.Name)
	switch {
	case len(r.files) > 0 && (o.diff || o.write != "" || o.statistics):
		return errors.New("--format FORMAT=FILE cannot be combined with --diff, --statistics or --write-baseline")
	case o.statistics && !text:
		return fmt.Errorf("--statistics cannot be combined with --format %s; use text, json or jsonl", r.kind.Name)
	}
	return nil
}

// any reports whether one of the formats is as asked.
func (r *reports) any(is func(*report.Kind) bool) bool {
	return r.kind != nil && is(r.kind) || slices.ContainsFunc(r.files, func(f *reportFile) bool { return is(f.kind) })
}

// open opens the files and makes the writers; to is the output, in that style.
func (r *reports) open(p *process, to io.Writer, style report.Style, run *report.Run) error {
	run.Dir, _ = os.Getwd() // without it, names stay as they are
	style.Columns = r.columns
	kind := r.kind
	if kind == nil {
		kind, to = report.Kinds[0], io.Discard
	}
	r.output = report.NewWriter(to, kind.New(style), run)
	for _, f := range r.files {
		if err := f.output.open(p); err != nil {
			return err
		}
		f.Writer = report.NewWriter(f.Output, f.kind.New(report.Style{Columns: style.Columns}), run)
	}
	return nil
}

// writers returns the writers: of the output or, if instead is set, that one, and of
// the files.
func (r *reports) writers(instead *report.Writer) []*report.Writer {
	all := []*report.Writer{r.output}
	if instead != nil {
		all[0] = instead
	}
	for _, f := range r.files {
		all = append(all, f.Writer)
	}
	return all
}

// end ends the reports.
func (r *reports) end() error {
	for _, w := range r.writers(nil) {
		if err := w.Close(); err != nil {
			return err
		}
	}
	return nil
}

// close puts the files in their places if the reports are whole. A report is whole if
// some texts could not be read, too: it says so.
func (r *reports) close(err error) error {
	for _, f := range r.files {
		switch {
		case f.Output == nil: // it was not opened
		case errors.Is(err, corpus.ErrAbandoned):
			f.Discard()
		default:
			if closeErr := f.End(err == nil); err == nil {
				err = closeErr
			}
		}
	}
	return err
}
