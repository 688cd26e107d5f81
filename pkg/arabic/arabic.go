// Package arabic holds the facts of Unicode about the Arabic script: which code
// points are letters, marks, digits and signs, which letters a presentation
// form represents, and which letters and marks compose. It holds no conventions
// of writing: those are in package orthography.
package arabic

import "unicode/utf8"

//go:generate go run gen.go

// A Kind is the role of a code point in the Arabic script.
type Kind uint8

const (
	Other   Kind = iota // not of the script
	Letter              // a letter, its presentation forms and ligatures included
	Mark                // a combining mark: harakat, Quranic signs
	Digit               // Arabic-Indic (U+0660) or Extended Arabic-Indic (U+06F0)
	Tatweel             // U+0640 ARABIC TATWEEL
	Sign                // punctuation and every other sign of the script's blocks
)

// Code points that have no visible shape of their own, or one that is easily
// taken for another's, have a name here; letters do not need one.
const (
	ALM  = '\u061C' // ARABIC LETTER MARK
	NBSP = '\u00A0' // NO-BREAK SPACE
	SHY  = '\u00AD' // SOFT HYPHEN
	ZWSP = '\u200B' // ZERO WIDTH SPACE
	ZWNJ = '\u200C' // ZERO WIDTH NON-JOINER
	ZWJ  = '\u200D' // ZERO WIDTH JOINER
	LRM  = '\u200E' // LEFT-TO-RIGHT MARK
	RLM  = '\u200F' // RIGHT-TO-LEFT MARK
	LRE  = '\u202A' // LEFT-TO-RIGHT EMBEDDING
	RLE  = '\u202B' // RIGHT-TO-LEFT EMBEDDING
	PDF  = '\u202C' // POP DIRECTIONAL FORMATTING
	LRO  = '\u202D' // LEFT-TO-RIGHT OVERRIDE
	RLO  = '\u202E' // RIGHT-TO-LEFT OVERRIDE
	WJ   = '\u2060' // WORD JOINER
	LRI  = '\u2066' // LEFT-TO-RIGHT ISOLATE
	RLI  = '\u2067' // RIGHT-TO-LEFT ISOLATE
	FSI  = '\u2068' // FIRST STRONG ISOLATE
	PDI  = '\u2069' // POP DIRECTIONAL ISOLATE
	BOM  = '\uFEFF' // ZERO WIDTH NO-BREAK SPACE, the byte order mark

	Comma           = '\u060C' // ARABIC COMMA
	Semicolon       = '\u061B' // ARABIC SEMICOLON
	QuestionMark    = '\u061F' // ARABIC QUESTION MARK
	PercentSign     = '\u066A' // ARABIC PERCENT SIGN
	DecimalSign     = '\u066B' // ARABIC DECIMAL SEPARATOR
	ThousandsSign   = '\u066C' // ARABIC THOUSANDS SEPARATOR
	TatweelSign     = '\u0640' // ARABIC TATWEEL
	Tanween         = '\u064B' // ARABIC FATHATAN
	Shadda          = '\u0651' // ARABIC SHADDA
	HamzaAbove      = '\u0654' // ARABIC HAMZA ABOVE
	SuperscriptAlef = '\u0670' // ARABIC LETTER SUPERSCRIPT ALEF
	UrduFullStop    = '\u06D4' // ARABIC FULL STOP
)

// KindOf returns the kind of r. It looks the code point up in a table and never
// allocates.
func KindOf(r rune) Kind {
	switch {
	case r < 0x600:
		return Other
	case r <= 0x6FF:
		return kinds[r-0x600]
	}
	return farKind(r)
}

// farKind is KindOf past U+06FF, where only names, Quranic text and legacy
// files go.
func farKind(r rune) Kind {
	for i := range farKinds {
		if f := &farKinds[i]; r <= f.hi {
			if r >= f.lo {
				return f.kind
			}
			return Other
		}
	}
	return Other
}

// IsLetter reports whether r is a letter of the script.
func IsLetter(r rune) bool { return KindOf(r) == Letter }

// IndexLetter returns the offset of the first letter of the script in text, or -1.
func IndexLetter(text []byte) int {
	for i := 0; i < len(text); {
		if text[i] < 0xD8 { // of U+0600 and on
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if IsLetter(r) {
			return i
		}
		i += size
	}
	return -1
}

// IsMark reports whether r is a combining mark of the script.
func IsMark(r rune) bool { return KindOf(r) == Mark }

// DigitValue returns the value of a Western (0-9), Arabic-Indic or Extended
// Arabic-Indic digit, and reports whether r is one.
func DigitValue(r rune) (int, bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case '\u0660' <= r && r <= '\u0669': // ARABIC-INDIC DIGIT ZERO to NINE
		return int(r - '\u0660'), true
	case '\u06F0' <= r && r <= '\u06F9': // EXTENDED ARABIC-INDIC DIGIT ZERO to NINE
		return int(r - '\u06F0'), true
	}
	return 0, false
}

// IsBidiControl reports whether r is a character that only controls the
// direction of display.
func IsBidiControl(r rune) bool {
	return LRE <= r && r <= RLO || LRI <= r && r <= PDI || r == LRM || r == RLM || r == ALM
}

// IsForeignLetter reports whether r is a letter outside the Arabic alphabet: a
// letter of another language, of a foreign name, or a look-alike of an Arabic
// letter.
func IsForeignLetter(r rune) bool {
	return KindOf(r) == Letter && !('\u0621' <= r && r <= '\u064A' && !('\u063B' <= r && r <= '\u063F'))
}
