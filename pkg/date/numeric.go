package date

// numericDate reads 10/11/2023, 2023-11-10, 10.11.23, 22/4, 9/2021. A sign glued to both sides joins the
// parts, or a slash with spaces on both; see spacedDate for other spaces.
func (p *parser) numericDate(i int) node {
	a := p.tok(i)
	if a.digits > 4 || p.partOfCode(i) {
		return node{}
	}
	before := i - 1
	if p.is(before, '(') {
		before--
	}
	if p.fn(before) == fPlace && p.key(before) == keyRaqm { // قرار رقم (3/33/1443)
		return node{}
	}
	if n := p.twoDays(i); n.ok() {
		return n
	}
	if n := p.birthYear(i); n.ok() {
		return n
	}
	s, b, c := p.separator(i+1), p.tok(i+2), p.tok(i+4)
	three := s != 0 && p.separator(i+3) == s
	switch {
	case !three && p.spaced(i):
	case s == 0:
		return node{}
	case !three:
		return p.twoParts(i, s)
	case p.separator(i+5) != 0 && (p.glued(i+5) || s == '/') && !(s == '-' && p.is(i+7, ':')) && !(s == '/' && p.slashedRange(i)): // an address, a code
		return node{}
	case s == '.' && (c.digits == 2 && (b.digits != 2 || p.fn(i-1) == fPlace) || c.digits != 2 && c.digits != 4 && a.digits != 4):
		return node{}
	}
	return p.threeParts(i)
}

// birthYear reads the two digits of a year of birth: مواليد 95.
func (p *parser) birthYear(i int) node {
	born := i - 1
	if p.unit(born, GrainYear) {
		born--
	}
	if p.key(born) != keyMawalid || p.tok(i).digits != 2 || !p.closes(i+1) && p.tok(i+1).kind != word || p.goesOn(i+1) || p.separator(i+1) != 0 {
		return node{}
	}
	return node{i: i, j: i + 1, year: p.shortYear(int(p.tok(i).n)), hasYear: true}
}

// separator is the sign at k that joins the parts of a date, or 0.
func (p *parser) separator(k int) rune {
	if !p.is(k, '/', '-', '–', '.', '\\') || p.tok(k+1).kind != num || p.glued(k) != p.glued(k+1) || !p.glued(k) && !p.is(k, '/') {
		return 0
	}
	return rune(p.tok(k).n)
}

// slashedRange reports 5/3/2020-7/3/2020 at i.
func (p *parser) slashedRange(i int) bool {
	return p.is(i+5, '-', '–') && p.is(i+7, '/') && p.is(i+9, '/')
}

// spaced reports a date in digits whose blanks stand unevenly, or around dashes: 23/ 9/ 1436,
// 10 /12 /2015, 4 - 7 - 1432. The year has four digits, or an era, and no list goes on around it.
func (p *parser) spaced(i int) bool {
	a, b, c := p.tok(i), p.tok(i+2), p.tok(i+4)
	if !p.is(i+1, '/', '-', '–', '\\') || !p.is(i+3, rune(p.tok(i+1).n)) || b.kind != num || c.kind != num || b.digits > 2 {
		return false
	}
	sign := rune(p.tok(i + 1).n)
	if p.is(i-1, sign) && p.tok(i-2).kind == num || p.is(i+5, sign) && p.tok(i+6).kind == num {
		return false
	}
	day := a
	switch _, before, j := p.eraAfter(i + 5); {
	case a.digits == 4 && c.digits <= 2 && a.n >= 1000 && a.n <= 2100: // 1446 /11 /13
		day = c
	case c.digits == 4 && c.n >= 1000 && c.n <= 2100:
	case c.digits == 2 && j > i+5 && !before:
	default:
		return false
	}
	return day.n >= 1 && day.n <= 31 && b.n >= 1 && b.n <= 31 && (day.n <= 12 || b.n <= 12)
}

// partOfCode reports that the digits at i go on from something before them: a URL, a version, a name in Latin letters.
func (p *parser) partOfCode(i int) bool {
	if i == 0 || i == p.free || !p.glued(i) {
		return false
	}
	t := p.tok(i - 1)
	if t.kind != punct { // digits of another set, or a letter
		return t.kind == num || t.latin
	}
	before := p.tok(i - 2)
	return p.is(i-1, '#', '@', '_') || i > 1 && p.glued(i-1) && p.is(i-1, '/', '-', '.', ':', '=', '&', '+', '\\', '?') &&
		(before.kind == num || before.latin || before.kind == punct && before.n == t.n)
}

