package document

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

const leftOfSubtitles = "numbers, times, tags such as <i> and {\\an8}, direction marks, the breaks of lines"

// SRT is the format of SubRip's subtitles.
var SRT = &Format{
	Name: "srt", Title: "SubRip", Files: []string{"*.srt"},
	Prose: "what each cue says", Left: leftOfSubtitles,
	page: readSRT,
}

// WebVTT is the format of subtitles of the web.
var WebVTT = &Format{
	Name: "vtt", Title: "WebVTT", Files: []string{"*.vtt"},
	Prose: "what each cue says", Left: leftOfSubtitles + "; notes, styles, regions",
	page: readVTT, remark: pair{"NOTE", "\n"}, entries: true,
}

// ASS is the format of Advanced SubStation Alpha's subtitles.
var ASS = &Format{
	Name: "ass", Title: "SubStation Alpha", Files: []string{"*.ass", "*.ssa"},
	Prose: "the text of each Dialogue", Left: leftOfSubtitles + "; headers, styles, comments, drawings",
	page: readASS, remark: pair{open: ";"},
}

// The forms of what cues say.
var (
	srtText = &form{}
	vttText = &form{escape: func(dst []byte, s string, _ *Text) []byte {
		return append(dst, vttEscapes.Replace(s)...)
	}}
	assText = &form{escape: func(dst []byte, s string, _ *Text) []byte {
		return append(dst, strings.ReplaceAll(s, "\n", `\N`)...)
	}}

	vttEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// A lineScanner reads a page line by line.
type lineScanner struct {
	src              []byte
	start, end, next int // of the line: where it begins, ends, and the next begins
}

// scan goes to the next line, and reports whether there is one. A line ends with
// LF, CR LF or CR.
func (s *lineScanner) scan() bool {
	if s.start = s.next; s.start >= len(s.src) {
		return false
	}
	s.end, s.next = len(s.src), len(s.src)
	if i := bytes.IndexAny(s.src[s.start:], "\r\n"); i >= 0 {
		s.end = s.start + i
		s.next = s.end + 1
		if s.src[s.end] == '\r' && s.next < len(s.src) && s.src[s.next] == '\n' {
			s.next++
		}
	}
	return true
}

// line returns the line without its end and the blanks around it.
func (s *lineScanner) line() []byte { return bytes.Trim(s.src[s.start:s.end], " \t") }

// first returns where the line has its first byte that is no blank.
func (s *lineScanner) first() int {
	line := s.src[s.start:s.end]
	return s.end - len(bytes.TrimLeft(line, " \t"))
}

var cueArrow = []byte("-->")

// timing reports whether the line says when a cue is seen.
func timing(line []byte) bool {
	from, to, ok := bytes.Cut(line, cueArrow)
	to = bytes.TrimLeft(to, " \t")
	digits := false
	for _, c := range from {
		if c >= '0' && c <= '9' {
			digits = true
		} else if !strings.ContainsRune(" \t:.,-", rune(c)) {
			return false
		}
	}
	return ok && digits && len(to) > 0 && (to[0] >= '0' && to[0] <= '9' || to[0] == '-')
}

// isNumber reports whether the line is the number of a cue.
func isNumber(line []byte) bool {
	for _, r := range string(line) {
		if (r < '0' || r > '9') && (r < 0x0660 || r > 0x0669) { // ARABIC-INDIC DIGIT ZERO to NINE
			return false
		}
	}
	return len(line) > 0
}

// readSRT reads a page of SubRip. What a cue says goes on to where the next one
// begins, so that it may hold blank lines.
func readSRT(b *builder, src []byte) error {
	s := lineScanner{src: src, next: bomLen(src)}
	n, key, from := 0, "", -1 // of the cue that is read
	number := -1              // where the line before begins, if it is the number of a cue
	var name []byte
	for s.scan() {
		line := s.line()
		if !timing(line) {
			if number = -1; isNumber(line) {
				number, name = s.start, line
			}
			if bytes.Contains(line, cueArrow) && line[0] >= '0' && line[0] <= '9' {
				return &syntaxError{s.start, fmt.Errorf("not the times of a cue: %q", shorten(line))}
			}
			if from < 0 && number < 0 && len(line) > 0 {
				return &syntaxError{s.start, fmt.Errorf("a cue is expected, not %q", shorten(line))}
			}
			continue
		}
		end := s.start
		if number >= 0 {
			end = number
		}
		if from >= 0 {
			b.cue(from, end, key, srtText)
		}
		n++
		if key, from = strconv.Itoa(n), s.next; number >= 0 {
			key = string(name)
		}
		number = -1
	}
	if from >= 0 {
		b.cue(from, len(src), key, srtText)
	}
	return nil
}

// readVTT reads a page of WebVTT.
func readVTT(b *builder, src []byte) error {
	s := lineScanner{src: src, next: bomLen(src)}
	if !s.scan() {
		return nil
	}
	if head := s.line(); !bytes.HasPrefix(head, []byte("WEBVTT")) || len(head) > 6 && head[6] != ' ' && head[6] != '\t' {
		return &syntaxError{s.start, fmt.Errorf("WEBVTT is expected, not %q", shorten(head))}
	}
	n := 0
	more := s.skipBlock()
	for more {
		switch line := s.line(); {
		case len(line) == 0:
			more = s.scan()
		case bytes.Contains(line, cueArrow):
			n++
			var err error
			if more, err = b.vttCue(&s, strconv.Itoa(n)); err != nil {
				return err
			}
		case beginsWith(line, "NOTE"):
			start := s.first()
			if more = s.skipBlock(); more {
				b.remark(start, s.start, len("NOTE"), 0)
			} else {
				b.remark(start, len(src), len("NOTE"), 0)
			}
		case beginsWith(line, "STYLE") || beginsWith(line, "REGION"):
			more = s.skipBlock()
		default:
			key := string(line)
			if more = s.scan(); !more || !bytes.Contains(s.line(), cueArrow) {
				more = more && (s.start == s.end || s.skipBlock())
				break
			}
			n++
			var err error
			if more, err = b.vttCue(&s, key); err != nil {
				return err
			}
		}
	}
	return nil
}

// beginsWith reports whether the line begins with that word.
func beginsWith(line []byte, w string) bool {
	rest, ok := bytes.CutPrefix(line, []byte(w))
	return ok && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t')
}

// skipBlock goes to the next line that is empty or has the times of a cue.
func (s *lineScanner) skipBlock() bool {
	for s.scan() {
		if s.start == s.end || bytes.Contains(s.src[s.start:s.end], cueArrow) {
			return true
		}
	}
	return false
}

// vttCue reads the cue whose times are the line, and goes to the line after it.
func (b *builder) vttCue(s *lineScanner, key string) (more bool, err error) {
	if line := s.line(); !timing(line) {
		return false, &syntaxError{s.start, fmt.Errorf("not the times of a cue: %q", shorten(line))}
	}
	from := s.next
	more = s.skipBlock()
	b.cue(from, s.start, key, vttText)
	return more, nil
}

// readASS reads a page of Advanced SubStation Alpha.
func readASS(b *builder, src []byte) error {
	const most = 10 // fields of a Dialogue, if no Format names them
	s := lineScanner{src: src, next: bomLen(src)}
	section, events, fields, n := false, false, most, 0
	for s.scan() {
		line := s.line()
		switch {
		case len(line) == 0:
			continue
		case line[0] == ';':
			b.remark(s.first(), s.end, 1, 0)
			continue
		case line[0] == '[':
			section, events = true, bytes.EqualFold(line, []byte("[Events]"))
			continue
		case !section:
			return &syntaxError{s.start, fmt.Errorf("a section is expected, not %q", shorten(line))}
		case !events:
			continue
		}
		kind, rest, _ := bytes.Cut(line, []byte(":"))
		switch string(kind) {
		case "Format":
			names := bytes.Split(rest, []byte(","))
			if fields = len(names); !bytes.EqualFold(bytes.TrimSpace(names[fields-1]), []byte("Text")) {
				return &syntaxError{s.start, fmt.Errorf("the last field is %q, not Text", shorten(names[fields-1]))}
			}
		case "Dialogue":
			n++
			at := s.start
			for i := range fields - 1 {
				comma := bytes.IndexByte(src[at:s.end], ',')
				if comma < 0 {
					return &syntaxError{s.start, fmt.Errorf("%d fields, not %d", i+1, fields)}
				}
				at += comma + 1
			}
			if !drawing(src[at:s.end]) {
				b.cue(at, s.end, strconv.Itoa(n), assText)
			}
		}
	}
	return nil
}

// drawing reports whether the text of a Dialogue draws: it has {\p1} or the like.
func drawing(text []byte) bool {
	for {
		i := bytes.Index(text, []byte(`\p`))
		if i < 0 {
			return false
		}
		if text = text[i+2:]; len(text) > 0 && '1' <= text[0] && text[0] <= '9' {
			return true
		}
	}
}

// cue takes what a cue says between start and end. What f is says which markup
// there is.
func (b *builder) cue(start, end int, key string, f *form) {
	b.begin(Cue, key, f, start)
	for at := start; at < end; {
		rest := b.src[at:end]
		n := 1
		switch c := rest[0]; {
		case c >= utf8.RuneSelf:
			if n = directionMark(rest); n > 0 {
				b.hide(at, at+n)
			}
			n = max(n, 1)
		case c == '<' && f != assText:
			if n = tag(rest); n == 0 || '0' <= rest[1] && rest[1] <= '9' && len(bytes.Trim(rest[:n], "<0123456789:.>")) > 0 {
				n = 1
			} else if cueTag(rest[1:n]) {
				b.hide(at, at+n)
			} else {
				b.object(at, at+n)
			}
		case c == '{' && f != vttText:
			if n = override(rest, f == assText); n > 0 {
				b.hide(at, at+n)
			}
			n = max(n, 1)
		case c == '&' && f == vttText:
			n = b.vttEscape(at, rest)
		case c == '\\' && f != vttText && len(rest) > 1:
			n = b.assEscape(at, rest[1], f)
		}
		at += n
	}
	b.endProse(end)
}

// directionMark returns the length of the mark, embedding, override or isolate
// that text begins with.
func directionMark(text []byte) int {
	switch r, n := utf8.DecodeRune(text); {
	case r == 0x061C, r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // ARABIC LETTER MARK to POP DIRECTIONAL ISOLATE
		return n
	}
	return 0
}

// cueTag reports whether a tag, from its name on, changes only how words look, or
// says when, or who speaks.
func cueTag(tag []byte) bool {
	tag = bytes.TrimPrefix(tag, []byte("/"))
	n := 0
	for n < len(tag) && 'a' <= tag[n]|0x20 && tag[n]|0x20 <= 'z' {
		n++
	}
	switch strings.ToLower(string(tag[:n])) {
	case "b", "i", "u", "s", "font", "c", "v", "lang", "ruby", "rt":
		return true
	}
	return n == 0 // <00:01.000>
}

// override returns the length of what is in braces at the start of text: {\an8},
// or anything if all is not seen.
func override(text []byte, all bool) int {
	if !all && (len(text) < 2 || text[1] != '\\') {
		return 0
	}
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '}':
			return i + 1
		case '\n', '\r', '{':
			return 0
		}
	}
	return 0
}

