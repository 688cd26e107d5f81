// Package folder writes one output for each input of a run into a folder, each whole or
// not at all, and keeps a manifest of them, so that a run that was killed can be resumed
// and the tasks of an array can share the work.
//
// [Open] opens the folder for one [Shard] of the inputs. [Folder.Write] writes an output,
// which has its place once it returns, and [Folder.Rest] skips the inputs that have
// one already. [Folder.Close] adds the shards up.
//
//	DIR/news/1.jsonl.gz           the output of news/1.jsonl.gz
//	DIR/.nass/2-of-8.jsonl        the manifest of the second of eight shards
//	DIR/.nass/manifest.json       the sum of all shards so far, see [Sum]
//
// Many processes may write to one folder at once. A shard is written line by line, and a
// line is written after its output has its place: what is killed in between is done
// again. All that is in a folder was made in the same way, as [Run] says; Open returns an
// error otherwise.
package folder

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
)

const (
	hidden      = ".nass"  // the folder of the manifests
	manifestEnd = ".jsonl" // of the name of one
)

// A Folder holds the outputs of a run. Its methods may be called by several goroutines.
type Folder struct {
	dir   string
	shard Shard
	run   Run
	part  *os.File // the manifest of the shard

	entries map[string][]Entry // that were there when it was opened, by input

	mu      sync.Mutex
	outputs map[string]string // the inputs of this process, by output
	swept   map[string]bool   // directories in which killed processes have left nothing
	written int               // outputs
	before  int               // inputs that Rest has skipped
}

// Open opens the folder for one shard, and makes it if necessary.
func Open(dir string, run Run, shard Shard) (*Folder, error) {
	f := &Folder{dir: dir, shard: shard, run: run, entries: map[string][]Entry{}, outputs: map[string]string{}, swept: map[string]bool{}}
	if err := os.MkdirAll(filepath.Join(dir, hidden), 0o777); err != nil {
		return nil, err
	}
	name := filepath.Join(dir, hidden, shard.file())
	var err error
	if f.part, err = os.OpenFile(name, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o666); err != nil {
		return nil, err
	}
	// The others are read after it is written: of two processes that begin at once in
	// different ways, one sees the other.
	first, err := f.begin()
	if err == nil {
		err = f.read()
	}
	if err != nil {
		f.part.Close()
		if first {
			os.Remove(name) // so that it is not in the way of the others
		}
		return nil, err
	}
	return f, nil
}

// begin writes how the run makes outputs where nobody has done so, which first says, and
// ends a line that a loss of power has cut.
func (f *Folder) begin() (first bool, err error) {
	info, err := f.part.Stat()
	if err != nil {
		return false, err
	}
	if info.Size() == 0 {
		return true, f.write(line{Run: &f.run})
	}
	last := make([]byte, 1)
	if _, err := f.part.ReadAt(last, info.Size()-1); err != nil {
		return false, err
	}
	if last[0] != '\n' {
		_, err = f.part.Write([]byte{'\n'})
	}
	return false, err
}

// read reads what the manifests of all shards hold.
func (f *Folder) read() error {
	return f.each(func(_ string, x line) error {
		if x.Run != nil {
			if differs := f.run.differs(x.Run); differs != "" {
				return fmt.Errorf("folder: %s holds the outputs of another run: %s; use another folder", f.dir, differs)
			}
		}
		if x.Entry != nil {
			f.entries[x.Entry.Input] = append(f.entries[x.Entry.Input], *x.Entry)
		}
		return nil
	})
}

// Holds reports whether the file is in the folder.
func (f *Folder) Holds(file string) bool {
	dir, err := filepath.Abs(f.dir)
	if err != nil {
		return false
	}
	file, err = filepath.Abs(file)
	return err == nil && strings.HasPrefix(file, dir+string(filepath.Separator))
}

// Done reports whether the input of that name has an output: one that is as long as the
// manifest says, of an input that has not changed and has not failed since.
func (f *Folder) Done(name string) bool {
	known := f.entries[name]
	for i := len(known) - 1; i >= 0; i-- {
		x := &known[i]
		if x.Error != "" {
			return false
		}
		in, err := os.Stat(name)
		if err != nil || in.Size() != x.Size || in.ModTime().UnixNano() != x.Modified {
			continue
		}
		out, err := os.Stat(filepath.Join(f.dir, filepath.FromSlash(x.Output)))
		if err == nil && out.Size() == x.Bytes {
			return true
		}
	}
	return false
}

