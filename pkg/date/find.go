package date

import (
	"strconv"
	"strings"
	"time"

	"github.com/nass-ar/nass/pkg/span"
)

// find appends the dates of the scanned line.
func (p *parser) find(dst []Date) []Date {
	p.every, p.froms = p.seen&signalEvery != 0, p.seen&signalBetween != 0
	core := 0 // the first token from i on that only dates have
	word := 0 // and the first such word
	for i := 0; i < len(p.t)-1; {
		if p.seen&(signalGoes|signalMeets) != 0 {
			p.goes, p.meets = p.beside(i, fGo), p.beside(i, fMonthDays)
		}
		if !p.goes {
			for core < len(p.t)-1 && (core < i || !p.core(core)) {
				core++
			}
			if core-i > reach { // nothing near: go on from where there is
				i = core - reach
				if core == len(p.t)-1 {
					break
				}
			}
		}
		if !p.begins(i) {
			i++
			continue
		}
		if t := &p.t[i]; !p.goes && (t.kind == num || p.signals(i)&signalNumber != 0) {
			for word < len(p.t)-1 && (word < i || p.signals(word)&signalTime == 0) {
				word++
			}
			if word-i > reach && !(t.kind == num && p.digitsDate(i)) {
				i++
				continue
			}
		}
		n, d, ok := p.dateAt(i)
		if !ok {
			i++
			continue
		}
		dst = append(dst, d)
		i = n.j
		if n.hasYear && n.month == 0 {
			p.year = i
		}
	}
	return dst
}

// beside reports that a word of the kind stands within reach of token i.
func (p *parser) beside(i int, f fn) bool {
	for k := max(i-5, 0); k <= i+2; k++ {
		if p.fn(k) == f {
			return true
		}
	}
	return false
}

// dateAt is the expression at i and its result: that of its first date where it is a range that ends before it begins.
func (p *parser) dateAt(i int) (n node, d Date, ok bool) {
	if n = p.expr(i); n.ok() {
		d, ok = p.date(&n)
	}
	if !ok && n.to != nil {
		if n = p.pointNode(i); n.ok() {
			d, ok = p.date(&n)
		}
	}
	return n, d, ok
}

// reach is how many tokens an expression may hold before the first that only
// dates have: من الخامس عشر حتى السابع عشر من آذار.
const reach = 7

// digitsDate reports digits that may be a date without a word of time near.
func (p *parser) digitsDate(i int) bool {
	if n := p.tok(i); n.digits == 4 || p.tok(i+2).kind == num && p.tok(i+1).kind == punct {
		return true
	}
	switch l := p.lx(i + 1); l.fn {
	case fHijra, fCE, fBC, fBefore, fAfter, fAyy:
		return true
	case fFrom:
		return p.lx(i + 2).isRel // 25 من الجاري
	default:
		return l.isRel || l.libyan != 0
	}
}

// core reports a digit or a word that only dates have.
func (p *parser) core(i int) bool {
	return p.t[i].kind == num || p.signals(i)&signalTime != 0
}

// signals is what the finder asks of the word at i.
func (p *parser) signals(i int) signal { return p.lex.signals[p.t[i].lex] }

// begins reports that an expression may begin at token i.
func (p *parser) begins(i int) bool {
	switch s := p.signals(i); {
	case p.t[i].kind == num, s&signalBegins != 0:
		return true
	case s&signalJoins == 0:
		return false
	}
	next := p.lx(i + 1)
	if p.goes || p.meets {
		return p.tok(i+1).kind == num || p.tok(i+1).lex != 0
	}
	switch p.fn(i) {
	case fOn, fAt, fAbout:
		return next.unit == GrainHour
	case fIn:
		if next.part == 0 && next.unit != GrainHour && !next.num.Ordinal && next.fn != fTime && next.fn != fLate && next.fn != fEarly && next.fn != fWithin {
			return false
		}
	}
	return p.follows(i + 1)
}

// follows reports that the word at i may go on an expression that a preposition began.
func (p *parser) follows(i int) bool {
	if p.tok(i).kind == num {
		return true
	}
	switch l := p.lx(i); l.fn {
	case fNone, fAM:
		return p.tok(i).lex != 0 && !l.isRel
	case fTomorrow, fYesterday, fThis, fMid, fTime, fEarly, fLate, fLast, fStart, fEnd, fHead, fSome, fIn, fAbout, fMore, fWithin, fHalf, fFeast, fNow, fMoment, fFirstOf, fDualHead, fMine:
		return true
	default:
		return l.num.Role != 0 || l.month|l.hijri|l.wday != 0 || l.unit != 0 || l.part != 0
	}
}

