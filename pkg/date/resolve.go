package date

import "github.com/nass-ar/nass/pkg/numeral"

// A moment is a second of a day.
type moment struct {
	day Day
	sec int
}

func (m moment) seconds() int64 { return int64(m.day)*86400 + int64(m.sec) }

func at(seconds int64) moment {
	d := floorDiv(int(seconds), 86400)
	return moment{Day(d), int(seconds) - d*86400}
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
	year   int  // of the value's own calendar
	bad    bool // no such date
}

func (p *parser) calendar(n *node, year int) Calendar {
	if !n.hijri {
		return Gregorian
	}
	return p.o.Hijri.In(year)
}

// refYear is the reference's year in the calendar.
func (p *parser) refDate(n *node) (y, m, d int) {
	if n.hijri {
		return p.o.Hijri.Date(p.now.day)
	}
	return p.now.day.Civil()
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
			return placed{ok: true, value: "PT0S", grain: Second, cut: true}
		}
		v := placed{ok: true, lo: p.now, hi: at(p.now.seconds() + 1), grain: Second}
		v.value = dateTime(p.now, Second)
		return v
	case n.weekend:
		return p.placeWeekend(n)
	}
	v := p.placeDay(n)
	if !v.ok {
		if n.clock != 0 {
			return v
		}
		return v
	}
	if n.mod != fNone {
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
	years := n.amounts[Year]
	for g, k := range map[Grain]int64{Decade: 10, Century: 100} {
		if v := n.amounts[g]; v.Den != 0 {
			years = numeral.Value{Num: years.Num*v.Den + v.Num*k*max(years.Den, 1), Den: max(years.Den, 1) * v.Den}
		}
	}
	amount(years, 'Y')
	months := n.amounts[Month]
	if q := n.amounts[Quarter]; q.Den != 0 {
		months = numeral.Value{Num: months.Num*q.Den + 3*q.Num*max(months.Den, 1), Den: max(months.Den, 1) * q.Den}
	}
	amount(months, 'M')
	amount(n.amounts[Week], 'W')
	amount(n.amounts[OfDay], 'D')
	if n.amounts[Hour].Den != 0 || n.amounts[Minute].Den != 0 || n.amounts[Second].Den != 0 {
		out = append(out, 'T')
		amount(n.amounts[Hour], 'H')
		amount(n.amounts[Minute], 'M')
		amount(n.amounts[Second], 'S')
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
		case Second:
			secs += k / a.Den
		case Minute:
			secs += k * 60 / a.Den
		case Hour:
			secs += k * 3600 / a.Den
		case OfDay:
			secs += k * 86400 / a.Den
		case Week:
			secs += k * 7 * 86400 / a.Den
		case Month:
			months += k / a.Den
		case Quarter:
			months += k * 3 / a.Den
		case Year:
			months += k * 12 / a.Den
		case Decade:
			months += k * 120 / a.Den
		case Century:
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
	v := placed{ok: true, lo: m, grain: g, vague: n.vague, cal: cal}
	if n.wday > 0 {
		monday := m.day - Day(m.day.Weekday()-1)
		if finest(n) > Week {
			m.day += Day((n.wday - m.day.Weekday() + 7) % 7)
		} else {
			m.day = monday + Day(n.wday-1)
		}
		g = OfDay
	}
	switch {
	case g <= Hour && g != NoGrain:
		v.hi = at(m.seconds() + map[Grain]int64{Second: 1, Minute: 60, Hour: 3600}[g])
		if g == Hour {
			v.grain = Minute
		}
		v.value = dateTime(m, v.grain)
	case g == Year || g == Decade || g == Century:
		y, _, _ := m.day.Civil()
		v.lo, v.hi, v.grain = moment{day: m.day}, moment{day: m.day + 1}, Year
		v.value = year4(y)
		v.alts = append(v.alts, ymd(m.day))
	case g == Month || g == Quarter:
		y, mo, _ := m.day.Civil()
		v.lo, v.hi, v.grain = moment{day: m.day}, moment{day: m.day + 1}, Month
		v.value = year4(y) + "-" + two(mo)
		v.alts = append(v.alts, ymd(m.day))
	default:
		v.lo, v.hi, v.grain = moment{day: m.day}, moment{day: m.day + 1}, OfDay
		v.value = ymd(m.day)
	}
	if n.hijri {
		v.lo.sec, v.grain, v.hi = 0, OfDay, moment{day: m.day + 1}
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
	case n.wday > 0:
		v.value, v.grain = "XXXX-WXX-"+string(rune('0'+n.wday)), OfDay
	case n.clock == 0 && n.part == 0:
		d := node{}
		d.amounts[n.rel] = numeral.Value{Num: int64(n.count), Den: 1}
		v.value = iso8601(&d, 1)
		return v
	}
	if n.clock != 0 {
		v.value += clockText(n)
		v.grain = n.clock
	} else if n.part != 0 {
		v.value += partText(n.part)
		v.grain = PartOfDay
	}
	return v
}

// placeWeekend is Friday and Saturday, as most of the Arab world rests; Saturday and Sunday
// are the other reading.
func (p *parser) placeWeekend(n *node) placed {
	if !p.has {
		return placed{ok: true, cut: true, value: "XXXX-WXX-5/XXXX-WXX-6", grain: Week}
	}
	sunday := p.now.day - Day(p.now.day.Weekday()%7) + Day(7*n.off)
	monday := p.now.day - Day(p.now.day.Weekday()-1) + Day(7*n.off)
	v := placed{ok: true, grain: Week, lo: moment{day: sunday + 5}, hi: moment{day: sunday + 7}}
	v.value = ymd(sunday+5) + "/" + ymd(sunday+6)
	v.alts = []string{ymd(monday+5) + "/" + ymd(monday+6)}
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
		return placed{ok: true, bad: true, cut: true, value: year4(y) + "-" + two(n.month) + "-" + two(n.day), grain: OfDay}
	case n.decade > 0:
		return p.placeDecade(n)
	case n.century != 0 || n.rel == Century && n.hasRel && n.month == 0 && n.count == 0:
		c := n.century
		if c == 0 {
			if !p.has {
				return placed{}
			}
			ry, _, _ := p.now.day.Civil()
			c = floorDiv(ry-1, 100) + 1 + n.off
		}
		return p.placeCentury(n, c)
	case n.quarter > 0 || n.half > 0:
		if !hasY {
			if n.quarter > 0 {
				return placed{ok: true, cut: true, value: "XXXX-Q" + string(rune('0'+n.quarter)), grain: Quarter}
			}
			return placed{ok: true, cut: true, value: "XXXX-" + two(6*n.half-5) + "/XXXX-" + two(6*n.half), grain: HalfYear}
		}
		if n.quarter > 0 {
			q := n.quarter
			v := span2(Civil(y, q*3-2, 1), nextMonth(y, q*3), Quarter)
			v.value = year4(y) + "-Q" + string(rune('0'+q))
			return v
		}
		m := 1 + 6*(n.half-1)
		v := span2(Civil(y, m, 1), nextMonth(y, m+5), HalfYear)
		v.value = year4(y) + "-" + two(m) + "/" + year4(y) + "-" + two(m+5)
		return v
	case n.season > 0:
		if !hasY {
			if !p.has {
				return placed{ok: true, cut: true, value: "XXXX-" + two(n.season), grain: Season}
			}
			y, _, _ = p.now.day.Civil()
		}
		m := []int{3, 6, 9, 12}[n.season-21]
		v := span2(Civil(y, m, 1), nextMonth(y, m+2), Season)
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
			return placed{ok: true, cut: true, value: "XXXX-WXX-" + string(rune('0'+n.wday)), grain: OfDay}
		}
		ry, rm, _ := p.now.day.Civil()
		m := *n
		m.month, m.year, m.hasYear = rm, ry, true
		return p.placeMonth(&m, ry, true)
	case hasY:
		return p.placeYear(n, y)
	}
	return placed{}
}

