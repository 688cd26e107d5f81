package date

// numericDate reads 10/11/2023, 2023-11-10, 10.11.23, 22/4, 9/2021. A sign
// glued to both sides joins the parts, or a slash with spaces on both; see spacedDate
// for other spaces.
func (p *parser) numericDate(i int) node {
	n := node{i: i, j: i}
	a := p.tok(i)
	if a.kind != num || a.digits > 4 || i > 0 && p.partOfCode(i) {
		return n
	}
	if p.key(i-1) == keyRaqm || p.is(i-1, '(') && p.key(i-2) == keyRaqm { // قرار رقم (3/33/1443)
		return n
	}
	if n := p.twoDays(i); n.ok() {
		return n
	}
	if n := p.birthYear(i); n.ok() {
		return n
	}
	s := p.separator(i + 1)
	if s == 0 || p.separator(i+3) != s {
		if n := p.spacedDate(i); n.ok() || s == 0 {
			return n
		}
	}
	b := p.tok(i + 2)
	if b.digits > 4 {
		return n
	}
	if p.separator(i+3) == s {
		c := p.tok(i + 4)
		if p.separator(i+5) != 0 && (p.glued(i+5) || s == '/') { // an address, a code
			if !(s == '-' && p.is(i+7, ':')) && !(s == '/' && p.slashedRange(i)) {
				return n
			}
		}
		if c.digits > 4 || s == '.' && c.digits != 4 && a.digits != 4 && c.digits != 2 {
			return n
		}
		if s == '.' && c.digits == 2 && (b.digits != 2 || p.fn(i-1) == fPlace) {
			return n
		}
		return p.threeParts(i, a, b, c)
	}
	return p.twoParts(i, s, a, b)
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
	return node{i: i, j: i + 1, year: p.shortYear(int(p.tok(i).n)), hasYear: true, yearDigits: 2}
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

// spacedDate reads a date in digits whose blanks stand unevenly, or around dashes: 23/ 9/ 1436,
// 10 /12 /2015, 4 - 7 - 1432. The year has four digits, or an era.
func (p *parser) spacedDate(i int) node {
	a, b, c := p.tok(i), p.tok(i+2), p.tok(i+4)
	if !p.is(i+1, '/', '-', '–', '\\') || !p.is(i+3, '/', '-', '–', '\\') || p.tok(i+1).n != p.tok(i+3).n || b.kind != num || c.kind != num || b.digits > 2 {
		return node{}
	}
	if sign := p.tok(i + 1).n; p.is(i-1, rune(sign)) && p.tok(i-2).kind == num || p.is(i+5, rune(sign)) && p.tok(i+6).kind == num {
		return node{} // a list
	}
	_, before, j := p.eraAfter(i + 5)
	day := a
	switch {
	case a.digits == 4 && c.digits <= 2 && a.n >= 1000 && a.n <= 2100: // 1446 /11 /13
		day = c
	case c.digits == 4 && c.n >= 1000 && c.n <= 2100:
	case c.digits == 2 && j > i+5 && !before:
	default:
		return node{}
	}
	if day.n < 1 || day.n > 31 || b.n < 1 || b.n > 31 || day.n > 12 && b.n > 12 {
		return node{}
	}
	return p.threeParts(i, a, b, c)
}

// partOfCode reports that the digits at i go on from something before them:
// a URL, a version, a name in Latin letters.
func (p *parser) partOfCode(i int) bool {
	if i == 0 || i == p.free || !p.glued(i) {
		return false
	}
	t := p.tok(i - 1)
	if t.kind != punct { // digits of another set, or a letter
		return t.kind == num || t.latin
	}
	switch t.n {
	case '/', '-', '.', ':', '_', '#', '=', '&', '@', '+', '\\', '?':
		before := p.tok(i - 2)
		return i > 1 && p.glued(i-1) && (before.kind == num || before.latin || before.kind == punct && before.n == t.n) || t.n == '#' || t.n == '@' || t.n == '_'
	}
	return false
}

func (p *parser) threeParts(i int, a, b, c *token) node {
	n := node{i: i, j: i + 5, numeric: true}
	var d, m int
	switch {
	case a.digits == 4 && b.digits <= 2 && c.digits <= 2:
		n.year, m, d = int(a.n), int(b.n), int(c.n)
		n.yearDigits = 4
		if m > 12 && d <= 12 { // 2023/31/12
			m, d = d, m
		}
	case c.digits == 4 && a.digits <= 2 && b.digits <= 2, c.digits == 2 && a.digits <= 2 && b.digits <= 2:
		d, m, n.year = int(a.n), int(b.n), int(c.n)
		n.yearDigits = int(c.digits)
		if p.o.MonthFirst {
			d, m = m, d
		}
		if m > 12 && d <= 12 {
			d, m = m, d
		} else if m <= 12 && d <= 12 && d != m {
			n.either = true
		}
	default:
		return node{}
	}
	n.hasYear = true
	n.day, n.month = d, m
	hijri, before, j := p.eraAfter(n.j)
	switch {
	case j > n.j && !before:
		n.hijri, n.j = hijri, j
	case n.yearDigits == 4 && n.year >= firstHijriYear-43 && n.year <= lastHijriYear:
		n.hijri = true
	}
	if n.yearDigits == 2 && !p.shortDate(&n, hijri, a, b, c) {
		return node{}
	}
	cal := Gregorian
	switch {
	case n.hijri:
		cal = p.o.Hijri
	case n.year < 1582:
		cal = inJulian
	}
	if _, ok := cal.Day(n.year, n.month, n.day); !ok && !(n.hijri && n.day == 30 && n.month <= 12) {
		if n.noSuch = n.slips() && (!n.twoDigit || p.dated(i)); !n.noSuch {
			return node{}
		}
	}
	return n
}

// shortDate places the year of two digits of n. It reports whether n is a date, and no time of
// a race, medals or floors.
func (p *parser) shortDate(n *node, hijri bool, a, b, c *token) bool {
	n.twoDigit = true
	if a.digits == 2 && b.n == int32(n.month) && c.n <= 31 {
		n.yearFirst, n.lastPart = int(a.n), int(c.n)
	}
	if hijri {
		n.year += 1400
		return true
	}
	p.century(n, a, b, c)
	return p.shown(n.i, n.j) && !(p.is(n.j, '-') && p.fn(n.j+1) == fFrom) // أيام 9-10-11 - من شهر رجب
}

// slips reports digits that are a date but for a day or month that is too great.
func (n *node) slips() bool {
	return n.year >= 1000 && n.year <= 2100 && n.day <= 39 && n.month <= 39 && n.month > 0 && n.day > 0
}

// century places a year of two digits. A day that only the Hijri calendar has
// (30-02-33) is one of the fifteenth century.
func (p *parser) century(n *node, a, b, c *token) {
	yy := n.year
	n.year = p.shortYear(yy)
	if _, ok := Gregorian.Day(n.year, n.month, n.day); ok {
		return
	}
	if n.month <= 12 && n.day <= 30 { // Hijri months have up to thirty days, in some table or other
		n.year, n.hijri = 1400+yy, true
		return
	}
}

// shortYear is the year that two digits mean: up to twenty years from now, else of the last
// century.
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

// yearAfterComma is the year of 11/12, 2016 at i, two digits of it in a list or where someone
// tells of a journey; or 0.
func (p *parser) yearAfterComma(i int) int {
	y := p.tok(i + 4)
	switch {
	case !p.is(i+3, ',', '،') || y.kind != num:
	case y.digits == 4 && y.n >= 1900 && y.n <= 2100 && p.is(i+1, '/') && p.glued(i+3), y.digits == 2 && (p.goes || p.is(i-1, ',')):
		return int(y.n)
	}
	return 0
}

// twoParts reads day and month, or month and year. A fraction, a score and a
// ratio look the same, so a sign other than the slash, and a slash in the midst of
// text, need a word before them that dates have.
func (p *parser) twoParts(i int, s rune, a, b *token) node {
	n := node{i: i, j: i + 3, numeric: true}
	if p.is(i+3, '/', '-', '.', ':', '%', '٪') && p.glued(i+3) && p.tok(i+4).kind == num && p.glued(i+4) {
		if !(a.digits == 4 && s == '-') {
			return node{}
		}
	}
	switch {
	case s == '.' && (a.digits == 4 || b.digits == 4), s == '/' && p.is(i-1, '/') && p.tok(i-2).kind == num:
		return node{}
	case (a.digits == 4 || b.digits == 4) && p.fn(i-1) == fPlace: // قانون رقم 5/2020
		return node{}
	case a.digits == 4 && b.digits <= 2 && b.n >= 1 && b.n <= 12 && a.n >= 1300 && a.n <= 2100 && !(s == '-' && b.digits == 1 && !p.dated(i)):
		n.year, n.month = int(a.n), int(b.n)
	case b.digits == 4 && a.digits <= 2 && a.n >= 1 && a.n <= 12 && b.n >= 1300 && b.n <= 2100:
		n.year, n.month = int(b.n), int(a.n)
	case a.digits <= 2 && b.digits <= 2:
		year := p.yearAfterComma(i)
		if !p.dated(i) && year < 1900 {
			return node{}
		}
		d, m := int(a.n), int(b.n)
		if p.o.MonthFirst {
			d, m = m, d
		}
		if m > 12 && d <= 12 {
			d, m = m, d
		}
		if m < 1 || m > 12 || d < 1 || d > 31 || p.goesOn(i+3) {
			return node{}
		}
		if m <= 12 && d <= 12 && d != m {
			n.either = true
		}
		n.day, n.month = d, m
		switch {
		case year > 1900:
			n.year, n.hasYear, n.yearDigits, n.j = year, true, 4, i+5
		case year > 0: // 11/12, 16
			n.year, n.hasYear, n.twoDigit, n.j = 2000+year, true, true, i+5
		}
		return n
	default:
		return node{}
	}
	n.hasYear, n.yearDigits = true, 4
	if n.year <= lastHijriYear {
		n.hijri = true
	}
	hijri, before, j := p.eraAfter(n.j)
	if j > n.j && !before {
		n.hijri, n.j = hijri, j
	}
	return n
}

// shown reports that what stands around tokens [i, j) shows a date: nothing else in the line,
// a word before that dates have, or a sign that begins a field.
func (p *parser) shown(i, j int) bool {
	if p.alone(i, j) || p.dated(i) || p.goes {
		return true
	}
	switch p.fn(i - 1) {
	case fIn, fFrom, fTo, fUntil, fSince, fBefore, fAfter, fBetween, fDuring, fMatching, fDateWord, fOnwards, fBy, fOn:
		return true
	}
	return p.is(i-1, ':', '|', '=') || p.lx(i-1).wday != 0 || p.lx(i-1).unit == GrainDay
}

// dated reports that the words before i speak of a date, or that digits
// begin the line and end it.
func (p *parser) dated(i int) bool {
	if p.is(i+1, '.') {
		return p.fn(i-1) == fIn && p.fn(i-2) == fGo && p.closes(i+3)
	}
	if p.near(i) {
		return true
	}
	l := p.lx(i - 1)
	switch {
	case i == 0 && p.tok(i+3).kind == end:
		return true
	case l.wday != 0, p.unit(i-1, GrainDay), l.fn == fDateWord, l.fn == fMatching:
		return true
	}
	switch p.fn(i - 1) {
	case fAfter, fBefore, fUntil, fSince:
		return p.is(i+1, '/') && p.closes(i+3)
	}
	return false
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
	t := p.tok(i)
	switch t.kind {
	case end:
		return true
	case punct:
		switch t.n {
		case '.', ',', '،', '؛', ';', '!', '؟', '?', ')', '"', '»', '…', ':', '-', '–', ']':
			return true
		}
	case word:
		if t.clitics&hasWaw != 0 {
			return true
		}
		switch p.fn(i) {
		case fIn, fFrom, fTo, fUntil, fBefore, fAfter, fAnd, fOr, fSince, fDuring, fOn, fAt, fWith:
			return true
		}
	}
	return false
}
