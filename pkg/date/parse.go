package date

import (
	"bytes"
	"slices"

	"github.com/nass-ar/nass/pkg/numeral"
)

// A parser reads one line: tokens, then by recursive descent the longest expression at each place where one
// may begin. Every method that reads takes the token to begin at and returns a node whose j is past what it
// took, or a node that is not ok.
type parser struct {
	lex   *vocabulary
	line  []byte
	t     []token
	o     Options
	now   moment // the reference
	has   bool   // there is one
	every bool   // the line has a كل
	froms bool   // the line has a بين
	goes  bool   // the line tells of someone's comings and goings
	meets bool   // or of an appointment
	depth int
	year  int    // the token after the last year found
	seen  signal // the signs of all the words of the line
	done  int    // Rewrites: the tokens before it read as Arabic by now
	first int    // the first token that is no sign, في or حتى; -1 until somebody asks
	last  int    // the last that is no sign
	free  int    // a token after the dash of a range: what is before it is no code
	lead  node   // the month that a range of days is in
	leads bool   // there is one

	lengths []amounts // of the durations read in the line
}

// A node is an expression not yet placed in time.
type node struct {
	i, j int // tokens [i, j)
	from int // byte where it begins, when not at token i's core

	year, month, day int
	yoff             int // the year, from the reference's
	moff             int // which occurrence of the month, from now on

	off   int // units rel from the reference
	count int // of a span of units: الأيام الثلاثة الماضية

	wday, wtok int // weekday, and its token
	woff       int // which of them, from now on
	nth        int // of nthUnit; -1: last

	season, decade, century int
	share, shares           int // which of so many equal parts of a period

	hour, min, sec int
	early          int    // -1 early, 1 late in the part
	zone           string // Z, +03:00

	amounts *amounts // of a duration
	dir     int      // of a duration from now: -1, +1

	yearFirst, lastPart int   // of digits: the year and the day, read from the other end
	pair                *node // another date for the same day
	of                  *node // the period of which it is the first or last units
	to                  *node // the other end of a range

	mod     fn
	feast   feast
	part    dayPart
	rel     Grain
	nthUnit Grain
	clock   Grain // Hour, Minute, Second

	hijri    bool
	hasYear  bool
	hasYoff  bool
	hasMoff  bool
	hasRel   bool
	hasWoff  bool
	vague    bool
	weekend  bool
	fixed    bool // the hour needs no am or pm
	dur      bool
	some     bool // a few
	set      bool
	now      bool
	twoDigit bool
	either   bool // digits that are a date in both orders
	numeric  bool
	noSuch   bool // digits with no day or month like that
}

// amounts are how many of each unit a duration holds.
type amounts [grainCentury + 1]numeral.Value

func amountOf(g Grain, n int) *amounts {
	var a amounts
	a[g] = numeral.Value{Num: int64(n), Den: 1}
	return &a
}

func (n *node) ok() bool { return n.j > n.i }

func (p *parser) reset(line []byte, o Options) {
	p.line, p.o, p.goes, p.meets, p.depth, p.leads, p.free, p.lengths = line, o, false, false, 0, false, -1, p.lengths[:0]
	p.every, p.froms, p.done, p.year = false, false, 0, -1
	p.has = !o.Reference.IsZero()
	if p.has {
		y, m, d := o.Reference.Date()
		p.now = moment{gregorianDay(y, int(m), d), o.Reference.Hour()*3600 + o.Reference.Minute()*60 + o.Reference.Second()}
	}
	if !p.o.Hijri.Hijri() {
		p.o.Hijri = Printed
	}
}

// length makes the amounts of a duration, which last as long as the line.
func (p *parser) length() *amounts {
	p.lengths = append(p.lengths, amounts{})
	return &p.lengths[len(p.lengths)-1]
}

var noToken token

func (p *parser) tok(i int) *token {
	if i < 0 || i >= len(p.t) {
		return &noToken
	}
	return &p.t[i]
}

// text is token i as it is written.
func (p *parser) text(i int) string { return string(p.line[p.tok(i).start:p.tok(i).end]) }

// lx is the lexeme of token i, the empty one of what is no known word.
func (p *parser) lx(i int) *lexeme {
	if i < 0 || i >= len(p.t) {
		return &p.lex.lexemes[0]
	}
	return &p.lex.lexemes[p.t[i].lex]
}

func (p *parser) fn(i int) fn { return p.lx(i).fn }

