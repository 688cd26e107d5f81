package crf

import (
	"slices"
	"testing"
)

// TestRows: rows of any number are found by their hashes, one by one and together, and no
// others are; their section has the length that View asks for.
func TestRows(t *testing.T) {
	for _, n := range []int{0, 1, 2, bucketSize, 100, 5000} {
		weights := map[uint64][]int8{}
		var hashes []uint64
		for i := range uint64(n) {
			h := mix(i, 7)
			if i%3 == 0 {
				h &= 0xFFFFFFFF // all in the first bucket
			}
			w := make([]int8, tagN)
			w[0], w[tagN-1] = int8(i), int8(i>>8)-100
			weights[h], hashes = w, append(hashes, h)
		}
		slices.Sort(hashes)
		data := appendRows(nil, hashes, weights)
		r, ok := newRows(string(data))
		if !ok {
			t.Fatalf("%d rows are not taken", n)
		}
		for i := range data {
			if _, ok := newRows(string(data[:i])); ok && i > 0 && (len(data)-i)%rowSize != 0 {
				t.Fatalf("%d of %d bytes of %d rows are taken", i, len(data), n)
			}
		}
		for i, h := range hashes {
			at := r.find(h)
			if at < 0 || int8(r.data[at]) != weights[h][0] || int8(r.data[at+tagN-1]) != weights[h][tagN-1] {
				t.Fatalf("row %d of %d is at %d", i, n, at)
			}
			none := mix(uint64(i), 8)
			var found [atOnce]int
			r.findAll(&found, []uint64{h, none, h})
			if want := [3]int{at, r.find(none), at}; [3]int(found[:3]) != want {
				t.Fatalf("row %d of %d is at %d with others, alone at %d", i, n, found[:3], want)
			}
			if _, there := weights[none]; !there && r.find(none) >= 0 {
				t.Errorf("%x is among %d rows", none, n)
			}
		}
	}
}

// TestRowsBroken: an index that leads anywhere makes no search leave the rows.
func TestRowsBroken(t *testing.T) {
	data := appendRows(nil, []uint64{1, 2, 3}, map[uint64][]int8{})
	for i := 4; i < 12; i++ {
		broken := slices.Clone(data)
		broken[i] = 0xFF
		if r, ok := newRows(string(broken)); ok {
			var found [atOnce]int
			r.findAll(&found, []uint64{1, 2, 1 << 60})
			r.find(3)
		}
	}
}
