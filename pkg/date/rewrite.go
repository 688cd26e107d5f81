package date

import (
	"bytes"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// A Style says how to write dates. The zero Style fixes dates that are not written as
// Arabic writes them, and keeps the names of months.
type Style struct {
	ISO    bool       // as 2023-11-10 if day, month and year are certain, not as 10 نوفمبر 2023
	Months MonthNames // in a date in words; the zero value keeps those that are written
}

// MonthNames is the names of the Gregorian months in a group of countries.
type MonthNames uint8

const (
	keepNames MonthNames = iota // those that are written; English and French ones become Egyptian
	Egyptian                    // نوفمبر
	Levantine                   // تشرين الثاني
	Maghrebi                    // نوفمبر, but جانفي, أوت
	DualNames                   // تشرين الثاني/نوفمبر
)

// A Rewrite is an edit of a line with its kind.
type Rewrite struct {
	span.Edit
	Kind string // MixedDate, DateOrder, ISODate or MonthName
}

// The kinds of rewrites.
const (
	MixedDate = "mixed-date" // English or French words in an Arabic date
	DateOrder = "date-order" // the month before the day
	ISODate   = "iso-date"
	MonthName = "month-name"
)

var (
	egyptian  = [...]string{"", "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}
	levantine = [...]string{"", "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"}
	maghrebi  = [...]string{"", "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}
)

// Month returns the name of month 1 to 12. The zero MonthNames has the Egyptian names.
func (names MonthNames) Month(m int) string {
	switch {
	case m < 1 || m > 12:
		return ""
	case names == Levantine:
		return levantine[m]
	case names == Maghrebi:
		return maghrebi[m]
	case names == DualNames:
		return levantine[m] + "/" + egyptian[m]
	}
	return egyptian[m]
}

// Rewrites appends the edits that write the dates of line in the style, sorted and disjoint, and returns the longer
// slice. It expects a line with Arabic text: it skips dates between Latin words, in a URL or in code, and every
// date that is not certain. Rewriting the result again changes nothing, except where dates are side by side (Nov1-
// Nov): such a line settles within three rounds. Rewrites allocates nothing for a line without dates.
func (f *Finder) Rewrites(dst []Rewrite, line []byte, s Style) []Rewrite {
	p := &f.p
	p.reset(line, Options{})
	if !p.scan(line) {
		return dst
	}
	arabicLine := false
	for i := range p.t {
		t := &p.t[i]
		if t.kind == word && !t.latin {
			arabicLine = true
			break
		}
	}
	if !arabicLine || bytes.ContainsRune(line, arabic.RLO) { // digits there stand backwards
		return dst
	}
	for i := 0; i < len(p.t)-1; {
		l := p.lx(i)
		if t := p.tok(i); t.kind == punct || t.kind == word && l.month == 0 && (l.wday == 0 || !t.latin) {
			i++
			continue
		}
		r, j, ok := p.rewrite(i, s)
		if ok {
			dst = append(dst, r)
			p.done = j
		}
		i = max(j, i+1)
	}
	return dst
}

// rewrite is the edit of the date at i, if it needs one, and the token after the date.
func (p *parser) rewrite(i int, s Style) (r Rewrite, j int, ok bool) {
	from := i
	weekday := 0
	if l := p.lx(i); l.wday != 0 && p.tok(i).latin { // Friday, 10 November
		weekday = int(l.wday)
		from++
		from = p.skipSign(from, ',', '،', '.')
	}
	n := p.plainDate(from)
	if !n.ok() {
		return r, i, false
	}
	j = n.j
	if n.numeric {
		if !s.ISO || p.shares(i) || n.either || n.twoDigit || n.noSuch || n.hijri || n.day == 0 || !n.hasYear || !p.isolated(i, j) || weekday != 0 {
			return r, j, false
		}
		return p.replace(i, j, ymd(gregorianDay(n.year, n.month, n.day)), ISODate)
	}
	if n.hijri || n.month == 0 || n.hasRel || n.hasMoff || n.hasYoff || !p.isolated(i, j) || p.clitic(i) {
		return r, j, false
	}
	// The tokens of the day, the month and the year.
	month, day, year, name := -1, -1, -1, -1
	for k := from; k < j; k++ {
		t := p.tok(k)
		switch {
		case t.kind == num && int(t.n) == n.day && t.digits <= 2 && day < 0:
			day = k
		case t.kind == num && n.hasYear && int(t.n) == n.year && t.digits >= 3:
			year = k
		case p.lx(k).month != 0 && month < 0:
			if m, _, _, e := p.monthName(k); e > k && m == n.month {
				month, name = k, e
			}
		}
		k = max(k, name-1)
	}
	if month < 0 || n.day > 0 && day < 0 || n.hasYear && year < 0 {
		return r, j, false
	}
	latin := p.tok(month).latin
	ordinal := day >= 0 && p.tok(day+1).latin && day+1 < j && p.lx(day+1).month == 0
	if !n.hasYear && !(latin || ordinal) || n.day == 0 && !latin {
		return p.monthEdit(month, name, n.month, j, s)
	}
	if (latin || ordinal || weekday != 0) && (!p.amongArabic(i, j) || p.quoted(i, j)) {
		return r, j, false
	}
	if !n.hasYear && (n.day == 0 || p.is(j, '.', '-', '–') && p.tok(j+1).kind == num) { // 1 نوفمبر. 2000 has a year, Nov 1. 2000 none
		return r, j, false
	}
	if s.ISO && n.day > 0 && n.hasYear {
		if p.shares(i) || n.year < 1000 { // of the Julian calendar
			return r, j, false
		}
		if _, ok := Gregorian.Day(n.year, n.month, n.day); !ok {
			return r, j, false
		}
		text := ymd(gregorianDay(n.year, n.month, n.day))
		if weekday != 0 {
			text = weekdayNames[weekday] + " " + text
		}
		return p.replace(i, j, text, ISODate)
	}
	kind := ""
	switch {
	case latin || ordinal || weekday != 0:
		kind = MixedDate
	case day > month && n.hasYear:
		kind = DateOrder
	default:
		return p.monthEdit(month, name, n.month, j, s)
	}
	text := ""
	if weekday != 0 {
		text = weekdayNames[weekday] + " "
	}
	if day >= 0 {
		text += p.text(day) + " "
	}
	switch {
	case latin || s.Months != keepNames:
		text += s.Months.Month(n.month)
	default:
		text += string(p.line[p.tok(month).core:p.tok(name-1).end])
	}
	if year < 0 && p.glued(j) && p.tok(j).kind == word {
		return r, j, false // the name of the month would run into it
	}
	end := j
	if year >= 0 {
		text += " " + p.text(year)
		end = year + 1 // an era stays as it is
	}
	r, _, ok = p.replace(i, end, text, kind)
	return r, j, ok
}

// monthEdit renames a month.
func (p *parser) monthEdit(month, name, m, j int, s Style) (Rewrite, int, bool) {
	if s.Months == keepNames || p.tok(month).latin || p.clitic(month) {
		return Rewrite{}, j, false
	}
	r, _, ok := p.replace(month, name, s.Months.Month(m), MonthName)
	return r, j, ok
}

// replace is the edit of tokens [i, j), unless they read so already. A word glued to
// a year is parted from it, an era is not.
func (p *parser) replace(i, j int, text, kind string) (Rewrite, int, bool) {
	sp := span.Span{Start: int(p.tok(i).core), End: int(p.tok(j - 1).end)}
	if string(p.line[sp.Start:sp.End]) == text {
		return Rewrite{}, j, false
	}
	if t := p.tok(j); t.kind == word && p.glued(j) {
		if _, _, e := p.eraAfter(j); e == j || kind == ISODate || p.tok(j-1).kind != num {
			text += " "
		}
	}
	return Rewrite{span.Edit{Span: sp, New: text}, kind}, j, true
}

// isolated reports that tokens [i, j) are no part of a URL, a file name or a code.
func (p *parser) isolated(i, j int) bool {
	if p.glued(i) && i > 0 && !p.is(i-1, '(', '[', '{', '«', '"', '\'', '،', '؛', '“', '‘', '|', '*', '–', '—') {
		if before := p.tok(i - 2); !p.is(i-1, ':', ',', ';') || p.glued(i-1) && i > 1 && (before.latin || before.kind == num) {
			return false
		}
	}
	if t, l, next := p.tok(j), p.lx(j), p.tok(j+1); p.glued(j) && j < len(p.t)-1 {
		switch {
		case t.kind == word:
			return !t.latin && l.month|l.hijri|l.wday == 0 // a month glued to a year is whose?
		case p.is(j, '.', ',', ':', ';', '-', '–'):
			return !p.glued(j+1) || next.kind == end || next.kind == punct || next.kind == word && !next.latin
		case !p.is(j, ')', ']', '}', '»', '"', '\'', '،', '؛', '”', '’', '|', '؟', '!', '*'):
			return false
		}
	}
	// Nothing inside may be glued by the signs of a code.
	for k := i + 1; k < j; k++ {
		if p.is(k, '_', '=', '&', '@', '#', '+', '\\') {
			return false
		}
	}
	return true
}

// shares reports that what stands before the date at i takes its month or year from it: 3 إلى 7 مايو 2020.
func (p *parser) shares(i int) bool {
	t, l := p.tok(i-2), p.lx(i-2)
	return i > 1 && (p.tells(i-1, fTo, fUntil, fAnd, fOr) || p.is(i-1, '-', '–', '—', '/', '،')) && (t.kind == num && t.digits <= 2 || l.month != 0 || l.num.Role != 0)
}

// quoted reports that tokens [i, j) fill a quotation: then they are a title, or what somebody wrote.
func (p *parser) quoted(i, j int) bool {
	return i > 0 && p.is(i-1, '"', '“', '”', '«', '‘', '\'') && p.is(j, '"', '“', '”', '»', '’', '\'')
}

// amongArabic reports that no Latin word stands beside tokens [i, j), zones and the like apart.
func (p *parser) amongArabic(i, j int) bool {
	latin := func(k int) bool {
		t := p.tok(k)
		return t.kind == word && t.latin && p.fn(k) != fGMT && p.fn(k) != fAM
	}
	before, after := i-1, j
	if p.tok(before).kind == punct {
		before--
	}
	if p.tok(after).kind == punct {
		after++
	}
	return !(before >= p.done && latin(before)) && !(latin(after) && p.lx(after).month|p.lx(after).wday == 0)
}
