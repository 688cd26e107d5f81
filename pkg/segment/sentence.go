// Package segment cuts text into sentences and tokens. It works over bytes,
// appends to the caller's buffers, and never changes the text: the spans it
// finds and the gaps between them are the input.
//
// What ends a sentence is decided by named rules (see [Rule]), which look at
// the sentence so far and at a bounded stretch of what follows, so a text cut
// whole, through a [Scanner] or in blocks of any size comes out the same.
package segment

import "github.com/nass-ar/nass/pkg/span"

//go:generate go run gen.go

// A Sentence is a stretch of text that a reader would call one: from its
// first visible byte to its last, with the mark that ends it and the quotes,
// brackets and emoji that close after that. The blanks between two sentences
// belong to neither. The offsets are bytes of the whole text.
type Sentence struct {
	span.Span
	Mark      span.Span // the run of marks that ends it; empty where none does
	Paragraph int       // the paragraph it lies in, from 0
	By        Rule      // why it ends there
}

// Options choose how text is cut. The zero value is for a text whose lines
// are paragraphs.
type Options struct {
	Wrap      bool      // lines are hard-wrapped: only a blank line ends a paragraph
	Headlines Headlines // whether to look for ends that no mark shows

	// MaxLength, when positive, splits sentences of more code points: after
	// the last clause mark (comma, semicolon or colon, of either script) that
	// leaves a piece of MinLength to MaxLength, or else after a word.
	MaxLength, MinLength int

	// Explain, when set, is told of every mark and newline that could have
	// ended a sentence, in order, and of what became of it; then, where a
	// stretch between two ends was parted, by headlines or by MaxLength, of
	// its parts.
	Explain func(Decision)
}

// Headlines says whether to look for sentences that end without a mark:
// headlines, captions and list items flattened onto a line.
type Headlines uint8

const (
	HeadlinesAuto Headlines = iota // in long unbroken lines: where they open, if likely; elsewhere, if all but sure
	HeadlinesOn                    // in every line, where it is likely
	HeadlinesOff
)

// A Decision is what a rule said of a place where a sentence could end.
type Decision struct {
	span.Span      // the run of marks, or the newline; empty where no mark stands
	Cut       bool // whether a sentence ends there
	Rule      Rule
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
	c := newCutter(o)
	dst, _ = c.append(dst, text, true)
	return dst
}
