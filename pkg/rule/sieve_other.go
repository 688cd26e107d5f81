//go:build !amd64

package rule

// sieve sets no mask: there is no faster way than the scanner's own.
func (s *scanner) sieve([]uint32, []byte, int) int { return 0 }
