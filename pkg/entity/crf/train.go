package crf

// Fold appends the form of a token that the model's tables are keyed by to
// dst: without marks and tatweel, with one form of alef, yeh and heh, digits as
// 0 and Latin letters small. Folding a folded form changes nothing.
func Fold(dst, token []byte) []byte {
	var w word
	w.set(token)
	f := w.fold()
	return f.appendTo(dst)
}

// Features calls see for each feature of each word of a sentence, with its
// template and its hash: what the first pass has weights for. It is slow, and
// for training.
func (t *Tagger) Features(sentence [][]byte, see func(i, template int, h uint64)) {
	types := make([]wordType, len(sentence))
	for i, s := range sentence {
		var w word
		w.set(s)
		t.m.describe(&types[i], &w, func(offsets, template int, value uint64) {
			h := feature(template, value)
			for o := range 5 {
				if j := i + 2 - o; offsets>>o&1 != 0 && j >= 0 && j < len(sentence) {
					see(j, template, at(h, o))
				}
			}
		})
	}
	t.begin(len(sentence))
	for _, s := range sentence {
		t.words = append(t.words, t.typeOf(s))
	}
	phrase := t.match()
	var values [pairN]uint64
	for i := range sentence {
		var around [5]*wordType
		for o := range around {
			if j := i + o - 2; j >= 0 && j < len(sentence) {
				around[o] = &types[j]
			} else {
				around[o] = &outside
				see(i, tFolded, at(feature(tFolded, 1), o))
			}
		}
		for k, v := range pairFeatures(&values, &around, phrase[i]&^phraseListed) {
			see(i, tPairs+k, feature(tPairs+k, v))
		}
	}
}

// Recall calls see for each word of a unit's sentences whose other uses speak
// for a tag, where tags, numbers in the order of a Scheme, are what the first
// pass gave. It is slow, and for training.
func (t *Tagger) Recall(unit [][][]byte, tags [][]uint8, see func(sentence, i int, tag uint8)) {
	t.reset()
	for n, s := range unit {
		for _, token := range s {
			var w word
			w.set(token)
			var x wordType
			t.m.describe(&x, &w, func(int, int, uint64) {})
			t.known = append(t.known, known{base: x.base, flags: x.flags})
		}
		t.tags = append(t.tags, tags[n]...)
		t.ends = append(t.ends, len(t.tags))
	}
	if !t.recall.read(t.known, t.tags) {
		return
	}
	from := 0
	for n, to := range t.ends {
		for i := from; i < to; i++ {
			if h := t.recall.hints[i]; h != 0 {
				see(n, i-from, h)
			}
		}
		from = to
	}
}

// Lexical reports whether features of a template name words as such.
func Lexical(template int) bool {
	switch template {
	case tFolded, tNormal, tBase, tBare, tPairs, tPairs + 1:
		return true
	}
	return false
}

// HashOf returns the hash by which [Tagger.Words] names a folded form.
func HashOf(folded string) uint64 {
	var w word
	w.set([]byte(folded))
	f := w.fold()
	return f.hash()
}

// Words calls see for each word of the unit, with its form without proclitics,
// as a hash, and its tag.
func (t *Tagger) Words(see func(base uint64, tag uint8)) {
	for i, tag := range t.tags {
		see(t.known[i].base, tag)
	}
}
