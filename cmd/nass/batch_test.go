package main

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestResume: nass is killed at a random moment, 20 times; each time the next run makes
// the folder what a run makes of it that nobody disturbs.
func TestResume(t *testing.T) {
	nass, err := exec.LookPath("nass") // TestMain's
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	for i := range 12 {
		name := filepath.Join(dir, "corpus", fmt.Sprintf("%d.jsonl", i))
		line := fmt.Sprintf("{\"text\":\"وصل القطار رقم %d , ثم عاد.\"}\n", i)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(strings.Repeat(line, 100*(i%4+1))), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	ctx := patience(t)
	run := func(ctx context.Context, out string) (string, error) {
		cmd := exec.CommandContext(ctx, nass, "annotate", "--layers", "normal,sentences,tokens", "--out-dir", out, "--resume", "corpus")
		cmd.Dir = dir
		said, err := cmd.CombinedOutput()
		return string(said), err
	}
	begun := time.Now()
	if said, err := run(ctx, "whole"); err != nil {
		t.Fatal(err, said)
	}
	took := time.Since(begun)
	want := outputsOf(t, filepath.Join(dir, "whole"))
	seed := rand.Uint64()
	t.Logf("the seed is %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	killed, begunOutputs := 0, 0
	for i := range 20 {
		out := fmt.Sprint(i)
		short, cancel := context.WithTimeout(ctx, time.Duration(random.Int64N(int64(took))))
		if _, err := run(short, out); err != nil {
			killed++
		}
		cancel()
		if len(outputsOf(t, filepath.Join(dir, out))) > 1 {
			begunOutputs++
		}
		if said, err := run(ctx, out); err != nil {
			t.Fatal(err, said)
		}
		got := outputsOf(t, filepath.Join(dir, out))
		if len(got) != len(want) {
			t.Errorf("%d files, want %d", len(got), len(want))
		}
		for name, text := range want {
			if got[name] != text {
				t.Errorf("%s differs after a kill", name)
			}
		}
	}
	t.Logf("%d of 20 were killed, %d after the first output", killed, begunOutputs)
	if killed == 0 {
		t.Error("none was killed")
	}
}

// outputsOf returns the files of a folder, with its sum instead of its manifests.
func outputsOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil // killed before it was made
		}
		if err != nil || d.IsDir() || strings.HasSuffix(name, "of-1.jsonl") {
			return err
		}
		text, err := os.ReadFile(name)
		files[strings.TrimPrefix(name, dir)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
