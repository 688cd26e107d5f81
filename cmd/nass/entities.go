package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/report"
)

type entitiesOptions struct {
	p        *process
	in       input
	out      output
	format   string
	types    []string
	minScore float64
	scheme   string
	model    string
	strip    bool
	count    bool
	merge    bool
	context  int
	tokens   string // --input
}

var (
	entityTypes   = []string{"PER", "LOC", "ORG", "MISC", "DATE"} // by entity.Type
	entitySchemes = []string{"news", "wiki", "broad"}
)

func newEntitiesCmd(p *process) *cobra.Command {
	o := &entitiesOptions{p: p}
	cmd := &cobra.Command{
		Use:   "entities [FILE]...",
		Short: "Find names of persons, places and organizations",
		Long: `Find the names of persons (PER), places (LOC), organizations (ORG) and other things (MISC) and, with --types DATE, dates.
With no FILE, or when FILE is -, read standard input. Directories are searched for text files; binary files in them are
skipped and counted. A binary FILE is an error. The model is part of the program; nothing is downloaded.

Text is normalized internally before tagging; names and offsets refer to the original. The lines around a name help to find
it: a text is read in units of about 16 KiB, each on its own. With --line-buffered a unit is a line, and with --input conll
a sentence, so that some names differ.

A scheme says what counts as a name: news, as in newspapers (a country is a place, a ministry is not an organization);
wiki, as in an encyclopedia; broad, with government offices, and with countries that act as organizations.`,
		Example: `  nass entities page.txt
  nass entities --format jsonl news/ > names.jsonl
  nass entities --count --merge --types PER news/
  nass entities --format html -o page.html page.txt
  nass entities --input conll test.conll > tagged.conll`,
		RunE: func(_ *cobra.Command, args []string) error { return runEntities(o, args) },
	}
	f := cmd.Flags()
	command.Choose(cmd, f, &o.format, "format", "text", "Output format", report.EntityFormats...)
	f.StringSliceVar(&o.types, "types", entityTypes[:entity.Date], "Find `TYPES` ["+strings.Join(entityTypes, ", ")+"]")
	f.Float64Var(&o.minScore, "min-score", 0, "Skip names below `SCORE` (0 to 1)")
	f.StringVar(&o.scheme, "scheme", "news", "Annotation `SCHEME` ["+strings.Join(entitySchemes, ", ")+"]")
	f.StringVar(&o.model, "model", "", "Use the model in `FILE` instead of the built-in one")
	f.BoolVar(&o.strip, "strip-clitics", false, "Exclude attached clitics (و ف ب ك ل) from names")
	f.BoolVar(&o.count, "count", false, "Count how often each name occurs in all texts")
	f.BoolVar(&o.merge, "merge", false, "Count short names and spellings with full names")
	f.IntVar(&o.context, "context", 0, "Print `N` words on either side of a name")
	command.Choose(cmd, f, &o.tokens, "input", "text", "Input format; conll gains a column", "text", "conll")
	command.Complete(cmd, "types", func() []string { return entityTypes })
	command.Complete(cmd, "scheme", func() []string { return entitySchemes })
	o.in.add(cmd)
	o.out.add(cmd)
	return cmd
}

func runEntities(o *entitiesOptions, args []string) error {
	if o.tokens == "conll" && o.format == "text" {
		o.format = "conll"
	}
	if err := o.check(args); err != nil {
		return err
	}
	extractor, err := o.extractor()
	if err != nil {
		return err
	}
	to := report.Entities{
		Format: o.format, Style: o.out.style(o.p), Context: o.context, Tagged: o.tokens == "conll",
		From: &entity.Pool{New: extractor},
	}
	return o.out.write(o.p, &o.in, func() error {
		if o.count {
			return o.counts(to, args)
		}
		return o.list(to, args)
	})
}

// check returns what is wrong with the flags.
func (o *entitiesOptions) check(args []string) error {
	wanted, err := o.wanted()
	if err != nil {
		return err
	}
	switch {
	case o.minScore < 0 || o.minScore > 1 || o.minScore != o.minScore:
		return fmt.Errorf("--min-score: must be from 0 to 1, got %v", o.minScore)
	case o.context < 0:
		return fmt.Errorf("--context: must be 0 or more, got %d", o.context)
	case o.merge && !o.count:
		return errors.New("--merge needs --count")
	case o.count && !slices.Contains(report.EntityFormats[:3], o.format):
		return fmt.Errorf("--count: format must be one of %s, got %s", strings.Join(report.EntityFormats[:3], ", "), o.format)
	case o.count && o.in.lines:
		return errors.New("--count cannot be combined with --line-buffered")
	case o.context > 0 && (o.count || !slices.Contains(report.EntityFormats[:3], o.format)):
		return fmt.Errorf("--context needs --format %s, and cannot be combined with --count", strings.Join(report.EntityFormats[:3], ", "))
	case o.tokens == "conll" && (o.format != "conll" || o.count || o.minScore > 0 || wanted[entity.Date]):
		return errors.New("--input conll cannot be combined with another --format, --count, --min-score or --types DATE")
	}
	return o.in.check(args) // before anything is written
}

// wanted reports by type whether names of it are wanted.
func (o *entitiesOptions) wanted() (wanted [entity.Date + 1]bool, err error) {
	for _, name := range o.types {
		i := slices.Index(entityTypes, strings.ToUpper(strings.TrimSpace(name)))
		if i < 0 {
			return wanted, command.UnknownValue("types", strings.ToUpper(name), entityTypes)
		}
		wanted[i] = true
	}
	return wanted, nil
}

// load returns the model that the flags name.
func (o *entitiesOptions) load() (*entity.Model, error) {
	model := entity.Default()
	if o.model != "" {
		f, err := os.Open(o.model)
		if err != nil {
			return nil, fmt.Errorf("--model %s: %w", o.model, corpus.Cause(err))
		}
		defer f.Close()
		if model, err = entity.Read(f); err != nil {
			return nil, fmt.Errorf("--model %s: %w", o.model, corpus.Cause(err))
		}
	}
	if !slices.Contains(model.Schemes(), o.scheme) {
		return nil, command.UnknownValue("scheme", o.scheme, model.Schemes())
	}
	return model, nil
}
