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

// place puts a date node into time.
func (p *parser) place(n *node) placed {
	switch {
	case n.dur && n.dir == 0:
		return placed{ok: true, value: iso8601(n, 1), grain: finest(n), cut: true, vague: n.vague}
	case n.dur:
		return p.placeDistance(n)
	case n.set:
		return p.placeSet(n)
	case n.now:
		if !p.has {
			return placed{ok: true, value: "PT0S", grain: GrainSecond, cut: true}
		}
		v := placed{ok: true, lo: p.now, hi: at(p.now.seconds() + 1), grain: GrainSecond}
		v.value = dateTime(p.now, GrainSecond)
		return v
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

// iso8601 is the duration in ISO 8601, negative when dir is.
func iso8601(n *node, dir int) string {
	out := []byte{}
	if dir < 0 {
		out = append(out, '-')
	}
	out = append(out, 'P')
	amount := func(v numeral.Value, unit byte) {
		if v.Den != 0 {
			out = numeral.AppendDigits(out, v, numeral.Style{})
			out = append(out, unit)
		}
	}
	years := n.amounts[GrainYear]
	for i, v := range n.amounts[grainDecade:] {
		if v.Den != 0 {
			k := [...]int64{10, 100}[i]
			years = numeral.Value{Num: years.Num*v.Den + v.Num*k*max(years.Den, 1), Den: max(years.Den, 1) * v.Den}
		}
	}
	amount(years, 'Y')
	months := n.amounts[GrainMonth]
	if q := n.amounts[grainQuarter]; q.Den != 0 {
		months = numeral.Value{Num: months.Num*q.Den + 3*q.Num*max(months.Den, 1), Den: max(months.Den, 1) * q.Den}
	}
	amount(months, 'M')
	amount(n.amounts[grainWeek], 'W')
	amount(n.amounts[GrainDay], 'D')
	if n.amounts[GrainHour].Den != 0 || n.amounts[GrainMinute].Den != 0 || n.amounts[GrainSecond].Den != 0 {
		out = append(out, 'T')
		amount(n.amounts[GrainHour], 'H')
		amount(n.amounts[GrainMinute], 'M')
		amount(n.amounts[GrainSecond], 'S')
	}
	if n.some { // nobody knows how many
		return strings.Replace(string(out), "3", "X", 1)
	}
	return string(out)
}

// placeDistance places a point so long before or after the reference.
func (p *parser) placeDistance(n *node) placed {
	if !p.has {
		v := placed{ok: true, value: iso8601(n, n.dir), grain: finest(n), cut: true, vague: n.vague}
		return v
	}
	g := finest(n)
	secs := int64(0)
	m := p.now
	months := int64(0)
	for u, a := range n.amounts {
		if a.Den == 0 {
			continue
		}
		if a.Num > 1e9*a.Den {
			return placed{}
		}
		k := int64(n.dir) * a.Num
		switch Grain(u) {
		case GrainSecond:
			secs += k / a.Den
		case GrainMinute:
			secs += k * 60 / a.Den
		case GrainHour:
			secs += k * 3600 / a.Den
		case GrainDay:
			secs += k * 86400 / a.Den
		case grainWeek:
			secs += k * 7 * 86400 / a.Den
		case GrainMonth:
			months += k / a.Den
		case grainQuarter:
			months += k * 3 / a.Den
		case GrainYear:
			months += k * 12 / a.Den
		case grainDecade:
			months += k * 120 / a.Den
		case grainCentury:
			months += k * 1200 / a.Den
		}
	}
	if months > 1e5 || months < -1e5 || secs > 1e11 || secs < -1e11 {
		return placed{}
	}
	cal := Gregorian
	if n.hijri {
		cal = p.o.Hijri
	}
	if months != 0 {
		y, mo, d := cal.Date(m.day)
		total := y*12 + mo - 1 + int(months)
		y, mo = floorDiv(total, 12), total-floorDiv(total, 12)*12+1
		if cal.Hijri() && y < 1 {
			return placed{}
		}
		d = min(d, cal.Days(y, mo))
		m.day, _ = cal.Day(y, mo, d)
	}
	m = at(m.seconds() + secs)
	if y, _, _ := m.day.gregorian(); y > 9999 || y < -9999 { // years have four digits
		return placed{}
	}
	v := placed{ok: true, lo: m, grain: g, vague: n.vague, cal: cal}
	if n.wday > 0 {
		monday := m.day - EpochDay(m.day.Weekday()-1)
		if finest(n) > grainWeek {
			m.day += EpochDay((n.wday - m.day.Weekday() + 7) % 7)
		} else {
			m.day = monday + EpochDay(n.wday-1)
		}
		g = GrainDay
	}
	switch {
	case g <= GrainHour && g != NoGrain:
		v.grain = min(g, GrainMinute)
		v.hi = at(m.seconds() + map[Grain]int64{GrainSecond: 1, GrainMinute: 60}[v.grain])
		v.value = dateTime(m, v.grain)
	case g == GrainYear || g == grainDecade || g == grainCentury:
		y, _, _ := m.day.gregorian()
		v.lo, v.hi, v.grain = moment{day: m.day}, moment{day: m.day + 1}, GrainYear
		v.value = year4(y)
		v.alts = append(v.alts, ymd(m.day))
	case g == GrainMonth || g == grainQuarter:
		y, mo, _ := m.day.gregorian()
		v.lo, v.hi, v.grain = moment{day: m.day}, moment{day: m.day + 1}, GrainMonth
		v.value = year4(y) + "-" + two(mo)
		v.alts = append(v.alts, ymd(m.day))
	default:
		v.lo, v.hi, v.grain = moment{day: m.day}, moment{day: m.day + 1}, GrainDay
		v.value = ymd(m.day)
	}
	if n.hijri {
		v.lo.sec, v.grain, v.hi = 0, GrainDay, moment{day: m.day + 1}
		y, mo, d := p.o.Hijri.Date(m.day)
		v.value, v.cal, v.alts = ymd(m.day), p.o.Hijri.In(y), []string{hijriDay(y, mo, d)}
	}
	if v.vague {
		v.value += "~"
	}
	return v
}

func (p *parser) placeSet(n *node) placed {
	v := placed{ok: true, cut: true, grain: n.rel}
	switch {
	case n.month > 0:
		return p.anyYear(n)
	case n.wday > 0:
		v.value, v.grain = "XXXX-WXX-"+string(rune('0'+n.wday)), GrainDay
	case n.clock == 0 && n.part == 0:
		d := node{amounts: amountOf(n.rel, n.count)}
		v.value = iso8601(&d, 1)
		return v
	}
	if n.clock != 0 {
		v.value += clockText(n)
		v.grain = n.clock
	} else if n.part != 0 {
		v.value += partText(n.part)
		v.grain = grainPartOfDay
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
	case n.century != 0 || n.rel == grainCentury && n.hasRel && n.month == 0 && n.count == 0:
		c := n.century
		if c == 0 {
			if !p.has {
				return placed{}
			}
			ry, _, _ := p.now.day.gregorian()
			c = floorDiv(ry-1, 100) + 1 + n.off
		}
		switch {
		case n.half > 0:
			return placeYears(c*100-149+50*n.half, 50)
		case n.quarter > 0:
			return placeYears(c*100-124+25*n.quarter, 25)
		}
		return p.placeCentury(n, c)
	case n.quarter > 0 || n.half > 0:
		if !hasY {
			if n.quarter > 0 {
				return placed{ok: true, cut: true, value: "XXXX-Q" + string(rune('0'+n.quarter)), grain: grainQuarter}
			}
			return placed{ok: true, cut: true, value: "XXXX-" + two(6*n.half-5) + "/XXXX-" + two(6*n.half), grain: grainHalfYear}
		}
		if n.quarter > 0 {
			q := n.quarter
			v := span2(gregorianDay(y, q*3-2, 1), nextMonth(y, q*3), grainQuarter)
			v.value = year4(y) + "-Q" + string(rune('0'+q))
			return v
		}
		m := 1 + 6*(n.half-1)
		v := span2(gregorianDay(y, m, 1), nextMonth(y, m+5), grainHalfYear)
		v.value = year4(y) + "-" + two(m) + "/" + year4(y) + "-" + two(m+5)
		return v
	case n.season > 0:
		if !hasY {
			if !p.has {
				return placed{ok: true, cut: true, value: "XXXX-" + two(n.season), grain: grainSeason}
			}
			y, _, _ = p.now.day.gregorian()
		}
		m := []int{3, 6, 9, 12}[n.season-21]
		v := span2(gregorianDay(y, m, 1), nextMonth(y, m+2), grainSeason)
		v.value = year4(y) + "-" + two(n.season)
		return v
	case n.count > 0 && n.hasRel:
		return p.placeSpan(n)
	case n.month > 0:
		return p.placeMonth(n, y, hasY)
	case n.day > 0 && !n.hasRel:
		return p.placeDayOnly(n)
	case n.wday > 0 && n.nth == 0 && n.day == 0:
		return p.placeWeekday(n)
	case n.hasRel:
		return p.placeRel(n)
	case n.nth != 0 && n.wday > 0 && !hasY:
		if !p.has {
			return placed{ok: true, cut: true, value: "XXXX-WXX-" + string(rune('0'+n.wday)), grain: GrainDay}
		}
		ry, rm, _ := p.now.day.gregorian()
		m := *n
		m.month, m.year, m.hasYear = rm, ry, true
		return p.placeMonth(&m, ry, true)
	case hasY:
		return p.placeYear(n, y)
	}
	return placed{}
}
