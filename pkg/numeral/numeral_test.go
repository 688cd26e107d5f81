package numeral

import (
	"bytes"
	"math/rand"
	"slices"
	"testing"
	"unicode/utf8"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text     string
		num, den int64
	}{
		{"42", 42, 1}, {"٤٢", 42, 1}, {"۴۲", 42, 1},
		{"٣٫٥", 7, 2}, {"١٬٢٣٤٬٥٦٧", 1234567, 1}, {"1,234,567", 1234567, 1}, {"1.234.567,5", 2469135, 2},
		{"2،5", 5, 2}, {"935ر6", 1387, 200}, {"5ر1", 3, 2}, {"123.45", 2469, 20},
		{"خمسة وعشرون", 25, 1}, {"خمسه و عشرين", 25, 1}, {"مئتان", 200, 1}, {"الحادي عشر", 11, 1},
		{"بألفين وثلاثمئة", 2300, 1}, {"مليونان ونصف", 2500000, 1}, {"نصف", 1, 2}, {"ثلاثة أرباع", 3, 4},
		{"ألف وتسعمائة وثمانية وسبعون", 1978, 1}, {"مائة وخمسة آلاف", 105000, 1}, {"ثلاثة ملايين ومئتا ألف", 3200000, 1},
		{"27 مليار", 27000000000, 1}, {"2 مليون ونصف", 2500000, 1}, {"اثنا عشر", 12, 1}, {"إحدى عشرة", 11, 1},
		{"الحادية والعشرين", 21, 1}, {"ثلاث مئة", 300, 1}, {"صفر", 0, 1}, {"ثلثان", 2, 3}, {"الثاني والعشرين", 22, 1},
		{"مليار ومليون وألف وواحد", 1001001001, 1}, {"خ\u064Eم\u0652س\u064Eة", 5, 1}, {"خمـسة", 5, 1}, {"للثاني والعشرين", 22, 1},
	} {
		n, ok := number([]byte(c.text), 0)
		if !ok || n.End != len(c.text) || n.Value != (Value{c.num, c.den}) {
			t.Errorf("number(%q) = %+v %v, want %d/%d", c.text, n, ok, c.num, c.den)
		}
	}
	for _, text := range []string{"1,234", "1.234", "500ر12", "12،345"} {
		if n, ok := Parse([]byte(text)); !ok || !n.Ambiguous || n.Other == (Value{}) || n.Other == n.Value {
			t.Errorf("Parse(%q) = %+v, want both readings", text, n)
		}
	}
	for _, text := range []string{"", "كتاب", "و", "خمسة كتب", "أحد"} {
		if n, ok := Parse([]byte(text)); ok {
			t.Errorf("Parse(%q) = %+v, want none", text, n)
		}
	}
}

func TestWordsRoundTrip(t *testing.T) {
	check := func(n int64) {
		for _, g := range []Gender{Masculine, Feminine} {
			for _, c := range []Case{Nominative, Oblique} {
				w := AppendWords(nil, n, g, c)
				if got, ok := Parse(w); !ok || got.Value != (Value{n, 1}) {
					t.Fatalf("Parse(%q) = %+v, want %d", w, got, n)
				}
				if 1 <= n && n <= 99 {
					w := AppendOrdinal(nil, n, g, c)
					if got, ok := Parse(w); !ok || got.Value != (Value{n, 1}) || n != 20 && n%10 != 0 && !got.Ordinal {
						t.Fatalf("Parse(%q) = %+v, want the ordinal of %d", w, got, n)
					}
				}
			}
		}
	}
	for n := int64(0); n <= 12000; n++ {
		check(n)
	}
	rnd := rand.New(rand.NewSource(1))
	for range 20000 {
		check(rnd.Int63n(1e6))
		check(rnd.Int63n(1e15))
	}
}

func TestDigitsRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	for range 20000 {
		v := Value{rnd.Int63n(1e9), []int64{1, 2, 4, 5, 10, 100, 1000}[rnd.Intn(7)]}.reduced()
		for _, s := range []Style{{}, {Zero: '\u0660'}, {Zero: '\u06F0', Thousands: '\u066C'}} {
			text := AppendDigits(nil, v, s)
			if n, ok := Parse(text); !ok || n.Value != v && n.Other != v {
				t.Fatalf("Parse(%q) = %+v, want %v", text, n, v)
			}
		}
	}
}

