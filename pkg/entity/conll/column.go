package conll

import "bytes"

// A Cutter cuts a file of tokens into groups of sentences. Make one for each
// file.
type Cutter struct {
	Sentences int // of a group

	at, cut int // where the lines that were counted end, and the last whole group
	n       int // sentences after cut
	inside  bool
}

// Cut returns where the last whole group of data ends, or 0; the
// first seen bytes are known to have none. It serves as the Cut of
// corpus.StreamOptions.
func (c *Cutter) Cut(data []byte, seen int) int {
	if seen == 0 {
		*c = Cutter{Sentences: c.Sentences}
	}
	for {
		from := max(c.at, seen)
		end := bytes.IndexByte(data[from:], '\n')
		if end < 0 {
			return c.cut
		}
		end += from
		line := bytes.TrimSpace(data[c.at:end])
		c.at = end + 1
		if len(line) > 0 {
			c.inside = true
			continue
		}
		if c.inside {
			c.n++
			c.inside = false
		}
		if c.n == c.Sentences {
			c.cut, c.n = c.at, 0
		}
	}
}

// AppendColumn appends data to dst, with a tag as one more field of each line
// that holds a token, and returns the longer slice. tag returns the tags of
// groups of n sentences, by sentence and token; the last group may be smaller.
// The field has a tab before it, or a blank if the line has blanks and no tab.
func AppendColumn(dst, data []byte, n int, tag func(sentences [][]string) [][]string) []byte {
	var lines [][]byte
	var sentences [][]string
	inside := false
	flush := func() {
		var tags []string
		for _, of := range tag(sentences) {
			tags = append(tags, of...)
		}
		for _, line := range lines {
			if len(bytes.TrimSpace(line)) == 0 {
				dst = append(dst, line...)
				continue
			}
			dst = appendField(dst, line, tags[0])
			tags = tags[1:]
		}
		lines, sentences, inside = lines[:0], sentences[:0], false
	}
	for line := range bytes.Lines(data) {
		lines = append(lines, line)
		fields := bytes.Fields(line)
		if len(fields) == 0 {
			inside = false
			if len(sentences) == n {
				flush()
			}
			continue
		}
		if !inside {
			sentences, inside = append(sentences, nil), true
		}
		last := len(sentences) - 1
		sentences[last] = append(sentences[last], string(fields[0]))
	}
	flush()
	return dst
}

// appendField appends a line with one more field, before its end.
func appendField(dst, line []byte, field string) []byte {
	word := bytes.TrimSuffix(bytes.TrimSuffix(line, []byte{'\n'}), []byte{'\r'})
	sep := byte('\t')
	if bytes.IndexByte(word, '\t') < 0 && bytes.IndexByte(word, ' ') >= 0 {
		sep = ' '
	}
	dst = append(append(dst, word...), sep)
	dst = append(dst, field...)
	return append(dst, line[len(word):]...)
}
