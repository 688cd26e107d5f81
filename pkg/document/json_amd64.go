package document

import "golang.org/x/sys/cpu"

var hasEscapes = cpu.X86.HasAVX2 && cpu.X86.HasBMI1

// blocks is [jsonLetters.letters] for that many blocks of src, behind which it reads
// some bytes more. dst has room for them and lettersRoom.
func (l *jsonLetters) blocks(dst, src []byte, blocks int) (wrote, read int) {
	if !hasEscapes {
		return 0, 0
	}
	return jsonBlocks(&dst[0], &src[0], blocks, l)
}

// jsonBlocks reads blocks of 64 bytes, of which there is at least one, and up to 8 bytes
// behind them. It writes at most as many bytes as it reads, and up to 8 behind them that
// mean nothing.
//
//go:noescape
func jsonBlocks(dst, src *byte, blocks int, letters *jsonLetters) (wrote, read int)