// date is the result of a node.
func (p *parser) date(n *node) (d Date, ok bool) {
	first, last := p.tok(n.i), p.tok(n.j-1)
	d.Start, d.End = int(first.core), int(last.end)
	if n.from > 0 {
		d.Start = n.from
	}
	if first.clitics&hasLam != 0 && (p.fn(n.i) == fNone && p.lx(n.i).num.Role != 0 && p.al(n.i)) { // للثاني
		d.Start = int(first.start)
	}
	timed := (n.part != 0 || n.clock != 0) && !n.set
	var v placed
	switch {
	case n.to != nil:
		return p.rangeDate(n, d)
	case timed && !n.ofDay():
		d.setTime(n)
		return d, true
	case timed:
		v = p.placeDay(n)
	default:
		v = p.place(n)
	}
	if !v.ok {
		return d, false
	}
	d.fill(v)
	p.check(n, &v, &d)
	p.second(n, &v, &d)
	switch {
	case timed:
		d.addTime(n, &v)
	case n.dur && n.dir == 0:
		d.Kind = KindDuration
	case n.set:
		d.Kind = KindSet
	case n.count > 0 && (n.hasRel || n.of != nil):
		d.Kind = KindRange
	case v.grain <= GrainHour:
		d.Kind = KindDateTime
	}
	return d, true
}

// setTime makes d a time of any day.
func (d *Date) setTime(n *node) {
	d.Kind, d.Value, d.Grain, d.Vague = KindTime, partText(n.part), grainPartOfDay, n.clock == 0
	if n.clock != 0 {
		d.Value, d.Grain = clockText(n), n.clock
	}
	if later, ok := n.otherHalf(); ok {
		d.Alternatives = []string{later}
	}
}

// addTime adds the time of n to a day.
func (d *Date) addTime(n *node, v *placed) {
	base, tail := d.Value, partText(n.part)
	d.Kind, d.Grain = KindDateTime, grainPartOfDay
	h1, h2 := n.part.hours(n.early)
	lo, hi := moment{v.lo.day, h1 * 3600}, at(int64(v.lo.day)*86400+int64(h2)*3600)
	if n.clock != 0 {
		tail, d.Grain = clockText(n), n.clock
		lo.sec = n.hour24()*3600 + n.min*60 + n.sec
		hi = at(lo.seconds() + lengths[n.clock].seconds)
	}
	d.setSpan(lo, hi, v.cut)
	d.Value = beforeEra(base, tail)
	for i, a := range d.Alternatives {
		if !strings.HasSuffix(a, " AH") {
			d.Alternatives[i] = a + tail
		}
	}
	if later, ok := n.otherHalf(); ok {
		d.Alternatives = append(d.Alternatives, beforeEra(base, later))
	}
}

// otherHalf is the time of n in the afternoon, where an hour of the morning may be one of it.
func (n *node) otherHalf() (string, bool) {
	if n.clock == 0 || n.fixed || n.part != 0 || n.hour < 1 || n.hour > 11 {
		return "", false
	}
	m := *n
	m.hour += 12
	return clockText(&m), true
}

func (d *Date) fill(v placed) {
	d.Value, d.Grain, d.Calendar, d.Vague, d.Alternatives = v.value, v.grain, v.cal, v.vague, v.alts
	if d.Calendar == Gregorian && !v.cut && v.lo.day <= julian {
		d.Calendar = inJulian
	}
	d.setSpan(v.lo, v.hi, v.cut)
}

func (d *Date) setSpan(lo, hi moment, cut bool) {
	if cut {
		d.Begin, d.Until = time.Time{}, time.Time{}
		return
	}
	d.Begin = time.Unix(lo.seconds(), 0).UTC()
	d.Until = time.Unix(hi.seconds(), 0).UTC()
}

