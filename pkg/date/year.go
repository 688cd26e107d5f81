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
	m := p.skip(j, fAnd)
	b, e, _ := p.number(m)
	if e == m || a < 1 || b > 30 || m == j && !p.waw(j) {
		return node{}
	}
	if b-a == 11 && a < 10 { // the ten is said once
		a += 10
	}
	n := node{i: i, j: e, century: a}
	hijri, before, k := p.eraAfter(e)
	if a >= b || before {
		return node{}
	}
	n.hijri, n.j = hijri, k
	n.to = p.keep(node{i: m, j: k, century: b, hijri: hijri})
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

// yearNode reads عام 2019م, سنة ألفين وعشرين, 450هـ/1058م, 44 ق.م, and a bare 2023 where it must be a year.
func (p *parser) yearNode(i int) node {
	k, told, h := i, p.unit(i, GrainYear), false
	if told {
		k++
		if h = p.fn(k) == fHijra; h {
			k++
		}
	}
	k, closing := p.bracketed(k, told)
	digits := p.tok(k).kind == num
	if !told && p.lx(k).unit != 0 || digits && closing == 0 && p.partOfCode(k) || told && p.clitic(k) {
		return node{}
	}
	y, width, j := p.yearNumber(k, told || p.lends(k+1) != fNone)
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
	case !era && p.lends(n.j) != fNone:
		if n.hijri = p.lends(n.j) == fHijra; !n.hijri {
			n.year = 1 - n.year
		}
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
		return p.closes(j) || p.fn(j) == fMatching || y < 1800 || y%50 != 0 && p.definite(j) || firmly && y >= 1900 && y%100 != 0 && !p.counted(j)
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

// lends is the era that a year after a sign or و at i lends the one before it, fHijra or fBC: 1446-1447هـ,
// 428 - 423 ق.م.
func (p *parser) lends(i int) fn {
	a, b := p.tok(i-1), p.tok(i+1)
	if !p.is(i, '-', '–', '/') && p.fn(i) != fAnd || a.digits < 3 || b.kind != num {
		return fNone
	}
	switch hijri, before, j := p.eraAfter(i + 2); {
	case j == i+2:
	case before && !hijri && a.n > b.n:
		return fBC
	case hijri && !before && a.n < b.n:
		return fHijra
	}
	return fNone
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
	if o.hijri == n.hijri || o.j == j && p.tok(m).digits < 4 {
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
		return y%50 != 0 && (p.closes(i+1) || p.definite(i+1)) // no count is of a definite noun
	}
	return p.labelsYear(i, y)
}

// beginsNote reports the year at i that begins an entry of a chronicle: 1944 - انفجار قنبلة.
func (p *parser) beginsNote(i, y int) bool {
	return y < 2050 && (i == 0 || p.is(i-1, '.', '«', '•', '*')) && (p.is(i+1, '-', '–') && !p.glued(i+1) || p.is(i+1, ':')) && p.tok(i+2).kind == word
}

// labelsYear reports that the digits at i are a year by the noun that they label: مونديال 2018,
// انتخابات 2006, (1977), any noun where a clause ends after them; and by the years that they are listed with.
func (p *parser) labelsYear(i, y int) bool {
	last := p.lastListed(i)
	if p.tok(i).kind != num || p.counted(last+1) || p.tok(i).clitics != 0 {
		return false
	}
	switch {
	case p.signsYear(i, y), p.beginsNote(i, y):
		return true
	case p.ofYear(i - 1):
		return y >= 1900
	case y < 1500 || y > 2050:
		return false
	case p.labelsEvent(i - 1):
		return true
	case last > i: // 1992 و1993 و1996
		next := p.tok(i + 2).n
		return min(y, int(next)) >= 1800 && next <= 2050 && (y%50 != 0 || next%50 != 0)
	}
	return p.followsName(i, y)
}

// signsYear reports that the digits at i are a year by the signs around them.
func (p *parser) signsYear(i, y int) bool {
	switch before := p.tok(i - 2); {
	case p.is(i-1, '(', '[') && p.is(i+1, ')', ']'):
		return y >= 1500 && y < 2050 && (before.kind == word && p.fn(i-2) != fPlace || before.kind == num || p.is(i-2, '»', '"', '”', '!', '[', '%')) && !p.counted(i+2)
	case p.is(i-1, '،', ',') && p.is(i+1, ')'): // (بيروت: دار الآداب، 1968)
		return y >= 1800 && y < 2050 && before.kind == word
	case p.is(i-1, '»', '"', '”', ')') && !p.glued(i): // the title of a work
		return y >= 1900 && (!p.is(i-1, ')') || p.closes(i+1))
	}
	return false
}

// followsName reports a year behind a noun or name: رانبير كابور 2015, ITEX 2015.
func (p *parser) followsName(i, y int) bool {
	latin, ends := p.tok(i-1).latin, p.closes(i+1) || p.is(i+1, '(')
	return y >= 1950 && y <= 2035 && p.named(i-1) && (y%100 != 0 || p.definite(i-1)) && (latin && y >= 1990 && !p.glued(i-1) || !latin && ends)
}

// named reports at i a noun or a name, which a year may follow.
func (p *parser) named(i int) bool {
	l := p.lx(i)
	return p.tok(i).kind == word && l.fn == fNone && l.num.Role == 0 && l.unit == 0
}

// definite reports a word with its article at i.
func (p *parser) definite(i int) bool { return p.al(i) || p.startsWith(i, keyAl) }

// ofYear reports at i an adjective of العام: الحالي, الدراسي الجديد.
func (p *parser) ofYear(i int) bool {
	year := i - 1
	if p.definite(year) && !p.unit(year, GrainYear) {
		year--
	}
	return p.unit(year, GrainYear) && p.al(year) && p.tok(i).kind == word && !p.clitic(i)
}

// lastListed is the last of the numbers of four digits that و and commas join to the one at i.
func (p *parser) lastListed(i int) int {
	for (p.fn(i+1) == fAnd || p.is(i+1, '،', ',')) && p.tok(i+2).digits == 4 {
		i += 2
	}
	return i
}

// yearPair reports at k two numbers of four digits with a sign between them.
func (p *parser) yearPair(k int) bool {
	return p.tok(k).digits == 4 && p.is(k+1, '-', '–', '/') && p.tok(k+2).digits == 4
}

// lifetime reports that the year at k is one of two in brackets: (1225 - 1274), (1066-1087 م); the later
// one may stand first, where the line was copied from right to left.
func (p *parser) lifetime(k int) bool {
	first := func(k int) bool {
		a, b := p.tok(k).n, p.tok(k+2).n
		_, _, j := p.eraAfter(k + 3)
		return p.is(k-1, '(') && p.yearPair(k) && p.is(j, ')') && a != b && max(a, b) < 2050 && max(a, b)-min(a, b) < 150 && !p.counted(j+1)
	}
	return first(k) || first(k-2)
}

// yearRange reports that the year at k is one of 2014-2018, and only that. Round numbers with a slash are
// of a scale: 1800/1900.
func (p *parser) yearRange(k int) bool {
	first := func(k int) bool {
		a, b, least := p.tok(k).n, p.tok(k+2).n, int32(1800)
		if p.tells(k-1, fDualHead, fIn) || p.unit(k-1, GrainYear) {
			least = 1000
		}
		slash, round := p.is(k+1, '/'), a%50 == 0 && b%50 == 0
		return p.yearPair(k) && !(slash && (round || p.glued(k+1) != p.glued(k+2))) && !(round && a < 1800) && !p.counted(k+3) &&
			a >= least && b <= 2100 && (a < b || b >= least && p.fn(k-1) == fDualHead)
	}
	if first(k) {
		return !(p.glued(k+3) && p.is(k+3, '-', '/', '.', ':') && p.tok(k+4).kind == num)
	}
	return p.lifetime(k) || first(k-2)
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
	n.hijri = n.hijri || y >= 1400 && y < 1460 && (p.ofYear(k-1) || p.labelsEvent(k-1))
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
	if a.kind != num || a.digits != 4 || b.kind != num || !p.is(k+1, '/', '-', '–', '\\') ||
		p.is(k+3, '/', '-', '.', ':', '%') && p.glued(k+3) && p.tok(k+4).kind == num && p.glued(k+4) {
		return 0, k
	}
	switch slash, l := p.is(k+1, '/', '\\'), p.lx(k-1); {
	case b.digits == 4 && (b.n == a.n+1 && (slash || l.unit == GrainYear || l.season != 0 || p.ofYear(k-1)) || b.n == a.n-1 && slash):
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
	if n.hasYear && !p.al(i) || n.hasYoff || p.goes && p.closes(n.j) {
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
		case p.lx(k).event, k == i && p.fn(k) == fSeason:
			return true
		case p.tells(k, fPlace, fAbout, fMore), p.tok(k).latin:
			return false
		}
	}
	return false
}
