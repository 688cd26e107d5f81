package date

import "github.com/nass-ar/nass/pkg/numeral"

// twoDays reads two days in a row that a slash joins: 14/15 نوفمبر 2023.
func (p *parser) twoDays(i int) node {
	a, b := p.tok(i), p.tok(i+2)
	if b.kind != num || b.n != a.n+1 || !p.is(i+1, '/') || !p.glued(i+1) || !p.glued(i+2) || p.lx(i+3).month|p.lx(i+3).hijri == 0 || p.partOfCode(i) {
		return node{}
	}
	p.free = i + 2
	n := p.dayMonth(i + 2)
	p.free = -1
	if p.lx(i-1).part != partNight { // the night between them is of the first
		n.to = p.keep(n)
	}
	n.i, n.day = i, int(a.n)
	return n
}

// fallsOn reports that n is a date with a year whose weekday is the one that it names.
func (p *parser) fallsOn(n *node) bool {
	v := p.place(n)
	return n.hasYear && v.lo.day.Weekday() == n.wday
}

// ofThisMonth reads 25 الجاري and 25 من الجاري.
func (p *parser) ofThisMonth(i int) node {
	d, j, _ := p.dayNumber(i)
	j = p.skip(j, fFrom)
	if d > 0 && p.key(j) == keyJari && p.tok(j).clitics == hasAl {
		return node{i: i, j: j + 1, day: d, hasRel: true, rel: GrainMonth}
	}
	return node{}
}

// yearly makes a set of a day or month of every year: 21 مارس من كل عام.
func (p *parser) yearly(n node) node {
	k := p.of(n.j)
	if p.fn(k) == fEvery && p.unit(k+1, GrainYear) && n.month > 0 && n.mod == fNone && n.wday == 0 && n.nth == 0 && !n.hasYear {
		n.set, n.j = true, k+2
	}
	return n
}

// monthNear reports a month, or the word for one, within reach of a day at i.
func (p *parser) monthNear(i int) bool {
	for k := i; k <= i+6; k++ {
		if l := p.lx(k); l.month|l.hijri|l.libyan != 0 || l.unit == GrainMonth || l.fn == fHead || l.fn == fAyy {
			return true
		}
	}
	return false
}

// of reads past words that join a day to its month: من, من شهر, في, بـ.
func (p *parser) of(i int) int {
	if f := p.fn(i); f == fFrom || f == fIn || f == fOf {
		return i + 1
	}
	return i
}

// dayMonth reads 10 نوفمبر 2023, العاشر من نوفمبر, 12 شهر 11 سنة 2020,
// اليوم الثالث من اكتوبر, 20 من الشهر القادم, نوفمبر's dual names included.
func (p *parser) dayMonth(i int) node {
	k := i
	if p.unit(k, GrainDay) { // اليوم الأول من, يوم 27
		k++
	}
	salkh := p.fn(k) == fSalkh
	d, j, ordinal := p.dayOfMonthAt(k)
	if j == k || p.tok(i).kind == num && p.partOfCode(i) || k == i && j == k+1 && p.lx(k).num.Ordinal && p.al(k) && (p.feminine(k) || p.key(k) == keyUla) {
		return node{} // الجولة الثانية من مايو: days are masculine
	}
	if p.fn(j) == fAnd || p.waw(j) {
		if next := p.nextDay(k, j); !salkh && next.day > d { // 12 و13 أكتوبر
			next.i, next.j, next.day, next.from = i, j, d, 0
			return next
		}
	}
	m := j
	if p.joinsMonth(m, ordinal) {
		m++
	}
	from := m
	m = p.of(m)
	joined := m > from
	ms := p.monthSpec(m)
	if ms.vague && m > j && !joined { // 1 - صفر, a score; but 5-مارس-2019
		y := ms
		if p.yearAfter(&y, ms.j); !y.hasYear || !p.glued(m-1) || !p.glued(m) && !p.is(m-1, ',') {
			return node{}
		}
	}
	if y := p.libyan(m); y.ok() && !ms.ok() && !joined {
		if p.yearAfter(&y, y.j); !y.hasYear || y.year <= 1900 {
			return node{}
		}
		y.i, y.day = i, d
		return y
	}
	if !ms.ok() || p.fn(from) == fIn && !ordinal || p.waw(m) ||
		p.clitic(m) && p.tok(m).clitics&hasBa == 0 && !ordinal || // الرابع لرجب
		p.unit(m, GrainMonth) && ms.month != 0 && p.tok(k).kind == word && !joined && !ordinal {
		return node{}
	}
	n := ms
	n.i, n.day, n.vague = i, d, false
	if k > i && !p.al(i) {
		n.from = int(p.tok(k).start) // the text of يوم is the date's only with a time
	}
	if salkh {
		n.nth, n.nthUnit, n.day = -1, GrainDay, 0
	}
	if ms.hasYoff || ms.hasRel || p.excelYear(&n, m) {
		return n
	}
	p.yearAfter(&n, n.j)
	p.borrowYear(&n)
	return p.hijriYear(n)
}

