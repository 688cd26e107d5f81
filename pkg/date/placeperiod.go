package date

import (
	"strings"
)

// placeWeekend is Friday and Saturday, as most of the Arab world rests; Saturday and Sunday
// are the other reading.
func (p *parser) placeWeekend(n *node) placed {
	if !p.has {
		return placed{ok: true, cut: true, value: "XXXX-WXX-5/XXXX-WXX-6", grain: grainWeek}
	}
	sunday := p.now.day - EpochDay(p.now.day.Weekday()%7) + EpochDay(7*n.off)
	monday := p.now.day - EpochDay(p.now.day.Weekday()-1) + EpochDay(7*n.off)
	v := placed{ok: true, grain: grainWeek, lo: moment{day: sunday + 5}, hi: moment{day: sunday + 7}}
	v.value = ymd(sunday+5) + "/" + ymd(sunday+6)
	v.alts = []string{ymd(monday+5) + "/" + ymd(monday+6)}
	return v
}

func span2(lo, hi EpochDay, g Grain) placed {
	return placed{ok: true, lo: moment{day: lo}, hi: moment{day: hi}, grain: g}
}

func nextMonth(y, m int) EpochDay { return gregorianDay(y+m/12, m%12+1, 1) }

func (p *parser) placeDecade(n *node) placed {
	first := 1900 + n.decade
	c := n.century
	if n.hasRel && n.rel == grainCentury && p.has {
		ry, _, _ := p.now.day.gregorian()
		c = floorDiv(ry-1, 100) + 1 + n.off
	}
	if c > 0 {
		first = (c-1)*100 + n.decade
	} else if p.has && n.decade == 20 {
		if y, _, _ := p.now.day.gregorian(); y >= 2020 {
			first = 2020
		}
	}
	v := span2(gregorianDay(first, 1, 1), gregorianDay(first+10, 1, 1), grainDecade)
	v.value = year4(first)[:len(year4(first))-1] + "X"
	return v
}

func (p *parser) placeCentury(n *node, c int) placed {
	if n.hijri {
		v := span2(p.o.Hijri.In((c-1)*100+1).MonthStart((c-1)*100+1, 1), p.o.Hijri.In(c*100+1).MonthStart(c*100+1, 1), grainCentury)
		v.cal = Tabular
		v.value = ymd(v.lo.day) + "/" + ymd(v.hi.day-1)
		v.alts = []string{two(c-1) + "XX AH"}
		return v
	}
	if c < 0 {
		v := span2(gregorianDay(c*100+1, 1, 1), gregorianDay(c*100+101, 1, 1), grainCentury)
		v.value = year4(c*100+1) + "/" + year4(c*100+100)
		return v
	}
	v := span2(gregorianDay((c-1)*100+1, 1, 1), gregorianDay(c*100+1, 1, 1), grainCentury)
	v.value = two(c-1) + "XX"
	return v
}

// placeYears places so many years from the first.
func placeYears(first, years int) placed {
	v := span2(gregorianDay(first, 1, 1), gregorianDay(first+years, 1, 1), GrainYear)
	v.value = year4(first) + "/" + year4(first+years-1)
	return v
}

func (p *parser) placeYear(n *node, y int) placed {
	if n.nth != 0 && n.nthUnit == grainWeek {
		monday := func(d EpochDay) EpochDay { return d - EpochDay(d.Weekday()-1) }
		first := monday(gregorianDay(y, 1, 4))
		w := first + EpochDay(7*(n.nth-1))
		if n.nth < 0 {
			w = monday(gregorianDay(y, 12, 28)) // the last week that is the year's own in ISO 8601
		}
		return p.week(w)
	}
	if n.nth != 0 && n.nthUnit == GrainDay && n.wday > 0 && !n.hijri && y >= -9999 && y <= 9999 { // آخر خميس من السنة
		first, last := gregorianDay(y, 1, 1), gregorianDay(y, 12, 31)
		d := first + EpochDay((n.wday-first.Weekday()+7)%7+7*(n.nth-1))
		if n.nth < 0 {
			d = last - EpochDay((last.Weekday()-n.wday+7)%7)
		}
		v := span2(d, d+1, GrainDay)
		v.value = ymd(d)
		return v
	}
	if n.hijri {
		if y < 1 || y > 3000 {
			return placed{}
		}
		cal := p.calendar(n, y)
		v := span2(cal.MonthStart(y, 1), cal.In(y+1).MonthStart(y+1, 1), GrainYear)
		v.cal = cal
		v.value = ymd(v.lo.day) + "/" + ymd(v.hi.day-1)
		v.alts = []string{year4(y) + " AH"}
		return v
	}
	if y > 9999 || y < -9999 {
		return placed{}
	}
	v := span2(gregorianDay(y, 1, 1), gregorianDay(y+1, 1, 1), GrainYear)
	v.value = year4(y)
	if y == 2000 && n.i+1 == n.j && p.al(n.i) { // الألفين
		v.alts = append(v.alts, "200X")
	}
	return v
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
	first, end := p.after(v.lo.day, n.rel, n.count, v.cal), v.hi.day
	lo, hi := v.lo.day, first
	if n.mod == fLate {
		lo, hi = p.after(end, n.rel, -n.count, v.cal), end
	}
	if hi > end || lo < v.lo.day {
		return placed{}
	}
	o := span2(lo, hi, n.rel)
	o.cal, o.value = v.cal, ymd(lo)+"/"+ymd(hi-1)
	if n.rel >= GrainMonth && !v.cal.Hijri() {
		a, b := len("2006-01"), len("2006-01-02/2006-01")
		if n.rel >= GrainYear {
			a, b = len("2006"), len("2006-01-02/2006")
		}
		o.value = o.value[:a] + o.value[len("2006-01-02"):b]
	}
	return o
}

