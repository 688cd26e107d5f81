package date

// rangeNode reads from one point to another: من 10 إلى 15 نوفمبر 2023, بين 28 سبتمبر و3
// أكتوبر, 28 أكتوبر – 3 نوفمبر, يوليو 13-15, من الخامسة إلى السابعة.
func (p *parser) rangeNode(i int) node {
	k, from, between := i, p.fn(i) == fFrom, p.fn(i) == fBetween
	switch {
	case from:
		k++
	case between:
		k = p.skip(k+1, fDualHead, fMine) // بين عامي 2010 و2015
	default:
		if r := p.rangeIn(i); r.ok() {
			return r
		}
	}
	a := p.endpoint(k, from || between)
	if !a.ok() {
		return node{}
	}
	m := p.beforeEnd(a.j)
	if a.bareDay() && p.is(m, '-') && p.is(m+2, '-') && int(p.tok(m+1).n) == a.day+1 && int(p.tok(m+3).n) == a.day+2 { // 9-10-11 نوفمبر
		m += 2
	}
	switch {
	case between && p.fn(m) == fAnd:
		m++
	case between && p.waw(m):
	case p.fn(m) == fTo && p.tok(m).clitics&^(hasLam|hasWaw) == 0, p.fn(m) == fUntil:
		m++
		if p.fn(m) == fFrom || p.fn(m-1) == fUntil && p.fn(m) == fTo {
			m++
		}
	case p.is(m, '-', '–', '—', '−'):
		if a.bareDay() && !p.is(m, '–') && p.tok(m).space != p.tok(m+1).space {
			return node{}
		}
		m++
	default:
		return node{}
	}
	if p.is(m-1, '-', '–', '—', '−') {
		p.free = m
	}
	b := p.endpoint(m, true)
	if a.ofDay() && a.clock == 0 && a.part == 0 && b.clock != 0 { // من السبت إلى الخميس من التاسعة إلى الخامسة
		if d := p.dateNode(m); d.ok() && p.fn(d.j) == fFrom {
			b = d
		}
	}
	p.free = -1
	n := node{}
	if b.ok() && b.dur == a.dur {
		n = p.join(a, b, from || between)
	}
	if !n.ok() {
		return n
	}
	n.i, n.from = i, 0
	if !from && !between {
		n.from = a.from
	}
	// A day after the hours: من 3:00 إلى 4:00 غدا.
	if m := p.joiner(n.j); n.clock != 0 && !n.ofDay() && !p.waw(m) {
		if d := p.dateNode(m); d.ok() && d.ofDay() && p.within(&n, &d) {
			n.j = d.j
		}
	}
	return n
}

// rangeIn reads a day or a month, or a part of a day, and a range of hours or days in it: يوليو من 13 إلى 15,
// صباح غد من 9 إلى 11.
func (p *parser) rangeIn(i int) node {
	if p.tok(i).kind == num || p.lx(i).num.Role == 0 {
		d := p.dateNode(i)
		if m := p.skipSign(d.j, ',', '،'); d.ok() && d.pair == nil && p.tells(m, fFrom, fBetween) && !p.waw(m) {
			if d.month > 0 && d.day == 0 {
				p.lead, p.leads = d, true
			}
			r := p.rangeNode(m)
			lent := p.leads && r.ok() && r.month == d.month
			p.leads = false
			if r.ok() && (lent || p.within(&r, &d)) {
				r.i, r.from = i, 0
				return r
			}
		}
	}
	if part := p.partThenDate(i); part.ok() && part.ofDay() && part.clock == 0 && p.tells(part.j, fBetween, fFrom) {
		meets := p.meets
		p.meets = true // bare numbers are hours
		r := p.rangeNode(part.j)
		p.meets = meets
		if r.ok() && p.within(&r, &part) {
			r.i = i
			return r
		}
	}
	return node{}
}

// bareDay reports a number that may be a day or an hour.
func (n *node) bareDay() bool {
	return n.day > 0 && n.month == 0 && !n.hasRel && n.wday == 0 && n.clock == 0
}

