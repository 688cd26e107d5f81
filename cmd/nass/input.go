package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"

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
	// skipBinary leaves binary texts out, with a note, also where they are
	// named; those found in directories are left out in any case.
	skipBinary bool
	// replaces says that the verb itself changes the files.
	replaces bool
	// ctx, if set, ends when nass is interrupted: what it has begun to write is
	// then to be removed.
	ctx context.Context
	// nulOut says that -0 is for what is written too.
	nulOut bool
	// block is the bytes of a block, 0 for the usual. Tests set it; all work at
	// once then, however small the text.
	block int
}

func (in *input) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&in.from, "files-from", "", "read the names of the files from `FILE`, one a line (- is the standard input)")
	usage := "the names in --files-from end with NUL instead of newline"
	if in.nulOut {
		usage = "end what is written with NUL instead of newline; the names in --files-from end so too"
	}
	f.BoolVarP(&in.nul, "null", "0", false, usage)
	f.StringVar(&in.encoding, "encoding", string(corpus.UTF8), "how the input is encoded: utf-8 (bytes that are not pass through), auto, cp1256, iso-8859-6, utf-16, utf-16le or utf-16be")
	f.IntVarP(&in.workers, "jobs", "j", 0, "how many `N` work at once; the output is the same for any (default: all cores)")
	f.BoolVar(&in.lines, "line-buffered", false, "write each line as soon as it is read")
	f.BoolVar(&in.hidden, "hidden", false, "read hidden files in directories too")
	f.BoolVar(&in.noIgnore, "no-ignore", false, "do not look at .gitignore files")
	f.StringSliceVar(&in.exclude, "exclude", nil, "leave out what `GLOB` matches in directories")
	complete(cmd, "encoding", string(corpus.Auto), string(corpus.UTF8), string(corpus.CP1256), string(corpus.ISO88596),
		string(corpus.UTF16), string(corpus.UTF16LE), string(corpus.UTF16BE))
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

// An outputError is one that leaves nothing to write to, and so ends the verb.
type outputError struct{ error }

func (e outputError) Unwrap() error { return e.error }

// each opens the texts that args and the flags name, in their order, and calls
// do with each. What fails is told, with the text's name, and the rest is done;
// each returns only the error that ends all. Interrupted, it waits a second for
// what has begun, as a pipe may never be read again.
func (in *input) each(p *process, args []string, do func(x *text) error) error {
	if err := in.check(args); err != nil {
		return err
	}
	enc, err := corpus.ParseEncoding(in.encoding)
	if err != nil {
		return err
	}
	jobs := in.workers
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	o := newOrder(p, jobs)
	all := func() error {
		named := map[string]bool{}
		for name, err := range in.names(p, args, named) {
			named := named[name]
			o.start(name, func(turn func()) error {
				if err != nil {
					return err
				}
				return in.one(p, name, enc, named, turn, do)
			})
			if o.over.Load() {
				break
			}
		}
		return o.end()
	}
	if in.ctx == nil {
		return all()
	}
	ended := make(chan error, 1)
	go func() { ended <- all() }()
	select {
	case err := <-ended:
		return err
	case <-in.ctx.Done():
	}
	select {
	case err := <-ended:
		return err
	case <-time.After(time.Second):
		o.over.Store(true)
		return errAbandoned
	}
}

// interruptible is a context that a signal to end cancels. stop must be called
// when nothing is left that an interrupt would leave behind.
func interruptible() (_ context.Context, stop func()) {
	signals := slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}, signal.Ignored) // nohup
	if len(signals) == 0 {
		return context.Background(), func() {} // to wait for none would be to wait for any
	}
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	context.AfterFunc(ctx, stop) // the next signal is not waited for
	return ctx, stop
}

// one opens the text of that name and does it.
func (in *input) one(p *process, name string, enc corpus.Encoding, named bool, turn func(), do func(x *text) error) error {
	if name == corpus.Stdin {
		turn() // others may read it too
	}
	if in.replaces {
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			return errors.New("not a regular file") // to open a pipe would wait for who writes it
		}
	}
	f, err := corpus.Open(name, enc)
	if err != nil {
		return err
	}
	defer f.Close()
	x := &text{File: f, how: corpus.Options{Workers: in.workers, Flush: in.lines, BlockSize: in.block}, turn: turn, ctx: in.ctx}
	if info := f.Info(); info.Mode().IsRegular() && info.Size() <= aheadBytes && in.block == 0 {
		x.how.Workers = 1
	} else {
		turn()
	}
	// A pipe that is answered line by line must not be waited for.
	wait := name == corpus.Stdin && (in.lines || isTerminal(p.in))
	if (in.skipBinary || !named) && !wait {
		binary, err := f.Text().Binary()
		if err != nil {
			return err
		}
		if binary {
			turn()
			p.note("%s: binary, left out", shown(name))
			return nil
		}
	}
	if enc == corpus.UTF8 && !wait {
		seems, err := f.Text().Seems()
		if err != nil {
			return err
		}
		if seems != corpus.UTF8 {
			turn()
			p.note("%s: seems to be %s, and is read as UTF-8; see --encoding", shown(name), seems)
		}
	}
	stop := p.progress(f)
	err = do(x)
	stop()
	if err == nil && !in.replaces && f.Changed() {
		err = errChanged
	}
	return err
}

var errChanged = errors.New("changed while it was read: what was made of it may be a mixture")

// names yields the names of the texts; those that are not found in a directory
// are put into named.
func (in *input) names(p *process, args []string, named map[string]bool) iter.Seq2[string, error] {
	walk := corpus.WalkOptions{Hidden: in.hidden, NoIgnore: in.noIgnore, Skip: in.skips}
	expand := func(args []string, yield func(string, error) bool) bool {
		for _, arg := range args {
			named[arg] = true
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
			named[corpus.Stdin] = true
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
		if matches(glob, path) {
			return true
		}
	}
	return !isDir && in.skip != nil && in.skip(path)
}

// matches tells whether glob matches a path, or its last name where glob has no
// slash.
func matches(glob, path string) bool {
	path = filepath.ToSlash(filepath.Clean(path))
	if ok, err := doublestar.Match(glob, path); ok && err == nil {
		return true
	}
	ok, err := doublestar.Match("**/"+glob, path)
	return ok && err == nil
}
