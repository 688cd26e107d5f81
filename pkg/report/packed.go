package report

import (
	"encoding/binary"
	"iter"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// packed holds the findings of a block in a few bytes each, with copies of their
// lines: a block may hold as many findings as letters.
type packed struct {
	text  []byte // of the lines, one after the other
	lines []packedLine
	spans []byte // of each finding: its start less the start of the one before it, its length, and which kind it is
	kinds []packedKind
	from  int // where the last finding starts in its line
}

// A packedLine is a line that holds findings.
type packedLine struct {
	at    span.Place
	text  int // its length
	spans int // the length of what spans holds of it
}

// A packedKind is what findings have in common.
type packedKind struct {
	rule         *rule.Rule
	fix          rule.Fix
	message, new string
}

// packedMost is how many bytes or elements a memory that is used again has room
// for: a block may be one long line.
const packedMost = 1 << 18

// reset empties p, which keeps its memory unless that is large.
func (p *packed) reset() {
	if cap(p.text) > packedMost || cap(p.spans) > packedMost {
		*p = packed{}
		return
	}
	clear(p.kinds)
	*p = packed{text: p.text[:0], lines: p.lines[:0], spans: p.spans[:0], kinds: p.kinds[:0]}
}

// line begins a line, which starts at the place at.
func (p *packed) line(text []byte, at span.Place) {
	p.text, p.from = append(p.text, text...), 0
	p.lines = append(p.lines, packedLine{at: at, text: len(text)})
}

// add adds a finding in the last line.
func (p *packed) add(at span.Span, kind packedKind) {
	n := len(p.spans)
	p.spans = binary.AppendVarint(p.spans, int64(at.Start-p.from))
	p.spans = binary.AppendUvarint(p.spans, uint64(at.Len()))
	p.spans = binary.AppendUvarint(p.spans, uint64(p.kind(kind)))
	p.from = at.Start
	p.lines[len(p.lines)-1].spans += len(p.spans) - n
}

// kind returns the number of a kind, which is the same for the same kind if that
// is among the last ones.
func (p *packed) kind(kind packedKind) int {
	n := len(p.kinds)
	for i := n - 1; i >= max(0, n-16); i-- {
		if p.kinds[i] == kind {
			return i
		}
	}
	p.kinds = append(p.kinds, kind)
	return n
}

// all yields the findings, in order. The one finding that it yields is another
// each time; its text is a part of p.
func (p *packed) all() iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		x := new(Finding)
		text, spans := p.text, p.spans
		for _, l := range p.lines {
			x.Place, x.Line, x.Text, x.Start = l.at, l.at.Line, text[:l.text:l.text], 0
			text = text[l.text:]
			for end := len(spans) - l.spans; len(spans) > end; {
				start, n := binary.Varint(spans)
				length, m := binary.Uvarint(spans[n:])
				kind, k := binary.Uvarint(spans[n+m:])
				spans = spans[n+m+k:]
				x.Start += int(start)
				x.End = x.Start + int(length)
				of := &p.kinds[kind]
				x.Rule, x.Fix, x.Message, x.New = of.rule, of.fix, of.message, of.new
				if !yield(x) {
					return
				}
			}
		}
	}
}
