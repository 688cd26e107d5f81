package date

import (
	"cmp"
	"strings"
)

// placeWeekend is Friday and Saturday, as most of the Arab world rests; Saturday and Sunday are the other reading.
func (p *parser) placeWeekend(n *node) placed {
	if !p.has {
		return unplaced("XXXX-WXX-5/XXXX-WXX-6", grainWeek)
	}
	monday, sunday := p.weekAt(n.off)
	v := spanOf(sunday+5, sunday+7, grainWeek)
	v.value, v.alts = dayRange(sunday+5, sunday+7), []string{dayRange(monday+5, monday+7)}
	return v
}

// centuryOf is the century that n names or is relative to; 0 without a reference for it.
func (p *parser) centuryOf(n *node) int {
	if n.hasRel && p.has {
		return floorDiv(p.refYear()-1, 100) + 1 + n.off
	}
	return n.century
}

func (p *parser) placeDecade(n *node) placed {
	first := 1900 + n.decade
	if c := p.centuryOf(n); c > 0 {
		first = (c-1)*100 + n.decade
	} else if p.has && n.decade == 20 && p.refYear() >= 2020 {
		first = 2020
	}
	return yearsOf(first, 10, grainDecade)
}

func (p *parser) placeCentury(n *node) placed {
	c := p.centuryOf(n)
	first := (c-1)*100 + 1
	switch {
	case c == 0:
		return placed{}
	case n.shares == 10: // the first begins with the hundredth year of the century before
		return yearsOf(first-1+10*(n.share-1), 10, grainDecade)
	case n.shares > 0:
		return years(first+100/n.shares*(n.share-1), 100/n.shares)
	case n.hijri:
		lo, hi := p.o.Hijri.In(first).MonthStart(first, 1), p.o.Hijri.In(first+99).MonthStart(first+100, 1)
		v := spanOf(lo, hi, grainCentury)
		v.cal, v.value, v.alts = Tabular, dayRange(lo, hi), []string{two(c-1) + "XX AH"}
		return v
	case c < 0:
		v := yearsOf(first+100, 100, grainCentury)
		v.value = year4(first+100) + "/" + year4(first+199)
		return v
	}
	return yearsOf(first, 100, grainCentury)
}

// placeShare places a quarter or half of a year.
func (p *parser) placeShare(n *node, y int, hasY bool) placed {
	months := 12 / n.shares
	first := months*(n.share-1) + 1
	switch {
	case n.shares == 4 && !hasY:
		return unplaced("XXXX-Q"+string(rune('0'+n.share)), grainQuarter)
	case n.shares == 4:
		return monthsOf(y, first, months, grainQuarter)
	case !hasY:
		return unplaced("XXXX-"+two(first)+"/XXXX-"+two(first+5), grainHalfYear)
	}
	return monthsOf(y, first, months, grainHalfYear)
}

// years places so many years from the first.
func years(first, count int) placed {
	v := yearsOf(first, count, GrainYear)
	v.value = year4(first) + "/" + year4(first+count-1)
	return v
}

func (p *parser) placeYear(n *node, y int) placed {
	first, last := gregorianDay(y, 1, 1), gregorianDay(y, 12, 31)
	monday := func(d EpochDay) EpochDay { return d - EpochDay(d.Weekday()-1) }
	switch {
	case n.nth < 0 && n.nthUnit == grainWeek:
		return week(monday(last - 3)) // the last week that is the year's own in ISO 8601
	case n.nthUnit == grainWeek:
		return week(monday(first+3) + EpochDay(7*(n.nth-1)))
	case n.hijri && (y < 1 || y > 3000):
		return placed{}
	case n.hijri:
		cal := p.calendar(n, y)
		v := spanOf(cal.MonthStart(y, 1), cal.In(y+1).MonthStart(y+1, 1), GrainYear)
		v.cal, v.value, v.alts = cal, dayRange(v.lo.day, v.hi.day), []string{year4(y) + " AH"}
		return v
	case n.nth != 0 && n.wday > 0: // آخر خميس من السنة
		return dayAt(nthWeekday(first, last, n))
	}
	v := yearsOf(y, 1, GrainYear)
	if y == 2000 && n.i+1 == n.j && p.al(n.i) { // الألفين
		v.alts = append(v.alts, "200X")
	}
	return v
}

