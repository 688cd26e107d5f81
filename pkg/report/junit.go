package report

import (
	"fmt"
	"strconv"
)

// junit is a test report: a file is a suite, a finding a test, which fails if the
// finding is at or above Run.FailOn; a file without findings is one test that passes.
// Source: junit-10.xsd of jenkinsci/xunit-plugin.
type junit struct {
	Parts
	run             *Run
	tests           []byte // of the suite
	count, failures int
	suites          int // of the file
}

// junitMost bounds the tests of a suite, which is held until its end: the suites of a
// file with more have the same name.
const junitMost = 1000

func (j *junit) Begin(dst []byte, r *Run) []byte {
	j.run = r
	return append(dst, xmlHead+`<testsuites name="nass">`+"\n"...)
}

func (j *junit) BeginFile(dst []byte, _ *File) []byte {
	j.suites = 0
	return dst
}

func (j *junit) Finding(dst []byte, f *File, x *Finding) []byte {
	if j.count == junitMost {
		dst = j.suite(dst, f)
	}
	at := x.Range(0)
	j.begin(f, fmt.Sprintf("%s %d:%d", x.Rule.Name, at.Line, at.Col))
	what := x.Statement()
	full := fmt.Sprintf("%s:%d:%d: %s %s: ", f.Path, at.Line, at.Col, x.Rule.Level, x.Rule.Name)
	element := "system-out"
	j.tests = append(j.tests, "><"...)
	if x.Rule.Level >= j.run.FailOn {
		element = "failure"
		j.failures++
		j.tests = append(append(j.tests, `failure type="`...), x.Rule.Level.String()...)
		j.tests = append(appendMarkup(append(j.tests, `" message="`...), what), '"')
	} else {
		j.tests = append(j.tests, element...)
	}
	j.tests = appendMarkup(appendXML(append(j.tests, '>'), full), what)
	j.tests = append(j.tests, "</"+element+"></testcase>\n"...)
	return dst
}

// begin begins a test.
func (j *junit) begin(f *File, name string) {
	j.count++
	j.tests = appendXML(append(j.tests, `<testcase name="`...), name)
	j.tests = append(appendXML(append(j.tests, `" classname="`...), f.Path), '"')
}

func (j *junit) EndFile(dst []byte, f *File) []byte {
	if j.count == 0 && j.suites == 0 {
		j.begin(f, "nass check")
		j.tests = append(j.tests, "/>\n"...)
	}
	return j.suite(dst, f)
}

// suite appends the suite.
func (j *junit) suite(dst []byte, f *File) []byte {
	dst = appendXML(append(dst, `<testsuite name="`...), f.Path)
	dst = strconv.AppendInt(append(dst, `" tests="`...), int64(j.count), 10)
	dst = strconv.AppendInt(append(dst, `" failures="`...), int64(j.failures), 10)
	dst = append(append(append(dst, "\" errors=\"0\">\n"...), j.tests...), "</testsuite>\n"...)
	j.tests, j.count, j.failures = j.tests[:0], 0, 0
	j.suites++
	return dst
}

func (*junit) End(dst []byte, _ *Run) []byte { return append(dst, "</testsuites>\n"...) }
