package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
)

// An output is where a verb writes: the standard output, or a file that
// appears whole or not at all.
type output struct {
	file string // of -o; "" or "-" is the standard output

	p       *process
	w       *bufio.Writer
	closers []func() error // the compression, then the file
	temp    *os.File       // becomes the file; nil where it is written directly
	target  string
	info    fs.FileInfo // of the standard output; nil when it is no regular file
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
	var w io.Writer = p.out
	if o.toFile() {
		f, err := o.create()
		if err != nil {
			return fmt.Errorf("%s: %w", o.file, corpus.Cause(err))
		}
		z, err := corpus.NewWriter(f, o.file)
		if err != nil {
			return err
		}
		w = z
		o.closers = append(o.closers, z.Close, f.Sync, f.Close)
		if o.temp == nil {
			o.closers = []func() error{z.Close, f.Close}
		}
	} else if f, ok := p.out.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			o.info = info
		}
	}
	o.w = bufio.NewWriterSize(w, 64<<10)
	return nil
}

// create opens what the file is written to: a file beside it, or itself where
// it is no regular file.
func (o *output) create() (*os.File, error) {
	switch corpus.CompressionOfName(o.file) {
	case corpus.Bzip2, corpus.XZ:
		return nil, errors.New("only .gz and .zst are written compressed")
	}
	o.target = o.file
	perm := fs.FileMode(0o666)
	if real, err := filepath.EvalSymlinks(o.file); err == nil {
		o.target = real
	}
	if info, err := os.Stat(o.target); err == nil {
		switch {
		case info.IsDir():
			return nil, errors.New("is a directory")
		case !info.Mode().IsRegular():
			return os.OpenFile(o.target, os.O_WRONLY, 0)
		}
		perm = info.Mode().Perm()
	}
	f, err := corpus.CreateBeside(o.target, perm)
	o.temp = f
	return f, err
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
	return outputError{fmt.Errorf("%s: %w", name, corpus.Cause(err))}
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
	err := do()
	if errors.Is(err, errAbandoned) {
		o.drop() // and no more: others may still write
		return err
	}
	whole := err == nil && p.code < exitError
	if closeErr := o.close(whole); err == nil {
		err = closeErr
	}
	if err == nil && !whole && o.temp != nil {
		p.note("%s is left as it was", o.file)
	}
	return err
}

// texts writes head, and what do makes of each of the texts that args and the
// flags name.
func (o *output) texts(p *process, in *input, args []string, head string, do func(x *text) error) error {
	return o.write(p, in, func() error {
		if _, err := io.WriteString(o, head); err != nil {
			return err
		}
		return o.each(p, in, args, do)
	})
}

// each is in.each without the text that is the output.
func (o *output) each(p *process, in *input, args []string, do func(x *text) error) error {
	return in.each(p, args, func(x *text) error {
		if o.isInput(x.File) {
			return errors.New("the input is the output: left out")
		}
		return do(x)
	})
}

// drop leaves a file as it was.
func (o *output) drop() {
	if o.temp != nil {
		o.temp.Close()
		os.Remove(o.temp.Name())
	}
}

// isInput tells whether f is what the output goes to, which would never end.
func (o *output) isInput(f *corpus.File) bool {
	return o.info != nil && os.SameFile(o.info, f.Info()) && f.Info().Size() > 0
}

// close ends the output; whole says that all went well, without which a file
// is left as it was.
func (o *output) close(whole bool) error {
	if o.temp != nil && !whole {
		o.drop()
		return nil
	}
	err := o.w.Flush()
	for _, c := range o.closers {
		if closeErr := c(); err == nil {
			err = closeErr
		}
	}
	if o.temp != nil {
		if err == nil {
			err = os.Rename(o.temp.Name(), o.target)
		}
		if err != nil {
			o.drop()
		}
	}
	if err != nil && whole {
		return o.wrong(err).(outputError).error
	}
	return nil
}
