package report

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
)

//go:embed page_head.html
var pageHead string

//go:embed page_tail.html
var pageTail string

// page is a page of HTML that needs no other file: a section a file, and then the
// rules with their numbers, which the style puts first. A script, without which the
// page shows everything, filters it.
type page struct {
	Parts
	open   bool // the file has a finding
	counts map[*rule.Rule]int
}

func (p *page) Begin(dst []byte, _ *Run) []byte {
	p.counts = map[*rule.Rule]int{}
	return append(dst, pageHead...)
}

func (p *page) Finding(dst []byte, f *File, x *Finding) []byte {
	if !p.open {
		p.open = true
		dst = appendXML(append(dst, `<section data-file="`...), f.Path)
		dst = append(appendXML(append(dst, `"><h2>`...), f.Path), "</h2><ol>\n"...)
	}
	p.counts[x.Rule]++
	at, level, name := x.Range(0), x.Rule.Level.String(), x.Rule.Name
	dst = fmt.Appendf(dst, `<li class="%s" data-rule="%s"><p><span class="at">%d:%d</span> %s <a href="#%s">%s</a>: `, level, name, at.Line, at.Col, level, name, name)
	dst = append(appendXML(dst, message(x)), "</p>"...)
	before, found, after := x.Text[:x.Start], x.Span.Text(x.Text), x.Text[x.End:]
	if len(x.Text) > 0 {
		dst = appendXML(append(dst, `<p class="text" lang="ar" dir="rtl">`...), lastOf(before))
		dst = append(appendXML(append(dst, "<mark>"...), rule.Shorten(string(found))), "</mark>"...)
		dst = append(appendXML(dst, firstOf(after)), "</p>"...)
	}
	if x.Fix != rule.Manual {
		dst = appendXML(append(dst, `<p class="text" lang="ar" dir="rtl"><ins>`...), x.Becomes())
		dst = append(dst, "</ins></p>"...)
	}
	return append(dst, "</li>\n"...)
}

// contextMost is how many bytes before a finding, and after it, a page shows.
const contextMost = 160

// lastOf returns the end of what is before a finding.
func lastOf(s []byte) string {
	if len(s) <= contextMost {
		return string(s)
	}
	s = s[len(s)-contextMost:]
	for len(s) > 0 && !utf8.RuneStart(s[0]) {
		s = s[1:]
	}
	return "…" + string(s)
}

// firstOf returns the beginning of what is after a finding.
func firstOf(s []byte) string {
	if len(s) <= contextMost {
		return string(s)
	}
	end := contextMost
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return string(s[:end]) + "…"
}

func (p *page) EndFile(dst []byte, _ *File) []byte {
	if p.open {
		p.open = false
		dst = append(dst, "</ol></section>\n"...)
	}
	return dst
}

func (p *page) End(dst []byte, r *Run) []byte {
	dst = append(dst, "<div id=\"summary\"><p>"...)
	dst = fmt.Appendf(dst, "%s in %d files, by nass ", r.Counts, r.Files)
	dst = append(appendXML(dst, r.Version), "</p>\n"...)
	rules := make([]*rule.Rule, 0, len(p.counts))
	for of := range p.counts {
		rules = append(rules, of)
	}
	slices.SortFunc(rules, func(a, b *rule.Rule) int {
		return cmp.Or(p.counts[b]-p.counts[a], cmp.Compare(a.Name, b.Name))
	})
	if len(rules) > 0 {
		dst = append(dst, "<table><thead><tr><th>findings</th><th>level</th><th>rule</th><th>problem</th><th>help</th></tr></thead><tbody>\n"...)
	}
	for _, of := range rules {
		dst = fmt.Appendf(dst, `<tr id="%s" data-rule="%s"><td class="n">%d</td><td class="%s">%s</td><td><a href="#%s">%s</a></td><td>`,
			of.Name, of.Name, p.counts[of], of.Level, of.Level, of.Name, of.Name)
		dst = appendXML(dst, of.Title)
		dst = append(append(append(dst, `</td><td><a rel="noreferrer" href="`...), RulePage(of.Name)...), "\">page</a></td></tr>\n"...)
	}
	if len(rules) > 0 {
		dst = append(dst, "</tbody></table>"...)
	}
	return append(append(dst, "</div>\n"...), pageTail...)
}
