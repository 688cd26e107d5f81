package unmarked

import "github.com/nass-ar/nass/pkg/segment/reader"

// A Trainer gets the gaps of examples. Features are indices into the weights of the pass,
// valid until the next call.
type Trainer interface {
	// First gets a gap in the first pass, by the offset of the word after it, and
	// returns its score. The features up to near say most alone.
	First(at int, features []uint32, near int) int32

	// Second gets a gap in the second pass, with its first score.
	Second(at int, features []uint32, score int32)
}

// Genre returns which weights show the length of the sentences of text, once for each
// word, and how many words these are.
func (f *Finder) Genre(text []byte) (features []uint32, words int) {
	f.Reset(text)
	var of [genreMost]uint32
	lists := genreWords()
	for i := range f.words[:f.n] {
		if n := genreFeatures(&f.words[i], lists, &of); n > 0 {
			features = append(features, of[:n]...)
			words++
		}
	}
	return features, words
}

// Train gives t the gaps of text, as far as the window holds its words.
func (f *Finder) Train(text []byte, t Trainer) {
	f.text = text
	f.n, f.at = reader.Read(f.words[:], text, 0)
	for g := 1; g < f.n; g++ {
		f.first[g] = Never
		if !f.mayBegin(g) {
			continue
		}
		f.count = 0
		f.near(g)
		near := f.count
		f.far(g)
		f.first[g] = t.First(int(f.words[g].Start), f.indices(FirstSize), near)
	}
	f.read = f.n
	for g := 1; g < f.n; g++ {
		if f.first[g] < Least {
			continue
		}
		f.count = 0
		f.around(g)
		t.Second(int(f.words[g].Start), f.indices(SecondSize), f.first[g])
	}
}

// indices returns the features as indices into so many weights.
func (f *Finder) indices(size uint64) []uint32 {
	for i, h := range f.features[:f.count] {
		f.features[i] = uint32(uint64(h) * size >> 32)
	}
	return f.features[:f.count]
}
