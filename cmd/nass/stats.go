package main

import (
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/census"
	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/signal"
)

type statsOptions struct {
	p        *process
	in       input
	out      output
	format   string
	settings string
	lines    bool
	names    bool
	findings bool
	top      int
	compare  int
}

func newStatsCmd(p *process) *cobra.Command {
	o := &statsOptions{p: p}
	cmd := &cobra.Command{
		Use:   "stats [FILE]...",
		Short: "Sum up a corpus: words, languages, duplicates, quality",
		Long: `Sum up all texts in one pass: documents, words, lengths, digits, diacritics, languages, frequent words, duplicates, and what
FineWeb-2 would keep. With no FILE, or when FILE is -, read standard input. Directories are searched for text files; binary
files in them are skipped and counted. A binary FILE is an error.

A document is a field of a record (see nass formats), a page, or a file of plain text; with --lines it is a line of plain
text. Words are counted without diacritics and tatweel.

Memory is bounded, whatever the size of the corpus. Beyond 131,072 different words, their number is an estimate of
HyperLogLog, and rare words may not be counted. Near duplicates share runs of five words (MinHash, 14 bands of 8 rows, as in
FineWeb-2); the first --compare documents are remembered. The report shows which of its numbers are bounded in this way.`,
		Example: `  nass stats news/
  nass stats --field body crawl.jsonl.zst
  nass stats --format html --names --findings -o report.html news/
  nass stats --format json corpus.parquet | jq .duplicates`,
		RunE: func(_ *cobra.Command, args []string) error { return runStats(o, args) },
	}
	f := cmd.Flags()
	command.Choose(cmd, f, &o.format, "format", "text", "Output format", report.CensusFormats...)
	f.BoolVar(&o.lines, "lines", false, "Read each line of plain text as a document")
	f.BoolVar(&o.names, "names", false, "Count names too (slow)")
	f.BoolVar(&o.findings, "findings", false, "Count findings of nass check too (slow)")
	f.IntVar(&o.top, "top", 20, "Print the `N` most frequent words and names")
	f.IntVar(&o.compare, "compare", census.DefaultCompare, "Compare with `N` documents for near duplicates")
	command.Choose(cmd, f, &o.settings, "settings", signal.Names()[0], "Settings of FineWeb-2", signal.Names()...)
	f.Lookup("settings").Usage = "Settings of FineWeb-2, such as arz_Arab (Egyptian)" // there are too many
	o.in.add(cmd)
	o.out.add(cmd)
	return cmd
}

func runStats(o *statsOptions, args []string) error {
	c, err := o.census()
	if err != nil {
		return err
	}
	// Most of the memory is tables, which should not be doubled by what waits to be
	// collected.
	defer debug.SetGCPercent(debug.SetGCPercent(30))
	to := report.Census{Format: o.format, Style: o.out.style(o.p)}
	return o.out.write(o.p, &o.in, func() error {
		err := walk(&o.in, o.p, args, corpus.Job[*census.Document]{
			Work: func(t *corpus.Text, emit func([]byte, *census.Document) error) error { return o.work(t, c, emit) },
			Begin: func(*corpus.Text) error {
				to.Files++
				return nil
			},
			Merge: func(_ *corpus.Text, _ []byte, d *census.Document) error {
				c.Add(d)
				return nil
			},
		})
		if err != nil {
			return err
		}
		_, err = o.out.Write(to.Append(nil, c.Result(o.top)))
		return err
	})
}

// census returns what counts as the flags say.
func (o *statsOptions) census() (*census.Census, error) {
	switch {
	case o.top < 0:
		return nil, fmt.Errorf("--top: must be 0 or more, got %d", o.top)
	case o.compare < 1:
		return nil, fmt.Errorf("--compare: must be 1 or more, got %d", o.compare)
	case o.in.lines:
		return nil, errors.New("--line-buffered has no effect: the sums are printed at the end")
	}
	settings, err := signal.Lookup(o.settings)
	if err != nil {
		return nil, err
	}
	with := census.Options{Settings: settings, Compare: o.compare}
	if o.findings {
		if with.Rules, err = (orthography.Selection{Profile: orthography.Check}).Compile(); err != nil {
			return nil, err
		}
	}
	if o.names {
		names := &entitiesOptions{types: entityTypes[:entity.Date], scheme: entitySchemes[0]}
		if with.Names, err = names.extractor(); err != nil {
			return nil, err
		}
	}
	return census.New(with), nil
}

// work emits the documents of one text.
func (o *statsOptions) work(t *corpus.Text, c *census.Census, emit func([]byte, *census.Document) error) error {
	judge, _ := o.in.Judge(t)
	f, worker := o.in.File(t), func() corpus.Worker[*census.Document] { return c.Worker(judge) }
	if o.lines {
		return document.Lines(f, worker, emit)
	}
	err := document.Whole(f, worker, emit)
	if long := new(document.PageError); f.Format == document.Plain && errors.As(err, &long) {
		return fmt.Errorf("%w; --lines reads each line as a document", long.Err)
	}
	return err
}
