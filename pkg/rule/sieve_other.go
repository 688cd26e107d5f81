//go:build !amd64

package rule

type sixes struct{}

func sixesOf(*[5][256]uint32) *sixes { return nil }

// sieve is maskAll: there is no faster way.
func (s *scanner) sieve(masks []uint32, b []byte) { s.maskAll(masks, b) }
