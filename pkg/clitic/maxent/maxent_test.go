package maxent

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestModelSize(t *testing.T) {
	if want := countSize + nameSize + weightSize; len(embedded) != want {
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
	for r, want := range map[rune]rune{'أ': 'ا', 'إ': 'ا', 'آ': 'ا', '\u0671': 'ا', 'ا': 'ا', 'ؤ': 'ؤ', 'ئ': 'ئ', 'ى': 'ى', 'ک': 0, 'a': 0} { // U+0671 is ALEF WASLA
		if got := Fold(r); got != want {
			t.Errorf("%c is folded to %c, want %c", r, got, want)
		}
	}
}

// Words of ten letters have keys of their own, longer ones have none.
func TestKey(t *testing.T) {
	for text, want := range map[string]bool{"بب": true, "الاستثمار": true, "الاستثمارا": true, "الاستثمارات": false} {
		var w Word
		if w.Set(text); (w.Key() != 0) != want {
			t.Errorf("%s has the key %d", text, w.Key())
		}
	}
}

// The ways to cut words of which the raw text has none.
func TestCuts(t *testing.T) {
	m := Model{Counts: BuildCounts(nil)}
	for _, want := range []string{
		"درس", "درسها درس+ها", "ودرس و+درس", "فبدر ف+بدر ف+ب+در",
		"أيحب أ+يحب", "أتراها أترا+ها أ+تراها أ+ترا+ها", "أأنت أ+أنت", "أكتب", "أين", "وه", "فبه فب+ه ف+به", "ببه بب+ه ب+به", "هها",
		"سيكتب س+يكتب", "ستكتب س+تكتب", "سنكتب س+نكتب", "سأكتب س+أكتب", "ساكتب س+اكتب", "سكتب", "سيف",
		"مدرسةه", "مستوىه", "مدرسته مدرست+ه",
		"اله ال+ه", "الهم", "الكتابه", "للسلطة ل+لسلطة", "للسلطه للسلط+ه ل+لسلطه",
		"دفترني دفترن+ي دفتر+ني",
	} {
		text, _, _ := strings.Cut(want, " ")
		var w Word
		if !w.Set(text) {
			t.Fatalf("%s is no word", text)
		}
		var got []string
		for _, c := range m.Cuts(nil, &w) {
			letters := []rune(text)
			var parts []string
			for range c.Start() {
				parts = append(parts, string(letters[0]))
				letters = letters[1:]
			}
			end := len(letters) - int(c.Pronoun)
			if parts = append(parts, string(letters[:end])); end < len(letters) {
				parts = append(parts, string(letters[end:]))
			}
			got = append(got, strings.Join(parts, "+"))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Of two forms that are as frequent, the one that is written counts.
func TestTies(t *testing.T) {
	m := Model{Counts: BuildCounts(map[string]int{"مدينت": 9, "مدينة": 9, "اللجنة": 9, "الجنة": 9})}
	var w Word
	w.Set("مدينته")
	if r := m.LastLetter(&w, Cut{Pronoun: 1}); r != 0 {
		t.Errorf("مدينت ends in %c", r)
	}
	w.Set("للجنة")
	if cuts := m.Cuts(nil, &w); cuts[len(cuts)-1].Article != NoAlef {
		t.Errorf("the cuts of للجنة are %+v", cuts)
	}
}

// Words that are nothing but particles and an article.
func TestParticles(t *testing.T) {
	for text, want := range map[string]bool{"وب": true, "ال": true, "وبال": true, "لل": true, "فلل": true, "كل": false, "بل": false, "وس": false, "بو": false, "الل": false} {
		var w Word
		w.Set(text)
		if c, ok := w.Particles(); ok != want {
			t.Errorf("%s: %+v, %t", text, c, ok)
		}
	}
}

// ب and ك share a copy of their features, ل has none, and the ل of للـ is another.
func TestFeatures(t *testing.T) {
	m := Model{Counts: BuildCounts(nil)}
	features := func(text string, c Cut) []uint64 {
		var w Word
		w.Set(text)
		return m.Features(nil, &w, c)
	}
	common := func(a, b []uint64) (n int) {
		for _, h := range a {
			if slices.Contains(b, h) {
				n++
			}
		}
		return n
	}
	bi, ka, li := features("بكتاب", Cut{Preposition: Bi}), features("ككتاب", Cut{Preposition: Ka}), features("لكتاب", Cut{Preposition: Li})
	lil := features("للكتاب", Cut{Preposition: Li, Article: NoAlef})
	if len(bi) != len(ka) || len(li) >= len(bi) || common(bi, ka) <= common(bi, li) {
		t.Errorf("ب has %d features, ك %d, ل %d; %d and %d are those of ب", len(bi), len(ka), len(li), common(ka, bi), common(li, bi))
	}
	bias := func(p Particle) uint64 { return mix(uint64(p)) } // tBias in front, with no pronoun
	if !slices.Contains(li, bias(Li)) || slices.Contains(lil, bias(Li)) {
		t.Error("للـ has the features of ل")
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
				if before != "" && (listed(before+word) != 0 || strings.Contains(name, "question")) {
					continue // another word, or none
				}
				c, score := m.Choose(&w)
				start := utf8.RuneCountInString(before)
				for _, particle := range []string{"question", "conjunction", "first"} {
					if strings.Contains(name, particle) {
						start++
					}
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
