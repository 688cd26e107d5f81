package orthography

import (
	"bytes"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

// misread are the ways in which bytes were misread: what they were, and what
// the program read them as.
var misread = []struct {
	took *charmap.Charmap
	were *charmap.Charmap // nil: UTF-8
}{
	{charmap.Windows1252, nil},
	{charmap.Windows1256, nil},
	{charmap.Windows1252, charmap.Windows1256},
}

// mojibakeTails are what follows ط or ظ when UTF-8 is read as Windows-1256.
var mojibakeTails = oneOf("\u00A1\u00A2\u00A3\u00A4\u00A5\u00A6\u00A7\u00A8\u00A9\u00AA\u00AB\u00AC\u00AD\u00AE\u00AF\u00B0\u00B1\u00B2\u00B3\u00B4\u00B5\u00B6\u00B7\u00B8\u00B9\u00BA\u00BB\u00BC\u00BD\u00BE\u00BF" +
	"\u2020\u2021\u02C6\u2030\u2039\u0152\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u2122\u0153\u201E\u2026\u201A\u0192\u20AC")

// repairEncoding reads the stretch without ASCII that begins at i in the
// encoding that its bytes were in.
func repairEncoding(t *rule.Line, i int) (rule.Match, bool) {
	if p, _ := t.Prev(i); p >= utf8.RuneSelf || isLatin(p) {
		return rule.Match{}, false
	}
	line := t.Bytes()
	end := i
	for end < len(line) && line[end] >= utf8.RuneSelf {
		end++
	}
	if end < len(line) && isLatin(rune(line[end])) {
		return rule.Match{}, false
	}
	for _, m := range misread {
		raw, ok := encode(line[i:end], m.took)
		if !ok {
			continue
		}
		least := 2
		var fixed string
		if m.were == nil {
			fixed = string(raw)
			if m.took == charmap.Windows1256 {
				least = 3
			}
		} else {
			// Arabic in a single-byte encoding: the word alone proves little.
			if least = 3; t.Is(misreadLine) {
				least = 1
			}
			b, err := m.were.NewDecoder().Bytes(raw)
			if err != nil {
				continue
			}
			fixed = string(b)
		}
		if arabicText(fixed, least) {
			return put(i, end, fixed), true
		}
	}
	return rule.Match{}, false
}

// misreadLine holds of a line with a word that can only be Windows-1256 read
// as Windows-1252.
var misreadLine = &rule.Fact{Of: func(line []byte) bool {
	for _, w := range bytes.Fields(line) {
		if raw, ok := encode(w, charmap.Windows1252); ok && w[0] >= utf8.RuneSelf {
			if b, err := charmap.Windows1256.NewDecoder().Bytes(raw); err == nil && arabicText(string(b), 3) {
				return true
			}
		}
	}
	return false
}}

// encode is text in the charmap, and whether all of it exists there. C1
// control characters are the bytes that the charmap does not have.
func encode(text []byte, m *charmap.Charmap) ([]byte, bool) {
	var raw []byte
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		c, ok := m.EncodeRune(r)
		if r == utf8.RuneError || !ok && (r < 0x80 || r > 0x9F) {
			return nil, false
		}
		if !ok {
			c = byte(r)
		}
		raw = append(raw, c)
	}
	return raw, true
}

// arabicText reports whether s is valid UTF-8, holds at least that many Arabic
// letters, and nothing that is neither Arabic nor punctuation.
func arabicText(s string, least int) bool {
	n := 0
	for _, r := range s {
		switch k := arabic.KindOf(r); {
		case r == utf8.RuneError, r < ' ':
			return false
		case k == arabic.Letter:
			n++
		case k != arabic.Other, unicode.IsPunct(r), r == arabic.NBSP, r == arabic.ZWNJ, arabic.IsBidiControl(r):
		default:
			return false
		}
	}
	return n >= least
}

// keyboard is what the keys of the US layout type on Arabic 101.
var keyboard = strings.NewReplacer(
	"q", "ض", "w", "ص", "e", "ث", "r", "ق", "t", "ف", "y", "غ", "u", "ع", "i", "ه", "o", "خ", "p", "ح", "[", "ج", "]", "د",
	"a", "ش", "s", "س", "d", "ي", "f", "ب", "g", "ل", "h", "ا", "j", "ت", "k", "ن", "l", "م", ";", "ك", "'", "ط",
	"z", "ئ", "x", "ء", "c", "ؤ", "v", "ر", "b", "لا", "n", "ى", "m", "ة", ",", "و", ".", "ز", "/", "ظ", "`", "ذ",
	"Q", "\u064E", "W", "\u064B", "E", "\u064F", "R", "\u064C", "T", "لإ", "Y", "إ", "U", "‘", "I", "÷", "O", "×", "P", "؛",
	"A", "\u0650", "S", "\u064D", "F", "]", "D", "[", "G", "لأ", "H", "أ", "J", "\u0640", "K", "،", "L", "/",
	"Z", "~", "X", "\u0652", "V", "{", "C", "}", "B", "لآ", "N", "آ", "M", "’", "?", "؟", "~", "\u0651",
)

var keyboardKeys = oneOf("qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOPASDFGHJKLZXCVBNM?~")

func retypeLine(t *rule.Line, i int) (rule.Match, bool) {
	line := t.Bytes()
	if len(bytes.Trim(line[:i], " \t")) > 0 || i == len(line) || !keyboardKeys.Has(rune(line[i])) {
		return rule.Match{}, false
	}
	odd, all, lower, typed := 0, 0, 0, 0
	for _, word := range bytes.Fields(line) {
		letters, vowels, inner := 0, 0, 0
		for j, c := range word {
			switch {
			case c >= utf8.RuneSelf || c < ' ':
				return rule.Match{}, false
			case c|0x20 >= 'a' && c|0x20 <= 'z':
				letters++
				if c >= 'a' {
					lower++
				}
				if strings.IndexByte("aeiouyAEIOUY", c) >= 0 {
					vowels++
				}
			case strings.IndexByte(";[]`", c) >= 0 && j+1 < len(word):
				inner++
			}
		}
		if letters == 0 {
			continue
		}
		all++
		typed += letters
		if vowels == 0 || inner > 0 || bytes.HasPrefix(word, []byte("hg")) || vowels*5 < letters {
			odd++
		}
	}
	if typed < 4 || odd*2 < all+1 || lower < all {
		return rule.Match{}, false
	}
	return put(i, len(line), keyboard.Replace(string(line[i:]))), true
}

func unescape(t *rule.Line, i int) (rule.Match, bool) {
	line := t.Bytes()
	end := bytes.IndexByte(line[i:min(len(line), i+32)], ';')
	if end < 0 {
		return rule.Match{}, false
	}
	ref := string(line[i : i+end+1])
	s := html.UnescapeString(ref)
	if s == ref || strings.ContainsFunc(s, unicode.IsControl) || s == "" {
		return rule.Match{}, false
	}
	// "&amp" without its stop is HTML too, but its tail must not go unread.
	if strings.HasSuffix(s, ";") && len(s) > 1 {
		return rule.Match{}, false
	}
	return put(i, i+end+1, s), true
}
