package document

import (
	"bytes"
	"io"
	"path"
	"strings"
)

// A Format is a way in which files hold texts.
type Format struct {
	Name    string   // its name for the user, such as "markdown"
	Title   string   // what it is called, such as "Markdown"
	Files   []string // patterns of the names of its files, in lower case
	Records bool     // it holds records, and is read in blocks; otherwise a page, read whole
	Binary  bool     // it is no text and is read at random: [Stream] needs a [corpus.File] or an io.ReaderAt with a Size
	Prose   string   // which texts are edited
	Left    string   // what is left alone, and why

	units   bool // its files may be translations
	remark  pair // the marks of a comment; none: it has no comments
	entries bool // comments are only between entries, which are blocks of lines
	page    func(b *builder, src []byte) error
	records func(o *Options, head []byte) (*records, error)
	open    func(r io.ReaderAt, size int64, o *Options) (parted, error) // of a Binary format
}

// Remark returns a comment that says it, as pages of the format have it, without the
// end of its line; "" if they have none. What it says must be one line of words. entries
// reports whether comments can be only between entries, which are blocks of lines.
func (f *Format) Remark(says string) (remark string, entries bool) {
	if f.remark.open == "" {
		return "", false
	}
	return f.remark.open + " " + says + f.remark.end, f.entries
}

// Plain is the format of plain text: the whole file is one text.
var Plain = &Format{
	Name: "text", Title: "Plain text", Files: []string{"*.txt", "*.text"},
	Prose: "all of it", Left: "fenced blocks of code",
}

// Formats are all formats, in the order of the manual. [Plain] is the first.
var Formats = []*Format{
	Plain,
	JSON,
	JSONLines,
	CSV,
	TSV,
	Parquet,
	XML,
	HTML,
	Vue,
	Notebook,
	PO,
	Properties,
	Strings,
	Markdown,
	SRT,
	WebVTT,
	ASS,
	YAML,
	LaTeX,
	RST,
	AsciiDoc,
	Source,
}

// Names returns the names of all formats, in order.
func Names() (names []string) {
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return names
}

// ByName returns the format of that name, or nil.
func ByName(name string) *Format {
	for _, f := range Formats {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Unsure reports whether the name of a file leaves its format open, so that its head
// decides: see [ByHead].
func Unsure(name string) bool { return strings.HasSuffix(baseName(name), ".ts") }

// ByHead returns the format of a file whose name is [Unsure] and which begins with
// head, or nil: a .ts is a translation of Qt if it begins as XML does.
func ByHead(head []byte) *Format {
	head = bytes.TrimSpace(head[bomLen(head):])
	if bytes.HasPrefix(head, []byte("<?xml")) || bytes.HasPrefix(head, []byte("<!DOCTYPE TS")) || bytes.HasPrefix(head, []byte("<TS")) {
		return XML
	}
	return nil
}

// For returns the format of the file of that name: by what its last element
// ends in, whatever the case, after a suffix of compression. Without any suffix
// it is Plain. For returns nil if it does not know the suffix.
func For(name string) *Format {
	base := baseName(name)
	for _, f := range Formats {
		for _, p := range f.Files {
			if ok, err := path.Match(p, base); ok && err == nil {
				return f
			}
		}
	}
	if !strings.Contains(strings.TrimPrefix(base, "."), ".") && !strings.HasPrefix(base, ".") {
		return Plain
	}
	return nil
}

// baseName returns the last element of name, in lower case, without a suffix of
// compression.
func baseName(name string) string {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, "\\", "/")))
	for _, z := range []string{".gz", ".bz2", ".xz", ".zst", ".lz4"} {
		base = strings.TrimSuffix(base, z)
	}
	return base
}
