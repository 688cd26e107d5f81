package stream

import (
	"errors"
	"io"
	"iter"

	"github.com/nass-ar/nass/pkg/span"
)

// A Sentence is a sentence of a text, or a paragraph of which the sentences
// were joined.
type Sentence struct {
	Text       string     // as it was cut
	Mark       string     // the run of marks that ends it; "" where none does
	Index      int        // units of the text before it
	Paragraph  int        // paragraphs of the text before its own
	Start, End span.Place // in the text as it was read
}

// All returns an iterator over the units of what r reads, cut in parallel. The
// first error of the reader comes last, with an empty unit.
func All(r io.Reader, o Options) iter.Seq2[Sentence, error] {
	return func(yield func(Sentence, error) bool) {
		o.Stream.CountRunes = true
		enough := errors.New("enough")
		err := Read(r, o, func() Worker[[]Sentence] {
			var found []Sentence
			return Worker[[]Sentence]{
				Unit: func(dst []byte, s *Stretch, u Unit) []byte {
					start, end := s.Places(u.Span)
					found = append(found, Sentence{
						Text: string(s.Text(u.Span)), Mark: string(s.Text(u.Mark)),
						Index: u.Number, Paragraph: u.Paragraph, Start: start, End: end,
					})
					return dst
				},
				Result: func() []Sentence {
					result := found
					found = nil
					return result
				},
			}
		}, func(_ []byte, before Counts, found []Sentence) error {
			for _, s := range found {
				s.Index += before.Units
				s.Paragraph += before.Paragraphs
				if !yield(s, nil) {
					return enough
				}
			}
			return nil
		})
		if err != nil && err != enough {
			yield(Sentence{}, err)
		}
	}
}