// TestParts: what is not one number is read as far as it is one, and from no
// place inside another.
func TestParts(t *testing.T) {
	for text, want := range map[string]string{
		"ألف وألف": "ألف", "مليون ومليون": "مليون", "ألف ومليون": "ألف", "42 خمسة": "42", "42 كتابا": "42",
	} {
		n, ok := number([]byte(text), 0)
		if got := text[n.Start:n.End]; !ok || got != want {
			t.Errorf("number(%q) = %q, %v, want %q", text, got, ok, want)
		}
		if digits := want == "42"; n.Words == digits {
			t.Errorf("number(%q) is of words: %v", text, n.Words)
		}
	}
	for text, want := range map[string]bool{
		"5.ثلاثة": false, "5,ثلاثة": false, ".ثلاثة": true, "أ.ثلاثة": true, "5 ثلاثة": true, "و3": true, "a3": false, "53": false,
	} {
		i := len(text) - len("ثلاثة")
		if text[len(text)-1] == '3' {
			i = len(text) - 1
		}
		if got := startsWord([]byte(text), i); got != want {
			t.Errorf("startsWord(%q, %d) = %v", text, i, got)
		}
	}
	// As many digits as a value holds, and one more.
	if n, ok := Parse([]byte("123,456,789,012,345")); !ok || n.Value != (Value{123456789012345, 1}) {
		t.Errorf("15 digits are %+v, %v", n, ok)
	}
	if n, ok := Parse([]byte("1,123,456,789,012,345")); ok {
		t.Errorf("16 digits are %+v", n)
	}
}

func TestFloat(t *testing.T) {
	for v, want := range map[Value]float64{{5, 1}: 5, {1, 2}: 0.5, {-3, 4}: -0.75, {}: 0, {3, 0}: 3} {
		if got := v.Float(); got != want {
			t.Errorf("%v is %v, want %v", v, got, want)
		}
	}
}

// TestPluralOfScales: 3 to 10 of a scale have its plural, also at the end of a
// larger number.
func TestPluralOfScales(t *testing.T) {
	for k := int64(3); k < 1000; k++ {
		last := k % 100
		words := AppendWords(nil, k*1000, Masculine, Nominative)
		if got := bytes.Contains(words, []byte("آلاف")); got != (3 <= last && last <= 10) {
			t.Errorf("%d thousand is %q", k, words)
		}
	}
}

func TestFind(t *testing.T) {
	text := []byte("بلغ 27 مليار دولار، وقال خمسة وعشرون نائبا إن A320 هبطت ب3.5 بعد ثلاثة أيام")
	want := []string{"27 مليار", "خمسة وعشرون", "3.5", "ثلاثة"}
	got := Find(nil, text)
	if len(got) != len(want) {
		t.Fatalf("Find = %+v, want %q", got, want)
	}
	for i, n := range got {
		if s := string(text[n.Start:n.End]); s != want[i] {
			t.Errorf("number %d is %q, want %q", i, s, want[i])
		}
	}
	buf := make([]Number, 0, 8)
	if a := testing.AllocsPerRun(50, func() { buf = Find(buf[:0], text) }); a != 0 {
		t.Errorf("Find allocates %v times", a)
	}
}

// TestFindParts: digits with anything but a separator between are two numbers.
func TestFindParts(t *testing.T) {
	for text, want := range map[string][]string{
		"5.5": {"5.5"}, "5,5": {"5,5"}, "5،5": {"5،5"}, "5ر5": {"5ر5"}, "٥٫٥": {"٥٫٥"},
		"5-5": {"5", "5"}, "5/5": {"5", "5"}, "5:5": {"5", "5"}, "5 5": {"5", "5"}, "5\u06455": {"5", "5"}, "5\u06405": {"5", "5"}, "5،،5": {"5", "5"}, "5.": {"5"}, "5٫": {"5"},
	} {
		var got []string
		for _, n := range Find(nil, []byte(text)) {
			got = append(got, text[n.Start:n.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"خمسة وعشرون", "1,234.5", "935ر6", "٣٫٥ مليون ونصف", "ألف ألف ألف ألف مليون", "999999999999999 تريليون مليار"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		at := 0
		for _, n := range Find(nil, text) {
			if n.Start < at || n.End <= n.Start || n.End > len(text) {
				t.Fatalf("%q: span %v after %d", text, n.Span, at)
			}
			if n.Value.Den < 1 {
				t.Fatalf("%q: value %v", text, n.Value)
			}
			for _, off := range []int{n.Start, n.End} {
				if off < len(text) && utf8.Valid(text) && !utf8.RuneStart(text[off]) {
					t.Fatalf("%q: %d splits a code point", text, off)
				}
			}
			at = n.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := []byte("وقال خمسة وعشرون نائبا إن المشروع الذي بلغت كلفته 27 مليار دولار سيبدأ بعد ثلاثة أعوام من الآن في مدن البلاد كلها")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var dst []Number
	for b.Loop() {
		dst = Find(dst[:0], text)
	}
}

// TestAppendCount: the dual before the things counted has no nun, and neither has
// that of two hundred before its scale.
func TestAppendCount(t *testing.T) {
	for n, want := range map[int64]string{
		200: "مئتا", 1200: "ألف ومئتا", 2000: "ألفا", 2_000_000: "مليونا", 200_000: "مئتا ألف", 200_000_000: "مئتا مليون",
		3_000_000: "ثلاثة ملايين", 2: "اثنان", 23: "ثلاثة وعشرون", 212: "مئتان واثنا عشر", 1_000_002_000: "مليار وألفا", 0: "صفر",
	} {
		if got := string(AppendCount(nil, n, Masculine, Nominative)); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := string(AppendCount(nil, 2200, Feminine, Oblique)); got != "ألفين ومئتي" {
		t.Errorf("2200: %q", got)
	}
}
