package date

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/numeral"
)

// durationNode reads a length of time: ثلاثة أيام, يومين, ساعة ونصف, شهر و21 يوما, بضع ساعات. explicit is
// false of a lone unit (ساعة), which is a length only after a word that says so.
func (p *parser) durationNode(i int) (n node, explicit bool) {
	n = node{i: i, j: i, dur: true}
	k := i
	for first := true; ; first = false {
		m := k
		if !first {
			switch {
			case p.is(m, ',', '،'):
				m++
			case p.fn(m) == fAnd:
				m++
			case p.waw(m), p.tok(m).kind == num, p.lx(m).num.Role != 0 && !p.al(m):
			default:
				return n, explicit
			}
		}
		v, g, j, told := p.amount(m, first)
		if !first && j > m && p.waw(m) && underHundreds(n.amounts[g], v) { // مائة سنة وعشر سنين
			v.Num += n.amounts[g].Num * v.Den
		} else if j == m || !first && (n.amounts[g].Den != 0 || !told && p.is(m-1, ',', '،')) {
			return n, explicit
		}
		if first {
			n.amounts = p.length()
		}
		explicit = explicit || told
		if p.fn(m) == fSome {
			n.vague, n.some = true, !p.waw(m+1)
		}
		if same := p.unit(j+1, g) && p.al(j+1); p.waw(j) && p.lx(j).num.Role == numeral.Fraction && (same || p.lx(j+1).unit == 0) { // ونصف, ونصف العام
			f, e, _ := p.value(j)
			v = numeral.Value{Num: v.Num*f.Den + f.Num*v.Den, Den: v.Den * f.Den}
			if j, explicit = e, true; same {
				j++
			}
		}
		if p.fn(j) == fWhole && !p.clitic(j) {
			j, explicit = j+1, true
		}
		n.amounts[g] = v
		if k, n.j = j, j; n.some {
			return n, explicit
		}
	}
}

// underHundreds reports that v goes on a number of hundreds.
func underHundreds(hundreds, v numeral.Value) bool {
	return hundreds.Num >= 100 && hundreds.Num%100 == 0 && v.Num < 100*v.Den
}

// amount reads one unit with its number.
func (p *parser) amount(i int, first bool) (v numeral.Value, g Grain, j int, told bool) {
	one := numeral.Value{Num: 1, Den: 1}
	if p.fn(i) == fSome && p.lx(i+1).unit != 0 && p.lx(i+1).count == 0 && !p.clitic(i+1) {
		return numeral.Value{Num: 3, Den: 1}, p.lx(i + 1).unit, i + 2, true
	}
	if p.fn(i) == fSome && p.waw(i+1) { // بضع وثلاثون سنة
		if v, j, _ := p.value(i + 1); j > i+1 && p.countedUnit(v, j) {
			return v, p.lx(j).unit, j + 1, true
		}
	}
	l := p.lx(i)
	if l.unit != 0 && !p.al(i) && (first || p.tok(i).clitics&^hasWaw == 0) && !(l.unit == grainQuarter && l.num.Role == numeral.Fraction && p.lx(i+1).unit != GrainYear) {
		switch {
		case l.unit == grainQuarter:
			if p.unit(i+1, GrainYear) && l.count > 0 { // ربع سنة واحد، ربعي سنة
				j := i + 2
				if p.one(j) {
					j++
				}
				return numeral.Value{Num: int64(l.count), Den: 1}, grainQuarter, j, j > i+2
			}
		case l.count == 2:
			return numeral.Value{Num: 2, Den: 1}, l.unit, i + 1, true
		case l.count == 1:
			if p.one(i + 1) {
				return one, l.unit, i + 2, true
			}
			if l.unit == grainDecade && !p.decadeAt(i) {
				return one, 0, i, false
			}
			return one, l.unit, i + 1, false
		}
	}
	v, j, ordinal := p.value(i)
	if j == i || ordinal || p.al(i) && j == i+1 || p.tok(i).kind == num && p.partOfCode(i) { // but الاثني عشر عاما
		return v, 0, i, false
	}
	j = p.again(v, j)
	u := p.lx(j)
	if !p.countedUnit(v, j) {
		return p.shortUnit(v, i, j)
	}
	if u.unit == grainQuarter {
		if p.unit(j+1, GrainYear) && !p.al(j+1) {
			return v, grainQuarter, j + 2, true
		}
		return v, 0, i, false
	}
	if u.unit == GrainYear && u.count == 1 && p.tok(j+1).digits == 4 {
		return v, 0, i, false
	}
	if u.unit == GrainMonth && u.count == 1 && (p.lx(j+1).month|p.lx(j+1).hijri != 0 || p.tok(j+1).kind == num && (p.lx(j+2).unit == 0 || p.lx(j+2).unit == GrainYear)) && v.Den == 1 { // 12 شهر 11
		return v, 0, i, false
	}
	return v, u.unit, j + 1, true
}

