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

// sieve64 is sieve32 for blocks of 64 places, which have two masks each. Shuffles of 64
// bytes tell more of a byte: its low six bits, and its high six bits.
//
//go:noescape
func sieve64(masks *uint32, p *byte, blocks int, bins *sixes, groups int, rows *[5][256]uint32, sets *uint64, quads int)

// A sixes says for a group of eight bins and each of five places which of the bins have
// the low six bits of a byte there, and which the high six.
type sixes [binMost / 8][5][2][64]byte

// shuffles64 reports whether the processor has the instructions of sieve64.
var shuffles64 = cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VBMI && cpu.X86.HasAVX2 && cpu.X86.HasBMI1

// sixesOf returns what sieve64 needs of the bins, if the processor has it. It has an
// allocation of its own, which so begins where a line of the cache does.
func sixesOf(bins *[5][256]uint32) *sixes {
	if !shuffles64 {
		return nil
	}
	t := new(sixes)
	for place := range bins {
		for c, set := range bins[place] {
			for group := range t {
				eight := byte(set >> (8 * group))
				t[group][place][0][c&63] |= eight
				t[group][place][1][c>>2] |= eight
			}
		}
	}
	return t
}

// sieve is maskAll, by the processor if it can.
func (s *scanner) sieve(masks []uint32, b []byte) {
	if s.groups == 0 || !cpu.X86.HasAVX2 {
		s.maskAll(masks, b)
		return
	}
	_ = b[len(masks)*32+3]
	if twice := len(masks) / 2; twice > 0 && s.sixes != nil {
		sieve64(&masks[0], &b[2], twice, s.sixes, s.groups, &s.rows, &s.sets[0], s.words/4)
		masks, b = masks[2*twice:], b[64*twice:]
	}
	if len(masks) > 0 {
		sieve32(&masks[0], &b[2], len(masks), &s.nibbles, s.groups, &s.rows, &s.sets[0], s.words/4)
	}
}
