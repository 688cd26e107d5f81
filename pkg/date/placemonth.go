package date

// week is the ISO week of a Monday.
func week(monday EpochDay) placed { return spanOf(monday, monday+7, grainWeek) }

// placeWeekday places a weekday by its adjective, or by the preference.
func (p *parser) placeWeekday(n *node) placed {
	if n.hasRel {
		return p.placeRel(n)
	}
	if !p.has {
		return unplaced(weekdayText(n.wday), GrainDay)
	}
	ref := p.now.day
	// The nearest on either side of the reference, and that of the week which the adjective counts.
	last, next := ref-EpochDay((ref.Weekday()-n.wday+6)%7+1), ref+EpochDay((n.wday-ref.Weekday()+6)%7+1)
	monday, _ := p.weekAt(n.woff)
	day, other := last, next
	switch {
	case n.hasWoff && n.woff < 0:
		day, other = last+EpochDay(7*(n.woff+1)), monday+EpochDay(n.wday-1)
	case n.hasWoff && n.woff > 0:
		day, other = next+EpochDay(7*(n.woff-1)), monday+EpochDay(n.wday-1)
	case n.hasWoff:
		day, other = ref+EpochDay((n.wday-ref.Weekday()+7)%7), monday+EpochDay(n.wday-1)
	case p.prefers(n, Future):
		day, other = next, last
	}
	v := dayAt(day)
	if other != day {
		v.alts = []string{ymd(other)}
		if !n.hasWoff && next == ref+7 {
			v.alts = append(v.alts, ymd(ref))
		}
	}
	return v
}

// prefers reports which way n points where it may point either: after منذ, back.
func (p *parser) prefers(n *node, way Preference) bool {
	if p.fn(n.i-1) == fSince {
		return way == Past
	}
	return p.o.Prefer == way
}

