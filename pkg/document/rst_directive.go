package document

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// explicit reads a block that begins with "..": a directive, a footnote, a target, a
// substitution or a comment.
func (r *rstReader) explicit(role Role, depth int) {
	first := r.n
	l := &r.lines[first]
	indent := l.indent
	text := r.text(first)[len(".."):]
	text = text[leading(text):]
	at := l.end - len(text)
	switch name, rest := rstDirective(text); {
	case name != "":
		r.n++
		r.directive(name, l.end-len(rest), l.end, indent, role, depth)
	case rstNote(text) > 0:
		note := rstNote(text)
		r.n++
		r.words(role, at+note+leading(text[note:]), l.end, indent)
		r.body(indent+1, role, depth+1)
	default:
		r.n++
		r.skipBody(indent + 1)
		if len(text) > 0 && text[0] != '_' && text[0] != '|' {
			last := r.n - 1
			for last > first && r.blank(last) {
				last--
			}
			r.b.remark(l.at, r.lines[last].end, len(".."), 0)
		}
	}
	if !r.blank(r.n) && !r.blank(r.n-1) && !isRSTMarked(r.text(r.n), "..") { // a blank line is missing
		r.skipBlock()
	}
}

// rstNote returns the length of the label of a footnote or a citation that the text begins
// with, or 0.
func rstNote(text []byte) int {
	if len(text) == 0 || text[0] != '[' {
		return 0
	}
	i := 1 + bytes.IndexAny(text[1:min(len(text), nameMost)], "[] \t\n")
	if i < 2 || text[i] != ']' || bytes.ContainsFunc(text[:i], unicode.IsSpace) {
		return 0
	}
	return i + 1
}

// rstDirective returns the name of a directive that the text begins with, and what is
// behind its colons.
func rstDirective(text []byte) (name string, rest []byte) {
	i := bytes.Index(text, []byte("::"))
	if i <= 0 || bytes.ContainsFunc(text[:i], func(c rune) bool { return c >= utf8.RuneSelf || !isWord(byte(c)) && c != '_' && c != ':' }) {
		return "", nil
	}
	if rest = text[i+len("::"):]; len(rest) > 0 && !mdBlank(rest[0]) {
		return "", nil
	}
	return strings.ToLower(string(text[:i])), rest[leading(rest):]
}

// What a directive has behind its name.
type rstArgument uint8

const (
	rstWords rstArgument = iota // the first words of its text
	rstTitle                    // a title
	rstOther                    // no prose
)

// rstProse are the directives that hold prose.
var rstProse = sync.OnceValue(func() map[string]rstArgument {
	return map[string]rstArgument{
		"attention": rstWords, "caution": rstWords, "danger": rstWords, "error": rstWords, "hint": rstWords, "important": rstWords,
		"note": rstWords, "tip": rstWords, "warning": rstWords, "seealso": rstWords, "todo": rstWords, "epigraph": rstWords,
		"highlights": rstWords, "pull-quote": rstWords, "compound": rstWords,
		"admonition": rstTitle, "topic": rstTitle, "sidebar": rstTitle, "rubric": rstTitle, "list-table": rstTitle,
		"container": rstOther, "figure": rstOther, "class": rstOther,
		"versionadded": rstOther, "versionchanged": rstOther, "deprecated": rstOther,
	}
})

// directive reads what is behind the name of a directive, from at to end, and the lines
// below it.
func (r *rstReader) directive(name string, at, end, indent int, role Role, depth int) {
	argument, ok := rstProse()[name]
	if !ok {
		r.skipBody(indent + 1)
		return
	}
	switch {
	case argument == rstWords && at < end:
		r.words(role, at, end, indent)
	default:
		if argument == rstTitle && at < end && (r.blank(r.n) || r.lines[r.n].indent <= indent || isRSTField(r.text(r.n))) {
			r.prose(Heading, at, end)
		}
		for !r.blank(r.n) && r.lines[r.n].indent > indent && (at < end || isRSTField(r.text(r.n))) { // options, or more of the argument
			deep := r.lines[r.n].indent
			r.n++
			for !r.blank(r.n) && r.lines[r.n].indent > deep {
				r.n++
			}
		}
	}
	if name == "list-table" {
		role = Cell
	}
	r.body(indent+1, role, depth+1)
}

// words reads a paragraph whose first words are from at to end, behind a mark with that many
// columns before it.
func (r *rstReader) words(role Role, at, end, indent int) {
	first := r.n
	for !r.blank(r.n) && r.lines[r.n].indent > indent && r.lines[r.n].indent == r.lines[first].indent {
		r.n++
	}
	whole := r.blank(r.n) || r.lines[r.n].indent <= indent
	if r.n > first {
		if isRSTField(r.text(first)) { // options
			whole = false
		}
		end = r.lines[r.n-1].end
	}
	if !whole || bytes.HasSuffix(r.src[:end], []byte(rstLiteral)) {
		r.skipBody(indent + 1)
		return
	}
	if at < end {
		r.prose(role, at, end)
	}
}
