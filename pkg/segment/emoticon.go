package segment

import (
	"strings"
	"unicode/utf8"
)

// emoticon is the size of the emoticon that text begins with, or 0. The list is
// closed: of what the tweet tokenizer of NLTK (nltk/tokenize/casual.py) knows, those
// that are no words, numbers or labels elsewhere (not XD, 8) or :3), and those of
// signs on one line that Wikipedia lists as Eastern (^_^). The last sign may be
// repeated: :))), <333.
func emoticon(text []byte) int {
	if len(text) < 2 {
		return 0
	}
	n := 0
	switch text[0] {
	case ':', ';', '=':
		n = face(text)
	case '^', '-', '>', '<', '(':
		for _, s := range [...]string{"^_^", "^-^", "^^", "-_-", ">_<", "<3", "</3", "(:", "(;"} {
			if len(text) >= len(s) && string(text[:len(s)]) == s {
				n = len(s)
				break
			}
		}
	}
	if n > 0 && strings.IndexByte(")(D3", text[n-1]) >= 0 {
		for n < len(text) && text[n] == text[n-1] {
			n++
		}
	}
	return n
}

// face is the size of the nose and mouth after the eyes that text begins with, and of
// these, or 0: :) ;-D
func face(text []byte) int {
	mouths := ")(DP" // of =
	switch text[0] {
	case ':':
		mouths = ")(][DPpOo/|*"
	case ';':
		mouths = ")(]DPp"
	}
	n := 1
	if text[n] == '-' || text[n] == '_' || text[n] == '\'' {
		n++
	}
	if n == len(text) || strings.IndexByte(mouths, text[n]) < 0 {
		return 0
	}
	return n + 1
}

// emoticonAt is the end of the emoticon at i, or 0. Blanks or marks of sentences
// stand around one, and brackets only around one without: it is no part of a word,
// a time, a label (a:) or an empty pair (:).
func emoticonAt(text []byte, i int) int {
	n := emoticon(text[i:])
	if n == 0 {
		return 0
	}
	end := i + n
	beside := `.,!?"'`
	if strings.IndexByte("()[]", text[i]) < 0 && strings.IndexByte("()[]", text[end-1]) < 0 {
		beside += "()[]"
	}
	before, _ := utf8.DecodeLastRune(text[:i])
	after, _ := utf8.DecodeRune(text[end:])
	switch {
	case i > 0 && !standsBeside(before, beside), end < len(text) && !standsBeside(after, beside):
		return 0
	case end+1 < len(text) && (after == '.' || after == ',') && isASCIIDigit(text[end+1]):
		return 0 // <3.5
	}
	return end
}

// standsBeside reports whether r is a blank, or a sign past ASCII, or one of those
// signs.
func standsBeside(r rune, signs string) bool {
	if r < utf8.RuneSelf {
		return firstByte[r] == fBlank || strings.IndexByte(signs, byte(r)) >= 0
	}
	return !partOfWord(r)
}

// partOfWord reports whether words or numbers are made of r.
func partOfWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '_' || firstByte[r] == fAlnum
	}
	if r == utf8.RuneError {
		return false
	}
	if 0x660 <= r && r <= 0x669 || 0x6F0 <= r && r <= 0x6F9 { // ARABIC-INDIC DIGITS
		return true
	}
	_, ok := farWordRune(r, utf8.RuneLen(r))
	return ok
}

// parted reports whether no word or number ends at i, with or without one of the
// signs before it.
func parted(text []byte, i int, signs string) bool {
	r, _ := utf8.DecodeLastRune(text[:i])
	return i == 0 || !partOfWord(r) && !strings.ContainsRune(signs, r)
}

// ends reports whether no word or number goes on at i.
func ends(text []byte, i int) bool {
	r, _ := utf8.DecodeRune(text[i:])
	return i == len(text) || !partOfWord(r)
}

// signed returns the end and type of what begins with the ASCII sign at i and stays
// whole, or 0: an emoticon, .NET, the number of a telephone with its +.
func signed(text []byte, i int) (int, Type) {
	switch text[i] {
	case ':', ';', '=', '^', '-', '<', '>', '(':
		return emoticonAt(text, i), Emoticon
	case '.':
		if end := i + len(".NET"); end <= len(text) && hasFold(text[i+1:end], "net") && parted(text, i, ".") && ends(text, end) {
			return end, Latin
		}
	case '+':
		if parted(text, i, "+") {
			return telephone(text, i), Number
		}
	}
	return 0, 0
}
