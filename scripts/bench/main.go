// Bench measures nass beside the tools that people use for the same work, on
// one file and in one run, and prints a page of tables.
//
//	go run ./scripts/bench -o cmd/nass/doc/speed.md press.txt
//
// Run it, on a machine that does nothing else, after a change that may cost
// speed; pages quote no other figures. The text, which may be compressed,
// should have 40 MB or more. Peers that are not installed are skipped, and
// said to be: sed, perl, uconv (of ICU), csvtk, miller, typos, and PyArabic, DuckDB,
// PyArrow, CAMeL Tools and spaCy for the Python that -python names. GNU time measures memory.
package main

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nass-ar/nass/pkg/corpus"
)

// rounds is how often each command runs; the fastest run counts.
const rounds = 3

// bigSize is the size of the file that memory is measured on.
const bigSize = 1 << 30

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	output := flag.String("o", "", "write the page to `FILE` too")
	var o options
	flag.StringVar(&o.python, "python", "python3", "the `COMMAND` that runs Python")
	flag.StringVar(&o.before, "before", "", "an older nass, a `PROGRAM` to compare many small files with")
	flag.BoolVar(&o.speed, "speed", true, "measure speed on the text")
	flag.BoolVar(&o.records, "records", true, "measure the lines as fields of records")
	flag.BoolVar(&o.layers, "layers", true, "measure nass annotate beside the verbs")
	flag.BoolVar(&o.small, "small", true, "measure many small files")
	flag.BoolVar(&o.repository, "repository", true, "measure a repository of mixed files")
	flag.BoolVar(&o.memory, "memory", true, "measure memory on a file of 1 GB")
	flag.StringVar(&o.big, "big", "", "measure memory on big files of records, written to `DIR` (7 GB)")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: go run ./scripts/bench [flags] TEXT")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	page, err := bench(flag.Arg(0), o)
	if err != nil {
		log.Fatal(err)
	}
	os.Stdout.Write(page)
	if *output != "" {
		if err := os.WriteFile(*output, page, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// options say what is measured.
type options struct {
	python, before, big                               string
	speed, records, layers, small, repository, memory bool
}

func bench(text string, o options) ([]byte, error) {
	dir, err := os.MkdirTemp("", "nass-bench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	nass := filepath.Join(dir, "nass")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", nass, "./cmd/nass")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is released
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building nass: %w\n%s", err, out)
	}
	file := filepath.Join(dir, "text")
	size, err := unpack(file, text)
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	fmt.Fprintf(&page, `# Speed and memory

Measured by `+"`go run ./scripts/bench`"+` on %s, on %s, with %s.
The text: %s, %.1f MB. Each command reads the file, and its output is discarded. The table has the fastest
of %d runs; the commands run in turn.

`, time.Now().UTC().Format("2 January 2006"), machine(), runtime.Version(), strings.SplitN(filepath.Base(text), ".", 2)[0], float64(size)/1e6, rounds)
	if o.speed {
		if err := speed(&page, nass, file, o.python, size); err != nil {
			return nil, err
		}
	}
	if o.records {
		if err := records(&page, nass, o.python, file, dir); err != nil {
			return nil, err
		}
	}
	if o.layers {
		if err := layers(&page, nass, o.python, file, dir); err != nil {
			return nil, err
		}
	}
	if o.small {
		if err := small(&page, nass, o.before, file, dir); err != nil {
			return nil, err
		}
	}
	if o.repository {
		if err := repository(&page, nass, file, dir); err != nil {
			return nil, err
		}
	}
	if o.memory {
		if err := peak(&page, nass, file, dir, size); err != nil {
			return nil, err
		}
	}
	if o.big != "" {
		if err := big(&page, nass, file, o.big); err != nil {
			return nil, err
		}
	}
	if err := start(&page, nass); err != nil {
		return nil, err
	}
	return page.Bytes(), nil
}

// unpack writes the text of that name to file, decompressed, and returns its
// size.
func unpack(file, text string) (int64, error) {
	in, err := corpus.Open(text, corpus.Auto)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	out, err := os.Create(file)
	if err != nil {
		return 0, err
	}
	size, err := io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	return size, err
}

// A contestant is a command that reads the file named last.
type contestant struct {
	name string
	args []string
	// version is the command that tells it, if the tool is there.
	version []string
	locale  string // C unless given
	// finds is the exit status that says that it found something.
	finds int
}

// sedRules are five rules that people write by hand; perl gets the same.
var sedRules = []string{
	`s/\(^\|[ («"]\)و \([^ ]\)/\1و\2/g`, // detached waw
	"s/\u0640//g",                       // ARABIC TATWEEL
	`s/  *،/،/g`,                        // space before a comma
	`s/   */ /g`,                        // two spaces
	"s/\u00A0/ /g",                      // NO-BREAK SPACE
}

// fiveRules are the rules of nass for the same.
const fiveRules = "detached-waw,elongation,space-before-mark,space-run,no-break-space"

// fair is the place in contestants of what the others are compared with beside
// the first: the five rules on two cores.
const fair = 3

func contestants(nass, python string) []contestant {
	sed := []string{"sed"}
	for _, r := range sedRules {
		sed = append(sed, "-e", r)
	}
	perl := strings.NewReplacer(`\(`, "(", `\)`, ")", `\|`, "|", `\1`, "$1", `\2`, "$2").Replace(strings.Join(sedRules, ";"))
	this := func(what string, args ...string) contestant {
		return contestant{name: "nass " + what, args: append([]string{nass}, args...)}
	}
	sedVersion := []string{"sed", "--version"}
	pyVersion := []string{python, "-c", pyarabicVersion}
	return []contestant{
		this("normalize, 1 core", "normalize", "-j", "1"),
		this("normalize, 2 cores", "normalize", "-j", "2"),
		this("normalize, five rules, 1 core", "normalize", "--only", fiveRules, "-j", "1"),
		this("normalize, five rules, 2 cores", "normalize", "--only", fiveRules, "-j", "2"),
		this("normalize --profile encoding, 1 core", "normalize", "--profile", "encoding", "-j", "1"),
		this("normalize --profile search, 1 core", "normalize", "--profile", "search", "-j", "1"),
		this("check, 1 core", "check", "--no-config", "--exit-zero", "-j", "1"),
		this("check, 2 cores", "check", "--no-config", "--exit-zero", "-j", "2"),
		this("dates, 1 core", "dates", "-j", "1"),
		this("segment, 1 core", "segment", "-j", "1"),
		this("segment --headlines off, 1 core", "segment", "--headlines", "off", "-j", "1"),
		this("segment --unmarked on, 1 core", "segment", "--unmarked", "on", "-j", "1"),
		this("tokenize, 1 core", "tokenize", "-j", "1"),
		this("entities, 1 core", "entities", "--format", "jsonl", "-j", "1"),
		{name: "grep -c ' و '", args: []string{"grep", "-c", " و "}, version: []string{"grep", "--version"}},
		{name: "sed, five rules, UTF-8 locale", args: sed, version: sedVersion, locale: "C.UTF-8"},
		{name: "sed, five rules, C locale", args: sed, version: sedVersion},
		{name: "perl, the same five", args: []string{"perl", "-pe", perl}, version: []string{"perl", "-e", "print \"perl $^V\\n\""}},
		{name: "uconv -x any-nfc", args: []string{"uconv", "-f", "utf-8", "-t", "utf-8", "-x", "any-nfc"}, version: []string{"uconv", "--version"}},
		{name: "PyArabic, the same five", args: []string{python, "-c", pyHead + pyFive}, version: pyVersion},
		{name: "PyArabic, search keys", args: []string{python, "-c", pyHead + pyKeys}, version: pyVersion},
	}
}

const pyHead = `
import re, sys
from pyarabic import araby
text = open(sys.argv[1], encoding='utf-8')
out = open('/dev/null', 'w', encoding='utf-8')
`

const pyFive = `
waw, comma, spaces = re.compile(r'(^|[ («"])و (?=[^ ])'), re.compile(' +،'), re.compile('   *')
for line in text:
    line = araby.strip_tatweel(line)
    line = waw.sub(r'\1و', line)
    line = comma.sub('،', line)
    line = spaces.sub(' ', line)
    out.write(line.replace('\u00a0', ' '))
`

const pyKeys = `
for line in text:
    line = araby.strip_tashkeel(line)
    line = araby.strip_tatweel(line)
    line = araby.normalize_ligature(line)
    line = araby.normalize_hamza(line)
    line = araby.normalize_alef(line)
    out.write(araby.normalize_teh(line))
`

const pyarabicVersion = `
import sys, importlib.metadata
print('PyArabic', importlib.metadata.version('pyarabic'), 'on Python', sys.version.split()[0])
`

func speed(w io.Writer, nass, file, python string, size int64) error {
	all := contestants(nass, python)
	best, versions, err := fastest(all, file)
	if err != nil {
		return err
	}
	fmt.Fprint(w, "| command | seconds | CPU seconds | MB/s | times nass, 1 core | times its five rules, 2 cores | version |\n|---|---:|---:|---:|---:|---:|---|\n")
	for i, c := range all {
		if versions[i] == "" {
			fmt.Fprintf(w, "| %s | | | | | | not installed |\n", c.name)
			continue
		}
		s := best[i].wall.Seconds()
		fmt.Fprintf(w, "| %s | %.2f | %.2f | %.0f | %.1f | %.1f | %s |\n", c.name, s, best[i].cpu.Seconds(), float64(size)/1e6/s,
			s/best[0].wall.Seconds(), s/best[fair].wall.Seconds(), versions[i])
	}
	fmt.Fprint(w, `
The five rules: the detached و, tatweel, spaces before a comma, runs of spaces, no-break spaces. nass looks at the context
of each. Without --only it applies all rules of its profile. The search keys are made with strip_tashkeel, strip_tatweel, and the
normalize functions for ligatures, hamza, alef and teh marbuta.
`)
	return nil
}

// fastest runs the contestants on the file, in turn, and returns the least that a run
// of each took, by the clock and of processors, and the version of each; the version of
// one that is not installed is "".
func fastest(all []contestant, file string) (best []took, versions []string, err error) {
	best, versions = make([]took, len(all)), make([]string, len(all))
	for round := range rounds {
		for i, c := range all {
			if round == 0 {
				versions[i] = versionOf(c.version)
			}
			if versions[i] == "" {
				continue
			}
			t, err := c.run(file)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", c.name, err)
			}
			if round == 0 {
				best[i] = t
			}
			best[i] = took{min(best[i].wall, t.wall), min(best[i].cpu, t.cpu)}
		}
	}
	return best, versions, nil
}

