package main

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

type normalizeOptions struct {
	p       *process
	in      input
	out     output
	rules   selection
	conf    configs
	diff    bool
	edits   bool
	check   bool
	inPlace bool
	backup  string
}

func newNormalizeCmd(p *process) *cobra.Command {
	o := &normalizeOptions{p: p}
	cmd := &cobra.Command{
		Use:   "normalize [FILE]...",
		Short: "repair what is wrong beyond doubt",
		Long: `Writes the texts, one after the other, as the rules would have them. Without FILE, or for -, it reads the standard input.
A directory stands for the text files in it; binary ones are skipped and counted. A binary file that is named is an error.

What no rule names stays byte for byte: invalid UTF-8, CRLF, a missing last newline. Input in another encoding is written
as UTF-8. With --encoding utf-8 a named file is read whatever it is, and binary data passes through.`,
		Example: `  nass normalize page.txt > clean.txt
  nass normalize --diff page.txt
  nass normalize -i=.bak news/
  nass normalize --profile search < page.txt
  nass normalize --digits eastern --enable quotes-guillemets page.txt
  xzcat crawl.xz | nass normalize -o clean.zst`,
		RunE: func(_ *cobra.Command, args []string) error { return runNormalize(o, args) },
	}
	f := cmd.Flags()
	f.BoolVar(&o.diff, "diff", false, "show what would change, as a unified difference")
	f.BoolVar(&o.edits, "edits", false, "list what would change: one JSON object an edit")
	f.BoolVar(&o.check, "check", false, "name the files that would change, or with --diff show how; exit with 1 if there are any")
	f.StringVarP(&o.backup, "in-place", "i", "", "rewrite the files that change, and keep the old ones with `SUFFIX` if given")
	f.Lookup("in-place").NoOptDefVal = inPlaceOnly
	f.StringVar(&o.conf.file, "config", "", "take what this `FILE` says of rules (see nass config)")
	o.rules.add(cmd, "standard")
	o.in.add(cmd)
	f.Lookup("null").Usage = "End names of --check and --files-from with NUL"
	o.out.add(cmd)
	return cmd
}

// inPlaceOnly is the value of -i without a suffix; no suffix holds a slash.
const inPlaceOnly = "/"

func runNormalize(o *normalizeOptions, args []string) error {
	if o.inPlace = o.backup != ""; o.backup == inPlaceOnly {
		o.backup = ""
	}
	switch {
	case o.inPlace && (o.check || o.diff || o.edits):
		return errors.New("-i writes; --check, --diff and --edits only show: choose one")
	case o.edits && (o.check || o.diff):
		return errors.New("--edits excludes --check and --diff")
	case o.inPlace && o.out.file != "":
		return errors.New("-i excludes -o")
	}
	o.in.nulOut = o.check && !o.diff
	o.conf.rules, o.conf.none = &o.rules, o.conf.file == ""
	if err := o.conf.prepare(); err != nil {
		return err
	}
	o.in.replaces, o.in.sums = o.inPlace, o.inPlace
	o.in.skip = func(path string) bool {
		return o.backup != "" && strings.HasSuffix(path, o.backup) || o.conf.excludes(path)
	}
	return o.out.write(o.p, &o.in, func() error {
		switch {
		case o.inPlace:
			return o.rewrite(args)
		case o.diff:
			return walk(&o.in, o.p, args, diffJob(&o.out, o.p, o.engine, func() {
				if o.check {
					o.p.found()
				}
			}))
		case o.edits:
			return walk(&o.in, o.p, args, corpus.Job[struct{}]{Work: o.listEdits, Merge: merger[struct{}](&o.out)})
		case o.check:
			return walk(&o.in, o.p, args, corpus.Job[bool]{Work: o.changes, Merge: func(t *corpus.Text, _ []byte, changed bool) error {
				if !changed {
					return nil
				}
				o.p.found()
				return o.out.put(t, o.listed(t.Name()))
			}})
		}
		return walk(&o.in, o.p, args, corpus.Job[bool]{Work: o.normalize, Merge: merger[bool](&o.out)})
	})
}

// engine is what normalizes the text of that name.
func (o *normalizeOptions) engine(name string) (*rule.Engine, error) {
	s, err := o.conf.of(name)
	if err != nil {
		return nil, err
	}
	return s.Engine, nil
}

// normalize emits the normal form of t, and whether each part differs.
func (o *normalizeOptions) normalize(t *corpus.Text, emit func([]byte, bool) error) error {
	engine, err := o.engine(t.Name())
	if err != nil {
		return err
	}
	return corpus.Stream(t, t.Options, func() func([]byte, corpus.Block) ([]byte, bool, error) {
		r := engine.Runner()
		return func(dst []byte, b corpus.Block) ([]byte, bool, error) {
			dst = r.Append(dst, b.Data)
			return dst, !bytes.Equal(dst, b.Data), nil
		}
	}, emit)
}

// rewrite replaces the files by their normal forms.
func (o *normalizeOptions) rewrite(args []string) error {
	w := newRewriter(o.p, o.backup)
	err := walk(&o.in, o.p, args, corpus.Job[*corpus.Replacement]{
		Work: func(t *corpus.Text, emit func([]byte, *corpus.Replacement) error) error {
			if t.Name() == corpus.Stdin {
				return errors.New("-i needs files")
			}
			r, err := w.make(t, func(to io.Writer) (changed bool, err error) {
				err = o.normalize(t, func(out []byte, differs bool) error {
					changed = changed || differs
					_, err := to.Write(out)
					return err
				})
				return changed || decoded(t), err
			})
			if err != nil {
				return err
			}
			return emit(nil, r)
		},
		Merge: func(_ *corpus.Text, _ []byte, r *corpus.Replacement) error {
			w.add(r)
			return nil
		},
	})
	if err = w.end(err); err != nil {
		return err
	}
	sums := []string{w.summary()}
	if what := o.in.skipped.String(); what != "" {
		sums = append(sums, what)
	}
	o.p.note("%s", strings.Join(sums, "; "))
	return nil
}

// listed returns the name of a text as --check prints it: for readers, or with
// --null for programs.
func (o *normalizeOptions) listed(name string) []byte {
	if o.in.nul {
		return append([]byte(shown(name)), 0)
	}
	return append(report.AppendName(nil, shown(name)), '\n')
}

// decoded reports whether t was read in an encoding that is not written.
func decoded(t *corpus.Text) bool {
	enc := t.File.Text().Encoding()
	return enc != corpus.UTF8 && enc != corpus.Auto
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
	return emit(nil, err == errDiffers || decoded(t))
}

// listEdits emits the edits of t.
func (o *normalizeOptions) listEdits(t *corpus.Text, emit func([]byte, struct{}) error) error {
	engine, err := o.engine(t.Name())
	if err != nil {
		return err
	}
	how := t.Options
	how.CountRunes = true
	return corpus.Stream(t, how, func() func([]byte, corpus.Block) ([]byte, struct{}, error) {
		r, rows := engine.Runner(), new(report.Rows)
		return func(dst []byte, b corpus.Block) ([]byte, struct{}, error) {
			return rows.AppendEdits(dst, r, shown(t.Name()), b.Data, span.Place{Offset: b.Offset, Runes: b.Runes, Line: b.Line}), struct{}{}, nil
		}
	}, emit)
}
