//go:build !amd64

package orthography

// foreignInBlocks counts nothing: there is no faster way than that of countForeign.
func foreignInBlocks([]byte) (n, done int) { return 0, 0 }
