package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A view is a way to run nass, and what tells the kind of a line that it
// prints.
type view struct {
	args []string
	kind *regexp.Regexp // its group; nil where a line has no kind
}

var (
	kindJSON    = regexp.MustCompile(`"(?:rule|type|kind)":"([^"]*)"`)
	kindFinding = regexp.MustCompile(`:\d+:\d+: \w+ ([a-z0-9-]+): `)
	kindCommand = regexp.MustCompile(`,title=([a-z0-9-]+)::`)
	kindExplain = regexp.MustCompile(`:\d+:\d+: \w+ ([a-z0-9-]+): `)
	kindName    = regexp.MustCompile(`:\d+:\d+: ([A-Z]+) `)
	kindDate    = regexp.MustCompile(`» \S+ \(([a-z-]+)`)
	kindDateRow = regexp.MustCompile(`\t(date|time|datetime|range|duration|set)\t`)
	kindNameRow = regexp.MustCompile(`\b(PER|LOC|ORG|MISC|DATE)\b`)
	kindToken   = regexp.MustCompile(`(?:\t|\|Type=)(word|latin|number|date|time|url|email|mention|hashtag|emoji|punctuation|symbol)(?:\t|$)`)
	kindMark    = regexp.MustCompile(`\|(PER|LOC|ORG|MISC|DATE)\]`)
)

// views are every verb in every format.
var views = []view{
	{[]string{"normalize"}, nil},
	{[]string{"normalize", "--profile=encoding"}, nil},
	{[]string{"normalize", "--profile=search"}, nil},
	{[]string{"normalize", "--edits"}, kindJSON},
	{[]string{"normalize", "--diff"}, nil},
	{[]string{"check", "--no-config"}, kindFinding},
	{[]string{"check", "--no-config", "--format=json"}, kindJSON},
	{[]string{"check", "--no-config", "--format=github"}, kindCommand},
	{[]string{"segment"}, nil},
	{[]string{"segment", "--wrap"}, nil},
	{[]string{"segment", "--headlines=on"}, nil},
	{[]string{"segment", "--unmarked=on"}, nil},
	{[]string{"segment", "--explain"}, kindExplain},
	{[]string{"segment", "--format=jsonl"}, nil},
	{[]string{"tokenize"}, nil},
	{[]string{"tokenize", "--format=space"}, nil},
	{[]string{"tokenize", "--format=tsv"}, kindToken},
	{[]string{"tokenize", "--format=jsonl"}, kindJSON},
	{[]string{"tokenize", "--format=conll"}, kindToken},
	{[]string{"dates", "--format=tsv"}, kindDateRow},
	{[]string{"dates", "--format=jsonl"}, kindJSON},
	{[]string{"dates", "--format=text"}, kindDate},
	{[]string{"entities"}, kindName},
	{[]string{"entities", "--format=tsv"}, kindNameRow},
	{[]string{"entities", "--format=jsonl"}, kindJSON},
	{[]string{"entities", "--format=conll"}, nil},
	{[]string{"entities", "--format=inline"}, kindMark},
	{[]string{"entities", "--format=html"}, nil},
	{[]string{"entities", "--count", "--format=tsv"}, kindNameRow},
}

// A differ runs two builds of nass side by side.
type differ struct {
	root   string
	old    string
	sample int
}

func (d *differ) run(ctx context.Context, w io.Writer, files []string) (changed bool, err error) {
	dir, err := os.MkdirTemp("", "examine")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	before, after, err := d.build(ctx, dir)
	if err != nil {
		return false, err
	}
	for _, file := range files {
		if _, err := os.Stat(file); err != nil {
			return changed, err
		}
	}
	for _, v := range views {
		t := newTally(v.kind, d.sample)
		for _, file := range files {
			args := append(slices.Clip(v.args), file)
			if err := compare(ctx, t, exec.CommandContext(ctx, before, args...), exec.CommandContext(ctx, after, args...)); err != nil {
				return changed, fmt.Errorf("nass %s: %w", strings.Join(args, " "), err)
			}
		}
		t.print(w, "nass "+strings.Join(v.args, " "))
		changed = changed || len(t.kinds) > 0
	}
	return changed, nil
}

