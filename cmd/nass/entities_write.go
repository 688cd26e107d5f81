package main

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// A nameWriter writes the names of units in the format that is asked for. It
// goes on from unit to unit.
type nameWriter struct {
	o      *entitiesOptions
	f      *nameFinder
	file   string
	line   int   // of the unit's first line
	offset int64 // bytes before it
	runes  int64 // code points before it, if the format needs them

	sentences []segment.Sentence
	tokens    []segment.Token
}

// head is what comes before all names.
func (o *entitiesOptions) head() []byte {
	switch o.format {
	case "tsv":
		s := "line\tstart\tend\tcp_start\tcp_end\ttype\tscore\ttext\tname"
		if o.several {
			s = "file\t" + s
		}
		if o.context > 0 {
			s += "\tbefore\tafter"
		}
		return []byte(s + "\n")
	case "html":
		return []byte(htmlHead)
	}
	return nil
}

// foot is what comes after all names.
func (o *entitiesOptions) foot() []byte {
	if o.format == "html" {
		return []byte("</body>\n</html>\n")
	}
	return nil
}

// appendUnit appends the names of unit, which follows the units before it.
func (w *nameWriter) appendUnit(dst, unit []byte) []byte {
	mentions := w.f.find(unit)
	switch {
	case w.o.count:
		return w.appendTally(dst, unit, mentions)
	case w.o.format == "inline":
		return appendInline(dst, unit, mentions)
	case w.o.format == "html":
		return appendHTML(dst, unit, mentions)
	case w.o.format == "conll":
		return w.appendTokens(dst, unit, mentions)
	}
	at, col := 0, 1 // the column is told in text only, and the code points where it is not
	walk := func(to int) {
		passed := unit[at:to]
		at = to
		if w.o.format != "text" {
			w.line += bytes.Count(passed, newline)
			w.runes += int64(span.Rune.Count(passed))
			return
		}
		if n := bytes.Count(passed, newline); n > 0 {
			w.line += n
			col = 1
			passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
		}
		col += span.Rune.Count(passed)
	}
	for i := range mentions {
		m := &mentions[i]
		walk(m.Start)
		switch w.o.format {
		case "text":
			dst = w.appendText(dst, unit, m, col)
		case "tsv":
			dst = w.appendTSV(dst, unit, m)
		default:
			dst = w.appendJSON(dst, unit, m)
		}
	}
	walk(len(unit))
	w.offset += int64(len(unit))
	return dst
}

var newline = []byte{'\n'}

func (w *nameWriter) name(m *mention) []byte { return w.f.names[m.name.Start:m.name.End] }

func (w *nameWriter) appendText(dst, unit []byte, m *mention, col int) []byte {
	style := w.o.style
	dst = style.AppendPlace(dst, w.file, w.line, col)
	dst = append(style.Append(dst, report.InkName, m.typ.String()), ' ')
	if w.o.context > 0 {
		before, after := around(unit, m.Span, w.o.context)
		dst = style.AppendAround(dst, string(before), "«"+string(m.Text(unit))+"»", string(after))
		return append(dst, '\n')
	}
	dst = style.AppendWords(dst, report.InkFound, string(m.Text(unit)))
	if name := w.name(m); !bytes.Equal(name, m.Text(unit)) {
		dst = style.AppendWords(append(dst, " -> "...), report.InkNew, string(name))
	}
	return append(dst, '\n')
}

func (w *nameWriter) appendTSV(dst, unit []byte, m *mention) []byte {
	if w.o.several {
		dst = append(report.AppendName(dst, w.file), '\t')
	}
	for _, n := range w.numbers(unit, m) {
		dst = append(strconv.AppendInt(dst, n, 10), '\t')
	}
	dst = append(append(dst, m.typ.String()...), '\t')
	dst = append(strconv.AppendFloat(dst, float64(m.score), 'f', 2, 32), '\t')
	dst = append(report.AppendVisible(dst, string(m.Text(unit))), '\t')
	dst = report.AppendVisible(dst, string(w.name(m)))
	if w.o.context > 0 {
		before, after := around(unit, m.Span, w.o.context)
		dst = report.AppendVisible(append(dst, '\t'), string(before))
		dst = report.AppendVisible(append(dst, '\t'), string(after))
	}
	return append(dst, '\n')
}

