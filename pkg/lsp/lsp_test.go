package lsp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/span"
)

// A client talks to a server over pipes, as an editor does.
type client struct {
	testing.TB
	ctx  context.Context
	in   *io.PipeWriter
	from chan answer
	end  chan ended
	id   int
}

// An answer is any message of the server.
type answer struct {
	ID     json.RawMessage
	Method string
	Params json.RawMessage
	Result json.RawMessage
	Error  *fault
}

type ended struct {
	orderly bool
	err     error
}

// start starts a server.
func start(t testing.TB) *client {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	c := &client{TB: t, ctx: ctx, in: toServer, from: make(chan answer, 1000), end: make(chan ended, 1)}
	go func() {
		orderly, err := Serve(fromClient, toClient, &Options{Version: "1", Config: config.Options{Profile: "check"},
			Message: error.Error, Unknown: func(string) string { return "" }})
		toClient.Close()
		fromClient.Close()
		c.end <- ended{orderly, err}
	}()
	go func() {
		defer close(c.from)
		r := bufio.NewReader(fromServer)
		for {
			var length int
			if _, err := fmt.Fscanf(r, "Content-Length: %d\r\n\r\n", &length); err != nil {
				return
			}
			body := make([]byte, length)
			if _, err := io.ReadFull(r, body); err != nil {
				return
			}
			var a answer
			if err := json.Unmarshal(body, &a); err != nil {
				t.Error(err)
			}
			c.from <- a
		}
	}()
	t.Cleanup(func() { toServer.Close() })
	return c
}

// raw sends bytes.
func (c *client) raw(format string, a ...any) {
	c.Helper()
	if _, err := fmt.Fprintf(c.in, format, a...); err != nil {
		c.Fatal(err)
	}
}

func (c *client) send(m map[string]any) {
	c.Helper()
	m["jsonrpc"] = "2.0"
	body, err := json.Marshal(m)
	if err != nil {
		c.Fatal(err)
	}
	c.raw("Content-Length: %d\r\n\r\n%s", len(body), body)
}

func (c *client) notify(method string, params any) {
	c.Helper()
	c.send(map[string]any{"method": method, "params": params})
}

// next returns the next message of the server.
func (c *client) next() answer {
	c.Helper()
	select {
	case a, ok := <-c.from:
		if !ok {
			c.Fatal("the server has ended")
		}
		return a
	case <-c.ctx.Done():
		c.Fatal("no message in time")
	}
	return answer{}
}

// ask sends a request and returns its result; messages before it are skipped.
func (c *client) ask(method string, params, result any) *fault {
	c.Helper()
	c.id++
	c.send(map[string]any{"id": c.id, "method": method, "params": params})
	for {
		a := c.next()
		if string(a.ID) != fmt.Sprint(c.id) {
			continue
		}
		if a.Error == nil && result != nil {
			if err := json.Unmarshal(a.Result, result); err != nil {
				c.Fatal(err)
			}
		}
		return a.Error
	}
}

// open starts a server of a client with these capabilities.
func open(t testing.TB, capabilities any) *client {
	t.Helper()
	c := start(t)
	if err := c.ask("initialize", map[string]any{"capabilities": capabilities}, nil); err != nil {
		t.Fatal(err)
	}
	c.notify("initialized", map[string]any{})
	return c
}

// published returns the diagnostics that come next, of that version of a text.
func (c *client) published(uri string, version int) []diagnostic {
	c.Helper()
	for {
		a := c.next()
		if a.Method != "textDocument/publishDiagnostics" {
			continue
		}
		var p publishParams
		if err := json.Unmarshal(a.Params, &p); err != nil {
			c.Fatal(err)
		}
		if p.URI == uri && (p.Version == nil || *p.Version == version) {
			return p.Diagnostics
		}
	}
}

func (c *client) didOpen(uri, text string) {
	c.Helper()
	c.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": "plaintext", "version": 1, "text": text}})
}

func (c *client) didChange(uri string, version int, changes ...change) {
	c.Helper()
	c.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": version}, "contentChanges": changes})
}

// stopped returns how the server has ended.
func (c *client) stopped() ended {
	c.Helper()
	select {
	case e := <-c.end:
		return e
	case <-c.ctx.Done():
		c.Fatal("the server did not end in time")
	}
	return ended{}
}