// build builds both in dir.
func (d *differ) build(ctx context.Context, dir string) (before, after string, err error) {
	command := func(at, name string, args ...string) error {
		cmd := exec.CommandContext(ctx, name, args...)
		cmd.Dir = at
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
		}
		return nil
	}
	tree := filepath.Join(dir, "tree")
	if err := command(d.root, "git", "worktree", "add", "--quiet", "--detach", tree, d.old); err != nil {
		return "", "", err
	}
	defer func() {
		remove := exec.Command("git", "worktree", "remove", "--force", tree) // also when interrupted
		remove.Dir = d.root
		if e := remove.Run(); err == nil && e != nil {
			err = fmt.Errorf("git worktree remove %s: %w", tree, e)
		}
	}()
	before, after = filepath.Join(dir, "before"), filepath.Join(dir, "after")
	if err := command(tree, "go", "build", "-buildvcs=false", "-o", before, "./cmd/nass"); err != nil {
		return "", "", err
	}
	return before, after, command(d.root, "go", "build", "-buildvcs=false", "-o", after, "./cmd/nass")
}

// compare runs both commands and counts in t what differs.
func compare(ctx context.Context, t *tally, before, after *exec.Cmd) error {
	var outs [2]*lines
	var errs [2]headBuffer
	for i, cmd := range []*exec.Cmd{before, after} {
		pipe, err := cmd.StdoutPipe()
		if err != nil {
			return err
		}
		cmd.Stderr = &errs[i]
		if err := cmd.Start(); err != nil {
			return err
		}
		outs[i] = newLines(pipe)
	}
	err := t.compare(outs[0], outs[1])
	var codes [2]int
	for i, cmd := range []*exec.Cmd{before, after} {
		waitErr := cmd.Wait()
		var exit *exec.ExitError
		if waitErr != nil && !errors.As(waitErr, &exit) && err == nil {
			err = waitErr
		}
		codes[i] = cmd.ProcessState.ExitCode()
	}
	if err == nil {
		err = ctx.Err()
	}
	if a, b := strings.TrimSpace(errs[0].String()), strings.TrimSpace(errs[1].String()); a != b {
		t.add("standard error", []string{a}, []string{b})
	}
	if codes[0] != codes[1] {
		t.add("exit code", []string{fmt.Sprint(codes[0])}, []string{fmt.Sprint(codes[1])})
	}
	return err
}

// A headBuffer keeps the first bytes that are written.
type headBuffer struct{ bytes.Buffer }

func (b *headBuffer) Write(p []byte) (int, error) {
	b.Buffer.Write(p[:min(len(p), max(0, 4<<10-b.Len()))])
	return len(p), nil
}

// lookAhead is how many lines of each side are searched for what both have.
const lookAhead = 400

// A line is one of the output; long ones are kept in part.
type line struct {
	text string
	same string // what is compared
}

// lines reads lines with some look-ahead.
type lines struct {
	r     *bufio.Reader
	ahead []line
	err   error
}

func newLines(r io.Reader) *lines { return &lines{r: bufio.NewReaderSize(r, 64<<10)} }

// counted is what numbers a unit: one unit more changes all that follow.
var counted = regexp.MustCompile(`"(?:index|paragraph)":\d+,|^# sent_id = \d+|^@@ .* @@$`)

// lineMost is how many bytes of a line are kept, beside a sum of the rest.
const lineMost = 1 << 20

// fill reads until n lines are ahead or the text ends.
func (l *lines) fill(n int) {
	for len(l.ahead) < n && l.err == nil {
		var b []byte
		rest := 0
		for {
			part, err := l.r.ReadSlice('\n')
			keep := min(len(part), lineMost-len(b))
			b = append(b, part[:keep]...)
			for _, c := range part[keep:] {
				rest = (rest*31 + int(c)) & 0xFFFFFFF
			}
			if err != bufio.ErrBufferFull {
				l.err = err
				break
			}
		}
		if len(b) == 0 {
			return
		}
		text := string(b)
		if rest != 0 {
			text += fmt.Sprint(" … ", rest)
		}
		l.ahead = append(l.ahead, line{text, counted.ReplaceAllString(strings.TrimSuffix(text, "\n"), "")})
	}
}

func (l *lines) drop(n int) { l.ahead = slices.Delete(l.ahead, 0, n) }

// A tally counts what differs, by kind.
type tally struct {
	kind   *regexp.Regexp
	sample int
	kinds  map[string]*change
	random *rand.Rand
}

// A change is the changes of one kind.
type change struct {
	lost, gained int
	seen         int
	samples      [][2][]string
}

func newTally(kind *regexp.Regexp, sample int) *tally {
	return &tally{kind: kind, sample: sample, kinds: map[string]*change{}, random: rand.New(rand.NewPCG(1, 1))}
}

