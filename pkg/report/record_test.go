package report

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

func TestRows(t *testing.T) {
	x := &Record{File: "a\tb.txt", Line: 2, Start: 10, End: 17, RuneStart: 6, RuneEnd: 10}
	fields := []Field{
		Text("text", []byte("نص\t\xff")), String("type", "PER"), Score("score", 0.915), None("value"), Int("words", 3), Bool("vague", true),
		List("alternatives", []string{"2023", "1445 AH"}), Raw("problems", []byte(`[{"name":"x"}]`), []string{"x: y"}), Count("index", 1, 4),
	}
	var r Rows
	out := r.Append(nil, x, fields...)
	out = r.Gaps.Fill(nil, out, 100, 7)
	want := `{"file":"a\tb.txt","line":2,"start":10,"end":17,"cp_start":6,"cp_end":10,"text":"نص\t\ufffd","type":"PER","score":0.92,` +
		`"words":3,"vague":true,"alternatives":["2023","1445 AH"],"problems":[{"name":"x"}],"index":11}` + "\n"
	if string(out) != want {
		t.Errorf("got %s, want %s", out, want)
	}
	if !json.Valid(out) {
		t.Error("not JSON")
	}

	r = Rows{Table: true}
	out = r.Append(nil, x, fields...)
	out = r.Gaps.Fill(nil, out, 100, 7)
	want = "a\\u0009b.txt\t\t\t\t2\t10\t17\t6\t10\tنص\\u0009\\xFF\tPER\t0.92\t\t3\ttrue\t2023|1445 AH\tx: y\t11\n"
	if string(out) != want {
		t.Errorf("got %q, want %q", out, want)
	}
	head := r.Head("text", "type", "score", "value", "words", "vague", "alternatives", "problems", "index")
	if a, b := strings.Count(head, "\t"), strings.Count(want, "\t"); a != b {
		t.Errorf("%d columns have names, a row has %d", a, b)
	}
}

func TestRowsOfRecords(t *testing.T) {
	var r Rows
	out := r.Append(nil, &Record{File: "a.jsonl", Of: &Identity{Number: 3, ID: "٥", Key: "text", SourceStart: 9, SourceEnd: 12}, Line: 4})
	const want = `{"file":"a.jsonl","record":3,"id":"٥","key":"text","line":4,"start":0,"end":0,"cp_start":0,"cp_end":0,"source_start":9,"source_end":12}` + "\n"
	if string(out) != want {
		t.Errorf("got %s, want %s", out, want)
	}
}

func TestRowsMakeNoGarbage(t *testing.T) {
	x := &Record{File: "a.txt", Line: 1}
	text := []byte("كلمة")
	for _, table := range []bool{false, true} {
		r := Rows{Table: table}
		buf := make([]byte, 0, 1024)
		if n := testing.AllocsPerRun(100, func() {
			r.Gaps = r.Gaps[:0]
			buf = r.Append(buf[:0], x, Text("text", text), String("type", "word"), Count("index", 0, 1))
		}); n > 0 {
			t.Errorf("table %v: %v allocations a record", table, n)
		}
	}
}

// TestDecimal compares the numbers that are near the one before with strconv.
func TestDecimal(t *testing.T) {
	var d Decimal
	for _, n := range []int64{0, 7, 99, 100, 101, 199, 200, 5, 201, 105, 1234567, 1234599, 1234600, 99, 1 << 62, 1<<62 + 1} {
		if got, want := string(d.Append(nil, n)), strconv.FormatInt(n, 10); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