// placeDayOnly places a day of no month: the reference's.
func (p *parser) placeDayOnly(n *node) placed {
	if !p.has {
		return unplaced("XXXX-XX-"+two(n.day), GrainDay)
	}
	y, m, d := p.now.day.gregorian()
	find := func(step int) (EpochDay, bool) {
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
	same := func(a EpochDay) bool { ay, am, _ := a.gregorian(); return ay == y && am == m }
	switch {
	case p.prefers(n, Past):
	case p.prefers(n, Future), same(next):
		day, ok, other = next, ok2, past
	}
	if !ok {
		return placed{}
	}
	v := dayAt(day)
	v.alts = []string{ymd(other)}
	return v
}

// anyYear places a month or a day of one in a year that is not known, or in all.
func (p *parser) anyYear(n *node) placed {
	v := unplaced("XXXX-"+two(n.month), GrainMonth)
	v.vague = n.shares > 0
	if n.day > 0 {
		v.grain = GrainDay
		longest := 30
		if !n.hijri {
			longest = monthDays(2024, n.month)
		}
		if v.bad = n.day > longest; !v.bad {
			v.value += "-" + two(n.day)
		}
	}
	if n.hijri {
		v.cal = p.o.Hijri
		v.value += " AH" // else it looks like a Gregorian one
	}
	return v
}

// placeMonth places a month and what is in it.
func (p *parser) placeMonth(n *node, y int, hasY bool) placed {
	if n.feast == feastInYear { // رمضان 2019
		first := gregorianDay(y, 1, 1)
		for y, _, _ = p.o.Hijri.Date(first); p.o.Hijri.MonthStart(y, n.month) < first; y++ {
		}
	}
	if !hasY && !p.has {
		return p.anyYear(n)
	}
	var others []int
	if !hasY {
		y, others = p.yearOf(n)
	}
	v := p.monthIn(n, y)
	if !v.ok {
		return v
	}
	also := func(n node, y int) {
		if o := p.monthIn(&n, y); o.ok && !o.bad {
			v.alts = append(v.alts, o.value)
		}
	}
	for _, o := range others {
		also(*n, o)
	}
	m := *n
	if n.twoDigit && n.yearFirst > 0 { // 16/04/21
		m.day = n.lastPart
		also(m, 2000+n.yearFirst)
	}
	if n.either && !n.hijri {
		m.day, m.month = n.month, n.day
		also(m, y)
	}
	return v
}

// yearOf is the year of a month that has none, and others that it may be of.
func (p *parser) yearOf(n *node) (y int, others []int) {
	y, rm, rd := p.refDate(n)
	before := n.month < rm || n.month == rm && n.day > 0 && n.day < rd
	past, next := y, y
	switch {
	case before:
		next++
	case n.month > rm || n.day > rd:
		past--
	}
	switch {
	case n.moff < 0 && before:
		y += n.moff + 1
	case n.moff > 0 && n.month > rm:
		y += n.moff - 1
	case n.hasMoff:
		y += n.moff
	case p.prefers(n, Past):
		y = past
	case p.prefers(n, Future):
		y = next
	}
	for _, try := range []int{y, past, next} { // the weekday may tell the year
		if d, ok := p.calendar(n, try).Day(try, n.month, n.day); ok && n.wday > 0 && d.Weekday() == n.wday {
			y = try
			break
		}
	}
	for _, o := range []int{past, next} {
		if o != y && !n.hasMoff {
			others = append(others, o)
		}
	}
	return y, others
}

// noSuchDay is as much of a date without a day as there is: its month or its year.
func (p *parser) noSuchDay(n *node, y int) placed {
	v := unplaced(year4(min(max(y, -9999), 9999)), GrainDay)
	v.bad = !(n.hijri && y < 1 && n.day <= 30) // before the Hijra
	if n.month > 0 && n.month <= 12 {
		v.value += "-" + two(n.month)
	}
	if n.hijri {
		v.value, v.cal = v.value+" AH", p.calendar(n, y)
	}
	return v
}

// noThirtieth reports that a Hijri month without a thirtieth in the tables had none.
func noThirtieth(y, m int) bool { return y >= firstHijriYear && m != 8 && m != 9 && m != 11 }

// monthIn places a month, or a day or week of it, in the year y.
func (p *parser) monthIn(n *node, y int) placed {
	cal := p.calendar(n, y)
	if n.hijri && (y < 1 || y > 3000) || y > 9999 || y < -9999 || n.month > 12 {
		return p.noSuchDay(n, y)
	}
	first := cal.MonthStart(y, n.month)
	days := cal.Days(y, n.month)
	last := first + EpochDay(days-1)
	one := func(d EpochDay) placed {
		v := dayAt(d)
		v.cal = cal
		if cal.Hijri() {
			dd := int(d-first) + 1
			v.alts = []string{hijriDay(y, n.month, dd)}
			// Where the tables part, the weekday decides, and the other day is named.
			if o, ok := cal.other().Day(y, n.month, dd); ok && o != d {
				if n.wday > 0 && d.Weekday() != n.wday && o.Weekday() == n.wday {
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
		d := nthWeekday(first, last, n)
		if d > last {
			v := unplaced(yearMonth(y, n.month)+"-XX", GrainDay)
			v.bad = true
			return v
		}
		return one(d)
	case n.nth < 0 && n.nthUnit == GrainDay:
		return one(last)
	case n.nth > 0 && n.nthUnit == GrainDay:
		return one(first + EpochDay(n.nth-1))
	case n.nth != 0:
		// The first week is the one of the month's first Monday; the last, the one that ends in it.
		monday := first + EpochDay((8-first.Weekday())%7)
		if n.nth < 0 {
			monday = last - EpochDay(last.Weekday()-1)
			if last.Weekday() != 7 {
				monday -= 7
			}
			return week(monday)
		}
		return week(monday + EpochDay(7*(n.nth-1)))
	case n.day > 0:
		if n.day > days {
			if cal.Hijri() && n.day == 30 {
				// A thirtieth that this table lacks: still read, as the day after the 29th. Before
				// the tables of Umm al-Qura the sighting of the moon decided, as it does still of the months
				// that end before Ramadan, its feast and the pilgrimage: so it may have been.
				v := one(first + 29)
				v.alts, v.bad = []string{hijriDay(y, n.month, n.day)}, noThirtieth(y, n.month)
				return v
			}
			if first < julian && n.day <= inJulian.Days(y, n.month) { // a 29th of February
				v := one(first + 28)
				v.value = yearMonth(y, 2) + "-29"
				return v
			}
			return p.noSuchDay(n, y)
		}
		return one(first + EpochDay(n.day-1))
	}
	v := spanOf(first, last+1, GrainMonth)
	v.cal = cal
	switch {
	case n.shares > 0: // fifteen or ten days each, the last what remains
		size := EpochDay(30 / n.shares)
		v.lo.day = first + EpochDay(n.share-1)*size
		if n.share < n.shares {
			v.hi.day = v.lo.day + size
		}
		v.value = dayRange(v.lo.day, v.hi.day)
	case cal.Hijri():
		v.value, v.alts = dayRange(first, last+1), []string{yearMonth(y, n.month) + " AH"}
	}
	return v
}

func (p *parser) placeFeast(n *node) placed {
	y, hasY := n.year, n.hasYear
	if n.hasYoff && p.has {
		y, hasY = p.refYear()+n.yoff, true
	}
	switch {
	case n.feast == unfixed && hasY:
		return unplaced(year4(y)+"-XX-XX", GrainDay)
	case n.feast == unfixed, n.feast == easter && !hasY && !p.has:
		return unplaced("XXXX-XX-XX", GrainDay)
	case n.feast == fathersDay && !hasY && !p.has:
		return unplaced("XXXX-06-XX", GrainDay)
	case !hasY && !p.has:
		return p.anyYear(n)
	case !hasY:
		y = p.refYear()
	}
	d, h := p.feastDay(n, y)
	var alts []string
	if !hasY {
		prev, h1 := p.feastDay(n, y-1)
		next, h2 := p.feastDay(n, y+1)
		switch {
		case p.o.Prefer == Past && d > p.now.day:
			alts = append(alts, ymd(d))
			d, h = prev, h1
		case p.o.Prefer == Future && d < p.now.day:
			alts = append(alts, ymd(d))
			d, h = next, h2
		default:
			alts = append(alts, ymd(prev), ymd(next))
		}
	}
	if n.nth != 0 { // ثالث ثلاثاء بعد العيد
		d, h = nthWeekday(d+1, d+7, n), 0
	}
	v := dayAt(d)
	if h > 0 {
		v.cal = p.o.Hijri.In(h)
		v.alts = []string{hijriDay(h, n.month, n.day)}
	}
	v.alts = append(v.alts, alts...)
	return v
}

// feastDay is the day of the feast n in the Gregorian year y, or in a Hijri one, and its Hijri year.
func (p *parser) feastDay(n *node, y int) (d EpochDay, hijri int) {
	switch {
	case n.feast == easter:
		return easterSunday(y), 0
	case n.feast == fathersDay:
		return nthWeekday(gregorianDay(y, 6, 1), 0, &node{wday: 7, nth: 3}), 0
	case n.feast == fixedGregorian:
		return gregorianDay(y, n.month, n.day), 0
	case y <= lastHijriYear:
		d, _ = p.o.Hijri.In(y).Day(y, n.month, n.day)
		return d, y
	}
	for h, _, _ := p.o.Hijri.Date(gregorianDay(y, 1, 1)); ; h++ {
		d, _ = p.o.Hijri.In(h).Day(h, n.month, n.day)
		if gy, _, _ := d.gregorian(); gy >= y {
			return d, h
		}
	}
}
