package segment

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// Protected appends the protected stretches of a line to dst, in order, and
// returns the longer slice. Their spelling has a meaning, so no one may edit inside
// them: URLs (scheme://… or www.…), e-mail addresses, @mentions, #hashtags, and
// names with parts (host.name, file.ext, a/path, snake_case). None contains a
// space. A line without an ASCII letter, @ or # has none; Protected passes over it
// at memory speed.
func Protected(dst []span.Span, line []byte) []span.Span {
	from := 0 // the end of the run before
	for i := 0; i < len(line); {
		i = nextSpark(line, i)
		if i == len(line) {
			break
		}
		run, ok := runAt(line, from, i)
		if !ok {
			i = max(i+1, run.End)
			continue
		}
		dst = append(dst, run)
		i, from = run.End, run.End
	}
	return dst
}

// nextSpark is the offset at or after i of the next byte that a run can be
// recognised by: an ASCII letter or one of @ # _ (and their bit neighbours).
func nextSpark(line []byte, i int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(line); i += 8 {
		w := binary.LittleEndian.Uint64(line[i:])
		hash := w ^ '#'*ones
		hash = (hash - ones) &^ hash & tops
		if w<<1&^w&tops|hash != 0 {
			break
		}
	}
	for ; i < len(line); i++ {
		if c := line[i]; c == '#' || c >= '@' && c < utf8.RuneSelf {
			return i
		}
	}
	return i
}

// runAt is the run that begins at or around the spark at i, but not before
// from. When there is none, its End tells how far nothing begins.
func runAt(line []byte, from, i int) (span.Span, bool) {
	switch c := line[i]; {
	case c == '#' || c == '@':
		end := wordRun(line, i+1)
		// Not a@b, nor the number of a character reference (&#1575;).
		if end == i+1 || i > 0 && (line[i-1] == '&' || c == '@' && isName(line[i-1])) {
			return span.Span{End: i + 1}, false
		}
		return span.Span{Start: i, End: end}, true
	case !isAlnum(c):
		return span.Span{End: i + 1}, false
	}

	// The spark is a letter: the name around it, from its first letter or digit.
	start := i
	for start > from && isName(line[start-1]) {
		start--
	}
	for start < i && !isAlnum(line[start]) {
		start++
	}
	end := i
	for end < len(line) && isName(line[end]) {
		end++
	}
	name := line[start:end]
	if end+2 < len(line) && string(line[end:end+3]) == "://" {
		if stop := urlEnd(line, end+3); stop > end+3 {
			return span.Span{Start: start, End: stop}, true
		}
	}
	if len(name) > 4 && (string(name[:4]) == "www." || string(name[:4]) == "WWW.") {
		return span.Span{Start: start, End: urlEnd(line, start)}, true
	}
	if end < len(line) && line[end] == '@' {
		host := end + 1
		for host < len(line) && isName(line[host]) {
			host++
		}
		host = trimName(line, end+1, host)
		if joined(line[end+1 : host]) {
			return span.Span{Start: start, End: host}, true
		}
	}
	full := end
	end = trimName(line, start, end)
	if !joined(line[start:end]) {
		// A name in Arabic letters with a Latin ending: a file.
		if stem := fileStem(line, from, start); stem < start && isEnding(line[start:end]) {
			return span.Span{Start: stem, End: end}, true
		}
		return span.Span{End: full}, false
	}
	if start > from && line[start-1] == '_' {
		start = stemStart(line, from, start)
	}
	if end < len(line) && line[end] == '?' && slashed(line[start:end]) {
		end = urlEnd(line, start)
	}
	return span.Span{Start: start, End: end}, true
}

func isAlnum(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
}

// isName reports whether c can stand inside a host, a file name or a path.
func isName(c byte) bool {
	switch c {
	case '.', '-', '_', '/', '\\', '~', '%', '+':
		return true
	}
	return isAlnum(c)
}

