package maxent

import "unicode/utf8"

// A way is how a listed word is cut. It begins with the أ of a question, a
// conjunction and a preposition, or some of these, and so many of its last letters
// are a pronoun.
type way uint8

const (
	uncut way = 1 << iota
	question
	conjunction
	first
	last1
	last2
	last3
)

// longestListed is how many letters the words of words.txt have at most.
const longestListed = 9

// A spelling holds a word of so many letters in UTF-8.
type spelling [2 * longestListed]byte

// spell returns the letters of w from i to j, in UTF-8, in place of what s holds.
// There are at most longestListed.
func (w *Word) spell(s *spelling, i, j int) []byte {
	out := s[:0]
	for _, c := range w.Code[i:j] {
		out = utf8.AppendRune(out, runeOf(c))
	}
	return out
}

// listed returns how words.txt cuts w, by itself or after و or ف, and whether it
// does.
func (w *Word) listed() (Cut, bool) {
	if w.N > longestListed {
		return Cut{}, false
	}
	var buf spelling
	s := string(w.spell(&buf, 0, w.N))
	var c Cut
	how := listed(s)
	if how == 0 && (w.Code[0] == waw || w.Code[0] == feh) {
		c.Conjunction = particleOf(w.Code[0])
		if how = listed(s[2:]); how&question != 0 {
			how = 0 // أ is before و and ف
		}
	}
	c.Question = how&question != 0
	if how&conjunction != 0 {
		c.Conjunction = particleOf(w.Code[c.Start()])
	}
	if how&first != 0 {
		c.Preposition = particleOf(w.Code[c.Start()])
	}
	switch {
	case how&last1 != 0:
		c.Pronoun = 1
	case how&last2 != 0:
		c.Pronoun = 2
	case how&last3 != 0:
		c.Pronoun = 3
	}
	return c, how != 0
}
