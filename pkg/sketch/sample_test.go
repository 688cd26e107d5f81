package sketch

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
)

// TestSampleIsFair: each record is chosen as often as any other, and the same seed
// chooses the same.
func TestSampleIsFair(t *testing.T) {
	const records, n, runs = 50, 10, 4000
	var chosen [records]int
	for seed := range uint64(runs) {
		s, again := NewSample(n, seed), NewSample(n, seed)
		for i := range records {
			s.Add(fmt.Append(nil, i))
			again.Add(fmt.Append(nil, i))
		}
		got := s.Records()
		if len(got) != n || !slices.EqualFunc(got, again.Records(), bytes.Equal) {
			t.Fatalf("%q, and with the same seed %q", got, again.Records())
		}
		last := -1
		for _, r := range got {
			var i int
			if fmt.Sscan(string(r), &i); i <= last {
				t.Fatalf("%q is out of order", got)
			}
			last = i
			chosen[i]++
		}
	}
	for i, times := range chosen {
		if times < 700 || times > 900 { // 800 on average, with a deviation of 25
			t.Errorf("record %d is chosen %d times of %d", i, times, runs)
		}
	}
}

func TestSampleOfFew(t *testing.T) {
	s := NewSample(5, 1)
	s.Add([]byte("a"))
	s.Add([]byte("b"))
	if got := s.Records(); len(got) != 2 || string(got[0]) != "a" {
		t.Errorf("%q", got)
	}
	none := NewSample(0, 1)
	none.Add([]byte("a"))
	if got := none.Records(); len(got) != 0 {
		t.Errorf("%q", got)
	}
}
