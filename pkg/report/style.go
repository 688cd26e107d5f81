package report

import (
	"strconv"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// A Style describes how a report for people looks.
type Style struct {
	Color   bool // ANSI colors
	Isolate bool // Arabic between FIRST STRONG ISOLATE and its end, for a terminal
	Visible bool // lines of a difference as AppendVisible has them, for a terminal

	Columns span.Unit // what the columns of a [Kind] with Columns count
}

// ColorByDefault reports whether a report has colors if the user does not ask for
// it, by the environment: NO_COLOR (no-color.org) decides before FORCE_COLOR
// (force-color.org) and CLICOLOR_FORCE (bixense.com/clicolors), and these before
// CLICOLOR, TERM and whether the report goes to a terminal.
func ColorByDefault(getenv func(string) string, terminal bool) bool {
	force := func(name string) bool { return getenv(name) != "" && getenv(name) != "0" }
	switch {
	case getenv("NO_COLOR") != "":
		return false
	case force("FORCE_COLOR"), force("CLICOLOR_FORCE"):
		return true
	}
	return getenv("CLICOLOR") != "0" && getenv("TERM") != "dumb" && terminal
}

// An Ink is the meaning of a color, the same in every report. This package
// defines all colors.
type Ink uint8

const (
	Plain    Ink = iota
	InkPath      // the name of a text
	InkPlace     // a line and column
	InkName      // a rule, a type, a heading
	InkFound     // what the text has
	InkNew       // what is put in its place, or what it means
	InkDim       // what is beside the point
	InkInfo
	InkWarning
	InkError
	inkReverse // the words of a line that change
)

var inks = [...]string{
	Plain: "", InkPath: "\x1b[35m", InkPlace: "\x1b[36m", InkName: "\x1b[1m", InkFound: "\x1b[31m", InkNew: "\x1b[32m", InkDim: "\x1b[2m",
	InkInfo: "\x1b[36m", InkWarning: "\x1b[33m", InkError: "\x1b[31m", inkReverse: "\x1b[7m",
}

const (
	plain     = "\x1b[0m"
	unreverse = "\x1b[27m"
)

// LevelInk returns the ink of a level.
func LevelInk(l rule.Level) Ink { return InkInfo + Ink(l-rule.Info) }

// Append appends s in that ink. s must be visible already.
func (t Style) Append(dst []byte, ink Ink, s string) []byte {
	if !t.Color || ink == Plain {
		return append(dst, s...)
	}
	return append(append(append(dst, inks[ink]...), s...), plain...)
}

// AppendPlace appends the place of a finding: path:line:col: and a space.
func (t Style) AppendPlace(dst []byte, path string, line, col int) []byte {
	dst = AppendName(t.open(dst, InkPath), path)
	dst = append(t.close(dst, InkPath), ':')
	dst = strconv.AppendInt(t.open(dst, InkPlace), int64(line), 10)
	dst = append(dst, ':')
	dst = strconv.AppendInt(dst, int64(col), 10)
	return append(t.close(dst, InkPlace), ": "...)
}

func (t Style) open(dst []byte, ink Ink) []byte {
	if t.Color {
		dst = append(dst, inks[ink]...)
	}
	return dst
}

func (t Style) close(dst []byte, ink Ink) []byte {
	if t.Color && ink != Plain {
		dst = append(dst, plain...)
	}
	return dst
}

// AppendMessage appends a message and treats each Arabic stretch in it as
// AppendWords does.
func (t Style) AppendMessage(dst []byte, s string) []byte {
	if !t.Isolate {
		return AppendVisible(dst, s)
	}
	for len(s) > 0 {
		i := 0
		for i < len(s) && s[i] < utf8.RuneSelf {
			i++
		}
		dst = AppendVisible(dst, s[:i])
		s = s[i:]
		for i = 0; i < len(s) && (s[i] >= utf8.RuneSelf || s[i] == ' ' && i+1 < len(s) && s[i+1] >= utf8.RuneSelf); {
			i++
		}
		if i > 0 {
			dst = AppendIsolated(dst, s[:i])
		}
		s = s[i:]
	}
	return dst
}

// AppendWords appends Arabic words in that ink, as AppendIsolated does if the
// style isolates and as AppendVisible does otherwise.
func (t Style) AppendWords(dst []byte, ink Ink, s string) []byte { return appendWords(t, dst, ink, s) }

func appendWords[T string | []byte](t Style, dst []byte, ink Ink, s T) []byte {
	dst = t.open(dst, ink)
	if t.Isolate {
		dst = AppendIsolated(dst, s)
	} else {
		dst = AppendVisible(dst, s)
	}
	return t.close(dst, ink)
}

// AppendQuoted appends words as AppendWords does, between guillemets of that
// ink.
func (t Style) AppendQuoted(dst []byte, ink Ink, s []byte) []byte {
	dst = append(t.open(dst, ink), "«"...)
	dst = appendWords(t, dst, Plain, s)
	return t.close(append(dst, "»"...), ink)
}

// AppendAround appends words found in a text with the words around them, as one
// isolate if the style isolates.
func (t Style) AppendAround(dst []byte, before, found, after string) []byte {
	if t.Isolate {
		dst = append(dst, isolate...)
	}
	dst = AppendVisible(dst, before)
	dst = t.close(AppendVisible(t.open(dst, InkFound), found), InkFound)
	dst = AppendVisible(dst, after)
	if t.Isolate {
		dst = append(dst, isolateEnd...)
	}
	return dst
}

const (
	isolate    = "\u2068" // FIRST STRONG ISOLATE
	isolateEnd = "\u2069" // POP DIRECTIONAL ISOLATE
)

// AppendIsolated appends s as AppendVisible does and isolates it, so that
// Arabic words on a terminal do not move the text beside them.
func AppendIsolated[T string | []byte](dst []byte, s T) []byte {
	dst = append(dst, isolate...)
	dst = AppendVisible(dst, s)
	return append(dst, isolateEnd...)
}
