package date

import (
	"slices"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/numeral"
)

// partAt reads a part of the day, early or late in it: صباحا, بعد الظهر, في وقت مبكر من
// المساء. منتصف الليل is a clock time. j is after the words read, i when there is none.
func (p *parser) partAt(i int) (part dayPart, early int, j int) {
	k := p.skip(i, fIn)
	switch {
	case p.fn(k) == fTime && p.earlyOrLate(k+1) != 0:
		early = p.earlyOrLate(k + 1)
		k = p.skip(k+2, fFrom)
	case (p.tells(k, fLate, fEarly) || p.lx(k).num.Ordinal && p.lx(k).num.Value == 1) && p.lx(k+1).part != 0:
		if early = -1; p.fn(k) == fLate {
			early = 1
		}
		k++
	}
	if p.fn(k) == fThis && p.lx(k+1).part > 0 {
		return 0, 0, i
	}
	switch p.fn(k) {
	case fAfter:
		if x := p.bare(k + 1); x == keyZuhr || x == keyAsr || p.lx(k+1).part == partNoon {
			return partAfternoon, early, k + 2
		}
		return 0, 0, i
	case fBefore:
		if p.bare(k+1) == keyZuhr {
			return partMorning, early, k + 2
		}
		return 0, 0, i
	}
	l := p.lx(k)
	if l.part == 0 || l.part == partMidday || p.tok(k).clitics&^hasAl != 0 && !(k == i && p.tok(k).clitics&hasBa != 0) ||
		l.fn == fAM && p.al(k) || l.fn == fSoiree && !p.goes {
		return 0, 0, i
	}
	j = k + 1
	if e := p.earlyOrLate(j); e != 0 {
		return l.part, e, j + 1
	}
	return l.part, early, j
}

// earlyOrLate is -1 of مبكر and باكر, 1 of متأخر.
func (p *parser) earlyOrLate(i int) int {
	switch {
	case p.fn(i) == fEarlyTime, p.fn(i) == fTomorrow && p.key(i) == keyBakir:
		return -1
	case p.fn(i) == fLateTime:
		return 1
	}
	return 0
}

// clockHour reads the hour at i, in digits or words; j is i when there is none.
func (p *parser) clockHour(i int) (h, j int) {
	t := p.tok(i)
	if t.kind == num {
		if t.digits > 2 || t.n > 24 {
			return 0, i
		}
		return int(t.n), i + 1
	}
	l := p.lx(i)
	if l.num.Role == 0 || l.num.Value > 12 || l.num.Value == 0 || l.wday != 0 && p.al(i) {
		return 0, i
	}
	next := p.lx(i + 1)
	if l.num.Value < 10 && next.num.Role == numeral.Ten && next.num.Value == 10 && !p.clitic(i+1) && !p.al(i+1) {
		return int(l.num.Value) + 10, i + 2
	}
	if l.num.Value <= 12 && l.num.Role != numeral.Half {
		return int(l.num.Value), i + 1
	}
	return 0, i
}

// minutesAfter reads what follows an hour in words: والنصف, وربع, إلا ثلثا, وعشر دقائق, وخمسة وأربعين.
func (p *parser) minutesAfter(i int, n *node) {
	for k, more := i, true; more; {
		m, sign := k, 0
		switch {
		case p.fn(k) == fAnd:
			m, sign = k+1, 1
		case p.fn(k) == fExcept && !p.waw(k):
			m, sign = k+1, -1
		case p.waw(k):
			sign = 1
		}
		v, j, ordinal := p.value(m)
		minutes, u := int64(0), p.lx(j).unit
		switch {
		case sign == 0 || j == m || ordinal:
			more = false
			continue
		case v.Den > 1 && v.Num < v.Den && 60%v.Den == 0:
			minutes = 60 * v.Num / v.Den
		case v.Den == 1 && v.Num < 60 && u == GrainMinute:
			minutes, j = v.Num, j+1
		case v.Den == 1 && v.Num < 60 && u == 0 && n.clock == GrainHour && p.tok(m).kind != num:
			minutes = v.Num
		default:
			more = false
			continue
		}
		n.min += sign * int(minutes)
		n.clock, n.j, k = GrainMinute, j, j
	}
	if n.min < 0 {
		n.min += 60
		n.hour--
		if n.hour <= 0 {
			n.hour += 12
		}
	}
}

