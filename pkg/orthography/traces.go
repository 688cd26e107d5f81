package orthography

// A traces is a set of bytes that most texts lack: what they show then need not be
// looked for.
type traces uint8

const (
	farTrace       traces = 1 << iota // a first byte of U+0680-077F: letters of other languages, signs of the Quran
	commaTrace                        // ,
	semicolonTrace                    // ;
	graveTrace                        // the grave accent
	tildeTrace                        // ~
	waslaTrace                        // the two bytes of U+0671, ARABIC LETTER ALEF WASLA
)

var traceOf = [256]traces{
	0xDA: farTrace, 0xDB: farTrace, 0xDC: farTrace, 0xDD: farTrace,
	',': commaTrace, ';': semicolonTrace, '`': graveTrace, '~': tildeTrace,
}

// has reports whether one of the others is in s.
func (s traces) has(others traces) bool { return s&others != 0 }

// tracesOf returns the traces of text.
func tracesOf(text []byte) traces {
	s, done := tracesOfBlocks(text)
	last := byte(0)
	if done > 0 {
		last = text[done-1]
	}
	for _, c := range text[done:] {
		if s |= traceOf[c]; last == waslaAlef[0] && c == waslaAlef[1] {
			s |= waslaTrace
		}
		last = c
	}
	return s
}
