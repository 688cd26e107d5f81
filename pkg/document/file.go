package document

import (
	"fmt"
	"io"

	"github.com/nass-ar/nass/pkg/corpus"
)

// A File is a file that is read: what it holds, and how. It is read once, by one of
// [Stream], [Texts], [Whole], [Lines], [Raw], [Rewrite] and [Extend].
type File struct {
	Name    string // as users know it
	Reader  io.Reader
	Format  *Format
	Options Options // of a format that is not Plain
	Stream  corpus.StreamOptions

	// Note, if set, gets what there is to say of the file that is no error, before what
	// it is about is emitted.
	Note func(note string)
}

// Say notes what there is to say of the file.
func (f *File) Say(format string, args ...any) {
	if f.Note != nil {
		f.Note(fmt.Sprintf(format, args...))
	}
}

// SayLeft says which texts stay as they are, by their lines: see [Block.Edits].
func (f *File) SayLeft(lines []int) {
	for _, line := range lines {
		f.Say("line %d: not changed, since the change would alter the structure", line)
	}
}
