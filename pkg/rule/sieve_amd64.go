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

// sieve is maskAll, by the processor if it can.
func (s *scanner) sieve(masks []uint32, b []byte) {
	if s.groups == 0 || !cpu.X86.HasAVX2 {
		s.maskAll(masks, b)
		return
	}
	_ = b[len(masks)*32+3]
	sieve32(&masks[0], &b[2], len(masks), &s.nibbles, s.groups, &s.rows, &s.sets[0], s.words/4)
}