// TestSession opens a text, types, fixes and saves, as an editor does.
func TestSession(t *testing.T) {
	const uri = "file:///x/%D9%86%D8%B5.txt"
	c := open(t, map[string]any{})
	c.didOpen(uri, "\U0001F600 نص\r\nقال و ذهب\r\n")
	got := c.published(uri, 1)
	if len(got) != 1 || got[0].Code != "detached-waw" || got[0].Range != (area{position{1, 5}, position{1, 6}}) || got[0].Severity != 2 {
		t.Fatalf("found %+v", got)
	}
	// A word is typed after the emoji, which is two units.
	c.didChange(uri, 2, change{&area{position{0, 3}, position{0, 3}}, "و عاد "})
	got = c.published(uri, 2)
	if len(got) != 2 || got[0].Range.Start != (position{0, 4}) {
		t.Fatalf("found %+v", got)
	}
	for _, x := range []struct {
		title, want string
	}{
		{got[0].Message, "\U0001F600 وعاد نص\r\nقال و ذهب\r\n"},
		{"all 2 of detached-waw", "\U0001F600 وعاد نص\r\nقال وذهب\r\n"},
		{"all that is safe", "\U0001F600 وعاد نص\r\nقال وذهب\r\n"},
	} {
		var actions []codeAction
		if err := c.ask("textDocument/codeAction", map[string]any{"textDocument": identifier{URI: uri}, "range": got[0].Range, "context": map[string]any{}}, &actions); err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(actions, func(a codeAction) bool { return strings.Contains(a.Title, x.title) })
		if i < 0 {
			t.Fatalf("no action %q in %+v", x.title, actions)
		}
		fixed := &text{data: []byte("\U0001F600 و عاد نص\r\nقال و ذهب\r\n")}
		fixed.apply(t, actions[i].Edit, uri, span.UTF16)
		if string(fixed.data) != x.want {
			t.Errorf("%s: %q, want %q", actions[i].Title, fixed.data, x.want)
		}
	}
	c.didChange(uri, 3, change{nil, "قال وذهب"})
	c.notify("textDocument/didSave", map[string]any{"textDocument": identifier{URI: uri}})
	if got := c.published(uri, 3); len(got) != 1 || got[0].Code != "final-newline" {
		t.Errorf("found %+v", got)
	}
	c.notify("textDocument/didClose", map[string]any{"textDocument": identifier{URI: uri}})
	if got := c.published(uri, 0); len(got) > 0 {
		t.Errorf("a closed text has %+v", got)
	}
	if err := c.ask("shutdown", nil, nil); err != nil {
		t.Error(err)
	}
	if err := c.ask("textDocument/hover", map[string]any{}, nil); err == nil || err.Code != invalidRequest {
		t.Errorf("after shutdown: %v", err)
	}
	c.notify("exit", nil)
	if e := c.stopped(); !e.orderly || e.err != nil {
		t.Errorf("ended %+v", e)
	}
}

// apply makes the edits of a code action, which are of that text alone, from the last to
// the first.
func (t *text) apply(tb testing.TB, edit any, uri string, u span.Unit) {
	tb.Helper()
	body, err := json.Marshal(edit)
	if err != nil {
		tb.Fatal(err)
	}
	var x struct {
		changes
		documentChanges
	}
	if err := json.Unmarshal(body, &x); err != nil {
		tb.Fatal(err)
	}
	edits := x.Changes[uri]
	for _, d := range x.DocumentChanges {
		edits = d.Edits
	}
	for _, e := range slices.Backward(edits) {
		t.change(&change{&e.Range, e.NewText}, u)
	}
}

// TestEnds: without a request to shut down, no end is orderly.
func TestEnds(t *testing.T) {
	for _, last := range []string{"", "Content-Length: 33\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}", "Content-Length: 5\r\n\r\n{"} {
		c := open(t, map[string]any{})
		c.raw("%s", last)
		c.in.Close()
		if e := c.stopped(); e.orderly {
			t.Errorf("after %q: %+v", last, e)
		}
	}
}

