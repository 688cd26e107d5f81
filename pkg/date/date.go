// Package date finds the dates and times of Arabic text and says which they
// are: in digits and in words, in the Gregorian and the Hijri calendar, under
// every country's month names, absolute or against a reference. It reports
// the impossible ones and rewrites the mixed ones.
//
// Text is read one line at a time. Values are ISO 8601-2 (EDTF) in the
// Gregorian calendar; see Date.Value for what it adds.
package date

import (
	"time"

	"github.com/nass-ar/nass/pkg/span"
)

// A Kind is what an expression names.
type Kind uint8

const (
	KindDate     Kind = iota // a day, week, month, year …
	KindTime                 // a time of any day
	KindDateTime             // a time of one day
	KindDuration             // a length
	KindRange                // from one point to another
	KindSet                  // a recurring point
)

var kindNames = [...]string{"date", "time", "datetime", "duration", "range", "set"}

// String is the kind's stable name.
func (k Kind) String() string { return kindNames[k] }

// A Grain is how fine a value is.
type Grain uint8

const (
	NoGrain Grain = iota
	Second
	Minute
	Hour
	PartOfDay
	OfDay
	Week
	Month
	Quarter
	Season
	HalfYear
	Year
	Decade
	Century
)

var grainNames = [...]string{"", "second", "minute", "hour", "part-of-day", "day", "week", "month", "quarter", "season", "half-year", "year", "decade", "century"}

// String is the grain's stable name.
func (g Grain) String() string { return grainNames[g] }

// A Part is a part of the day.
type Part uint8

const (
	NoPart Part = iota
	Dawn
	Morning
	Noon
	Midday
	Afternoon
	Evening
	Night
)

// A Date is one expression found in a line.
type Date struct {
	span.Span

	// Value is the EDTF value: 2023-11-10, 2023-11, 2023, 199X (the nineties),
	// 18XX (the nineteenth century), 2023-W44, 2024-Q1, 2016-22 (summer),
	// T15:05, 2023-11-10T15:05, 2023-11-10/2023-11-15, P2D, XXXX-11-10
	// where the year is neither written nor to be had from a reference,
	// 2023-11-30~ where the text is vague. TMO, TAF, TEV and TNI are morning, afternoon, evening and night.
	// Relative to no reference it is a signed duration: -P1D. The Hijri calendar's
	// days are given by their Gregorian day; its own reading is in Alternatives.
	// A set is the interval it recurs at (P1W) or a point with X for what varies (XXXX-WXX-1).
	Value string

	Kind     Kind
	Grain    Grain
	Calendar Calendar
	Vague    bool

	// Alternatives are the other readings: the Hijri date (1436-02-11 AH), a
	// pair's second date, the other order of 10/11/2023, the other way that a
	// weekday points.
	Alternatives []string

	// Begin and Until bound what the value covers, [Begin, Until) in UTC as if
	// the line were written there; zero when it cannot be placed.
	Begin, Until time.Time

	Problems []Problem
}

// A Problem is something wrong with a date.
type Problem struct {
	span.Span
	Name    string // weekday-mismatch, hijri-mismatch, impossible-date, two-digit-year
	Message string
	Want    string // what the text should say, where that is known
}

// The names of problems.
const (
	WeekdayMismatch = "weekday-mismatch"
	HijriMismatch   = "hijri-mismatch"
	ImpossibleDate  = "impossible-date"
	TwoDigitYear    = "two-digit-year"
)

// Options say how to read what a line leaves open. The zero value reads
// without a reference, days before months, Hijri dates as printed.
type Options struct {
	// Reference is when the line was written. Zero: relative expressions have
	// no value but a signed duration.
	Reference time.Time

	// Hijri is the calendar of Hijri dates: Printed (the default) or KACST.
	Hijri Calendar

	// Prefer says which one is meant where a weekday or a day of a month stands alone.
	// By default a weekday is the last before the reference, as in news, and a
	// date without a year is of the reference's year.
	Prefer Preference

	// MonthFirst reads 10/11/2023 as October the eleventh.
	MonthFirst bool
}

// A Preference is a direction in time.
type Preference uint8

const (
	NoPreference Preference = iota
	Past
	Future
)

// A Finder finds dates. It holds scratch memory, so reuse one for many lines; it is
// not safe for concurrent use. The zero value is ready.
type Finder struct{ p parser }

// Find appends the dates of line to dst, in order and disjoint. The line
// should hold no newline. Nothing is allocated for a line without dates.
func (f *Finder) Find(dst []Date, line []byte, o Options) []Date {
	p := &f.p
	p.reset(line, o)
	if !p.scan(line) && len(p.t) > 10 {
		return dst
	}
	return p.find(dst)
}

// Find is the same with scratch of its own.
func Find(dst []Date, line []byte, o Options) []Date {
	return new(Finder).Find(dst, line, o)
}

// FirstDay is when the first whole day among dates begins, for pages that print
// when they were written.
func FirstDay(dates []Date) (t time.Time, ok bool) {
	for i := range dates {
		if d := &dates[i]; !d.Begin.IsZero() && (d.Kind == KindDate && d.Grain == OfDay || d.Kind == KindDateTime) && !d.Vague {
			return d.Begin, true
		}
	}
	return time.Time{}, false
}
