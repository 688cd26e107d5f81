package segment

import (
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// A mark is a run of marks that may end a sentence, and what stands around it.
type mark struct {
	span.Span
	dots   int  // how many; three for U+2026 HORIZONTAL ELLIPSIS
	asks   bool // the run has a question or exclamation mark
	stops  bool // it has a full stop of another script
	verse  bool // it is U+06DD ARABIC END OF AYAH and its number
	after  int  // past the quotes, brackets and emoji that close after it
	next   int  // the first visible byte after that
	glued  bool // nothing shows between the run and next
	open   int  // how many brackets were open at the mark
	outer  int  // where the outermost of them was opened
	quoted bool // a quotation closes after it
	closed bool // a bracket closes after it
	last   bool // nothing visible follows it on its line
	more   bool // another mark follows what closes after it
	ahead  []byte
}

// isFarMark reports whether r, past U+07FF, ends sentences: what Unicode calls
// Sentence_Terminal in any script, and the ellipsis. Of the terminals of two
// bytes only those of tailMark are known; the others (Syriac, N'Ko) end in bytes
// of Arabic letters, at each of which the walk would have to stop.
func isFarMark(r rune) bool {
	return r >= 0x800 && (r == '\u2026' || unicode.Is(unicode.STerm, r)) // HORIZONTAL ELLIPSIS
}

// isCurly reports whether r is a double quote that writers turn both ways.
func isCurly(r rune) bool { return '\u201C' <= r && r <= '\u201F' }

// isIgnorable reports whether r shows nothing and stands between nothing.
func isIgnorable(r rune) bool {
	return isHidden(r) || arabic.IsMark(r) || '\u0300' <= r && r <= '\u036F'
}

// isEmoji reports whether r is a picture, or builds one with its neighbours:
// by whole blocks, and of the dingbats those of Emoji_Presentation (emoji-data.txt
// of UTS #51) and two hearts. Go's tables do not say which.
func isEmoji(r rune) bool {
	switch {
	case r < 0x2600:
		return false
	case r >= 0x1F000:
		return r <= 0x1FAFF
	}
	switch r {
	case 0x2705, 0x270A, 0x270B, 0x2728, 0x274C, 0x274E, 0x2753, 0x2754, 0x2755, 0x2757, 0x2763, 0x2764, 0x2795, 0x2796, 0x2797,
		0x27B0, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B55, 0xFE0F:
		return true
	}
	return r <= 0x26FF
}

// opensItem reports whether the emoji r is one that writers put before what
// it belongs to, as a bullet or a pointer.
func opensItem(r rune) bool {
	return 0x1F534 <= r && r <= 0x1F53D || 0x1F7E0 <= r && r <= 0x1F7EB || 0x1F446 <= r && r <= 0x1F449 ||
		r == 0x1F4CC || r == 0x1F4CD || r == 0x1F4E2 || r == 0x1F4E3 || r == 0x1F6A8 || r == 0x2705 || r == 0x274C || 0x260E <= r && r <= 0x2612 || 0x261A <= r && r <= 0x261F || 0x1F4F7 <= r && r <= 0x1F4F9
}

// mark reads the run of marks at i and what closes after it, and keeps the
// account of open quotes and brackets.
func (c *cutter) mark(i int) mark {
	ahead, end := c.ahead(i)
	m := mark{ahead: ahead, open: c.depth, outer: c.opened[0]}
	m.Start = i
	at := i
	for at < len(ahead) {
		n := m.take(ahead[at:])
		if n == 0 {
			// ". ." and "؟ !" are one run.
			k := 0
			b := blank(ahead[at:])
			if dot := at + b; b > 0 && newline(ahead[at:]) == 0 && dot < len(ahead) && at > i && !m.verse {
				k = m.take(ahead[dot:])
				if k == 1 && ahead[dot] == '.' && dot+1 < len(ahead) && (isASCIIDigit(ahead[dot+1]) || ahead[dot+1] == '.') {
					m.dots-- // a number, or dots of their own: "انتهى. ..وبدأ"
					k = 0
				}
			}
			if k == 0 {
				break
			}
			n = b + k
		}
		at += n
		m.End = at
	}
	m.after = c.closers(&m, m.End)

	m.next = m.after
	m.glued = true
	for i := m.End; i < m.after && m.glued; {
		r, n := utf8.DecodeRune(ahead[i:])
		m.glued = isIgnorable(r)
		i += n
	}
	m.last = end
	for m.next < len(ahead) {
		k := blank(ahead[m.next:])
		if k == 0 {
			m.last = false
			break
		}
		m.glued = false
		if newline(ahead[m.next:]) > 0 {
			if !c.Wrap {
				m.last = true
				break
			}
			if blankLine(ahead, end, m.next).ends() {
				m.last = true
				break
			}
		}
		m.next += k
	}
	if m.next == len(ahead) && !end {
		// So many blanks are as good as a line's end; so many marks go on.
		m.last = m.after < len(ahead)
		m.more = !m.last
	}
	if m.after > m.End && m.next < len(ahead) {
		var peek mark
		m.more = peek.take(ahead[m.next:]) > 0 && (m.next == m.after || peek.dots < 3 && !peek.verse)
	}
	return m
}

// take adds the mark that text begins with to the run and returns its size,
// or 0 where there is none.
func (m *mark) take(text []byte) int {
	switch text[0] {
	case '.':
		m.dots++
		return 1
	case '?', '!':
		m.asks = true
		return 1
	case 0xD8, 0xDB, 0xD6:
		if len(text) < 2 || !tailMark(text[0], text[1]) {
			return 0
		}
		switch {
		case text[1] == 0x9F:
			m.asks = true
		case text[0] == 0xDB && text[1] == 0x9D: // ARABIC END OF AYAH
			m.verse = true
			return 2 + ayahNumber(text[2:])
		default:
			m.stops = true
		}
		return 2
	}
	if text[0] < 0xE0 {
		return 0
	}
	r, n := utf8.DecodeRune(text)
	switch {
	case !isFarMark(r):
		n = verseNumber(text)
		m.verse = m.verse || n > 0
	case r == '\u2026': // HORIZONTAL ELLIPSIS
		m.dots += 3
	case '\u203C' <= r && r <= '\u2049', '\uFE56' <= r && r <= '\uFE57', r == '\uFF01', r == '\uFF1F', r == '\u2E2E': // DOUBLE and mixed, SMALL, FULLWIDTH and REVERSED QUESTION and EXCLAMATION MARK
		m.asks = true
	default:
		m.stops = true
	}
	return n
}

// closers is the end of the quotes, brackets, references and emoji that close
// after the run, which ends at at.
func (c *cutter) closers(m *mark, at int) int {
	ahead := m.ahead
	for at < len(ahead) {
		r, n := utf8.DecodeRune(ahead[at:])
		switch {
		case isIgnorable(r):
			at += n
		case r == ')' || r == ']' || r == '}':
			c.depth = max(0, c.depth-1)
			m.closed = true
			at += n
		case r == '\uFD3E' || r == '\uFD3F': // ORNATE PARENTHESES, which either way round close
			at += n
		case c.closesQuote(r, ahead[at+n:]):
			m.quoted = true
			at += n
		case r == '[' || r == '(':
			n := reference(ahead[at:])
			if n == 0 && (at == m.End || ahead[at-1] == ']') {
				n = note(ahead[at:])
			}
			if n == 0 {
				return at
			}
			at += n
		case 0xB2 <= r && r <= 0xB3 || r == 0xB9 || 0x2070 <= r && r <= 0x2079: // SUPERSCRIPT digits
			at += n
		case isEmoji(r):
			at += n
		case r == '<' || r == '*' || r == '_':
			n := markup(ahead[at:])
			if n == 0 {
				return at
			}
			at += n
		case blank(ahead[at:]) > 0 && newline(ahead[at:]) == 0:
			k := c.spacedCloser(m, ahead[at+n:])
			if k == 0 {
				return at
			}
			at += n + k
		default:
			return at
		}
	}
	return at
}

// closesQuote reports whether the quote r, with rest after it, closes one
// rather than opening the next, and keeps the account of open quotes.
func (c *cutter) closesQuote(r rune, rest []byte) bool {
	switch {
	case r == '\u00BB' || r == '\u203A': // RIGHT-POINTING ANGLE QUOTATION MARKS
		c.guillemet = false
		return true
	case r == '\u00AB': // LEFT-POINTING DOUBLE ANGLE QUOTATION MARK, the wrong way round
		return isLoose(rest)
	case r == '"' || isCurly(r):
		if !c.quote && !isLoose(rest) {
			return false
		}
		c.quote = false
		return true
	case r == '\'' || r == '\u2018' || r == '\u2019': // single QUOTATION MARKS
		return isLoose(rest)
	}
	return false
}

// spacedCloser is the size of what closes after a blank: a quote or bracket
// that stands open, or an emoji.
func (c *cutter) spacedCloser(m *mark, rest []byte) int {
	if len(rest) == 0 {
		return 0
	}
	r, n := utf8.DecodeRune(rest)
	switch {
	case c.quote && (r == '"' || isCurly(r)) && isLoose(rest[n:]):
		c.quote = false
		m.quoted = true
	case c.guillemet && r == '\u00BB' && isLoose(rest[n:]):
		c.guillemet = false
		m.quoted = true
	case (r == ')' || r == ']') && c.depth > 0:
		c.depth--
		m.closed = true
	case isEmoji(r) && !opensItem(r):
	case r == '[':
		return reference(rest) // "عام 2008. [13] كما"
	default:
		return emoticon(rest)
	}
	return n
}

// markup is the size of the end of markup that text begins with: </i>, or a run
// of * or _ with a blank after it.
func markup(text []byte) int {
	i := 1
	if text[0] == '<' {
		for i < min(len(text), 12) && (text[i] == '/' || isASCIILetter(text[i]) || isASCIIDigit(text[i])) {
			i++
		}
		if i > 2 && i < len(text) && text[1] == '/' && text[i] == '>' {
			return i + 1
		}
		return 0
	}
	for i < len(text) && text[i] == text[0] {
		i++
	}
	if i < len(text) && blank(text[i:]) == 0 {
		return 0
	}
	return i
}

// reference is the size of the reference that text begins with: a number in
// brackets, and the page that it may lead to: [1]:45.
func reference(text []byte) int {
	closing := byte(']')
	if text[0] == '(' {
		closing = ')'
	}
	for i := 1; i < len(text) && i < 12; {
		r, n := utf8.DecodeRune(text[i:])
		if _, ok := arabic.DigitValue(r); !ok {
			if i == 1 || text[i] != closing {
				return 0
			}
			i++
			if i+1 < len(text) && text[i] == ':' && isASCIIDigit(text[i+1]) {
				for i += 2; i < len(text) && (isASCIIDigit(text[i]) || text[i] == '-' && i+1 < len(text) && isASCIIDigit(text[i+1])); i++ {
				}
			}
			return i
		}
		i += n
	}
	return 0
}

// note is the size of the note in square brackets that text begins with, as
// Wikipedia writes them on to a stop: [بحاجة لمصدر], [من؟], [1، 2].
func note(text []byte) int {
	if text[0] != '[' {
		return 0
	}
	for i := 1; i < min(len(text), 48); i++ {
		switch text[i] {
		case ']':
			return i + 1
		case '[', '.', '\n':
			return 0
		}
	}
	return 0
}

// ayahNumber is the size of the number after U+06DD that text begins with, and
// of a space before it.
func ayahNumber(text []byte) int {
	i := 0
	if len(text) > 1 && text[0] == ' ' && digitAt(text, 1) {
		i++
	}
	for digitAt(text, i) {
		_, n := utf8.DecodeRune(text[i:])
		i += n
	}
	return i
}

// verseNumber is the size of the number of a verse that text begins with, in
// ornate parentheses, whichever way round: ﴿١﴾.
func verseNumber(text []byte) int {
	r, i := utf8.DecodeRune(text)
	if r != '\uFD3E' && r != '\uFD3F' { // ORNATE LEFT and RIGHT PARENTHESIS
		return 0
	}
	for digits := 0; i < len(text) && digits < 4; digits++ {
		r, n := utf8.DecodeRune(text[i:])
		if _, ok := arabic.DigitValue(r); !ok {
			if digits > 0 && (r == '\uFD3E' || r == '\uFD3F') {
				return i + n
			}
			return 0
		}
		i += n
	}
	return 0
}

// isLoose reports whether a quote with rest after it can only have closed:
// rest begins no word and nothing that holds one.
func isLoose(rest []byte) bool {
	r, n := utf8.DecodeRune(rest)
	for isIgnorable(r) {
		rest = rest[n:]
		r, n = utf8.DecodeRune(rest)
	}
	return n == 0 || !isWordRune(r) && r != '(' && r != '[' && r != '\u00AB' && r != '#' && r != '@'
}

func isASCIIDigit(b byte) bool { return '0' <= b && b <= '9' }

func isASCIILetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// hasContent reports whether a letter or digit stands in the sentence before
// end.
func (c *cutter) hasContent(end int) bool {
	for !c.content && c.looked < end {
		r, n := utf8.DecodeRune(c.text[c.looked:])
		c.looked += n
		c.content = arabic.KindOf(r) == arabic.Letter || unicode.IsLetter(r) || unicode.IsDigit(r) || isEmoji(r)
	}
	return c.content
}
