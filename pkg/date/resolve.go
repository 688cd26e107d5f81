package date

import (
	"strings"

	"github.com/nass-ar/nass/pkg/numeral"
)

// A moment is a second of a day.
type moment struct {
	day EpochDay
	sec int
}

func (m moment) seconds() int64 { return int64(m.day)*86400 + int64(m.sec) }

func at(seconds int64) moment {
	d := floorDiv(int(seconds), 86400)
	return moment{EpochDay(d), int(seconds) - d*86400}
}

// A placed value is a node put into time.
type placed struct {
	ok     bool
	lo, hi moment // [lo, hi)
	grain  Grain
	cal    Calendar
	value  string
	alts   []string
	vague  bool
	cut    bool // no day of its own: value stands without lo and hi
	bad    bool // no such date
}

// spanOf is the days [lo, hi), which begin a unit of the grain.
func spanOf(lo, hi EpochDay, g Grain) placed {
	return placed{ok: true, lo: moment{day: lo}, hi: moment{day: hi}, grain: g, value: valueOf(lo, hi, g)}
}

func dayAt(d EpochDay) placed { return spanOf(d, d+1, GrainDay) }

// monthsOf is so many months from the month m of year y on.
func monthsOf(y, m, count int, g Grain) placed {
	next := m - 1 + count
	return spanOf(gregorianDay(y, m, 1), gregorianDay(y+next/12, next%12+1, 1), g)
}

func yearsOf(first, count int, g Grain) placed {
	return spanOf(gregorianDay(first, 1, 1), gregorianDay(first+count, 1, 1), g)
}

// unplaced is a value that has no place in time.
func unplaced(value string, g Grain) placed {
	return placed{ok: true, cut: true, value: value, grain: g}
}

func (p *parser) calendar(n *node, year int) Calendar {
	if !n.hijri {
		return Gregorian
	}
	return p.o.Hijri.In(year)
}

// refDate is the reference's day in the calendar of n.
func (p *parser) refDate(n *node) (y, m, d int) {
	if n.hijri {
		return p.o.Hijri.Date(p.now.day)
	}
	return p.now.day.gregorian()
}

// refYear is the reference's Gregorian year.
func (p *parser) refYear() int {
	y, _, _ := p.now.day.gregorian()
	return y
}

// weekAt is the Monday and the Sunday that begin the week off weeks from the reference.
func (p *parser) weekAt(off int) (monday, sunday EpochDay) {
	w := p.now.day.Weekday()
	day := p.now.day + EpochDay(7*off)
	return day - EpochDay(w-1), day - EpochDay(w%7)
}

// place puts a date node into time.
func (p *parser) place(n *node) placed {
	switch {
	case n.dur && n.dir == 0:
		v := unplaced(iso8601(n, 1), finest(n))
		v.vague = n.vague
		return v
	case n.dur:
		return p.placeDistance(n)
	case n.set:
		return p.placeSet(n)
	case n.now && !p.has:
		return unplaced("PT0S", GrainSecond)
	case n.now:
		return placed{ok: true, lo: p.now, hi: at(p.now.seconds() + 1), grain: GrainSecond, value: dateTime(p.now, GrainSecond)}
	case n.weekend:
		return p.placeWeekend(n)
	case n.of != nil:
		return p.placeUnits(n)
	}
	v := p.placeDay(n)
	if v.ok && n.mod != fNone {
		v = p.placePart(n, v)
	}
	return v
}

func finest(n *node) Grain {
	for g, v := range n.amounts {
		if v.Den != 0 {
			return Grain(g)
		}
	}
	return NoGrain
}

// lengths are how long a unit is, in seconds or in months.
var lengths = [grainCentury + 1]struct{ seconds, months int64 }{
	GrainSecond: {1, 0}, GrainMinute: {60, 0}, GrainHour: {3600, 0}, GrainDay: {86400, 0}, grainWeek: {7 * 86400, 0},
	GrainMonth: {0, 1}, grainQuarter: {0, 3}, GrainYear: {0, 12}, grainDecade: {0, 120}, grainCentury: {0, 1200},
}

// iso8601 is the duration in ISO 8601, negative when dir is.
func iso8601(n *node, dir int) string {
	out := []byte("P")
	if dir < 0 {
		out = []byte("-P")
	}
	amount := func(v numeral.Value, unit byte) {
		if v.Den != 0 {
			out = numeral.AppendDigits(out, v, numeral.Style{})
			out = append(out, unit)
		}
	}
	// with adds k times another unit.
	with := func(v, more numeral.Value, k int64) numeral.Value {
		if more.Den == 0 {
			return v
		}
		den := max(v.Den, 1)
		return numeral.Value{Num: v.Num*more.Den + k*more.Num*den, Den: den * more.Den}
	}
	a := n.amounts
	amount(with(with(a[GrainYear], a[grainDecade], 10), a[grainCentury], 100), 'Y')
	amount(with(a[GrainMonth], a[grainQuarter], 3), 'M')
	amount(a[grainWeek], 'W')
	amount(a[GrainDay], 'D')
	if a[GrainHour].Den != 0 || a[GrainMinute].Den != 0 || a[GrainSecond].Den != 0 {
		out = append(out, 'T')
		amount(a[GrainHour], 'H')
		amount(a[GrainMinute], 'M')
		amount(a[GrainSecond], 'S')
	}
	if n.some { // nobody knows how many
		return strings.Replace(string(out), "3", "X", 1)
	}
	return string(out)
}

