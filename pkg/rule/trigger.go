package rule

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// Triggers are looked for by pairs of bytes. A line ends with "\n" on both
// sides for that purpose, whatever stands there.
//
// A pair is cheap to test and, well chosen, rare: "waw before a blank" is the
// last byte of the waw and the first of the blank. What the pair cannot tell,
// the code points around it do, looked at only where the pair stands.

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
	before, after byteSet // the byte on either side of the pair
	last          byteSet // the byte before the code point of At
	shift         int     // from the pair to the code point of At
	exact         bool    // the bytes decide: nothing is left to decode
	on            *Trigger
	step          int
	first, second byteSet // the pair
}

// A byteSet is small, because a scanner has many of them to look at.
type byteSet [4]uint64

func (s *byteSet) has(c byte) bool { return s[c>>6]>>(c&63)&1 != 0 }

func (s *byteSet) add(c byte) { s[c>>6] |= 1 << (c & 63) }

// bytes appends the bytes of the set to dst.
func (s byteSet) bytes(dst []byte) []byte {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			dst = append(dst, byte(i<<6+bits.TrailingZeros64(w)))
		}
	}
	return dst
}

// size is how many bytes the set has.
func (s byteSet) size() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// union returns the set of the bytes of either.
func (s byteSet) union(o *byteSet) byteSet {
	for i, w := range o {
		s[i] |= w
	}
	return s
}

var anyByte = byteSet{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}

// A scanner finds, in one pass, every place where one of its boxes may stand.
type scanner struct {
	// near says what a pair is to the buckets of boxes: the bits of the low byte are
	// those where it may be the pair of a box, those of the high byte those where it
	// may be the second byte of one and the byte after it. A pair alone can be as
	// frequent as a letter; three bytes seldom are.
	near [1 << 16]uint16
	// classes are the pairs, by their two bytes, the first one low: 0 is not
	// worth a look, others say which of lists to look at.
	classes [1 << 16]uint16
	lists   [][]*box
	sides   []sides // by class
}

// A sides is what one of the boxes of a class asks for beside the pair: the byte two
// before it, the one before it and the one after it.
type sides struct{ far, before, after byteSet }

// A bucket holds boxes with like bytes.
type bucket struct{ first, after byteSet }

// grows returns how much more often the bucket asks for a look with x in it.
func (k *bucket) grows(x *box) int {
	return k.first.union(&x.first).weight()*k.after.union(&x.after).weight() - k.first.weight()*k.after.weight()
}

// frequent are the letters of Arabic, the most frequent first.
const frequent = "اليمونرتبعدةسهفحكقأجشطصخضذزثغىءئإظآؤ"

// weights are how frequent the bytes are that end letters.
var weights = func() (w [256]int) {
	for c := range w {
		w[c] = 1
	}
	n := 0
	for _, r := range frequent {
		w[0x80|r&0x3F] += 64 >> (n / 5)
		n++
	}
	return w
}()

// weight is how frequent the bytes of the set are, about.
func (s byteSet) weight() (n int) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			n += weights[i<<6+bits.TrailingZeros64(w)]
		}
	}
	return n
}

// bucketsOf shares the boxes out among as many buckets as a byte has bits. Boxes that
// take any byte after them have one of their own, and letters have most: those that a
// letter of one half of the alphabet follows, and of the other.
func bucketsOf(boxes []box) []int {
	of := make([]int, len(boxes))
	var letters [2][5]bucket
	for i := range boxes {
		x := &boxes[i]
		half := 0
		if x.second.has(0xD9) {
			half = 1
		}
		switch {
		case x.after == anyByte:
			of[i] = 0
		case !x.second.has(0xD8) && !x.second.has(0xD9):
			of[i] = 1
		case x.second.has(0xD8) && x.second.has(0xD9) || x.first.size() > 64:
			of[i] = 2
		default:
			best, least := 0, math.MaxInt
			for n := range letters[half] {
				if grows := letters[half][n].grows(x); grows < least {
					best, least = n, grows
				}
			}
			k := &letters[half][best]
			k.first, k.after = k.first.union(&x.first), k.after.union(&x.after)
			of[i] = 3 + best
		}
	}
	return of
}

// A hit is a place where a trigger of a step stands.
type hit struct{ at, step int }

