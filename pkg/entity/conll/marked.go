package conll

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Unmark returns a text in which each name is written [TYPE words], without its
// marks, and the names as chunks of its bytes. A type is of Latin capitals; a
// name has no blank at its ends and touches no letter outside it, since a joined
// proclitic is a part of it. The text itself has no brackets.
func Unmark(marked string) (text string, names []Chunk, err error) {
	var b strings.Builder
	rest := marked
	for {
		before, after, found := strings.Cut(rest, "[")
		if strings.Contains(before, "]") {
			return "", nil, fmt.Errorf("conll: bracket closes no name: %.60q", before)
		}
		b.WriteString(before)
		if !found {
			return b.String(), names, nil
		}
		name, after, closed := strings.Cut(after, "]")
		typ, words, _ := strings.Cut(name, " ")
		last, _ := utf8.DecodeLastRuneInString(b.String())
		next, _ := utf8.DecodeRuneInString(after)
		switch {
		case !closed || strings.Contains(name, "["):
			return "", nil, fmt.Errorf("conll: bracket is not closed: %.60q", "["+name)
		case typ == "" || strings.Trim(typ, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "":
			return "", nil, fmt.Errorf("conll: name without a type of Latin capitals: %.60q", "["+name)
		case words == "" || words != strings.TrimSpace(words):
			return "", nil, fmt.Errorf("conll: name is empty or begins or ends with a blank: %.60q", "["+name)
		case isInWord(last) || isInWord(next):
			return "", nil, fmt.Errorf("conll: name is a part of a word: %.60q", string(last)+"["+name+"]"+string(next))
		}
		start := b.Len()
		b.WriteString(words)
		names = append(names, Chunk{typ, start, b.Len()})
		rest = after
	}
}

// isInWord reports whether a word goes on at r.
func isInWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
