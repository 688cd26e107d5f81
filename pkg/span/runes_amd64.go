package span

import "golang.org/x/sys/cpu"

// countBlocks returns how many code points text begins with, of one to three bytes, and how
// many bytes they are.
func countBlocks(text []byte) (runes, done int) {
	blocks := len(text) / 32
	if blocks == 0 || !cpu.X86.HasAVX2 || !cpu.X86.HasPOPCNT {
		return 0, 0
	}
	runes, done = runes32(&text[0], blocks)
	// The last one may go on in the next block.
	switch {
	case done > 0 && text[done-1] >= 0xC0:
		return runes - 1, done - 1
	case done > 0 && text[done-2] >= 0xE0:
		return runes - 1, done - 2
	}
	return runes, done
}

// runes32 counts the code points that begin in blocks of 32 bytes, of which there is at
// least one, until a block has more than code points of one to three bytes.
//
//go:noescape
func runes32(p *byte, blocks int) (runes, done int)
