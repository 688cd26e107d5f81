package lexicon

import (
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func TestKeyOf(t *testing.T) {
	same := [][]string{
		{"أغسطس", "اغسطس", "إغسطس", "اغـسطس"},
		{"ثلاثاء", "ثلاثا"},
		{"مئة", "ميه", "مية"},
		{"إلى", "الي", "إلی"},
		{"November", "NOVEMBER", "november"},
		{"février", "Fevrier"},
	}
	for _, words := range same {
		for _, w := range words[1:] {
			if KeyOf(w) != KeyOf(words[0]) || KeyOf(w) == 0 {
				t.Errorf("KeyOf(%q) = %x, KeyOf(%q) = %x", w, KeyOf(w), words[0], KeyOf(words[0]))
			}
		}
	}
	for _, w := range []string{"", "a b", "اثنا عشر", "أبجدهوزحطيكلم"} {
		if k := KeyOf(w); k != 0 {
			t.Errorf("KeyOf(%q) = %x, want 0", w, k)
		}
	}
	if got := KeyOf("اليوم").Drop(2); got != KeyOf("يوم") {
		t.Errorf("Drop(2) = %x, want %x", got, KeyOf("يوم"))
	}
}

// A letter of Latin-1 with a mark is the letter, and what joins, marks or
// stretches a word is read through.
func TestSkeleton(t *testing.T) {
	for r := rune(0); r <= 0xFF; r++ {
		base := unicode.ToLower([]rune(norm.NFD.String(string(r)))[0])
		switch got := Skeleton(r); {
		case base >= 'a' && base <= 'z':
			if got != uint8(base-'a')+1 {
				t.Errorf("Skeleton(%q) = %d, not that of %q", r, got, base)
			}
		case !unicode.IsLetter(r) && got != 0:
			t.Errorf("Skeleton(%q) = %d", r, got)
		}
	}
	for _, r := range "\u200C\u200D\u0621\u0640\u064E\u0670\u06D6" {
		if got := Skeleton(r); got != Skip {
			t.Errorf("Skeleton(%U) = %d, want Skip", r, got)
		}
	}
	for _, r := range "\u200B\u200E5٣، " {
		if got := Skeleton(r); got != 0 {
			t.Errorf("Skeleton(%U) = %d, want 0", r, got)
		}
	}
}
