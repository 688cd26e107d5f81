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
	Base  string // the letters it represents (NFKC), in logical order
	Shape Shape
	Word  bool // a word, a phrase or a spaced mark as one sign, such as U+FDFA
}

// Forms returns all presentation forms, in order of code point. The slice is
// shared and must not be changed.
func Forms() []Form { return forms }

// FormOf returns the presentation form with code point r, and reports whether r
// is one.
func FormOf(r rune) (Form, bool) {
	i := sort.Search(len(forms), func(i int) bool { return forms[i].Rune >= r })
	if i < len(forms) && forms[i].Rune == r {
		return forms[i], true
	}
	return Form{}, false
}
