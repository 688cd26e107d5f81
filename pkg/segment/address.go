package segment

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Bounds of what may be an address (RFC 5321, section 4.5.3.1), which also
// keep the search for one from being repeated at every hyphen of a long run.
const (
	maxLocal = 65
	maxHost  = 255
)

// address returns the end and type of the URL or e-mail address that begins with
// the ASCII letter or digit at i, or 0. A keycap begins in the same way, so address
// returns that, too.
func address(text []byte, i int) (int, Type) {
	j := i + 1
	for j < len(text) && firstByte[text[j]] == fAlnum {
		j++
	}
	if j == len(text) {
		return 0, 0
	}
	switch text[j] {
	case 0xEF, 0xE2: // lead bytes of U+FE0F and U+20E3, with which keycaps end
		if j == i+1 && isASCIIDigit(text[i]) {
			if k := keycap(text[i:]); k > 0 {
				return i + k, Emoji
			}
		}
		return 0, 0
	case ':':
		if end := schemeURL(text, i, j); end > 0 {
			return end, URL
		}
		return 0, 0
	case '.', '@', '-', '+', '_', '%':
	default:
		return 0, 0
	}
	if end := arabicURL(text, i, j); end > 0 {
		return end, URL
	}
	if end := email(text, i, j); end > 0 {
		return end, Email
	}
	if end := hostURL(text, i, j); end > 0 {
		return end, URL
	}
	return 0, 0
}

// schemeURL returns the end of the URL at i whose scheme ends at j, or 0.
func schemeURL(text []byte, i, j int) int {
	if !bytes.HasPrefix(text[j:], []byte("://")) || !isASCIILetter(text[i]) {
		return 0
	}
	if end := path(text, j+3); end > j+3 {
		return end
	}
	return 0
}

// arabicURL returns the end of the URL at i that goes on after its first dot, at j,
// in letters past ASCII, or 0: www.موقع.com
func arabicURL(text []byte, i, j int) int {
	if text[j] != '.' || !hasFold(text[i:j], "www") {
		return 0
	}
	if r, _ := utf8.DecodeRune(text[j+1:]); r < utf8.RuneSelf || !unicode.IsLetter(r) {
		return 0
	}
	if end := path(text, j+1); end > j+1 {
		return end
	}
	return 0
}

// email returns the end of the e-mail address at i, whose first letters and
// digits end at j, or 0.
func email(text []byte, i, j int) int {
	for j < min(len(text), i+maxLocal) && isLocalByte(text[j]) {
		j++
	}
	if j == len(text) || text[j] != '@' {
		return 0
	}
	if end, dots, _ := host(text, j+1); dots > 0 {
		return end
	}
	return 0
}

// isLocalByte reports whether b may be in an e-mail address before its @.
func isLocalByte(b byte) bool {
	switch b {
	case '.', '-', '+', '_', '%':
		return true
	}
	return firstByte[b] == fAlnum
}

// hostURL returns the end of the URL without a scheme at i, or 0: a host, and the
// port and path after it. Its first label ends at j.
func hostURL(text []byte, i, j int) int {
	end, dots, last := host(text, i)
	if dots == 0 {
		return 0
	}
	www := dots > 1 && hasFold(text[i:j], "www")
	if !www && !isTopDomain(last) && !isLoudDomain(text[:end], dots, last) {
		return 0
	}
	if end < len(text) && text[end] == ':' && digitAt(text, end+1) {
		for end++; end < len(text) && isASCIIDigit(text[end]); end++ {
		}
	}
	if end < len(text) && (text[end] == '/' || text[end] == '?' && end+1 < len(text) && firstByte[text[end+1]] == fAlnum) {
		end = path(text, end)
	}
	return end
}

// isLoudDomain reports whether last is a top domain in capitals, with which
// the host of that many dots ends: GOOGLE.COM, MOI.GOV.SA, but not ASP.NET,
// STOP.IT and N.Y.U.S.
func isLoudDomain(host []byte, dots int, last []byte) bool {
	var lower [8]byte
	if len(last) > len(lower) {
		return false
	}
	for i, b := range last {
		lower[i] = b | 0x20
	}
	switch word := lower[:len(last)]; string(word) {
	case "com", "org", "gov", "edu":
		return true
	default:
		return dots > 1 && host[len(host)-len(last)-3] != '.' && isTopDomain(word)
	}
}

// hasFold reports whether s is the lower-case word, in any case.
func hasFold(s []byte, word string) bool {
	if len(s) != len(word) {
		return false
	}
	for i := range s {
		if s[i]|0x20 != word[i] {
			return false
		}
	}
	return true
}

// host is the end of the host name at i, the dots inside it, and its last
// label.
func host(text []byte, i int) (end, dots int, last []byte) {
	start := i
	for {
		j := i
		for j < min(len(text), start+maxHost) && (firstByte[text[j]] == fAlnum || text[j] == '-' && j > i) {
			j++
		}
		for j > i && text[j-1] == '-' {
			j--
		}
		if j == i {
			return start, 0, nil
		}
		end, last = j, text[i:j]
		if j+1 >= len(text) || text[j] != '.' || firstByte[text[j+1]] != fAlnum {
			return end, dots, last
		}
		dots++
		i = j + 1
	}
}

// path is the end of a URL of which everything before i is known: up to a
// blank, a quote, a bracket that was not opened inside it or an Arabic mark,
// less the marks of the sentence around it.
func path(text []byte, i int) int {
	j, depth := i, 0
scan:
	for j < len(text) {
		switch b := text[j]; {
		case b >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(text[j:])
			if r == utf8.RuneError || !isWordRune(r) {
				break scan
			}
			j += n - 1
		case b <= ' ' || b == '"' || b == '<' || b == '>' || b == '`' || b == '|' || b == 0x7F:
			break scan
		case b == '\'' && (j+1 == len(text) || firstByte[text[j+1]] != fAlnum): // L'Aquila
			break scan
		case b == '(' || b == '[' || b == '{':
			depth++
		case b == ')' || b == ']' || b == '}':
			if depth == 0 {
				break scan
			}
			depth--
		}
		j++
	}
	for j > i {
		r, n := utf8.DecodeLastRune(text[i:j])
		switch r {
		case '.', ',', ':', ';', '!', '?', '*', '(', '[', '{':
		default:
			if !isHidden(r) {
				return j
			}
		}
		j -= n
	}
	return j
}
