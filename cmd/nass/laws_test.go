package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
)

// The laws of the command line: what holds for every text, whatever the flags.
var commandLaws = []struct {
	name string
	hold func(x *trial)
}{
	{"any way in and out gives the same", sameBytes},
	{"in place is as to the output", inPlace},
	{"check --fix of a file, of the input and as a difference", fixes},
	{"the parts of a text give the parts of the whole", concatenation},
	{"CRLF is LF", carriageReturns},
	{"edits give what normalize gives", edits},
	{"differences patch", differences},
	{"findings stand where they say, in every format", findings},
	{"tokens tile", tokens},
	{"the parts of words make the words", partsOfWords},
	{"sentences tile", sentences},
	{"dates stand where they say", dates},
	{"names stand where they say", names},
	{"a baseline of itself", ownBaseline},
	{"normalize twice, then check", normalizedTwice},
	{"check --fix twice, then check", fixedTwice},
}

// documentLaws are the numbers of those that hold for the files of every format.
var documentLaws = func() (all []int) {
	for i, law := range commandLaws {
		switch law.name {
		case "any way in and out gives the same", "in place is as to the output", "check --fix of a file, of the input and as a difference",
			"differences patch", "normalize twice, then check", "check --fix twice, then check":
			all = append(all, i)
		}
	}
	return all
}()

// lawTexts are texts of some lines each, odd Unicode among them.
var lawTexts = []string{
	"قال المدير إن العمل مستمر , و سوف ينتهي في ١٢ يوما .ثم سافر د. سامي إلى بيروت يوم الأحد 10 نوفمبر 2023!\nوصل أمس ( نعم ) و قال «نعم«.قدم عرضا؟ لا\n\nخبر آخر: السعر 3.5 ريال؛ راجع www.example.org/a?b=1,2 غدا.\n",
	"\uFEFFكتـــاب\u200F \u202Bيارا العلي\u202C في\u00A0الريـاض \uFEDF\uFEE0\uFEAE\uFE9F\uFEDD يوم ٥/٣/٢٠٢٠ , آسیا کبیر ٪٣٠\nبل\xff\xfeغ \xd9 آخر\xe2\x80 &#1575; سطر ...و قال\t \nبلا نهاية",
	"و\u064E\u0651 اً م \u0653 \u0627\u0654 \u200Cما\u200D 1 ديسمبر 1946\u2028\u2029فلاديمير بوتين\u0085و سيرغي لافروف\v\f ﷲ ﻻ 👍🏽 👨\u200D👩\u200D👧 \U000E0041\u034F\u2066x\u2069\n و\n,\n.\n؟",
	"الخميس 26 شوال 1436هـ الموافق 13 أغسطس 2015م, March 3rd, 2019 بين 3 إلى 7 مايو\nقالت هند: \"وصلت الطائرة\" (من القاهرة\nإلى دمشق) الساعة 3:05 مساء\n\n\n  \n[بوتين|PER]\t#وسم_٢٠٢٣ @اسم 1,250 و 2023آخر ٬٣٬\n",
	"\n", "و", "", " \n و",
}

var trials = flag.Int("trials", 100, "hold laws of the command line on `N` random texts")

// TestCommandLine holds every law on each of the texts, and some on random
// ones:
//
//	go test ./cmd/nass -run CommandLine -timeout 60m -args -trials 100000
func TestCommandLine(t *testing.T) {
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(3, 4))
	draws := func() []byte {
		all := make([]byte, 24)
		for i := range all {
			all[i] = byte(random.Uint32())
		}
		return all
	}
	hold := func(law, format int, text string) {
		t.Run(fmt.Sprintf("law %d of %s", law, document.Formats[format].Name), func(t *testing.T) { holdLaw(t, dir, law, format, []byte(text), draws()) })
	}
	for law := range commandLaws {
		for _, text := range lawTexts {
			hold(law, 0, text)
		}
	}
	for format := 1; format < len(document.Formats); format++ {
		for i, law := range documentLaws {
			hold(law, format, lawTexts[(format+i)%len(lawTexts)])
		}
	}
	var parts []string
	for _, text := range lawTexts {
		for line := range strings.Lines(text) {
			parts = append(parts, strings.SplitAfter(line, " ")...)
		}
	}
	for _, r := range orthography.Rules() {
		parts = append(parts, r.Bad, r.Good)
	}
	parts = append(parts, " ", "\n", "\r\n", "\x00", "\x1b[0m", "\u0640", "\u064B", "\u200E", "\u00AD", "\"", ",", "و ", "٣", "5")
	for range *trials {
		var text strings.Builder
		for range 1 + random.IntN(30) {
			text.WriteString(parts[random.IntN(len(parts))])
			if random.IntN(3) == 0 {
				text.WriteString(" ")
			}
		}
		if random.IntN(2) == 0 {
			hold(random.IntN(len(commandLaws)), 0, text.String())
		} else {
			hold(documentLaws[random.IntN(len(documentLaws))], 1+random.IntN(len(document.Formats)-1), text.String())
		}
	}
}

