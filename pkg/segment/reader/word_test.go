package reader

import "testing"

func TestFunctionWords(t *testing.T) {
	var w Word
	w.Read([]byte("التي"), 0)
	if w.Stem != 0 {
		t.Error("التي has a stem")
	}
	if w.Read([]byte("المدينة"), 0); w.Stem == 0 {
		t.Error("المدينة has none")
	}
}