// endpoint reads one end of a range; bare numbers too.
func (p *parser) endpoint(i int, told bool) node {
	n := p.pointNode(i)
	if told {
		n.longer(p.clockNode(i, false))
	}
	if d, j, _ := p.dayNumber(i); j > i && (!n.ok() || n.j < j) && !p.is(i-1, '.', '/') {
		n = node{i: i, j: j, day: d}
		if p.tok(i).kind == word && told {
			c := p.clockNode(i, true)
			if c.ok() && c.j >= j && (c.part != 0 || c.clock != GrainHour) {
				return c
			}
		}
	}
	if t := p.tok(i); !n.ok() && (told || p.yearRange(i) && !p.partOfCode(i)) && t.kind == num && t.digits == 4 && t.n >= 1000 && t.n <= 2100 && (t.n >= 1800 || p.fromYear(i) || p.yearRange(i)) {
		n = node{i: i, j: i + 1, year: int(t.n), hasYear: true}
		p.era(&n)
	}
	return n
}

// fromYear reports that the digits at i are one of two years of a range: من 1764 حتى 1769, بين عامي 1671 و1684.
func (p *parser) fromYear(i int) bool {
	first := func(k int) bool {
		a, b := p.tok(k), p.tok(k+2)
		from := p.fn(k-1) == fFrom && (p.tells(k+1, fUntil, fTo) || p.is(k+1, '-', '–')) || p.fn(k-1) == fDualHead && p.fn(k+1) == fAnd
		return from && a.kind == num && b.kind == num && a.digits == 4 && b.digits == 4 &&
			a.n < b.n && b.n-a.n < 200 && (a.n%100 != 0 || b.n%100 != 0) && !p.counted(k+3)
	}
	return first(i) || first(i-2)
}

// join makes one range of two ends; each lends the other what it lacks.
func (p *parser) join(a, b node, told bool) node {
	if (a.mod != fNone || b.mod != fNone || (a.century != 0) != (b.century != 0)) && !told {
		return node{}
	}
	yearly := b.set // من مايو إلى سبتمبر من كل عام
	if a.pair != nil || b.pair != nil || (a.set || b.set) && !yearly || a.dur || a.to != nil || b.to != nil {
		return node{}
	}
	aDay, bDay := a.bareDay(), b.bareDay()
	i, j := a.i, b.j
	lend := func(to *node, from *node) {
		to.month, to.hijri, to.year, to.hasYear, to.yoff, to.hasYoff = from.month, from.hijri, from.year, from.hasYear, from.yoff, from.hasYoff
		to.hasRel, to.rel, to.off, to.hasMoff, to.moff = from.hasRel, from.rel, from.off, from.hasMoff, from.moff
	}
	hour := func(n *node) {
		n.hour, n.day, n.clock = n.day, 0, GrainHour
	}
	switch {
	case aDay && bDay && p.leads:
		lend(&a, &p.lead)
		lend(&b, &p.lead)
	case aDay && bDay:
		if !told || (!p.goes && !p.meets || a.day > 24) && !p.dayFollows(b.j) {
			return node{}
		}
		hour(&a)
		hour(&b)
	case aDay && b.clock != 0 && a.day <= 24:
		hour(&a)
	case bDay && a.clock != 0 && b.day <= 24 && (told || p.unit(a.i, GrainHour) || p.goes):
		hour(&b)
	case aDay && b.day > 0 && (b.month > 0 || b.hasRel):
		lend(&a, &b)
	case bDay && a.day > 0 && a.month > 0 && (told || !a.hasYear):
		lend(&b, &a)
	case aDay || bDay:
		return node{}
	}
	if a.clock != 0 || b.clock != 0 || a.part != 0 || b.part != 0 {
		if a.clock == 0 || b.clock == 0 {
			return node{}
		}
		if a.part == 0 && b.part != 0 && !a.fixed {
			a.part = b.part
			if a.hour24()*60+a.min > b.hour24()*60+b.min && !b.ofDay() {
				a.part = partMorning
			}
		}
		if b.part == 0 && a.part != 0 && !b.fixed {
			b.part = a.part
			if b.hour24()*60+b.min < a.hour24()*60+a.min {
				b.part = partAfternoon
			}
		}
		if b.ofDay() && !a.ofDay() {
			p.lendDay(&a, &b)
		} else if a.ofDay() && !b.ofDay() {
			p.lendDay(&b, &a)
		}
	} else {
		a.hijri = a.hijri || a.numeric && !a.hasYear && b.hasYear && b.hijri // 7/11 وحتى 1/12/1436هـ
		b.lendYear(&a, 1)
		a.lendYear(&b, -1)
		if a.century > 0 && b.century > a.century {
			a.hijri = b.hijri
		}
		if !told && a.hasYear && a.month == 0 && !p.yearRange(a.i) && !p.yearRange(a.j-1) && !p.bothEras(&a, &b) {
			return node{}
		}
		if a.hasYear && b.hasYear && a.month|b.month == 0 && a.year > b.year && p.yearRange(a.j-1) {
			a.year, b.year = b.year, a.year
		}
	}
	a.i, a.j, a.set = i, j, yearly
	a.to = p.keep(b)
	return a
}

