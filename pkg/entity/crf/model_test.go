package crf

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/nass-ar/nass/pkg/span"
)

// smallParts are the parts of a model with some of everything.
func smallParts() *Parts {
	p := &Parts{
		About: "made for a test",
		Forms: []Form{
			{Text: "الامم", Classes: [ClassN]uint16{1, 2, 3, 4, 5}, Phrase: true, Count: 9},
			{Text: "بوتين", Classes: [ClassN]uint16{NoClass, 600, 70, NoClass, 258}, Votes: [4]uint8{15, 0, 3, 20}, Gaz: 1<<0 | 1<<7, Count: 3},
		},
		Phrases: []Phrase{
			{Words: []string{"الامم", "المتحده"}, Type: 3},
			{Words: []string{"الامم", "المتحده", "للسكان", "في", "دوله", "بعيده"}, Type: 4, Listed: true},
		},
	}
	for i := range 300 { // so that searches go past taken slots and the last one
		p.Forms = append(p.Forms, Form{Text: fmt.Sprint("ك", strings.Repeat("ب", i%30), strings.Repeat("ت", i/30)), Count: uint8(1 + i%200)})
	}
	for i, name := range []string{"news", "sixteen letters."} {
		s := Scheme{Name: name, Bonus: 40 - 100*i, Slope: 0.5 + float64(i), Shift: -0.25, Features: map[uint64][]int8{}}
		for b := range tagN {
			s.Chain.Begin = append(s.Chain.Begin, 100*i-b)
			row := []int{}
			for a := range tagN {
				row = append(row, 300*i-10*b+a)
			}
			s.Chain.Into = append(s.Chain.Into, row)
		}
		for f := range uint64(400) {
			s.Features[mix(f, uint64(i))] = []int8{int8(f), -1, 127, -128, 0, 5}
		}
		p.Schemes = append(p.Schemes, s)
	}
	return p
}

// TestEncode: a model is what its parts were.
func TestEncode(t *testing.T) {
	parts := smallParts()
	data := parts.Encode()
	if !bytes.Equal(data, smallParts().Encode()) {
		t.Error("the same parts give other bytes")
	}
	m, err := Load(data)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Schemes(); m.About() != parts.About || !slices.Equal(got, []string{"news", "sixteen letters."}) {
		t.Errorf("%q of %q", got, m.About())
	}
	for _, f := range parts.Forms {
		got := m.lookup(HashOf(f.Text))
		votes := uint16(0)
		for k, n := range f.Votes {
			votes |= uint16(min(n, 15)) << (4 * k)
		}
		if got.class != f.Classes || got.votes != votes || got.gaz != f.Gaz || got.flags&flagPhrase != 0 != f.Phrase || got.count != f.Count {
			t.Errorf("%s: %+v, want %+v", f.Text, got, f)
		}
	}
	if got := m.lookup(HashOf("غيرها")); got != (facts{class: unknown}) {
		t.Errorf("a form that is not there: %+v", got)
	}
	for i, want := range parts.Schemes {
		got := &m.schemes[i]
		if got.bonus != int16(want.Bonus) || got.slope != float32(want.Slope) || got.shift != float32(want.Shift) {
			t.Errorf("%s: bonus %d, slope %v, shift %v", want.Name, got.bonus, got.slope, got.shift)
		}
		checkChain(t, want.Name, &got.chain, &want.Chain)
		checkWeights(t, got, &want)
	}
}

// TestScheme: a model that is built of the schemes of another is the same.
func TestScheme(t *testing.T) {
	parts := smallParts()
	m, err := Load(parts.Encode())
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range smallParts().Schemes {
		got, err := m.Scheme(want.Name, append(slices.Collect(maps.Keys(want.Features)), 12345))
		if err != nil {
			t.Fatal(err)
		}
		parts.Schemes[i] = got
		if len(got.Features) != len(want.Features) {
			t.Errorf("%s: %d features, want %d", want.Name, len(got.Features), len(want.Features))
		}
	}
	again, err := Load(parts.Encode())
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range smallParts().Schemes {
		checkChain(t, want.Name, &again.schemes[i].chain, &want.Chain)
		checkWeights(t, &again.schemes[i], &want)
		if got := &again.schemes[i]; got.bonus != int16(want.Bonus) || got.slope != float32(want.Slope) || got.shift != float32(want.Shift) {
			t.Errorf("%s: bonus %d, slope %v, shift %v", want.Name, got.bonus, got.slope, got.shift)
		}
	}
	if _, err := m.Scheme("none", nil); err == nil {
		t.Error("no error for a scheme that is not there")
	}
}