// TestEndlessHeader: a header is not gathered for ever.
func TestEndlessHeader(t *testing.T) {
	in := strings.NewReader(strings.Repeat("a", 1<<20))
	if _, err := Serve(in, io.Discard, new(Options)); err == nil || !strings.Contains(err.Error(), "longer than") || in.Len() == 0 {
		t.Errorf("%v, %d bytes are left", err, in.Len())
	}
}

// TestBrokenMessages: each is answered, and the next one is read.
func TestBrokenMessages(t *testing.T) {
	frame := func(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }
	for _, x := range []struct {
		raw  string
		code int
	}{
		{"no colon\r\n\r\n", parseError},
		{"Content-Length: x\r\n\r\n", parseError},
		{"Content-Length: -1\r\n\r\n", parseError},
		{"Content-Type: x\r\n\r\n", parseError},
		{frame("{"), parseError},
		{frame(""), parseError},
		{frame("\xFF"), parseError},
		{frame("[]"), invalidRequest},
		{frame("1"), invalidRequest},
		{frame(`{"id":7,"method":1}`), invalidRequest},
		{frame(`{"id":7,"method":"no"}`), methodNotFound},
		{frame(`{"id":7,"method":"$/no"}`), methodNotFound},
		{frame(`{"id":7,"method":"initialize"}`), invalidRequest},
		{frame(`{"id":7,"method":"textDocument/hover","params":[]}`), invalidParams},
		{frame(`{"id":7,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///none"}}}`), invalidParams},
		{frame(`{"id":"a","method":"textDocument/codeAction"}`), invalidParams},
	} {
		c := open(t, map[string]any{})
		c.raw("%s%s", x.raw, frame(`{"id":8,"method":"shutdown"}`))
		if a := c.next(); a.Error == nil || a.Error.Code != x.code {
			t.Errorf("%q: %+v", x.raw, a)
		}
		if a := c.next(); string(a.ID) != "8" || a.Error != nil || string(a.Result) != "null" {
			t.Errorf("after %q: %+v", x.raw, a)
		}
	}
}

// TestNotifications: what cannot be made of one is not answered.
func TestNotifications(t *testing.T) {
	c := open(t, map[string]any{})
	c.notify("$/setTrace", nil)
	c.notify("no", nil)
	c.notify("textDocument/didChange", []int{})
	c.notify("textDocument/didChange", map[string]any{"textDocument": identifier{URI: "file:///none"}})
	c.send(map[string]any{"id": 4, "result": nil}) // an answer
	c.send(map[string]any{"id": 5, "method": "shutdown"})
	if a := c.next(); string(a.ID) != "5" {
		t.Errorf("%+v", a)
	}
}

func TestBeforeInitialize(t *testing.T) {
	c := start(t)
	c.didOpen("file:///x.txt", "و قال")
	if err := c.ask("shutdown", nil, nil); err == nil || err.Code != notInitialized {
		t.Errorf("%v", err)
	}
}

// TestCancel: a request that is canceled before its turn is not worked on.
func TestCancel(t *testing.T) {
	var in bytes.Buffer
	for _, body := range []string{
		`{"id":1,"method":"initialize","params":{}}`,
		`{"id":2,"method":"textDocument/hover","params":{}}`,
		`{"method":"$/cancelRequest","params":{"id":2}}`,
		`{"method":"$/cancelRequest","params":{"id":9}}`,
		`{"id":3,"method":"shutdown"}`,
		`{"method":"exit"}`,
	} {
		fmt.Fprintf(&in, "Content-Length: %d\r\n\r\n%s", len(body), body)
	}
	b := newInbox(&in)
	var got []string
	for len(got) < 4 {
		select {
		case x := <-b.received:
			got = append(got, x.Method)
			if x.Method == "shutdown" && (!b.settle(json.RawMessage("2")) || b.settle(json.RawMessage("1")) || b.settle(json.RawMessage("9"))) {
				t.Error("request 2 and no other is canceled")
			}
		case <-t.Context().Done():
			t.Fatal("no message")
		}
	}
	if !slices.Equal(got, []string{"initialize", "textDocument/hover", "shutdown", "exit"}) {
		t.Errorf("%q", got)
	}
}