// one reports the word واحد at i.
func (p *parser) one(i int) bool {
	u := p.lx(i).num
	return u.Value == 1 && u.Role == numeral.Unit && !u.Ordinal && !p.clitic(i)
}

// decadeAt reports that عقد at i is no contract and no holding of a meeting: عقد من الزمن, but عقد مؤتمر.
func (p *parser) decadeAt(i int) bool {
	return p.fn(i+1) == fWhole || p.fn(i+1) != fWith && p.closes(p.afterRoughly(i+1))
}

// countedUnit reports at j a unit of time of which there may be v: 102757 عقد are contracts.
func (p *parser) countedUnit(v numeral.Value, j int) bool {
	u := p.lx(j)
	return u.unit != 0 && u.count != 2 && !p.al(j) && !p.clitic(j) && (u.unit != grainDecade || v.Num <= 30*v.Den)
}

// aboutLength skips what makes the length after قبل and منذ a rough one: قبل نحو عشر سنوات, منذ أكثر من عامين.
func (p *parser) aboutLength(f fn, k int) (length int, about bool) {
	switch {
	case f != fSince && f != fBefore:
	case p.fn(k) == fAbout:
		return k + 1, true
	case p.fn(k) == fMore && p.fn(k+1) == fFrom:
		return k + 2, true
	}
	return k, false
}

// again skips the number in brackets at j that says v once more: ثلاثين (30) يوما.
func (p *parser) again(v numeral.Value, j int) int {
	if w, e, _ := p.value(j + 1); p.is(j, '(') && e > j+1 && p.is(e, ')') && w == v {
		return e + 1
	}
	return j
}

// shortUnit reads the unit that one letter or two stand for at j, after the number at i that says
// how long ago or until when: منذ ٥ د. Its result is that of amount.
func (p *parser) shortUnit(v numeral.Value, i, j int) (_ numeral.Value, g Grain, end int, told bool) {
	switch p.fn(i - 1) {
	case fSince, fBefore, fAfter, fDuring:
		if p.tok(i).kind == num && p.tok(j).kind == word && p.tok(j).clitics == 0 {
			g = shortUnits()[p.key(j)]
		}
	}
	if g == NoGrain {
		return v, 0, i, false
	}
	return v, g, j + 1, true
}

// shortUnits are the units of time that clocks of pages and programs shorten.
var shortUnits = sync.OnceValue(func() map[lexicon.Key]Grain {
	return map[lexicon.Key]Grain{
		lexicon.KeyOf("ث"): GrainSecond, lexicon.KeyOf("د"): GrainMinute, lexicon.KeyOf("دق"): GrainMinute, lexicon.KeyOf("س"): GrainHour,
	}
})

// roughly are words between a length and the من that says from when.
var roughly = keysOf("تقريبا", "بالضبط", "ضبط", "تماما", "فقط")

// afterRoughly skips such a word at i.
func (p *parser) afterRoughly(i int) int {
	if p.says(i, roughly) {
		i++
	}
	return i
}

// relDuration reads a point at a distance from now: منذ يومين, قبل أسبوع, بعد ثلاث
// سنوات, خلال ساعة, في غضون يومين, بعد أسبوعين من الآن.
func (p *parser) relDuration(i int) node {
	k, dir := i, 1
	f := p.fn(k)
	switch u := p.lx(k - 1).unit; {
	case p.tok(k).clitics&(hasBa|hasLam|hasKaf) != 0, f == fFrom && i > 0 && !p.alone(i, len(p.t)):
		return node{}
	case f == fIn && p.fn(k+1) == fWithin:
		k, f = k+1, fWithin
	case f == fIn && !p.goes && !p.meets, f == fDuring && p.lx(k).num.Role != 0 && p.lx(k+1).num.Value == 10: // اثنا عشر يوما has the letters of أثناء
		return node{}
	case f == fAfter && u != 0 && u == p.lx(k+1).unit && !p.al(k-1) && !p.al(k+1): // يوما بعد يوم
		return node{}
	case f == fSince, f == fBefore, f == fFrom:
		dir = -1
	}
	k, about := p.aboutLength(f, k+1)
	if f == fWithin {
		k = p.skip(k, fFor)
	}
	n, explicit := p.durationNode(k)
	switch {
	case !n.ok():
		return p.manyAgo(i, k)
	case !explicit && (f == fIn || f == fFrom && !p.alone(i, n.j) || f == fDuring && p.tok(n.j).kind == word && !p.closes(n.j) || p.goesWithUnit(n.j)):
		return node{}
	}
	if p.fn(n.j) == fHijra {
		n.hijri, n.j = true, n.j+1
	}
	if p.fn(n.j) == fFrom && p.fn(n.j+1) == fNow || p.fn(n.j) == fIn && p.fn(n.j+1) == fFuture {
		n.j += 2
	}
	if off, _ := p.spanAdj(n.j); off != 0 {
		return node{} // خلال 48 ساعة الماضية
	}
	n.vague = n.vague || about
	after := p.afterRoughly(n.j)
	g := p.fn(after)
	hangs := p.fn(n.j-1) != fNow && (g == fFrom && (f == fAfter || f == fBefore) || g == fOn && f == fAfter) && !p.says(after+1, timesOf)
	if hangs || dir > 0 && !p.tellsFuture(i, n.j) {
		n.i = k // بعد يومين من وصوله, خلال 48 ساعة قتل خمسة: a length from a day of the text's own
		return n
	}
	n.i, n.dir = i, dir
	// بعد شهرين يوم الخميس.
	w := p.skipDay(n.j)
	if wd := p.lx(w).wday; wd != 0 && p.al(w) && n.amounts[GrainHour].Den == 0 {
		n.wday, n.wtok, n.j = int(wd), w, w+1
	}
	return n
}

