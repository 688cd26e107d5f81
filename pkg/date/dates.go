package date

// dateNode reads the longest date at i: a day, a week, a month, a year.
func (p *parser) dateNode(i int) node {
	t := p.tok(i)
	best := node{i: i, j: i}
	if t.kind == num {
		best = longest(best, p.numericDate(i))
		if best.ok() {
			return p.pairs(best)
		}
	} else if t.kind != word {
		return best
	}
	l := p.lx(i)
	if (t.kind == num || l.num.Role != 0 || l.fn == fFirstOf || l.fn == fSalkh || l.unit == OfDay || l.fn == fLast) && p.monthNear(i) {
		best = longest(best, p.dayMonth(i))
	}
	if l.month|l.hijri != 0 || l.unit == Month || l.fn == fThis || l.fn == fHead {
		best = longest(best, p.monthNode(i))
	}
	if l.wday != 0 || l.unit == OfDay || l.unit == Week || l.fn == fThis {
		best = longest(best, p.weekdayNode(i))
	}
	if l.num.Ordinal || l.fn == fLast || l.wday != 0 || l.unit == OfDay || l.unit == Week {
		best = longest(best, p.nthNode(i))
	}
	switch l.fn {
	case fStart, fEarly, fMid, fMiddle, fEnd, fLate, fRest, fLast, fHalf, fWeekend, fTime, fLater:
		best = longest(best, p.modNode(i))
	case fTomorrow, fYesterday, fNow, fBefore, fAfter:
		best = longest(best, p.relDay(i))
	case fFeast:
		best = longest(best, p.feastNode(i))
	case fMine:
		if p.goes || p.alone(i, i+1) {
			best = p.mineNode(i)
		}
	}
	if u := p.lx(i + 1); l.num.Ordinal && l.num.Value == 1 && !p.al(i) && p.al(i+1) && u.count == 1 && (u.unit == Month || u.unit == Year) {
		best = longest(best, p.modNode(i)) // أول الشهر
	}
	if l.num.Ordinal && l.num.Value == 1 || l.unit == OfDay || l.part == Night {
		best = longest(best, p.relDay(i))
		if l.unit == OfDay || l.part == Night {
			best = longest(best, p.feastNode(i))
		}
	}
	if p.lx(i).unit == Minute && p.al(i) {
		best = longest(best, p.minuteNode(i))
	}
	if l.unit != 0 || l.fn == fThis {
		best = longest(best, p.unitNode(i))
	}
	if l.decade != 0 || l.unit == Century {
		best = longest(best, p.ageNode(i))
	}
	if l.unit == Quarter || l.fn == fHalf || t.kind == num && t.digits == 4 && p.lx(i+1).unit == Quarter {
		best = longest(best, p.quarterNode(i))
	}
	if l.unit == Year || t.kind == num && (t.digits == 4 || t.digits < 4 && p.tok(i+1).kind == word) || l.num.Role != 0 {
		best = longest(best, p.yearNode(i))
	}
	if l.season != 0 {
		best = longest(best, p.seasonNode(i))
	}
	if p.goes || l.unit == OfDay {
		best = longest(best, p.dayOnly(i))
	}
	if !best.ok() {
		return best
	}
	return p.pairs(best)
}

