package report

import (
	"fmt"
	"strconv"

	"github.com/nass-ar/nass/pkg/census"
	"github.com/nass-ar/nass/pkg/signal"
	"github.com/nass-ar/nass/pkg/sketch"
)

// CensusFormats are the formats of [Census], the default first.
var CensusFormats = []string{"text", "json", "html"}

// A Census writes the sums of a corpus: for people (text), as one JSON object (json) or
// as a page with plots (html).
type Census struct {
	Format string // one of CensusFormats
	Style  Style  // of text
	Files  int    // that were read
}

// Append appends the sums and returns the longer slice.
func (w Census) Append(dst []byte, r *census.Result) []byte {
	switch w.Format {
	case "json":
		return w.appendJSON(dst, r)
	case "html":
		return w.appendPage(dst, r)
	}
	return w.appendText(dst, r)
}

// A section is a part of the report: a heading and rows of it.
type section struct {
	title string
	note  string // what is to be known of it; "" is nothing
	words bool   // the labels are words of the corpus
	full  int    // what the longest possible bar of a plot represents; 0: the greatest of the rows
	rows  []row
}

// A row is a line of a section.
type row struct {
	label  string
	value  string
	size   float64 // of the bar in a plot
	second string  // beside the value; "" is nothing
}

// sections returns what text and page have in common.
func (w Census) sections(r *census.Result) []section {
	corpus := section{title: "Corpus"}
	for _, x := range []struct {
		label string
		n     int
	}{
		{"files", w.Files}, {"documents", r.Documents}, {"bytes", r.Bytes}, {"characters", r.Characters}, {"lines that are not blank", r.Lines},
		{"sentences", r.Sentences}, {"tokens", r.Tokens}, {"words", r.Words}, {"different words", r.Types.N},
	} {
		corpus.rows = append(corpus.rows, row{label: x.label, value: thousands(x.n)})
	}
	if !r.Types.Exact {
		corpus.note = fmt.Sprintf("The number of different words is an estimate of HyperLogLog, with a standard error of %.2f %%.", 100*sketch.DistinctError)
	}
	lengths := section{title: "Documents by their words"}
	for i, b := range r.LengthBars {
		label := thousands(b.From)
		switch {
		case i+1 == len(r.LengthBars):
			label += " and more"
		case r.LengthBars[i+1].From > b.From+1:
			label += "–" + thousands(r.LengthBars[i+1].From-1)
		}
		lengths.rows = append(lengths.rows, shareRow(label, b.Documents, r.Documents))
	}
	lengths.rows = trimmed(lengths.rows)
	if !r.ExactDeciles {
		lengths.note = fmt.Sprintf("Deciles from %s on are at most one part in a thousand too low.", thousands(sketch.ExactBelow))
	}
	languages := section{title: "Documents by their language", full: r.Documents}
	for _, x := range r.Languages {
		languages.rows = append(languages.rows, shareRow(census.LanguageName(x.Name), x.Documents, r.Documents))
	}
	allDigits := 0
	for _, x := range r.Digits {
		allDigits += x.Characters
	}
	digits := section{title: "Digits", full: allDigits}
	for i, x := range r.Digits {
		d := shareRow(digitNames[i], x.Characters, allDigits)
		d.second += ", in " + plural(x.Documents, "document")
		digits.rows = append(digits.rows, d)
	}
	marks := section{title: "Diacritics", rows: []row{
		{label: "for each Arabic letter", value: fixed(r.Vocalization.MarkRatio)},
		{label: "Arabic words with one", value: percent(r.Vocalization.WordShare)},
		{label: "documents with one on half of these", value: thousands(r.Vocalization.Documents)},
	}}
	verdict := section{title: "What the settings of FineWeb-2 for " + r.Settings + " would do", full: r.Documents, rows: []row{shareRow("keep", r.Kept, r.Documents)}}
	for _, x := range r.Reasons {
		verdict.rows = append(verdict.rows, shareRow(x.Name, x.Documents, r.Documents))
	}
	all := []section{corpus, lengths, languages, digits, marks, verdict, duplicatesPart(r), wordsPart(r)}
	if r.Named {
		all = append(all, namesPart(r))
	}
	if r.Findings.Counted {
		all = append(all, findingsPart(r))
	}
	return all
}

var digitNames = [...]string{"Western, such as 4", "Eastern, such as ٤", "Persian, such as ۴"} // by census.DigitSets

