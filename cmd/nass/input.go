package main

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
)

// An input is what a verb reads: the flags that choose the texts, and how they
// are read. Every verb that reads text has the same.
type input struct {
	from     string
	nul      bool
	encoding string
	workers  int
	lines    bool
	hidden   bool
	noIgnore bool
	exclude  []string
	config.Reading

	skip     func(path string) bool                                        // skips files found in directories; may be nil
	pick     func(names iter.Seq2[string, error]) iter.Seq2[string, error] // of the texts, which are read; nil: all
	skipped  string                                                        // after walk: what was found in directories and not read
	sums     bool                                                          // the verb itself reports what was skipped
	replaces bool                                                          // the verb itself changes the files
	drafts   bool                                                          // the verb itself writes files, whole or not at all
	nulOut   bool                                                          // -0 is for what is written too
	seen     bool                                                          // the output is seen on a terminal, so that no progress is shown
	out      *output                                                       // where the verb writes
	ctx      context.Context                                               // if set, ends when nass is interrupted: what it has begun to write is then to be removed
}

func (in *input) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&in.from, "files-from", "", "Read file names from `FILE`, one per line; - reads stdin")
	usage := "End names in --files-from with NUL"
	if in.nulOut {
		usage = "End output and names in --files-from with NUL"
	}
	f.BoolVarP(&in.nul, "null", "0", false, usage)
	f.StringVar(&in.encoding, "encoding", "", "Decode `ENCODING`, such as cp1256 or auto (default utf-8)")
	f.IntVarP(&in.workers, "jobs", "j", 0, "Number `N` of parallel jobs (default: all cores)")
	f.BoolVar(&in.lines, "line-buffered", false, "Write each line as soon as it is read")
	f.BoolVar(&in.hidden, "hidden", false, "Read hidden files in directories too")
	f.BoolVar(&in.noIgnore, "no-ignore", false, "Read files that .gitignore excludes")
	f.StringArrayVar(&in.exclude, "exclude", nil, "Skip what `GLOB` matches in directories; repeatable")
	command.Group(cmd, "Input", "files-from", "null", "encoding", "jobs", "line-buffered", "hidden", "no-ignore", "exclude")
	f.StringVar(&in.As, "as", "", "Read files as `FORMAT` (default: by name; see nass formats)")
	f.StringArrayVar(&in.Fields, "field", nil, "Read the field `NAME` of records; repeatable (default text)")
	f.StringVar(&in.ID, "id-field", "", "Print the field `NAME` as the id of a record")
	command.Index(cmd, f, &in.OnError, "on-error", "Handle bad records", document.OnErrors[:]...)
	command.Group(cmd, "Format", "as", "field", "id-field", "on-error")
	command.Complete(cmd, "as", document.Names)
	command.Complete(cmd, "encoding", func() []string {
		return []string{string(corpus.Auto), string(corpus.UTF8), string(corpus.CP1256), string(corpus.ISO88596),
			string(corpus.UTF16), string(corpus.UTF16LE), string(corpus.UTF16BE), string(corpus.UTF32), string(corpus.UTF32LE), string(corpus.UTF32BE)}
	})
}

// inputs returns the texts that args and the flags name.
func (in *input) inputs(args []string) *corpus.Inputs {
	x := &corpus.Inputs{
		Args: args, From: in.from, NUL: in.nul, Encoding: in.encoding, Exclude: in.exclude,
		Walk:     corpus.WalkOptions{Hidden: in.hidden, NoIgnore: in.noIgnore},
		Replaces: in.replaces, Lines: in.lines,
		Known: func(name string) bool {
			f, known := in.Format(name)
			return in.Includes(name) || known && f != document.Source // which has a language for its name otherwise
		},
		Binary: func(name string) bool {
			f, _ := in.Format(name)
			return f.Binary
		},
	}
	if in.skip != nil {
		x.Walk.Skip = func(path string, isDir bool) bool { return !isDir && in.skip(path) }
	}
	if in.out != nil {
		x.Output = in.out.Output
	}
	return x
}

// check returns what is wrong with the flags.
func (in *input) check(args []string) error {
	switch {
	case in.workers < 0:
		return fmt.Errorf("--jobs: must be 1 or more, got %d", in.workers)
	case in.nul && in.from == "" && !in.nulOut:
		return errors.New("--null needs --files-from")
	case in.from != "" && len(args) > 0:
		return errors.New("--files-from cannot be combined with files on the command line")
	case in.As != "" && document.ByName(in.As) == nil:
		return command.UnknownValue("as", in.As, document.Names())
	}
	err := in.inputs(args).Check()
	if invalid := new(corpus.GlobError); errors.As(err, &invalid) {
		return fmt.Errorf("--exclude: invalid glob %q", invalid.Glob)
	}
	return err
}

// several reports whether there may be more than one text.
func (in *input) several(args []string) bool { return in.inputs(args).Several() }

// errUnknownFormat says why a file is not changed.
var errUnknownFormat = errors.New("unknown format, not changed; --as text edits it as plain text")
