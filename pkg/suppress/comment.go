package suppress

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/span"
)

// A Commenter writes comments into a page, which must not change. It tries each place
// once, whatever rules it is asked for, since a try reads the page again. It is not safe
// for concurrent use.
type Commenter struct {
	b     *document.Block
	tried map[spot]trial
}

// A spot is what is to be suppressed.
type spot struct {
	action Action
	keyed  bool // a text with a key, which is one line
	start  int  // of the Data, where it begins or its line does; 0 for the file
}

// A trial is what is known of a comment for a spot: where it is, what it begins with and
// what it ends with, beside the names of rules.
type trial struct {
	at            span.Span
	before, after string
	ok            bool
}

// NewCommenter returns a Commenter of the page.
func NewCommenter(b *document.Block) *Commenter {
	return &Commenter{b: b, tried: map[spot]trial{}}
}

// Comment returns the edit over the Data of the page that suppresses these rules, as the
// catalogue names them, at a place of it: with [Ignore] and [IgnoreNextLine] in the line
// of the place, with [IgnoreFile] in the file. It writes a comment as the format has them.
// It reports false if the format has no comments, or if a comment there would change what
// the page holds.
func (c *Commenter) Comment(action Action, rules []string, at span.Span) (span.Edit, bool) {
	names := strings.Join(rules, ", ")
	texts := c.b.Texts
	i := sort.Search(len(texts), func(i int) bool { return texts[i].Raw.End > at.Start })
	s := spot{action: action, keyed: i < len(texts) && texts[i].Key != "" && texts[i].Raw.Start <= at.Start}
	if s.keyed {
		at = texts[i].Raw
	}
	switch {
	case action == IgnoreFile:
	case s.keyed:
		s.start = at.Start
	default:
		s.start = line(c.b.Data, at.Start).Start
	}
	t, known := c.tried[s]
	if !known {
		var e span.Edit
		if e, t.ok = c.write(action, rules, at, s.keyed); t.ok {
			t.at = e.Span
			start := strings.Index(e.New, directive(action)) + len(directive(action))
			t.before, t.after = e.New[:start], e.New[start+len(names):]
		}
		c.tried[s] = t
	}
	return span.Edit{Span: t.at, New: t.before + names + t.after}, t.ok
}

// directive returns what a comment has before the names of rules.
func directive(a Action) string { return "nass: " + Actions[a] + " " }

// write is Comment without what was tried before.
func (c *Commenter) write(action Action, rules []string, at span.Span, keyed bool) (span.Edit, bool) {
	remark, entries := c.b.Format().Remark(directive(action) + strings.Join(rules, ", "))
	if remark == "" {
		return span.Edit{}, false
	}
	w := writer{b: c.b, remark: remark, entries: entries, rules: rules, at: at, keyed: keyed, end: "\n"}
	if i := bytes.IndexByte(c.b.Data, '\n'); i > 0 && c.b.Data[i-1] == '\r' {
		w.end = "\r\n"
	}
	switch {
	case action == IgnoreNextLine:
		return w.above()
	case action == IgnoreFile:
		return w.first()
	case action == Ignore && !entries:
		return w.behind()
	}
	return span.Edit{}, false
}

// A writer looks for a place where a comment of a page can be.
type writer struct {
	b       *document.Block
	remark  string
	entries bool // it is between entries
	rules   []string
	at      span.Span // of the Data: what is suppressed
	keyed   bool      // that is a text with a key, which is one line
	end     string    // of lines
}

// behind writes the comment at the end of the line.
func (w *writer) behind() (span.Edit, bool) {
	l := line(w.b.Data, w.at.Start)
	return w.try(l.Start+len(bytes.TrimRight(l.Text(w.b.Data), " \t\r")), " "+w.remark)
}

// keyLines is how many lines above its text a key may be.
const keyLines = 2

// above writes the comment on a line of its own above the line, or above the key of the
// text or its entry.
func (w *writer) above() (span.Edit, bool) {
	l := line(w.b.Data, w.at.Start)
	for n := 0; ; n++ {
		text := l.Text(w.b.Data)
		indent := text[:len(text)-len(bytes.TrimLeft(text, " \t"))]
		if !w.entries {
			if e, ok := w.alone(l.Start, string(indent)); ok || !w.keyed || n == keyLines {
				return e, ok
			}
		}
		if l.Start == 0 {
			return w.alone(0, "")
		}
		before := line(w.b.Data, l.Start-1)
		if w.entries && len(bytes.TrimSpace(before.Text(w.b.Data))) == 0 {
			return w.alone(l.Start, "")
		}
		l = before
	}
}

// headLines is how many lines of a page may be a head, such as front matter or a
// declaration, that no comment can be in or before.
const headLines = 32

// first writes the comment as the first line that can be one.
func (w *writer) first() (span.Edit, bool) {
	data := w.b.Data
	start := len(data) - len(bytes.TrimPrefix(data, []byte("\uFEFF")))
	for n := 0; n < headLines && start < len(data); n++ {
		l := line(data, start)
		if text := data[start:l.End]; n > 0 || !isHead(text) {
			if e, ok := w.alone(start, ""); ok {
				return e, true
			}
		}
		start = l.End + 1
	}
	return span.Edit{}, false
}

// isHead reports whether the first line of a page must stay the first.
func isHead(line []byte) bool {
	for _, head := range []string{"<?", "<!DOCTYPE", "<!doctype", "#!", "WEBVTT", "["} {
		if bytes.HasPrefix(line, []byte(head)) {
			return true
		}
	}
	return false
}

// alone writes the comment on a line of its own before the line that begins at start, or,
// if that would join it to the line, as a paragraph.
func (w *writer) alone(start int, indent string) (span.Edit, bool) {
	text := indent + strings.ReplaceAll(w.remark, "\n", w.end) + w.end
	e, ok := w.try(start, text)
	if !ok && !w.keyed {
		e, ok = w.try(start, text+w.end)
	}
	return e, ok
}

// try returns the edit that writes text at an offset of the Data, if the page then holds
// the same texts and the comment suppresses the rules.
func (w *writer) try(off int, text string) (span.Edit, bool) {
	e := span.Edit{Span: span.Span{Start: off, End: off}, New: text}
	after, err := w.b.Edited([]span.Edit{e})
	if err != nil {
		return e, false
	}
	written := span.Span{Start: off, End: off + len(text)}
	texts := slices.DeleteFunc(after.Texts, func(t document.Text) bool { return written.Overlaps(t.Raw) && t.Raw.Start >= off })
	same := slices.EqualFunc(w.b.Texts, texts, func(t, u document.Text) bool {
		return t.Role == u.Role && t.Key == u.Key && bytes.Equal(t.Bytes, without(&u, written))
	})
	p := read(after)
	if !same || p == nil {
		return e, false
	}
	at := w.at
	if at.Start >= off {
		at = span.Span{Start: at.Start + len(text), End: at.End + len(text)}
	}
	held := p.in(at)
	for _, name := range w.rules {
		if !slices.ContainsFunc(held, func(x *entry) bool { return x.name == name && x.at.Overlaps(written) }) {
			return e, false
		}
	}
	return e, true
}

// without returns the Bytes of a text without a comment that is written in it, where the
// format has that as an object.
func without(t *document.Text, written span.Span) []byte {
	for _, o := range t.Opaque {
		if t.Source(o).Overlaps(written) {
			return slices.Concat(bytes.TrimSuffix(t.Bytes[:o.Start], []byte(" ")), t.Bytes[o.End:])
		}
	}
	return t.Bytes
}