// dayAndMonth is the day and the month of a/b, in the order of the options where both orders are
// possible: then either is true.
func (p *parser) dayAndMonth(a, b *token) (d, m int, either bool) {
	d, m = int(a.n), int(b.n)
	if p.o.MonthFirst {
		d, m = m, d
	}
	if m > 12 && d <= 12 {
		return m, d, false
	}
	return d, m, m <= 12 && d <= 12 && d != m
}

// threeParts reads day, month and year, or year, month and day.
func (p *parser) threeParts(i int) node {
	a, b, c := p.tok(i), p.tok(i+2), p.tok(i+4)
	n := node{i: i, j: i + 5, numeric: true, hasYear: true}
	switch {
	case b.digits > 2:
		return node{}
	case a.digits == 4 && c.digits <= 2:
		n.year, n.month, n.day = int(a.n), int(b.n), int(c.n)
		if n.month > 12 && n.day <= 12 { // 2023/31/12
			n.month, n.day = n.day, n.month
		}
	case a.digits <= 2 && (c.digits == 4 || c.digits == 2):
		n.year = int(c.n)
		n.day, n.month, n.either = p.dayAndMonth(a, b)
	default:
		return node{}
	}
	told := p.eraOf(&n)
	if !told {
		n.hijri = n.year >= firstHijriYear-43 && n.year <= lastHijriYear
	}
	if n.twoDigit = a.digits <= 2 && c.digits == 2; n.twoDigit {
		if a.digits == 2 && b.n == int32(n.month) && c.n <= 31 {
			n.yearFirst, n.lastPart = int(a.n), int(c.n)
		}
		p.century(&n)
		if !(told && n.hijri) && (!p.shown(i, n.j) || p.is(n.j, '-') && p.fn(n.j+1) == fFrom) { // أيام 9-10-11 - من شهر رجب
			return node{} // the time of a race, medals, floors
		}
	}
	cal := Gregorian
	switch {
	case n.hijri:
		cal = p.o.Hijri
	case n.year < 1582:
		cal = inJulian
	}
	if _, ok := cal.Day(n.year, n.month, n.day); !ok && !(n.hijri && n.day == 30 && n.month <= 12) {
		// A slip is a date but for a day or month that is too great.
		slip := n.year >= 1000 && n.year <= 2100 && n.day <= 39 && n.month <= 39 && n.month > 0 && n.day > 0
		if n.noSuch = slip && (!n.twoDigit || p.dated(i)); !n.noSuch {
			return node{}
		}
	}
	return n
}

// eraOf takes the era after the digits of n, and reports whether there is one.
func (p *parser) eraOf(n *node) bool {
	hijri, before, j := p.eraAfter(n.j)
	if j == n.j || before {
		return false
	}
	n.hijri, n.j = hijri && !slipped(n.year), j
	return true
}

// century places a year of two digits. A day that only the Hijri calendar has
// (30-02-33) is one of the fifteenth century.
func (p *parser) century(n *node) {
	yy := n.year
	n.year = p.shortYear(yy)
	if _, ok := Gregorian.Day(n.year, n.month, n.day); n.hijri || !ok && n.month <= 12 && n.day <= 30 { // Hijri months have up to thirty days, in some table or other
		n.year, n.hijri = 1400+yy, true
	}
}

// shortYear is the year that two digits mean: up to twenty years from now, else of the last century.
func (p *parser) shortYear(yy int) int {
	pivot := 50
	if p.has {
		y, _, _ := p.now.day.gregorian()
		pivot = y%100 + 20
	}
	if yy > pivot {
		return 1900 + yy
	}
	return 2000 + yy
}

// goesOn reports a word at i that makes the number before it more than a day and month.
func (p *parser) goesOn(i int) bool {
	l := p.lx(i)
	return l.unit != 0 && !p.al(i) || l.num.Role != 0 || l.month|l.hijri != 0
}