func span2(lo, hi Day, g Grain) placed {
	return placed{ok: true, lo: moment{day: lo}, hi: moment{day: hi}, grain: g}
}

func nextMonth(y, m int) Day { return Civil(y+m/12, m%12+1, 1) }

func (p *parser) placeDecade(n *node) placed {
	first := 1900 + n.decade
	c := n.century
	if n.hasRel && n.rel == Century && p.has {
		ry, _, _ := p.now.day.Civil()
		c = floorDiv(ry-1, 100) + 1 + n.off
	}
	if c > 0 {
		first = (c-1)*100 + n.decade
	} else if p.has && n.decade == 20 {
		if y, _, _ := p.now.day.Civil(); y >= 2020 {
			first = 2020
		}
	}
	v := span2(Civil(first, 1, 1), Civil(first+10, 1, 1), Decade)
	v.value = year4(first)[:len(year4(first))-1] + "X"
	return v
}

func (p *parser) placeCentury(n *node, c int) placed {
	if n.hijri {
		v := span2(p.o.Hijri.In((c-1)*100+1).MonthStart((c-1)*100+1, 1), p.o.Hijri.In(c*100+1).MonthStart(c*100+1, 1), Century)
		v.cal = Tabular
		v.value = ymd(v.lo.day) + "/" + ymd(v.hi.day-1)
		v.alts = []string{two(c-1) + "XX AH"}
		return v
	}
	if c < 0 {
		v := span2(Civil(c*100+1, 1, 1), Civil(c*100+101, 1, 1), Century)
		v.value = year4(c*100+1) + "/" + year4(c*100+100)
		return v
	}
	v := span2(Civil((c-1)*100+1, 1, 1), Civil(c*100+1, 1, 1), Century)
	v.value = two(c-1) + "XX"
	return v
}

