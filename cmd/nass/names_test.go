package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/report"
)

// hostileNames are names that a terminal, a workflow runner or a reader of
// records could obey.
var hostileNames = []string{
	"newline\n::add-mask::x", "crlf\r\n::error file=a,line=1::x", "title\x1b]0;x\a", "override\u202Etxt", "tag\U000E0041", "invisible\u034F\u2800",
	"bytes\xff\xd8", "tab\tx", "::error file=a,line=1::x", " \u3000::warning::x", ":", "-n", "##[error]x", `\u202E`, "c1\u0085\u009bx", `"quoted\"`,
}

// namedFiles writes into a new directory, which becomes the working directory,
// texts with these names, and returns those that the file system takes.
func namedFiles(t *testing.T, text string) []string {
	t.Helper()
	t.Chdir(t.TempDir())
	var names []string
	for _, name := range hostileNames {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Logf("%q: %v", name, err)
			continue
		}
		names = append(names, name)
	}
	if len(names) < 5 {
		t.Skip("the file system takes no such names")
	}
	return names
}

// nass runs a command line.
func nass(args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	code = run(args, os.Stdin, &out, &errs)
	return out.String(), errs.String(), code
}

// obeyed is what is in the output of a command and must not be.
func obeyed(out string, github bool) string {
	if !utf8.ValidString(out) {
		return "bytes that are not UTF-8"
	}
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(strings.TrimSpace(line), "::") && !(github && githubLine.MatchString(line)) {
			return "a workflow command: " + line
		}
		if strings.Contains(line, "##[") {
			return "an old workflow command: " + line
		}
		for _, r := range strings.ReplaceAll(line, "\t", "") {
			if seen := string(r); string(report.AppendVisible(nil, seen)) != seen && r != '\\' {
				return "something unseen: " + line
			}
		}
	}
	return ""
}

var githubLine = regexp.MustCompile(`^::(error|warning|notice) file=[^:,]*,line=\d+,col=\d+(,endColumn=\d+)?,title=[a-z-]+::[^:]`)

// TestNames: whatever a file is called, no verb writes in any format what a
// terminal or a workflow runner would obey, nor bytes that are not UTF-8.
func TestNames(t *testing.T) {
	names := namedFiles(t, "و قال فلاديمير بوتين أمس إنه سافر , إلى باريس.\n")
	hold := func(args ...string) {
		t.Helper()
		out, errs, _ := nass(args...)
		if out+errs == "" {
			t.Errorf("%q: no output", args)
		}
		if wrong := obeyed(out, args[0] == "check"); wrong != "" {
			t.Errorf("%q: stdout has %s", args, wrong)
		}
		if wrong := obeyed(errs, false); wrong != "" {
			t.Errorf("%q: stderr has %s", args, wrong)
		}
		for line := range strings.Lines(errs) {
			if !strings.HasPrefix(line, "nass: ") {
				t.Errorf("%q: a line of stderr of its own: %q", args, line)
			}
		}
	}
	reads := [][]string{
		{"normalize", "--check"}, {"normalize", "--diff"}, {"normalize", "--edits"}, {"normalize", "-o", "none/out"},
		{"check", "--diff"}, {"check", "--statistics"}, {"check", "--write-baseline", "::error::base\n.txt"},
		{"dates", "--reference-from", "first-date"}, {"segment", "--explain"}, {"segment", "--explain", "--format", "jsonl"},
		{"entities", "--count"}, {"entities", "--context", "2"},
	}
	for _, cmd := range newRootCmd(&process{}).Commands() {
		if cmd.Flags().Lookup("files-from") == nil {
			continue // reads no texts
		}
		if format := cmd.Flags().Lookup("format"); format != nil {
			values := report.Names // of check
			if one, ok := format.Value.(*command.Choice); ok {
				values = one.Names
			}
			for _, value := range values {
				reads = append(reads, []string{cmd.Name(), "--format", value})
			}
		}
	}
	for _, args := range reads {
		hold(append(args[:len(args):len(args)], ".")...)
		hold(append(append(args[:len(args):len(args)], "--"), names...)...)
		var missing []string
		for _, name := range hostileNames {
			missing = append(missing, name+"-missing")
		}
		hold(append(append(args[:len(args):len(args)], "--"), missing...)...)
	}
	hold("check", "--fix", ".")

	// What a message quotes.
	for _, name := range hostileNames {
		for _, args := range [][]string{
			{name, "x"}, {"rules", name}, {"rules", "--format", name}, {"docs", name, "d"}, {"normalize", "--" + name}, {"check", "--jobs", name},
			{"check", "--fail-on", name}, {"check", "--format", name}, {"check", "--only", name}, {"check", "--exclude", "[" + name, "."},
			{"check", "--baseline", name + "-missing", "."}, {"check", "--config", name + "-missing", "."}, {"check", "--encoding", name, "."},
			{"normalize", "--digits", name, "."}, {"normalize", "--profile", name, "."}, {"normalize", "--color", name},
			{"normalize", "--files-from", name + "-missing"}, {"normalize", "-o", filepath.Join(name, "x"), "."}, {"normalize", "-i", name + "-missing"},
			{"dates", "--reference", name}, {"dates", "--order", name}, {"entities", "--scheme", name}, {"entities", "--types", name},
			{"entities", "--model", name + "-missing"}, {"entities", "--min-score", name},
		} {
			hold(args...)
		}
		hold("config", "show", "--enable", "strict-waw", "--", name)
		if err := os.WriteFile("binary"+name, []byte("\x00\x01\x02"), 0o666); err == nil {
			for _, verb := range []string{"check", "dates", "entities"} {
				hold(verb, ".")
				hold(verb, "binary"+name)
			}
			os.Remove("binary" + name)
		}
		for _, key := range []string{"profile", "x", "enable"} {
			value := string(report.AppendJSON(nil, strings.ToValidUTF8(name, "?")))
			if key == "enable" {
				value = "[" + value + "]"
			}
			if strings.Contains(value, `\udb`) {
				continue // TOML has no surrogates
			}
			file := "config" + name + ".toml"
			if err := os.WriteFile(file, []byte(key+" = "+value+"\n"), 0o666); err != nil {
				continue
			}
			hold("check", "--config", file, ".")
			hold("config", "show", "--config", file)
			os.Remove(file)
		}
	}
}

