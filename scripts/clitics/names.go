package clitics

import (
	"bufio"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/clitic/maxent"
	"github.com/nass-ar/nass/pkg/corpus"
)

// longestName is how many letters a name has that is listed. A longer word is hardly
// a shorter one with clitics.
const longestName = 8

// ReadNames returns how many names of the files have each word of 3 to 8 letters
// without the article, folded. A line of a file is a name and, after a tab, what
// it names.
func ReadNames(files []string) (map[string]int, error) {
	names := map[string]int{}
	for _, file := range files {
		in, err := corpus.Open(file, corpus.UTF8)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(in)
		for lines.Scan() {
			name, _, _ := strings.Cut(lines.Text(), "\t")
			for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return maxent.Fold(r) == 0 }) {
				word = strings.Map(maxent.Fold, word)
				if n := utf8.RuneCountInString(word); 3 <= n && n <= longestName && !strings.HasPrefix(word, "ال") {
					names[word]++
				}
			}
		}
		in.Close()
		if err := lines.Err(); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// oneNameIn is how many names there are for each that teaches, chosen on the first
// half of the gold.
const oneNameIn = 10

// NameWords returns words that teach what names look like: some of those that are
// rare in raw text, whole where they begin as with a particle, and with a particle
// before them. Half of them are taught as if no list had them.
func NameWords(names map[string]int, counts maxent.Table) []Gold {
	var all []string
	for name := range names {
		all = append(all, name)
	}
	slices.Sort(all)
	m := maxent.Model{Counts: counts}
	rng := rand.New(rand.NewPCG(3, 4))
	var words []Gold
	add := func(text string, cuts uint32, unknown bool) {
		g := Gold{Text: text, Cuts: cuts, Unknown: unknown}
		if g.Set(text) {
			words = append(words, g)
		}
	}
	particles := []string{"و", "و", "و", "ب", "ب", "ل", "ل", "ف", "ك"}
	for _, name := range all {
		if rng.IntN(oneNameIn) != 0 || m.IsFrequent(name) {
			continue
		}
		unknown := rng.IntN(2) == 0
		if first, _ := utf8.DecodeRuneInString(name); strings.ContainsRune("وفبلكس", first) || rng.IntN(3) == 0 {
			add(name, 0, unknown)
		}
		if rng.IntN(2) == 0 {
			add(particles[rng.IntN(len(particles))]+name, 1<<1, unknown)
		}
	}
	return words
}
