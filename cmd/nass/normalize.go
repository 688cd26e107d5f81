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
	place   *rewriter
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
		o.place = newRewriter(o.p, o.backup)
		err := o.in.each(o.p, args, func(x *text) error {
			set, err := o.conf.of(x.Name())
			if err != nil {
				return err
			}
			return o.one(set.engine, x)
		})
		if err = o.place.end(err); err == nil && o.inPlace {
			sums := []string{o.place.summary()}
			if what := o.in.skipped.String(); what != "" {
				sums = append(sums, what)
			}
			o.p.note("%s", strings.Join(sums, "; "))
		}
		return err
	})
}

// one normalizes one text.
func (o *normalizeOptions) one(engine *rule.Engine, x *text) error {
	switch {
	case o.inPlace:
		if x.Name() == corpus.Stdin {
			return errors.New("-i needs files")
		}
		return o.place.replace(x, func(w io.Writer) (bool, error) {
			return normalizeTo(w, engine, x)
		})
	case o.diff:
		differs, err := writeDiff(&o.out, engine, x)
		if differs && o.check {
			o.p.found()
		}
		return err
	case o.edits:
		return listEdits(&o.out, engine, x)
	case o.check:
		changed, err := changes(engine, x)
		x.turn()
		if changed {
			o.p.found()
			if _, err := o.out.Write(o.listed(x.Name())); err != nil {
				return err
			}
		}
		return err
	}
	_, err := normalizeTo(inTurn{&o.out, x}, engine, x)
	return err
}

// listed returns the name of a text as --check prints it: for readers, or with
// --null for programs.
func (o *normalizeOptions) listed(name string) []byte {
	if o.in.nul {
		return append([]byte(shown(name)), 0)
	}
	return append(report.AppendName(nil, shown(name)), '\n')
}

// inTurn is the output when the text's turn has come.
type inTurn struct {
	w *output
	x *text
}

func (t inTurn) Write(b []byte) (int, error) {
	t.x.turn()
	n, err := t.w.Write(b)
	if err == nil && t.x.how.Flush {
		err = t.w.flush()
	}
	return n, err
}

// normalizeTo writes the normal form of x, and tells whether it differs.
func normalizeTo(w io.Writer, engine *rule.Engine, x *text) (changed bool, err error) {
	err = corpus.Stream(x, x.how, func() func([]byte, corpus.Block) ([]byte, bool, error) {
		r := engine.Runner()
		return func(dst []byte, b corpus.Block) ([]byte, bool, error) {
			dst = r.Append(dst, b.Data)
			return dst, !bytes.Equal(dst, b.Data), nil
		}
	}, func(out []byte, blockChanged bool) error {
		changed = changed || blockChanged
		_, err := w.Write(out)
		return err
	})
	return changed || decoded(x), err
}

// decoded tells whether x was read in an encoding that is not written.
func decoded(x *text) bool {
	enc := x.Text().Encoding()
	return enc != corpus.UTF8 && enc != corpus.Auto
}

var errStop = errors.New("enough is known")

// changes tells whether normalizing x would change it, and reads no more of it
// than that takes.
func changes(engine *rule.Engine, x *text) (bool, error) {
	err := corpus.Stream(x, x.how, func() func([]byte, corpus.Block) ([]byte, struct{}, error) {
		r := engine.Runner()
		return func(dst []byte, b corpus.Block) ([]byte, struct{}, error) {
			if dst = r.Append(dst, b.Data); !bytes.Equal(dst, b.Data) {
				return dst, struct{}{}, errStop
			}
			return dst, struct{}{}, nil
		}
	}, func([]byte, struct{}) error { return nil })
	if err == errStop {
		return true, nil
	}
	return err == nil && decoded(x), err
}

// writeDiff writes what the engine would change in x.
func writeDiff(w *output, engine *rule.Engine, x *text) (differs bool, err error) {
	style := report.Style{Color: w.style(w.p).Color, Visible: w.onTerminal(w.p)}
	d := report.NewDiff(inTurn{w, x}, shown(x.Name()), style)
	err = corpus.Stream(x, x.how, func() func([]byte, corpus.Block) ([]byte, *report.DiffBlock, error) {
		r := engine.Runner()
		return func(dst []byte, b corpus.Block) ([]byte, *report.DiffBlock, error) {
			block := report.NewDiffBlock(dst, b.Data, b.Line, style)
			r.EditBlock(b.Data, func(start int, _ []byte, edits []span.Edit) { block.Change(start, edits) })
			return block.Close(), block, nil
		}
	}, func(out []byte, block *report.DiffBlock) error { return d.Add(block, out) })
	differs, closeErr := d.Close()
	if err == nil {
		err = closeErr
	}
	x.turn()
	return differs, err
}

// listEdits writes the edits of x.
func listEdits(w *output, engine *rule.Engine, x *text) error {
	how := x.how
	how.CountRunes = true
	path := shown(x.Name())
	return corpus.Stream(x, how, func() func([]byte, corpus.Block) ([]byte, struct{}, error) {
		r := engine.Runner()
		return func(dst []byte, b corpus.Block) ([]byte, struct{}, error) {
			at, line, runes := 0, b.Line, b.Runes
			r.EditBlock(b.Data, func(start int, text []byte, edits []span.Edit) {
				line += bytes.Count(b.Data[at:start], []byte{'\n'})
				for _, e := range edits {
					c := report.Change{Path: path, Line: line, Rules: r.By(e), Old: text[e.Start:e.End], New: e.New}
					runes += int64(span.Rune.Count(b.Data[at : start+e.Start]))
					c.Start, c.RuneStart = b.Offset+int64(start+e.Start), runes
					runes += int64(span.Rune.Count(c.Old))
					c.End, c.RuneEnd = b.Offset+int64(start+e.End), runes
					at = start + e.End
					dst = c.AppendTo(dst)
				}
			})
			return dst, struct{}{}, nil
		}
	}, func(out []byte, _ struct{}) error {
		_, err := inTurn{w, x}.Write(out)
		return err
	})
}
