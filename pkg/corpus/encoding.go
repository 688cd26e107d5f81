package corpus

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// An Encoding says how to decode the bytes of a text to UTF-8. The zero value
// is UTF8.
//
// A byte order mark is removed from UTF-16 and UTF-32. It stays in UTF-8, which
// is passed on byte for byte, including invalid bytes. A byte that ISO-8859-6
// does not define, a lone surrogate and half a code unit at the end are a
// *DecodeError after the text before them, because U+FFFD would lose the
// original.
type Encoding string

// The encodings.
const (
	UTF8     Encoding = "utf-8"
	CP1256   Encoding = "cp1256"     // Windows-1256; every byte has a meaning
	ISO88596 Encoding = "iso-8859-6" // ECMA-114, with C1 controls at 0x80-0x9F
	CP1252   Encoding = "cp1252"     // Windows-1252, with C1 controls for the five bytes it does not define
	UTF16    Encoding = "utf-16"     // by its mark, else by its bytes, else little-endian
	UTF16LE  Encoding = "utf-16le"
	UTF16BE  Encoding = "utf-16be"
	UTF32    Encoding = "utf-32" // as UTF16
	UTF32LE  Encoding = "utf-32le"
	UTF32BE  Encoding = "utf-32be"

	// Auto detects the encoding of the text: from a byte order mark, or from
	// its beginning, up to its 256th byte over 0x7F and 64 KiB at most. Lines
	// of ASCII before that are passed on without waiting. A text of 64 KiB of
	// ASCII is read as UTF-8, so later Windows-1256 is not detected: name it.
	// Accented letters inside Latin words are Windows-1252. A text in another
	// one-byte encoding, such as Turkish or Greek, is read as UTF-8 too, which
	// keeps its bytes: name its encoding to another program.
	Auto Encoding = "auto"
)

var encodings = []Encoding{Auto, UTF8, CP1256, ISO88596, CP1252, UTF16, UTF16LE, UTF16BE, UTF32, UTF32LE, UTF32BE}

var aliases = map[string]Encoding{
	"": UTF8, "utf8": UTF8,
	"windows1256": CP1256, "win1256": CP1256, "cp1256": CP1256, "1256": CP1256, "xcp1256": CP1256,
	"windows1252": CP1252, "win1252": CP1252, "1252": CP1252, "iso88591": CP1252, "latin1": CP1252,
	"iso88596": ISO88596, "88596": ISO88596, "arabic": ISO88596, "ecma114": ISO88596,
}

// ParseEncoding returns the encoding with the given name, in any case and with
// or without "-" and "_"; "" is UTF8. The error for an unknown name lists the
// known names.
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

// String returns the name of the encoding.
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
	sampleBytes = 64 << 10 // of a text, at most, are read to detect its encoding
	sampleHigh  = 256      // bytes over 0x7F are enough to detect it
	sureRunes   = 8        // characters of UTF-8 before anything else settle it
)

// marks are the byte-order marks; that of UTF-16LE begins another.
var marks = []struct {
	mark string
	enc  Encoding
}{
	{"\xEF\xBB\xBF", UTF8},
	{"\xFF\xFE\x00\x00", UTF32LE},
	{"\x00\x00\xFE\xFF", UTF32BE},
	{"\xFF\xFE", UTF16LE},
	{"\xFE\xFF", UTF16BE},
}

// marked returns the encoding whose byte-order mark text begins with, or "".
func marked(text []byte) Encoding {
	for i := range marks {
		if mark(text, marks[i].enc) > 0 {
			return marks[i].enc
		}
	}
	return ""
}

// mark returns the length of the byte-order mark of enc that text begins with,
// or 0.
func mark(text []byte, enc Encoding) int {
	for i := range marks {
		if m := &marks[i]; m.enc == enc && len(text) >= len(m.mark) && string(text[:len(m.mark)]) == m.mark {
			return len(m.mark)
		}
	}
	return 0
}

