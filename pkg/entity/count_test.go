package entity

import (
	"fmt"
	"reflect"
	"testing"
)

func TestSpellingKey(t *testing.T) {
	for _, pair := range [][2]string{
		{"أنطونيو غوتيريس", "أنطونيو جوتيريش"}, {"بنيامين نتنياهو", "بنيامين نتانياهو"}, {"إردوغان", "أردوغان"}, {"أردوغان", "أردوجان"},
		{"فولوديمير زيلينسكي", "فولوديمير زيلنسكي"}, {"القاهرة", "القاهره"}, {"مصطفى", "مصطفي"},
		{"ماكرون", "موكرون"}, // of six letters
	} {
		if a, b := spellingKey(pair[0]), spellingKey(pair[1]); a != b {
			t.Errorf("%s: %q, %s: %q", pair[0], a, pair[1], b)
		}
	}
	for _, pair := range [][2]string{
		{"حسن", "حسين"}, {"سليمان", "سلمان"}, {"محمد", "محمود"}, {"سعيد", "شعيد"}, {"غالي", "جالي"}, {"السرقاوي", "الشرقاوي"}, {"كوريا", "كورية"},
		{"مايكون", "ماوكون"}, // two letters would be left
	} {
		if a, b := spellingKey(pair[0]), spellingKey(pair[1]); a == b {
			t.Errorf("%s and %s: %q", pair[0], pair[1], a)
		}
	}
}

func TestJoinShort(t *testing.T) {
	per := func(s string) countKey { return countKey{Person, s} }
	org := func(s string) countKey { return countKey{Organization, s} }
	loc := func(s string) countKey { return countKey{Location, s} }
	near := map[countKey]int{
		per("فلاديمير بوتين"): 1, per("بوتين"): 3,
		per("رامي سالم"): 2, per("نادر سالم"): 1, per("سالم"): 1, // two have the name: neither
		per("محمد بن سلمان بن عبد العزيز"): 1, per("محمد بن سلمان"): 2, per("سلمان"): 1,
		org("المحكمة الجنائية الدولية"): 1, org("المحكمة الجنائية"): 1, org("الجنائية الدولية"): 1,
		loc("كوريا الشمالية"): 1, loc("كوريا"): 1,
		per("أنطونيو غوتيريس"): 1, per("جوتيريش"): 2,
		per("هند الكعبى"): 1, per("هند الكعبي"): 3, per("هند"): 2, // of two spellings the more frequent
		org("تنظيم القاعدة"): 2, org("القاعدة"): 3, // the word for the kind may be there
		org("داعش"): 10, org("داعش سوريا"): 1, org("تنظيم داعش"): 1, // the full name may be a mistake
		per("عمر بن خالد الشيباني"): 1, per("عمر الشيباني"): 2, per("الشيباني"): 4, // two full names of one man
	}
	joinShort(near)
	want := map[countKey]int{
		per("فلاديمير بوتين"): 4, per("رامي سالم"): 2, per("نادر سالم"): 1, per("سالم"): 1,
		per("محمد بن سلمان بن عبد العزيز"): 4, org("المحكمة الجنائية الدولية"): 2, org("الجنائية الدولية"): 1,
		loc("كوريا الشمالية"): 1, loc("كوريا"): 1, per("أنطونيو غوتيريس"): 3, per("هند الكعبى"): 1, per("هند الكعبي"): 5,
		org("تنظيم القاعدة"): 5, org("داعش"): 12, per("عمر بن خالد الشيباني"): 7,
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

func TestCounter(t *testing.T) {
	names := func(names ...string) (all []Mention) {
		for _, n := range names {
			all = append(all, Mention{Type: Person, Name: n})
		}
		return all
	}
	full, short, other := "فلاديمير بوتين", "بوتين", "جوتيريش"
	for _, c := range []struct {
		merge bool
		want  []Count
	}{
		{false, []Count{{Person, short, 4, nil}, {Person, other, 1, nil}, {Person, full, 1, nil}, {Person, "غوتيريس", 1, nil}}},
		// The second text has no full name, and the last short name is too far from it.
		{true, []Count{{Person, short, 2, nil}, {Person, other, 2, []string{"غوتيريس"}}, {Person, full, 3, nil}}},
	} {
		counter := Counter{Merge: c.merge}
		counter.Add(100, names(full, short))
		counter.Add(documentSize, names(short, other))
		counter.Add(100, names(short))
		counter.EndText()
		counter.Add(100, names(short, "غوتيريس"))
		counter.EndText()
		got := counter.Counts()
		sum := map[string]Count{}
		for i, x := range got {
			if sum[x.Name] = x; i > 0 && got[i-1].N < x.N {
				t.Errorf("%v before %v", got[i-1], x)
			}
		}
		for _, want := range c.want {
			if !reflect.DeepEqual(sum[want.Name], want) {
				t.Errorf("merge %t: %v, want %v", c.merge, sum[want.Name], want)
			}
		}
		if len(got) != len(c.want) || counter.Incomplete() {
			t.Errorf("merge %t: %v", c.merge, got)
		}
	}
}

func TestCounterIsBounded(t *testing.T) {
	var counter Counter
	common := Mention{Type: Location, Name: "بغداد"}
	for i := range MaxNames/1000 + 2 {
		unit := []Mention{common}
		for j := range 1000 {
			unit = append(unit, Mention{Type: Person, Name: fmt.Sprint(i*1000 + j)})
		}
		counter.Add(documentSize, unit)
	}
	counter.EndText()
	if counts := counter.Counts(); !counter.Incomplete() || len(counts) > MaxNames || counts[0].Name != common.Name {
		t.Errorf("%d names, incomplete: %t, first %v", len(counts), counter.Incomplete(), counts[0])
	}
}
