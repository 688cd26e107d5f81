package orthography

import (
	"bytes"
	"html"
	"strings"
	"unicode"

	"github.com/nass-ar/nass/pkg/rule"
)

func unescape(t *rule.Line, i int) (rule.Match, bool) {
	line := t.Bytes()
	end := bytes.IndexByte(line[i:min(len(line), i+32)], ';')
	if end < 0 {
		return rule.Match{}, false
	}
	ref := string(line[i : i+end+1])
	s := html.UnescapeString(ref)
	if s == ref || strings.ContainsFunc(s, unicode.IsControl) || s == "" {
		return rule.Match{}, false
	}
	// "&amp" without its stop is HTML too, but its tail must not go unread.
	if strings.HasSuffix(s, ";") && len(s) > 1 {
		return rule.Match{}, false
	}
	return put(i, i+end+1, s), true
}
