// Package headline finds sentences that end without a mark: headlines, captions and list
// items in one line with the text after them. MODEL.md describes the model and its data.
package headline

import "github.com/nass-ar/nass/pkg/segment/headline/linear"

// A Splitter finds the words of a text that begin a sentence. The zero value is ready;
// it is not safe for concurrent use.
type Splitter struct{ model linear.Splitter }

// A Threshold is the least score of a gap at which a sentence begins, in sixteenths of
// natural log units. At 0, a sentence is as likely as not.
type Threshold struct {
	Opening int32 // in the first words of a line, where headlines are
	Inside  int32 // elsewhere
}

// Reset prepares s for a new text.
func (s *Splitter) Reset() { s.model.Reset() }

// Next returns the offset of the next word of text that begins a sentence by the model
// and the threshold, and whether there is one. All calls after Reset get the same text.
// first means that text begins its line.
func (s *Splitter) Next(text []byte, t Threshold, first bool) (int, bool) {
	return s.model.Next(text, linear.Threshold(t), first)
}
