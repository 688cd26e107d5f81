package date

import (
	"slices"

	"github.com/nass-ar/nass/pkg/numeral"
)

// FindProblems appends those dates of line to dst that have a problem, as [Finder.Find] finds them without a reference.
// It reads dates only where the words and numbers of the line leave room for a problem: sound dates cost little.
func (f *Finder) FindProblems(dst []Date, line []byte) []Date {
	p := &f.p
	p.reset(line, Options{})
	if !p.scan(line) && len(p.t)-1 > reach || !p.mayErr() {
		return dst
	}
	n := len(dst)
	dst = p.find(dst)
	wrong := slices.DeleteFunc(dst[n:], func(d Date) bool { return len(d.Problems) == 0 })
	return dst[:n+len(wrong)]
}

// A doubt is what the tokens of a line have of which a problem is made.
type doubt uint16

const (
	doubtful      doubt = 1 << iota // a month past the twelfth, a day past the thirty-first, a year of two digits or of five
	hasLateDay                      // a day that some months do not have
	hasShortMonth                   // a Gregorian month of less than 31 days, or a number that may be one
	hasWeekday                      // a weekday
	hasYear                         // what a year is written with
	hasFarYear                      // a year that no Hijri calendar has, if it is a Hijri one
	hasHijri                        // what a Hijri date is written with
	hasGregorian                    // what a Gregorian date is written with
	hasSecond                       // what joins two dates for one day
)

// mayErr reports whether a date of the scanned line may have a problem.
func (p *parser) mayErr() bool {
	var all doubt
	has := func(d doubt) bool { return all&d == d }
	for i := range p.t {
		if all |= p.doubtOf(i); has(doubtful) {
			return true
		}
	}
	return has(hasLateDay|hasShortMonth) || has(hasLateDay|hasHijri) || has(hasWeekday|hasYear) ||
		has(hasHijri|hasFarYear) || has(hasHijri|hasGregorian|hasYear|hasSecond)
}

// doubtOf is what the token at i adds.
func (p *parser) doubtOf(i int) (d doubt) {
	l := p.lx(i)
	number := p.tok(i).kind == num
	if number {
		d = p.digitsDoubt(i)
	}
	if l.num.Role != numeral.NoRole {
		number = true
		switch v := l.num.Value; {
		case v >= 20 && v <= 31: // with the units before it
			d |= hasLateDay | hasYear
		case v >= 10: // 1910 is تسعة عشر عشرة
			d |= hasYear
		}
	}
	if l.wday != 0 {
		d |= hasWeekday
	}
	switch l.month {
	case 0:
	case 2, 4, 6, 9, 10, 11: // تشرين is the tenth or the eleventh
		d |= hasGregorian | hasShortMonth
	default:
		d |= hasGregorian
	}
	if l.libyan != 0 {
		d |= hasGregorian | hasShortMonth
	}
	if l.hijri != 0 {
		d |= hasHijri
	}
	switch l.unit {
	case GrainMonth: // شهر 11
		if p.tok(i+1).kind == num || p.lx(i+1).num.Role != numeral.NoRole {
			d |= hasGregorian | hasShortMonth
		}
	case GrainYear:
		d |= hasYear
	}
	switch l.fn {
	case fLeft: // the 29th is لليلة بقيت
		d |= hasLateDay
	case fHead, fHijra:
		d |= hasHijri
	case fEra:
		d |= hasHijri | hasYear
	case fBC:
		d |= hasYear
	case fAyy:
		d |= hasGregorian
	case fFeast:
		d |= hasHijri | hasGregorian
	case fMatching:
		d |= hasSecond
	}
	if (number || l.month|l.wday != 0) && p.is(i-1, ',', '،', '/', '=', '(', '-', '–') {
		d |= hasSecond
	}
	return d
}

// digitsDoubt is what the digits at i add.
func (p *parser) digitsDoubt(i int) (d doubt) {
	t := p.tok(i)
	after := p.joinsDigits(i - 1)
	second := after && p.tok(i-2).kind == num // a part of a date in digits that is not its first
	switch {
	case second && t.n >= 13 && t.n < 40, t.n >= 32 && t.n < 40 && p.joinsDigits(i+1),
		after && t.digits == 2 && (!second || p.joinsDigits(i-3)), t.n >= 9999:
		return doubtful
	case t.n >= 29 && t.n <= 31:
		d = hasLateDay
	case t.n >= 3000:
		d = hasFarYear
	case t.digits == 4 && t.n >= firstHijriYear-43 && t.n <= lastHijriYear && (after || p.joinsDigits(i+1)):
		d = hasHijri
	}
	if second {
		d |= hasGregorian | hasShortMonth
	}
	if t.digits > 2 {
		d |= hasYear
	}
	return d
}

// joinsDigits reports a sign that may stand between the parts of a date in digits.
func (p *parser) joinsDigits(i int) bool { return p.is(i, '/', '-', '–', '.', '\\', ',', '،') }
