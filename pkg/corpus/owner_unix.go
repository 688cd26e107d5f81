//go:build unix

package corpus

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives f the owner of the file that info describes, or its group
// alone, as far as the system permits. It returns how they differ then.
func keepOwner(f *os.File, info fs.FileInfo) (differs string) {
	was, ok := info.Sys().(*syscall.Stat_t)
	if !ok || f.Chown(int(was.Uid), int(was.Gid)) == nil {
		return ""
	}
	_ = f.Chown(-1, int(was.Gid)) // not permitted: the file is the user's
	if info, err := f.Stat(); err == nil {
		if is := info.Sys().(*syscall.Stat_t); is.Uid != was.Uid || is.Gid != was.Gid {
			return fmt.Sprintf("owner is now %d:%d, was %d:%d", is.Uid, is.Gid, was.Uid, was.Gid)
		}
	}
	return ""
}