// nthWeekday is the weekday of n that it counts from the first day, or the last such up to the last.
func nthWeekday(first, last EpochDay, n *node) EpochDay {
	if n.nth < 0 {
		return last - EpochDay((last.Weekday()-n.wday+7)%7)
	}
	return first + EpochDay((n.wday-first.Weekday()+7)%7+7*(n.nth-1))
}

// placeUnits places the first or the last units of a period.
func (p *parser) placeUnits(n *node) placed {
	v := p.place(n.of)
	if !v.ok || v.grain <= n.rel {
		return placed{}
	}
	if n.count == 0 || v.cut {
		return p.placePart(n, v)
	}
	lo, hi := v.lo.day, after(v.lo.day, n.rel, n.count, v.cal)
	if n.mod == fLate {
		lo, hi = after(v.hi.day, n.rel, -n.count, v.cal), v.hi.day
	}
	if hi > v.hi.day || lo < v.lo.day {
		return placed{}
	}
	o := spanOf(lo, hi, n.rel)
	o.cal, o.value = v.cal, dayRange(lo, hi)
	switch {
	case v.cal.Hijri() || n.rel < GrainMonth:
	case n.rel >= GrainYear:
		o.value = valueOf(lo, hi, GrainYear) + "/" + valueOf(hi-1, hi, GrainYear)
	default:
		o.value = valueOf(lo, hi, GrainMonth) + "/" + valueOf(hi-1, hi, GrainMonth)
	}
	return o
}

// after is the day so many units after day in the calendar, before it where n is negative.
func after(day EpochDay, unit Grain, n int, cal Calendar) EpochDay {
	if l := lengths[unit]; l.months > 0 {
		return cal.addMonths(day, n*int(l.months))
	}
	return day + EpochDay(n*int(lengths[unit].seconds/86400))
}

// placeSpan places the so many units before or after now.
func (p *parser) placeSpan(n *node) placed {
	d := node{dur: true, dir: cmp.Compare(n.off, 0), some: n.some, amounts: amountOf(n.rel, n.count)}
	v := p.placeDistance(&d)
	if !v.ok || v.cut {
		v.grain, v.vague = n.rel, n.vague
		return v
	}
	lo, hi := v.lo, p.now
	if n.off > 0 {
		lo, hi = p.now, v.lo
	}
	if n.rel < GrainDay {
		return placed{ok: true, grain: n.rel, vague: n.vague, lo: lo, hi: hi, value: dateTime(lo, GrainSecond) + "/" + dateTime(hi, GrainSecond)}
	}
	if n.off > 0 {
		lo.day, hi.day = lo.day+1, hi.day+1
	}
	v = spanOf(lo.day, hi.day, n.rel)
	v.vague, v.value = n.vague, dayRange(lo.day, hi.day)
	switch {
	case n.some && n.off < 0:
		v.value = "../" + ymd(hi.day-1) + "~"
	case n.some:
		v.value = ymd(lo.day) + "~/.."
	case n.rel == grainDecade: // whole decades
		decade := floorDiv(p.refYear(), 10) * 10
		first := decade - 10*n.count
		if n.off > 0 {
			first = decade + 10
		}
		v.alts = []string{dayRange(gregorianDay(first, 1, 1), gregorianDay(first+10*n.count, 1, 1))}
	}
	return v
}

func (p *parser) placeRel(n *node) placed {
	switch {
	case p.has:
	case n.nthUnit == GrainMinute: // of an hour that nobody knows
		return placed{}
	case n.day > 0 || n.nth != 0:
		return unplaced("XXXX-XX-"+two(max(n.day, 1)), GrainDay)
	default:
		return unplaced(iso8601(&node{amounts: amountOf(n.rel, abs(n.off))}, n.off), n.rel)
	}
	y, m, _ := p.refDate(n)
	switch n.rel {
	case GrainDay:
		return dayAt(p.now.day + EpochDay(n.off))
	case grainWeek:
		monday, sunday := p.weekAt(n.off)
		if n.wday > 0 {
			v := dayAt(monday + EpochDay(n.wday-1))
			if n.wday == 7 {
				v.alts = []string{ymd(monday - 1)}
			}
			return v
		}
		v := week(monday)
		v.alts = []string{dayRange(sunday, sunday+7)}
		return v
	case GrainMonth:
		t := y*12 + m - 1 + n.off
		c := *n
		c.hasRel, c.month = false, t-floorDiv(t, 12)*12+1
		return p.placeMonth(&c, floorDiv(t, 12), true)
	case grainQuarter:
		q := y*4 + (m-1)/3 + n.off
		return monthsOf(floorDiv(q, 4), (q-floorDiv(q, 4)*4)*3+1, 3, grainQuarter)
	case GrainYear:
		v := p.placeYear(n, y+n.off)
		if n.hijri {
			v.cal = p.o.Hijri
		}
		return v
	case grainDecade:
		return yearsOf((floorDiv(y, 10)+n.off)*10, 10, grainDecade)
	case GrainHour, GrainMinute, GrainSecond:
		lo, g := at(p.now.seconds()+int64(n.off)*lengths[n.rel].seconds), max(n.rel, GrainMinute)
		if n.nthUnit == GrainMinute {
			lo = moment{p.now.day, p.now.sec/3600*3600 + (n.nth-1)*60}
		}
		v := placed{ok: true, lo: lo, hi: at(lo.seconds() + lengths[n.rel].seconds), grain: n.rel, value: dateTime(lo, g)}
		if n.rel == GrainSecond {
			v.value = dateTime(lo, GrainSecond)
		}
		return v
	}
	return placed{}
}

