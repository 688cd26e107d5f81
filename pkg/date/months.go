package date

import "slices"

// monthName reads a month's name: m from 1 to 12, its calendar, and the token
// after. sure is false of a name that is a common word as well.
func (p *parser) monthName(i int) (m int, hijri, sure bool, j int) {
	m, hijri, sure, j = p.oneMonth(i)
	if hijri && p.fn(j) == fHoly && p.tok(j).clitics&^hasAl == 0 && (p.al(j) || m == 2) { // رمضان المبارك, صفر الخير
		j, sure = j+1, true
	}
	if j == i || hijri {
		return m, hijri, sure, j
	}
	// Dual names: تشرين الثاني/نوفمبر, أغسطس (آب), مايو أيار.
	for {
		second := j
		if p.is(j, '/', '-', '–', '(') {
			second++
		}
		m2, h2, _, k := p.oneMonth(second)
		if k == second || h2 || m2 != m || p.tok(i).latin && p.tok(second).latin || p.clitic(second) {
			break
		}
		if p.is(j, '(') {
			if !p.is(k, ')') {
				break
			}
			k++
		}
		j, sure = k, true
	}
	return m, hijri, sure, j
}

func (p *parser) oneMonth(i int) (m int, hijri, sure bool, j int) {
	l, t := p.lx(i), p.tok(i)
	m, j = int(l.month|l.hijri), i+1
	switch {
	case l.pair:
		n := p.firstOrSecond(j)
		if n == 0 {
			return 0, false, false, i
		}
		return (m+n-2)%12 + 1, l.hijri != 0, true, i + 2
	case l.month == 8 && p.key(i) == keyAb && !p.starts(i, "آ"): // أب, a father
		return 0, false, false, i
	case l.month != 0 && t.latin:
		if p.is(j, '.') && p.glued(j) && t.end-t.start <= 4 {
			j++
		}
		return m, false, true, j
	case l.month != 0:
		return m, false, !l.shy, j
	case l.hijri != 0:
		return m, true, l.hijri >= 9, j
	case l.fn == fHead:
		switch p.bare(i + 1) {
		case keyQada:
			return 11, true, true, i + 2
		case keyHijja:
			return 12, true, true, i + 2
		}
	}
	return 0, false, false, i
}

// firstOrSecond is the number that tells a month from its namesake: 1 and 2 for الأول and الثاني, a
// digit beside a day or a year (تشرين 2 2023); or 0.
func (p *parser) firstOrSecond(k int) int {
	t, n := p.tok(k), p.lx(k).num
	switch {
	case p.clitic(k):
	case t.kind == num:
		if year := p.tok(k + 1); t.digits == 1 && (t.n == 1 || t.n == 2) && (year.kind == num && year.digits == 4 || p.tok(k-2).kind == num && p.closes(k+1)) {
			return int(t.n)
		}
	case n.Ordinal && n.Value <= 2:
		return int(n.Value)
	case p.fn(k) == fLast:
		return 2
	}
	return 0
}

// eraAfter reads the era at i: م, هـ, ميلادي, هجرية, ق.م, قبل الميلاد. before tells of years counted back.
func (p *parser) eraAfter(i int) (hijri, before bool, j int) {
	if p.is(i, '(') { // (هـ) is rare, (م) too: not read
		return false, false, i
	}
	switch p.fn(i) {
	case fHijra:
		return true, false, i + 1
	case fCE:
		return false, false, i + 1
	case fAM:
		if p.key(i) == keyM {
			return false, false, i + 1
		}
	case fBC:
		if p.is(i+1, '.') && (p.key(i+2) == keyM || p.fn(i+2) == fHijra) {
			return p.fn(i+2) == fHijra, true, i + 3
		}
		if p.key(i+1) == keyM {
			return false, true, i + 2
		}
	case fEra: // للهجرة
		if p.tok(i).clitics == hasLam|hasAl {
			return p.key(i) == keyHijra, false, i + 1
		}
	case fFrom:
		if p.fn(i+1) == fEra && p.al(i+1) && p.tok(i-1).n < 1600 {
			return p.key(i+1) == keyHijra, false, i + 2
		}
	case fBefore, fAfter:
		if p.fn(i+1) == fEra {
			return p.key(i+1) == keyHijra, p.fn(i) == fBefore, i + 2
		}
	}
	return false, false, i
}

