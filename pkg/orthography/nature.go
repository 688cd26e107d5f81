package orthography

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

// scripture holds of a line of the Quran: it has one of its signs, and most of its
// words are vocalised. Its letters and tatweels are as they are meant to be.
var scripture = &rule.Fact{Of: isScripture, Triggers: []rule.Trigger{
	{At: arabic.Ranges(arabic.Range{Lo: '\u0671', Hi: '\u0671'}, arabic.Range{Lo: '\u06D6', Hi: '\u06ED'})}}}

func isScripture(line []byte) bool {
	if !hasQuranSign(line) {
		return false
	}
	words, vocalised := 0, 0
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRune(line[i:])
		l, m := 0, 0 // letters and marks of the word
		for i < len(line) && wordy.Has(r) {
			switch {
			case marks.Has(r):
				m++
			case r != arabic.TatweelSign:
				l++
			}
			i += size
			r, size = utf8.DecodeRune(line[i:])
		}
		if l+m == 0 {
			i += size
			continue
		}
		if words++; 2*m >= l {
			vocalised++
		}
	}
	return 2*vocalised > words
}

// hasQuranSign reports whether line has a wasla alef, a pause mark, or another sign that only the Quran has.
func hasQuranSign(line []byte) bool {
	for i, c := range line {
		if i+1 == len(line) {
			break
		}
		if n := line[i+1]; c == 0xDB && n >= 0x96 && n <= 0xAD || c == 0xD9 && n == 0xB1 {
			return true
		}
	}
	return false
}
