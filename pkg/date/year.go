package date

import "github.com/nass-ar/nass/pkg/numeral"

// ageNode reads decades and centuries: التسعينيات, ثمانينات القرن الماضي, القرن التاسع عشر.
func (p *parser) ageNode(i int) node {
	l := p.lx(i)
	if l.decade != 0 {
		if !p.al(i) && !(p.unit(i+1, grainCentury) && p.al(i+1)) || p.ofAge(i) {
			return node{}
		}
		n := node{i: i, j: i + 1, decade: int(l.decade)}
		m := p.skip(i+1, fFrom)
		if p.unit(m, grainCentury) {
			if c := p.ageNode(m); c.ok() {
				n.century, n.hasRel, n.rel, n.off, n.j = c.century, c.hasRel, c.rel, c.off, c.j
			}
		}
		return n
	}
	if c := p.lx(i); c.unit == grainCentury && c.count == 2 && p.al(i) {
		return p.centuries(i)
	}
	if !p.unit(i, grainCentury) || !p.al(i) {
		return node{}
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
		return node{i: i, j: j, hasRel: true, rel: grainCentury, off: off}
	}
	return node{}
}

// centuries reads القرنين 18 و19, القرنين الثامن والتاسع عشر.
func (p *parser) centuries(i int) node {
	a, j, _ := p.number(i + 1)
	if p.fn(j) == fAnd {
		j++
	} else if !p.waw(j) {
		return node{}
	}
	b, e, _ := p.number(j)
	if e == j || a < 1 || b > 30 {
		return node{}
	}
	if b-a == 11 && a < 10 { // the ten is said once
		a += 10
	}
	if a >= b {
		return node{}
	}
	n := node{i: i, j: e, century: a}
	hijri, before, k := p.eraAfter(e)
	if before {
		return node{}
	}
	n.hijri, n.j = hijri, k
	n.to = p.keep(node{i: j, j: k, century: b, hijri: hijri})
	return n
}

// shareNode reads one of the equal parts of a period: الربع الأول من عام 2024, النصف الثاني من يوليو, الثلث
// الأول من رمضان, العشر الأواخر منه, العقد الثاني من القرن الماضي.
func (p *parser) shareNode(i int) node {
	k := i
	if t := p.tok(i); t.n >= 1900 && t.n <= 2100 { // 2016 الربع الثالث
		k++
	}
	l := p.lx(k)
	shares := 0
	switch {
	case l.unit == grainQuarter:
		shares = 4
	case l.fn == fHalf:
		shares = 2
	case l.unit == grainDecade:
		shares = 10
	case l.num.Role == numeral.Ten, l.num.Role == numeral.Fraction && l.num.Value == 3:
		shares = 3
	}
	share, j, ordinal := p.number(k + 1)
	switch f := p.fn(k + 1); {
	case f == fLast, f == fLate && l.num.Role == numeral.Ten:
		share, j, ordinal = shares, k+2, true
	case f == fEarly && l.num.Role == numeral.Ten:
		share, j, ordinal = 1, k+2, true
	case l.num.Role == numeral.Ten:
		return node{}
	}
	if shares == 0 || !ordinal || share < 1 || share > shares || !p.al(k) || !p.al(k+1) || p.clitic(k+1) {
		return node{}
	}
	n := node{i: i, j: j, year: int(p.tok(i).n), hasYear: true}
	if k == i {
		n = p.shared(j, shares)
	}
	if n.ok() {
		n.i, n.share, n.shares, n.vague = i, share, shares, false
	}
	return n
}

// shared reads the period that is shared: a year, a century or a month.
func (p *parser) shared(j, shares int) node {
	var n node
	if p.yearAfter(&n, j); shares%2 == 0 && shares < 10 && (n.hasYear || n.hasYoff) {
		return node{i: j, j: n.j, year: n.year, hasYear: n.hasYear, yoff: n.yoff, hasYoff: n.hasYoff}
	}
	of := p.of(j)
	if n = p.ageNode(of); shares != 3 && n.ok() && n.decade == 0 && !n.hijri && n.century >= 0 && (p.has || !n.hasRel) {
		return n
	}
	if n = p.monthPart(of); of == j || shares > 3 {
		return node{}
	}
	return n
}

