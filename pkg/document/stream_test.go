package document

import (
	"bufio"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/span"
)

// TestFlushAnswers: with Flush a record is answered before the next one comes.
func TestFlushAnswers(t *testing.T) {
	for f, lines := range map[*Format][][2]string{
		JSONLines: {{`{"id":1}`, `{"id":1}`}, {`{"text":"و قال"}`, `{"text":"وقال"}`}, {"", ""}, {"broken", "broken"}, {`{"text":""}`, `{"text":""}`}},
		CSV:       {{"id,text", "id,text"}, {"1,و قال", "1,وقال"}, {"2,\"و قال\"", "2,\"وقال\""}},
	} {
		in, ask := io.Pipe()
		answer, out := io.Pipe()
		go func() {
			out.CloseWithError(Rewrite(&File{Format: f, Reader: in, Options: Options{OnError: Keep}, Stream: corpus.StreamOptions{Flush: true, Workers: 2}},
				func() func([]byte) []span.Edit {
					return func(text []byte) []span.Edit { return mend(&Text{Bytes: text}) }
				}, func(part []byte, _ Rewritten) error {
					_, err := out.Write(part)
					return err
				}))
		}()
		late := time.AfterFunc(time.Minute, func() { out.CloseWithError(io.ErrNoProgress) })
		answers := bufio.NewReader(answer)
		for _, x := range lines {
			if _, err := io.WriteString(ask, x[0]+"\n"); err != nil {
				t.Fatal(f.Name, err)
			}
			if got, err := answers.ReadString('\n'); got != x[1]+"\n" || err != nil {
				t.Fatalf("%s: %q is answered by %q, %v", f.Name, x[0], got, err)
			}
		}
		late.Stop()
		ask.Close()
		if rest, err := io.ReadAll(answers); len(rest) > 0 || err != nil {
			t.Errorf("%s: %q, %v at the end", f.Name, rest, err)
		}
	}
}

// TestRowTooLong: a row that is too long is an error that says so, after the rows before it.
func TestRowTooLong(t *testing.T) {
	long := "id,text\n1,و قال\n2,\"" + strings.Repeat("سطر\n", 5<<20) + "\"\n3,ثم\n"
	var got strings.Builder
	err := Rewrite(&File{Format: CSV, Reader: strings.NewReader(long), Stream: corpus.StreamOptions{Workers: 2}},
		func() func([]byte) []span.Edit {
			return func(text []byte) []span.Edit { return mend(&Text{Bytes: text}) }
		}, func(part []byte, _ Rewritten) error {
			got.Write(part)
			return nil
		})
	if want := "line 3: record 1: a quotation has no end within 16 MiB"; err == nil || err.Error() != want {
		t.Errorf("the error is %v, not %s", err, want)
	}
	if want := "id,text\n1,وقال\n"; got.String() != want {
		t.Errorf("%.50q is written, not %q", got.String(), want)
	}
}
