package rule

import (
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// Triggers are looked for by pairs of bytes, with the two bytes before and the one
// after. A line ends with "\n" on both sides for that purpose, whatever stands there.
//
// Well chosen, a pair is rare: "waw before a blank" is the last byte of the waw and the
// first of the blank. What the five bytes do not decide, the code points around them do,
// looked at only where the bytes stand.

// stands reports whether the trigger stands at byte i of the line.
func (g *Trigger) stands(t *Line, i int) bool {
	r, size := t.Next(i)
	if r == utf8.RuneError && size == 1 {
		before, n := t.Prev(i)
		return g.Invalid && !(before == utf8.RuneError && n == 1)
	}
	if g.Invalid || !g.At.Has(r) {
		return false
	}
	if g.After != nil {
		if after, _ := t.Next(i + size); !g.After.Has(after) {
			return false
		}
	}
	if g.Before != nil {
		before, _ := t.Prev(i)
		return g.Before.Has(before)
	}
	return true
}

// stands reports whether one of the finder's triggers stands at byte i of the
// line.
func (f *Finder) stands(t *Line, i int) bool {
	for n := range f.Triggers {
		if f.Triggers[n].stands(t, i) {
			return true
		}
	}
	return false
}

// A box is one trigger for one length of its code point, as bytes.
type box struct {
	far           byteSet // the byte two before the pair
	before, after byteSet // the byte on either side of it
	shift         int     // from the pair to the code point of At
	exact         bool    // the bytes decide: nothing is left to decode
	on            *Trigger
	step          int
	first, second byteSet // the pair
}

func (b *box) shape() shape { return shape{b.far, b.before, b.first, b.second, b.after} }

// A byteSet is small, because a scanner has many of them to look at.
type byteSet [4]uint64

func (s *byteSet) add(c byte)  { s[c>>6] |= 1 << (c & 63) }
func (s *byteSet) drop(c byte) { s[c>>6] &^= 1 << (c & 63) }

func bytesOf(c byte) (s byteSet) {
	s.add(c)
	return s
}

// all yields the bytes of the set, in order.
func (s *byteSet) all(yield func(byte) bool) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			if !yield(byte(i<<6 + bits.TrailingZeros64(w))) {
				return
			}
		}
	}
}

// union returns the set of the bytes of either.
func (s byteSet) union(o *byteSet) byteSet {
	for i, w := range o {
		s[i] |= w
	}
	return s
}