// clockNode reads a time of day: الساعة 3:05 م, الثالثة عصرا, 15:05, 12 منتصف الليل,
// الخامسة والثلث مساء, ثلاث دقائق قبل الثامنة. loose takes a bare hour as well.
func (p *parser) clockNode(i int, loose bool) node {
	n := node{i: i}
	k := i
	if p.lx(k).part != 0 || p.tells(k, fAfter, fIn) {
		if c, done := p.partThenClock(i); done {
			return c
		}
	}
	if p.fn(k) == fTime && p.bare(k+1) == keyGhada {
		c := p.clockNode(k+2, false)
		c.i = i
		return c
	}
	if p.tells(k, fIn, fAt, fOn, fAbout) && p.unit(k+1, GrainHour) && p.al(k+1) {
		k++
		n.from = int(p.tok(k).core) // the text of a preposition is not the time's
	}
	told := p.unit(k, GrainHour) && p.al(k) && p.tok(k).clitics&hasKaf == 0
	switch {
	case told:
		for k++; p.tells(k, fIn, fAbout, fAt); k++ {
		}
	case k == i && p.tells(k, fAt, fAbout, fIn, fOn):
		return node{}
	case p.lx(k).part == partNoon && p.al(k):
		if p.goes || p.key(k) == keyZahira && (p.tells(k-1, fIn, fAt, fTime) || p.alone(i, k+1)) {
			return node{i: i, j: k + 1, clock: GrainHour, hour: 12, fixed: true}
		}
		return node{}
	}
	if p.fn(k) == fMid && !p.clitic(k) {
		return p.midClock(i, k)
	}
	if c := p.minutesBefore(i, k); !told && c.ok() {
		return c
	}
	t := p.tok(k)
	if t.kind == num && (p.partOfCode(k) || k > i && t.digits > 4) {
		return node{}
	}
	n.j = k
	strong := told
	switch {
	case t.kind == num && p.is(k+1, ':') && p.glued(k+1) && p.glued(k+2) && p.tok(k+2).kind == num:
		strong = true
		p.colonTime(&n, k, told || loose)
	case t.kind == num && p.pointTime(k, told, loose):
		strong = true
		n.hour, n.min, n.clock, n.j, n.fixed = int(t.n), int(p.tok(k+2).n), GrainMinute, k+3, t.n > 12
	case t.kind == num && (t.digits == 3 || t.digits == 4) && t.n%100 < 60 && t.n <= 2400 && t.n >= 100:
		return p.militaryTime(n, k)
	case k > i && t.clitics&hasWaw != 0:
		return node{}
	case t.kind == num:
		p.digitHour(&n, k, &strong)
	default:
		p.wordHour(&n, k, told, loose, &strong)
	}
	if n.j == k {
		return node{}
	}
	p.partAfter(&n, &strong, told)
	if n.part == 0 && t.kind == num && t.digits == 2 && t.n < 10 { // 03:05 on the 24-hour clock
		n.fixed = true
	}
	if n.part != 0 {
		p.quarterAfter(&n)
	}
	if !strong && !loose || p.lx(n.j).num.Role == numeral.Scale || n.hour == 24 && n.min > 0 {
		return node{}
	}
	if p.fn(n.j) == fTime && p.bare(n.j+1) == keyGhada {
		n.j += 2
	}
	p.zoneAfter(&n)
	return n
}

// partThenClock reads a part of the day and a time: بعد الظهر الساعة 7, مساء 7. done is false where
// the part at i may be another thing.
func (p *parser) partThenClock(i int) (c node, done bool) {
	part, _, j := p.partAt(i)
	if j == i || p.key(i) == keyM {
		return node{}, false
	}
	if _, _, next := p.partAt(j); next == j || p.key(j) == keyM { // two parts are of no one time
		c = p.clockNode(j, p.tok(j).kind == num || p.al(j))
	}
	day := p.lx(j).num.Ordinal && !p.feminine(j)
	if !day && c.ok() && c.part == 0 && !c.fixed && (p.goes || p.unit(j, GrainHour) || c.clock != GrainHour) {
		c.i, c.part = i, part
		return c, true
	}
	return node{}, p.lx(i).part != partNoon
}

