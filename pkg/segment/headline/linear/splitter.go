// Package linear is the model of package headline: a linear model over the gaps between
// words, with what training needs (see scripts/train-headlines). It promises nothing:
// its names and the format of its files may change with every version.
package linear

import "github.com/nass-ar/nass/pkg/segment/reader"

// A Splitter finds the gaps of one text after another at which a sentence begins. The
// zero value is ready; it is not safe for concurrent use.
type Splitter struct {
	words  [window]reader.Word
	near   [window]int16 // what neighbours speaks for at the gap before each word
	n      int           // words in the window
	at     int           // offset of the text from which the next word is read
	first  int           // the word that begins the sentence at hand
	gap    int           // the gap before words[gap] is the next to weigh
	passed int           // words of the sentence that have left the window
	parted bool          // the text was parted before the sentence at hand

	classes  *classTable
	features [maxFeatures]uint32
	count    int
	repeats  repeats
}

// The sizes that the features of the model were learned with: another number needs
// a new model.
const (
	window        = 160
	wordsBefore   = 24 // words before a gap that its features see
	wordsAfter    = 20 // words after it
	rivals        = 6  // gaps among which the best is cut
	headlineWords = 30 // the most that a headline has
	maxFeatures   = 80
)

// Reset prepares s for a new text.
func (s *Splitter) Reset() {
	s.n, s.at, s.first, s.gap, s.passed, s.parted = 0, 0, 0, 1, 0, false
	s.classes = classWeights()
}

// A Threshold is what a gap must score for a sentence to begin there, in
// sixteenths of natural log units: 0 is as likely as not, in the examples that the
// model learnt from.
type Threshold struct {
	Opening int32 // in the first words of a line, where headlines stand
	Inside  int32 // elsewhere
}

// Next returns the offset of the next word of text that begins a sentence by the model
// and the threshold, and whether there is one. first means that text begins its line.
func (s *Splitter) Next(text []byte, t Threshold, first bool) (int, bool) {
	for {
		s.fill(text)
		if s.gap >= s.n {
			return 0, false
		}
		if int32(s.near[s.gap]) < least {
			s.gap++
			continue
		}
		best, score := 0, t.Inside-1
		if s.opens(first) && s.gap-s.first+s.passed <= headlineWords && !(s.passed == 0 && s.words[s.first].Closed()&reader.Scene != 0) {
			score = t.Opening - 1
		}
		for g := s.gap; g < min(s.n, s.gap+rivals); g++ {
			if best == 0 && g > s.gap {
				break
			}
			if s.words[g-1].Closed()&reader.Leans != 0 {
				continue
			}
			if v := s.score(g, score+1, first); v > score {
				best, score = g, v
			}
		}
		if best == 0 {
			s.gap++
			continue
		}
		s.begin(best)
		return int(s.words[best].Start), true
	}
}

// begin has a sentence begin at words[g].
func (s *Splitter) begin(g int) { s.first, s.gap, s.passed, s.parted = g, g+1, 0, true }

// fill reads words until the window is full or the text ends, and drops the words that
// no feature reads any more.
func (s *Splitter) fill(text []byte) {
	if s.gap+wordsAfter+rivals < s.n || s.at >= len(text) {
		return
	}
	if drop := s.gap - wordsBefore - 1; drop > window/4 {
		copy(s.words[:], s.words[drop:s.n])
		copy(s.near[:], s.near[drop:s.n])
		s.n -= drop
		s.gap -= drop
		if s.first -= drop; s.first < 0 {
			s.passed -= s.first
			s.first = 0
		}
	}
	n, at := reader.Read(s.words[s.n:], text, s.at)
	s.n += n
	s.at = at
	s.weighNeighbours(s.n - n)
}
