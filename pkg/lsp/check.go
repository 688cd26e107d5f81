package lsp

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
	"github.com/nass-ar/nass/pkg/suppress"
)

// A finding is what is found in a text. Spans are of its bytes.
type finding struct {
	span.Span
	rule    *rule.Rule
	message string
	fix     rule.Fix
	edit    *span.Edit // that fixes it; nil: none does, or it was not asked for
}

// configure reads the configurations anew. Texts are then checked again.
func (s *server) configure() {
	s.faults = map[string]bool{}
	s.configs = nil
	for _, t := range s.texts {
		t.stale = true
	}
}

// settings returns the configuration of a text.
func (s *server) settings(t *text) (*config.Settings, error) {
	if s.configs == nil {
		var err error
		if s.configs, err = config.NewFinder(s.o.Config); err != nil {
			return nil, err
		}
	}
	return s.configs.Of(cmp.Or(t.path, corpus.Stdin))
}

func (s *server) didSave(p *documentParams) (any, error) {
	if t := s.texts[p.TextDocument.URI]; t != nil && filepath.Ext(t.path) == filepath.Ext(config.Name) {
		s.configure() // another may extend it
	}
	for _, t := range s.texts {
		// The file may be what others translate.
		if f := document.For(t.path); t.uri != p.TextDocument.URI && f != nil && f.Translates() {
			t.stale = true
		}
	}
	return nil, nil
}

func (s *server) didChangeFiles(*struct{}) (any, error) {
	s.configure()
	return nil, nil
}

// work checks a text that has changed, and publishes what is found. It reports whether
// there was one.
func (s *server) work() (more bool, err error) {
	if s.state != serving {
		return false, nil
	}
	for _, t := range s.texts {
		if t.stale {
			return true, s.refresh(t)
		}
	}
	return false, nil
}

// refresh checks a text that has changed, and publishes what is found.
func (s *server) refresh(t *text) error {
	if !t.stale {
		return nil
	}
	t.stale, t.edited, t.found, t.comments = false, false, nil, nil
	found, err := s.check(t, false)
	p := publishParams{identifier{t.uri, &t.version}, []diagnostic{}}
	if err == nil {
		t.found = found
		p.Diagnostics = s.diagnostics(t)
	} else if page := new(document.PageError); errors.As(err, &page) {
		p.Diagnostics = append(p.Diagnostics, s.pageError(t, page))
	} else if said := s.o.Message(err); !s.faults[said] { // it holds for many texts
		s.faults[said] = true
		if err := s.notify("window/showMessage", showErrorParams{1, "nass: " + said}); err != nil {
			return err
		}
	}
	return s.notify("textDocument/publishDiagnostics", p)
}

// mostDiagnostics is how many diagnostics of a text are published, the worst first:
// editors show no more, and an answer to each key that holds them all is slow.
const mostDiagnostics = 1000

// diagnostics returns those of what is found.
func (s *server) diagnostics(t *text) []diagnostic {
	shown := t.found
	if len(shown) > mostDiagnostics {
		shown = slices.Clone(shown)
		slices.SortStableFunc(shown, func(a, b finding) int { return cmp.Compare(b.rule.Level, a.rule.Level) })
		shown = shown[:mostDiagnostics]
		slices.SortStableFunc(shown, func(a, b finding) int { return cmp.Compare(a.Start, b.Start) })
	}
	all := make([]diagnostic, 0, len(shown))
	for i := range shown {
		all = append(all, s.diagnostic(t, &shown[i]))
	}
	return all
}

// severities are those of the levels.
var severities = [...]int{rule.Info: 3, rule.Warning: 2, rule.Error: 1}

func (s *server) diagnostic(t *text, x *finding) diagnostic {
	d := diagnostic{Range: t.area(x.Span, s.unit), Severity: severities[x.rule.Level], Code: x.rule.Name, Source: "nass", Message: x.message}
	if !isOwn(x.rule) {
		d.CodeDescription = &codeDescription{report.RulePage(x.rule.Name)}
	}
	return d
}

// isOwn reports whether a rule is of the configuration, and so has no page.
func isOwn(r *rule.Rule) bool { return r.Group == config.ReplaceGroup }

// pageError returns the diagnostic of a page that cannot be read.
func (s *server) pageError(t *text, err *document.PageError) diagnostic {
	at := position{Line: max(0, err.Line-1)}
	return diagnostic{Range: area{at, at}, Severity: severities[rule.Error], Source: "nass", Message: "not checked: " + s.o.Message(err)}
}

