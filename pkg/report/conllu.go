package report

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/clitic"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/segment/stream"
	"github.com/nass-ar/nass/pkg/span"
)

// conllHead returns what begins the sentences of the file in CoNLL-U.
func conllHead(file string) []byte {
	return append(AppendVisible([]byte("# newdoc id = "), file), '\n')
}

// conllWorker returns a worker that writes the sentences of a text in CoNLL-U.
func conllWorker(cut segment.TokenOptions, clitics clitic.Scheme) (w stream.Worker[Gaps]) {
	parts := newTokenCutter(clitics)
	var tokens []segment.Token
	var rows Rows
	newpar := false
	w.Unit = func(dst []byte, s *stream.Stretch, u stream.Unit) []byte {
		tokens = segment.Tokens(tokens[:0], s.Text(u.Span), cut)
		newpar = newpar || u.First
		if len(tokens) == 0 {
			return dst // CoNLL-U has no sentence without a word
		}
		if newpar {
			dst = append(dst, "# newpar\n"...)
			newpar = false
		}
		dst = append(dst, "# sent_id = "...)
		rows.Gaps.Leave(dst, unitsBefore, u.Number)
		return appendConll(dst, s, u, tokens, parts)
	}
	w.Result = rows.takeGaps
	return w
}

// appendConll appends what follows the number of a sentence in its block of
// CoNLL-U. Its text is that of the tokens and of the white space between them, as
// the format has it. A word of several parts is a multiword token: a line for all
// of it, and one for each part in its normal form.
func appendConll(dst []byte, s *stream.Stretch, u stream.Unit, tokens []segment.Token, c *tokenCutter) []byte {
	dst = append(dst, "\n# text = "...)
	text, at := s.Text(u.Span), s.Offset(u.Start)
	end := tokens[0].Start
	for _, t := range tokens {
		dst = segment.AppendLine(dst, whiteSpace(text[end:t.Start]))
		dst = append(dst, text[t.Start:t.End]...)
		end = t.End
	}
	dst = append(dst, '\n')
	n := 0
	var parts clitic.Parts
	var several []clitic.Part // of a word, or none
	for i, t := range tokens {
		word := text[t.Start:t.End]
		if several = nil; c != nil && t.Type == segment.Word {
			parts = c.cut(word, t.Type)
			several = parts.All()
		}
		dst = strconv.AppendInt(dst, int64(n+1), 10)
		if len(several) > 1 {
			dst = strconv.AppendInt(append(dst, '-'), int64(n+len(several)), 10)
		}
		dst = append(append(append(dst, '\t'), word...), noFields...)
		if i+1 < len(tokens) {
			dst = appendSpaces(dst, whiteSpace(text[t.End:tokens[i+1].Start]))
		}
		dst = append(appendTokenRange(dst, at, t.Span), "|Type="...)
		dst = append(append(dst, t.Type.String()...), '\n')
		if len(several) <= 1 {
			n++
			continue
		}
		dst = appendConllParts(dst, several, word, n, at+int64(t.Start))
		n += len(several)
	}
	return append(dst, '\n')
}

// appendConllParts appends the parts of a word, which begins at the offset at, as
// the words after the first n of a sentence.
func appendConllParts(dst []byte, parts []clitic.Part, word []byte, n int, at int64) []byte {
	for i, p := range parts {
		dst = append(strconv.AppendInt(dst, int64(n+i+1), 10), '\t')
		dst = append(p.AppendNormal(dst, word), noFields...)
		dst = append(append(append(dst, "Part="...), p.Kind.String()...), '|')
		dst = append(appendTokenRange(dst, at, p.Span), '\n')
	}
	return dst
}

// noFields are the fields of a word between its form and the last, which CoNLL-U
// has and nass does not know.
const noFields = "\t_\t_\t_\t_\t_\t_\t_\t"

// appendTokenRange appends the bytes of a span in a text that begins at the offset at.
func appendTokenRange(dst []byte, at int64, of span.Span) []byte {
	dst = strconv.AppendInt(append(dst, "TokenRange="...), at+int64(of.Start), 10)
	return strconv.AppendInt(append(dst, ':'), at+int64(of.End), 10)
}

// whiteSpace is the white space of what is between two tokens, without the
// controls and marks that show nothing.
func whiteSpace(gap []byte) []byte {
	if len(gap) == 0 || len(gap) == 1 && gap[0] == ' ' {
		return gap
	}
	return bytes.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return r
		}
		return -1
	}, gap)
}

// appendSpaces appends what CoNLL-U says of the white space after a token:
// nothing of one space.
func appendSpaces(dst, white []byte) []byte {
	switch string(white) {
	case "":
		return append(dst, "SpaceAfter=No|"...)
	case " ":
		return dst
	}
	dst = append(dst, "SpacesAfter="...)
	for _, r := range string(white) {
		switch r {
		case ' ':
			dst = append(dst, `\s`...)
		case '\t':
			dst = append(dst, `\t`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\n', '\v', '\f', '\u0085', '\u2028', '\u2029': // NEXT LINE, LINE and PARAGRAPH SEPARATOR, which have no escape
			dst = append(dst, `\n`...)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '|')
}