// yearAfterComma is the year of 11/12, 2016 at i, two digits of it in a list or where someone tells of a journey; or 0.
func (p *parser) yearAfterComma(i int) int {
	y := p.tok(i + 4)
	switch {
	case !p.is(i+3, ',', '،') || y.kind != num:
	case y.digits == 4 && y.n >= 1900 && y.n <= 2100 && p.is(i+1, '/') && p.glued(i+3), y.digits == 2 && (p.goes || p.is(i-1, ',')):
		return int(y.n)
	}
	return 0
}

// twoParts reads day and month, or month and year. A fraction, a score and a ratio look the same, so a sign
// other than the slash, and a slash in the midst of text, need a word before them that dates have.
func (p *parser) twoParts(i int, s rune) node {
	year, month := p.tok(i), p.tok(i+2)
	code := p.is(i+3, '/', '-', '.', ':', '%', '٪') && p.glued(i+3) && p.tok(i+4).kind == num && p.glued(i+4)
	switch {
	case code && (year.digits != 4 || s != '-'), s == '/' && p.is(i-1, '/') && p.tok(i-2).kind == num:
		return node{}
	case year.digits <= 2 && month.digits <= 2:
		return p.dayOfMonth(i)
	case month.digits == 4:
		year, month = month, year
	case s == '-' && month.digits == 1 && !p.dated(i):
		return node{}
	}
	if s == '.' || p.fn(i-1) == fPlace || year.digits != 4 || year.n < 1300 || year.n > 2100 || month.digits > 2 || month.n < 1 || month.n > 12 { // قانون رقم 5/2020
		return node{}
	}
	n := node{i: i, j: i + 3, numeric: true, year: int(year.n), month: int(month.n), hasYear: true, hijri: year.n <= lastHijriYear}
	p.eraOf(&n)
	return n
}

// dayOfMonth reads 22/4, and 11/12, 2016.
func (p *parser) dayOfMonth(i int) node {
	n := node{i: i, j: i + 3, numeric: true}
	n.day, n.month, n.either = p.dayAndMonth(p.tok(i), p.tok(i+2))
	year := p.yearAfterComma(i)
	if !p.dated(i) && year < 1900 || n.month < 1 || n.month > 12 || n.day < 1 || n.day > 31 || p.goesOn(i+3) {
		return node{}
	}
	if year > 0 {
		n.year, n.hasYear, n.j = year, true, i+5
		if n.twoDigit = year < 1900; n.twoDigit { // 11/12, 16
			n.year += 2000
		}
	}
	return n
}

// shown reports that what stands around tokens [i, j) shows a date: nothing else in the line,
// a word before that dates have, or a sign that begins a field.
func (p *parser) shown(i, j int) bool {
	return p.goes || p.alone(i, j) || p.dated(i) || p.is(i-1, ':', '|', '=') || p.lx(i-1).unit == GrainDay ||
		p.tells(i-1, fIn, fFrom, fTo, fUntil, fSince, fBefore, fAfter, fBetween, fDuring, fMatching, fDateWord, fOnwards, fBy, fOn)
}

// dated reports that the words before i speak of a date, or that digits begin the line and end it.
func (p *parser) dated(i int) bool {
	if p.is(i+1, '.') {
		return p.fn(i-1) == fIn && p.fn(i-2) == fGo && p.closes(i+3)
	}
	return p.near(i) || i == 0 && p.tok(i+3).kind == end || p.lx(i-1).wday != 0 || p.unit(i-1, GrainDay) || p.tells(i-1, fDateWord, fMatching) ||
		p.tells(i-1, fAfter, fBefore, fUntil, fSince) && p.is(i+1, '/') && p.closes(i+3)
}

// near reports that someone's coming or going is told of right before i.
func (p *parser) near(i int) bool {
	if !p.goes {
		return false
	}
	for k := max(i-5, 0); k < i; k++ {
		if p.fn(k) == fGo {
			return true
		}
	}
	return false
}

// closes reports that a clause ends at i, or goes on with a word that no noun phrase does.
func (p *parser) closes(i int) bool {
	return p.tok(i).kind == end || p.is(i, '.', ',', '،', '؛', ';', '!', '؟', '?', ')', '"', '»', '…', ':', '-', '–', ']') ||
		p.waw(i) || p.tells(i, fIn, fFrom, fTo, fUntil, fBefore, fAfter, fAnd, fOr, fSince, fDuring, fOn, fAt, fWith, fWho, fBetween)
}
