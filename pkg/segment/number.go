package segment

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// moment is the end and type of the date or time that begins at i, or 0.
func moment(text []byte, i int) (int, Type) {
	var f fields
	if f.read(text, i); f.n < 2 {
		return 0, 0
	}
	var typ Type
	switch end := f.end; {
	case f.isTime():
		typ = Time
		f.end = noon(text, fraction(text, end))
	case f.isDate():
		typ = Date
		if f.sep == '-' && f.width[0] == 4 && end < len(text) && text[end] == 'T' { // ISO 8601
			var t fields
			if t.read(text, end+1); t.isTime() {
				f.end = zone(text, fraction(text, t.end))
			}
		}
	default:
		return 0, 0
	}
	// What goes on in the same way is neither: a version, a count of verses.
	if f.end < len(text) && isASCIILetter(text[f.end]) || digitAt(text, f.end) {
		return 0, 0
	}
	if j := hidden(text, f.end); j < len(text) && text[j] == f.sep && digitAt(text, hidden(text, j+1)) {
		return 0, 0
	}
	return f.end, typ
}

// A fields is two or three numbers of at most four digits with one kind of
// separator between them, before and after which hidden characters may stand.
type fields struct {
	value, width [3]int
	n, end       int
	sep          byte
}

// read reads the numbers at i; none where one is too long.
func (f *fields) read(text []byte, i int) {
	for {
		value, width := 0, 0
		for width < 5 {
			r, n := utf8.DecodeRune(text[i:])
			if d, ok := arabic.DigitValue(r); ok {
				value = value*10 + d
				width++
				i += n
				continue
			}
			j := hidden(text, i)
			if j == i || width == 0 || !digitAt(text, j) {
				break
			}
			i = j
		}
		if width == 0 || width > 4 {
			f.n = 0
			return
		}
		f.value[f.n], f.width[f.n] = value, width
		f.n++
		f.end = i
		i = hidden(text, i)
		if f.n == len(f.value) || i == len(text) || f.n > 1 && text[i] != f.sep {
			return
		}
		f.sep = text[i]
		i = hidden(text, i+1)
		if f.sep != '/' && f.sep != '-' && f.sep != '.' && f.sep != ':' || !digitAt(text, i) {
			return
		}
	}
}

// isTime reports whether f is hours, minutes and maybe seconds.
func (f *fields) isTime() bool {
	return f.n >= 2 && f.sep == ':' && f.value[0] <= 24 && f.width[0] <= 2 && f.value[1] <= 59 && f.width[1] == 2 &&
		(f.n == 2 || f.value[2] <= 60 && f.width[2] == 2)
}

// isDate reports whether f is a day, a month and a year, or the reverse.
func (f *fields) isDate() bool {
	if f.n < 3 || f.sep == ':' {
		return false
	}
	year := 2
	if f.width[0] == 4 {
		year = 0
	}
	if f.width[1] > 2 || f.width[2-year] > 2 || f.width[year] != 4 && !(f.sep == '/' && f.width[year] == 2) {
		return false
	}
	month, day := f.value[1], f.value[2-year]
	if month > 12 && day <= 12 {
		month, day = day, month
	}
	return 1 <= month && month <= 12 && 1 <= day && day <= 31
}

// fraction is the end of the fraction of a minute or second at j, or j.
func fraction(text []byte, j int) int {
	if j+1 < len(text) && text[j] == '.' && isASCIIDigit(text[j+1]) {
		for j++; j < len(text) && isASCIIDigit(text[j]); j++ {
		}
	}
	return j
}

// noon is the end of the am, pm, a.m. or p.m. written on to a time at j, or j.
func noon(text []byte, j int) int {
	k := j + 1
	if k >= len(text) || text[j]|0x20 != 'a' && text[j]|0x20 != 'p' {
		return j
	}
	dotted := text[k] == '.'
	if dotted {
		k++
	}
	if k == len(text) || text[k]|0x20 != 'm' {
		return j
	}
	if k++; dotted && k < len(text) && text[k] == '.' {
		k++
	}
	return k
}

// zone is the end of the zone of an ISO 8601 time at j, or j: Z, +03:00, +0300
// or +03.
func zone(text []byte, j int) int {
	two := func(j int) bool { return j+1 < len(text) && isASCIIDigit(text[j]) && isASCIIDigit(text[j+1]) }
	switch {
	case j < len(text) && text[j] == 'Z':
		return j + 1
	case j == len(text) || text[j] != '+' && text[j] != '-' || !two(j+1):
		return j
	}
	j += 3
	if j < len(text) && text[j] == ':' && two(j+1) {
		j++
	}
	if two(j) {
		j += 2
	}
	return j
}

// digitAt reports whether a digit stands at j.
func digitAt(text []byte, j int) bool {
	if j >= len(text) {
		return false
	}
	if isASCIIDigit(text[j]) {
		return true
	}
	return text[j]&0xFC == 0xD8 && j+1 < len(text) && pairClass[text[j]&3][text[j+1]] == pDigit
}

// joinsDigits reports whether text begins with an Arabic separator of digits.
func joinsDigits(text []byte) bool {
	return len(text) > 1 && (text[0] == 0xD9 && (text[1] == 0xAB || text[1] == 0xAC) || // ARABIC DECIMAL and THOUSANDS SEPARATOR
		text[0] == 0xD8 && text[1] == 0x8C) // ARABIC COMMA
}
