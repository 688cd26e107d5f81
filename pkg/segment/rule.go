package segment

// A Rule names why a sentence ends at a place, or does not.
type Rule uint8

const (
	NoRule Rule = iota

	// Ends.
	FullStop       // a full stop after a word
	Question       // a run with a question or exclamation mark
	TwoDots        // two dots, the press's full stop
	LongEllipsis   // four dots or more
	QuoteDots      // three dots before a closing quote
	GluedStop      // a stop with no blank after it, between two words
	Era            // the stop of an era or unit after a number: 1436هـ. 2014 م.
	Etcetera       // إلخ. with no preposition after it
	Verse          // the end of a verse of the Quran and its number
	StageDirection // (ضحك) after a sentence, in the transcript of a talk
	LineEnd        // any mark at a line's end
	Newline        // a newline without a mark
	BlankLine      // a blank line, where lines are wrapped
	TextEnd        // the text's end without a mark
	Headline       // no mark: the model of headlines
	MaxLength      // Options.MaxLength
	TooLong        // the bound on every sentence

	// No ends.
	InNumber       // inside a decimal, version, date or time
	InAddress      // inside a URL, host, file name or handle
	Initial        // one letter: a title or a name's initial
	SecondEra      // an era before و and another: 1099م. و1187م.
	Initialism     // dotted letters: و.م.أ.
	Abbreviation   // a word of the table of abbreviations
	EtceteraGoesOn // إلخ. before a preposition
	ListNumber     // a number or letter that opens its sentence or its list
	SectionNumber  // البند 2.1.
	Ellipsis       // three dots inside a line
	SourceFollows  // two dots before حسبما, وفق …
	ListEnds       // two dots before إلخ
	Leader         // dots that lead to the number of a page
	BracketedMark  // (؟) (!) (...)
	InBrackets     // inside brackets that opened inside the sentence
	QuotedQuestion // ؟" before a reporting verb, a preposition or ثم
	QuotedTitle    // ؟" or two dots in the name of a book, film or company
	ClauseFollows  // before a comma, semicolon or colon
	MoreMarks      // another mark follows the quote or bracket
	NoContent      // nothing but marks so far
	LowerCase      // before a small Latin letter
	GluedDot       // a dot with no blank after it, not between two words
	Operator       // x != 0, !x
	WrappedLine    // a newline inside a paragraph, where lines are wrapped
)

var ruleNames = [...]string{
	NoRule:         "none",
	FullStop:       "full-stop",
	Question:       "question",
	TwoDots:        "two-dots",
	LongEllipsis:   "long-ellipsis",
	QuoteDots:      "quote-dots",
	GluedStop:      "glued-stop",
	Era:            "era",
	Etcetera:       "etcetera",
	Verse:          "verse",
	StageDirection: "stage-direction",
	LineEnd:        "line-end",
	Newline:        "newline",
	BlankLine:      "blank-line",
	TextEnd:        "text-end",
	Headline:       "headline",
	MaxLength:      "max-length",
	TooLong:        "too-long",
	InNumber:       "in-number",
	InAddress:      "in-address",
	Initial:        "initial",
	SecondEra:      "second-era",
	Initialism:     "initialism",
	Abbreviation:   "abbreviation",
	EtceteraGoesOn: "etcetera-goes-on",
	ListNumber:     "list-number",
	SectionNumber:  "section-number",
	Ellipsis:       "ellipsis",
	SourceFollows:  "source-follows",
	ListEnds:       "list-ends",
	Leader:         "leader",
	BracketedMark:  "bracketed-mark",
	InBrackets:     "in-brackets",
	QuotedQuestion: "quoted-question",
	QuotedTitle:    "quoted-title",
	ClauseFollows:  "clause-follows",
	MoreMarks:      "more-marks",
	NoContent:      "no-content",
	LowerCase:      "lower-case",
	GluedDot:       "glued-dot",
	Operator:       "operator",
	WrappedLine:    "wrapped-line",
}

// String is the rule's name in kebab case, as nass segment --explain tells it.
func (r Rule) String() string {
	if int(r) < len(ruleNames) {
		return ruleNames[r]
	}
	return ruleNames[NoRule]
}
