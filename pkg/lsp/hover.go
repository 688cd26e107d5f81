package lsp

import (
	"slices"

	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// described returns what is said of rules, as Markdown or as plain text.
func described(rules []*rule.Rule, markdown bool) markup {
	l := report.RuleList{Rules: rules, Profiles: orthography.ProfilesOf}
	if markdown {
		return markup{"markdown", string(l.AppendMarkdown(nil))}
	}
	return markup{"plaintext", string(l.AppendText(nil, report.Style{}))}
}

// hover returns the pages of the rules that find something at a position.
func (s *server) hover(p *hoverParams) (any, error) {
	t, err := s.text(p.TextDocument)
	if err != nil {
		return nil, err
	}
	if err := s.refresh(t); err != nil {
		return nil, err
	}
	at := t.offset(p.Position, s.unit)
	var rules []*rule.Rule
	var where span.Span
	for _, x := range t.found {
		if at < x.Start || at > x.End || slices.Contains(rules, x.rule) {
			continue
		}
		if len(rules) == 0 {
			where = x.Span
		}
		rules = append(rules, x.rule)
	}
	if rules == nil {
		return nil, nil
	}
	formats := s.client.TextDocument.Hover.ContentFormat
	return hover{described(rules, formats == nil || slices.Contains(formats, "markdown")), t.area(where, s.unit)}, nil
}
