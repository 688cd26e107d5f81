package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageMost is how many characters the usage of a flag, without its default, and
// what a command is for may have.
const usageMost = 60

// TestStyle: every text of --help is plain. Usages and Shorts begin with a capital
// and have no full stop; no text has a word of testdata/style/words.txt.
func TestStyle(t *testing.T) {
	words := bannedWords(t)
	for _, cmd := range commands(newRootCmd(new(process))) {
		fault := func(what, text string) {
			t.Errorf("%s: %s: %q", cmd.CommandPath(), what, text)
		}
		line := func(what, text string) {
			if n := utf8.RuneCountInString(text); n == 0 || n > usageMost {
				t.Errorf("%s: %s has %d characters, of %d at most", cmd.CommandPath(), what, n, usageMost)
			}
			if text != "" && (text[0] < 'A' || text[0] > 'Z' || strings.HasSuffix(text, ".")) {
				fault(what+" begins with a capital and has no full stop", text)
			}
		}
		texts := []string{cmd.Short, cmd.Example}
		line("Short", cmd.Short)
		if cmd.Name() != "completion" && (cmd.Parent() == nil || cmd.Parent().Name() != "completion") { // those are cobra's
			texts = append(texts, cmd.Long)
		}
		if cmd.Example == "" {
			t.Errorf("%s has no example", cmd.CommandPath())
		}
		cmd.InitDefaultHelpFlag()
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			_, usage := pflag.UnquoteUsage(f)
			texts = append(texts, usage)
			if f.Name != "help" && f.Name != "no-descriptions" { // cobra's
				line("--"+f.Name, usage)
			}
		})
		for _, text := range texts {
			if found := words.FindString(strings.Join(strings.Fields(text), " ")); found != "" {
				fault("words.txt has another word for "+found, text)
			}
		}
	}
}

// generated matches what is not prose of a page: blocks of code, what
// scripts/gen-docs writes, and code within a line.
var generated = regexp.MustCompile("(?s)<!-- (?:run|include): .*?<!-- end -->|```.*?```|`[^`\\n]*`")

// TestPagesStyle: the prose of the pages has no word of words.txt.
func TestPagesStyle(t *testing.T) {
	words := bannedWords(t)
	pages, err := filepath.Glob("doc/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatal(pages, err)
	}
	for _, page := range append(pages, "../../README.md", "../../CHANGELOG.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for paragraph := range strings.SplitSeq(generated.ReplaceAllString(string(text), "``"), "\n\n") {
			if found := words.FindString(strings.Join(strings.Fields(paragraph), " ")); found != "" {
				t.Errorf("%s: words.txt has another word for %q: %s", page, found, paragraph)
			}
		}
	}
}

// commands are cmd and all commands below it.
func commands(cmd *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		all = append(all, commands(c)...)
	}
	return all
}

// bannedWords matches the words of testdata/style/words.txt.
func bannedWords(t *testing.T) *regexp.Regexp {
	t.Helper()
	list, err := os.ReadFile("../../testdata/style/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for line := range strings.Lines(string(list)) {
		if word, _, ok := strings.Cut(line, "\t"); ok && line[0] != '#' {
			words = append(words, word)
		}
	}
	return regexp.MustCompile(`(?i)\b(` + strings.Join(words, "|") + `)\b`)
}