// checkChain compares a chain with what it was made from, but for what IOB2
// forbids.
func checkChain(t *testing.T, name string, got *chain, want *Chain) {
	t.Helper()
	for b := range tagN {
		inside := b > 0 && b%2 == 0
		if begin := got.begin[b]; inside && begin != never || !inside && begin != int32(want.Begin[b]) {
			t.Errorf("%s: a sentence begins with tag %d by %d", name, b, begin)
		}
		for a := range tagN {
			forbidden := inside && a != b && a != b-1
			if into := got.into[b][a]; forbidden && into != never || !forbidden && into != int32(want.Into[b][a]) {
				t.Errorf("%s: tag %d after %d by %d", name, b, a, into)
			}
		}
	}
}

// checkWeights compares the weights of a scheme with what they were made from.
func checkWeights(t *testing.T, got *scheme, want *Scheme) {
	t.Helper()
	for h, weights := range want.Features {
		var sum scores
		var doubled [tagN]int16
		sum.add(got.weightsOf(h).scores())
		for k, w := range weights {
			doubled[k] = 2 * int16(w)
		}
		if sum.add(got.weightsOf(h).scores()); sum.byTag() != doubled {
			t.Fatalf("%s: twice the weights of %x are %v, want %v", want.Name, h, sum.byTag(), doubled)
		}
	}
	for h := range uint64(400) {
		h = mix(h, 99)
		if _, ok := want.Features[h]; !ok && got.weights.find(h) >= 0 {
			t.Errorf("%s: %x is in the table", want.Name, h)
		}
	}
}

// TestLoadErrors: what is no whole model of this version is an error that
// names the fault, however it is read, and Read takes no more than it announces.
func TestLoadErrors(t *testing.T) {
	data := smallParts().Encode()
	change := func(f func(d []byte) []byte) []byte {
		d := f(bytes.Clone(data))
		if len(d) > headerSize {
			sum := crc32.Checksum(d[headerSize:], crc32.MakeTable(crc32.Castagnoli))
			d[12], d[13], d[14], d[15] = byte(sum), byte(sum>>8), byte(sum>>16), byte(sum>>24)
		}
		return d
	}
	for name, x := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":     {nil, "not a model file"},
		"a header":    {data[:headerSize-1], "not a model file"},
		"magic":       {change(func(d []byte) []byte { d[0] = 'N'; return d }), "not a model file"},
		"version":     {change(func(d []byte) []byte { d[8]++; return d }), "version 4, this program reads version 3"},
		"too short":   {data[:len(data)-1], "bytes"},
		"too long":    {append(bytes.Clone(data), 0), "bytes"},
		"tiny":        {change(func(d []byte) []byte { d[16], d[17], d[18], d[19] = headerSize-1, 0, 0, 0; return d }), "length of 31 bytes"},
		"huge":        {change(func(d []byte) []byte { d[16], d[17], d[18], d[19] = 1, 0, 0, maxSize>>24; return d }), "length of 268435457 bytes"},
		"damage":      {func() []byte { d := bytes.Clone(data); d[len(d)-1]++; return d }(), "checksum"},
		"sections":    {change(func(d []byte) []byte { d[26] = 1; return d }), "too many sections"},
		"outside":     {change(func(d []byte) []byte { d[headerSize+11] = 1; return d }), "lies outside it"},
		"no sections": {change(func(d []byte) []byte { d[24] = 0; return d }), "no schemes"},
	} {
		if _, err := Load(x.data); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: %v, want %s", name, err, x.want)
		}
		if _, err := Read(iotest.HalfReader(bytes.NewReader(x.data))); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s, read: %v, want %s", name, err, x.want)
		}
	}
	if m, err := Read(iotest.OneByteReader(bytes.NewReader(data))); err != nil || m.About() != "made for a test" {
		t.Errorf("a model byte by byte: %v", err)
	}
	for _, n := range []int{0, 20, headerSize, 100} {
		if _, err := Read(io.MultiReader(bytes.NewReader(data[:n]), iotest.ErrReader(io.ErrClosedPipe))); err != io.ErrClosedPipe {
			t.Errorf("a reader that fails after %d bytes: %v", n, err)
		}
	}
	rest := bytes.NewReader(append(bytes.Repeat([]byte("x"), headerSize), data...))
	if _, err := Read(rest); err == nil || rest.Len() != len(data) {
		t.Errorf("no model: %v, %d bytes left of %d", err, rest.Len(), len(data))
	}
}

