package document

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// JSON is the format of translations and other pages in JSON, ARB among them.
var JSON = &Format{
	Name: "json", Title: "JSON", Files: []string{"*.json", "*.arb", "*.webmanifest", "*.geojson"},
	Prose: "strings that hold an Arabic letter",
	Left:  "keys; what is under @key (ARB); identifiers, codes, addresses and other languages (name_fa) by their key; the source of pages; placeholders such as {name}, %s",
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
	value func(start, end int, path *jsonPath) error
	// enter, if set, is called with the path of an object and the key of each value in
	// it, and returns the path of that; nil: nothing in it is a value.
	enter func(path *jsonPath, key []byte) *jsonPath
	// leave, if set, is called at the end of each object with its path.
	leave func(path *jsonPath) error
}

// A jsonPath is what is known of where a value lies.
type jsonPath struct {
	key  string   // the last key
	rest []string // of the fields that are looked for, what is left to find
}

func (s *jsonScanner) errorf(format string, args ...any) error {
	return &syntaxError{s.at, fmt.Errorf(format, args...)}
}

// space skips blanks.
func (s *jsonScanner) space() {
	if s.at < len(s.src) && s.src[s.at] <= ' ' {
		s.blanks()
	}
}

func (s *jsonScanner) blanks() {
	for s.at < len(s.src) {
		switch s.src[s.at] {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return
		}
	}
}

