//go:build unix

package corpus

import (
	"os"
	"strconv"
	"syscall"
)

// duplicate returns a descriptor of what is open as fd.
func duplicate(fd int) (*os.File, error) {
	d, err := syscall.Dup(fd)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(d), "/dev/fd/"+strconv.Itoa(fd)), nil
}
