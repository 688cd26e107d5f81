package segment

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// spoken is a passage without stops, of 45 words.
const spoken = "أهلا بكم جميعا أنا سعيد جدا أن أكون معكم الليلة جئت من مدينة صغيرة لا يعرفها أحد كان أبي يبيع الخبز في السوق " +
	"وكنت أساعده كل صباح قبل المدرسة ثم كبرت وسافرت إلى العاصمة وعملت هناك سنوات طويلة ولم أنس ما تعلمته في ذلك السوق"

func texts(text string, o Options) (out []string) {
	for _, s := range Sentences(nil, []byte(text), o) {
		out = append(out, text[s.Start:s.End])
	}
	return out
}

// Auto of Unmarked parts no paragraph that has a stop, nor a short one, nor one in
// another language; On parts what has no stop.
func TestUnmarkedWhere(t *testing.T) {
	long := strings.Repeat(spoken+" ", 3)
	for _, tt := range []struct {
		name, text string
		auto, on   bool // whether it is parted
	}{
		{"long", long, true, true},
		{"long, wrapped", strings.ReplaceAll(long, " في ", "\nفي "), true, true},
		{"short", spoken, false, true},
		{"a stop at the end", strings.TrimSpace(long) + ".", false, true},
		{"a stop inside", "وصل القطار. " + long, false, true},
		{"a short sentence with a stop", "وصل القطار وكان متأخرا وغضب الركاب.", false, false},
		{"bullets", "قائمة • " + strings.ReplaceAll(long, " كان ", " • كان "), false, true},
		{"English", strings.Repeat("the train was late and the people were angry ", 20), false, false},
		{"one word", "كلمة", false, false},
		{"nothing", " ", false, false},
	} {
		wrap := strings.Contains(tt.text, "\n")
		off := texts(tt.text, Options{Unmarked: Off, Headlines: Off, Wrap: wrap})
		if got := texts(tt.text, Options{Headlines: Off, Wrap: wrap}); !slices.Equal(got, off) != tt.auto {
			t.Errorf("%s, auto: %q", tt.name, got)
		}
		if got := texts(tt.text, Options{Unmarked: On, Headlines: Off, Wrap: wrap}); !slices.Equal(got, off) != tt.on {
			t.Errorf("%s, on: %q", tt.name, got)
		}
	}
}

// Auto parts a paragraph only where it is surer than On has to be.
func TestUnmarkedCareful(t *testing.T) {
	scores := map[Mode][]float32{}
	for _, mode := range []Mode{Auto, On} {
		Sentences(nil, []byte(strings.Repeat(spoken+" ", 3)), Options{Unmarked: mode, Headlines: Off, MeanWords: 6, Explain: func(b Boundary) {
			if b.Reason == NoMark {
				scores[mode] = append(scores[mode], b.Score)
			}
		}})
	}
	want := slices.DeleteFunc(slices.Clone(scores[On]), func(s float32) bool { return s < 1.3 })
	if !slices.Equal(scores[Auto], want) || len(want) == 0 || len(want) == len(scores[On]) {
		t.Errorf("auto parts at %v, on at %v", scores[Auto], scores[On])
	}
}

// In wrapped text a line is no paragraph: one that ends with a stop does not make the
// next line one without.
func TestUnmarkedWrappedLine(t *testing.T) {
	text := "وصل القطار.\n" + strings.Repeat(spoken+" ", 3)
	for wrap, want := range map[bool]int{true: 2, false: 3} {
		if got := texts(text, Options{Wrap: wrap}); min(len(got), 3) != want {
			t.Errorf("wrap %t: %d sentences", wrap, len(got))
		}
	}
}

// A lower mean finds what a higher one finds, and more.
func TestMeanWords(t *testing.T) {
	text := strings.Repeat(spoken+" ", 3)
	last := 0
	for _, words := range []int{40, 20, 10, 5} {
		n := len(texts(text, Options{Unmarked: On, MeanWords: words}))
		if n < last {
			t.Errorf("%d sentences at %d words, %d at more", n, words, last)
		}
		last = n
	}
	if last < 10 {
		t.Errorf("%d sentences at 5 words", last)
	}
}

