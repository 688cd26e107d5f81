package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
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

	wanted  [typeCount]bool
	several bool         // texts, so that each has its name beside what it holds
	style   report.Style // of text
	engine  *rule.Engine
	tagger  func() *entity.Finder
	finders sync.Pool // of *nameFinder
	table   *nameTable
}

var (
	entityFormats = []string{"text", "tsv", "jsonl", "conll", "inline", "html"}
	entityTypes   = []string{"PER", "LOC", "ORG", "MISC", "DATE"} // by nameType
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
	f.StringSliceVar(&o.types, "types", entityTypes[:nameDate], "tell these `TYPES`: "+strings.Join(entityTypes, ", "))
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
	if err := o.check(); err != nil {
		return err
	}
	if err := o.load(); err != nil {
		return err
	}
	o.several = o.in.several(args)
	o.style = o.out.style(o.p)
	return o.out.write(o.p, &o.in, func() error {
		if o.count {
			return o.tally(args)
		}
		if _, err := o.out.Write(o.head()); err != nil {
			return err
		}
		if err := o.in.each(o.p, args, o.one); err != nil {
			return err
		}
		_, err := o.out.Write(o.foot())
		return err
	})
}

// tally counts the names of all the texts.
func (o *entitiesOptions) tally(args []string) error {
	o.table = newNameTable(o.merge)
	err := o.in.each(o.p, args, func(x *text) error {
		err := o.one(x)
		x.turn()
		o.table.endDocument()
		return err
	})
	if err != nil {
		return err
	}
	if o.table.cut {
		o.p.note("more than %d names: those that are rare are not all counted", maxNames)
	}
	_, err = o.out.Write(o.table.appendTo(nil, o.format, o.style))
	return err
}

// check tells what is wrong with the flags.
func (o *entitiesOptions) check() error {
	for _, name := range o.types {
		i := slices.Index(entityTypes, strings.ToUpper(strings.TrimSpace(name)))
		if i < 0 {
			return unknownValue("types", strings.ToUpper(name), entityTypes)
		}
		o.wanted[i] = true
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
	case o.tokens == "conll" && (o.format != "conll" || o.count || o.minScore > 0 || o.wanted[nameDate]):
		return errors.New("--input conll only adds a column of tags: it excludes other formats, --count, --min-score and DATE")
	}
	return nil
}

// load makes ready what finds names.
func (o *entitiesOptions) load() error {
	model := entity.Default()
	if o.model != "" {
		f, err := os.Open(o.model)
		if err != nil {
			return fmt.Errorf("--model %s: %w", o.model, corpus.Cause(err))
		}
		defer f.Close()
		if model, err = entity.Read(f); err != nil {
			return fmt.Errorf("--model %s: %w", o.model, corpus.Cause(err))
		}
	}
	if !slices.Contains(model.Schemes(), o.scheme) {
		return unknownValue("scheme", o.scheme, model.Schemes())
	}
	o.tagger = func() *entity.Finder {
		f, err := model.NewFinder(o.scheme)
		if err != nil {
			panic(err) // the model has the scheme
		}
		return f
	}
	// How dates and numbers are written makes no name.
	var err error
	o.engine, err = orthography.Selection{
		Profile: orthography.Standard, Disable: []string{string(orthography.Dates), string(orthography.Digits)},
	}.Compile()
	return err
}

// finder is a finder not in use. Making one costs megabytes, so small texts
// share them.
func (o *entitiesOptions) finder() *nameFinder {
	if f, ok := o.finders.Get().(*nameFinder); ok {
		return f
	}
	return &nameFinder{runner: o.engine.Runner(), tagger: o.tagger(), wanted: o.wanted, minScore: float32(o.minScore), strip: o.strip}
}

// one tells the names of one text.
func (o *entitiesOptions) one(x *text) error {
	how := x.how
	how.CountRunes = o.format == "jsonl" || o.format == "tsv"
	end, sentences := unitEnd, conllUnit
	if how.Flush {
		end, sentences = lineEnd, 1
	} else {
		how.Cut = unitsEnd
	}
	if o.tokens == "conll" {
		how.Cut = (&conllCutter{unit: sentences}).end
	}
	var made []*nameFinder
	defer func() {
		for _, f := range made {
			o.finders.Put(f)
		}
	}()
	begun := false
	return corpus.Stream(x, how, func() func([]byte, corpus.Block) ([]byte, struct{}, error) {
		f := o.finder()
		made = append(made, f)
		r := nameWriter{o: o, f: f, file: shown(x.Name())}
		return func(dst []byte, b corpus.Block) ([]byte, struct{}, error) {
			if o.tokens == "conll" {
				return f.tagColumn(dst, b.Data, sentences), struct{}{}, nil
			}
			r.line, r.offset, r.runes = b.Line, b.Offset, b.Runes
			for data := b.Data; len(data) > 0; {
				n := end(data)
				if n < 0 {
					n = len(data)
				}
				dst = r.appendUnit(dst, data[:n])
				data = data[n:]
			}
			return dst, struct{}{}, nil
		}
	}, func(out []byte, _ struct{}) error {
		if o.table != nil {
			x.turn()
			o.table.read(out)
			return nil
		}
		if !begun && o.format == "html" && o.several {
			begun = true
			if _, err := (inTurn{&o.out, x}).Write(appendHeading(nil, shown(x.Name()))); err != nil {
				return err
			}
		}
		_, err := inTurn{&o.out, x}.Write(out)
		return err
	})
}
