package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// readings are the words that are left of word, with the proclitics before each.
func readings(p Peeler, word string) (got []string) {
	letters := []rune(word)
	for p.Next() {
		short := ""
		if p.Short {
			short = " short"
		}
		got = append(got, fmt.Sprintf("%05b%s %d %s", p.Off&^Al, strings.Repeat("+ال", int(p.Off/Al))+short, p.Before(), string(letters[p.Dropped:])))
	}
	return got
}

func TestPeeler(t *testing.T) {
	for word, want := range map[string]string{
		"كتاب":    "10000 1 تاب",
		"درس":     "",
		"الدرس":   "00000+ال 0 درس",
		"والدرس":  "00001 1 الدرس|00001+ال 1 درس",
		"فبالدرس": "00010 1 بالدرس|00110 2 الدرس|00110+ال 2 درس",
		"للدرس":   "01000 1 لدرس|01000+ال short 0 درس",
		"وللدرس":  "00001 1 للدرس|01001 2 لدرس|01001+ال short 1 درس",
		"لالدرس":  "01000 1 الدرس|01000+ال 1 درس",
		"بلدرس":   "00100 1 لدرس", // one preposition only
		"ووفد":    "00001 1 وفد",  // one conjunction only
		"بودرس":   "00100 1 ودرس", // in this order
		"اال":     "",
		"ال":      "",
		"الم":     "00000+ال 0 م",
		"لل":      "01000 1 ل",
		"و":       "",
		"":        "",
	} {
		byWord := readings(PeelWord(word), word)
		byKey := readings(PeelKey(KeyOf(word), utf8.RuneCountInString(word)), word)
		if got := strings.Join(byWord, "|"); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
		if !slices.Equal(byWord, byKey) {
			t.Errorf("%s: its key has the readings %q, its letters %q", word, byKey, byWord)
		}
	}
	// A key knows no hamza.
	if word, key := PeelWord("ؤلد"), PeelKey(KeyOf("ؤلد"), 3); word.Next() || !key.Next() {
		t.Error("ؤ is و, or its key is not")
	}
}

func TestHostEndings(t *testing.T) {
	for word, want := range map[string]bool{"أورغ": true, "كوم": true, "شبكة": true, "أورغواي": false, "": false, "اجتماع": false} {
		if IsHostEnding(word) != want || IsHostEnding([]byte(word)) != want {
			t.Errorf("IsHostEnding(%q) is %v", word, !want)
		}
	}
	word := []byte("موقع")
	if n := testing.AllocsPerRun(100, func() { IsHostEnding(word) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
