package date

import "github.com/nass-ar/nass/pkg/numeral"

// An expression is a way to write what is more than a date, or a length: the words that may begin it, where a
// date or time from i on ends at end, and what reads it.
type expression struct {
	name  string
	opens func(p *parser, i int, l *lexeme, end int) bool
	read  func(p *parser, i int) node
}

var expressions = []expression{
	{"range", func(p *parser, i int, l *lexeme, end int) bool {
		number := p.isNumber(i)
		return l.fn == fFrom || l.fn == fBetween || end > i && (p.froms && !number || p.connects(p.beforeEnd(end))) || number && p.connectsNear(i)
	}, (*parser).rangeNode},
	{"set", func(p *parser, _ int, l *lexeme, _ int) bool {
		return p.every || l.set != 0 || l.unit == GrainDay && l.count == 0
	}, (*parser).setNode},
	{"distance from now", func(_ *parser, _ int, l *lexeme, _ int) bool {
		return l.tells(fSince, fBefore, fAfter, fDuring, fIn, fFrom)
	}, (*parser).relDuration},
	{"units up to now", func(p *parser, i int, l *lexeme, _ int) bool { return l.fn == fLast || p.isNumber(i) }, (*parser).lastNode},
	{"range of lengths", func(p *parser, i int, l *lexeme, _ int) bool {
		return (l.fn == fFrom || l.fn == fBetween || p.isNumber(i)) && p.unitNear(i)
	}, (*parser).lengthRange},
	{"length", func(p *parser, i int, l *lexeme, _ int) bool {
		return l.unit != 0 || l.tells(fFor, fThroughout, fSome) || p.isNumber(i) && p.unitNear(i)
	}, (*parser).plainDuration},
}

// expr reads the longest expression at i.
func (p *parser) expr(i int) node {
	l, n := p.lx(i), p.pointNode(i)
	end := n.j
	for k := range expressions {
		if e := &expressions[k]; e.opens(p, i, l, end) {
			n.longer(e.read(p, i))
		}
	}
	return n
}

// isNumber reports a number at i, in digits or in words.
func (p *parser) isNumber(i int) bool { return p.tok(i).kind == num || p.lx(i).num.Role != 0 }

// connects reports that a range may go on at i.
func (p *parser) connects(i int) bool {
	return p.tells(i, fTo, fUntil, fFrom, fBetween) || p.is(i, '-', '–', '—', '−', ',', '،')
}

// connectsNear reports that within a few tokens of the number at i a range goes on.
func (p *parser) connectsNear(i int) bool {
	for k := i + 1; k <= i+4; k++ {
		if p.fn(k) == fTo || p.fn(k) == fUntil || p.is(k, '-', '–', '—', '−') {
			return true
		}
	}
	return false
}

// unitNear reports a unit of time after the number at i.
func (p *parser) unitNear(i int) bool {
	for k := i; k <= i+6; k++ {
		if p.lx(k).unit != 0 {
			return true
		}
	}
	return false
}

// joiner skips what may part a date from its time: في, على, a comma, a dash.
func (p *parser) joiner(i int) int {
	k := p.skipSign(i, ',', '،', '-', '–', '|')
	switch p.fn(k) {
	case fIn, fAt, fOn, fFrom, fAbout:
		k++
		k = p.skip(k, fAbout)
	}
	return k
}

// pointNode reads a date, a time, or both in either order.
func (p *parser) pointNode(i int) node {
	n := p.dateNode(i)
	var c node
	if p.clockAt(i) {
		c = p.clockNode(i, p.looseAt(i))
	}
	switch {
	case c.ok() && c.j > n.j:
		if d := p.partThenDate(i); d.ok() && d.ofDay() { // الليلة الساعة 8
			return d
		}
		return p.clockThenDate(c)
	case n.ok():
		return p.dateThenClock(n)
	}
	// صباح اليوم, مساء الأحد, في صباح هذا الثلاثاء, هذا المساء, الليلة.
	return p.partThenDate(i)
}

// clockAt reports that a time of day may begin at i.
func (p *parser) clockAt(i int) bool {
	t, l := p.tok(i), p.lx(i)
	if t.kind == num {
		if p.goes || p.is(i+1, ':', ',', '،') && p.glued(i+1) || t.digits == 4 && p.zone(i+1) {
			return true
		}
		for k := i + 1; k <= i+5; k++ {
			if m := p.lx(k); m.part != 0 || m.fn == fMid || m.fn == fThis || m.unit == GrainMinute || m.num.Role == numeral.Fraction {
				return true
			}
		}
		return false
	}
	switch l.fn {
	case fMid, fTime, fAt, fAbout, fAfter, fBefore, fLate, fEarly:
		return true
	case fIn, fOn:
		return p.lx(i+1).unit == GrainHour || p.lx(i+1).part != 0 || p.fn(i+1) == fTime || p.fn(i+1) == fLate || p.fn(i+1) == fEarly
	}
	return l.num.Role != 0 || l.unit == GrainHour || l.part != 0
}