// joinsMonth reports that the sign at m joins a day to its month: 5-مارس, 20/من شهر أيار, 10th,
// November, and 9, جوان 2023.
func (p *parser) joinsMonth(m int, ordinal bool) bool {
	next := p.lx(m + 1)
	switch {
	case p.is(m, '.', '-', '/', '–'):
		return next.month|next.hijri != 0 || next.fn == fFrom && p.unit(m+2, GrainMonth)
	case p.is(m, ',', '،'):
		return next.month != 0 && (ordinal || p.is(m, ',') && p.tok(m+2).digits == 4 && !p.is(m-2, ','))
	}
	return false
}

// libyan reads a month of Libya at i: أي النار, which is January, الفاتح, هانيبال.
func (p *parser) libyan(i int) node {
	if p.fn(i) == fAyy && p.bare(i+1) == keyNar {
		return node{i: i, j: i + 2, month: 1}
	}
	if m := p.lx(i).libyan; m != 0 && !p.clitic(i) && (p.al(i) || m == 7 || m == 8) {
		return node{i: i, j: i + 1, month: int(m)}
	}
	return node{}
}

// dayOfMonthAt reads a day of the month: 10, العاشر, سادس عشر يوم, النصف, the fifteenth, سلخ, the last, which is 0,
// and the nights that are gone or left of thirty: لثلاث خلون.
func (p *parser) dayOfMonthAt(k int) (d, j int, ordinal bool) {
	switch of := p.fn(k+1) == fFrom; {
	case p.fn(k) == fSalkh:
		return 0, k + 1, true
	case p.fn(k) == fHalf && p.al(k) && of && (p.lx(k+2).hijri != 0 || p.unit(k+2, GrainMonth)):
		return 15, k + 1, true
	case p.fn(k) == fHalf:
		return 0, k, false
	}
	d, j, ordinal = p.dayNumber(k)
	switch f := p.fn(j); {
	case j == k || p.fn(j+1) != fFrom:
	case p.tok(k).clitics&hasLam != 0 && f == fLeft:
		return 30 - d, j + 1, ordinal
	case p.tok(k).clitics&hasLam != 0 && f == fAgoSuffix, ordinal && p.unit(j, GrainDay):
		return d, j + 1, ordinal
	}
	return d, j, ordinal
}

// excelYear reads the two digits that end 14-Nov-23, whose month begins at m.
func (p *parser) excelYear(n *node, m int) bool {
	y := p.tok(n.j + 1)
	if !p.is(m-1, '-') || !p.glued(m-1) || !p.glued(m) || !p.is(n.j, '-') || !p.glued(n.j) || !p.glued(n.j+1) || y.kind != num || y.digits != 2 || n.hijri {
		return false
	}
	n.year, n.hasYear, n.twoDigit, n.j = p.shortYear(int(y.n)), true, true, n.j+2
	return true
}