var (
	anyByte = byteSet{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
	noTail  = byteSet{^uint64(0), ^uint64(0), 0, ^uint64(0)} // of a code point
)

// A split is the code points of a set that have one first byte, or those of ASCII.
type split struct {
	size                   int
	leads                  byteSet
	seconds, thirds, lasts byteSet // the other bytes
}

// A coded is a set as bytes.
type coded struct {
	splits       []split
	plain        bool // it holds letters, which stand everywhere
	starts, ends byteSet
	pairs        [2][]pairs // by end
}

// An end is one of those of a code point.
type end uint8

const (
	front end = iota
	back
)

// A coder knows the sets of triggers as bytes. Many triggers share them.
type coder map[*arabic.Set]*coded

func (k coder) of(s *arabic.Set) *coded {
	c := k[s]
	if c == nil {
		c = &coded{starts: edges(s, true), ends: edges(s, false)}
		k[s] = c
	}
	return c
}

// pairs are those of that end of the set, or of all code points.
func (k coder) pairs(s *arabic.Set, of end) []pairs {
	if s == nil {
		return anyPairs
	}
	c := k.of(s)
	if c.pairs[of] == nil {
		c.pairs[of] = [...]func(*arabic.Set) []pairs{front: leads, back: tails}[of](s)
	}
	return c.pairs[of]
}

// split splits the set, whose code points are all looked at.
func (c *coded) split(s *arabic.Set) {
	var of [256]int // the number of the split from 1, by the first byte
	for rg := range s.All {
		for r := rg.Lo; r <= rg.Hi; r++ {
			var e [utf8.UTFMax]byte
			n := utf8.EncodeRune(e[:], r)
			at := &of[e[0]]
			if n == 1 {
				at = &of[0]
			}
			if *at == 0 {
				c.splits = append(c.splits, split{size: n})
				*at = len(c.splits)
			}
			x := &c.splits[*at-1]
			x.leads.add(e[0])
			if n > 1 {
				x.seconds.add(e[1])
			}
			if n > 2 {
				x.thirds.add(e[2])
			}
			x.lasts.add(e[n-1])
			c.plain = c.plain || r <= '\u06FF' && arabic.IsLetter(r)
		}
	}
}

// boxes are the boxes of a trigger of that step.
func (k coder) boxes(t *Trigger, step int) []box {
	if t.Invalid {
		return invalidBoxes(t, step)
	}
	at := k.of(t.At)
	if at.splits == nil {
		at.split(t.At)
	}
	before, after := anyByte, anyByte
	if t.Before != nil {
		before = k.of(t.Before).ends
	}
	if t.After != nil {
		after = k.of(t.After).starts
	}
	exact := ascii(t.Before) && ascii(t.After)
	var out []box
	for n := range at.splits {
		x := &at.splits[n]
		b := box{far: anyByte, before: anyByte, first: x.leads, second: x.seconds, after: anyByte, on: t, step: step}
		switch {
		case x.size == 1:
			b.exact = exact
			for _, p := range k.pairs(t.Before, back) {
				b.far, b.before = p.first, p.second
				for _, a := range k.pairs(t.After, front) {
					b.second, b.after = a.first, a.second
					out = append(out, b)
				}
			}
		case x.size == 2 && at.plain && t.After != nil:
			// The tails of letters are everywhere, and so are their leads.
			b.far, b.before, b.first, b.shift = before, b.first, x.lasts, -1
			for _, a := range k.pairs(t.After, front) {
				b.second, b.after = a.first, a.second
				out = append(out, b)
			}
		default:
			if b.after = after; x.size > 2 {
				b.after = x.thirds
			}
			b.exact = exact && x.size == 2
			for _, p := range k.pairs(t.Before, back) {
				b.far, b.before = p.first, p.second
				out = append(out, b)
			}
		}
	}
	return out
}

// ascii reports whether a byte tells whether a code point is in s: s is all of
// them, or has those of one byte only.
func ascii(s *arabic.Set) bool {
	if s == nil {
		return true
	}
	for rg := range s.All {
		if rg.Hi >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// invalidBoxes meet the first byte of every run of bytes that are not UTF-8.
func invalidBoxes(t *Trigger, step int) []box {
	var plain, tail, two, other, notTail byteSet
	for n := range 256 {
		c := byte(n)
		switch {
		case c < 0x80:
			plain.add(c)
		case c < 0xC0:
			tail.add(c)
		case c >= 0xC2 && c < 0xE0:
			two.add(c)
		default:
			other.add(c)
		}
		if c < 0x80 || c >= 0xC0 {
			notTail.add(c)
		}
	}
	return []box{
		{first: plain, second: tail, before: anyByte, after: anyByte, far: anyByte, shift: 1, on: t, step: step},
		{first: tail, second: tail, before: anyByte, after: anyByte, far: anyByte, shift: 1, on: t, step: step},
		{first: two, second: notTail, before: anyByte, after: anyByte, far: anyByte, on: t, step: step},
		{first: other, second: anyByte, before: anyByte, after: anyByte, far: anyByte, on: t, step: step},
	}
}

// edges are the first (or last) bytes of the code points of s. The end of a
// line may be a carriage return.
func edges(s *arabic.Set, first bool) (out byteSet) {
	for rg := range s.All {
		if first {
			for c := lead(rg.Lo); c <= lead(rg.Hi); c++ {
				out.add(byte(c))
			}
			continue
		}
		r := rg.Lo
		for ; r <= rg.Hi && r < utf8.RuneSelf; r++ {
			out.add(byte(r))
		}
		for n := 0; r <= rg.Hi && n < 64; n++ { // then they come again
			out.add(byte(0x80 | r&0x3F))
			r++
		}
	}
	if s.Has('\n') {
		out.add('\r')
	}
	if s.Has(utf8.RuneError) { // what a byte that is not UTF-8 counts as
		for c := 0x80; c < 0x100; c++ {
			out.add(byte(c))
		}
	}
	return out
}

// A pairs is a set of bytes, and those that may follow each of them. Those of a set of
// code points are told apart after 0xD8 and 0xD9, which begin nearly every letter of
// Arabic: any tail is in every other word. What follows other bytes is one.
type pairs struct{ first, second byteSet }

var anyPairs = []pairs{{anyByte, anyByte}}

// leads are the first bytes of the code points of s, with the second ones.
func leads(s *arabic.Set) []pairs {
	var seconds [256]byteSet
	for rg := range s.All {
		for c := lead(rg.Lo); c <= lead(rg.Hi); c++ {
			if c < utf8.RuneSelf {
				seconds[c] = anyByte
				continue
			}
			// The second byte grows with the code point.
			from, to := 0x80, 0xBF
			if c == lead(rg.Lo) {
				from = second(rg.Lo)
			}
			if c == lead(rg.Hi) {
				to = second(rg.Hi)
			}
			for ; from <= to; from++ {
				seconds[c].add(byte(from))
			}
		}
	}
	if s.Has('\n') {
		seconds['\r'] = anyByte
	}
	if s.Has(utf8.RuneError) { // what a byte that is not UTF-8 counts as
		for c := 0x80; c < 0x100; c++ {
			more := anyByte
			if c == 0xD8 || c == 0xD9 {
				more = noTail
			}
			seconds[c] = seconds[c].union(&more)
		}
	}
	var firsts [4]pairs
	for c := range seconds {
		if seconds[c] == (byteSet{}) {
			continue
		}
		at := &firsts[3]
		switch {
		case c < utf8.RuneSelf:
			at = &firsts[2]
		case c == 0xD8 || c == 0xD9:
			at = &firsts[c-0xD8]
		}
		at.first.add(byte(c))
		at.second = at.second.union(&seconds[c])
	}
	return distinct(firsts[:])
}

// tails are the last bytes of the code points of s, with the ones before them.
func tails(s *arabic.Set) []pairs {
	lasts := [3]pairs{{first: bytesOf(0xD8)}, {first: bytesOf(0xD9)}, {first: anyByte}}
	lasts[2].first.drop(0xD8)
	lasts[2].first.drop(0xD9)
	add := func(c byte) {
		for n := range lasts {
			lasts[n].second.add(c)
		}
	}
	for rg := range s.All {
		r := rg.Lo
		for ; r <= rg.Hi && r < utf8.RuneSelf; r++ {
			add(byte(r))
		}
		for n := 0; r <= rg.Hi && n < 0x800; n++ { // then the last bytes come again
			at := &lasts[2]
			if c := lead(r); c == 0xD8 || c == 0xD9 {
				at = &lasts[c-0xD8]
			}
			at.second.add(byte(0x80 | r&0x3F))
			r++
		}
	}
	if s.Has('\n') {
		add('\r')
	}
	if s.Has(utf8.RuneError) { // what a byte that is not UTF-8 counts as
		for c := 0x80; c < 0xC0; c++ {
			lasts[2].second.add(byte(c))
		}
		for c := 0xC0; c < 0x100; c++ {
			add(byte(c))
		}
	}
	return distinct(lasts[:])
}

// distinct returns the pairs that are not empty, those with like second bytes made one.
func distinct(all []pairs) (out []pairs) {
	for i := range all {
		x := &all[i]
		if x.first == (byteSet{}) || x.second == (byteSet{}) {
			continue
		}
		at := slices.IndexFunc(out, func(p pairs) bool { return p.second == x.second })
		if at < 0 {
			out = append(out, *x)
		} else {
			out[at].first = out[at].first.union(&x.first)
		}
	}
	return out
}

// second is the second of the bytes that encode r, which has more than one.
func second(r rune) int {
	var e [utf8.UTFMax]byte
	utf8.EncodeRune(e[:], r)
	return int(e[1])
}

// lead is the first of the bytes that encode r, which grows with r.
func lead(r rune) int {
	switch {
	case r < 0x80:
		return int(r)
	case r < 0x800:
		return 0xC0 | int(r>>6)
	case r < 0x10000:
		return 0xE0 | int(r>>12)
	}
	return 0xF0 | int(r>>18)
}
