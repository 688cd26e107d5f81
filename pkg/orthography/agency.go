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
