package corpus

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// An Encoding says how the bytes of a text are to be read. Out it is always
// UTF-8. The zero value is UTF8.
//
// A byte-order mark is taken off UTF-16, and stays in UTF-8, which passes byte
// for byte, invalid bytes too. A byte that ISO-8859-6 has no letter for, a lone
// surrogate and half a code unit at the end are a *DecodeError, after the text
// before them: to write U+FFFD would lose what stood there.
type Encoding string

// The encodings.
const (
	UTF8     Encoding = "utf-8"
	CP1256   Encoding = "cp1256"     // Windows-1256; every byte has a meaning
	ISO88596 Encoding = "iso-8859-6" // ECMA-114, with C1 controls at 0x80-0x9F
	UTF16    Encoding = "utf-16"     // by its mark, else by its bytes, else little-endian
	UTF16LE  Encoding = "utf-16le"
	UTF16BE  Encoding = "utf-16be"

	// Auto tells the encoding from the text: from a byte-order mark, or from
	// its beginning, up to its 256th byte over 0x7F and 64 KiB at most. Lines
	// of ASCII before that are handed on without waiting. What is ASCII for
	// 64 KiB is taken for UTF-8, so Windows-1256 that begins only later is not
	// seen: name it.
	Auto Encoding = "auto"
)

var encodings = []Encoding{Auto, UTF8, CP1256, ISO88596, UTF16, UTF16LE, UTF16BE}

var aliases = map[string]Encoding{
	"": UTF8, "utf8": UTF8,
	"windows1256": CP1256, "win1256": CP1256, "cp1256": CP1256, "1256": CP1256, "xcp1256": CP1256,
	"iso88596": ISO88596, "88596": ISO88596, "arabic": ISO88596, "ecma114": ISO88596,
}

// ParseEncoding reads the name of an encoding, in any case and with or without
// "-" and "_"; "" is UTF8. The error for an unknown name tells those there are.
func ParseEncoding(name string) (Encoding, error) {
	if slices.Contains(encodings, Encoding(name)) {
		return Encoding(name), nil // as every file that is opened asks
	}
	plain := plainName(name)
	for _, e := range encodings {
		if plain == plainName(string(e)) {
			return e, nil
		}
	}
	if e, ok := aliases[plain]; ok {
		return e, nil
	}
	names := make([]string, len(encodings))
	for i, e := range encodings {
		names[i] = string(e)
	}
	return "", fmt.Errorf("corpus: unknown encoding %q (use %s)", name, strings.Join(names, ", "))
}

// String is the encoding's name.
func (e Encoding) String() string {
	if e == "" {
		return string(UTF8)
	}
	return string(e)
}

func plainName(name string) string {
	return separators.Replace(strings.ToLower(name))
}

var separators = strings.NewReplacer("-", "", "_", "", " ", "")

const (
	sampleBytes = 64 << 10 // of a text, at most, tell its encoding
	sampleHigh  = 256      // bytes over 0x7F are enough to tell it
	sureRunes   = 8        // characters of UTF-8 before anything else settle it
)

// mark is the encoding that a byte-order mark at the beginning of text names,
// or "" without one.
func mark(text []byte) Encoding {
	switch {
	case bytes.HasPrefix(text, []byte("\xEF\xBB\xBF")):
		return UTF8
	case bytes.HasPrefix(text, []byte("\xFF\xFE")):
		return UTF16LE
	case bytes.HasPrefix(text, []byte("\xFE\xFF")):
		return UTF16BE
	}
	return ""
}

// detect tells the encoding of a text from its beginning, or "" when more of
// the text is needed; passed bytes of plain lines came before, and whole says
// that nothing follows. What it tells does not depend on how much of the text
// is at hand when it can tell.
func detect(text []byte, passed int, whole bool) Encoding {
	if passed+len(text) >= sampleBytes {
		text, whole = text[:max(sampleBytes-passed, 0)], true
	}
	if passed == 0 {
		if e := mark(text); e != "" {
			return e
		}
		if len(text) < 3 && !whole && (len(text) == 0 || text[0] >= 0xEF) {
			return ""
		}
	}
	if sureUTF8(text) {
		return UTF8
	}
	if passed == 0 && plainLines(text) == 0 {
		if len(text) < 1024 && !whole {
			return ""
		}
		if e := detectUTF16(text[:min(len(text), 1024)]); e != "" {
			return e
		}
	}
	good, bad, high := countUTF8(text)
	switch {
	case high < sampleHigh && !whole:
		return ""
	case bad <= good: // no other encoding looks like that
		return UTF8
	}
	return detectArabic(text)
}