// looseAt reports that a bare number at i may be an hour: alone after الساعة, or where
// someone tells when they come and go.
func (p *parser) looseAt(i int) bool {
	if !p.near(i) {
		return false
	}
	switch p.fn(i - 1) {
	case fIn, fAt, fOn:
		return p.tok(i).kind == word || p.closes(i+1) || p.lx(i+1).part != 0
	}
	return p.tok(i).kind == word && p.lx(i-1).fn == fGo
}

// ofDay reports that n is of one day, and so leaves room for a clock time.
func (n *node) ofDay() bool {
	return n.day > 0 || n.rel == GrainDay && n.hasRel && n.count == 0 || n.wday > 0 || n.feast > feastInYear || n.nth != 0 && n.nthUnit == GrainDay
}

// dateThenClock joins a time or a part of the day to the date before it.
func (p *parser) dateThenClock(n node) node {
	if !n.ofDay() || n.now {
		return n
	}
	if n.numeric && p.tok(n.j).latin {
		if c := p.isoTime(n.j); c.ok() {
			return p.withClock(n, c)
		}
	}
	if p.fn(n.j) == fGMT && n.day > 0 {
		n.j++
		return n
	}
	k := p.fieldSign(&n, p.joiner(n.j))
	c := p.clockNode(k, n.part != 0 && (p.goes || p.fn(k-1) == fIn && p.tok(k).kind == num && p.closes(k+1)))
	switch {
	case c.ok() && !p.waw(k):
		return p.withClock(n, c)
	case c.ok() || n.part != 0:
		return n
	}
	if part, early, j := p.partAt(n.j); j > n.j && p.lx(j-1).fn != fAM { // غدا مساء
		n.part, n.early, n.j, n.from = part, early, j, 0
		return p.dateThenClock(n)
	}
	return n
}

// fieldSign skips the sign at k between the fields of a heading, a date and its time.
func (p *parser) fieldSign(n *node, k int) int {
	if p.is(k, '|', '-') || k <= n.j+1 && p.is(k, ':') && !p.glued(k+1) && n.hasYear {
		return k + 1
	}
	return k
}

func (p *parser) withClock(n, c node) node {
	n.hour, n.min, n.sec, n.clock, n.zone, n.fixed = c.hour, c.min, c.sec, c.clock, c.zone, c.fixed
	if c.part != 0 {
		n.part = c.part
	}
	n.j, n.from = c.j, 0
	return n
}

// clockThenDate joins a date to the time before it.
func (p *parser) clockThenDate(c node) node {
	k := p.joiner(c.j)
	if k > c.j && p.is(c.j, '-', '|') {
		k = c.j
	}
	if p.waw(k) {
		return c
	}
	k = p.dashedDate(&c, k)
	d := p.dateNode(k)
	p.free = -1
	if !d.ok() && c.part == 0 {
		d = p.partThenDate(k)
	}
	if !d.ok() || !d.ofDay() || d.now {
		return c
	}
	j := d.j
	d = p.withClock(d, c)
	d.i, d.from, d.j = c.i, c.from, j
	if part, _, j := p.partAt(d.j); d.part == 0 && j > d.j {
		d.part, d.j = part, j
	}
	if d.zone == "" { // السابعة مساء السبت بتوقيت الرياض
		p.zoneAfter(&d)
	}
	return d
}

// partWithWaw reads a part of the day, with و too: ومساء الجمعة.
func (p *parser) partWithWaw(k int) (part dayPart, early, j int) {
	if l := p.lx(k); p.waw(k) && p.tok(k).clitics&^hasWaw == 0 && l.part != 0 && l.part != partMidday && l.fn == fNone {
		return l.part, 0, k + 1
	}
	return p.partAt(k)
}

// dashedDate skips the dash at k that joins a date to the time c: 14:32-14 نوفمبر.
func (p *parser) dashedDate(c *node, k int) int {
	if p.is(k, '-') && p.glued(k) && p.glued(k+1) && c.clock == GrainMinute && p.lx(k+2).month|p.lx(k+2).hijri != 0 {
		k++
		p.free = k
	}
	return k
}