// manyAgo reads منذ سنوات and قبل أشهر من الآن: the units at k, nobody knows how many.
func (p *parser) manyAgo(i, k int) node {
	u := p.lx(k)
	now := p.fn(k+1) == fFrom && p.fn(k+2) == fNow
	if u.unit < GrainHour || u.count != 0 || p.al(k) || p.clitic(k) || !p.tells(i, fSince, fBefore) || !p.closes(k+1) || p.fn(k+1) == fFrom && !now {
		return node{}
	}
	n := node{i: i, j: k + 1, dur: true, some: true, vague: true, dir: -1, amounts: p.length()}
	n.amounts[u.unit] = numeral.Value{Num: 3, Den: 1}
	if now {
		n.j += 2
	}
	return n
}

// goesWithUnit reports at i what makes the unit before it one that it names, or counts: عام الفيل, شهر رمضان,
// ساعة الصفر, سنة 2010.
func (p *parser) goesWithUnit(i int) bool {
	l := p.lx(i)
	return p.tok(i).kind == num || p.al(i) && l.event || p.startsWith(i, keyAl) && l.fn == fNone ||
		l.month|l.hijri|l.wday != 0 || p.tells(i, fTomorrow, fYesterday, fFeast, fThis, fHead) || l.num.Role != 0 && !p.clitic(i)
}

// tellsFuture reports that the length from token i to j is told of what is to come: سيتم, سوف, يتوقع are
// near, a verb of the present or a weekday follows, or the line holds nothing but words of time.
func (p *parser) tellsFuture(i, j int) bool {
	const reach = 24
	if p.tells(j-1, fNow, fFuture) || p.goes || p.meets || p.alone(i, j) ||
		p.startsWith(j, keyYa) && p.tok(j).lex == 0 || p.lx(j).wday != 0 || p.unit(j, GrainDay) && p.lx(j+1).wday != 0 {
		return true
	}
	others := len(p.t) > reach
	for k := max(i-reach, 0); k <= i+reach && k < len(p.t)-1; k++ {
		if p.fn(k) == fWill {
			return true
		}
		if t := &p.t[k]; t.kind == word && t.lex == 0 {
			if p.willVerb(k) {
				return true
			}
			others = others || !p.says(k, timesOf)
		}
	}
	return !others
}

// startsWith reports whether the word at i begins with the letters of prefix, a و or ف before them aside.
func (p *parser) startsWith(i int, prefix lexicon.Key) bool {
	k := p.key(i)
	if k == 0 {
		return false
	}
	var mask lexicon.Key
	for mask < prefix {
		mask = mask<<5 | 31
	}
	return k&mask == prefix || (k&31 == keyWaw || k&31 == keyFa) && k.Drop(1)&mask == prefix
}

// willVerb reports the verb at i with the س of the future: سيصل, ستعلن. Nouns begin so as well: those of the list.
func (p *parser) willVerb(i int) bool {
	begins := func(prefix lexicon.Key) bool { return p.startsWith(i, prefix) }
	return slices.ContainsFunc(willDo, begins) && !slices.ContainsFunc(seenNouns, begins)
}

// seenNouns are beginnings of nouns and names that begin as a verb of the future does, the most frequent of raw text.
var seenNouns = keysOf(strings.Fields(`سيار سياس سياح سياد سياق سيناء سينار سينما سيول سيطر سيدا سيدن سيدي سيده سيرا سيرت سيره سيئ سيف
		ستار ستاد ستان ستود سترا ستين ستون ستمائ سنوي سنوا سندا سنغا سنتي سنها سنته سنيا سناب ستيف ستيو سيني سيتي سيرج سيلا سيما`)...)

