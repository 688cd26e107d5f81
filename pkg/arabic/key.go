package arabic

// A Key is the skeleton of a short word in one number, so that a lexicon can
// be asked without allocating: five bits a letter, the first letter lowest.
// Alef's hamza, madda and wasla forms are one letter, as are ya and alef
// maqsura, ha and teh marbuta; a seated hamza is its seat, and a bare one,
// every mark and the tatweel are nothing. Latin letters have keys of their own, without
// case. The zero Key is no word, or one of more than twelve letters.
type Key uint64

// MaxKey is how many letters a key holds.
const MaxKey = 12

// LatinKey marks the key of a word in Latin letters.
const LatinKey Key = 1 << 63

// Skip is the skeleton of what a word is read through: marks, tatweel, the
// bare hamza and joiners.
const Skip = 0xFF

// Skeleton is the five-bit letter of r in a Key, 0 where r is part of no
// word, and Skip where a word is read through it.
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
	switch KindOf(r) {
	case Mark, Tatweel:
		return Skip
	case Letter:
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

// KeyOf is the key of word, which must be one word without spaces; a code
// point that is part of no word makes the key zero.
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

// First is the skeleton of the first letter, 0 of the zero key.
func (k Key) First() uint8 { return uint8(k & 31) }

// Drop is the key without its first n letters.
func (k Key) Drop(n int) Key { return k >> (5 * n) }
