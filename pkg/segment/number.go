package segment

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// moment is the end and type of the date or time that begins at i, or 0.
func moment(text []byte, i int) (int, Type) {
	var value, width [3]int
	var seps [2]byte
	j, parts := i, 0
	for parts < 3 {
		for j < len(text) && width[parts] < 5 {
			r, n := utf8.DecodeRune(text[j:])
			d, ok := arabic.DigitValue(r)
			if !ok {
				break
			}
			value[parts] = value[parts]*10 + d
			width[parts]++
			j += n
		}
		if width[parts] == 0 || width[parts] > 4 {
			return 0, 0
		}
		parts++
		if parts == 3 || j >= len(text) || text[j] != '/' && text[j] != '-' && text[j] != '.' && text[j] != ':' || !digitAt(text, j+1) {
			break
		}
		seps[parts-1] = text[j]
		j++
	}
	goesOn := j < len(text) && (isASCIILetter(text[j]) || digitAt(text, j) || (text[j] == '/' || text[j] == '-' || text[j] == '.' || text[j] == ':') && digitAt(text, j+1))
	switch {
	case parts >= 2 && seps[0] == ':' && !goesOn && value[0] <= 24 && value[1] <= 59 && width[0] <= 2 && width[1] == 2 &&
		(parts == 2 || seps[1] == ':' && value[2] <= 60 && width[2] == 2):
		return j, Time
	case parts < 3 || goesOn || seps[0] != seps[1] || seps[0] == ':':
		return 0, 0
	}
	year := 2
	if width[0] == 4 {
		year = 0
	}
	if width[1] > 2 || width[2-year] > 2 || width[year] != 4 && !(seps[0] == '/' && width[year] == 2) {
		return 0, 0
	}
	month, day := value[1], value[2-year]
	if month > 12 && day <= 12 {
		month, day = day, month
	}
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, 0
	}
	return j, Date
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
	return text[0] == 0xD9 && (text[1] == 0xAB || text[1] == 0xAC) || // ARABIC DECIMAL and THOUSANDS SEPARATOR
		text[0] == 0xD8 && text[1] == 0x8C // ARABIC COMMA
}
