//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package corpus

import (
	"os"

	"golang.org/x/sys/unix"
)

// lock marks the file as one of a living program: the system ends the lock
// when the program ends, however it does.
func lock(f *os.File) {
	_ = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) // the process tells as well, on one machine
}

// removeDead removes the draft at path unless it may be of a living program:
// its process lives, or is one of another machine or container and holds the
// lock.
func removeDead(path string, pid int) {
	if unix.Kill(pid, 0) != unix.ESRCH {
		return
	}
	f, err := os.OpenFile(path, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
	if err != nil {
		return
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return
	}
	if unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil {
		os.Remove(path)
	}
}

// maxDescriptors returns how many files may be open at once.
func maxDescriptors() int {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return 256
	}
	return int(min(uint64(limit.Cur), 1<<20))
}
