// Package view shows the layers of a text as HTML, in the views of the playground.
package view

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/annotate"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// Layers are the layers that [Write] shows.
const Layers = annotate.Normal | annotate.Edits | annotate.Findings | annotate.Sentences | annotate.Entities | annotate.Dates

// Write shows a text in five views. emit gets the name of a view and a part of its HTML,
// which is valid during the call. Parts are small, so that a browser can add one at a
// time and answer its reader in between. When a view has all of its parts, done gets how
// many items it shows.
func Write(d *annotate.Doc, emit func(view string, html []byte), done func(view string, items int)) {
	for _, view := range []struct {
		name  string
		write func(w *writer) (items int)
	}{
		{"difference", (*writer).difference},
		{"findings", (*writer).findings},
		{"sentences", (*writer).sentences},
		{"names", (*writer).names},
		{"dates", (*writer).dates},
	} {
		w := writer{Doc: d, emit: func(html []byte) { emit(view.name, html) }}
		done(view.name, view.write(&w))
	}
}

// A writer writes a view.
type writer struct {
	*annotate.Doc
	emit func(html []byte)
}

func (w *writer) difference() int {
	w.text(len(w.Edits), func(i int) span.Span { return w.Edits[i].Span }, func(dst []byte, i int) []byte {
		e := &w.Edits[i]
		for _, x := range []struct{ tag, text string }{{"del", string(e.Text(w.Text))}, {"ins", e.New}} {
			if x.text == "" {
				continue
			}
			dst = fmt.Appendf(dst, `<%s title="%s"`, x.tag, e.Rule)
			if strings.ContainsFunc(x.text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
				dst = append(dst, ` dir="rtl"`...) // isolates it; letters join with those around
			}
			dst = report.AppendEscaped(append(dst, '>'), visible(x.text))
			dst = fmt.Appendf(dst, "</%s>", x.tag)
		}
		return dst
	})
	return len(w.Edits)
}

func (w *writer) findings() int {
	var lines span.Index
	lines.Reset(w.Text, span.Start)
	w.list("ol", len(w.Findings), func(dst []byte, i int) []byte {
		f := &w.Findings[i].Of
		line, col := lines.Position(w.Findings[i].Start, span.Rune)
		message := cmp.Or(f.Message, f.Rule.Title)
		dst = fmt.Appendf(dst, `<li class="%s">%d:%d <b>%s</b> %s: `, f.Rule.Level, line, col, f.Rule.Level, f.Rule.Name)
		dst = append(report.AppendEscaped(dst, []byte(message)), `<p class="text" dir="rtl"><mark dir="rtl">`...)
		dst = append(report.AppendEscaped(dst, visible(f.Found())), "</mark>"...)
		if f.Fix != rule.Manual {
			dst = report.AppendEscaped(append(dst, " \u2190 <ins dir=\"rtl\">"...), visible(f.Becomes())) // LEFTWARDS ARROW
			dst = append(dst, "</ins>"...)
		}
		return append(dst, "</p></li>\n"...)
	})
	return len(w.Findings)
}

func (w *writer) sentences() int {
	w.list("ol", len(w.Sentences), func(dst []byte, i int) []byte {
		dst = fmt.Appendf(dst, `<li value="%d" class="text">`, i+1)
		return append(appendText(dst, w.Sentences[i].Text(w.Text)), "</li>\n"...)
	})
	return len(w.Sentences)
}

// names shows how often each full name occurs, and then the text.
func (w *writer) names() int {
	type name struct {
		of   entity.Type
		full string
	}
	counts := map[name]int{}
	var order []name
	for i := range w.Entities {
		e := &w.Entities[i]
		n := name{e.Type, e.Full}
		if counts[n] == 0 {
			order = append(order, n)
		}
		counts[n]++
	}
	slices.SortStableFunc(order, func(a, b name) int { return counts[b] - counts[a] })
	w.list("ul", len(order), func(dst []byte, i int) []byte {
		dst = fmt.Appendf(dst, `<li class="%s"><bdi>`, order[i].of)
		return fmt.Appendf(report.AppendEscaped(dst, visible(order[i].full)), "</bdi> <small>%s</small> %d</li>\n", order[i].of, counts[order[i]])
	})
	w.text(len(w.Entities), func(i int) span.Span { return w.Entities[i].Span }, func(dst []byte, i int) []byte {
		e := &w.Entities[i]
		return w.mark(dst, e.Type.String(), e.Full, e.Span, e.Type.String())
	})
	return len(w.Entities)
}

