package date

import (
	"slices"

	"github.com/nass-ar/nass/pkg/numeral"
)

// modNode reads a part of a period: مطلع عام 2024, أواخر الشهر الماضي, منتصف آذار, بقية الأسبوع, عطلة نهاية الأسبوع.
func (p *parser) modNode(i int) node {
	k := i
	if p.fn(k) == fWeekend && p.fn(k+1) == fEnd {
		k++
	}
	mod := p.fn(k)
	if p.lx(k).num.Ordinal {
		mod = fStart
	}
	k++
	switch {
	case mod == fTime && p.key(k) == keyLater:
		return p.laterNode(i, k+1)
	case mod == fLater:
		return p.laterNode(i, k)
	case mod == fEnd && p.fn(k) == fThis && p.unit(k+1, grainWeek), mod == fEnd && p.unit(k, grainWeek) && p.al(k):
		c := p.unitNode(k)
		if !c.ok() && !p.elsewhen(k) {
			c = node{j: k + 1, hasRel: true, rel: grainWeek}
		}
		c.i, c.mod, c.weekend = i, fEnd, true
		return c
	case mod == fWeekend:
		return p.weekendNode(i)
	case mod == fTime, mod == fHalf && p.al(i):
		return node{}
	}
	c := p.modified(mod, k)
	if !c.ok() || c.to != nil || c.nth != 0 || c.count != 0 || p.tok(k).clitics&^hasAl != 0 || mod == fLast && p.al(i) {
		return node{}
	}
	c.i, c.mod = i, mod
	c.vague = mod != fRest && (mod != fEnd || c.rel != GrainDay)
	return c
}

// laterNode reads في وقت لاحق من هذا الشهر, whose unit is after k.
func (p *parser) laterNode(i, k int) node {
	c := p.unitNode(p.of(k))
	if c.off != 0 {
		return node{}
	}
	c.i, c.mod, c.vague = i, fLater, true
	return c
}

// modified reads the period at k that mod takes a part of.
func (p *parser) modified(mod fn, k int) node {
	l := p.lx(k)
	here := node{i: k, j: k + 1, hasRel: true, rel: l.unit} // the reference's own
	switch {
	case l.unit == GrainDay && l.count == 1 && (mod == fRest || mod == fEnd):
		if p.lx(k+1).wday != 0 && !p.al(k) {
			c := p.weekdayNode(k)
			c.from = 0
			return c
		}
		if off, j, ok := p.relAdj(k + 1); ok {
			here.off, here.j = off, j
		} else if !p.al(k) && mod != fRest || p.elsewhen(k) {
			return node{}
		}
		return here
	case mod == fRest && l.fn == fMine:
		return p.mineNode(k)
	case mod == fRest && l.fn == fThis && p.unit(k+1, GrainDay):
		return node{i: k, j: k + 2, hasRel: true, rel: GrainDay}
	case mod == fEnd && (l.fn == fTomorrow || l.wday != 0 || l.fn == fThis && p.lx(k+1).wday != 0):
		c := p.weekdayNode(k)
		c.longer(p.relDay(k))
		return c
	}
	c := p.period(k)
	if l.season != 0 {
		c.longer(p.seasonNode(k))
	}
	switch {
	case c.ok() || !p.al(k):
	case l.season != 0:
		return node{i: k, j: k + 1, season: int(l.season)}
	case l.count == 1 && (l.unit == GrainMonth || l.unit == GrainYear || l.unit == grainWeek) && (partOf(mod) || mod == fRest || mod == fLast) && !p.elsewhen(k):
		return here
	}
	return c
}

// weekendNode reads a weekend by its foreign name: الويكند القادم.
func (p *parser) weekendNode(i int) node {
	if !p.al(i) || p.key(i) == keyAtla {
		return node{}
	}
	n := node{i: i, j: i + 1, hasRel: true, rel: grainWeek, mod: fEnd, weekend: true}
	n.off, n.j, _ = p.relAdj(n.j)
	return n
}

// period reads a month, a year, a decade or a century that a part of may be named.
func (p *parser) period(i int) node {
	n := p.unitNode(i)
	n.longer(p.monthPart(i))
	n.longer(p.yearNode(i))
	n.longer(p.ageNode(i))
	n.longer(p.shareNode(i))
	return n
}

// partOf reports a word for a beginning, middle or end.
func partOf(f fn) bool {
	return f == fStart || f == fEarly || f == fMid || f == fMiddle || f == fEnd || f == fLate
}

// monthPart is a month with its year, as a part of it may be named.
func (p *parser) monthPart(i int) node {
	c := p.monthSpec(i)
	if c.ok() && !c.hasRel && !c.hasMoff {
		p.yearAfter(&c, c.j)
		c = p.hijriYear(c)
	}
	return c
}

// mineNode reads يومي and أسبوعي, my day and my week.
func (p *parser) mineNode(i int) node {
	if p.key(i) == keyYawmi {
		return node{i: i, j: i + 1, hasRel: true, rel: GrainDay}
	}
	return node{i: i, j: i + 1, hasRel: true, rel: grainWeek}
}

