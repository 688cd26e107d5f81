package maxent

import "math"

// A Cut is where the letters of a word are cut: the أ of a question, up to one
// letter of a conjunction, up to one of a preposition or of the future, the stem
// with its article, and a pronoun.
type Cut struct {
	Question                 bool
	Conjunction, Preposition Particle // none where zero
	Article                  Article
	Pronoun                  uint8 // how many letters it has
	pronoun                  uint8 // its index in pronouns
}

// A Particle is a letter that is written onto the word after it.
type Particle uint8

const (
	Wa Particle = 1 + iota // و, and
	Fa                     // ف, so
	Bi                     // ب, in, with
	Li                     // ل, to, for
	Ka                     // ك, as
	Sa                     // س, will

	// Of features only.
	ask // the أ of a question
	lil // the ل of للـ, to the
)

// An Article says how much of ال is written.
type Article uint8

const (
	NoArticle Article = iota
	Written           // ال
	NoAlef            // the second lam of للسلطة, which is السلطة
	Shared            // that of للجنة, which is اللجنة: it is the noun's as well
)

// particleOf returns the particle that a letter is, or 0.
func particleOf(code uint8) Particle {
	switch code {
	case waw:
		return Wa
	case feh:
		return Fa
	case beh:
		return Bi
	case lam:
		return Li
	case kaf:
		return Ka
	case seen:
		return Sa
	}
	return 0
}

// Particles returns the cut of a word that is particles and an article with
// nothing after them, and whether w is one.
func (w *Word) Particles() (c Cut, ok bool) {
	i := 0
	if p := particleOf(w.Code[i]); p == Wa || p == Fa {
		c.Conjunction = p
		i++
	}
	if i < w.N {
		if p := particleOf(w.Code[i]); p == Bi || p == Li || p == Ka {
			c.Preposition = p
			i++
		}
	}
	switch rest := w.Code[i:w.N]; {
	case len(rest) == 2 && rest[0] == alef && rest[1] == lam:
		c.Article = Written
		return c, true
	case len(rest) == 1 && rest[0] == lam && c.Preposition == Li:
		c.Article = NoAlef
		return c, true
	}
	return c, i == w.N
}

// Start returns how many letters are before the article and the stem.
func (c Cut) Start() int {
	n := 0
	if c.Question {
		n++
	}
	if c.Conjunction != 0 {
		n++
	}
	if c.Preposition != 0 {
		n++
	}
	return n
}

// pronouns are those that are written onto the word before them. The first is none.
var pronouns = [...][]uint8{
	1:  {heh},
	2:  {heh, alef},
	3:  {heh, meem},
	4:  {heh, meem, alef},
	5:  {heh, noon},
	6:  {kaf},
	7:  {kaf, meem},
	8:  {kaf, meem, alef},
	9:  {kaf, noon},
	10: {yeh},
	11: {noon, yeh},
	12: {noon, alef},
}

// mayEnd has a bit for each code in which a pronoun ends.
const mayEnd = 1<<heh | 1<<alef | 1<<meem | 1<<noon | 1<<kaf | 1<<yeh

// MaxCuts is how many ways there are to cut a word at most: with nothing, one
// particle or, after و or ف, two before, and with nothing or one of two pronouns,
// such as ي and ني, after.
const MaxCuts = 3 * 3

// Cuts appends the ways to cut w to dst, the whole word first.
func (m *Model) Cuts(dst []Cut, w *Word) []Cut {
	var c Cut
	dst = m.withPreposition(dst, w, c, 0)
	if p := particleOf(w.Code[0]); w.N >= 3 && (p == Wa || p == Fa) {
		c.Conjunction = p
		return m.withPreposition(dst, w, c, 1)
	}
	if m.asks(w) {
		c.Question = true
		return m.withPronoun(dst, w, c, 1)
	}
	return dst
}

// asks reports whether w may have the أ of a question: before the ي or ت of a verb, or
// another أ, and where the raw text has only the rest. words.txt has more.
func (m *Model) asks(w *Word) bool {
	if w.N < 4 || w.Code[0] != alefHamza {
		return false
	}
	next := w.Code[1]
	return next == yeh || next == teh || next == alefHamza ||
		m.count(w.formOf(0, w.N)) == 0 && m.count(w.formOf(1, w.N)) > 0
}

// withPreposition appends the cuts of w that begin as c does, whose next letter
// is at i.
func (m *Model) withPreposition(dst []Cut, w *Word, c Cut, i int) []Cut {
	dst = m.withPronoun(dst, w, c, i)
	if w.N-i < 3 {
		return dst
	}
	p, next := particleOf(w.Code[i]), w.Code[i+1]
	switch {
	case p <= Fa: // none, or a conjunction
		return dst
	case p == Li && next == lam:
		if c.Article = NoAlef; m.sharesLam(w, i+1) {
			c.Article = Shared
		}
	case p == Sa && (w.N-i < 4 || next != yeh && next != teh && next != noon && next != alef && next != alefHamza):
		return dst
	}
	c.Preposition = p
	if c.Article != NoArticle {
		return append(dst, c)
	}
	return m.withPronoun(dst, w, c, i+1)
}