// after is the day so many units after day in the calendar, before it where n is negative.
func (p *parser) after(day EpochDay, unit Grain, n int, cal Calendar) EpochDay {
	switch unit {
	case GrainDay:
		return day + EpochDay(n)
	case grainWeek:
		return day + EpochDay(7*n)
	case GrainYear:
		n *= 12
	case grainDecade:
		n *= 120
	}
	y, m, d := cal.Date(day)
	total := y*12 + m - 1 + n
	start := cal.MonthStart(floorDiv(total, 12), total-floorDiv(total, 12)*12+1)
	return start + EpochDay(d-1)
}

// placeSpan places the so many units before or after now.
func (p *parser) placeSpan(n *node) placed {
	d := node{dur: true, dir: n.off, some: n.some, amounts: amountOf(n.rel, n.count)}
	if !p.has {
		return placed{ok: true, cut: true, value: iso8601(&d, sign(n.off)), grain: n.rel, vague: n.vague}
	}
	d.dir = sign(n.off)
	e := p.placeDistance(&d)
	if !e.ok {
		return e
	}
	v := placed{ok: true, grain: n.rel, vague: n.vague}
	v.lo, v.hi = e.lo, p.now
	if n.off > 0 {
		v.lo, v.hi = p.now, e.lo
	}
	if n.rel >= GrainDay {
		v.lo.sec, v.hi.sec = 0, 0
		if n.off > 0 {
			v.lo.day, v.hi.day = v.lo.day+1, v.hi.day+1
		}
		v.value = ymd(v.lo.day) + "/" + ymd(v.hi.day-1)
		switch {
		case n.some && n.off < 0:
			v.value = "../" + ymd(v.hi.day-1) + "~"
			return v
		case n.some:
			v.value = ymd(v.lo.day) + "~/.."
			return v
		}
		if n.rel == grainDecade { // whole decades
			y, _, _ := p.now.day.gregorian()
			lo := floorDiv(y, 10)*10 - 10*n.count
			if n.off > 0 {
				lo = floorDiv(y, 10)*10 + 10
			}
			v.alts = []string{year4(lo) + "-01-01/" + year4(lo+10*n.count-1) + "-12-31"}
		}
	} else {
		v.value = dateTime(v.lo, GrainSecond) + "/" + dateTime(v.hi, GrainSecond)
	}
	return v
}

func (p *parser) placeRel(n *node) placed {
	if !p.has {
		d := node{amounts: amountOf(n.rel, abs(n.off))}
		v := placed{ok: true, cut: true, value: iso8601(&d, sign(n.off)), grain: n.rel}
		if n.day > 0 || n.nth != 0 {
			v.value, v.grain = "XXXX-XX-"+two(max(n.day, 1)), GrainDay
		}
		return v
	}
	y, m, _ := p.refDate(n)
	cal := Gregorian
	if n.hijri {
		cal = p.o.Hijri
	}
	switch n.rel {
	case GrainDay:
		day := p.now.day + EpochDay(n.off)
		v := span2(day, day+1, GrainDay)
		v.value = ymd(day)
		return v
	case grainWeek:
		monday := p.now.day - EpochDay(p.now.day.Weekday()-1) + EpochDay(7*n.off)
		if n.wday > 0 {
			day := monday + EpochDay(n.wday-1)
			v := span2(day, day+1, GrainDay)
			v.value = ymd(day)
			if n.wday == 7 {
				v.alts = []string{ymd(day - 7)}
			}
			return v
		}
		v := p.week(monday)
		sunday := p.now.day - EpochDay(p.now.day.Weekday()%7) + EpochDay(7*n.off)
		v.alts = []string{ymd(sunday) + "/" + ymd(sunday+6)}
		return v
	case GrainMonth:
		t := y*12 + m - 1 + n.off
		y, m = floorDiv(t, 12), t-floorDiv(t, 12)*12+1
		c := *n
		c.hasRel, c.month = false, m
		return p.placeMonth(&c, y, true)
	case grainQuarter:
		q := y*4 + (m-1)/3 + n.off
		y, m = floorDiv(q, 4), q-floorDiv(q, 4)*4
		v := span2(gregorianDay(y, m*3+1, 1), nextMonth(y, m*3+3), grainQuarter)
		v.value = year4(y) + "-Q" + string(rune('1'+m))
		return v
	case GrainYear:
		c := *n
		v := p.placeYear(&c, y+n.off)
		v.cal = cal
		return v
	case grainDecade:
		d := floorDiv(y, 10) + n.off
		v := span2(gregorianDay(d*10, 1, 1), gregorianDay(d*10+10, 1, 1), grainDecade)
		v.value = year4(d * 10)[:3] + "X"
		return v
	case GrainHour, GrainMinute, GrainSecond:
		if n.nthUnit == GrainMinute {
			lo := moment{p.now.day, p.now.sec/3600*3600 + (n.nth-1)*60}
			return placed{ok: true, lo: lo, hi: at(lo.seconds() + 60), grain: GrainMinute, value: dateTime(lo, GrainMinute)}
		}
		step := map[Grain]int64{GrainSecond: 1, GrainMinute: 60, GrainHour: 3600}[n.rel]
		lo := at(p.now.seconds() + int64(n.off)*step)
		v := placed{ok: true, lo: lo, hi: at(lo.seconds() + step), grain: n.rel}
		v.value = dateTime(lo, GrainMinute)
		if n.rel == GrainSecond {
			v.value = dateTime(lo, GrainSecond)
		}
		return v
	}
	return placed{}
}