// middleOf returns the hour of منتصف الليل and its like.
func middleOf(part dayPart) (hour int, ok bool) {
	switch part {
	case partNight:
		return 0, true
	case partMorning:
		return 10, true
	case partMidday:
		return 12, true
	}
	return 0, false
}

func (p *parser) midClock(i, k int) node {
	m := p.skipSign(k+1, '-')
	part := p.lx(m).part
	if h, ok := middleOf(part); ok && (p.al(m) || part == partMidday) {
		return node{i: i, j: m + 1, clock: GrainHour, hour: h, fixed: true}
	}
	return node{}
}

// minutesBefore reads ثلاث دقائق قبل الثامنة.
func (p *parser) minutesBefore(i, k int) node {
	v, j, _ := p.number(k)
	if j == k || p.lx(j).unit != GrainMinute || !p.tells(j+1, fBefore, fAfter) {
		return node{}
	}
	c := p.clockNode(j+2, true)
	if !c.ok() {
		return node{}
	}
	c.i, c.min, c.clock = i, v, GrainMinute
	if p.fn(j+1) == fBefore {
		c.hour, c.min = c.hour-1, 60-v
	}
	return c
}

// colonTime reads 3:05 and 15:05:10.
func (p *parser) colonTime(n *node, k int, short bool) {
	h, m, s := p.tok(k), p.tok(k+2), p.tok(k+4)
	if h.digits > 2 || h.n > 24 || m.n > 59 || m.digits > 2 || m.digits < 2 && !short {
		return
	}
	j, clock, second := k+3, GrainMinute, 0
	if p.is(j, ':') && p.glued(j) && p.glued(j+1) && s.kind == num {
		if s.n > 59 || s.digits > 2 {
			return
		}
		j, clock, second = k+5, GrainSecond, int(s.n)
	}
	if p.is(j, ':', '/') && p.glued(j) && p.tok(j+1).kind == num {
		return
	}
	n.hour, n.min, n.sec, n.clock, n.j, n.fixed = int(h.n), int(m.n), second, clock, j, h.n > 12 || h.n == 0
}

// pointTime reports 3.05 at k where it is a time.
func (p *parser) pointTime(k int, told, loose bool) bool {
	h, m := p.tok(k), p.tok(k+2)
	return p.is(k+1, '.', '٫', ',', '،') && p.glued(k+1) && p.glued(k+2) && m.kind == num && m.digits == 2 && m.n < 60 && h.n <= 24 && h.digits <= 2 &&
		(told || loose && p.is(k+1, '.', '٫') || p.zone(k+3) || p.lx(k+3).part != 0 && p.fn(k+3) == fNone)
}

// militaryTime reads 1630 بتوقيت غرينتش and 730 صباحا.
func (p *parser) militaryTime(n node, k int) node {
	t := p.tok(k)
	n.hour, n.min, n.clock = int(t.n/100), int(t.n%100), GrainMinute
	if part, _, j := p.partAt(k + 1); j > k+1 && p.lx(k+1).part != 0 && p.lx(k+1).fn != fAM && !p.al(k+1) {
		n.part, n.j = part, j
		return n
	}
	if t.digits == 4 && p.zone(k+1) {
		n.fixed, n.j = true, k+1
		p.zoneAfter(&n)
		return n
	}
	return node{}
}

// digitHour reads 9 and 9 والنصف.
func (p *parser) digitHour(n *node, k int, strong *bool) {
	h, j := p.clockHour(k)
	if j == k {
		return
	}
	n.hour, n.clock, n.j, n.fixed = h, GrainHour, j, h > 12
	p.minutesAfter(j, n)
	if n.clock == GrainMinute && p.lx(n.j-1).num.Role == numeral.Fraction && p.al(n.j-1) {
		*strong = true
	}
}

