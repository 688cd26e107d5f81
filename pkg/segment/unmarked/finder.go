package unmarked

import "github.com/nass-ar/nass/pkg/segment/reader"

// A Finder finds the gaps of one text after another at which a sentence begins. The
// zero value is ready; it is not safe for concurrent use.
type Finder struct {
	text    []byte
	at      int // offset of the text from which the next word is read
	words   [window]reader.Word
	first   [window]int32 // what the first pass says of the gap before each word
	odds    [window]int32 // what both passes say of it, or Never
	sums    [window]int64 // the logarithm of all ways to part the text before it, if a sentence begins there
	likely  [window]int64 // the logarithm of how likely that is
	dropped int64         // the sum of those that were dropped, as of words[0]
	n       int           // words in the window
	read    int           // gaps before words[read] have a first score
	weighed int           // those before words[weighed] have odds
	decided int           // those before words[decided] are decided
	gap     int           // the gap before words[gap] is the next to tell

	lengths  *lengths
	classes  *classTable
	features [maxFeatures]uint32
	count    int
}

// The sizes that the features of the model were learned with: another number needs
// a new model.
const (
	window      = 512
	reach       = 10 // words on each side of a gap that its features see
	horizon     = 40 // gaps on each side of a gap that the second pass sees
	maxFeatures = 80
)

// A Gap is a place between two words, where a sentence may begin.
type Gap struct {
	At    int   // offset of the word that begins
	Score int32 // log odds that a sentence begins, in sixteenths of natural log units
}

// Reset prepares f for a new text, a stretch without a stop.
func (f *Finder) Reset(text []byte) {
	f.text, f.at, f.n, f.read, f.weighed, f.decided, f.gap = text, 0, 0, 1, 1, 1, 1
	f.odds[0], f.sums[0], f.dropped = 0, 0, never
	f.classes = classWeights()
	f.fill()
}

// Next returns the next gap of the text at which a sentence begins, and whether there is
// one, where sentences have so many words in the mean. doubt is how much surer than usual
// it must be, in steps of a score. All calls after Reset get the same.
func (f *Finder) Next(meanWords int, doubt int32) (Gap, bool) {
	if meanWords = max(meanWords, 1); f.lengths == nil || f.lengths.mean != meanWords {
		f.lengths = lengthsOf(meanWords)
	}
	least := logistic(enough + doubt)
	for {
		if f.gap >= f.decided {
			if f.decide(); f.gap >= f.decided {
				return Gap{}, false
			}
		}
		g := f.gap
		f.gap++
		if f.odds[g] != Never && f.likely[g] >= least {
			return Gap{int(f.words[g].Start), logit(f.likely[g])}, true
		}
	}
}

// weigh is what both passes say of the gap before words[g], or Never where that is far
// below the level.
func (f *Finder) weigh(g int, level int32) int32 {
	if f.first[g]+secondMost < level-slack {
		return Never
	}
	if score := f.second(g); score >= level-slack {
		return score
	}
	return Never
}

// fill drops the words that no feature reads any more, and reads others until the window
// is full or the text ends.
func (f *Finder) fill() {
	if f.at >= len(f.text) {
		return
	}
	if drop := f.gap - longest; drop > 0 {
		f.forget(drop)
		copy(f.words[:], f.words[drop:f.n])
		copy(f.first[:], f.first[drop:f.read])
		copy(f.odds[:], f.odds[drop:f.n])
		copy(f.sums[:], f.sums[drop:f.n])
		f.n -= drop
		f.read -= drop
		f.weighed -= drop
		f.decided -= drop
		f.gap -= drop
	}
	n, at := reader.Read(f.words[f.n:], f.text, f.at)
	f.n += n
	f.at = at
}

// mayBegin reports whether a sentence can begin at words[g] at all.
func (f *Finder) mayBegin(g int) bool {
	l, r := &f.words[g-1], &f.words[g]
	switch {
	case r.Kind == reader.Mark && r.Pre != reader.Dash && r.Pre != reader.Quote,
		l.Post == reader.Comma, l.Post == reader.Open, l.Post == reader.Colon && l.Kind != reader.Mark:
		return false
	}
	return true
}