// yearNode reads عام 2019م, سنة ألفين وعشرين, 450هـ/1058م, 44 ق.م, and a bare 2023 where it
// must be a year.
func (p *parser) yearNode(i int) node {
	k, told, h := i, p.unit(i, GrainYear), false
	if told {
		k++
		if h = p.fn(k) == fHijra; h || p.stray(k) {
			k++
		}
	}
	k, closing := p.bracketed(k, told)
	digits := p.tok(k).kind == num
	if !told && p.lx(k).unit != 0 || digits && closing == 0 && p.partOfCode(k) || told && p.clitic(k) {
		return node{}
	}
	y, width, j := p.yearNumber(k, told || p.lends(k+1))
	if j == k {
		return node{}
	}
	n := node{i: i, j: j + closing, year: y, hasYear: true, hijri: h || told && p.unitsFirst(k, j, y)} // العام الهجري 1445
	_, _, e := p.eraAfter(n.j)
	before := n.j
	p.era(&n)
	era := n.j > before
	switch {
	case told && digits && p.tok(k).digits < 3 && e == before:
		return node{}
	case !era && p.lends(n.j): // 1446-1447هـ
		n.hijri = true
	case era && p.secondYear(&n), told && (n.hijri || n.year <= 0):
		n.i = k
	case told:
	case era && (digits && p.tok(k).digits >= 3 || n.year <= 0 || p.fn(n.j-1) != fAM):
		if digits && p.key(n.j-1) == keyM && n.year > 0 && (n.year < 1000 || n.year > 2100 || n.year < 1800 && n.year%100 == 0) {
			return node{} // metres
		}
	case width != 4 || !p.bareYear(k, n.j, y):
		return node{}
	}
	return n
}

// bareYear reports that y, tokens [i, j), is a year by what stands around it.
func (p *parser) bareYear(i, j, y int) bool {
	digits := p.tok(i).kind == num
	if digits && (!p.yearLike(i, y) || p.is(j, '-', '/', '_', '–') && p.glued(j) && !p.yearRange(i)) ||
		p.lx(j).unit != 0 || p.lx(j).num.Role != 0 && !p.closes(j) || p.is(j, '%', '٪') {
		return false
	}
	switch calls, firmly := p.callsYear(i); {
	case calls && !digits && y%1000 == 0 && !p.goes && !p.alone(i, j): // ألفين من الناس
		return false
	case calls:
		return p.closes(j) || p.fn(j) == fMatching || y < 1800 || firmly && y >= 1900 && y%100 != 0 && !p.counted(j)
	}
	return p.labelsYear(i, y) || !digits && (p.goes || p.alone(i, j)) || p.yearRange(i)
}

// unitsFirst reports the year in words of tokens [i, j) that is of the Hijri calendar, as books
// before the modern ones count: سنة ثمان وعشرين وستمائة.
func (p *parser) unitsFirst(i, j, y int) bool {
	if _, _, e := p.eraAfter(j); e > j || y >= 1300 || y%100 == 0 {
		return false
	}
	first, last := p.lx(i).num.Role, p.lx(j-1).num.Role
	return first >= numeral.Unit && first < numeral.Hundred && last >= numeral.Hundred && last <= numeral.Scale
}

// callsYear reports that digits at i are a year by what stands before them: في, منذ, نهاية,
// عامي 2019 و; firmly, whatever follows that they do not count.
func (p *parser) callsYear(i int) (calls, firmly bool) {
	if p.stray(i - 1) {
		i--
	}
	switch f := p.fn(i - 1); {
	case f == fTo, f == fFrom:
		return true, p.fn(i-2) == fOnwards || p.al(i-2) && (p.fn(i-2) == fLast || p.lx(i-2).num.Ordinal) // الأشهر الأولى من 2023
	case f == fDuring:
		return true, p.fn(i-2) != fFrom // من خلال 1906 صفقات
	case f == fIn, f == fSince, f == fUntil, f == fBefore, f == fAfter, f == fBy, f == fDualHead, f == fMatching, partOf(f):
		return true, true
	case p.key(i-1) == keyMawalid:
		return true, true
	case f == fDateWord:
		return true, false
	case f == fAnd, f == fOr, p.is(i-1, '،', ','):
		return p.year == i-1, f != fNone
	}
	l := p.lx(i - 1)
	return l.unit == GrainYear && l.count != 1, true
}

// lends reports that after a sign or و at i a later Hijri year comes, which lends the one before its era.
func (p *parser) lends(i int) bool {
	a, b := p.tok(i-1), p.tok(i+1)
	if !p.is(i, '-', '–', '/') && p.fn(i) != fAnd || a.kind != num || b.kind != num || a.digits < 3 || a.n >= b.n {
		return false
	}
	hijri, before, j := p.eraAfter(i + 2)
	return j > i+2 && hijri && !before
}

// stray reports a stop or comma that belongs after the year it is glued to, as lines
// copied from right to left have it: عام ،1986.
func (p *parser) stray(i int) bool {
	return p.is(i, '،', ',', '.') && !p.glued(i) && p.glued(i+1) && p.tok(i+1).kind == num && p.tok(i+1).digits == 4
}

