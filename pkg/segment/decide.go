package segment

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// decide says whether the sentence ends at m, and the rule that says so. The
// rules stand in the order in which they outrank each other.
func (c *cutter) decide(m *mark) (bool, Rule) {
	switch {
	case m.last:
		return true, LineEnd
	case !c.hasContent(m.Start):
		return false, NoContent
	case m.more:
		return false, MoreMarks
	case c.clauseFollows(m):
		return false, ClauseFollows
	case m.verse:
		return true, Verse
	case m.open > 0 && m.closed && c.fillsBrackets(m):
		return false, BracketedMark
	case c.inBrackets(m):
		return false, InBrackets
	case m.next == m.End && c.inAddress(m):
		return false, InAddress
	}
	switch {
	case m.asks:
		return c.decideQuestion(m)
	case m.stops:
		return true, FullStop
	case m.dots >= 4:
		return true, LongEllipsis
	case m.dots == 3:
		// QuoteDots, Ellipsis: three dots trail off inside a line, unless what
		// trails off is a quotation.
		if m.quoted {
			return true, QuoteDots
		}
		return false, Ellipsis
	case m.dots == 2:
		// SourceFollows: "…هطلت الأمطار.. حسبما ذكرت الوكالة".
		if m.next == m.End && between(m, isASCIIDigit) {
			return false, InNumber
		}
		if isSource(c.bare(m.nextWord())) {
			return false, SourceFollows
		}
		return true, TwoDots
	}
	return c.decideStop(m)
}

// decideQuestion decides a run with a question or exclamation mark.
func (c *cutter) decideQuestion(m *mark) (bool, Rule) {
	if m.quoted {
		// QuotedQuestion: the sentence goes on with who asked.
		word := c.bare(m.nextWord())
		if isReportingVerb(word) || isGoingOn(word) && !m.setsScene() {
			return false, QuotedQuestion
		}
		// QuotedTitle: كتاب «لماذا نكتب؟» goes on with whatever it does.
		if c.quoteAt > c.start && isWork(c.bare(c.wordBefore(c.quoteAt))) {
			return false, QuotedTitle
		}
	}
	return true, Question
}

// decideStop decides a single full stop.
func (c *cutter) decideStop(m *mark) (bool, Rule) {
	if m.next == m.End && isDigitAt(m.ahead[m.next:]) && c.text[m.Start-1] != ' ' {
		return false, InNumber // 3.5, and UAX #29, SB6
	}
	token := c.tokenBefore(m.Start)
	w := c.weigh(token)
	follows := m.nextWord()
	if m.next == m.End {
		if cut, rule := c.decideGlued(m, w, follows); rule != NoRule {
			return cut, rule
		}
	}
	latin, small := startsLatin(m.ahead[m.next:])
	switch {
	case w.digits > 0 && w.letters == 1 && isEra(w.first), w.letters == 1 && isEra(w.first) && c.numberBefore(m.Start-len(token)):
		// Era: "1436هـ. وقال", "القرن الثاني عشر م. فصار".
		return true, Era
	case w.dots > 0 && w.longest <= 2 && w.letters > 0 && w.letters == w.arabic:
		// Era: "سنة 300 ق.م. وفي", but "سنة 300 ق.م. تقريبا".
		if w.last == 'م' && w.first == 'ق' && startsClause(follows) {
			return true, Era
		}
		return false, Initialism
	case w.dots > 0 && w.longest == 1 && w.letters > 0 && w.digits == 0:
		return false, Initialism // U.S., but not v1.2.
	case w.letters == 1 && w.arabic == 1 && w.digits == 0:
		return false, Initial // د. أحمد
	case w.letters == 2 && w.arabic == 2 && w.digits == 0 && isProclitic(w.first) && isTitle(w.last):
		return false, Initial // ود. أحمد
	case w.letters == 1 && w.digits == 0 && unicode.IsUpper(w.first) && !startsClause(follows):
		return false, Initial // J. K. Rowling
	case w.digits > 0 && w.letters == 0:
		opens := m.Start-len(token) <= c.start+1
		switch {
		case opens && w.digits <= 3:
			return false, ListNumber // "1. اغسل"
		case w.dots > 0 && !startsClause(follows) && isSection(c.bare(c.wordBefore(m.Start-len(token)))):
			return false, SectionNumber // "راجع البند 2.1. من اللائحة"
		}
	case w.arabic > 0:
		word := c.bare(token)
		switch {
		case isEtcetera(word):
			if isGoingOn(c.bare(follows)) {
				return false, EtceteraGoesOn
			}
			return true, Etcetera
		case isAbbreviation(word) && !startsClause(follows):
			return false, Abbreviation
		case isLetterName(word) && string(word) != "بي" && !startsClause(follows) && !isLetterName(c.bare(c.wordBefore(m.Start-len(token)))):
			return false, Initial // جورج دبليو. بوش, but not شبكة إن بي سي. And بي. ends sentences by itself.
		case m.quoted && isSource(c.bare(follows)):
			return false, SourceFollows // "…الأفراد." حسبما أفاد
		}
	case w.letters > 0:
		if isLatinAbbreviation(token) && (latin || isDigitAt(m.ahead[m.next:])) {
			return false, Abbreviation
		}
	}
	if small && w.arabic == 0 {
		return false, LowerCase // UAX #29, SB8
	}
	return true, FullStop
}

// decideGlued decides a full stop with no blank after it. NoRule leaves it to
// the rules for the others.
func (c *cutter) decideGlued(m *mark, w weight, follows []byte) (bool, Rule) {
	r, n := utf8.DecodeRune(m.ahead[m.next:])
	if _, ok := arabic.DigitValue(r); ok {
		if w.letters >= 3 && c.text[m.Start-1] == ' ' {
			return true, GluedStop // "سطح القمر .11- إشارة"
		}
		return false, InNumber
	}
	f := c.weigh(follows)
	switch {
	case arabic.IsLetter(r):
		// GluedStop: two words, and not the parts of an abbreviation or a name.
		if (w.longestRun() >= 3 || c.afterCloser(m.Start)) && (f.letters >= 3 || isShortWord(c.bare(follows))) {
			if w.letters > 0 && w.arabic == 0 || w.digits > 0 && w.letters == 0 {
				return f.letters >= 3, GluedStop
			}
			return true, GluedStop
		}
		return false, GluedDot
	case unicode.IsLetter(r):
		// A file's ending is in one case; a sentence begins with a capital.
		second, _ := utf8.DecodeRune(m.ahead[m.next+n:])
		if w.arabic >= 3 && unicode.IsUpper(r) && unicode.IsLower(second) {
			return true, GluedStop
		}
		return false, GluedDot
	case r == '/' || r == '_' || r == '\\' || r == '@' || r == '%' || r == '=' || r == '+':
		return false, GluedDot
	}
	return false, NoRule
}

// afterCloser reports whether a closing quote or bracket stands before end, or
// before the blank before it.
func (c *cutter) afterCloser(end int) bool {
	if end > c.start && c.text[end-1] == ' ' {
		end--
	}
	r, _ := utf8.DecodeLastRune(c.text[c.start:end])
	return r == ')' || r == ']' || r == '"' || r == '\u00BB' || isCurly(r)
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
	for end < len(ahead) && ahead[end] == ' ' {
		end++
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
	i := m.Start
	for i > c.start && c.text[i-1] == ' ' {
		i--
	}
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
	rest := m.ahead[m.after:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 && !c.Wrap {
		rest = rest[:i]
	}
	return bytes.IndexByte(rest, ")]}"[bytes.IndexByte([]byte("([{"), c.text[m.outer])]) >= 0
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
