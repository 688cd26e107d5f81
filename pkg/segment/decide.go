package segment

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// decide says whether the sentence ends at m, and the rule that says so. The
// rules stand in the order in which they outrank each other.
func (c *cutter) decide(m *mark) (bool, Reason) {
	switch {
	case m.last:
		return true, lineEnd
	case !c.hasContent(m.Start):
		return false, noContent
	case m.more:
		return false, moreMarks
	case c.clauseFollows(m):
		return false, clauseFollows
	case m.verse:
		return true, verse
	case m.open > 0 && m.closed && c.fillsBrackets(m):
		return false, bracketedMark
	case c.inBrackets(m):
		return false, inBrackets
	case m.glued && c.inAddress(m):
		return false, inAddress
	case m.asks && m.glued && (m.ahead[m.next] == '=' || isASCIILetter(m.ahead[m.next]) && c.blankBefore(m.Start) > 0):
		return false, operator
	case m.dots > 1 && c.opensQuote(m.Start):
		return false, noContent // «.. إن المنافقين
	}
	switch {
	case m.asks:
		return c.decideQuestion(m)
	case m.stops:
		return true, fullStop
	case m.dots >= 6 && isDigitAt(m.ahead[m.next:]):
		return false, leader // "الفصل الأول ........ 12"
	case m.dots >= 4:
		return true, longEllipsis
	case m.dots == 3:
		// quoteDots, ellipsis: three dots trail off inside a line, unless what
		// trails off is a quotation.
		if m.quoted {
			return true, quoteDots
		}
		return false, ellipsis
	case m.dots == 2:
		follows := c.bare(m.nextWord())
		switch {
		case m.glued && between(m, isASCIIDigit):
			return false, inNumber
		case m.glued && m.ahead[m.next] == '/':
			return false, inAddress // ../src
		case c.inTitle(m):
			return false, quotedTitle // شعار «سبع سنوات.. لسبع إمارات» يستمر
		case isSource(follows):
			return false, sourceFollows // "…هطلت الأمطار.. حسبما ذكرت الوكالة"
		case isEtcetera(follows):
			return false, listEnds // "أقلام وكتب.. إلخ"
		}
		return true, twoDots
	}
	return c.decideStop(m)
}

// decideQuestion decides a run with a question or exclamation mark.
func (c *cutter) decideQuestion(m *mark) (bool, Reason) {
	if !startsClause(m.nextWord()) && isExclaimed(c.bare(c.wordBefore(m.Start))) {
		return false, quotedTitle // ياهو!
	}
	if m.quoted {
		// quotedQuestion: the sentence goes on with who asked.
		word := c.bare(m.nextWord())
		if reports(word) || isGoingOn(word) && !m.setsScene() {
			return false, quotedQuestion
		}
		// quotedTitle: كتاب «لماذا نكتب؟» goes on with whatever it does.
		if c.quoteAt > c.start && isWork(c.bare(c.wordBefore(c.quoteAt))) {
			return false, quotedTitle
		}
	}
	return true, question
}

