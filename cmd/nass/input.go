package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
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

	// skip, if set, leaves out what it says yes to of what is found in
	// directories.
	skip func(path string) bool
	// skipped counts what was found in directories and not read.
	skipped skipped
	// sums says that the verb itself tells what was skipped.
	sums bool
	// replaces says that the verb itself changes the files.
	replaces bool
	// out, if set, is where the verb writes.
	out *output
	// ctx, if set, ends when nass is interrupted: what it has begun to write is
	// then to be removed.
	ctx context.Context
	// seen says that what is written is seen on a terminal, so that no progress
	// is shown.
	seen     bool
	progress *progress
	// nulOut says that -0 is for what is written too.
	nulOut bool
}

func (in *input) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&in.from, "files-from", "", "read the names of the files from `FILE`, one a line (- is the standard input)")
	usage := "the names in --files-from end with NUL instead of newline"
	if in.nulOut {
		usage = "end what is written with NUL instead of newline; the names in --files-from end so too"
	}
	f.BoolVarP(&in.nul, "null", "0", false, usage)
	f.StringVar(&in.encoding, "encoding", "", "Decode `ENCODING`, such as cp1256 or auto (default utf-8)")
	f.IntVarP(&in.workers, "jobs", "j", 0, "how many `N` work at once; the output is the same for any (default: all cores)")
	f.BoolVar(&in.lines, "line-buffered", false, "write each line as soon as it is read")
	f.BoolVar(&in.hidden, "hidden", false, "read hidden files in directories too")
	f.BoolVar(&in.noIgnore, "no-ignore", false, "do not look at .gitignore files")
	f.StringArrayVar(&in.exclude, "exclude", nil, "Skip what `GLOB` matches in directories; repeatable")
	complete(cmd, "encoding", string(corpus.Auto), string(corpus.UTF8), string(corpus.CP1256), string(corpus.ISO88596),
		string(corpus.UTF16), string(corpus.UTF16LE), string(corpus.UTF16BE), string(corpus.UTF32), string(corpus.UTF32LE), string(corpus.UTF32BE))
}

// check tells what is wrong with the flags.
func (in *input) check(args []string) error {
	if in.workers < 0 {
		return fmt.Errorf("-j %d: there must be one or more to work", in.workers)
	}
	if in.nul && in.from == "" && !in.nulOut {
		return errors.New("-0 needs --files-from")
	}
	if in.from != "" && len(args) > 0 {
		return errors.New("--files-from excludes files on the command line")
	}
	for _, glob := range in.exclude {
		if !doublestar.ValidatePattern(glob) {
			return fmt.Errorf("--exclude %q is no pattern", glob)
		}
	}
	_, err := corpus.ParseEncoding(in.encoding)
	return err
}

// several tells whether there may be more than one text.
func (in *input) several(args []string) bool {
	if in.from != "" || len(args) > 1 {
		return true
	}
	if len(args) == 0 || args[0] == corpus.Stdin {
		return false
	}
	info, err := os.Stat(args[0])
	return err != nil || info.IsDir() // a pattern, or a directory
}

// An interruption is the signal that ends nass.
type interruption struct {
	signal    syscall.Signal
	abandoned bool // a text may still be worked on
}

func (e interruption) Error() string { return "stopped by signal: " + e.signal.String() }
func (e interruption) Unwrap() error { return corpus.ErrInterrupted }

