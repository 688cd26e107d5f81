//go:build unix

package corpus

import (
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives f the owner of the file that info describes, or its group
// alone, as far as the system permits.
func keepOwner(f *os.File, info fs.FileInfo) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		if f.Chown(int(s.Uid), int(s.Gid)) != nil {
			_ = f.Chown(-1, int(s.Gid)) // not permitted: the file is the user's
		}
	}
}