// numbers are the line, and where m begins and ends in bytes and code points.
func (w *nameWriter) numbers(unit []byte, m *mention) [5]int64 {
	return [...]int64{int64(w.line), w.offset + int64(m.Start), w.offset + int64(m.End),
		w.runes, w.runes + int64(span.Rune.Count(m.Text(unit)))}
}

func (w *nameWriter) appendJSON(dst, unit []byte, m *mention) []byte {
	dst = append(dst, '{')
	if w.o.several {
		dst = append(report.AppendJSONName(dst, "file", w.file), ',')
	}
	n := w.numbers(unit, m)
	for i, key := range [...]string{`"line":`, `,"start":`, `,"end":`, `,"cp_start":`, `,"cp_end":`} {
		dst = strconv.AppendInt(append(dst, key...), n[i], 10)
	}
	dst = report.AppendJSON(append(dst, `,"text":`...), string(m.Text(unit)))
	dst = report.AppendJSON(append(dst, `,"name":`...), string(w.name(m)))
	dst = append(append(append(dst, `,"type":"`...), m.typ.String()...), '"')
	if m.value != "" {
		dst = report.AppendJSON(append(dst, `,"value":`...), m.value)
	}
	dst = strconv.AppendFloat(append(dst, `,"score":`...), float64(m.score), 'f', 2, 32)
	if w.o.context > 0 {
		before, after := around(unit, m.Span, w.o.context)
		dst = report.AppendJSON(append(dst, `,"before":`...), string(before))
		dst = report.AppendJSON(append(dst, `,"after":`...), string(after))
	}
	return append(dst, "}\n"...)
}

// around is the n words before s and the n after it, within its line, with the
// blanks between them and s.
func around(unit []byte, s span.Span, n int) (before, after []byte) {
	lineStart := bytes.LastIndexByte(unit[:s.Start], '\n') + 1
	lineEnd := s.End + bytes.IndexByte(unit[s.End:], '\n')
	if lineEnd < s.End {
		lineEnd = len(unit)
	}
	blank := func(b byte) bool { return b == ' ' || b == '\t' || b == '\r' }
	i := s.Start
	for range n {
		for i > lineStart && blank(unit[i-1]) {
			i--
		}
		for i > lineStart && !blank(unit[i-1]) {
			i--
		}
	}
	j := s.End
	for range n {
		for j < lineEnd && blank(unit[j]) {
			j++
		}
		for j < lineEnd && !blank(unit[j]) {
			j++
		}
	}
	return bytes.TrimLeft(unit[i:s.Start], " \t\r"), bytes.TrimRight(unit[s.End:j], " \t\r")
}

// appendInline appends unit with [name|TYPE] for each name, and a backslash
// before each [, ], | and backslash of the text.
func appendInline(dst, unit []byte, mentions []mention) []byte {
	at := 0
	for i := range mentions {
		m := &mentions[i]
		dst = appendUnmarked(dst, unit[at:m.Start])
		dst = appendUnmarked(append(dst, '['), m.Text(unit))
		dst = append(append(append(dst, '|'), m.typ.String()...), ']')
		at = m.End
	}
	return appendUnmarked(dst, unit[at:])
}