// withPronoun appends c, whose stem is at i, and its ways with a pronoun. A stem
// with the article has none.
func (m *Model) withPronoun(dst []Cut, w *Word, c Cut, i int) []Cut {
	with := w.N-i >= 4 && w.Code[i] == alef && w.Code[i+1] == lam && m.hasArticle(w, i, w.N)
	if with {
		c.Article = Written
	}
	dst = append(dst, c)
	c.Article = NoArticle
	last := w.Code[w.N-1]
	if mayEnd>>last&1 == 0 {
		return dst
	}
	for p := 1; p < len(pronouns); p++ {
		letters := pronouns[p]
		end := w.N - len(letters)
		if letters[len(letters)-1] != last || end-i < 2 || string(w.Code[end:w.N]) != string(letters) {
			continue
		}
		if before := w.Code[end-1]; before == tehMarbuta || before == maksura {
			continue
		}
		if with && (end-i < 4 || m.hasArticle(w, i, end)) {
			continue
		}
		c.Pronoun, c.pronoun = uint8(len(letters)), uint8(p)
		dst = append(dst, c)
	}
	return dst
}

// sharesLam reports whether the lam at i, after another, is that of the noun as
// well as of its article: whether the raw text has اللجنة more often than الجنة.
func (m *Model) sharesLam(w *Word, i int) bool {
	whole, rest := w.formOf(i, w.N), w.formOf(i+1, w.N)
	return m.count(whole.before(lam).before(alef)) > m.count(rest.before(lam).before(alef))
}

// hasArticle reports whether the stem from i to j, of four letters and more, which
// begins with ال, has the article. ال is of the stem itself where the raw text has
// the stem with another ال nearly as often (الالتزام), or as a verb of a third
// person (يلتقي) and not after ل.
func (m *Model) hasArticle(w *Word, i, j int) bool {
	var buf spelling
	if j-i <= longestListed && isOwnArticle(w.spell(&buf, i, j)) {
		return false
	}
	rest := w.formOf(i+2, j)
	stem := rest.before(lam).before(alef)
	whole := m.count(stem)
	if with := m.count(stem.before(lam).before(alef)); with > 0 && with+3*countStep > whole {
		return false
	}
	verb := m.count(rest.before(lam).before(yeh))
	return verb == 0 || verb < m.count(rest.before(lam).before(lam))+2*countStep
}

// normal returns the form of the stem of c as it is written by itself, with its
// article, how often the raw text has it, and the last letter that it has there
// and not in w, or 0. That is alef after waw, else it is in place of another: ة is
// ت before a pronoun, ى is ا, and ء has a seat. Of the ways to write the stem by
// itself, the most frequent counts.
func (m *Model) normal(w *Word, c Cut) (f form, count int, last rune) {
	start, end := c.Start(), w.N-int(c.Pronoun)
	f = w.formOf(start, end)
	switch c.Article {
	case NoAlef:
		f = f.before(alef)
	case Shared:
		f = f.before(lam).before(alef)
	}
	count = m.count(f)
	if c.Pronoun == 0 || end-start < 2 {
		return f, count, 0
	}
	try := func(g form, letter rune) {
		if n := m.count(g); n > count {
			f, count, last = g, n, letter
		}
	}
	switch short := w.formOf(start, end-1); w.Code[end-1] {
	case teh:
		try(short.after(tehMarbuta), 'ة')
	case alef:
		try(short.after(maksura), 'ى')
	case yeh:
		var buf spelling
		if end-start == 3 && isYehOfMaksura(w.spell(&buf, start, end)) {
			try(short.after(maksura), 'ى')
		}
	case yehHamza, wawHamza:
		try(short.after(hamza), 'ء')
	case waw:
		try(f.after(alef), 'ا')
	}
	return f, count, last
}

// LastLetter returns the last letter of the stem of c where it has another by
// itself than before the pronoun, or 0. ALEF comes after the stem, other letters
// are in place of its last.
func (m *Model) LastLetter(w *Word, c Cut) rune {
	_, _, last := m.normal(w, c)
	return last
}

// Choose returns the cut of w that is most likely, and its probability among all
// cuts: 1 where words.txt has the word.
func (m *Model) Choose(w *Word) (Cut, float32) {
	if c, ok := w.listed(); ok {
		return c, 1
	}
	return m.ChooseUnlisted(w)
}

// ChooseUnlisted does what Choose does, without words.txt.
func (m *Model) ChooseUnlisted(w *Word) (Cut, float32) {
	var cuts [MaxCuts]Cut
	list := m.Cuts(cuts[:0], w)
	if len(list) == 1 {
		return list[0], 1
	}
	var scores [MaxCuts]int
	best := 0
	whole := m.count(w.formOf(0, w.N))
	var features [maxFeatures]uint64
	for k, c := range list {
		for _, h := range m.features(features[:0], w, c, whole) {
			scores[k] += m.weight(h)
		}
		if scores[k] > scores[best] {
			best = k
		}
	}
	sum := 0.0
	for _, s := range scores[:len(list)] {
		sum += math.Exp(float64(s-scores[best]) / WeightStep)
	}
	return list[best], float32(1 / sum)
}