// detect returns the encoding of a text by its beginning, or "" when more of
// the text is needed; passed bytes of plain lines came before, and whole says
// that nothing follows. The result does not depend on how much of the text
// has been read when it is certain.
func detect(text []byte, passed int, whole bool) Encoding {
	if passed+len(text) >= sampleBytes {
		text, whole = text[:max(sampleBytes-passed, 0)], true
	}
	if passed == 0 {
		if len(text) < 4 && !whole && (len(text) == 0 || text[0] >= 0xEF || text[0] == 0) {
			return ""
		}
		if e := marked(text); e != "" {
			return e
		}
	}
	if sureUTF8(text) {
		return UTF8
	}
	if begin := text[:min(len(text), 1024)]; passed == 0 && plainLines(begin) == 0 {
		if len(begin) < 1024 && !whole {
			return ""
		}
		if e := detectWide(begin); e != "" {
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
	if e := detectByte(text); e != "" {
		return e
	}
	return detectArabic(text)
}

// sureUTF8 reports whether a text is certainly UTF-8: its first characters
// over ASCII are, before any other byte over 0x7F and any NUL.
func sureUTF8(text []byte) bool {
	for runes := 0; ; runes++ {
		ascii := asciiBytes(text)
		if bytes.IndexByte(text[:ascii], 0) >= 0 {
			return false
		}
		text = text[ascii:]
		r, size := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && size <= 1:
			return false
		case runes+1 == sureRunes:
			return true
		}
		text = text[size:]
	}
}

// asciiBytes is the number of bytes of ASCII that text begins with.
func asciiBytes(text []byte) int {
	n := 0
	for len(text)-n >= 8 && binary.LittleEndian.Uint64(text[n:])&0x8080808080808080 == 0 {
		n += 8
	}
	for n < len(text) && text[n] < utf8.RuneSelf {
		n++
	}
	return n
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
	for high < sampleHigh {
		if text = text[asciiBytes(text):]; len(text) == 0 {
			return
		}
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

// detectWide detects UTF-16 and UTF-32 without a mark. text begins where the text
// does.
func detectWide(text []byte) Encoding {
	for _, e := range []Encoding{UTF32LE, UTF32BE} {
		if seemsUTF32(text, e) {
			return e
		}
	}
	return detectUTF16(text)
}

// seemsUTF32 reports whether all units of text are characters, and no controls
// but those that texts have: of 4 bytes of anything else hardly any are.
func seemsUTF32(text []byte, enc Encoding) bool {
	units := len(text) / 4
	for i := range units {
		switch r := unit32(text[4*i:], enc); {
		case r < ' ':
			if r < 0 || isControl(byte(r)) {
				return false
			}
		case !utf8.ValidRune(r):
			return false
		}
	}
	return units >= 2
}

// unit32 is the unit of UTF-32 that text begins with; it is negative where that
// is over 0x7FFFFFFF.
func unit32(text []byte, enc Encoding) rune {
	if enc == UTF32BE {
		return rune(binary.BigEndian.Uint32(text))
	}
	return rune(binary.LittleEndian.Uint32(text))
}

// detectUTF16 detects UTF-16 without a mark: every second byte of it is 0x00 (for
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

// detectByte detects a one-byte encoding by its words. Those of Arabic are made of
// letters over 0x7F alone, and many are alef; in French, German or
// Spanish, such letters are inside words of ASCII letters.
// It returns "" for Arabic.
func detectByte(text []byte) Encoding {
	var inside, apart, alefs, strange int // letters
	for high := 0; len(text) > 0 && high < sampleHigh; {
		n, accents := 0, 0
		ascii := false
		for n < len(text) && (text[n] >= 0xC0 || isASCIILetter(text[n])) {
			switch c := text[n]; {
			case c < 0xC0:
				ascii = true
			default:
				accents++
				if c == 0xC7 {
					alefs++
				}
				if strings.IndexByte(notWestern, c) >= 0 {
					strange++
				}
			}
			n++
		}
		switch {
		case ascii:
			inside += accents
		case accents > 1:
			apart += accents
		}
		high += accents
		if n == 0 {
			if text[0] >= utf8.RuneSelf {
				high++
			}
			n = 1
		}
		text = text[n:]
	}
	switch {
	case apart >= inside && apart > 0 && (apart < 16 || 25*alefs >= apart):
		return ""
	case inside > 0 && strange == 0:
		return CP1252
	}
	return UTF8
}

// notWestern are the letters of Windows-1252 that only Icelandic has: other
// one-byte encodings have letters of Turkish there.
const notWestern = "\xD0\xDD\xDE\xF0\xFD\xFE"

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// detectArabic distinguishes the two one-byte encodings. They agree on the
// letters up to dad; after it Windows-1256 has letters where ISO-8859-6 has
// holes (feh, qaf, kaf and yeh among them), and accented Latin letters where
// the other has heh, waw and yeh.
func detectArabic(text []byte) Encoding {
	table := tables()[ISO88596]
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
		case table[c] == hole:
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

// hole marks a byte without a meaning in a table.
const hole = utf8.RuneError

// tables of the one-byte encodings.
var tables = sync.OnceValue(func() map[Encoding]*[256]rune {
	return map[Encoding]*[256]rune{CP1256: table(charmap.Windows1256), ISO88596: table(charmap.ISO8859_6), CP1252: table(charmap.Windows1252)}
})

func table(m *charmap.Charmap) *[256]rune {
	var t [256]rune
	for i := range t {
		t[i] = m.DecodeByte(byte(i))
		if m == charmap.Windows1252 && t[i] == hole {
			t[i] = rune(i) // as in the WHATWG Encoding Standard
		}
	}
	return &t
}