// tells reports whether token i is one of the words.
func (p *parser) tells(i int, words ...fn) bool { return slices.Contains(words, p.fn(i)) }

// is reports whether token i is the sign r.
func (p *parser) is(i int, signs ...rune) bool {
	t := p.tok(i)
	return t.kind == punct && slices.Contains(signs, t.n)
}

// skip is the token after i where i is one of the words, else i.
func (p *parser) skip(i int, words ...fn) int {
	if p.tells(i, words...) {
		return i + 1
	}
	return i
}

// skipDay is the token after i where i is the word يوم before a day, else i.
func (p *parser) skipDay(i int) int {
	if p.unit(i, GrainDay) && !p.al(i) {
		return i + 1
	}
	return i
}

// skipSign is the token after i where i is one of the signs, else i.
func (p *parser) skipSign(i int, signs ...rune) int {
	if p.is(i, signs...) {
		return i + 1
	}
	return i
}

func (p *parser) al(i int) bool  { return p.tok(i).clitics&hasAl != 0 }
func (p *parser) waw(i int) bool { return p.tok(i).clitics&hasWaw != 0 }

// clitic reports a preposition or conjunction written with token i.
func (p *parser) clitic(i int) bool { return p.tok(i).clitics&^hasAl != 0 }

// unit reports whether token i is the unit g in the singular.
func (p *parser) unit(i int, g Grain) bool { l := p.lx(i); return l.unit == g && l.count == 1 }

// glued reports that no space parts tokens i-1 and i.
func (p *parser) glued(i int) bool { return !p.tok(i).space }

// number reads a whole number in digits or words at i.
func (p *parser) number(i int) (v int, j int, ordinal bool) {
	v2, j, ordinal := p.value(i)
	if j == i || v2.Den != 1 || v2.Num > 1e6 {
		return 0, i, false
	}
	return int(v2.Num), j, ordinal
}

// value reads a number, fractions included.
func (p *parser) value(i int) (v numeral.Value, j int, ordinal bool) {
	if p.tok(i).kind == num {
		v, j = p.digits(i)
		if s := p.lx(j).num; j > i && s.Role == numeral.Scale && !p.al(j) && !p.clitic(j) && v.Num < 1e6 { // 2.5 مليون
			v.Num, j = v.Num*int64(s.Value), j+1
		}
		return v, j, false
	}
	if p.lx(i).num.Role == numeral.Scale && p.tok(i-1).kind == num && !p.clitic(i) { // read with its digits
		return v, i, false
	}
	var words [16]numeral.Word
	var ends [16]int
	n := 0
	for k := i; n < len(words); k++ {
		waw := p.waw(k)
		if k > i && p.fn(k) == fAnd && p.tok(k+1).kind == word && !p.clitic(k+1) {
			waw, k = true, k+1
		}
		l := p.lx(k)
		if l.num.Role == numeral.NoRole || l.fn == fDuring && bytes.Contains(p.line[p.tok(k).start:p.tok(k).end], []byte("ء")) || // اثنا has the letters of أثناء
			k > i && p.tok(k).clitics&(hasBa|hasLam|hasKaf) != 0 {
			break
		}
		words[n], ends[n] = l.num, k+1
		words[n].Waw, words[n].Al = waw && n > 0, p.al(k)
		n++
	}
	v, ordinal, n = numeral.Compose(words[:n])
	if n == 0 {
		return v, i, false
	}
	return v, ends[n-1], ordinal
}

// digits reads the digits at i, a fraction and the thousands after them included.
func (p *parser) digits(i int) (v numeral.Value, j int) {
	t, f := p.tok(i), p.tok(i+2)
	v = numeral.Value{Num: int64(t.n), Den: 1}
	if p.is(i+1, '.', ',', '\u066B', '\u066C') && f.kind == num && p.glued(i+1) && p.glued(i+2) && f.digits <= 4 && t.digits <= 6 &&
		!p.is(i+3, '.', '/', '-') {
		if f.digits == 3 && t.digits <= 3 && t.n > 0 && !p.is(i+1, '\u066B') { // 30,000
			return numeral.Value{Num: int64(t.n)*1000 + int64(f.n), Den: 1}, i + 3
		}
		return numeral.Decimal(int64(t.n), int64(f.n), int(f.digits)), i + 3
	}
	if t.digits > 8 {
		return v, i
	}
	return v, i + 1
}

// longer takes m in the place of n if it is longer.
func (n *node) longer(m node) {
	if m.ok() && m.j > n.j {
		*n = m
	}
}