// A reading is how a text is read.
type reading struct {
	*config.Settings
	format *document.Format
	known  bool // the format is that of the file; otherwise it is read as plain text and not changed
	engine *rule.Engine
	cut    func(text []byte, seen int) int // where a plain text may be cut; nil: after any line
	memo   *suppress.Memo                  // of what the engine finds in a page; nil: it holds records
}

// reading returns how the text is read, or nil if it is not checked.
func (s *server) reading(t *text) (*reading, error) {
	settings, err := s.settings(t)
	if err != nil || t.path != "" && s.configs.Excludes(t.path) {
		return nil, err
	}
	r := &reading{Settings: settings}
	r.format, r.known = formatOf(t, settings)
	var head []byte
	if !r.format.Records {
		head = t.data[:min(len(t.data), orthography.HeadBytes)]
	}
	j := settings.Judge(t.path, r.format, head, true)
	if r.format.Records {
		r.engine = j.Each(settings.Engine)
		return r, nil
	}
	nature := j.Of(head)
	r.engine, r.cut, r.memo = t.kept.next(settings.Engine, nature.Known()), nature.Cut(), t.kept.found
	return r, nil
}

// formatOf returns the format of a text, and whether it is known. The editor names that
// of a text without a file.
func formatOf(t *text, settings *config.Settings) (f *document.Format, known bool) {
	if t.path == "" && settings.As.Value == "" {
		f, known = cmp.Or(document.ByName(t.language), document.Plain), true
	} else {
		f, known = settings.Format(t.path, func() []byte { return t.data })
	}
	if f.Binary {
		return document.Plain, false
	}
	return f.Named(t.path), known
}

// check returns what is found in a text, in order, with the edits that fix it if they are
// asked for: to know which ones a page bears, it is read again.
func (s *server) check(t *text, edits bool) ([]finding, error) {
	r, err := s.reading(t)
	if r == nil {
		return nil, err
	}
	if r.memo != nil {
		r.memo.Begin()
	}
	var review report.Review
	if file, err := s.configs.Here().BaselineFile(); err != nil {
		return nil, err
	} else if file != "" {
		if review.Known, err = report.ReadBaseline(file); err != nil {
			return nil, err
		}
	}
	check := &report.Check{Find: r.engine, Places: edits && r.known, Ignore: r.Ignores, Unknown: s.o.Unknown, Memo: r.memo,
		Sources: func() []document.Unit { return r.SourceUnits(t.path, r.format) }}
	c := &collector{data: t.data, edits: edits && r.known}
	if err := review.Begin(t.path, t.path, check, report.NewWriter(io.Discard, c, &review.Run)); err != nil {
		return nil, err
	}
	err = check.File(r.file(t), func(_ []byte, p report.Part) error { return review.Add(nil, &p) })
	if err == nil {
		err = review.End()
	}
	if errors.As(err, new(*document.FieldError)) && r.Field.Value == nil {
		return nil, nil // these records hold no texts
	}
	slices.SortStableFunc(c.found, func(a, b finding) int { return cmp.Compare(a.Start, b.Start) })
	return c.found, err
}

// file returns the text as the file that is read.
func (r *reading) file(t *text) *document.File {
	return &document.File{
		Reader: bytes.NewReader(t.data), Format: r.format,
		Options: document.Options{Fields: r.Field.Value, ID: r.IDField.Value, OnError: document.Skip},
		Stream:  corpus.StreamOptions{Cut: r.cut},
	}
}

// A collector is a report that keeps findings.
type collector struct {
	report.Parts
	data  []byte // of the text
	edits bool   // are asked for
	found []finding
}

// Finding keeps the finding.
func (c *collector) Finding(dst []byte, _ *report.File, x *report.Finding) []byte {
	f := finding{rule: x.Rule, message: x.Statement(), fix: x.Fix}
	switch r := x.Record(""); {
	case r.Of != nil:
		f.Span = span.Span{Start: int(r.Of.SourceStart), End: int(r.Of.SourceEnd)}
	case r.Start >= 0:
		f.Span = span.Span{Start: int(r.Start), End: int(r.End)}
	default:
		f.Span = c.span(x.Range(span.Byte))
	}
	if e, ok := x.Edit(); ok && c.edits {
		e.New = strings.Clone(e.New)
		f.edit = &e
	}
	c.found = append(c.found, f)
	return dst
}

// span returns the bytes of a range.
func (c *collector) span(r report.Range) span.Span {
	lines := span.NewIndex(c.data) // the report ends them as it does
	start, _ := lines.Find(r.Line, r.Col, span.Byte)
	end, _ := lines.Find(r.EndLine, r.EndCol, span.Byte)
	return span.Span{Start: start, End: max(start, end)}
}
