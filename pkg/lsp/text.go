package lsp

import (
	"net/url"
	"path/filepath"
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
	"github.com/nass-ar/nass/pkg/suppress"
)

// A text is what an editor holds of a file. It ends lines as the protocol does: after
// \n, \r\n or \r alone.
type text struct {
	uri      string
	path     string // of the file; "" if it has none
	language string // as the editor names it
	version  int
	data     []byte

	lines []int // where lines begin; nil: not known
	line  int   // of the last place that was asked for
	at    int   // the place
	units int   // of the line before it

	stale  bool // the findings are those of another version
	edited bool // they have their edits
	found  []finding

	comments *suppress.Commenter // of this version; nil: none was asked for

	kept memory
}

// A memory is what is kept of a text, if it is a page, from one version to the next: what
// is found in those of its texts that stay.
type memory struct {
	of     *rule.Engine // of the configuration
	known  []rule.Known // what the page shows
	engine *rule.Engine // of both
	found  *suppress.Memo
}

// next returns the engine for the next version, of which that is known.
func (m *memory) next(of *rule.Engine, known []rule.Known) *rule.Engine {
	if m.engine == nil || m.of != of || !slices.Equal(m.known, known) {
		*m = memory{of, known, of.Suppose(known...), new(suppress.Memo)}
	}
	return m.engine
}

// newText returns a text without findings.
func newText(p *openParams) *text {
	d := &p.TextDocument
	t := &text{uri: d.URI, language: d.LanguageID, version: d.Version, data: []byte(d.Text), stale: true}
	if u, err := url.Parse(d.URI); err == nil && u.Scheme == "file" {
		t.path = filepath.FromSlash(u.Path)
		if len(u.Path) > 2 && u.Path[2] == ':' { // /C:/…
			t.path = filepath.FromSlash(u.Path[1:])
		}
	}
	return t
}

// change makes a change to the text. Places beyond a line or the text are its end.
func (t *text) change(c *change, u span.Unit) {
	t.stale = true
	if c.Range == nil {
		t.data, t.lines = []byte(c.Text), nil
		return
	}
	start := t.offset(c.Range.Start, u)
	end := max(start, t.offset(c.Range.End, u))
	t.data = slices.Replace(t.data, start, end, []byte(c.Text)...)
	t.move(start, end, len(c.Text))
}

// index finds the lines.
func (t *text) index() {
	if t.lines == nil {
		t.lines = appendLines(append(t.lines, 0), t.data, 0, len(t.data))
		t.line, t.at, t.units = 0, 0, 0
	}
}

// appendLines appends where the lines of data begin whose ends are in a stretch of it.
func appendLines(lines []int, data []byte, from, to int) []int {
	for i := from; i < to; i++ {
		if c := data[i]; c == '\n' || c == '\r' && (i+1 == len(data) || data[i+1] != '\n') {
			lines = append(lines, i+1)
		}
	}
	return lines
}

// move finds the lines after n bytes have replaced those from start to end: an editor may
// send thousands of changes at once.
func (t *text) move(start, end, n int) {
	first := max(0, t.lineOf(start)-1) // a change may join \r to \n
	last := t.lineOf(end)
	delta := n - (end - start)
	to, after := len(t.data), len(t.lines)
	if last+1 < len(t.lines) {
		to, after = t.lines[last+1]+delta, last+2
	}
	for i := range t.lines[after:] {
		t.lines[after+i] += delta
	}
	t.lines = slices.Replace(t.lines, first+1, after, appendLines(nil, t.data, t.lines[first], to)...)
	t.line, t.at, t.units = 0, 0, 0
}

// lineOf returns the line that holds an offset.
func (t *text) lineOf(off int) int { return sort.SearchInts(t.lines, off+1) - 1 }

// offset returns the offset of a position, counted in units u. One inside a character
// is before it.
func (t *text) offset(p position, u span.Unit) int {
	t.index()
	if p.Line < 0 {
		return 0
	}
	if p.Line >= len(t.lines) {
		return len(t.data)
	}
	at, end := t.lines[p.Line], len(t.data)
	if p.Line+1 < len(t.lines) {
		end = t.lines[p.Line+1]
	}
	for left := p.Character; left > 0 && at < end && t.data[at] != '\n' && t.data[at] != '\r'; {
		_, size := utf8.DecodeRune(t.data[at:])
		if left -= u.Count(t.data[at : at+size]); left < 0 {
			break
		}
		at += size
	}
	return at
}

// position returns the position of an offset. It counts from the last one in the line,
// so that places in order take linear time together.
func (t *text) position(off int, u span.Unit) position {
	t.index()
	if line := t.lineOf(off); line != t.line {
		t.line, t.at, t.units = line, t.lines[line], 0
	}
	if off >= t.at {
		t.units += u.Count(t.data[t.at:off])
	} else {
		t.units -= u.Count(t.data[off:t.at])
	}
	t.at = off
	return position{t.line, t.units}
}

// area returns the area of a span.
func (t *text) area(s span.Span, u span.Unit) area {
	return area{t.position(s.Start, u), t.position(s.End, u)}
}

func (s *server) didOpen(p *openParams) (any, error) {
	s.texts[p.TextDocument.URI] = newText(p)
	return nil, nil
}

func (s *server) didChange(p *changeParams) (any, error) {
	t, err := s.text(p.TextDocument)
	if err != nil {
		return nil, err
	}
	for i := range p.ContentChanges {
		t.change(&p.ContentChanges[i], s.unit)
	}
	if p.TextDocument.Version != nil {
		t.version = *p.TextDocument.Version
	}
	return nil, nil
}

func (s *server) didClose(p *documentParams) (any, error) {
	if _, err := s.text(p.TextDocument); err != nil {
		return nil, err
	}
	delete(s.texts, p.TextDocument.URI)
	return nil, s.notify("textDocument/publishDiagnostics", publishParams{identifier{URI: p.TextDocument.URI}, []diagnostic{}})
}

// text returns the text of that name.
func (s *server) text(of identifier) (*text, error) {
	t := s.texts[of.URI]
	if t == nil {
		return nil, &fault{invalidParams, "no open text " + of.URI}
	}
	return t, nil
}
