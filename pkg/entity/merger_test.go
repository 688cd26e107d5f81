package entity

import (
	"maps"
	"math/rand"
	"slices"
	"testing"
)

// A Merger gives each name the name with which a Counter counts it.
func TestMergerCounts(t *testing.T) {
	all := []string{"أحمد", "أحمد علي", "علي", "أحمد علي حسن", "بوتين", "فلاديمير بوتين", "نتنياهو", "نتانياهو", "بنيامين نتنياهو", "إسرائيل", "اسرائيل", "جامعة", "جامعة القاهرة"}
	var m Merger
	for seed := range int64(300) {
		rnd := rand.New(rand.NewSource(seed))
		counter := Counter{Merge: true}
		var given []Mention
		for range rnd.Intn(4) {
			var unit []Mention
			for range rnd.Intn(12) {
				unit = append(unit, Mention{Name: all[rnd.Intn(len(all))], Type: Type(rnd.Intn(3))})
			}
			given = append(given, unit...)
			size := 1 << (10 + rnd.Intn(8))
			counter.Add(size, unit)
			m.Add(size, unit)
		}
		counter.EndText()
		want, got := map[countKey]int{}, map[countKey]int{}
		for _, c := range counter.Counts() {
			want[countKey{c.Type, c.Name}] = c.N
		}
		names := m.AppendNames(nil)
		if len(names) != len(given) {
			t.Fatalf("seed %d: %d names of %d", seed, len(names), len(given))
		}
		for i, name := range names {
			got[countKey{given[i].Type, name}]++
		}
		if !maps.Equal(got, want) {
			t.Errorf("seed %d: %v, want %v", seed, got, want)
		}
	}
}

func TestMergerNames(t *testing.T) {
	var m Merger
	for range 2 { // the second text knows nothing of the first
		m.Add(100, []Mention{{Name: "بوتين"}, {Name: "موسكو", Type: Location}})
		m.Add(100, []Mention{{Name: "فلاديمير بوتين"}})
		if got, want := m.AppendNames(nil), []string{"فلاديمير بوتين", "موسكو", "فلاديمير بوتين"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		m.Add(100, []Mention{{Name: "بوتين"}})
		if got, want := m.AppendNames(nil), []string{"بوتين"}; !slices.Equal(got, want) {
			t.Errorf("alone: %q, want %q", got, want)
		}
	}
}
