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
		i = nextSign(line, i)
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

// nextSign returns the offset, at or after i, of the next byte that shows
// a protected stretch: an ASCII letter or one of @ # _. It may also return that of
// another byte from @ on.
func nextSign(line []byte, i int) int {
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

// runAt returns the protected stretch that holds the sign at i and begins at from
// or later. If there is none, nothing begins before the End that it returns.
func runAt(line []byte, from, i int) (span.Span, bool) {
	switch c := line[i]; {
	case c == '#' || c == '@':
		return tagAt(line, i)
	case !isAlnum(c):
		return span.Span{End: i + 1}, false
	}
	name := nameAt(line, from, i)
	if end := prefixedURL(line, name); end > 0 {
		return span.Span{Start: name.Start, End: end}, true
	}
	if end := mailEnd(line, name); end > 0 {
		return span.Span{Start: name.Start, End: end}, true
	}
	start, end := name.Start, trimName(line, name.Start, name.End)
	if !joined(line[start:end]) {
		// A name in Arabic letters with a Latin ending: a file.
		if stem := fileStem(line, from, start); stem < start && isEnding(line[start:end]) {
			return span.Span{Start: stem, End: end}, true
		}
		return span.Span{End: name.End}, false
	}
	if start > from && line[start-1] == '_' {
		start = stemStart(line, from, start)
	}
	if end < len(line) && line[end] == '?' && slashed(line[start:end]) {
		end = urlEnd(line, start)
	}
	return span.Span{Start: start, End: end}, true
}

// tagAt returns the hashtag or mention that begins at i, but not the @ of a@b, nor
// the number of a character reference (&#1575;).
func tagAt(line []byte, i int) (span.Span, bool) {
	end := wordRun(line, i+1)
	if end == i+1 || i > 0 && (line[i-1] == '&' || line[i] == '@' && isName(line[i-1])) {
		return span.Span{End: i + 1}, false
	}
	return span.Span{Start: i, End: end}, true
}

// nameAt returns the bytes of a name around the letter at i, from the first letter
// or digit on.
func nameAt(line []byte, from, i int) span.Span {
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
	return span.Span{Start: start, End: end}
}

// prefixedURL returns the end of the URL whose scheme the name is, or which the
// name begins with www., or 0.
func prefixedURL(line []byte, name span.Span) int {
	if rest := line[name.End:]; len(rest) > 2 && string(rest[:3]) == "://" {
		if end := urlEnd(line, name.End+3); end > name.End+3 {
			return end
		}
	}
	if s := name.Text(line); len(s) > 4 && (string(s[:4]) == "www." || string(s[:4]) == "WWW.") {
		return urlEnd(line, name.Start)
	}
	return 0
}

// mailEnd returns the end of the e-mail address that the name begins, or 0.
func mailEnd(line []byte, name span.Span) int {
	if name.End == len(line) || line[name.End] != '@' {
		return 0
	}
	host := name.End + 1
	end := host
	for end < len(line) && isName(line[end]) {
		end++
	}
	if end = trimName(line, host, end); joined(line[host:end]) {
		return end
	}
	return 0
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
