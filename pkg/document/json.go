package document

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// JSON is the format of translations and other pages in JSON, ARB among them.
var JSON = &Format{
	Name: "json", Title: "JSON", Files: []string{"*.json", "*.arb", "*.webmanifest", "*.geojson"},
	Prose: "strings that hold an Arabic letter",
	Left:  "keys; what is under @key (ARB); identifiers, codes, addresses by their key; placeholders such as {name}, %s",
	page:  readJSON,
	units: true,
}

// JSONLines is the format of one JSON record a line.
var JSONLines = &Format{
	Name: "jsonl", Title: "JSON Lines", Files: []string{"*.jsonl", "*.ndjson"}, Records: true,
	Prose:   "the strings of the fields that --field names, also those of arrays",
	Left:    "all other fields, the order of keys, numbers, blanks",
	records: openJSONLines,
}

// maxDepth bounds how deep values may lie within each other.
const maxDepth = 1000

// A jsonScanner reads JSON from left to right. What it accepts may be slightly
// more than JSON, such as control characters in strings.
type jsonScanner struct {
	src []byte
	at  int

	// value, if set, is called with each string that is a value, by its quotes,
	// and with numbers, true, false and null; path is that of its value.
	value func(start, end int, path jsonPath) error
	// enter, if set, is called with the path of each value within an object, and
	// returns the path to work with. With skip nothing in it is a value.
	enter func(path jsonPath, key []byte) (_ jsonPath, skip bool)
	// leave, if set, is called at the end of each object with its path.
	leave func(path jsonPath) error
}

// A jsonPath is what is known of where a value lies.
type jsonPath struct {
	key  string   // the last key
	rest []string // of the fields that are looked for, what is left to find
}

func (s *jsonScanner) errorf(format string, args ...any) error {
	return &syntaxError{s.at, fmt.Errorf(format, args...)}
}

func (s *jsonScanner) space() {
	for s.at < len(s.src) {
		switch s.src[s.at] {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return
		}
	}
}

// scan reads one value and the blanks around it.
func (s *jsonScanner) scan(path jsonPath, skip bool, depth int) error {
	if depth > maxDepth {
		return s.errorf("values nested deeper than %d", maxDepth)
	}
	s.space()
	if s.at == len(s.src) {
		return s.errorf("a value is missing")
	}
	start := s.at
	switch c := s.src[s.at]; {
	case c == '"':
		if err := s.text(); err != nil {
			return err
		}
		if !skip && s.value != nil {
			if err := s.value(start, s.at, path); err != nil {
				return err
			}
		}
	case c == '{':
		err := s.object(path, skip, depth)
		if err == nil && !skip && s.leave != nil {
			err = s.leave(path)
		}
		return err
	case c == '[':
		return s.array(path, skip, depth)
	default:
		for s.at < len(s.src) && isWord(s.src[s.at]) {
			s.at++
		}
		if word := s.src[start:s.at]; !isScalar(word) {
			s.at = start
			return s.errorf("a value is expected, not %q", shorten(s.src[start:]))
		}
		if !skip && s.value != nil {
			if err := s.value(start, s.at, path); err != nil {
				return err
			}
		}
	}
	s.space()
	return nil
}

func isWord(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '+' || c == '.'
}

// isScalar reports whether word is a number or a word of JSON.
func isScalar(word []byte) bool {
	switch string(word) {
	case "":
		return false
	case "true", "false", "null", "NaN", "Infinity", "-Infinity": // Python writes the last three
		return true
	}
	if c := word[0]; c != '-' && (c < '0' || c > '9') {
		return false
	}
	_, err := strconv.ParseFloat(string(word), 64)
	return err == nil || errors.Is(err, strconv.ErrRange)
}

// shorten returns the first letters of text.
func shorten(text []byte) []byte {
	if n := 20; len(text) > n {
		for n > 0 && !utf8.RuneStart(text[n]) {
			n--
		}
		text = text[:n]
	}
	return text
}

// text reads a string.
func (s *jsonScanner) text() error {
	start := s.at
	s.at++
	for {
		i := bytes.IndexByte(s.src[s.at:], '"')
		if i < 0 {
			s.at = start
			return s.errorf("a string has no end")
		}
		end := s.at + i
		n := 0
		for s.src[end-1-n] == '\\' {
			n++
		}
		if s.at = end + 1; n%2 == 0 || end-n <= start {
			return nil
		}
	}
}

