package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/segment/stream"
)

// pageText is a text with all that could fall on a block's border.
func pageText() string {
	page := "وصل د. سليم إلى المدينة، ثم قال: «لن نتأخر!» وخرج (كعادته؟) مبكرا... ولم يعد. هل عاد؟ لا\r\n" +
		"\n" +
		"بلغ السعر 3.5 ريال 👍🏽. ووصل 1,250 زائرا\u00A0\u2028إلى www.example.org\n  \t\n" +
		"سطر بلا علامة\rوآخر\xff\xfe بعده.\n" +
		"الفصل الأول\nفي البداية. كان كل شيء\nهادئا جدا\n\n\n"
	line := strings.ReplaceAll(strings.ReplaceAll(page, "\r", " "), "\n", " ")
	return strings.Repeat(page, 3) + strings.Repeat(line, 40) + "\n" + page + strings.Repeat("\n \n", 100) + strings.Repeat(line, 3) + "\n\n" + strings.Repeat("كلمة ", 700) + "\n\n" + strings.Repeat("وصل الوفد إلى العاصمة صباح اليوم وأعلن الوزير أن المشروع سيبدأ في العام المقبل ", 30) + "\n\n" + strings.Repeat(page, 2) + "ختام"
}

// TestSegmentBlocks holds the law that the output does not depend on who
// works and how the text falls into blocks, and compares it with what the
// library says of the whole.
func TestSegmentBlocks(t *testing.T) {
	dir := t.TempDir()
	text := pageText()
	file := filepath.Join(dir, "page.txt")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	runOnce := func(flags string, workers, block, limit int) string {
		return runBlocks(t, "segment "+flags, file, workers, block, limit)
	}
	for _, flags := range []string{
		"",
		"--format jsonl",
		"--format jsonl --wrap",
		"--wrap",
		"--format jsonl --unit paragraph",
		"--format jsonl --headlines on",
		"--format jsonl --unmarked on --wrap",
		"--explain --headlines on",
		"--explain --format jsonl --wrap",
		"--explain --wrap",
		"--format jsonl --max-length 40 --min-length 10 --headlines off",
	} {
		want := runOnce(flags, 1, 1<<20, stream.DefaultPiece)
		for _, workers := range []int{1, 3} {
			for _, block := range []int{1, 1000} {
				for _, limit := range []int{300, stream.DefaultPiece} {
					if got := runOnce(flags, workers, block, limit); got != want {
						t.Errorf("%s: %d workers, blocks of %d, limit %d: %s", flags, workers, block, limit, firstDifference(got, want))
					}
				}
			}
		}
	}
	for flags, wrap := range map[string]bool{"--format jsonl": false, "--format jsonl --wrap": true} {
		var want strings.Builder
		for i, s := range segment.Sentences(nil, []byte(text), segment.Options{Wrap: wrap}) {
			fmt.Fprintf(&want, "%d %d %d %d %d %d\n", i, s.Paragraph, s.Start, s.End, utf8.RuneCountInString(text[:s.Start]), utf8.RuneCountInString(text[:s.End]))
		}
		var got strings.Builder
		for line := range strings.Lines(runOnce(flags, 2, 100, 300)) {
			var n []string
			for _, key := range []string{"index", "paragraph", "start", "end", "cp_start", "cp_end"} {
				_, rest, _ := strings.Cut(line, `,"`+key+`":`)
				v, _, _ := strings.Cut(rest, ",")
				if _, err := strconv.Atoi(v); err != nil {
					t.Fatal(err)
				}
				n = append(n, v)
			}
			fmt.Fprintln(&got, strings.Join(n, " "))
		}
		if got.String() != want.String() {
			t.Errorf("wrap %v: %s", wrap, firstDifference(got.String(), want.String()))
		}
	}
}

func TestTokenizeBlocks(t *testing.T) {
	text := pageText()
	file := filepath.Join(t.TempDir(), "page.txt")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, format := range report.TokenFormats {
		runOnce := func(workers, block, limit int) string {
			return runBlocks(t, "tokenize --format "+format, file, workers, block, limit)
		}
		want := runOnce(1, 1<<20, stream.DefaultPiece)
		for _, workers := range []int{1, 3} {
			for _, block := range []int{1, 200, 1000} {
				if got := runOnce(workers, block, 300); got != want {
					t.Errorf("%s: %d workers, blocks of %d: %s", format, workers, block, firstDifference(got, want))
				}
			}
		}
		if format == "space" && strings.Count(want, "\n") != strings.Count(text, "\n")+1 { // the last line lacks its newline
			t.Errorf("%d lines of %d", strings.Count(want, "\n"), strings.Count(text, "\n")+1)
		}
	}
}

// runBlocks returns what the command line writes of the file with that many workers,
// blocks of that many bytes and pieces of limit bytes.
func runBlocks(t *testing.T, command, file string, workers, block, limit int) string {
	t.Helper()
	var out, errs bytes.Buffer
	p := newProcess(os.Stdin, &out, &errs)
	p.block, p.piece = block, limit
	args := append(strings.Fields(command), "--color", "never", "--encoding", "utf-8", "-j", strconv.Itoa(workers), file)
	if code := p.run(args); code != 0 || errs.Len() > 0 {
		t.Fatal(code, errs.String())
	}
	return out.String()
}

// firstDifference is the first line in which a and b differ.
func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d: got %q, want %q", i+1, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(x), len(y))
}

// TestRulesAreDocumented holds the manual to every rule that --explain names.
func TestRulesAreDocumented(t *testing.T) {
	page, err := os.ReadFile("doc/segment.md")
	if err != nil {
		t.Fatal(err)
	}
	for r := segment.NoReason + 1; r.String() != segment.NoReason.String(); r++ {
		if !bytes.Contains(page, []byte("`"+r.String()+"`")) {
			t.Errorf("doc/segment.md does not tell of %s", r)
		}
	}
}
