package date

import "github.com/nass-ar/nass/pkg/lexicon"

// A feast is a day with a name.
type feast uint8

const (
	noFeast        feast = iota
	feastInYear          // not a feast: a Hijri month in a Gregorian year
	fixedGregorian       // month and day are the node's
	fixedHijri
	easter
	fathersDay
	unfixed // a feast whose day depends on the country
)

type feastName struct {
	feast
	head       lexicon.Key
	rest       []lexicon.Key
	month, day int
}

var feasts = func() []feastName {
	f := func(t feast, m, d int, head string, rest ...string) feastName {
		return feastName{feast: t, head: lexicon.KeyOf(head), rest: keysOf(rest...), month: m, day: d}
	}
	return []feastName{
		f(fixedHijri, 10, 1, "عيد", "فطر"), f(fixedHijri, 12, 10, "عيد", "أضحى"), f(fixedHijri, 12, 10, "عيد", "نحر"),
		f(fixedGregorian, 12, 25, "عيد", "ميلاد"), f(easter, 0, 0, "عيد", "فصح"), f(fixedGregorian, 5, 1, "عيد", "عمال"),
		f(fixedGregorian, 2, 14, "عيد", "حب"), f(unfixed, 0, 0, "عيد", "استقلال"), f(fixedGregorian, 3, 21, "عيد", "أم"),
		f(fixedHijri, 1, 1, "رأس", "سنة", "هجرية"), f(fixedGregorian, 1, 1, "رأس", "سنة", "ميلادية"),
		f(fixedGregorian, 12, 31, "رأس", "سنة", "جديدة"), f(fixedGregorian, 1, 1, "رأس", "سنة"),
		f(fathersDay, 6, 0, "يوم", "أب"), f(fixedGregorian, 3, 21, "يوم", "أم"), f(fixedGregorian, 4, 22, "يوم", "أرض"),
		f(fixedHijri, 12, 9, "يوم", "عرفة"), f(fixedHijri, 1, 10, "يوم", "عاشوراء"),
		f(fixedGregorian, 12, 25, "كريسماس"), f(fixedGregorian, 12, 25, "كريسمس"), f(fixedGregorian, 1, 1, "يواندان"),
		f(fixedHijri, 12, 9, "حج"),
	}
}()

// feastNode reads عيد الأضحى 2013, رأس السنة الهجرية, يوم الأب. Names that press text is full
// of (الحج) are a day only with a year, alone, or where someone tells of a journey.
func (p *parser) feastNode(i int) node {
	k := i
	eve := p.lx(k).part == partNight && !p.al(k)
	if eve || p.unit(k, GrainDay) && !p.al(k) && p.fn(k+1) == fFeast {
		k++
	}
	head := p.bare(k)
	for f := range feasts {
		f := &feasts[f]
		j := k + 1
		for _, r := range f.rest {
			if p.bare(j) == r && !p.clitic(j) {
				j++
			}
		}
		if f.head != head || j != k+1+len(f.rest) {
			continue
		}
		j = p.holy(j)
		n := node{i: i, j: j, feast: f.feast, month: f.month, day: f.day}
		p.yearAfter(&n, j)
		switch {
		case f.feast == fixedHijri:
		case f.head == keyRas && n.hasYear: // رأس السنة الجديدة 2020
			n.month, n.day = 1, 1
		case eve && f.month == 1:
			n.month, n.day = 12, 31
		}
		n.hijri = f.feast == fixedHijri                                                    // whatever calendar the year is of
		season := p.tok(i-1).kind == word && (p.tok(i-1).lex == 0 || p.fn(i-1) == fSeason) // موسم الحج
		if n.hasYear || n.hasYoff || p.goes && !season || p.alone(i, n.j) || p.fn(i-1) == fAfter && p.lx(i-2).wday != 0 {
			return n
		}
		return node{}
	}
	return node{}
}

// holy skips an adjective of feasts and Hijri months at i: المبارك.
func (p *parser) holy(i int) int {
	if p.fn(i) == fHoly && p.al(i) {
		return i + 1
	}
	return i
}

// easterSunday is the Sunday of the Western church's Easter.
func easterSunday(y int) EpochDay {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month := (h + l - 7*m + 114) / 31
	day := (h+l-7*m+114)%31 + 1
	return gregorianDay(y, month, day)
}
