package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
)

// An output is where a verb writes: the standard output, another descriptor, a
// device, or a file that appears whole or not at all.
type output struct {
	file string // of -o; "" or "-" is the standard output

	p     *process
	w     *bufio.Writer
	z     io.Closer     // the compression
	to    *os.File      // closed at the end; nil where others write there too
	draft *corpus.Draft // becomes the file; nil where it is written directly
	// goes describes the regular file that the output goes to, or that it
	// replaces; nil where there is none.
	goes fs.FileInfo
}

func (o *output) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "write to `FILE`, whole or not at all; compressed where it ends in .gz or .zst")
}

// onTerminal tells whether what p writes there is shown on a terminal.
func (o *output) onTerminal(p *process) bool {
	return !o.toFile() && isTerminal(p.out)
}

// style is how a report for people looks that is written there.
func (o *output) style(p *process) report.Style {
	return report.Style{Color: p.colored() && !o.toFile(), Isolate: o.onTerminal(p)}
}

// toFile tells whether the output is not the standard output.
func (o *output) toFile() bool { return o.file != "" && o.file != corpus.Stdin }

// open makes the output ready to be written.
func (o *output) open(p *process) error {
	o.p = p
	w := p.out
	if o.toFile() {
		var err error
		if w, err = o.create(); err != nil {
			return fmt.Errorf("%s: %w", o.file, corpus.Cause(err))
		}
	}
	if o.draft == nil {
		o.goes = regular(w)
	}
	z, err := corpus.NewWriter(w, o.file)
	if err != nil {
		return err
	}
	o.z = z
	o.w = bufio.NewWriterSize(z, 64<<10)
	return nil
}

// create opens what the file of -o is written to: a descriptor that is open
// already, a draft of it, or itself where it is no regular file.
func (o *output) create() (io.Writer, error) {
	switch corpus.CompressionOfName(o.file) {
	case corpus.Bzip2, corpus.XZ:
		return nil, errors.New("only .gz and .zst are written compressed")
	}
	if fd, own, ok := descriptorOf(o.file); ok {
		return o.openDescriptor(fd, own)
	}
	target := o.file
	perm := fs.FileMode(0o666)
	if real, err := filepath.EvalSymlinks(o.file); err == nil {
		target = real
	}
	if info, err := os.Stat(target); err == nil {
		switch {
		case info.IsDir():
			return nil, errors.New("is a directory")
		case !info.Mode().IsRegular():
			o.to, err = os.OpenFile(target, os.O_WRONLY, 0)
			return o.to, err
		}
		// What is open already, as by >>, must not be replaced.
		for _, std := range []io.Writer{o.p.out, o.p.err.past} {
			if open := regular(std); open != nil && os.SameFile(open, info) {
				return std, nil
			}
		}
		perm, o.goes = info.Mode().Perm(), info
	}
	corpus.Sweep(filepath.Dir(target))
	d, err := corpus.NewDraft(target, perm)
	if err != nil {
		return nil, err
	}
	o.draft = d
	return d, nil
}

// openDescriptor opens a descriptor of this process, which is written where it
// is, or one of another, which is written at its end.
func (o *output) openDescriptor(fd int, own bool) (_ io.Writer, err error) {
	switch {
	case own && fd == 1:
		return o.p.out, nil
	case own && fd == 2:
		return o.p.err.past, nil
	case own:
		o.to, err = duplicate(fd)
	default:
		o.to, err = os.OpenFile(o.file, os.O_WRONLY|os.O_APPEND, 0)
	}
	return o.to, err
}

// regular describes the regular file that w is, or is nil.
func regular(w io.Writer) fs.FileInfo {
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return info
		}
	}
	return nil
}

// descriptorOf returns the descriptor that a name like /dev/stdout or /dev/fd/3,
// or a link to one, stands for, and reports whether it is one of this process.
func descriptorOf(name string) (fd int, own, ok bool) {
	for range 40 { // links, as many as systems follow
		dir, err := filepath.Abs(filepath.Dir(name))
		if err == nil {
			dir, err = filepath.EvalSymlinks(dir)
		}
		if err != nil {
			return 0, false, false
		}
		base := filepath.Base(name)
		if fd, err := strconv.Atoi(base); err == nil && fd >= 0 {
			if dir == "/dev/fd" {
				return fd, true, true
			}
			// /proc/PID/fd, or /proc/PID/task/TID/fd
			if process, ok := strings.CutPrefix(dir, "/proc/"); ok && strings.HasSuffix(process, "/fd") {
				process, _, _ = strings.Cut(process, "/")
				self, err := os.Readlink("/proc/self")
				return fd, err == nil && process == self, true
			}
		}
		link, err := os.Readlink(filepath.Join(dir, base))
		if err != nil {
			return 0, false, false
		}
		if name = link; !filepath.IsAbs(link) {
			name = filepath.Join(dir, link)
		}
	}
	return 0, false, false
}

// Write writes b; its errors end the verb.
func (o *output) Write(b []byte) (int, error) {
	n, err := o.w.Write(b)
	if err != nil {
		err = o.wrong(err)
	}
	return n, err
}

// flush hands on what was written.
func (o *output) flush() error {
	if err := o.w.Flush(); err != nil {
		return o.wrong(err)
	}
	return nil
}

func (o *output) wrong(err error) error {
	name := "<stdout>"
	if o.toFile() {
		name = o.file
	}
	return fmt.Errorf("%s: %w", name, corpus.Cause(err))
}

// write opens the output, has do write it from the input, and closes it. Any
// error, also one that was told and passed over, leaves a file as it was.
func (o *output) write(p *process, in *input, do func() error) error {
	if o.toFile() || in.replaces {
		var stop func()
		in.ctx, stop = interruptible()
		defer stop()
	}
	in.seen = o.onTerminal(p) && !in.replaces
	if err := o.open(p); err != nil {
		return err
	}
	in.out = o
	err := do()
	if stopped := new(interruption); errors.As(err, stopped) && stopped.abandoned {
		if o.draft != nil {
			o.draft.Discard() // and no more: others may still write
		}
		return err
	}
	whole := err == nil && p.code < exitError
	if closeErr := o.close(whole); err == nil {
		err = closeErr
	}
	if err == nil && !whole && o.draft != nil {
		p.note("%s is left as it was", o.file)
	}
	return err
}

// is reports whether the output goes to the file that info describes, or
// replaces it.
func (o *output) is(info fs.FileInfo) bool { return o.goes != nil && os.SameFile(o.goes, info) }

// close ends the output; whole says that all went well, without which a file
// is left as it was.
func (o *output) close(whole bool) error {
	if o.draft != nil && !whole {
		o.draft.Discard()
		return nil
	}
	err := o.w.Flush()
	if closeErr := o.z.Close(); err == nil {
		err = closeErr
	}
	switch {
	case o.draft != nil:
		if err == nil {
			err = o.draft.Sync()
		}
		if err == nil {
			err = o.draft.Commit()
		} else {
			o.draft.Discard()
		}
	case o.to != nil:
		if closeErr := o.to.Close(); err == nil {
			err = closeErr
		}
	}
	if err != nil && whole {
		return o.wrong(err)
	}
	return nil
}
