package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/entity"
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
	entityFormats = []string{"text", "tsv", "jsonl", "conll", "inline", "html"}
	entityTypes   = []string{"PER", "LOC", "ORG", "MISC", "DATE"} // by entity.Type
	entitySchemes = []string{"news", "wiki", "broad"}
)

func newEntitiesCmd(p *process) *cobra.Command {
	o := &entitiesOptions{p: p}
	cmd := &cobra.Command{
		Use:   "entities [FILE]...",
		Short: "find the names of persons, places and organizations",
		Long: `Tells where a text names a person (PER), a place (LOC), an organization (ORG) or something else that has a name (MISC), and
with --types DATE its dates. Without FILE, or for -, it reads the standard input. A directory stands for the text files
in it; binary files are skipped and counted. A binary file that is named is an error. The model is part of the program;
nothing is fetched.

Names are looked for in what nass normalize would make of the text, and told as they stand in it. What is before or after
a name on other lines helps: a text is read in units of some 16 KiB, each on its own. With --line-buffered a line is a unit,
and with --input conll a sentence, so that some names differ.

The schemes say what counts as a name: news that of newspapers (a country is a place, a ministry no organization), wiki
that of an encyclopedia, broad takes in government offices, and countries that act as organizations.`,
		Example: `  nass entities page.txt
  nass entities --format jsonl news/ > names.jsonl
  nass entities --count --merge --types PER news/
  nass entities --format html -o page.html page.txt
  nass entities --input conll test.conll > tagged.conll`,
		RunE: func(_ *cobra.Command, args []string) error { return runEntities(o, args) },
	}
	f := cmd.Flags()
	choose(cmd, cmd.Flags(), &o.format, "format", "text", "how names are written: "+strings.Join(entityFormats, ", "), entityFormats...)
	f.StringSliceVar(&o.types, "types", entityTypes[:entity.Date], "tell these `TYPES`: "+strings.Join(entityTypes, ", "))
	f.Float64Var(&o.minScore, "min-score", 0, "leave out names whose `SCORE`, from 0 to 1, is less")
	f.StringVar(&o.scheme, "scheme", "news", "what counts as a name: "+strings.Join(entitySchemes, ", "))
	f.StringVar(&o.model, "model", "", "find names with the model in `FILE` instead of the program's own")
	f.BoolVar(&o.strip, "strip-clitics", false, "leave out of a name what is written onto it: و ف ب ك ل")
	f.BoolVar(&o.count, "count", false, "count how often each name occurs in all the texts")
	f.BoolVar(&o.merge, "merge", false, "with --count, count a short name with the full one near it, and spellings of one foreign name together")
	f.IntVar(&o.context, "context", 0, "tell `N` words on either side too")
	choose(cmd, cmd.Flags(), &o.tokens, "input", "text", "what the input is: text, or conll, a token a line, which gain a column", "text", "conll")
	complete(cmd, "types", entityTypes...)
	complete(cmd, "scheme", entitySchemes...)
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
	r, err := newNameRun(o)
	if err != nil {
		return err
	}
	r.style, r.headings = o.out.style(o.p), o.format == "html" && o.in.several(args)
	return o.out.write(o.p, &o.in, func() error {
		if o.count {
			return r.count(args)
		}
		if _, err := io.WriteString(&o.out, r.head()); err != nil {
			return err
		}
		if err := walk(&o.in, o.p, args, r.job()); err != nil {
			return err
		}
		_, err := io.WriteString(&o.out, r.foot())
		return err
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
		return fmt.Errorf("--min-score %v: a score is from 0 to 1", o.minScore)
	case o.context < 0:
		return fmt.Errorf("--context %d: there cannot be fewer than no words", o.context)
	case o.merge && !o.count:
		return errors.New("--merge needs --count")
	case o.count && !slices.Contains(entityFormats[:3], o.format):
		return fmt.Errorf("--count writes %s, not %s", strings.Join(entityFormats[:3], ", "), o.format)
	case o.count && o.in.lines:
		return errors.New("--count cannot be combined with --line-buffered")
	case o.context > 0 && (o.count || !slices.Contains(entityFormats[:3], o.format)):
		return fmt.Errorf("--context needs --format %s, without --count", strings.Join(entityFormats[:3], ", "))
	case o.tokens == "conll" && (o.format != "conll" || o.count || o.minScore > 0 || wanted[entity.Date]):
		return errors.New("--input conll only adds a column of tags: it excludes other formats, --count, --min-score and DATE")
	}
	return o.in.check(args) // before anything is written
}

// wanted reports by type whether names of it are wanted.
func (o *entitiesOptions) wanted() (wanted [entity.Date + 1]bool, err error) {
	for _, name := range o.types {
		i := slices.Index(entityTypes, strings.ToUpper(strings.TrimSpace(name)))
		if i < 0 {
			return wanted, unknownValue("types", strings.ToUpper(name), entityTypes)
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
		return nil, unknownValue("scheme", o.scheme, model.Schemes())
	}
	return model, nil
}
