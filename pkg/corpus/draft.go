package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A Draft is a file that is not yet in its place. It appears at its path whole
// or not at all.
//
// Where the system can, a draft has no name (O_TMPFILE of Linux), and nothing
// is left of it when the program is killed. Elsewhere it is a hidden file
// beside its path, which [Sweep] removes when its program is dead.
type Draft struct {
	*os.File
	path string
	name string // "" while it has none
}

// NewDraft makes a draft of the file at path; perm is its mode, less the umask.
func NewDraft(path string, perm fs.FileMode) (*Draft, error) {
	d := &Draft{path: path}
	if d.File = openUnnamed(filepath.Dir(path), perm); d.File == nil {
		var err error
		d.name, err = claim(path, func(name string) (err error) {
			d.File, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	lock(d.File) // says to Sweep that its program lives
	return d, nil
}

// Commit puts the draft in its place, instead of what is there, and closes it.
// It does not wait for the disk: that is what Sync is for, before Commit. A
// draft that cannot be put in its place is gone.
func (d *Draft) Commit() error {
	var err error
	if d.name == "" {
		// A link replaces nothing, so it needs a name for a moment.
		d.name, err = claim(d.path, func(name string) error { return linkUnnamed(d.File, name) })
		if err != nil {
			d.name = ""
		}
	}
	if closeErr := d.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(d.name, d.path)
	}
	if err != nil && d.name != "" {
		os.Remove(d.name)
	}
	return err
}

// Discard closes the draft and leaves nothing of it.
func (d *Draft) Discard() {
	d.Close()
	if d.name != "" {
		os.Remove(d.name)
	}
}

const (
	draftMark = ".nass-" // stands between the name and the process
	draftEnd  = ".tmp"
)

// claim calls make with hidden names beside path, until one is free.
func claim(path string, make func(name string) error) (name string, err error) {
	dir, base := filepath.Split(path)
	// A name of the system's longest has no room for more.
	base = base[:min(len(base), 200)]
	for n := 0; ; n++ {
		name = fmt.Sprintf("%s.%s%s%d-%d%s", dir, base, draftMark, os.Getpid(), n, draftEnd)
		if err = make(name); !errors.Is(err, fs.ErrExist) || n == 1000 {
			return name, err
		}
	}
}

// draftOf returns the process that made the draft of that name, without its
// directory, and reports whether it is one.
func draftOf(name string) (pid int, ok bool) {
	at := strings.LastIndex(name, draftMark)
	if at < 1 || name[0] != '.' {
		return 0, false
	}
	name, ok = strings.CutSuffix(name[at+len(draftMark):], draftEnd)
	process, n, dashed := strings.Cut(name, "-")
	pid, err := strconv.Atoi(process)
	_, err2 := strconv.ParseUint(n, 10, 16)
	return pid, ok && dashed && err == nil && err2 == nil && pid > 0
}

// sweepMost is how many names of a directory Sweep looks at, which takes a few
// milliseconds.
const sweepMost = 10_000

// Sweep removes the drafts that killed programs have left in the directory. It
// keeps those of living programs, and those whose program is not known. Of a
// very large directory it looks at a part.
func Sweep(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return // the directory may be written but not read
	}
	defer d.Close()
	names, _ := d.Readdirnames(sweepMost)
	for _, name := range names {
		if pid, ok := draftOf(name); ok {
			removeDead(filepath.Join(dir, name), pid)
		}
	}
}