// scan reads one value and the blanks around it. Without a path nothing in it is a value.
func (s *jsonScanner) scan(path *jsonPath, depth int) error {
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
		if path != nil && s.value != nil {
			if err := s.value(start, s.at, path); err != nil {
				return err
			}
		}
	case c == '{':
		err := s.object(path, depth)
		if err == nil && path != nil && s.leave != nil {
			err = s.leave(path)
		}
		return err
	case c == '[':
		return s.array(path, depth)
	default:
		for s.at < len(s.src) && isWord(s.src[s.at]) {
			s.at++
		}
		if word := s.src[start:s.at]; !isScalar(word) {
			s.at = start
			return s.errorf("a value is expected, not %q", shorten(s.src[start:]))
		}
		if path != nil && s.value != nil {
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
	digits := 0
	for digits < len(word) && '0' <= word[digits] && word[digits] <= '9' {
		digits++
	}
	if digits > 0 && digits == len(word) {
		return true
	}
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

func (s *jsonScanner) object(path *jsonPath, depth int) error {
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
		in := path
		if path != nil && s.enter != nil {
			in = s.enter(path, key)
		}
		if err := s.scan(in, depth+1); err != nil {
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

func (s *jsonScanner) array(path *jsonPath, depth int) error {
	s.at++
	for n := 0; ; n++ {
		s.space()
		if n == 0 && s.at < len(s.src) && s.src[s.at] == ']' {
			s.at++
			s.space()
			return nil
		}
		if err := s.scan(path, depth+1); err != nil {
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
		dst = appendHex4(append(dst, sign...), high)
		r = low
	}
	return appendHex4(append(dst, sign...), r)
}

// appendHex4 appends four hexadecimal digits.
func appendHex4(dst []byte, r rune) []byte {
	const digits = "0123456789abcdef"
	return append(dst, digits[r>>12&0xF], digits[r>>8&0xF], digits[r>>4&0xF], digits[r&0xF])
}

// jsonString begins a text of the string between the quotes at start and end-1,
// whose bytes are then known, without its end. It returns an error for what is
// no escape of JSON.
func (b *builder) jsonString(start, end int, role Role, key string) error {
	s := span.Span{Start: start + 1, End: end - 1}
	b.begin(role, key, jsonText, s.Start)
	b.unit.Loose = true
	var w jsonWidth
	if err := b.jsonEscapes(s, &w); err != nil {
		b.drop()
		return err
	}
	b.t.ascii = w.ascii()
	return nil
}

// A jsonWidth says how strings have what is not ASCII.
type jsonWidth struct{ escaped, raw bool }

// ascii reports whether all that is not ASCII is escaped, and there is some.
func (w jsonWidth) ascii() bool { return w.escaped && !w.raw }

// jsonEscapes adds the escapes of a string without its quotes. It returns an error for
// what is no escape.
func (b *builder) jsonEscapes(s span.Span, w *jsonWidth) error {
	for at := s.Start; ; {
		i := bytes.IndexByte(b.src[at:s.End], '\\')
		if i < 0 {
			w.raw = w.raw || !isASCII(b.src[at:s.End])
			return nil
		}
		w.raw = w.raw || !isASCII(b.src[at:at+i])
		at += i
		if b.rows != nil {
			from := at
			if at = b.jsonRow(at, s.End, w); at > from {
				continue
			}
		}
		n, r := unescapeJSON(b.src[at:s.End])
		switch {
		case r < 0 && n < len(`\u0000`):
			return &syntaxError{at, fmt.Errorf("not an escape: %q", shorten(b.src[at:s.End]))}
		case r < 0: // half of a pair
			b.object(at, at+n)
		default:
			var one [utf8.UTFMax]byte
			b.escapeBytes(at, at+n, utf8.AppendRune(one[:0], r))
			w.escaped = w.escaped || r >= utf8.RuneSelf
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

// jsonRow takes the escapes from the offset at of src on, and the ASCII between them, as
// pieces of many: it is as if each were one. It returns where the last piece ends: before
// half of a pair, what is no escape, or what is not ASCII.
func (b *builder) jsonRow(at, end int, w *jsonWidth) int {
	const most = 256 // bytes of a piece, so that what is in it is soon found
	b.copy(at)
	for more := true; more && at < end; {
		b.spare = slices.Grow(b.spare, most+lettersRoom)
		view := len(b.spare)
		seen := b.spare[view : view+most+lettersRoom]
		start, n := at, 0
		for stop := min(at+most, end); at < stop; {
			wrote, read := b.rows.letters(seen[n:], b.src[at:], stop-at, end-at)
			n, at, w.escaped = n+wrote, at+read, w.escaped || read > wrote
			if at >= stop {
				break
			}
			size, r := unescapeJSON(b.src[at:end])
			if more = r >= 0 && b.src[at] == '\\'; !more {
				break
			}
			n += utf8.EncodeRune(seen[n:], r)
			at, w.escaped = at+size, w.escaped || r >= utf8.RuneSelf
		}
		if at > start {
			b.spare = b.spare[:view+n]
			b.pieces = append(b.pieces, piece{span.Span{Start: start, End: at}, view - b.view, view - b.view + n, row})
			b.raw = at
		}
	}
	return at
}

// jsonLetters has, for the last two digits of the escapes from \u0600 to \u06ff, as they
// are in memory, the two bytes that they stand for.
type jsonLetters [1 << 16]uint16

var arabicEscapes = sync.OnceValue(func() *jsonLetters {
	const digits = "0123456789abcdefABCDEF"
	letters := new(jsonLetters)
	for _, high := range []byte(digits) {
		for _, low := range []byte(digits) {
			r := hex4([]byte{'0', '0', high, low})
			letters[int(low)<<8|int(high)] = uint16(0x80D8 | r>>6 | r&0x3F<<8)
		}
	}
	return letters
})

// lettersRoom is how many bytes letters may write behind those that stand for the first n
// bytes of src.
const lettersRoom = lettersBlock + 16

// lettersBlock is how many bytes of src letters reads at a time if it can.
const lettersBlock = 64

// letters writes to dst what the first n bytes of src stand for, or some more, and returns
// how many bytes it wrote and read: up to what is neither ASCII nor an escape of the
// table. The string ends at the offset end of src.
func (l *jsonLetters) letters(dst, src []byte, n, end int) (wrote, read int) {
	if blocks := min((n+lettersBlock-1)/lettersBlock, end/lettersBlock, (len(src)-8)/lettersBlock); blocks > 0 {
		wrote, read = l.blocks(dst, src, blocks)
	}
	for ; read < n; wrote++ {
		c := src[read]
		switch {
		case c == '\\':
			if end-read < 6 || binary.LittleEndian.Uint32(src[read:]) != '\\'|'u'<<8|'0'<<16|'6'<<24 {
				return wrote, read
			}
			two := l[binary.LittleEndian.Uint16(src[read+4:])]
			if two == 0 {
				return wrote, read
			}
			binary.LittleEndian.PutUint16(dst[wrote:], two)
			wrote, read = wrote+1, read+6
		case c < utf8.RuneSelf:
			dst[wrote] = c
			read++
		default:
			return wrote, read
		}
	}
	return wrote, read
}

// jsonUnit returns the length of the escape or of the byte that src begins with, and how
// many bytes of a text it stands for.
func jsonUnit(src []byte) (n, size int) {
	switch {
	case src[0] != '\\':
		return 1, 1
	case src[1] != 'u':
		return 2, 1
	case src[2] == '0' && '1' <= src[3] && src[3] <= '7':
		return 6, 2
	}
	n, r := unescapeJSON(src)
	return n, utf8.RuneLen(r)
}

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

// isForeignName reports whether a key names another language in Arabic script, by
// itself or at its end, as name_fa does: then its values are in that language.
func isForeignName(key string) bool {
	tag := key[strings.LastIndexAny(key, "_.:")+1:]
	return !strings.EqualFold(tag, "ms") && isArabicScript(language(tag)) // ms is a unit, mostly
}

// isSource reports whether text is the source of a page, with tags on lines of their own
// that are indented; or that of a string with such a page, in which \n ends lines.
func isSource(text []byte) bool {
	for {
		i := bytes.IndexAny(text, "\n\\")
		if i < 0 {
			return false
		}
		escape := text[i] == '\\'
		if text = text[i+1:]; escape {
			escaped, ok := bytes.CutPrefix(text, []byte("n"))
			if !ok {
				continue
			}
			text = escaped
		}
		rest := bytes.TrimLeft(text, " \t")
		if n := len(text) - len(rest); n > 1 && len(rest) > 1 && rest[0] == '<' && (rest[1] == '/' || isLetterDigit(rest[1])) {
			return true
		}
	}
}

// readJSON reads a page of JSON.
func readJSON(b *builder, src []byte) error {
	s := jsonScanner{src: src, at: bomLen(src)}
	s.enter = func(path *jsonPath, key []byte) *jsonPath {
		name := string(key)
		if strings.HasPrefix(name, "@") || isJSONName(name) || isForeignName(name) {
			return nil
		}
		if path.key != "" {
			name = path.key + "." + name
		}
		return &jsonPath{key: name}
	}
	s.value = func(start, end int, path *jsonPath) error {
		if src[start] != '"' {
			return nil
		}
		if err := b.jsonString(start, end, Label, path.key); err != nil {
			return err
		}
		b.copy(end - 1)
		if !b.whole && isSource(b.spare[b.view:]) {
			b.drop()
			return nil
		}
		b.placeholders(end - 1)
		b.endProse(end - 1)
		return nil
	}
	return s.page()
}

// page reads the value that a page is.
func (s *jsonScanner) page() error {
	if err := s.scan(new(jsonPath), 0); err != nil {
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
