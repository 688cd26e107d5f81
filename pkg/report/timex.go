package report

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/span"
)

// The element that holds a text with its TIMEX3 elements.
const (
	timexHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n"
	timexTail = "</TimeML>\n"
)

// appendTimex appends text with each date in a TIMEX3 element of TimeML 1.2.1. The
// identifier of an element is the byte where its date begins in the file.
func appendTimex(dst, text []byte, index *span.Index, dates []date.Date) []byte {
	at := 0
	for i := range dates {
		d := &dates[i]
		if d.Start < at {
			continue
		}
		kind, value, mod := timex(d)
		dst = appendXMLText(dst, text[at:d.Start])
		dst = append(dst, `<TIMEX3 tid="t`...)
		dst = strconv.AppendInt(dst, index.Offset(d.Start), 10)
		dst = append(dst, `" type="`+kind+`" value="`+value...)
		if mod != "" {
			dst = append(dst, `" mod="`+mod...)
		}
		dst = append(appendXMLText(append(dst, `">`...), d.Text(text)), "</TIMEX3>"...)
		at = d.End
	}
	return appendXMLText(dst, text[at:])
}

var (
	timexSeason = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(\d{4}|XXXX)-(2[1-4])\b`) })
	timexSpan   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(\d\d)(\dX|XX)\b`) })
	seasons     = map[string]string{"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
)

// timex returns the type, the value and the modifier of d in the terms of TIMEX3.
func timex(d *date.Date) (kind, value, mod string) {
	kind = map[date.Kind]string{date.KindDuration: "DURATION", date.KindSet: "SET", date.KindTime: "TIME", date.KindDateTime: "TIME"}[d.Kind]
	if kind == "" {
		kind = "DATE"
	}
	value = strings.ReplaceAll(d.Value, " AH", "")
	if strings.Contains(value, "~") || d.Vague {
		value, mod = strings.ReplaceAll(value, "~", ""), "APPROX"
	}
	value = timexSeason().ReplaceAllStringFunc(value, func(s string) string { return s[:5] + seasons[s[5:]] })
	value = timexSpan().ReplaceAllStringFunc(value, func(s string) string { return strings.TrimRight(s, "X") })
	switch {
	case d.Kind == date.KindDuration:
	case strings.HasPrefix(value, "-P"):
		value = "PAST_REF"
	case strings.HasPrefix(value, "PT0S"):
		value = "PRESENT_REF"
	case strings.HasPrefix(value, "P") && d.Kind != date.KindSet:
		value = "FUTURE_REF"
	}
	return kind, value, mod
}

// appendXMLText appends s as text of XML 1.0. What it cannot hold becomes U+FFFD.
func appendXMLText(dst, s []byte) []byte {
	return appendMarkup(dst, string(bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return utf8.RuneError
		}
		return r
	}, s)))
}
