package config

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// A Reading says how the files of a run are read: as the user asks, and otherwise as the
// configuration of each file says, as its name does and as it shows. The zero value asks
// for nothing. Its methods may be called by several goroutines.
type Reading struct {
	As      string           // the name of the format of all files
	Fields  []string         // of records
	ID      string           // the field that identifies a record
	OnError document.OnError // of records
	Stdin   string           // the name of the file that the standard input is the content of
	Finds   bool             // texts are reported on, not edited: less is found in those that are no pages

	*Finder // of configurations; nil: there are none

	Others LanguageCounts // of files that are in another language than Arabic
}

// Named returns the name of the text of that name, which is another for the standard
// input if the user says so.
func (r *Reading) Named(name string) string {
	if name == corpus.Stdin && r.Stdin != "" {
		return r.Stdin
	}
	return name
}

// settings returns what the configuration says of the file of that name, or nil. An
// error of a configuration is returned where its rules are asked for.
func (r *Reading) settings(name string) *Settings {
	if r.Finder == nil {
		return nil
	}
	s, err := r.Of(r.Named(name))
	if err != nil {
		return nil
	}
	return s
}

// Format returns the format of the file of that name, and whether it is known by its
// name or its head, or named by the user. What is not known is read as plain text.
func (r *Reading) Format(name string) (f *document.Format, known bool) {
	name = r.Named(name)
	switch {
	case r.As != "":
		return document.ByName(r.As).Named(name), true
	case name == corpus.Stdin:
		return document.Plain, true
	}
	return r.settings(name).Format(name, func() []byte { return headOf(name) })
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

// File returns t as a file of its format. Notes are those of t; bad records are noted.
// Call it after what judges t, and before t is read.
func (r *Reading) File(t *corpus.Text) *document.File {
	f := &document.File{Name: corpus.Display(r.Named(t.Name())), Reader: t, Stream: t.Options}
	f.Format, _ = r.Format(t.Name())
	f.Note = func(note string) { t.Notes = append(t.Notes, note) }
	f.Options = document.Options{Fields: r.Fields, ID: r.ID, OnError: r.OnError, Bad: func(err *document.RecordError) {
		done := "skipped"
		if r.OnError == document.Keep {
			done = "kept as it is"
		}
		f.Say("%v; %s", err, done)
	}}
	if s := r.settings(t.Name()); s != nil {
		if f.Options.Fields == nil {
			f.Options.Fields = s.Field.Value
		}
		if f.Options.ID == "" {
			f.Options.ID = s.IDField.Value
		}
	}
	return f
}

// Judge returns what judges the texts of t, and what t is: a file is judged as a whole,
// and of a file of records each record, so that the nature is nil. It counts t among the
// Others if it is one. Call it before t is read.
func (r *Reading) Judge(t *corpus.Text) (*orthography.Judge, *orthography.Nature) {
	f, _ := r.Format(t.Name())
	var head []byte
	if !f.Records {
		head = t.Head(orthography.HeadBytes)
	}
	j := r.settings(t.Name()).Judge(r.Named(t.Name()), f, head, r.Finds)
	if f.Records {
		return j, nil
	}
	nature := j.Of(head)
	if l := nature.Language; l != "" && l != orthography.Arabic {
		r.Others.add(l)
	}
	return j, &nature
}

// Judged does what Judge does, and returns what makes of an engine the engine for t.
func (r *Reading) Judged(t *corpus.Text) func(*rule.Engine) *rule.Engine {
	j, nature := r.Judge(t)
	if nature == nil {
		return j.Each
	}
	known := nature.Known()
	t.Options.Cut = nature.Cut()
	return func(e *rule.Engine) *rule.Engine { return e.Suppose(known...) }
}

// Code returns what finds the parts of the texts of t that are code, and no prose, or
// nil. Call it before t is read.
func (r *Reading) Code(t *corpus.Text) func(dst []span.Span, text []byte) []span.Span {
	switch f, _ := r.Format(t.Name()); {
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

// Sources returns what reads the strings of the file that the file of that name
// translates, once it is asked for.
func (r *Reading) Sources(name string) func() []document.Unit {
	return sync.OnceValue(func() []document.Unit {
		if name == corpus.Stdin {
			return nil
		}
		f, _ := r.Format(name)
		return r.settings(name).SourceUnits(name, f)
	})
}

// LanguageCounts are how many files there are of each language. The zero value counts none.
// It may be used by several goroutines.
type LanguageCounts struct {
	mu    sync.Mutex
	files map[orthography.Language]int
}

func (x *LanguageCounts) add(l orthography.Language) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.files == nil {
		x.files = map[orthography.Language]int{}
	}
	x.files[l]++
}

// String returns how many files there are, such as "3 files in other languages (2 fa,
// 1 ur)"; "" for none.
func (x *LanguageCounts) String() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	n, files := 0, "files"
	var parts []string
	for _, l := range slices.Sorted(maps.Keys(x.files)) {
		n += x.files[l]
		parts = append(parts, fmt.Sprintf("%d %s", x.files[l], l))
	}
	switch n {
	case 0:
		return ""
	case 1:
		files = "file"
	}
	return fmt.Sprintf("%d %s in other languages (%s)", n, files, strings.Join(parts, ", "))
}