// FuzzCommandLine holds one law with one configuration, both chosen by draws,
// on each text, as it is or in a file of a format. Its seeds are few, as its time in .ci/run counts them.
func FuzzCommandLine(f *testing.F) {
	random := rand.New(rand.NewPCG(1, 2))
	for law := range commandLaws {
		draws := make([]byte, 24)
		for i := range draws {
			draws[i] = byte(random.Uint32())
		}
		f.Add(byte(law), byte(0), []byte(lawTexts[law%len(lawTexts)]), draws)
	}
	for format := 1; format < len(document.Formats); format++ {
		f.Add(byte(format), byte(format), []byte(lawTexts[format%len(lawTexts)]), []byte{byte(format)})
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, law, format byte, text, draws []byte) {
		switch n := int(format) % len(document.Formats); {
		case len(text) > 16<<10:
		case n == 0:
			holdLaw(t, dir, int(law)%len(commandLaws), 0, text, draws)
		default:
			holdLaw(t, dir, documentLaws[int(law)%len(documentLaws)], n, text, draws)
		}
	})
}

func holdLaw(t *testing.T, dir string, law, format int, text, draws []byte) {
	x := &trial{T: t, law: commandLaws[law].name, dir: dir, name: "text", draws: draws}
	if x.format = document.Formats[format]; x.format != document.Plain {
		w := wrappings[x.format.Name]
		x.name, text = w.name, []byte(w.wrap(string(text)))
	}
	x.is(text)
	commandLaws[law].hold(x)
}

// A trial holds a law on a text.
type trial struct {
	*testing.T
	law    string
	dir    string
	format *document.Format
	name   string // of file
	file   string // holds the text
	text   []byte
	draws  []byte
}

// An outcome is what a run of nass came to.
type outcome struct {
	code     int
	out, err string
}

// draw chooses a number below n.
func (x *trial) draw(n int) int {
	if len(x.draws) == 0 {
		return 0
	}
	d := int(x.draws[0]) % n
	x.draws = x.draws[1:]
	return d
}

// one chooses one of them.
func (x *trial) one(of ...string) string { return of[x.draw(len(of))] }

// maybe appends what is chosen to args, once in n times.
func (x *trial) maybe(args []string, n int, of ...string) []string {
	if x.draw(n) > 0 {
		return args
	}
	return append(args, x.one(of...))
}

// is makes text the text.
func (x *trial) is(text []byte) {
	x.text = text
	x.file = x.write(x.name, string(text))
}

func (x *trial) write(name, text string) string {
	file := filepath.Join(x.dir, name)
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		x.Fatal(err)
	}
	return file
}

func (x *trial) read(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		x.Fatal(err)
	}
	return string(text)
}

// broken ends the trial: the law does not hold.
func (x *trial) broken(args []string, format string, a ...any) {
	x.Helper()
	x.Fatalf("%s: nass %s\ntext %q\n%s", x.law, strings.ReplaceAll(strings.Join(args, " "), x.dir, ""), x.text, fmt.Sprintf(format, a...))
}

// same demands that got is want.
func (x *trial) same(args []string, what, got, want string) {
	x.Helper()
	if got != want {
		x.broken(args, "%s\ngot  %q\nwant %q", what, got, want)
	}
}

// unread is what nass says of a text that it does not read: one that is no
// text, or that seems to be in another encoding, or compressed.
var unread = regexp.MustCompile(`binary|UTF-16|UTF-32|gzip|zstd|bzip2|xz`)

// do runs nass, which must not fail.
func (x *trial) do(args ...string) outcome { return x.blocks(0, args...) }

// blocks runs nass with blocks of so many bytes.
func (x *trial) blocks(size int, args ...string) outcome {
	x.Helper()
	var out, errs bytes.Buffer
	p := newProcess(os.Stdin, &out, &errs)
	p.block = size
	if x.format != document.Plain {
		args = append(slices.Clip(args), "--as="+x.format.Name)
	}
	code := p.run(args)
	if unread.MatchString(errs.String()) {
		x.Skip()
	}
	if code == exitError {
		x.broken(args, "%s", errs.String())
	}
	return outcome{code, out.String(), errs.String()}
}

// of runs nass on the text.
func (x *trial) of(args ...string) outcome {
	x.Helper()
	return x.do(append(slices.Clip(args), x.file)...)
}

// streams reports whether the format can be read from the standard input, which has
// no name and is read from the start to the end.
func (x *trial) streams() bool { return !x.format.Binary && x.format != document.Source }

// input runs nass with the text as the standard input.
func (x *trial) input(size int, args ...string) outcome {
	x.Helper()
	f, err := os.Open(x.file)
	if err != nil {
		x.Fatal(err)
	}
	defer f.Close()
	defer func(old *os.File) { os.Stdin = old }(os.Stdin)
	os.Stdin = f
	return x.blocks(size, args...)
}

// selection chooses rules.
func (x *trial) selection(verb string) []string {
	args := []string{verb, "--profile=" + x.one(orthography.Profiles...)}
	if verb == "check" {
		args = append(args, "--no-config")
	}
	for _, o := range orthography.Options() {
		if x.draw(4) == 0 {
			args = append(args, "--"+o.Name+"="+o.Values[x.draw(len(o.Values))].Name)
		}
	}
	if x.draw(3) == 0 {
		names := orthography.Names()
		args = append(args, x.one("--enable=", "--disable=", "--only=")+names[x.draw(len(names))])
	}
	return args
}

// as is the selection of args for another verb.
func as(verb string, args []string, more ...string) []string {
	args = slices.DeleteFunc(slices.Clone(args[1:]), func(a string) bool { return a == "--no-config" })
	if verb == "check" {
		args = append(args, "--no-config")
	}
	return append(append([]string{verb}, args...), more...)
}