// TestRest: what is left of a word without its proclitics, in each of the ways.
func TestRest(t *testing.T) {
	for text, want := range map[string][restN]string{
		"كتاب":    {"", "تاب 1", ""},
		"وزير":    {"زير 1", "", ""},
		"فارس":    {"ارس 1", "", ""},
		"وسط":     {"", "", ""}, // fewer than three letters would be left
		"بوتين":   {"", "وتين 1", ""},
		"وبوتين":  {"بوتين 1", "وتين 2", ""},
		"فلندن":   {"لندن 1", "ندن 2", ""},
		"وكيل":    {"كيل 1", "", ""},
		"للوزاره": {"", "لوزاره 1", "الوزاره 1"},
		"وللامم":  {"للامم 1", "لامم 2", "الامم 2"},
		"بالقدس":  {"", "القدس 1", ""},
		"سالم":    {"", "", ""},
	} {
		for way, want := range want {
			var w word
			w.set([]byte(text))
			got := ""
			if s, k := w.rest(way); s.n > 0 {
				got = fmt.Sprintf("%s %d", unfold(&s), k)
			}
			if got != want {
				t.Errorf("%s, way %d: %q, want %q", text, way, got, want)
			}
		}
	}
}

// unfold returns the letters of a word.
func unfold(w *word) string {
	var s []rune
	for _, c := range w.code[:w.n] {
		s = append(s, runeOf(c))
	}
	return string(s)
}

// TestGrams: each three letters in a row and the last two, of words that have
// three letters, not counting the article.
func TestGrams(t *testing.T) {
	const first, last = 1 << 24, 1 << 25
	gram := func(flags uint64, letters ...rune) uint64 {
		g := uint64(letters[0]-letterBase)<<8 | uint64(letters[1]-letterBase)
		if len(letters) > 2 {
			g |= uint64(letters[2]-letterBase) << 16
		}
		return flags | g
	}
	tagger := testTagger(t)
	for text, want := range map[string][]uint64{
		"عن":    nil,
		"قمر":   {gram(first, 'ق', 'م', 'ر'), gram(last, 'م', 'ر')},
		"القمر": {gram(first, 'ق', 'م', 'ر'), gram(last, 'م', 'ر')},
		"سليم":  {gram(first, 'س', 'ل', 'ي'), gram(0, 'ل', 'ي', 'م'), gram(last, 'ي', 'م')},
		"2023":  nil,
		"سليم5": nil,
		"،":     nil,
	} {
		var w word
		var x wordType
		var got []uint64
		w.set([]byte(text))
		tagger.m.describe(&x, &w, func(_, template int, value uint64) {
			if template == tGram {
				got = append(got, value)
			}
		})
		if !slices.Equal(got, want) {
			t.Errorf("%s: %x, want %x", text, got, want)
		}
	}
}