// wordHour reads الثالثة, خمسة عشر خمسة عشر مساء, الرابعة وعشر دقائق.
func (p *parser) wordHour(n *node, k int, told, loose bool, strong *bool) {
	h, j := p.clockHour(k)
	ordinal := p.lx(k).num.Ordinal
	switch {
	case j == k:
		return
	case told || loose:
	case ordinal && (!p.al(k) || !p.feminine(k)):
		return // hours are feminine: بطليموس الثاني عشر is no time
	case !ordinal && p.fn(j) == fIn:
		return // عشرة في المساء: ten of what?
	}
	n.hour, n.clock, n.j = h, GrainHour, j
	p.minutesAfter(j, n)
	if n.clock == GrainHour && !p.clitic(j) { // خمسة عشر خمسة عشر مساء
		if v, e, ord := p.number(j); e > j && v < 60 && !ord && p.tok(j).kind == word && (p.lx(e).part != 0 || p.alone(n.i, e) || p.goes) {
			n.min, n.clock, n.j = v, GrainMinute, e
		}
	}
	if n.clock == GrainMinute && (p.al(k) || loose) {
		fraction := p.al(k) && p.waw(j) && p.lx(j).num.Role == numeral.Fraction
		*strong = *strong || fraction || loose && p.goes || p.lx(n.j-1).unit == GrainMinute && p.al(k)
	}
}

// partAfter reads the part of the day after a clock time.
func (p *parser) partAfter(n *node, strong *bool, told bool) {
	k := n.j
	m := p.skip(k, fIn)
	if mid := p.skip(m, fAfter); p.fn(mid) == fMid && p.lx(mid+1).part == partNight { // 12 منتصف الليل
		if n.hour == 12 {
			n.hour = 0
		}
		n.fixed, n.j, *strong = true, mid+2, true
		return
	}
	if p.fn(m) == fThis && p.lx(m+1).part != 0 { // هذا الصباح
		n.part, n.j, *strong = p.lx(m+1).part, m+2, true
		n.hasRel, n.rel, n.off = true, GrainDay, 0
		return
	}
	if p.fn(k) == fFrom && (told || p.lx(n.i).num.Ordinal || *strong) { // السابعة من مساء الخميس
		k++
	}
	part, early, j := p.partAt(k)
	if j == k || early != 0 {
		return
	}
	l := p.lx(j - 1)
	if l.fn == fAM && !p.tok(j-1).latin && n.clock == GrainHour && !told { // ص and م: after minutes, or after الساعة
		return
	}
	// ليلة الخميس is not the hour's part: the day is its own.
	if p.key(j-1) == keyLaylat && !p.al(j-1) {
		return
	}
	n.part, n.j, *strong = part, j, true
}

// quarterAfter reads 9 مساء وثلاثة أرباع.
func (p *parser) quarterAfter(n *node) {
	k := p.skip(n.j, fAnd)
	if n.min != 0 || k == n.j && !p.waw(k) {
		return
	}
	if v, j, _ := p.value(k); j > k && v.Den > 1 {
		n.min, n.clock, n.j = int(60*v.Num/v.Den), GrainMinute, j
	}
}

// isoTime reads what follows the day in 2024-05-15T14:22:10.5+03:00.
func (p *parser) isoTime(i int) node {
	latin := func(k int, s string) bool {
		t := p.tok(k)
		return t.latin && p.glued(k) && p.text(k) == s
	}
	if !latin(i, "T") || !p.glued(i+1) {
		return node{}
	}
	free := p.free
	p.free = i + 1
	c := p.clockNode(i+1, false)
	p.free = free
	if !c.ok() || p.tok(i+1).digits != 2 || c.clock > GrainMinute {
		return node{}
	}
	c.fixed = true
	k := c.j
	if p.is(k, '.', ',') && p.glued(k) && p.glued(k+1) && p.tok(k+1).kind == num {
		k += 2
	}
	switch h, m := p.tok(k+1), p.tok(k+3); {
	case latin(k, "Z"):
		c.zone, k = "Z", k+1
	case p.is(k, '+', '-') && p.glued(k) && p.glued(k+1) && h.kind == num && h.digits == 2 && p.is(k+2, ':') && p.glued(k+3) && m.kind == num && m.digits == 2:
		c.zone, k = string(rune(p.tok(k).n))+two(int(h.n))+":"+two(int(m.n)), k+4
	}
	c.j = k
	return c
}

