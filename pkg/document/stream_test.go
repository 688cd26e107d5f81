package document

import (
	"bufio"
	"io"
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
			out.CloseWithError(Rewrite(f, in, &Options{OnError: Keep}, corpus.StreamOptions{Flush: true, Workers: 2},
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