// relDay reads a day by its distance from the reference, with its weekday: أمس, بعد غد الجمعة,
// أول من أمس, اليوم (الثلاثاء), الآن.
func (p *parser) relDay(i int) node {
	n := p.distantDay(i)
	if !n.ok() || n.now {
		return n
	}
	k := p.skipSign(n.j, ',', '،', '(')
	open := p.is(k-1, '(')
	if !p.clitic(k) {
		k = p.skipDay(k)
	}
	wd := p.lx(k).wday
	if wd == 0 || !p.al(k) || p.clitic(k) || open && !p.is(k+1, ')') {
		return n
	}
	if w := p.weekdayNode(k); w.day > 0 || w.hasWoff {
		return n // a date of its own: أعلن أمس الجمعة المقبلة موعدا
	}
	n.wday, n.wtok, n.j = int(wd), k, k+1
	if open {
		n.j++
	}
	return n
}

func (p *parser) distantDay(i int) node {
	n := node{i: i, hasRel: true, rel: GrainDay}
	k := i
	if p.fn(k-1) == fThat && p.al(k) { // صحيفة الغد; but ذلك أمس
		return node{}
	}
	if p.unit(k, GrainDay) {
		off, j, ok := p.relAdj(k + 1)
		switch today := p.al(k); {
		case today && ok:
			n.off, n.j = off, j
			return n
		case today && p.goes && p.fn(k+1) == fLast:
			n.off, n.j = -1, k+2
			return n
		case today && p.fn(k+1) != fBefore && p.elsewhen(k): // but اليوم قبل البارحة
			return node{}
		case today && p.fn(k+1) != fBefore:
			n.j = k + 1
			return n
		}
		k++
	}
	at := func(j int, f fn) bool { return p.fn(j) == f && p.tok(j).clitics&^hasAl == 0 }
	switch f := p.fn(k); {
	case f == fToday:
		n.j = k + 1
	case f == fTomorrow && !p.noTomorrow(i, k):
		n.off, n.j = 1, k+1
	case f == fYesterday && p.lx(k+1).first() && p.al(k+1) && !p.clitic(k+1): // أمس الأول
		n.off, n.j = -2, k+2
	case f == fYesterday && p.key(k+1) != keyHaja: // في أمسّ الحاجة
		n.off, n.j = -1, k+1
	case k == i && p.nowAt(k) > k:
		n.now, n.j = true, p.nowAt(k)
	case f == fAfter && at(k+1, fTomorrow):
		n.off, n.j = 2, k+2
	case f == fBefore && at(k+1, fYesterday):
		n.off, n.j = -2, k+2
	case f == fBefore && p.unit(k+1, GrainDay) && p.fn(k+2) == fYesterday:
		n.off, n.j = -2, k+3
	case p.lx(k).first(): // أول من أمس
		if k = p.skip(k+1, fFrom); p.fn(k) == fYesterday && !p.clitic(k) {
			n.off, n.j = -2, k+1
		}
	}
	return n
}

// nowAt is the token after الآن, هذه اللحظة and اللحظة الراهنة at k, or k.
func (p *parser) nowAt(k int) int {
	switch f := p.fn(k); {
	case f == fNow && !p.starts(k, "أ") && !p.starts(k, "آ"): // ألان and آلان are a name
		return k + 1
	case f == fThis && p.fn(k+1) == fMoment && p.al(k+1):
		return k + 2
	case f == fMoment && p.al(k):
		if off, j, ok := p.relAdj(k + 1); ok && off == 0 {
			return j
		}
	}
	return k
}

// better are the words that make غد the future, and ofTomorrow those that الغد is a day after.
var (
	better     = keysOf("أفضل", "مشرق", "مضيء", "واعد", "أجمل", "منتظر")
	ofTomorrow = keysOf("مباراة", "لقاء", "اجتماع", "جلسة", "كلاسيكو", "سباق", "مواجهة", "صبيحة", "قرعة", "تدريب", "تداولات", "نهار", "ضحى", "عن")
)

// noTomorrow reports what is no tomorrow at k: الغداء, lunch, الباكر, early, بِكرًا, a virgin, and بكرة القدم, with a ball.
func (p *parser) noTomorrow(i, k int) bool {
	if p.al(k) && (p.key(k) == keyGhadan || p.key(k) == keyBakir) || p.tanwin(k) && p.key(k) == keyBikran {
		return true
	}
	if before := p.tok(k - 1); p.key(k) == keyGhad && !p.goes { // جيل الغد, غد مشرق: some day to come
		return p.says(k+1, better) || p.al(k) && !p.clitic(k) && before.kind == word && (before.lex == 0 || p.fn(k-1) == fAbout) && !p.says(k-1, ofTomorrow) && !slices.Contains(ofTomorrow, p.bare(k-1).Drop(1))
	}
	return k == i && p.key(k) == keyBukra && !p.goes && !p.alone(i, k+1) && p.lx(k+1).part == 0 && !p.tells(k+1, fOn, fIn)
}

