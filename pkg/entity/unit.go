package entity

import (
	"bytes"
	"iter"
)

// A unit is long enough that names help to find each other, and short enough
// that its memory stays small.
const (
	unitLeast = 4 << 10
	unitMost  = 16 << 10
)

// Units returns an iterator over the units of a text, the parts in which names
// are found, each by itself. A unit ends after the first blank line past 4 KiB,
// or else after the first line past 16 KiB. Only the text decides where a unit
// ends, so blocks and workers make no difference. The rest is the last unit.
func Units(text []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for len(text) > 0 {
			n := unitEnd(text)
			if n < 0 {
				n = len(text)
			}
			if !yield(text[:n:n]) {
				return
			}
			text = text[n:]
		}
	}
}

// LastUnit returns where the last whole unit of data ends, or 0 without one;
// the first seen bytes are known to have none. It serves as the Cut of
// corpus.StreamOptions.
func LastUnit(data []byte, seen int) int {
	if bytes.IndexByte(data[seen:], '\n') < 0 {
		return 0
	}
	at := 0
	for {
		n := unitEnd(data[at:])
		if n < 0 {
			return at
		}
		at += n
	}
}

// unitEnd returns where the unit that data begins with ends, or -1 if more of
// the text must be seen.
func unitEnd(data []byte) int {
	for i := min(unitLeast, len(data)); ; {
		n := bytes.IndexByte(data[i:], '\n')
		if n < 0 {
			return -1
		}
		end := i + n
		start := bytes.LastIndexByte(data[:end], '\n') + 1
		if end >= unitMost || len(bytes.TrimSpace(data[start:end])) == 0 {
			return end + 1
		}
		i = end + 1
	}
}