// borrowYear gives n the year of a later day that و joins to it: 5 مارس و10 أبريل 2019.
func (p *parser) borrowYear(n *node) {
	k := p.skip(n.j, fAnd)
	if n.hasYear || n.hasYoff || p.depth > 0 || k == n.j && !p.waw(k) {
		return
	}
	p.depth++
	next := p.dayMonth(k)
	p.depth--
	if next.hasYear && next.hijri == n.hijri && next.month >= n.month {
		n.year, n.hasYear = next.year, true
	}
}

// nextDay reads the date at j that goes on with و from the day at i, and lends it its month.
func (p *parser) nextDay(i, j int) node {
	switch digits := p.tok(i).kind == num; {
	case !p.monthNear(j):
	case p.fn(j) == fAnd && digits && p.tok(j+1).kind == num:
		return p.dayMonth(j + 1)
	case p.waw(j) && !digits:
		return p.dayMonth(j)
	}
	return node{}
}

// hijriYear settles the calendar of a month with its year: رمضان 2019 is the Ramadan of that
// Gregorian year, and سبتمبر 1436 stays Gregorian.
func (p *parser) hijriYear(n node) node {
	if n.hasYear && n.hijri && n.year > 1700 {
		n.feast = feastInYear
	}
	return n
}

// monthNode reads a month and what follows it: فبراير 2022, نوفمبر 10, 2023, يوليو 13, شهر 9, شباط الرابع عشر.
func (p *parser) monthNode(i int) node {
	n := p.monthSpec(i)
	if !n.ok() {
		return n
	}
	t := p.tok(i)
	if t.latin && (n.j == i+1 || p.is(n.j-1, '.')) {
		return p.englishMonth(n)
	}
	if n.hasRel || n.hasMoff {
		return n
	}
	// Month first: نوفمبر 10, 2023.
	k := n.j
	if p.is(k, '/') && !n.hijri && p.tok(k+1).kind == num && p.tok(k+1).digits <= 2 { // but صفر/1, a score
		k++
	}
	d, j, ordinal := p.dayNumber(k)
	if _, before, _ := p.eraAfter(j); before {
		j = k // سبتمبر 31 ق.م
	}
	after := p.lx(j)
	digits := p.tok(k).kind == num && !p.is(j, ':', '٪', '%') && !p.decimal(j) && p.fn(i) != fThis && after.unit == 0 && after.month|after.hijri == 0 && after.num.Role == 0
	if j > k && p.tok(k).clitics&hasWaw == 0 && (digits || ordinal && p.al(k)) {
		m := n
		m.day, m.j = d, j
		p.yearAfter(&m, m.j)
		if p.ruler(&m, ordinal) {
			return node{}
		}
		if ordinal || p.standsAlone(i, &m) {
			m.vague = false
			return p.hijriYear(m)
		}
	}
	p.yearAfter(&n, n.j)
	if n.hasYear || n.hasYoff {
		n.vague = false
		return p.hijriYear(n)
	}
	if p.unit(i, GrainMonth) {
		return p.manyMonths(n)
	}
	// A bare name: only where it must be a month.
	if !p.monthAlone(i, n) {
		return node{}
	}
	n.vague = false
	return n
}

// manyMonths turns away شهر واحد, one month, and الشهر الأول, the first of several, which are
// January only with a day or a year.
func (p *parser) manyMonths(n node) node {
	last := p.lx(n.j - 1).num
	if n.month == 1 && last.Role != numeral.NoRole && !last.Ordinal || p.al(n.i) && last.Ordinal {
		return node{}
	}
	return n
}

// standsAlone reports that nothing speaks against n as a month and its day.
func (p *parser) standsAlone(i int, n *node) bool {
	return n.hasYear || p.alone(i, n.j) || p.closes(n.j) || p.goes || p.tok(n.j).kind == num
}

// ruler reports Augustus II, أغسطس الثاني, who is no day of August.
func (p *parser) ruler(n *node, ordinal bool) bool {
	return n.month == 8 && ordinal && n.day < 6 && !n.hasYear && !p.goes
}

// decimal reports that the number before i goes on there: 1.6.
func (p *parser) decimal(i int) bool {
	return p.is(i, '.', ',', '٫') && p.glued(i) && p.glued(i+1) && p.tok(i+1).kind == num
}

