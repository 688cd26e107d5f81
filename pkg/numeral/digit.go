package numeral

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// maxDigits keeps every value within int64, fractions and scales included.
const maxDigits = 15

// A group is a run of digits and the separator after it.
type group struct {
	value int64
	n     int // digits
	end   int
}

// A grouping is up to eight groups of one number, with the separators between them.
type grouping struct {
	groups [8]group
	seps   [8]rune
	n      int
}

// read reads the groups at text[off].
func (g *grouping) read(text []byte, off int) {
	for i := off; g.n < len(g.groups); {
		next, ok := run(text, i)
		if !ok {
			return
		}
		g.groups[g.n] = next
		g.n++
		r, size := utf8.DecodeRune(text[next.end:])
		i = next.end + size
		if !isSeparator(r) {
			return
		}
		if _, ok := run(text, i); !ok {
			return
		}
		g.seps[g.n-1] = r
	}
}

// digits is the number of digits of all groups.
func (g *grouping) digits() (total int) {
	for _, x := range g.groups[:g.n] {
		total += x.n
	}
	return total
}

// thousands reports whether the first m groups are one whole number: of three
// digits each after the first, all separators the same and no decimal point.
func (g *grouping) thousands(m int) bool {
	if g.groups[0].n > 3 || g.groups[0].value == 0 || g.seps[0] == arabic.DecimalSign {
		return false
	}
	for k := 1; k < m; k++ {
		if g.groups[k].n != 3 || g.seps[k-1] != g.seps[0] {
			return false
		}
	}
	return true
}

// whole is the whole number of the first m groups.
func (g *grouping) whole(m int) (v int64) {
	for _, x := range g.groups[:m] {
		v = v*1000 + x.value
	}
	return v
}

// digits reads the number in digits at text[off]: groups of one kind of
// digits with a separator between each two.
//
//	٫ is a decimal point; ٬ parts thousands;
//	. and , and ، part thousands where they do so twice, or the other one follows;
//	once, before three digits, they may be either: both readings are given;
//	ر is the agencies' decimal point, which they store fraction first: 935ر6 is 6.935.
func digits(text []byte, off int) (Number, bool) {
	var g grouping
	g.read(text, off)
	if g.n == 0 || g.groups[0].n > maxDigits {
		return Number{}, false
	}
	num := Number{Span: span.Span{Start: off, End: g.groups[0].end}, Value: Value{g.groups[0].value, 1}}
	switch {
	case g.n == 1 || g.digits() > maxDigits:
	case g.n == 2:
		g.two(&num)
	case g.thousands(g.n):
		num.End, num.Value = g.groups[g.n-1].end, Value{g.whole(g.n), 1}
	case g.thousands(g.n-1) && g.seps[g.n-2] != g.seps[0]:
		last := g.groups[g.n-1]
		num.End = last.end
		num.Value = decimal(group{value: g.whole(g.n - 1)}, last)
	}
	return num, true
}

// two extends num, the number of the first group, to the two groups of g, where
// they are one number.
func (g *grouping) two(num *Number) {
	a, b := g.groups[0], g.groups[1]
	switch sep := g.seps[0]; {
	case sep == 'ر':
		num.End, num.Value = b.end, decimal(b, a)
		if a.n == 3 && b.n <= 3 {
			num.Ambiguous, num.Other = true, Value{b.value*1000 + a.value, 1}
		}
	case !g.thousands(2):
		if sep != arabic.ThousandsSign {
			num.End, num.Value = b.end, decimal(a, b)
		}
	case sep == arabic.ThousandsSign:
		num.End, num.Value = b.end, Value{g.whole(2), 1}
	default:
		num.End, num.Ambiguous = b.end, true
		num.Value, num.Other = Value{g.whole(2), 1}, decimal(a, b)
		if sep == '.' {
			num.Value, num.Other = num.Other, num.Value
		}
	}
}

func isSeparator(r rune) bool {
	switch r {
	case '.', ',', arabic.Comma, arabic.DecimalSign, arabic.ThousandsSign, 'ر':
		return true
	}
	return false
}

// run reads digits of one kind.
func run(text []byte, i int) (g group, ok bool) {
	zero := rune(0)
	for i < len(text) {
		r, size := utf8.DecodeRune(text[i:])
		d, is := arabic.DigitValue(r)
		if !is || g.n > 0 && r-rune(d) != zero {
			break
		}
		zero = r - rune(d)
		if g.n < 18 {
			g.value = g.value*10 + int64(d)
		}
		g.n++
		i += size
	}
	g.end = i
	return g, g.n > 0
}

func decimal(whole, frac group) Value { return Decimal(whole.value, frac.value, frac.n) }

// Decimal returns the value of a decimal number: its whole part, and its fraction
// of so many digits. Decimal(1, 5, 2) is 1.05.
func Decimal(whole, fraction int64, digits int) Value {
	den := int64(1)
	for range digits {
		den *= 10
	}
	return Value{whole*den + fraction, den}.reduced()
}
