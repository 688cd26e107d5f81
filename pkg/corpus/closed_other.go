//go:build !linux

package corpus

import "os"

// isClosed returns false: elsewhere nothing distinguishes a closed standard output
// from the null device, which Go opens in its place.
func isClosed(*os.File) bool { return false }
