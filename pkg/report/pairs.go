package report

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
	"github.com/nass-ar/nass/pkg/suppress"
	"github.com/nass-ar/nass/pkg/translation"
)

// pairs returns the strings of a translation and, if engine has rules about them, what
// they are beside their sources.
func (c *Check) pairs(engine *rule.Engine, b *document.Block) ([]document.Unit, []translation.Pair) {
	f := b.Format()
	if !f.Translates() || len(b.Texts) == 0 || !engine.Pairs() {
		return nil, nil
	}
	var sources []document.Unit
	if !translation.Bilingual(f, b.Data) {
		if c.Sources == nil {
			return nil, nil
		}
		if sources = c.Sources(); len(sources) == 0 {
			return nil, nil
		}
	}
	units, err := f.Units(b.Data)
	if err != nil {
		return nil, nil
	}
	return units, translation.Pairs(units, sources)
}

// Edits returns the function that returns the edits over the Data of a block which carry
// out the Fix on its texts, and the indexes of those that are left, since the page would
// not hold the same texts after it. The edits are valid until its next call.
func (c *Check) Edits() func(b *document.Block) (edits []span.Edit, left []int, err error) {
	fix := suppress.NewRunner(c.Fix)
	texts := func(dst []span.Edit, b *document.Block) ([]span.Edit, []int) {
		fix.Begin(b)
		if c.Keep == nil {
			return b.Edits(dst, fix.Edits)
		}
		next := 0
		return b.Edits(dst, func(t *document.Text) []span.Edit {
			at := b.Place(next)
			next++
			return slices.DeleteFunc(fix.Edits(t), func(e span.Edit) bool { return !c.keeps(at, e.Start) })
		})
	}
	var edits []span.Edit
	return func(b *document.Block) ([]span.Edit, []int, error) {
		// Translations are repaired first: what was no placeholder may become one, and
		// its page another.
		units, pairs := c.pairs(c.Fix, b)
		byUnit := map[int][]span.Edit{}
		if len(pairs) > 0 {
			fix.Begin(b)
		}
		for i := range pairs {
			u := &units[pairs[i].Unit]
			found := c.Fix.EditPair(&pairs[i].Pair, func(r *rule.Rule, s span.Span) bool {
				return fix.Suppresses(r, u.Source(s)) || !c.keeps(b.PlaceOf(u), s.Start)
			})
			if len(found) > 0 {
				byUnit[pairs[i].Unit] = found
			}
		}
		var left []int
		if len(byUnit) > 0 {
			if first := b.UnitEdits(units, func(i int) []span.Edit { return byUnit[i] }); len(first) > 0 {
				mid, err := b.Edited(first)
				if err != nil {
					return nil, nil, err
				}
				var then []span.Edit
				then, left = texts(nil, mid)
				return span.Compose(nil, first, then, mid.Data), left, nil
			}
		}
		edits, left = texts(edits[:0], b)
		return edits, left, nil
	}
}

// findPairs adds to the part what is found in the strings of a translation, without
// what directives of the block suppress.
func (c *Check) findPairs(b *document.Block, by *suppress.Runner, p *Part) {
	units, pairs := c.pairs(c.Find, b)
	var places holder
	n := len(p.whole)
	for i := range pairs {
		u := &units[pairs[i].Unit]
		findings := c.Find.FindPair(&pairs[i].Pair)
		if len(findings) == 0 {
			continue
		}
		at := b.PlaceOf(u)
		places.reset(u.Bytes)
		var line []byte
		number, start := 1, 0
		for _, f := range findings {
			for ; number < f.Line; number++ {
				start, line = start+bytes.IndexByte(u.Bytes[start:], '\n')+1, nil
			}
			if line == nil {
				line = bytes.Clone(f.Text)
			}
			if c.ignores(&f) || by.Suppresses(f.Rule, u.Source(span.Span{Start: start + f.Start, End: start + f.End})) {
				p.Ignored++
				continue
			}
			at.Offset = int64(start)
			if f.Text = line; u.Fixed {
				f.Fix, f.New = rule.Manual, ""
			}
			p.whole = append(p.whole, places.hold(f, at))
			if c.Places { // no change: translations are repaired together, see Check.Edits
				p.whole[len(p.whole)-1].wide = &wide{
					at: ranges(b, u.Source(span.Span{Start: start + f.Start, End: start + f.End})), marked: bytes.HasPrefix(b.Data, []byte(byteOrderMark))}
			}
		}
	}
	if len(p.whole) > n {
		slices.SortStableFunc(p.whole, func(x, y Finding) int { return cmp.Compare(x.Of.SourceStart, y.Of.SourceStart) })
	}
}
