package entity

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/entity/crf"
	"github.com/nass-ar/nass/pkg/span"
)

func testFinder(tb testing.TB) *Finder {
	tb.Helper()
	f, err := Default().NewFinder("")
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// What the embedded model reaches on the project's own pages, PER, LOC and ORG.
// Raise them with the model.
const (
	floorExact   = 87.0
	floorOverlap = 93.0
)

func TestFloorOnOwnPages(t *testing.T) {
	f, err := os.Open("../../testdata/entities/pages.conll")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	key, err := conll.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	var doc [][]string
	for _, s := range key {
		doc = append(doc, s.Tokens)
	}
	scores := conll.Scores{}
	for i, tags := range testFinder(t).Tag(doc) {
		scores.Add(key[i].Tags, tags)
	}
	total := scores.Total("PER", "LOC", "ORG")
	_, _, exact := total.F1()
	_, _, overlap := total.Overlap()
	t.Logf("exact %.1f, overlap %.1f", exact, overlap)
	if exact < floorExact || overlap < floorOverlap {
		t.Errorf("exact F1 %.1f, overlap %.1f; want at least %.1f and %.1f", exact, overlap, floorExact, floorOverlap)
	}
}

func TestFind(t *testing.T) {
	finder := testFinder(t)
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"...", ""},
		{"وصل الرئيس الروسي فلاديمير بوتين إلى أستانا", "PER فلاديمير بوتين; LOC أستانا"},
		{"عاد الوفد لأستانا", "LOC أستانا"},
		{"اجتمع ماكرون وبوتين في موسكو", "PER ماكرون; PER بوتين; LOC موسكو"},
		{"قال مندوب مصر بالأمم المتحدة في جنيف", "LOC مصر; ORG الأمم المتحدة; LOC جنيف"},
		{"قدم طلبا للأمم المتحدة في جنيف", "ORG الأمم المتحدة; LOC جنيف"},
		{"وَصَلَ إِلَى الْقَاهِرَةِ أمس", "LOC القاهرة"},
		{"وصل إلى القاهـــرة أمس", "LOC القاهرة"},
		{"زار فلاديمير   بوتين مدينة بكين", "PER فلاديمير بوتين; LOC بكين"},
		// What is taken off a name is what was written on to it, not its first letter.
		{"زار الوفد وادي رم أمس", "LOC وادي رم"},
		{"أعلنت فورد أرباحها في لندن", "ORG فورد; LOC لندن"},
		{"وصل القائد إلى فزان أمس", "LOC فزان"},
		{"حضر أحمد زكي وليلى علوي وكمال الشناوي", "PER أحمد زكي; PER ليلى علوي; PER كمال الشناوي"},
		{"سافر للسعودية ثم لمصر وفلسطين وكندا وبلجيكا", "LOC السعودية; LOC مصر; LOC فلسطين; LOC كندا; LOC بلجيكا"},
	} {
		text := []byte(c.text)
		var got []string
		for _, e := range finder.Find(nil, text) {
			got = append(got, e.Type.String()+" "+string(e.AppendName(nil, text)))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s: got %q, want %q", c.text, g, c.want)
		}
	}
}

func TestSpanKeepsProclitic(t *testing.T) {
	text := []byte("عاد الوفد لأستانا")
	es := testFinder(t).Find(nil, text)
	if len(es) != 1 || string(es[0].Text(text)) != "لأستانا" || es[0].Clitic != len("ل") {
		t.Errorf("got %+v", es)
	}
}

// A finder's memory of words must not show in what it finds.
func TestFinderHasNoState(t *testing.T) {
	texts := []string{
		"وصل الرئيس الروسي فلاديمير بوتين إلى أستانا",
		"أعلنت منظمة الصحة العالمية في جنيف تسجيل إصابات",
		strings.Repeat("قال أحمد علي في دبي إن محمدا عاد.\n", 200),
	}
	used := testFinder(t)
	for range 3 {
		for _, x := range texts {
			fresh := testFinder(t).Find(nil, []byte(x))
			if got := used.Find(nil, []byte(x)); !slices.Equal(got, fresh) {
				t.Fatalf("a used finder finds %v, a fresh one %v", got, fresh)
			}
		}
		used.tagger.Forget()
	}
}

func TestFindMakesNoGarbage(t *testing.T) {
	if underRace {
		t.Skip("the race detector drops splitters of sentences from their pool by chance")
	}
	text := []byte(strings.Repeat("وصل الرئيس الروسي فلاديمير بوتين إلى أستانا. ", 30))
	finder := testFinder(t)
	es := finder.Find(nil, text)
	if n := testing.AllocsPerRun(20, func() { es = finder.Find(es[:0], text) }); n != 0 {
		t.Errorf("%v allocations a call", n)
	}
}

func TestReadRefuses(t *testing.T) {
	good := []byte(embedded)
	if _, err := Read(bytes.NewReader(good)); err != nil {
		t.Fatal(err)
	}
	change := func(at int, to byte) []byte {
		b := bytes.Clone(good)
		b[at] = to
		return b
	}
	for _, c := range []struct {
		name, want string
		data       []byte
	}{
		{"empty", "not a model", nil},
		{"text", "not a model", []byte(strings.Repeat("نص", 100))},
		{"version", "version 99", change(8, 99)},
		{"cut", "bytes", good[:len(good)-1]},
		{"damage", "damaged", change(len(good)-1, good[len(good)-1]^1)},
	} {
		if _, err := Read(bytes.NewReader(c.data)); err == nil || !strings.HasPrefix(err.Error(), "entity: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want an error of this package with %q", c.name, err, c.want)
		}
	}
}

