package entity_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/span"
)

func newExtractor(tb testing.TB) *entity.Extractor {
	tb.Helper()
	engine, err := orthography.Selection{Profile: orthography.Standard}.Compile()
	if err != nil {
		tb.Fatal(err)
	}
	finder, err := entity.Default().NewFinder("")
	if err != nil {
		tb.Fatal(err)
	}
	return &entity.Extractor{Finder: finder, Normalize: engine.Runner().Edits}
}

func TestExtract(t *testing.T) {
	for _, c := range []struct {
		text, want string
		strip      bool
	}{
		{"", "", false},
		{"سافر إلى روسيا و أوكرانيا", "روسيا; أوكرانيا", false},
		{"شكرا #محمد_صلاح من @BBCArabic و#نعم_لأوكرانيا يا @نادي_الهلال", "#محمد_صلاح = محمد صلاح", false},
		{"سافر إلى روسيا و أوكرانيا", "روسيا; أوكرانيا", true},
		{"زار فلاديمير بوتين موسـكو", "فلاديمير بوتين; موسـكو = موسكو", false},
		{"عاد الوفد لأستانا", "لأستانا = أستانا", false},
		{"عاد الوفد لأستانا", "أستانا", true},
	} {
		x := newExtractor(t)
		x.StripClitics = c.strip
		var got []string
		for _, m := range x.Find(nil, []byte(c.text)) {
			s := string(m.Text([]byte(c.text)))
			if m.Name != s {
				s += " = " + m.Name
			}
			got = append(got, s)
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s: got %q, want %q", c.text, g, c.want)
		}
	}
}

func TestExtractKeepsWhatIsAskedFor(t *testing.T) {
	x := newExtractor(t)
	x.Keep = func(e *entity.Entity) bool { return e.Type == entity.Location }
	text := []byte("سافر فلاديمير بوتين إلى موسكو")
	if got := x.Find(nil, text); len(got) != 1 || got[0].Name != "موسكو" {
		t.Errorf("%v", got)
	}
	x.Keep, x.Normalize = nil, nil
	if got := x.Find(nil, text); len(got) != 2 {
		t.Errorf("without a normal form: %v", got)
	}
}

func TestInterleave(t *testing.T) {
	at := func(typ entity.Type, spans ...span.Span) (all []entity.Mention) {
		for _, s := range spans {
			all = append(all, entity.Mention{Span: s, Type: typ})
		}
		return all
	}
	type s = span.Span
	names := at(entity.Person, s{Start: 3, End: 5}, s{Start: 8, End: 10})
	dates := at(entity.Date, s{Start: 0, End: 3}, s{Start: 4, End: 6}, s{Start: 6, End: 7}, s{Start: 7, End: 9}, s{Start: 10, End: 12}, s{Start: 12, End: 13})
	got := entity.Interleave(nil, names, dates)
	want := []entity.Mention{dates[0], names[0], dates[2], names[1], dates[4], dates[5]}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Names are disjoint, in order, not empty, cut no code point and no line, and
// begin and end with what is seen; for any text and any way.
func FuzzExtract(f *testing.F) {
	for _, s := range []string{
		"قال فلاديمير بوتين , و سافر لأستانا وبالمحكمة الجنائية الدولية .",
		"قَالَ الرَّئِيسُ الأَمرِيكِيُّ جُو بَايدِن فِي وَاشِنطُن",
		"شركة Microsoft في مدينة Redmond الأمريكية 😀👨\u200d👩\u200d👧 وبوتين\xff\xfe في موسـكو\xd9",
		"ﻣﺤﻤﺪ ﺻﻼﺡ \u200f\u202bليفربول\u202c  \r\nآسیا الوسطی\t10/11/2023 و 10th, November 2023",
		"\u064b\u0651 و و و روسيا\n\n\nالاثنين 5 مايو", "محمد\u2028بن\vسلمان\x00 في الـــرياض\u00a0",
	} {
		f.Add(s)
	}
	plain, stripped := newExtractor(f), newExtractor(f)
	stripped.StripClitics = true
	f.Fuzz(func(t *testing.T, s string) {
		text := []byte(s)
		var boundary []int
		for i := 0; i < len(s); {
			boundary = append(boundary, i)
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
		}
		boundary = append(boundary, len(s))
		for _, x := range []*entity.Extractor{plain, stripped} {
			at := 0
			for _, m := range x.Find(nil, text) {
				if m.Start < at || m.End <= m.Start || m.End > len(s) {
					t.Fatalf("%q: %v after %d", s, m, at)
				}
				for _, i := range []int{m.Start, m.End} {
					if _, ok := slices.BinarySearch(boundary, i); !ok {
						t.Fatalf("%q: %d is inside a code point", s, i)
					}
				}
				found := s[m.Start:m.End]
				if strings.Contains(found, "\n") || strings.TrimSpace(found) != found {
					t.Fatalf("%q: %q", s, found)
				}
				if m.Name == "" {
					t.Fatalf("%q: %q has no name", s, found)
				}
				at = m.End
			}
		}
		if string(text) != s {
			t.Fatal("the text was changed")
		}
	})
}

// The edits and the names of a text are all that is made for it.
func TestExtractMakesLittleGarbage(t *testing.T) {
	text := []byte(strings.Repeat("وصل الرئيس الروسي فلاديمير بوتين إلى أستانا.\n", 30))
	x := newExtractor(t)
	x.Normalize = nil
	names := x.Find(nil, text)
	if n := testing.AllocsPerRun(20, func() { names = x.Find(names[:0], text) }); n > 1 {
		t.Errorf("%v allocations a call", n)
	}
}

func BenchmarkExtract(b *testing.B) {
	page, err := os.ReadFile("../../testdata/corpus/aggregator.txt")
	if err != nil {
		b.Fatal(err)
	}
	page = bytes.Clone(page)
	x := newExtractor(b)
	var names []entity.Mention
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		names = x.Find(names[:0], page)
	}
}

// TestDates: days, times of a day and ranges are among names, and no durations.
func TestDates(t *testing.T) {
	x := newExtractor(t)
	x.Dates = true
	var got []string
	for _, m := range x.Find(nil, []byte("وصل في 10 نوفمبر 2023 ومكث يومين حتى 12 نوفمبر 2023\n")) {
		got = append(got, fmt.Sprintf("%s %s %s", m.Type, m.Name, m.Value))
	}
	if want := []string{"DATE 10 نوفمبر 2023 2023-11-10", "DATE 12 نوفمبر 2023 2023-11-12"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestPool: an extractor is made where none is free.
func TestPool(t *testing.T) {
	made := 0
	p := entity.Pool{New: func() *entity.Extractor { made++; return new(entity.Extractor) }}
	a, b := p.Get(), p.Get()
	if made != 2 || a == b {
		t.Errorf("%d were made", made)
	}
	p.Put(a)
	if p.Get() == nil || made > 3 {
		t.Errorf("%d were made", made)
	}
}
