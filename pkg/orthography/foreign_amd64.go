package orthography

import "golang.org/x/sys/cpu"

// foreignInBlocks returns what countForeign does of what line begins with, and how much
// that is.
func foreignInBlocks(line []byte) (n, done int) {
	blocks := len(line) / 32
	if blocks == 0 || !cpu.X86.HasAVX2 || !cpu.X86.HasPOPCNT {
		return 0, 0
	}
	return foreign32(&line[0], blocks), blocks * 32
}

// foreign32 counts in blocks of 32 bytes, of which there is at least one.
//
//go:noescape
func foreign32(p *byte, blocks int) int
