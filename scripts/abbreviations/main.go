// Abbreviations counts, in raw text, the words that pkg/segment and pkg/lexicon
// look up, and what else stands where they stand:
//
//	go run ./scripts/abbreviations [-least N] [-update pkg/segment/words.txt] FILE...
//
// For each section of words.txt it lists what is counted often in the place of
// its words, the most frequent first: how often there, how often anywhere, and
// the word. A word is an abbreviation if it seldom stands without its stop; a
// verb reports if it follows a quoted question; and so on. It decides nothing:
// what is listed is then read, and a word is added by hand. With -update it
// writes the counts into words.txt and sorts its sections by them. Files may be
// compressed. Run it before and after a word is added.
package main

import (
	"bufio"
	"bytes"
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

// A place is where the words of some sections of words.txt stand.
type place struct {
	sections []string
	find     *regexp.Regexp // its first group is the word
	counts   map[string]int
}

// places are in the order of words.txt, which says in words what they are.
func places() []*place {
	const before, digit = `(?:^|[ («"])`, `[0-9\x{660}-\x{669}]`
	return []*place{
		newPlace(before+`[ول]?(\p{Arabic})\. ?\p{Arabic}{2}`, "Title"),
		newPlace(digit+` ?(\p{Arabic}{1,4})\.(?: |$)`, "Era"),
		newPlace(`[؟?!] ?["»”] ?(\p{Arabic}+)`, "ReportingVerb", "GoingOn"),
		newPlace(`(\p{Arabic}+):? ?["«“][^"«»“”]{1,60}[؟?]["»”]`, "Work"),
		newPlace(`(?:\. ?["»”]|[^.]\.\.) ?(\p{Arabic}+)`, "Source"),
		newPlace(`\((\p{Arabic}{3,8})\)`, "StageDirection"),
		newPlace(`(\p{Arabic}+) [0-9]+\.[0-9]+\. `, "Section"),
		newPlace(`(\p{Arabic}+) [مه]\.(?: |$)`, "Numeral"),
		newPlace(before+`(\p{Arabic}{2,6})\. \p{Arabic}`, stopped...),
		newPlace(`\p{Arabic}{3}\.(\p{Arabic}{2}) `, "ShortWord"),
		newPlace(`\p{Arabic}\.(\p{Arabic}{2,9})(?:$|[^\p{Arabic}])`, "HostEnding"),
		newPlace(`\b([A-Za-z]{1,6})\. [A-Z0-9]`, "LatinAbbreviation", "LatinEnding"),
		newPlace(`([\p{Arabic}A-Za-z]+) ?!`, "Exclaimed"),
		newPlace(`(\p{Arabic}+) ?\.[0-9]{4}(?:$|[^0-9])`, "YearWord"),
		newPlace(`[A-Za-z0-9-]\.([a-z]{2,5})(?:[^a-z.-]|$)`, "TopDomain"),
	}
}

// stopped are the sections of words that mostly stand with a stop.
var stopped = []string{"Etcetera", "Abbreviation", "LetterName"}

func newPlace(find string, sections ...string) *place {
	return &place{sections, regexp.MustCompile(find), map[string]int{}}
}

func main() {
	least := flag.Int("least", 20, "leave out what is counted fewer than `N` times")
	update := flag.String("update", "", "write the counts into this `FILE`")
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Args(), *least, *update); err != nil {
		fmt.Fprintln(os.Stderr, "abbreviations:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, files []string, least int, update string) error {
	all := map[string]int{}
	word := regexp.MustCompile(`\p{Arabic}+|[A-Za-z]+`)
	places := places()
	for _, name := range files {
		if err := eachLine(name, func(line string) {
			for _, x := range word.FindAllString(line, -1) {
				if len(x) <= 24 {
					all[x]++
				}
			}
			for _, p := range places {
				for _, m := range p.find.FindAllStringSubmatch(line, -1) {
					p.counts[m[1]]++
				}
			}
		}); err != nil {
			return err
		}
	}
	if update != "" {
		return rewrite(update, places, all)
	}
	out := bufio.NewWriter(w)
	for _, p := range places {
		fmt.Fprintf(out, "\n%s\n", strings.Join(p.sections, ", "))
		var words []string
		for x, n := range p.counts {
			// A word that mostly stands without a stop ends sentences.
			if n >= least && (p.sections[0] != stopped[0] || 4*n > all[x]) {
				words = append(words, x)
			}
		}
		p.sort(words)
		for _, x := range words {
			fmt.Fprintf(out, "%8d %8d  %s\n", p.counts[x], all[x], x)
		}
	}
	return out.Flush()
}

// eachLine yields the lines of the text, without marks and tatweel.
func eachLine(name string, yield func(line string)) error {
	f, err := corpus.Open(name, corpus.Auto)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		yield(strings.Map(func(r rune) rune {
			if arabic.IsMark(r) || r == arabic.TatweelSign {
				return -1
			}
			return r
		}, in.Text()))
	}
	return in.Err()
}

// sort puts first what is counted most.
func (p *place) sort(words []string) {
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(p.counts[b]-p.counts[a], cmp.Compare(a, b)) })
}

// rewrite writes the counts into the file of words.
func rewrite(name string, places []*place, all map[string]int) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	var at *place
	var words []string // of the section at hand
	flush := func() {
		at.sort(words)
		for _, x := range words {
			fmt.Fprintf(&out, "%s\t%d\t%d\n", x, at.counts[x], all[x])
		}
		words = words[:0]
	}
	for line := range strings.Lines(string(data)) {
		x, _, ok := strings.Cut(line, "\t")
		if at != nil && ok && line[0] != '#' {
			words = append(words, x)
			continue
		}
		if at != nil {
			flush()
		}
		if section, ok := strings.CutPrefix(line, "== "); ok {
			section, _, _ = strings.Cut(section, ":")
			i := slices.IndexFunc(places, func(p *place) bool { return slices.Contains(p.sections, section) })
			if i < 0 {
				return fmt.Errorf("%s: no place is known of section %s", name, section)
			}
			at = places[i]
		}
		out.WriteString(line)
	}
	if at != nil {
		flush()
	}
	return os.WriteFile(name, out.Bytes(), 0o644)
}
