package corpus

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// EachOptions choose how Each reads texts. The zero value is the default.
type EachOptions struct {
	// Jobs is how many texts are worked on at once, and how many workers a
	// large text has; 0 is GOMAXPROCS.
	Jobs int

	// Stream is the Options of each text, but for Workers.
	Stream StreamOptions

	// Open opens a text; nil opens UTF-8. It is called on many goroutines at
	// once. An error is the text's error, see Job.End.
	Open func(name string) (*Text, error)

	// Note, if set, is called for each of the Notes of a text, one at a time, in the order
	// of the texts: when the text begins, and before the part that the note is about.
	Note func(t *Text, note string)

	// Context, if set, ends the run when it is done: reads fail with
	// ErrInterrupted, which Each returns, or ErrAbandoned if some work has not
	// come to an end a second later.
	Context context.Context
}

// A Text is one of the texts that Each reads.
type Text struct {
	*File
	Options StreamOptions // for Stream: set by Each; Workers is what the text may have
	Notes   []string      // what Open and Work have to say of it, for EachOptions.Note
	ctx     context.Context
	head    []byte  // read and not yet returned by Read
	begin   *[]byte // its memory, which other texts have later
	failed  error   // that reading the head came to
}

// Head returns the first n bytes of the text, or all of a shorter one, before anything
// else is read; Read returns them again. Where a pipe is to be answered before it
// ends, and may be waiting for that, Head returns nothing. The bytes are valid until
// the next Read.
func (t *Text) Head(n int) []byte {
	if t.Options.Flush && !t.Info().Mode().IsRegular() {
		return nil
	}
	if t.begin == nil && n > 0 {
		t.begin = headMemory.Get().(*[]byte)
		t.head = append(*t.begin, t.head...)
	}
	for len(t.head) < n && t.failed == nil {
		have := len(t.head)
		t.head = slices.Grow(t.head, min(n-have, max(have, headLeast)))
		var m int
		m, t.failed = t.read(t.head[have:min(cap(t.head), n)])
		t.head = t.head[:have+m]
		*t.begin = t.head[:0]
	}
	return t.head
}

// headMemory is that of heads that have been read.
var headMemory = sync.Pool{New: func() any { return new([]byte) }}

// headLeast is how many bytes Head reads first: most texts are small.
const headLeast = 4 << 10

// Read reads the text, until the run is interrupted.
func (t *Text) Read(p []byte) (int, error) {
	if len(t.head) > 0 {
		n := copy(p, t.head)
		if t.head = t.head[n:]; len(t.head) == 0 {
			headMemory.Put(t.begin)
			t.head, t.begin = nil, nil
		}
		return n, nil
	}
	if t.failed != nil {
		return 0, t.failed
	}
	return t.read(p)
}

func (t *Text) read(p []byte) (int, error) {
	if t.ctx != nil && t.ctx.Err() != nil {
		return 0, ErrInterrupted
	}
	return t.File.Read(p)
}

// Random returns what [File.Random] does; it reads until the run is interrupted.
func (t *Text) Random() (io.ReaderAt, int64, error) {
	r, size, err := t.File.Random()
	return randomText{r, t}, size, err
}

type randomText struct {
	io.ReaderAt
	t *Text
}

func (r randomText) ReadAt(p []byte, at int64) (int, error) {
	if r.t.ctx != nil && r.t.ctx.Err() != nil {
		return 0, ErrInterrupted
	}
	return r.ReaderAt.ReadAt(p, at)
}

var (
	// ErrInterrupted says that the context of a run is done.
	ErrInterrupted = errors.New("interrupted")

	// ErrAbandoned is an ErrInterrupted after which work may continue in a read
	// that never returns.
	ErrAbandoned = fmt.Errorf("%w", ErrInterrupted)
)

// A Job is the work that Each does on each text. Work is called on many
// goroutines at once. The other functions are called one at a time, in the order
// of the texts, and their errors end the run. All of them except Work may be nil.
type Job[R any] struct {
	// Work reads the text and emits its output, in parts. It is the place to
	// call Stream, with the same emit. An error ends only this text; the run
	// continues with the next.
	Work func(t *Text, emit func(out []byte, result R) error) error

	// Begin is called before the first Merge of a text, and of a text whose work
	// emitted nothing, unless it failed.
	Begin func(t *Text) error

	// Merge receives a part. out is valid until Merge returns; result must not
	// share memory with it.
	Merge func(t *Text, out []byte, result R) error

	// End is called once for each name, whether it was opened or not, with the
	// error of the name, of opening it or of its work, or nil.
	End func(name string, err error) error
}

// aheadBytes is how large a text may be, on the disk, to be worked on before
// its turn, by one worker; what it emits is held until then. A larger one has
// all workers when its turn comes.
const aheadBytes = 2 * DefaultBlockSize

// heldBytes is how much of what a text emits is held before its turn; a text
// that emits more waits.
const heldBytes = 4 * aheadBytes

