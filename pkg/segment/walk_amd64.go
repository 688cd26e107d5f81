package segment

import "golang.org/x/sys/cpu"

// plainInBlocks returns how many bytes of text, as far as it looks, are plain.
func plainInBlocks(text []byte) int {
	blocks := len(text) / 32
	if blocks == 0 || !cpu.X86.HasAVX2 {
		return 0
	}
	return plain32(&text[0], blocks, &plainHalves)
}

// plain32 returns how many bytes are plain before the first of some blocks of 32 bytes that
// is not, or how many all blocks have. A byte is plain if the bits of its low half and those
// of its high half have none in common.
//
//go:noescape
func plain32(p *byte, blocks int, halves *[2][16]uint8) int

// plainHalves are the bits of low halves and of high ones: one bit for each set of low
// halves that bytes with the same high half have that are not plain.
var plainHalves = func() (t [2][16]uint8) {
	var sets [16]uint16 // by high half
	bit := uint8(1)
	for high := range sets {
		for low := range 16 {
			if byteClass[high<<4|low] != bPlain {
				sets[high] |= 1 << low
			}
		}
		for other, set := range sets[:high] {
			if set == sets[high] {
				t[1][high] = t[1][other]
			}
		}
		if sets[high] == 0 || t[1][high] != 0 {
			continue
		}
		t[1][high] = bit
		for low := range 16 {
			if sets[high]>>low&1 != 0 {
				t[0][low] |= bit
			}
		}
		bit <<= 1
	}
	return t
}()
