package suppress

import (
	"bytes"
	"fmt"
	"slices"
	"sort"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// An entry is one name of a directive, or all rules.
type entry struct {
	name  string    // of a rule or a group; "": all
	at    span.Span // of the Data: what a report shows
	lines span.Span // of the Data: where it holds
	fault string    // why it holds nowhere; "" if it does somewhere
	used  bool      // something was suppressed
}

// matches reports whether the entry is about r.
func (e *entry) matches(r *rule.Rule) bool {
	return e.name == "" || e.name == r.Name || e.name == string(r.Group)
}

// A page holds the directives of a page, and is asked for places from the first to the
// last.
type page struct {
	entries []*entry // as they are written
	sorted  []*entry // those that hold somewhere, by where that begins
	next    int      // of sorted
	active  []*entry // of those before, the ones that may hold on
	last    int      // where the place asked for last begins
}

// read returns the directives of the page that b is, or nil.
func read(b *document.Block) *page {
	var r *reader
	for _, x := range b.Remarks {
		d, ok := Parse(x.Text.Text(b.Data))
		if !ok {
			continue
		}
		if r == nil {
			r = &reader{b: b, off: map[string]*entry{}, seen: map[string]bool{}}
		}
		r.directive(x, d)
	}
	if r == nil {
		return nil
	}
	p := &page{entries: r.entries}
	for _, e := range r.entries {
		if e.lines.Len() > 0 {
			p.sorted = append(p.sorted, e)
		}
	}
	slices.SortStableFunc(p.sorted, func(a, b *entry) int { return a.lines.Start - b.lines.Start })
	return p
}

// in returns the entries that hold in a place of the Data.
func (p *page) in(s span.Span) []*entry {
	if s.Start < p.last {
		p.next, p.active = 0, p.active[:0]
	}
	p.last = s.Start
	end := max(s.End, s.Start+1)
	for p.next < len(p.sorted) && p.sorted[p.next].lines.Start < end {
		p.active = append(p.active, p.sorted[p.next])
		p.next++
	}
	p.active = slices.DeleteFunc(p.active, func(e *entry) bool { return e.lines.End <= s.Start })
	return p.active
}

// A reader reads the directives of a page, from the first to the last.
type reader struct {
	b       *document.Block
	entries []*entry
	off     map[string]*entry // those that are open, by name
	seen    map[string]bool   // names that hold in the whole file
}

// directive takes the directive of a comment.
func (r *reader) directive(x document.Remark, d Directive) {
	at := func(s span.Span) span.Span {
		return span.Span{Start: x.Text.Start + s.Start, End: x.Text.Start + s.End}
	}
	if d.Action == Unknown {
		r.entries = append(r.entries, &entry{at: at(d.Word), fault: fmt.Sprintf("unknown directive %q", d.Word.Text(x.Text.Text(r.b.Data)))})
		return
	}
	if len(d.Names) == 0 {
		r.entry(x, d.Action, &entry{at: at(d.Word)})
	}
	for _, name := range d.Names {
		r.entry(x, d.Action, &entry{name: string(name.Text(x.Text.Text(r.b.Data))), at: at(name)})
	}
}

// entry takes one name of a directive, or all rules.
func (r *reader) entry(x document.Remark, action Action, e *entry) {
	r.entries = append(r.entries, e)
	data := r.b.Data
	switch action {
	case Ignore:
		e.lines = line(data, x.Raw.Start)
	case IgnoreNextLine:
		if e.lines = r.nextLine(x.Raw.End); e.lines.Len() == 0 {
			e.fault = "no text after the comment"
		}
	case IgnoreFile:
		if r.seen[e.name] {
			e.fault = "the same as a comment before"
			return
		}
		r.seen[e.name] = true
		e.lines = span.Span{End: len(data)}
	case Off:
		if before := r.off[e.name]; before != nil {
			e.fault = "the same as a comment before"
			return
		}
		e.lines = span.Span{Start: x.Raw.Start, End: len(data)}
		r.off[e.name] = e
	case On:
		e.used = true
		open := r.off[e.name]
		switch {
		case open != nil:
			open.lines.End = x.Raw.End
			delete(r.off, e.name)
		case e.name == "" && len(r.off) > 0:
			for _, open := range r.off {
				open.lines.End = x.Raw.End
			}
			clear(r.off)
		default:
			e.fault = "nothing to turn on"
		}
	}
}

// nextLine returns the next line after the offset at that holds text. A text with a
// key, such as a string of a translation, is taken as a whole, with all plural forms.
func (r *reader) nextLine(at int) span.Span {
	from := line(r.b.Data, at).End + 1
	texts := r.b.Texts
	i := sort.Search(len(texts), func(i int) bool { return texts[i].Raw.End > from })
	if i == len(texts) {
		return span.Span{}
	}
	t := &texts[i]
	s := line(r.b.Data, max(t.Raw.Start, from))
	if t.Key == "" {
		return s
	}
	s.Start = min(s.Start, t.Raw.Start)
	for ; i < len(texts) && texts[i].Role == t.Role && texts[i].Key == t.Key; i++ {
		s.End = max(s.End, texts[i].Raw.End)
	}
	return s
}

// line returns the line that holds the offset at of data, without its newline.
func line(data []byte, at int) span.Span {
	at = min(at, len(data))
	s := span.Span{Start: bytes.LastIndexByte(data[:at], '\n') + 1, End: len(data)}
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		s.End = at + i
	}
	return s
}
