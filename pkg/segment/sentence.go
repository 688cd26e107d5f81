// Package segment cuts text into sentences and tokens, and finds the stretches
// of a line that no one may edit. It works over bytes, appends to the caller's
// buffers, and never changes the text: the spans that it finds and the gaps
// between them are the input.
//
// Named rules decide where a sentence ends (see [Reason]). They read the sentence
// so far and at most 512 bytes of what follows, so that a text cut whole
// ([Sentences]), through a [Scanner] or in blocks of any size has the same
// sentences.
//
// The package promises its spans: they are sorted, disjoint and within the text.
// Where exactly a sentence or token ends may change between versions, as the
// rules get better.
package segment

import "github.com/nass-ar/nass/pkg/span"

//go:generate go run ../../scripts/gen-words

// A Sentence is a stretch of text that a reader would call one: from its
// first visible byte to its last, with the mark that ends it and the quotes,
// brackets and emoji that close after that. The blanks between two sentences
// belong to neither. The offsets are bytes of the whole text.
type Sentence struct {
	span.Span
	Mark      span.Span // the run of marks that ends it; empty where none does
	Paragraph int       // the paragraph it lies in, from 0
	Reason    Reason    // the rule that ends it
	MeanWords int       // of NoMark: how many words a sentence of the paragraph has, by Options or as was judged
}

// Options choose how text is cut. The zero value is for a text whose lines
// are paragraphs.
type Options struct {
	Wrap bool // lines are hard-wrapped: only a blank line ends a paragraph

	// Headlines says where to look for sentences that end without a mark: headlines,
	// captions and list items flattened onto a line. Auto looks in lines of 1,500 bytes
	// or more, at their start where one is likely and elsewhere where it is almost
	// certain; On looks in every line, where one is likely.
	Headlines Mode

	// Unmarked says where to look for sentences in text without stops: transcripts,
	// comments, old prose and pages that lost their stops. Where it looks, it looks for
	// no headlines. Auto looks in paragraphs of 100 words or more without a stop; On in
	// all Arabic paragraphs without a stop, and in stretches without one that are twice
	// as long as a sentence.
	Unmarked Mode

	// MeanWords is how many words a sentence of text without stops has on average;
	// 0 judges that from the words of each paragraph.
	MeanWords int

	// MaxLength, when positive, splits sentences of more code points where the text
	// pauses most, so that a piece has MinLength to MaxLength, and half of MaxLength
	// if it can.
	MaxLength, MinLength int

	// Explain, when set, gets every place where a sentence could end, with the
	// decision: every mark and newline in order; then, where a model or MaxLength
	// splits the stretch between two ends, the ends of its parts.
	Explain func(Boundary)
}

// A Mode says where to look for something.
type Mode uint8

const (
	Auto Mode = iota // where it is almost certain
	On               // where it is likely
	Off
)

// Modes are the names of the modes, in order: segment.Modes[segment.On].
var Modes = [...]string{"auto", "on", "off"}

// A Boundary is a place where a sentence could end, with what the rules decide.
type Boundary struct {
	span.Span      // the run of marks, or the newline; empty where no mark stands
	Cut       bool // whether a sentence ends there
	Reason    Reason

	// Of NoMark: the score of the place in natural log units, where the level depends on
	// how many words a sentence of the paragraph has, by Options or as was judged.
	Score     float32
	MeanWords int
}

// Bounds that keep every decision local, so that it cannot depend on how much
// of the text is at hand.
const (
	lookahead   = 512     // bytes from a mark that its rules may read
	lookbehind  = 96      // bytes before a mark that they may read as its token
	maxSentence = 1 << 20 // bytes after which a sentence ends at a blank
)

// Sentences appends the sentences of text to dst and returns the longer
// slice. It does not allocate beyond the growth of dst. A sentence of more
// than 1 MiB is cut at a blank.
func Sentences(dst []Sentence, text []byte, o Options) []Sentence {
	return SentencesOutside(dst, text, nil, o)
}

// SentencesOutside does what [Sentences] does for a text that has other things than
// sentences, such as code: parts, which are whole lines, in order. A sentence and a
// paragraph end before each of them, and none goes on after it.
func SentencesOutside(dst []Sentence, text []byte, parts []span.Span, o Options) []Sentence {
	at, paragraph := 0, 0
	for i := range len(parts) + 1 {
		end, next := len(text), len(text)
		if i < len(parts) {
			end, next = parts[i].Start, parts[i].End
		}
		c := newCutter(o)
		c.base, c.paragraph = at, paragraph
		if dst, _ = c.append(dst, text[at:end], true); c.inText {
			paragraph = c.paragraph + 1
		}
		at = next
	}
	return dst
}
