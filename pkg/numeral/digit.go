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

// digits reads the number in digits at text[off]: groups of one kind of
// digits with a separator between each two.
//
//	٫ is a decimal point; ٬ parts thousands;
//	. and , and ، part thousands where they do so twice, or the other one follows;
//	once, before three digits, they may be either: both readings are given;
//	ر is the agencies' decimal point, which they store fraction first: 935ر6 is 6.935.
func digits(text []byte, off int) (Number, bool) {
	var groups [8]group
	var seps [8]rune
	n, i := 0, off
	for n < len(groups) {
		g, ok := run(text, i)
		if !ok {
			break
		}
		groups[n] = g
		n++
		i = g.end
		r, size := utf8.DecodeRune(text[i:])
		if !isSeparator(r) {
			break
		}
		if _, ok := run(text, i+size); !ok {
			break
		}
		seps[n-1] = r
		i += size
	}
	if n == 0 || groups[0].n > maxDigits {
		return Number{}, false
	}
	num := Number{Span: span.Span{Start: off, End: groups[0].end}, Value: Value{groups[0].value, 1}}
	if n == 1 {
		return num, true
	}
	total := 0
	for _, g := range groups[:n] {
		total += g.n
	}
	if total > maxDigits {
		return num, true
	}
	a, b := groups[0], groups[1]
	if n == 2 && seps[0] == 'ر' {
		num.End = b.end
		num.Value = decimal(b, a)
		if a.n == 3 && b.n <= 3 {
			num.Ambiguous, num.Other = true, Value{b.value*1000 + a.value, 1}
		}
		return num, true
	}
	// Thousands: groups of three after the first, all but the last separator the same.
	thousands := func(m int) bool {
		if groups[0].n > 3 || groups[0].value == 0 {
			return false
		}
		for k := 1; k < m; k++ {
			if groups[k].n != 3 || seps[k-1] != seps[0] {
				return false
			}
		}
		return true
	}
	whole := func(m int) int64 {
		v := int64(0)
		for _, g := range groups[:m] {
			v = v*1000 + g.value
		}
		return v
	}
	switch {
	case n == 2 && (seps[0] == arabic.DecimalSign || !thousands(2)):
		if seps[0] == arabic.ThousandsSign {
			return num, true
		}
		num.End, num.Value = b.end, decimal(a, b)
	case n == 2 && seps[0] == arabic.ThousandsSign:
		num.End, num.Value = b.end, Value{whole(2), 1}
	case n == 2:
		num.End, num.Ambiguous = b.end, true
		num.Value, num.Other = Value{whole(2), 1}, decimal(a, b)
		if seps[0] == '.' {
			num.Value, num.Other = num.Other, num.Value
		}
	case thousands(n) && seps[0] != arabic.DecimalSign:
		num.End, num.Value = groups[n-1].end, Value{whole(n), 1}
	case thousands(n-1) && seps[0] != arabic.DecimalSign && seps[n-2] != seps[0]:
		last := groups[n-1]
		num.End = last.end
		num.Value = decimal(group{value: whole(n - 1)}, last)
	}
	return num, true
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

func decimal(whole, frac group) Value {
	den := int64(1)
	for range frac.n {
		den *= 10
	}
	return Value{whole.value*den + frac.value, den}.reduced()
}
