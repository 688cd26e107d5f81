package document

import (
	"bytes"
	"fmt"
	"io"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/span"
)

// Whole does what [Texts] does for documents: a document is a field of a record or, in
// other formats, the whole file, with a newline between the texts of a page. Unlike
// Texts it reads plain text too: a file of more than MaxPage bytes is a *PageError.
func Whole[R any](f *File, worker func() corpus.Worker[R], emit func(out []byte, r R) error) error {
	switch {
	case f.Format.Records:
		return Texts(f, worker, emit)
	case f.Format != Plain:
		return page(f, func() func([]byte, *Block) ([]byte, R, error) {
			return func(dst []byte, b *Block) ([]byte, R, error) {
				var whole []byte
				for i := range b.Texts {
					if i > 0 {
						whole = append(whole, '\n')
					}
					whole = append(whole, b.Texts[i].Bytes...)
				}
				dst, of := worker()(dst, whole, span.Start)
				return dst, of, nil
			}
		}, emit)
	}
	text, err := readPage(f)
	if err != nil {
		return err
	}
	out, of := worker()(nil, text, span.Start)
	return emit(out, of)
}

// Lines does what [Whole] does, for plain text of which each line is a document. It
// skips blank lines.
func Lines[R any](f *File, worker func() corpus.Worker[R], emit func(out []byte, r R) error) error {
	if f.Format != Plain {
		return Whole(f, worker, emit)
	}
	how := f.Stream
	how.CountRunes = false
	return corpus.StreamWorkers(f.Reader, how, func() corpus.Worker[[]answer[R]] {
		work := worker()
		return func(dst, text []byte, at span.Place) (_ []byte, answers []answer[R]) {
			for line := range bytes.Lines(text) {
				if len(bytes.TrimSpace(line)) > 0 {
					var of R
					dst, of = work(dst, bytes.TrimSuffix(line, []byte{'\n'}), at)
					answers = append(answers, answer[R]{len(dst), of})
				}
				at.Offset += int64(len(line))
				at.Line++
			}
			return dst, answers
		}
	}, byText(emit))
}

// readPage reads a whole file.
func readPage(f *File) ([]byte, error) {
	most := f.Options.MaxPage
	if most <= 0 {
		most = DefaultMaxPage
	}
	data, err := io.ReadAll(io.LimitReader(f.Reader, int64(most)+1))
	if err == nil && len(data) > most {
		err = &PageError{Format: f.Format.Title, Err: fmt.Errorf("longer than %d MiB", most>>20)}
	}
	return data, err
}
