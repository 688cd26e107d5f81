package arabic

import (
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The tables say what the standard library says, for every code point.
func TestKinds(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		got := KindOf(r)
		if got == Other {
			if unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) && r < 0x1EE00 && r > 0x6FF && r < 0xFB50 {
				t.Errorf("U+%04X: an Arabic letter has no kind", r)
			}
			continue
		}
		switch got {
		case Mark:
			if !unicode.Is(unicode.Mn, r) {
				t.Errorf("U+%04X: no mark", r)
			}
		case Digit:
			if _, ok := DigitValue(r); !ok && r < 0x700 {
				t.Errorf("U+%04X: a digit without a value", r)
			}
		case Letter:
			if !unicode.IsLetter(r) {
				t.Errorf("U+%04X: no letter", r)
			}
		}
	}
	for _, tt := range []struct {
		r    rune
		want Kind
	}{{'ب', Letter}, {'پ', Letter}, {'\u064E', Mark}, {'\u0640', Tatweel}, {'٣', Digit}, {'۳', Digit}, {'،', Sign}, {'a', Other}, {'5', Other}, {'\uFE8F', Letter}, {'\uFDFA', Sign}} {
		if got := KindOf(tt.r); got != tt.want {
			t.Errorf("KindOf(%U) = %d, want %d", tt.r, got, tt.want)
		}
	}
}

func TestIsForeignLetter(t *testing.T) {
	for r, want := range map[rune]bool{
		'ء': false, 'آ': false, 'غ': false, 'ف': false, 'ي': false, 'ى': false, 'ة': false, // the alphabet's ends, too
		'\u0620': true, '\u063B': true, '\u063F': true, '\u064B': false, '\u066E': true, 'ٱ': true, 'پ': true, 'ی': true, 'ک': true,
		'\u0640': false, '٣': false, '،': false, 'a': false, ' ': false,
	} {
		if got := IsForeignLetter(r); got != want {
			t.Errorf("IsForeignLetter(%U) = %v", r, got)
		}
	}
}

// The values of digits, the controls and the letters of the alphabet, for every
// code point.
func TestSmallSets(t *testing.T) {
	values := map[rune]int{}
	for _, digits := range []string{"0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"} {
		for i, r := range []rune(digits) {
			values[r] = i
		}
	}
	alphabet := map[rune]bool{}
	for _, r := range "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي" {
		alphabet[r] = true
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		want, is := values[r]
		if got, ok := DigitValue(r); got != want || ok != is {
			t.Errorf("DigitValue(%U) = %d, %v", r, got, ok)
		}
		if got := IsBidiControl(r); got != unicode.Is(unicode.Bidi_Control, r) {
			t.Errorf("IsBidiControl(%U) = %v", r, got)
		}
		if got := IsForeignLetter(r); got != (KindOf(r) == Letter && !alphabet[r]) {
			t.Errorf("IsForeignLetter(%U) = %v", r, got)
		}
	}
}

func TestForms(t *testing.T) {
	for _, f := range Forms() {
		if g, ok := FormOf(f.Rune); !ok || g.Base != norm.NFKC.String(string(f.Rune)) {
			t.Errorf("FormOf(%U) = %q, %v", f.Rune, g.Base, ok)
		}
	}
	if _, ok := FormOf('ب'); ok {
		t.Error("a letter is no form")
	}
}

func TestSet(t *testing.T) {
	s := Union(SetOf("ab،"), Ranges(Range{'\uFE80', '\uFE90'}))
	for _, r := range "ab،\uFE80\uFE90" {
		if !s.Has(r) || s.Not().Has(r) {
			t.Errorf("%U is not in the set", r)
		}
	}
	for _, r := range "c\u0600\uFE7F\uFE91\U0010FFFF" {
		if s.Has(r) || !s.Not().Has(r) {
			t.Errorf("%U is in the set", r)
		}
	}
	touching := Ranges(Range{'\uFE91', '\uFE92'}, Range{'\uFE80', '\uFE90'}, Range{'\uFE85', '\uFE86'})
	for rg := range touching.All {
		if rg != (Range{'\uFE80', '\uFE92'}) {
			t.Errorf("ranges that touch give %U", rg)
		}
	}
	var none *Set
	if none.Has('a') {
		t.Error("a nil set is not empty")
	}
	n := 0
	for rg := range s.All {
		n += int(rg.Hi - rg.Lo + 1)
	}
	if n != 3+17 {
		t.Errorf("All yields %d code points", n)
	}
}
