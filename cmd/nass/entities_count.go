package main

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/report"
)

// A nameTable counts names over all texts, in bounded memory.
type nameTable struct {
	merge  bool
	counts map[nameKey]int
	cut    bool // rare names were given up

	near  map[nameKey]int // of the document, which may be a part of a text
	bytes int             // of the document
}

type nameKey struct {
	typ  nameType
	name string
}

const (
	maxNames = 1 << 17
	// A document is the text that short names refer to full ones in.
	maxDocument = 64 << 10
)

func newNameTable(merge bool) *nameTable {
	return &nameTable{merge: merge, counts: map[nameKey]int{}, near: map[nameKey]int{}}
}

// read counts what nameWriter.appendTally wrote.
func (t *nameTable) read(b []byte) {
	number := func() int {
		n, size := binary.Uvarint(b)
		b = b[size:]
		return int(n)
	}
	for len(b) > 0 {
		t.bytes += number()
		for range number() {
			typ := nameType(b[0])
			b = b[1:]
			n := number()
			t.near[nameKey{typ, string(b[:n])}]++
			b = b[n:]
		}
		if t.bytes >= maxDocument {
			t.endDocument()
		}
	}
}

// endDocument counts the names of the document.
func (t *nameTable) endDocument() {
	if t.merge {
		joinShort(t.near)
	}
	for k, n := range t.near {
		t.counts[k] += n
	}
	clear(t.near)
	t.bytes = 0
	for least := 1; len(t.counts) > maxNames; least++ {
		t.cut = true
		maps.DeleteFunc(t.counts, func(_ nameKey, n int) bool { return n <= least })
	}
}

// joinShort gives the count of a short name to the one full name that it
// stands for: one that has its words side by side, of a person; that begins
// with them, of an organization. Where two full names have them that do not
// hold each other, it stays by itself.
func joinShort(near map[nameKey]int) {
	const person, body = nameType(entity.Person), nameType(entity.Organization)
	type full struct {
		key   nameKey
		words []string // as spellingKey has them
	}
	byWord := map[string][]*full{}
	var all []*full
	for k := range near {
		f := &full{key: k, words: strings.Fields(spellingKey(k.name))}
		if len(f.words) == 0 || k.typ != person && k.typ != body {
			continue
		}
		all = append(all, f)
		for _, w := range f.words {
			byWord[w] = append(byWord[w], f)
		}
	}
	holds := func(long, short *full) bool {
		if long.key.typ != short.key.typ || len(long.words) <= len(short.words) {
			return false
		}
		most := len(long.words) - len(short.words)
		if long.key.typ == body {
			most = 0
		}
		for i := 0; i <= most; i++ {
			if slices.Equal(long.words[i:i+len(short.words)], short.words) {
				return true
			}
		}
		return false
	}
	into := map[nameKey]nameKey{}
	for _, short := range all {
		var best *full
		var others []*full
		for _, long := range byWord[short.words[0]] {
			if !holds(long, short) {
				continue
			}
			others = append(others, long)
			if best == nil || len(long.words) > len(best.words) ||
				len(long.words) == len(best.words) && (near[long.key] > near[best.key] || near[long.key] == near[best.key] && long.key.name < best.key.name) {
				best = long
			}
		}
		one := best != nil
		for _, o := range others {
			one = one && (slices.Equal(o.words, best.words) || holds(best, o))
		}
		if one {
			into[short.key] = best.key
		}
	}
	for short, long := range into {
		near[long] += near[short]
		near[short] = 0
	}
	maps.DeleteFunc(near, func(_ nameKey, n int) bool { return n == 0 })
}

// A counted is a name, its count and the other spellings counted with it.
type counted struct {
	nameKey
	n      int
	others []string
}

// sorted is the names, the most frequent first.
func (t *nameTable) sorted() []counted {
	order := func(a, b counted) int {
		return cmp.Or(b.n-a.n, cmp.Compare(a.typ, b.typ), strings.Compare(a.name, b.name))
	}
	all := make([]counted, 0, len(t.counts))
	for k, n := range t.counts {
		all = append(all, counted{nameKey: k, n: n})
	}
	slices.SortFunc(all, order)
	if !t.merge {
		return all
	}
	first := map[nameKey]int{} // by type and spelling key: the most frequent one's place
	kept := all[:0]
	for _, c := range all {
		k := nameKey{c.typ, spellingKey(c.name)}
		if i, ok := first[k]; ok {
			kept[i].n += c.n
			kept[i].others = append(kept[i].others, c.name)
			continue
		}
		first[k] = len(kept)
		kept = append(kept, c)
	}
	slices.SortFunc(kept, order)
	return kept
}

func (t *nameTable) appendTo(dst []byte, format string, style report.Style) []byte {
	if format == "tsv" {
		dst = append(dst, "count\ttype\tname"...)
		if t.merge {
			dst = append(dst, "\tspellings"...)
		}
		dst = append(dst, '\n')
	}
	for _, c := range t.sorted() {
		n := strconv.Itoa(c.n)
		switch format {
		case "jsonl":
			dst = append(append(append(dst, `{"count":`...), n...), `,"type":"`...)
			dst = append(append(dst, c.typ.String()...), `","name":`...)
			dst = report.AppendJSON(dst, c.name)
			for i, s := range c.others {
				if i == 0 {
					dst = append(dst, `,"spellings":[`...)
				} else {
					dst = append(dst, ',')
				}
				dst = report.AppendJSON(dst, s)
			}
			if len(c.others) > 0 {
				dst = append(dst, ']')
			}
			dst = append(dst, "}\n"...)
		case "tsv":
			dst = append(append(append(dst, n...), '\t'), c.typ.String()...)
			dst = report.AppendVisible(append(dst, '\t'), c.name)
			if t.merge {
				dst = append(dst, '\t')
				for i, s := range c.others {
					if i > 0 {
						dst = append(dst, '|')
					}
					dst = report.AppendVisible(dst, s)
				}
			}
			dst = append(dst, '\n')
		default:
			for range max(0, 8-len(n)) {
				dst = append(dst, ' ')
			}
			dst = style.Append(append(append(dst, n...), "  "...), report.InkName, c.typ.String())
			for range 6 - len(c.typ.String()) {
				dst = append(dst, ' ')
			}
			name := c.name
			if len(c.others) > 0 {
				name += " (" + strings.Join(c.others, "، ") + ")"
			}
			dst = style.AppendWords(dst, report.InkFound, name)
			dst = append(dst, '\n')
		}
	}
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
