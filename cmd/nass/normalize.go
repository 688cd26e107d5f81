package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

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
A directory stands for the text files in it; binary ones are left out. A binary file that is named passes through, and is
left out with -i.

What no rule names stays byte for byte: invalid UTF-8, CRLF, a missing last newline. Input in another encoding is written
as UTF-8.`,
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
	o.conf.rules, o.conf.none = &o.rules, o.conf.file == ""
	if err := o.conf.prepare(); err != nil {
		return err
	}
	color, err := o.p.colored()
	if err != nil {
		return err
	}
	if err := o.out.open(o.p); err != nil {
		return err
	}
	o.in.skipBinary, o.in.replaces = o.inPlace, o.inPlace
	o.in.skip = o.conf.excludes
	whole := true
	err = o.in.each(o.p, args, func(f *corpus.File) error {
		set, err := o.conf.of(f.Name())
		if err == nil {
			err = o.one(set.engine, f, color && o.out.file == "")
		}
		if err != nil {
			whole = false
		}
		return err
	})
	if closeErr := o.out.close(whole && err == nil); err == nil {
		err = closeErr
	}
	if err == nil && !whole && o.out.temp != nil {
		o.p.note("%s is left as it was", o.out.file)
	}
	return err
}

// one normalizes one text.
func (o *normalizeOptions) one(engine *rule.Engine, f *corpus.File, color bool) error {
	switch {
	case o.inPlace:
		return o.replace(engine, f)
	case o.diff:
		differs, err := writeDiff(&o.out, f, o.in.stream(), engine, color)
		if differs && o.check {
			o.p.found()
		}
		return err
	case o.edits:
		return o.listEdits(engine, f)
	case o.check:
		changed, err := changes(engine, f, o.in.stream())
		if changed {
			o.p.found()
			fmt.Fprintln(&o.out, shown(f.Name()))
		}
		return err
	}
	if o.out.isInput(f) {
		return errors.New("the input is the output: left out")
	}
	_, err := normalizeTo(&o.out, engine, f, o.in.stream())
	if o.in.lines && err == nil {
		err = o.out.flush()
	}
	return err
}

// normalizeTo writes the normal form of f, and tells whether it differs.
func normalizeTo(w io.Writer, engine *rule.Engine, f *corpus.File, how corpus.Options) (changed bool, err error) {
	lines, _ := w.(*output)
	err = corpus.Stream(f, how, func() func([]byte, corpus.Block) ([]byte, bool, error) {
		r := engine.Runner()
		return func(dst []byte, b corpus.Block) ([]byte, bool, error) {
			dst = r.AppendBlock(dst, b.Data)
			return dst, !bytes.Equal(dst, b.Data), nil
		}
	}, func(out []byte, blockChanged bool) error {
		changed = changed || blockChanged
		_, err := w.Write(out)
		if err == nil && how.Flush && lines != nil {
			err = lines.flush()
		}
		return err
	})
	return changed || decoded(f), err
}

// decoded tells whether f was read in an encoding that is not written.
func decoded(f *corpus.File) bool {
	return f.Text().Encoding() != corpus.UTF8 && f.Text().Encoding() != corpus.Auto
}

var errStop = errors.New("enough is known")

// changes tells whether normalizing f would change it, and reads no more of it
// than that takes.
func changes(engine *rule.Engine, f *corpus.File, how corpus.Options) (bool, error) {
	err := corpus.Stream(f, how, func() func([]byte, corpus.Block) ([]byte, struct{}, error) {
		r := engine.Runner()
		return func(dst []byte, b corpus.Block) ([]byte, struct{}, error) {
			if dst = r.AppendBlock(dst, b.Data); !bytes.Equal(dst, b.Data) {
				return dst, struct{}{}, errStop
			}
			return dst, struct{}{}, nil
		}
	}, func([]byte, struct{}) error { return nil })
	if err == errStop {
		return true, nil
	}
	return err == nil && decoded(f), err
}

// replace normalizes f in its place.
func (o *normalizeOptions) replace(engine *rule.Engine, f *corpus.File) error {
	if f.Name() == corpus.Stdin {
		return errors.New("-i needs files")
	}
	return corpus.Replace(f.Name(), o.backup, func(w io.Writer) (bool, error) {
		return normalizeTo(w, engine, f, o.in.stream())
	})
}

// writeDiff writes what the engine would change in f.
func writeDiff(w *output, f *corpus.File, how corpus.Options, engine *rule.Engine, color bool) (differs bool, err error) {
	d := report.NewDiff(w, shown(f.Name()), color)
	err = corpus.Stream(f, how, func() func([]byte, corpus.Block) ([]byte, *report.DiffBlock, error) {
		r := engine.Runner()
		return func(dst []byte, b corpus.Block) ([]byte, *report.DiffBlock, error) {
			block := report.NewDiffBlock(dst, b.Data, b.Line, color)
			r.EditBlock(b.Data, func(start int, _ []byte, edits []span.Edit) { block.Change(start, edits) })
			return block.Close(), block, nil
		}
	}, func(out []byte, block *report.DiffBlock) error { return d.Add(block, out) })
	differs, closeErr := d.Close()
	if err == nil {
		err = closeErr
	}
	return differs, err
}

// listEdits writes the edits of f.
func (o *normalizeOptions) listEdits(engine *rule.Engine, f *corpus.File) error {
	how := o.in.stream()
	how.CountRunes = true
	return corpus.Stream(f, how, func() func([]byte, corpus.Block) ([]byte, struct{}, error) {
		r := engine.Runner()
		return func(dst []byte, b corpus.Block) ([]byte, struct{}, error) {
			at, line, runes := 0, b.Line, b.Runes
			r.EditBlock(b.Data, func(start int, text []byte, edits []span.Edit) {
				line += bytes.Count(b.Data[at:start], []byte{'\n'})
				for _, e := range edits {
					c := report.Change{Path: shown(f.Name()), Line: line, Rules: r.By(e), Old: text[e.Start:e.End], New: e.New}
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
		_, err := o.out.Write(out)
		if err == nil && o.in.lines {
			err = o.out.flush()
		}
		return err
	})
}
