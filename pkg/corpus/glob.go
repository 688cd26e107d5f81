package corpus

import (
	"path/filepath"

	"github.com/bmatcuk/doublestar/v4"
)

// MatchGlob reports whether a pattern matches a path, or what is left of it after
// some of its directories. ** matches any number of directories.
func MatchGlob(glob, path string) bool {
	path = filepath.ToSlash(filepath.Clean(path))
	if ok, err := doublestar.Match(glob, path); ok && err == nil {
		return true
	}
	ok, err := doublestar.Match("**/"+glob, path)
	return ok && err == nil
}