// TestConfiguration: rules are those of the nearest file, and change with it.
func TestConfiguration(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, config.Name)
	put := func(s string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	uri := "file://" + filepath.ToSlash(filepath.Join(dir, "a.txt"))
	put("[levels]\nspace-run = \"error\"\n[[ignore]]\nrule = \"detached-waw\"\n")
	c := open(t, map[string]any{"workspace": map[string]any{"didChangeWatchedFiles": map[string]any{"dynamicRegistration": true}}})
	if a := c.next(); a.Method != "client/registerCapability" || !strings.Contains(string(a.Params), config.Name) {
		t.Errorf("%+v", a)
	}
	c.didOpen(uri, "قال  و ذهب\n")
	if got := c.published(uri, 1); len(got) != 1 || got[0].Code != "space-run" || got[0].Severity != 1 {
		t.Errorf("found %+v", got)
	}
	put("disable = [\"no\"]")
	c.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{}})
	if a := c.next(); a.Method != "window/showMessage" || !strings.Contains(string(a.Params), `unknown rule or group \"no\"`) {
		t.Errorf("%+v", a)
	}
	if got := c.published(uri, 1); len(got) > 0 {
		t.Errorf("found %+v", got)
	}
	c.didChange(uri, 2, change{nil, "قال  ثم\n"})
	if a := c.next(); a.Method != "textDocument/publishDiagnostics" {
		t.Errorf("the fault is shown again: %+v", a)
	}
	put("exclude = [\"a.*\"]")
	c.notify("textDocument/didSave", map[string]any{"textDocument": identifier{URI: "file://" + filepath.ToSlash(file)}})
	c.notify("workspace/didChangeWatchedFiles", nil)
	if got := c.published(uri, 2); len(got) > 0 {
		t.Errorf("found %+v", got)
	}
}

// TestFormats: a text is read in the format of its file; a page that is broken while
// somebody types says so.
func TestFormats(t *testing.T) {
	c := open(t, map[string]any{})
	for uri, x := range map[string]struct {
		language, text string
		want           string
	}{
		"file:///x/a.json":   {"json", `{"a": "قال  ثم", "b": "no  text"}`, "0:11 space-run"},
		"file:///x/b.json":   {"json", "{\n\"a\": \"قال  ثم", `1:0  not checked: line 2: not JSON: a string has no end`},
		"file:///x/a.csv":    {"csv", "text,id\nقال  ثم,1\n", "1:4 space-run"},
		"file:///x/b.csv":    {"csv", "txt,id\nقال  ثم,1\n", ""},
		"file:///x/a.md":     {"markdown", "`قال  ثم` **قال  ثم**\n", "0:16 space-run"},
		"untitled:Untitled":  {"markdown", "`قال  ثم` **قال  ثم**\n", "0:16 space-run"},
		"untitled:Untitled2": {"plaintext", "`قال  ثم`\n", "0:5 space-run"},
		"file:///x/a.go":     {"go", "package a // قال  ثم\n", "0:17 space-run"},
		"file:///x/fa.txt":   {"plaintext", "این کتاب در تهران چاپ شده است و  ما\n", "0:0 language"},
		"file:///x/en.txt":   {"plaintext", "no  text\n", ""},
	} {
		c.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": x.language, "version": 1, "text": x.text}})
		var all []string
		for _, d := range c.published(uri, 1) {
			s := fmt.Sprintf("%d:%d %s", d.Range.Start.Line, d.Range.Start.Character, d.Code)
			if d.Code == "" {
				s += " " + d.Message
			}
			all = append(all, s)
		}
		if got := strings.Join(all, ", "); got != x.want {
			t.Errorf("%s: %s, want %s", uri, got, x.want)
		}
	}
}

// TestHover: the page of the rule, in the format that the client takes.
func TestHover(t *testing.T) {
	for format, want := range map[string]string{"markdown": "## detached-waw\n", "plaintext": "detached-waw: detached و\n"} {
		c := open(t, map[string]any{"textDocument": map[string]any{"hover": map[string]any{"contentFormat": []string{format}}}})
		c.didOpen("file:///x.txt", "قال و ذهب\n")
		for at, some := range map[int]bool{0: false, 5: true, 8: false} {
			var h *hover
			if err := c.ask("textDocument/hover", hoverParams{documentParams{identifier{URI: "file:///x.txt"}}, position{0, at}}, &h); err != nil {
				t.Fatal(err)
			}
			if (h != nil) != some || some && (h.Contents.Kind != format || !strings.HasPrefix(h.Contents.Value, want) || h.Range != area{position{0, 5}, position{0, 6}}) {
				t.Errorf("%s at %d: %+v", format, at, h)
			}
		}
	}
}