func duplicatesPart(r *census.Result) section {
	d := &r.Duplicates
	p := section{title: "Duplicates", full: r.Documents, rows: []row{
		shareRow("equal to an earlier one", d.Exact, r.Documents),
		shareRow("near an earlier one", d.Near, r.Documents),
	}}
	if d.Full {
		p.note = fmt.Sprintf("Near duplicates are those of the first %s documents that differ; --compare compares with more.", thousands(d.Compared))
	}
	return p
}

func wordsPart(r *census.Result) section {
	p := section{title: "Frequent words", words: true}
	for _, x := range r.Frequent {
		p.rows = append(p.rows, row{label: x.Text, value: thousands(x.N), size: float64(x.N)})
	}
	if !r.ExactFrequent {
		p.note = "Counts are at least as high as written: words that were rare at first may have been forgotten meanwhile."
	}
	return p
}

func namesPart(r *census.Result) section {
	p := section{title: "Frequent names", words: true}
	for _, x := range r.Names {
		p.rows = append(p.rows, row{label: x.Name, value: thousands(x.N), size: float64(x.N), second: x.Type.String()})
	}
	if !r.ExactNames {
		p.note = "There are many names: some rare ones are not counted."
	}
	return p
}

func findingsPart(r *census.Result) section {
	p := section{title: "Findings by rule", note: fmt.Sprintf("%s, %s for 1,000 words.", plural(r.Findings.All, "finding"), fixed(perThousand(r)))}
	for _, x := range r.Findings.Rules {
		p.rows = append(p.rows, row{label: x.Rule.Name, value: thousands(x.N), size: float64(x.N), second: x.Rule.Level.String()})
	}
	return p
}

func perThousand(r *census.Result) float64 {
	return float64(r.Findings.All) / float64(max(r.Words, 1)) * 1000
}

func shareRow(label string, n, of int) row {
	return row{label: label, value: thousands(n), size: float64(n), second: percent(float64(n) / float64(max(of, 1)))}
}

func percent(x float64) string { return strconv.FormatFloat(100*x, 'f', 1, 64) + " %" }

func fixed(x float64) string { return string(signal.AppendNumber(nil, x)) }

// trimmed returns rows without those at both ends that have no bar.
func trimmed(rows []row) []row {
	for len(rows) > 0 && rows[0].size == 0 {
		rows = rows[1:]
	}
	for len(rows) > 0 && rows[len(rows)-1].size == 0 {
		rows = rows[:len(rows)-1]
	}
	return rows
}

// plural returns a number of things.
func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return thousands(n) + " " + what
}

// thousands returns n with commas between its thousands.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func (w Census) appendText(dst []byte, r *census.Result) []byte {
	for i, p := range w.sections(r) {
		if i > 0 {
			dst = append(dst, '\n')
		}
		dst = append(w.Style.Append(dst, InkName, p.title), '\n')
		if i == 1 {
			dst = appendDeciles(dst, r)
		}
		widest := 0
		for _, x := range p.rows {
			widest = max(widest, len(x.second))
		}
		for _, x := range p.rows {
			dst = fmt.Appendf(dst, "%14s  ", x.value)
			if widest > 0 {
				dst = fmt.Appendf(dst, "%-*s  ", widest, x.second)
			}
			if p.words {
				dst = w.Style.AppendWords(dst, InkFound, x.label)
			} else {
				dst = append(dst, x.label...)
			}
			dst = append(dst, '\n')
		}
		if p.note != "" {
			dst = append(append(append(dst, "  "...), p.note...), '\n')
		}
	}
	return dst
}

// decileNames name the eleven values of deciles.
var decileNames = [...]string{"least", "10 %", "20 %", "30 %", "40 %", "50 %", "60 %", "70 %", "80 %", "90 %", "most"}

func appendDeciles(dst []byte, r *census.Result) []byte {
	row := func(label string, of func(i int) string) {
		dst = fmt.Appendf(dst, "%14s", label)
		for i := range decileNames {
			dst = fmt.Appendf(dst, " %9s", of(i))
		}
		dst = append(dst, '\n')
	}
	row("", func(i int) string { return decileNames[i] })
	row("words", func(i int) string { return thousands(r.WordDeciles[i]) })
	row("characters", func(i int) string { return thousands(r.CharacterDeciles[i]) })
	return dst
}

