package rule

import "golang.org/x/sys/cpu"

// sieve32 sets the masks of blocks of 32 places, of which there is at least one. The
// first place is p. It reads the two bytes before p and two past the last place.
//
// A place is first looked up in groups of eight bins: two shuffles of sixteen bytes for
// each of its five bytes say which bins have the low half of the byte, and which the
// high half. Where a bin is left, the sets of shapes that have each of the five bytes
// are intersected, 256 shapes at a time.
//
//go:noescape
func sieve32(masks *uint32, p *byte, blocks int, bins *nibbles, groups int, rows *[5][256]uint32, sets *uint64, quads int)

// sieve sets as many masks as it can for the places of b from i on, which is over 1, and
// returns how many it has set.
func (s *scanner) sieve(masks []uint32, b []byte, i int) int {
	whole := max(0, (len(b)-i-2)/32)
	blocks := min(whole+1, (cap(b)-i-2)/32, len(masks))
	if blocks <= 0 || i+1 >= len(b) || s.groups == 0 || !cpu.X86.HasAVX2 {
		return 0
	}
	sieve32(&masks[0], &b[i], blocks, &s.nibbles, s.groups, &s.rows, &s.sets[0], s.words/4)
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
