package lsp

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
	"github.com/nass-ar/nass/pkg/suppress"
)

// codeAction returns what a user can do in an area of a text.
func (s *server) codeAction(p *codeActionParams) (any, error) {
	t, err := s.text(p.TextDocument)
	if err != nil {
		return nil, err
	}
	if err := s.refresh(t); err != nil {
		return nil, err
	}
	actions := []codeAction{}
	if wants(p.Context.Only, quickFix) {
		here := s.here(t, span.Span{Start: t.offset(p.Range.Start, s.unit), End: t.offset(p.Range.End, s.unit)})
		actions = s.fixes(actions, t, here)
		actions = s.suppressions(actions, t, here)
	}
	// An editor asks at each step of the cursor, and it shows fixAll elsewhere.
	if wants(p.Context.Only, fixAll) && (p.Context.Only != nil || p.Context.TriggerKind != automatic) {
		if edits := s.allFixes(t); len(edits) > 0 {
			actions = append(actions, codeAction{Title: "Fix all that is safe to fix", Kind: fixAll, Edit: s.edit(t, edits)})
		}
	}
	return actions, nil
}

// here returns the findings that touch a span of the text, with their edits.
func (s *server) here(t *text, at span.Span) (here []*finding) {
	touches := func(x finding) bool { return x.Start <= at.End && at.Start <= x.End }
	if !t.edited && slices.ContainsFunc(t.found, touches) {
		if found, err := s.check(t, true); err == nil {
			t.found, t.edited = found, true
		}
	}
	for i := range t.found {
		if touches(t.found[i]) {
			here = append(here, &t.found[i])
		}
	}
	return here
}

// wants reports whether a client wants actions of a kind: it names them or a kind that
// they belong to, or names none.
func wants(only []string, kind string) bool {
	return only == nil || slices.ContainsFunc(only, func(o string) bool { return o == "" || kind == o || strings.HasPrefix(kind, o+".") })
}

// edit returns edits of a text as the client can take them.
func (s *server) edit(t *text, edits []span.Edit) any {
	all := make([]textEdit, 0, len(edits))
	for _, e := range edits {
		all = append(all, textEdit{t.area(e.Span, s.unit), e.New})
	}
	if s.client.Workspace.WorkspaceEdit.DocumentChanges {
		return documentChanges{[]documentEdit{{identifier{t.uri, &t.version}, all}}}
	}
	return changes{map[string][]textEdit{t.uri: all}}
}

// fixes appends the fixes of findings: of each, and of all of their rules.
func (s *server) fixes(actions []codeAction, t *text, here []*finding) []codeAction {
	var rules []*rule.Rule
	for _, x := range here {
		if x.edit == nil {
			continue
		}
		title := "Fix "
		if x.fix == rule.Lossy {
			title = "Fix, and lose something, "
		}
		actions = append(actions, codeAction{Title: title + x.message, Kind: quickFix, IsPreferred: x.fix == rule.Safe,
			Diagnostics: []diagnostic{s.diagnostic(t, x)}, Edit: s.edit(t, []span.Edit{*x.edit})})
		if x.fix == rule.Safe && !slices.Contains(rules, x.rule) {
			rules = append(rules, x.rule)
		}
	}
	for _, r := range rules {
		var edits []span.Edit
		end := -1
		for i := range t.found {
			if x := &t.found[i]; x.rule == r && x.fix == rule.Safe && x.edit != nil && x.edit.Start > end {
				edits, end = append(edits, *x.edit), x.edit.End
			}
		}
		if len(edits) > 1 {
			actions = append(actions, codeAction{Title: fmt.Sprintf("Fix all %d of %s", len(edits), r.Name), Kind: quickFix, Edit: s.edit(t, edits)})
		}
	}
	return actions
}

// scopes are where comments suppress a rule, in words.
var scopes = []struct {
	action suppress.Action
	where  string
}{
	{suppress.Ignore, "in this line"},
	{suppress.IgnoreNextLine, "in this line, by a comment above"},
	{suppress.IgnoreFile, "in this file"},
}

// suppressions appends the comments that suppress the rules of findings.
func (s *server) suppressions(actions []codeAction, t *text, here []*finding) []codeAction {
	if len(here) == 0 { // as at most places of the cursor
		return actions
	}
	comments := s.comments(t)
	if comments == nil {
		return actions
	}
	var done []*rule.Rule
	for _, x := range here {
		if slices.Contains(done, x.rule) {
			continue
		}
		done = append(done, x.rule)
		for _, scope := range scopes {
			if e, ok := comments.Comment(scope.action, []string{x.rule.Name}, x.Span); ok {
				actions = append(actions, codeAction{Title: "Ignore " + x.rule.Name + " " + scope.where, Kind: quickFix,
					Diagnostics: []diagnostic{s.diagnostic(t, x)}, Edit: s.edit(t, []span.Edit{e})})
			}
		}
	}
	return actions
}

// comments returns what writes comments into the text, or nil if it is no page.
func (s *server) comments(t *text) *suppress.Commenter {
	if t.comments != nil {
		return t.comments
	}
	r, err := s.reading(t)
	if err != nil || r == nil || r.format == document.Plain || r.format.Records {
		return nil
	}
	page, err := r.format.Read(t.data)
	if err != nil {
		return nil
	}
	t.comments = suppress.NewCommenter(page)
	return t.comments
}

// allFixes returns the edits of all safe fixes, as nass check --fix makes them; none for
// a text that cannot be read, which is reported when it is checked.
func (s *server) allFixes(t *text) []span.Edit {
	r, err := s.reading(t)
	if err != nil || r == nil || !r.known {
		return nil
	}
	fix := r.engine.Safe()
	if r.format == document.Plain {
		return slices.Clone(fix.Runner().Edits(t.data))
	}
	check := &report.Check{Fix: fix, Sources: func() []document.Unit { return r.SourceUnits(t.path, r.format) }}
	var all []span.Edit
	err = document.Stream(r.file(t), func() func([]byte, *document.Block) ([]byte, []span.Edit, error) {
		edits := check.Edits()
		return func(_ []byte, b *document.Block) ([]byte, []span.Edit, error) {
			of, _, err := edits(b)
			return nil, span.Move(nil, of, int(b.Offset)), err
		}
	}, func(_ []byte, edits []span.Edit) error {
		all = append(all, edits...)
		return nil
	})
	if err != nil {
		return nil
	}
	return all
}
