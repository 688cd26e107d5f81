package sketch

// The shape of a MinHash: that of FineWeb-2. Two documents whose sets of runs of five
// words have a Jaccard similarity of s have a key in common with a probability of
// 1-(1-s^8)^14: 0.92 for 0.8, 0.57 for 0.7, 0.21 for 0.6, 0.05 for 0.5.
const (
	Shingle = 5  // words in a run
	Bands   = 14 // keys of a document
	Rows    = 8  // hashes in a key
)

// A MinHash makes the keys of documents. The zero value is ready for use. It is not safe
// for concurrent use.
type MinHash struct {
	runs []uint64 // hashes of the runs of a document
}

// multipliers are odd. Each makes an order of the runs of its own.
var multipliers = func() (a [Bands][Rows]uint64) {
	for i := range Bands * Rows {
		a[i/Rows][i%Rows] = Mix(uint64(i)) | 1
	}
	return a
}()

// Keys returns the keys of a document with these hashes of words, in order. Documents
// that have one in common are near duplicates. ok is false for a document of fewer than
// [Shingle] words, which has no keys.
func (m *MinHash) Keys(words []uint64) (keys [Bands]uint64, ok bool) {
	if len(words) < Shingle {
		return keys, false
	}
	m.runs = m.runs[:0]
	for i := range len(words) - Shingle + 1 {
		run := uint64(0)
		for _, w := range words[i : i+Shingle] {
			run = fold(run^w, root3) + w
		}
		m.runs = append(m.runs, Mix(run))
	}
	for band := range keys {
		key := uint64(band)
		for _, x := range m.least(&multipliers[band]) {
			key = Mix(key ^ x)
		}
		keys[band] = key
	}
	return keys, true
}

// least returns, for each multiplier, the least that it makes of a run. It goes through
// the runs once for a band, so that what it compares stays in registers.
func (m *MinHash) least(by *[Rows]uint64) [Rows]uint64 {
	const most = ^uint64(0)
	a, b, c, d := most, most, most, most
	for _, run := range m.runs {
		a, b, c, d = min(a, run*by[0]), min(b, run*by[1]), min(c, run*by[2]), min(d, run*by[3])
	}
	e, f, g, h := most, most, most, most
	for _, run := range m.runs {
		e, f, g, h = min(e, run*by[4]), min(f, run*by[5]), min(g, run*by[6]), min(h, run*by[7])
	}
	return [Rows]uint64{a, b, c, d, e, f, g, h}
}
