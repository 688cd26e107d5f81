package main

import (
	"errors"
	"runtime/debug"
	"sync"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/annotate"
	"github.com/nass-ar/nass/pkg/clitic"
	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/folder"
	"github.com/nass-ar/nass/pkg/span"
)

type annotateOptions struct {
	p      *process
	in     input
	out    output
	rules  selection
	layers []string
	unit   span.Unit
	into   string
	schema bool
	batch  batch

	clitics clitic.Scheme // of the layer

	reference string // of relative dates
}

func newAnnotateCmd(p *process) *cobra.Command {
	o := &annotateOptions{p: p, clitics: clitic.ATB}
	schemes := clitic.Schemes
	schemes[clitic.None] = "" // is the layer without clitics
	cmd := &cobra.Command{
		Use:   "annotate [FILE]...",
		Short: "Add sentences, tokens, names, dates and more to records",
		Long: `Find the layers of each document in one pass: its language and damage, normal form, edits, findings, sentences, tokens,
clitics, names, dates and signals of quality. With no FILE, or when FILE is -, read standard input.

Each record of a JSON Lines, CSV or TSV file comes back with one more field, named by --into; all else stays byte for byte.
A Parquet file gains a column of strings with JSON; all other columns keep their values, row groups and compression. Each page
or plain text becomes one line with a JSON object, and is read whole, 64 MiB at most. The output has a version ("v") and a JSON
schema (--schema).

With --out-dir each FILE has an output of its own in DIR, under its path as it is named: whole or not at all. --resume skips the
files that have one. --shard I/N reads the I-th of every N files, for tasks that share DIR. DIR/.nass/manifest.json has the counts
of all of them. DIR can only have the outputs of one version of nass and one choice of flags.

start and end count --unit from the beginning of the text. With the layer normal, normal_start and normal_end are the same
place in the normal form. An invalid byte counts as one code point.

The flags that select rules apply to the normal form and to findings. Without --profile the normal form has the profile
standard, and findings have the profile check.`,
		Example: `  nass annotate corpus.jsonl > annotated.jsonl
  nass annotate --layers normal,edits,findings --field body corpus.jsonl.zst
  nass annotate --layers all --unit utf16 page.md
  nass annotate --out-dir out --resume --shard 2/8 corpus/
  producer | nass annotate --as jsonl --line-buffered | consumer`,
		RunE: func(_ *cobra.Command, args []string) error { return runAnnotate(o, args) },
	}
	f := cmd.Flags()
	var usual []string
	for i, name := range annotate.LayerNames {
		if annotate.Usual>>i&1 != 0 {
			usual = append(usual, name)
		}
	}
	f.StringSliceVar(&o.layers, "layers", usual, "Find `LAYERS`, or all of them with all")
	command.Index(cmd, f, &o.unit, "unit", "Unit of offsets", span.Units[:]...)
	f.StringVar(&o.into, "into", "nass", "Name of the member or column that records gain")
	f.BoolVar(&o.schema, "schema", false, "Print the JSON schema of the output, and read nothing")
	command.Index(cmd, f, &o.clitics, "clitics", "Clitics of the layer clitics", schemes[:]...)
	f.StringVar(&o.reference, "reference", "", "Resolve relative dates against `DATE`, such as 2023-11-10")
	command.Complete(cmd, "layers", func() []string { return append([]string{"all"}, annotate.LayerNames...) })
	o.rules.add(cmd, "standard", "Read the rules from `FILE` (see nass config)")
	o.in.add(cmd)
	o.out.add(cmd)
	o.batch.add(cmd)
	return cmd
}

func runAnnotate(o *annotateOptions, args []string) error {
	if o.schema {
		return o.out.write(o.p, &o.in, func() error {
			_, err := o.out.Write(annotate.Schema)
			return err
		})
	}
	r, err := o.prepare()
	if err != nil {
		return err
	}
	if err := o.batch.prepare(&o.in, &o.out); err != nil {
		return err
	}
	// Most of the heap are the words that taggers remember, which hold no pointers: they
	// are collected for little, and never garbage.
	defer debug.SetGCPercent(debug.SetGCPercent(30))
	return o.out.write(o.p, &o.in, func() error {
		if o.batch.dir == "" {
			return walk(&o.in, o.p, args, corpus.Job[struct{}]{Work: r.work, Merge: merger[struct{}](&o.out)})
		}
		return r.intoFolder(args)
	})
}

// intoFolder writes an output for each text.
func (r *annotateRun) intoFolder(args []string) error {
	o := r.o
	a, err := r.annotator(corpus.Stdin)
	if err != nil {
		return err
	}
	options, err := optionsOf(&o.rules)
	if err != nil {
		return err
	}
	return o.batch.run(folder.Run{Verb: "annotate", Version: version(), Options: options, Rules: a.Rules()}, o.p, &o.in, func() error {
		return walk(&o.in, o.p, args, corpus.Job[struct{}]{Work: r.work, End: o.batch.end})
	})
}

// prepare reads the flags and the configuration, and returns the run that they ask for.
func (o *annotateOptions) prepare() (*annotateRun, error) {
	r := &annotateRun{o: o, dates: date.Options{Hijri: date.Printed}, made: map[[2]*config.Settings]*annotate.Annotator{}}
	for _, name := range o.layers {
		layers, err := annotate.ParseLayers(name)
		if err != nil {
			return nil, command.UnknownValue("layers", name, append([]string{"all"}, annotate.LayerNames...))
		}
		r.layers |= layers
	}
	switch {
	case r.layers == 0:
		return nil, errors.New("--layers: must name a layer")
	case o.into == "":
		return nil, errors.New("--into: must not be empty")
	}
	if err := o.rules.find(); err != nil {
		return nil, err
	}
	o.in.Finder, o.in.Finds = o.rules.Finder, true
	find := o.rules
	find.Profile = "check"
	if err := find.find(); err != nil {
		return nil, err
	}
	r.find = find.Finder
	return r, setReference(&r.dates, o.reference)
}

// An annotateRun is the state of a run of nass annotate.
type annotateRun struct {
	o      *annotateOptions
	layers annotate.Layers
	dates  date.Options
	find   *config.Finder // of findings; o.rules has that of the normal form

	mu   sync.Mutex
	made map[[2]*config.Settings]*annotate.Annotator
}

// annotator returns what annotates the text of that name.
func (r *annotateRun) annotator(name string) (*annotate.Annotator, error) {
	normal, err := r.o.rules.Of(name)
	if err != nil {
		return nil, err
	}
	find, err := r.find.Of(name)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	by := [2]*config.Settings{normal, find}
	a := r.made[by]
	if a == nil {
		if a, err = annotate.New(annotate.Options{Layers: r.layers, Normal: normal.Engine, Find: find.Engine, Ignore: find.Ignores, Dates: r.dates, Clitics: r.o.clitics}); err != nil {
			return nil, err
		}
		r.made[by] = a
	}
	return a, nil
}

// work emits the annotated text.
func (r *annotateRun) work(t *corpus.Text, emit func([]byte, struct{}) error) error {
	a, err := r.annotator(t.Name())
	if err != nil {
		return err
	}
	if j, nature := r.o.in.Judge(t); nature != nil {
		a = a.Suppose(*nature)
	} else {
		a = a.Judged(j)
	}
	f := &annotate.File{File: *r.o.in.File(t), Unit: r.o.unit, Into: r.o.into}
	if r.o.batch.dir != "" {
		return r.o.batch.write(t, &f.File, func(emit func([]byte, int) error) error { return a.File(f, emit) })
	}
	return a.File(f, func(out []byte, _ int) error { return emit(out, struct{}{}) })
}