// counted reports a noun that the number before it counts: شخصا, صفحة.
func (p *parser) counted(i int) bool {
	t := p.tok(i)
	if t.latin && p.glued(i) { // 1970s
		return true
	}
	return t.kind == word && !t.latin && t.clitics == 0 && (p.fn(i) == fCounted || p.lx(i).unit != 0)
}

// secondYear reads the same year in another calendar: 450هـ/1058م.
func (p *parser) secondYear(n *node) bool {
	m := n.j + 1
	if !p.is(n.j, '/', '-', '،', '(') || p.tok(m).kind != num {
		return false
	}
	y, _, j := p.yearNumber(m, true)
	if j == m || p.is(j, '-', '–') {
		return false
	}
	o := node{i: m, j: j, year: y, hasYear: true}
	p.era(&o)
	if o.hijri == n.hijri {
		return false
	}
	n.pair, n.j = p.keep(o), o.j
	if p.is(m-1, '(') && p.is(n.j, ')') {
		n.j++
	}
	return true
}

// bracketed skips the bracket before the year of عام (1863), and tells how many tokens close it.
func (p *parser) bracketed(k int, told bool) (year, closing int) {
	if told && p.is(k, '(') && p.tok(k+1).digits == 4 && p.is(k+2, ')') {
		return k + 1, 1
	}
	return k, 0
}

// yearLike reports digits that may be a year without a word that says so.
func (p *parser) yearLike(i, y int) bool {
	return y >= 1800 && y <= 2100 || p.lifetime(i) || p.oldYear(i, y)
}

// oldYear reports that the digits at i, a number below 1800, are a year: في 1215 at the end of a
// clause, and not the round number that a count is.
func (p *parser) oldYear(i, y int) bool {
	switch f := p.fn(i - 1); {
	case y > 1800:
		return false
	case f == fDualHead:
		return p.fn(i+1) == fAnd || p.waw(i+1)
	case f == fAnd:
		return p.year == i-1 // عامي 1215 و1217
	case f == fIn, f == fSince, f == fUntil, f == fBy, partOf(f):
		return y%50 != 0 && p.closes(i+1)
	}
	return p.labelsYear(i, y)
}

// beginsNote reports the year at i that begins an entry of a chronicle: 1944 - انفجار قنبلة.
func (p *parser) beginsNote(i, y int) bool {
	return y < 2050 && (i == 0 || p.is(i-1, '.', '«', '•', '*')) && (p.is(i+1, '-', '–') && !p.glued(i+1) || p.is(i+1, ':')) && p.tok(i+2).kind == word
}

// labelsYear reports that the digits at i are a year by the noun that they label: مونديال 2018,
// انتخابات 2006, (1977), and any noun where a clause ends after them.
func (p *parser) labelsYear(i, y int) bool {
	if p.tok(i).kind != num || p.counted(i+1) || p.tok(i).clitics != 0 {
		return false
	}
	if p.stray(i - 1) { // كأس العالم ،2010
		return y >= 1900 && y < 2050 && p.labelsEvent(i-2)
	}
	switch before := p.tok(i - 2); {
	case p.is(i-1, '(', '[') && p.is(i+1, ')', ']'):
		return y >= 1500 && y < 2050 && (before.kind == word && p.fn(i-2) != fPlace || p.is(i-2, '»', '"', '”', '!', '[')) && !p.counted(i+2)
	case p.is(i-1, '»', '"', '”') && !p.glued(i): // the title of a work
		return y >= 1900
	case p.beginsNote(i, y):
		return true
	case p.unit(i-2, GrainYear) && p.al(i-2) && p.tok(i-1).kind == word && !p.clitic(i-1): // العام الحالي 2015
		return y >= 1900
	}
	if y < 1500 || y > 2050 {
		return false
	}
	return p.labelsEvent(i-1) || y >= 1950 && y < 2036 && p.closes(i+1) && p.definite(i-1)
}

// definite reports at i a noun with its article, or a name after a sign: - بيروت.
func (p *parser) definite(i int) bool {
	t, l := p.tok(i), p.lx(i)
	if t.kind != word || t.latin || l.fn != fNone || l.num.Role != 0 || l.unit != 0 {
		return false
	}
	return p.al(i) || p.startsWith(i, keyAl) || t.lex == 0 && p.is(i-1, '-', '–', '،', ':')
}

// lifetime reports that the year at k is one of two in brackets: (1225 - 1274).
func (p *parser) lifetime(k int) bool {
	first := func(k int) bool {
		a, b := p.tok(k), p.tok(k+2)
		return p.is(k-1, '(') && p.is(k+1, '-', '–', '/') && p.is(k+3, ')') && a.kind == num && b.kind == num && a.digits == 4 && b.digits == 4 && a.n < b.n && b.n < 2050 && b.n-a.n < 150 && !p.counted(k+4)
	}
	return first(k) || k >= 2 && first(k-2)
}

