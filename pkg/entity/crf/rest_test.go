package crf

import "testing"

// TestRestIsByHand: the shared peeler gives the model what it was trained with.
func TestRestIsByHand(t *testing.T) {
	codes := []byte{alef, beh, feh, kaf, lam, waw, 0x0624 - letterBase, teh}
	for n := range 7 {
		var w word
		w.n = uint8(n)
		total := 1
		for range n {
			total *= len(codes)
		}
		for x := range total {
			for i := range n {
				w.code[i] = codes[x%len(codes)]
				x /= len(codes)
			}
			for way := range restN {
				got, k := w.rest(way)
				if want, wantK := restByHand(&w, way); got != want || k != wantK {
					t.Fatalf("%v way %d: %v %d, want %v %d", w.code[:n], way, got.code[:got.n], k, want.code[:want.n], wantK)
				}
			}
		}
	}
}

// restByHand is rest letter by letter: w without what may be its proclitics, and
// how many letters those are, in one of restN ways: without و ف; without ب ك ل too, or only them;
// without li- before the article, whose alef it has swallowed. It is empty
// where w has none of them or fewer than three letters would be left.
func restByHand(w *word, way int) (word, uint8) {
	k := uint8(0)
	if c := w.code[0]; c == waw || c == feh {
		k = 1
	}
	if way > 0 {
		switch c := w.code[k]; {
		case c == lam && (way == 1 || w.code[k+1] == lam), c == beh && way == 1, c == kaf && way == 1:
			k++
		default:
			return word{}, 0
		}
	}
	switch {
	case k == 0 || w.n < 4:
		return word{}, 0
	case way == 2:
		s := w.from(int(k) - 1)
		s.code[0] = alef
		return s, k
	case w.n < k+3:
		return word{}, 0
	}
	return w.from(int(k)), k
}
