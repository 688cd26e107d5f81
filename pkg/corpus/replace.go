package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
)

// Replace replaces the content of the file at path with the output of write,
// atomically, and makes it durable: it is a [Batch] of one [Replacement]. An
// error is an [fs.PathError] of path.
func Replace(path, backup string, write func(w io.Writer) (changed bool, err error)) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return replaceError(path, errNotRegular) // opening a pipe would wait for its writer
	}
	f, err := Open(path, UTF8)
	if err != nil {
		return err
	}
	defer f.Close()
	r, err := NewReplacement(f, write)
	if err != nil || r == nil {
		return err
	}
	b := Batch{Backup: backup, Done: func(_ *Replacement, e error) { err = errors.Join(err, e) }}
	b.Add(r)
	if closeErr := b.Close(); err == nil {
		err = closeErr
	}
	return err
}

var errNotRegular = errors.New("not a regular file")

func replaceError(path string, err error) error {
	return fmt.Errorf("corpus: %w", &fs.PathError{Op: "replace", Path: path, Err: err})
}

// A Replacement is the new content of a file, written beside it and not yet in
// its place.
//
// A symbolic link stays, and its target is replaced. The mode is kept, and the
// owner where permitted. Other hard links keep the old content. Access lists
// and extended attributes are not copied.
type Replacement struct {
	name   string
	path   string // the links of name followed
	before fs.FileInfo
	draft  *Draft
	size   int64
	owner  string
}

// NewReplacement calls write to write the new content of f. It returns nil if
// write reports no change or fails; a text that was [File.Decoded] has changed. Small
// content takes no space on the disk before it is known to have changed.
//
// A file compressed with gzip or zstd, by its content (or by the end of its
// name where it is empty), is written compressed; bzip2 and xz are an error. An
// error is an [fs.PathError] of the name of f.
func NewReplacement(f *File, write func(w io.Writer) (changed bool, err error)) (*Replacement, error) {
	r := &Replacement{name: f.Name(), before: f.Info()}
	changed, err := r.write(f, write)
	if err == nil && changed {
		return r, nil
	}
	r.Discard()
	if err != nil {
		err = replaceError(r.name, err)
	}
	return nil, err
}

func (r *Replacement) write(f *File, write func(io.Writer) (bool, error)) (changed bool, err error) {
	if !r.before.Mode().IsRegular() {
		return false, errNotRegular
	}
	c, err := f.Text().Compression()
	switch {
	case err != nil:
		return false, err
	case r.before.Size() == 0:
		if r.path, err = filepath.EvalSymlinks(r.name); err != nil {
			return false, Cause(err)
		}
		c = CompressionOfName(r.path)
	}
	if c == Bzip2 || c == XZ {
		return false, fmt.Errorf("%s can only be read, not written", c)
	}
	held := &heldWriter{make: r.newDraft}
	w, err := newWriter(held, c)
	if err != nil {
		return false, err
	}
	changed, err = write(w)
	if closeErr := w.Close(); err == nil {
		err = closeErr
	}
	if changed = changed || f.Decoded(); err != nil || !changed {
		return false, err
	}
	if err := held.flush(); err != nil {
		return false, err
	}
	r.size = held.size
	r.owner = keepOwner(r.draft.File, r.before)
	return true, Cause(r.draft.Chmod(r.before.Mode() & (fs.ModePerm | fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky)))
}

func (r *Replacement) newDraft() (_ io.Writer, err error) {
	if r.path, err = filepath.EvalSymlinks(r.name); err != nil {
		return nil, Cause(err)
	}
	d, err := NewDraft(r.path, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cannot write to its directory %s: %w", filepath.Dir(r.path), Cause(err))
	}
	r.draft = d
	return d, nil
}

// Name returns the name of the file as it was opened.
func (r *Replacement) Name() string { return r.name }

// Owner returns how the owner of the new file differs from that of the old one,
// if the system did not permit to keep it, or "".
func (r *Replacement) Owner() string { return r.owner }

// Discard leaves nothing of the replacement, and the file as it is.
func (r *Replacement) Discard() {
	if r.draft != nil {
		r.draft.Discard()
	}
}