// addMonths is the day so many months after day in the calendar, or the last of a month that is shorter.
func (c Calendar) addMonths(day EpochDay, n int) EpochDay {
	y, m, d := c.Date(day)
	total := y*12 + m - 1 + n
	y, m = floorDiv(total, 12), total-floorDiv(total, 12)*12+1
	return c.MonthStart(y, m) + EpochDay(min(d, c.Days(y, m))-1)
}

// placeDistance places a point so long before or after the reference.
func (p *parser) placeDistance(n *node) placed {
	g := finest(n)
	if !p.has {
		v := unplaced(iso8601(n, n.dir), g)
		v.vague = n.vague
		return v
	}
	var seconds, months int64
	for u, a := range n.amounts {
		switch k := int64(n.dir) * a.Num; {
		case a.Den == 0:
		case a.Num > 1e9*a.Den:
			return placed{}
		default:
			seconds += k * lengths[u].seconds / a.Den
			months += k * lengths[u].months / a.Den
		}
	}
	if months > 1e5 || months < -1e5 || seconds > 1e11 || seconds < -1e11 {
		return placed{}
	}
	cal := Gregorian
	if n.hijri {
		cal = p.o.Hijri
	}
	m := p.now
	if months != 0 {
		m.day = cal.addMonths(m.day, int(months))
	}
	m = at(m.seconds() + seconds)
	if y, _, _ := m.day.gregorian(); y > 9999 || y < -9999 { // years have four digits
		return placed{}
	}
	if n.wday > 0 {
		if g > grainWeek {
			m.day += EpochDay((n.wday - m.day.Weekday() + 7) % 7)
		} else {
			m.day += EpochDay(n.wday - m.day.Weekday())
		}
		g = GrainDay
	}
	v := dayAt(m.day)
	switch {
	case n.hijri:
		y, mo, d := p.o.Hijri.Date(m.day)
		cal, v.alts = p.o.Hijri.In(y), []string{hijriDay(y, mo, d)}
	case g <= GrainHour && g != NoGrain:
		v.grain = min(g, GrainMinute)
		v.lo, v.hi, v.value = m, at(m.seconds()+lengths[v.grain].seconds), dateTime(m, v.grain)
	case g >= GrainMonth:
		v.grain = GrainYear
		if g < GrainYear {
			v.grain = GrainMonth
		}
		v.value, v.alts = valueOf(m.day, m.day+1, v.grain), []string{v.value}
	}
	v.cal, v.vague = cal, n.vague
	if v.vague {
		v.value += "~"
	}
	return v
}

func (p *parser) placeSet(n *node) placed {
	v := unplaced("", n.rel)
	switch {
	case n.month > 0:
		return p.anyYear(n)
	case n.wday > 0:
		v.value, v.grain = weekdayText(n.wday), GrainDay
	case n.clock == 0 && n.part == 0:
		v.value = iso8601(&node{amounts: amountOf(n.rel, n.count)}, 1)
	}
	switch {
	case n.clock != 0:
		v.value, v.grain = v.value+clockText(n), n.clock
	case n.part != 0:
		v.value, v.grain = v.value+partText(n.part), grainPartOfDay
	}
	return v
}

// placeDay places what is not relative to the second.
func (p *parser) placeDay(n *node) placed {
	if n.feast > feastInYear {
		return p.placeFeast(n)
	}
	y, hasY := n.year, n.hasYear
	if n.hasYoff && p.has {
		ry, _, _ := p.refDate(n)
		y, hasY = ry+n.yoff, true
	}
	switch {
	case n.noSuch:
		return p.noSuchDay(n, y)
	case n.decade > 0:
		return p.placeDecade(n)
	case n.century != 0 || n.rel == grainCentury && n.count == 0:
		return p.placeCentury(n)
	case n.shares > 0 && n.month == 0 && !n.hasRel:
		return p.placeShare(n, y, hasY)
	case n.season > 0 && !hasY && !p.has:
		return unplaced("XXXX-"+two(n.season), grainSeason)
	case n.season > 0:
		if !hasY {
			y = p.refYear()
		} else if n.hijri { // the one that begins in it: صيف 1436هـ
			first := p.calendar(n, y).MonthStart(y, 1)
			for y, _, _ = first.gregorian(); gregorianDay(y, 3*(n.season-20), 1) < first; y++ {
			}
		}
		return monthsOf(y, 3*(n.season-20), 3, grainSeason)
	case n.count > 0:
		return p.placeSpan(n)
	case n.month > 0:
		return p.placeMonth(n, y, hasY)
	case n.day > 0 && !n.hasRel:
		return p.placeDayOnly(n)
	case n.wday > 0 && n.nth == 0 && n.day == 0:
		return p.placeWeekday(n)
	case n.hasRel:
		return p.placeRel(n)
	case n.nth != 0 && n.wday > 0 && !hasY && !p.has:
		return unplaced(weekdayText(n.wday), GrainDay)
	case n.nth != 0 && n.wday > 0 && !hasY:
		ry, rm, _ := p.now.day.gregorian()
		m := *n
		m.month, m.year, m.hasYear = rm, ry, true
		return p.placeMonth(&m, ry, true)
	}
	return p.placeYear(n, y)
}
