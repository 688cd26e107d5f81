// Package rule is the machine that carries out conventions of writing. It
// knows lines, triggers and edits, and names no letter: what the rules say is
// in package orthography.
//
// Rules mean: each in turn rewrites what the one before it left, over and
// over until none of them finds anything. That is all [Reference] does. An
// [Engine] does the same in one scan that stops only where a rule may act.
package rule

import (
	"fmt"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// A Rule is one convention of writing, stated once: normalize applies it,
// check reports where it does not hold, and check --fix repairs that.
//
// Exactly one of Folds, Find, Variants and Survey says what it looks for.
type Rule struct {
	Name  string // kebab-case and stable
	Title string // one line, without a full stop
	Doc   string // what, why, when not to, and the source that says so
	Group Group
	Bad   string // a text that breaks the rule once
	Good  string // the same text as the rule would have it
	Level Level
	Fix   Fix
	In    Profile // the profiles it belongs to

	// Anywhere asks the rule on lines without any Arabic too. Other rules
	// leave such lines alone: they are code, markup or another language.
	Anywhere bool

	Folds    []Fold        // code point by code point, or
	Find     *Finder       // in context, or
	Variants []Variant     // one of several ways, mixed in one text, or
	Survey   func() Survey // of all the lines of a text

	// Reports finds what a rule that repairs leaves to a reader: findings
	// whose fix is Manual.
	Reports *Finder
}

// A Group names rules of one kind.
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

func (l Level) String() string { return Levels[l] }

// ParseLevel is the level of that name.
func ParseLevel(s string) (Level, error) {
	for i, name := range Levels {
		if s == name {
			return Level(i), nil
		}
	}
	return 0, fmt.Errorf("rule: unknown level %q (use info, warning or error)", s)
}

// A Fix is what a repair may cost.
type Fix uint8

const (
	Manual Fix = iota // reported only: the right repair needs a reader
	Safe              // every letter keeps its identity
	Lossy             // something the author may have meant is lost
)

func (f Fix) String() string { return [...]string{"manual", "safe", "lossy"}[f] }

// A Profile is a set of profiles, one a bit. Their names are the catalogue's.
type Profile uint8

// A Fold replaces one code point wherever it stands.
type Fold struct {
	From rune
	To   string
}

// A Finder finds a rule's places in a line.
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

// A Trigger is a code point of At, after one of Before and before one of
// After. A nil set of Before or After is any code point. The start and the end
// of the line count as '\n'. Invalid stands for the first of a run of bytes
// that are not UTF-8 instead.
type Trigger struct {
	Before, At, After *arabic.Set
	Invalid           bool
}

// A Variant is one of several ways to write the same thing.
type Variant struct {
	Name string
	Finder
}

// A Survey gathers what all the lines of a text tell together.
type Survey interface {
	// Add takes in a block of whole lines, the first of them number line.
	Add(block []byte, line int)
	// Merge takes in the survey of the block that follows, which it may keep.
	Merge(next Survey)
	// Findings is what the whole text gives, in order.
	Findings() []Finding
}

// A Finding is a place where a rule does not hold.
type Finding struct {
	Rule      *Rule
	Line      int    // number from 1
	span.Span        // bytes of the line
	Found     string // the words found, as written
	New       string // what the rule would write instead of the span; empty when Manual
	Fix       Fix    // of this repair: Lossy where only the lossy rules lead to it
	Message   string
	Text      []byte // the line, of a finding about a text as a whole; else nil
}