// TestMatch: the longest phrase from the left, of up to maxPhrase words.
func TestMatch(t *testing.T) {
	m, err := Load(smallParts().Encode())
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := m.NewTagger("")
	if err != nil {
		t.Fatal(err)
	}
	const org, listed = 3, 4 | phraseListed
	for text, want := range map[string][]uint8{
		"قالت الأمم المتحدة اليوم": {0, org, org | phraseInside, 0},
		"الأمم":                {0},
		"الأمم المتحدة":        {org, org | phraseInside},
		"المتحدة الأمم":        {0, 0},
		"الأمم المتحدة للسكان": {org, org | phraseInside, 0},
		"الأمم الأمم المتحدة الأمم المتحدة":          {0, org, org | phraseInside, org, org | phraseInside},
		"الأمم المتحدة للسكان في دولة بعيدة المتحدة": append(append([]uint8{listed}, bytes.Repeat([]byte{listed | phraseInside}, 5)...), 0),
	} {
		words := strings.Fields(text)
		tagger.begin(len(words))
		for _, w := range words {
			tagger.words = append(tagger.words, tagger.typeOf([]byte(w)))
		}
		if got := tagger.match(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// TestRecall: a word's other uses speak for the tag that more than two thirds
// of them have; its own use does not count, nor does what holds no letter.
func TestRecall(t *testing.T) {
	const a, b, sign = 100 << 20, 200 << 20, 300 << 20
	for i, x := range []struct {
		bases []uint64
		tags  []uint8
		hints []uint8 // nil where there is no news
	}{
		{nil, nil, nil},
		{[]uint64{a}, []uint8{1}, nil},
		{[]uint64{a, a}, []uint8{1, 0}, nil}, // one name is not enough
		{[]uint64{a, a, a}, []uint8{1, 1, 0}, []uint8{0, 0, 1}},
		{[]uint64{a, a}, []uint8{1, 1}, nil},
		{[]uint64{a, a}, []uint8{1, 3}, []uint8{3, 1}},
		{[]uint64{a, a, a, a}, []uint8{1, 1, 3, 0}, nil},
		{[]uint64{a, a, a, a}, []uint8{1, 1, 3, 1}, []uint8{0, 0, 1, 0}},
		{[]uint64{a, a, b, b}, []uint8{1, 0, 3, 0}, []uint8{0, 1, 0, 3}},
		{[]uint64{sign, sign, b, b}, []uint8{1, 0, 3, 3}, nil},
		{[]uint64{sign, sign, b, b}, []uint8{1, 0, 3, 5}, []uint8{0, 0, 5, 3}},
		{[]uint64{a, a, b, b, 1 << 20}, []uint8{1, 1, 3, 5, 0}, []uint8{1, 1, 5, 3, 0}},
	} {
		var r recall
		var words []known
		for _, base := range x.bases {
			w := known{base: base, flags: flagLetter}
			if base == sign {
				w.flags = flagSign
			}
			words = append(words, w)
		}
		if news := r.read(words, x.tags); news != (x.hints != nil) || news && !slices.Equal(r.hints, x.hints) {
			t.Errorf("%d: %t, hints %v, want %v", i, news, r.hints, x.hints)
		}
	}
}

// TestMarginals: they are the sums over all taggings, as far as single
// precision goes.
func TestMarginals(t *testing.T) {
	m, err := Load(smallParts().Encode())
	if err != nil {
		t.Fatal(err)
	}
	c := &m.schemes[0].chain
	var f factors
	f.set(c)
	var l lattice
	seed := uint64(1)
	for _, spread := range []uint64{10, 100, 900} {
		emit := make([][tagN]int32, 3)
		for i := range emit {
			for k := range emit[i] {
				seed = mix(seed, 7)
				emit[i][k] = int32(seed % spread)
			}
		}
		var want [3][tagN]float64
		all := 0.0
		for x := range tagN * tagN * tagN {
			tags := [3]int{x % tagN, x / tagN % tagN, x / tagN / tagN}
			score, allowed := c.begin[tags[0]], c.begin[tags[0]] != never
			for i, tag := range tags {
				score += emit[i][tag]
				if i > 0 {
					score += c.into[tag][tags[i-1]]
					allowed = allowed && c.into[tag][tags[i-1]] != never
				}
			}
			if !allowed {
				continue
			}
			p := math.Exp(Step * float64(score))
			all += p
			for i, tag := range tags {
				want[i][tag] += p
			}
		}
		l.marginals(emit, 0, len(emit), len(emit), &f)
		for i := range emit {
			for k := range tagN {
				if got, want := float64(l.psi[i][k]), want[i][k]/all; math.Abs(got-want) > 1e-5 {
					t.Errorf("spread %d: word %d has tag %d by %v, want %v", spread, i, k, got, want)
				}
			}
		}
	}
}

// TestFeaturesOfForms: forms that only a normal form tells apart have all
// other features in common.
func TestFeaturesOfForms(t *testing.T) {
	tagger := testTagger(t)
	features := func(text string) map[uint64]int {
		all := map[uint64]int{}
		tagger.Features([][]byte{[]byte(text)}, func(_, template int, h uint64) {
			if template != tNormal {
				all[h]++
			}
		})
		return all
	}
	for a, b := range map[string]string{"مدرسه": "مدرسة", "على": "علي", "سال": "سأل", "سلام": "ســلام", "بيروت": "بَيْروت", "2023": "٢٠٢٣", "nato": "NATO"} {
		if !maps.Equal(features(a), features(b)) {
			t.Errorf("%s and %s differ", a, b)
		}
	}
}

// TestFeaturesStay: the features of a text are those that models were trained
// with. Who changes them trains a model again, and raises version.
func TestFeaturesStay(t *testing.T) {
	m, err := Load(smallParts().Encode())
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := m.NewTagger("sixteen letters.")
	if err != nil {
		t.Fatal(err)
	}
	sum := crc32.NewIEEE()
	text := append(ownPages(t), "زار بوتين الأمم المتحدة وبوتين كب ككبب وبالأمم المتحدة لندن NATO 2023 F16 ، « 東京 \u0640 ء من الاستقلاليتين\nقال\n"...)
	for _, line := range bytes.Split(text, []byte("\n")) {
		tagger.Features(bytes.Fields(line), func(i, template int, h uint64) { fmt.Fprintln(sum, i, template, h) })
	}
	if got := sum.Sum32(); got != 0xa8883568 {
		t.Errorf("the checksum of the features is %#x", got)
	}
}

// TestCodes: each code has a code point that has it, and marks and controls have
// none.
func TestCodes(t *testing.T) {
	for r := range rune(0x3000) {
		c, ok := codeOf(r)
		if got, _ := codeOf(runeOf(c)); ok && got != c {
			t.Errorf("code %d of %U is that of %U, which has %d", c, r, runeOf(c), got)
		}
	}
	for lo, hi := range map[rune]rune{0x640: 0x640, 0x64B: 0x65F, 0x670: 0x670, 0x6D6: 0x6DC, 0x6DF: 0x6E8, 0x6EA: 0x6ED, 0x200B: 0x200F,
		0x202A: 0x202E, 0x2060: 0x2069, 0xFEFF: 0xFEFF, 0xAD: 0xAD, 0x61C: 0x61C} {
		for r := lo; r <= hi; r++ {
			if Written(r) || len(Fold(nil, []byte(string(r)))) > 0 {
				t.Errorf("%U is written", r)
			}
		}
	}
	for _, r := range []rune{'a', 'Z', '5', '٥', 'ن', '،', 0x63F, 0x641, 0x64A, 0x660, 0x66F, 0x671, 0x6D5, 0x6DD, 0x6DE, 0x6E9, 0x6EE, 0x200A, 0x2010, 0x2029, 0x202F, 0x205F, 0x206A, 0xFEFE, 0xAC, 0xAE, '東'} {
		if !Written(r) || len(Fold(nil, []byte(string(r)))) == 0 {
			t.Errorf("%U is not written", r)
		}
	}
}

// TestReader: it yields the tokens of each sentence, at most MaxSentence at once,
// and nothing of what holds none.
func TestReader(t *testing.T) {
	for text, want := range map[string][]int{
		"":                          nil,
		"\n \n":                     nil,
		"قال نعم. ثم مضى!":          {3, 3},
		"\u200F\nنص":                {1},
		strings.Repeat("نص ", 512):  {512},
		strings.Repeat("نص ", 1030): {512, 512, 6},
	} {
		var r Reader
		for range 2 {
			var got []int
			last := 0
			r.Each([]byte(text), func(tokens []span.Span) {
				got = append(got, len(tokens))
				for _, x := range tokens {
					if x.Start < last || x.End <= x.Start || strings.TrimSpace(text[x.Start:x.End]) != text[x.Start:x.End] {
						t.Errorf("%.20q: %v after %d", text, x, last)
					}
					last = x.End
				}
			})
			if !slices.Equal(got, want) {
				t.Errorf("%.20q: %d tokens, want %d", text, got, want)
			}
		}
	}
}

// TestChunks: they are the names that the tags of a unit make, in the order of
// its tokens, the likelier the higher their score.
func TestChunks(t *testing.T) {
	tagger := testTagger(t)
	text := "زار الرئيس فلاديمير بوتين أستانا أمس. ثم عاد إلى موسكو. ولم يقل شيئا."
	var tokens []string
	tagger.Begin()
	new(Reader).Each([]byte(text), func(found []span.Span) {
		for _, x := range found {
			tokens = append(tokens, text[x.Start:x.End])
		}
		tagger.Add([]byte(text), found)
	})
	var got []string
	for _, c := range tagger.Chunks(nil) {
		if c.Score < 0.5 || c.Score >= 1 {
			t.Errorf("%v: score %v", tokens[c.First:c.Last], c.Score)
		}
		got = append(got, fmt.Sprintf("%s %d", strings.Join(tokens[c.First:c.Last], " "), c.Type))
	}
	if want := []string{"فلاديمير بوتين 0", "أستانا 1", "موسكو 1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	tagger.Begin()
	if got := tagger.Chunks(nil); len(got) > 0 {
		t.Errorf("%v in nothing", got)
	}
}

// TestAsName: a form is the more of a name the more it is read, and used as one.
func TestAsName(t *testing.T) {
	for i, x := range []struct {
		facts
		typ  Type
		want float64 // as odds
	}{
		{facts{}, PER, 1},
		{facts{count: 5}, PER, 32},
		{facts{votes: 0xF021, count: 1}, LOC, 2 * (1 + 1 + 2 + 15)},
		{facts{votes: 1, gaz: 1 << 2}, PER, 8 << ofList},
		{facts{votes: 1, gaz: 1 << 2}, LOC, 2},
		{facts{gaz: 1 << 5, count: 2}, LOC, 16},
		{facts{gaz: 0xFF}, ORG, 1},
	} {
		if got := math.Exp2(x.asName(x.typ)); math.Abs(got-x.want) > 1e-9 {
			t.Errorf("%d: %g, want %g", i, got, x.want)
		}
	}
}

// TestClitic: what is taken off a name leaves a likelier one.
func TestClitic(t *testing.T) {
	tagger := testTagger(t)
	for token, want := range map[string]string{
		"بوتين": "", "وبوتين": "و", "لندن": "", "بلندن": "ب", "وبلندن": "وب", "وَلندن": "وَ", "ولندن": "و", "باريس": "", "بباريس": "ب", "القاهرة": "", "بالقاهرة": "ب", "للقاهرة": "ل+",
	} {
		n, article := tagger.Clitic(nil, []byte(token), LOC)
		got := token[:n]
		if article {
			got += "+"
		}
		if got != want {
			t.Errorf("%s: %q, want %q", token, got, want)
		}
	}
}

// TestPut: a key is found by what was put for it first, wherever its search
// ends; a table of n slots holds n keys.
func TestPut(t *testing.T) {
	const size = 8
	keys := []uint64{0xFFFFFFFF_11223345, 0xFFFFFFFF_11AA3345, 0xFFFFFFFF_AA223345, 0xFFFFFFFF_1122AA45, 0xFFFFFFFF_112233AB, 0x00000000_00000001}
	data := make([]byte, len(keys)*size)
	for i, h := range keys {
		if !put(data, size, h, []byte{byte(i)}) {
			t.Errorf("%x is there before it is put", h)
		}
	}
	for _, h := range keys {
		if put(data, size, h, []byte{99}) {
			t.Errorf("%x is put twice", h)
		}
	}
	table := newTable(string(data), size)
	for i, h := range keys {
		if at := table.find(h); at < 0 || data[at] != byte(i) {
			t.Errorf("%x is at %d", h, at)
		}
	}
	if at := table.find(0x80000000_00000003); at >= 0 {
		t.Errorf("a key that is not there is at %d", at)
	}
}

// TestShape: of a word of one script, of several, with digits and with signs.
func TestShape(t *testing.T) {
	for text, want := range map[string]int{
		"سليم": shapeArabic, "ء": shapeArabic, "NATO": shapeForeign, "a": shapeForeign, "z": shapeForeign, "東": shapeForeign, "سليمx": shapeForeign,
		string(runeOf(codeOther)): shapeForeign, string(runeOf(127)): shapeForeign, "F16": shapeMixed, "سليم5": shapeMixed, "5": shapeDigit, "٢٠٢٣": shapeDigit,
		"": shapeSign, ".": shapeSign, "[": shapeSign, "سليم.": shapeSign, "3.5": shapeSign, "\u064E": shapeSign,
	} {
		var w word
		w.set([]byte(text))
		if got := w.shape(); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	for a, b := range map[string]string{"?": "؟", ";": "؛", "“": "\"", "”": "\"", "„": "\"", "–": "-", "—": "-", "گ": "ك", "ک": "ك", "ی": "ي", "پ": "ب", "ڤ": "ف", "چ": "ج", "ژ": "ز", "ٱ": "ا", "q": "Q"} {
		if !bytes.Equal(Fold(nil, []byte(a)), Fold(nil, []byte(b))) {
			t.Errorf("%s is not folded as %s", a, b)
		}
	}
}

// TestVoteOf: the first of the types with most votes, and its share in steps of
// four.
func TestVoteOf(t *testing.T) {
	for votes, want := range map[uint16]uint8{0: 16, 0x0001: 0, 0x0010: 4, 0x0100: 8, 0x1000: 12, 0x0004: 1, 0x000F: 3, 0x00F8: 7, 0x0088: 2, 0x7800: 10} {
		if got := voteOf(votes); got != want {
			t.Errorf("%04x: %d, want %d", votes, got, want)
		}
	}
}

// TestScores: lanes are added apart, whatever their signs.
func TestScores(t *testing.T) {
	var sum scores
	var want [tagN]int16
	seed := uint64(1)
	for n := range 250 {
		var row [tagN]byte
		for k := range row {
			switch seed = mix(seed, 7); n % 3 {
			case 0:
				row[k] = byte(seed)
			case 1:
				row[k] = 0x80 // -128
			case 2:
				row[k] = 0x7F
			}
			want[k] += int16(int8(row[k]))
		}
		sum.add(weightsAt(string(row[:]), 0).scores())
		if got := sum.byTag(); got != want {
			t.Fatalf("after %d rows %v, want %v", n+1, got, want)
		}
	}
}

// TestSchemes: a model has from one to eight of them.
func TestSchemes(t *testing.T) {
	for n := range 10 {
		data := (&Parts{Schemes: make([]Scheme, n)}).Encode()
		if m, err := Load(data); (err == nil) != (n >= 1 && n <= 8) || err == nil && len(m.Schemes()) != n {
			t.Errorf("%d schemes: %v", n, err)
		}
	}
}

// TestSecond: the tag that a word's other uses speak for gains the bonus of the
// scheme, and takes the word where that is enough.
func TestSecond(t *testing.T) {
	const name = 1 + 2*uint8(LOC)
	for bonus, want := range map[int16][]uint8{0: {name, name, 0}, 5: {name, name, 0}, 40: {name, name, name}} {
		tagger := newTagger(&Model{}, &scheme{bonus: bonus})
		tagger.emit, tagger.back = make([][tagN]int32, MaxSentence), make([][tagN]uint8, MaxSentence)
		for i, tag := range []uint8{name, name, 0} {
			w := known{base: 100 << 20, flags: flagLetter}
			w.emit[tag] = 10
			tagger.known, tagger.tags, tagger.ends = append(tagger.known, w), append(tagger.tags, tag), append(tagger.ends, i+1)
		}
		if tagger.second(); !slices.Equal(tagger.tags, want) {
			t.Errorf("with a bonus of %d: %v, want %v", bonus, tagger.tags, want)
		}
		for i := range 2 {
			if tagger.known[i].emit != [tagN]int16{name: 10} {
				t.Errorf("word %d, which has the tag, gains %v", i, tagger.known[i].emit)
			}
		}
	}
}
