package rule

import (
	"encoding/binary"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// Triggers are looked for by pairs of bytes. A line ends with "\n" on both
// sides for that purpose, whatever stands there.
//
// A pair is cheap to test and, well chosen, rare: "waw before a blank" is the
// last byte of the waw and the first of the blank. What the pair cannot tell,
// the code points around it do, looked at only where the pair stands.

// A box is one trigger for one length of its code point, as bytes.
type box struct {
	first, second byteSet // the pair
	shift         int     // from the pair to the code point of At
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
// A pair (a, b) is worth a look when heads[a]&tails[b] != 0.
type scanner struct {
	heads, tails [256]uint64
	boxes        []box
	byHead       [256][]int32 // boxes whose first byte it may be
}

// A mask is a set of steps of an engine.
type mask [2]uint64

const maxSteps = 128

func (m *mask) add(i int)     { m[i>>6] |= 1 << (i & 63) }
func (m mask) has(i int) bool { return m[i>>6]&(1<<(i&63)) != 0 }
func (m mask) empty() bool    { return m[0]|m[1] == 0 }

func newScanner(boxes []box) *scanner {
	s := &scanner{boxes: boxes}
	var pairs [256]byteSet
	for n := range boxes {
		b := &boxes[n]
		for a := range 256 {
			if !b.first[a] {
				continue
			}
			s.byHead[a] = append(s.byHead[a], int32(n))
			for c := range 256 {
				pairs[a][c] = pairs[a][c] || b.second[c]
			}
		}
	}
	// Heads with the same tails share a bit. Were there more kinds of heads
	// than bits, the last bit would take all of them: a look too many, never
	// one too few.
	var kinds []byteSet
	for a := range 256 {
		if pairs[a] == (byteSet{}) {
			continue
		}
		bit := 0
		for bit < len(kinds) && bit < 63 && kinds[bit] != pairs[a] {
			bit++
		}
		if bit == len(kinds) {
			kinds = append(kinds, pairs[a])
		}
		s.heads[a] |= 1 << bit
		for c := range 256 {
			if pairs[a][c] {
				s.tails[c] |= 1 << bit
			}
		}
	}
	return s
}

// next is the offset at or after i of the first pair of b worth a look, or
// len(b)-1 when there is none: the last byte is only ever a tail.
func (s *scanner) next(b []byte, i int) int {
	h, t := &s.heads, &s.tails
	for i+9 <= len(b) {
		w := binary.LittleEndian.Uint64(b[i:])
		b1, b2, b3, b4 := byte(w>>8), byte(w>>16), byte(w>>24), byte(w>>32)
		b5, b6, b7 := byte(w>>40), byte(w>>48), byte(w>>56)
		hit := h[byte(w)]&t[b1] | h[b1]&t[b2] | h[b2]&t[b3] | h[b3]&t[b4] |
			h[b4]&t[b5] | h[b5]&t[b6] | h[b6]&t[b7] | h[b7]&t[b[i+8]]
		if hit != 0 {
			break
		}
		i += 8
	}
	for ; i+1 < len(b); i++ {
		if h[b[i]]&t[b[i+1]] != 0 {
			return i
		}
	}
	return max(i, len(b)-1)
}

// look adds to m the steps whose triggers stand at the pair at i of b.
func (s *scanner) look(m mask, b []byte, i int) mask {
	for _, n := range s.byHead[b[i]] {
		x := &s.boxes[n]
		if x.second[b[i+1]] && !m.has(x.step) && x.stands(b, i+x.shift) {
			m.add(x.step)
		}
	}
	return m
}

// site is the offset of the code point of a trigger that the pair at i of b
// belongs to, or -1.
func (s *scanner) site(b []byte, i int) int {
	for _, n := range s.byHead[b[i]] {
		x := &s.boxes[n]
		if x.second[b[i+1]] && x.stands(b, i+x.shift) {
			return i + x.shift
		}
	}
	return -1
}

// stands reports whether the box's trigger stands at i of b. Both ends of b
// count as the ends of a line.
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
	plain := false // At holds letters, which stand everywhere
	for rg := range t.At.All {
		for r := rg.Lo; r <= rg.Hi; r++ {
			var e [4]byte
			n := utf8.EncodeRune(e[:], r)
			k := split{n, e[0]}
			if tails[k] == nil {
				tails[k], lasts[k] = new(byteSet), new(byteSet)
				order = append(order, k)
			}
			if n > 1 {
				tails[k][e[1]] = true
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
		b := box{on: t, step: step}
		b.first[k.lead] = true
		switch {
		case k.size == 1 && t.After == nil && t.Before != nil, plain && t.After == nil && t.Before != nil:
			b.first, b.second, b.shift = before, byteSet{}, 1
			b.second[k.lead] = true
		case k.size == 1:
			b.second = after
		case plain && t.After != nil:
			b.first, b.second, b.shift = *lasts[k], after, 1-k.size
		default:
			b.second = *tails[k]
		}
		out = append(out, b)
	}
	return out
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
		{first: plain, second: tail, shift: 1, on: t, step: step},
		{first: tail, second: tail, shift: 1, on: t, step: step},
		{first: two, second: notTail, on: t, step: step},
		{first: other, second: anyByte, on: t, step: step},
	}
}

// edges are the first (or last) bytes of the code points of s. The end of a
// line may be a carriage return.
func edges(s *arabic.Set, first bool) (out byteSet) {
	for rg := range s.All {
		for r := rg.Lo; r <= rg.Hi; r++ {
			var e [4]byte
			n := utf8.EncodeRune(e[:], r)
			whole := r >= 0x80 && r&63 == 0 && r+63 <= rg.Hi
			switch {
			case first:
				out[e[0]] = true
			case whole:
				for c := 0x80; c < 0xC0; c++ {
					out[c] = true
				}
			default:
				out[e[n-1]] = true
			}
			if whole {
				r += 63 // the code points that differ in the last byte only
			}
		}
	}
	if s.Has('\n') {
		out['\r'] = true
	}
	return out
}
