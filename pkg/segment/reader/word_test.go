package reader

import "testing"

// word reads the word that text is.
func word(text string) *Word {
	var words [1]Word
	Read(words[:], []byte(text), 0)
	return &words[0]
}

func TestFunctionWords(t *testing.T) {
	if word("التي").Stem != 0 {
		t.Error("التي has a stem")
	}
	if word("المدينة").Stem == 0 {
		t.Error("المدينة has none")
	}
}
