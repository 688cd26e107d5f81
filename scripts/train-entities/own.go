package main

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/entity/crf"
	"github.com/nass-ar/nass/pkg/span"
)

// own is annotated text that was written for nass, a kind of text a file: local news,
// economy, dialects, text without any name. A line is a paragraph whose names are marked
// as [conll.Unmark] reads them.
//
//go:embed data/*.txt
var own embed.FS

// An ownFile is a kind of text: the sentences of a file of own.
type ownFile struct {
	kind      string // the file's name without the letter of the time it was written
	sentences []conll.Sentence
	named     bool // a name is marked in the file
}

// readOwn returns the files of a tree as own.
func readOwn(own fs.FS) ([]ownFile, error) {
	files, err := fs.ReadDir(own, "data")
	if err != nil {
		return nil, err
	}
	var all []ownFile
	for _, f := range files {
		data, err := fs.ReadFile(own, "data/"+f.Name())
		if err != nil {
			return nil, err
		}
		file := ownFile{kind: strings.TrimSuffix(f.Name(), ".txt")}
		if _, kind, ok := strings.Cut(file.kind, "-"); ok && file.kind[1] == '-' {
			file.kind = kind
		}
		n := 0
		for line := range strings.Lines(string(data)) {
			n++
			text, names, err := conll.Unmark(strings.TrimSuffix(line, "\n"))
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", f.Name(), n, err)
			}
			file.named = file.named || len(names) > 0
			file.sentences = append(file.sentences, tagged(text, names)...)
		}
		all = append(all, file)
	}
	return all, nil
}

// tagged returns the sentences of a text with the tags of its names. A name begins at the
// token that it begins in: with its proclitics.
func tagged(text string, names []conll.Chunk) []conll.Sentence {
	var all []conll.Sentence
	new(crf.Reader).Each([]byte(text), func(tokens []span.Span) {
		s := conll.Sentence{}
		last := -1
		for _, t := range tokens {
			tag := "O"
			for i, n := range names {
				if t.Start < n.End && n.Start < t.End {
					tag = "B-" + n.Type
					if i == last {
						tag = "I-" + n.Type
					}
					last = i
					break
				}
			}
			s.Tokens, s.Tags = append(s.Tokens, text[t.Start:t.End]), append(s.Tags, tag)
		}
		all = append(all, s)
	})
	return all
}