// monthAlone reports that a bare month's name is one: يناير always, مارس or رجب only after a
// word that goes with times, before a boundary, or alone in the line.
func (p *parser) monthAlone(i int, n node) bool {
	if p.fn(i-1) == fPlace || n.month == 8 && p.tok(i).clitics == 0 && p.tok(i-1).kind == word && (p.tok(i-1).lex == 0 || p.fn(i-1) == fWith) && p.key(i-1) != keyTaslim { // فيليب أغسطس
		return false
	}
	if !n.vague && !(n.hijri && n.month == 9) {
		if p.key(i) == keyYunyah && p.tok(i).clitics&hasBa != 0 {
			return false
		}
		return p.tok(i).clitics&^(hasBa|hasWaw|hasLam) == 0
	}
	if p.alone(i, n.j) || p.goes || p.fn(n.j) == fFrom && p.fn(n.j+1) == fEvery {
		return true
	}
	if p.al(i) {
		return false
	}
	if p.fn(i-1) == fDualHead || p.lx(i-1).unit == GrainMonth || p.monthBefore(i) || !n.hijri && p.monthAfter(n.j) > 0 {
		return true
	}
	switch p.fn(i - 1) {
	case fIn, fDuring, fSince, fUntil, fThroughout, fMid, fEnd, fStart, fEarly, fLate, fMiddle:
		return p.closes(n.j) || n.month == 9
	}
	return false
}

// monthBefore reports that to, until or and joins the month at i to one before it: مارس إلى مايو.
func (p *parser) monthBefore(i int) bool {
	k := i - 1
	if f := p.fn(k); f == fTo || f == fUntil || f == fAnd {
		k--
	} else if !p.waw(i) {
		return false
	}
	if t := p.tok(k); p.is(k, ')') || p.lx(k).num.Ordinal || t.kind == num && t.digits == 4 { // مارس (آذار), كانون الثاني, مارس 2019
		k--
	}
	l := p.lx(k)
	return l.month != 0 || l.hijri != 0 && p.fn(k-1) == fDualHead // شعبان and رجب are men too
}

// monthAfter is where a month begins that to, until or and joins to one before i, or 0.
func (p *parser) monthAfter(i int) int {
	if f := p.fn(i); f == fTo || f == fUntil || f == fAnd {
		i++
	} else if !p.waw(i) {
		return 0
	}
	if p.lx(i).month|p.lx(i).hijri == 0 {
		return 0
	}
	return i
}

// alone reports that tokens [i, j) are the whole line, signs, and في or حتى before them, apart.
func (p *parser) alone(i, j int) bool {
	if p.first < 0 {
		n := len(p.t) - 1
		for p.first = 0; p.first < n && (p.t[p.first].kind == punct || p.fn(p.first) == fIn || p.fn(p.first) == fUntil); {
			p.first++
		}
		for p.last = n - 1; p.last >= 0 && p.t[p.last].kind == punct; {
			p.last--
		}
	}
	return p.first >= i && p.last < j
}

// englishMonth reads Nov 10, 2023 and November 2023; a bare month in Latin letters is no date here.
func (p *parser) englishMonth(n node) node {
	if d, j, _ := p.dayNumber(n.j); j > n.j && p.tok(n.j).kind == num {
		n.day, n.j = d, j
	}
	k := p.skipSign(n.j, ',', '،')
	if y, _, e := p.yearNumber(k, false); e > k && (n.day > 0 || p.tok(k).kind == num) {
		n.year, n.hasYear, n.j = y, true, e
	}
	if n.day == 0 && !n.hasYear {
		return node{}
	}
	return n
}

// plainDate is a date without a weekday of its own.
func (p *parser) plainDate(i int) node {
	n := node{i: i, j: i}
	t := p.tok(i)
	l := p.lx(i)
	if t.kind == num {
		n.longer(p.numericDate(i))
		if n.to != nil {
			return node{} // two days have two weekdays
		}
		if n.ok() {
			return n
		}
	}
	if t.kind == num || l.num.Role != 0 || l.fn == fFirstOf || l.unit == GrainDay {
		n.longer(p.dayMonth(i))
	}
	if l.month|l.hijri != 0 || l.fn == fHead || l.unit == GrainMonth {
		n.longer(p.monthNode(i))
	}
	return n
}

