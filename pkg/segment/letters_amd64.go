package segment

import (
	"sync"

	"golang.org/x/sys/cpu"
)

// fill makes m the map of the text from m.from on. It reports false where too little is left.
func (m *letterMap) fill(text []byte) bool {
	words := min((len(text)-m.from-1)/64, letterWords)
	if words <= 0 || !cpu.X86.HasAVX2 {
		m.to = m.from
		return false
	}
	letters64(&m.begin[0], &text[m.from], words, letterParts())
	m.begin[words] = 0
	m.to = m.from + 64*words
	return true
}

// letters64 sets a bit for each of 64 bytes, so many words of them, if it and the byte after
// it have a bit in common: that of the low half of the first, if it begins Arabic, and those
// of both halves of the second.
//
//go:noescape
func letters64(begin *uint64, p *byte, words int, parts *[3][16]uint8)

// letterParts are the bits of the low halves of first bytes, and of the high and the low
// halves of second ones. Each bit is a set of letters and marks, as many as there are bits:
// all that the first and second bytes of some make.
var letterParts = sync.OnceValue(func() *[3][16]uint8 {
	parts := new([3][16]uint8)
	lows := func(first, high int) (set uint16) {
		for low := range 16 {
			if class := pairClass[first&3][high<<4|low]; class == pLetter || class == pMark {
				set |= 1 << low
			}
		}
		return set
	}
	type part struct{ firsts, highs, lows uint16 }
	var made []part
	for first := 8; first < 12; first++ {
		for high := 8; high < 12; high++ {
			set := lows(first, high)
			if set == 0 {
				continue
			}
			at := 0
			for ; at < len(made); at++ {
				x := part{made[at].firsts | 1<<first, made[at].highs | 1<<high, set}
				whole := made[at].lows == set
				for f := range 16 {
					for h := range 16 {
						whole = whole && (x.firsts>>f&1 == 0 || x.highs>>h&1 == 0 || lows(f, h) == set)
					}
				}
				if whole {
					made[at] = x
					break
				}
			}
			if at == len(made) && at < 8 {
				made = append(made, part{1 << first, 1 << high, set})
			}
		}
	}
	for n, x := range made {
		for half := range 16 {
			for place, set := range [...]uint16{x.firsts, x.highs, x.lows} {
				parts[place][half] |= uint8(set>>half&1) << n
			}
		}
	}
	return parts
})
