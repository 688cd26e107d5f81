package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
)

// TestDistributed runs the commands of doc/distributed.md: each makes of a corpus in
// parts what one machine makes of it.
func TestDistributed(t *testing.T) {
	page, err := os.ReadFile("doc/distributed.md")
	if err != nil {
		t.Fatal(err)
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip(err)
	}
	var lines []string
	for i := range 40 {
		lines = append(lines, fmt.Sprintf("{\"id\":%d,\"text\":\"سافر بوتين في %d مايو 2020.\"}\n", i, i%30+1))
	}
	all := filepath.Join(t.TempDir(), "all.jsonl")
	writeFile(t, all, strings.Join(lines, ""))
	out, errs, code := runNass(t, 0, "annotate", all)
	if code != 0 {
		t.Fatal(errs)
	}
	want := slices.Sorted(strings.Lines(out))
	blocks := regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllSubmatch(page, -1)
	if len(blocks) < 6 {
		t.Fatalf("%d commands", len(blocks))
	}
	for i, block := range blocks {
		script := string(block[1])
		t.Run(fmt.Sprint(i, " ", strings.Fields(script)[0]), func(t *testing.T) {
			t.Parallel()
			ctx := patience(t)
			dir := t.TempDir()
			writeCorpus(t, dir, lines)
			for _, need := range []string{"parallel", "xargs", "zstd"} {
				if _, err := exec.LookPath(need); err != nil && strings.Contains(script, need) {
					t.Skip(err)
				}
			}
			for _, env := range slurm(script) {
				cmd := exec.CommandContext(ctx, bash, "-c", script)
				cmd.Dir = dir
				cmd.Env = append(append(os.Environ(), env...), "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))
				if said, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("%v\n%s", err, said)
				}
			}
			if got := annotatedIn(t, dir); !slices.Equal(got, want) {
				t.Errorf("%s\nmakes\n%s\nwant\n%s", script, strings.Join(got, ""), strings.Join(want, ""))
			}
		})
	}
}

// slurm returns the variables of each task of a script: one without any, if it is no
// array of Slurm.
func slurm(script string) (tasks [][]string) {
	m := regexp.MustCompile(`#SBATCH --array=1-(\d+)`).FindStringSubmatch(script)
	if m == nil {
		return [][]string{nil}
	}
	n, _ := strconv.Atoi(m[1])
	for i := range n {
		tasks = append(tasks, []string{fmt.Sprintf("SLURM_ARRAY_TASK_ID=%d", i+1), "SLURM_CPUS_PER_TASK=2"})
	}
	return tasks
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o777); err != nil {
		t.Fatal(err)
	}
}

// writeCorpus writes lines as the page has them: in a folder, in one file, and in a
// folder bucket, from which a command aws copies.
func writeCorpus(t *testing.T, dir string, lines []string) {
	t.Helper()
	writeFile(t, filepath.Join(dir, "corpus.jsonl"), strings.Join(lines, ""))
	writeFile(t, filepath.Join(dir, "aws"), "#!/bin/sh\n[ \"$1 $2\" = \"s3 cp\" ] || exit 2\nshift 2\n"+
		"if [ \"$2\" = - ]; then exec cat \"${1#s3://}\"; fi\nmkdir -p \"$(dirname \"${2#s3://}\")\" && exec cat > \"${2#s3://}\"\n")
	parts := slices.Collect(slices.Chunk(lines, (len(lines)+2)/3))
	for i, part := range parts {
		text := strings.Join(part, "")
		var packed strings.Builder
		z := gzip.NewWriter(&packed)
		if _, err := io.WriteString(z, text); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, "corpus", fmt.Sprintf("part-%d.jsonl.gz", i)), packed.String())
		zst, err := corpus.OpenOutput(filepath.Join(mkdir(t, dir, "bucket"), fmt.Sprintf("part-%d.jsonl.zst", i)), corpus.OutputOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(zst, text); err != nil {
			t.Fatal(err)
		}
		if err := zst.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func mkdir(t *testing.T, path ...string) string {
	t.Helper()
	dir := filepath.Join(path...)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

// annotatedIn returns the lines of what a script has written, sorted.
func annotatedIn(t *testing.T, dir string) (lines []string) {
	t.Helper()
	outputs := []string{filepath.Join(dir, "out.jsonl")}
	for _, under := range []string{"out/corpus", "bucket/out"} {
		filepath.WalkDir(filepath.Join(dir, under), func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				outputs = append(outputs, name)
			}
			return nil
		})
	}
	for _, name := range outputs {
		if _, err := os.Stat(name); err != nil {
			continue // the script writes elsewhere
		}
		f, err := corpus.Open(name, corpus.UTF8)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		lines = slices.AppendSeq(lines, strings.Lines(string(text)))
	}
	slices.Sort(lines)
	return lines
}
