package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// oddTexts are what is hard to report, by the name of the file, of which the end
// names the format.
var oddTexts = map[string]string{
	"a.txt":                           "\uFEFF😀 و قال [أ](ب) {0} ثم , هذا\r\n🏽 \u064B😀 نص ; <b>&amp; و ]]>\r\nسطر",
	"./b/../c d.txt":                  "و قال\x01\x1b[31m ##vso[task.complete]\r\nو \u202Eقال\u0000 ,\u200B نعم \xff\xfe ,\n::error::نعم ،هذا\n",
	"x\n::error::\u202E\"'<>]]>;].md": "\uFEFF# و قال 😀 و قال\n\nو **كلمة** و  `رمز` ثم , هذا\n<b>&amp;</b> و قال\n",
	"%41:\xff\xd9#?.json":             "{\n\t\"مفتاح\": \"😀 و\\u0020قال ، \\\"نعم , لا\", \"b\": \"و قال\\n😀 و ذهب ,\"}\n",
	"/abs/é.jsonl":                    "{\"id\":\"1\",\"text\":\"😀 و قال\"}\r\n{\"text\":\"و قال , 😀 و ذهب\"}\n",
	"clean.txt":                       "سطر صحيح\n",
	"\uFFFE\uFFFF.yaml":               "a: و قال\nb: قال ,\n",
	"d.csv":                           "text,b\r\nو قال,x\r\n\"😀 قال , و ذهب\",\"y\"\r\n",
}

// reportOdd returns the reports on the odd texts, by format.
func reportOdd(t *testing.T) map[string]string {
	t.Helper()
	c := &Check{Find: engineOf(t, orthography.Check), Runes: true, Places: true}
	r := Review{Run: Run{Version: "1.0 <&\">", Rules: orthography.Rules(), Dir: "/abs", FailOn: rule.Warning}}
	outs := map[string]*bytes.Buffer{}
	var to []*Writer
	for _, k := range Kinds {
		outs[k.Name] = new(bytes.Buffer)
		to = append(to, NewWriter(outs[k.Name], k.New(Style{}), &r.Run))
	}
	names := make([]string, 0, len(oddTexts))
	for name := range oddTexts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range append(names, "a.txt") { // one of them twice
		text := oddTexts[name]
		check(t, r.Begin(name, name, c, to...))
		in := &document.File{Format: cmp.Or(document.For(path.Base(name)), document.Plain), Reader: strings.NewReader(text)}
		check(t, c.File(in, func(_ []byte, p Part) error { return r.Add(nil, &p) }))
		check(t, r.End())
	}
	all := map[string]string{}
	for i, k := range Kinds {
		check(t, to[i].Close())
		all[k.Name] = outs[k.Name].String()
	}
	return all
}

// strict decodes all of a JSON text, with the fields of v alone.
func strict(t *testing.T, text string, v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	check(t, d.Decode(v))
	if _, err := d.Token(); err != io.EOF {
		t.Fatalf("more after the value: %v", err)
	}
}

// TestReportsAreVisible: no report has a control character, and none but JSON, of
// which the readers show what they like, one that is not seen.
func TestReportsAreVisible(t *testing.T) {
	for name, text := range reportOdd(t) {
		if !utf8.ValidString(text) {
			t.Errorf("%s is not UTF-8", name)
		}
		for line := range strings.Lines(text) {
			for _, r := range strings.TrimSuffix(line, "\n") {
				if isUnseen(r) || r == '\uFFFE' && name != "text" && (name == "checkstyle" || name == "junit") {
					t.Errorf("%s has %U: %.200q", name, r, line)
				}
			}
		}
		if strings.Contains(text, "##vso[task.complete") {
			t.Errorf("%s has a command of a text", name)
		}
	}
}

// What a SARIF log may hold here, by the schema of version 2.1.0.
type (
	sarifText struct {
		Text string `json:"text"`
	}
	sarifArtifact struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId"`
	}
	sarifRegion struct {
		StartLine, StartColumn, EndLine, EndColumn int
	}
	sarifResult struct {
		RuleID    string
		RuleIndex *int
		Level     string
		Message   sarifText
		Locations []struct {
			PhysicalLocation struct {
				ArtifactLocation sarifArtifact
				Region           sarifRegion
			}
			LogicalLocations []struct{ FullyQualifiedName string }
		}
		PartialFingerprints map[string]string
		Fixes               []struct {
			ArtifactChanges []struct {
				ArtifactLocation sarifArtifact
				Replacements     []struct {
					DeletedRegion   sarifRegion
					InsertedContent *sarifText
				}
			}
		}
	}
	sarifLog struct {
		Schema  string `json:"$schema"`
		Version string
		Runs    []struct {
			Tool struct {
				Driver struct {
					Name, Version, InformationURI string
					Rules                         []struct {
						ID                                string
						ShortDescription, FullDescription sarifText
						Help                              struct{ Text, Markdown string }
						HelpURI                           string
						DefaultConfiguration              struct{ Level string }
						Properties                        map[string]any
					}
				}
			}
			ColumnKind         string
			OriginalURIBaseIDs map[string]struct{ Description sarifText }
			Results            []sarifResult
			Invocations        []struct{ ExecutionSuccessful *bool }
		}
	}
)