// TestNamesJSON: every name survives in every JSON.
func TestNamesJSON(t *testing.T) {
	names := namedFiles(t, "و قال فلاديمير بوتين أمس إنه سافر إلى باريس.\n")
	for _, x := range []struct {
		key  string
		args []string
	}{
		{"file", []string{"check", "--format", "json"}}, {"file", []string{"normalize", "--edits"}}, {"file", []string{"dates", "--format", "jsonl"}},
		{"file", []string{"entities", "--format", "jsonl"}}, {"file", []string{"segment", "--format", "jsonl"}},
		{"file", []string{"segment", "--explain", "--format", "jsonl"}}, {"file", []string{"tokenize", "--format", "jsonl"}}, {"file", []string{"annotate"}},
	} {
		out, errs, _ := nass(append(x.args, ".")...)
		got := map[string]bool{}
		for line := range strings.Lines(out) {
			line = strings.Trim(line, ",[]\n")
			if line == "" {
				continue
			}
			var record map[string]any
			if err := json.Unmarshal([]byte(line), &record); err != nil {
				t.Fatalf("%q: %v: %s", x.args, err, line)
			}
			name := record[x.key].(string)
			if raw, ok := record[x.key+"_bytes"].(string); ok {
				b, err := base64.StdEncoding.DecodeString(raw)
				if err != nil || utf8.Valid(b) {
					t.Errorf("%q: needless or wrong bytes: %s", x.args, line)
				}
				name = string(b)
			}
			got[name] = true
		}
		for _, name := range names {
			if !got[name] {
				t.Errorf("%q: %q is missing (%s)", x.args, name, errs)
			}
		}
	}
}

// TestNamesNull: with --null the names of --check are those of the files.
func TestNamesNull(t *testing.T) {
	names := namedFiles(t, "و قال\n")
	out, _, _ := nass("normalize", "--check", "-0", ".")
	for _, name := range names {
		if !strings.Contains("\x00"+out, "\x00"+name+"\x00") {
			t.Errorf("%q is missing in %q", name, out)
		}
	}
}

// TestInlineReadsBack: without its marks, the inline format is the text.
func TestInlineReadsBack(t *testing.T) {
	t.Chdir(t.TempDir())
	text := "قال [بوتين|PER] إن a\\b|c ]] وصل فلاديمير بوتين إلى [باريس].\n\\\n"
	if err := os.WriteFile("a.txt", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	out, errs, _ := nass("entities", "--format", "inline", "a.txt")
	var plain []byte
	names, inside := 0, false
	for i := 0; i < len(out); i++ {
		switch c := out[i]; {
		case c == '\\':
			i++
			plain = append(plain, out[i])
		case c == '[':
			names, inside = names+1, true
		case c == '|' && inside:
			i = i + strings.IndexByte(out[i:], ']')
			inside = false
		default:
			plain = append(plain, c)
		}
	}
	if string(plain) != text || names == 0 || errs != "" {
		t.Errorf("%s (%s) reads as\n%q, not\n%q", out, errs, plain, text)
	}
}

// TestStderr: the lines of the standard error are lines, whatever they quote.
func TestStderr(t *testing.T) {
	for _, name := range hostileNames {
		var b bytes.Buffer
		p := newProcess(nil, nil, &b)
		p.note("%s: note", name)
		p.failIn(name, os.ErrNotExist)
		p.fail(&os.PathError{Op: "open", Path: name, Err: os.ErrNotExist})
		p.say.Status(name)
		p.say.Clear()
		lines, status, _ := strings.Cut(b.String(), "\r\x1b[K")
		if strings.Count(lines, "\n") != 3 || strings.ContainsFunc(strings.ReplaceAll(lines, "\n", ""), unicode.IsControl) || strings.Contains(status, "\n") {
			t.Errorf("%q: %q", name, b.String())
		}
	}
}