// decideStop decides a single full stop.
func (c *cutter) decideStop(m *mark) (bool, Reason) {
	token, at := c.tokenBefore(m.Start)
	if rest, ok := bytes.CutPrefix(token, []byte("و")); ok && len(rest) > 0 && isASCIILetter(rest[0]) {
		token = rest // وU.K.
	}
	w := c.weigh(token)
	follows := m.nextWord()
	if m.glued && isDigitAt(m.ahead[m.next:]) && w.digits > 0 && w.tail == 0 && c.blankBefore(m.Start) == 0 {
		return false, inNumber // 3.5, and UAX #29, SB6
	}
	if n := w.number(); w.isLabel(token) && (!c.hasContentBefore(at) || n == 1 && c.followsColon(at) && !startsClause(follows) || n > 1 && n == c.label+1) {
		c.label = n
		return false, listNumber // "1. اغسل", "الشروط: 1. أن … 2. أن"
	}
	ofEra := w.letters == 1 && isEra(w.first) && (w.digits > 0 || c.numberBefore(at) || w.dots == 0 && c.ofChrist(at) && startsClause(follows))
	if m.glued {
		if cut, rule := c.decideGlued(m, token, w, follows, ofEra); rule != NoReason {
			return cut, rule
		}
	}
	latin, small := startsLatin(m.ahead[m.next:])
	switch {
	case ofEra:
		// era: "1436هـ. وقال", "القرن الثاني عشر م. فصار".
		if isSecond(follows) {
			return false, secondEra
		}
		return true, era
	case w.dots > 0 && w.longest <= 2 && w.tail > 0 && w.letters == w.arabic:
		// era: "سنة 300 ق.م. وفي", but "سنة 300 ق.م. تقريبا".
		if w.last == 'م' && w.first == 'ق' && startsClause(follows) {
			return true, era
		}
		return false, initialism
	case w.dots > 0 && w.longest == 1 && w.letters > 0 && w.digits == 0:
		return false, initialism // U.S., but not v1.2.
	case w.dots > 0 && w.longest == 2 && w.letters <= 4 && w.arabic == 0 && w.digits == 0 && !startsClause(follows):
		return false, initialism // Ph.D.
	case w.letters == 1 && w.arabic == 1 && w.digits == 0:
		// initial: "د. أحمد", but "16°م. وغدا", "80 كم/س. ثم".
		if sign, _ := utf8.DecodeLastRune(c.text[c.start:at]); sign == '/' || sign == '\u00B0' { // DEGREE SIGN
			return true, fullStop
		}
		return false, initial
	case w.letters == 2 && w.arabic == 2 && w.digits == 0 && isProclitic(w.first) && isTitle(w.last):
		return false, initial // ود. أحمد
	case w.letters == 1 && w.digits == 0 && unicode.IsUpper(w.first) && !startsClause(follows):
		return false, initial // J. K. Rowling
	case w.digits > 0 && w.letters == 0:
		if w.dots > 0 && !startsClause(follows) && isSection(c.bare(c.wordBefore(at))) {
			return false, sectionNumber // "راجع البند 2.1. من اللائحة"
		}
	case w.arabic > 0:
		word := c.bare(token)
		switch {
		case isEtcetera(word):
			if isPreposition(c.bare(follows)) {
				return false, etceteraGoesOn
			}
			return true, etcetera
		case isAbbreviation(word) && !startsClause(follows):
			return false, abbreviation
		case isLetterName(word) && string(word) != "بي" && !startsClause(follows) && !isLetterName(c.bare(c.wordBefore(at))):
			return false, initial // جورج دبليو. بوش, but not شبكة إن بي سي. And بي. ends sentences by itself.
		case m.quoted && isSource(c.bare(follows)):
			return false, sourceFollows // "…الأفراد." حسبما أفاد
		}
	case w.letters > 0:
		if isLatinEnding(token) && !startsClause(follows) || isLatinAbbreviation(token) && (latin || isDigitAt(m.ahead[m.next:]) || m.ahead[m.next] == '(' || isPreposition(c.bare(follows))) {
			return false, abbreviation
		}
	}
	if small && w.arabic == 0 {
		return false, lowerCase // UAX #29, SB8
	}
	return true, fullStop
}

// isLabel reports whether token can number an item of a list: 1 1.2 أ.1 a II
func (w weight) isLabel(token []byte) bool {
	switch {
	case w.letters == 0 || w.letters == 1 && w.dots > 0:
		return 0 < w.digits && w.digits <= 3
	case w.digits > 0 || w.arabic > 0:
		return false
	}
	return w.letters == 1 || len(bytes.Trim(token, "IVX")) == 0 || len(bytes.Trim(token, "ivx")) == 0
}

// followsColon reports whether a colon stands before what begins at at, and no
// digit before it.
func (c *cutter) followsColon(at int) bool {
	at = c.trim(at)
	return at > c.start+1 && c.text[at-1] == ':' && !isASCIIDigit(c.text[at-2])
}

// opensQuote reports whether an open quotation begins right before end.
func (c *cutter) opensQuote(end int) bool {
	end -= c.blankBefore(end)
	r, _ := utf8.DecodeLastRune(c.text[c.start:end])
	return r == '\u00AB' || (r == '"' || isCurly(r)) && c.quote
}

// titleMost is how far, in bytes, the marks of a quotation are from two dots
// inside it where it is a title and no speech.
const titleMost = 80

// inTitle reports whether m stands in a short quotation of no more sentences,
// after which the sentence goes on.
func (c *cutter) inTitle(m *mark) bool {
	if !(c.guillemet || c.quote) || c.quoteAt < max(c.start, m.Start-titleMost) {
		return false
	}
	rest := m.ahead[m.after:min(len(m.ahead), m.after+titleMost)]
	for i := 0; i < len(rest); {
		r, n := utf8.DecodeRune(rest[i:])
		i += n
		switch {
		case r == '\n', byteClass[rest[i-n]] == bMark, r == '\u061F', isFarMark(r): // ARABIC QUESTION MARK
			return false
		case r == '\u00BB' || r == '"' || isCurly(r):
			after := m.ahead[m.after+i:]
			return len(after) > 1 && blank(after) > 0 && newline(after) == 0 && isWordRune(firstRune(after[blank(after):])) || len(after) > 0 && startsPause(after)
		}
	}
	return false
}