func TestExplainUnmarked(t *testing.T) {
	o := Options{Unmarked: On, MeanWords: 7}
	n := 0
	o.Explain = func(b Boundary) {
		if b.Reason != NoMark {
			if b.Score != 0 || b.MeanWords != 0 {
				t.Errorf("%s has a score", b.Reason)
			}
			return
		}
		n++
		if b.MeanWords != 7 || b.Score == 0 || !b.Cut || b.Len() != 0 {
			t.Errorf("%+v", b)
		}
	}
	s := Sentences(nil, []byte(spoken), o)
	if n == 0 || n != len(s)-1 || s[0].Reason != NoMark || s[n].Reason != TextEnd {
		t.Errorf("%d explained of %d sentences", n, len(s))
	}
}

// What a scanner finds in pieces is what is found in the whole, in a paragraph longer than
// a sentence may be, too.
func TestUnmarkedScanner(t *testing.T) {
	text := []byte(strings.Repeat(spoken+" ", 2*maxSentence/len(spoken)) + "\n" + spoken + "\n")
	for _, o := range []Options{{}, {Unmarked: On}, {Unmarked: On, MaxLength: 30}} {
		want := Sentences(nil, text, o)
		if len(want) < 1000 {
			t.Errorf("only %d sentences", len(want))
		}
		var got []Sentence
		for s := NewScanner(iotest.HalfReader(bytes.NewReader(text)), o); s.Scan(); {
			got = append(got, s.Sentence())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%+v: the scanner finds %d sentences, want %d", o, len(got), len(want))
		}
	}
}

// Pieces of MaxLength end where the text pauses: after a clause mark, and not after a
// preposition or before a number, where another gap leaves the piece half its length.
func TestMaxLength(t *testing.T) {
	for _, tt := range []struct {
		text string
		max  int
		want []string
	}{
		{"سافر العامل إلى المدينة البعيدة في قطار الصباح", 32, []string{"سافر العامل إلى المدينة البعيدة", "في قطار الصباح"}},
		{"وصل العامل، وانتظر القطار ساعة ثم ركب", 22, []string{"وصل العامل،", "وانتظر القطار ساعة", "ثم ركب"}},
		{"اشترى التاجر من السوق 250 كيسا من الطحين", 26, []string{"اشترى التاجر من السوق", "250 كيسا من الطحين"}},
		{"كلمةطويلةجدالاتنقسم ثم كلمة", 8, []string{"كلمةطويلةجدالاتنقسم", "ثم كلمة"}},
		{"كلمةطويلةجدالاتنقسم", 8, []string{"كلمةطويلةجدالاتنقسم"}},
	} {
		got := texts(tt.text, Options{MaxLength: tt.max})
		if !slices.Equal(got, tt.want) {
			t.Errorf("%d: got %q, want %q", tt.max, got, tt.want)
		}
	}
	for _, most := range []int{1, 7, 20, 60} {
		for _, least := range []int{0, most / 2, most} {
			for _, s := range Sentences(nil, []byte(page), Options{MaxLength: most, MinLength: least}) {
				text := page[s.Start:s.End]
				n := utf8.RuneCountInString(text)
				if s.Reason == MaxLength && n < least {
					t.Errorf("%d to %d: %q has %d", least, most, text, n)
				}
				if least == 0 && n > most && strings.ContainsAny(strings.TrimRight(text, ".!؟»"), " ") && s.Mark.Len() == 0 {
					t.Errorf("%d: %q has %d", most, text, n)
				}
			}
		}
	}
}

// The mark of a sentence is never parted from its last word.
func TestMaxLengthMark(t *testing.T) {
	got := fmt.Sprintf("%q", texts("وصل القطار أخيرا ! ثم سافر", Options{MaxLength: 4}))
	if want := `["وصل" "القطار" "أخيرا !" "ثم" "سافر"]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
