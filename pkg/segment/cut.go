package segment

import (
	"bytes"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// A cutter walks a text from sentence to sentence. What it remembers between
// two of them are a few facts and no text.
type cutter struct {
	Options
	base      int  // offset in the whole text of the slice at hand
	newlines  int  // passed since the last sentence
	lineStart bool // the sentence at hand is the first of its line
	inText    bool // the paragraph at hand has a sentence
	goesOn    bool // the sentence before was cut for its length alone
	paragraph int
	explained int    // offset in the whole text before which every decision is explained
	guillemet bool   // a « stands open on this line
	quote     bool   // a " stands open on this line
	line      length // what is known of how long this line is

	// Of the sentence at hand; offsets are those of the slice at hand.
	text    []byte
	eof     bool // the slice ends where the text does
	start   int
	opened  [8]int // where each bracket still open was opened
	depth   int
	quoteAt int // where the last quotation was opened, or -1
	looked  int // up to here there is no letter or digit in it
	content bool
	label   int // the last number that labelled an item in it

	word   [lookbehind]byte // of bare
	pauses []pause          // of the sentence at hand, where it is too long
}

func newCutter(o Options) cutter { return cutter{Options: o, lineStart: true} }

// append cuts text, whose first byte lies at c.base, and returns how many
// bytes are done with: all of them when eof is set. Otherwise the caller
// offers the rest again with more behind it.
func (c *cutter) append(dst []Sentence, text []byte, eof bool) ([]Sentence, int) {
	c.text, c.eof = text, eof
	at := 0
	for {
		var ok bool
		if at, ok = c.skipBlanks(at); !ok {
			return dst, at
		}
		guillemet, quote := c.guillemet, c.quote
		s, next, ok := c.sentence(at)
		if !ok || !c.measure(at) {
			c.guillemet, c.quote = guillemet, quote
			return dst, at
		}
		if c.ended() && c.inText {
			c.paragraph++
		}
		s.Paragraph = c.paragraph
		dst = c.split(dst, s)
		c.newlines, c.lineStart, c.inText, c.goesOn = 0, false, true, s.Reason == TooLong
		at = next
	}
}

// ended reports whether the blanks before the sentence end a paragraph.
func (c *cutter) ended() bool { return c.newlines > 1 || c.newlines == 1 && !c.Wrap }

// skipBlanks is the offset of the next visible character from at; false where
// the text ends first, or may go on.
func (c *cutter) skipBlanks(at int) (int, bool) {
	for at < len(c.text) {
		n := blank(c.text[at:])
		if n == 0 {
			if !c.eof && len(c.text)-at < utf8.UTFMax {
				return at, false
			}
			return at, true
		}
		if !c.eof && len(c.text)-at < utf8.UTFMax {
			return at, false
		}
		if k := newline(c.text[at:]); k > 0 {
			n = k
			c.newlines++
			if n == 3 { // U+2029 PARAGRAPH SEPARATOR, or its like
				c.newlines++
			}
			c.lineStart = true
			c.guillemet, c.quote = false, false
			c.line = unknown
		}
		at += n
	}
	return at, false
}

// blank is the size of the blank that text begins with, or 0: white space, or
// a character that shows nothing and joins nothing.
func blank(text []byte) int {
	switch b := text[0]; {
	case b == ' ', '\t' <= b && b <= '\r':
		return 1
	case b < 0xC2:
		return 0
	case b == 0xC2:
		if len(text) > 1 && (text[1] == 0x85 || text[1] == 0xA0) { // NEXT LINE, NO-BREAK SPACE
			return 2
		}
	case b == 0xE2 && len(text) > 2:
		switch {
		case text[1] == 0x80 && 0x80 <= text[2] && text[2] <= 0x8B: // U+2000 EN QUAD to U+200B ZERO WIDTH SPACE
			return 3
		case text[1] == 0x80 && (text[2] == 0xA8 || text[2] == 0xA9 || text[2] == 0xAF): // LINE and PARAGRAPH SEPARATOR, NARROW NO-BREAK SPACE
			return 3
		case text[1] == 0x81 && text[2] == 0x9F: // MEDIUM MATHEMATICAL SPACE
			return 3
		}
	case b == 0xE3 && len(text) > 2 && text[1] == 0x80 && text[2] == 0x80: // IDEOGRAPHIC SPACE
		return 3
	case b == 0xEF && len(text) > 2 && text[1] == 0xBB && text[2] == 0xBF: // BYTE ORDER MARK
		return 3
	}
	return 0
}

// blankBefore is the size of the blank that ends at end, or 0.
func (c *cutter) blankBefore(end int) int {
	if end <= c.start {
		return 0
	}
	_, n := utf8.DecodeLastRune(c.text[c.start:end])
	if blank(c.text[end-n:]) == 0 {
		return 0
	}
	return n
}

// newline is the size of the newline that text begins with, or 0.
func newline(text []byte) int {
	switch text[0] {
	case '\n':
		return 1
	case '\r':
		if len(text) > 1 && text[1] == '\n' {
			return 2
		}
		return 1
	case 0xC2:
		if len(text) > 1 && text[1] == 0x85 { // NEXT LINE
			return 2
		}
	case 0xE2:
		if len(text) > 2 && text[1] == 0x80 && (text[2] == 0xA8 || text[2] == 0xA9) {
			return 3
		}
	}
	return 0
}

// Classes of bytes at which the walk through a sentence stops.
const (
	bPlain = iota
	bMark  // an ASCII mark
	bNewline
	bOpen
	bClose
	bQuote
	bTail // may end a mark of two bytes
	bLead // begins a character that may matter
)

var byteClass = func() (t [256]uint8) {
	set := func(class uint8, chars string) {
		for i := range len(chars) {
			t[chars[i]] = class
		}
	}
	set(bMark, ".?!")
	set(bNewline, "\n\r")
	set(bOpen, "([{")
	set(bClose, ")]}")
	set(bQuote, `"`)
	set(bTail, "\x9D\x9E\x9F\x94") // see tailMark
	t[0xC2] = bLead                // guillemets
	t[0xD6] = bLead                // ARMENIAN FULL STOP
	for b := 0xE0; b <= 0xFF; b++ {
		t[b] = bLead
	}
	return t
}()

// nextStop returns the offset, at or after i, of the next byte that is not plain.
func nextStop(text []byte, i int) int {
	i += plainInBlocks(text[i:])
	for i < len(text) && byteClass[text[i]] == bPlain {
		i++
	}
	return i
}

// sentence finds the sentence that begins at start, and the offset from which
// to look for the next one; ok is false where the text at hand ends first and may
// go on.
func (c *cutter) sentence(start int) (s Sentence, next int, ok bool) {
	c.start, c.depth, c.quoteAt, c.looked, c.content, c.label = start, 0, -1, start, false, 0
	s.Span.Start = start
	text := c.text
	limit := start + maxSentence
	for i := start; ; {
		if i <= limit {
			i = nextStop(text[:min(len(text), limit+1)], i)
		}
		switch {
		case i > limit:
			end := c.limit(start, limit)
			c.explain(span.Span{Start: end, End: end}, TooLong)
			return markless(s, end, TooLong), end, true
		case len(text)-i < lookahead && !c.eof:
			return s, 0, false
		case i >= len(text):
			return markless(s, c.trim(len(text)), TextEnd), len(text), true
		}
		at := i // where a mark begins
		switch byteClass[text[i]] {
		case bMark:
		case bOpen:
			c.openBracket(i)
			i++
			continue
		case bClose:
			c.depth = max(0, c.depth-1)
			i++
			if c.directs(i) {
				c.explain(span.Span{Start: i, End: i}, stageDirection)
				return markless(s, i, stageDirection), i, true
			}
			continue
		case bQuote:
			c.turnQuote(i)
			i++
			continue
		case bTail:
			// The lead byte was plain: the mark began a byte ago.
			if at--; at < start || !tailMark(text[at], text[i]) {
				i++
				continue
			}
		default: // bNewline, bLead
			if n := newline(text[i:]); n > 0 {
				if r := c.newline(i); r.ends() {
					return markless(s, c.trim(i), r), i, true
				}
				i += n
				continue
			}
			r, n := utf8.DecodeRune(text[i:])
			if isBullet(r) && c.itemFollows(i, n) {
				c.explain(span.Span{Start: i, End: i + n}, bullet)
				return markless(s, c.trim(i), bullet), i, true
			}
			if !c.farMark(r, i) {
				i += n
				continue
			}
		}
		m := c.mark(at)
		r := c.decide(&m)
		c.explain(m.Span, r)
		if r.ends() {
			s.Span.End, s.Mark, s.Reason = m.after, m.Span, r
			return s, m.after, true
		}
		i = m.after
	}
}

// isBullet reports whether r is a bullet of a list: BULLET, TRIANGULAR BULLET, BLACK
// SMALL SQUARE or BLACK CIRCLE.
func isBullet(r rune) bool { return r == '\u2022' || r == '\u2023' || r == '\u25AA' || r == '\u25CF' }

// itemFollows reports whether the bullet at i, of n bytes, begins an item inside a
// line: a blank and content stand before it, and a word after it.
func (c *cutter) itemFollows(i, n int) bool {
	if c.blankBefore(i) == 0 || c.depth > 0 || !c.hasContent(i) {
		return false
	}
	ahead, _ := c.ahead(i)
	for i += n; i < len(ahead); i += blank(ahead[i:]) {
		if newline(ahead[i:]) > 0 {
			return false
		}
		if blank(ahead[i:]) == 0 {
			return isWordRune(firstRune(ahead[i:]))
		}
	}
	return false
}

// openBracket counts the bracket at i, unless an emoticon ends with it.
func (c *cutter) openBracket(i int) {
	emoticon := i > c.start && (c.text[i-1] == ':' || c.text[i-1] == ';')
	if c.depth < len(c.opened) && !emoticon {
		c.opened[c.depth] = i
		c.depth++
	}
}

// turnQuote counts the quote at i, which opens and closes in one shape.
func (c *cutter) turnQuote(i int) {
	c.quote = !c.quote
	c.quoteAt = i
}

// farMark reports whether r at i, past ASCII, is a mark that may end a sentence.
// If it is a quote, farMark counts it.
func (c *cutter) farMark(r rune, i int) bool {
	switch {
	case r == '\u00AB': // LEFT-POINTING DOUBLE ANGLE QUOTATION MARK
		c.guillemet, c.quoteAt = true, i
	case r == '\u00BB': // RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK
		c.guillemet = false
	case isCurly(r):
		c.turnQuote(i)
	}
	return isFarMark(r) || r == '\u0589' || verseNumber(c.text[i:]) > 0 // ARMENIAN FULL STOP
}

// tailMark reports whether the two bytes are a mark.
func tailMark(lead, tail byte) bool {
	return lead == 0xD8 && 0x9D <= tail && tail <= 0x9F || // ARABIC END OF TEXT MARK, TRIPLE DOT PUNCTUATION MARK, QUESTION MARK
		lead == 0xDB && (tail == 0x94 || tail == 0x9D) || // ARABIC FULL STOP, END OF AYAH
		lead == 0xD6 && tail == 0x89 // ARMENIAN FULL STOP
}

// newline decides whether the newline at i ends the sentence.
func (c *cutter) newline(i int) Reason {
	r := Newline
	if c.Wrap {
		ahead, end := c.ahead(i)
		r = blankLine(ahead, end, i)
	}
	c.explain(span.Span{Start: i, End: i + newline(c.text[i:])}, r)
	return r
}

// blankLine decides whether the newline at i ends a paragraph of wrapped lines.
// end means that the text ends with ahead.
func blankLine(ahead []byte, end bool, i int) Reason {
	n := newline(ahead[i:])
	if n == 3 && ahead[i+2] == 0xA9 { // PARAGRAPH SEPARATOR
		return BlankLine
	}
	for at := i + n; at < len(ahead); at += n {
		if n = blank(ahead[at:]); n == 0 {
			return wrappedLine
		}
		if newline(ahead[at:]) > 0 {
			return BlankLine
		}
	}
	if end {
		return TextEnd
	}
	return wrappedLine
}

// ahead is the text up to where the rules of a mark at i may read, and
// whether the text ends there.
func (c *cutter) ahead(i int) ([]byte, bool) {
	if len(c.text) <= i+lookahead {
		return c.text, c.eof
	}
	return c.text[:i+lookahead], false
}

// trim is the end of the visible part of what ends at end.
func (c *cutter) trim(end int) int {
	for end > c.start {
		r, n := utf8.DecodeLastRune(c.text[c.start:end])
		if r == utf8.RuneError || blank(c.text[end-n:]) == 0 {
			return end
		}
		end -= n
	}
	return end
}

// limit is where a sentence that is too long ends: before the last blank, or
// else between two characters.
func (c *cutter) limit(start, limit int) int {
	if i := bytes.LastIndexByte(c.text[start:limit], ' '); i > 0 {
		if end := c.trim(start + i); end > start {
			return end
		}
	}
	for i := limit; i > limit-utf8.UTFMax; i-- {
		if utf8.RuneStart(c.text[i]) {
			return i
		}
	}
	return limit
}

// explain reports a decision once, even where a scanner reads a sentence twice.
func (c *cutter) explain(at span.Span, r Reason) {
	at.Start += c.base
	at.End += c.base
	if c.Explain == nil || at.Start < c.explained {
		return
	}
	c.explained = at.Start + 1
	c.Explain(Boundary{Span: at, Cut: r.ends(), Reason: r})
}
