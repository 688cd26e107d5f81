package orthography

import (
	"bytes"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// fenced holds of a text with fenced blocks of code, as in Markdown. No rule acts in
// them, nor on any line with fenceLeast marks in a row: an edit of it could make or
// break a fence, and so change which lines after it are code.
var fenced = &rule.Fact{Of: never, Parts: func(text []byte, from int) span.Span { return nextFence(text, from).Span }}

const (
	fenceLeast = 3        // marks of a fence
	fenceMost  = 64 << 10 // bytes of a fenced block: after that, nobody has closed it
)

// A fence is a fenced block with the lines of its fences, or another line with a row of
// marks.
type fence struct {
	span.Span
	open   bool // it ends where the text does, and may go on in a longer one
	closed bool // its last line closes it
	sure   bool // it is no ornament, such as ~~~ between two paragraphs
}

// hasFences reports whether the text that begins with head has fenced blocks: one that
// is no ornament is closed.
func hasFences(head []byte) bool {
	if !bytes.Contains(head, []byte("```")) && !bytes.Contains(head, []byte("~~~")) {
		return false
	}
	for f := nextFence(head, 0); f.Len() > 0; f = nextFence(head, f.End) {
		if f.closed && f.sure {
			return true
		}
	}
	return false
}

// Code appends to dst the fenced blocks of code in text, with their fences, and returns the
// longer slice: whole lines, in which there is no prose. [Nature.Fences] says whether a
// text has any; [Nature.Cut] cuts none of them.
func Code(dst []span.Span, text []byte) []span.Span {
	if !tracesOf(text).has(graveTrace | tildeTrace) {
		return dst
	}
	for f := nextFence(text, 0); f.Len() > 0; f = nextFence(text, f.End) {
		if f.sure && (f.closed || f.open) {
			dst = append(dst, f.Span)
		}
	}
	return dst
}

// nextFence returns the first fence of text, whole lines, at from or after it; an empty
// one if there are no more. from is 0 or the end of a fence.
func nextFence(text []byte, from int) fence {
	for i := from; ; {
		n := bytes.IndexAny(text[i:], "`~")
		if n < 0 {
			return fence{Span: span.Span{Start: len(text), End: len(text)}}
		}
		i += n
		if n = countMarks(text[i:]); n < fenceLeast {
			i += n
			continue
		}
		start := from + bytes.LastIndexByte(text[from:i], '\n') + 1
		f := fence{Span: span.Span{Start: start, End: lineAfter(text, i)}}
		info := bytes.TrimSpace(text[i+n : f.End])
		if !isIndentation(text[start:i]) || text[i] == '`' && bytes.IndexByte(info, '`') >= 0 || f.Len() > fenceMost {
			return f // a line of prose
		}
		f.sure = text[i] == '`' || len(info) > 0
		f.close(text, text[i:i+n])
		return f
	}
}

// close makes f, which has its first line, the whole block of text that the marks open.
func (f *fence) close(text, marks []byte) {
	for f.End < len(text) && !f.closed {
		end := lineAfter(text, f.End)
		if end-f.Start > fenceMost {
			return
		}
		f.closed = closesFence(text[f.End:end], marks)
		f.End = end
	}
	f.open = !f.closed
}

// closesFence reports whether line closes the fenced block that the marks open: it has as
// many, or more, and nothing else.
func closesFence(line, marks []byte) bool {
	line = bytes.Trim(line, " \t\r\n")
	return len(line) >= len(marks) && line[0] == marks[0] && countMarks(line) == len(line)
}

// countMarks returns how often b repeats its first byte, from its start.
func countMarks(b []byte) int { return len(b) - len(bytes.TrimLeft(b, string(b[:1]))) }

// isIndentation reports whether b has blanks only, and what shows nothing: a byte order
// mark, LEFT-TO-RIGHT MARK and RIGHT-TO-LEFT MARK.
func isIndentation(b []byte) bool { return len(bytes.Trim(b, " \t\uFEFF\u200E\u200F")) == 0 }

// lineAfter returns where the line that has the byte at i ends, with its newline.
func lineAfter(text []byte, i int) int {
	if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(text)
}

// outsideFences is a Cut of corpus.StreamOptions. It cuts after a line that is in no
// fenced block.
func outsideFences(text []byte, _ int) int {
	text = text[:bytes.LastIndexByte(text, '\n')+1]
	for f := nextFence(text, 0); f.Len() > 0; f = nextFence(text, f.End) {
		if f.open {
			return f.Start
		}
	}
	return len(text)
}
