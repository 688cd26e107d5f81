package corpus

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// Stdout returns f as an output, or, where a shell has closed it by >&-, an
// output whose writes fail: before main, Go opens the null device in the place of
// a closed descriptor.
func Stdout(f *os.File) io.Writer {
	if isClosed(f) {
		return closedOutput{}
	}
	return f
}

// A closedOutput is an output that is closed.
type closedOutput struct{}

func (closedOutput) Write([]byte) (int, error) { return 0, syscall.EBADF }

// maxLinks is how many symbolic links in a row are followed, as Linux has it.
const maxLinks = 40

// descriptorOf returns the descriptor that a name like /dev/stdout or /dev/fd/3,
// or a link to one, means, and reports whether it is one of this process.
func descriptorOf(name string) (fd int, own, ok bool) {
	for range maxLinks {
		dir, err := filepath.Abs(filepath.Dir(name))
		if err == nil {
			dir, err = filepath.EvalSymlinks(dir)
		}
		if err != nil {
			return 0, false, false
		}
		base := filepath.Base(name)
		if fd, err := strconv.Atoi(base); err == nil && fd >= 0 {
			if dir == "/dev/fd" {
				return fd, true, true
			}
			// /proc/PID/fd, or /proc/PID/task/TID/fd
			if process, ok := strings.CutPrefix(dir, "/proc/"); ok && strings.HasSuffix(process, "/fd") {
				process, _, _ = strings.Cut(process, "/")
				self, err := os.Readlink("/proc/self")
				return fd, err == nil && process == self, true
			}
		}
		link, err := os.Readlink(filepath.Join(dir, base))
		if err != nil {
			return 0, false, false
		}
		if name = link; !filepath.IsAbs(link) {
			name = filepath.Join(dir, link)
		}
	}
	return 0, false, false
}
