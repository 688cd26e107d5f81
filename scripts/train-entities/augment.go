package main

import (
	"math/rand/v2"
	"strings"

	"github.com/nass-ar/nass/pkg/entity/conll"
)

// augment is the sentence with its persons, places and organizations replaced
// by others that were found in the raw text, so that the words around a name
// count for more than the name; or none, where nothing could be replaced.
func augment(rng *rand.Rand, s conll.Sentence, names [4][]string) (conll.Sentence, bool) {
	var out conll.Sentence
	at := 0
	some := false
	for _, c := range conll.Chunks(s.Tags) {
		list := names[typeNumber(c.Type)]
		if len(list) == 0 || proclitic(s.Tokens[c.Start]) || rng.IntN(4) == 0 {
			continue
		}
		out.Tokens = append(out.Tokens, s.Tokens[at:c.Start]...)
		out.Tags = append(out.Tags, s.Tags[at:c.Start]...)
		for i, w := range strings.Fields(list[rng.IntN(len(list))]) {
			out.Tokens = append(out.Tokens, w)
			if i == 0 {
				out.Tags = append(out.Tags, "B-"+c.Type)
			} else {
				out.Tags = append(out.Tags, "I-"+c.Type)
			}
		}
		at = c.End
		some = true
	}
	out.Tokens = append(out.Tokens, s.Tokens[at:]...)
	out.Tags = append(out.Tags, s.Tags[at:]...)
	return out, some
}

func typeNumber(name string) int {
	for i, t := range types {
		if t == name {
			return i
		}
	}
	return -1
}

// names are those that votes list, by type.
func (v *votes) names() (all [4][]string) {
	for _, key := range sortedKeys(v.phrases) {
		t := v.phrases[key] - 2
		if t < 3 && !strings.ContainsAny(key, "abcdefghijklmnopqrstuvwxyz0") {
			all[t] = append(all[t], key)
		}
	}
	for _, f := range sortedKeys(v.forms) {
		for t, n := range v.forms[f] {
			if t < 3 && n >= 13 && len(f) > 6 && !strings.ContainsAny(f, "abcdefghijklmnopqrstuvwxyz0") && !proclitic(f) {
				all[t] = append(all[t], f)
			}
		}
	}
	return all
}

// proclitic reports whether a word may begin with one.
func proclitic(w string) bool {
	for _, p := range []string{"و", "ف", "ب", "ك", "ل"} {
		if strings.HasPrefix(w, p) {
			return true
		}
	}
	return false
}