// actions returns what a user can do in an area.
func (c *client) actions(uri string, at area) (all []codeAction) {
	c.Helper()
	if err := c.ask("textDocument/codeAction", map[string]any{"textDocument": identifier{URI: uri}, "range": at, "context": map[string]any{"only": []string{quickFix}}}, &all); err != nil {
		c.Fatal(err)
	}
	return all
}

// titles returns those of actions.
func titles(actions []codeAction) (all []string) {
	for _, a := range actions {
		all = append(all, a.Title)
	}
	return all
}

// TestIgnore: a rule is ignored once for all its findings, by comments that suppress
// them, where the format has comments.
func TestIgnore(t *testing.T) {
	c := open(t, map[string]any{})
	const page = "قال  ثم  نعم\n"
	for uri, want := range map[string][]string{
		"file:///x/a.md":  {"in this line", "in this line, by a comment above", "in this file"},
		"file:///x/a.txt": nil, // a comment would be read
		"file:///x/a.csv": nil,
	} {
		text := page
		if strings.HasSuffix(uri, ".csv") {
			text = "text\n" + page
		}
		c.didOpen(uri, text)
		found := c.published(uri, 1)
		if len(found) != 2 {
			t.Fatalf("%s: found %+v", uri, found)
		}
		var got []string
		for _, a := range c.actions(uri, area{found[0].Range.Start, found[1].Range.End}) {
			where, ok := strings.CutPrefix(a.Title, "Ignore space-run ")
			if !ok {
				continue
			}
			got = append(got, where)
			x := newText(&openParams{})
			x.data = []byte(text)
			x.apply(t, a.Edit, uri, span.UTF16)
			c.didChange(uri, 2, change{nil, string(x.data)})
			if left := c.published(uri, 2); len(left) > 0 {
				t.Errorf("%s: %q leaves %+v", uri, x.data, left)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", uri, got, want)
		}
	}
}

// TestTouch: a finding is fixed from its first place to the one after it.
func TestTouch(t *testing.T) {
	const uri = "file:///x.txt"
	c := open(t, map[string]any{})
	c.didOpen(uri, "قال  ثم\n")
	for at, want := range map[int]bool{3: false, 4: true, 5: true, 6: false} {
		if got := titles(c.actions(uri, area{position{0, at}, position{0, at}})); len(got) > 0 != want {
			t.Errorf("at %d: %q", at, got)
		}
	}
}

// TestLossy: a fix that loses something says so, is not preferred, and is made alone.
func TestLossy(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, config.Name), []byte("only = [\"marks\"]\n[options]\nmarks = \"strip\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	uri := "file://" + filepath.ToSlash(filepath.Join(dir, "a.txt"))
	c := open(t, map[string]any{})
	c.didOpen(uri, "قا\u064Eل ثم\u0651\n") // ARABIC FATHA, ARABIC SHADDA
	found := c.published(uri, 1)
	if len(found) != 2 || found[0].CodeDescription == nil || !strings.HasSuffix(found[0].CodeDescription.Href, "#"+found[0].Code) {
		t.Fatalf("found %+v", found)
	}
	got := c.actions(uri, found[0].Range)
	if len(got) != 1 || got[0].IsPreferred || !strings.HasPrefix(got[0].Title, "Fix, and lose something, ") {
		t.Errorf("%+v", got)
	}
}

// TestSource: a translation is checked again once the file that it translates is saved.
func TestSource(t *testing.T) {
	dir := t.TempDir()
	source, translation := filepath.Join(dir, "en.json"), filepath.Join(dir, "ar.json")
	name := func(path string) string { return "file://" + filepath.ToSlash(path) }
	put := func(s string) {
		t.Helper()
		if err := os.WriteFile(source, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(`{"a": "Hello"}`)
	c := open(t, map[string]any{})
	c.didOpen(name(translation), `{"a": "أهلا"}`)
	if got := c.published(name(translation), 1); len(got) > 0 {
		t.Fatalf("found %+v", got)
	}
	put(`{"a": "Hello {name}"}`)
	c.notify("textDocument/didSave", map[string]any{"textDocument": identifier{URI: name(source)}})
	if got := c.published(name(translation), 1); len(got) != 1 || !strings.Contains(got[0].Code, "placeholder") {
		t.Errorf("found %+v", got)
	}
}

// TestMany: the worst findings are published.
func TestMany(t *testing.T) {
	c := open(t, map[string]any{})
	c.didOpen("file:///x.txt", strings.Repeat("قال..\n", mostDiagnostics)+"قال  ثم\n")
	got := c.published("file:///x.txt", 1)
	if len(got) != mostDiagnostics || got[0].Range.Start.Line != 0 || got[len(got)-1].Code != "space-run" {
		t.Errorf("%d: %+v", len(got), got[len(got)-1])
	}
}

// TestEncoding: utf-8 is taken where it is offered.
func TestEncoding(t *testing.T) {
	for offered, want := range map[string]position{"utf-8": {0, 14}, "utf-16": {0, 8}, "utf-32": {0, 8}, "": {0, 8}} { // and utf-16 must be known
		c := open(t, map[string]any{"general": map[string]any{"positionEncodings": []string{offered}}})
		c.didOpen("file:///x.txt", "\U0001F600\U0001F600 نص  ثم\n")
		if got := c.published("file:///x.txt", 1); len(got) != 1 || got[0].Range.Start != want {
			t.Errorf("%s: %+v, want %v", offered, got, want)
		}
	}
}

// TestFixAll: in all documents, the edits of source.fixAll leave nothing to it, and a
// quick fix fixes what it says.
func TestFixAll(t *testing.T) {
	dir := filepath.Join("..", "..", "testdata", "documents")
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	c := open(t, map[string]any{"workspace": map[string]any{"workspaceEdit": map[string]any{"documentChanges": true}}})
	ask := func(uri string, kind string, at area) (actions []codeAction) {
		t.Helper()
		if err := c.ask("textDocument/codeAction", map[string]any{"textDocument": identifier{URI: uri}, "range": at, "context": map[string]any{"only": []string{kind}}}, &actions); err != nil {
			t.Fatal(err)
		}
		return actions
	}
	all, single := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(dir, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(data) || len(data) > 1<<13 { // an editor has no other, and time is short
			continue
		}
		uri := "file:///x/" + file.Name()
		c.didOpen(uri, string(data))
		found := c.published(uri, 1)
		version := 1
		for _, d := range found[:min(len(found), 3)] {
			for _, a := range ask(uri, quickFix, d.Range) {
				if !a.IsPreferred || a.Diagnostics[0].Range != d.Range || a.Diagnostics[0].Code != d.Code {
					continue
				}
				single++
				x := &text{data: bytes.Clone(data)}
				x.apply(t, a.Edit, uri, span.UTF16)
				version++
				c.didChange(uri, version, change{nil, string(x.data)})
				if slices.ContainsFunc(c.published(uri, version), func(left diagnostic) bool { return left.Range == d.Range && left.Message == d.Message }) {
					t.Errorf("%s: %s at %v fixes nothing", file.Name(), a.Title, d.Range)
				}
				version++
				c.didChange(uri, version, change{nil, string(data)})
				c.published(uri, version)
			}
		}
		for _, a := range ask(uri, "source.fixAll", area{}) {
			all++
			x := &text{data: bytes.Clone(data)}
			x.apply(t, a.Edit, uri, span.UTF16)
			version++
			c.didChange(uri, version, change{nil, string(x.data)})
			if more := ask(uri, fixAll, area{}); len(more) > 0 {
				t.Errorf("%s: after all fixes, there is more to fix: %+v", file.Name(), more)
			}
		}
		c.notify("textDocument/didClose", map[string]any{"textDocument": identifier{URI: uri}})
	}
	if all < 20 || single < 20 {
		t.Errorf("%d files were fixed, %d findings", all, single)
	}
}
