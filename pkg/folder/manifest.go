package folder

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/corpus"
)

// A Run says how outputs are made. All outputs of a folder have the same.
type Run struct {
	Verb    string              `json:"verb"`
	Version string              `json:"version"`
	Options map[string]string   `json:"options"` // by the names of flags
	Rules   map[string][]string `json:"rules"`   // the names of those that apply, by what they make
}

// differs returns in what the other run differs, or "".
func (r *Run) differs(other *Run) string {
	switch {
	case r.Verb != other.Verb:
		return "nass " + other.Verb
	case r.Version != other.Version:
		return fmt.Sprintf("version %s, not %s", other.Version, r.Version)
	}
	names := slices.AppendSeq(slices.Collect(maps.Keys(r.Options)), maps.Keys(other.Options))
	slices.Sort(names)
	for _, name := range names {
		have, was := r.Options[name], other.Options[name]
		switch {
		case have == was:
		case was == "":
			return "without --" + name
		case have == "":
			return fmt.Sprintf("with --%s %s", name, was)
		default:
			return fmt.Sprintf("with --%s %s, not %s", name, was, have)
		}
	}
	if !maps.EqualFunc(r.Rules, other.Rules, slices.Equal) {
		return "with other rules"
	}
	return ""
}

// Counts are what was found in an input.
type Counts struct {
	Documents int `json:"documents"` // records or pages
	Bad       int `json:"bad"`       // records that could not be read, and were skipped or kept
}

// An Entry is what a manifest says of an input.
type Entry struct {
	Input    string `json:"input"`
	Size     int64  `json:"size"`             // bytes of the input
	Modified int64  `json:"modified"`         // when the input was, in nanoseconds since 1970
	Output   string `json:"output,omitempty"` // the path in the folder
	Bytes    int64  `json:"bytes"`            // of the output
	Counts
	Error string `json:"error,omitempty"` // why it has no output

	// The names where they are not UTF-8, which JSON cannot hold.
	InputBytes  []byte `json:"input_bytes,omitempty"`
	OutputBytes []byte `json:"output_bytes,omitempty"`
}

// encode prepares the names to be JSON.
func (x *Entry) encode() {
	if !utf8.ValidString(x.Input) {
		x.InputBytes, x.OutputBytes = []byte(x.Input), []byte(x.Output)
	}
}

// decode makes the names what they were before.
func (x *Entry) decode() {
	if x.InputBytes != nil {
		x.Input, x.Output = string(x.InputBytes), string(x.OutputBytes)
	}
}

// A line is a line of a manifest: one of the three.
type line struct {
	Run   *Run   `json:"run,omitempty"`
	Entry *Entry `json:"entry,omitempty"`
	End   bool   `json:"end,omitempty"` // a process has come to its end
}

// write appends a line to the manifest of the shard, with one call, so that other
// processes write before or after it.
func (f *Folder) write(x line) error {
	if x.Entry != nil {
		x.Entry.encode()
	}
	data, err := json.Marshal(x)
	if err != nil {
		return err
	}
	_, err = f.part.Write(append(data, '\n'))
	return err
}

// shards returns the files of the manifests, in order.
func (f *Folder) shards() ([]string, error) {
	files, err := os.ReadDir(filepath.Join(f.dir, hidden))
	var names []string
	for _, x := range files {
		if strings.HasSuffix(x.Name(), manifestEnd) && x.Name()[0] != '.' {
			names = append(names, x.Name())
		}
	}
	return names, err
}

// each calls see for the lines of all manifests, with the name of their shard.
func (f *Folder) each(see func(shard string, x line) error) error {
	names, err := f.shards()
	if err != nil {
		return err
	}
	for _, name := range names {
		err := lines(filepath.Join(f.dir, hidden, name), func(x line) error {
			return see(strings.TrimSuffix(name, manifestEnd), x)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// lines calls see for the lines of a manifest. A line that is no JSON was cut when it was
// written; its input is then done again.
func lines(name string, see func(x line) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	r := bufio.NewReader(file)
	for {
		data, err := r.ReadBytes('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		var x line
		if json.Unmarshal(data, &x) != nil {
			continue
		}
		if x.Entry != nil {
			x.Entry.decode()
		}
		if err := see(x); err != nil {
			return err
		}
	}
}

// A Sum is what the manifests of all shards come to.
type Sum struct {
	Run
	Inputs int   `json:"inputs"`
	Failed int   `json:"failed"` // inputs without an output
	Read   int64 `json:"read"`   // bytes of the inputs that have one
	Bytes  int64 `json:"bytes"`  // of the outputs
	Counts
	Shards map[string]int `json:"shards"` // inputs of each, by the name of its manifest

	// What is not in the file.
	Dir     string `json:"-"`
	Written int    `json:"-"` // outputs, by this process
	Before  int    `json:"-"` // inputs that [Folder.Rest] has skipped
}

// String returns what was written and what the folder holds, such as "2 outputs written,
// 1 done before; out has 3 documents of 3 files".
func (s Sum) String() string {
	dst := count(s.Written, "output") + " written"
	if s.Before > 0 {
		dst += fmt.Sprintf(", %d done before", s.Before)
	}
	dst += fmt.Sprintf("; %s has %s of %s", corpus.Display(s.Dir), count(s.Documents, "document"), count(s.Inputs, "file"))
	if s.Failed > 0 {
		dst += fmt.Sprintf(", %d failed", s.Failed)
	}
	return dst
}

// count returns a number of things.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// sum adds up the manifests and writes the sum beside them. When another process has
// come to its end meanwhile, its sum may have been overwritten by an older one.
func (f *Folder) sum() (Sum, error) {
	s, ends, err := f.add()
	for err == nil {
		if err = f.publish(&s); err != nil {
			break
		}
		was := ends
		if s, ends, err = f.add(); ends == was {
			break
		}
	}
	return s, err
}

// add adds up the manifests, and counts the processes that have come to their end. Of
// several entries of an input it takes the one of the newest input, and the last of
// them.
func (f *Folder) add() (s Sum, ends int, err error) {
	type counted struct {
		Entry
		shard string
	}
	newest := map[string]counted{}
	s = Sum{Run: f.run, Shards: map[string]int{}}
	err = f.each(func(shard string, x line) error {
		s.Shards[shard] += 0
		if x.End {
			ends++
		}
		if x.Entry == nil {
			return nil
		}
		if known, ok := newest[x.Entry.Input]; !ok || x.Entry.Modified >= known.Modified {
			newest[x.Entry.Input] = counted{*x.Entry, shard}
		}
		return nil
	})
	for _, x := range newest {
		s.Inputs++
		s.Shards[x.shard]++
		if x.Error != "" {
			s.Failed++
			continue
		}
		s.Read += x.Size
		s.Bytes += x.Bytes
		s.Documents += x.Documents
		s.Bad += x.Bad
	}
	return s, ends, err
}

// publish writes the sum, whole or not at all.
func (f *Folder) publish(s *Sum) error {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(s); err != nil {
		return err
	}
	dir := filepath.Join(f.dir, hidden)
	corpus.Sweep(dir)
	d, err := corpus.NewDraft(filepath.Join(dir, "manifest.json"), 0o666)
	if err != nil {
		return err
	}
	if _, err = d.Write(out.Bytes()); err == nil {
		err = d.Sync()
	}
	if err != nil {
		d.Discard()
		return err
	}
	return d.Commit()
}