// rangeDate is the result of a range.
func (p *parser) rangeDate(n *node, d Date) (Date, bool) {
	a, b := *n, *n.to
	a.to = nil
	d.Kind = KindRange
	if a.clock != 0 && !a.ofDay() && !b.ofDay() {
		d.Value, d.Grain = clockText(&a)+"/"+clockText(&b), min(a.clock, b.clock)
		if a.part == 0 && !a.fixed && a.hour < 12 && b.part == 0 {
			x, y := a, b
			x.hour += 12
			if y.hour < 12 {
				y.hour += 12
			}
			if x.hour <= y.hour {
				d.Alternatives = []string{clockText(&x) + "/" + clockText(&y)}
			}
		}
		return d, true
	}
	da, ok1 := p.date(&a)
	db, ok2 := p.date(&b)
	if !ok1 || !ok2 {
		return d, false
	}
	if !da.Begin.IsZero() && !db.Begin.IsZero() && db.Begin.Before(da.Begin) && b.month > 0 && !b.hasYear {
		b.hasYear, b.year = true, da.Begin.Year()+1
		if !b.hijri {
			db, _ = p.date(&b)
		}
	}
	if b.bareWeekday() && (!b.hasRel || db.Begin.Before(da.Begin)) && !da.Begin.IsZero() {
		// من الأحد إلى الخميس: the next Thursday after that Sunday.
		from := EpochDay(da.Begin.Unix() / 86400)
		day := from + EpochDay((b.wday-from.Weekday()+7)%7)
		db.Value, db.Alternatives = ymd(day), nil
		da.Alternatives = nil
		db.setSpan(moment{day: day}, moment{day: day + 1}, false)
	}
	d.Value, d.Grain, d.Calendar = endOf(da.Value, true)+"/"+endOf(db.Value, false), min(da.Grain, db.Grain), da.Calendar
	if b.now && !p.has {
		d.Value = endOf(da.Value, true) + "/.."
	}
	if endsFirst(&da, &db) {
		return d, false
	}
	if d.Vague = da.Vague || db.Vague; a.dur {
		d.Kind = KindDuration
	}
	if !da.Begin.IsZero() && !db.Until.IsZero() {
		d.Begin, d.Until = da.Begin, db.Until
	}
	if len(da.Alternatives) > 0 && len(da.Alternatives) == len(db.Alternatives) {
		for i, a := range da.Alternatives {
			if b := db.Alternatives[i]; a <= b {
				d.Alternatives = append(d.Alternatives, a+"/"+b)
			}
		}
	}
	d.Problems = append(da.Problems, db.Problems...)
	return d, true
}

// endsFirst reports that b is over before a begins, where both are known.
func endsFirst(a, b *Date) bool {
	return !a.Begin.IsZero() && !b.Until.IsZero() && !a.Begin.Before(b.Until)
}

// bareWeekday reports a weekday and nothing else.
func (n *node) bareWeekday() bool {
	return n.wday > 0 && n.day == 0 && n.nth == 0 && n.clock == 0
}

// endOf is the first or the last end of a value, the one that is known.
func endOf(value string, first bool) string {
	a, b, ok := strings.Cut(value, "/")
	if !ok || first && a != ".." || b == ".." {
		return a
	}
	return b
}

// check reports a weekday that is not the date's, a date there is not, and a year of two digits.
func (p *parser) check(n *node, v *placed, d *Date) {
	whole := d.Span
	if v.bad {
		d.Problems = append(d.Problems, Problem{Span: whole, Name: ImpossibleDate, Message: "the day does not exist"})
	}
	if n.twoDigit {
		d.Problems = append(d.Problems, Problem{Span: whole, Name: TwoDigitYear, Message: "two-digit year", Want: v.value})
	}
	if n.wday > 0 && n.nth == 0 && v.grain == GrainDay && !v.cut && !v.bad && n.pair == nil &&
		(n.day > 0 && (n.hasYear || n.hasYoff) || n.hasRel && n.rel == GrainDay) {
		if w := v.lo.day.Weekday(); w != n.wday {
			switch {
			case v.cal.Hijri() && n.year < firstHijriYear: // by sighting: nobody knows the day
				return
			case v.lo.day <= julian:
				if w = julianDay(v.lo.day.gregorian()).Weekday(); w == n.wday {
					return
				}
			}
			// Where the tables part, a day's difference is not reported.
			if v.cal.Hijri() && !agreed(n.year) && (w-n.wday == 1 || n.wday-w == 1 || abs(w-n.wday) == 6) {
				return
			}
			p.mismatch(n, w, d)
		}
	}
}

