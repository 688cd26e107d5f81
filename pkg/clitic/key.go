package clitic

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/clitic/maxent"
)

// AppendKey appends the key of a word for an index: the normal form of its stem,
// with ا for each alef with hamza or madda, و for ؤ, ي for ئ and ى, and ه for ة. It
// reports whether the word has clitics; without, or with nothing else, it has no
// key. Words that differ in these letters only have one key, and a key has none.
func (s *Splitter) AppendKey(dst, word []byte) ([]byte, bool) {
	l, ok := read(word)
	if !ok || l.rest < len(word) || l.followed {
		return dst, false
	}
	var buf, next [2 * (maxent.MaxLetters + 2)]byte
	key := appendFolded(buf[:0], word)
	start := len(key)
	found := false
	// Each round takes letters off, or writes the alef of كتبوا for a pronoun, which is once.
	for {
		restored := restore(next[:0], key)
		p := s.Split(restored, Full)
		stem := p.stem()
		if stem == nil || len(p.All()) == 1 {
			break
		}
		key = appendFolded(key[:0], stem.AppendNormal(make([]byte, 0, 2*start), restored))
		found = true
	}
	if !found {
		return dst, false
	}
	return append(dst, key...), true
}

// stem returns the part that is no clitic; nil if all are.
func (p *Parts) stem() *Part {
	for i := range p.All() {
		if p.parts[i].Kind == Stem {
			return &p.parts[i]
		}
	}
	return nil
}

// appendFolded appends the letters of word, each as its class is written in a key.
func appendFolded(dst, word []byte) []byte {
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRune(word[i:])
		i += size
		switch f := maxent.Fold(r); f {
		case 0:
			continue
		case 'ؤ':
			r = 'و'
		case 'ئ', 'ى':
			r = 'ي'
		case 'ة':
			r = 'ه'
		default:
			r = f
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// restore appends a folded word as raw text spells it most often: with ة or ه, ى or
// ي at its end, and where it has the word in neither way, with one hamza inside.
func restore(dst, folded []byte) []byte {
	m := maxent.Default()
	best := 0
	dst = append(dst, folded...)
	try := func(at int, r rune) {
		var buf [2 * (maxent.MaxLetters + 2)]byte
		spelled := append(buf[:0], folded...)
		utf8.EncodeRune(spelled[at:], r)
		if n := m.Frequency(spelled); n > best {
			best = n
			dst = append(dst[:0], spelled...)
		}
	}
	last, size := utf8.DecodeLastRune(folded)
	end := len(folded) - size
	try(end, last)
	switch last {
	case 'ه':
		try(end, 'ة')
	case 'ي':
		try(end, 'ى')
	}
	for at := 0; best == 0 && at < end; at += 2 {
		switch r, _ := utf8.DecodeRune(folded[at:]); r {
		case 'ي':
			try(at, 'ئ')
		case 'و':
			try(at, 'ؤ')
		}
	}
	return dst
}