// compare reads both to their ends.
func (t *tally) compare(a, b *lines) error {
	for {
		a.fill(lookAhead)
		b.fill(lookAhead)
		if len(a.ahead) == 0 && len(b.ahead) == 0 {
			break
		}
		n := 0
		for n < min(len(a.ahead), len(b.ahead)) && a.ahead[n].same == b.ahead[n].same {
			n++
		}
		if n > 0 {
			a.drop(n)
			b.drop(n)
			continue
		}
		i, j := meet(a.ahead, b.ahead)
		t.hunk(a.ahead[:i], b.ahead[:j])
		a.drop(i)
		b.drop(j)
	}
	for _, l := range []*lines{a, b} {
		if l.err != io.EOF {
			return l.err
		}
	}
	return nil
}

// meet returns how many lines of each to pass to come where both go on alike:
// for one line where as many are passed, else for two or to the end. Where they
// do not within what is ahead, they part for one line each.
func meet(a, b []line) (i, j int) {
	at := map[string][]int{}
	for j := range b {
		at[b[j].same] = append(at[b[j].same], j)
	}
	best := len(a) + len(b)
	i, j = len(a), len(b)
	found := false
	for x := 0; x < len(a) && x < best; x++ {
		for _, y := range at[a[x].same] {
			if x+y >= best {
				break
			}
			if x != y && x+1 < len(a) && y+1 < len(b) && a[x+1].same != b[y+1].same {
				continue
			}
			i, j, best, found = x, y, x+y, true
			break
		}
	}
	if !found && len(a) >= lookAhead && len(b) >= lookAhead {
		return 1, 1
	}
	return i, j
}

// hunk counts lines that both do not have.
func (t *tally) hunk(a, b []line) {
	byKind := map[string]*[2][]string{}
	var order []string
	for side, lines := range [][]line{a, b} {
		for _, l := range lines {
			kind := ""
			if t.kind != nil {
				if m := t.kind.FindStringSubmatch(strings.TrimSuffix(l.text, "\n")); m != nil {
					kind = m[1]
				}
			}
			if byKind[kind] == nil {
				byKind[kind] = new([2][]string)
				order = append(order, kind)
			}
			byKind[kind][side] = append(byKind[kind][side], l.text)
		}
	}
	for _, kind := range order {
		t.add(kind, byKind[kind][0], byKind[kind][1])
	}
}

// add counts one change, and keeps it as a sample or not.
func (t *tally) add(kind string, lost, gained []string) {
	c := t.kinds[kind]
	if c == nil {
		c = new(change)
		t.kinds[kind] = c
	}
	c.lost += len(lost)
	c.gained += len(gained)
	c.seen++
	sample := [2][]string{shorten(lost), shorten(gained)}
	if len(c.samples) < t.sample {
		c.samples = append(c.samples, sample)
	} else if i := t.random.IntN(c.seen); i < len(c.samples) {
		c.samples[i] = sample
	}
}

// shorten returns the first lines, without what is too long to be read.
func shorten(text []string) []string {
	text = slices.Clone(text[:min(len(text), 5)])
	for i, s := range text {
		s = strings.TrimSuffix(s, "\n")
		if r := []rune(s); len(r) > 300 {
			s = string(r[:300]) + " …"
		}
		text[i] = s
	}
	return text
}

// print prints what was counted.
func (t *tally) print(w io.Writer, name string) {
	if len(t.kinds) == 0 {
		fmt.Fprintf(w, "%s: the same\n", name)
		return
	}
	kinds := make([]string, 0, len(t.kinds))
	lost, gained := 0, 0
	for kind, c := range t.kinds {
		kinds = append(kinds, kind)
		lost += c.lost
		gained += c.gained
	}
	slices.SortFunc(kinds, func(a, b string) int {
		x, y := t.kinds[a], t.kinds[b]
		return cmp.Or(y.lost+y.gained-x.lost-x.gained, strings.Compare(a, b))
	})
	fmt.Fprintf(w, "%s: -%d +%d\n", name, lost, gained)
	for _, kind := range kinds {
		c := t.kinds[kind]
		fmt.Fprintf(w, "  %s: -%d +%d\n", cmp.Or(kind, "lines"), c.lost, c.gained)
		for _, s := range c.samples {
			for i, sign := range []string{"-", "+"} {
				for _, text := range s[i] {
					fmt.Fprintf(w, "    %s %s\n", sign, text)
				}
			}
		}
	}
}
