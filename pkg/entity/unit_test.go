package entity

import (
	"slices"
	"strings"
	"testing"
)

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
			if n := LastUnit([]byte(s[at:end]), 0); len(part) == 0 && n != 0 || len(part) > 0 && at+n != part[len(part)-1] {
				t.Fatalf("LastUnit %d of %v", n, part)
			}
			if len(part) > 0 {
				at = part[len(part)-1]
			}
		}
		yielded, n := 0, 0
		for unit := range Units([]byte(s)) {
			if yielded += len(unit); n < len(whole) && yielded != whole[n] || n >= len(whole) && yielded != len(s) {
				t.Fatalf("unit %d ends at %d, want %v of %d", n, yielded, whole, len(s))
			}
			n++
		}
		if yielded != len(s) {
			t.Fatalf("units end at %d of %d", yielded, len(s))
		}
		if !slices.Equal(all, whole) {
			t.Fatalf("%v, want %v", all, whole)
		}
	})
}
