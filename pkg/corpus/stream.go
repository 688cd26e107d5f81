// Package corpus reads and writes texts. It finds files, detects their compression and
// encoding, runs parallel workers over blocks of lines and puts the results back in
// order, and replaces a file atomically.
//
//   - [Files] and [ReadList] list names, [Open] reads one as UTF-8, [KindOf] says
//     whether it is text.
//   - [Each] runs a job over many texts, [Stream] over the blocks of one; the results
//     come in order, whatever the number of workers.
//   - [Replace] writes a file, whole or not at all; [NewWriter] compresses.
//
// The package promises that order, and that Replace leaves no file half written. The
// rules by which it detects a Kind, or an Encoding that is not given, may change between
// versions.
package corpus

import (
	"io"
	"runtime"
	"sync"

	"github.com/nass-ar/nass/pkg/span"
)

// A Block is a run of whole lines of one text.
type Block struct {
	Data   []byte // whole lines; only the text's last may lack its "\n"; valid until the worker returns
	Line   int    // number of its first line, from 1
	Offset int64  // bytes of text before it
	Runes  int64  // code points before it, an invalid byte counting as one; 0 unless StreamOptions.CountRunes is set
	Last   bool   // nothing follows it; an empty text gives one empty Block with Last set
}

// Place returns the place where the block begins; its Runes are 0 unless
// StreamOptions.CountRunes is set.
func (b *Block) Place() span.Place { return span.Place{Offset: b.Offset, Runes: b.Runes, Line: b.Line} }

// StreamOptions say how Stream cuts a text and how many workers it runs. The zero value
// is good for most texts.
type StreamOptions struct {
	Workers   int // how many workers run at once; 0: GOMAXPROCS
	BlockSize int // bytes of a block, about; 0: DefaultBlockSize
	MaxLine   int // bytes of the longest line, its "\n" not counted; 0: DefaultMaxLine

	// Flush passes whole lines on as soon as they are read and never waits for
	// a full block, so that a slow pipe is answered line by line. Stream then
	// does not know the last block in advance: an empty Block with Last set may
	// follow.
	Flush bool

	// CountRunes fills Block.Runes. The counting is serial.
	CountRunes bool

	// Cut returns where data may be cut: the length of the longest prefix that
	// is independent of the rest and ends a line, or 0 if there is none yet. A
	// nil Cut cuts after the last "\n". data begins at the last cut (or at the
	// start of the text) and may end within a line; the end of the text needs no
	// cut. Whether a place may be cut must depend on the data before it and not
	// on the length of the data after it. Earlier calls have found no cut in the
	// first seen bytes: reading them again would take quadratic time on a long
	// line. Data without a cut in MaxLine bytes is cut after its last whole line.
	Cut func(data []byte, seen int) int
}

const (
	// DefaultBlockSize is small enough for a core's second cache to hold a
	// block and what is made of it, and large enough that handing it over
	// costs nothing.
	DefaultBlockSize = 128 << 10
	// DefaultMaxLine bounds the memory one line can ask for.
	DefaultMaxLine = 16 << 20
)

// Stream reads r in blocks of whole lines, processes them in parallel and emits
// the results in the order of the text.
//
// Stream calls worker once for each goroutine, never twice at a time, to make
// the function that processes the blocks of that goroutine. The function
// appends its output to dst, which is empty, and returns it with a result of
// any type. Stream calls emit on its own goroutine, once a block, in order; out
// is valid until emit returns. With one worker, or a text of one block, Stream
// starts no goroutine. With more workers, reading overlaps with work.
//
// The first error, be it of r, of a worker or of emit, ends the stream and is
// returned as it is, after the blocks before it have been emitted. Where r
// fails these are all the whole lines read; an io.EOF is no error. A line
// longer than StreamOptions.MaxLine is a *LineTooLongError.
//
// If a worker or emit fails during r.Read in a parallel stream, Stream does not
// wait for the read, because a slow pipe may never return. Other code must then
// not read from r. (A File and a Reader may be closed.)
//
// About Workers+2 blocks and their outputs are held at once, and one long line;
// their buffers are used again.
func Stream[R any](r io.Reader, o StreamOptions,
	worker func() func(dst []byte, b Block) ([]byte, R, error),
	emit func(out []byte, r R) error,
) error {
	return StreamLong(r, o, worker, nil, emit)
}

// StreamLong does what [Stream] does, for texts with pieces that cannot be cut
// and may be too long to hold. Where StreamOptions.Cut finds no place within
// MaxLine bytes, StreamLong calls long with a reader of the piece, up to a place
// where it may be cut or to the end of the text, and with the place of the piece
// in the text. It calls long on its own goroutine, after the text before the piece
// has been emitted and before the text after it is read. long emits its output in
// any number of parts. What it does not read is skipped.
//
// StreamOptions.Cut must decide from at most [LookBehind] bytes before a place
// whether it may be cut there. No Block is marked as Last where a piece ends the
// text.
func StreamLong[R any](r io.Reader, o StreamOptions,
	worker func() func(dst []byte, b Block) ([]byte, R, error),
	long func(piece io.Reader, at span.Place, emit func(out []byte, r R) error) error,
	emit func(out []byte, r R) error,
) error {
	src := newSource(r, o)
	src.pieces = long != nil
	first := newJob[R](src.size)
	if err := first.read(src); err != nil {
		return noEOF(err)
	}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	if workers == 1 || first.block.Last {
		return serial(src, first, worker, long, emit)
	}
	s := &stream[R]{
		src:     src,
		workers: workers,
		worker:  worker,
		onPiece: long,
		free:    make(chan *job[R], workers+2),
		work:    make(chan *job[R], workers+2),
		order:   make(chan *job[R], workers+2),
		quit:    make(chan struct{}),
		long:    make(chan struct{}, 1),
	}
	return s.run(first, emit)
}

