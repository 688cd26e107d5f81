// Package rule applies rules of writing to text. It knows lines, triggers and
// edits, but no letters: the rules themselves are in package orthography.
//
// The rules act in turn. Each rewrites the line that the rule before it
// produced, and the turns repeat until no rule finds anything. ruletest.Reference does
// exactly this. An [Engine] gives the same result in one scan, which stops only
// where a rule may act.
package rule

import (
	"fmt"
	"slices"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// A Rule is one convention of writing. Normalize applies it, check reports
// where a text breaks it, and check --fix fixes that.
//
// Exactly one of Folds, Find, Variants, Survey, Pair and Outside describes what the rule
// looks for.
type Rule struct {
	Name  string // kebab-case and stable
	Title string // one line, without a full stop
	Doc   string // what, why, when not to, and the source that says so
	Group Group
	Bad   string // a text that breaks the rule once
	Good  string // the same text after the fix
	Of    string // of a rule with Pair: what Bad and Good translate
	Level Level
	Fix   Fix
	In    Profile // the profiles it belongs to
	// Reported are the profiles that report what it finds, and leave the fix to a
	// user who names the rule. Where the rule has Reports, they report those.
	Reported Profile

	// Anywhere applies the rule to lines without Arabic too. Other rules skip
	// such lines: they are code, markup or another language.
	Anywhere bool

	// Unless are facts of lines to which the rule does not apply: of another
	// language, say. A Survey sees nothing of a text of which one is known to hold.
	Unless []*Fact

	// Once says that readers want to know of the first place in a text only: that a
	// text breaks the rule at all matters, and not how often.
	Once bool

	// Rescripts says that the rule writes lines in another script. A name in one
	// script is a word in the other, so its edits may enter protected runs; the
	// rule itself keeps the runs that it knows for what they are.
	Rescripts bool

	Folds    []Fold        // code point by code point, or
	Find     *Finder       // in context, or
	Variants []Variant     // one of several ways, mixed in one text, or
	Survey   func() Survey // of all the lines of a text, or

	// Pair returns what is found in the Target of a translation, in order. The
	// matches are over it; the fix of each is that of the rule.
	Pair func(p *Pair) []Match

	// Base is the rule itself, where this one is the same at another level; or nil.
	Base *Rule

	// Outside says that the rule looks for nothing in lines: what breaks it is in the
	// file that holds the texts, and who reads the file reports it.
	Outside bool

	// Reports finds what a rule that repairs leaves to a reader: findings
	// whose fix is Manual.
	Reports *Finder
}

// ReportsOnly returns the rule as the profiles in Reported have it: it has the
// name of r, and fixes nothing.
func (r *Rule) ReportsOnly() *Rule {
	only := *r
	only.Fix = Manual
	if r.Reports != nil {
		only.Find, only.Reports = r.Reports, nil
	}
	return &only
}

// FoldsWith reports whether r and next, the rule after it, fold code points of the
// same lines: then they fold at once, and each sees what r makes of a code point.
func (r *Rule) FoldsWith(next *Rule) bool {
	return r.Folds != nil && next.Folds != nil && r.Anywhere == next.Anywhere && slices.Equal(r.Unless, next.Unless)
}

// A Group is the name of a set of related rules.
type Group string

// A Level is how much a finding matters.
type Level uint8

const (
	Info Level = iota
	Warning
	Error
)

// Levels are the levels in order, by the names that users write.
var Levels = []string{"info", "warning", "error"}

// String returns the name of the level.
func (l Level) String() string { return Levels[l] }

// ParseLevel returns the level with the given name.
func ParseLevel(s string) (Level, error) {
	for i, name := range Levels {
		if s == name {
			return Level(i), nil
		}
	}
	return 0, fmt.Errorf("rule: unknown level %q (use info, warning or error)", s)
}

// A Fix says whether a rule can fix what it finds, and at what cost.
type Fix uint8

const (
	Manual Fix = iota // reported only: the right fix needs a human decision
	Safe              // every letter keeps its identity
	Lossy             // something the author may have meant is lost
)

// String returns the name of the fix: manual, safe or lossy.
func (f Fix) String() string { return [...]string{"manual", "safe", "lossy"}[f] }

// A Profile is a set of profiles, one bit for each. Their names are in the
// catalogue.
type Profile uint8

// A Fold replaces one code point wherever it occurs.
type Fold struct {
	From rune
	To   string
}

// A Finder finds the places in a line where a rule acts.
type Finder struct {
	// Triggers say where the rule may act.
	Triggers []Trigger
	// At looks at the code point at byte i, where one of Triggers stands, and
	// returns what it finds there, and whether it finds anything. The answer
	// must depend on the line alone.
	At func(t *Line, i int) (Match, bool)
}

// A Match is what a rule finds at one place.
type Match struct {
	span.Span        // of the line
	New       string // what the rule writes over the span; of no use to a Manual rule
	Message   string // what to say of it; empty when the rule's title says it well enough
}

// A Trigger matches a code point of At that follows one of Before and precedes
// one of After. If Before or After is nil, any code point matches there. The
// start and the end of the line count as '\n'. If Invalid is set, the trigger
// matches the first byte of a run of invalid UTF-8 instead.
type Trigger struct {
	Before, At, After *arabic.Set
	Invalid           bool
}

// A Variant is one of several ways to write the same thing.
type Variant struct {
	Name string
	Finder
}

// A Survey collects from all lines of a text what a rule needs to judge the
// text as a whole.
type Survey interface {
	// Add adds a block of whole lines; the number of the first is line.
	Add(block []byte, line int)
	// Merge adds the survey of the block that follows, and may keep it.
	Merge(next Survey)
	// Findings returns the findings of the whole text, in order.
	Findings() []Finding
}

// A Finding is a place where a text breaks a rule.
type Finding struct {
	Rule      *Rule
	Line      int       // number from 1
	span.Span           // bytes of the line
	Context   span.Span // of the line: the span extended to whole words, see [Around]
	New       string    // what the fix writes instead of the span; empty when Manual
	Fix       Fix       // of this finding: Lossy if only lossy rules lead to it
	Message   string
	Text      []byte // the line, without its newline
}

// Found returns the words found, as written: the context, or its first 256 bytes
// and "…".
func (f *Finding) Found() string { return string(f.AppendFound(nil)) }

// AppendFound appends what Found returns to dst.
func (f *Finding) AppendFound(dst []byte) []byte { return appendShort(dst, f.Context.Text(f.Text)) }

// Becomes returns what the fix makes of the words found, shortened alike; it is
// empty if the finding has no fix.
func (f *Finding) Becomes() string { return string(f.AppendBecomes(nil)) }

// AppendBecomes appends what Becomes returns to dst.
func (f *Finding) AppendBecomes(dst []byte) []byte {
	if f.Fix == Manual {
		return dst
	}
	c := f.Context
	switch before := f.Text[c.Start:f.Start]; {
	case c.Len() > shownMost:
		return append(dst, Shorten(Shorten(before)+f.New)...)
	default:
		dst = append(append(dst, before...), f.New...)
		return append(dst, f.Text[f.End:c.End]...)
	}
}
