package rule

import (
	"encoding/binary"
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
	first, second byteSet // the pair
	before, after byteSet // the byte on either side of the pair
	shift         int     // from the pair to the code point of At
	exact         bool    // the four bytes decide: nothing is left to decode
	on            *Trigger
	step          int
}

type byteSet [256]bool

var anyByte = func() (s byteSet) {
	for i := range s {
		s[i] = true
	}
	return s
}()

// A scanner finds, in one pass, every place where one of its boxes may stand.
type scanner struct {
	// classes are the pairs, by their two bytes, the first one low: 0 is not
	// worth a look, others say which of lists to look at.
	classes [1 << 16]uint16
	lists   [][]*box
}

// A hit is a place where a trigger of a step stands.
type hit struct{ at, step int }

func newScanner(boxes []box) *scanner {
	s := &scanner{lists: make([][]*box, 1)}
	for n := range boxes {
		b := &boxes[n]
		split := map[uint16]uint16{} // a class, and the part of it that has b too
		for first := range 256 {
			if !b.first[first] {
				continue
			}
			for second := range 256 {
				if !b.second[second] {
					continue
				}
				old := &s.classes[first|second<<8]
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
	return s
}

// next is the offset at or after i of the first pair of b worth a look, or
// len(b)-1 when there is none: the last byte begins no pair.
func (s *scanner) next(b []byte, i int) int {
	p := &s.classes
	for ; i+8 <= len(b); i += 7 {
		w := binary.LittleEndian.Uint64(b[i:])
		if p[uint16(w)]|p[uint16(w>>8)]|p[uint16(w>>16)]|p[uint16(w>>24)]|
			p[uint16(w>>32)]|p[uint16(w>>40)]|p[uint16(w>>48)] != 0 {
			break
		}
	}
	for ; i+1 < len(b); i++ {
		if p[uint16(b[i])|uint16(b[i+1])<<8] != 0 {
			return i
		}
	}
	return max(i, len(b)-1)
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
		if x.before[before] && x.after[after] && (x.exact || x.stands(b, i+x.shift)) {
			hits = append(hits, hit{i + x.shift, x.step})
		}
	}
	return hits
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
				tails[k][e[1]] = true
			}
			if n > 2 {
				thirds[k][e[2]] = true
			}
			lasts[k][e[n-1]] = true
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
		b := box{before: anyByte, after: anyByte, on: t, step: step}
		b.first[k.lead] = true
		switch {
		case t.Before != nil && (k.size == 1 || plain) && t.After == nil:
			// Before, At
			b.first, b.second, b.shift = before, byteSet{}, 1
			b.second[k.lead] = true
			if k.size > 1 {
				b.after = *tails[k]
			}
		case k.size == 1 && t.Before != nil && t.After != nil && ascii(t.Before):
			// Before, At: a digit before a blank is rarer than a blank before a letter
			b.first, b.second, b.shift = before, byteSet{}, 1
			b.second[k.lead] = true
			b.after = after
			b.exact = ascii(t.After)
		case k.size == 1:
			b.second = after
			b.before = before
			b.exact = ascii(t.Before) && ascii(t.After)
		case k.size == 2 && plain && t.After != nil:
			// At, After: the tails of letters are everywhere, and so are their leads
			b.first, b.second, b.shift = *lasts[k], after, -1
			b.before = byteSet{}
			b.before[k.lead] = true
			b.after = seconds(t.After)
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
	for c := range 256 {
		plain[c] = c < 0x80
		tail[c] = c >= 0x80 && c < 0xC0
		two[c] = c >= 0xC2 && c < 0xE0
		other[c] = c >= 0xE0 || c == 0xC0 || c == 0xC1
		notTail[c] = !tail[c]
	}
	return []box{
		{first: plain, second: tail, before: anyByte, after: anyByte, shift: 1, on: t, step: step},
		{first: tail, second: tail, before: anyByte, after: anyByte, shift: 1, on: t, step: step},
		{first: two, second: notTail, before: anyByte, after: anyByte, on: t, step: step},
		{first: other, second: anyByte, before: anyByte, after: anyByte, on: t, step: step},
	}
}

// edges are the first (or last) bytes of the code points of s. The end of a
// line may be a carriage return.
func edges(s *arabic.Set, first bool) (out byteSet) {
	for rg := range s.All {
		if first {
			for c := lead(rg.Lo); c <= lead(rg.Hi); c++ {
				out[c] = true
			}
			continue
		}
		r := rg.Lo
		for ; r <= rg.Hi && r < utf8.RuneSelf; r++ {
			out[r] = true
		}
		for n := 0; r <= rg.Hi && n < 64; n++ { // then they come again
			out[0x80|r&0x3F] = true
			r++
		}
	}
	if s.Has('\n') {
		out['\r'] = true
	}
	if s.Has(utf8.RuneError) { // what a byte that is not UTF-8 counts as
		for c := 0x80; c < 0x100; c++ {
			out[c] = true
		}
	}
	return out
}

// seconds are the second bytes of the code points of s, or what may stand behind those
// of one byte.
func seconds(s *arabic.Set) (out byteSet) {
	for rg := range s.All {
		if rg.Lo < utf8.RuneSelf {
			return anyByte
		}
		for r, n := rg.Lo, 0; r <= rg.Hi; r++ {
			var e [utf8.UTFMax]byte
			utf8.EncodeRune(e[:], r)
			out[e[1]] = true
			if n++; n == 1<<12 { // they have had all their second bytes, or nearly
				return anyByte
			}
		}
	}
	if s.Has(utf8.RuneError) { // what a byte that is not UTF-8 counts as
		return anyByte
	}
	return out
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
