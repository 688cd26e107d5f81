package maxent

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestModelSize(t *testing.T) {
	if want := countSize + weightSize; len(embedded) != want {
		t.Fatalf("model.bin has %d bytes, want %d", len(embedded), want)
	}
	const limit = 1_200_000
	if len(embedded) > limit {
		t.Errorf("the tables have %d bytes, at most %d are allowed", len(embedded), limit)
	}
}

// Each letter has a code of its own, except that ALEF WASLA is alef.
func TestCodeOf(t *testing.T) {
	letters := 0
	for r := rune(0); r < 0x10000; r++ {
		c := CodeOf(r)
		if c == 0 {
			continue
		}
		letters++
		if back := runeOf(c); back != r && r != '\u0671' {
			t.Errorf("%U has the code %d, which is %U", r, c, back)
		}
	}
	if letters != 37 {
		t.Errorf("%d letters have codes, want 37", letters)
	}
	for code, r := range map[uint8]rune{hamza: 'ء', alef: 'ا', tehMarbuta: 'ة', seen: 'س', feh: 'ف', kaf: 'ك', noon: 'ن', waw: 'و', maksura: 'ى', yeh: 'ي'} {
		if CodeOf(r) != code {
			t.Errorf("%c has the code %d, want %d", r, CodeOf(r), code)
		}
	}
}

// A form is the same whether its letters are read or written before and after
// others.
func TestForm(t *testing.T) {
	var w, stem Word
	w.Set("بالمدرسة")
	stem.Set("مدرس")
	f := stem.formOf(0, stem.N)
	if w.formOf(0, w.N) != f.before(lam).before(alef).before(beh).after(tehMarbuta) || w.formOf(3, 7) != f {
		t.Error("forms differ")
	}
	stem.Set("أإآ")
	w.Set("ااا")
	if stem.formOf(0, 3) != w.formOf(0, 3) {
		t.Error("alefs differ")
	}
}

func TestBuild(t *testing.T) {
	counts := BuildCounts(map[string]int{"كتاب": 1 << 10, "مدرسة": 5})
	var w Word
	m := Model{Counts: counts}
	for word, want := range map[string]int{"كتاب": 10 * countStep, "مدرسة": 19, "باب": 0} {
		w.Set(word)
		if got := m.count(w.formOf(0, w.N)); got != want {
			t.Errorf("%s has the count %d, want %d", word, got, want)
		}
	}
	m.Weights = BuildWeights(map[uint64]float64{1: 1, 2: -0.5, 1 << 40: 100, 5: 0.001})
	for h, want := range map[uint64]int{1: WeightStep, 2: -WeightStep / 2, 1 << 40: 127, 5: 0, 6: 0} {
		if got := m.weight(h); got != want {
			t.Errorf("feature %d has the weight %d, want %d", h, got, want)
		}
	}
}

// Every word of words.txt is cut as its section says, by itself and after و and ف.
func TestListedWords(t *testing.T) {
	data, err := os.ReadFile("words.txt")
	if err != nil {
		t.Fatal(err)
	}
	m := Default()
	words := 0
	for section := range strings.SplitSeq(string(data), "\n== ") {
		name, ok := strings.CutPrefix(section, "way/listed.")
		if !ok {
			continue
		}
		name, _, _ = strings.Cut(name, ":")
		pronoun := uint8(0)
		if _, n, ok := strings.Cut(name, "last"); ok {
			pronoun = n[0] - '0'
		}
		for line := range strings.Lines(section) {
			word, _, ok := strings.Cut(line, "\t")
			if !ok || line[0] == '#' {
				continue
			}
			words++
			for _, before := range []string{"", "و", "ف"} {
				var w Word
				if !w.Set(before + word) {
					t.Fatalf("%s%s is no word", before, word)
				}
				if before != "" && listed(before+word) != 0 {
					continue // another word
				}
				c, score := m.Choose(&w)
				start := utf8.RuneCountInString(before)
				if strings.Contains(name, "first") {
					start++
				}
				if c.Start() != start || c.Pronoun != pronoun || score != 1 {
					t.Errorf("%s%s: %+v, score %v, want %d letters and a pronoun of %d", before, word, c, score, start, pronoun)
				}
			}
		}
	}
	if words < 60 {
		t.Errorf("words.txt has only %d words", words)
	}
}