// versionOf is the first line that the command prints, or nothing when it does
// not run.
func versionOf(command []string) string {
	if command == nil {
		return "this tree"
	}
	out, err := exec.Command(command[0], command[1:]...).Output()
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSpace(first)
}

// took is what a run took: by the clock, and of all processors together.
type took struct{ wall, cpu time.Duration }

// run runs the contestant on the file, its output thrown away.
func (c *contestant) run(file string) (took, error) {
	cmd := c.command(file)
	if c.args[0] == "grep" {
		cmd.Stdout = io.Discard // a pipe: with /dev/null, grep stops at the first line
	}
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	begin := time.Now()
	if err := cmd.Run(); err != nil && (c.finds == 0 || cmd.ProcessState.ExitCode() != c.finds) {
		return took{}, fmt.Errorf("%w\n%s", err, complaint.Bytes())
	}
	return took{time.Since(begin), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}, nil
}

// command is the contestant's command, after those of before. Its output goes
// to the null device.
func (c *contestant) command(file string, before ...string) *exec.Cmd {
	args := append(append(before, c.args...), file)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "LC_ALL="+cmp.Or(c.locale, "C"), "PYTHONUTF8=1")
	return cmd
}

// smallFiles are how many small files are measured, of smallSize bytes or some
// more; a third of them change.
const (
	smallFiles = 20_000
	smallSize  = 2 << 10
)

