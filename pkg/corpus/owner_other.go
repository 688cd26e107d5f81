//go:build !unix

package corpus

import (
	"io/fs"
	"os"
)

// keepOwner has nothing to keep: files here have no numeric owner.
func keepOwner(*os.File, fs.FileInfo) string { return "" }