// partThenDate reads a part of one day: صباح اليوم, بعد ظهر الاثنين المقبل, هذا المساء, الليلة
// الماضية, ليلة الخامس من مايو; and a part of any day where nothing else is said.
func (p *parser) partThenDate(i int) node {
	k := i
	this := p.fn(k) == fThis
	if this {
		k++
	}
	if this || p.lx(k).part == partNight && p.al(k) && p.key(k) == keyLaylat {
		l := p.lx(k)
		if l.part == 0 || l.fn == fAM || !p.al(k) || p.key(k) == keyAsr { // هذا العصر: this age
			return node{}
		}
		n := node{i: i, j: k + 1, hasRel: true, rel: GrainDay, part: l.part}
		if off, j, ok := p.relAdj(k + 1); ok {
			n.off, n.j = off, j
		} else if !this && p.elsewhen(k) {
			return node{}
		}
		return p.dateThenClock(n)
	}
	// منتصف الليل الليلة is a clock time; في المساء a part.
	if t := p.tok(k); t.kind != word {
		return node{}
	}
	part, early, j := p.partWithWaw(k)
	if j == k || p.lx(j-1).fn == fAM {
		return node{}
	}
	m := j
	if p.fn(m) == fFrom || p.fn(m) == fIn && p.al(j-1) {
		m++
	}
	definite := p.al(j - 1)
	d := p.dateNode(m)
	if d.ok() && d.ofDay() && !d.now && !p.clitic(m) && (m > j || !definite || p.lx(m).wday != 0 || early != 0 || p.fn(i) == fAfter || p.unit(m, GrainDay)) {
		d.i, d.part, d.early, d.from = p.skip(i, fIn), part, early, 0 // the preposition is not the date's
		d.j = p.nightBetween(&d)
		return p.dateThenClock(d)
	}
	if !definite && early == 0 {
		return node{}
	}
	// A part of no day: في المساء, where someone tells of a meeting.
	n := node{i: i, j: j, part: part, early: early}
	if p.goes && (p.fn(i) == fIn || p.fn(i) == fAfter || p.fn(i) == fBefore || early != 0) || p.fn(i-1) == fDuring && part != partNight && p.key(j-1) != keyAsr {
		return n
	}
	return node{}
}

// nightBetween is the token after the two days that the night of n is between: ليل الأربعاء الخميس is of the first.
func (p *parser) nightBetween(n *node) int {
	next := p.skipSign(n.j, '/', '-', '–')
	if n.part == partNight && n.wday > 0 && int(p.lx(next).wday) == n.wday%7+1 && p.tok(next).clitics == hasAl {
		return next + 1
	}
	return n.j
}

// setNode reads what recurs: كل يوم, كل يومين, كل اثنين الساعة 4 مساء, أيام الأحد, سنويا.
func (p *parser) setNode(i int) node {
	if g := p.lx(i).set; g != 0 && !p.clitic(i) && !p.al(i) {
		n := node{i: i, j: i + 1, set: true, rel: g, count: 1}
		return p.setClock(n)
	}
	k := i
	if p.lx(k).unit == GrainDay && p.lx(k).count == 0 && !p.al(k) && p.lx(k+1).wday != 0 && p.al(k+1) { // أيام الاثنين
		return p.setClock(node{i: i, j: k + 2, set: true, wday: int(p.lx(k + 1).wday)})
	}
	part := dayPart(0)
	if pt, _, j := p.partAt(k); j > k && p.fn(j) == fEvery && !p.al(j-1) {
		part, k = pt, j
	}
	if c := p.clockNode(i, false); c.ok() && p.fn(c.j) == fEvery {
		if n := p.setNode(c.j); n.ok() {
			n.i = i
			j := n.j
			n = p.withClock(n, c)
			n.j = j
			return n
		}
		return node{}
	}
	if p.fn(k) != fEvery || p.al(k) || p.tok(k).clitics&hasWaw != 0 && k > i {
		return node{}
	}
	k++
	n := node{i: i, set: true, part: part}
	l := p.lx(k)
	switch {
	case p.al(k), p.anyTime(k):
		return node{}
	case p.unit(k, GrainDay) && p.lx(k+1).wday != 0:
		n.wday, n.j = int(p.lx(k+1).wday), k+2
	case p.clitic(k):
		return node{}
	case l.wday != 0:
		n.wday, n.j = int(l.wday), k+1
	case l.unit != 0 && l.count > 0:
		n.rel, n.count, n.j = l.unit, int(l.count), k+1
	case l.part != 0 && l.fn != fAM:
		n.part, n.rel, n.count, n.j = l.part, GrainDay, 1, k+1
	default:
		d, _ := p.durationNode(k)
		if !d.ok() {
			return node{}
		}
		s, ok := p.single(d)
		if !ok {
			return node{}
		}
		n.rel, n.count, n.j = s.rel, s.count, s.j
	}
	return p.setClock(n)
}

// anyTime reports what recurs in no calendar: كل عصر, and the greeting كل عام وأنتم بخير.
func (p *parser) anyTime(k int) bool {
	return p.unit(k, grainDecade) && !p.decadeAt(k) || p.key(k) == keyAsr || p.unit(k, GrainYear) && p.key(k+1) == keyWantum
}

func (p *parser) setClock(n node) node {
	k := p.joiner(n.j)
	if c := p.clockNode(k, n.part != 0 && p.fn(k-1) == fIn); c.ok() {
		part := n.part
		n = p.withClock(n, c)
		if c.part == 0 {
			n.part = part
		}
	}
	return n
}
