package corpus

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// WalkOptions choose which files Files finds in directories. The zero value is
// the default.
type WalkOptions struct {
	Hidden   bool // go through hidden files and directories too (never .git)
	NoIgnore bool // do not look at .gitignore files

	// Skip, if set, is called with the path of every file and directory found;
	// those for which it returns true are skipped.
	Skip func(path string, isDir bool) bool

	// Skipped, if set, is called for everything in a directory that is not a
	// file to read: a link to a directory, with the mode of the directory, or a
	// pipe, a device or a socket.
	Skipped func(path string, mode fs.FileMode)
}

// Files yields the files that the arguments name, in their order:
//
//   - a file, whatever its name and whether ignored or not, and "-";
//   - a directory: the regular files in it and in its directories, in lexical
//     order of the names. Hidden files are skipped, and so are the files that
//     the .gitignore files of the directory, of the directories in it and of the
//     repository around it exclude. A symbolic link to a file is yielded; a link
//     to a directory is not followed;
//   - a pattern with *, ?, [ ], { } or ** (any number of directories), unless a
//     file has that very name: the files that it matches, in lexical order. A
//     pattern without ** matches directories too, as if they were named. * and
//     ** do not match hidden names. .gitignore does not apply to the matches of
//     a pattern, as in a shell.
//
// A file that does not exist or cannot be read is yielded as an error with its
// path, and the walk continues. A pattern that does not match any file is an
// error.
func Files(args []string, o WalkOptions) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, arg := range args {
			if !files(arg, o, yield) {
				return
			}
		}
	}
}

func files(arg string, o WalkOptions, yield func(string, error) bool) bool {
	if arg == Stdin {
		return yield(arg, nil)
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		w := walk{o, yield}
		var ig *ignores
		dir, err := filepath.Abs(arg)
		if err != nil {
			return yield(arg, fmt.Errorf("corpus: %w", err))
		}
		if !o.NoIgnore {
			ig = ignoresOf(dir)
		}
		return w.dir(arg, dir, ig)
	case err == nil:
		return yield(arg, nil)
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?[{"):
		return glob(arg, o, yield)
	}
	return yield(arg, fmt.Errorf("corpus: %w", err))
}

func glob(pattern string, o WalkOptions, yield func(string, error) bool) bool {
	options := []doublestar.GlobOption{doublestar.WithNoFollow()}
	if strings.Contains(pattern, "**") { // which matches what is in the directories it matches
		options = append(options, doublestar.WithFilesOnly())
	}
	if !o.Hidden {
		options = append(options, doublestar.WithNoHidden())
	}
	names, err := doublestar.FilepathGlob(pattern, options...)
	if err == nil {
		// What cannot be looked into ends the search, so it is asked for by itself.
		_, err = doublestar.FilepathGlob(pattern, append(options, doublestar.WithFailOnIOErrors())...)
	}
	if err == nil && len(names) == 0 {
		err = errors.New("does not match any file")
	}
	if err != nil {
		if path := new(fs.PathError); !errors.As(err, &path) {
			err = &fs.PathError{Op: "match", Path: pattern, Err: err}
		}
		if !yield(pattern, fmt.Errorf("corpus: %w", err)) {
			return false
		}
	}
	slices.Sort(names)
	for _, name := range names {
		info, err := os.Stat(name)
		if o.Skip != nil && o.Skip(name, err == nil && info.IsDir()) {
			continue
		}
		if err != nil && !yield(name, fmt.Errorf("corpus: %w", err)) || err == nil && !files(name, o, yield) {
			return false
		}
	}
	return true
}

type walk struct {
	o     WalkOptions
	yield func(string, error) bool
}

// dir yields the files of a directory, by the name it is shown by and its
// absolute path, in which ig holds. It reports whether to go on.
func (w *walk) dir(name, abs string, ig *ignores) bool {
	entries, err := os.ReadDir(name)
	if err != nil && !w.yield(name, fmt.Errorf("corpus: %w", err)) {
		return false
	}
	for _, e := range entries {
		if e.Name() == ".git" || !w.o.Hidden && strings.HasPrefix(e.Name(), ".") {
			continue
		}
		file, abs := filepath.Join(name, e.Name()), filepath.Join(abs, e.Name())
		if ig.ignored(abs, e.IsDir()) || w.o.Skip != nil && w.o.Skip(file, e.IsDir()) {
			continue
		}
		switch mode := e.Type(); {
		case mode.IsDir():
			in := ig
			if !w.o.NoIgnore {
				in = ig.enter(abs)
			}
			if !w.dir(file, abs, in) {
				return false
			}
			continue
		case mode&fs.ModeSymlink != 0:
			info, err := os.Stat(file)
			if err != nil {
				if !w.yield(file, fmt.Errorf("corpus: %w", err)) {
					return false
				}
				continue
			}
			if !info.Mode().IsRegular() {
				w.skipped(file, info.Mode())
				continue
			}
		case !mode.IsRegular():
			w.skipped(file, mode)
			continue
		}
		if !w.yield(file, nil) {
			return false
		}
	}
	return true
}

func (w *walk) skipped(path string, mode fs.FileMode) {
	if w.o.Skipped != nil {
		w.o.Skipped(path, mode)
	}
}

// ReadList reads file names, one a line (without a "\r" before the "\n") or
// ended by NUL. It skips empty names and ends at the first error.
func ReadList(r io.Reader, nul bool) iter.Seq2[string, error] {
	end := byte('\n')
	if nul {
		end = 0
	}
	return func(yield func(string, error) bool) {
		b := bufio.NewReader(r)
		for {
			name, err := readName(b, end)
			if !nul {
				name = strings.TrimSuffix(name, "\r")
			}
			if err != nil && err != io.EOF {
				yield("", fmt.Errorf("corpus: list of files: %w", err))
				return
			}
			if name != "" && !yield(name, nil) || err != nil {
				return
			}
		}
	}
}

// readName reads up to end, which it takes off. What is longer than a path can
// be is an error, so that no memory is spent on what is no list of names.
func readName(b *bufio.Reader, end byte) (string, error) {
	var name []byte
	for {
		part, err := b.ReadSlice(end)
		name = append(name, part...)
		switch {
		case err == nil:
			return string(name[:len(name)-1]), nil
		case err != bufio.ErrBufferFull:
			return string(name), err
		case len(name) > 64<<10:
			return "", errors.New("a file name is longer than 64 KiB")
		}
	}
}
