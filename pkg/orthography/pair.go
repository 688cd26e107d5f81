package orthography

import (
	"cmp"
	"slices"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

// pairs are the marks of a line that open and close, in order, and which of
// them belong together. They are found in one pass over the line: to look for
// the partner of each mark by itself takes the square of the line's length.
type pairs struct {
	known bool // the line has been read
	marks []paired
	open  [5][]int // by kind, the marks that wait for their partner
	last  [5]int   // by kind, the number of the last mark, from 1
}

type paired struct {
	at           int // byte of the line
	mate         int // among the marks; -1 for none
	before, next int // among them, those of the same kind beside it; -1 for none
}

func (p *pairs) clear() {
	p.known, p.marks = false, p.marks[:0]
	p.last = [5]int{}
	for kind := range p.open {
		p.open[kind] = p.open[kind][:0]
	}
}

// add takes in the mark at byte i, which closes the last of its kind that is
// open, or opens.
func (p *pairs) add(i, kind int, opens bool) {
	n := len(p.marks)
	before := p.last[kind] - 1
	if before >= 0 {
		p.marks[before].next = n
	}
	p.marks, p.last[kind] = append(p.marks, paired{i, -1, before, -1}), n+1
	if opens {
		p.open[kind] = append(p.open[kind], n)
	} else if last := len(p.open[kind]) - 1; last >= 0 {
		mate := p.open[kind][last]
		p.open[kind] = p.open[kind][:last]
		p.marks[mate].mate, p.marks[n].mate = n, mate
	}
}

// find is the number of the mark at byte i.
func (p *pairs) find(i int) (n int, ok bool) {
	return slices.BinarySearchFunc(p.marks, i, func(m paired, i int) int { return cmp.Compare(m.at, i) })
}

// embeddings are the embeddings and isolates of a line, and the number of
// characters before each that make the order depend on a direction.
type embeddings struct {
	pairs
	before []sides
}

// sides are digits and Latin letters, and what has a direction, or takes one,
// beside them.
type sides struct{ strong, weak int }

var lineControls = &rule.Memo{
	New: func() any { return new(embeddings) },
	Clear: func(kept any) {
		c := kept.(*embeddings)
		c.clear()
		c.before = c.before[:0]
	},
}

// controlsOf are the controls of the line.
func controlsOf(t *rule.Line) *embeddings {
	c := t.Memo(lineControls).(*embeddings)
	if c.known {
		return c
	}
	c.known = true
	var here sides
	for i := 0; i < len(t.Bytes()); {
		r, size := t.Next(i)
		switch {
		case isLatin(r) || digits.Has(r):
			here.strong++
		case r >= arabic.LRE && r <= arabic.RLO, r >= arabic.LRI && r <= arabic.PDI:
			kind := 0
			if r >= arabic.LRI {
				kind = 1
			}
			c.add(i, kind, r != arabic.PDF && r != arabic.PDI)
			c.before = append(c.before, here)
		case isWordy(r) || !bidiControls.Has(r) && r != ' ' && r < '\uFFFD':
			here.weak++
		}
		i += size
	}
	return c
}

// brackets are the brackets and the quotation marks with two shapes of a line.
type brackets struct {
	pairs
	lone   [5][2]int // by kind, the marks without a partner that close and that open
	closes int       // where the pair closes that was looked at last; 0: nowhere
}

// turned reports whether the marks of a kind without a partner are curly quotation marks
// that close where they should open, and open where they should close.
func (b *brackets) turned(kind int) bool {
	return kind == curly && b.lone[kind][0] == b.lone[kind][1] && b.lone[kind][0] > 0
}

// curly is the kind of “ and ”, which some fonts show turned around.
const curly = 4

var lineBrackets = &rule.Memo{
	New: func() any { return new(brackets) },
	Clear: func(kept any) {
		b := kept.(*brackets)
		b.clear()
		b.lone, b.closes = [5][2]int{}, 0
	},
}

// bracketsOf are the brackets of the line.
func bracketsOf(t *rule.Line) *brackets {
	b := t.Memo(lineBrackets).(*brackets)
	if b.known {
		return b
	}
	b.known = true
	for i, line := 0, t.Bytes(); i < len(line); {
		if !beginsBracket[line[i]] {
			i++
			continue
		}
		r, size := t.Next(i)
		if kind := bracketKind(r); kind >= 0 {
			b.add(i, kind, opens(r))
			if len(b.open[kind]) == 0 && b.marks[len(b.marks)-1].mate < 0 {
				b.lone[kind][0]++
			}
		}
		i += size
	}
	for kind := range b.open {
		b.lone[kind][1] = len(b.open[kind])
	}
	return b
}

// beginsBracket are the first bytes of the brackets.
var beginsBracket = [256]bool{'(': true, ')': true, '[': true, ']': true, '{': true, '}': true, 0xC2: true, 0xE2: true}

// bracketKind is the number of the pair that r belongs to, or -1.
func bracketKind(r rune) int {
	switch r {
	case '(', ')':
		return 0
	case '[', ']':
		return 1
	case '{', '}':
		return 2
	case '«', '»':
		return 3
	case '“', '”':
		return 4
	}
	return -1
}
