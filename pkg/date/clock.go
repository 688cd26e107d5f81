package date

import "github.com/nass-ar/nass/pkg/numeral"

// partAt reads a part of the day, early or late in it: صباحا, بعد الظهر, في وقت مبكر من
// المساء. منتصف الليل is a clock time. j is after the words read, i when there is none.
func (p *parser) partAt(i int) (part dayPart, early int, j int) {
	k := i
	k = p.skip(k, fIn)
	if p.fn(k) == fTime && (p.fn(k+1) == fEarlyTime || p.fn(k+1) == fLateTime || p.key(k+1) == keyBakir) {
		early = -1
		if p.fn(k+1) == fLateTime {
			early = 1
		}
		k += 2
		k = p.skip(k, fFrom)
	} else if (p.fn(k) == fLate || p.fn(k) == fEarly || p.lx(k).num.Ordinal && p.lx(k).num.Value == 1) && p.lx(k+1).part != 0 {
		early = -1
		if p.fn(k) == fLate {
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
	if l.part == 0 || l.part == partMidday || p.tok(k).clitics&^hasAl != 0 && !(k == i && p.tok(k).clitics&hasBa != 0) {
		return 0, 0, i
	}
	if l.fn == fAM && p.al(k) || l.fn == fSoiree && !p.goes {
		return 0, 0, i
	}
	j = k + 1
	if (p.fn(j) == fEarlyTime || p.fn(j) == fLateTime || p.fn(j) == fTomorrow && p.key(j) == keyBakir) && p.lx(k).fn != fAM {
		early = -1
		if p.fn(j) == fLateTime {
			early = 1
		}
		j++
	}
	return l.part, early, j
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
		if v := int(l.num.Value) + 10; v <= 24 {
			return v, i + 2
		}
	}
	if l.num.Value <= 12 && l.num.Role != numeral.Half {
		return int(l.num.Value), i + 1
	}
	return 0, i
}

// minutesAfter reads what follows an hour in words: والنصف, وربع, إلا ثلثا, وعشر دقائق, وخمسة
// وأربعين.
func (p *parser) minutesAfter(i int, n *node) {
	k := i
	for {
		waw := p.waw(k)
		m := k
		if p.fn(k) == fAnd {
			waw, m = true, k+1
		}
		sign := 0
		if waw {
			sign = 1
		} else if p.fn(k) == fExcept {
			sign, m = -1, k+1
		}
		if sign == 0 {
			break
		}
		v, j, ordinal := p.value(m)
		if j == m || ordinal {
			break
		}
		switch {
		case v.Den > 1 && v.Num < v.Den && 60%v.Den == 0:
			n.min += sign * int(60*v.Num/v.Den)
		case v.Den == 1 && v.Num < 60 && (p.lx(j).unit == GrainMinute || n.clock == GrainHour):
			if p.lx(j).unit == GrainSecond {
				n.j = j + 1
				n.sec = int(v.Num)
				n.clock = GrainSecond
				k = j + 1
				continue
			}
			if p.lx(j).unit != 0 && p.lx(j).unit != GrainMinute {
				goto done
			}
			if p.tok(m).kind == num && p.lx(j).unit != GrainMinute {
				goto done
			}
			n.min += sign * int(v.Num)
			if p.lx(j).unit == GrainMinute {
				j++
			}
		default:
			goto done
		}
		n.clock = GrainMinute
		k = j
		n.j = k
	}
done:
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
	// A part of the day may come first: بعد الظهر الساعة 7, مساء 7.
	if p.lx(k).part != 0 || p.fn(k) == fAfter || p.fn(k) == fIn {
		if part, _, j := p.partAt(k); j > k && p.key(k) != keyM {
			c := node{}
			if _, _, next := p.partAt(j); next == j || p.key(j) == keyM { // two parts are of no one time
				c = p.clockNode(j, p.tok(j).kind == num || p.al(j))
			}
			if day := p.lx(j).num.Ordinal && !p.feminine(j); !day && c.ok() && c.part == 0 && c.clock != 0 && !c.fixed && (p.goes || p.unit(j, GrainHour) || c.clock != GrainHour) {
				c.i, c.part = i, part
				return c
			}
			if p.lx(k).part != partNoon {
				return node{}
			}
		}
	}
	if p.fn(k) == fTime && p.bare(k+1) == keyGhada {
		if c := p.clockNode(k+2, false); c.ok() {
			c.i = i
			return c
		}
		return node{}
	}
	told := false
	if f := p.fn(k); (f == fIn || f == fAt || f == fOn || f == fAbout) && p.unit(k+1, GrainHour) && p.al(k+1) {
		k++
		n.from = int(p.tok(k).core) // the text of a preposition is not the time's
	}
	if p.unit(k, GrainHour) && p.al(k) && p.tok(k).clitics&hasKaf == 0 {
		told = true
		k++
		for f := p.fn(k); f == fIn || f == fAbout || f == fAt; f = p.fn(k) {
			k++
		}
	} else {
		if f := p.fn(k); (f == fAt || f == fAbout || f == fIn || f == fOn) && k == i {
			return node{}
		}
	}
	// منتصف الليل, الظهر.
	if p.fn(k) == fMid && !p.clitic(k) {
		m := k + 1
		m = p.skipSign(m, '-')
		switch {
		case p.lx(m).part == partNight && p.al(m):
			return node{i: i, j: m + 1, clock: GrainHour, fixed: true}
		case p.lx(m).part == partMidday:
			return node{i: i, j: m + 1, clock: GrainHour, hour: 12, fixed: true}
		case p.lx(m).part == partMorning && p.al(m):
			return node{i: i, j: m + 1, clock: GrainHour, hour: 10, fixed: true}
		}
		return node{}
	}
	if p.lx(k).part == partNoon && p.al(k) && !told {
		if p.goes || p.key(k) == keyZahira && (p.fn(k-1) == fIn || p.fn(k-1) == fAt || p.fn(k-1) == fTime || p.alone(i, k+1)) {
			return node{i: i, j: k + 1, clock: GrainHour, hour: 12, fixed: true}
		}
		return node{}
	}
	// ثلاث دقائق قبل الثامنة.
	if v, j, _ := p.number(k); j > k && !told && p.lx(j).unit == GrainMinute && (p.fn(j+1) == fBefore || p.fn(j+1) == fAfter) {
		if c := p.clockNode(j+2, true); c.ok() && c.clock == GrainHour && p.al(j+2) {
			if p.fn(j+1) == fBefore {
				c.hour, c.min = c.hour-1, 60-v
			} else {
				c.min = v
			}
			c.i, c.clock = i, GrainMinute
			return c
		}
	}
	t := p.tok(k)
	if t.kind == num && p.partOfCode(k) || k > i && t.kind == num && t.digits > 4 {
		return node{}
	}
	strong := told
	switch {
	case t.kind == num && p.is(k+1, ':') && p.glued(k+1) && p.glued(k+2) && p.tok(k+2).kind == num:
		m := p.tok(k + 2)
		if t.digits > 2 || t.n > 24 || m.n > 59 || m.digits > 2 || m.digits < 2 && !told && !loose {
			return node{}
		}
		n.hour, n.min, n.clock, n.j = int(t.n), int(m.n), GrainMinute, k+3
		if p.is(k+3, ':') && p.glued(k+3) && p.glued(k+4) && p.tok(k+4).kind == num {
			s := p.tok(k + 4)
			if s.n > 59 || s.digits > 2 {
				return node{}
			}
			n.sec, n.clock, n.j = int(s.n), GrainSecond, k+5
		}
		if p.is(n.j, ':', '/') && p.glued(n.j) && p.tok(n.j+1).kind == num && p.glued(n.j+1) {
			return node{}
		}
		n.fixed = t.n > 12 || t.n == 0
		strong = true
	case t.kind == num && p.is(k+1, '.', '٫', ',', '،') && p.glued(k+1) && p.glued(k+2) && p.tok(k+2).kind == num && p.tok(k+2).digits == 2 && p.tok(k+2).n < 60 && t.n <= 24 && t.digits <= 2 &&
		(told || loose && p.is(k+1, '.', '٫') || p.zone(k+3) || p.lx(k+3).part != 0 && p.fn(k+3) == fNone):
		n.hour, n.min, n.clock, n.j = int(t.n), int(p.tok(k+2).n), GrainMinute, k+3
		n.fixed = t.n > 12
		strong = true
	case t.kind == num && (t.digits == 3 || t.digits == 4) && t.n%100 < 60 && t.n/100 <= 24 && t.n >= 100:
		if part, _, j := p.partAt(k + 1); j > k+1 && p.lx(k+1).part != 0 && (p.lx(k+1).fn != fAM) && !p.al(k+1) {
			n.hour, n.min, n.clock, n.part, n.j = int(t.n/100), int(t.n%100), GrainMinute, part, j
			return n
		}
		if t.digits == 4 && p.zone(k+1) { // 1630 بتوقيت غرينتش
			n.hour, n.min, n.clock, n.fixed, n.j = int(t.n/100), int(t.n%100), GrainMinute, true, k+1
			p.zoneAfter(&n)
			return n
		}
		return node{}
	default:
		h, j := p.clockHour(k)
		if j == k || k > i && t.clitics&(hasWaw) != 0 {
			return node{}
		}
		if t.kind == word && !told && !loose && p.lx(k).num.Ordinal && (!p.al(k) || !p.feminine(k)) {
			return node{} // hours are feminine: بطليموس الثاني عشر is no time
		}
		if t.kind == word && !told && !loose && !p.lx(k).num.Ordinal && p.fn(j) == fIn {
			return node{} // عشرة في المساء: ten of what?
		}
		n.hour, n.clock, n.j = h, GrainHour, j
		if t.kind == num && h > 12 {
			n.fixed = true
		}
		if t.kind == word {
			p.minutesAfter(j, &n)
			if n.clock == GrainHour && !p.clitic(j) { // خمسة عشر خمسة عشر مساء
				if v, e, ord := p.number(j); e > j && v < 60 && !ord && p.tok(j).kind == word && (p.lx(e).part != 0 || p.alone(i, e) || p.goes) {
					n.min, n.clock, n.j = v, GrainMinute, e
				}
			}
			if n.clock == GrainMinute && (p.al(k) || loose) {
				strong = p.lx(j).num.Role != 0 && p.waw(j) && (p.al(k) && p.lx(j).num.Role == numeral.Fraction) || strong || loose && p.goes || p.lx(n.j-1).unit == GrainMinute && p.al(k)
			}
		} else {
			p.minutesAfter(j, &n)
			if n.clock == GrainMinute && p.lx(n.j-1).num.Role == numeral.Fraction && p.al(n.j-1) {
				strong = true
			}
		}
	}
	p.partAfter(&n, &strong, told)
	if n.part == 0 && t.kind == num && t.digits == 2 && t.n < 10 { // 03:05 on the 24-hour clock
		n.fixed = true
	}
	if n.part != 0 {
		p.quarterAfter(&n)
	}
	if !strong && !loose {
		return node{}
	}
	if p.lx(n.j).num.Role == numeral.Scale && n.part == 0 || n.hour == 24 && n.min > 0 {
		return node{}
	}
	if p.fn(n.j) == fTime && p.bare(n.j+1) == keyGhada {
		n.j += 2
	}
	p.zoneAfter(&n)
	return n
}

// partAfter reads the part of the day after a clock time.
func (p *parser) partAfter(n *node, strong *bool, told bool) {
	k := n.j
	// 12 منتصف الليل.
	m := k
	m = p.skip(m, fIn)
	if p.fn(m) == fMid && p.lx(m+1).part == partNight && p.al(m+1) {
		if n.hour == 12 {
			n.hour = 0
		}
		n.fixed, n.j, *strong = true, m+2, true
		return
	}
	if p.fn(m) == fAfter && p.fn(m+1) == fMid && p.lx(m+2).part == partNight {
		if n.hour == 12 {
			n.hour = 0
		}
		n.fixed, n.j, *strong = true, m+3, true
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
	if l.fn == fAM && p.fn(k-1) == fFrom {
		return
	}
	if l.fn == fAM && !p.tok(j-1).latin { // ص and م: after minutes, or after الساعة
		if n.clock == GrainHour && !told {
			return
		}
		if p.key(j-1) == keyM && (p.is(j, '.') && p.tok(j+1).kind == word && p.glued(j+1) && p.glued(j)) {
			return
		}
	}
	if l.fn != fAM && l.fn != fNone && !p.al(j-1) {
		return
	}
	if n.fixed && n.hour > 12 && part == partMorning {
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
	if n.min != 0 {
		return
	}
	k := n.j
	if !p.waw(k) && p.fn(k) != fAnd {
		return
	}
	k = p.skip(k, fAnd)
	if v, j, _ := p.value(k); j > k && v.Den > 1 && v.Num < v.Den && 60%v.Den == 0 {
		n.min, n.clock, n.j = int(60*v.Num/v.Den), GrainMinute, j
	}
}

// isoTime reads what follows the day in 2024-05-15T14:22:10.5+03:00.
func (p *parser) isoTime(i int) node {
	latin := func(k int, s string) bool {
		t := p.tok(k)
		return t.latin && p.glued(k) && string(p.line[t.start:t.end]) == s
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
	case p.tok(k).latin && zones[string(p.line[p.tok(k).start:p.tok(k).end])] != "":
		n.zone, n.j = zones[string(p.line[p.tok(k).start:p.tok(k).end])], k+1
	case n.fixed && !p.glued(k) && p.is(k, '+', '-') && p.tok(k+1).digits == 4:
		p.zoneOffset(n)
	case p.bare(k) == keyT && p.bare(k+1) == keyGh:
		n.zone, n.j = "Z", k+2
	case p.bare(k) == keyT && p.is(k+1, '.') && p.bare(k+2) == keyGh:
		n.zone, n.j = "Z", k+3
	case p.fn(k) == fZoneWord:
		j := k + 1
		if p.tok(j).kind != word {
			return
		}
		switch {
		case p.fn(j) == fGMT:
			n.zone = "Z"
		case p.zoneNamed(j, "مكة", "السعودية", "الرياض", "بغداد", "الكويت", "قطر", "الدوحة"):
			n.zone = "+03:00"
		case p.zoneNamed(j, "الإمارات", "دبي", "أبوظبي", "مسقط"), p.zoneNamed(j, "أبو") && p.zoneNamed(j+1, "ظبي"):
			n.zone = "+04:00"
		case p.zoneNamed(j, "الجزائر", "تونس"):
			n.zone = "+01:00"
		}
		n.j = j + 1
		if p.zoneNamed(j, "مكة") && p.zoneNamed(j+1, "المكرمة") || p.zoneNamed(j, "أبو", "شرق", "غرب", "لوس") && p.tok(j+1).kind == word {
			n.j++
		}
	}
}

// zones are the zones that Arab time-tables name by letters.
var zones = map[string]string{"GST": "+04:00", "KSA": "+03:00", "AST": "+03:00", "EET": "+02:00", "EEST": "+03:00", "CET": "+01:00", "MSK": "+03:00"}

// zoneOffset reads the hours from UTC after a zone or a time: UTC+3, +0300, +03:00.
func (p *parser) zoneOffset(n *node) {
	k := n.j
	h, m := p.tok(k+1), 0
	if !p.is(k, '+', '-') || !p.glued(k+1) || h.kind != num {
		return
	}
	j := k + 2
	hour := int(h.n)
	switch {
	case h.digits == 4:
		hour, m = hour/100, hour%100
	case h.digits <= 2 && p.is(j, ':') && p.tok(j+1).kind == num && p.tok(j+1).digits == 2:
		m, j = int(p.tok(j+1).n), j+2
	case h.digits > 2:
		return
	}
	if hour > 14 || m > 59 {
		return
	}
	n.zone, n.j = string(rune(p.tok(k).n))+two(hour)+":"+two(m), j
}

func (p *parser) zoneNamed(i int, names ...string) bool {
	k := p.bare(i)
	for _, n := range names {
		if keyBare(n) == k {
			return true
		}
	}
	return false
}

// hour24 settles the hour by the part of the day.
func (n *node) hour24() int {
	h := n.hour
	if n.fixed && h != 12 || n.part == 0 {
		return h
	}
	switch n.part {
	case partDawn, partMorning:
		if h == 12 {
			return 0
		}
	case partNoon:
		if h < 10 {
			return h + 12
		}
	case partAfternoon, partEvening:
		if h < 12 {
			return h + 12
		}
	case partNight:
		if h == 12 {
			return 0
		}
		if h >= 6 && h < 12 {
			return h + 12
		}
	}
	return h
}