// appendUnmarked appends what is no mark of appendInline.
func appendUnmarked(dst, text []byte) []byte {
	for {
		i := bytes.IndexAny(text, `[]|\`)
		if i < 0 {
			return append(dst, text...)
		}
		dst = append(append(dst, text[:i]...), '\\', text[i])
		text = text[i+1:]
	}
}

// appendTokens appends the tokens of the unit, those of nass tokenize, each with
// the tag of the name it holds a part of, and an empty line after each sentence.
func (w *nameWriter) appendTokens(dst, unit []byte, mentions []mention) []byte {
	w.sentences = segment.Sentences(w.sentences[:0], unit, segment.Options{})
	i, begun := 0, -1 // the name at hand, and the last one that a token has begun
	for _, s := range w.sentences {
		w.tokens = segment.Tokens(w.tokens[:0], s.Text(unit), segment.TokenOptions{})
		for _, t := range w.tokens {
			t.Start, t.End = t.Start+s.Start, t.End+s.Start
			for i < len(mentions) && mentions[i].End <= t.Start {
				i++
			}
			dst = append(append(dst, t.Text(unit)...), '\t')
			switch {
			case i == len(mentions) || t.End <= mentions[i].Start:
				dst = append(dst, "O\n"...)
				continue
			case begun == i:
				dst = append(dst, "I-"...)
			default:
				dst = append(dst, "B-"...)
				begun = i
			}
			dst = append(append(dst, mentions[i].typ.String()...), '\n')
		}
		if len(w.tokens) > 0 {
			dst = append(dst, '\n')
		}
	}
	return dst
}

// appendTally appends what nameTable.read reads.
func (w *nameWriter) appendTally(dst, unit []byte, mentions []mention) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(unit)))
	dst = binary.AppendUvarint(dst, uint64(len(mentions)))
	for i := range mentions {
		m := &mentions[i]
		dst = append(dst, byte(m.typ))
		dst = binary.AppendUvarint(dst, uint64(m.name.Len()))
		dst = append(dst, w.name(m)...)
	}
	return dst
}

// htmlHead is the page's beginning. Colours are told apart by their labels too.
const htmlHead = `<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>nass entities</title>
<style>
body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 1.15em/2.1 "Noto Naskh Arabic", "Amiri", "Geeza Pro", "Traditional Arabic", serif; color: #111; background: #fff; }
h2 { font-size: 1em; border-bottom: 1px solid #999; }
mark { color: inherit; border-radius: .25em; padding: .1em .25em; border: 1px solid; -webkit-box-decoration-break: clone; box-decoration-break: clone; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
mark small { font: bold .55em sans-serif; margin-inline-start: .4em; unicode-bidi: isolate; }
.PER { background: #fde2c8; border-color: #b3540b; }
.LOC { background: #d3efd3; border-color: #22702a; }
.ORG { background: #d5e4fb; border-color: #1f55a5; }
.MISC { background: #ecdcf6; border-color: #74359b; }
.DATE { background: #eee; border-color: #666; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } p { orphans: 2; widows: 2; } mark { break-inside: avoid; } }
</style>
</head>
<body>
`

func appendHeading(dst []byte, file string) []byte {
	dst = appendEscaped(append(dst, `<h2 dir="auto">`...), report.AppendVisible(nil, file))
	return append(dst, "</h2>\n"...)
}

// appendHTML appends a paragraph for each line of unit that is not blank.
func appendHTML(dst, unit []byte, mentions []mention) []byte {
	for start := 0; start < len(unit); {
		end := start + bytes.IndexByte(unit[start:], '\n')
		if end < start {
			end = len(unit)
		}
		if len(bytes.TrimSpace(unit[start:end])) > 0 {
			dst = append(dst, `<p dir="auto">`...)
			at := start
			for ; len(mentions) > 0 && mentions[0].Start < end; mentions = mentions[1:] {
				m := &mentions[0]
				dst = appendEscaped(dst, unit[at:m.Start])
				typ := m.typ.String()
				dst = append(append(append(dst, `<mark class="`...), typ...), `" title="`...)
				dst = strconv.AppendFloat(append(append(dst, typ...), ' '), float64(m.score), 'f', 2, 32)
				dst = appendEscaped(append(dst, `">`...), m.Text(unit))
				dst = append(append(append(dst, "<small>"...), typ...), "</small></mark>"...)
				at = m.End
			}
			// The carriage return of a CRLF ends the line as well.
			dst = append(appendEscaped(dst, bytes.TrimSuffix(unit[at:end], []byte{'\r'})), "</p>\n"...)
		}
		start = end + 1
	}
	return dst
}

// appendEscaped appends s as text of HTML: no markup, no bytes that are not
// UTF-8, no controls that the page may not hold.
func appendEscaped(dst, s []byte) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		switch {
		case strings.ContainsRune(`&<>"'`, r):
			dst = append(strconv.AppendInt(append(dst, "&#"...), int64(r), 10), ';')
		case r < ' ' && r != '\t' || r >= 0x7F && r < 0xA0 || r == utf8.RuneError:
			dst = append(dst, "\uFFFD"...)
		case r == '\u202A' || r == '\u202B' || r == '\u202D' || r == '\u202E' || r >= '\u2066' && r <= '\u2068':
			// LRE, RLE, LRO, RLO and the isolates could turn what follows the name.
		default:
			dst = append(dst, s[:size]...)
		}
		s = s[size:]
	}
	return dst
}
