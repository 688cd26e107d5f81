package suppress

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/span"
)

// Comment returns the edit over the Data of a page that suppresses these rules at a
// place of it: with [Ignore] and [IgnoreNextLine] in the line of the place, with
// [IgnoreFile] in the file. It writes a comment as the format has them. It reports false
// if the format has no comments, or if a comment there would change what the page holds.
func Comment(b *document.Block, action Action, rules []string, at span.Span) (span.Edit, bool) {
	remark, entries := b.Format().Remark("nass: " + Actions[action] + " " + strings.Join(rules, ", "))
	if remark == "" {
		return span.Edit{}, false
	}
	c := commenter{b: b, remark: remark, entries: entries, rules: rules, at: at, end: "\n"}
	texts := b.Texts
	i := sort.Search(len(texts), func(i int) bool { return texts[i].Raw.End > at.Start })
	if c.keyed = i < len(texts) && texts[i].Key != "" && texts[i].Raw.Start <= at.Start; c.keyed {
		c.at = texts[i].Raw
	}
	if i := bytes.IndexByte(b.Data, '\n'); i > 0 && b.Data[i-1] == '\r' {
		c.end = "\r\n"
	}
	switch {
	case action == IgnoreNextLine:
		return c.above()
	case action == IgnoreFile:
		return c.first()
	case action == Ignore && !entries:
		return c.behind()
	}
	return span.Edit{}, false
}

// A commenter looks for a place where a comment of a page can be.
type commenter struct {
	b       *document.Block
	remark  string
	entries bool // it is between entries
	rules   []string
	at      span.Span // of the Data: what is suppressed
	keyed   bool      // that is a text with a key, which is one line
	end     string    // of lines
}

// behind writes the comment at the end of the line.
func (c *commenter) behind() (span.Edit, bool) {
	l := line(c.b.Data, c.at.Start)
	return c.try(l.Start+len(bytes.TrimRight(l.Text(c.b.Data), " \t\r")), " "+c.remark)
}

// keyLines is how many lines above its text a key may be.
const keyLines = 2

// above writes the comment on a line of its own above the line, or above the key of the
// text or its entry.
func (c *commenter) above() (span.Edit, bool) {
	l := line(c.b.Data, c.at.Start)
	for n := 0; ; n++ {
		text := l.Text(c.b.Data)
		indent := text[:len(text)-len(bytes.TrimLeft(text, " \t"))]
		if !c.entries {
			if e, ok := c.alone(l.Start, string(indent)); ok || !c.keyed || n == keyLines {
				return e, ok
			}
		}
		if l.Start == 0 {
			return c.alone(0, "")
		}
		before := line(c.b.Data, l.Start-1)
		if c.entries && len(bytes.TrimSpace(before.Text(c.b.Data))) == 0 {
			return c.alone(l.Start, "")
		}
		l = before
	}
}

// headLines is how many lines of a page may be a head, such as front matter or a
// declaration, that no comment can be in or before.
const headLines = 32

// first writes the comment as the first line that can be one.
func (c *commenter) first() (span.Edit, bool) {
	data := c.b.Data
	start := len(data) - len(bytes.TrimPrefix(data, []byte("\uFEFF")))
	for n := 0; n < headLines && start < len(data); n++ {
		l := line(data, start)
		if text := data[start:l.End]; n > 0 || !isHead(text) {
			if e, ok := c.alone(start, ""); ok {
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
func (c *commenter) alone(start int, indent string) (span.Edit, bool) {
	text := indent + strings.ReplaceAll(c.remark, "\n", c.end) + c.end
	e, ok := c.try(start, text)
	if !ok && !c.keyed {
		e, ok = c.try(start, text+c.end)
	}
	return e, ok
}

// try returns the edit that writes text at an offset of the Data, if the page then holds
// the same texts and the comment suppresses the rules.
func (c *commenter) try(off int, text string) (span.Edit, bool) {
	e := span.Edit{Span: span.Span{Start: off, End: off}, New: text}
	after, err := c.b.Edited([]span.Edit{e})
	if err != nil {
		return e, false
	}
	written := span.Span{Start: off, End: off + len(text)}
	texts := slices.DeleteFunc(after.Texts, func(t document.Text) bool { return written.Overlaps(t.Raw) && t.Raw.Start >= off })
	same := slices.EqualFunc(c.b.Texts, texts, func(t, u document.Text) bool {
		return t.Role == u.Role && t.Key == u.Key && bytes.Equal(t.Bytes, without(&u, written))
	})
	p := read(after)
	if !same || p == nil {
		return e, false
	}
	at := c.at
	if at.Start >= off {
		at = span.Span{Start: at.Start + len(text), End: at.End + len(text)}
	}
	held := p.in(at)
	for _, name := range c.rules {
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