// yearAfter reads the year that follows a month, or nothing: 2023, ، 2023,
// من عام 2023م, لعام 1436هـ, السنة القادمة, ألفين وثمانية عشر.
func (p *parser) yearAfter(n *node, i int) {
	k := p.skipSign(i, ',', '،', '.', '/', '-', '–')
	m := k
	sep := m > i
	// من هذا العام, في سنة, لعام, بعام.
	if f := p.fn(m); f == fFrom || f == fIn || f == fFirstOf && p.unit(m+1, GrainYear) {
		m++
	}
	if p.fn(m) == fThis {
		if p.unit(m+1, GrainYear) {
			n.hasYoff, n.yoff, n.j = true, 0, m+2
		}
		return
	}
	if p.unit(m, GrainYear) && (p.tok(m).clitics&hasWaw == 0) {
		if off, j, ok := p.relAdj(m + 1); ok {
			n.hasYoff, n.yoff, n.j = true, off, j
			p.sameYear(n)
			return
		}
		told := p.skip(m+1, fHijra) // للعام الهجري 1436
		if p.bracketedYears(n, told) {
			return
		}
		if y, _, j := p.yearNumber(told, true); j > told {
			n.year, n.hasYear, n.j = y, true, j
			n.hijri = n.hijri || n.month == 0 && p.fn(m+1) == fHijra
			p.era(n)
			return
		}
		if p.fn(m-1) == fFrom && p.al(m) && !p.elsewhen(m) {
			n.hasYoff, n.yoff, n.j = true, 0, m+1
		}
		return
	}
	if m > k && p.fn(m-1) == fIn {
		return
	}
	y, _, j := p.yearNumber(m, false)
	if j == m && !sep && p.earlyYear(n, m) {
		y, j = int(p.tok(m).n), m+1
	}
	if j == m {
		return
	}
	n.year, n.hasYear, n.j = y, true, j
	p.era(n)
}

// earlyYear reports that three digits at m are the year of n: 27 مارس 767 حتى, and the Hijri one
// that a Gregorian month goes with, شعبان 656 / أغسطس 1258.
func (p *parser) earlyYear(n *node, m int) bool {
	t := p.tok(m)
	if t.kind != num || t.digits != 3 {
		return false
	}
	if n.day == 0 || p.decimal(m+1) {
		return n.hijri && p.is(m+1, '/') && p.lx(m+2).month != 0 && p.tok(m+3).digits == 4
	}
	return p.tok(m+1).kind == end || p.fn(m+1) == fUntil || p.fn(m+1) == fTo || p.is(m+1, '.', '،', '؛', ')', '-', '–')
}

// bracketedYears gives n its year of the two in brackets at i: عام (711هـ /1311م).
func (p *parser) bracketedYears(n *node, i int) bool {
	if !p.is(i, '(') {
		return false
	}
	y := p.yearNode(i + 1)
	if y.pair == nil || !p.is(y.j, ')') {
		return false
	}
	of := &y
	if y.hijri != n.hijri {
		of = y.pair
	}
	n.year, n.hasYear, n.j = of.year, true, y.j+1
	return true
}

// sameYear reads the digits of a year that is told by its distance: العام الحالي 2015.
func (p *parser) sameYear(n *node) {
	k, closing := p.bracketed(n.j, true)
	y := p.tok(k)
	m := node{i: k, j: k + 1, year: int(y.n), hijri: y.n <= lastHijriYear}
	p.era(&m)
	recent := y.n >= 1990 && y.n <= 2035 || y.n >= 1400 && y.n < 1460 && (m.j > k+1 || p.closes(k+1))
	if y.kind != num || y.digits != 4 || !recent || p.counted(k+1) || p.separator(k+1) != 0 || m.hijri != n.hijri && n.month != 0 {
		return
	}
	n.hasRel, n.hasYoff, n.hasYear, n.year, n.hijri, n.j = false, false, true, m.year, m.hijri, m.j+closing
}

// slipped reports a year that is Gregorian whatever its era says: 2015هـ.
func slipped(y int) bool { return y >= 1900 && y <= 2100 }

// era takes the era after a year.
func (p *parser) era(n *node) {
	hijri, before, j := p.eraAfter(n.j)
	if j == n.j {
		return
	}
	n.hijri = n.hijri || hijri && !slipped(n.year)
	if before {
		n.year = 1 - n.year
		if hijri {
			return
		}
	}
	n.j = j
}