// placePart narrows a period to its beginning, middle or end.
func (p *parser) placePart(n *node, v placed) placed {
	lo, hi := v.lo.day, v.hi.day
	switch {
	case v.cut:
		v.vague = true
		if v.value != "" && v.value[len(v.value)-1] != '~' {
			v.value = beforeEra(v.value, "~")
		}
	case v.grain == GrainDay && n.mod == fRest && lo != p.now.day:
	case v.grain == GrainDay && n.mod == fRest:
		v.value = dateTime(p.now, GrainSecond) + "/" + ymd(lo) + "T23:59:59"
		v.lo, v.hi = p.now, moment{day: lo + 1}
	case v.grain == GrainDay:
		v.value += "T23:59"
		for i, a := range v.alts {
			if !strings.HasSuffix(a, " AH") {
				v.alts[i] = a + "T23:59"
			}
		}
		v.lo, v.grain = moment{lo, 86400 - 60}, GrainMinute
	case n.mod == fRest || n.mod == fLater:
		if p.has && p.now.day > lo && p.now.day < hi {
			lo = p.now.day
		}
		o := spanOf(lo, hi, v.grain)
		o.vague, o.value, o.alts = n.mod == fLater, dayRange(lo, hi), []string{v.value}
		return o
	case v.grain == GrainMonth:
		return partOfMonth(n.mod, v)
	default:
		return partOfYear(n.mod, v)
	}
	return v
}

// partOfMonth is a part of the month v: its first, middle or last day, or ten days of it.
func partOfMonth(mod fn, v placed) placed {
	lo, hi := v.lo.day, v.hi.day
	switch mod {
	case fStart:
		hi = lo + 1
	case fMid, fHalf:
		lo, hi = lo+14, lo+15
	case fEnd, fLast:
		lo = hi - 1
	case fEarly:
		hi = lo + 10
	case fMiddle:
		lo, hi = lo+10, lo+20
	case fLate:
		lo += 20
	}
	o := spanOf(lo, hi, GrainMonth)
	o.vague, o.cal, o.alts, o.value = true, v.cal, []string{v.value}, ymd(lo)+"~/"+ymd(hi-1)+"~"
	if hi == lo+1 {
		o.grain, o.value = GrainDay, ymd(lo)+"~"
		if v.cal.Hijri() {
			o.alts = append(o.alts, hijriDay(v.cal.Date(lo)))
		}
	}
	return o
}

// partOfYear is a part of a year, a week or another period v: it has only one sure end.
func partOfYear(mod fn, v placed) placed {
	o := v
	lo, hi := v.lo.day, v.hi.day
	length := hi - lo
	o.vague, o.alts = true, append([]string{v.value}, v.alts...)
	switch mod {
	case fStart:
		o.value, o.hi.day = ymd(lo)+"~/..", lo+length/2
	case fEarly:
		o.value, o.hi.day = ymd(lo)+"~/..", lo+(length+2)/3
	case fMid, fMiddle, fHalf:
		o.lo.day, o.hi.day = lo+length/3, hi-length/3
		o.value = ymd(o.lo.day) + "~/" + ymd(o.hi.day-1) + "~"
		if v.grain == GrainYear {
			y := valueOf(lo, hi, GrainYear)
			o.value = y + "-06~/" + y + "-07~"
		}
	default:
		o.value, o.lo.day = "../"+ymd(hi-1)+"~", hi-length/2
	}
	return o
}
