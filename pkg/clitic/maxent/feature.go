package maxent

// maxFeatures is how many features a cut has at most.
const maxFeatures = 300

// Features appends the features of a cut of w to dst, by their hashes.
func (m *Model) Features(dst []uint64, w *Word, c Cut) []uint64 {
	return m.features(dst, w, c, m.count(w.formOf(0, w.N)))
}

// Templates of features. Their numbers are part of the model.
const (
	tBias       = iota // what is at the other end
	tStem              // how frequent the stem is
	tDifference        // how much more than the whole
	tFilled            // how many of the forms of tBefore and tAfter there are
	tLength
	tFirst  // of the stem, 1, 2 and 3 letters
	tLast   = tFirst + 3
	tBefore = tLast + 3    // how frequent the stem is with letters before it
	tAfter  = tBefore + 10 // and after it

	tMoreBefore = tAfter + 6       // how much more than the whole it is so
	tMoreAfter  = tMoreBefore + 10 // and so
)

// The other templates.
const (
	tNames     = tMoreAfter + 6 + iota // whether the stem and the whole are names
	tNewNames                          // the same of a stem that is rare
	tName                              // whether the stem with what is behind it is a name
	tPair                              // two letters in a row of a rare stem
	tAdjective                         // how much more the stem and ي is an adjective than a noun with ه or ها
	tPlural                            // and a plural
	tMore                              // how much more than as a noun it is either
)

// rare is the count below which a stem's letters tell whether it is one.
const rare = 5 * countStep

// Every feature is of the particle before a stem or of the pronoun behind it.
const (
	front = 0
	back  = 1 << 8
	// What a rare clitic learns from a frequent one.
	alikeConjunction = 14 // of و and ف
	alikePreposition = 15 // of ب and ك
	anyPronoun       = 15
)

// features appends the features of the cut c of a word that is as frequent as
// whole: of a conjunction or أ with all after it, then of a preposition, or of none,
// and of a pronoun, or of none, with the stem. So what is learnt of ب serves after
// و too, where it is rare.
func (m *Model) features(dst []uint64, w *Word, c Cut, whole int) []uint64 {
	rest := Cut{Question: c.Question, Conjunction: c.Conjunction, Pronoun: c.Pronoun, pronoun: c.pronoun}
	switch {
	case c.Question:
		dst, whole, _ = m.inFront(dst, w, rest, uint64(ask), 0, whole)
	case c.Conjunction != 0:
		dst, whole, _ = m.inFront(dst, w, rest, uint64(c.Conjunction), alikeConjunction, whole)
	}
	p := c.Preposition
	if c.Article == NoAlef || c.Article == Shared {
		p = lil
	}
	alike := uint64(0)
	if p == Bi || p == Ka {
		alike = alikePreposition
	}
	dst, count, filled := m.inFront(dst, w, c, uint64(p), alike, whole)
	return m.behind(dst, w, c, whole, count, filled)
}

// inFront appends the features of the particle before the stem of c, and of those
// that are alike, if any.
func (m *Model) inFront(dst []uint64, w *Word, c Cut, particle, alike uint64, whole int) (_ []uint64, count int, filled uint64) {
	see := func(template int, value uint64) {
		key := uint64(template)<<40 | value<<16 | front
		dst = append(dst, mix(key|particle))
		if alike != 0 {
			dst = append(dst, mix(key|alike))
		}
	}
	stem, count, _ := m.normal(w, c)
	withAl := stem.before(lam).before(alef)
	for k, f := range [...]form{
		withAl, stem.before(waw), stem.before(beh), stem.before(lam), stem.before(seen), stem.before(feh),
		withAl.before(waw), withAl.before(beh), stem.before(yeh), stem.before(teh),
	} {
		n := m.count(f)
		if n > 0 {
			filled++
		}
		see(tBefore+k, uint64(n+2*countStep-1)/(2*countStep))
		see(tMoreBefore+k, moreIfAny(n, whole))
	}
	start, end := c.Start(), w.N-int(c.Pronoun)
	if m.Names != "" {
		names := uint64(m.name(stem)<<4 | m.name(w.formOf(0, w.N)))
		see(tNames, names)
		if count == 0 {
			see(tNewNames, names)
		}
	}
	see(tBias, uint64(c.pronoun))
	see(tStem, uint64(count+countStep-1)/countStep)
	see(tDifference, more(count, whole, 2*countStep))
	see(tLength, uint64(min(end-start, 8)))
	if count < rare {
		for k := start; k+2 <= end; k++ {
			pair := uint64(w.Code[k])<<6 | uint64(w.Code[k+1])
			dst = append(dst, mix(tPair<<40|pair<<16|front|particle))
		}
	}
	letters := uint64(0)
	for k := 0; k < 3 && k < end-start; k++ {
		letters = letters<<6 | uint64(w.Code[start+k])
		see(tFirst+k, letters)
	}
	return dst, count, filled
}

// behind appends the features of the pronoun of c, or of none.
func (m *Model) behind(dst []uint64, w *Word, c Cut, whole, count int, filled uint64) []uint64 {
	see := func(template int, value uint64) {
		key := uint64(template)<<40 | value<<16 | back
		dst = append(dst, mix(key|uint64(c.pronoun)))
		if c.pronoun != 0 {
			dst = append(dst, mix(key|anyPronoun))
		}
	}
	start, end := c.Start(), w.N-int(c.Pronoun)
	written := w.formOf(start, end)
	withHeh := written.after(heh)
	for k, f := range [...]form{
		withHeh, withHeh.after(alef), withHeh.after(meem),
		written.after(tehMarbuta), written.after(alef).after(teh), written.after(teh),
	} {
		n := m.count(f)
		if n > 0 {
			filled++
		}
		see(tAfter+k, uint64(n+2*countStep-1)/(2*countStep))
		see(tMoreAfter+k, moreIfAny(n, whole))
	}
	all := w.formOf(start, w.N)
	if c.Pronoun == 1 && w.Code[w.N-1] == yeh {
		// ي of سياسي is seldom one: text has السياسي, سياسية and the plural سياسيين, but
		// of كتابي it has كتابه and كتابها.
		noun := max(m.count(withHeh), m.count(withHeh.after(alef)))
		adjective := max(m.count(all.before(lam).before(alef)), m.count(all.after(tehMarbuta)))
		plural := m.count(all.after(noon))
		see(tAdjective, more(adjective, noun, countStep))
		see(tPlural, more(plural, noun, countStep))
		see(tMore, more(max(adjective, plural), noun, countStep))
	}
	if m.Names != "" {
		see(tName, uint64(m.name(all)))
	}
	see(tBias, uint64(c.Preposition))
	see(tStem, uint64(count+countStep-1)/countStep)
	see(tDifference, more(count, whole, 2*countStep))
	see(tFilled, filled)
	see(tLength, uint64(min(end-start, 8)))
	letters := uint64(0)
	for k := 0; k < 3 && k < end-start; k++ {
		letters = letters<<6 | uint64(w.Code[end-1-k])
		see(tLast+k, letters)
	}
	return dst
}

// more returns how much more a count is than another, in steps, from 0.
func more(count, than, step int) uint64 { return uint64(count-than+256*countStep) / uint64(step) }

// moreIfAny returns how much more a count is than another, and 0 where it is 0.
func moreIfAny(count, than int) uint64 {
	if count == 0 {
		return 0
	}
	return more(count, than, 2*countStep)
}