func newScanner(boxes []box) *scanner {
	s := &scanner{lists: make([][]*box, 1)}
	afters := new([8][256]byteSet) // by bucket and second byte
	buckets := bucketsOf(boxes)
	var firsts, seconds []byte
	split := map[uint16]uint16{} // a class, and the part of it that has the box too
	for n := range boxes {
		b := &boxes[n]
		clear(split)
		firsts, seconds = b.first.bytes(firsts[:0]), b.second.bytes(seconds[:0])
		for _, second := range seconds {
			after := &afters[buckets[n]][second]
			*after = after.union(&b.after)
			for _, first := range firsts {
				pair := uint16(first) | uint16(second)<<8
				s.near[pair] |= 1 << buckets[n]
				old := &s.classes[pair]
				with, ok := split[*old]
				if !ok {
					with = uint16(len(s.lists))
					s.lists = append(s.lists, append(slices.Clip(s.lists[*old]), b))
					split[*old] = with
				}
				*old = with
			}
		}
	}
	s.sides = make([]sides, len(s.lists))
	for class, list := range s.lists {
		of := &s.sides[class]
		for _, x := range list {
			of.before, of.after = of.before.union(&x.before), of.after.union(&x.after)
			if x.shift < 0 {
				of.far = of.far.union(&x.last)
			} else {
				of.far = anyByte
			}
		}
	}
	for n := range afters {
		for second := range afters[n] {
			seconds = afters[n][second].bytes(seconds[:0])
			for _, after := range seconds {
				s.near[uint16(second)|uint16(after)<<8] |= 1 << (8 + n)
			}
		}
	}
	return s
}

// next is the offset at or after i of the first pair of b[:end] worth a look, or
// end-1 when there is none: the last byte begins no pair.
func (s *scanner) next(b []byte, i, end int) int {
	p := &s.near
	for ; i+8 <= end; i += 6 {
		w := binary.LittleEndian.Uint64(b[i:])
		n0, n1, n2, n3 := p[uint16(w)], p[uint16(w>>8)], p[uint16(w>>16)], p[uint16(w>>24)]
		n4, n5, n6 := p[uint16(w>>32)], p[uint16(w>>40)], p[uint16(w>>48)]
		if uint8(n0)&uint8(n1>>8)|uint8(n1)&uint8(n2>>8)|uint8(n2)&uint8(n3>>8)|
			uint8(n3)&uint8(n4>>8)|uint8(n4)&uint8(n5>>8)|uint8(n5)&uint8(n6>>8) == 0 {
			continue
		}
		for n := i; n < i+6; n++ {
			if uint8(p[uint16(w)])&uint8(p[uint16(w>>8)]>>8) != 0 && s.worth(b, n) {
				return n
			}
			w >>= 8
		}
	}
	for ; i+1 < end; i++ {
		if s.worth(b, i) {
			return i
		}
	}
	return max(i, end-1)
}

// worth reports whether the pair at i of b is one of a box, and the bytes beside it
// too.
func (s *scanner) worth(b []byte, i int) bool {
	class := s.classes[uint16(b[i])|uint16(b[i+1])<<8]
	if class == 0 {
		return false
	}
	of := &s.sides[class]
	if i < 2 || i+2 >= len(b) {
		return true
	}
	return of.far.has(b[i-2]) && of.before.has(b[i-1]) && of.after.has(b[i+2])
}

// look appends the hits of the pair at i of b, which begins and ends where
// lines do: i may be -1, and the last byte, for the pairs with those ends.
func (s *scanner) look(hits []hit, b []byte, i int) []hit {
	first, second, before, after := byte('\n'), byte('\n'), byte('\n'), byte('\n')
	if i >= 0 {
		first = b[i]
		if i > 0 {
			before = b[i-1]
		}
	}
	if i+1 < len(b) {
		second = b[i+1]
		if i+2 < len(b) {
			after = b[i+2]
		}
	}
	for _, x := range s.lists[s.classes[uint16(first)|uint16(second)<<8]] {
		if !x.before.has(before) || !x.after.has(after) {
			continue
		}
		at := i + x.shift
		if x.exact || x.follows(b, at) && x.stands(b, at) {
			hits = append(hits, hit{at, x.step})
		}
	}
	return hits
}

// follows reports whether the byte before the one at i of b is one that the box asks
// for.
func (x *box) follows(b []byte, i int) bool {
	if i <= 0 || i > len(b) {
		return x.last.has('\n')
	}
	return x.last.has(b[i-1])
}

