package main

import (
	"bufio"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// TestLineBuffered: with --line-buffered every verb answers a line before the
// next is written.
func TestLineBuffered(t *testing.T) {
	nass, err := exec.LookPath("nass") // TestMain's
	if err != nil {
		t.Skip(err)
	}
	for _, c := range []struct {
		args, line string
		head       int // lines before the first answer
		lines      int // of an answer
	}{
		{"normalize", "و قال\n", 0, 1},
		{"normalize --edits", "و قال\n", 0, 1},
		{"check --no-config --exit-zero", "و قال\n", 0, 1},
		{"dates", "في 10 نوفمبر 2023\n", 1, 1},
		{"dates --format text", "في 10 نوفمبر 2023\n", 0, 1},
		{"segment", "قال.\n", 0, 1},
		{"tokenize", "قال\n", 0, 1},
		{"entities", "سافر بوتين إلى موسكو\n", 0, 2},
		{"entities --format tsv", "سافر بوتين إلى موسكو\n", 1, 2},
		{"entities --format jsonl", "سافر بوتين إلى موسكو\n", 0, 2},
		{"entities --format inline", "سافر بوتين إلى موسكو\n", 0, 1},
		{"entities --format conll", "بوتين\n", 0, 2}, // the token, and the end of its sentence
		{"annotate --as jsonl --layers all", `{"text":"سافر بوتين إلى موسكو"}` + "\n", 0, 1},
		{"annotate --as jsonl", "{}\n", 0, 1},
		{"annotate --as csv --field 1 --layers tokens", "قال\n", 0, 1},
		{"entities --input conll", "بوتين\n\n", 0, 2},
	} {
		t.Run(c.args, func(t *testing.T) {
			t.Parallel()
			cmd := exec.CommandContext(patience(t), nass, append(strings.Fields(c.args), "--line-buffered")...)
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			answers := bufio.NewReader(out)
			for i := range 3 {
				if _, err := io.WriteString(in, c.line); err != nil {
					t.Fatal(err)
				}
				lines := c.lines
				if i == 0 {
					lines += c.head
				}
				for range lines {
					if answer, err := answers.ReadString('\n'); err != nil {
						t.Fatalf("line %d: %q, %v", i, answer, err)
					}
				}
			}
			in.Close()
			if rest, err := io.ReadAll(answers); err != nil || len(rest) > 0 {
				t.Errorf("at the end: %q, %v", rest, err)
			}
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
}
