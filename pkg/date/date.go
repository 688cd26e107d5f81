// Package date finds the dates and times of Arabic text, in digits and in words, in the Gregorian and the
// Hijri calendar, under the month names of every country, absolute or against a reference. It resolves them
// to values, reports impossible ones, and rewrites dates of mixed languages and orders.
//
// A [Finder] reads one line at a time. Values are ISO 8601-2 (EDTF) in the Gregorian calendar; Date.Value says what
// it adds. Dates before 15 October 1582 keep the day that is written, which is one of the Julian calendar.
//
// The package promises its spans, which are sorted, disjoint and within the line, the form of values, and the
// names that String returns. Which expressions it finds may change between versions.
package date

import (
	"time"

	"github.com/nass-ar/nass/pkg/span"
)

// A Kind says what an expression names.
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

// String returns the stable name of the kind.
func (k Kind) String() string { return kindNames[k] }

// A Grain says how fine a value is. Grains are ordered, the finest first. Those between the exported ones,
// such as the part of a day, the week and the quarter, have only names.
type Grain uint8

const (
	NoGrain Grain = iota
	GrainSecond
	GrainMinute
	GrainHour
	grainPartOfDay
	GrainDay
	grainWeek
	GrainMonth
	grainQuarter
	grainSeason
	grainHalfYear
	GrainYear
	grainDecade
	grainCentury
)

var grainNames = [...]string{"", "second", "minute", "hour", "part-of-day", "day", "week", "month", "quarter", "season", "half-year", "year", "decade", "century"}

// String returns the stable name of the grain.
func (g Grain) String() string { return grainNames[g] }

// A dayPart is a part of the day.
type dayPart uint8

const (
	noPart dayPart = iota
	partDawn
	partMorning
	partNoon
	partMidday
	partAfternoon
	partEvening
	partNight
)

// A Date is one expression of a line.
type Date struct {
	span.Span

	// Value is the value in EDTF: 2023-11-10, 2023-11, 2023, 199X (the nineties), 18XX (the nineteenth
	// century), 2023-W44, 2024-Q1, 2016-22 (summer), T15:05, 2023-11-10T15:05, 2023-11-10/2023-11-15, P2D,
	// P3Y/P5Y (three to five years), XXXX-11-10 where neither the line nor the reference says the year,
	// 2023-11-30~ where the text is vague. TMO, TAF, TEV and TNI are morning, afternoon, evening and night. A
	// relative expression without a reference is a signed duration: -P1D, and -PXD where the text does not
	// say how many. A Hijri date is the Gregorian day; Alternatives has the Hijri reading. A set is the
	// interval at which it recurs (P1W), or a point with X for what varies (XXXX-WXX-1).
	Value string

	Kind     Kind
	Grain    Grain
	Calendar Calendar
	Vague    bool

	// Alternatives are the other readings: the Hijri date (1436-02-11 AH), a pair's second date, the other
	// order of 10/11/2023, the other way that a weekday points.
	Alternatives []string

	// Begin and Until bound the time that the value covers, [Begin, Until) in UTC, and read a Julian value as
	// if it were Gregorian; both are zero if it has no place in time.
	Begin, Until time.Time

	Problems []Problem
}

// A Problem is a mistake in a date.
type Problem struct {
	span.Span
	Name    string // WeekdayMismatch, HijriMismatch, ImpossibleDate or TwoDigitYear
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

// Options say how to read an expression that has several readings. The zero value
// reads without a reference, days before months, Hijri dates as printed.
type Options struct {
	// Reference is when the line was written. Zero: relative expressions have no value but a signed duration.
	Reference time.Time

	// Hijri is the calendar of Hijri dates: Printed (the default) or KACST.
	Hijri Calendar

	// Prefer chooses the direction of a weekday, or of a day of a month, without more. By default, a weekday is the
	// last one before the reference, as in news, and a date without a year is of the year of the reference.
	Prefer Preference

	// MonthFirst reads 10/11/2023 as October the eleventh.
	MonthFirst bool
}

// A Preference is a direction in time.
type Preference uint8

const (
	noPreference Preference = iota
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
	if !p.scan(line) && len(p.t)-1 > reach { // a line of number words alone is a year
		return dst
	}
	return p.find(dst)
}

// Find appends the dates of line to dst, as [Finder.Find] does. For many lines, a Finder is faster.
func Find(dst []Date, line []byte, o Options) []Date {
	return new(Finder).Find(dst, line, o)
}

// firstDay returns the beginning of the first whole day among dates, and whether there
// is one. For a page that prints when it was written, that is the reference.
func firstDay(dates []Date) (t time.Time, ok bool) {
	for i := range dates {
		if d := &dates[i]; !d.Begin.IsZero() && (d.Kind == KindDate && d.Grain == GrainDay || d.Kind == KindDateTime) && !d.Vague {
			return d.Begin, true
		}
	}
	return time.Time{}, false
}
