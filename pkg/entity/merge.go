package entity

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// A fullName is a name that short ones may stand for.
type fullName struct {
	key   countKey
	words []string // as spellingKey has them
}

// holds reports whether short may stand for f: f has its words side by side, of
// a person; f begins with them, of an organization.
func (f *fullName) holds(short *fullName) bool {
	if f.key.typ != short.key.typ || len(f.words) <= len(short.words) {
		return false
	}
	last := len(f.words) - len(short.words)
	if f.key.typ == Organization {
		last = 0
	}
	for i := 0; i <= last; i++ {
		if slices.Equal(f.words[i:i+len(short.words)], short.words) {
			return true
		}
	}
	return false
}

// joinShort gives the count of a short name to the one full name that it stands
// for. Where two full names hold it that do not hold each other, it stays by
// itself.
func joinShort(near map[countKey]int) {
	byWord := map[string][]*fullName{}
	var all []*fullName
	for k := range near {
		f := &fullName{key: k, words: strings.Fields(spellingKey(k.name))}
		if len(f.words) == 0 || k.typ != Person && k.typ != Organization {
			continue
		}
		all = append(all, f)
		for _, w := range f.words {
			byWord[w] = append(byWord[w], f)
		}
	}
	// better reports whether a is the longer name, the more frequent of two of
	// one length, or the first of equals.
	better := func(a, b *fullName) bool {
		switch na, nb := near[a.key], near[b.key]; {
		case len(a.words) != len(b.words):
			return len(a.words) > len(b.words)
		case na != nb:
			return na > nb
		}
		return a.key.name < b.key.name
	}
	into := map[countKey]countKey{}
	for _, short := range all {
		var best *fullName
		var others []*fullName
		for _, long := range byWord[short.words[0]] {
			if !long.holds(short) {
				continue
			}
			others = append(others, long)
			if best == nil || better(long, best) {
				best = long
			}
		}
		one := best != nil
		for _, o := range others {
			one = one && (slices.Equal(o.words, best.words) || best.holds(o))
		}
		if one {
			into[short.key] = best.key
		}
	}
	for short, long := range into {
		near[long] += near[short]
		near[short] = 0
	}
	maps.DeleteFunc(near, func(_ countKey, n int) bool { return n == 0 })
}

// spellingKey is equal for spellings of one name: hamzas and final letters as
// writers mix them; and in words of five letters or more that look foreign, the
// letters that stand for one foreign sound (غوتيريس, جوتيريش), in those of six
// or more also with or without long vowels inside (نتنياهو, نتانياهو).
func spellingKey(name string) string {
	words := strings.Fields(spellings.Replace(name))
	for i, w := range words {
		letters := utf8.RuneCountInString(w)
		if letters < 5 || strings.ContainsAny(w, "حعصضظذ") || strings.HasPrefix(w, "ال") {
			continue
		}
		w = sounds.Replace(w)
		if letters >= 6 {
			_, first := utf8.DecodeRuneInString(w)
			if bare := vowels.Replace(w[first:]); utf8.RuneCountInString(bare) >= 3 {
				w = w[:first] + bare
			}
		}
		words[i] = w
	}
	return strings.Join(words, " ")
}

var (
	spellings = strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا", "ٱ", "ا", "ى", "ي", "ؤ", "و", "ئ", "ي", "ة", "ه",
		"گ", "غ", "ڤ", "ف", "پ", "ب", "ک", "ك", "ی", "ي")
	sounds = strings.NewReplacer("ج", "غ", "ش", "س", "ط", "ت", "ث", "ت")
	vowels = strings.NewReplacer("ا", "", "و", "", "ي", "")
)
