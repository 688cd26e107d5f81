package segment

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// A telephoneNumber is groups of digits with hyphens between them.
type telephoneNumber struct {
	width [5]int
	n     int
	total int
	first int // the first digit
	code  int // the digits of the first group
}

// telephone is the end of the telephone number at i, or 0: 7 to 15 digits (ITU-T
// E.164) in groups with hyphens, or a + before them. It holds no blank, so the code
// of a country before one is a number of its own: +966 55-123-4567.
func telephone(text []byte, i int) int {
	plus := text[i] == '+'
	if plus {
		i++
	}
	var t telephoneNumber
	end := t.read(text, i)
	switch {
	case end == 0 || !ends(text, end) || end+1 < len(text) && isAddressJoint(text[end]) && digitAt(text, end+1):
		return 0
	case plus && (t.total >= 7 || t.n == 1 && isCallingCode(t.code)), !plus && t.isNational():
		return end
	}
	return 0
}

// isAddressJoint reports whether b goes on with a number: a date, a result, a time.
func isAddressJoint(b byte) bool { return b == '-' || b == '/' || b == '.' || b == ':' || b == ',' }

// read reads the groups at i and returns their end, or 0 where they are too many or
// too long.
func (t *telephoneNumber) read(text []byte, i int) int {
	for {
		width := 0
		for i < len(text) && digitAt(text, i) {
			r, size := utf8.DecodeRune(text[i:])
			d, _ := arabic.DigitValue(r)
			if t.total == 0 {
				t.first = d
			}
			if t.n == 0 {
				t.code = 10*t.code + d
			}
			width++
			if t.total++; t.total > 15 {
				return 0
			}
			i += size
		}
		if width == 0 || t.n == len(t.width) {
			return 0
		}
		t.width[t.n] = width
		t.n++
		if i+1 >= len(text) || text[i] != '-' || !digitAt(text, i+1) {
			return i
		}
		i++
	}
}

// isNational reports whether the groups are those of a telephone number without a
// +, and of no range, result or date: 055-1234567, 06-12-34-56-78, 55-123-4567,
// 1-800-555-1234.
func (t *telephoneNumber) isNational() bool {
	if t.n < 2 || t.total < 7 {
		return false
	}
	last, before := t.width[t.n-1], t.width[t.n-2]
	if t.first != 0 {
		return t.n > 2 && last == 4 && before == 3 && t.width[0] <= 3
	}
	date := t.n == 3 && t.width[0] == 2 && before == 2
	return last >= 3 && !date || t.n == len(t.width) && t.total == 2*t.n && last == 2
}

// isCallingCode reports whether code is the calling code of an Arab state (ITU-T
// E.164) that has three digits.
func isCallingCode(code int) bool {
	switch code {
	case 212, 213, 216, 218, 222, 249, 252, 253, 269, 961, 962, 963, 964, 965, 966, 967, 968, 970, 971, 973, 974:
		return true
	}
	return false
}
