package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func newTestFinder(t testing.TB, o *entitiesOptions) *nameFinder {
	t.Helper()
	o.format, o.tokens = "jsonl", "text"
	if o.scheme == "" {
		o.scheme = "news"
	}
	if o.types == nil {
		o.types = entityTypes
	}
	if err := o.check(); err != nil {
		t.Fatal(err)
	}
	if err := o.load(); err != nil {
		t.Fatal(err)
	}
	return o.finder()
}

// Names are disjoint, in order, not empty, cut no code point and no line, and
// begin and end with what is seen; for any text and any way.
func FuzzEntities(f *testing.F) {
	for _, s := range []string{
		"قال فلاديمير بوتين , و سافر لأستانا وبالمحكمة الجنائية الدولية .",
		"قَالَ الرَّئِيسُ الأَمرِيكِيُّ جُو بَايدِن فِي وَاشِنطُن",
		"شركة Microsoft في مدينة Redmond الأمريكية 😀👨\u200d👩\u200d👧 وبوتين\xff\xfe في موسـكو\xd9",
		"ﻣﺤﻤﺪ ﺻﻼﺡ \u200f\u202bليفربول\u202c  \r\nآسیا الوسطی\t10/11/2023 و 10th, November 2023",
		"\u064b\u0651 و و و روسيا\n\n\nالاثنين 5 مايو", "محمد\u2028بن\vسلمان\x00 في الـــرياض\u00a0",
	} {
		f.Add(s)
	}
	plain := newTestFinder(f, &entitiesOptions{})
	stripped := newTestFinder(f, &entitiesOptions{strip: true})
	f.Fuzz(func(t *testing.T, s string) {
		unit := []byte(s)
		var boundary []int
		for i := 0; i < len(s); {
			boundary = append(boundary, i)
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
		}
		boundary = append(boundary, len(s))
		for _, finder := range []*nameFinder{plain, stripped} {
			at := 0
			for _, m := range finder.find(unit) {
				if m.Start < at || m.End <= m.Start || m.End > len(s) {
					t.Fatalf("%q: %v after %d", s, m, at)
				}
				for _, i := range []int{m.Start, m.End} {
					if _, ok := slices.BinarySearch(boundary, i); !ok {
						t.Fatalf("%q: %d is inside a code point", s, i)
					}
				}
				text := s[m.Start:m.End]
				if strings.Contains(text, "\n") || strings.TrimSpace(text) != text {
					t.Fatalf("%q: %q", s, text)
				}
				if m.name.Len() == 0 {
					t.Fatalf("%q: %q has no name", s, text)
				}
				at = m.End
			}
		}
		if string(unit) != s {
			t.Fatal("the text was changed")
		}
	})
}

// Units tile a text wherever it is cut.
func FuzzUnits(f *testing.F) {
	f.Add(strings.Repeat("سطر من الكلام\n", 500), 100)
	f.Add(strings.Repeat("سطر\n \n", 2000)+strings.Repeat("كلمة ", 9000)+"\nآخر", 7)
	f.Fuzz(func(t *testing.T, s string, part int) {
		ends := func(data []byte, at int) (all []int) {
			for {
				n := unitEnd(data[at:])
				if n < 0 {
					return all
				}
				at += n
				all = append(all, at)
			}
		}
		whole := ends([]byte(s), 0)
		at := 0
		var all []int
		for end := 0; end < len(s); {
			end = min(len(s), end+max(1, part&0xFFFF))
			part := ends([]byte(s[:end]), at)
			all = append(all, part...)
			if n := unitsEnd([]byte(s[at:end]), 0); len(part) == 0 && n != 0 || len(part) > 0 && at+n != part[len(part)-1] {
				t.Fatalf("unitsEnd %d of %v", n, part)
			}
			if len(part) > 0 {
				at = part[len(part)-1]
			}
		}
		if !slices.Equal(all, whole) {
			t.Fatalf("%v, want %v", all, whole)
		}
	})
}

