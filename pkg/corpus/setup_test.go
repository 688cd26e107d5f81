package corpus

import (
	"io"
	"runtime"
	"strings"
	"testing"
)

// TestSetUp: a reader of a small text allocates less than the text's buffers.
// 100,000 small files cost more in memory to be cleared than in reading.
func TestSetUp(t *testing.T) {
	if underRace {
		t.Skip("the race detector drops pooled buffers")
	}
	const rounds, most = 500, sniffBytes / 2
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range rounds {
		r, err := NewReader(strings.NewReader(page), UTF8)
		if err != nil {
			t.Fatal(err)
		}
		if kind, err := r.Kind(); kind.Binary != "" || err != nil {
			t.Fatal(kind, err)
		}
		r.Close()
	}
	runtime.ReadMemStats(&after)
	if got := (after.TotalAlloc - before.TotalAlloc) / rounds; got > most {
		t.Errorf("%d bytes a text, want %d at most", got, most)
	}
	if n := testing.AllocsPerRun(100, func() { ParseEncoding("utf-8") }); n > 0 {
		t.Errorf("ParseEncoding allocates %v times", n)
	}
}

// TestReaderIsClosed: a reader that is closed has given its memory to others.
func TestReaderIsClosed(t *testing.T) {
	closed, _ := NewReader(strings.NewReader("قديم"), UTF8)
	if _, err := closed.Kind(); err != nil {
		t.Fatal(err)
	}
	closed.Close()
	closed.Close()
	other, _ := NewReader(strings.NewReader("جديد"), UTF8)
	another, _ := NewReader(strings.NewReader("آخر"), UTF8)
	other.Kind()
	another.Kind()
	if n, err := closed.Read(make([]byte, 8)); n > 0 || err == nil {
		t.Errorf("read %d bytes, %v", n, err)
	}
	for r, want := range map[*Reader]string{other: "جديد", another: "آخر"} {
		if got, err := io.ReadAll(r); string(got) != want || err != nil {
			t.Errorf("got %q %v, want %q", got, err, want)
		}
	}
}
