package report

import (
	"strings"
)

// checkstyle is a report of Checkstyle, in XML. Source: XMLLogger.java of
// checkstyle/checkstyle, which writes it.
type checkstyle struct {
	Parts
	Style
	open bool // the file has a finding
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

func (*checkstyle) Begin(dst []byte, _ *Run) []byte {
	return append(dst, xmlHead+`<checkstyle version="4.3">`+"\n"...)
}

func (c *checkstyle) Finding(dst []byte, f *File, x *Finding) []byte {
	if !c.open {
		c.open = true
		dst = append(appendXML(append(dst, `<file name="`...), f.Path), "\">\n"...)
	}
	at := x.Range(c.Columns)
	dst = appendInt(dst, `<error line="`, at.Line)
	dst = appendInt(dst, `" column="`, at.Col)
	dst = append(append(dst, `" severity="`...), x.Rule.Level.String()...)
	dst = appendMarkup(append(dst, `" message="`...), x.Statement())
	dst = append(append(dst, `" source="nass.`...), x.Rule.Name...)
	return append(dst, "\"/>\n"...)
}

func (c *checkstyle) EndFile(dst []byte, _ *File) []byte {
	if c.open {
		c.open = false
		dst = append(dst, "</file>\n"...)
	}
	return dst
}

func (*checkstyle) End(dst []byte, _ *Run) []byte { return append(dst, "</checkstyle>\n"...) }

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;",
	"\uFFFE", `\uFFFE`, "\uFFFF", `\uFFFF`) // noncharacters, the last that XML 1.0 cannot hold

// appendXML appends s as text or the value of an attribute of XML 1.0 or HTML: as
// AppendVisible does, on one line, so that it has no control character that these
// cannot hold.
func appendXML(dst []byte, s string) []byte { return appendMarkup(dst, string(AppendVisible(nil, s))) }

// appendMarkup is appendXML of what is visible already.
func appendMarkup(dst []byte, s string) []byte { return append(dst, xmlEscapes.Replace(s)...) }
