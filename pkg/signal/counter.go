package signal

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/sketch"
	"github.com/nass-ar/nass/pkg/span"
)

// A Counter measures documents, one after the other, and reuses its memory. The zero
// value is ready for use. It is not safe for concurrent use.
type Counter struct {
	// Settings are those of the verdict; nil is Standard Arabic.
	Settings *Settings

	sentences []segment.Sentence
	tokens    []segment.Token

	hashes []uint64 // of the tokens
	before []int    // characters of the tokens before each, and of all
	grams  []uint64 // hashes of the runs of tokens that begin at each
	seen   counts

	known map[uint64]int // the places of the stop words of the settings in found, by their hashes
	of    *Settings
	found []bool
}

// Of returns the signals of text. It counts sentences without looking for headlines that
// were joined to a line, which would cost as much as all else.
func (c *Counter) Of(text []byte) Signals {
	c.sentences = segment.Sentences(c.sentences[:0], text, segment.Options{Headlines: segment.Off, Unmarked: segment.Off})
	c.tokens = segment.Tokens(c.tokens[:0], text, segment.TokenOptions{})
	return c.OfTokens(text, c.tokens, len(c.sentences))
}

// Tokens returns the tokens of the text that Of got last. They are valid until its next
// call.
func (c *Counter) Tokens() []segment.Token { return c.tokens }

// OfTokens returns what Of returns, for a caller who has the tokens of text, without
// options, and the number of its sentences, however they were cut.
func (c *Counter) OfTokens(text []byte, tokens []segment.Token, sentences int) Signals {
	if c.Settings == nil {
		c.Settings = settings[0]
	}
	s := Signals{Sentences: sentences, Tokens: len(tokens), Settings: c.Settings.Name}
	c.characters(&s, text)
	c.words(&s, tokens, text)
	text = bytes.TrimSpace(text)
	c.lines(&s, text)
	c.repeats(&s, span.Rune.Count(text))
	s.Reason = c.Settings.verdict(&s)
	s.Keep = s.Reason == ""
	return s
}

// characters measures what single characters are.
func (c *Counter) characters(s *Signals, text []byte) {
	var of [classes]int
	table := classTable()
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			if r>>2 == 0xD8>>2 && i+1 < len(text) && text[i+1]>>6 == 2 { // U+0600 to U+06FF
				r, n = r&0x1F<<6|rune(text[i+1]&0x3F), 2
			} else {
				r, n = utf8.DecodeRune(text[i:])
			}
		}
		i += n
		if int(r) < len(table) {
			of[table[r]]++
		} else {
			of[classOf(r)]++
		}
	}
	for _, n := range of {
		s.Characters += n
	}
	visible := s.Characters - of[blank]
	s.ArabicShare = share(of[letter], visible)
	s.DigitShare = share(of[digit], visible)
	s.MarkShare = share(of[mark], visible)
}

// What a character is.
const (
	other = iota
	blank
	letter // of Arabic
	digit
	mark // of Arabic
	classes
)

// classTable is classOf up to U+06FF.
var classTable = sync.OnceValue(func() *[0x700]uint8 {
	t := new([0x700]uint8)
	for r := range t {
		t[r] = classOf(rune(r))
	}
	return t
})

func classOf(r rune) uint8 {
	_, isDigit := arabic.DigitValue(r)
	switch kind := arabic.KindOf(r); {
	case kind == arabic.Letter:
		return letter
	case kind == arabic.Mark:
		return mark
	case isDigit:
		return digit
	case unicode.IsSpace(r):
		return blank
	}
	return other
}

// lines measures the lines of text, which has no blank at its ends.
func (c *Counter) lines(s *Signals, text []byte) {
	var newlines, ends, bullets, ellipses, duplicates, characters, again int
	c.seen.reset(bytes.Count(text, []byte{'\n'}) + 1)
	for rest := text; len(rest) > 0; {
		line := rest
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			line, rest = rest[:i], rest[i+1:]
			newlines++
		} else {
			rest = nil
		}
		n := span.Rune.Count(line)
		characters += n
		line = bytes.TrimRightFunc(line, unicode.IsSpace)
		if len(line) == 0 {
			continue
		}
		s.Lines++
		if last, _ := utf8.DecodeLastRune(line); endMarks().Has(last) {
			ends++
		}
		if bytes.HasSuffix(line, ellipsis) || bytes.HasSuffix(line, dots) {
			ellipses++
		}
		if first, _ := utf8.DecodeRune(bytes.TrimLeftFunc(line, unicode.IsSpace)); first == '•' || first == '-' {
			bullets++
		}
		if c.seen.add(sketch.Hash(line)) > 1 {
			duplicates++
			again += n
		}
	}
	s.EndMarkLineShare = share(ends, s.Lines)
	s.BulletLineShare = share(bullets, s.Lines)
	s.EllipsisLineShare = share(ellipses, s.Lines)
	s.DuplicateLineShare = share(duplicates, s.Lines)
	s.DuplicateLineCharacterShare = share(again, characters)
	s.NewlineRatio = share(newlines, s.Tokens)
	s.HashRatio = share(bytes.Count(text, []byte{'#'}), s.Tokens)
	s.EllipsisRatio = share(bytes.Count(text, dots)+bytes.Count(text, ellipsis), s.Tokens)
}

var ellipsis, dots = []byte("…"), []byte("...")

// endMarks are the marks of datatrove's TERMINAL_PUNCTUATION that Arabic and Latin
// texts have.
var endMarks = sync.OnceValue(func() *arabic.Set { return arabic.SetOf(".!?؟۔؞\u061D‼‽⁇⁈⁉⸮") }) // ARABIC END OF TEXT MARK

// words measures the tokens of text and keeps their hashes.
func (c *Counter) words(s *Signals, tokens []segment.Token, text []byte) {
	c.stopWords()
	c.hashes, c.before = c.hashes[:0], append(c.before[:0], 0)
	all, words, letters := 0, 0, 0
	for _, t := range tokens {
		word := text[t.Start:t.End]
		n := span.Rune.Count(word)
		all += n
		hash := sketch.Hash(word)
		c.hashes = append(c.hashes, hash)
		c.before = append(c.before, all)
		switch t.Type {
		case segment.Word, segment.Latin, segment.URL, segment.Email, segment.Mention, segment.Hashtag:
			letters++
			fallthrough
		case segment.Number, segment.Date, segment.Time:
			s.Words++
			words += n
		}
		if i, ok := c.known[hash]; ok && !c.found[i] {
			c.found[i] = true
			s.StopWords++
		}
	}
	s.MeanWordLength = share(words, s.Words)
	s.LetterWordShare = share(letters, s.Tokens)
}

// stopWords makes the stop words of the settings ready.
func (c *Counter) stopWords() {
	if c.of != c.Settings {
		c.of, c.known = c.Settings, map[uint64]int{}
		for word := range strings.FieldsSeq(c.of.stopWords) {
			c.known[sketch.Hash([]byte(word))] = len(c.known)
		}
		c.found = make([]bool, len(c.known))
	}
	clear(c.found)
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}