// dayOnly reads a day of the month that has no month: يوم 27; and, where someone tells
// of a journey, في 15, للثاني والعشرين.
func (p *parser) dayOnly(i int) node {
	if p.unit(i, GrainDay) && !p.al(i) {
		t := p.tok(i + 1)
		if t.kind == num && t.digits <= 2 && t.n >= 1 && t.n <= 31 && (p.closes(i+2) || p.unit(i+2, GrainHour)) && !p.is(i+2, ':', '-', '/', '.') ||
			t.kind == num && t.digits <= 2 && t.n >= 1 && t.n <= 31 && p.is(i+2, '.', '-') && p.tok(i+3).kind != num {
			return node{i: i, j: i + 2, day: int(t.n)}
		}
		return node{}
	}
	if !p.near(i) {
		return node{}
	}
	switch f := p.fn(i - 1); {
	case f == fIn, f == fTo, p.tok(i).clitics&hasLam != 0 && p.al(i):
	default:
		return node{}
	}
	d, j, ordinal := p.dayNumber(i)
	if j == i || !p.closes(j) && !p.unit(j, GrainHour) || p.is(j, ':', '-', '/') {
		return node{}
	}
	if p.tok(i).kind == num && d > 12 || ordinal && (!p.feminine(i) || d > 12) {
		return node{i: i, j: j, day: d}
	}
	return node{}
}

// feminine reports that the number word at i ends in teh marbuta: an hour, not a day.
func (p *parser) feminine(i int) bool {
	k := p.key(i)
	for k.Drop(1) != 0 {
		k = k.Drop(1)
	}
	return k == keyHa
}

// pairs reads the second of two dates for one day: 26 شوال 1436 هـ الموافق 10 أغسطس 2015 م.
func (p *parser) pairs(n node) node {
	if n.day == 0 && !(n.month != 0 && n.hasYear) || n.pair != nil || p.depth > 0 {
		return n
	}
	k := p.skipSign(n.j, ',', '،', '/', '=', '(', '-', '–')
	matching := p.fn(k) == fMatching
	if matching {
		k = p.skip(p.matched(k+1), fTo, fDateWord, fIn)
		k = p.skipDay(k)
	}
	if k == n.j || p.tok(k).kind != num && p.lx(k).num.Role == 0 && p.lx(k).month == 0 && p.lx(k).wday == 0 {
		return n
	}
	o := p.plainDate(k)
	if wd := p.lx(k).wday; wd != 0 {
		p.depth++
		o = p.weekdayNode(k)
		p.depth--
	}
	if !o.ok() || (o.day == 0) != (n.day == 0) || n.hijri == o.hijri && !matching || !matching && !(o.hasYear && n.hasYear) || !p.sameDays(&n, &o) {
		return n
	}
	n.pair = p.keep(o)
	n.j = o.j
	if p.is(k-1, '(') && p.is(n.j, ')') {
		n.j++
	}
	return n
}

// sameDays reports that two dates are within forty days of each other, as a day and its name in another
// calendar are even where one is mistaken. With a dash between them others are a birth and a death.
func (p *parser) sameDays(a, b *node) bool {
	if !p.is(a.j, '-', '–') {
		return true
	}
	v, w := p.place(a), p.place(b)
	return !v.ok || !w.ok || v.cut || w.cut || abs(v.lo.day-w.lo.day) <= 40
}

// matched skips what may follow الموافق: a colon, لـ.
func (p *parser) matched(i int) int {
	if p.is(i, ':') || p.key(i) == keyLam {
		return i + 1
	}
	return i
}

// keep moves a node to where a pointer to it may stay.
func (p *parser) keep(n node) *node { return &n }

func abs[T int | EpochDay](n T) T {
	if n < 0 {
		return -n
	}
	return n
}