func TestSARIF(t *testing.T) {
	var log sarifLog
	strict(t, reportOdd(t)["sarif"], &log)
	run := log.Runs[0]
	if log.Version != "2.1.0" || run.ColumnKind != "unicodeCodePoints" || run.Tool.Driver.Name != "nass" || !*run.Invocations[0].ExecutionSuccessful {
		t.Errorf("%+v", run.Tool)
	}
	levels := []string{"none", "note", "warning", "error"}
	for _, r := range run.Tool.Driver.Rules {
		if r.ID == "" || r.ShortDescription.Text == "" || r.FullDescription.Text == "" || r.Help.Text == "" || r.Help.Markdown == "" || !slices.Contains(levels, r.DefaultConfiguration.Level) {
			t.Errorf("a rule lacks something: %+v", r)
		}
	}
	names, prints := map[string]bool{}, map[string]bool{}
	for _, r := range run.Results {
		at := r.Locations[0].PhysicalLocation
		if !slices.Contains(levels, r.Level) || r.Message.Text == "" || run.Tool.Driver.Rules[*r.RuleIndex].ID != r.RuleID {
			t.Errorf("%+v", r)
		}
		u, err := url.Parse(at.ArtifactLocation.URI)
		check(t, err)
		if u.IsAbs() == (at.ArtifactLocation.URIBaseID == "%SRCROOT%") || strings.ContainsAny(at.ArtifactLocation.URI, " \"<>\\^`{}|;:#?") {
			t.Errorf("%+v", at.ArtifactLocation)
		}
		names[u.Path] = true
		print := at.ArtifactLocation.URI + r.PartialFingerprints["nassFinding/v1"]
		if prints[print] && u.Path != "a.txt" { // which is there twice
			t.Errorf("a fingerprint twice: %+v", r)
		}
		prints[print] = true
		region(t, at.Region)
		for _, f := range r.Fixes {
			region(t, f.ArtifactChanges[0].Replacements[0].DeletedRegion)
		}
		// Sections 3.11.5 and 3.11.6: no placeholder, no link.
		if text := strings.NewReplacer("{{", "", "}}", "").Replace(r.Message.Text); strings.ContainsAny(text, "{}") || strings.Contains(strings.ReplaceAll(text, `\](`, ""), "](") {
			t.Errorf("message %q", r.Message.Text)
		}
	}
	for name := range oddTexts {
		if name = strings.TrimPrefix(path.Clean(name), "/abs/"); name != "clean.txt" && !names[name] {
			t.Errorf("no result in %q: %v", name, names)
		}
	}
}

func region(t *testing.T, r sarifRegion) {
	t.Helper()
	if r.StartLine < 1 || r.StartColumn < 1 || r.EndLine == 0 && r.EndColumn < r.StartColumn || r.EndLine != 0 && r.EndLine <= r.StartLine {
		t.Errorf("region %+v", r)
	}
}

// What reviewdog.proto has.
type (
	rdPosition struct{ Line, Column int }
	rdRange    struct{ Start, End rdPosition }
	rdOrigin   struct{ Name, URL string }
	rdEntry    struct {
		Message  string
		Location struct {
			Path  string
			Range rdRange
		}
		Severity    string
		Code        struct{ Value, URL string }
		Suggestions []struct {
			Range rdRange
			Text  *string
		}
		Source *rdOrigin
	}
)

func TestRDJSON(t *testing.T) {
	all := reportOdd(t)
	var whole struct {
		Source      rdOrigin
		Diagnostics []rdEntry
	}
	strict(t, all["rdjson"], &whole)
	lines := strings.Split(strings.TrimSuffix(all["rdjsonl"], "\n"), "\n")
	if len(lines) != len(whole.Diagnostics) || whole.Source.Name != "nass" {
		t.Errorf("%d lines, %d diagnostics of %+v", len(lines), len(whole.Diagnostics), whole.Source)
	}
	for i, line := range lines {
		var one rdEntry
		strict(t, line, &one)
		if *one.Source != whole.Source || one.Message != whole.Diagnostics[i].Message || !slices.Contains([]string{"ERROR", "WARNING", "INFO"}, one.Severity) {
			t.Errorf("%+v", one)
		}
	}
}

