//go:build !amd64

package orthography

// tracesOfBlocks returns nothing: there is no faster way than that of tracesOf.
func tracesOfBlocks([]byte) (s traces, done int) { return 0, 0 }