// stands reports whether the box's trigger stands at i of b. Both ends of b
// count as the ends of a line, and so does a carriage return, which need not be
// one.
func (x *box) stands(b []byte, i int) bool {
	if i < 0 || i >= len(b) {
		return false
	}
	r, size := utf8.DecodeRune(b[i:])
	if invalid := r == utf8.RuneError && size == 1; invalid || x.on.Invalid {
		return invalid && x.on.Invalid
	}
	if !x.on.At.Has(r) {
		return false
	}
	if x.on.After != nil {
		after := '\n'
		if i+size < len(b) {
			after, _ = utf8.DecodeRune(b[i+size:])
		}
		if after == '\r' {
			after = '\n'
		}
		if !x.on.After.Has(after) {
			return false
		}
	}
	if x.on.Before != nil {
		before := '\n'
		if i > 0 {
			before, _ = utf8.DecodeLastRune(b[:i])
		}
		return x.on.Before.Has(before)
	}
	return true
}

// boxesOf are the boxes of a trigger of that step.
func boxesOf(t *Trigger, step int) []box {
	if t.Invalid {
		return invalidBoxes(t, step)
	}
	// At, split by the bytes that encode it.
	type split struct {
		size int
		lead byte
	}
	tails := map[split]*byteSet{}
	var order []split
	lasts := map[split]*byteSet{}
	thirds := map[split]*byteSet{}
	plain := false // At holds letters, which stand everywhere
	for rg := range t.At.All {
		for r := rg.Lo; r <= rg.Hi; r++ {
			var e [4]byte
			n := utf8.EncodeRune(e[:], r)
			k := split{n, e[0]}
			if tails[k] == nil {
				tails[k], lasts[k], thirds[k] = new(byteSet), new(byteSet), new(byteSet)
				order = append(order, k)
			}
			if n > 1 {
				tails[k].add(e[1])
			}
			if n > 2 {
				thirds[k].add(e[2])
			}
			lasts[k].add(e[n-1])
			plain = plain || r <= '\u06FF' && arabic.IsLetter(r)
		}
	}
	before, after := anyByte, anyByte
	if t.Before != nil {
		before = edges(t.Before, false)
	}
	if t.After != nil {
		after = edges(t.After, true)
	}
	var out []box
	for _, k := range order {
		b := box{before: anyByte, after: anyByte, last: before, on: t, step: step}
		b.first.add(k.lead)
		switch {
		case t.Before != nil && (k.size == 1 || plain) && t.After == nil:
			// Before, At
			b.first, b.second, b.shift = before, byteSet{}, 1
			b.second.add(k.lead)
			if k.size > 1 {
				b.after = *tails[k]
			}
		case k.size == 1 && t.Before != nil && t.After != nil && ascii(t.Before):
			// Before, At: a digit before a blank is rarer than a blank before a letter
			b.first, b.second, b.shift = before, byteSet{}, 1
			b.second.add(k.lead)
			b.after = after
			b.exact = ascii(t.After)
		case k.size == 1:
			b.second = after
			b.before = before
			b.exact = ascii(t.Before) && ascii(t.After)
		case k.size == 2 && plain && t.After != nil:
			// At, After: the tails of letters are everywhere, and so are their leads
			b.first, b.shift = *lasts[k], -1
			b.before = byteSet{}
			b.before.add(k.lead)
			// The second bytes differ with the first ones: ، is half of no letter.
			for _, a := range leads(t.After) {
				b.second, b.after = a.first, a.second
				out = append(out, b)
			}
			continue
		default:
			b.second = *tails[k]
			b.before = before
			if k.size == 2 {
				b.after = after
				b.exact = ascii(t.Before) && ascii(t.After)
			} else {
				b.after = *thirds[k]
			}
		}
		out = append(out, b)
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
		{first: plain, second: tail, before: anyByte, after: anyByte, last: anyByte, shift: 1, on: t, step: step},
		{first: tail, second: tail, before: anyByte, after: anyByte, last: anyByte, shift: 1, on: t, step: step},
		{first: two, second: notTail, before: anyByte, after: anyByte, last: anyByte, on: t, step: step},
		{first: other, second: anyByte, before: anyByte, after: anyByte, last: anyByte, on: t, step: step},
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

// A pairs is a set of first bytes of code points, and the second bytes that may follow
// each of them.
type pairs struct{ first, second byteSet }

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
			seconds[c] = anyByte
		}
	}
	var out []pairs
	for c := range seconds {
		if seconds[c] == (byteSet{}) {
			continue
		}
		at := slices.IndexFunc(out, func(p pairs) bool { return p.second == seconds[c] })
		if at < 0 {
			at = len(out)
			out = append(out, pairs{second: seconds[c]})
		}
		out[at].first.add(byte(c))
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
