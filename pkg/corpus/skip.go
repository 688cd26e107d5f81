package corpus

import (
	"strconv"
	"strings"
	"sync"
)

// isText reports whether a text of that kind can be read in the encoding.
func (k Kind) isText(enc Encoding) bool {
	wide := Kind{Encoding: enc}.Wide()
	switch {
	case k.Binary != "":
		return wide && k.Binary == BinaryData // as other encodings see it
	case k.Wide():
		return wide || enc == Auto
	}
	return true
}

// A NotTextError reports a file that is binary or in an encoding that was not
// asked for.
type NotTextError struct {
	Kind
	Replaces bool // the file would be replaced
}

// Error returns what the file is.
func (e NotTextError) Error() string {
	switch {
	case e.Binary != "":
		return e.Binary + ", not text"
	case e.Marked && e.Replaces:
		return "is " + string(e.Encoding)
	}
	return "looks like " + string(e.Encoding)
}

// A SkipError says that a text found in a directory is skipped, which is not a
// fault. Why is what to report of it, or nil if counting it is enough.
type SkipError struct{ Why error }

// Error returns why the text is skipped.
func (e SkipError) Error() string {
	if e.Why == nil {
		return "corpus: skipped"
	}
	return e.Why.Error()
}

// Unwrap returns why the text is skipped.
func (e SkipError) Unwrap() error { return e.Why }

// Skipped counts what is found in directories and not read, besides what the
// user excludes.
type Skipped struct {
	Binary, Wide   int // files that are not text; in UTF-16 or UTF-32
	Links, Special int // links to directories; pipes, devices and sockets
	Unknown        int // files in an unknown format
	Records        int // files of records of which no field was chosen

	mu sync.Mutex
}

// Add counts one more: n is a field of s. It is safe for concurrent use.
func (s *Skipped) Add(n *int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*n++
}

// String returns the counts, as in "2 binary files, 1 special file skipped", or
// "" if nothing was skipped.
func (s *Skipped) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var parts []string
	for _, c := range []struct {
		n    int
		what string
	}{{s.Binary, "binary file"}, {s.Wide, "UTF-16 or UTF-32 file"}, {s.Links, "directory link"}, {s.Special, "special file"}, {s.Unknown, "unknown file"}, {s.Records, "record file"}} {
		if c.n > 0 {
			parts = append(parts, plural(c.n, c.what))
		}
	}
	if parts == nil {
		return ""
	}
	return strings.Join(parts, ", ") + " skipped"
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
