package reader

import "testing"

// Tables have room for their words, and words whose slots are taken are found.
func TestTable(t *testing.T) {
	words := []string{"في", "من", "إلى", "على", "عن", "مع", "بين"}
	table := NewTable(8)
	for i, w := range words {
		*table.At(w) |= uint8(i + 1)
	}
	for i, w := range words {
		if got := table.Of(Hash(w)); got != uint8(i+1) {
			t.Errorf("%s is %d, want %d", w, got, i+1)
		}
	}
	if got := table.Of(Hash("كتاب")); got != 0 {
		t.Errorf("a word that it does not have is %d", got)
	}
	n := 0
	for _, slot := range closedWords() {
		if slot.what != 0 {
			n++
		}
	}
	if n < 100 || n > len(closedWords())/2 {
		t.Errorf("%d closed words", n)
	}
}
