package report

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// AppendVisible appends s so that a reader sees its content and neither a
// terminal nor a workflow runner obeys it. An invisible character, or one that
// moves others, becomes its number, \u202E or \U000E0041. A byte that is not
// UTF-8 becomes \xFF. The # of a command such as ##[error] and a backslash that
// looks like the start of an escape become numbers too. The result is one line
// of UTF-8, and different strings have different results.
func AppendVisible[T string | []byte](dst []byte, s T) []byte {
	done := 0
	for i := skipPlain(s, 0); i < len(s); i = skipPlain(s, i) {
		c := s[i]
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = decode(s[i:])
		}
		switch {
		case r == utf8.RuneError && size == 1:
			dst = appendHex(append(append(dst, s[done:i]...), `\x`...), rune(c), 2, upperHex)
			done = i + 1
		case c == '\\' && isEscape(s[i:]), c == '#' && isCommand(s[i:]), isUnseen(r):
			dst = append(dst, s[done:i]...)
			if r > 0xFFFF {
				dst = appendHex(append(dst, `\U`...), r, 8, upperHex)
			} else {
				dst = appendHex(append(dst, `\u`...), r, 4, upperHex)
			}
			done = i + size
		}
		i += size
	}
	return append(dst, s[done:]...)
}

// skipPlain returns where the run of characters that needs no look ends that
// begins at s[i]: most of ASCII, and U+0600 to U+06FF but the ARABIC LETTER MARK.
func skipPlain[T string | []byte](s T, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case plainASCII[c]:
			i++
		case c-0xD8 < 4 && i+1 < len(s) && s[i+1]&0xC0 == 0x80 && (c != 0xD8 || s[i+1] != 0x9C):
			i += 2
		default:
			return i
		}
	}
	return i
}

// decode returns the code point that s begins with, and its length.
func decode[T string | []byte](s T) (rune, int) {
	var first [utf8.UTFMax]byte
	return utf8.DecodeRune(first[:copy(first[:], s)])
}

// plainASCII are the characters of ASCII that neither AppendVisible nor
// AppendJSON may escape.
var plainASCII = func() (plain [256]bool) {
	for c := ' '; c < 0x7F; c++ {
		plain[c] = c != '"' && c != '\\' && c != '#'
	}
	return plain
}()

const (
	upperHex = "0123456789ABCDEF"
	lowerHex = "0123456789abcdef"
)

// appendHex appends n as so many hexadecimal digits of the set hex.
func appendHex(dst []byte, n rune, digits int, hex string) []byte {
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		dst = append(dst, hex[n>>shift&15])
	}
	return dst
}

// isEscape reports whether s begins with what AppendVisible writes for
// something else.
func isEscape[T string | []byte](text T) bool {
	s := string(text[:min(len(text), len(`\U000E0041`))])
	digits := 0
	if len(s) > 1 {
		switch s[1] {
		case 'x':
			digits = 2
		case 'u':
			digits = 4
		case 'U':
			digits = 8
		}
	}
	if digits == 0 || len(s) < 2+digits || strings.Trim(s[2:2+digits], upperHex) != "" {
		return false
	}
	n, err := strconv.ParseInt(s[2:2+digits], 16, 32)
	if err != nil {
		return false
	}
	switch r := rune(n); s[1] {
	case 'x':
		return r >= utf8.RuneSelf
	case 'u':
		return r == '\\' || r == '#' || isUnseen(r)
	default:
		return r > 0xFFFF && isUnseen(r)
	}
}

// isCommand reports whether s begins with a command that a runner looks for
// everywhere in a line: of GitHub Actions, in its old form, or of Azure
// Pipelines. Sources: ActionCommand.cs of actions/runner; Microsoft Learn,
// "Logging commands".
func isCommand[T string | []byte](text T) bool {
	s := string(text[:min(len(text), len("##vso["))])
	return strings.HasPrefix(s, "##[") || s == "##vso["
}

// AppendName appends the name of a file as AppendVisible does, for the start of
// a line. It adds ./ before a name that could begin a workflow command
// (::error), which a runner also finds after the blanks of a line.
func AppendName(dst []byte, name string) []byte {
	if strings.HasPrefix(strings.TrimLeftFunc(name, unicode.IsSpace), ":") {
		dst = append(dst, "./"...)
	}
	return AppendVisible(dst, name)
}

// AppendJSONName appends the name of a file as a member of a JSON object. JSON
// cannot hold a name that is not UTF-8, so such a name has a second member,
// whose key ends in _bytes, with its bytes in base64.
func AppendJSONName(dst []byte, key, name string) []byte {
	dst = append(append(append(dst, '"'), key...), `":`...)
	dst = AppendJSON(dst, name)
	if utf8.ValidString(name) {
		return dst
	}
	dst = append(append(append(dst, `,"`...), key...), `_bytes":"`...)
	return append(base64.StdEncoding.AppendEncode(dst, []byte(name)), '"')
}

