package date

import "github.com/nass-ar/nass/pkg/numeral"

// weekdayNode reads a weekday and the date it goes with: الخميس, يوم الجمعة الموافق 10 نوفمبر,
// الأحد الماضي, الأسبوع القادم يوم الأحد, أحد الأسبوع الماضي, الخميس 21.
func (p *parser) weekdayNode(i int) node {
	k := p.skip(i, fThis)
	this := k > i
	if p.unit(k, grainWeek) {
		return p.weekThenDay(i)
	}
	yawm := p.unit(k, GrainDay) && (!p.al(k) || this)
	if yawm {
		k++
		if p.fn(k) == fThis {
			this = true
			k++
		}
	}
	wd := int(p.lx(k).wday)
	if wd == 0 || k > i && p.clitic(k) {
		return node{}
	}
	n := node{i: i, j: k + 1, wday: wd, wtok: k}
	if p.tok(k).latin {
		m := p.skipSign(n.j, '.', ',', '،')
		if d := p.plainDate(m); d.ok() && d.day > 0 {
			return p.withWeekday(n, d)
		}
		return node{}
	}
	if yawm {
		n.from = int(p.tok(k).start)
	}
	if this {
		n.hasWoff, n.woff = true, 0
		n.from = 0
		return n
	}
	// الخميس الموافق 14 شباط, الجمعة، 10 نوفمبر, أحد 14 فيفري.
	m := p.skipSign(n.j, ',', '،', '(', ':')
	matching := p.fn(m) == fMatching
	if matching {
		m = p.matched(m + 1)
	}
	if p.fn(m) == fIn && (p.tok(m+1).kind == num || p.lx(m+1).num.Role != 0 || p.lx(m+1).month != 0) {
		m++
	}
	both := p.waw(k) && p.lx(k-1).wday != 0           // الخميس والجمعة الموافق 23 و24 يوليو
	apart := !yawm && m == n.j && p.unit(m, GrainDay) // حدد الاثنين يوم 26 فبراير موعدا
	if d := p.plainDate(m); d.ok() && d.day > 0 && !apart && !p.waw(m) && !(both && (p.waw(d.j) || p.fn(d.j) == fAnd)) {
		if matching {
			n.from = 0
		}
		return p.withWeekday(n, d)
	}
	bare := !p.al(k) && (!yawm || wd == 7) // يوم أحد, a battle
	// أحد الأسبوع الماضي, الجمعة من الأسبوع المقبل.
	m = p.of(n.j)
	off, j, ok := 0, m+2, p.fn(m) == fThis && p.unit(m+1, grainWeek)
	if p.unit(m, grainWeek) && p.al(m) {
		off, j, ok = p.relAdj(m + 1)
	}
	if ok {
		n.hasRel, n.rel, n.off, n.j = true, grainWeek, off, j
		return n
	}
	if off, j, ok := p.relAdj(n.j); ok {
		n.hasWoff, n.woff, n.j = true, off, j
		return n
	}
	if p.noDay(i, k) {
		return node{}
	}
	for m = n.j; m < n.j+3 && p.waw(m) && p.lx(m).wday != 0 && p.al(m); m++ {
	}
	if off, _, ok := p.relAdj(m); ok { // الجمعة والسبت المقبلين
		n.hasWoff, n.woff = true, off
		return n
	}
	if before := p.lx(i - 1); bare && !p.alone(i, n.j) && before.fn != fEvery && (!p.lx(k).bare || before.part == 0) {
		return node{}
	}
	p.dayOfWeekday(&n)
	return n
}

// dayOfWeekday gives to a weekday the day of the month after it: الخميس 21, السبت السادس عشر; or which of
// the month it is: الأحد الثاني.
func (p *parser) dayOfWeekday(n *node) {
	m := p.skip(p.skipSign(n.j, ',', '،'), fIn)
	d, j, ordinal := p.dayNumber(m)
	digits := p.tok(m).kind == num
	switch {
	case j == m || p.tok(m).clitics&hasWaw != 0 || p.is(j, ':', '/', '-', '.', '%') || p.lx(j).unit != 0 || p.lx(j).part != 0:
	case digits && (d < 10 || !p.closes(j) && !p.goes), !digits && (!p.al(m) || !ordinal && d < 11):
	case d < 6 && p.fn(m-1) == fIn:
		n.day, n.j = d, j
	case d < 6:
		n.nth, n.nthUnit, n.j = d, GrainDay, j
	case (digits || d > 10) && p.nearDay(d, n.wday):
		n.day, n.j = d, j
	}
}

// fridays are the words before a Friday that is any.
var fridays = keysOf("صلاة", "صلوات", "خطبة", "خطب", "خطيب", "خطباء", "إمام", "أئمة", "منبر", "منابر")

// gods are the words before الأحد that make it a name of God.
var gods = keysOf("واحد", "إله", "فرد", "عبد", "وعبد")

// bothBefore and bothAfter are the words beside الاثنين that make it two of something.
var (
	bothBefore = keysOf("بين", "كلا", "أحد", "هذين", "هؤلاء", "أن", "لكن", "ولكن", "كون", "صار", "نحن")
	bothAfter  = keysOf("كبار", "آخرين", "معا", "سويا", "لذين", "اللذين")
)

