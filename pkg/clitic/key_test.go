package clitic

import (
	"bytes"
	"strings"
	"testing"
)

func TestAppendKey(t *testing.T) {
	var s Splitter
	for word, want := range map[string]string{
		"والكتاب": "كتاب", "بكتابها": "كتاب", "للكتاب": "كتاب", "كتاب": "", "كتابه": "كتاب",
		"مدرسة": "", "مدرسه": "", "مدرسته": "مدرسه", "المدرسة": "مدرسه", "وبمدرستهم": "مدرسه",
		"للجنة": "لجنه", "للسلطة": "سلطه", "مستواه": "مستوي", "أصدقائه": "اصدقاء", "كتبوه": "كتبوا",
		"وأحمد": "احمد", "أحمد": "", "والد": "", "به": "", "وبها": "", "": "", "و10": "", "الـ24": "", "کتابها": "", "وABC": "",
		"رئيسها": "رييس", "رييسها": "رييس", "وَبِالكِتَابِ": "كتاب",
	} {
		got, ok := s.AppendKey(nil, []byte(word))
		if string(got) != want || ok != (want != "") {
			t.Errorf("%s has the key %s, want %s", word, got, want)
		}
	}
}

// A key has no key, and a word has the same one however its letters are folded.
func FuzzKey(f *testing.F) {
	for _, w := range strings.Fields("وبالكتاب للجنة بـ5 الـ24 مَدِينَتُهُ ووووووو ببببببببببببببببببببببببببببببببببب وبها كتبوهما فسيكفيكهم لللللللل اااااا") {
		f.Add([]byte(w))
	}
	var s Splitter
	f.Fuzz(func(t *testing.T, word []byte) {
		key, ok := s.AppendKey(nil, word)
		if again, has := s.AppendKey(nil, key); has {
			t.Fatalf("%s has the key %s, and that %s", word, key, again)
		}
		if folded := appendFolded(nil, word); ok {
			if same, _ := s.AppendKey(nil, folded); !bytes.Equal(key, same) {
				t.Fatalf("%s has the key %s, %s has %s", word, key, folded, same)
			}
		}
	})
}
