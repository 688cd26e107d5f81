package segment

// A Reason names the rule by which a sentence ends at a place, or goes on.
//
// The exported reasons are those of ends that no mark shows, which a caller may
// want to treat in another way. The rules about marks are known by their names
// only (see [Reason.String]): with better rules, their number changes.
type Reason uint8

// The reasons up to TooLong end a sentence; those after it let it go on.
const (
	NoReason Reason = iota

	fullStop       // a full stop after a word
	question       // a run with a question or exclamation mark
	twoDots        // two dots, the press's full stop
	longEllipsis   // four dots or more
	quoteDots      // three dots before a closing quote
	gluedStop      // a stop with no blank after it, between two words
	era            // the stop of an era or unit after a number: 1436هـ. 2014 م.
	etcetera       // إلخ. with no preposition after it
	verse          // the end of a verse of the Quran and its number
	stageDirection // (ضحك) after a sentence, in the transcript of a talk
	bullet         // before a bullet inside a line
	lineEnd        // any mark at a line's end
	Newline        // a newline with no mark before it
	BlankLine      // a blank line, where lines are wrapped
	TextEnd        // the end of the text with no mark before it
	Headline       // a headline or list item, which the model of headlines found
	NoMark         // the model of text without stops found an end
	MaxLength      // Options.MaxLength
	TooLong        // a sentence of more than 1 MiB

	inNumber       // inside a decimal, version, date or time
	inAddress      // inside a URL, host, file name or handle
	initial        // one letter: a title or a name's initial
	secondEra      // an era before و and another: 1099م. و1187م.
	eraGoesOn      // an era before a preposition that goes on with the date
	initialism     // dotted letters: و.م.أ.
	abbreviation   // a word of the table of abbreviations
	etceteraGoesOn // إلخ. before a preposition
	listNumber     // a number or letter that opens its sentence or its list
	sectionNumber  // البند 2.1.
	ellipsis       // three dots inside a line
	sourceFollows  // two dots before حسبما, وفق …
	listEnds       // two dots before إلخ
	leader         // dots that lead to the number of a page
	bracketedMark  // (؟) (!) (...)
	inBrackets     // inside brackets that opened inside the sentence
	quotedQuestion // ؟" before a reporting verb, a preposition or ثم
	quotedTitle    // ؟" or two dots in the name of a book, film or company
	clauseFollows  // before a comma, semicolon or colon
	moreMarks      // another mark follows the quote or bracket
	noContent      // nothing but marks so far
	lowerCase      // before a small Latin letter
	gluedDot       // a dot with no blank after it, not between two words
	operator       // x != 0, !x
	wrappedLine    // a newline inside a paragraph, where lines are wrapped
)

var reasonNames = [...]string{
	NoReason:       "none",
	fullStop:       "full-stop",
	question:       "question",
	twoDots:        "two-dots",
	longEllipsis:   "long-ellipsis",
	quoteDots:      "quote-dots",
	gluedStop:      "glued-stop",
	era:            "era",
	etcetera:       "etcetera",
	verse:          "verse",
	stageDirection: "stage-direction",
	bullet:         "bullet",
	lineEnd:        "line-end",
	Newline:        "newline",
	BlankLine:      "blank-line",
	TextEnd:        "text-end",
	Headline:       "headline",
	NoMark:         "unmarked",
	MaxLength:      "max-length",
	TooLong:        "too-long",
	inNumber:       "in-number",
	inAddress:      "in-address",
	initial:        "initial",
	secondEra:      "second-era",
	eraGoesOn:      "era-goes-on",
	initialism:     "initialism",
	abbreviation:   "abbreviation",
	etceteraGoesOn: "etcetera-goes-on",
	listNumber:     "list-number",
	sectionNumber:  "section-number",
	ellipsis:       "ellipsis",
	sourceFollows:  "source-follows",
	listEnds:       "list-ends",
	leader:         "leader",
	bracketedMark:  "bracketed-mark",
	inBrackets:     "in-brackets",
	quotedQuestion: "quoted-question",
	quotedTitle:    "quoted-title",
	clauseFollows:  "clause-follows",
	moreMarks:      "more-marks",
	noContent:      "no-content",
	lowerCase:      "lower-case",
	gluedDot:       "glued-dot",
	operator:       "operator",
	wrappedLine:    "wrapped-line",
}

// String returns the name of the rule in kebab case, as nass segment --explain
// prints it.
func (r Reason) String() string {
	if int(r) < len(reasonNames) {
		return reasonNames[r]
	}
	return reasonNames[NoReason]
}

// ends reports whether a sentence ends for this reason.
func (r Reason) ends() bool { return NoReason < r && r <= TooLong }