// command chooses a verb and its flags.
func (x *trial) command() []string {
	switch x.draw(6) {
	case 0:
		return x.maybe(x.selection("normalize"), 2, "--edits", "--diff", "--check")
	case 1:
		format := x.one(report.Names...)
		args := append(x.selection("check"), "--format="+format)
		if slices.Contains([]string{"text", "grouped", "json", "jsonl", "github"}, format) {
			args = x.maybe(args, 3, "--statistics")
		}
		return x.maybe(args, 3, "--max-findings=2", "--diff", "--fail-on=error", "--fail-on=info", "--exit-zero")
	case 2:
		return x.segment()
	case 3:
		args := []string{"tokenize", "--format=" + x.one(report.TokenFormats...)}
		args = x.maybe(args, 3, "--clitics=proclitics", "--clitics=atb", "--clitics=full")
		return x.maybe(x.maybe(args, 3, "--split-scripts"), 3, "--split-waw")
	case 4:
		args := []string{"entities"}
		args = x.maybe(args, 3, "--types=PER,DATE", "--types=LOC,ORG,DATE", "--types=MISC")
		args = x.maybe(args, 4, "--scheme=wiki", "--scheme=broad")
		args = x.maybe(args, 4, "--strip-clitics", "--min-score=0.9")
		if format := x.draw(len(report.EntityFormats)); format >= 3 {
			args = append(args, "--format="+report.EntityFormats[format])
		} else if args = append(args, "--format="+report.EntityFormats[format]); x.draw(2) == 0 {
			args = append(args, x.one("--count", "--context=2", "--count --merge"))
		}
		return strings.Fields(strings.Join(args, " "))
	}
	return append(x.dated(), "--format="+x.one(report.DateFormats...))
}

func (x *trial) segment() []string {
	args := x.maybe([]string{"segment"}, 3, "--wrap")
	explain := false
	switch x.draw(4) {
	case 0:
		args = append(args, "--unit=paragraph")
	case 1:
		args = append(args, x.one("--max-length=1", "--max-length=20", "--max-length=60 --min-length=10"))
	case 2:
		explain = true
		args = append(args, "--explain")
	case 3:
		args = append(args, x.one("--headlines=on", "--headlines=off", "--unmarked=on", "--unmarked=on --mean-words=5"))
	}
	if x.draw(3) == 0 {
		args = append(append(args, "--normalize"), x.selection("")[1:]...)
	}
	if x.draw(2) == 0 {
		args = append(args, "--format=jsonl")
	} else if !explain {
		args = x.maybe(args, 3, "--keep-newlines", "--null", "--keep-newlines --null")
	}
	return strings.Fields(strings.Join(args, " "))
}

func (x *trial) dated() []string {
	args := x.maybe([]string{"dates"}, 2, "--reference=2023-11-10", "--reference-from=first-date", "--reference=2024-02-29T23:59")
	args = x.maybe(args, 3, "--prefer=past", "--prefer=future")
	return x.maybe(x.maybe(args, 4, "--order=mdy"), 4, "--hijri=kacst")
}

func sameBytes(x *trial) {
	args := x.command()
	want := x.of(args...)
	args = append(args, "--jobs="+x.one("1", "2", "3"))
	if !slices.Contains(args, "--count") {
		args = x.maybe(args, 3, "--line-buffered")
	}
	size := []int{0, 1, 7, 64, 1000}[x.draw(5)]
	to := filepath.Join(x.dir, "out")
	toFile := x.draw(3) == 0
	if toFile {
		args = append(args, "--output="+to)
	}
	quiet := newRootCmd(new(process)).PersistentFlags().Lookup("quiet") != nil && x.draw(3) == 0
	if quiet {
		args = append(args, "--quiet")
	}
	var got outcome
	if x.draw(2) == 0 || !x.streams() {
		got = x.blocks(size, append(args, x.file)...)
	} else {
		got = x.input(size, args...)
		want.out = strings.ReplaceAll(want.out, x.file, shown("-"))
		want.err = strings.ReplaceAll(want.err, x.file, shown("-"))
	}
	if toFile {
		x.same(args, "standard output", got.out, "")
		got.out = x.read(to)
	}
	x.same(args, fmt.Sprintf("blocks of %d", size), got.out, want.out)
	if got.code != want.code {
		x.broken(args, "exit code %d, not %d", got.code, want.code)
	}
	if !quiet {
		x.same(args, "standard error", got.err, want.err)
	}
}

func inPlace(x *trial) {
	args := x.selection("normalize")
	want := x.of(args...).out
	changes := want != string(x.text)
	backup := x.file + ".bak"
	os.Remove(backup)
	flag := x.one("-i", "-i.bak", "--in-place=.bak")
	text := string(x.text)
	if code := x.of(append(args, "--check")...).code; code == exitFindings != changes {
		x.broken(args, "--check exits with %d, but normalize changes the text: %v", code, changes)
	}
	x.of(append(args, flag)...)
	x.same(args, flag, x.read(x.file), want)
	kept, err := os.ReadFile(backup)
	if keep := changes && flag != "-i"; keep != (err == nil) || keep && string(kept) != text {
		x.broken(args, "backup %q, %v", kept, err)
	}
}

