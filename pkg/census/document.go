package census

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/signal"
	"github.com/nass-ar/nass/pkg/sketch"
)

// A Document is what a Census takes of a document. It shares no memory with the text.
type Document struct {
	bytes    int
	signals  signal.Signals
	language string
	digits   [len(DigitSets)]int
	letters  int // of Arabic
	marks    int
	arabic   int // words with an Arabic letter
	marked   int // of these, with a mark

	hash  uint64 // of the text
	keys  [sketch.Bands]uint64
	keyed bool // the document is long enough to have keys

	words    []wordCount // each once
	spelled  []byte      // their letters, one word after the other
	findings map[*rule.Rule]int
	names    []entity.Mention
}

type wordCount struct {
	hash uint64
	n    int
	end  int // in spelled
}

// A reader reads documents. It keeps the memory that one goroutine needs.
type reader struct {
	counter signal.Counter
	minHash sketch.MinHash
	at      map[uint64]int // of the words of the document, by hash
	hashes  []uint64       // of its words in order
	word    []byte
	names   *entity.Extractor
}

// number is the hash of a number, a date or a time, so that documents that differ only
// in these are near duplicates.
var number = sketch.Hash([]byte("0"))

// read reads a document. find, if not nil, finds what is counted by rule.
func (r *reader) read(text []byte, j *orthography.Judge, find *rule.Runner) *Document {
	d := &Document{bytes: len(text), hash: sketch.Hash(bytes.TrimSpace(text)), language: languageOf(text, j)}
	d.signals = r.counter.Of(text)
	d.characters(text)
	r.count(d, text)
	d.keys, d.keyed = r.minHash.Keys(r.hashes)
	if find != nil {
		d.findings = map[*rule.Rule]int{}
		find.FindBlock(text, 1, func(_ int, findings []rule.Finding) {
			for i := range findings {
				d.findings[findings[i].Rule]++
			}
		})
	}
	if r.names != nil {
		for _, names := range r.names.All(text, entity.Units) {
			d.names = append(d.names, names...)
		}
		for i := range d.names {
			d.names[i].Name = strings.Clone(d.names[i].Name) // not to keep those of a whole unit
		}
	}
	return d
}

// languageOf returns the tag of the language of a document.
func languageOf(text []byte, j *orthography.Judge) string {
	if arabic.IndexLetter(text) < 0 {
		return NoArabic
	}
	if l := j.Of(text[:min(len(text), orthography.HeadBytes)]).Language; l != "" {
		return string(l)
	}
	return Unknown
}

// characters counts digits by their set, Arabic letters and marks.
func (d *Document) characters(text []byte) {
	for i, b := range text {
		switch {
		case b-'0' <= 9:
			d.digits[0]++
		case b>>2 != 0xD8>>2 || i+1 == len(text) || text[i+1]>>6 != 2:
		default:
			r := rune(b&0x1F)<<6 | rune(text[i+1]&0x3F)
			switch arabic.KindOf(r) {
			case arabic.Letter:
				d.letters++
			case arabic.Mark:
				d.marks++
			case arabic.Digit:
				d.digits[1+int(r>>4&1)]++ // U+0660-0669, U+06F0-06F9
			}
		}
	}
}

// longestWord is how many bytes a word may have to be counted among words.
const longestWord = 256

// count counts the words of a document.
func (r *reader) count(d *Document, text []byte) {
	clear(r.at)
	r.hashes = r.hashes[:0]
	for _, t := range r.counter.Tokens() {
		switch t.Type {
		case segment.Number, segment.Date, segment.Time:
			r.hashes = append(r.hashes, number)
			continue
		case segment.Word, segment.Latin:
		case segment.URL, segment.Email, segment.Mention, segment.Hashtag:
			r.hashes = append(r.hashes, sketch.Hash(text[t.Start:t.End]))
			continue
		default:
			continue
		}
		var marked, isArabic bool
		r.word, marked, isArabic = appendWord(r.word[:0], text[t.Start:t.End])
		if isArabic {
			d.arabic++
			if marked {
				d.marked++
			}
		}
		hash := sketch.Hash(r.word)
		if r.hashes = append(r.hashes, hash); len(r.word) > longestWord {
			continue
		}
		i, seen := r.at[hash]
		if !seen {
			i = len(d.words)
			r.at[hash] = i
			d.spelled = append(d.spelled, r.word...)
			d.words = append(d.words, wordCount{hash: hash, end: len(d.spelled)})
		}
		d.words[i].n++
	}
}

// appendWord appends a word as it is counted: without diacritics and tatweel, and Latin
// letters in lower case.
func appendWord(dst, word []byte) (_ []byte, marked, isArabic bool) {
	for i := 0; i < len(word); {
		b := word[i]
		switch {
		case b < 0x80:
			if 'A' <= b && b <= 'Z' {
				b += 'a' - 'A'
			}
			dst = append(dst, b)
			i++
		case b>>2 == 0xD8>>2 && i+1 < len(word) && word[i+1]>>6 == 2:
			switch arabic.KindOf(rune(b&0x1F)<<6 | rune(word[i+1]&0x3F)) {
			case arabic.Mark:
				marked = true
			case arabic.Tatweel:
			case arabic.Letter:
				isArabic = true
				fallthrough
			default:
				dst = append(dst, b, word[i+1])
			}
			i += 2
		default:
			r, n := utf8.DecodeRune(word[i:])
			if lower := unicode.ToLower(r); lower != r {
				dst = utf8.AppendRune(dst, lower)
			} else {
				dst = append(dst, word[i:i+n]...)
			}
			i += n
		}
	}
	return dst, marked, isArabic
}
