package rule

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// A Tally collects from a text, or from a part of it, what the rules about a
// text as a whole need.
type Tally struct {
	e       *Engine
	seen    []Finding // of each variant, the first; no rule when there is none
	surveys []Survey
}

// NewTally returns the tally of an empty text.
func (e *Engine) NewTally() *Tally {
	t := &Tally{e: e, seen: make([]Finding, len(e.variants))}
	for _, r := range e.surveys {
		t.surveys = append(t.surveys, r.Survey())
	}
	return t
}

// Merge adds the tally of the block that follows, which must not be used
// afterwards.
func (t *Tally) Merge(next *Tally) {
	for i := range t.seen {
		if t.seen[i].Rule == nil {
			t.seen[i] = next.seen[i]
		}
	}
	for i, s := range t.surveys {
		s.Merge(next.surveys[i])
	}
}

// Findings returns the findings of the text as a whole, in order of line.
func (t *Tally) Findings() []Finding {
	var out []Finding
	for i, r := range t.e.surveys {
		for _, f := range t.surveys[i].Findings() {
			f.Rule = r
			out = append(out, f)
		}
	}
	for i := 0; i < len(t.seen); {
		// The variants of a rule stand side by side. The one met first is the
		// text's own; each other is a finding where it first stands.
		own, j := -1, i
		for ; j < len(t.seen) && t.e.variants[j].rule == t.e.variants[i].rule; j++ {
			f := &t.seen[j]
			if f.Rule != nil && (own < 0 || before(f, &t.seen[own])) {
				own = j
			}
		}
		for ; i < j; i++ {
			if f := t.seen[i]; i != own && f.Rule != nil {
				f.Message = fmt.Sprintf("%s: %s here, %s in line %d",
					f.Rule.Title, t.e.variants[i].name, t.e.variants[own].name, t.seen[own].Line)
				out = append(out, f)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Start - b.Start
	})
	return out
}

func before(a, b *Finding) bool {
	return a.Line < b.Line || a.Line == b.Line && a.Start < b.Start
}

const (
	aroundMost = 48     // bytes that Around goes to either side
	shownMost  = 1 << 8 // bytes in all
)

// Around returns the part of line at s, extended to whole words, to show to a
// reader. It adds at most 48 bytes on either side.
func Around(line []byte, s span.Span) span.Span {
	start, end := s.Start, s.End
	if s.Len() > 0 && isBlank(line[start:end]) {
		// Only blanks: the words on both sides.
		for start > 0 && line[start-1] <= ' ' {
			start--
		}
		for end < len(line) && line[end] <= ' ' {
			end++
		}
	}
	for start > 0 && s.Start-start < aroundMost && line[start-1] > ' ' {
		start--
	}
	for end < len(line) && end-s.End < aroundMost && line[end] > ' ' {
		end++
	}
	for start < s.Start && !utf8.RuneStart(line[start]) {
		start++
	}
	for end < len(line) && end > s.End && !utf8.RuneStart(line[end]) {
		end--
	}
	return span.Span{Start: start, End: end}
}

// Shorten returns s, or its first 256 bytes and "…" if it is longer: a rule that
// rewrites a long stretch gives the later findings there a long span.
func Shorten[T string | []byte](s T) string {
	if len(s) <= shownMost {
		return string(s)
	}
	return string(appendShort(nil, s))
}

// appendShort appends what Shorten returns to dst.
func appendShort[T string | []byte](dst []byte, s T) []byte {
	if len(s) <= shownMost {
		return append(dst, s...)
	}
	end := shownMost
	for n := 1; n < utf8.UTFMax && !utf8.RuneStart(s[end]); n++ {
		end--
	}
	return append(append(dst, s[:end]...), "…"...)
}

func isBlank(b []byte) bool {
	for _, c := range b {
		if c > ' ' {
			return false
		}
	}
	return true
}
