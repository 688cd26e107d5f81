package main

import (
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/suppress"
)

type normalizeOptions struct {
	p      *process
	in     input
	out    output
	rules  selection
	diff   bool
	edits  bool
	check  bool
	backup string // of -i; inPlaceOnly is no suffix, "" no -i
}

// inPlaceOnly is the value of -i without a suffix; no suffix holds a slash.
const inPlaceOnly = "/"

func newNormalizeCmd(p *process) *cobra.Command {
	o := &normalizeOptions{p: p}
	cmd := &cobra.Command{
		Use:   "normalize [FILE]...",
		Short: "Fix clear errors",
		Long: `Write the normalized text of each FILE to standard output. With no FILE, or when FILE is -, read standard input.
Directories are searched for text files; binary files in them are skipped and counted. A binary FILE is an error.

Everything that no rule names is kept byte for byte, including invalid UTF-8, CRLF and a missing final newline. Input in
another encoding is written as UTF-8. With --encoding utf-8, any FILE is read as text, even binary data.`,
		Example: `  nass normalize page.txt > clean.txt
  nass normalize --diff page.txt
  nass normalize -i=.bak news/
  nass normalize --profile search < page.txt
  nass normalize --digits eastern --enable quotes-guillemets page.txt
  xzcat crawl.xz | nass normalize -o clean.zst`,
		RunE: func(_ *cobra.Command, args []string) error { return runNormalize(o, args) },
	}
	f := cmd.Flags()
	f.BoolVar(&o.diff, "diff", false, "Print changes as a unified diff")
	f.BoolVar(&o.edits, "edits", false, "Print edits as JSON Lines")
	f.BoolVar(&o.check, "check", false, "List files that would change; exit 1 if there are any")
	f.StringVarP(&o.backup, "in-place", "i", "", "Rewrite files, and keep old ones with `SUFFIX` if given")
	f.Lookup("in-place").NoOptDefVal = inPlaceOnly
	o.rules.add(cmd, "standard", "Read the rules from `FILE` (see nass config)")
	o.in.add(cmd)
	f.Lookup("null").Usage = "End names of --check and --files-from with NUL"
	o.out.add(cmd)
	return cmd
}

func runNormalize(o *normalizeOptions, args []string) error {
	inPlace, suffix := o.backup != "", strings.TrimPrefix(o.backup, inPlaceOnly)
	switch {
	case inPlace && (o.check || o.diff || o.edits):
		return errors.New("-i cannot be combined with --check, --diff or --edits")
	case o.edits && (o.check || o.diff):
		return errors.New("--edits cannot be combined with --check or --diff")
	case inPlace && o.out.file != "":
		return errors.New("-i cannot be combined with -o")
	}
	o.in.nulOut = o.check && !o.diff
	if err := o.rules.find(); err != nil {
		return err
	}
	o.in.replaces, o.in.sums, o.in.Finder = inPlace, inPlace, o.rules.Finder
	o.in.skip = func(path string) bool {
		return suffix != "" && strings.HasSuffix(path, suffix) || o.rules.Excludes(path)
	}
	return o.out.write(o.p, &o.in, func() error {
		switch {
		case inPlace:
			return o.rewrite(args, suffix)
		case o.diff:
			return walk(&o.in, o.p, args, diffJob(&o.in, &o.out, o.p, o.fixer, func() {
				if o.check {
					o.p.found()
				}
			}))
		case o.edits:
			return walk(&o.in, o.p, args, corpus.Job[report.Edits]{Work: o.listEdits, Merge: o.writeEdits()})
		case o.check:
			return walk(&o.in, o.p, args, corpus.Job[bool]{Work: o.changes, Merge: o.list})
		}
		return walk(&o.in, o.p, args, corpus.Job[bool]{Work: o.normalize, Merge: merger[bool](&o.out)})
	})
}

// fixer returns what normalizes t, for a difference.
func (o *normalizeOptions) fixer(t *corpus.Text) (*report.Check, error) {
	engine, err := o.engine(t)
	if err != nil {
		return nil, err
	}
	return &report.Check{Fix: engine.Without(func(r *rule.Rule) bool { return r.Pair != nil })}, nil
}

// engine returns what normalizes t.
func (o *normalizeOptions) engine(t *corpus.Text) (*rule.Engine, error) {
	s, err := o.rules.Of(t.Name())
	if err != nil {
		return nil, err
	}
	return o.in.Judged(t)(s.Engine), nil
}

// normalize emits the normal form of t, and whether each part differs.
func (o *normalizeOptions) normalize(t *corpus.Text, emit func([]byte, bool) error) error {
	engine, err := o.engine(t)
	if err != nil {
		return err
	}
	return suppress.Normalize(engine, o.in.File(t), emit)
}

// rewrite replaces the files by their normal forms.
func (o *normalizeOptions) rewrite(args []string, suffix string) error {
	w := o.p.newBatch(suffix)
	err := w.End(walk(&o.in, o.p, args, corpus.Job[*corpus.Replacement]{
		Work: func(t *corpus.Text, emit func([]byte, *corpus.Replacement) error) error {
			if t.Name() == corpus.Stdin {
				return errors.New("-i requires a FILE")
			}
			if _, known := o.in.Format(t.Name()); !known {
				return errUnknownFormat
			}
			r, err := w.Make(t.File, func(to io.Writer) (changed bool, err error) {
				err = o.normalize(t, func(out []byte, differs bool) error {
					changed = changed || differs
					_, err := to.Write(out)
					return err
				})
				return changed, err
			})
			if err != nil {
				return err
			}
			return emit(nil, r)
		},
		Merge: func(_ *corpus.Text, _ []byte, r *corpus.Replacement) error {
			w.Add(r)
			return nil
		},
	}))
	if err != nil {
		return err
	}
	o.p.sum(w.String(), o.in.Others.String(), o.in.skipped)
	return nil
}

// errDiffers ends the reading of a text of which enough is known.
var errDiffers = errors.New("the text differs from its normal form")

// changes emits whether normalizing t would change it, and reads no more of it
// than that takes.
func (o *normalizeOptions) changes(t *corpus.Text, emit func([]byte, bool) error) error {
	err := o.normalize(t, func(_ []byte, differs bool) error {
		if differs {
			return errDiffers
		}
		return nil
	})
	if err != nil && err != errDiffers {
		return err
	}
	return emit(nil, err == errDiffers || t.Decoded())
}

// list writes the name of a text that would change: for readers, or with --null
// for programs.
func (o *normalizeOptions) list(t *corpus.Text, _ []byte, changed bool) error {
	if !changed {
		return nil
	}
	o.p.found()
	name := shown(t.Name())
	if o.in.nul {
		return o.out.put(t, append([]byte(name), 0))
	}
	return o.out.put(t, append(report.AppendName(nil, name), '\n'))
}

// listEdits emits the edits of t.
func (o *normalizeOptions) listEdits(t *corpus.Text, emit func([]byte, report.Edits) error) error {
	engine, err := o.engine(t)
	if err != nil {
		return err
	}
	return report.EditFile(engine, o.in.File(t), emit)
}

// writeEdits returns the function that writes the edits of texts.
func (o *normalizeOptions) writeEdits() func(*corpus.Text, []byte, report.Edits) error {
	rows := new(report.Rows)
	return func(t *corpus.Text, out []byte, edits report.Edits) error {
		defer edits.Release()
		if len(out) > 0 {
			return o.out.put(t, out)
		}
		if err := rows.WriteEdits(&o.out, shown(t.Name()), edits); err != nil || !t.Options.Flush {
			return err
		}
		return o.out.Flush()
	}
}
