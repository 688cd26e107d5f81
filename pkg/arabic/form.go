package arabic

import "sort"

// A Shape is how a presentation form joins its neighbours.
type Shape uint8

const (
	Isolated Shape = iota
	Initial
	Medial
	Final
)

// A Form is a presentation form: a code point of U+FB50-FDFF or U+FE70-FEFE
// that a legacy file uses for one shape of a letter or for a ligature.
type Form struct {
	Rune  rune
	Base  string // the letters it stands for (NFKC), in logical order
	Shape Shape
	Word  bool // a word, a phrase or a spaced mark as one sign, such as U+FDFA
}

// Forms are all presentation forms, in order of code point. The slice is
// shared and must not be changed.
func Forms() []Form { return forms }

// FormOf is the presentation form at r, and whether r is one.
func FormOf(r rune) (Form, bool) {
	i := sort.Search(len(forms), func(i int) bool { return forms[i].Rune >= r })
	if i < len(forms) && forms[i].Rune == r {
		return forms[i], true
	}
	return Form{}, false
}

// CombiningClass is the canonical combining class of a mark of the script,
// and 0 of everything else.
func CombiningClass(r rune) uint8 {
	if r < 0x610 || r > 0x8FF {
		return 0
	}
	return classes[r]
}

// ComposePair is the letter that a letter and a mark compose to, and whether
// they do.
func ComposePair(letter, mark rune) (rune, bool) {
	r, ok := pairs[[2]rune{letter, mark}]
	return r, ok
}
