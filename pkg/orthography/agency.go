package orthography

import (
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/numeral"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// An agencyNumber is a number around ر, with what it is worth, or "" when
// that is not certain.
type agencyNumber struct {
	span.Span
	value string
}

// agencies are the triggers of an agency's number: the ر after Western digits,
// and the Eastern digit before it, each the rarer of the two in text.
var agencies = []rule.Trigger{{At: oneOf("ر"), Before: western, After: western}, {At: eastern, After: oneOf("ر")}}

// agencySign is where the ر stands that i, or the digit at i, tells of.
func agencySign(t *rule.Line, i int) int {
	if r, size := t.Next(i); digits.Has(r) {
		return i + size
	}
	return i
}

// agency reads the number around the ر at i, or after the digit at i.
func agency(t *rule.Line, i int) (agencyNumber, bool) {
	i = agencySign(t, i)
	if r, _ := t.Next(i); r != 'ر' || !betweenDigits(t, i, i+2) {
		return agencyNumber{}, false
	}
	start, end := t.SkipBefore(i, digits), t.SkipAfter(i+2, digits)
	p, _ := t.Prev(start)
	n, _ := t.Next(end)
	before, _ := t.Prev(i)
	after, _ := t.Next(i + 2)
	if western.Has(before) != western.Has(after) || isWordyNotProclitic(t, start) || isLatin(p) || isLatin(n) || n == 'ر' || touches(t, start, end, numberParts) {
		return agencyNumber{}, false
	}
	fraction, whole := string(t.Bytes()[start:i]), string(t.Bytes()[i+2:end])
	a := agencyNumber{Span: span.Span{Start: start, End: end}}
	scaled := isScale(strings.TrimPrefix(string(t.Bytes()[t.SkipAfter(end, blank):t.WordAfter(t.SkipAfter(end, blank))]), "ال"))
	point, comma := ".", ","
	if eastern.Has(firstRune(whole)) {
		point, comma = string(arabic.DecimalSign), string(arabic.ThousandsSign)
	}
	switch {
	case utf8.RuneCountInString(fraction) < 3 || scaled:
		a.value = whole + point + fraction
	case utf8.RuneCountInString(fraction) == 3 && strings.Trim(fraction, "0٠۰") == "":
		a.value = whole + comma + fraction
	}
	return a, true
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isWordyNotProclitic reports whether a word that is no proclitic ends at i.
func isWordyNotProclitic(t *rule.Line, i int) bool {
	start := t.WordBefore(i)
	return start < i && !isProclitic(bareWord(t, start, i))
}

// isScale reports whether word says what a number counts in: a power of a
// thousand, or a percentage (بالمئة, في المئة).
func isScale(word string) bool {
	switch word {
	case "بالمئة", "بالمائة", "في":
		return true
	}
	w := numeral.Words()[lexicon.KeyOf(word)]
	return w.Role == numeral.Scale && w.Times != 2
}

// splitDecimal answers at the first point of a number that is stored with its
// fraction first and a blank before the point.
func splitDecimal(t *rule.Line, i int) (rule.Match, bool) {
	fraction := t.SkipBefore(i, blank)
	start := t.SkipNear(fraction, -numberMost, digits)
	if length := count(t, start, fraction); length == 0 || length > 3 || wide(t, fraction, i) {
		return rule.Match{}, false
	}
	if p, size := t.Prev(start); isLatin(p) || numberParts.Has(p) && p != '-' || p == '-' && digits.Has(before(t, start-size)) {
		return rule.Match{}, false
	}
	out := string(t.Bytes()[start:fraction])
	for at := i; ; {
		end := t.SkipNear(at+1, numberMost, digits)
		length := count(t, at+1, end)
		if length == 0 || length > 4 {
			return rule.Match{}, false
		}
		whole := string(t.Bytes()[at+1 : end])
		// Groups of thousands in their own order: 34 .3،338
		for next := end; ; end = next {
			n, size := t.Next(end)
			next = t.SkipNear(end+size, numberMost, digits)
			if n != '،' && n != ',' || count(t, end+size, next) != 3 {
				break
			}
			whole += "," + string(t.Bytes()[end+size:next])
		}
		out = whole + "." + out
		point := t.SkipAfter(end, blank)
		if n, _ := t.Next(point); n == '.' && point > end && digits.Has(after(t, point+1)) {
			if length != 3 || strings.Contains(whole, ",") {
				return rule.Match{}, false
			}
			at = point
			continue
		}
		return put(start, end, out), measures(t, end)
	}
}

func before(t *rule.Line, i int) rune { r, _ := t.Prev(i); return r }
func after(t *rule.Line, i int) rune  { r, _ := t.Next(i); return r }

// measures reports whether what stands after the number that ends at i says what it
// counts: a percent sign, a scale, a currency or a measure of markets.
func measures(t *rule.Line, i int) bool {
	if n := after(t, i); n == '%' || n == arabic.PercentSign {
		return true
	}
	at := t.SkipAfter(i, blank)
	if n := after(t, at); n == '%' || n == arabic.PercentSign {
		return true
	}
	word := bareWord(t, at, t.WordAfter(at))
	return at > i && (isMeasured(word) || word != "في" && isScale(strings.TrimPrefix(word, "ال")))
}