// sureUTF8 tells whether a text is UTF-8 beyond doubt: its first characters
// over ASCII are, before any other byte over 0x7F and any NUL.
func sureUTF8(text []byte) bool {
	for runes := 0; len(text) > 0; {
		r, size := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && size == 1, r == 0:
			return false
		case size > 1:
			if runes++; runes == sureRunes {
				return true
			}
		}
		text = text[size:]
	}
	return false
}

// plainLines is the length of the lines that text begins with which are ASCII
// without controls, and so read the same in every encoding but UTF-16, which
// they rule out.
func plainLines(text []byte) int {
	n := 0
	for i, c := range text {
		switch {
		case c == '\n':
			n = i + 1
		case c >= 0x7F, c < ' ' && c != '\t' && c != '\r' && c != '\f':
			return n
		}
	}
	return n
}

// countUTF8 counts the bytes over 0x7F in the beginning of a text, up to
// sampleHigh: those of UTF-8's characters and the others. A character cut off
// by the text's end is not counted.
func countUTF8(text []byte) (good, bad, high int) {
	for len(text) > 0 && high < sampleHigh {
		r, size := utf8.DecodeRune(text)
		switch {
		case size > 1:
			good += size
			high += size
		case r == utf8.RuneError:
			if !utf8.FullRune(text) {
				return
			}
			bad++
			high++
		}
		text = text[size:]
	}
	return
}

// detectUTF16 tells UTF-16 without a mark: every second byte of it is 0x00 (for
// Latin letters, spaces and digits) or 0x06 (for Arabic ones), the others
// hardly ever. text begins where the text does.
func detectUTF16(text []byte) Encoding {
	var zeros int
	var high [2]int
	for i, c := range text {
		if c == 0 {
			zeros++
		}
		if c == 0 || c == 0x06 {
			high[i%2]++
		}
	}
	units := len(text) / 2
	switch {
	case units < 2 || zeros == 0 && units < 4:
		return ""
	case high[1]*10 >= units*7 && high[0]*10 <= units:
		return UTF16LE
	case high[0]*10 >= units*7 && high[1]*10 <= units:
		return UTF16BE
	}
	return ""
}

// detectArabic tells the two one-byte encodings apart. They agree on the
// letters up to dad; after it Windows-1256 has letters where ISO-8859-6 has
// holes (feh, qaf, kaf and yeh among them), and accented Latin letters where
// the other has heh, waw and yeh.
func detectArabic(text []byte) Encoding {
	score := 0 // for ISO-8859-6
	high := 0
	for _, c := range text {
		if c < 0x80 {
			continue
		}
		if high++; high > sampleHigh {
			break
		}
		switch {
		case tables[ISO88596][c] == hole:
			score -= 8
		case c < 0xA0: // punctuation and Persian letters, or controls
			score -= 4
		case c >= 0xE8 && c <= 0xEB, c == 0xEE || c == 0xEF:
			score += 2 // waw, alef maksura, yeh, fathatan; or è, é, ê, ë, î, ï
		case c == 0xE2 || c == 0xE0:
			score++ // qaf, tatweel; or â, à
		case c == 0xDD || c == 0xDE || c == 0xDF || c == 0xED || c == 0xEC:
			score -= 2
		}
	}
	if score > 0 {
		return ISO88596
	}
	return CP1256
}

// Binary tells whether a text that begins with sample is binary: there is a NUL
// in its first 8 KiB, and it is not UTF-16 with a byte-order mark.
func Binary(sample []byte) bool {
	switch mark(sample) {
	case UTF16LE, UTF16BE:
		return false
	}
	return bytes.IndexByte(sample[:min(len(sample), binaryBytes)], 0) >= 0
}

const binaryBytes = 8 << 10

// hole marks a byte without a meaning in a table.
const hole = utf8.RuneError

// tables of the one-byte encodings.
var tables = map[Encoding]*[256]rune{
	CP1256:   table(charmap.Windows1256),
	ISO88596: table(charmap.ISO8859_6),
}

func table(m *charmap.Charmap) *[256]rune {
	var t [256]rune
	for i := range t {
		t[i] = m.DecodeByte(byte(i))
	}
	return &t
}
