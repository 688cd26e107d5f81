//go:build !amd64

package rule

// sieve is maskAll: there is no faster way.
func (s *scanner) sieve(masks []uint32, b []byte) { s.maskAll(masks, b) }
