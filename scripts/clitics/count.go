package clitics

import (
	"bufio"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/clitic/maxent"
	"github.com/nass-ar/nass/pkg/corpus"
)

// longest is how many letters a form has that is counted.
const longest = 14

// Count returns how often the files have each word of Arabic letters, without
// marks and tatweel, as [maxent.Fold] has their letters. It leaves out words
// that are rarer than least.
func Count(files []string, least int) (map[string]int, error) {
	counts := map[string]*int{}
	for _, name := range files {
		if err := countFile(counts, name); err != nil {
			return nil, err
		}
	}
	kept := map[string]int{}
	for word, n := range counts {
		if *n >= least {
			kept[word] = *n
		}
	}
	return kept, nil
}

func countFile(counts map[string]*int, name string) error {
	in, err := corpus.Open(name, corpus.UTF8)
	if err != nil {
		return err
	}
	defer in.Close()
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<20), 1<<28)
	var word []byte
	for lines.Scan() {
		letters, other := 0, false
		end := func() {
			if 2 <= letters && letters <= longest && !other {
				if n := counts[string(word)]; n != nil {
					*n++
				} else {
					one := 1
					counts[string(word)] = &one
				}
			}
			word, letters, other = word[:0], 0, false
		}
		for _, r := range lines.Text() {
			letter := maxent.Fold(r)
			switch {
			case letter != 0:
				word = utf8.AppendRune(word, letter)
				letters++
			case arabic.IsMark(r) || r == arabic.TatweelSign:
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				other = true
			default:
				end()
			}
		}
		end()
	}
	return lines.Err()
}