// small measures many small files: in place, beside reading them, and against
// an older nass if there is one.
func small(w io.Writer, nass, before, file, dir string) error {
	text, err := exec.Command(nass, "normalize", file).Output()
	if err != nil {
		return err
	}
	runs := []contestant{
		{name: "nass normalize", args: []string{nass, "normalize"}},
		{name: "nass normalize -i", args: []string{nass, "normalize", "-i"}},
		{name: "nass check --fix", args: []string{nass, "check", "--fix", "--no-config", "--exit-zero"}},
		{name: "nass segment", args: []string{nass, "segment"}},
	}
	if before != "" {
		runs = append(runs,
			contestant{name: "older nass normalize -i", args: []string{before, "normalize", "-i"}},
			contestant{name: "older nass segment", args: []string{before, "segment"}})
	}
	best := make([]took, len(runs))
	for round := range rounds {
		for i, c := range runs {
			// What is changed in place is made anew.
			folder := filepath.Join(dir, fmt.Sprintf("small-%d-%d", round, i))
			if err := makeSmall(folder, text); err != nil {
				return err
			}
			t, err := c.run(folder)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			if round == 0 || t.wall < best[i].wall {
				best[i] = t
			}
		}
	}
	fmt.Fprintf(w, "\n| %d files of %d KB, a third of them changing | seconds | CPU seconds | times nass normalize |\n|---|---:|---:|---:|\n", smallFiles, smallSize>>10)
	for i, c := range runs {
		fmt.Fprintf(w, "| %s | %.2f | %.2f | %.1f |\n", c.name, best[i].wall.Seconds(), best[i].cpu.Seconds(), best[i].wall.Seconds()/best[0].wall.Seconds())
	}
	return nil
}

