package segment

import (
	"strings"
	"testing"
)

// endsAlike asks a map of text about each place where a character begins, and fails where its
// answer and that of arabicLetters part.
func endsAlike(t *testing.T, text []byte) {
	t.Helper()
	var m letterMap
	for i := 0; i < len(text); i++ {
		want, _ := arabicLetters(text, i)
		end := m.end(text, i)
		got, _ := arabicLetters(text, end)
		if got != want || end < want && m.to > m.from && len(text)-end > 64 {
			t.Fatalf("%q: the letters at %d end at %d, by the map at %d, want %d", text, i, got, end, want)
		}
		i = max(i, end-1)
	}
}

func FuzzLetters(f *testing.F) {
	f.Add([]byte("كتب الولدُ الدرسَ، و١٢ پنج کتاب\u061C abc\xd8\xd9"))
	f.Fuzz(func(t *testing.T, text []byte) {
		endsAlike(t, text)
		for len(text) > 0 && len(text) < 5000 {
			text = append(text, text...)
		}
		endsAlike(t, text)
	})
}

func TestLetters(t *testing.T) {
	var text []byte
	for first := 0xC0; first < 0x100; first++ {
		for second := range 0x100 {
			text = append(append(text, byte(first), byte(second)), " ب "...)
		}
	}
	endsAlike(t, text)
	endsAlike(t, []byte(strings.Repeat("ب", 5000)))
	endsAlike(t, []byte("a"+strings.Repeat("بّ", 5000)+" نص"))
}
