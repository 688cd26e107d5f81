package reader

import "testing"

// Every class of the table is found, and a word without one is rare.
func TestClass(t *testing.T) {
	seen := make(map[uint32]bool)
	for i := 0; i < len(classes); i += 3 {
		if c := classes[i+2]; c != 0 {
			seen[uint32(c)] = true
		}
	}
	if len(seen) < 200 || seen[ClassRare] || seen[ClassNone] {
		t.Errorf("%d classes", len(seen))
	}
	for _, tt := range []struct {
		text string
		want uint32
	}{{"2024", ClassDigit}, {"Reuters", ClassLatin}, {"-", ClassMark}, {"ظظغغثثذذ", ClassRare}} {
		if w := word(tt.text); w.Class() != tt.want {
			t.Errorf("%s has class %d, not %d", tt.text, w.Class(), tt.want)
		}
	}
	// Past verbs that sentences of the press begin with are of few classes.
	verbs := make(map[uint32]bool)
	for _, verb := range []string{"أعلنت", "أكدت", "قالت", "أوضحت", "كشفت", "ذكرت"} {
		w := word(verb)
		verbs[w.Class()] = true
	}
	if len(verbs) > 3 || verbs[ClassRare] {
		t.Errorf("verbs have the classes %v", verbs)
	}
}

func TestClassTable(t *testing.T) {
	table := ClassTable(func(yield func(uint32, uint8)) {
		yield(7, 1)
		yield(7|9<<16, 2) // the same slot
	})
	if table[3*7+2] != 1 || table[3*8] != 9 || table[3*8+2] != 2 {
		t.Errorf("got %v", table[3*7:3*9])
	}
}