// elsewhen reports that the day, night or year at i is not the reference's: في اليوم, اليوم نفسه,
// العام السابق, اليوم الثاني للمؤتمر.
func (p *parser) elsewhen(i int) bool {
	l := p.lx(i + 1)
	return p.fn(i-1) == fThat || p.fn(i-1) == fIn && l.wday == 0 || l.fn == fSame || l.fn == fNext || l.fn == fWho ||
		p.al(i+1) && l.fn == fLast || p.al(i+1) && l.wday == 0 && l.num.Role != numeral.NoRole
}

// minuteNode reads الدقيقة الثالثة alone: a minute of this hour. In a text it is one of a match.
func (p *parser) minuteNode(i int) node {
	if v, j, _ := p.number(i + 1); p.al(i) && j > i+1 && v < 60 && p.unit(i, GrainMinute) && (p.goes || p.alone(i, j)) {
		return node{i: i, j: j, hasRel: true, rel: GrainMinute, nth: v + 1, nthUnit: GrainMinute}
	}
	return node{}
}

// unitNode reads a unit by its distance: الشهر الماضي, هذا العام, السنة بعد الجاي, اليومين المقبلين,
// الأشهر الثلاثة القادمة, العقد القادم, الليلة الماضية's like are parts of a day.
func (p *parser) unitNode(i int) node {
	k := p.skip(i, fThis)
	this := k > i
	l, m := p.lx(k), k+1
	n := node{i: i, j: m, hasRel: true, rel: l.unit}
	switch {
	case l.unit == 0 || !p.al(k) || l.unit == grainQuarter && l.count != 1:
		return node{}
	case this && (l.count != 1 || (l.unit == grainDecade || l.unit == GrainHour && p.fn(i-1) != fIn) && !p.alone(i, m) && !p.tells(i-1, fDuring, fSince, fUntil, fEnd, fStart, fMid)): // this contract, this watch
		return node{}
	case this:
		if l.unit == GrainYear {
			p.sameYear(&n)
		}
		return n
	case l.count != 1:
		return p.manyUnits(n, m)
	case p.fn(m) == fHijra && l.unit == GrainYear:
		n.hijri = true
		m++
	}
	off, j, ok := p.relAdj(m)
	switch {
	case ok:
		if n.off, n.j = off, j; l.unit == GrainYear {
			p.sameYear(&n)
		}
	case p.fn(m) == fLast && p.al(m) && (l.unit == grainQuarter || l.unit == GrainMinute) && (p.goes || p.alone(i, m+1)):
		n.off, n.j = -1, m+1
	case (l.unit == GrainYear || l.unit == grainWeek || l.unit == GrainMinute) && p.alone(i, m): // العام
		n.j = m
	default:
		return node{}
	}
	return n
}

// manyUnits reads what is after the units of n: المقبلين, الثلاثة القادمة, القليلة الماضية.
func (p *parser) manyUnits(n node, m int) node {
	n.count = int(p.lx(m - 1).count)
	if n.count == 0 {
		if v, j, _ := p.number(m); j > m && p.tok(m).clitics&hasWaw == 0 {
			n.count, m = v, j
		} else if p.fn(m) == fSome {
			n.count, n.vague, n.some, m = 3, true, true, m+1
		}
	}
	off, j := p.spanAdj(m)
	if off == 0 || n.count == 0 && n.rel < GrainDay {
		return node{}
	}
	if n.count == 0 {
		n.count, n.vague, n.some = 3, true, true
	}
	n.off, n.j = off, j
	return n
}

// spanAdj reads the adjective of a span of units up to now or from it: الماضية, الأخيرة, المقبلة. off is
// 0 where there is none.
func (p *parser) spanAdj(i int) (off, j int) {
	if p.fn(i) == fLast && p.al(i) {
		return -1, i + 1
	}
	off, j, _ = p.relAdj(i)
	return off, j
}

// firstUnits reads the first or the last units of a period: الأشهر التسعة الأولى من 2023, الأيام
// العشرة الأخيرة من رمضان 1440, السنوات الأخيرة من القرن 18.
func (p *parser) firstUnits(i int) node {
	l := p.lx(i)
	n := node{i: i, rel: l.unit}
	j := i + 1
	switch {
	case !p.al(i) || l.unit < GrainDay || l.unit == grainQuarter || l.unit == grainCentury || l.count == 1:
		return node{}
	case l.count == 2: // الأسبوعين الأولين
		n.count = 2
	case !p.lx(j).num.Ordinal:
		n.count, j, _ = p.number(j)
	}
	switch {
	case !p.al(j) || p.clitic(j) || p.fn(j+1) != fFrom:
		return node{}
	case p.fn(j) == fLast:
		n.mod = fLate
	case p.fn(j) == fFirst, p.lx(j).num.Ordinal && p.lx(j).num.Value == 1:
		n.mod = fEarly
	default:
		return node{}
	}
	of := p.period(j + 2)
	if !of.ok() || p.clitic(j+2) {
		return node{}
	}
	n.j, n.of, n.vague = of.j, p.keep(of), n.count == 0
	return n
}
