package suppress

import (
	"bytes"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// An Action says where a directive holds.
type Action uint8

// The actions of directives.
const (
	Ignore         Action = iota // in the line of the comment
	IgnoreNextLine               // in the next line that holds text
	Off                          // from the comment on
	On                           // no longer, from the comment on
	IgnoreFile                   // in the whole file
	Unknown                      // the word names no action
)

// Actions are the names of the actions, in order.
var Actions = []string{"ignore", "ignore-next-line", "off", "on", "ignore-file"}

// A Directive is what a comment asks for.
type Directive struct {
	Action Action
	Word   span.Span   // of the comment: the action, as it is written
	Names  []span.Span // of the comment: the rules and groups; none: all
}

// Parse returns the directive that the text of a comment is, such as
//
//	nass: ignore two-dots, digits (a quotation)
//
// and reports whether it is one. What is in parentheses after the names is for readers.
func Parse(comment []byte) (d Directive, ok bool) {
	rest, ok := bytes.CutPrefix(comment, []byte("nass:"))
	if !ok {
		return d, false
	}
	p := parser{comment: comment, at: len(comment) - len(rest)}
	if d.Word, ok = p.word(); !ok || comment[d.Word.Start] >= utf8.RuneSelf {
		return d, false
	}
	d.Action = Unknown
	for i, name := range Actions {
		if name == string(d.Word.Text(comment)) {
			d.Action = Action(i)
		}
	}
	for {
		name, ok := p.word()
		if !ok {
			return d, true
		}
		d.Names = append(d.Names, name)
	}
}

// A parser reads the words of a comment.
type parser struct {
	comment []byte
	at      int
}

// word returns the next word, unless a remark or the end comes next.
func (p *parser) word() (span.Span, bool) {
	for p.at < len(p.comment) && (p.comment[p.at] <= ' ' || p.comment[p.at] == ',') {
		p.at++
	}
	start := p.at
	for p.at < len(p.comment) && isName(p.comment[p.at]) {
		p.at++
	}
	return span.Span{Start: start, End: p.at}, p.at > start
}

// isName reports whether c may be a part of the name of a rule or an action.
func isName(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '/' || c == '.' || c >= utf8.RuneSelf
}
