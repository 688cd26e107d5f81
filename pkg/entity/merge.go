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

// heads are the words for the kind of an organization that writers put before its name
// or omit, as spellingKey has them: تنظيم القاعدة, القاعدة.
var heads = map[string]bool{"تنظيم": true, "جماعه": true, "حركه": true, "شركه": true, "مجموعه": true, "قناه": true, "صحيفه": true, "نادي": true, "وكاله": true}

// holds reports whether short may stand for f. Of a person f has its words side by side,
// or begins and ends as it does and has more names between: محمد بن علي السالم, محمد السالم.
// Of an organization f begins with them, or has only the word for its kind before them.
func (f *fullName) holds(short *fullName) bool {
	if f.key.typ != short.key.typ || len(f.words) <= len(short.words) {
		return false
	}
	last := len(f.words) - len(short.words)
	if f.key.typ == Organization {
		last = 0
		if heads[f.words[0]] {
			last = 1
		}
	}
	for i := 0; i <= last; i++ {
		if slices.Equal(f.words[i:i+len(short.words)], short.words) {
			return true
		}
	}
	return f.key.typ == Person && len(short.words) > 1 && f.words[0] == short.words[0] &&
		f.words[len(f.words)-1] == short.words[len(short.words)-1] && f.hasWords(short)
}

// hasWords reports whether f has the words of other, in their order.
func (f *fullName) hasWords(other *fullName) bool {
	rest := other.words
	for _, w := range f.words {
		if len(rest) > 0 && w == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

// joinShort gives the count of a short name to the one full name that it stands
// for.
func joinShort(near map[countKey]int) {
	for short, long := range fullNames(near, spellingKey) {
		near[long] += near[short]
		near[short] = 0
	}
	maps.DeleteFunc(near, func(_ countKey, n int) bool { return n == 0 })
}

// oftener is how many times as frequent as the full name a short name of an organization
// is that takes its place: the full one may be a mistake (داعش سوريا).
const oftener = 5

// fullNames returns the one name that each name stands for: a short name for the full
// one, or the full one for a much more frequent short one, given what returns the spelling
// key of a name. Where two full names hold a short one and neither has the words of the
// other, it stands for itself. What a name stands for stands for itself.
func fullNames(near map[countKey]int, spellingKey func(name string) string) map[countKey]countKey {
	byWord := map[string][]*fullName{} // those that may hold others
	var all []*fullName
	for k := range near {
		f := &fullName{key: k, words: strings.Fields(spellingKey(k.name))}
		if len(f.words) == 0 || k.typ != Person && k.typ != Organization {
			continue
		}
		all = append(all, f)
		if len(f.words) == 1 {
			continue
		}
		for _, w := range f.words {
			byWord[w] = append(byWord[w], f)
		}
	}
	if len(byWord) == 0 {
		return nil
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
	frequent := map[countKey]*fullName{} // what is much more frequent than a full name, by that name
	for _, short := range all {
		var best *fullName
		var others []*fullName
		often := short.key.typ == Organization
		for _, long := range byWord[short.words[0]] {
			if !long.holds(short) {
				continue
			}
			others = append(others, long)
			often = often && near[short.key] >= oftener*near[long.key]
			if best == nil || better(long, best) {
				best = long
			}
		}
		if often {
			for _, o := range others {
				if f := frequent[o.key]; f == nil || near[short.key] > near[f.key] || near[short.key] == near[f.key] && short.key.name < f.key.name {
					frequent[o.key] = short
				}
			}
			continue
		}
		one := best != nil
		for _, o := range others {
			one = one && best.hasWords(o)
		}
		if one {
			into[short.key] = best.key
		}
	}
	// A full name may itself stand for another.
	for long, short := range frequent {
		into[long] = short.key
	}
	for k, long := range into {
		for next, ok := into[long]; ok; next, ok = into[long] {
			long = next
		}
		into[k] = long
	}
	return into
}

// A Merger gives the names of a text the names with which a [Counter] that merges
// counts them: a short name the full one near it, and the spellings of one
// name the most frequent. The zero value is ready for a text. It is not safe for
// concurrent use.
type Merger struct {
	keys []countKey // of the names of the text, merged but for the last ones
	near map[countKey]int
	from int // of keys, where the names begin that are near each other
	size int // bytes of text since then

	spelled spelled
}

// spelled holds the spelling keys of names that were seen lately.
type spelled map[string]string

// spelledMost is how many names it holds.
const spelledMost = 1 << 14

// key returns what spellingKey returns.
func (s *spelled) key(name string) string {
	key, ok := (*s)[name]
	if !ok {
		if *s == nil || len(*s) >= spelledMost {
			*s = spelled{}
		}
		key = spellingKey(name)
		(*s)[strings.Clone(name)] = key // not to keep the names of a whole unit
	}
	return key
}

// Add adds the names of the next size bytes of the text, a unit, as [Counter.Add]
// does.
func (m *Merger) Add(size int, names []Mention) {
	for i := range names {
		m.keys = append(m.keys, countKey{names[i].Type, names[i].Name})
	}
	if m.size += size; m.size >= documentSize {
		m.join()
	}
}

// join merges the names that are near each other.
func (m *Merger) join() {
	if names := m.keys[m.from:]; len(names) > 1 {
		m.count(names)
		into := fullNames(m.near, m.spelled.key)
		for i, k := range names {
			if long, ok := into[k]; ok {
				names[i] = long
			}
		}
	}
	m.from, m.size = len(m.keys), 0
}

// count sets near to how often each of the names is there.
func (m *Merger) count(names []countKey) {
	if m.near == nil {
		m.near = map[countKey]int{}
	}
	clear(m.near)
	for _, k := range names {
		m.near[k]++
	}
}

// AppendNames appends the full names of all names of the text to dst, in the order in
// which they were added, and begins the next text.
func (m *Merger) AppendNames(dst []string) []string {
	m.join()
	var best map[countKey]string // by type and spelling key
	if len(m.keys) > 1 {
		best = map[countKey]string{}
		m.count(m.keys)
		for k, n := range m.near {
			by := countKey{k.typ, m.spelled.key(k.name)}
			have, ok := best[by]
			if was := m.near[countKey{k.typ, have}]; !ok || n > was || n == was && k.name < have {
				best[by] = k.name
			}
		}
	}
	for _, k := range m.keys {
		if len(best) > 0 {
			k.name = best[countKey{k.typ, m.spelled.key(k.name)}]
		}
		dst = append(dst, k.name)
	}
	clear(m.keys)
	m.keys, m.from = m.keys[:0], 0
	return dst
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
