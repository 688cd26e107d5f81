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
	"runtime"
	"slices"
	"strings"
	"sync"
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
		named := new(sync.Map)
		for name, err := range in.names(p, args, named) {
			_, named := named.Load(name)
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
		err := o.end()
		if what := in.skipped.String(); what != "" && !in.sums && err == nil {
			p.note("%s", what)
		}
		return err
	}
	in.progress = in.showProgress(p)
	defer in.progress.stop()
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
		stopped := context.Cause(in.ctx).(interruption)
		stopped.abandoned = true
		return stopped
	}
}

// An interruption is the signal that ends nass.
type interruption struct {
	signal    syscall.Signal
	abandoned bool // a text may still be worked on
}

func (e interruption) Error() string { return "stopped by signal: " + e.signal.String() }

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

// one opens the text of that name and does it.
func (in *input) one(p *process, name string, enc corpus.Encoding, named bool, turn func(), do func(x *text) error) error {
	if name == corpus.Stdin {
		turn() // others may read it too
	}
	if in.replaces && named {
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			return errors.New("not a regular file") // to open a pipe would wait for who writes it
		}
	}
	f, err := corpus.Open(name, enc)
	if err != nil {
		return err
	}
	defer f.Close()
	if in.out != nil && in.out.is(f.Info()) {
		switch {
		case !named:
			turn()
			p.note("%s: skipped (it is also the output)", shown(name))
			return nil
		case in.out.draft == nil || in.replaces:
			return errors.New("input is also the output")
		}
	}
	x := &text{File: f, how: corpus.StreamOptions{Workers: in.workers, Flush: in.lines, BlockSize: p.block}, turn: turn, ctx: in.ctx}
	if info := f.Info(); info.Mode().IsRegular() && info.Size() <= aheadBytes && p.block == 0 {
		x.how.Workers = 1
	} else {
		turn()
	}
	if skip, err := in.look(p, x, enc, named); skip || err != nil {
		return err
	}
	end := in.progress.begin(f)
	err = do(x)
	end()
	if err == nil && !in.replaces && f.Changed() {
		err = errChanged
	}
	return err
}

// look looks at what x is before it is read. What is found in a directory and is
// not text is skipped; where it is named, that is an error. A named file is read
// in a named encoding, whatever it is.
func (in *input) look(p *process, x *text, enc corpus.Encoding, named bool) (skip bool, err error) {
	byDefault := in.encoding == ""
	if named && !byDefault && enc != corpus.Auto {
		return false, nil
	}
	replaces := in.replaces && x.Name() != corpus.Stdin // which is only read
	refuse := func(k corpus.Kind) error {
		if isText(k, enc) {
			return nil
		}
		return notTextError{k, replaces}
	}
	var kind corpus.Kind
	if !x.Info().Mode().IsRegular() && (in.lines || x.Name() == corpus.Stdin && isTerminal(p.in)) {
		kind, err = x.Text().Watch(refuse) // a line is answered before the next one comes
	} else {
		kind, err = x.Text().Kind()
	}
	if err != nil {
		return false, err
	}
	if byDefault && kind.Wide() && kind.Marked && !replaces {
		x.Text().SetEncoding(kind.Encoding)
		return false, nil
	}
	switch err := refuse(kind); {
	case err == nil:
		if byDefault && kind.Encoding != corpus.UTF8 {
			x.turn()
			p.note("%s: seems to be %s, and is read as UTF-8; see --encoding", shown(x.Name()), kind.Encoding)
		}
		return false, nil
	case named:
		return false, err
	case kind.Wide():
		x.turn()
		p.note("%s: %s", shown(x.Name()), err)
		in.skipped.wide++
	default:
		x.turn()
		in.skipped.binary++
	}
	return true, nil
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