// lastNode reads آخر 3 سنوات, اللحظة الأخيرة, 3 أيام القادمة: a span up to now or from it.
func (p *parser) lastNode(i int) node {
	if p.fn(i) == fLast && !p.al(i) && !p.clitic(i) {
		if d, explicit := p.durationNode(i + 1); d.ok() && explicit && !d.some {
			if n, ok := p.single(d); ok {
				n.i, n.off = i, -1
				return n
			}
		}
		return node{}
	}
	k := i
	if p.tok(k).kind == num || p.lx(k).num.Role != 0 {
		v, j, ordinal := p.number(k)
		if v == 100 && p.al(k) && p.al(j) {
			return node{} // 3 في المئة العام الماضي
		}
		if j == k || ordinal && !p.al(k) || v > 100 || p.lx(j).unit == 0 || p.lx(j).count == 2 {
			return node{}
		}
		if off, e := p.spanAdj(j + 1); off != 0 {
			return node{i: i, j: e, hasRel: true, rel: p.lx(j).unit, off: cmp.Compare(off, 0), count: v}
		}
	}
	return node{}
}

// single is a duration of one unit, as a relative span.
func (p *parser) single(d node) (node, bool) {
	n := node{i: d.i, j: d.j, hasRel: true}
	for g, v := range d.amounts {
		if v.Den == 0 {
			continue
		}
		if n.rel != 0 || v.Den != 1 {
			return n, false
		}
		n.rel, n.count = Grain(g), int(v.Num)
	}
	return n, true
}

// plainDuration reads a length on its own: لمدة أسبوعين, طوال اليوم, 3 ساعات.
func (p *parser) plainDuration(i int) node {
	k := i
	switch p.fn(k) {
	case fFor:
		k++
	case fThroughout:
		u, d := p.lx(k+1), p.dateNode(k+1)
		if d.j <= k+2 && u.unit != 0 && u.count == 1 && !p.clitic(k+1) && !p.lx(k+2).isRel && p.lx(k+2).wday == 0 {
			n := node{i: i, j: k + 2, dur: true, amounts: p.length()}
			n.amounts[u.unit] = numeral.Value{Num: 1, Den: 1}
			return n
		}
		return node{}
	}
	n, explicit := p.durationNode(k)
	if !n.ok() || !explicit && k == i {
		if n.ok() && p.lx(i).num.Role == numeral.Fraction {
			n.amounts[grainQuarter] = numeral.Value{}
			n.amounts[GrainYear] = numeral.Value{Num: 1, Den: 4}
			return n
		}
		return node{}
	}
	if p.fn(n.j) == fFrom && p.fn(n.j+1) == fNow && k == i { // ساعتان من الآن
		n.j, n.dir = n.j+2, 1
		return n
	}
	if k > i {
		n.i = k // the text of لمدة is not the length's
	} else if p.fn(n.j) == fAgoSuffix && !p.clitic(n.j) { // 3 أيام مضت
		n.j, n.dir = n.j+1, -1
	}
	return n
}

// lengthRange reads the least and the most of a length: من 3 إلى 5 سنوات, 50-60 دقيقة, بين 16 و20 سنة.
func (p *parser) lengthRange(i int) node {
	between := p.fn(i) == fBetween
	k := p.skip(i, fFrom, fBetween)
	v, j, ordinal := p.value(k)
	least := node{}
	if d, _ := p.durationNode(k); d.ok() {
		least, _ = p.single(d)
		v, j = numeral.Value{Num: int64(least.count), Den: 1}, d.j
	}
	if j == k || ordinal || p.tok(k).kind == num && p.partOfCode(k) {
		return node{}
	}
	switch {
	case between && p.waw(j):
	case between && p.fn(j) == fAnd, !between && (p.fn(j) == fTo || p.is(j, '-', '–') && p.glued(j) == p.glued(j+1)):
		j++
		p.free = j
	default:
		return node{}
	}
	most, explicit := p.durationNode(j)
	p.free = -1
	if !explicit {
		return node{}
	}
	m, ok := p.single(most)
	if least.rel == 0 {
		least.rel = m.rel
	}
	if !ok || least.rel > m.rel || least.rel == m.rel && (v.Num >= int64(m.count)*v.Den || v.Num*1000 <= int64(m.count)) { // بين 3 و5 ملايين
		return node{}
	}
	n := node{i: i, j: most.j, dur: true, amounts: p.length(), to: p.keep(most)}
	n.amounts[least.rel] = v
	return n
}
