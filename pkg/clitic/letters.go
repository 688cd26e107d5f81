package clitic

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/clitic/maxent"
)

// letters are the letters with which a word begins, and their places.
type letters struct {
	maxent.Word
	at       [maxent.MaxLetters]int // where each begins
	rest     int                    // where they end, with marks and tatweel
	followed bool                   // by a digit or, last of all, a tatweel: there may be no stem
}

// read returns the letters of word up to its end or a digit, and whether clitics
// can be split off: there is a letter, nothing else, and not too much of it.
func read(word []byte) (l letters, ok bool) {
	for i := 0; i < len(word); {
		r, size := rune(word[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(word[i:])
		}
		if c := maxent.CodeOf(r); c != 0 {
			if l.N == maxent.MaxLetters {
				return l, false
			}
			l.Code[l.N], l.at[l.N] = c, i
			l.N++
			l.followed = false
		} else if kind := arabic.KindOf(r); kind == arabic.Tatweel {
			l.followed = true
		} else if kind != arabic.Mark {
			_, digit := arabic.DigitValue(r)
			l.followed, l.rest = digit, i
			return l, digit && l.N > 0
		}
		i += size
	}
	l.rest = len(word)
	return l, l.N > 0
}

// end returns where the first n letters end, with the marks and tatweel after
// them. A mark before all letters is the first one's.
func (l *letters) end(n int) int {
	if n >= l.N {
		return l.rest
	}
	return l.at[n]
}