// yearRange reports 2014-2018, and only that.
func (p *parser) yearRange(k int) bool {
	a, b := p.tok(k), p.tok(k+2)
	in := func(t *token) bool { return t.kind == num && t.digits == 4 && t.n >= 1800 && t.n <= 2100 }
	if p.is(k+1, '-', '–', '/') && in(a) && in(b) && a.n < b.n && p.glued(k+1) == p.glued(k+2) {
		return !(p.glued(k+3) && p.is(k+3, '-', '/', '.', ':') && p.tok(k+4).kind == num)
	}
	if p.lifetime(k) {
		return true
	}
	a, b = p.tok(k-2), p.tok(k)
	return k >= 2 && p.is(k-1, '-', '–', '/') && in(a) && in(b) && a.n < b.n
}

// twoYears reads the years of a season or a school year: موسم 2019/2020, 2013-14, عام 1436/1437هـ.
func (p *parser) twoYears(i int) node {
	if a, b := p.tok(i), p.tok(i+2); p.fn(i-1) == fSeason && a.kind == num && a.digits == 2 && p.is(i+1, '-', '/', '–') && b.kind == num && b.digits == 4 && (a.n+1)%100 == b.n%100 { // موسم 22-2023
		n := node{i: i, j: i + 3, year: int(b.n) - 1, hasYear: true}
		to := n
		to.i, to.year = i+2, int(b.n)
		n.to = p.keep(to)
		return n
	}
	k := i
	if p.unit(k, GrainYear) {
		k++
	}
	y := int(p.tok(k).n)
	next, j := p.nextYear(k)
	if next == 0 || p.tok(k).kind == num && p.partOfCode(k) {
		return node{}
	}
	n := node{i: i, j: j, year: min(y, next), hasYear: true}
	p.era(&n)
	if !n.hijri && (y < 1800 || y > 2100) {
		return node{}
	}
	to := n
	to.i, to.year = k+2, max(y, next)
	n.to = p.keep(to)
	return n
}

// nextYear reads the year after the one at k that a season ends in, or begins in where the two are
// written from the right: /2020, -14; 0 where there is none.
func (p *parser) nextYear(k int) (y, j int) {
	a, b := p.tok(k), p.tok(k+2)
	if a.kind != num || a.digits != 4 || b.kind != num || !p.is(k+1, '/', '-', '–') ||
		p.is(k+3, '/', '-', '.', ':', '%') && p.glued(k+3) && p.tok(k+4).kind == num && p.glued(k+4) {
		return 0, k
	}
	switch slash, l := p.is(k+1, '/'), p.lx(k-1); {
	case b.digits == 4 && (b.n == a.n+1 && (slash || l.unit == GrainYear || l.season != 0) || b.n == a.n-1 && slash):
		return int(b.n), k + 3
	case b.digits == 2 && b.n == (a.n+1)%100 && p.glued(k+1) && p.glued(k+2) && // 2006-07 is a month too
		(b.n > 12 || l.fn == fSeason):
		return int(a.n) + 1, k + 3
	}
	return 0, k
}

// seasonNode reads صيف 2016, الربيع القادم, هذا الشتاء.
func (p *parser) seasonNode(i int) node {
	n := node{i: i, j: i + 1, season: int(p.lx(i).season)}
	if off, j, ok := p.relAdj(i + 1); ok {
		n.hasYoff, n.yoff, n.j = true, off, j
		return n
	}
	p.yearAfter(&n, n.j)
	if next, j := p.nextYear(n.j - 1); n.hasYear && next > n.year && n.season == 24 { // a winter has two
		n.j = j
	}
	if n.hasYear && !p.al(i) || n.hasYoff {
		return n
	}
	if p.goes && p.closes(n.j) {
		return n
	}
	return node{}
}

// ofAge reports that someone's age is told of near i: في الثلاثينات من عمره.
func (p *parser) ofAge(i int) bool {
	for k := max(i-8, 0); k <= i+3; k++ {
		if p.says(k, agesOf) {
			return true
		}
	}
	return false
}

// labelsEvent reports that one of the four words up to i has its year behind it: كأس العالم.
func (p *parser) labelsEvent(i int) bool {
	for k := i; k > i-4 && p.tok(k).kind == word; k-- {
		switch {
		case p.fn(k) == fEvent, p.key(k) == keyThawra:
			return true
		case p.tells(k, fPlace, fAbout, fMore), p.tok(k).latin:
			return false
		}
	}
	return false
}