func TestSpellingKey(t *testing.T) {
	for _, pair := range [][2]string{
		{"أنطونيو غوتيريس", "أنطونيو جوتيريش"}, {"بنيامين نتنياهو", "بنيامين نتانياهو"}, {"إردوغان", "أردوغان"}, {"أردوغان", "أردوجان"},
		{"فولوديمير زيلينسكي", "فولوديمير زيلنسكي"}, {"القاهرة", "القاهره"}, {"مصطفى", "مصطفي"},
	} {
		if a, b := spellingKey(pair[0]), spellingKey(pair[1]); a != b {
			t.Errorf("%s: %q, %s: %q", pair[0], a, pair[1], b)
		}
	}
	for _, pair := range [][2]string{
		{"حسن", "حسين"}, {"سليمان", "سلمان"}, {"محمد", "محمود"}, {"سعيد", "شعيد"}, {"غالي", "جالي"}, {"السرقاوي", "الشرقاوي"}, {"كوريا", "كورية"},
	} {
		if a, b := spellingKey(pair[0]), spellingKey(pair[1]); a == b {
			t.Errorf("%s and %s: %q", pair[0], pair[1], a)
		}
	}
}

func TestJoinShort(t *testing.T) {
	per := func(s string) nameKey { return nameKey{0, s} }
	org := func(s string) nameKey { return nameKey{2, s} }
	loc := func(s string) nameKey { return nameKey{1, s} }
	near := map[nameKey]int{
		per("فلاديمير بوتين"): 1, per("بوتين"): 3,
		per("رامي سالم"): 2, per("نادر سالم"): 1, per("سالم"): 1, // two have the name: neither
		per("محمد بن سلمان بن عبد العزيز"): 1, per("محمد بن سلمان"): 2, per("سلمان"): 1,
		org("المحكمة الجنائية الدولية"): 1, org("المحكمة الجنائية"): 1, org("الجنائية الدولية"): 1,
		loc("كوريا الشمالية"): 1, loc("كوريا"): 1,
		per("أنطونيو غوتيريس"): 1, per("جوتيريش"): 2,
	}
	joinShort(near)
	want := map[nameKey]int{
		per("فلاديمير بوتين"): 4, per("رامي سالم"): 2, per("نادر سالم"): 1, per("سالم"): 1,
		per("محمد بن سلمان بن عبد العزيز"): 4, org("المحكمة الجنائية الدولية"): 2, org("الجنائية الدولية"): 1,
		loc("كوريا الشمالية"): 1, loc("كوريا"): 1, per("أنطونيو غوتيريس"): 3,
	}
	for k, n := range want {
		if near[k] != n {
			t.Errorf("%s: %d, want %d", k.name, near[k], n)
		}
	}
	if len(near) != len(want) {
		t.Errorf("%v", near)
	}
}

func BenchmarkEntities(b *testing.B) {
	page, err := os.ReadFile("../../testdata/corpus/aggregator.txt")
	if err != nil {
		b.Fatal(err)
	}
	f := newTestFinder(b, &entitiesOptions{types: entityTypes[:nameDate]})
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		f.find(page)
	}
}

// The sentences and tokens of entities are those of tokenize.
func TestConllAgrees(t *testing.T) {
	pages, err := filepath.Glob("../../testdata/corpus/*.txt")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	own := filepath.Join(t.TempDir(), "own.txt")
	text := "زار د. سليم الراشدي 3.5 مدن... ثم عاد إلى #بغداد_اليوم ؟! 😀 \n\n\u0660 و كتب a@b.co , «نعم»\r\n\u200f\nجمـــيل\u064b"
	if err := os.WriteFile(own, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, own) {
		column := func(n int, args ...string) []string {
			var out, stderr bytes.Buffer
			if code := run(append(args, page), os.Stdin, &out, &stderr); code != exitOK {
				t.Fatalf("%v: %d: %s", args, code, stderr.String())
			}
			var words []string
			for line := range strings.Lines(out.String()) {
				if !strings.HasPrefix(line, "# ") {
					words = append(words, strings.SplitN(strings.TrimSuffix(line, "\n")+"\t\t", "\t", 3)[n])
				}
			}
			return words
		}
		want, got := column(1, "tokenize", "--format", "conll"), column(0, "entities", "--format", "conll")
		if len(want) < 10 || !slices.Equal(got, want) {
			t.Errorf("%s: entities has %d lines, tokenize %d; they differ", page, len(got), len(want))
		}
	}
}
