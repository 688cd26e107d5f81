package orthography

import (
	"slices"

	"github.com/nass-ar/nass/pkg/arabic"
)

// ofKind is the set of the script's code points of some kinds below limit.
func ofKind(limit rune, kinds ...arabic.Kind) *arabic.Set {
	var ranges []arabic.Range
	for r := rune(0x600); r <= limit; r++ {
		if !slices.Contains(kinds, arabic.KindOf(r)) {
			continue
		}
		ranges = with(ranges, r)
	}
	return arabic.Ranges(ranges...)
}

// with returns ranges and r, in the last of them where it can.
func with(ranges []arabic.Range, r rune) []arabic.Range {
	if n := len(ranges); n > 0 && ranges[n-1].Hi == r-1 {
		ranges[n-1].Hi = r
		return ranges
	}
	return append(ranges, arabic.Range{Lo: r, Hi: r})
}

func oneOf(chars string) *arabic.Set { return arabic.SetOf(chars) }

// The sets that rules are stated in.
var (
	letters = ofKind(0x8FF, arabic.Letter)
	marks   = ofKind(0x8FF, arabic.Mark)
	wordy   = arabic.Union(ofKind(0x8FF, arabic.Letter, arabic.Mark, arabic.Tatweel), forms)
	western = arabic.Ranges(arabic.Range{Lo: '0', Hi: '9'})
	indic   = arabic.Ranges(arabic.Range{Lo: '\u0660', Hi: '\u0669'})
	persian = arabic.Ranges(arabic.Range{Lo: '\u06F0', Hi: '\u06F9'})
	eastern = arabic.Union(indic, persian)
	digits  = arabic.Union(western, eastern)
	latin   = arabic.Ranges(arabic.Range{Lo: 'A', Hi: 'Z'}, arabic.Range{Lo: 'a', Hi: 'z'},
		arabic.Range{Lo: '\u00C0', Hi: '\u00D6'}, arabic.Range{Lo: '\u00D8', Hi: '\u00F6'}, arabic.Range{Lo: '\u00F8', Hi: '\u024F'}) // but × and ÷
	space   = oneOf(" ")
	blank   = oneOf(" \u00A0") // SPACE, NO-BREAK SPACE
	edge    = oneOf("\n")
	opening = oneOf("([«“")
	closing = oneOf(")]»”")
	openers = oneOf("([«“\"‘")
	tatweel = oneOf("\u0640")
	forms   = arabic.Ranges(arabic.Range{Lo: '\uFB50', Hi: '\uFDFB'}, arabic.Range{Lo: '\uFE71', Hi: '\uFEFC'})
)

// isLatin reports whether r is a letter of the Latin script, as far as Arabic
// text has them.
func isLatin(r rune) bool { return latin.Has(r) }

// isWordy reports whether r belongs to an Arabic word.
func isWordy(r rune) bool { return wordy.Has(r) }