// appendQuoted appends a name for the head of a difference, as git does: in
// quotes, with the escapes of C, where it holds what AppendVisible would write
// otherwise, a quote or a backslash. A tab ends one with a blank, at which patch
// would end it.
func appendQuoted(dst []byte, name string) []byte {
	quoted := append(dst, '"')
	changed := false
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		piece := name[i : i+size]
		i += size
		switch {
		case r == '"', r == '\\':
			quoted = append(quoted, '\\', byte(r))
		case r >= '\a' && r <= '\r':
			quoted = append(quoted, '\\', "abtnvfr"[r-'\a'])
		case isUnseen(r), r == utf8.RuneError && size == 1, isCommand(name[i-size:]):
			for _, b := range []byte(piece) {
				quoted = append(quoted, '\\', '0'+b>>6, '0'+b>>3&7, '0'+b&7)
			}
		default:
			quoted = append(quoted, piece...)
			continue
		}
		changed = true
	}
	if !changed {
		dst = append(dst, name...)
		if strings.Contains(name, " ") {
			dst = append(dst, '\t')
		}
		return dst
	}
	return append(quoted, '"')
}

// appendVisibleLine appends a line, or a piece of one, as AppendVisible does,
// but for its tabs and its end.
func appendVisibleLine(dst, line []byte) []byte {
	body, ended := bytes.CutSuffix(line, []byte{'\n'})
	if ended {
		body = bytes.TrimSuffix(body, []byte{'\r'})
	}
	for i, cell := range bytes.Split(body, []byte{'\t'}) {
		if i > 0 {
			dst = append(dst, '\t')
		}
		dst = AppendVisible(dst, string(cell))
	}
	return append(dst, line[len(body):]...)
}

// isUnseen reports whether r leaves no mark on a page, or moves others.
func isUnseen(r rune) bool {
	if r < 0x300 {
		return r < ' ' || r >= 0x7F && r <= 0xA0 || r == 0xAD
	}
	return unicode.Is(unseen, r)
}

// unseen is what isUnseen reports: Cc, Cf, Zl, Zp, default ignorable characters
// and variation selectors of Unicode, no-break spaces and the blank pattern of
// Braille. The signs that enclose Arabic digits, which are of Cf too, are seen;
// so are the selectors of the look of emoji, U+FE0E and U+FE0F, for which a
// page shows another picture. TestUnseen compares it with these properties.
var unseen = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x0000, 0x001F, 1}, // controls
		{0x007F, 0x00A0, 1}, // DELETE, controls, NO-BREAK SPACE
		{0x00AD, 0x00AD, 1}, // SOFT HYPHEN
		{0x034F, 0x034F, 1}, // COMBINING GRAPHEME JOINER
		{0x061C, 0x061C, 1}, // ARABIC LETTER MARK
		{0x115F, 0x1160, 1}, // HANGUL CHOSEONG and JUNGSEONG FILLER
		{0x17B4, 0x17B5, 1}, // KHMER VOWEL INHERENT AQ and AA
		{0x180B, 0x180F, 1}, // MONGOLIAN FREE VARIATION SELECTORs, VOWEL SEPARATOR
		{0x200B, 0x200F, 1}, // ZERO WIDTH SPACE to RIGHT-TO-LEFT MARK
		{0x2028, 0x202F, 1}, // separators, embeddings and overrides, NARROW NO-BREAK SPACE
		{0x2060, 0x206F, 1}, // WORD JOINER, invisible operators, isolates
		{0x2800, 0x2800, 1}, // BRAILLE PATTERN BLANK
		{0x3164, 0x3164, 1}, // HANGUL FILLER
		{0xFE00, 0xFE0D, 1}, // VARIATION SELECTOR-1 to -14
		{0xFEFF, 0xFEFF, 1}, // ZERO WIDTH NO-BREAK SPACE
		{0xFFA0, 0xFFA0, 1}, // HALFWIDTH HANGUL FILLER
		{0xFFF0, 0xFFFB, 1}, // default ignorable, INTERLINEAR ANNOTATION
	},
	R32: []unicode.Range32{
		{0x13430, 0x1343F, 1}, // EGYPTIAN HIEROGLYPH controls
		{0x1BCA0, 0x1BCA3, 1}, // SHORTHAND FORMAT controls
		{0x1D173, 0x1D17A, 1}, // MUSICAL SYMBOL controls
		{0xE0000, 0xE0FFF, 1}, // tags, VARIATION SELECTOR-17 to -256, default ignorable
	},
	LatinOffset: 3,
}