// makeSmall cuts normal text into small files, and has a third of them change.
func makeSmall(folder string, text []byte) error {
	rest := text
	for i := range smallFiles {
		if len(rest) < 2*smallSize {
			rest = text
		}
		end := smallSize + bytes.IndexByte(rest[smallSize:], '\n') + 1
		page := rest[:end:end]
		rest = rest[end:]
		if i%3 == 0 {
			page = append(page, "وصل و غادر , ثم عاد.\n"...)
		}
		in := filepath.Join(folder, strconv.Itoa(i/1000))
		if err := os.MkdirAll(in, 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("%05d.txt", i)), page, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// peak measures memory on the text, repeated to a gigabyte.
func peak(w io.Writer, nass, file, dir string, size int64) error {
	big := filepath.Join(dir, "big")
	if err := repeat(big, file, size, bigSize); err != nil {
		return err
	}
	fmt.Fprint(w, "\n| 1 GB of text through | peak memory | seconds |\n|---|---:|---:|\n")
	for _, c := range contestants(nass, "") {
		if c.version != nil {
			continue
		}
		m, err := c.measure(big)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "| %s | %.0f MB | %s |\n", c.name, m.megabytes, m.seconds)
	}
	return nil
}

// measured is what GNU time says of a run.
type measured struct {
	megabytes float64 // most memory
	seconds   string
}

// measure runs the contestant on the file under GNU time.
func (c *contestant) measure(file string) (m measured, err error) {
	cmd := c.command(file, "time", "-f", "%M %e")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil && (c.finds == 0 || cmd.ProcessState.ExitCode() != c.finds) {
		return m, fmt.Errorf("%s: %w\n%s", c.name, err, said.Bytes())
	}
	lines := strings.Split(strings.TrimSpace(said.String()), "\n")
	kilobytes, seconds, _ := strings.Cut(lines[len(lines)-1], " ")
	n, err := strconv.Atoi(kilobytes)
	if err != nil {
		return m, fmt.Errorf("GNU time prints %q", lines[len(lines)-1])
	}
	return measured{float64(n) * 1024 / 1e6, seconds}, nil
}

// repeat writes a file of that size to another, as often as makes total bytes.
func repeat(to, from string, size, total int64) error {
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	for n := int64(0); n < total; n += size {
		in, err := os.Open(from)
		if err != nil {
			return err
		}
		_, err = io.Copy(out, in)
		in.Close()
		if err != nil {
			return err
		}
	}
	return out.Close()
}

// start measures what every call costs, which is nearly all that a small page
// does.
func start(w io.Writer, nass string) error {
	normalize := contestant{args: []string{nass, "normalize"}}
	var times []time.Duration
	for range 21 {
		t, err := normalize.run("cmd/nass/demo.txt")
		if err != nil {
			return err
		}
		times = append(times, t.wall)
	}
	slices.Sort(times)
	info, err := os.Stat(nass)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n| | |\n|---|---:|\n| start-up, `nass normalize` of a small page, median of %d | %.1f ms |\n| binary, stripped | %.1f MB |\n",
		len(times), float64(times[len(times)/2].Microseconds())/1000, float64(info.Size())/1e6)
	return nil
}

// machine is what the figures were measured on.
func machine() string {
	name := runtime.GOARCH
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
				name = strings.TrimSpace(value)
				break
			}
		}
	}
	return fmt.Sprintf("%d cores of %s (%s/%s)", runtime.NumCPU(), name, runtime.GOOS, runtime.GOARCH)
}
