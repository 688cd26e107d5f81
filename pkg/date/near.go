package date

import "unicode/utf8"

// Near reports, at little cost, whether the digits line[i:j] may be the day of a date: the name of a month is
// beside them, or two separators and more digits follow, as in 10/11/2023. It is a filter before Find: it may
// be true where there is no date, but for each date with a year in which Find reports a problem, it is true
// for some digits of the date.
func (f *Finder) Near(line []byte, i, j int) bool {
	if k := afterSeparator(line, j); k > j {
		for digitAt(line, k) > 0 {
			k += digitAt(line, k)
		}
		return afterSeparator(line, k) > k
	}
	return f.p.besideMonth(line, j, next, 1) || f.p.besideMonth(line, i, previous, -1)
}

// afterSeparator is where the digits after a separator at j begin; j when there are none.
func afterSeparator(line []byte, j int) int {
	k := j
	for k < len(line) && (line[k] == ' ' || line[k] == '/' || line[k] == '-' || line[k] == '.') && k-j < 3 {
		k++
	}
	if k == j || line[j] == ' ' && k == j+1 || digitAt(line, k) == 0 {
		return j
	}
	return k
}

// digitAt is the length of the digit at line[i], 0 when there is none.
func digitAt(line []byte, i int) int {
	switch {
	case i >= len(line):
	case line[i]-'0' < 10:
		return 1
	case i+1 == len(line):
	case line[i] == 0xD9 && line[i+1]-0xA0 < 10, line[i] == 0xDB && line[i+1]-0xB0 < 10:
		return 2
	}
	return 0
}

// besideMonth reports whether the first word from line[at] on, as step goes, may be a month's: by
// its name, in Latin letters, as the second of two names or in brackets, or too far to tell.
func (p *parser) besideMonth(line []byte, at int, step func([]byte, int) (uint8, int, rune), way int) bool {
	from := at
	for letters := false; way > 0 && at < len(line) || way < 0 && at > 0; {
		class, size, r := step(line, at)
		switch letter := class > 0 && class < 32; {
		case !letters && (letter && r < 0x250 || r == ')' || way*(at-from) > 16):
			return true
		case !letters && class >= classDigit && class < classDigit+10:
			return false
		case letter && !letters:
			letters, from = true, at
		case letters && !letter && class != classSkip:
			return p.monthWord(line[min(from, at):max(from, at)])
		}
		at += way * size
	}
	return p.monthWord(line[min(from, at):max(from, at)])
}

// monthWord reports whether the first word of text is a month's, or the second of two: الثاني.
func (p *parser) monthWord(text []byte) bool {
	p.scan(text)
	l := p.lx(0)
	return l.month|l.hijri != 0 || l.num.Ordinal && l.num.Value <= 2
}

// previous is next, backwards: the code point that ends at line[end].
func previous(line []byte, end int) (class uint8, size int, r rune) {
	if b := line[end-1]; b < 0x80 {
		return ascii[b], 1, rune(b)
	}
	if end >= 2 {
		if b, c := line[end-2], line[end-1]; b >= 0xD8 && b <= 0xDB && c&0xC0 == 0x80 {
			return arabicPages[b&3][c&63], 2, rune(b&0x1F)<<6 | rune(c&63)
		}
	}
	_, size = utf8.DecodeLastRune(line[:end])
	class, _, r = next(line, end-size)
	return class, size, r
}