// beforeEnd skips the sign at i that stands before what goes on a range: ق.م. -, 2011، حتى.
func (p *parser) beforeEnd(i int) int {
	if p.is(i, '.') && p.is(i+1, '-', '–') || p.is(i, '،', ',') && p.tells(i+1, fUntil, fTo) {
		return i + 1
	}
	return i
}

// bothEras reports two years that are written with their eras: 1743م - 1793م.
func (p *parser) bothEras(a, b *node) bool {
	return a.hijri == b.hijri && a.year < b.year && (a.hijri || a.year < 0 || b.month == 0 && p.tok(a.j-1).kind == word && p.tok(b.j-1).kind == word)
}

// lendYear gives a month the year of another, the other end of a range. way is 1 where the other is the
// first, -1 where it is the last.
func (n *node) lendYear(other *node, way int) {
	if n.month == 0 || other.month == 0 || n.hasYear || !other.hasYear || n.hijri != other.hijri || way > 0 && n.day == 0 && (n.hasMoff || n.hasYoff) {
		return
	}
	n.year, n.hasYear = other.year, true
	if way*(n.month-other.month) < 0 {
		n.year += way
	}
}

// dayFollows reports that a day follows a range of bare numbers.
func (p *parser) dayFollows(i int) bool {
	m := p.joiner(i)
	d := p.dateNode(m)
	return d.ok() && d.ofDay() && !p.waw(m)
}

func (p *parser) lendDay(to, from *node) {
	to.hijri, to.year, to.month, to.day, to.hasYear, to.yoff, to.hasYoff = from.hijri, from.year, from.month, from.day, from.hasYear, from.yoff, from.hasYoff
	to.hasRel, to.rel, to.off, to.wday, to.woff, to.hasWoff, to.nth, to.nthUnit = from.hasRel, from.rel, from.off, from.wday, from.woff, from.hasWoff, from.nth, from.nthUnit
	to.hasMoff, to.moff, to.wtok = from.hasMoff, from.moff, from.wtok
}

// within places a range of hours in a day, of days in a month, of weekdays in a week.
func (p *parser) within(r, d *node) bool {
	switch {
	case r.clock != 0 && d.ofDay():
		p.lendDay(r, d)
		p.lendDay(r.to, d)
		if d.part != 0 {
			if r.part == 0 {
				r.part = d.part
			}
			if r.to.part == 0 {
				r.to.part = d.part
			}
		}
		return true
	case r.wday > 0 && d.rel == grainWeek:
		for _, n := range []*node{r, r.to} {
			n.hasRel, n.rel, n.off = true, grainWeek, d.off
		}
		return true
	}
	return false
}