// monthNear reports a month, or the word for one, within reach of a day at i.
func (p *parser) monthNear(i int) bool {
	for k := i; k <= i+6; k++ {
		if l := p.lx(k); l.month|l.hijri|l.libyan != 0 || l.unit == Month || l.fn == fHead || l.fn == fAyy {
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
	none := node{i: i, j: i}
	k := i
	if p.unit(k, OfDay) { // اليوم الأول من, يوم 27
		k++
	}
	salkh := p.fn(k) == fSalkh
	d, j, ordinal := p.dayNumber(k)
	if salkh {
		d, j, ordinal = 0, k+1, true
	}
	if j == k || p.tok(i).kind == num && p.partOfCode(i) {
		return none
	}
	if p.tok(k).kind == num && p.tok(k).digits > 2 {
		return none
	}
	m := j
	if p.is(m, ',', '،') && ordinal && p.lx(m+1).month != 0 { // 10th, November
		m++
	} else if p.is(m, '.', '-', '/', '–') && p.lx(m+1).month|p.lx(m+1).hijri != 0 {
		m++
	}
	from := m
	m = p.of(m)
	joined := m > from
	ms := p.monthSpec(m)
	if ms.vague && m > j && !joined { // 1 - صفر, a score
		return none
	}
	if p.fn(m) == fAyy && p.bare(m+1) == keyNar && !joined { // أي النار, January
		y := node{i: i, j: m + 2, month: 1, day: d}
		if p.yearAfter(&y, m+2); y.hasYear && y.year > 1900 {
			return y
		}
		return none
	}
	if lib := p.lx(m).libyan; lib != 0 && !ms.ok() && !joined && !p.clitic(m) && (p.al(m) || lib == 7 || lib == 8) {
		y := node{i: i, j: m + 1, month: int(lib), day: d}
		p.yearAfter(&y, m+1)
		if y.hasYear && y.year > 1900 {
			return y
		}
		return none
	}
	if !ms.ok() || p.fn(from) == fIn && !ordinal || p.waw(m) && !joined {
		return none
	}
	if p.clitic(m) && p.tok(m).clitics&hasBa == 0 {
		return none
	}
	if p.tok(k).kind == num && ms.hasRel && !joined && !p.al(m) && p.fn(m) != fThis && p.unit(m, Month) { // 3 شهر
		return none
	}
	if p.unit(m, Month) && ms.month != 0 && !ms.hasRel && p.tok(k).kind == word && !joined && !ordinal {
		return none
	}
	n := ms
	n.i, n.day, n.vague = i, d, false
	if k > i && !p.al(i) && p.fn(i-1) != fEvery {
		n.from = int(p.tok(k).start) // the text of يوم is the date's only with a time
	}
	if salkh {
		n.nth, n.nthUnit, n.day = -1, OfDay, 0
	}
	if ms.hasYoff || ms.hasRel {
		return n
	}
	p.yearAfter(&n, n.j)
	return p.hijriYear(n)
}

// hijriYear settles the calendar of a month with its year: رمضان 2019 is the Ramadan of that
// Gregorian year, and سبتمبر 1436 stays Gregorian.
func (p *parser) hijriYear(n node) node {
	if n.hasYear && n.hijri && n.year > 1700 {
		n.feast = feastInYear
	}
	return n
}

// monthNode reads a month and what follows it: فبراير 2022, نوفمبر 10, 2023, يوليو
// 13, شهر 9, شباط الرابع عشر.
func (p *parser) monthNode(i int) node {
	n := p.monthSpec(i)
	if !n.ok() {
		return n
	}
	t := p.tok(i)
	if t.latin && (n.j == i+1 || p.is(n.j-1, '.')) {
		n = p.englishMonth(n)
		return n
	}
	if n.hasRel || n.hasMoff {
		if n.hasMoff {
			return n
		}
		return n
	}
	// Month first: نوفمبر 10, 2023.
	k := n.j
	if p.is(k, '/', '،', ',') && p.tok(k+1).kind == num && p.tok(k+1).digits <= 2 && p.is(k, '/') {
		k++
	}
	if d, j, ordinal := p.dayNumber(k); j > k && p.tok(k).clitics&hasWaw == 0 && (p.tok(k).kind == num && !p.is(j, ':', '٪', '%') || ordinal && p.al(k)) &&
		(p.fn(i) != fThis) && p.lx(j).unit == 0 && p.lx(j).month|p.lx(j).hijri == 0 && p.lx(j).num.Role == 0 || j > k && ordinal && p.al(k) && p.tok(k).clitics&hasWaw == 0 {
		m := n
		m.day, m.j = d, j
		p.yearAfter(&m, m.j)
		if m.hasYear || p.alone(i, m.j) || p.closes(m.j) || ordinal || p.goes || p.tok(m.j).kind == num {
			m.vague = false
			return p.hijriYear(m)
		}
	}
	p.yearAfter(&n, n.j)
	if n.hasYear || n.hasYoff {
		n.vague = false
		return p.hijriYear(n)
	}
	if p.unit(i, Month) || p.fn(i) == fThis {
		return n
	}
	// A bare name: only where it must be a month.
	if !p.monthAlone(i, n) {
		return node{i: i, j: i}
	}
	n.vague = false
	return n
}

// monthAlone reports that a bare month's name is one: يناير always, مارس or رجب only after a
// word that goes with times, before a boundary, or alone in the line.
func (p *parser) monthAlone(i int, n node) bool {
	if p.fn(i-1) == fPlace {
		return false
	}
	if !n.vague && !(n.hijri && n.month == 9) {
		if p.key(i) == keyYunyah && p.tok(i).clitics&hasBa != 0 {
			return false
		}
		return p.tok(i).clitics&^(hasBa|hasWaw|hasLam) == 0 && !(p.al(i) && !p.goes)
	}
	if p.alone(i, n.j) || p.goes {
		return true
	}
	if p.al(i) {
		return false
	}
	switch p.fn(i - 1) {
	case fIn, fDuring, fSince, fUntil, fThroughout, fMid, fEnd, fStart, fEarly, fLate, fMiddle:
		return p.closes(n.j) || n.month == 9 && n.hijri
	}
	return false
}

// alone reports that tokens [i, j) are the whole line, signs apart.
func (p *parser) alone(i, j int) bool {
	for k := range p.t[:len(p.t)-1] {
		if (k < i || k >= j) && p.t[k].kind != punct && !(k < i && (p.fn(k) == fIn || p.fn(k) == fUntil)) {
			return false
		}
	}
	return true
}

// englishMonth reads Nov 10, 2023 and November 2023; a bare month in Latin letters is
// no date here.
func (p *parser) englishMonth(n node) node {
	none := node{i: n.i, j: n.i}
	d, j, _ := p.dayNumber(n.j)
	if j > n.j && p.tok(n.j).kind == num {
		m := n
		m.day, m.j = d, j
		k := j
		if p.is(k, ',', '،') {
			k++
		}
		if y, digits, e := p.yearNumber(k, false); e > k {
			m.year, m.hasYear, m.yearDigits, m.j = y, true, digits, e
		}
		return m
	}
	k := n.j
	if p.is(k, ',', '،') {
		k++
	}
	if y, digits, e := p.yearNumber(k, false); e > k && p.tok(k).kind == num {
		n.year, n.hasYear, n.yearDigits, n.j = y, true, digits, e
		return n
	}
	return none
}

// weekdayNode reads a weekday and the date it goes with: الخميس, يوم الجمعة الموافق 10 نوفمبر,
// الأحد الماضي, الأسبوع القادم يوم الأحد, أحد الأسبوع الماضي, الخميس 21.
func (p *parser) weekdayNode(i int) node {
	none := node{i: i, j: i}
	k := i
	this := p.fn(k) == fThis
	if this {
		k++
	}
	if p.unit(k, Week) {
		return p.weekThenDay(i)
	}
	yawm := p.unit(k, OfDay) && (!p.al(k) || this)
	if yawm {
		k++
		if p.fn(k) == fThis {
			this = true
			k++
		}
	}
	wd := int(p.lx(k).wday)
	if wd == 0 || k > i && p.clitic(k) {
		return none
	}
	n := node{i: i, j: k + 1, wday: wd, wtok: k}
	if p.tok(k).latin {
		m := n.j
		if p.is(m, '.', ',', '،') {
			m++
		}
		if d := p.plainDate(m); d.ok() && d.day > 0 && !d.hasRel {
			return p.withWeekday(n, d)
		}
		return none
	}
	if yawm && p.fn(i-1) != fEvery {
		n.from = int(p.tok(k).start)
	}
	if this {
		n.hasWoff, n.woff = true, 0
		n.from = 0
		if off, j, ok := p.relAdj(n.j); ok {
			n.woff, n.j = off, j
		}
		return n
	}
	// الخميس الموافق 14 شباط, الجمعة، 10 نوفمبر, أحد 14 فيفري.
	m, matching := n.j, false
	if p.is(m, ',', '،', '(', ':') {
		m++
	}
	if p.fn(m) == fMatching {
		matching = true
		m++
	}
	if p.fn(m) == fIn && (p.tok(m+1).kind == num || p.lx(m+1).num.Role != 0 || p.lx(m+1).month != 0) {
		m++
	}
	if d := p.plainDate(m); d.ok() && d.day > 0 && !p.waw(m) {
		if matching {
			n.from = 0
		}
		return p.withWeekday(n, d)
	}
	bare := !p.al(k) && !yawm
	// أحد الأسبوع الماضي, الجمعة من الأسبوع المقبل.
	m = p.of(n.j)
	if p.fn(m) == fThis && p.unit(m+1, Week) {
		n.hasRel, n.rel, n.off, n.j = true, Week, 0, m+2
		return n
	}
	if p.unit(m, Week) && p.al(m) {
		if off, j, ok := p.relAdj(m + 1); ok {
			n.hasRel, n.rel, n.off, n.j = true, Week, off, j
			return n
		}
	}
	if off, j, ok := p.relAdj(n.j); ok {
		n.hasWoff, n.woff, n.j = true, off, j
		return n
	}
	if bare && !p.lx(k).bare && !p.alone(i, n.j) && p.lx(i-1).fn != fEvery {
		return none
	}
	if bare && p.lx(k).bare && !p.alone(i, n.j) && p.lx(i-1).fn != fEvery && p.lx(i-1).part == 0 {
		return none
	}
	// A day of the month: الخميس 21, السبت السادس عشر, الأحد الثاني.
	m = n.j
	if p.is(m, ',', '،') {
		m++
	}
	if p.fn(m) == fIn {
		m++
	}
	if d, j, ordinal := p.dayNumber(m); j > m && p.tok(m).clitics&hasWaw == 0 && !p.is(j, ':', '/', '-', '.', '%') && p.lx(j).unit == 0 && p.lx(j).part == 0 &&
		(p.tok(m).kind == num && d > 9 && (p.closes(j) || p.goes || p.tok(j).kind == end) || ordinal && p.al(m) || p.tok(m).kind == word && d > 10 && p.al(m)) {
		switch {
		case p.fn(m-1) == fIn && p.tok(m).kind == word && d < 6:
			n.day, n.j = d, j
		case d < 6 && p.tok(m).kind == word:
			n.nth, n.nthUnit, n.j = d, OfDay, j
		case p.tok(m).kind == num || d > 10:
			if d2, ok := p.nearDay(d, wd); ok {
				n.day, n.j = d2, j
			}
		}
	}
	return n
}

// nearDay checks that the day of the month may be that weekday in a month near the
// reference.
func (p *parser) nearDay(d, wd int) (int, bool) {
	if !p.has {
		return d, true
	}
	y, m, _ := p.now.day.Civil()
	for off := -1; off <= 1; off++ {
		yy, mm := y+floorDiv(m-1+off, 12), (m-1+off+12)%12+1
		if day, ok := Gregorian.Day(yy, mm, d); ok && day.Weekday() == wd {
			return d, true
		}
	}
	return d, false
}

// plainDate is a date without a weekday of its own.
func (p *parser) plainDate(i int) node {
	n := node{i: i, j: i}
	t := p.tok(i)
	l := p.lx(i)
	if t.kind == num {
		n = longest(n, p.numericDate(i))
		if n.ok() {
			return n
		}
	}
	if t.kind == num || l.num.Role != 0 || l.fn == fFirstOf || l.unit == OfDay {
		n = longest(n, p.dayMonth(i))
	}
	if l.month|l.hijri != 0 || l.fn == fHead || l.unit == Month {
		n = longest(n, p.monthNode(i))
	}
	return n
}

func (p *parser) withWeekday(n, d node) node {
	from := n.from
	w, tok := n.wday, n.wtok
	i := n.i
	n = d
	n.i, n.wday, n.wtok, n.from = i, w, tok, from
	return n
}

// weekThenDay reads الأسبوع القادم يوم الأحد and هذا الأسبوع الجمعة.
func (p *parser) weekThenDay(i int) node {
	n := p.unitNode(i)
	if !n.ok() || n.rel != Week {
		return node{i: i, j: i}
	}
	k := n.j
	if p.unit(k, OfDay) && !p.al(k) {
		k++
	}
	if wd := p.lx(k).wday; wd != 0 && p.al(k) && !p.clitic(k) && n.count == 0 {
		n.wday, n.wtok, n.j = int(wd), k, k+1
		return n
	}
	return node{i: i, j: i}
}

// nthNode reads one of several in a month, a year: أول ثلاثاء من شهر عشرة, الاثنين الأخير من
// مارس, آخر يوم بالشهر الجاي, الأسبوع الثالث من هذا الشهر.
func (p *parser) nthNode(i int) node {
	none := node{i: i, j: i}
	n := node{i: i}
	nth := func(k int) (int, bool) {
		if p.fn(k) == fLast {
			return -1, true
		}
		if l := p.lx(k); l.num.Ordinal && l.num.Value <= 10 {
			return int(l.num.Value), true
		}
		return 0, false
	}
	thing := func(k int) (Grain, int, int) { // grain, weekday, token after
		if p.unit(k, OfDay) && p.lx(k+1).wday != 0 && p.tok(k+1).clitics&^hasAl == 0 {
			return OfDay, int(p.lx(k + 1).wday), k + 2
		}
		l := p.lx(k)
		switch {
		case l.wday != 0:
			return OfDay, int(l.wday), k + 1
		case (l.unit == OfDay || l.unit == Week) && l.count == 1:
			return l.unit, 0, k + 1
		}
		return 0, 0, k
	}
	k := i
	if v, ok := nth(k); ok {
		g, wd, j := thing(k + 1)
		if j == k+1 || p.tok(k+1).clitics&^hasAl != 0 {
			return none
		}
		n.nth, n.nthUnit, n.wday, n.wtok, n.j = v, g, wd, j-1, j
	} else {
		g, wd, j := thing(k)
		if j == k {
			return none
		}
		v, ok := nth(j)
		if !ok || p.clitic(j) || !p.al(j) {
			return none
		}
		n.nth, n.nthUnit, n.wday, n.wtok, n.j = v, g, wd, j-1, j+1
	}
	if n.nthUnit == OfDay && n.wday == 0 && n.nth > 0 && p.unit(i, OfDay) {
		n.day, n.nth, n.nthUnit = n.nth, 0, 0
	}
	// Of what?
	m := p.of(n.j)
	if p.fn(n.j) == fAfter && n.wday != 0 && n.nth > 0 { // ثالث ثلاثاء بعد كريسماس
		if f := p.feastNode(n.j + 1); f.ok() {
			f.i, f.nth, f.nthUnit, f.wday, f.wtok = i, n.nth, Week, n.wday, n.wtok
			return f
		}
	}
	c := p.monthSpec(m)
	if c.ok() && (m > n.j || p.clitic(m) || p.al(m) || p.unit(m, Month) || c.month != 0) && p.tok(m).clitics&hasWaw == 0 {
		if !c.hasRel && !c.hasMoff && !c.hasYoff {
			p.yearAfter(&c, c.j)
			c = p.hijriYear(c)
		}
	} else {
		c = p.unitNode(m)
		if !c.ok() || c.rel != Year || c.count != 0 {
			c = p.yearNode(m)
		}
		if !c.ok() || n.nthUnit == OfDay && n.wday == 0 && n.day == 0 && n.nth > 0 {
			return none
		}
	}
	c.i, c.nth, c.nthUnit, c.wday, c.wtok, c.vague = i, n.nth, n.nthUnit, n.wday, n.wtok, false
	if n.day > 0 {
		c.day = n.day
	}
	return c
}

// modNode reads a part of a period: مطلع عام 2024, أواخر الشهر الماضي, منتصف آذار,
// بقية الأسبوع, عطلة نهاية الأسبوع.
func (p *parser) modNode(i int) node {
	none := node{i: i, j: i}
	k := i
	if p.fn(k) == fWeekend && p.fn(k+1) == fEnd {
		k++
	}
	mod := p.fn(k)
	if p.lx(k).num.Ordinal {
		mod = fStart
	}
	k++
	if mod == fTime || mod == fLater { // في وقت لاحق من هذا الشهر
		if mod == fTime {
			if p.key(k) != keyLater {
				return none
			}
			k++
		}
		c := p.unitNode(p.of(k))
		if !c.ok() || c.off != 0 || c.count != 0 {
			return none
		}
		c.i, c.mod, c.vague = i, fLater, true
		return c
	}
	if mod == fEnd && p.fn(k) == fThis && p.unit(k+1, Week) || mod == fEnd && p.unit(k, Week) && p.al(k) {
		c := p.unitNode(k)
		if !c.ok() && p.al(k) {
			c = node{i: k, j: k + 1, hasRel: true, rel: Week}
		}
		if !c.ok() {
			return none
		}
		c.i, c.mod, c.weekend = i, fEnd, true
		if p.fn(i) == fWeekend || !(c.off == 0) {
			c.mod = fEnd
		}
		return c
	}
	if p.fn(i) == fWeekend && mod == fWeekend {
		return none
	}
	if mod == fHalf && p.al(i) {
		return none
	}
	c := node{}
	switch {
	case p.lx(k).unit == OfDay && p.lx(k).count == 1 && (mod == fRest || mod == fEnd):
		c = node{i: k, j: k + 1, hasRel: true, rel: OfDay}
		if wd := p.lx(k + 1).wday; wd != 0 && !p.al(k) {
			c = p.weekdayNode(k)
			c.from = 0
		} else if off, j, ok := p.relAdj(k + 1); ok {
			c.off, c.j = off, j
		} else if !p.al(k) && mod != fRest {
			return none
		}
	case mod == fRest && p.fn(k) == fMine:
		c = p.mineNode(k)
	case mod == fRest && p.fn(k) == fThis && p.unit(k+1, OfDay):
		c = node{i: k, j: k + 2, hasRel: true, rel: OfDay}
	case mod == fEnd && (p.fn(k) == fTomorrow || p.lx(k).wday != 0 || p.fn(k) == fThis && p.lx(k+1).wday != 0):
		c = p.weekdayNode(k)
		c = longest(c, p.relDay(k))
	default:
		c = p.unitNode(k)
		c = longest(c, p.monthPart(k))
		c = longest(c, p.yearNode(k))
		if p.al(k) && p.lx(k).season != 0 || p.lx(k).season != 0 {
			c = longest(c, p.seasonNode(k))
			if !c.ok() && p.al(k) {
				c = node{i: k, j: k + 1, season: int(p.lx(k).season)}
			}
		}
		c = longest(c, p.ageNode(k))
		if l := p.lx(k); !c.ok() && p.al(k) && l.count == 1 && (l.unit == Month || l.unit == Year || l.unit == Week) && p.periodMod(mod) {
			c = node{i: k, j: k + 1, hasRel: true, rel: l.unit}
		}
	}
	if !c.ok() || c.nth != 0 || c.count != 0 || p.tok(k).clitics&^hasAl != 0 {
		return none
	}
	if mod == fLast && (c.day != 0 || p.lx(i).fn == fLast && p.al(i)) {
		return none
	}
	c.i, c.mod = i, mod
	c.vague = mod != fEnd || c.rel != OfDay
	if mod == fRest {
		c.vague = false
	}
	return c
}

func (p *parser) periodMod(mod fn) bool {
	return mod == fRest || mod == fEnd || mod == fLast || mod == fLate || mod == fEarly || mod == fStart || mod == fMid
}

// monthPart is a month with its year, as a part of it may be named.
func (p *parser) monthPart(i int) node {
	c := p.monthSpec(i)
	if c.ok() && !c.hasRel && !c.hasMoff && !c.hasYoff {
		p.yearAfter(&c, c.j)
		c = p.hijriYear(c)
	}
	return c
}

// mineNode reads يومي and أسبوعي, my day and my week.
func (p *parser) mineNode(i int) node {
	n := node{i: i, j: i + 1, hasRel: true, rel: Week}
	if p.key(i) == keyYawmi {
		n.rel = OfDay
	}
	return n
}

// relDay reads a day by its distance from the reference: أمس, بعد غد, أول أمس, اليوم, الآن.
func (p *parser) relDay(i int) node {
	n := node{i: i, j: i + 1, hasRel: true, rel: OfDay}
	none := node{i: i, j: i}
	k := i
	if p.unit(k, OfDay) {
		today := p.al(k)
		if off, j, ok := p.relAdj(k + 1); ok && today {
			n.off, n.j = off, j
			return n
		}
		if today && p.fn(k+1) == fBefore { // اليوم قبل البارحة
			k++
		} else if today && p.fn(k+1) == fLast && p.al(k+1) {
			n.off, n.j = -1, k+2
			return n
		} else if today {
			return n
		} else {
			k++
		}
	}
	switch p.fn(k) {
	case fTomorrow:
		if p.al(k) && p.key(k) == keyGhadan {
			return none // الغداء, lunch
		}
		n.off, n.j = 1, k+1
		if k == i && p.key(k) == keyBukra && !p.goes && !p.alone(i, n.j) && p.lx(n.j).part == 0 && p.fn(n.j) != fOn && p.fn(n.j) != fIn && !(p.unit(n.j, Hour) && p.al(n.j)) {
			return none // بكرة القدم: with a ball
		}
		return n
	case fYesterday:
		n.off, n.j = -1, k+1
		if o := p.lx(k + 1).num; o.Ordinal && o.Value == 1 && p.al(k+1) && !p.clitic(k+1) { // أمس الأول
			n.off, n.j = -2, k+2
		}
		return n
	case fNow:
		if p.tok(k).madda || k > i {
			return none // آلان, a name
		}
		n.now, n.j = true, k+1
		return n
	case fAfter:
		if p.fn(k+1) == fTomorrow && p.tok(k+1).clitics&^hasAl == 0 {
			n.off, n.j = 2, k+2
			return n
		}
	case fBefore:
		if p.fn(k+1) == fYesterday && p.tok(k+1).clitics&^hasAl == 0 {
			n.off, n.j = -2, k+2
			return n
		}
		if p.unit(k+1, OfDay) && p.fn(k+2) == fYesterday {
			n.off, n.j = -2, k+3
			return n
		}
	}
	if l := p.lx(k); l.num.Ordinal && l.num.Value == 1 && p.fn(k+1) == fYesterday && !p.clitic(k+1) {
		n.off, n.j = -2, k+2
		return n
	}
	return none
}

// minuteNode reads الدقيقة الثالثة: a minute of this hour.
func (p *parser) minuteNode(i int) node {
	if v, j, _ := p.number(i + 1); j > i+1 && v < 60 && p.unit(i, Minute) {
		return node{i: i, j: j, hasRel: true, rel: Minute, nth: v + 1, nthUnit: Minute}
	}
	return node{i: i, j: i}
}

// dayOnly reads a day of the month that has no month: يوم 27; and, where someone tells
// of a journey, في 15, للثاني والعشرين.
func (p *parser) dayOnly(i int) node {
	none := node{i: i, j: i}
	if p.unit(i, OfDay) && !p.al(i) {
		t := p.tok(i + 1)
		if t.kind == num && t.digits <= 2 && t.n >= 1 && t.n <= 31 && p.closes(i+2) && !p.is(i+2, ':', '-', '/', '.') ||
			t.kind == num && t.digits <= 2 && t.n >= 1 && t.n <= 31 && p.is(i+2, '.', '-') && p.tok(i+3).kind != num && p.lx(i+3).month|p.lx(i+3).hijri == 0 {
			return node{i: i, j: i + 2, day: int(t.n)}
		}
		return none
	}
	if !p.near(i) {
		return none
	}
	switch f := p.fn(i - 1); {
	case f == fIn, f == fTo, p.tok(i).clitics&hasLam != 0 && p.al(i):
	default:
		return none
	}
	d, j, ordinal := p.dayNumber(i)
	if j == i || !p.closes(j) && !p.unit(j, Hour) || p.is(j, ':', '-', '/') {
		return none
	}
	if p.tok(i).kind == num && d > 12 || ordinal && p.al(i) && (!p.feminine(i) || d > 12) {
		return node{i: i, j: j, day: d}
	}
	return none
}

// feminine reports that the number word at i ends in teh marbuta: an hour, not a day.
func (p *parser) feminine(i int) bool {
	k := p.key(i)
	for k.Drop(1) != 0 {
		k = k.Drop(1)
	}
	return k == keyHa
}

// unitNode reads a unit by its distance: الشهر الماضي, هذا العام, السنة بعد الجاي, اليومين المقبلين,
// الأشهر الثلاثة القادمة, العقد القادم, الليلة الماضية's like are parts of a day.
func (p *parser) unitNode(i int) node {
	none := node{i: i, j: i}
	k := i
	this := p.fn(k) == fThis
	if this {
		k++
		if p.clitic(k) {
			return none
		}
	}
	l := p.lx(k)
	if l.unit == 0 || !p.al(k) {
		if this && l.unit != 0 && l.count == 1 {
			return none
		}
		return none
	}
	if l.unit == Quarter && l.count != 1 {
		return none
	}
	n := node{i: i, j: k + 1, hasRel: true, rel: l.unit}
	if this {
		if l.count != 1 {
			return none
		}
		return p.hijriUnit(n)
	}
	if l.count == 2 || l.count == 0 {
		m := k + 1
		count := 2
		some := false
		if l.count == 0 {
			count = 0
			if v, j, _ := p.number(m); j > m && p.tok(m).clitics&hasWaw == 0 {
				count, m = v, j
			} else if p.fn(m) == fSome {
				count, some, m = 3, true, m+1
			}
		}
		off, j, ok := p.relAdj(m)
		if p.fn(m) == fLast && p.al(m) {
			off, j, ok = -1, m+1, true
		}
		if !ok || off == 0 {
			return none
		}
		if count == 0 {
			if l.unit < OfDay {
				return none
			}
			count, some = 3, true
		}
		n.off, n.count, n.j, n.vague = off, count, j, some
		return n
	}
	m := k + 1
	if p.fn(m) == fHijra && l.unit == Year {
		n.hijri = true
		m++
	}
	if off, j, ok := p.relAdj(m); ok {
		n.off, n.j = off, j
		if l.unit == Century && off != 0 && abs(off) > 2 {
			return none
		}
		return p.hijriUnit(n)
	}
	if p.fn(m) == fThis && !p.lxAny(m+1) && (p.key(m) == keyHay || p.key(m) == keyHad) {
		n.j = m + 1
		return n
	}
	if p.fn(m) == fLast && p.al(m) && (l.unit == Quarter || l.unit == Minute) {
		n.off, n.j = -1, m+1
		return n
	}
	if (l.unit == Year || l.unit == Week || l.unit == Minute) && p.alone(i, m) { // العام
		n.j = m
		return n
	}
	return none
}

func (p *parser) hijriUnit(n node) node {
	if n.rel == Year && p.fn(n.j) == fHijra {
		n.hijri, n.j = true, n.j+1
	}
	return n
}

// ageNode reads decades and centuries: التسعينيات, ثمانينات القرن الماضي, القرن التاسع عشر.
func (p *parser) ageNode(i int) node {
	none := node{i: i, j: i}
	l := p.lx(i)
	if l.decade != 0 {
		if !p.al(i) && !(p.unit(i+1, Century) && p.al(i+1)) {
			return none
		}
		n := node{i: i, j: i + 1, decade: int(l.decade)}
		m := i + 1
		if p.fn(m) == fFrom {
			m++
		}
		if p.unit(m, Century) && p.al(m) {
			if c := p.ageNode(m); c.ok() {
				n.century, n.hasRel, n.rel, n.off, n.j = c.century, c.hasRel, c.rel, c.off, c.j
			}
		}
		return n
	}
	if !p.unit(i, Century) || !p.al(i) {
		return none
	}
	if v, j, _ := p.number(i + 1); j > i+1 && v >= 1 && v <= 30 && p.tok(i+1).clitics&hasWaw == 0 && (p.al(i+1) || p.tok(i+1).kind == num) {
		n := node{i: i, j: j, century: v}
		hijri, before, e := p.eraAfter(j)
		if before {
			return node{i: i, j: e, century: -v}
		}
		if e > j {
			n.hijri, n.j = hijri, e
		}
		return n
	}
	if off, j, ok := p.relAdj(i + 1); ok {
		return node{i: i, j: j, hasRel: true, rel: Century, off: off}
	}
	return none
}

// quarterNode reads الربع الأول من عام 2024 and النصف الثاني من 2023.
func (p *parser) quarterNode(i int) node {
	none := node{i: i, j: i}
	k := i
	year := 0
	if t := p.tok(i); t.kind == num { // 2016 الربع الثالث
		if t.n < 1900 || t.n > 2100 {
			return none
		}
		year, k = int(t.n), i+1
	}
	l := p.lx(k)
	if !(l.unit == Quarter || l.fn == fHalf) || !p.al(k) {
		return none
	}
	v, j, ordinal := p.number(k + 1)
	if p.fn(k+1) == fLast && p.al(k+1) {
		v, j, ordinal = 4, k+2, true
		if l.fn == fHalf {
			v = 2
		}
	}
	if j == k+1 || !ordinal || v < 1 || v > 4 || l.fn == fHalf && l.unit == 0 && v > 2 || !p.al(k+1) {
		return none
	}
	n := node{i: i, j: j}
	if l.unit == Quarter && l.fn != fHalf {
		n.quarter = v
	} else {
		n.half = v
	}
	if year > 0 {
		n.year, n.hasYear = year, true
		return n
	}
	y := node{i: j, j: j}
	p.yearAfter(&y, j)
	switch {
	case y.hasYear || y.hasYoff:
		n.year, n.hasYear, n.yoff, n.hasYoff, n.j = y.year, y.hasYear, y.yoff, y.hasYoff, y.j
		return n
	}
	return none
}

// yearNode reads عام 2019م, سنة ألفين وعشرين, 450هـ/1058م, 44 ق.م, and a bare 2023 where it
// must be a year.
func (p *parser) yearNode(i int) node {
	none := node{i: i, j: i}
	k := i
	told := false
	if p.lx(k).unit == Year && p.lx(k).count == 1 {
		told = true
		k++
		if p.fn(k) == fHijra {
			k++
		}
	} else if p.lx(k).unit != 0 {
		return none
	}
	if p.tok(k).kind == num && p.partOfCode(k) || told && p.clitic(k) {
		return none
	}
	y, digits, j := p.yearNumber(k, told)
	if j == k {
		return none
	}
	n := node{i: i, j: j, year: y, hasYear: true, yearDigits: digits}
	if told && p.tok(k).kind == num && (p.tok(k).digits < 3) {
		if _, _, e := p.eraAfter(j); e == j {
			return none
		}
	}
	before := n.j
	p.era(&n)
	era := n.j > before
	if era && p.is(n.j, '/', '-', '،', '(') && p.tok(n.j+1).kind == num {
		m := n.j + 1
		if y2, d2, j2 := p.yearNumber(m, true); j2 > m {
			o := node{i: m, j: j2, year: y2, hasYear: true, yearDigits: d2}
			p.era(&o)
			if o.hijri != n.hijri {
				n.pair = p.keep(o)
				n.j = o.j
				if p.is(m-1, '(') && p.is(n.j, ')') {
					n.j++
				}
				n.i = k
				return n
			}
		}
	}
	if told {
		if n.hijri || n.year <= 0 {
			n.i = k
		}
		return n
	}
	if era && (p.tok(k).kind == num && p.tok(k).digits >= 3 || n.year <= 0 || p.fn(n.j-1) != fAM) {
		if p.tok(k).kind == num && p.key(n.j-1) == keyM && n.year > 0 && (n.year < 1000 || n.year > 2100 || n.year < 1800 && n.year%100 == 0) {
			return none // metres
		}
		return n
	}
	if digits != 4 {
		return none
	}
	if p.tok(k).kind == num && (y < 1800 || y > 2100) {
		return none
	}
	if p.tok(k).kind == num && (p.is(n.j, '-', '/', '_', '–') && p.glued(n.j)) && !p.yearRange(k) {
		return none
	}
	if p.lx(n.j).unit != 0 || p.lx(n.j).num.Role != 0 && !p.closes(n.j) || p.is(n.j, '%', '٪', ':') {
		return none
	}
	switch f := p.fn(i - 1); f {
	case fIn, fSince, fUntil, fTo, fFrom, fBefore, fAfter, fDuring:
		if p.tok(k).kind == word && y%1000 == 0 && !p.goes && !p.alone(i, n.j) {
			return none // ألفين من الناس
		}
		if p.closes(n.j) || p.fn(n.j) == fMatching {
			return n
		}
	default:
		if p.tok(k).kind == word && p.alone(i, n.j) || p.yearRange(k) || p.fn(n.j) == fOr && p.fn(n.j+1) == fAfter {
			return n
		}
		if p.tok(k).kind == word && (p.goes) {
			return n
		}
	}
	return none
}

// yearRange reports 2014-2018, and only that.
func (p *parser) yearRange(k int) bool {
	a, b := p.tok(k), p.tok(k+2)
	in := func(t *token) bool { return t.kind == num && t.digits == 4 && t.n >= 1800 && t.n <= 2100 }
	if p.is(k+1, '-', '–', '/') && in(a) && in(b) && a.n < b.n && p.glued(k+1) == p.glued(k+2) {
		return !(p.glued(k+3) && p.is(k+3, '-', '/', '.', ':') && p.tok(k+4).kind == num)
	}
	a, b = p.tok(k-2), p.tok(k)
	return k >= 2 && p.is(k-1, '-', '–', '/') && in(a) && in(b) && a.n < b.n
}

// seasonNode reads صيف 2016, الربيع القادم, هذا الشتاء.
func (p *parser) seasonNode(i int) node {
	none := node{i: i, j: i}
	n := node{i: i, j: i + 1, season: int(p.lx(i).season)}
	if off, j, ok := p.relAdj(i + 1); ok && p.al(i) {
		n.hasYoff, n.yoff, n.j = true, off, j
		return n
	}
	p.yearAfter(&n, n.j)
	if n.hasYear && !p.al(i) || n.hasYoff {
		return n
	}
	if y := p.yearNode(i + 1); y.ok() && p.lx(i+1).unit == Year {
		n.year, n.hasYear, n.j = y.year, true, y.j
		return n
	}
	if p.goes && p.closes(n.j) {
		return n
	}
	return none
}

// pairs reads the second of two dates for one day: 26 شوال 1436 هـ الموافق 10
// أغسطس 2015 م.
func (p *parser) pairs(n node) node {
	if n.day == 0 && !(n.month != 0 && n.hasYear) || n.pair != nil || p.depth > 0 {
		return n
	}
	k := n.j
	if p.is(k, ',', '،', '/', '=', '(', '-', '–') {
		k++
	}
	matching := p.fn(k) == fMatching
	if matching {
		k++
		if p.fn(k) == fTo || p.fn(k) == fDateWord || p.fn(k) == fIn {
			k++
		}
		if p.lx(k).unit == OfDay && !p.al(k) {
			k++
		}
	}
	if k == n.j {
		return n
	}
	if p.tok(k).kind != num && p.lx(k).num.Role == 0 && p.lx(k).month == 0 && p.lx(k).wday == 0 {
		return n
	}
	o := p.plainDate(k)
	if wd := p.lx(k).wday; wd != 0 {
		p.depth++
		o = p.weekdayNode(k)
		p.depth--
	}
	if !o.ok() || o.day == 0 || n.day == 0 {
		return n
	}
	if p.isHijri(&n) == p.isHijri(&o) && !(matching && o.day > 0) {
		return n
	}
	if !matching && !(o.hasYear && n.hasYear) {
		return n
	}
	n.pair = p.keep(o)
	n.j = o.j
	if p.is(k-1, '(') && p.is(n.j, ')') {
		n.j++
	}
	return n
}

func (p *parser) isHijri(n *node) bool { return n.hijri }

// keep moves a node to where a pointer to it may stay.
func (p *parser) keep(n node) *node { return &n }

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