func firstRune(text []byte) rune {
	r, _ := utf8.DecodeRune(text)
	return r
}

// directs reports whether the sentence so far, up to the bracket that closes
// before end, is a stage direction of a talk, and no mark belongs to it:
// (ضحك), (تصفيق).
func (c *cutter) directs(end int) bool {
	if c.depth > 0 || c.text[c.start] != '(' && c.text[c.start] != '[' || end-c.start > lookbehind ||
		!isStageDirection(c.bare(c.text[c.start+1:end-1])) {
		return false
	}
	ahead, _ := c.ahead(end)
	for end < len(ahead) && blank(ahead[end:]) > 0 && newline(ahead[end:]) == 0 {
		end += blank(ahead[end:])
	}
	var m mark
	return end == len(ahead) || m.take(ahead[end:]) == 0 && !startsPause(ahead[end:])
}

// clauseFollows reports whether a mark that only parts clauses comes next: a
// comma, semicolon or colon, after which the sentence goes on (UAX #29, SB8a).
func (c *cutter) clauseFollows(m *mark) bool {
	return startsPause(m.ahead[m.next:])
}

// startsPause reports whether text begins with a mark that only parts clauses.
func startsPause(text []byte) bool {
	switch text[0] {
	case ',', ';', ':':
		return true
	case 0xD8:
		return len(text) > 1 && (text[1] == 0x8C || text[1] == 0x9B) // ARABIC COMMA, SEMICOLON
	}
	return false
}

// fillsBrackets reports whether the run is all that its brackets hold.
func (c *cutter) fillsBrackets(m *mark) bool {
	i := c.trim(m.Start)
	return i > c.start && byteClass[c.text[i-1]] == bOpen
}

// inBrackets reports whether m lies inside brackets that opened after the
// sentence began and that do close.
func (c *cutter) inBrackets(m *mark) bool {
	if m.open == 0 || m.outer <= c.start || !c.hasContentBefore(m.outer) {
		return false
	}
	if c.depth == 0 {
		return true
	}
	closing := ")]}"[bytes.IndexByte([]byte("([{"), c.text[m.outer])]
	for i := m.after; i < len(m.ahead); i++ {
		if m.ahead[i] == closing {
			return true
		}
		if newline(m.ahead[i:]) > 0 {
			if cut, _ := blankLine(m.ahead, false, i); cut || !c.Wrap {
				return false
			}
		}
	}
	return false
}

// hasContentBefore reports whether a letter or digit stands between the
// sentence's start and end, near its start.
func (c *cutter) hasContentBefore(end int) bool {
	for i := c.start; i < min(end, c.start+lookbehind); {
		r, n := utf8.DecodeRune(c.text[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
		i += n
	}
	return end > c.start+lookbehind
}

// inAddress reports whether the glued run m lies inside a URL, host, file
// name or handle: between two Latin letters or digits, or anywhere in a token
// with "://".
func (c *cutter) inAddress(m *mark) bool {
	next := m.ahead[m.next]
	if m.End-m.Start > 1 && next >= utf8.RuneSelf {
		return false
	}
	if m.Start > c.start && isAddressByte(c.text[m.Start-1]) && (isASCIILetter(next) || isASCIIDigit(next)) {
		prev := c.text[m.Start-1]
		return !(isASCIIDigit(prev) && isASCIIDigit(next)) || m.asks
	}
	i := m.Start
	for i > max(c.start, m.Start-lookbehind) && c.text[i-1] != ' ' && c.text[i-1] != '\n' {
		i--
	}
	return bytes.Contains(c.text[i:m.Start], []byte("://"))
}

func isAddressByte(b byte) bool {
	return isASCIILetter(b) || isASCIIDigit(b) || b == '/' || b == '_' || b == '-' || b == '=' || b == '&'
}

// between reports whether both neighbours of m pass is.
func between(m *mark, is func(byte) bool) bool {
	return m.Start > 0 && is(m.ahead[m.Start-1]) && m.next < len(m.ahead) && is(m.ahead[m.next])
}
