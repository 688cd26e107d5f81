package suppress

import (
	"slices"

	"github.com/nass-ar/nass/pkg/rule"
)

// A Memo keeps what an engine finds in texts: in a page that is checked again after each
// key, nearly all texts are as they were. The zero value is empty. It is for one engine,
// and one goroutine at a time.
type Memo struct {
	texts map[string]*remembered
	turn  int // how often Begin was called
	again []rule.Finding
}

// remembered is what is found in a text.
type remembered struct {
	turn  int // in which it was last asked for
	lines []foundLine
}

// A foundLine is what is yielded at once: findings without their Text, which is the line of
// that length.
type foundLine struct {
	start, length int
	findings      []rule.Finding
}

// Begin begins another version of a page. What was not in the last one is forgotten.
func (m *Memo) Begin() {
	for text, x := range m.texts {
		if x.turn < m.turn {
			delete(m.texts, text)
		}
	}
	m.turn++
}

// find does what r.FindBlock does with a text, whose first line has number 1.
func (m *Memo) find(r *rule.Runner, text []byte, yield func(start int, findings []rule.Finding)) {
	x := m.texts[string(text)]
	if x == nil {
		x = new(remembered)
		r.FindBlock(text, 1, func(start int, findings []rule.Finding) {
			l := foundLine{start, len(findings[0].Text), slices.Clone(findings)}
			for i := range l.findings {
				l.findings[i].Text = nil
			}
			x.lines = append(x.lines, l)
		})
		if m.texts == nil {
			m.texts = map[string]*remembered{}
		}
		m.texts[string(text)] = x
	}
	x.turn = m.turn
	for _, l := range x.lines {
		m.again = append(m.again[:0], l.findings...)
		for i := range m.again {
			m.again[i].Text = text[l.start : l.start+l.length : l.start+l.length]
		}
		yield(l.start, m.again)
	}
}
