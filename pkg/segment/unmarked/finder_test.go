package unmarked

import (
	"encoding/binary"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/segment/reader"
)

// find returns the gaps of text where sentences begin.
func find(text string, meanWords int, doubt int32) (gaps []Gap) {
	var f Finder
	f.Reset([]byte(text))
	for {
		gap, ok := f.Next(meanWords, doubt)
		if !ok {
			return gaps
		}
		gaps = append(gaps, gap)
	}
}

// all is a doubt with which every gap that was weighed begins a sentence.
const all = -1 << 12

// starts are the words with which sentences begin.
func starts(text string, meanWords int) string {
	var words []string
	for _, gap := range find(text, meanWords, 0) {
		words = append(words, strings.Fields(text[gap.At:])[0])
	}
	return strings.Join(words, " ")
}

func TestNext(t *testing.T) {
	for _, tt := range []struct {
		text  string
		words int
		want  string
	}{
		{"وصل الوفد إلى العاصمة صباح اليوم وأعلن الوزير أن المشروع سيبدأ في العام المقبل وأضاف أن كلفته تبلغ مليوني دينار", 10, "وأعلن وأضاف"},
		{"وصل وفد من وزارة الزراعة في دولة مجاورة إلى مقر المحافظة صباح أمس", 25, ""},
		{"", 5, ""},
		{"كلمة", 5, ""},
		{" \t ", 5, ""},
	} {
		if got := starts(tt.text, tt.words); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// No sentence begins after a comma or colon, or with a mark that closes.
func TestMayBegin(t *testing.T) {
	text := "وصل الوفد، وأعلن الوزير: وأضاف المدير ) وقال الرئيس ( وأكد السفير"
	for _, gap := range find(text, 1, all) {
		before := strings.TrimRight(text[:gap.At], " ")
		if strings.HasSuffix(before, "،") || strings.HasSuffix(before, ":") || strings.HasSuffix(before, "(") || text[gap.At] == ')' {
			t.Errorf("a sentence begins at %q", text[gap.At:])
		}
	}
}

// passages are the same news five times.
var passages = strings.Repeat("وصل الوفد إلى العاصمة صباح اليوم والتقى الوزير عددا من المسؤولين وأعلنت الوزارة أن المشروع سيبدأ في العام المقبل "+
	"يذكر أن كلفة المشروع تبلغ مليوني دينار وكان المجلس قد وافق عليه في جلسته الأخيرة فيما طالب السكان بتأجيله حتى الصيف ", 5)

// What is found in a long text depends on the words around a gap alone, and not on where
// the window stands, which may round a score.
func TestWindow(t *testing.T) {
	passage := passages[:len(passages)/5]
	text := strings.Repeat(passage, 60)
	var want []Gap // of one passage with the same on both sides of it
	three := find(passages, 12, 0)
	for _, gap := range three {
		if at := gap.At - 2*len(passage); 0 <= at && at < len(passage) {
			want = append(want, Gap{at, gap.Score})
		}
	}
	if len(want) < 3 {
		t.Fatalf("only %d gaps", len(want))
	}
	var got []Gap
	passages := 0
	for _, gap := range find(text, 12, 0) {
		if p := gap.At / len(passage); 2 <= p && p < 58 {
			got = append(got, Gap{gap.At % len(passage), gap.Score})
			passages = p - 1
		}
	}
	alike := func(a, b Gap) bool { return a.At == b.At && max(a.Score-b.Score, b.Score-a.Score) <= 1 }
	if passages != 56 || !slices.EqualFunc(got, slices.Repeat(want, 56), alike) {
		t.Errorf("%d gaps in %d passages, want %d in each", len(got), passages, len(want))
	}
}

// slowScore is what the first pass says of a gap by all features, the reference of the
// score by parts.
func (f *Finder) slowScore(g int, least int32) int32 {
	if !f.mayBegin(g) {
		return Never
	}
	f.count = 0
	f.near(g)
	sum := f.featureSum()
	if sum < least {
		return Never
	}
	f.far(g)
	return firstBias + f.featureSum()
}

// featureSum adds the weights of the features.
func (f *Finder) featureSum() (sum int32) {
	for _, h := range f.features[:f.count] {
		sum += int32(int8(firstWeights[uint64(h)*FirstSize>>32]))
	}
	return sum
}

// A gap is weighed in full or not at all, and never the less for a lower level.
func TestScore(t *testing.T) {
	text := []byte(strings.Repeat("وصل الوفد إلى العاصمة صباح اليوم وأعلن الوزير (أن) المشروع سيبدأ - في العام 2015 BBC المقبل، ", 3))
	last := slices.Repeat([]int32{Never}, window)
	for _, level := range []int32{0, level(20), level(8), Least, -1 << 20} {
		var f Finder
		f.Reset(text)
		f.score(f.n, gate(level))
		high := 0
		for g := 1; g < f.n; g++ {
			if want := f.slowScore(g, gate(level)); f.first[g] != want {
				t.Errorf("level %d, gap %d: got %d, want %d", level, g, f.first[g], want)
			}
			if last[g] > Never && last[g] != f.first[g] {
				t.Errorf("level %d, gap %d: %d, and %d at a higher level", level, g, f.first[g], last[g])
			}
			if last[g] = f.first[g]; last[g] > Never {
				high++
			}
		}
		if high == 0 || high == f.n-1 {
			t.Errorf("level %d: %d gaps of %d were weighed in full", level, high, f.n-1)
		}
	}
}

// Longer sentences want higher scores, and are fewer.
func TestLevel(t *testing.T) {
	for words := fewestWords; words < 60; words++ {
		if level(words) >= level(words+3) {
			t.Errorf("level %d at %d words, %d at three more", level(words), words, level(words+3))
		}
	}
	if level(1) != Least {
		t.Errorf("level %d at one word", level(1))
	}
	last := window
	for _, words := range []int{4, 10, 40, 1000} {
		n := len(find(passages, words, 0))
		if n >= last {
			t.Errorf("%d sentences of %d words, %d of fewer", n, words, last)
		}
		last = n
	}
}

// The words of dialects, of who speaks and of tales tell that sentences are short.
func TestMeanWords(t *testing.T) {
	for _, tt := range []struct {
		name, text  string
		least, most int
	}{
		{"press", "أعلنت وزارة النقل أن الخطة الجديدة التي وافق عليها مجلس الوزراء في جلسته الأخيرة تهدف إلى تطوير شبكة الحافلات في العاصمة خلال الأعوام الخمسة المقبلة بكلفة إجمالية تبلغ مليوني دينار", 15, 30},
		{"chat", "ايوه انا جاي دلوقتي بس العربية عطلت مني انت فين طيب استناني شوية علشان عايز اجيب حاجة من المحل", 4, 8},
		{"speech", "أهلا بكم أنا سعيد جدا أن أكون معكم هل تعرفون لماذا جئت اليوم أريد أن أحكي لكم قصة كنت طفلا وكنت أحب البحر", 4, 10},
		{"tale", "فقال له الشيخ يا بني إياك والعجلة فلما سمع ذلك بكى فقال من أنت قال أنا رجل من أهل الكوفة فخرج ومضى", 4, 12},
		{"nothing", "", DefaultMeanWords, DefaultMeanWords},
		{"marks", "- - -", DefaultMeanWords, DefaultMeanWords},
	} {
		var f Finder
		f.Reset([]byte(tt.text))
		if got := f.MeanWords(); got < tt.least || got > tt.most {
			t.Errorf("%s: %d words a sentence, want %d to %d", tt.name, got, tt.least, tt.most)
		}
	}
}

func TestKnown(t *testing.T) {
	for text, want := range map[string]bool{
		"أعلنت وزارة النقل أن الخطة الجديدة تهدف إلى تطوير الشبكة":                                       true,
		"the quick brown fox jumps over the lazy dog":                                                    false,
		"وزارت راه و شهرسازی اعلام کرد طرح تازه\u200cای برای گسترش شبکهٔ حمل و نقل پایتخت تصویب شده است": false,
		"12 34 56 78": false,
	} {
		var f Finder
		f.Reset([]byte(text))
		if got := f.Known(); got != want {
			t.Errorf("%q: got %t", text, got)
		}
		if got := f.Arabic(); got != (text[0] >= 0xD8) {
			t.Errorf("%q: in Arabic letters is %t", text, got)
		}
	}
}

// The text pauses most after a comma, and not after a word that wants another, before a
// number or inside a construct.
func TestPauses(t *testing.T) {
	text := "وصل العامل مبكرا، وانتظر القطار في المحطة عام 2015 طويلا"
	score := map[string]int32{}
	var f Finder
	last := 0
	f.Pauses([]byte(text), func(gap Gap) {
		if gap.At <= last {
			t.Errorf("a gap at %d after %d", gap.At, last)
		}
		last = gap.At
		score[strings.Fields(text[gap.At:])[0]] = gap.Score
	})
	if len(score) != 9 {
		t.Fatalf("%d gaps", len(score))
	}
	for word, s := range score {
		if word != "وانتظر" && s >= score["وانتظر"] {
			t.Errorf("before %s: %d; after the comma: %d", word, s, score["وانتظر"])
		}
	}
	for _, word := range []string{"المحطة", "2015"} {
		if score[word] >= score["طويلا"] || score[word] >= score["في"] {
			t.Errorf("before %s: %d", word, score[word])
		}
	}
}

// Pauses sees every gap of a text longer than the window.
func TestPausesLong(t *testing.T) {
	text := strings.Repeat("كلمة ", 3*window)
	n := 0
	var f Finder
	f.Pauses([]byte(text), func(gap Gap) {
		if n++; gap.At != 9*n {
			t.Fatalf("gap %d is at %d", n, gap.At)
		}
	})
	if n != 3*window-1 {
		t.Errorf("%d gaps", n)
	}
}

// TestFeatureNumbers holds the numbers of the templates and the way they are hashed to
// those that model.bin was learned with. It may only change with the model.
func TestFeatureNumbers(t *testing.T) {
	h := fnv.New32a()
	text := []byte("وزير النقل يفتتح الجسر الجديد: افتتح وزير النقل أمس 3 جسور جديدة في شمال المدينة، قرب BBC وأعلن ذلك")
	var f Finder
	f.Train(text, hashing(func(features []uint32) {
		for _, x := range features {
			h.Write(binary.LittleEndian.AppendUint32(nil, x))
		}
	}))
	features, _ := f.Genre(text)
	for _, x := range features {
		h.Write(binary.LittleEndian.AppendUint32(nil, x))
	}
	if got, want := h.Sum32(), uint32(0x4bd4262c); got != want {
		t.Errorf("the features hash to %#x, not %#x: the model needs training", got, want)
	}
}

// hashing is a trainer that gets features alone.
type hashing func(features []uint32)

func (h hashing) First(_ int, features []uint32, _ int) int32 {
	h(features)
	return int32(features[0] % 64)
}

func (h hashing) Second(_ int, features []uint32, _ int32) { h(features) }

func TestGenreWords(t *testing.T) {
	for word, want := range map[string]uint8{"دلوقتي": 1, "فقالت": 4, "مشيرا": 6, "كتاب": 0} {
		if got := genreWords().Of(reader.Hash(word)); got != want {
			t.Errorf("%s is of list %d, want %d", word, got, want)
		}
	}
}

// The passages are well formed: of each kind there are 60, half of them held out, each of
// three sentences or more, without punctuation.
func TestPassages(t *testing.T) {
	seen := map[string]string{}
	for _, half := range []string{"dev", "held"} {
		files, err := filepath.Glob(filepath.Join("../../../testdata/sentences/unmarked", half, "*.txt"))
		if err != nil || len(files) != 4 {
			t.Fatal(files, err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			passages := strings.Split(strings.TrimSpace(string(text)), "\n\n")
			if len(passages) < 30 {
				t.Errorf("%s: %d passages", name, len(passages))
			}
			for _, p := range passages {
				if strings.Count(p, "\n") < 2 || strings.ContainsAny(p, ".،؛؟!:,;?\"«»()") {
					t.Errorf("%s: %q", name, p)
				}
				if seen[p] != "" {
					t.Errorf("%s: %q is in %s too", name, p, seen[p])
				}
				seen[p] = name
			}
		}
	}
}

func FuzzNext(f *testing.F) {
	f.Add([]byte("وصل الوفد إلى العاصمة صباح اليوم وأعلن الوزير أن المشروع سيبدأ"), 20, int32(0))
	f.Add([]byte(strings.Repeat("كلمة a 1 «. ", 200)), 1, int32(all))
	f.Add([]byte("\xff \xd8 \u00a0\u00a0x"), 4, int32(all))
	f.Fuzz(func(t *testing.T, text []byte, meanWords int, doubt int32) {
		if doubt > 1<<20 || doubt < -1<<20 {
			return
		}
		last := 0
		inside := func(at int) {
			if at <= last || at >= len(text) || text[at] <= ' ' || utf8.Valid(text) && !utf8.RuneStart(text[at]) {
				t.Fatalf("%q: a gap at %d after %d", text, at, last)
			}
			last = at
		}
		for _, gap := range find(string(text), meanWords, doubt) {
			inside(gap.At)
		}
		last = 0
		var x Finder
		x.Pauses(text, func(gap Gap) { inside(gap.At) })
	})
}
