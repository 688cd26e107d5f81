package lexicon

import "github.com/nass-ar/nass/pkg/arabic"

// A Key is the skeleton of a short word in one number, so that a lexicon can be
// searched without allocating: five bits a letter, the first letter lowest.
//
// The alefs with hamza, madda and wasla are one letter with alef, ya is one
// letter with alef maqsura, and ha with teh marbuta. A hamza on a seat is its
// seat. A bare hamza, a mark and the tatweel are skipped. Latin letters have
// keys of their own, without case. The zero Key is the key of a word of more
// than twelve letters, and of text that is not a word.
type Key uint64

// MaxKey is how many letters a key holds.
const MaxKey = 12

// LatinKey marks the key of a word in Latin letters.
const LatinKey Key = 1 << 63

// Skip is the skeleton of the characters that a key skips: marks, tatweel, the
// bare hamza and joiners.
const Skip = 0xFF

// Skeleton returns the five-bit letter of r in a Key, 0 if r does not belong to
// a word, and Skip if a Key skips it.
func Skeleton(r rune) uint8 {
	switch {
	case 'a' <= r && r <= 'z':
		return uint8(r-'a') + 1
	case 'A' <= r && r <= 'Z':
		return uint8(r-'A') + 1
	case 'À' <= r && r <= 'ÿ' && r != '×' && r != '÷':
		return latin1[r-'À'] - 'a' + 1
	case r == '\u200C' || r == '\u200D': // ZERO WIDTH NON-JOINER, JOINER
		return Skip
	}
	if 0x600 <= r && r <= 0x6FF {
		return skeletonTable[r-0x600]
	}
	return kindSkeleton(r)
}

// skeletonTable is Skeleton of U+0600 to U+06FF.
var skeletonTable = func() (t [256]uint8) {
	for r := range t {
		t[r] = kindSkeleton(0x600 + rune(r))
	}
	for i, s := range skeletons {
		for _, r := range s {
			t[r-0x600] = uint8(i) + 1
		}
	}
	return t
}()

func kindSkeleton(r rune) uint8 {
	if r == '\u0621' { // ARABIC LETTER HAMZA
		return Skip
	}
	switch arabic.KindOf(r) {
	case arabic.Mark, arabic.Tatweel:
		return Skip
	case arabic.Letter:
		return 31
	}
	return 0
}

// skeletons holds the letters that a key tells apart, each with those that
// it does not.
var skeletons = [...]string{
	"اأإآٱ", "ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ", "ر", "ز", "س", "ش", "ص", "ض", "ط", "ظ",
	"ع", "غ", "ف", "ق", "كک", "ل", "م", "ن", "هةھہۃە", "وؤ", "يىئی",
}

// latin1 is U+00C0 to U+00FF without accents.
const latin1 = "aaaaaaaceeeeiiiidnooooo?ouuuuypsaaaaaaaceeeeiiiidnooooo?ouuuuypy"

// KeyOf returns the key of word, which must be one word without spaces. A code
// point that does not belong to a word makes the key zero.
func KeyOf(word string) Key {
	var k Key
	n := 0
	for _, r := range word {
		c := Skeleton(r)
		if c == Skip {
			continue
		}
		if c == 0 || n == MaxKey {
			return 0
		}
		k |= Key(c) << (5 * n)
		n++
		if r < 0x250 {
			k |= LatinKey
		}
	}
	return k
}

// First returns the skeleton of the first letter, or 0 for the zero key.
func (k Key) First() uint8 { return uint8(k & 31) }

// Drop returns the key without its first n letters.
func (k Key) Drop(n int) Key { return k >> (5 * n) }