// interruptible returns a context that a signal to end cancels, with an
// interruption for its cause. stop must be called when nothing is left that an
// interrupt would leave behind.
func interruptible() (_ context.Context, stop func()) {
	signals := slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}, signal.Ignored) // nohup
	if len(signals) == 0 {
		return context.Background(), func() {} // to wait for none would be to wait for any
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	first := make(chan os.Signal, 1)
	signal.Notify(first, signals...)
	go func() {
		select {
		case s := <-first:
			signal.Stop(first) // the next one is not waited for
			cancel(interruption{signal: s.(syscall.Signal)})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(first)
		cancel(nil)
	}
}

// isText reports whether what is of that kind can be read in the encoding.
func isText(k corpus.Kind, enc corpus.Encoding) bool {
	wide := corpus.Kind{Encoding: enc}.Wide()
	switch {
	case k.Binary != "":
		return wide && k.Binary == corpus.BinaryData // as other encodings see it
	case k.Wide():
		return wide || enc == corpus.Auto
	}
	return true
}

// A notTextError says what is not read, and what to do to have it read.
type notTextError struct {
	corpus.Kind
	replaces bool
}

func (e notTextError) Error() string {
	switch {
	case e.Binary != "":
		return e.Binary + ", not text; --encoding utf-8 reads it all the same"
	case e.Marked && e.replaces:
		return fmt.Sprintf("is %s; --encoding %[1]s rewrites it as UTF-8", e.Encoding)
	}
	return fmt.Sprintf("looks like %s; use --encoding %[1]s", e.Encoding)
}

// A skipped counts what is found in directories and not read, beside what the
// user excludes.
type skipped struct {
	binary, wide   int // files
	links, special int // links to directories; pipes, devices and sockets
}

// String is "" where nothing was skipped.
func (s skipped) String() string {
	var parts []string
	for _, c := range []struct {
		n    int
		what string
	}{{s.binary, "binary file"}, {s.wide, "UTF-16 or UTF-32 file"}, {s.links, "directory link"}, {s.special, "special file"}} {
		if c.n > 0 {
			parts = append(parts, plural(c.n, c.what))
		}
	}
	if parts == nil {
		return ""
	}
	return strings.Join(parts, ", ") + " skipped"
}

var errChanged = errors.New("changed while it was read: what was made of it may be a mixture")

// names yields the names of the texts; those that are not found in a directory
// are put into named.
func (in *input) names(p *process, args []string, named *sync.Map) iter.Seq2[string, error] {
	walk := corpus.WalkOptions{Hidden: in.hidden, NoIgnore: in.noIgnore, Skip: in.skips, Skipped: func(_ string, mode fs.FileMode) {
		if mode.IsDir() {
			in.skipped.links++
		} else {
			in.skipped.special++
		}
	}}
	expand := func(args []string, yield func(string, error) bool) bool {
		for _, arg := range args {
			named.Store(arg, true)
		}
		for name, err := range corpus.Files(args, walk) {
			if !yield(name, err) {
				return false
			}
		}
		return true
	}
	return func(yield func(string, error) bool) {
		switch {
		case in.from != "":
			list, err := openList(in.from)
			if err != nil {
				yield("", err)
				return
			}
			defer list.Close()
			for name, err := range corpus.ReadList(list, in.nul) {
				if err != nil {
					yield("", fmt.Errorf("%s: %s", shown(in.from), message(err)))
					return
				}
				// A name in a list is no pattern.
				if _, err := os.Stat(name); err != nil && name != corpus.Stdin {
					if !yield(name, err) {
						return
					}
				} else if !expand([]string{name}, yield) {
					return
				}
			}
		case len(args) == 0:
			if isTerminal(p.in) {
				p.note("reads the standard input; Ctrl-D ends it")
			}
			named.Store(corpus.Stdin, true)
			yield(corpus.Stdin, nil)
		default:
			expand(args, yield)
		}
	}
}

func openList(name string) (io.ReadCloser, error) {
	if name == corpus.Stdin {
		return io.NopCloser(os.Stdin), nil
	}
	return os.Open(name)
}

// skips tells whether a file or directory found in a directory is left out.
func (in *input) skips(path string, isDir bool) bool {
	for _, glob := range in.exclude {
		if corpus.MatchGlob(glob, path) {
			return true
		}
	}
	return !isDir && in.skip != nil && in.skip(path)
}
