package arabic

import "testing"

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