func (p *parser) placeYear(n *node, y int) placed {
	if n.nth != 0 && n.nthUnit == Week {
		monday := func(d Day) Day { return d - Day(d.Weekday()-1) }
		first := monday(Civil(y, 1, 4))
		w := first + Day(7*(n.nth-1))
		if n.nth < 0 {
			w = monday(Civil(y, 12, 31))
		}
		return p.week(w)
	}
	if n.hijri {
		if y < 1 || y > 3000 {
			return placed{}
		}
		cal := p.calendar(n, y)
		v := span2(cal.MonthStart(y, 1), cal.In(y+1).MonthStart(y+1, 1), Year)
		v.cal, v.year = cal, y
		v.value = ymd(v.lo.day) + "/" + ymd(v.hi.day-1)
		v.alts = []string{year4(y) + " AH"}
		return v
	}
	if y > 9999 || y < -9999 {
		return placed{}
	}
	v := span2(Civil(y, 1, 1), Civil(y+1, 1, 1), Year)
	v.value, v.year = year4(y), y
	if y == 2000 && n.i+1 == n.j && p.al(n.i) { // الألفين
		v.alts = append(v.alts, "200X")
	}
	return v
}

// week is the ISO week of a Monday.
func (p *parser) week(monday Day) placed {
	v := span2(monday, monday+7, Week)
	y, w := monday.ISOWeek()
	v.value = year4(y) + "-W" + two(w)
	return v
}

