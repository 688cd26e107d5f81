package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"slices"
	"sync"

	"github.com/bmatcuk/doublestar/v4"
)

// Inputs choose the texts that a program reads. What is named must be text; what
// is found in directories and is not text is skipped and counted. Names and Open
// fit Each.
type Inputs struct {
	Args     []string // what Files takes; none is the standard input
	From     string   // a file of names, instead of Args; "-" is the standard input
	NUL      bool     // the names in From end with NUL instead of newline
	Encoding string   // of ParseEncoding; "" is UTF-8, and what a byte-order mark shows

	Walk    WalkOptions
	Exclude []string // patterns of MatchGlob; what matches in directories is skipped

	Output   *Output                // is not read where it is found; nil is none
	Replaces bool                   // each file is replaced by what is made of it
	Known    func(name string) bool // whether to read what is found in directories; nil reads all
	Binary   func(name string) bool // whether the file need not be text; nil: all must
	Lines    bool                   // a pipe is answered line by line
	Terminal bool                   // the standard input is one, and is answered so too

	Skipped Skipped // is counted by Names and Open

	named sync.Map // what was named, and not found in a directory
}

// Check returns an error for a pattern that is not valid and for an unknown
// encoding.
func (in *Inputs) Check() error {
	for _, glob := range in.Exclude {
		if !doublestar.ValidatePattern(glob) {
			return &GlobError{glob}
		}
	}
	_, err := ParseEncoding(in.Encoding)
	return err
}

// A GlobError reports a pattern that is not valid.
type GlobError struct{ Glob string }

// Error returns the pattern.
func (e *GlobError) Error() string { return fmt.Sprintf("corpus: invalid glob %q", e.Glob) }

// Several reports whether there may be more than one text.
func (in *Inputs) Several() bool {
	if in.From != "" || len(in.Args) > 1 {
		return true
	}
	if len(in.Args) == 0 || in.Args[0] == Stdin {
		return false
	}
	info, err := os.Stat(in.Args[0])
	return err != nil || info.IsDir() // a pattern, or a directory
}

// Names yields the names of the texts, for Each.
func (in *Inputs) Names() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		switch {
		case in.From != "":
			in.listed(yield)
		case len(in.Args) == 0:
			in.expand([]string{Stdin}, yield)
		default:
			in.expand(in.Args, yield)
		}
	}
}

// listed yields the names of From. They are not patterns.
func (in *Inputs) listed(yield func(string, error) bool) {
	list := os.Stdin
	if in.From != Stdin {
		var err error
		if list, err = os.Open(in.From); err != nil {
			yield("", err)
			return
		}
		defer list.Close()
	}
	for name, err := range ReadList(list, in.NUL) {
		if err != nil {
			yield("", &fs.PathError{Op: "read", Path: in.From, Err: Cause(err)})
			return
		}
		if name != Stdin {
			_, err = os.Stat(name)
		}
		if err != nil && !yield(name, err) || err == nil && !in.expand([]string{name}, yield) {
			return
		}
	}
}

// expand yields what Files finds for args.
func (in *Inputs) expand(args []string, yield func(string, error) bool) bool {
	for _, arg := range args {
		in.named.Store(arg, true)
	}
	walk := in.Walk
	walk.Skip = func(path string, isDir bool) bool {
		return slices.ContainsFunc(in.Exclude, func(glob string) bool { return MatchGlob(glob, path) }) ||
			in.Walk.Skip != nil && in.Walk.Skip(path, isDir)
	}
	walk.Skipped = func(path string, mode fs.FileMode) {
		if mode.IsDir() {
			in.Skipped.Add(&in.Skipped.Links)
		} else {
			in.Skipped.Add(&in.Skipped.Special)
		}
		if in.Walk.Skipped != nil {
			in.Walk.Skipped(path, mode)
		}
	}
	for name, err := range Files(args, walk) {
		if !yield(name, err) {
			return false
		}
	}
	return true
}

// Named reports whether the user named the text, and it was not found in a directory.
func (in *Inputs) Named(name string) bool {
	_, named := in.named.Load(name)
	return named
}

// Open opens a text that Names has yielded and returns its kind, as far as it was
// looked at. A text that is skipped is a [SkipError], and one that is named but is
// not text is a [NotTextError].
func (in *Inputs) Open(name string) (*Text, Kind, error) {
	named := in.Named(name)
	if in.Replaces && named {
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			return nil, Kind{}, errors.New("not a regular file") // to open a pipe would wait for who writes it
		}
	}
	if !named && in.Known != nil && !in.Known(name) {
		in.Skipped.Add(&in.Skipped.Unknown)
		return nil, Kind{}, SkipError{}
	}
	enc, err := ParseEncoding(in.Encoding)
	if err != nil {
		return nil, Kind{}, err
	}
	f, err := Open(name, enc)
	if err != nil {
		return nil, Kind{}, err
	}
	kind, err := in.admit(f, enc, named)
	if err != nil {
		f.Close()
		return nil, kind, err
	}
	return &Text{File: f}, kind, nil
}

// admit looks at what f is before it is read. A named file is read in a named
// encoding, whatever it is.
func (in *Inputs) admit(f *File, enc Encoding, named bool) (kind Kind, err error) {
	if in.Output != nil && in.Output.Is(f.Info()) {
		switch {
		case !named:
			return kind, SkipError{errors.New("skipped (it is also the output)")}
		case !in.Output.Replaces() || in.Replaces:
			return kind, errors.New("input is also the output")
		}
	}
	if in.Binary != nil && in.Binary(f.Name()) {
		return Kind{Encoding: f.Text().Encoding()}, nil
	}
	byDefault := in.Encoding == ""
	if named && !byDefault && enc != Auto {
		return kind, nil
	}
	rewritten := in.Replaces && f.Name() != Stdin // which is only read
	refuse := func(k Kind) error {
		if k.isText(enc) {
			return nil
		}
		return NotTextError{k, rewritten}
	}
	if !f.Info().Mode().IsRegular() && (in.Lines || f.Name() == Stdin && in.Terminal) {
		kind, err = f.Text().Watch(refuse) // a line is answered before the next one comes
	} else {
		kind, err = f.Text().Kind()
	}
	if err != nil {
		return kind, err
	}
	if byDefault && kind.Wide() && kind.Marked && !rewritten {
		f.Text().SetEncoding(kind.Encoding)
		return kind, nil
	}
	switch err := refuse(kind); {
	case err == nil, named:
		return kind, err
	case kind.Wide():
		in.Skipped.Add(&in.Skipped.Wide)
		return kind, SkipError{err}
	default:
		in.Skipped.Add(&in.Skipped.Binary)
		return kind, SkipError{}
	}
}