func fixes(x *trial) {
	args := append(x.selection("check"), x.one("--fix", "--fix=all"))
	diff := x.of(append(args, "--diff")...)
	var in outcome
	if x.streams() {
		in = x.input([]int{0, 1, 64}[x.draw(3)], args...)
	}
	file := x.of(args...)
	fixed := x.read(x.file)
	if x.streams() {
		x.same(args, "from the input", in.out, fixed)
		said := func(s string) string { // what is noted of a page comes before what is found
			lines := slices.Collect(strings.Lines(strings.ReplaceAll(s, x.file, shown("-"))))
			slices.SortStableFunc(lines, func(a, b string) int { return strings.Compare(a[:min(5, len(a))], b[:min(5, len(b))]) })
			return strings.Join(lines, "")
		}
		x.same(args, "report", said(in.err), said(file.out+file.err))
		if in.code != file.code {
			x.broken(args, "exit code %d of the input, %d of the file", in.code, file.code)
		}
	}
	x.same(args, "the difference", x.patched(args, diff.out), fixed)
	if changes := fixed != string(x.text); (diff.code == exitFindings) != changes {
		x.broken(args, "--diff exits with %d, but --fix changes the text: %v", diff.code, changes)
	}
}

func concatenation(x *trial) {
	var args []string
	switch x.draw(3) {
	case 0:
		args = x.selection("normalize")
	case 1:
		args = x.maybe([]string{"tokenize", "--split-waw"}, 2, "--clitics=full")
	case 2:
		args = x.maybe([]string{"segment"}, 2, "--headlines=on", "--unmarked=on", "--max-length=20", "--normalize")
	}
	whole, text := x.of(args...).out, x.text
	ends := []int{0}
	for i, b := range text {
		if b == '\n' {
			ends = append(ends, i+1)
		}
	}
	end := ends[x.draw(len(ends))]
	for _, part := range [][]byte{text, text[:end], text[end:]} {
		if (&orthography.Judge{Raw: true}).Of(part).Known() != nil { // a text that is not Arabic prose as a whole
			return
		}
	}
	x.is(text[:end])
	parts := x.of(args...).out
	x.is(text[end:])
	parts += x.of(args...).out
	x.same(args, fmt.Sprintf("parts that meet at %d of %q", end, text), parts, whole)
}