// vttEscape takes the escape at the offset at, of the bytes rest, and returns
// its length.
func (b *builder) vttEscape(at int, rest []byte) int {
	n := 1
	for n < len(rest) && n < 10 && (isWord(rest[n]) || rest[n] == '#') {
		n++
	}
	if n == len(rest) || rest[n] != ';' || n == 1 {
		return 1
	}
	switch n++; string(rest[1 : n-1]) {
	case "amp":
		b.escape(at, at+n, "&")
	case "lt":
		b.escape(at, at+n, "<")
	case "gt":
		b.escape(at, at+n, ">")
	case "nbsp":
		b.escape(at, at+n, "\u00A0") // NO-BREAK SPACE
	case "lrm", "rlm":
		b.hide(at, at+n)
	default:
		b.object(at, at+n)
	}
	return n
}

// assEscape takes the escape of a backslash at the offset at and the letter c,
// and returns its length.
func (b *builder) assEscape(at int, c byte, f *form) int {
	switch {
	case c == 'N' && f == assText:
		b.escape(at, at+2, "\n")
	case c == 'h' && f == assText:
		b.escape(at, at+2, "\u00A0") // NO-BREAK SPACE
	case bytes.IndexByte([]byte("Nhn{}"), c) >= 0:
		b.object(at, at+2)
	default:
		return 1
	}
	return 2
}