// create makes the output of an input.
func (f *Folder) create(in *corpus.File, ext string) (*output, error) {
	name := outputName(in.Name(), ext)
	target := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := f.take(name, in.Name(), filepath.Dir(target)); err != nil {
		return nil, err
	}
	draft, err := corpus.NewDraft(target, 0o666)
	if err != nil {
		return nil, err
	}
	x := &output{folder: f, draft: draft}
	info := in.Info()
	x.entry = Entry{Input: in.Name(), Output: name, Size: info.Size(), Modified: info.ModTime().UnixNano()}
	if x.w, err = corpus.NewWriter(draft, target); err != nil {
		draft.Discard()
		return nil, err
	}
	return x, nil
}

// Write writes the output of an input: write writes it, and returns what it has found in
// the input. Its path in the folder is the name of the input, without what leads out of
// the folder, and with ext at its end if that is not "". It is compressed as the input
// is, with zstd instead of what is only read. It has its place once its content has
// reached the disk; nothing is left of an output that cannot be written to its end, or
// whose input has changed meanwhile.
func (f *Folder) Write(in *corpus.File, ext string, write func(w io.Writer) (Counts, error)) error {
	out, err := f.create(in, ext)
	if err != nil {
		return err
	}
	n, err := write(out)
	if err == nil {
		err = in.Mixed()
	}
	if err != nil {
		out.draft.Discard()
		return err
	}
	return out.commit(n)
}

// Rest returns the names of the inputs that have no output yet: see [Folder.Done].
func (f *Folder) Rest(names iter.Seq2[string, error]) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for name, err := range names {
			if err == nil && f.Done(name) {
				f.mu.Lock()
				f.before++
				f.mu.Unlock()
			} else if !yield(name, err) {
				return
			}
		}
	}
}

// take notes that the output of that name is the input's, and prepares its directory.
func (f *Folder) take(name, input, dir string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if other, taken := f.outputs[name]; taken {
		return fmt.Errorf("folder: %s is the output of %s too", name, corpus.Display(other))
	}
	f.outputs[name] = input
	if !f.swept[dir] {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return err
		}
		corpus.Sweep(dir)
		f.swept[dir] = true
	}
	return nil
}

// outputName returns the path of the output of the input of that name.
func outputName(input, ext string) string {
	name := filepath.ToSlash(input[len(filepath.VolumeName(input)):])
	name = strings.TrimPrefix(path.Clean("/"+name), "/") // without what leads up
	compressed := ""
	switch corpus.CompressionOfName(name) {
	case corpus.Gzip, corpus.Zstd:
		compressed = path.Ext(name)
		name = strings.TrimSuffix(name, compressed)
	case corpus.Bzip2, corpus.XZ:
		compressed = ".zst"
		name = strings.TrimSuffix(name, path.Ext(name))
	}
	return name + ext + compressed
}

// An output is the output of one input, which nobody sees before it is whole. It is to
// be used by one goroutine.
type output struct {
	folder *Folder
	draft  *corpus.Draft
	w      io.WriteCloser
	entry  Entry
}

// Write writes a part of the output.
func (x *output) Write(p []byte) (int, error) { return x.w.Write(p) }

// commit puts the output in its place, after its content has reached the disk, and notes
// it in the manifest with its counts.
func (x *output) commit(n Counts) error {
	err := x.w.Close()
	if err == nil {
		err = x.draft.Sync()
	}
	var info fs.FileInfo
	if err == nil {
		info, err = x.draft.Stat()
	}
	if err != nil {
		x.draft.Discard()
		return err
	}
	if err := x.draft.Commit(); err != nil {
		return err
	}
	x.folder.mu.Lock()
	x.folder.written++
	x.folder.mu.Unlock()
	x.entry.Counts, x.entry.Bytes = n, info.Size()
	return x.folder.write(line{Entry: &x.entry})
}

// Fail notes that an input has no output because of an error.
func (f *Folder) Fail(input, why string) error {
	x := Entry{Input: input, Error: why}
	if info, err := os.Stat(input); err == nil {
		x.Size, x.Modified = info.Size(), info.ModTime().UnixNano()
	}
	return f.write(line{Entry: &x})
}

// Close adds up the manifests of all shards, as far as they are written, and writes the
// sum.
func (f *Folder) Close() (Sum, error) {
	err := f.write(line{End: true})
	if err == nil {
		err = f.part.Sync()
	}
	if closeErr := f.part.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return Sum{}, err
	}
	s, err := f.sum()
	s.Dir, s.Written, s.Before = f.dir, f.written, f.before
	return s, err
}