// mismatch reports the weekday of n, which should be w.
func (p *parser) mismatch(n *node, w int, d *Date) {
	t := p.tok(n.wtok)
	d.Problems = append(d.Problems, Problem{Span: span.Span{Start: int(t.core), End: int(t.end)}, Name: WeekdayMismatch,
		Message: "the date falls on " + weekdayNames[w], Want: weekdayNames[w]})
}

// agreed reports a Hijri year in which all the tables of Umm al-Qura are one, so that a day's difference is a mistake.
func agreed(y int) bool { return y >= 1420 && y <= 1450 }

var hijriNames = [...]string{"", "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"}

var weekdayNames = [...]string{"", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"}

// julian is the last day before the Gregorian calendar: until then writers mean the Julian one.
var julian = gregorianDay(1582, 10, 14)

// second adds the other date of a pair and reports where the two are not one day; where the tables part, a
// day's difference is none. v becomes where the pair lies.
func (p *parser) second(n *node, v *placed, d *Date) {
	if n.pair == nil {
		return
	}
	o := p.place(n.pair)
	if !o.ok {
		return
	}
	if n.hijri != n.pair.hijri && n.day > 0 {
		// The one that has a year tells the other's.
		if n.hasYear && !n.pair.hasYear && !v.cut {
			o = p.nearest(n.pair, v.lo.day, o)
		} else if n.pair.hasYear && !n.hasYear && !o.cut {
			*v = p.nearest(n, o.lo.day, *v)
		}
	}
	p.check(n.pair, &o, d)
	if g := &o; n.wday > 0 && n.day > 0 && !v.cut && !o.cut && n.pair.wday == 0 {
		if n.pair.hijri {
			g = v
		}
		if w := g.lo.day.Weekday(); w != n.wday && g.lo.day > julian && v.lo.day.Weekday() != n.wday {
			p.mismatch(n, w, d)
		}
	}
	h, g := v, &o
	if !n.hijri {
		h, g = &o, v
	}
	if n.hijri != n.pair.hijri {
		// The Gregorian date is the pair's value, the Hijri one the other reading.
		d.Value, d.Alternatives = g.value, nil
		for _, a := range h.alts {
			if strings.HasSuffix(a, " AH") {
				d.Alternatives = append(d.Alternatives, a)
			}
		}
		d.Calendar = h.cal
		if n.day > 0 && (n.hasYear || n.pair.hasYear) && !h.cut && !g.cut && !h.bad && !g.bad && g.lo.day > julian {
			y, m, dd := p.o.Hijri.Date(g.lo.day)
			most := EpochDay(1)
			if y < 1420 { // Egypt and the Ottomans had calendars of their own
				most = 2
			}
			if diff := abs(h.lo.day - g.lo.day); diff > most || diff != 0 && agreed(y) {
				hn := n
				if !n.hijri {
					hn = n.pair
				}
				want := strconv.Itoa(dd) + " " + hijriNames[m] + " " + strconv.Itoa(y) + "هـ"
				d.Problems = append(d.Problems, Problem{Span: span.Span{Start: int(p.tok(hn.i).core), End: int(p.tok(hn.j - 1).end)}, Name: HijriMismatch,
					Message: ymd(g.lo.day) + " is " + want + ", and the Hijri date is " + ymd(h.lo.day),
					Want:    want})
				d.Alternatives = append(d.Alternatives, ymd(h.lo.day))
			}
		}
		if !g.cut {
			d.setSpan(g.lo, g.hi, false)
			v.lo, v.hi, v.cut = g.lo, g.hi, false
		}
	} else if !v.cut && !o.cut && v.lo.day != o.lo.day {
		d.Alternatives = append(d.Alternatives, o.value)
	}
}

// nearest places a date without a year in the year that brings it nearest to day.
func (p *parser) nearest(n *node, day EpochDay, v placed) placed {
	y, _, _ := day.gregorian()
	if n.hijri {
		y, _, _ = p.o.Hijri.Date(day)
	}
	best := v
	for try := y - 1; try <= y+1; try++ {
		m := *n
		m.hasMoff = false
		if o := p.monthIn(&m, try); o.ok && !o.cut && (best.cut || !best.ok || abs(o.lo.day-day) < abs(best.lo.day-day)) {
			best = o
		}
	}
	return best
}
