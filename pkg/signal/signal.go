// Package signal measures documents as those do who choose texts to train a language
// model on: how long a document is, how much of it is Arabic, how its lines end and how
// much of it repeats itself.
//
//   - [Of] measures one document. A [Counter] measures many and keeps its memory.
//   - [Signals] are the measures, under the names that every verb of nass writes.
//   - [Settings] are the thresholds that FineWeb-2 has for Standard Arabic and for nine
//     dialects. Keep and Reason of the signals say what they decide. Nothing is removed:
//     that is for the caller.
//
// # How near this is to FineWeb-2
//
// The definitions are those of the filters of datatrove, which FineWeb-2 runs: its
// GopherRepetitionFilter, FineWebQualityFilter and GopherQualityFilter. They count
// tokens of spaCy, and this package counts tokens of package segment, which keeps
// addresses, dates and emoticons whole. The Arabic comma is no word here. Blanks at the
// end of a line and of the document count for nothing. A document near a threshold may
// so be decided otherwise. The classifier of languages that FineWeb-2 runs first is not
// part of the verdict, nor are its lists of addresses and the removal of duplicates.
package signal

import (
	"math"
	"strconv"
)

// Signals are the measures of a document. Shares are from 0 to 1; of nothing they are 0.
// A character is a code point, and an invalid byte is one.
type Signals struct {
	Characters int
	Lines      int // that are not blank
	Sentences  int // as segment.Sentences has them, see [Counter.Of]
	Tokens     int // as segment.Tokens has them
	Words      int // tokens that are no punctuation, symbol, emoji or emoticon
	StopWords  int // of the stop words of the settings, how many occur

	MeanWordLength float64 // in characters
	ArabicShare    float64 // Arabic letters, of the characters that are not blank
	DigitShare     float64 // Western, Eastern and Persian digits, of the same
	MarkShare      float64 // Arabic diacritics, of the same

	LetterWordShare             float64 // tokens with a letter, of all tokens
	EndMarkLineShare            float64 // lines that end in a full stop, a question or an exclamation mark
	BulletLineShare             float64 // lines that begin with • or -
	EllipsisLineShare           float64 // lines that end in an ellipsis
	DuplicateLineShare          float64 // lines that are equal to an earlier one
	DuplicateLineCharacterShare float64 // their characters, of those of the document without newlines
	NewlineRatio                float64 // newlines for each token
	HashRatio                   float64 // number signs for each token
	EllipsisRatio               float64 // ellipses for each token

	TopShare       [3]float64 // characters in the most frequent run of 2, 3 and 4 tokens, of all characters
	DuplicateShare [6]float64 // characters in runs of 5 to 10 tokens that occur before, of all characters

	Settings string // name of the settings of the verdict
	Keep     bool   // the settings keep the document
	Reason   string // why they do not, by the name that datatrove has for it
}

// Of returns the signals of text, with the verdict for Standard Arabic. For many
// documents use a [Counter].
func Of(text []byte) Signals { return new(Counter).Of(text) }

// All calls yield with the name and the value of each number among the signals, in the
// order in which they are written, until it returns false. It does not allocate.
func (s *Signals) All(yield func(name string, value float64) bool) {
	for i := range fields {
		if !yield(fields[i].name, fields[i].of(s)) {
			return
		}
	}
}

// AppendJSON appends the signals as a JSON object and returns the longer slice. Numbers
// that are not whole have four decimals at most. Names of values that occur are in
// snake case; reason is written only where keep is false.
func (s *Signals) AppendJSON(dst []byte) []byte {
	dst = append(dst, '{')
	for i := range fields {
		dst = append(append(append(dst, '"'), fields[i].name...), `":`...)
		dst = append(AppendNumber(dst, fields[i].of(s)), ',')
	}
	dst = append(append(append(dst, `"settings":"`...), s.Settings...), `","keep":`...)
	dst = strconv.AppendBool(dst, s.Keep)
	if !s.Keep {
		dst = append(append(append(dst, `,"reason":"`...), s.Reason...), '"')
	}
	return append(dst, '}')
}

// MarshalJSON returns what AppendJSON appends.
func (s Signals) MarshalJSON() ([]byte, error) { return s.AppendJSON(nil), nil }

// AppendNumber appends x with four decimals at most, and returns the longer slice.
func AppendNumber(dst []byte, x float64) []byte {
	return strconv.AppendFloat(dst, math.Round(x*1e4)/1e4, 'f', -1, 64)
}

// fields are the numbers among the signals, in the order in which they are written.
var fields = [...]struct {
	name string
	of   func(*Signals) float64
}{
	{"characters", func(s *Signals) float64 { return float64(s.Characters) }},
	{"lines", func(s *Signals) float64 { return float64(s.Lines) }},
	{"sentences", func(s *Signals) float64 { return float64(s.Sentences) }},
	{"tokens", func(s *Signals) float64 { return float64(s.Tokens) }},
	{"words", func(s *Signals) float64 { return float64(s.Words) }},
	{"stop_words", func(s *Signals) float64 { return float64(s.StopWords) }},
	{"mean_word_length", func(s *Signals) float64 { return s.MeanWordLength }},
	{"arabic_share", func(s *Signals) float64 { return s.ArabicShare }},
	{"digit_share", func(s *Signals) float64 { return s.DigitShare }},
	{"mark_share", func(s *Signals) float64 { return s.MarkShare }},
	{"letter_word_share", func(s *Signals) float64 { return s.LetterWordShare }},
	{"end_mark_line_share", func(s *Signals) float64 { return s.EndMarkLineShare }},
	{"bullet_line_share", func(s *Signals) float64 { return s.BulletLineShare }},
	{"ellipsis_line_share", func(s *Signals) float64 { return s.EllipsisLineShare }},
	{"duplicate_line_share", func(s *Signals) float64 { return s.DuplicateLineShare }},
	{"duplicate_line_character_share", func(s *Signals) float64 { return s.DuplicateLineCharacterShare }},
	{"newline_ratio", func(s *Signals) float64 { return s.NewlineRatio }},
	{"hash_ratio", func(s *Signals) float64 { return s.HashRatio }},
	{"ellipsis_ratio", func(s *Signals) float64 { return s.EllipsisRatio }},
	{"top_2gram_share", func(s *Signals) float64 { return s.TopShare[0] }},
	{"top_3gram_share", func(s *Signals) float64 { return s.TopShare[1] }},
	{"top_4gram_share", func(s *Signals) float64 { return s.TopShare[2] }},
	{"duplicate_5gram_share", func(s *Signals) float64 { return s.DuplicateShare[0] }},
	{"duplicate_6gram_share", func(s *Signals) float64 { return s.DuplicateShare[1] }},
	{"duplicate_7gram_share", func(s *Signals) float64 { return s.DuplicateShare[2] }},
	{"duplicate_8gram_share", func(s *Signals) float64 { return s.DuplicateShare[3] }},
	{"duplicate_9gram_share", func(s *Signals) float64 { return s.DuplicateShare[4] }},
	{"duplicate_10gram_share", func(s *Signals) float64 { return s.DuplicateShare[5] }},
}
