package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"golang.org/x/sys/unix"
)

// isClosed reports whether out is a standard output that a shell has closed,
// by >&-. Before main, Go opens the null device in its place, to be read and
// written. A shell's >/dev/null is only written; but other programs (Python's
// DEVNULL) open it as Go does, so only a shell is believed to have closed it,
// and only where it has not handed down such a null device of its own.
func isClosed(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
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