// TestPlaces compares the places of SARIF and of reviewdog with those counted from the
// bytes of the file, and what their fixes make of it.
func TestPlaces(t *testing.T) {
	all := reportOdd(t)
	var log sarifLog
	strict(t, all["sarif"], &log)
	var rd struct {
		Source      rdOrigin
		Diagnostics []rdEntry
	}
	strict(t, all["rdjson"], &rd)
	lines := strings.Split(strings.TrimSuffix(all["jsonl"], "\n"), "\n")
	if len(lines) != len(log.Runs[0].Results) || len(lines) != len(rd.Diagnostics) {
		t.Fatalf("%d, %d and %d findings", len(lines), len(log.Runs[0].Results), len(rd.Diagnostics))
	}
	fixes := 0
	for i, line := range lines {
		var x struct {
			File                   string
			Bytes                  []byte `json:"file_bytes"`
			Start                  *int
			End                    int
			SourceStart, SourceEnd *int
			Fix                    string
		}
		check(t, json.Unmarshal([]byte(strings.NewReplacer(`"source_`, `"source`).Replace(line)), &x))
		if x.Bytes != nil {
			x.File = string(x.Bytes)
		}
		text := oddTexts[x.File]
		switch {
		case x.Start == nil:
			continue // of the text as a whole
		case x.SourceStart != nil:
			*x.Start, x.End = *x.SourceStart, *x.SourceEnd
		}
		want := rdRange{position(text, *x.Start, span.Byte), position(text, x.End, span.Byte)}
		if got := rd.Diagnostics[i].Location.Range; got != want {
			t.Errorf("%s: rdjson %+v, want %+v", line, got, want)
		}
		rest, marked := strings.CutPrefix(text, byteOrderMark)
		start, end := *x.Start, x.End
		if marked {
			start, end = max(0, start-3), max(0, end-3)
		}
		from, to := position(rest, start, span.Rune), position(rest, end, span.Rune)
		wantRegion := sarifRegion{StartLine: from.Line, StartColumn: from.Column, EndColumn: to.Column}
		if to.Line != from.Line {
			wantRegion.EndLine = to.Line
		}
		if got := log.Runs[0].Results[i].Locations[0].PhysicalLocation.Region; got != wantRegion {
			t.Errorf("%s: SARIF %+v, want %+v", line, got, wantRegion)
		}
		// Both fixes make the same of the file.
		suggestions, changes := rd.Diagnostics[i].Suggestions, log.Runs[0].Results[i].Fixes
		if (len(suggestions) > 0) != (len(changes) > 0) && !(marked && x.End == 3) {
			t.Errorf("%s: %d suggestions, %d fixes", line, len(suggestions), len(changes))
		}
		if x.Fix != "safe" && len(suggestions) > 0 {
			t.Errorf("%s: a suggestion", line)
		}
		if len(suggestions) == 0 || len(changes) == 0 {
			continue
		}
		fixes++
		s, c := suggestions[0], changes[0].ArtifactChanges[0].Replacements[0]
		after := replaced(t, text, s.Range, *s.Text, span.Byte)
		endLine := max(c.DeletedRegion.StartLine, c.DeletedRegion.EndLine)
		again := replaced(t, rest, rdRange{rdPosition{c.DeletedRegion.StartLine, c.DeletedRegion.StartColumn}, rdPosition{endLine, c.DeletedRegion.EndColumn}}, c.InsertedContent.Text, span.Rune)
		if strings.TrimPrefix(after, byteOrderMark) != again || after == text {
			t.Errorf("%s: %q or %q", line, after, again)
		}
	}
	if fixes < 10 {
		t.Errorf("%d fixes", fixes)
	}
}

// position counts from the start of the text.
func position(text string, off int, u span.Unit) rdPosition {
	line, col := 1, 1
	for i := 0; i < off; {
		_, size := utf8.DecodeRuneInString(text[i:])
		if text[i] == '\n' {
			line, col = line+1, 1
		} else {
			col += u.Count([]byte(text[i : i+size]))
		}
		i += size
	}
	return rdPosition{line, col}
}