func (s *jsonScanner) object(path jsonPath, skip bool, depth int) error {
	s.at++
	for n := 0; ; n++ {
		s.space()
		switch {
		case s.at == len(s.src):
			return s.errorf("an object has no end")
		case s.src[s.at] == '}' && n == 0:
			s.at++
			s.space()
			return nil
		case s.src[s.at] != '"':
			return s.errorf("a key is expected, not %q", shorten(s.src[s.at:]))
		}
		start := s.at
		if err := s.text(); err != nil {
			return err
		}
		key := s.src[start+1 : s.at-1]
		if s.space(); s.at == len(s.src) || s.src[s.at] != ':' {
			return s.errorf("a colon is missing after the key %q", shorten(key))
		}
		s.at++
		in, skipped := path, skip
		if !skip && s.enter != nil {
			in, skipped = s.enter(path, key)
		}
		if err := s.scan(in, skipped, depth+1); err != nil {
			return err
		}
		if s.at == len(s.src) {
			return s.errorf("an object has no end")
		}
		c := s.src[s.at]
		if c != ',' && c != '}' {
			return s.errorf("a comma is missing before %q", shorten(s.src[s.at:]))
		}
		if s.at++; c == '}' {
			s.space()
			return nil
		}
	}
}

func (s *jsonScanner) array(path jsonPath, skip bool, depth int) error {
	s.at++
	for n := 0; ; n++ {
		s.space()
		if n == 0 && s.at < len(s.src) && s.src[s.at] == ']' {
			s.at++
			s.space()
			return nil
		}
		if err := s.scan(path, skip, depth+1); err != nil {
			return err
		}
		if s.at == len(s.src) {
			return s.errorf("an array has no end")
		}
		c := s.src[s.at]
		if c != ',' && c != ']' {
			return s.errorf("a comma is missing before %q", shorten(s.src[s.at:]))
		}
		if s.at++; c == ']' {
			s.space()
			return nil
		}
	}
}

// jsonText is the form of a string of JSON.
var jsonText = &form{escape: escapeJSON}

// escapeJSON appends s as a part of a JSON string.
func escapeJSON(dst []byte, s string, t *Text) []byte {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case r < ' ':
			dst = appendUTF16(dst, `\u`, r)
		case r >= utf8.RuneSelf && t.ascii && (r != utf8.RuneError || size > 1):
			dst = appendUTF16(dst, `\u`, r)
		default:
			dst = append(dst, s[i:i+size]...)
		}
		i += size
	}
	return dst
}

// appendUTF16 appends the escapes of the units of r in UTF-16: sign and four digits.
func appendUTF16(dst []byte, sign string, r rune) []byte {
	if high, low := utf16.EncodeRune(r); low != utf8.RuneError {
		dst = fmt.Appendf(dst, "%s%04x", sign, high)
		r = low
	}
	return fmt.Appendf(dst, "%s%04x", sign, r)
}

// jsonString begins a text of the string between the quotes at start and end-1,
// whose bytes are then known, without its end. It returns an error for what is
// no escape of JSON.
func (b *builder) jsonString(start, end int, role Role, key string) error {
	s := span.Span{Start: start + 1, End: end - 1}
	b.begin(role, key, jsonText, s.Start)
	wide, err := b.jsonEscapes(s)
	if err != nil {
		b.drop()
		return err
	}
	b.jsonASCII(wide, s)
	return nil
}

// jsonASCII makes the text that is read ASCII, if it is: wide says that escapes
// in it are not, and all are the strings that it is made of.
func (b *builder) jsonASCII(wide bool, all ...span.Span) {
	b.t.ascii = wide && !slices.ContainsFunc(all, func(s span.Span) bool {
		return !isASCII(s.Text(b.src))
	})
}

// jsonEscapes adds the escapes of a string without its quotes. It reports whether
// one is for what is not ASCII, and returns an error for what is no escape.
func (b *builder) jsonEscapes(s span.Span) (wide bool, err error) {
	for at := s.Start; ; {
		i := bytes.IndexByte(b.src[at:s.End], '\\')
		if i < 0 {
			return wide, nil
		}
		at += i
		if b.rows {
			from := at
			if at = b.jsonRows(at, s.End); at > from {
				wide = true
				continue
			}
		}
		n, r := unescapeJSON(b.src[at:s.End])
		switch {
		case r < 0 && n < len(`\u0000`):
			return false, &syntaxError{at, fmt.Errorf("not an escape: %q", shorten(b.src[at:s.End]))}
		case r < 0: // half of a pair
			b.object(at, at+n)
		default:
			var one [utf8.UTFMax]byte
			b.escapeBytes(at, at+n, utf8.AppendRune(one[:0], r))
			wide = wide || r >= utf8.RuneSelf
		}
		at += n
	}
}

