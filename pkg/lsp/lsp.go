// Package lsp is a language server. Editors start it, send it the texts that they hold,
// and show what it finds in them:
//
//   - diagnostics: what nass check finds in the file, by the nearest .nass.toml;
//   - code actions: the fix of one finding, of all findings of a rule, and of all whose
//     fix is safe (source.fixAll.nass); comments that suppress a rule;
//   - hover: the page of the rule.
//
// It does not format: a fix is a change that somebody asks for.
//
// [Serve] reads messages and answers them one after the other, in their order. Texts are
// checked when no message waits, so that keys that come fast are checked once. A message
// that cannot be read is answered with an error, and the next one is read.
//
// Source: the Language Server Protocol, version 3.17.
package lsp

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/span"
)

// Options say what a server checks texts for.
type Options struct {
	Version string         // of nass
	Config  config.Options // where rules come from

	// Message returns what a user reads of an error.
	Message func(err error) string

	// Unknown is that of [report.Check].
	Unknown func(name string) string
}

// Serve answers the messages that come from in until the client ends the server or in
// ends. It reports whether the client asked for the end as the protocol wants it: by a
// request to shut down and then a notification to exit. The error is that of in or out.
// A read that is under way when Serve returns is not waited for.
func Serve(in io.Reader, out io.Writer, o *Options) (orderly bool, err error) {
	s := &server{o: o, out: out, texts: map[string]*text{}, messages: newInbox(in)}
	s.configure()
	for {
		m, err := s.messages.next(s.work)
		switch {
		case errors.Is(err, io.EOF):
			return false, nil
		case err != nil:
			return false, err
		case m.Method == "exit":
			return s.state == ending, nil
		}
		if err := s.handle(m); err != nil {
			return false, err
		}
	}
}

// A state says which messages a server takes.
type state uint8

const (
	waiting state = iota // for the first request
	serving
	ending // after the request to shut down
)

// A server is what Serve holds.
type server struct {
	o        *Options
	out      io.Writer
	messages *inbox
	state    state
	client   capabilities
	unit     span.Unit // of positions

	configs *config.Finder
	faults  map[string]bool // of configurations, which were shown
	texts   map[string]*text
}

// methods are what answers messages. What answers a notification returns nothing.
var methods = map[string]func(s *server, params json.RawMessage) (any, error){
	"initialize":                      with((*server).initialize),
	"initialized":                     with((*server).initialized),
	"shutdown":                        with((*server).shutdown),
	"textDocument/didOpen":            with((*server).didOpen),
	"textDocument/didChange":          with((*server).didChange),
	"textDocument/didSave":            with((*server).didSave),
	"textDocument/didClose":           with((*server).didClose),
	"textDocument/hover":              with((*server).hover),
	"textDocument/codeAction":         with((*server).codeAction),
	"workspace/didChangeWatchedFiles": with((*server).didChangeFiles),
}

// with returns f as a method: the parameters are decoded.
func with[P any](f func(s *server, p *P) (any, error)) func(*server, json.RawMessage) (any, error) {
	return func(s *server, params json.RawMessage) (any, error) {
		p := new(P)
		if len(params) > 0 {
			if err := json.Unmarshal(params, p); err != nil {
				return nil, &fault{invalidParams, err.Error()}
			}
		}
		return f(s, p)
	}
}

// handle answers a message. The error is that of the output.
func (s *server) handle(m *message) error {
	if m.fault != nil {
		return s.reply(m.ID, nil, m.fault)
	}
	result, err := s.result(m)
	if m.ID == nil && errors.As(err, new(*fault)) {
		return nil // nobody waits for an answer
	}
	if m.ID == nil {
		return err
	}
	return s.reply(m.ID, result, err)
}

// result returns the result of a message, or a fault.
func (s *server) result(m *message) (any, error) {
	method := methods[m.Method]
	switch {
	case m.ID != nil && s.messages.settle(m.ID):
		return nil, &fault{requestCancelled, "the request was canceled"}
	case s.state == waiting && m.Method != "initialize":
		return nil, &fault{notInitialized, "the first request must be initialize"}
	case s.state == ending, s.state == serving && m.Method == "initialize":
		return nil, &fault{invalidRequest, "the server does not expect " + m.Method + " now"}
	case method == nil:
		return nil, &fault{methodNotFound, "unknown method " + m.Method}
	}
	return method(s, m.Params)
}

func (s *server) initialize(p *initializeParams) (any, error) {
	s.state, s.client = serving, p.Capabilities
	encoding := "utf-16"
	s.unit = span.UTF16
	for _, offered := range p.Capabilities.General.PositionEncodings {
		if offered == "utf-8" {
			encoding, s.unit = offered, span.Byte
		}
	}
	return &initializeResult{
		ServerInfo: serverInfo{"nass", s.o.Version},
		Capabilities: serverCapabilities{
			PositionEncoding:   encoding,
			TextDocumentSync:   syncOptions{OpenClose: true, Change: incremental, Save: true},
			HoverProvider:      true,
			CodeActionProvider: codeActionOptions{[]string{quickFix, fixAll}},
		},
	}, nil
}

// initialized asks the client to say when configurations change.
func (s *server) initialized(*struct{}) (any, error) {
	if s.client.Workspace.DidChangeWatchedFiles.DynamicRegistration {
		return nil, s.request("client/registerCapability", registrations{[]registration{{
			"watch", "workspace/didChangeWatchedFiles", watchOptions{[]watcher{{"**/" + config.Name}}}}}})
	}
	return nil, nil
}

func (s *server) shutdown(*struct{}) (any, error) {
	s.state = ending
	return nil, nil
}
