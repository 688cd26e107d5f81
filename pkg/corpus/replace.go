package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// Replace replaces the content of the file at path by what write writes, all
// at once: who reads it sees the old content or the new, also after a crash.
//
// A symbolic link stays, and the file it leads to is replaced. Mode and, where
// permitted, owner are kept; other hard links keep the old content, and what
// else a system keeps with a file (access lists, attributes) is not copied.
// A file compressed with gzip or zstd, by its content (or by its name's ending
// where it is empty), is written compressed; bzip2 and xz are an error.
//
// When write says that nothing changed, or fails, or the file is changed by
// others meanwhile, the file stays as it is, with its time. With backup, its
// old content is kept in a file of its name and backup beside it, which is
// replaced if it is there. An error is an [fs.PathError] of path.
func Replace(path, backup string, write func(w io.Writer) (changed bool, err error)) error {
	if err := replace(path, backup, write); err != nil {
		return fmt.Errorf("corpus: %w", &fs.PathError{Op: "replace", Path: path, Err: err})
	}
	return nil
}

func replace(path, backup string, write func(w io.Writer) (bool, error)) (err error) {
	if strings.ContainsAny(backup, `/\`) {
		return fmt.Errorf("backup ending %q is a path", backup)
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return Cause(err)
	}
	before, err := os.Stat(real)
	if err != nil {
		return Cause(err)
	}
	if !before.Mode().IsRegular() {
		return errors.New("not a regular file")
	}
	c, err := compressionOf(real)
	if err != nil {
		return Cause(err)
	}
	if c == Bzip2 || c == XZ {
		return fmt.Errorf("%s can be read, not written", c)
	}
	dir := filepath.Dir(real)
	temp, err := CreateBeside(real, 0o600)
	if err != nil {
		return fmt.Errorf("cannot write in its directory %s: %w", dir, Cause(err))
	}
	defer func() {
		if temp != nil {
			temp.Close()
			os.Remove(temp.Name())
		}
	}()
	w, err := newWriter(temp, c)
	if err != nil {
		return err
	}
	changed, err := write(w)
	if closeErr := w.Close(); err == nil && closeErr != nil {
		err = closeErr
	}
	if err != nil || !changed {
		return err
	}
	keepOwner(temp, before)
	if err := temp.Chmod(before.Mode() & (fs.ModePerm | fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky)); err != nil {
		return Cause(err)
	}
	if err := temp.Sync(); err != nil {
		return Cause(err)
	}
	if err := temp.Close(); err != nil {
		return Cause(err)
	}
	if now, err := os.Stat(real); err != nil || !same(before, now) {
		return ErrChanged
	}
	if backup != "" {
		if err := keepOld(real, real+backup, before.Mode().Perm()); err != nil {
			return fmt.Errorf("backup %s: %w", real+backup, Cause(err))
		}
	}
	if err := os.Rename(temp.Name(), real); err != nil {
		return Cause(err)
	}
	temp = nil
	return syncDir(dir)
}

// CreateBeside makes a new file in the directory of path, to be renamed to it
// once it is whole. It is hidden and its name ends in .tmp; perm is its mode,
// less the umask.
func CreateBeside(path string, perm fs.FileMode) (*os.File, error) {
	dir, base := filepath.Split(path)
	// A name of the system's longest has no room for more.
	base = base[:min(len(base), 200)]
	for n := 0; ; n++ {
		name := filepath.Join(dir, fmt.Sprintf(".%s.%d-%d.tmp", base, os.Getpid(), n))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
		if !errors.Is(err, fs.ErrExist) || n == 1000 {
			return f, err
		}
	}
}

// ErrChanged is the cause when a file was changed while it was replaced.
var ErrChanged = errors.New("the file was changed by others meanwhile; it is left as it is")

// compressionOf tells how the file is compressed.
func compressionOf(path string) (Compression, error) {
	f, err := os.Open(path)
	if err != nil {
		return Plain, err
	}
	defer f.Close()
	s := newSniffer(f)
	head := s.peek(16)
	if s.err != nil && s.err != io.EOF {
		return Plain, s.err
	}
	if len(head) == 0 {
		return CompressionOfName(path), nil
	}
	c, _ := formatOf(head)
	return c, nil
}

// keepOld makes backup hold the content of the file, as a link to it or, where
// there are no links, a copy.
func keepOld(file, backup string, perm fs.FileMode) error {
	temp, err := CreateBeside(backup, 0o600)
	if err != nil {
		return err
	}
	name := temp.Name()
	defer os.Remove(name) // gone already, unless something failed
	linked := name + "l"
	if os.Link(file, linked) == nil {
		temp.Close()
		// Renaming a link over a link to the same file does nothing.
		defer os.Remove(linked)
		return os.Rename(linked, backup)
	}
	err = copyTo(temp, file, perm)
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(name, backup)
}

func copyTo(w *os.File, file string, perm fs.FileMode) error {
	r, err := os.Open(file)
	if err != nil {
		return err
	}
	defer r.Close()
	if _, err := io.Copy(w, r); err != nil {
		return err
	}
	if err := w.Chmod(perm); err != nil {
		return err
	}
	return w.Sync()
}

// syncDir makes a rename last; where directories cannot be synced (Windows, some
// network disks) the system's own ways must do.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return nil // the directory may be written but not read
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, syscall.EINVAL) {
		return Cause(err)
	}
	return nil
}

// Cause is the cause alone of an error that names an operation and a path, for
// where what wraps it names the file.
func Cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}
