package main

import (
	"strconv"

	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/span"
)

// A foundDate is a date and where it stands.
type foundDate struct {
	*date.Date
	file               string
	text               []byte // its line
	line               int    // number, from 1
	offset             int64  // bytes of the text before the line
	runeStart, runeEnd int    // code points of the block before the date and its end
	block              *dateBlock
}

// A dateBlock is what is not written yet of a block's dates: their code points,
// since how many there are before the block is only known in its turn.
type dateBlock struct {
	marks []runeMark
	runes int // of the whole block
}

// A runeMark is a number of code points and where in the output it goes.
type runeMark struct{ at, runes int }

// mark has a number of code points written at the end of dst.
func (b *dateBlock) mark(dst []byte, runes int) []byte {
	b.marks = append(b.marks, runeMark{len(dst), runes})
	return dst
}

// appendTo appends out to dst, with the code points that stand at the marks;
// before is how many the text has before the block.
func (b *dateBlock) appendTo(dst, out []byte, before int64) []byte {
	done := 0
	for _, m := range b.marks {
		dst = append(dst, out[done:m.at]...)
		dst = strconv.AppendInt(dst, before+int64(m.runes), 10)
		done = m.at
	}
	return append(dst, out[done:]...)
}

func (x *foundDate) words() string { return string(x.text[x.Start:x.End]) }

// A dateWriter writes dates in a format. Many goroutines use it at once.
type dateWriter interface {
	append(dst []byte, x *foundDate) []byte
}

// dateJSON writes one JSON object a line.
type dateJSON struct{ several bool }

func (w dateJSON) append(dst []byte, x *foundDate) []byte {
	dst = append(dst, '{')
	if w.several {
		dst = append(report.AppendJSONName(dst, "file", x.file), ',')
	}
	dst = strconv.AppendInt(append(dst, `"line":`...), int64(x.line), 10)
	dst = strconv.AppendInt(append(dst, `,"start":`...), x.offset+int64(x.Start), 10)
	dst = strconv.AppendInt(append(dst, `,"end":`...), x.offset+int64(x.End), 10)
	dst = x.block.mark(append(dst, `,"cp_start":`...), x.runeStart)
	dst = x.block.mark(append(dst, `,"cp_end":`...), x.runeEnd)
	dst = report.AppendJSON(append(dst, `,"text":`...), x.words())
	dst = report.AppendJSON(append(dst, `,"value":`...), x.Value)
	dst = report.AppendJSON(append(dst, `,"grain":`...), x.Grain.String())
	dst = report.AppendJSON(append(dst, `,"calendar":`...), x.Calendar.String())
	dst = report.AppendJSON(append(dst, `,"kind":`...), x.Kind.String())
	dst = append(dst, `,"alternatives":[`...)
	for i, a := range x.Alternatives {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = report.AppendJSON(dst, a)
	}
	dst = strconv.AppendBool(append(dst, `],"vague":`...), x.Vague)
	dst = append(dst, `,"problems":[`...)
	for i, p := range x.Problems {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = report.AppendJSON(append(dst, `{"name":`...), p.Name)
		dst = report.AppendJSON(append(dst, `,"message":`...), p.Message)
		if p.Want != "" {
			dst = report.AppendJSON(append(dst, `,"want":`...), p.Want)
		}
		dst = append(dst, '}')
	}
	return append(dst, "]}\n"...)
}

// dateTSV writes tab-separated columns with their names above.
type dateTSV struct{ several bool }

func (w dateTSV) header() string {
	const names = "line\tstart\tend\tcp_start\tcp_end\ttext\tvalue\tgrain\tcalendar\tkind\talternatives\tvague\tproblems\n"
	if w.several {
		return "file\t" + names
	}
	return names
}

func (w dateTSV) append(dst []byte, x *foundDate) []byte {
	if w.several {
		dst = append(report.AppendName(dst, x.file), '\t')
	}
	for _, n := range [...]int64{int64(x.line), x.offset + int64(x.Start), x.offset + int64(x.End)} {
		dst = append(strconv.AppendInt(dst, n, 10), '\t')
	}
	dst = append(x.block.mark(dst, x.runeStart), '\t')
	dst = append(x.block.mark(dst, x.runeEnd), '\t')
	dst = report.AppendVisible(dst, x.words())
	for _, s := range [...]string{x.Value, x.Grain.String(), x.Calendar.String(), x.Kind.String()} {
		dst = append(append(dst, '\t'), s...)
	}
	dst = append(dst, '\t')
	for i, a := range x.Alternatives {
		if i > 0 {
			dst = append(dst, '|')
		}
		dst = append(dst, a...)
	}
	dst = strconv.AppendBool(append(dst, '\t'), x.Vague)
	dst = append(dst, '\t')
	for i, p := range x.Problems {
		if i > 0 {
			dst = append(dst, '|')
		}
		dst = append(append(append(dst, p.Name...), ": "...), p.Message...)
	}
	return append(dst, '\n')
}

// dateText writes one line a date for people and editors; columns count code
// points.
type dateText struct{ report.Style }

func (w dateText) append(dst []byte, x *foundDate) []byte {
	dst = w.AppendPlace(dst, x.file, x.line, 1+span.Rune.Count(x.text[:x.Start]))
	dst = w.AppendQuoted(dst, report.InkFound, x.words())
	dst = w.Append(append(dst, ' '), report.InkNew, x.Value)
	dst = append(append(dst, " ("...), x.Kind.String()...)
	if g := x.Grain.String(); g != "" && g != x.Kind.String() {
		dst = append(append(dst, ", "...), g...)
	}
	if x.Vague {
		dst = append(dst, ", vague"...)
	}
	dst = append(dst, ')')
	for _, a := range x.Alternatives {
		dst = w.Append(append(dst, " or "...), report.InkNew, a)
	}
	for _, p := range x.Problems {
		dst = append(w.Append(append(dst, "; "...), report.InkWarning, p.Name), ": "...)
		dst = w.AppendMessage(dst, p.Message)
	}
	return append(dst, '\n')
}
