package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/segment"
)

// articles is how many of a file flatten reads.
const articles = 6000

// A count is what became of the ends that no mark shows.
type count struct {
	title, titles int // of titles: found, all
	found, ends   int // of other lines
	alarms        int
	opening, bare int // of articles without their titles: those with an alarm in the first sentence, all
}

// flatten measures the model on articles whose lines are joined.
func flatten(name string, misses bool) error {
	f, err := corpus.Open(name, corpus.Auto)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 64<<20)
	modes := []segment.Mode{segment.Auto, segment.On}
	var counts [2]count
	sentences, n := 0, 0
	var lines []string
	titled := false // the first of lines is a title
	flush := func() {
		if len(lines) > 0 {
			n++
			sentences += page(lines, titled, modes, counts[:], misses)
		}
		lines, titled = nil, false
	}
	before := "" // the line before
	for in.Scan() && n < articles {
		line := in.Text()
		s := strings.TrimSpace(line)
		if s != "" {
			if before == "" && line[0] != ' ' {
				flush()
			}
			titled = titled || before != "" && len(lines) == 1
			lines = append(lines, s)
		}
		before = s
	}
	flush()
	for i, c := range counts {
		fmt.Printf("%-8s %d sentences: %d of %d titles, %d of %d other lines without a mark, %.2f alarms in 1000 sentences; without titles, an alarm opens %d of %d\n",
			[]string{"auto", "on"}[i], sentences, c.title, c.titles, c.found, c.ends, 1000*float64(c.alarms)/float64(sentences), c.opening, c.bare)
	}
	return in.Err()
}

// page counts one article, and tells how many sentences the rules find in it.
func page(lines []string, titled bool, modes []segment.Mode, counts []count, misses bool) int {
	text := strings.Join(lines, " ")
	body := text
	if titled {
		body = strings.Join(lines[1:], " ")
	}
	cut := func(h segment.Mode) []segment.Sentence {
		return segment.Sentences(nil, []byte(text), segment.Options{Headlines: h})
	}
	known := map[int]bool{} // ends by rule
	rules := cut(segment.Off)
	for _, s := range rules {
		known[s.End] = true
	}
	unmarked := map[int]bool{}
	at := 0
	for _, line := range lines[:len(lines)-1] {
		at += len(line)
		if !known[at] {
			unmarked[at] = true
		}
		at++
	}
	for i, h := range modes {
		c := &counts[i]
		c.bare++
		if first := segment.Sentences(nil, []byte(body), segment.Options{Headlines: h}); first[0].Reason == segment.Headline {
			c.opening++
		}
		for end := range unmarked {
			if titled && end == len(lines[0]) {
				c.titles++
			} else {
				c.ends++
			}
		}
		for _, s := range cut(h) {
			switch {
			case known[s.End]:
			case titled && s.End == len(lines[0]):
				c.title++
			case unmarked[s.End]:
				c.found++
			default:
				c.alarms++
				if misses && i == 0 {
					fmt.Printf("  added  %q | %q\n", text[s.Start:s.End], tail(text[s.End:]))
				}
			}
		}
	}
	return len(rules)
}

// tail is the first words of s.
func tail(s string) string {
	fields := strings.Fields(s)
	return strings.Join(fields[:min(len(fields), 8)], " ")
}
