package maxent

// MaxLetters is how many letters a Word holds. Longer words are hardly words.
const MaxLetters = 24

// A Word is the letters of a word, without marks and tatweel.
type Word struct {
	N    int
	Code [MaxLetters]uint8 // of each letter, see CodeOf
}

// Codes of letters, in the order of Unicode: hamza is 1.
const (
	hamza = 1 + iota
	alefMadda
	alefHamza
	wawHamza
	alefHamzaBelow
	yehHamza
	alef
	beh
	tehMarbuta
	teh
	kaf     = 1 + 0x643 - 0x621 - gap
	lam     = kaf + 1
	meem    = kaf + 2
	noon    = kaf + 3
	heh     = kaf + 4
	waw     = kaf + 5
	maksura = kaf + 6
	yeh     = kaf + 7
	feh     = kaf - 2
	seen    = 1 + 0x633 - 0x621

	gap = 0x641 - 0x63B // what the alphabet leaves out before U+0641
)

// Key returns a number for the letters of w that no other word has, or 0 where
// there are more than ten.
func (w *Word) Key() uint64 {
	if w.N > 10 {
		return 0
	}
	key := uint64(0)
	for _, c := range w.Code[:w.N] {
		key = key<<6 | uint64(c)
	}
	return key
}

// CodeOf returns the code of r, or 0 where r is no letter of the Arabic
// alphabet. ALEF WASLA is alef.
func CodeOf(r rune) uint8 {
	switch {
	case 0x621 <= r && r <= 0x63A:
		return uint8(r - 0x620)
	case 0x641 <= r && r <= 0x64A:
		return uint8(r - 0x620 - gap)
	case r == 0x671:
		return alef
	}
	return 0
}

// runeOf returns the letter of a code.
func runeOf(c uint8) rune {
	if c >= kaf-2 {
		return 0x620 + gap + rune(c)
	}
	return 0x620 + rune(c)
}

// Fold returns the letter by which r is counted in forms, or 0 where r is no letter of
// the Arabic alphabet.
func Fold(r rune) rune {
	if c := CodeOf(r); c != 0 {
		return runeOf(uint8(folded(c)))
	}
	return 0
}

// folded is the code by which a form is counted: alef for each alef with hamza
// or madda.
func folded(c uint8) uint64 {
	if c <= alefHamzaBelow && c >= alefMadda && c != wawHamza {
		return alef
	}
	return uint64(c)
}

// A form is the hash of letters in a row, with what it takes to write letters
// before and after them. Letters are the digits of a number, the first the
// lowest.
type form struct {
	sum, next uint64 // next is the place of a letter after the last
}

const base = 0x9E3779B97F4A7C15

// formOf returns the form of the letters of w from i to j.
func (w *Word) formOf(i, j int) form {
	f := form{next: 1}
	for _, c := range w.Code[i:j] {
		f.sum += folded(c) * f.next
		f.next *= base
	}
	return f
}

// before returns f with the letter c before it.
func (f form) before(c uint8) form { return form{f.sum*base + folded(c), f.next * base} }

// after returns f with the letter c after it.
func (f form) after(c uint8) form { return form{f.sum + folded(c)*f.next, f.next * base} }

// hash returns the hash of f in the table of counts.
func (f form) hash() uint64 { return mix(f.sum) }

// mix spreads the bits of x.
func mix(x uint64) uint64 {
	x ^= x >> 32
	x *= 0xD6E8FEB86659FD93
	x ^= x >> 29
	x *= base
	return x ^ x>>32
}

// Set makes w the letters of text and reports whether these are all of text,
// two or more and not too many.
func (w *Word) Set(text string) bool {
	w.N = 0
	for _, r := range text {
		c := CodeOf(r)
		if c == 0 || w.N == MaxLetters {
			return false
		}
		w.Code[w.N] = c
		w.N++
	}
	return w.N > 1
}
