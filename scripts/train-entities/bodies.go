package main

import (
	_ "embed"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// headWords begin the names of bodies: جامعة, شركة, هيئة. Those of a kind
// stand on one line.
//
//go:embed heads.txt
var headWords string

// The names of bodies are grown a word at a time from their heads: a word
// belongs to the name so far if it follows it leastBody times and in a share
// of leastShare of its uses.
const (
	leastBody  = 6
	leastShare = 0.2
	wholeShare = 0.7 // of a name's uses in one longer name: then it is none by itself
	mostWords  = 6
)

// A name is the numbers of its words, 0 past its end.
type name [mostWords]int32

// makeBodies lists the names of bodies in the raw text: what follows a head
// again and again. A line of bodies.tsv is a folded name, the kind of its head
// and how often it was read.
func makeBodies(c config) error {
	file := c.file("bodies.tsv")
	if exists(file) {
		return nil
	}
	k, err := readCorpus(c)
	if err != nil {
		return err
	}
	heads := k.heads()
	follows := make([]bool, len(k.words)) // the word may stand in a name past its head
	for i, w := range k.words {
		follows[i] = i > 0 && mayFollow(w)
	}
	names, last := map[name]int{}, map[name]int{}
	for n := 2; n <= mostWords; n++ {
		longer := map[name]int{}
		for i := 0; i+n <= len(k.text); i++ {
			if _, ok := heads[max(0, k.text[i])]; !ok {
				continue
			}
			var g name
			copy(g[:], k.text[i:i+n-1])
			w := k.text[i+n-1]
			if n > 2 && last[g] == 0 || w < 0 || !follows[w] || !agrees(k.words[g[0]], k.words[w], n) {
				continue
			}
			g[n-1] = w
			longer[g]++
		}
		for g, x := range longer {
			part := g
			part[n-1] = 0
			if x < leastBody || n > 2 && float64(x) < leastShare*float64(last[part]) {
				delete(longer, g)
			}
		}
		for g, x := range longer {
			part := g
			part[n-1] = 0
			if n > 2 && float64(x) > wholeShare*float64(last[part]) {
				delete(names, part)
			}
		}
		maps.Copy(names, longer)
		last = longer
	}
	var lines []string
	for g, x := range names {
		var words []string
		for _, w := range g {
			if w > 0 {
				words = append(words, k.words[w])
			}
		}
		lines = append(lines, fmt.Sprintf("%s\t%d\t%d\n", strings.Join(words, " "), heads[g[0]], x))
	}
	slices.Sort(lines)
	return os.WriteFile(file, []byte(strings.Join(lines, "")), 0o644)
}

// heads are the words that begin names, with the article or without, and their
// kinds.
func (k *rawText) heads() map[int32]int {
	number := map[string]int32{}
	for i, w := range k.words {
		number[w] = int32(i)
	}
	heads := map[int32]int{}
	kind := 0
	for line := range strings.Lines(headWords) {
		for _, w := range strings.Fields(line) {
			for _, p := range []string{"", "ال"} {
				if i := number[p+folded(w)[0]]; i > 0 {
					heads[i] = kind
				}
			}
		}
		kind++
	}
	return heads
}

// mayFollow reports whether a folded word may stand in a body's name: it is
// Arabic, has three letters or more and is no word of grammar.
func mayFollow(w string) bool {
	return len(w) >= len("ثلث") && !grammar[w] && !strings.ContainsFunc(w, func(r rune) bool { return r < 0x0621 || r > 0x064A })
}

// agrees reports whether w may be the nth word of a name with that head:
// after the article only what has one itself, and no bi- further on.
func agrees(head, w string, n int) bool {
	if n > 2 {
		return !strings.HasPrefix(w, "ب")
	}
	if strings.HasPrefix(head, "ال") {
		return strings.HasPrefix(w, "ال") || strings.HasPrefix(w, "لل")
	}
	return true
}

// grammar holds words, folded, that end a name before them.
var grammar = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`في من عن على إلى مع بين بعد قبل خلال عند لدى ضد منذ حتى عبر ضمن نحو حول دون بدون
		وفي ومن وعن وعلى وإلى ومع أن إن أنه أنها إنه إنها وأن وأنه وأنها بأن لأن أو أم بل لكن ولكن ثم إذ إذا كما حيث
		التي الذي الذين اللذين اللتين والتي والذي هذا هذه ذلك تلك وهذا وهذه وذلك هو هي هم وهو وهي كان كانت وكان وكانت يكون
		تكون قد لقد فقد وقد لم لن لا ما ولم ولن ولا وما كل بعض غير أيضا هناك هنا فيها فيه منه منها عليه عليها بها به لها له
		قال قالت أعلن أعلنت أكد أكدت أضاف أضافت ذكر ذكرت أوضح أوضحت أشار أشارت أمس اليوم غدا أول عام سنة يوم
		الأول الثاني الماضي الماضية المقبل المقبلة الحالي الحالية المذكورة نفسه نفسها`) {
		set[folded(w)[0]] = true
	}
	return set
}()
