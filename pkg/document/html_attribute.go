package document

import "bytes"

// An attribute is one of a tag, with the place of its value.
type attribute struct {
	name       string // in lower case
	start, end int
	quoted     bool
}

// attributes returns the attributes of a tag, from the end of its name at the
// offset at to the end of the tag, as the tokenizer of HTML reads them.
func attributes(src []byte, at, end int) (all []attribute) {
	blank := func() {
		for at < end && isTagBlank(src[at]) {
			at++
		}
	}
	for end--; ; { // without the >
		for blank(); at < end && src[at] == '/'; blank() {
			at++
		}
		if at >= end {
			return all
		}
		start := at
		for at++; at < end && src[at] != '=' && src[at] != '/' && !isTagBlank(src[at]); {
			at++
		}
		name := bytes.Clone(src[start:at])
		for i, c := range name {
			if 'A' <= c && c <= 'Z' {
				name[i] = c | 0x20
			}
		}
		a := attribute{name: string(name), start: at, end: at}
		if blank(); at < end && src[at] == '=' {
			at++
			blank()
			switch {
			case at < end && (src[at] == '"' || src[at] == '\''):
				n := bytes.IndexByte(src[at+1:end], src[at])
				if n < 0 {
					return all
				}
				a.start, a.end, a.quoted = at+1, at+1+n, true
				at = a.end + 1
			default:
				a.start = at
				for at < end && !isTagBlank(src[at]) {
					at++
				}
				a.end = at
			}
		}
		all = append(all, a)
	}
}

func isTagBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' }