func (w *writer) dates() int {
	w.text(len(w.Dates), func(i int) span.Span { return w.Dates[i].Span }, func(dst []byte, i int) []byte {
		x := &w.Dates[i]
		about := []string{x.Kind.String(), x.Calendar.String()}
		for _, p := range x.Problems {
			about = append(about, p.Message)
		}
		return w.mark(dst, "DATE", strings.Join(about, ", "), x.Span, x.Value)
	})
	return len(w.Dates)
}

// mark appends a span of the text with a label.
func (w *writer) mark(dst []byte, class, title string, s span.Span, label string) []byte {
	dst = report.AppendEscaped(fmt.Appendf(dst, `<mark class="%s" title="`, class), visible(title))
	dst = appendText(append(dst, `">`...), s.Text(w.Text))
	return fmt.Appendf(dst, "<small>%s</small></mark>", label)
}

// partBytes is what a part shows of a text at least, unless it is the last, and is half
// of what it shows at most.
const partBytes = 16 << 10

// list writes a list of n items.
func (w *writer) list(tag string, n int, item func(dst []byte, i int) []byte) {
	var html []byte
	for i := range n {
		if len(html) == 0 {
			html = fmt.Appendf(html, "<%s>\n", tag)
		}
		if html = item(html, i); len(html) > partBytes || i == n-1 {
			w.emit(fmt.Appendf(html, "</%s>\n", tag))
			html = html[:0]
		}
	}
}

// text writes the text, with what mark appends in place of each of n spans, which are in
// order and disjoint.
func (w *writer) text(n int, at func(i int) span.Span, mark func(dst []byte, i int) []byte) {
	var html []byte
	for done, i := 0, 0; done < len(w.Text) || i < n; {
		end := done + cut(w.Text[done:])
		html = append(html[:0], `<div class="text">`...)
		for ; i < n && (at(i).Start < end || end == len(w.Text)); i++ {
			html = mark(appendText(html, w.Text[done:at(i).Start]), i)
			done = at(i).End
		}
		end = max(end, done)
		w.emit(append(appendText(html, w.Text[done:end]), "</div>\n"...))
		done = end
	}
}

// cut returns how much of a text the next part shows: lines, or words of a long one.
func cut(text []byte) int {
	if len(text) <= 2*partBytes {
		return len(text)
	}
	window := text[partBytes : 2*partBytes]
	for _, after := range "\n " {
		if i := bytes.IndexByte(window, byte(after)); i >= 0 {
			return partBytes + i + 1
		}
	}
	end := 2 * partBytes
	for end > partBytes && !utf8.RuneStart(text[end]) {
		end--
	}
	return end
}

// appendText appends a text of lines.
func appendText(dst, text []byte) []byte {
	for line := range bytes.Lines(text) {
		of, ends := bytes.CutSuffix(line, []byte{'\n'})
		if dst = report.AppendEscaped(dst, bytes.TrimSuffix(of, []byte{'\r'})); ends {
			dst = append(dst, '\n')
		}
	}
	return dst
}

// visible returns s with what a reader cannot see as escapes, and an arrow for a newline.
func visible(s string) []byte {
	var dst []byte
	for line := range strings.Lines(s) {
		of, ends := strings.CutSuffix(line, "\n")
		if dst = report.AppendVisible(dst, of); ends {
			dst = append(dst, "\u21B5"...) // DOWNWARDS ARROW WITH CORNER LEFTWARDS
		}
	}
	return dst
}