// trimName is the end of line[start:end] without what a sentence puts after a
// name.
func trimName(line []byte, start, end int) int {
	for end > start && !isAlnum(line[end-1]) {
		end--
	}
	return end
}

// joined reports whether a name has parts, of which one ends in a letter: a
// host, a file, a path, an identifier; not a word, a number or Wi-Fi.
func joined(name []byte) bool {
	letter := false
	parts := 1
	for i, c := range name {
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			letter = true
		}
		if (c == '.' || c == '/' || c == '\\' || c == '_') && i > 0 && i+1 < len(name) && isAlnum(name[i+1]) {
			parts++
		}
	}
	return letter && parts > 1
}

func slashed(name []byte) bool {
	for _, c := range name {
		if c == '/' {
			return true
		}
	}
	return false
}

// wordRun is the end of the letters, digits, marks and low lines from i: the
// body of a hashtag or a mention.
func wordRun(line []byte, i int) int {
	for i < len(line) {
		r, size := utf8.DecodeRune(line[i:])
		if !(r == '_' || r == arabic.ZWNJ || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) {
			break
		}
		i += size
	}
	return i
}

// urlEnd is where the URL that goes on at i ends: before a blank, a quotation
// mark or Arabic punctuation, and without the marks of the sentence around it.
// Letters other than ASCII's end a host, unless it begins with one.
func urlEnd(line []byte, i int) int {
	first, _ := utf8.DecodeRune(line[i:])
	start, path := i, first >= utf8.RuneSelf && unicode.IsLetter(first)
	for i < len(line) {
		r, size := utf8.DecodeRune(line[i:])
		if r <= ' ' || r == '"' || r == '<' || r == '>' || r == utf8.RuneError && size == 1 || arabic.IsBidiControl(r) {
			break
		}
		if r >= utf8.RuneSelf && (!unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) || !path) {
			break
		}
		path = path || r == '/' || r == '?' || r == '#'
		i += size
	}
	return trimURL(line, start, i)
}

// trimURL is the end of the URL line[start:end] without the marks of the
// sentence around it, among them the brackets that it does not open.
func trimURL(line []byte, start, end int) int {
	var depth [3]int // by pair of brackets, of line[start:end] once counted
	counted := false
	for ; end > start; end-- {
		switch c := line[end-1]; c {
		case '.', ',', ';', ':', '!', '?', '\'', '-', '*':
		case ')', ']', '}':
			if !counted {
				counted = true
				for _, d := range line[start:end] {
					pair, step := bracket(d)
					depth[pair] += step
				}
			}
			pair, step := bracket(c)
			if depth[pair] >= 0 {
				return end
			}
			depth[pair] -= step
		default:
			return end
		}
	}
	return end
}

// bracket is which pair c belongs to, and 1 where it opens, -1 where it closes
// and 0 where it is no bracket.
func bracket(c byte) (pair, step int) {
	switch c {
	case '(':
		return 0, 1
	case ')':
		return 0, -1
	case '[':
		return 1, 1
	case ']':
		return 1, -1
	case '{':
		return 2, 1
	case '}':
		return 2, -1
	}
	return 0, 0
}

// fileStem is the start of the name in Arabic letters that ends, with a full
// stop after it, at end; end itself when there is none.
func fileStem(line []byte, from, end int) int {
	if end <= from || line[end-1] != '.' {
		return end
	}
	if i := stemStart(line, from, end-1); i < end-1 {
		return i
	}
	return end
}

// stemStart is the start of the name in Arabic letters that ends at i.
func stemStart(line []byte, from, i int) int {
	for i > from {
		r, size := utf8.DecodeLastRune(line[from:i])
		if !(arabic.IsLetter(r) || arabic.IsMark(r) || unicode.IsDigit(r) || r == '_' || r == '-') {
			break
		}
		i -= size
	}
	return i
}

// isEnding reports whether s is the ending of a file name.
func isEnding(s []byte) bool {
	if len(s) < 2 || len(s) > 5 {
		return false
	}
	for _, c := range s {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
			return false
		}
	}
	return true
}
