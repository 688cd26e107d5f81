package report_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/nass-ar/nass/pkg/report"
)

// A line that is written removes the status that is shown before it.
func TestLineErasesStatus(t *testing.T) {
	var b bytes.Buffer
	m := report.NewMessages(&b, "nass")
	m.Clear()
	m.Line("a")
	m.Status("b")
	m.Line("c\nd")
	m.Clear()
	if want := "nass: a\n\r\x1b[Kb\r\x1b[Knass: c\\u000Ad\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// What Follow shows is gone when it has been stopped.
func TestFollow(t *testing.T) {
	var b bytes.Buffer
	m := report.NewMessages(&b, "nass")
	asked := make(chan bool, 1)
	stop := m.Follow(func() string {
		select {
		case asked <- true:
		default:
		}
		return "half"
	})
	select {
	case <-asked:
	case <-time.After(time.Minute):
		t.Fatal("the status was not asked for")
	}
	stop()
	if want := "\r\x1b[Khalf\r\x1b[K"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}
