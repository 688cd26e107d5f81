package main

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/nass-ar/nass/pkg/segment"
)

// An example is a stretch of text without stops, and the offsets where sentences begin
// inside it.
type example struct {
	text   []byte
	starts []int
}

// mostWords is how many words an example has at most, and fewer than the window of the
// model.
const mostWords = 400

// A document is a text in lines, which are paragraphs or, where split is set, sentences
// without their marks.
type document struct {
	text  string
	split bool
}

// leastDocument is how many bytes a document has at least: in an encyclopedia a blank line
// ends each paragraph, and what follows belongs to it.
const leastDocument = 2000

// documents reads the documents of a file of paragraphs.
func documents(name string) (docs []document, err error) {
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	text := string(file)
	from, end := 0, 0
	for block := range strings.SplitAfterSeq(text, "\n\n") {
		if end += len(block); end-from >= leastDocument || end == len(text) {
			docs = append(docs, document{text[from:end], false})
			from = end
		}
	}
	return docs, nil
}

// passages reads the passages of a file of sentences: those between two blank lines.
func passages(name string) (docs []document, err error) {
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	for passage := range strings.SplitSeq(string(file), "\n\n") {
		docs = append(docs, document{passage, true})
	}
	return docs, nil
}

// sentencesADocument is how many sentences of a list make a document.
const sentencesADocument = 10

// lists reads a file of records of texts and the code points where their sentences end.
func lists(name string) (docs []document, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := json.NewDecoder(f)
	for in.More() {
		var r struct {
			Text       string
			Boundaries []int
		}
		if err := in.Decode(&r); err != nil {
			return nil, err
		}
		var lines []string
		text, at := []rune(r.Text), 0
		for _, end := range r.Boundaries {
			lines = append(lines, withoutPunctuation(string(text[at:end])))
			at = end
		}
		for chunk := range slices.Chunk(lines, sentencesADocument) {
			docs = append(docs, document{strings.Join(chunk, "\n"), true})
		}
	}
	return docs, nil
}

// add adds a sentence to x.
func (x *example) add(sentence string) {
	if len(x.text) > 0 {
		x.text = append(x.text, ' ')
		x.starts = append(x.starts, len(x.text))
	}
	x.text = append(x.text, sentence...)
}

// A sentence is one of a document, without its mark.
type sentence struct {
	text   string
	words  int
	marked bool // so that the next line begins a sentence
}

// sentences are those of a document; bare ones have no punctuation.
func sentences(doc document, bare bool) (all []sentence) {
	add := func(text string, marked bool) {
		fields := strings.Fields(text)
		all = append(all, sentence{strings.Join(fields, " "), len(fields), marked})
	}
	var found []segment.Sentence
	for line := range strings.Lines(doc.text) {
		if doc.split {
			add(line, true)
			continue
		}
		found = segment.Sentences(found[:0], []byte(line), segment.Options{Headlines: segment.Off, Unmarked: segment.Off})
		for _, s := range found {
			text := line[s.Start:s.Mark.Start] + " " + line[s.Mark.End:s.End]
			if bare {
				text = withoutPunctuation(text)
			}
			add(text, s.Mark.Len() > 0)
		}
	}
	return all
}

// examples yields the examples of a document. In one of six the sentences are shuffled, as
// where what stands together was not written together.
func examples(doc document, rng *rand.Rand, yield func(x *example)) {
	all := sentences(doc, rng.IntN(3) > 0)
	if rng.IntN(6) == 0 {
		all = slices.DeleteFunc(all, func(s sentence) bool { return !s.marked })
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	var x example
	left, words := 0, 0 // sentences and words of the example
	end := func() {
		if words > 2 {
			yield(&x)
		}
		x.text, x.starts, words = x.text[:0], x.starts[:0], 0
		left = 1 + rng.IntN(12)
	}
	end()
	for _, s := range all {
		if s.words == 0 || s.words > mostWords {
			end()
			continue
		}
		if left == 0 || words+s.words > mostWords {
			end()
		}
		x.add(s.text)
		words += s.words
		left--
		if !s.marked {
			end()
		}
	}
	end()
}

// withoutPunctuation is s with blanks for punctuation and symbols.
func withoutPunctuation(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPunct(r) || unicode.IsSymbol(r) {
			return ' '
		}
		return r
	}, s)
}