func carriageReturns(x *trial) {
	text := bytes.ReplaceAll(x.text, []byte("\r"), nil)
	if len(text) > 1000 { // where longer, CR makes some lines headlines and some units full
		return
	}
	var args []string
	switch x.draw(6) {
	case 0:
		args = x.selection("normalize")
	case 1:
		args = append(x.selection("check"), x.one("--format=text", "--format=github"))
	case 2:
		args = x.maybe(x.maybe([]string{"segment"}, 2, "--wrap"), 3, "--headlines=on", "--unmarked=on", "--unit=paragraph", "--keep-newlines")
	case 3:
		args = []string{"tokenize", x.one("--format=lines", "--format=space")}
	case 4:
		args = x.maybe([]string{"entities", "--types=PER,LOC,ORG,MISC,DATE"}, 2, "--count", "--format=html", "--format=inline", "--format=conll")
	case 5:
		args = append(x.dated(), "--format=text")
	}
	x.is(text)
	want := x.of(args...)
	x.is(bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")))
	got := x.of(args...)
	x.same(args, "with CRLF", strings.ReplaceAll(got.out, "\r\n", "\n"), want.out)
	if got.code != want.code {
		x.broken(args, "exit code %d with CRLF, %d with LF", got.code, want.code)
	}
}

// A record is what nass writes as JSON: an edit, a finding, a token, a
// sentence, a date or a name.
type record struct {
	File                 string
	Line, Index          int
	Paragraph            int
	Col                  int
	EndCol               int `json:"end_col"`
	Start, End           *int
	SourceStart          *int `json:"source_start"`
	SourceEnd            *int `json:"source_end"`
	CPStart              int  `json:"cp_start"`
	CPEnd                int  `json:"cp_end"`
	Level, Rule, Message string
	Found                string
	Becomes              *string
	Fix                  string
	Old, New             string
	Text, Type, Name     string
	Word                 *int
	Value, Kind          string
	Mark                 string
	EndMark              string `json:"end_mark"`
	Count                int
}

// records reads a JSON object a line, or the array that check writes.
func (x *trial) records(args []string, out string) []record {
	x.Helper()
	if !utf8.ValidString(out) {
		x.broken(args, "not UTF-8: %q", out)
	}
	if args[0] == "check" && !slices.Contains(args, "--format=jsonl") {
		var all []record
		if err := json.Unmarshal([]byte(out), &all); err != nil {
			x.broken(args, "%v in %q", err, out)
		}
		return all
	}
	var all []record
	for line := range strings.Lines(out) {
		var r record
		if err := json.Unmarshal([]byte(line), &r); err != nil || !strings.HasSuffix(line, "}\n") {
			x.broken(args, "%v in %q", err, line)
		}
		all = append(all, r)
	}
	return all
}

// lossy is b as JSON can hold it.
func lossy(b []byte) string { return string([]rune(string(b))) }

// stands demands that the record stands in the text where it says, after at,
// with these words, and returns where it ends.
func (x *trial) stands(args []string, r *record, at int, words string) int {
	x.Helper()
	if r.Start == nil || r.End == nil || *r.Start < at || *r.End < *r.Start || *r.End > len(x.text) {
		x.broken(args, "%+v after %d", r, at)
	}
	before, own := x.text[:*r.Start], x.text[*r.Start:*r.End]
	if n := utf8.RuneCount(before); r.CPStart != n || r.CPEnd != n+utf8.RuneCount(own) {
		x.broken(args, "code points of %+v: want %d to %d", r, n, n+utf8.RuneCount(own))
	}
	x.same(args, "words", words, lossy(own))
	return *r.End
}

// lineOf is the number of the line in which the byte at i stands.
func (x *trial) lineOf(i int) int { return 1 + bytes.Count(x.text[:i], []byte{'\n'}) }

func edits(x *trial) {
	args := x.selection("normalize")
	want := x.of(args...).out
	args = append(args, "--edits")
	var got []byte
	at := 0
	for _, r := range x.records(args, x.of(args...).out) {
		from := at
		at = x.stands(args, &r, at, r.Old)
		if r.Line != x.lineOf(*r.Start) || r.File != x.file || r.Old == r.New || r.Rule == "" {
			x.broken(args, "%+v", r)
		}
		got = append(append(got, x.text[from:*r.Start]...), r.New...)
	}
	got = append(got, x.text[at:]...)
	x.same(args, "applied", lossy(got), lossy([]byte(want)))
}

func differences(x *trial) {
	args := x.selection("normalize")
	want := x.of(args...).out
	args = append(args, "--diff", "--check")
	diff := x.blocks([]int{0, 1, 30}[x.draw(3)], append(args, x.file)...)
	x.same(args, "patched", x.patched(args, diff.out), want)
	if changes := want != string(x.text); changes != (diff.code == exitFindings) || changes != (diff.out != "") {
		x.broken(args, "exit code %d, difference %q", diff.code, diff.out)
	}
}

var hunkHead = regexp.MustCompile(`^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n$`)

// patched is the text with a unified difference applied.
func (x *trial) patched(args []string, diff string) string {
	x.Helper()
	if diff == "" {
		return string(x.text)
	}
	if x.format.Binary {
		x.Skip("the difference shows texts, not the file")
	}
	old := slices.Collect(strings.Lines(string(x.text)))
	lines := slices.Collect(strings.Lines(diff))
	if len(lines) < 3 || !strings.HasPrefix(lines[0], "--- ") || !strings.HasPrefix(lines[1], "+++ ") {
		x.broken(args, "no difference: %q", diff)
	}
	var got strings.Builder
	at := 0 // of old
	for lines = lines[2:]; len(lines) > 0; {
		head := hunkHead.FindStringSubmatch(lines[0])
		if head == nil {
			x.broken(args, "no hunk: %q in %q", lines[0], diff)
		}
		number := func(i int) int {
			n, err := strconv.Atoi(head[i])
			if err != nil {
				return 1
			}
			return n
		}
		from, minus, plus := number(1)-1, number(2), number(4)
		if from < at || from+minus > len(old) {
			x.broken(args, "hunk %q after %d of %d lines", head[0], at, len(old))
		}
		for ; at < from; at++ {
			got.WriteString(old[at])
		}
		for lines = lines[1:]; minus > 0 || plus > 0; lines = lines[1:] {
			if len(lines) == 0 {
				x.broken(args, "a hunk ends early: %q", diff)
			}
			sign, line := lines[0][0], lines[0][1:]
			if len(lines) > 1 && strings.HasPrefix(lines[1], `\`) {
				line = strings.TrimSuffix(line, "\n")
				lines = lines[1:]
			}
			if sign == ' ' || sign == '-' {
				if at == len(old) || old[at] != line {
					x.broken(args, "line %d is not %q", at+1, line)
				}
				at++
				minus--
			}
			if sign == ' ' || sign == '+' {
				got.WriteString(line)
				plus--
			}
		}
	}
	for ; at < len(old); at++ {
		got.WriteString(old[at])
	}
	return got.String()
}

var (
	textFinding   = regexp.MustCompile(`^:(\d+):(\d+): (\w+) ([a-z0-9-]+): `)
	githubFinding = regexp.MustCompile(`^::(\w+) file=[^,]*,line=(\d+),col=(\d+)(?:,endColumn=\d+)?,title=([a-z0-9-]+)::`)
)

func findings(x *trial) {
	args := x.selection("check")
	array := append(slices.Clip(args), "--format=json")
	of := x.of(array...)
	var rows []string
	counts := map[string]int{}
	fails := false
	for _, r := range x.records(array, of.out) {
		x.finding(array, &r)
		rows = append(rows, fmt.Sprintf("%d %d %s %s", r.Line, r.Col, r.Level, r.Rule))
		counts[r.Rule]++
		fails = fails || r.Level != rule.Info.String()
	}
	if fails != (of.code == exitFindings) {
		x.broken(array, "exit code %d", of.code)
	}
	said := "no findings"
	if n := len(rows); n > 0 {
		said = plural(n, "finding") + " ("
	}
	if !strings.Contains(of.err, "nass: "+said) {
		x.broken(array, "%s: %s", said, of.err)
	}
	lines := append(slices.Clip(args), "--format=jsonl")
	x.same(lines, "lines of the array", x.of(lines...).out, strings.TrimPrefix(strings.TrimSuffix(strings.ReplaceAll(of.out, "},\n", "}\n"), "]\n"), "["+strings.Repeat("\n", min(1, len(rows)))))
	text := x.of(args...)
	x.rows(args, text.out, rows, func(line string) string {
		m := textFinding.FindStringSubmatch(strings.TrimPrefix(line, x.file))
		if m == nil {
			return ""
		}
		return strings.Join(m[1:], " ")
	})
	levels := map[string]string{"notice": "info", "warning": "warning", "error": "error"}
	github := append(slices.Clip(args), "--format=github")
	var shown []string // ten of each level, the worst first
	more := false
	for _, level := range []string{"error", "warning", "info"} {
		n := 0
		for _, row := range rows {
			if strings.Fields(row)[2] == level {
				if n++; n <= 10 {
					shown = append(shown, row)
				}
			}
		}
		more = more || n > 10
	}
	annotations := x.of(github...).out
	if i := strings.LastIndex(annotations, "nass: more findings"); more && i >= 0 {
		annotations = annotations[:i]
	}
	x.rows(github, annotations, shown, func(line string) string {
		m := githubFinding.FindStringSubmatch(line)
		if m == nil {
			return ""
		}
		return strings.Join([]string{m[2], m[3], levels[m[1]], m[4]}, " ")
	})
	counted := append(slices.Clip(args), "--statistics", "--format=json")
	for _, r := range x.records(counted, x.of(counted...).out) {
		if counts[r.Rule] != r.Count {
			x.broken(counted, "%s: %d, not %d", r.Rule, r.Count, counts[r.Rule])
		}
		delete(counts, r.Rule)
	}
	if len(counts) > 0 {
		x.broken(counted, "not counted: %v", counts)
	}
	some := append(slices.Clip(args), "--max-findings=2")
	few := x.of(some...)
	left := text.out // the few are among all, in order
	for line := range strings.Lines(few.out) {
		_, after, found := strings.Cut(left, line)
		if !found {
			x.broken(some, "%q of %q", few.out, text.out)
		}
		left = after
	}
	errors := min(2, strings.Count(text.out, ": error "))
	if strings.Count(few.out, "\n") != min(2, len(rows)) || strings.Count(few.out, ": error ") < errors || few.code != text.code {
		x.broken(some, "%q of %q", few.out, text.out)
	}
}

// finding demands that a finding stands in the text where it says.
func (x *trial) finding(args []string, r *record) {
	x.Helper()
	switch {
	case x.format.Binary:
	case x.format != document.Plain:
		if *r.SourceStart > *r.SourceEnd || *r.SourceEnd > len(x.text) {
			x.broken(args, "%+v", r)
		}
		line := bytes.LastIndexByte(x.text[:*r.SourceStart], '\n') + 1
		if col := 1 + utf8.RuneCount(x.text[line:*r.SourceStart]); r.Line != x.lineOf(*r.SourceStart) || r.Col != col {
			x.broken(args, "%+v, not at column %d", r, col)
		}
	case r.Start != nil:
		if *r.Start > *r.End || *r.End > len(x.text) {
			x.broken(args, "%+v", r)
		}
		x.stands(args, r, *r.Start, lossy(x.text[*r.Start:*r.End]))
		line := bytes.LastIndexByte(x.text[:*r.Start], '\n') + 1
		col := 1 + utf8.RuneCount(x.text[line:*r.Start])
		if r.Line != x.lineOf(*r.Start) || r.Col != col || r.EndCol != col+utf8.RuneCount(x.text[*r.Start:*r.End]) {
			x.broken(args, "%+v", r)
		}
	}
	if r.File != x.file || (r.Becomes == nil) != (r.Fix == rule.Manual.String()) {
		x.broken(args, "%+v", r)
	}
}

// rows demands that each line of out reads as the row of that number.
func (x *trial) rows(args []string, out string, want []string, read func(line string) string) {
	x.Helper()
	var got []string
	for line := range strings.Lines(out) {
		got = append(got, read(line))
	}
	if !slices.Equal(got, want) {
		x.broken(args, "rows\n%q of\n%q\nwant\n%q", got, out, want)
	}
}

// unseen demands that what stands between two units is white space and what
// shows nothing.
func (x *trial) unseen(args []string, gap []byte) {
	x.Helper()
	if i := bytes.IndexFunc(gap, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Variation_Selector, r)
	}); i >= 0 {
		x.broken(args, "left out: %q", gap)
	}
}

// partsOfWords: the parts of a word, joined, are the word, in its place; lines has
// what jsonl has.
func partsOfWords(x *trial) {
	words := x.records([]string{"tokenize"}, x.of("tokenize", "--format=jsonl").out)
	args := []string{"tokenize", x.one("--clitics=proclitics", "--clitics=atb", "--clitics=full")}
	array := append(slices.Clip(args), "--format=jsonl")
	var lines []string
	i, at := -1, 0
	for n, r := range x.records(array, x.of(array...).out) {
		switch {
		case r.Index != n || r.Word == nil || *r.Start == *r.End:
			x.broken(array, "%+v", r)
		case *r.Word == i && *r.Start == at:
		case *r.Word == i+1 && (i < 0 || at == *words[i].End) && *r.Word < len(words) && *r.Start == *words[i+1].Start:
			i++
		default:
			x.broken(array, "%+v after %d of word %d", r, at, i)
		}
		at = *r.End
		lines = append(lines, string(x.text[*r.Start:at])+"\n")
	}
	if i != len(words)-1 || i >= 0 && at != *words[i].End {
		x.broken(array, "ends at %d of word %d of %d", at, i, len(words))
	}
	other := append(slices.Clip(args), "--format=lines")
	x.rows(other, x.of(other...).out, lines, func(line string) string { return line })
}

func tokens(x *trial) {
	args := x.maybe(x.maybe([]string{"tokenize"}, 3, "--split-scripts"), 3, "--split-waw")
	array := append(slices.Clip(args), "--format=jsonl")
	var rows, ranges, lines []string
	at := 0
	spaced := make([][]string, x.lineOf(len(x.text)))
	for i, r := range x.records(array, x.of(array...).out) {
		before := at
		at = x.stands(array, &r, at, r.Text)
		x.unseen(array, x.text[before:*r.Start])
		if r.Index != i || r.File != x.file || r.Line != x.lineOf(*r.Start) || *r.Start == at {
			x.broken(array, "%+v", r)
		}
		raw := string(x.text[*r.Start:at])
		rows = append(rows, fmt.Sprintf("%s\t\t\t\t%d\t%d\t%d\t%d\t%d\t%s\t%s\n", x.file, r.Line, *r.Start, *r.End, r.CPStart, r.CPEnd, report.AppendVisible(nil, raw), r.Type))
		ranges = append(ranges, fmt.Sprintf("%d:%d|Type=%s\n", *r.Start, *r.End, r.Type))
		lines = append(lines, raw+"\n")
		line := x.lineOf(*r.Start) - 1
		spaced[line] = append(spaced[line], raw)
	}
	x.unseen(array, x.text[at:])
	whole := func(line string) string { return line }
	other := append(slices.Clip(args), "--format=tsv")
	_, body, _ := strings.Cut(x.of(other...).out, "\n")
	x.rows(other, body, rows, whole)
	other = append(slices.Clip(args), "--format=lines")
	x.rows(other, x.of(other...).out, lines, whole)
	other = append(slices.Clip(args), "--format=space")
	lines = nil
	for _, words := range spaced {
		lines = append(lines, strings.Join(words, " ")+"\n")
	}
	if last := len(lines) - 1; lines[last] == "\n" { // ended, or nothing but what shows nothing
		lines = lines[:last]
	}
	got := x.of(other...).out
	if extra := strings.TrimSuffix(got, "\n"); extra == strings.Join(lines, "") {
		got = extra // a last line without a newline and without a token is a line too
	}
	x.rows(other, got, lines, whole)
	other = append(slices.Clip(args), "--format=conll")
	conll := x.of(other...).out
	var tagged []string
	for line := range strings.Lines(conll) {
		if field := strings.Split(line, "\t"); len(field) == 10 {
			_, place, _ := strings.Cut(field[9], "TokenRange=")
			tagged = append(tagged, place)
		}
	}
	x.same(other, "ranges", strings.Join(tagged, ""), strings.Join(ranges, ""))
}

func sentences(x *trial) {
	args := x.maybe(x.maybe([]string{"segment"}, 2, "--wrap"), 2, "--headlines=on", "--headlines=off", "--unmarked=on", "--max-length=20", "--unit=paragraph")
	array := append(slices.Clip(args), "--format=jsonl")
	at, paragraph := 0, 0
	var lines []string
	for i, r := range x.records(array, x.of(array...).out) {
		before := at
		at = x.stands(array, &r, at, r.Text)
		x.unseen(array, x.text[before:*r.Start])
		if r.Index != i || r.File != x.file || r.Line != x.lineOf(*r.Start) || *r.Start == at || r.Paragraph < paragraph || r.Paragraph > paragraph+1 || !strings.Contains(r.Text, r.EndMark) {
			x.broken(array, "%+v", r)
		}
		paragraph = r.Paragraph
		lines = append(lines, string(x.text[*r.Start:at])+"\x00")
	}
	x.unseen(array, x.text[at:])
	other := append(slices.Clip(args), "--keep-newlines", "--null")
	x.same(other, "sentences", x.of(other...).out, strings.Join(lines, ""))
	if slices.Contains(args, "--unit=paragraph") || slices.Contains(args, "--max-length=20") {
		return
	}
	told := append(slices.Clip(array), "--explain")
	at = 0
	var rows []string
	for _, r := range x.records(told, x.of(told...).out) {
		x.stands(told, &r, at, r.Mark)
		at = *r.Start
		line := bytes.LastIndexByte(x.text[:at], '\n') + 1
		if r.File != x.file || r.Line != x.lineOf(at) {
			x.broken(told, "%+v", r)
		}
		rows = append(rows, fmt.Sprintf(":%d:%d: %s", r.Line, 1+utf8.RuneCount(x.text[line:at]), r.Rule))
	}
	told = append(slices.Clip(args), "--explain", "--null")
	got := strings.Split(x.of(told...).out, "\x00")
	place := regexp.MustCompile(`^(:\d+:\d+: )(?:keep|cut) (\S+): `)
	for i, row := range got[:len(got)-1] {
		m := place.FindStringSubmatch(strings.TrimPrefix(row, x.file))
		if m == nil || i >= len(rows) || m[1]+m[2] != rows[i] {
			if !bytes.ContainsRune(x.text, 0) {
				x.broken(told, "%q, want %q", row, rows[min(i, len(rows)-1):])
			}
		}
	}
}

func dates(x *trial) {
	args := x.dated()
	array := append(slices.Clip(args), "--format=jsonl")
	at := 0
	var rows, places []string
	for _, r := range x.records(array, x.of(array...).out) {
		at = x.stands(array, &r, at, r.Text)
		line := x.lineOf(*r.Start)
		if r.Line != line || *r.Start == at || r.Kind == "" || strings.Contains(r.Text, "\n") {
			x.broken(array, "%+v", r)
		}
		rows = append(rows, fmt.Sprintf("%d %d %d %d %d %s %s", r.Line, *r.Start, at, r.CPStart, r.CPEnd, r.Value, r.Kind))
		col := 1 + utf8.RuneCount(x.text[bytes.LastIndexByte(x.text[:*r.Start], '\n')+1:*r.Start])
		places = append(places, fmt.Sprintf("%d:%d", line, col))
	}
	table := append(slices.Clip(args), "--format=tsv")
	_, body, _ := strings.Cut(x.of(table...).out, "\n")
	x.rows(table, body, rows, func(line string) string {
		f := strings.Split(line, "\t")
		if len(f) != 17 || f[0] != x.file {
			return line
		}
		return strings.Join(append(f[4:9], f[10], f[13]), " ")
	})
	text := append(slices.Clip(args), "--format=text")
	x.rows(text, x.of(text...).out, places, func(line string) string {
		place, _, _ := strings.Cut(strings.TrimPrefix(line, x.file+":"), ": «")
		return place
	})
}

func names(x *trial) {
	args := x.maybe([]string{"entities"}, 2, "--types=PER,LOC,ORG,MISC,DATE", "--scheme=wiki", "--strip-clitics")
	array := append(slices.Clip(args), "--format=jsonl")
	at := 0
	var rows, places []string
	all := x.records(array, x.of(array...).out)
	for _, r := range all {
		at = x.stands(array, &r, at, r.Text)
		line := x.lineOf(*r.Start)
		if r.Line != line || *r.Start == at || r.Name == "" || strings.Contains(r.Text, "\n") {
			x.broken(array, "%+v", r)
		}
		rows = append(rows, fmt.Sprintf("%d %d %d %d %d %s", r.Line, *r.Start, at, r.CPStart, r.CPEnd, r.Type))
		col := 1 + utf8.RuneCount(x.text[bytes.LastIndexByte(x.text[:*r.Start], '\n')+1:*r.Start])
		places = append(places, fmt.Sprintf("%d:%d: %s", line, col, r.Type))
	}
	switch x.draw(4) {
	case 0:
		args = append(args, "--format=tsv")
		_, body, _ := strings.Cut(x.of(args...).out, "\n")
		x.rows(args, body, rows, func(line string) string {
			f := strings.Split(line, "\t")
			if len(f) != 13 || f[0] != x.file {
				return line
			}
			return strings.Join(f[4:10], " ")
		})
	case 1:
		x.rows(args, x.of(args...).out, places, func(line string) string {
			f := strings.Split(strings.TrimPrefix(line, x.file+":"), " ")
			return strings.Join(f[:min(2, len(f))], " ")
		})
	case 2:
		args = append(args, "--format=html")
		if n := strings.Count(x.of(args...).out, "<mark"); n != len(all) {
			x.broken(args, "%d marks of %d names", n, len(all))
		}
	case 3:
		args = append(args, "--count", "--format=jsonl")
		n := 0
		for _, r := range x.records(args, x.of(args...).out) {
			n += r.Count
		}
		if n != len(all) {
			x.broken(args, "%d of %d names", n, len(all))
		}
	}
}

func ownBaseline(x *trial) {
	args := x.selection("check")
	base := filepath.Join(x.dir, "baseline")
	x.of(append(args, "--write-baseline="+base)...)
	args = append(args, "--fail-on=info", "--baseline="+base)
	for range 2 {
		got := x.of(args...)
		x.same(args, "findings", got.out, "")
		if got.code != 0 {
			x.broken(args, "exit code %d", got.code)
		}
		x.is(append([]byte("\n\n"), x.text...)) // known findings move
	}
}

// noted is what is said of a text that stays as it is: there is something left to fix.
const noted = "not changed, since the change would alter the structure"

func normalizedTwice(x *trial) {
	args := x.selection("normalize")
	first := x.of(args...)
	once, stays := first.out, strings.Contains(first.err, noted)
	x.is([]byte(once))
	x.same(args, "again", x.of(args...).out, once)
	args = as("check", args, "--format=json")
	for _, r := range x.records(args, x.of(args...).out) {
		if r.Becomes != nil && !stays {
			x.broken(args, "left: %+v", r)
		}
	}
}

func fixedTwice(x *trial) {
	args := append(x.selection("check"), x.one("--fix", "--fix=all"))
	all := args[len(args)-1] != "--fix"
	told := append(slices.Clip(args), "--format=json")
	left := x.records(told, x.blocks([]int{0, 1, 64}[x.draw(3)], append(slices.Clip(told), x.file)...).out)
	once := x.read(x.file)
	x.text = []byte(once)
	for _, r := range left { // of the text as fixed
		x.finding(told, &r)
	}
	again := x.of(args...)
	x.same(args, "again", x.read(x.file), once)
	if !strings.Contains(again.err, "; 0 fixes; 0 of 1 file changed") {
		x.broken(args, "again: %s", again.err)
	}
	args = append(args[:len(args)-1:len(args)-1], "--format=json")
	if strings.Contains(again.err, noted) {
		return
	}
	for _, r := range x.records(args, x.of(args...).out) {
		if r.Fix == rule.Safe.String() || all && r.Becomes != nil {
			x.broken(args, "left: %+v", r)
		}
	}
}
