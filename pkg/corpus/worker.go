package corpus

import (
	"io"

	"github.com/nass-ar/nass/pkg/span"
)

// A Worker works on a text, or on a run of whole lines of one. It appends its output
// to dst and returns the longer slice with a result, which must not share memory with
// text. at is the place where text begins in what holds it. A Worker need not be safe
// for concurrent use: each goroutine has one.
type Worker[R any] func(dst, text []byte, at span.Place) ([]byte, R)

// StreamWorkers does what [Stream] does, with workers that need no more of a block
// than its bytes and its place. A program can call the same workers on texts that it
// holds.
func StreamWorkers[R any](r io.Reader, o StreamOptions, worker func() Worker[R], emit func(out []byte, result R) error) error {
	return Stream(r, o, func() func([]byte, Block) ([]byte, R, error) {
		work := worker()
		return func(dst []byte, b Block) ([]byte, R, error) {
			dst, result := work(dst, b.Data, b.Place())
			return dst, result, nil
		}
	}, emit)
}