// yearNumber reads a number that may be a year: four digits, three with an era, one to four after عام; or words.
func (p *parser) yearNumber(i int, told bool) (y, digits, j int) {
	t := p.tok(i)
	if t.kind == num {
		if p.is(i+1, ':', '.', ',', '\u066C', '\u066B') && p.glued(i+1) && p.tok(i+2).kind == num && p.glued(i+2) {
			return 0, 0, i
		}
		_, _, e := p.eraAfter(i + 1)
		era := e > i+1
		switch {
		case t.digits == 4 && t.n >= 1000 && t.n <= 2999 && !p.is(i+1, '%', '٪'):
			return int(t.n), 4, i + 1
		case t.digits <= 4 && t.n > 0 && (told || era && (t.digits >= 3 || p.fn(i+1) == fBC || p.fn(i+1) == fBefore)):
			return int(t.n), max(int(t.digits), 3), i + 1
		}
		return 0, 0, i
	}
	if p.tok(i).clitics&hasWaw != 0 {
		return 0, 0, i
	}
	v, k, _ := p.number(i)
	if k == i {
		return 0, 0, i
	}
	if v >= 1000 && v < 3000 {
		return v, 4, k
	}
	if (v == 19 || v == 20) && p.tok(k).kind == word { // تسعة عشر تسعة وتسعون
		if lo, e, _ := p.number(k); e > k && lo >= 10 && lo < 100 {
			return v*100 + lo, 4, e
		}
	}
	for last := v; told && p.waw(k); { // ثمان وأربعين وتسعمئة وألف: units first, as books have it
		group, e, _ := p.number(k)
		if group <= last || group%100 != 0 {
			break
		}
		v, last, k = v+group, group, e
	}
	if told && v >= 1000 && v < 3000 {
		return v, 4, k
	}
	if _, _, e := p.eraAfter(k); told && v < 1000 && (v >= 100 || v > 0 && e > k) {
		return v, 3, k
	}
	return 0, 0, i
}

// relAdj reads the adjective of a time unit: الماضي, المقبل, بعد القادم, هاي. off is how many units from now.
func (p *parser) relAdj(i int) (off, j int, ok bool) {
	k := i
	who := p.fn(k) == fWho
	if who {
		k++
	}
	switch {
	case p.fn(k) == fBefore && p.lx(k+1).isRel:
		return -2, k + 2, true
	case p.fn(k) == fAfter && p.lx(k+1).isRel:
		return 2, k + 2, true
	case p.fn(k) == fNext && !p.goes && !p.alone(k-3, k+1): // العام التالي, of what the text tells
		return 0, i, false
	case p.lx(k).isRel && p.tok(k).clitics&^(hasAl) == 0 && (p.al(k) || p.key(k) == keyJay || who):
		return int(p.lx(k).rel), k + 1, true
	case p.fn(k) == fThis && !p.clitic(k) && p.says(k, thisOne):
		return 0, k + 1, true
	}
	return 0, i, false
}

// monthSpec reads which month is meant: a name, شهر 9, الشهر التاسع, شهر نوفمبر القادم, هذا الشهر, الشهر الماضي.
func (p *parser) monthSpec(i int) node {
	n := node{i: i, j: i}
	k := i
	this := false
	if p.fn(k) == fThis {
		this = true
		k++
	}
	told := this
	if p.unit(k, GrainMonth) && p.tok(k).clitics&hasWaw == 0 && p.key(k) != keyShahran {
		told = true
		k++
		if p.fn(k) == fThis { // الشهر هذا
			return node{i: i, j: k + 1, hasRel: true, rel: GrainMonth}
		}
		if off, j, ok := p.relAdj(k); ok && p.al(k-1) {
			return node{i: i, j: j, hasRel: true, rel: GrainMonth, off: off}
		}
		if this && p.al(k-1) {
			return node{i: i, j: k, hasRel: true, rel: GrainMonth}
		}
		if v, j, ordinal := p.number(k); j > k && v >= 1 && v <= 12 && p.tok(k).clitics&hasWaw == 0 && !(v == 1 && p.al(k) && !ordinal) { // الشهر الواحد
			n.month, n.j = v, j
		}
	}
	if n.month == 0 {
		m, hijri, sure, j := p.monthName(k)
		if j == k || k > i && p.clitic(k) {
			return n
		}
		n.month, n.hijri, n.j = m, hijri, j
		n.vague = !sure && !told
	}
	if this {
		n.hasYoff = true
		return n
	}
	n.moff, n.j, n.hasMoff = p.relAdj(n.j)
	if p.fn(n.j) == fHijra && n.hijri {
		n.j++
	}
	return n
}

// ordinalSuffixes are the letters of 1st, 2nd, 3rd, 4th and 1er.
var ordinalSuffixes = []string{"st", "nd", "rd", "th", "ST", "ND", "RD", "TH", "er"}

// dayNumber reads a day of the month: 10, 10th, العاشر, الحادي والعشرين, غرة, الفاتح.
func (p *parser) dayNumber(i int) (d, j int, ordinal bool) {
	t := p.tok(i)
	if t.kind == num {
		if t.digits > 2 || t.n < 1 || t.n > 31 {
			return 0, i, false
		}
		if s := p.tok(i + 1); s.latin && p.glued(i+1) {
			if slices.Contains(ordinalSuffixes, p.text(i+1)) {
				return int(t.n), i + 2, true
			}
			if p.lx(i+1).month == 0 {
				return 0, i, false
			}
		}
		return int(t.n), i + 1, false
	}
	switch p.fn(i) {
	case fFirstOf:
		return 1, i + 1, true
	}
	d, j, ordinal = p.number(i)
	if j == i || d < 1 || d > 31 {
		return 0, i, false
	}
	return d, j, ordinal || p.al(i)
}