// isASCII reports whether text is ASCII.
func isASCII(text []byte) bool {
	const high = 0x8080808080808080
	for ; len(text) >= 8; text = text[8:] {
		if binary.LittleEndian.Uint64(text)&high != 0 {
			return false
		}
	}
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// jsonRows takes the row of escapes from \u0080 to \u07ff, as Arabic letters are, that
// begins at the offset at of src, and those after it with a few bytes between them.
// Each row is one piece. It returns where what it took ends.
func (b *builder) jsonRows(at, end int) int {
	const size, between = len(`\u0000`), 8
	b.copy(at)
	spare, pieces, src := b.spare, b.pieces, b.src[:end]
	for {
		start, view := at, len(spare)
		for ; len(src)-at >= size; at += size {
			e := src[at : at+size]
			if e[0] != '\\' || e[1] != 'u' || e[2] != '0' {
				break
			}
			x := uint(hexDigits[e[3]])<<8 | uint(hexDigits[e[4]])<<4 | uint(hexDigits[e[5]])
			if x < 0x80 || x > 0x7FF {
				break
			}
			spare = append(spare, 0xC0|byte(x>>6), 0x80|byte(x&0x3F))
		}
		if at == start {
			break
		}
		pieces = append(pieces, piece{span.Span{Start: start, End: at}, view - b.view, len(spare) - b.view, escaped, 2})
		next := at
		for next < len(src) && next-at < between && src[next] != '\\' {
			next++
		}
		if next == at || next == len(src) || src[next] != '\\' {
			break
		}
		spare = append(spare, src[at:next]...)
		at = next
	}
	b.spare, b.pieces, b.raw = spare, pieces, at
	return at
}

// hexDigits has the value of each hexadecimal digit, and for other bytes one that makes
// any number of three digits too large.
var hexDigits = func() (table [256]uint16) {
	for i := range table {
		table[i] = 0xF000
	}
	for i, c := range []byte("0123456789abcdef") {
		table[c] = uint16(i)
		if c >= 'a' {
			table[c-'a'+'A'] = uint16(i)
		}
	}
	return table
}()

// unescapeJSON returns the length of the escape that text begins with, and its
// character, or -1 if it stands for none.
func unescapeJSON(text []byte) (n int, r rune) {
	if len(text) < 2 {
		return len(text), -1
	}
	switch c := text[1]; c {
	case '"', '\\', '/':
		return 2, rune(c)
	case 'n':
		return 2, '\n'
	case 't':
		return 2, '\t'
	case 'r':
		return 2, '\r'
	case 'b':
		return 2, '\b'
	case 'f':
		return 2, '\f'
	case 'u':
		r := hex4(text[2:])
		switch {
		case r < 0:
			return 2, -1
		case !utf16.IsSurrogate(r):
			return 6, r
		case len(text) >= 12 && text[6] == '\\' && text[7] == 'u':
			if r := utf16.DecodeRune(r, hex4(text[8:])); r != utf8.RuneError {
				return 12, r
			}
		}
		return 6, -1
	}
	return 2, -1
}

// hex4 reads four hexadecimal digits; it returns -1 for anything else.
func hex4(text []byte) rune {
	if len(text) < 4 {
		return -1
	}
	var r rune
	for _, c := range text[:4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}

// isJSONName reports whether the values of a key name things: they are no prose,
// whatever they hold.
func isJSONName(key string) bool {
	switch strings.ToLower(key) {
	case "id", "_id", "uid", "uuid", "guid", "key", "code", "lang", "locale", "language",
		"slug", "url", "uri", "href", "src", "path", "file", "filename", "icon", "image",
		"type", "class", "ref", "email", "regex", "pattern", "format", "value_type", "permalink",
		"$ref", "$schema", "$id":
		return true
	}
	return false
}

// readJSON reads a page of JSON.
func readJSON(b *builder, src []byte) error {
	s := jsonScanner{src: src, at: bomLen(src)}
	s.enter = func(path jsonPath, key []byte) (jsonPath, bool) {
		name := string(key)
		if strings.HasPrefix(name, "@") || isJSONName(name) {
			return path, true
		}
		if path.key != "" {
			name = path.key + "." + name
		}
		return jsonPath{key: name}, false
	}
	s.value = func(start, end int, path jsonPath) error {
		if src[start] != '"' {
			return nil
		}
		if err := b.jsonString(start, end, Label, path.key); err != nil {
			return err
		}
		b.placeholders(end - 1)
		b.endProse(end - 1)
		return nil
	}
	return s.page()
}

// page reads the value that a page is.
func (s *jsonScanner) page() error {
	if err := s.scan(jsonPath{}, false, 0); err != nil {
		return err
	}
	if s.at < len(s.src) {
		return s.errorf("more follows the value: %q", shorten(s.src[s.at:]))
	}
	return nil
}

// bomLen returns the length of the byte order mark that src begins with.
func bomLen(src []byte) int {
	if bytes.HasPrefix(src, []byte("\xEF\xBB\xBF")) {
		return 3
	}
	return 0
}
