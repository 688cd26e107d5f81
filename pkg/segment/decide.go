package segment

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// decide decides whether the sentence ends at m. The rules are in the order in
// which they outrank each other.
func (c *cutter) decide(m *mark) Reason {
	switch r := c.decidePlace(m); {
	case r != NoReason:
		return r
	case m.asks:
		return c.decideQuestion(m)
	case m.stops:
		return fullStop
	case m.dots > 1:
		return c.decideDots(m)
	}
	return c.decideStop(m)
}

// decidePlace applies the rules that hold for every kind of mark: they ask only
// what is around it.
func (c *cutter) decidePlace(m *mark) Reason {
	switch {
	case m.last:
		return lineEnd
	case !c.hasContent(m.Start):
		return noContent
	case m.more:
		return moreMarks
	case c.clauseFollows(m):
		return clauseFollows
	case m.verse:
		return verse
	case m.open > 0 && m.closed && c.fillsBrackets(m):
		return bracketedMark
	case c.inBrackets(m):
		return inBrackets
	case m.glued && c.inAddress(m):
		return inAddress
	case m.asks && m.glued && (m.ahead[m.next] == '=' || isASCIILetter(m.ahead[m.next]) && c.blankBefore(m.Start) > 0):
		return operator
	case m.dots > 1 && c.opensQuote(m.Start):
		return noContent // «.. إن المنافقين
	}
	return NoReason
}

// decideQuestion decides a run with a question or exclamation mark.
func (c *cutter) decideQuestion(m *mark) Reason {
	if !startsClause(m.nextWord()) && isExclaimed(c.bare(c.wordBefore(m.Start))) {
		return quotedTitle // ياهو!
	}
	if m.quoted {
		// The sentence goes on with who asked, unless that stands before the quotation.
		named := c.followsColon(c.quoteAt)
		word := c.bare(m.nextWord())
		switch {
		case reports(word):
			if !(named && isPastReport(word)) {
				return quotedQuestion
			}
		case isGoingOn(word):
			if !m.setsScene() {
				return quotedQuestion
			}
		case isAsReported(word):
			if !named && reports(c.bare(m.secondWord())) {
				return quotedQuestion // "يا للبحر!" كما قال سالم.
			}
		}
		// كتاب «لماذا نكتب؟» goes on, whatever follows.
		if c.quoteAt > c.start && isWork(c.bare(c.wordBefore(c.quoteAt))) {
			return quotedTitle
		}
	}
	return question
}

// decideDots decides a run of two dots or more.
func (c *cutter) decideDots(m *mark) Reason {
	switch {
	case m.dots >= 6 && isDigitAt(m.ahead[m.next:]):
		return leader // "الفصل الأول ........ 12"
	case m.dots >= 4:
		return longEllipsis
	case m.dots == 3 && m.quoted:
		return quoteDots
	case m.dots == 3:
		return ellipsis // they trail off inside a line
	}
	follows := c.bare(m.nextWord())
	switch {
	case m.glued && between(m, isASCIIDigit):
		return inNumber
	case m.glued && m.ahead[m.next] == '/':
		return inAddress // ../src
	case c.inTitle(m):
		return quotedTitle // شعار «سبع سنوات.. لسبع إمارات» يستمر
	case isSource(follows):
		return sourceFollows // "…هطلت الأمطار.. حسبما ذكرت الوكالة"
	case isEtcetera(follows):
		return listEnds // "أقلام وكتب.. إلخ"
	}
	return twoDots
}

// isPastReport reports whether word, a reporting verb, tells what happened next:
// no participle, and no present, which may describe who speaks.
func isPastReport(word []byte) bool {
	r, _ := utf8.DecodeRune(word)
	return isReportingVerb(word) && !isReportingParticiple(word) && r != 'ي'
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
	return startsPause(m.ahead[m.next:]) && !m.speakerFollows()
}

// speakerFollows reports whether a colon between blanks comes after m, with which
// a transcript marks that another speaks: "شكرا لك . : على الرحب"
func (m *mark) speakerFollows() bool {
	if m.next == m.after || m.ahead[m.next] != ':' {
		return false
	}
	after := m.next + 1
	for after < len(m.ahead) && blank(m.ahead[after:]) > 0 {
		if newline(m.ahead[after:]) > 0 {
			return false
		}
		after += blank(m.ahead[after:])
	}
	return after > m.next+1 && after < len(m.ahead) && isWordRune(firstRune(m.ahead[after:]))
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
			if !c.Wrap || blankLine(m.ahead, false, i).ends() {
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