// A job is one block on its way through a stream.
type job[R any] struct {
	*buffers
	block  Block
	piece  *piece // instead of a block; nil: none
	long   bool   // it was read into more than a block's memory
	result R
	err    error
	done   chan struct{} // holds one token when the work is done
}

// buffers are the memory of a job, used again by other streams.
type buffers struct{ in, out []byte }

var bufferPool = sync.Pool{New: func() any { return new(buffers) }}

func newJob[R any](size int) *job[R] {
	j := &job[R]{buffers: bufferPool.Get().(*buffers), done: make(chan struct{}, 1)}
	if cap(j.in) > 2*size {
		j.in = nil
	}
	return j
}

// read makes src's next block the job's.
func (j *job[R]) read(src *source) (err error) {
	j.block, j.in, err = src.next(j.in)
	j.piece, j.long = src.piece, src.long
	return err
}

// do works on the job's block.
func (j *job[R]) do(work func([]byte, Block) ([]byte, R, error)) {
	j.out, j.result, j.err = work(j.out[:0], j.block)
}

// reset makes the job ready for another block; what a long line needed is
// given up, so that it is not held once for each job.
func (j *job[R]) reset() {
	if j.long {
		j.in, j.out, j.long = nil, nil, false
	}
	var none R
	j.result, j.err, j.block, j.piece = none, nil, Block{}, nil
}

// release gives the job's memory to other streams.
func (j *job[R]) release() {
	j.reset()
	bufferPool.Put(j.buffers)
}

// A pieceFunc works on a piece.
type pieceFunc[R any] func(piece io.Reader, at span.Place, emit func([]byte, R) error) error

// emit emits what the job makes, once its work is done; a piece is worked on
// now.
func (j *job[R]) emit(long pieceFunc[R], emit func([]byte, R) error) error {
	if j.piece == nil {
		if j.err != nil {
			return j.err
		}
		return emit(j.out, j.result)
	}
	if err := long(j.piece, j.piece.place, emit); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, j.piece)
	return err
}

func serial[R any](src *source, j *job[R], worker func() func([]byte, Block) ([]byte, R, error),
	long pieceFunc[R], emit func([]byte, R) error,
) error {
	defer func() { j.release() }()
	work := worker()
	for {
		if j.piece == nil {
			j.do(work)
		}
		if err := j.emit(long, emit); err != nil {
			return err
		}
		j.reset()
		if err := j.read(src); err != nil {
			return noEOF(err)
		}
	}
}

// stream is Stream with more than one worker. The jobs go round: free, read,
// work and order, emitted, free.
type stream[R any] struct {
	src     *source
	workers int
	worker  func() func([]byte, Block) ([]byte, R, error)
	onPiece pieceFunc[R]

	free  chan *job[R]  // to be read into
	work  chan *job[R]  // to be worked on
	order chan *job[R]  // to be emitted, in the order of the text
	quit  chan struct{} // closed at the first error
	long  chan struct{} // holds a token while a long line is under way

	made    int   // jobs
	readErr error // set before order is closed

	mu      sync.Mutex // of the two below
	stopped bool
	started int // workers
	running sync.WaitGroup
}

func (s *stream[R]) run(first *job[R], emit func([]byte, R) error) error {
	s.src.grow = func() bool {
		select {
		case s.long <- struct{}{}:
			return true
		case <-s.quit:
			return false
		}
	}
	if first.long {
		s.long <- struct{}{}
	}
	s.made = 1
	go s.read(first)
	err := s.emit(emit)
	s.stop()
	s.running.Wait()
	if err != nil {
		return err
	}
	for len(s.free) > 0 {
		(<-s.free).release()
	}
	return noEOF(s.readErr)
}

// stop ends the reader and the workers, save for a Read under way.
func (s *stream[R]) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = true
	close(s.quit)
}

func (s *stream[R]) read(j *job[R]) {
	defer close(s.order)
	for s.readErr == nil {
		if p := j.piece; p != nil {
			s.order <- j
			select {
			case <-p.ended:
			case <-s.quit:
				return
			}
		} else {
			if !s.startWorker() {
				return
			}
			s.order <- j // neither blocks: each has room for all jobs
			s.work <- j
		}
		if j = s.next(); j == nil {
			return
		}
		if err := j.read(s.src); err != nil {
			s.readErr = err
			s.free <- j
		}
	}
}

// next is a job to read into, or nil when the stream has been stopped.
func (s *stream[R]) next() *job[R] {
	if s.made < s.workers+2 && len(s.free) == 0 {
		s.made++
		return newJob[R](s.src.size)
	}
	select {
	case j := <-s.free:
		return j
	case <-s.quit:
		return nil
	}
}

// startWorker starts one more worker, as long as there may be more; it is
// called once a block, so that a short text does not start them all. It tells
// whether the stream goes on.
func (s *stream[R]) startWorker() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return false
	}
	if s.started < s.workers {
		s.started++
		work := s.worker()
		s.running.Go(func() {
			for {
				select {
				case j := <-s.work:
					j.do(work)
					j.done <- struct{}{}
				case <-s.quit:
					return
				}
			}
		})
	}
	return true
}

func (s *stream[R]) emit(emit func([]byte, R) error) error {
	for j := range s.order {
		if j.piece == nil {
			<-j.done
		}
		if err := j.emit(s.onPiece, emit); err != nil {
			return err
		}
		if j.long {
			<-s.long
		}
		if j.piece != nil {
			close(j.piece.ended)
		}
		j.reset()
		s.free <- j
	}
	return nil
}

func noEOF(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}