// replaced returns text with the stretch at r replaced.
func replaced(t *testing.T, text string, r rdRange, new string, u span.Unit) string {
	index := span.NewIndex([]byte(text))
	start, ok := index.Find(r.Start.Line, r.Start.Column, u)
	end, okEnd := index.Find(r.End.Line, r.End.Column, u)
	if !ok || !okEnd || start > end {
		t.Fatalf("%+v is not in %q", r, text)
	}
	return text[:start] + new + text[end:]
}

func TestGitLab(t *testing.T) {
	var issues []struct {
		Type, Description, Severity, Fingerprint string
		CheckName                                string `json:"check_name"`
		Categories                               []string
		Location                                 struct {
			Path  string
			Lines struct{ Begin, End int }
		}
	}
	strict(t, reportOdd(t)["gitlab"], &issues)
	prints := map[string]bool{}
	for _, x := range issues {
		if x.Type != "issue" || x.Description == "" || x.CheckName == "" || x.Location.Path == "" || strings.HasPrefix(x.Location.Path, "./") || x.Location.Lines.Begin < 1 ||
			!slices.Contains([]string{"info", "minor", "major", "critical", "blocker"}, x.Severity) || prints[x.Fingerprint] {
			t.Errorf("%+v", x)
		}
		prints[x.Fingerprint] = true
	}
	if len(issues) < 20 {
		t.Errorf("%d issues", len(issues))
	}
}

// TestFingerprintsStay: what is added above a finding does not rename it.
func TestFingerprintsStay(t *testing.T) {
	named := func(text string) (prints []string) {
		var r Review
		var out bytes.Buffer
		c := &Check{Find: engineOf(t, orthography.Check)}
		w := NewWriter(&out, new(gitlab), &r.Run)
		check(t, r.Begin("a.txt", "a.txt", c, w))
		_, p := c.Worker()(nil, []byte(text), span.Start)
		check(t, r.Add(nil, &p))
		check(t, r.End())
		check(t, w.Close())
		var issues []struct{ Fingerprint string }
		check(t, json.Unmarshal(out.Bytes(), &issues))
		for _, x := range issues {
			prints = append(prints, x.Fingerprint)
		}
		return prints
	}
	before, after := named("و قال\nو قال\n"), named("سطر\nثم , هذا\nو قال\nو قال\n")
	if len(before) != 2 || len(after) != 4 || before[0] == before[1] || !slices.Equal(before, after[2:]) {
		t.Errorf("%q, then %q", before, after)
	}
}

func TestCheckstyle(t *testing.T) {
	type report struct {
		XMLName xml.Name   `xml:"checkstyle"`
		Version string     `xml:"version,attr"`
		Other   []xml.Attr `xml:",any,attr"`
		Files   []struct {
			Name   string `xml:"name,attr"`
			Errors []struct {
				Line     int        `xml:"line,attr"`
				Column   int        `xml:"column,attr"`
				Severity string     `xml:"severity,attr"`
				Message  string     `xml:"message,attr"`
				Source   string     `xml:"source,attr"`
				Other    []xml.Attr `xml:",any,attr"`
			} `xml:"error"`
		} `xml:"file"`
	}
	var r report
	check(t, xml.Unmarshal([]byte(reportOdd(t)["checkstyle"]), &r))
	if len(r.Files) != len(oddTexts) || r.Version == "" || r.Other != nil { // one is clean, one there twice
		t.Errorf("%d files", len(r.Files))
	}
	for _, f := range r.Files {
		for _, e := range f.Errors {
			if e.Line < 1 || e.Column < 1 || e.Message == "" || e.Other != nil || !strings.HasPrefix(e.Source, "nass.") || !slices.Contains([]string{"ignore", "info", "warning", "error"}, e.Severity) {
				t.Errorf("%+v", e)
			}
		}
	}
}