func (w Census) appendJSON(dst []byte, r *census.Result) []byte {
	dst = fmt.Appendf(dst, `{"files":%d,"documents":%d,"bytes":%d,"characters":%d,"lines":%d,"sentences":%d,"tokens":%d,"words":%d`,
		w.Files, r.Documents, r.Bytes, r.Characters, r.Lines, r.Sentences, r.Tokens, r.Words)
	method := "hyperloglog"
	if r.Types.Exact {
		method = "exact"
	}
	dst = fmt.Appendf(dst, ",\n"+`"types":{"count":%d,"method":"%s"}`, r.Types.N, method)
	dst = appendInts(append(dst, ",\n\"deciles\":{\"words\":"...), r.WordDeciles[:])
	dst = appendInts(append(dst, `,"characters":`...), r.CharacterDeciles[:])
	dst = fmt.Appendf(dst, `,"exact":%t}`, r.ExactDeciles)
	dst = appendArray(append(dst, ",\n\"lengths\":"...), r.LengthBars, func(dst []byte, b census.Bar) []byte {
		return fmt.Appendf(dst, `{"words_from":%d,"documents":%d}`, b.From, b.Documents)
	})
	dst = append(dst, ",\n\"digits\":{"...)
	for i, x := range r.Digits {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = fmt.Appendf(dst, `"%s":{"characters":%d,"documents":%d}`, census.DigitSets[i], x.Characters, x.Documents)
	}
	dst = signal.AppendNumber(append(dst, "},\n\"diacritics\":{\"per_letter\":"...), r.Vocalization.MarkRatio)
	dst = signal.AppendNumber(append(dst, `,"word_share":`...), r.Vocalization.WordShare)
	dst = fmt.Appendf(dst, `,"documents":%d}`, r.Vocalization.Documents)
	dst = appendTallies(append(dst, ",\n\"languages\":"...), "language", r.Languages)
	dst = fmt.Appendf(dst, ",\n"+`"quality":{"settings":"%s","keep":%d,"reasons":`, r.Settings, r.Kept)
	dst = append(appendTallies(dst, "reason", r.Reasons), '}')
	d := &r.Duplicates
	dst = fmt.Appendf(dst, ",\n"+`"duplicates":{"exact":%d,"near":%d,"compared":%d,"all_compared":%t}`, d.Exact, d.Near, d.Compared, !d.Full && !d.ExactBounds)
	dst = appendArray(append(dst, ",\n\"frequent_words\":"...), r.Frequent, func(dst []byte, x sketch.Count) []byte {
		dst = AppendJSON(append(dst, `{"word":`...), x.Text)
		return fmt.Appendf(dst, `,"count":%d,"count_most":%d}`, x.N, x.N+x.Extra)
	})
	if r.Named {
		dst = append(dst, ",\n\"frequent_names\":["...)
		for i, x := range r.Names {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = AppendJSON(append(dst, "\n{\"name\":"...), x.Name)
			dst = fmt.Appendf(dst, `,"type":"%s","count":%d}`, x.Type, x.N)
		}
		dst = fmt.Appendf(dst, "],\n\"all_names_counted\":%t", r.ExactNames)
	}
	if r.Findings.Counted {
		dst = fmt.Appendf(dst, ",\n\"findings\":{\"count\":%d,\"per_1000_words\":", r.Findings.All)
		dst = appendArray(append(signal.AppendNumber(dst, perThousand(r)), `,"rules":`...), r.Findings.Rules, func(dst []byte, x census.RuleCount) []byte {
			return fmt.Appendf(dst, `{"rule":"%s","level":"%s","count":%d}`, x.Rule.Name, x.Rule.Level, x.N)
		})
		dst = append(dst, '}')
	}
	return append(dst, "}\n"...)
}

func appendTallies(dst []byte, name string, all []census.Tally) []byte {
	return appendArray(dst, all, func(dst []byte, x census.Tally) []byte {
		return fmt.Appendf(dst, `{"%s":"%s","documents":%d}`, name, x.Name, x.Documents)
	})
}

func appendInts(dst []byte, all []int) []byte {
	return appendArray(dst, all, func(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) })
}

// appendArray appends a JSON array.
func appendArray[T any](dst []byte, all []T, add func(dst []byte, x T) []byte) []byte {
	dst = append(dst, '[')
	for i, x := range all {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = add(dst, x)
	}
	return append(dst, ']')
}