// placeSpan places the so many units before or after now.
func (p *parser) placeSpan(n *node) placed {
	d := node{dur: true, dir: n.off}
	d.amounts[n.rel] = numeral.Value{Num: int64(n.count), Den: 1}
	if !p.has {
		v := placed{ok: true, cut: true, value: iso8601(&d, sign(n.off)), grain: n.rel, vague: n.vague}
		return v
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
	if n.rel >= OfDay {
		v.lo.sec, v.hi.sec = 0, 0
		if n.off > 0 {
			v.lo.day, v.hi.day = v.lo.day+1, v.hi.day+1
		}
		v.value = ymd(v.lo.day) + "/" + ymd(v.hi.day-1)
		if n.rel == Decade { // whole decades
			y, _, _ := p.now.day.Civil()
			lo := floorDiv(y, 10)*10 - 10*n.count
			if n.off > 0 {
				lo = floorDiv(y, 10)*10 + 10
			}
			v.alts = []string{year4(lo) + "-01-01/" + year4(lo+10*n.count-1) + "-12-31"}
		}
	} else {
		v.value = dateTime(v.lo, Second) + "/" + dateTime(v.hi, Second)
	}
	return v
}

func (p *parser) placeRel(n *node) placed {
	if !p.has {
		d := node{}
		d.amounts[n.rel] = numeral.Value{Num: int64(abs(n.off)), Den: 1}
		v := placed{ok: true, cut: true, value: iso8601(&d, sign(n.off)), grain: n.rel}
		if n.day > 0 || n.nth != 0 {
			v.value, v.grain = "XXXX-XX-"+two(max(n.day, 1)), OfDay
		}
		return v
	}
	y, m, _ := p.refDate(n)
	cal := Gregorian
	if n.hijri {
		cal = p.o.Hijri
	}
	switch n.rel {
	case OfDay:
		day := p.now.day + Day(n.off)
		v := span2(day, day+1, OfDay)
		v.value = ymd(day)
		return v
	case Week:
		monday := p.now.day - Day(p.now.day.Weekday()-1) + Day(7*n.off)
		if n.wday > 0 {
			day := monday + Day(n.wday-1)
			v := span2(day, day+1, OfDay)
			v.value = ymd(day)
			if n.wday == 7 {
				v.alts = []string{ymd(day - 7)}
			}
			return v
		}
		v := p.week(monday)
		sunday := p.now.day - Day(p.now.day.Weekday()%7) + Day(7*n.off)
		v.alts = []string{ymd(sunday) + "/" + ymd(sunday+6)}
		return v
	case Month:
		t := y*12 + m - 1 + n.off
		y, m = floorDiv(t, 12), t-floorDiv(t, 12)*12+1
		c := *n
		c.hasRel, c.month = false, m
		return p.placeMonth(&c, y, true)
	case Quarter:
		q := y*4 + (m-1)/3 + n.off
		y, m = floorDiv(q, 4), q-floorDiv(q, 4)*4
		v := span2(Civil(y, m*3+1, 1), nextMonth(y, m*3+3), Quarter)
		v.value = year4(y) + "-Q" + string(rune('1'+m))
		return v
	case Year:
		c := *n
		v := p.placeYear(&c, y+n.off)
		v.cal = cal
		return v
	case Decade:
		d := floorDiv(y, 10) + n.off
		v := span2(Civil(d*10, 1, 1), Civil(d*10+10, 1, 1), Decade)
		v.value = year4(d * 10)[:3] + "X"
		return v
	case Hour, Minute, Second:
		if n.nthUnit == Minute {
			lo := moment{p.now.day, p.now.sec/3600*3600 + (n.nth-1)*60}
			return placed{ok: true, lo: lo, hi: at(lo.seconds() + 60), grain: Minute, value: dateTime(lo, Minute)}
		}
		step := map[Grain]int64{Second: 1, Minute: 60, Hour: 3600}[n.rel]
		lo := at(p.now.seconds() + int64(n.off)*step)
		v := placed{ok: true, lo: lo, hi: at(lo.seconds() + step), grain: n.rel}
		v.value = dateTime(lo, Minute)
		if n.rel == Second {
			v.value = dateTime(lo, Second)
		}
		return v
	}
	return placed{}
}

// placeWeekday places a weekday by its adjective, or by the preference.
func (p *parser) placeWeekday(n *node) placed {
	if n.hasRel && n.rel == Week {
		return p.placeRel(n)
	}
	if !p.has {
		return placed{ok: true, cut: true, value: "XXXX-WXX-" + string(rune('0'+n.wday)), grain: OfDay}
	}
	ref := p.now.day
	back := Day((ref.Weekday() - n.wday + 7) % 7)
	fwd := Day((n.wday - ref.Weekday() + 7) % 7)
	last, next := ref-back, ref+fwd
	if back == 0 {
		last = ref - 7
	}
	if fwd == 0 {
		next = ref + 7
	}
	var day Day
	var alts []string
	switch {
	case n.hasWoff && n.woff < 0:
		day = last + Day(7*(n.woff+1))
		alts = []string{ymd(ref - Day(ref.Weekday()-1) + Day(7*n.woff) + Day(n.wday-1))}
	case n.hasWoff && n.woff > 0:
		day = next + Day(7*(n.woff-1))
		alts = []string{ymd(ref - Day(ref.Weekday()-1) + Day(7*n.woff) + Day(n.wday-1))}
	case n.hasWoff:
		day = ref + fwd
		alts = []string{ymd(ref - Day(ref.Weekday()-1) + Day(n.wday-1))}
	case p.o.Prefer == Future:
		day, alts = next, []string{ymd(last)}
	default:
		day, alts = last, []string{ymd(next)}
	}
	if len(alts) > 0 && alts[0] == ymd(day) {
		alts = nil
	}
	v := span2(day, day+1, OfDay)
	v.value, v.alts = ymd(day), alts
	return v
}

// placeDayOnly places a day of no month: the reference's.
func (p *parser) placeDayOnly(n *node) placed {
	if !p.has {
		return placed{ok: true, cut: true, value: "XXXX-XX-" + two(n.day), grain: OfDay}
	}
	y, m, d := p.now.day.Civil()
	find := func(step int) (Day, bool) {
		yy, mm := y, m
		if step < 0 && n.day > d || step > 0 && n.day <= d {
			mm += step
		}
		for range 24 {
			yy, mm = yy+floorDiv(mm-1, 12), (mm-1+12)%12+1
			if day, ok := Gregorian.Day(yy, mm, n.day); ok && (n.wday == 0 || day.Weekday() == n.wday) {
				return day, true
			}
			mm += step
		}
		return 0, false
	}
	past, ok1 := find(-1)
	next, ok2 := find(1)
	day, ok, other := past, ok1, next
	same := func(a Day) bool { ay, am, _ := a.Civil(); return ay == y && am == m }
	switch {
	case p.o.Prefer == Future, p.o.Prefer == NoPreference && same(next):
		day, ok, other = next, ok2, past
	}
	if !ok {
		return placed{}
	}
	v := span2(day, day+1, OfDay)
	v.value, v.alts = ymd(day), []string{ymd(other)}
	return v
}

// placeMonth places a month and what is in it.
func (p *parser) placeMonth(n *node, y int, hasY bool) placed {
	if n.feast == feastInYear && n.hijri { // رمضان 2019
		h, _, _ := p.o.Hijri.Date(Civil(y, 1, 1))
		for ; ; h++ {
			gy, _, _ := p.o.Hijri.MonthStart(h, n.month).Civil()
			if gy >= y {
				break
			}
		}
		y = h
	}
	var alts []string
	if !hasY {
		if !p.has {
			v := placed{ok: true, cut: true, value: "XXXX-" + two(n.month), grain: Month}
			if n.day > 0 {
				v.value += "-" + two(n.day)
				v.grain = OfDay
				if n.day > 29 && n.day > p.longestMonth(n) {
					v.bad = true
				}
			}
			if n.hijri {
				v.cal = p.o.Hijri
				v.alts = []string{v.value + " AH"}
			}
			return v
		}
		ry, rm, rd := p.refDate(n)
		day := n.day
		before := func(strict bool) bool { // the month lies before the reference
			if n.month != rm {
				return n.month < rm
			}
			return day > 0 && day < rd || strict && day == 0
		}
		past, next := ry, ry
		if before(false) {
			next++
		} else if n.month > rm || day > rd {
			past--
		}
		switch {
		case n.hasMoff && n.moff < 0:
			y = ry + n.moff + 1
			if !before(false) {
				y = ry + n.moff
			}
		case n.hasMoff && n.moff > 0:
			y = ry + n.moff - 1
			if before(true) || n.month == rm {
				y = ry + n.moff
			}
		case n.hasMoff || n.hasYoff:
			y = ry
		case p.o.Prefer == Past:
			y = past
		case p.o.Prefer == Future:
			y = next
		default:
			y = ry
		}
		if n.wday > 0 && day > 0 { // the weekday may tell the year
			ok := func(y int) bool { d, ok := p.o.cal(n).Day(y, n.month, day); return ok && d.Weekday() == n.wday }
			for _, try := range []int{y, past, next} {
				if ok(try) {
					y = try
					break
				}
			}
		}
		for _, o := range []int{past, next} {
			if o != y && !n.hasMoff && !n.hasYoff {
				if v := p.monthIn(n, o); v.ok && !v.bad {
					alts = append(alts, v.value)
				}
			}
		}
	}
	v := p.monthIn(n, y)
	v.alts = append(v.alts, alts...)
	if n.twoDigit && n.yearFirst > 0 && v.ok { // 16/04/21
		m := *n
		m.year, m.day = 2000+n.yearFirst, n.lastPart
		if o := p.monthIn(&m, m.year); o.ok && !o.bad {
			v.alts = append(v.alts, o.value)
		}
	}
	if n.either && v.ok && !n.hijri {
		m := *n
		m.day, m.month = n.month, n.day
		if o := p.monthIn(&m, y); o.ok && !o.bad {
			v.alts = append(v.alts, o.value)
		}
	}
	return v
}

func (o *Options) cal(n *node) Calendar {
	if n.hijri {
		return o.Hijri
	}
	return Gregorian
}

func (p *parser) longestMonth(n *node) int {
	if n.hijri {
		return 30
	}
	return monthDays(2024, n.month)
}

// monthIn places a month, or a day or week of it, in the year y.
func (p *parser) monthIn(n *node, y int) placed {
	cal := p.calendar(n, y)
	if n.hijri && (y < 1 || y > 3000) || y > 9999 || y < -9999 || n.month > 12 {
		return placed{ok: true, bad: true, cut: true, value: year4(y) + "-" + two(n.month) + "-" + two(n.day), grain: OfDay}
	}
	first := cal.MonthStart(y, n.month)
	days := cal.Days(y, n.month)
	one := func(d Day) placed {
		v := span2(d, d+1, OfDay)
		v.cal, v.year = cal, y
		v.value = ymd(d)
		if cal.Hijri() {
			dd := int(d-first) + 1
			v.alts = []string{hijriDay(y, n.month, dd)}
			// Where the tables part, the weekday decides, and the other day is named.
			if o, ok := cal.other().Day(y, n.month, dd); ok && o != d {
				if n.wday > 0 && n.nth == 0 && d.Weekday() != n.wday && o.Weekday() == n.wday {
					d, o = o, d
					v.lo, v.hi, v.value, v.cal = moment{day: d}, moment{day: d + 1}, ymd(d), cal.other()
				}
				v.alts = append(v.alts, ymd(o))
			}
		}
		return v
	}
	switch {
	case n.nth != 0 && n.wday > 0:
		if n.nth > 0 {
			d := first + Day((n.wday-first.Weekday()+7)%7) + Day(7*(n.nth-1))
			if int(d-first) >= days {
				return placed{ok: true, bad: true, cut: true, value: year4(y) + "-" + two(n.month) + "-XX", grain: OfDay}
			}
			return one(d)
		}
		last := first + Day(days-1)
		return one(last - Day((last.Weekday()-n.wday+7)%7))
	case n.nth < 0 && n.nthUnit == OfDay:
		return one(first + Day(days-1))
	case n.nth > 0 && n.nthUnit == OfDay:
		return one(first + Day(n.nth-1))
	case n.nth != 0 && n.nthUnit == Week:
		// The first week is the one of the month's first Monday; the last, the one that ends in it.
		monday := first + Day((8-first.Weekday())%7)
		if n.nth < 0 {
			last := first + Day(days-1)
			monday = last - Day(last.Weekday()-1)
			if last.Weekday() != 7 {
				monday -= 7
			}
			return p.week(monday)
		}
		return p.week(monday + Day(7*(n.nth-1)))
	case n.day > 0:
		if n.day > days {
			v := placed{ok: true, bad: true, cut: true, value: year4(y) + "-" + two(n.month) + "-" + two(n.day), grain: OfDay, cal: cal}
			if cal.Hijri() {
				// A thirtieth that this table lacks: still read, as the day after the 29th.
				v.alts = []string{hijriDay(y, n.month, n.day)}
				if n.day == 30 {
					w := one(first + 29)
					w.alts, w.bad = v.alts, true
					return w
				}
				v.value = year4(y) + "-" + two(n.month) + "-" + two(n.day)
			}
			return v
		}
		return one(first + Day(n.day-1))
	}
	v := span2(first, first+Day(days), Month)
	v.cal, v.year = cal, y
	if cal.Hijri() {
		v.value = ymd(first) + "/" + ymd(first+Day(days-1))
		v.alts = []string{year4(y) + "-" + two(n.month) + " AH"}
		return v
	}
	v.value = year4(y) + "-" + two(n.month)
	return v
}

func (p *parser) placeFeast(n *node) placed {
	y, hasY := n.year, n.hasYear
	if n.hasYoff && p.has {
		ry, _, _ := p.now.day.Civil()
		y, hasY = ry+n.yoff, true
	}
	if n.feast == unfixed {
		return placed{ok: true, cut: true, value: "", grain: OfDay}
	}
	if !hasY {
		if !p.has {
			v := placed{ok: true, cut: true, grain: OfDay, value: "XXXX-" + two(n.month) + "-" + two(n.day)}
			if n.feast == easter || n.feast == fathersDay {
				v.value = ""
			}
			if n.hijri {
				v.cal, v.alts = p.o.Hijri, []string{v.value + " AH"}
			}
			return v
		}
		y, _, _ = p.now.day.Civil()
	}
	on := func(y int) (Day, int) {
		switch n.feast {
		case easter:
			return easterSunday(y), 0
		case fathersDay:
			june := Civil(y, 6, 1)
			return june + Day((7-june.Weekday())%7) + 14, 0
		case fixedHijri:
			if y <= lastHijriYear {
				d, _ := p.o.Hijri.In(y).Day(y, n.month, n.day)
				return d, y
			}
			h, _, _ := p.o.Hijri.Date(Civil(y, 1, 1))
			for ; ; h++ {
				d, _ := p.o.Hijri.In(h).Day(h, n.month, n.day)
				if gy, _, _ := d.Civil(); gy >= y {
					return d, h
				}
			}
		}
		return Civil(y, n.month, n.day), 0
	}
	d, h := on(y)
	var alts []string
	if !hasY {
		prev, _ := on(y - 1)
		next, h2 := on(y + 1)
		switch {
		case p.o.Prefer == Past && d > p.now.day:
			d, next = prev, d
			alts = append(alts, ymd(next))
		case p.o.Prefer == Future && d < p.now.day:
			alts = append(alts, ymd(d))
			d, h = next, h2
		default:
			alts = append(alts, ymd(prev), ymd(next))
		}
	}
	if n.nth != 0 && n.wday > 0 { // ثالث ثلاثاء بعد العيد
		d += Day((n.wday-d.Weekday()+6)%7+1) + Day(7*(n.nth-1))
		h = 0
	}
	v := span2(d, d+1, OfDay)
	v.value = ymd(d)
	if h > 0 {
		v.cal = p.o.Hijri.In(h)
		v.alts = []string{hijriDay(h, n.month, n.day)}
	}
	v.alts = append(v.alts, alts...)
	return v
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
	day := func(d Day) placed {
		o := span2(d, d+1, OfDay)
		o.value, o.vague, o.cal = ymd(d)+"~", true, v.cal
		o.alts = append(o.alts, v.value)
		if v.cal.Hijri() {
			y, m, dd := v.cal.Date(d)
			o.alts = append(o.alts, hijriDay(y, m, dd))
		}
		return o
	}
	days := func(a, b Day) placed {
		o := span2(a, b, v.grain)
		o.value, o.vague, o.cal = ymd(a)+"~/"+ymd(b-1)+"~", true, v.cal
		o.alts = append(o.alts, v.value)
		return o
	}
	switch {
	case v.grain == OfDay && n.mod == fRest:
		v.value = dateTime(p.now, Second) + "/" + ymd(lo) + "T23:59:59"
		v.lo, v.hi = p.now, moment{day: lo + 1}
		return v
	case v.grain == OfDay:
		v.value += "T23:59"
		v.lo = moment{lo, 86400 - 60}
		v.grain = Minute
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
	case v.grain == Month:
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
	case v.grain >= Year || v.grain == Season || v.grain == HalfYear || v.grain == Quarter || v.grain == Week:
		o := v
		o.vague = true
		switch n.mod {
		case fStart:
			o.value = ymd(lo) + "~/.."
			o.hi = moment{day: lo + Day(length/2)}
		case fEarly:
			o.value = ymd(lo) + "~/.."
			o.hi = moment{day: lo + Day((length+2)/3)}
		case fMid, fMiddle, fHalf:
			o.lo, o.hi = moment{day: lo + Day(length/3)}, moment{day: hi - Day(length/3)}
			o.value = ymd(o.lo.day) + "~/" + ymd(o.hi.day-1) + "~"
			if v.grain == Year {
				y, _, _ := lo.Civil()
				o.value = year4(y) + "-06~/" + year4(y) + "-07~"
			}
		default:
			o.lo = moment{day: hi - Day(length/2)}
			o.value = "../" + ymd(hi-1) + "~"
		}
		o.alts = append([]string{v.value}, v.alts...)
		return o
	}
	return v
}