func TestJUnit(t *testing.T) {
	type outcome struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
	var r struct {
		XMLName xml.Name `xml:"testsuites"`
		Suites  []struct {
			Name     string `xml:"name,attr"`
			Tests    int    `xml:"tests,attr"`
			Failures int    `xml:"failures,attr"`
			Errors   *int   `xml:"errors,attr"`
			Cases    []struct {
				Name     string     `xml:"name,attr"`
				Class    string     `xml:"classname,attr"`
				Failures []outcome  `xml:"failure"`
				Other    []xml.Attr `xml:",any,attr"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	check(t, xml.Unmarshal([]byte(reportOdd(t)["junit"]), &r))
	if len(r.Suites) != len(oddTexts)+1 {
		t.Errorf("%d suites", len(r.Suites))
	}
	for _, s := range r.Suites {
		failures := 0
		for _, c := range s.Cases {
			failures += len(c.Failures)
			if c.Name == "" || c.Class != s.Name || c.Other != nil || len(c.Failures) > 0 && c.Failures[0].Type == "info" {
				t.Errorf("%+v", c)
			}
		}
		if s.Tests != len(s.Cases) || s.Failures != failures || s.Errors == nil || s.Tests == 0 {
			t.Errorf("%+v", s)
		}
	}
}

// TestJUnitHoldsLittle: a suite has at most junitMost tests.
func TestJUnitHoldsLittle(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out, new(junit), new(Run))
	check(t, w.BeginFile(&File{Path: "a"}))
	for range junitMost + 1 {
		check(t, w.Finding(&Finding{Finding: rule.Finding{Rule: manualRule}}))
	}
	check(t, w.EndFile())
	check(t, w.Close())
	if got := out.String(); !strings.Contains(got, fmt.Sprintf(`tests="%d"`, junitMost)) || !strings.Contains(got, `tests="1"`) {
		t.Error("the suites are of another size")
	}
}

// TestGitHubLimit: ten of each level, errors first, and how many more there are.
func TestGitHubLimit(t *testing.T) {
	var out bytes.Buffer
	var run Run
	w := NewWriter(&out, new(github), &run)
	file := &File{Path: "a"}
	check(t, w.BeginFile(file))
	grave := &rule.Rule{Name: "grave", Title: "grave", Level: rule.Error}
	for i := range 12 {
		for _, r := range []*rule.Rule{manualRule, safeRule, grave} {
			if r == grave && i > 3 {
				continue
			}
			run.Counts[r.Level]++
			check(t, w.Finding(&Finding{Finding: rule.Finding{Rule: r, Line: i + 1}}))
		}
	}
	check(t, w.EndFile())
	check(t, w.Close())
	lines := strings.Split(out.String(), "\n")
	if len(lines) != 4+10+10+2 || !strings.HasPrefix(lines[0], "::error ") || !strings.HasPrefix(lines[4], "::warning ") || !strings.HasPrefix(lines[14], "::notice ") ||
		lines[24] != "nass: more findings, not shown here: 2 warning, 2 info" {
		t.Errorf("%s", &out)
	}
}

// TestAzure: a command has the properties that are asked for, and no character of a
// name or a text ends one.
func TestAzure(t *testing.T) {
	for line := range strings.Lines(reportOdd(t)["azure"]) {
		head, message, ok := strings.Cut(strings.TrimPrefix(line, "##vso[task.logissue "), "]")
		properties := strings.Split(strings.TrimSuffix(head, ";"), ";")
		if !ok || len(properties) != 5 || strings.Contains(message, "##vso[") {
			t.Fatalf("%q", line)
		}
		for i, name := range []string{"type", "sourcepath", "linenumber", "columnnumber", "code"} {
			if !strings.HasPrefix(properties[i], name+"=") {
				t.Errorf("%q has no %s", line, name)
			}
		}
	}
}

// TestPage: a text and a name are no markup, the elements are closed in turn, and the
// page asks for nothing else.
func TestPage(t *testing.T) {
	page := reportOdd(t)["html"]
	body := page[strings.Index(page, "<body>"):strings.Index(page, "<script>")]
	body = strings.NewReplacer("<form hidden>", "<form>", "<option selected>", "<option>").Replace(body)
	d := xml.NewDecoder(strings.NewReader(body + "</body>"))
	known := strings.Fields("body h1 form label select option input output section h2 ol li p span a mark ins div table thead tbody tr th td")
	for {
		x, err := d.Token()
		if err == io.EOF {
			break
		}
		check(t, err)
		if e, ok := x.(xml.StartElement); ok {
			if !slices.Contains(known, e.Name.Local) {
				t.Errorf("element %s", e.Name.Local)
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "src" {
					t.Errorf("attribute %s", a.Name.Local)
				}
			}
		}
	}
	for _, load := range []string{"src=", "<link", "@import", "url("} {
		if strings.Contains(page[:strings.Index(page, "<body>")]+page[strings.Index(page, "<script>"):], load) {
			t.Errorf("the page loads something: %s", load)
		}
	}
}

func TestURI(t *testing.T) {
	run := &Run{Dir: "/home of/me"}
	for name, want := range map[string]string{
		"a b%.txt": "a%20b%25.txt", "./a/../b": "b", "../x": "../x", "/home of/me/نص": "%D9%86%D8%B5", "/other/x": "file:///other/x",
		"c:d": "c%3Ad", "a\xff\n": "a%FF%0A", "<stdin>": "%3Cstdin%3E",
	} {
		if got := string(appendURI(nil, run.path(name))); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}