// commit puts the replacement in the file's place.
func (r *Replacement) commit(backup string) error {
	if now, err := os.Stat(r.path); err != nil || !same(r.before, now) {
		r.Discard()
		return ErrChanged
	}
	if strings.ContainsAny(backup, `/\`) {
		r.Discard()
		return fmt.Errorf("backup suffix %q must not contain / or \\", backup)
	}
	if backup != "" {
		if err := keepOld(r.path, r.path+backup, r.before.Mode().Perm()); err != nil {
			r.Discard()
			return fmt.Errorf("backup %s: %w", r.path+backup, Cause(err))
		}
	}
	return Cause(r.draft.Commit())
}

// ErrChanged is the cause when a file was changed while it was replaced.
var ErrChanged = errors.New("the file was changed by another process; it is kept as it is")

// A heldWriter holds what is written until it is much; only then it makes
// where it goes to.
type heldWriter struct {
	make func() (io.Writer, error)
	w    io.Writer
	held []byte
	size int64
}

// smallBytes is how much a heldWriter holds.
const smallBytes = 2 * DefaultBlockSize

func (h *heldWriter) Write(b []byte) (int, error) {
	h.size += int64(len(b))
	if h.w == nil {
		if len(h.held)+len(b) <= smallBytes {
			h.held = append(h.held, b...)
			return len(b), nil
		}
		if err := h.flush(); err != nil {
			return 0, err
		}
	}
	n, err := h.w.Write(b)
	return n, Cause(err)
}

// flush writes what is held.
func (h *heldWriter) flush() (err error) {
	if h.w != nil {
		return nil
	}
	if h.w, err = h.make(); err == nil && len(h.held) > 0 {
		_, err = h.w.Write(h.held)
	}
	h.held = nil
	return Cause(err)
}

// A Batch puts replacements in their places, many at a time: all of them reach
// the disk at once, and then each is renamed. A file has the old content or the
// new, never a mixture, also when the program is killed; and after a loss of
// power too, where a file system can be made durable as a whole (Linux) or the
// files are few.
//
// The disk is waited for while more is added. A batch counts the files that its user has
// read, and those that have changed. The zero value is ready; it may be used by several
// goroutines.
type Batch struct {
	// Backup, if set, is the end of the name of the file beside each that
	// keeps its old content, and replaces what has that name.
	Backup string
	// Done, if set, is called by Add and Close, in the order of Add, with what
	// became of each replacement; an error is an [fs.PathError] of its name.
	Done func(r *Replacement, err error)

	mu      sync.Mutex
	change  sync.Cond // of what follows
	pending group
	under   group // under way, empty where nothing is
	last    group // done last
	results []result
	made    map[*Replacement]bool // by Make, and not added yet
	closing bool
	over    bool            // what is left is discarded
	dirs    map[string]bool // in which something is replaced
	files   int
	changed int // of files
}

// A group is replacements that are put in their places together.
type group struct {
	all  []*Replacement
	has  map[string]bool // their paths
	size int64
}

func (g *group) add(r *Replacement) {
	if g.has == nil {
		g.has = map[string]bool{}
	}
	g.all = append(g.all, r)
	g.has[r.path] = true
	g.size += r.size
}

// full reports whether the group has that many files, or so much that it is
// time to put them in their places.
func (g *group) full(files int) bool { return len(g.all) >= files || g.size >= batchBytes }

type result struct {
	r   *Replacement
	err error
}

const (
	batchFiles = 256      // are worth waiting for the disk
	batchBytes = 64 << 20 // not yet durable
	fewFiles   = 8        // are made durable one by one
)

// Make does what [NewReplacement] does. If the batch ends before Add takes the
// replacement, nothing is left of it.
func (b *Batch) Make(f *File, write func(w io.Writer) (changed bool, err error)) (*Replacement, error) {
	r, err := NewReplacement(f, write)
	if r == nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closing || b.over {
		r.Discard()
		return nil, nil
	}
	if b.made == nil {
		b.made = map[*Replacement]bool{}
	}
	b.made[r] = true
	return r, nil
}

// discardMade discards what nobody has added.
func (b *Batch) discardMade() {
	for r := range b.made {
		r.Discard()
	}
	b.made = nil
}

// Add takes a replacement, which is put in its place then or later. One of a
// file that has just been replaced, by another name of it, is the same again
// and is discarded. Nil is a file that does not change.
func (b *Batch) Add(r *Replacement) {
	b.mu.Lock()
	b.files++
	if r == nil {
		b.mu.Unlock()
		return
	}
	delete(b.made, r)
	if b.over || b.pending.has[r.path] || b.under.has[r.path] || b.last.has[r.path] {
		b.mu.Unlock()
		r.Discard()
		return
	}
	if dir := filepath.Dir(r.path); !b.dirs[dir] {
		if b.dirs == nil {
			b.dirs = map[string]bool{}
			b.change.L = &b.mu
		}
		b.dirs[dir] = true
		Sweep(dir)
	}
	for b.under.all != nil && b.pending.full(maxDrafts()) {
		b.change.Wait()
	}
	b.pending.add(r)
	if b.under.all == nil && b.pending.full(min(batchFiles, maxDrafts())) {
		b.start()
	}
	results := b.results
	b.results = nil
	b.mu.Unlock()
	b.tell(results)
}

// maxDrafts returns how many replacements may wait, each with a descriptor,
// beside those that are under way.
var maxDrafts = sync.OnceValue(func() int { return max(1, min(1024, maxDescriptors()/4)) })

// start puts in their places what is pending, and what is added meanwhile.
func (b *Batch) start() {
	b.under, b.pending = b.pending, group{}
	go func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for b.under.all != nil {
			under := b.under.all
			b.mu.Unlock()
			results := b.put(under)
			b.mu.Lock()
			b.results = append(b.results, results...)
			b.last, b.under = b.under, group{}
			if b.pending.full(batchFiles) || b.closing {
				b.under, b.pending = b.pending, group{}
			}
			b.change.Broadcast()
		}
	}()
}

// put makes replacements durable and puts them in their places.
func (b *Batch) put(all []*Replacement) []result {
	results := make([]result, len(all))
	s := syncerOf(len(all))
	for i, r := range all {
		results[i] = result{r, Cause(s.sync(r.draft.File))}
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(renamers, len(all)) {
		wait.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(all)); i = next.Add(1) - 1 {
				b.putOne(&results[i])
			}
		})
	}
	wait.Wait()
	return results
}

// renamers is how many rename at once: to free what the old files held, some
// file systems wait for the disk.
const renamers = 8

func (b *Batch) putOne(x *result) {
	if x.err != nil || b.discards() {
		x.r.Discard()
	} else {
		x.err = x.r.commit(b.Backup)
	}
	if x.err != nil {
		x.err = replaceError(x.r.name, x.err)
	}
}

func (b *Batch) discards() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.over
}

func (b *Batch) tell(results []result) {
	for _, x := range results {
		if x.err == nil {
			b.mu.Lock()
			b.changed++
			b.mu.Unlock()
		}
		if b.Done != nil {
			b.Done(x.r, x.err)
		}
	}
}

// Pass counts a file that was rewritten elsewhere.
func (b *Batch) Pass(changed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.files++
	if changed {
		b.changed++
	}
}

// String returns how many files have changed so far, such as "1 of 3 files changed".
func (b *Batch) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return fmt.Sprintf("%d of %s changed", b.changed, plural(b.files, "file"))
}

func syncerOf(files int) syncer {
	if files < fewFiles {
		return nil
	}
	return syncer{}
}

// Close puts what is left in its place, and makes the new names durable.
func (b *Batch) Close() error {
	b.mu.Lock()
	b.closing = true
	b.discardMade()
	if b.under.all == nil && b.pending.all != nil {
		b.start()
	}
	for b.under.all != nil {
		b.change.Wait()
	}
	results := b.results
	b.results = nil
	b.over = true
	b.mu.Unlock()
	b.tell(results)
	s := syncerOf(len(b.dirs))
	var err error
	for dir := range b.dirs {
		if dirErr := syncDir(dir, s); err == nil {
			err = dirErr
		}
	}
	return err
}

// Discard leaves the files as they are that are not in their places yet. It
// does not wait for the disk.
func (b *Batch) Discard() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.over = true
	b.discardMade()
	for _, r := range b.pending.all {
		r.Discard()
	}
	b.pending = group{}
}

// End ends the batch after a run that returned err, such as that of [Each]. After
// ErrInterrupted it discards what is left, otherwise it closes the batch. It returns
// err, or else the error of Close.
func (b *Batch) End(err error) error {
	if errors.Is(err, ErrInterrupted) {
		b.Discard()
		return err
	}
	if closeErr := b.Close(); err == nil {
		err = closeErr
	}
	return err
}

// keepOld makes backup hold the content of the file, as a link to it or, where
// there are no links, a copy.
func keepOld(file, backup string, perm fs.FileMode) error {
	linked, err := claim(backup, func(name string) error { return os.Link(file, name) })
	if err == nil {
		// Renaming a link over a link to the same file does nothing.
		defer os.Remove(linked)
		return os.Rename(linked, backup)
	}
	d, err := NewDraft(backup, 0o600)
	if err != nil {
		return err
	}
	if err := copyTo(d.File, file, perm); err != nil {
		d.Discard()
		return err
	}
	return d.Commit()
}

func copyTo(w *os.File, file string, perm fs.FileMode) error {
	r, err := os.Open(file)
	if err != nil {
		return err
	}
	defer r.Close()
	if _, err := io.Copy(w, r); err != nil {
		return err
	}
	if err := w.Chmod(perm); err != nil {
		return err
	}
	return w.Sync()
}

// syncDir makes the renames in a directory last; where directories cannot be
// synced (Windows, some network disks) the system's own ways must do.
func syncDir(dir string, s syncer) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return nil // the directory may be written but not read
	}
	defer d.Close()
	if err := s.sync(d); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, syscall.EINVAL) {
		return Cause(err)
	}
	return nil
}

// Cause returns the cause of an error that names an operation and a path, for
// messages that name the file themselves.
func Cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}
