package date

import (
	"math/bits"
	"slices"

	"github.com/nass-ar/nass/pkg/numeral"
)

// A production is a way to write a date: the words that may begin it, and what reads it. An
// example and a counter-example of each are in productions_test.go.
type production struct {
	name  string
	opens func(l *lexeme) bool
	read  func(p *parser, i int) node
}

// productions are tried in this order, and the longest date wins; of two that are as long, the first.
var productions = []production{
	{"day of a month", func(l *lexeme) bool {
		return l.num.Role != 0 || l.unit == GrainDay || l.tells(fFirstOf, fSalkh, fHalf, fLast)
	}, (*parser).dayNearMonth},
	{"month", func(l *lexeme) bool {
		return l.month|l.hijri != 0 || l.unit == GrainMonth || l.tells(fThis, fHead)
	}, (*parser).monthOfPair},
	{"weekday", func(l *lexeme) bool {
		return l.wday != 0 || l.unit == GrainDay || l.unit == grainWeek || l.fn == fThis
	}, (*parser).weekdayNode},
	{"one of several", func(l *lexeme) bool {
		return l.num.Ordinal || l.fn == fLast || l.wday != 0 || l.unit == GrainDay || l.unit == grainWeek
	}, (*parser).nthNode},
	{"part of a period", func(l *lexeme) bool {
		return l.first() || l.tells(fStart, fEarly, fMid, fMiddle, fEnd, fLate, fRest, fLast, fHalf, fWeekend, fTime, fLater)
	}, (*parser).partOfPeriod},
	{"day by its distance", func(l *lexeme) bool {
		return l.first() || l.unit == GrainDay || l.part == partNight || l.tells(fToday, fTomorrow, fYesterday, fNow, fMoment, fThis, fBefore, fAfter)
	}, (*parser).relDay},
	{"feast", func(l *lexeme) bool { return l.fn == fFeast || l.unit == GrainDay || l.part == partNight }, (*parser).feastNode},
	{"my day", func(l *lexeme) bool { return l.fn == fMine }, (*parser).mineAlone},
	{"minute", func(l *lexeme) bool { return l.unit == GrainMinute }, (*parser).minuteNode},
	{"unit by its distance", func(l *lexeme) bool { return l.unit != 0 || l.fn == fThis }, (*parser).unitNode},
	{"first units", func(l *lexeme) bool { return l.unit != 0 }, (*parser).firstUnits},
	{"decade or century", func(l *lexeme) bool { return l.decade != 0 || l.unit == grainCentury }, (*parser).ageNode},
	{"share of a period", func(l *lexeme) bool {
		return l.unit == grainQuarter || l.unit == grainDecade || l.fn == fHalf || l.num.Role == numeral.Fraction || l.num.Role == numeral.Ten || l == digitsLexeme
	}, (*parser).shareNode},
	{"year", func(l *lexeme) bool { return l.unit == GrainYear || l.num.Role != 0 }, (*parser).yearAt},
	{"two years", func(l *lexeme) bool { return l.unit == GrainYear }, (*parser).twoYears},
	{"season", func(l *lexeme) bool { return l.season != 0 }, (*parser).seasonNode},
	{"day of no month", func(l *lexeme) bool { return l.unit == GrainDay }, (*parser).dayOnly},
}

// digitsLexeme stands for digits.
var digitsLexeme = &lexeme{num: numeral.Word{Role: numeral.Unit}}

// opens is the set of productions that l may begin, a bit for each.
func (l *lexeme) opens() (set uint32) {
	for i := range productions {
		if productions[i].opens(l) {
			set |= 1 << i
		}
	}
	return set
}

func (l *lexeme) tells(words ...fn) bool { return slices.Contains(words, l.fn) }

// first reports the word أول.
func (l *lexeme) first() bool { return l.num.Ordinal && l.num.Value == 1 }

// dateNode reads the longest date at i: a day, a week, a month, a year.
func (p *parser) dateNode(i int) node {
	opens := uint32(0)
	switch t := p.tok(i); t.kind {
	case num:
		if n := p.digitsNode(i); n.ok() {
			return n
		}
		opens = p.lex.digits
	case word:
		opens = p.lex.opens[t.lex]
	default:
		return node{}
	}
	best := node{}
	for ; opens != 0; opens &= opens - 1 {
		if n := productions[bits.TrailingZeros32(opens)].read(p, i); n.ok() && (n.j > best.j || n.j == best.j && p.nthRather(&n, &best)) {
			best = n
		}
	}
	if p.goes {
		best.longer(p.dayOnly(i))
	}
	if !best.ok() {
		return best
	}
	if p.every {
		best = p.yearly(best)
	}
	return p.pairs(best)
}

// digitsNode reads a date of digits alone.
func (p *parser) digitsNode(i int) (n node) {
	switch t, next := p.tok(i), p.tok(i+1); {
	case (t.digits == 4 || p.fn(i-1) == fSeason) && next.kind == punct:
		n = p.twoYears(i)
	case t.digits <= 2 && (p.lx(i+1).isRel || p.fn(i+1) == fFrom):
		n = p.ofThisMonth(i)
	}
	if n.ok() {
		return n
	}
	if n = p.numericDate(i); n.ok() {
		return p.pairs(n)
	}
	return n
}

// nthRather reports that n is meant rather than best, which is as long: الأحد الأول من يناير 2024 is the
// first Sunday, as the first is a Monday.
func (p *parser) nthRather(n, best *node) bool {
	if n.nth == 0 || best.wday == 0 || n.nth > 4 && !best.hasYear || p.fallsOn(best) {
		return false
	}
	v := p.place(n) // الخميس الخامس of a month that has four
	return !v.bad
}

func (p *parser) dayNearMonth(i int) node {
	if !p.monthNear(i) {
		return node{}
	}
	return p.dayMonth(i)
}

// monthOfPair reads the first of two months that share a year: مارس وأبريل 2021.
func (p *parser) monthOfPair(i int) node {
	n := p.monthNode(i)
	if k := p.monthAfter(n.j); k > 0 && !p.tells(k-1, fTo, fUntil) && n.month > 0 && n.day == 0 && !n.hasYear && !n.hasMoff {
		if next := p.monthNode(k); next.day == 0 && next.month > n.month && next.hijri == n.hijri {
			n.year, n.hasYear, n.moff, n.hasMoff = next.year, next.hasYear, next.moff, next.hasMoff
		}
	}
	return n
}

// partOfPeriod reads مطلع العام, and أول الشهر where the ordinal is of no noun of its own.
func (p *parser) partOfPeriod(i int) node {
	if l, u := p.lx(i), p.lx(i+1); l.first() && (p.al(i) || !p.al(i+1) || u.count != 1 || u.unit != GrainMonth && u.unit != GrainYear) {
		return node{}
	}
	return p.modNode(i)
}

func (p *parser) mineAlone(i int) node {
	if !p.goes && !p.alone(i, i+1) {
		return node{}
	}
	return p.mineNode(i)
}

// yearAt reads a year that may begin with digits.
func (p *parser) yearAt(i int) node {
	if t := p.tok(i); t.kind == num && t.digits != 4 && (t.digits > 4 || p.tok(i+1).kind != word && p.lends(i+1) == fNone) {
		return node{}
	}
	return p.yearNode(i)
}