// Each reads the texts with the given names, several at once, and merges the
// output of the job in the order of the names. A name that comes with an error
// is not opened. Each returns the first error of Begin, Merge or End and then
// calls none of them again; errors of texts are passed to End.
//
// Each opens the standard input when its turn comes, because other readers may
// use it too. With one job, Each starts no goroutine.
func Each[R any](names iter.Seq2[string, error], o EachOptions, job Job[R]) error {
	e := &each[R]{o: o, job: job, jobs: o.Jobs, last: make(chan struct{})}
	if e.jobs <= 0 {
		e.jobs = runtime.GOMAXPROCS(0)
	}
	e.free = make(chan struct{}, e.jobs)
	close(e.last)
	if o.Context == nil {
		return e.run(names)
	}
	ended := make(chan error, 1)
	go func() { ended <- e.run(names) }()
	select {
	case err := <-ended:
		return err
	case <-o.Context.Done():
	}
	select {
	case err := <-ended:
		return err
	case <-time.After(time.Second):
		e.over.Store(true)
		return ErrAbandoned
	}
}

type each[R any] struct {
	o    EachOptions
	job  Job[R]
	jobs int

	free  chan struct{} // a token for each text that is worked on
	last  chan struct{} // closed when the text started last has ended
	wait  sync.WaitGroup
	over  atomic.Bool // the run has ended
	fatal error       // why; set in turn
}

func (e *each[R]) run(names iter.Seq2[string, error]) error {
	for name, err := range names {
		e.start(name, err)
		if e.over.Load() {
			break
		}
	}
	e.wait.Wait()
	return e.fatal
}

// start works on the text of that name, or with more than one job begins to.
func (e *each[R]) start(name string, err error) {
	p := &parts[R]{e: e, before: e.last}
	done := make(chan struct{})
	e.last = done
	work := func() {
		defer close(done)
		if err == nil {
			err = e.one(name, p)
		}
		p.turn()
		if e.over.Load() {
			return
		}
		switch {
		case errors.Is(err, ErrInterrupted):
			e.end(err)
		case e.job.End != nil:
			e.end(e.job.End(name, err))
		}
	}
	if e.jobs == 1 {
		work()
		return
	}
	e.free <- struct{}{}
	e.wait.Go(func() {
		defer func() { <-e.free }()
		work()
	})
}

// end ends the run if err is an error. It is called in turn.
func (e *each[R]) end(err error) {
	if err != nil && !e.over.Load() {
		e.fatal = err
		e.over.Store(true)
	}
}

// one opens the text of that name and works on it.
func (e *each[R]) one(name string, p *parts[R]) error {
	if name == Stdin {
		p.turn()
	}
	if e.over.Load() {
		return errOver
	}
	open := e.o.Open
	if open == nil {
		open = func(name string) (*Text, error) {
			f, err := Open(name, UTF8)
			return &Text{File: f}, err
		}
	}
	t, err := open(name)
	if err != nil {
		return err
	}
	defer t.Close()
	p.text, t.Options, t.ctx = t, e.o.Stream, e.o.Context
	t.Options.Workers = e.jobs
	if info := t.Info(); info.Mode().IsRegular() && info.Size() <= aheadBytes && e.o.Stream.BlockSize == 0 {
		t.Options.Workers = 1
	} else {
		p.turn()
	}
	err = e.job.Work(t, p.emit)
	if err == nil || len(p.held) > 0 {
		if flushErr := p.flush(); err == nil {
			err = flushErr
		}
	}
	return err
}

// errOver ends the work of a text after the run has ended.
var errOver = errors.New("corpus: the run has ended")

// parts are what the work on a text emits.
type parts[R any] struct {
	e      *each[R]
	before chan struct{} // closed when the turn has come
	text   *Text
	begun  bool
	held   []part[R]
	size   int // bytes held
}

type part[R any] struct {
	out    []byte
	result R
}

// turn waits until the texts before this one have ended.
func (p *parts[R]) turn() { <-p.before }

func (p *parts[R]) emit(out []byte, result R) error {
	select {
	case <-p.before:
	default:
		if p.size += len(out); p.size <= heldBytes {
			p.held = append(p.held, part[R]{slices.Clone(out), result})
			return nil
		}
	}
	if err := p.flush(); err != nil {
		return err
	}
	return p.merge(out, result)
}

// flush waits for the turn and merges what is held.
func (p *parts[R]) flush() error {
	p.turn()
	if p.e.over.Load() {
		return errOver
	}
	if !p.begun {
		p.begun = true
		p.note()
		if p.e.job.Begin != nil {
			if err := p.e.job.Begin(p.text); err != nil {
				p.e.end(err)
				return errOver
			}
		}
	}
	held := p.held
	p.held = nil
	for _, x := range held {
		if err := p.merge(x.out, x.result); err != nil {
			return err
		}
	}
	return nil
}

// note says what there is to say of the text so far.
func (p *parts[R]) note() {
	if p.e.o.Note == nil {
		return
	}
	for _, note := range p.text.Notes {
		p.e.o.Note(p.text, note)
	}
	p.text.Notes = nil
}

func (p *parts[R]) merge(out []byte, result R) error {
	p.note()
	if p.e.job.Merge == nil {
		return nil
	}
	if err := p.e.job.Merge(p.text, out, result); err != nil {
		p.e.end(err)
		return errOver
	}
	return nil
}

// Named returns the names as Each takes them.
func Named(names ...string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, name := range names {
			if !yield(name, nil) {
				return
			}
		}
	}
}