// noDay reports that the weekday at k, in an expression that begins at i, is of no week: صلاة
// الجمعة, and الاثنين الكبار, the two.
func (p *parser) noDay(i, k int) bool {
	if p.key(i-1) == keySuq { // سوق الخميس, a town
		return true
	}
	switch wd := p.lx(k).wday; {
	case (wd == 7 || wd == 1) && i == k && p.al(k) && (p.lx(k+1).num.Role == numeral.Ten || p.lx(k+1).num.Role == numeral.Tens && p.waw(k+1)): // الأحد عشر, الاثنين والعشرين
		return true
	case wd == 7:
		return p.says(i-1, gods)
	case wd == 5:
		return p.says(i-1, fridays)
	case wd == 1:
		percent := p.skip(k+1, fIn)
		return i == k && p.al(k) && (p.lx(percent).num.Role == numeral.Hundred || p.says(i-1, bothBefore) && p.lx(k+1).wday == 0 || p.says(k+1, bothAfter))
	}
	return false
}

// nearDay checks that the day of the month may be that weekday in a month near the reference.
func (p *parser) nearDay(d, wd int) bool {
	if !p.has {
		return true
	}
	y, m, _ := p.now.day.gregorian()
	for off := -1; off <= 1; off++ {
		yy, mm := y+floorDiv(m-1+off, 12), (m-1+off+12)%12+1
		if day, ok := Gregorian.Day(yy, mm, d); ok && day.Weekday() == wd {
			return true
		}
	}
	return false
}

func (p *parser) withWeekday(n, d node) node {
	d.i, d.wday, d.wtok, d.from = n.i, n.wday, n.wtok, n.from
	return d
}

// weekThenDay reads الأسبوع القادم يوم الأحد and هذا الأسبوع الجمعة.
func (p *parser) weekThenDay(i int) node {
	n := p.unitNode(i)
	if !n.ok() {
		return node{}
	}
	k := p.skipDay(n.j)
	if wd := p.lx(k).wday; wd != 0 {
		n.wday, n.wtok, n.j = int(wd), k, k+1
		return n
	}
	return node{}
}

// nthOf is the ordinal number at k, up to ten; -1 for the last.
func (p *parser) nthOf(k int) (int, bool) {
	if p.fn(k) == fLast {
		return -1, true
	}
	l := p.lx(k)
	return int(l.num.Value), l.num.Ordinal && l.num.Value <= 10
}

// nthThing reads the day or week at k that is one of several: its grain, its weekday, and the token after.
func (p *parser) nthThing(k int) (g Grain, wday, j int) {
	if p.unit(k, GrainDay) && p.lx(k+1).wday != 0 && p.tok(k+1).clitics&^hasAl == 0 {
		return GrainDay, int(p.lx(k + 1).wday), k + 2
	}
	l := p.lx(k)
	switch {
	case l.wday != 0:
		return GrainDay, int(l.wday), k + 1
	case (l.unit == GrainDay || l.unit == grainWeek) && l.count == 1:
		return l.unit, 0, k + 1
	}
	return 0, 0, k
}

// thisYear reads the year of the reference where nothing says which: آخر خميس من السنة.
func (p *parser) thisYear(i int) node {
	if p.unit(i, GrainYear) && p.closes(i+1) {
		return node{i: i, j: i + 1, hasYoff: true}
	}
	return node{}
}

// nthNode reads one of several in a month, a year: أول ثلاثاء من شهر عشرة, الاثنين الأخير من
// مارس, آخر يوم بالشهر الجاي, الأسبوع الثالث من هذا الشهر.
func (p *parser) nthNode(i int) node {
	n := node{i: i}
	k := i
	if v, ok := p.nthOf(k); ok {
		g, wd, j := p.nthThing(k + 1)
		if j == k+1 || p.tok(k+1).clitics&^hasAl != 0 {
			return node{}
		}
		n.nth, n.nthUnit, n.wday, n.wtok, n.j = v, g, wd, j-1, j
	} else {
		g, wd, j := p.nthThing(k)
		if j == k {
			return node{}
		}
		v, ok := p.nthOf(j)
		if !ok || p.clitic(j) || !p.al(j) {
			return node{}
		}
		n.nth, n.nthUnit, n.wday, n.wtok, n.j = v, g, wd, j-1, j+1
	}
	if n.nthUnit == GrainDay && n.wday == 0 && n.nth > 0 && p.unit(i, GrainDay) {
		n.day, n.nth, n.nthUnit = n.nth, 0, 0
	}
	// Of what?
	m := p.of(n.j)
	if p.fn(n.j) == fAfter && n.wday != 0 { // ثالث ثلاثاء بعد كريسماس
		if f := p.feastNode(n.j + 1); f.ok() {
			f.i, f.nth, f.nthUnit, f.wday, f.wtok = i, n.nth, grainWeek, n.wday, n.wtok
			return f
		}
	}
	c := p.monthSpec(m)
	if c.ok() {
		if !c.hasRel && !c.hasMoff {
			p.yearAfter(&c, c.j)
			c = p.hijriYear(c)
		}
	} else {
		c = p.unitNode(m)
		if !c.ok() {
			c = p.yearNode(m)
		}
		if !c.ok() && m > n.j {
			c = p.thisYear(m)
		}
		if !c.ok() || n.nthUnit == GrainDay && n.wday == 0 && n.nth > 0 {
			return node{}
		}
	}
	c.i, c.nth, c.nthUnit, c.wday, c.wtok, c.vague = i, n.nth, n.nthUnit, n.wday, n.wtok, false
	if n.day > 0 {
		c.day = n.day
	}
	return c
}