// placePart narrows a period to its beginning, middle or end.
func (p *parser) placePart(n *node, v placed) placed {
	if v.cut {
		v.vague = true
		if v.value != "" && v.value[len(v.value)-1] != '~' {
			v.value += "~"
		}
		return v
	}
	lo, hi := v.lo.day, v.hi.day
	length := int(hi - lo)
	day := func(d EpochDay) placed {
		o := span2(d, d+1, GrainDay)
		o.value, o.vague, o.cal = ymd(d)+"~", true, v.cal
		o.alts = append(o.alts, v.value)
		if v.cal.Hijri() {
			y, m, dd := v.cal.Date(d)
			o.alts = append(o.alts, hijriDay(y, m, dd))
		}
		return o
	}
	days := func(a, b EpochDay) placed {
		o := span2(a, b, v.grain)
		o.value, o.vague, o.cal = ymd(a)+"~/"+ymd(b-1)+"~", true, v.cal
		o.alts = append(o.alts, v.value)
		return o
	}
	switch {
	case v.grain == GrainDay && n.mod == fRest:
		v.value = dateTime(p.now, GrainSecond) + "/" + ymd(lo) + "T23:59:59"
		v.lo, v.hi = p.now, moment{day: lo + 1}
		return v
	case v.grain == GrainDay:
		v.value += "T23:59"
		for i, a := range v.alts {
			if !strings.HasSuffix(a, " AH") {
				v.alts[i] = a + "T23:59"
			}
		}
		v.lo = moment{lo, 86400 - 60}
		v.grain = GrainMinute
		return v
	case n.mod == fRest || n.mod == fLater:
		if n.mod == fLater {
			v.vague = true
		}
		if p.has && p.now.day > lo && p.now.day < hi {
			lo = p.now.day
		}
		o := span2(lo, hi, v.grain)
		o.vague = v.vague
		o.value = ymd(lo) + "/" + ymd(hi-1)
		o.alts = append(o.alts, v.value)
		return o
	case v.grain == GrainMonth:
		switch n.mod {
		case fStart:
			return day(lo)
		case fMid, fHalf:
			return day(lo + 14)
		case fEnd, fLast:
			return day(hi - 1)
		case fEarly:
			return days(lo, lo+10)
		case fMiddle:
			return days(lo+10, lo+20)
		case fLate:
			return days(lo+20, hi)
		}
	case v.grain >= GrainYear || v.grain == grainSeason || v.grain == grainHalfYear || v.grain == grainQuarter || v.grain == grainWeek:
		o := v
		o.vague = true
		switch n.mod {
		case fStart:
			o.value = ymd(lo) + "~/.."
			o.hi = moment{day: lo + EpochDay(length/2)}
		case fEarly:
			o.value = ymd(lo) + "~/.."
			o.hi = moment{day: lo + EpochDay((length+2)/3)}
		case fMid, fMiddle, fHalf:
			o.lo, o.hi = moment{day: lo + EpochDay(length/3)}, moment{day: hi - EpochDay(length/3)}
			o.value = ymd(o.lo.day) + "~/" + ymd(o.hi.day-1) + "~"
			if v.grain == GrainYear {
				y, _, _ := lo.gregorian()
				o.value = year4(y) + "-06~/" + year4(y) + "-07~"
			}
		default:
			o.lo = moment{day: hi - EpochDay(length/2)}
			o.value = "../" + ymd(hi-1) + "~"
		}
		o.alts = append([]string{v.value}, v.alts...)
		return o
	}
	return v
}
