package corpus

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// An Output is where a program writes: the standard output, another descriptor, a
// device, or a file that appears whole or not at all. It buffers what is written.
// Its errors name it.
type Output struct {
	name  string
	w     *bufio.Writer
	z     io.Closer   // the compression
	to    *os.File    // closed at the end; nil where others write there too
	draft *Draft      // becomes the file; nil where it is written directly
	goes  fs.FileInfo // the regular file written or replaced; nil if there is none
}

// OutputOptions choose the standard streams of an Output.
type OutputOptions struct {
	Stdout, Stderr io.Writer // nil is os.Stdout and os.Stderr
}

// OpenOutput opens the output of that name. "" and "-" are the standard output;
// a name such as /dev/stderr or /dev/fd/3 is that descriptor, which is written
// where it is; a file that a standard stream already writes to, as by >>, is that
// stream. What ends in .gz or .zst is compressed.
func OpenOutput(name string, how OutputOptions) (*Output, error) {
	if how.Stdout == nil {
		how.Stdout = os.Stdout
	}
	if how.Stderr == nil {
		how.Stderr = os.Stderr
	}
	o := &Output{name: name}
	w := how.Stdout
	if name == "" || name == Stdin {
		o.name = "<stdout>"
	} else {
		var err error
		if w, err = o.open(how); err != nil {
			return nil, o.wrap(err)
		}
	}
	if o.draft == nil {
		o.goes = regularFile(w)
	}
	z, err := NewWriter(w, o.name)
	if err != nil {
		return nil, err
	}
	o.z, o.w = z, bufio.NewWriterSize(z, 64<<10)
	return o, nil
}

// open opens what is not the standard output.
func (o *Output) open(how OutputOptions) (io.Writer, error) {
	switch CompressionOfName(o.name) {
	case Bzip2, XZ:
		return nil, errors.New("only .gz and .zst are written compressed")
	}
	if fd, own, ok := descriptorOf(o.name); ok {
		return o.openDescriptor(fd, own, how)
	}
	target, perm := o.name, fs.FileMode(0o666)
	if real, err := filepath.EvalSymlinks(o.name); err == nil {
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
		for _, std := range []io.Writer{how.Stdout, how.Stderr} {
			if open := regularFile(std); open != nil && os.SameFile(open, info) {
				return std, nil
			}
		}
		perm, o.goes = info.Mode().Perm(), info
	}
	Sweep(filepath.Dir(target))
	var err error
	o.draft, err = NewDraft(target, perm)
	return o.draft, err
}

// openDescriptor opens a descriptor of this process, which is written where it
// is, or one of another, which is written at its end.
func (o *Output) openDescriptor(fd int, own bool, how OutputOptions) (_ io.Writer, err error) {
	switch {
	case own && fd == 1:
		return how.Stdout, nil
	case own && fd == 2:
		return how.Stderr, nil
	case own:
		o.to, err = duplicate(fd)
	default:
		o.to, err = os.OpenFile(o.name, os.O_WRONLY|os.O_APPEND, 0)
	}
	return o.to, err
}

// regularFile describes the regular file that w is, or is nil.
func regularFile(w io.Writer) fs.FileInfo {
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return info
		}
	}
	return nil
}

// Write writes b to the buffer.
func (o *Output) Write(b []byte) (int, error) {
	n, err := o.w.Write(b)
	return n, o.wrap(err)
}

// Flush writes the buffer. What is compressed may wait in the compression.
func (o *Output) Flush() error { return o.wrap(o.w.Flush()) }

func (o *Output) wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("corpus: %s: %w", o.name, Cause(err))
}

// Is reports whether the output goes to the file that info describes, or
// replaces it.
func (o *Output) Is(info fs.FileInfo) bool { return o.goes != nil && os.SameFile(o.goes, info) }

// Replaces reports whether Close puts a new file in its place: until then
// nothing is changed, and an old file of that name can be read.
func (o *Output) Replaces() bool { return o.draft != nil }

// Close writes what is left and puts a file in its place, after its content has
// reached the disk.
func (o *Output) Close() error {
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
	return o.wrap(err)
}

// End ends the output. Where whole says that not all went well, a file is left as it was,
// and there is no error: what ended the writing says more.
func (o *Output) End(whole bool) error {
	if !whole && o.Replaces() {
		o.Discard()
		return nil
	}
	if err := o.Close(); whole {
		return err
	}
	return nil
}

// Discard leaves a file as it was. Where the output is written directly, it keeps
// what was written, and Close is still to be called. It may be called while
// another goroutine writes.
func (o *Output) Discard() {
	if o.draft != nil {
		o.draft.Discard()
	}
}
