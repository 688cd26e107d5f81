package report

import (
	"fmt"
	"strings"

	"github.com/nass-ar/nass/pkg/census"
)

// appendPage appends a page that holds all that it needs.
func (w Census) appendPage(dst []byte, r *census.Result) []byte {
	dst = append(dst, censusHead...)
	for i, s := range w.sections(r) {
		dst = append(AppendEscaped(append(dst, "<section>\n<h2>"...), []byte(s.title)), "</h2>\n"...)
		if i == 1 {
			dst = appendDecileTable(dst, r)
		}
		switch {
		case len(s.rows) == 0:
			dst = append(dst, "<p>None.</p>\n"...)
		case s.plotted():
			dst = appendPlot(dst, &s)
		default:
			dst = appendTable(dst, &s)
		}
		if s.note != "" {
			dst = append(AppendEscaped(append(dst, "<p>"...), []byte(s.note)), "</p>\n"...)
		}
		dst = append(dst, "</section>\n"...)
	}
	return append(dst, "</body>\n</html>\n"...)
}

// plotted reports whether the section is a plot in a page.
func (s *section) plotted() bool {
	for _, x := range s.rows {
		if x.size > 0 {
			return true
		}
	}
	return false
}

func appendTable(dst []byte, s *section) []byte {
	dst = append(dst, "<table>\n"...)
	for _, x := range s.rows {
		dst = AppendEscaped(append(dst, `<tr><th scope="row">`...), []byte(x.label))
		dst = append(append(append(dst, `</th><td>`...), x.value...), "</td></tr>\n"...)
	}
	return append(dst, "</table>\n"...)
}

func appendDecileTable(dst []byte, r *census.Result) []byte {
	row := func(label, cell string, of func(i int) string) {
		dst = fmt.Appendf(dst, `<tr><th scope="row">%s</th>`, label)
		for i := range decileNames {
			dst = fmt.Appendf(dst, "<%s>%s</%[1]s>", cell, of(i))
		}
		dst = append(dst, "</tr>\n"...)
	}
	dst = append(dst, "<table class=\"deciles\">\n"...)
	row("", "th", func(i int) string { return decileNames[i] })
	row("words", "td", func(i int) string { return thousands(r.WordDeciles[i]) })
	row("characters", "td", func(i int) string { return thousands(r.CharacterDeciles[i]) })
	return append(dst, "</table>\n"...)
}

// The measures of a plot, in the units of its drawing.
const (
	plotWidth  = 720
	labelWidth = 230
	valueWidth = 220
	rowHeight  = 24
	barWidth   = plotWidth - labelWidth - valueWidth
)

// longestLabel is how many code points of a label a plot shows.
const longestLabel = 28

// appendPlot appends bars, one below the other: from left to right or, for words of the
// corpus, which are Arabic mostly, from right to left.
func appendPlot(dst []byte, s *section) []byte {
	most := float64(s.full)
	for _, x := range s.rows {
		most = max(most, x.size)
	}
	dir := "ltr"
	if s.words {
		dir = "rtl"
	}
	dst = fmt.Appendf(dst, `<svg class="%s" viewBox="0 0 %d %d" role="img" aria-label="`, dir, plotWidth, rowHeight*len(s.rows))
	dst = append(AppendEscaped(dst, []byte(s.title)), "\">\n"...)
	for i, x := range s.rows {
		bar := 0.0
		if most > 0 {
			bar = x.size / most * barWidth
		}
		label, left, value := labelWidth-8.0, float64(labelWidth), labelWidth+bar+6
		if s.words {
			label, left, value = plotWidth-label, plotWidth-left-bar, plotWidth-value
		}
		y := rowHeight * i
		dst = fmt.Appendf(dst, `<g><title>`)
		dst = AppendEscaped(dst, []byte(x.label))
		dst = fmt.Appendf(dst, ": %s</title>", x.value)
		dst = fmt.Appendf(dst, `<text class="label" x="%.0f" y="%d">`, label, y+17)
		dst = append(AppendEscaped(dst, []byte(clipped(x.label))), "</text>"...)
		dst = fmt.Appendf(dst, `<rect x="%.1f" y="%d" width="%.1f" height="%d"/>`, left, y+4, bar, rowHeight-8)
		dst = fmt.Appendf(dst, `<text class="value" x="%.1f" y="%d">%s`, value, y+17, x.value)
		if x.second != "" {
			dst = append(append(append(dst, `<tspan class="second" dx="6">`...), x.second...), "</tspan>"...)
		}
		dst = append(dst, "</text></g>\n"...)
	}
	return append(dst, "</svg>\n"...)
}

// clipped returns the beginning of a label that is too long.
func clipped(label string) string {
	n := 0
	for i := range label {
		if n++; n > longestLabel {
			return strings.TrimSpace(label[:i]) + "…"
		}
	}
	return label
}

// censusHead is the page's beginning. The colors have a contrast of 4.5 and more on
// light and on dark. In print the page is light, and no section that fits a page is cut.
var censusHead = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>nass stats</title>
<style>
:root { --ink: #1b1b1b; --soft: #5a5a5a; --paper: #fff; --line: #d5d5d5; --bar: #2f6fab; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #ececec; --soft: #b0b0b0; --paper: #17191c; --line: #3d4147; --bar: #6ea8dc; } }
body { max-width: 48em; margin: 2em auto; padding: 0 1em; font: 1em/1.5 system-ui, "Noto Sans Arabic", "Geeza Pro", sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5em; } h2 { font-size: 1.1em; margin: 2em 0 .5em; border-bottom: 1px solid var(--line); }
p { color: var(--soft); font-size: .9em; }
table { border-collapse: collapse; } th { font-weight: normal; text-align: start; padding: .1em 1.5em .1em 0; }
td { text-align: end; font-variant-numeric: tabular-nums; }
.deciles { display: block; overflow-x: auto; font-size: .85em; margin-bottom: 1em; } .deciles th, .deciles td { padding: .1em .5em; text-align: end; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 14px system-ui, "Noto Sans Arabic", "Geeza Pro", sans-serif; fill: var(--ink); }
svg rect { fill: var(--bar); }
.label { text-anchor: end; unicode-bidi: plaintext; } .second { fill: var(--soft); }
.rtl .label { text-anchor: start; direction: ltr; } .rtl .value { text-anchor: end; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } section { break-inside: avoid; } svg rect { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
</style>
</head>
<body>
<h1>nass stats</h1>
`
