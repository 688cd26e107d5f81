package rule

import "golang.org/x/sys/cpu"

// sieve32 sets the bits of masks of those places that may be in a bin, for blocks of 32
// places, of which there is at least one. The first place is p. It reads the two bytes
// before p and two past the last place.
//
//go:noescape
func sieve32(masks *uint32, p *byte, blocks int, bins *nibbles)

// sieve sets as many masks as it can for the places of b from i on, which is over 1, and
// returns how many it has set. A bit says that the place may be in a bin.
func (s *scanner) sieve(masks []uint32, b []byte, i int) int {
	whole := max(0, (len(b)-i-2)/32)
	blocks := min(whole+1, (cap(b)-i-2)/32, len(masks))
	if blocks <= 0 || i+1 >= len(b) || !cpu.X86.HasAVX2 {
		return 0
	}
	sieve32(&masks[0], &b[i], blocks, &s.nibbles)
	if blocks > whole { // the last one has read past the end
		last := len(b) - 2
		bit := uint32(1) << (last - i - whole*32)
		masks[whole] &= bit - 1
		if s.passes(b, last) {
			masks[whole] |= bit
		}
	}
	return blocks
}