// zone reports a time zone at i.
func (p *parser) zone(i int) bool {
	n := node{j: i}
	p.zoneAfter(&n)
	return n.j > i
}

// zoneAfter reads GMT, بتوقيت غرينتش, (ت.غ).
func (p *parser) zoneAfter(n *node) {
	k := n.j
	switch {
	case p.fn(k) == fGMT && !p.clitic(k):
		n.zone, n.j = "Z", k+1
		p.zoneOffset(n)
	case p.tok(k).latin && zones()[lexicon.KeyOf(p.text(k))] != "":
		n.zone, n.j = zones()[lexicon.KeyOf(p.text(k))], k+1
	case n.fixed && !p.glued(k) && p.is(k, '+', '-') && p.tok(k+1).digits == 4:
		p.zoneOffset(n)
	case p.bare(k) == keyT && p.bare(k+1) == keyGh:
		n.zone, n.j = "Z", k+2
	case p.bare(k) == keyT && p.is(k+1, '.') && p.bare(k+2) == keyGh:
		n.zone, n.j = "Z", k+3
	case p.fn(k) == fZoneWord && p.tok(k+1).kind == word:
		place := p.bare(k + 1)
		n.zone, n.j = zones()[place], k+2
		if p.fn(k+1) == fGMT {
			n.zone = "Z"
		}
		shift := 0
		for rest := place; rest != 0; rest = rest.Drop(1) {
			shift += 5
		}
		zone := zones()[place|p.bare(k+2)<<shift] // أبو ظبي
		if zone != "" && p.tok(k+2).kind == word {
			n.zone = zone
		}
		if p.tok(k+2).kind == word && (zone != "" || slices.Contains(zoneHeads, place)) {
			n.j++
		}
	}
}

// zones are those that Arab time-tables name, by letters or by a place.
var zones = sync.OnceValue(func() map[lexicon.Key]string {
	zones := make(map[lexicon.Key]string)
	for zone, names := range map[string]string{
		"+04:00": "GST إمارات دبي أبوظبي مسقط", "+03:00": "KSA AST EEST MSK مكة مكةمكرمة سعودية رياض بغداد كويت قطر دوحة",
		"+02:00": "EET", "+01:00": "CET جزائر تونس",
	} {
		for _, name := range strings.Fields(names) {
			zones[lexicon.KeyOf(name)] = zone
		}
	}
	return zones
})

// zoneHeads are the first words of places that have two.
var zoneHeads = keysOf("أبو", "شرق", "غرب", "لوس")

// zoneOffset reads the hours from UTC after a zone or a time: UTC+3, +0300, +03:00.
func (p *parser) zoneOffset(n *node) {
	k := n.j
	h, m := p.tok(k+1), 0
	if !p.is(k, '+', '-') || !p.glued(k+1) || h.kind != num || h.digits == 3 || h.digits > 4 {
		return
	}
	j := k + 2
	hour := int(h.n)
	switch {
	case h.digits == 4:
		hour, m = hour/100, hour%100
	case h.digits <= 2 && p.is(j, ':') && p.tok(j+1).kind == num && p.tok(j+1).digits == 2:
		m, j = int(p.tok(j+1).n), j+2
	}
	if hour > 14 || m > 59 {
		return
	}
	n.zone, n.j = string(rune(p.tok(k).n))+two(hour)+":"+two(m), j
}

// hour24 settles the hour by the part of the day.
func (n *node) hour24() int {
	switch h, part := n.hour, n.part; {
	case n.fixed && h != 12, part == noPart:
		return h
	case h == 12 && (part == partDawn || part == partMorning || part == partNight):
		return 0
	case part == partNoon && h < 10, (part == partAfternoon || part == partEvening) && h < 12, part == partNight && h >= 6 && h < 12:
		return h + 12
	default:
		return h
	}
}
