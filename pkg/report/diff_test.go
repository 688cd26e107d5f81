package report

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/span"
)

// An edited line of a text, by number from 1.
type edited struct {
	line int
	edit span.Edit
}

// diffOf is the difference as the Diff writes it, of blocks of so many lines.
func diffOf(t *testing.T, text string, edits []edited, blockLines int, color bool) string {
	t.Helper()
	var out bytes.Buffer
	d := NewDiff(&out, "name", Style{Color: color})
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for from := 0; from < len(lines); from += blockLines {
		to := min(from+blockLines, len(lines))
		block := []byte(strings.Join(lines[from:to], ""))
		b := NewDiffBlock(nil, block, from+1, Style{Color: color})
		for _, e := range edits {
			if e.line > from && e.line <= to {
				b.Change(len(strings.Join(lines[from:e.line-1], "")), []span.Edit{e.edit})
			}
		}
		if err := d.Add(b, b.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// referenceDiff is the same, slow and obvious: every line knows whether it is
// within three lines of a change.
func referenceDiff(text string, edits []edited) string {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	news := map[int]string{}
	for _, e := range edits {
		news[e.line] = string(span.Apply(nil, []byte(lines[e.line-1]), []span.Edit{e.edit}))
	}
	shown := func(line int) bool {
		for i := line - diffContext; i <= line+diffContext; i++ {
			if _, ok := news[i]; ok {
				return true
			}
		}
		return false
	}
	whole := func(s string) string {
		if strings.HasSuffix(s, "\n") {
			return s
		}
		return s + "\n\\ No newline at end of file\n"
	}
	var b strings.Builder
	for line := 1; line <= len(lines); line++ {
		if !shown(line) {
			continue
		}
		from := line
		for line < len(lines) && shown(line+1) {
			line++
		}
		if b.Len() == 0 {
			b.WriteString("--- name\n+++ name\n")
		}
		count := fmt.Sprintf(",%d", line-from+1)
		if line == from {
			count = ""
		}
		fmt.Fprintf(&b, "@@ -%d%s +%d%s @@\n", from, count, from, count)
		for i := from; i <= line; {
			if _, ok := news[i]; !ok {
				b.WriteString(" " + whole(lines[i-1]))
				i++
				continue
			}
			first := i
			for ; news[i] != ""; i++ {
				b.WriteString("-" + whole(lines[i-1]))
			}
			for j := first; j < i; j++ {
				b.WriteString("+" + whole(news[j]))
			}
		}
	}
	return b.String()
}

// TestDiffIsReference: however the text is cut into blocks, the difference is
// that of the reference.
func TestDiffIsReference(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + r.IntN(40)
		var text strings.Builder
		var edits []edited
		one := 2 + r.IntN(12)
		for line := 1; line <= n; line++ {
			fmt.Fprintf(&text, "سطر %d", line)
			if line < n || r.IntN(2) == 0 {
				text.WriteByte('\n')
			}
			if r.IntN(one) == 0 {
				edits = append(edits, edited{line, span.Edit{Span: span.Span{Start: 0, End: 2}, New: "ص"}})
			}
		}
		want := referenceDiff(text.String(), edits)
		for _, lines := range []int{1, 2, 3, 5, 7, 100} {
			if got := diffOf(t, text.String(), edits, lines, false); got != want {
				t.Fatalf("blocks of %d lines:\n%s\nwant:\n%s", lines, got, want)
			}
		}
	}
}

// TestDiffLong: a hunk over the limit is cut; its parts have no context, follow
// one another, and hold all lines.
func TestDiffLong(t *testing.T) {
	line := strings.Repeat("ا", 1000) + "\n"
	n := 3 * diffMost / len(line)
	text := "أول\nثان\n" + strings.Repeat(line, n) + "آخر\n"
	var edits []edited
	for i := range n {
		edits = append(edits, edited{i + 3, span.Edit{Span: span.Span{Start: 0, End: 2}, New: "أ"}})
	}
	got := diffOf(t, text, edits, 50, false)
	next, hunks, minus, plus := 3, 0, 0, 0
	for l := range strings.Lines(got) {
		var from, count, to, count2 int
		switch {
		case strings.HasPrefix(l, "@@"):
			if _, err := fmt.Sscanf(l, "@@ -%d,%d +%d,%d @@", &from, &count, &to, &count2); err != nil {
				t.Fatal(err, l)
			}
			if from != next || to != from || count != count2 {
				t.Fatalf("hunk %q, want from %d", l, next)
			}
			next += count
			hunks++
		case strings.HasPrefix(l, "-أول"):
		case strings.HasPrefix(l, "-ا"):
			minus++
		case strings.HasPrefix(l, "+أ"):
			plus++
		}
	}
	if hunks < 3 || minus != n || plus != n {
		t.Errorf("%d hunks, %d old and %d new lines of %d", hunks, minus, plus, n)
	}
}

func TestDiffColor(t *testing.T) {
	got := diffOf(t, "و قال\n", []edited{{1, span.Edit{Span: span.Span{Start: 2, End: 3}}}}, 1, true)
	for _, want := range []string{"\x1b[31m-و\x1b[7m \x1b[27mقال\x1b[0m\n", "\x1b[32m+و\x1b[7m\x1b[27mقال\x1b[0m\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
}
