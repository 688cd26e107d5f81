package maxent

// maxFeatures is how many features a cut has at most.
const maxFeatures = 100

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
)

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
// whole: of a conjunction with all after it, then of a preposition, or of none,
// and of a pronoun, or of none, with the stem. So what is learnt of ب serves after
// و too, where it is rare.
func (m *Model) features(dst []uint64, w *Word, c Cut, whole int) []uint64 {
	if c.Conjunction != 0 {
		rest := Cut{Conjunction: c.Conjunction, Pronoun: c.Pronoun, pronoun: c.pronoun}
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
	}
	start, end := c.Start(), w.N-int(c.Pronoun)
	see(tBias, uint64(c.pronoun))
	see(tStem, uint64(count+countStep-1)/countStep)
	see(tDifference, uint64(count-whole+256*countStep)/(2*countStep))
	see(tLength, uint64(min(end-start, 8)))
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
	}
	see(tBias, uint64(c.Preposition))
	see(tStem, uint64(count+countStep-1)/countStep)
	see(tDifference, uint64(count-whole+256*countStep)/(2*countStep))
	see(tFilled, filled)
	see(tLength, uint64(min(end-start, 8)))
	letters := uint64(0)
	for k := 0; k < 3 && k < end-start; k++ {
		letters = letters<<6 | uint64(w.Code[end-1-k])
		see(tLast+k, letters)
	}
	return dst
}
