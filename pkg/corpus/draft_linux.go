package corpus

import (
	"io/fs"
	"os"
	"strconv"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// openUnnamed makes a file without a name in the directory, or returns nil
// where the system or the file system cannot.
func openUnnamed(dir string, perm fs.FileMode) *os.File {
	if !hasDescriptors() {
		return nil
	}
	f, err := os.OpenFile(dir, unix.O_TMPFILE|os.O_WRONLY, perm)
	if err != nil {
		return nil // making one with a name tells what is wrong
	}
	return f
}

// descriptors is where a file without a name has one.
const descriptors = "/proc/self/fd/"

var hasDescriptors = sync.OnceValue(func() bool {
	_, err := os.Stat(descriptors)
	return err == nil
})

// linkUnnamed gives the file a name.
func linkUnnamed(f *os.File, name string) error {
	err := unix.Linkat(unix.AT_FDCWD, descriptors+strconv.Itoa(int(f.Fd())), unix.AT_FDCWD, name, unix.AT_SYMLINK_FOLLOW)
	if err != nil {
		return &os.LinkError{Op: "link", Old: f.Name(), New: name, Err: err}
	}
	return nil
}

// A syncer makes files durable: each with all that lies on its file system, so
// that the next costs nothing. A nil syncer does so one by one.
type syncer map[uint64]bool // by device

func (s syncer) sync(f *os.File) error {
	if s != nil {
		if info, err := f.Stat(); err == nil {
			dev := uint64(info.Sys().(*syscall.Stat_t).Dev)
			if s[dev] = s[dev] || unix.Syncfs(int(f.Fd())) == nil; s[dev] {
				return nil
			}
		}
	}
	return f.Sync() // tells whose the error is
}
