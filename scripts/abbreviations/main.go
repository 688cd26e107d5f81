// Abbreviations counts, in raw text, the words that the tables of pkg/segment
// (table.go) are chosen from and checked against:
//
//	go run ./scripts/abbreviations [-least N] [-word WORD,...] FILE...
//
// For each table it lists the candidates with their counts, the most frequent
// first. A word is an abbreviation if it seldom stands without its stop; a
// verb reports if it follows a quoted question; and so on, as each list's head
// says. With -word it tells only of those words. Files may be compressed. Run
// it before a word is added to a table. It decides nothing: what is listed is
// then read.
package main

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/corpus"
)

// A tally is the candidates of one table.
type tally struct {
	name, head string
	find       *regexp.Regexp // its first group is the candidate
	counts     map[string]int
}

func newTally(name, head, find string) *tally {
	return &tally{name, head, regexp.MustCompile(find), map[string]int{}}
}

func main() {
	least := flag.Int("least", 20, "leave out what is counted fewer than `N` times")
	only := flag.String("word", "", "tell only of these `WORDS`, parted by commas")
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Args(), *least, *only); err != nil {
		fmt.Fprintln(os.Stderr, "abbreviations:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, files []string, least int, only string) error {
	words := map[string]int{} // all of up to six letters
	word := regexp.MustCompile(`\p{Arabic}+`)
	tallies := []*tally{
		newTally("abbreviations", "words of two to six letters, a stop, a blank and a word; of how many in all", `(?:^|[ («"])(\p{Arabic}{2,6})\. \p{Arabic}`),
		newTally("letters", "one letter, a stop and a word: titles and initials", `(?:^|[ («"])(\p{Arabic})\. ?\p{Arabic}{2}`),
		newTally("initialisms", "letters with stops between them", `(?:^|[ («"])(\p{Arabic}(?:\.\p{Arabic})+)\.?(?:[ )،]|$)`),
		newTally("eras and units", "one to four letters and a stop after a number in digits", `[0-9\x{660}-\x{669}] ?(\p{Arabic}{1,4})\.(?: |$)`),
		newTally("reporting verbs, prepositions", "the word after a quoted question or exclamation", `[؟?!] ?["»”] ?(\p{Arabic}+)`),
		newTally("source words", "the word after a quoted sentence", `\. ?["»”] ?(\p{Arabic}+)`),
		newTally("words before a quoted question", "titles of works, among others", `(\p{Arabic}+):? ?["«“][^"«»“”]{1,60}[؟?]["»”]`),
		newTally("sections", "the word before a number of a section", `(\p{Arabic}+) [0-9]+\.[0-9]+\. `),
		newTally("stage directions", "a word alone in brackets", `\((\p{Arabic}{3,8})\)`),
	}
	for _, name := range files {
		f, err := corpus.Open(name, corpus.Auto)
		if err != nil {
			return err
		}
		in := bufio.NewScanner(f)
		in.Buffer(nil, 64<<20)
		for in.Scan() {
			line := bare(in.Text())
			for _, x := range word.FindAllString(line, -1) {
				if len(x) <= 24 {
					words[x]++
				}
			}
			for _, t := range tallies {
				for _, m := range t.find.FindAllStringSubmatch(line, -1) {
					t.counts[m[1]]++
				}
			}
		}
		f.Close()
		if err := in.Err(); err != nil {
			return err
		}
	}
	asked := map[string]bool{}
	for _, x := range strings.FieldsFunc(only, func(r rune) bool { return r == ',' }) {
		asked[x] = true
	}
	out := bufio.NewWriter(w)
	for i, t := range tallies {
		fmt.Fprintf(out, "\n%s: %s\n", t.name, t.head)
		var keys []string
		for x, n := range t.counts {
			// A word that mostly stands without a stop ends sentences.
			if n >= least && (i > 0 || 4*n > words[x]) && len(asked) == 0 || asked[x] {
				keys = append(keys, x)
			}
		}
		slices.SortFunc(keys, func(a, b string) int { return cmp.Or(t.counts[b]-t.counts[a], cmp.Compare(a, b)) })
		for _, x := range keys {
			fmt.Fprintf(out, "%8d %8d  %s\n", t.counts[x], words[x], x)
		}
	}
	return out.Flush()
}

// bare is line without marks and tatweel.
func bare(line string) string {
	return strings.Map(func(r rune) rune {
		if arabic.IsMark(r) || r == arabic.Kashida {
			return -1
		}
		return r
	}, line)
}
