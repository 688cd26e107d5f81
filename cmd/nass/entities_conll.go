package main

import "bytes"

// conllUnit is how many sentences of a file of tokens are tagged together.
const conllUnit = 64

// A conllCutter cuts a file of tokens into units of sentences.
type conllCutter struct {
	unit      int // sentences of one
	at, cut   int // where the lines that were counted end, and the last whole unit
	sentences int // after cut
	inside    bool
}

// end is where the last whole unit of sentences of data ends; it is what
// corpus.StreamOptions.Cut wants.
func (c *conllCutter) end(data []byte, seen int) int {
	if seen == 0 {
		*c = conllCutter{unit: c.unit}
	}
	for {
		n := bytes.IndexByte(data[max(c.at, seen):], '\n')
		if n < 0 {
			return c.cut
		}
		n += max(c.at, seen)
		line := bytes.TrimSpace(data[c.at:n])
		c.at = n + 1
		if len(line) > 0 {
			c.inside = true
			continue
		}
		if c.inside {
			c.sentences++
			c.inside = false
		}
		if c.sentences == c.unit {
			c.cut, c.sentences = c.at, 0
		}
	}
}

// tagColumn appends the lines of data, which hold a token each and end where a
// unit, of so many sentences, does, each with a tag as one more field. A token is
// tagged by its normal form and written as it is.
func (f *nameFinder) tagColumn(dst, data []byte, unit int) []byte {
	var lines [][]byte
	var document [][]string
	inside := false
	flush := func() {
		tags := f.tagger.Tag(document)
		next := 0
		for _, line := range lines {
			word, end := bytes.CutSuffix(line, newline)
			if len(bytes.TrimSpace(word)) == 0 {
				dst = append(dst, line...)
				continue
			}
			for len(tags[0]) == next {
				tags, next = tags[1:], 0
			}
			word, cr := bytes.CutSuffix(word, []byte{'\r'})
			sep := byte('\t')
			if bytes.IndexByte(word, '\t') < 0 && bytes.IndexByte(word, ' ') >= 0 {
				sep = ' '
			}
			dst = append(append(dst, word...), sep)
			dst = append(dst, f.wantedTag(tags[0][next])...)
			next++
			if cr {
				dst = append(dst, '\r')
			}
			if end {
				dst = append(dst, '\n')
			}
		}
		lines, document, inside = lines[:0], document[:0], false
	}
	for len(data) > 0 {
		n := bytes.IndexByte(data, '\n') + 1
		if n == 0 {
			n = len(data)
		}
		line := data[:n]
		data = data[n:]
		lines = append(lines, line)
		fields := bytes.Fields(line)
		switch {
		case len(fields) > 0 && !inside:
			document = append(document, nil)
			inside = true
			fallthrough
		case len(fields) > 0:
			f.buf = f.runner.Append(f.buf[:0], fields[0])
			last := len(document) - 1
			document[last] = append(document[last], string(f.buf))
		default:
			inside = false
			if len(document) == unit {
				flush()
			}
		}
	}
	flush()
	return dst
}

// wantedTag is tag, or O where its type is not asked for.
func (f *nameFinder) wantedTag(tag string) string {
	for t, name := range entityTypes {
		if len(tag) > 2 && tag[2:] == name && f.wanted[t] {
			return tag
		}
	}
	return "O"
}
