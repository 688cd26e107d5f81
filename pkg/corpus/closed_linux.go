package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"golang.org/x/sys/unix"
)

// isClosed reports whether f is a standard output that a shell has closed,
// by >&-. Before main, Go opens the null device in its place, to be read and
// written. A shell opens >/dev/null for writing only, but other programs (Python's
// DEVNULL) open it as Go does. So f counts as closed only below a shell, and only
// where that shell's own output is not such a null device.
func isClosed(f *os.File) bool {
	if info, err := f.Stat(); err != nil || !isNull(info) {
		return false
	}
	flags, err := unix.FcntlInt(f.Fd(), unix.F_GETFL, 0)
	if err != nil || flags&unix.O_ACCMODE != unix.O_RDWR {
		return false
	}
	parent := fmt.Sprintf("/proc/%d", os.Getppid())
	program, err := os.Readlink(filepath.Join(parent, "exe"))
	if err != nil || !slices.Contains(shells, filepath.Base(program)) {
		return false
	}
	info, err := os.Stat(filepath.Join(parent, "fd/1"))
	return errors.Is(err, fs.ErrNotExist) || err == nil && !isNull(info)
}

var shells = []string{"sh", "bash", "dash", "zsh", "ksh", "ksh93", "mksh", "ash", "busybox", "yash", "fish", "csh", "tcsh"}

// isNull reports whether info describes the null device.
func isNull(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && info.Mode()&fs.ModeCharDevice != 0 && uint64(s.Rdev) == unix.Mkdev(1, 3)
}
