package conll

import (
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// A Name is a typed run of bytes of a text.
type Name struct {
	span.Span
	Type string
}

// A Writer writes texts as tokens with tags. It holds scratch memory and is not
// safe for concurrent use.
type Writer struct {
	sentences []segment.Sentence
	tokens    []segment.Token
}

// Append appends the tokens of text to dst, those of package segment, and
// returns the longer slice: a line holds a token and the tag of the name that
// it is a part of, IOB2, and an empty line ends a sentence. The names are in
// order and disjoint.
func (w *Writer) Append(dst, text []byte, names []Name) []byte {
	w.sentences = segment.Sentences(w.sentences[:0], text, segment.Options{Unmarked: segment.Off})
	i, begun := 0, -1 // the name at hand, and the last one that a token has begun
	for _, s := range w.sentences {
		w.tokens = segment.Tokens(w.tokens[:0], s.Text(text), segment.TokenOptions{})
		for _, t := range w.tokens {
			t.Start, t.End = t.Start+s.Start, t.End+s.Start
			for i < len(names) && names[i].End <= t.Start {
				i++
			}
			dst = append(append(dst, t.Text(text)...), '\t')
			switch {
			case i == len(names) || t.End <= names[i].Start:
				dst = append(dst, "O\n"...)
				continue
			case begun == i:
				dst = append(dst, "I-"...)
			default:
				dst = append(dst, "B-"...)
				begun = i
			}
			dst = append(append(dst, names[i].Type...), '\n')
		}
		if len(w.tokens) > 0 {
			dst = append(dst, '\n')
		}
	}
	return dst
}
