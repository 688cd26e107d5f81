package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// holding are the flags that say how files hold texts.
type holding struct {
	as      string
	fields  []string
	id      string
	onError document.OnError
	stdin   string // what the standard input is the content of, or ""

	conf *selection // if it has found a configuration, what it says of the file counts too

	finds  bool      // the verb reports what it finds: less in texts that are no pages
	others languages // of files that are in another language than Arabic
}

func (h *holding) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&h.as, "as", "", "Read files as `FORMAT` (default: by name; see nass formats)")
	f.StringArrayVar(&h.fields, "field", nil, "Read the field `NAME` of records; repeatable (default text)")
	f.StringVar(&h.id, "id-field", "", "Print the field `NAME` as the id of a record")
	command.Index(cmd, f, &h.onError, "on-error", "Handle bad records", document.OnErrors[:]...)
	command.Group(cmd, "Formats", "as", "field", "id-field", "on-error")
	command.Complete(cmd, "as", formatNames)
}

// check returns what is wrong with the flags.
func (h *holding) check() error {
	if h.as != "" && document.ByName(h.as) == nil {
		return command.UnknownValue("as", h.as, formatNames())
	}
	return nil
}

func formatNames() (names []string) {
	for _, f := range document.Formats {
		names = append(names, f.Name)
	}
	return names
}

// format returns the format of the file of that name, and whether it is known by
// its name or named by the user. What is not known is read as plain text.
func (h *holding) format(name string) (f *document.Format, known bool) {
	name = h.named(name)
	switch {
	case h.as != "":
		return document.ByName(h.as).Named(name), true
	case name == corpus.Stdin:
		return document.Plain, true
	}
	return h.settings(name).Format(name, func() []byte { return headOf(name) })
}

// named returns the name of the text of that name, which is another for the standard
// input if the user says so.
func (h *holding) named(name string) string {
	if name == corpus.Stdin && h.stdin != "" {
		return h.stdin
	}
	return name
}

// headOf returns the first bytes of a regular file that can be read.
func headOf(name string) []byte {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	f, err := corpus.Open(name, corpus.UTF8)
	if err != nil {
		return nil
	}
	defer f.Close()
	head := make([]byte, 512)
	n, _ := io.ReadFull(f, head)
	return head[:n]
}

// settings returns what the configuration says of the file of that name, or nil. An
// error of a configuration is returned where its rules are asked for.
func (h *holding) settings(name string) *config.Settings {
	if h.conf == nil || h.conf.Finder == nil {
		return nil
	}
	s, err := h.conf.Of(h.named(name))
	if err != nil {
		return nil
	}
	return s
}

// judged returns what makes of an engine the engine for t. Call it before t is read.
func (h *holding) judged(t *corpus.Text) func(*rule.Engine) *rule.Engine {
	j, nature := h.judge(t)
	if nature == nil {
		return j.Each
	}
	known := nature.Known()
	t.Options.Cut = nature.Cut()
	return func(e *rule.Engine) *rule.Engine { return e.Suppose(known...) }
}

// judge returns what judges the texts of t, and what t is: a file is judged as a whole,
// and of a file of records each record. Call it before t is read.
func (h *holding) judge(t *corpus.Text) (*orthography.Judge, *orthography.Nature) {
	f, _ := h.format(t.Name())
	var head []byte
	if !f.Records {
		head = t.Head(orthography.HeadBytes)
	}
	j := h.settings(t.Name()).Judge(h.named(t.Name()), f, head, h.finds)
	if f.Records {
		return j, nil
	}
	nature := j.Of(head)
	if l := nature.Language; l != "" && l != orthography.Arabic {
		h.others.add(l)
	}
	return j, &nature
}

// code returns what finds the parts of the texts of t that are code, and no prose, or nil.
// Call it before t is read.
func (h *holding) code(t *corpus.Text) func(dst []span.Span, text []byte) []span.Span {
	switch f, _ := h.format(t.Name()); {
	case f.Records:
		return orthography.Code
	case f != document.Plain:
		return nil
	}
	nature := (&orthography.Judge{Raw: true}).Of(t.Head(orthography.HeadBytes))
	if !nature.Fences {
		return nil
	}
	t.Options.Cut = nature.Cut()
	return orthography.Code
}

// sources returns what reads the strings of the file that the file of that name
// translates, once it is asked for.
func (h *holding) sources(name string) func() []document.Unit {
	return sync.OnceValue(func() []document.Unit {
		if name == corpus.Stdin {
			return nil
		}
		f, _ := h.format(name)
		return h.settings(name).SourceUnits(name, f)
	})
}

// options returns how the records of t are read. Bad ones are noted.
func (h *holding) options(t *corpus.Text) *document.Options {
	o := &document.Options{Fields: h.fields, ID: h.id, OnError: h.onError, Bad: func(err *document.RecordError) {
		done := "skipped"
		if h.onError == document.Keep {
			done = "kept as it is"
		}
		t.Notes = append(t.Notes, message(err)+"; "+done)
	}}
	if s := h.settings(t.Name()); s != nil {
		if o.Fields == nil {
			o.Fields = s.Field.Value
		}
		if o.ID == "" {
			o.ID = s.IDField.Value
		}
	}
	return o
}

// errUnknownFormat says why a file is not changed.
var errUnknownFormat = errors.New("unknown format, not changed; --as text edits it as plain text")

// works has workers work on t: on its blocks if it is plain text, otherwise on each
// text that it holds.
func works[R any](in *input, t *corpus.Text, how corpus.StreamOptions, worker func() corpus.Worker[R], emit func([]byte, R) error) error {
	f, _ := in.format(t.Name())
	if f == document.Plain {
		return corpus.StreamWorkers(t, how, worker, emit)
	}
	how.CountRunes = false
	return document.Texts(f, t, in.options(t), how, worker, emit)
}

// rewrites emits t with the edits of its texts.
func (in *input) rewrites(t *corpus.Text, f *document.Format, editor func() func(b *document.Block) func(t *document.Text) []span.Edit, emit func([]byte, bool) error) error {
	return document.RewriteBlocks(f, t, in.options(t), t.Options, editor, func(out []byte, x document.Rewritten) error {
		noteLeft(t, x.Left)
		return emit(out, x.Changed)
	})
}

// noteLeft notes which texts of t stay as they are, by their lines.
func noteLeft(t *corpus.Text, lines []int) {
	for _, line := range lines {
		t.Notes = append(t.Notes, fmt.Sprintf("line %d: not changed, since the change would alter the structure", line))
	}
}
