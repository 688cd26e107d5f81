package orthography

import "golang.org/x/sys/cpu"

// traceHalves has traceOf by the low and the high half of a byte, each twice, as the
// processor wants it: a byte has the traces that both its halves have.
var traceHalves = func() (of [2][32]byte) {
	for c, s := range traceOf {
		for _, twice := range []int{0, 16} {
			of[0][twice+c&15] |= byte(s)
			of[1][twice+c>>4] |= byte(s)
		}
	}
	return of
}()

// tracesOfBlocks returns the traces of what text begins with, and how much that is.
func tracesOfBlocks(text []byte) (s traces, done int) {
	const block = 32
	if len(text) <= block || !cpu.X86.HasAVX2 {
		return 0, 0
	}
	blocks := (len(text) - 1) / block
	s = traceOf[text[0]] | traces32(&text[1], blocks, &traceHalves)
	if done = 1 + blocks*block; done < len(text) { // the last one again, with what is left
		s |= traces32(&text[len(text)-block], 1, &traceHalves)
	}
	return s, len(text)
}

// traces32 returns the traces of blocks of 32 bytes, of which there is at least one. It
// reads the byte before p.
//
//go:noescape
func traces32(p *byte, blocks int, halves *[2][32]byte) traces