func TestAppendName(t *testing.T) {
	for _, c := range []struct {
		text, want      string
		clitic, article bool
	}{
		{"بوتين", "بوتين", false, false},
		{"فلاديمير \t\u00A0 بوتين", "فلاديمير بوتين", false, false}, // NO-BREAK SPACE
		{"بُوتِيـن", "بوتين", false, false},
		{"وبوتين", "بوتين", true, false},
		{"للقاهرة", "القاهرة", true, true},
		{"x", "x", false, false},
		{"بو\xffتين", "بو\xffتين", false, false},
		{"بوتين \xff\xd9", "بوتين \xff\xd9", false, false},
		{"\uFFFDب", "\uFFFDب", false, false}, // REPLACEMENT CHARACTER is three bytes
		{"ب\r\n", "ب", false, false},
	} {
		e := Entity{Span: span.Span{Start: 1, End: 1 + len(c.text)}, Article: c.article}
		if c.clitic {
			e.Clitic = len("و")
		}
		if got := string(e.AppendName([]byte("-"), []byte(" "+c.text+" غيره"))); got != "-"+c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, "-"+c.want)
		}
	}
}

// zeros is a reader of as many bytes as one likes, such as /dev/zero, after a
// head.
type zeros struct {
	head []byte
	read int
}

func (z *zeros) Read(p []byte) (int, error) {
	clear(p)
	copy(p, z.head[min(z.read, len(z.head)):])
	z.read += len(p)
	return len(p), nil
}

func TestReadIsBoundByTheHeader(t *testing.T) {
	const header = 32 // bytes
	if m, err := Read(strings.NewReader(embedded)); err != nil || len(m.Schemes()) == 0 {
		t.Fatalf("the model itself: %v", err)
	}
	long := []byte(embedded)[:header]
	huge := bytes.Clone(long)
	huge[22] = 1 // 256 TB
	for _, c := range []struct {
		name, want string
		head       []byte
		most       int // bytes that may be read
	}{
		{"zeros", "not a model", nil, header},
		{"a length without bound", "must be from 32 to 268435456", huge, header},
		{"longer than it should be", "more than the", long, 2 * len(embedded)},
	} {
		z := &zeros{head: c.head}
		if _, err := Read(z); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want an error with %q", c.name, err, c.want)
		}
		if z.read > c.most {
			t.Errorf("%s: %d bytes were read", c.name, z.read)
		}
	}
	if _, err := Read(strings.NewReader(embedded[:100])); err == nil || !strings.Contains(err.Error(), "has 100 bytes") {
		t.Errorf("cut off: got %v", err)
	}
}

// checkFound fails the test where spans are empty, overlap, cut a code point or
// a token, or say what they cannot.
func checkFound(t *testing.T, text []byte, es []Entity) {
	t.Helper()
	last := 0
	for _, e := range es {
		if e.Start < last || e.End <= e.Start || e.End > len(text) {
			t.Fatalf("span %v after %d in %d bytes", e.Span, last, len(text))
		}
		last = e.End
		for _, at := range []int{e.Start, e.End, e.Start + e.Clitic} {
			if at < len(text) && !utf8.RuneStart(text[at]) && utf8.Valid(text) {
				t.Fatalf("offset %d is inside a code point", at)
			}
		}
		if e.Clitic < 0 || e.Clitic >= e.Len() {
			t.Fatalf("proclitic of %d bytes in a name of %d", e.Clitic, e.Len())
		}
		if !(e.Score >= 0 && e.Score <= 1) {
			t.Fatalf("score %v", e.Score)
		}
		if len(e.AppendName(nil, text)) == 0 {
			t.Fatalf("%q has no normal form", e.Text(text))
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"وَصَلَ بُوتِينُ إِلَى مُوسْكُو", "قال Vladimir بوتين في أستانا 😀👨\u200d👩\u200d👧 اليوم", "\xff\xd8بوتين\xd9", "للأمم المتحدة",
		"و\u200fبوتين\u200c.", "ـــ", "\u064b\u064b", "وو", "ل", "لل",
		strings.Repeat("بوتين ", 600), strings.Repeat("بوتين.\n", 130),
	} {
		f.Add([]byte(s))
	}
	finder, other := testFinder(f), testFinder(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		es := finder.Find(nil, text)
		checkFound(t, text, es)
		other.tagger.Forget()
		if again := other.Find(nil, text); !slices.Equal(es, again) {
			t.Fatalf("found %v, then %v", es, again)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := ownPages(b)
	finder := testFinder(b)
	n := len(crf.Tokens(nil, text))
	var es []Entity
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		es = finder.Find(es[:0], text)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		if _, err := crf.View(embedded); err != nil {
			b.Fatal(err)
		}
	}
}

// ownPages is the text of the project's own pages, a paragraph a line.
func ownPages(tb testing.TB) []byte {
	f, err := os.Open("../../testdata/entities/pages.conll")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	key, err := conll.Read(f)
	if err != nil {
		tb.Fatal(err)
	}
	var text []byte
	for _, s := range key {
		text = append(append(text, strings.Join(s.Tokens, " ")...), '\n')
	}
	return text
}

func TestModelNamesItsSources(t *testing.T) {
	for _, name := range []string{"ANERcorp", "AQMAR", "Wojood", "SANAD", "Wikipedia", "GeoNames", "CLDR", "Wikidata", "text written for nass"} {
		if !strings.Contains(Default().About(), name) {
			t.Errorf("the model does not name %s", name)
		}
	}
}
