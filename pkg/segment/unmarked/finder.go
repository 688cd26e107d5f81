package unmarked

import "github.com/nass-ar/nass/pkg/segment/reader"

// A Finder finds the gaps of one text after another at which a sentence begins. The
// zero value is ready; it is not safe for concurrent use.
type Finder struct {
	text  []byte
	at    int // offset of the text from which the next word is read
	words [window]reader.Word
	first [window]int32 // what the first pass says of the gap before each word
	n     int           // words in the window
	read  int           // gaps before words[read] have a first score
	gap   int           // the gap before words[gap] is the next to weigh

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
	Score int32 // in sixteenths of natural log units: 0 is as likely as not in news
}

// Reset prepares f for a new text, a stretch without a stop.
func (f *Finder) Reset(text []byte) {
	f.text, f.at, f.n, f.read, f.gap = text, 0, 0, 1, 1
	f.classes = classWeights()
	f.fill()
}

// Next returns the next gap of the text that scores level or more, and whether there is
// one. All calls after Reset get the same level. Below [Least] it is Least.
func (f *Finder) Next(level int32) (Gap, bool) {
	level = max(level, Least)
	for {
		if f.gap+horizon >= f.read {
			f.advance(level)
		}
		if f.gap >= f.read {
			return Gap{}, false
		}
		g := f.gap
		f.gap++
		if f.first[g]+secondMost < level {
			continue
		}
		if score := f.second(g); score >= level {
			return Gap{int(f.words[g].Start), score}, true
		}
	}
}

// advance weighs as many gaps for the first time as the window holds.
func (f *Finder) advance(level int32) {
	f.fill()
	end := f.n
	if f.at < len(f.text) {
		end -= reach
	}
	f.score(end, gate(level))
}

// fill drops the words that no feature reads any more, and reads others until the window
// is full or the text ends.
func (f *Finder) fill() {
	if f.at >= len(f.text) {
		return
	}
	if drop := f.gap - horizon - 1; drop > 0 {
		copy(f.words[:], f.words[drop:f.n])
		copy(f.first[:], f.first[drop:f.read])
		f.n -= drop
		f.read -= drop
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
