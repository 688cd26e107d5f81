package unmarked

import "github.com/nass-ar/nass/pkg/segment/reader"

// How much better or worse the text pauses, in sixteenths of natural log units, for what
// the model was not trained to see.
const (
	afterClause = 3 * Scale // a comma or semicolon
	afterColon  = 1 * Scale
	beforeMark  = -4 * Scale // punctuation with blanks around it ends what is before it
	afterNumber = -2 * Scale // what it counts follows, unless it is a year
	beforeYear  = -2 * Scale // and before a number in groups
	afterLean   = -4 * Scale // في, الذي, أن
)

// yearDigits is how many digits a number has that is likely a year.
const yearDigits = 4

// Pauses yields every gap between two words of text, with how well the text pauses there.
func (f *Finder) Pauses(text []byte, yield func(Gap)) {
	f.Reset(text)
	for {
		if f.gap+reach >= f.n {
			f.fill()
		}
		if f.gap >= f.n {
			return
		}
		g := f.gap
		f.gap++
		f.read, f.weighed = f.gap, f.gap // fill moves what was weighed
		yield(Gap{int(f.words[g].Start), f.pause(g)})
	}
}

// pause is how well the text pauses before words[g].
func (f *Finder) pause(g int) int32 {
	l, r := &f.words[g-1], &f.words[g]
	score := firstBias + f.weighNear(g) + f.weighFar(g)
	switch l.Post {
	case reader.Comma:
		score += afterClause
	case reader.Colon:
		score += afterColon
	}
	if l.Closed()&reader.Leans != 0 {
		score += afterLean
	}
	switch {
	case r.Kind == reader.Digit && (l.Kind == reader.Digit || r.Letters == yearDigits):
		score += beforeYear
	case l.Kind == reader.Digit && l.Post == reader.NoMark && l.Letters != yearDigits:
		score += afterNumber
	}
	if r.Kind == reader.Mark && r.Pre != reader.Dash && r.Pre != reader.Quote {
		score += beforeMark
	}
	return score
}
