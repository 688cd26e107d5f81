// Train-headlines learns the weights of pkg/segment/headline from plain text
// whose licence lets weights ship, and writes model.bin. The same files give
// the same bytes:
//
//	go run ./scripts/train-headlines -news FILE -wiki FILE -classes -out pkg/segment/reader/classes.bin
//	go run ./scripts/train-headlines -news FILE -wiki FILE -out pkg/segment/headline/linear/model.bin
//
// The first sorts words into classes, in half a minute; the second learns, with
// these, in two to four. FILE holds one paragraph a line and a blank line between
// documents (news) or paragraphs (wiki, where a line without a mark that the next
// paragraph repeats is a title). Run both when the words that are hashed change,
// and the second when the features or the examples do.
//
// The text has no headlines on the line of their body, so they are made:
// a title before its opening; a clause of the body that shares most with the
// lead, before the lead; what someone is quoted to say, with or without who says
// it; the lead with its subject first and its verb in the present, or with a
// noun for the verb; words of the lead, some left out; two sentences, the first
// without its mark; list items one after another. Every sentence left as it
// stands is an example of no boundary.
package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/segment/headline/linear"
)

// scale is how many steps of a weight's byte make one natural log unit.
const scale = 16

func main() {
	news := flag.String("news", "", "news text, a document a line")
	wiki := flag.String("wiki", "", "encyclopedia text, a paragraph a line")
	out := flag.String("out", "model.bin", "where the weights go")
	epochs := flag.Int("epochs", 8, "passes, each over one document in so many as share tells")
	share := flag.Int("share", 4, "a pass takes one document in this many")
	sort := flag.Bool("classes", false, "write the classes of words instead of the weights")
	flag.Parse()
	learn := func() error { return run(*news, *wiki, *out, *epochs, *share) }
	if *sort {
		learn = func() error { return classify([]string{*news, *wiki}, *out) }
	}
	if err := learn(); err != nil {
		fmt.Fprintln(os.Stderr, "train-headlines:", err)
		os.Exit(1)
	}
}

// A sample is a stretch of text without a sentence mark inside, and where
// sentences begin in it.
type sample struct {
	kind   string
	text   []byte
	starts []int
	first  bool // it begins its line
}

type trainer struct {
	rng     *rand.Rand
	s       linear.Splitter
	weight  []float32
	square  []float32
	bias    float64
	biasSq  float64
	held    []sample
	holding bool
	rate    float64
	// Of the boundaries found in what was held out: what their two words
	// scored, and what repetition did.
	words, repeated []float64
	z               []float64      // scores of the gaps of the example at hand
	count           map[string]int // of words in the news
	recent          []string       // the words of the document at hand
}

func run(news, wiki, out string, epochs, share int) error {
	t := &trainer{weight: make([]float32, linear.Size), square: make([]float32, linear.Size), rate: 0.15}
	t.count = make(map[string]int)
	if err := paragraphs(news, func(p string) {
		for _, w := range strings.Fields(p) {
			t.count[w]++
		}
	}); err != nil {
		return err
	}
	for epoch := range epochs {
		t.rng = rand.New(rand.NewPCG(1, uint64(epoch)))
		n := 0
		each := func(doc func()) {
			n++
			t.holding = n%50 == 0
			if t.holding && epoch > 0 || !t.holding && n%share != epoch%share {
				return
			}
			doc()
		}
		if err := paragraphs(news, func(p string) { each(func() { t.news(p) }) }); err != nil {
			return err
		}
		previous := ""
		var list []string
		if err := paragraphs(wiki, func(p string) {
			title := previous
			previous = p
			if short(p) {
				list = append(list, p)
			} else {
				if len(list) >= 3 {
					items := list
					each(func() { t.list(items) })
				}
				list = nil
			}
			each(func() { t.wiki(title, p) })
		}); err != nil {
			return err
		}
		fmt.Printf("epoch %d: %d documents, bias %.2f\n", epoch, n, t.bias)
		t.report()
	}
	return t.write(out)
}

func paragraphs(name string, yield func(string)) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 16<<20)
	for in.Scan() {
		if p := strings.TrimSpace(in.Text()); p != "" {
			yield(p)
		}
	}
	return in.Err()
}

// short reports whether p looks like a title or list item.
func short(p string) bool {
	r, _ := utf8.DecodeLastRuneInString(p)
	return len(strings.Fields(p)) <= 9 && !strings.ContainsRune(".؟!:،؛", r)
}

func sentences(p string) []string {
	var out []string
	for _, s := range segment.Sentences(nil, []byte(p), segment.Options{Headlines: segment.Off, Unmarked: segment.Off}) {
		out = append(out, p[s.Start:s.End])
	}
	return out
}

// bare is s without the marks that end it; a closing quote stays.
func bare(s string) string {
	s = strings.TrimRight(s, " .؟!?…،")
	if q := strings.TrimRight(s, `"»”`); q != s {
		return strings.TrimRight(q, " .؟!?…،") + s[len(q):]
	}
	return s
}

func words(s string) int { return len(strings.Fields(s)) }

// clause is s up to its first clause mark.
func clause(s string) string {
	if i := strings.IndexAny(s, "،,؛;:("); i >= 0 {
		s = s[:i]
	}
	return bare(strings.TrimSpace(s))
}

// stems are crude stems of the long words of s.
func stems(s string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		w = strings.TrimPrefix(strings.TrimPrefix(w, "و"), "ال")
		if r := []rune(w); len(r) >= 4 {
			set[string(r[:4])] = true
		}
	}
	return set
}

func (t *trainer) news(p string) {
	all := sentences(p)
	t.recent = strings.Fields(p)
	t.plain(all)
	t.joins(all)
	if len(all) < 3 || words(all[0]) < 6 {
		return
	}
	// The clause of the body that shares most with the lead.
	lead := stems(all[0])
	best, share := "", 1
	for _, s := range all[1:] {
		c := clause(s)
		// What was said, without who said it.
		for _, that := range []string{" أن ", " إن ", " بأن "} {
			if i := strings.Index(c, that); i >= 0 && i < 60 {
				c = c[i+len(that):]
			}
		}
		c = t.start(c)
		if n := words(c); n < 4 || n > 13 {
			continue
		}
		common := 0
		for w := range stems(c) {
			if lead[w] {
				common++
			}
		}
		if common > share || common == share && t.rng.IntN(3) == 0 {
			best, share = c, common
		}
	}
	if best != "" {
		t.join("body", t.rng.IntN(3) > 0, best, all[0])
		if c := clause(all[len(all)/2]); t.rng.IntN(4) == 0 && words(c) >= 4 && words(c) <= 13 {
			t.join("body", true, best, c, all[0])
		}
	}
	// What someone said, whatever it shares.
	for _, s := range all[1:] {
		if c := t.said(s); c != "" && t.rng.IntN(2) == 0 {
			t.join("said", t.rng.IntN(3) > 0, c, all[t.rng.IntN(2)*t.rng.IntN(len(all))])
		}
	}
	t.lead(all[0], best)
	for i, s := range all[1:] {
		if i%4 == t.rng.IntN(4) {
			t.lead(t.start(s), "")
		}
	}
}

// said is what s tells that someone said, as far as a headline would; empty
// where it tells nothing.
func (t *trainer) said(s string) string {
	for _, that := range []string{" أن ", " إن ", " بأن ", " أنه ", " إلى أن "} {
		i := strings.Index(s, that)
		if i < 0 || i > 120 {
			continue
		}
		fields := strings.Fields(clause(s[i+len(that):]))
		n := min(len(fields), 4+t.rng.IntN(8))
		for n > 0 && !closes(fields[n-1]) {
			n--
		}
		if n < 4 {
			continue
		}
		said := strings.Join(fields[:n], " ")
		// Who said it: between the verb and that.
		if who := strings.Fields(clause(s[:i])); len(who) > 1 && len(who) < 8 && t.rng.IntN(2) == 0 {
			from := 1 + t.rng.IntN(len(who)-1)
			return strings.Join(who[from:], " ") + ": " + said
		}
		return said
	}
	return ""
}

// start is s without the conjunction that it begins with.
func (t *trainer) start(s string) string {
	w, rest, _ := strings.Cut(s, " ")
	if v, ok := strings.CutPrefix(w, "و"); ok && utf8.RuneCountInString(v) > 2 && t.count[v] > t.count[w]/2 {
		return v + " " + rest
	}
	return s
}

// lead learns from what a headline would keep of the lead: its words from the
// second on, its first words, two stretches of it, or one and a clause of the
// body.
func (t *trainer) lead(lead, body string) {
	if h := t.verbal(lead); h != "" {
		t.join("headline", t.rng.IntN(3) > 0, h, lead)
	}
	for range 2 {
		fields := strings.Fields(lead)
		n := len(fields)
		if n < 12 {
			return
		}
		var head []string
		switch k := t.rng.IntN(10); {
		case k == 0:
			head = t.stretch(fields, 0, 5+t.rng.IntN(6))
		case k < 3:
			head = t.stretch(fields, 1, 5+t.rng.IntN(6))
		case k < 5:
			head = t.stretch(fields, 1, 2+t.rng.IntN(3))
			head = append(head[:len(head):len(head)], t.stretch(fields, 5+t.rng.IntN(n-8), 3+t.rng.IntN(4))...)
		case k < 7 && body != "":
			head = t.stretch(fields, 1, 2+t.rng.IntN(3))
			more := strings.Fields(body)
			head = append(head[:len(head):len(head)], more[:min(len(more), 3+t.rng.IntN(5))]...)
		default:
			head = t.stretch(fields, 1+t.rng.IntN(n/2), 4+t.rng.IntN(6))
		}
		// A headline says it in other words.
		if drop := t.rng.IntN(4); drop > 0 {
			var kept []string
			for _, w := range head {
				if t.rng.IntN(8) >= drop {
					kept = append(kept, w)
				} else if x := t.other(); drop > 1 && x != "" {
					kept = append(kept, x)
				}
			}
			head = kept
		}
		if h := phrase(head); h != "" {
			t.join("headline", t.rng.IntN(3) > 0, h, lead)
		}
	}
}

// verbal is the lead as a headline says it: the subject first and the verb in
// the present, or what was done as a noun. It is empty where the lead does not
// begin with a verb whose forms the text knows.
func (t *trainer) verbal(lead string) string {
	fields := strings.Fields(lead)
	if len(fields) < 9 {
		return ""
	}
	verb := []rune(fields[0])
	if len(verb) > 1 && verb[0] == 'و' && t.count[string(verb[1:])] > t.count[string(verb)]/2 {
		verb = verb[1:]
	}
	prefix := "ي"
	if n := len(verb); n > 3 && verb[n-1] == 'ت' && t.count[string(verb[:n-1])] >= 30 {
		verb, prefix = verb[:n-1], "ت"
	}
	n := len(verb)
	if n < 3 || n > 6 {
		return ""
	}
	rest := string(verb)
	if verb[0] == 'أ' || verb[0] == 'ا' || verb[0] == 'إ' {
		rest = string(verb[1:])
	}
	subject := 1 + t.rng.IntN(4)
	for subject < 6 && !closes(fields[subject]) {
		subject++
	}
	k := t.rng.IntN(10)
	if k < 3 {
		noun := "ت" + string(verb[:n-1]) + "ي" + string(verb[n-1:])
		switch {
		case verb[0] == 'أ':
			noun = "إ" + string(verb[1:n-1]) + "ا" + string(verb[n-1:])
		case n > 3:
			noun = string(verb[:n-1]) + "ا" + string(verb[n-1:])
		}
		if t.count[noun] < 30 {
			return ""
		}
		return t.headline(append([]string{noun}, t.stretch(fields, subject+1, 3+t.rng.IntN(6))...))
	}
	if t.count[prefix+rest] < 30 || t.count[string(verb)] < 30 {
		return ""
	}
	head := slices.Clone(fields[1 : subject+1])
	if k < 5 {
		head = slices.Insert(head, 0, prefix+rest)
	} else {
		head = append(head, prefix+rest)
	}
	return t.headline(append(head, t.stretch(fields, subject+1, 2+t.rng.IntN(7))...))
}

// headline is the words as a headline has them: some left out, no conjunction
// at its end, no commas. It is empty where they make none.
func (t *trainer) headline(head []string) string {
	if t.rng.IntN(2) == 0 {
		var kept []string
		for i, w := range head {
			if i < 2 || t.rng.IntN(6) > 0 {
				kept = append(kept, w)
			} else if x := t.other(); x != "" && t.rng.IntN(2) == 0 {
				kept = append(kept, x)
			}
		}
		head = kept
	}
	return phrase(head)
}

// phrase is the words up to the last that can end a headline, without commas and
// stops; empty where fewer than three are left, or a bracket or quote stands open.
func phrase(head []string) string {
	for len(head) > 0 && !closes(head[len(head)-1]) {
		head = head[:len(head)-1]
	}
	if len(head) < 3 {
		return ""
	}
	h := strings.Map(func(r rune) rune {
		if r == '،' || r == '.' || r == '؛' {
			return -1
		}
		return r
	}, strings.Join(head, " "))
	if strings.Count(h, "(") != strings.Count(h, ")") || strings.Count(h, "«") != strings.Count(h, "»") || strings.Count(h, `"`)%2 != 0 {
		return ""
	}
	return h
}

// other is a word of a recent sentence, to stand for one of another wording.
func (t *trainer) other() string {
	if len(t.recent) == 0 {
		return ""
	}
	if w := t.recent[t.rng.IntN(len(t.recent))]; closes(w) {
		return w
	}
	return ""
}

// stretch is n fields from i on, and more while they cannot close a phrase.
func (t *trainer) stretch(fields []string, i, n int) []string {
	end := min(len(fields), i+n)
	for end < len(fields) && end < i+n+3 && !closes(fields[end-1]) {
		end++
	}
	return fields[min(i, end):end]
}

// open are words that no headline ends with.
var open = func() map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(`من في إلى الى على عن مع بين أن إن أنه أنها التي الذي الذين و أو لا لم لن ما هذا هذه ذلك كل بعد قبل خلال
		منذ حتى كما وقد قد كان كانت حول نحو ضد عند لدى غير أي بعض حيث ثم هو هي وهو وهي ضمن عبر أكثر أبرز`) {
		set[w] = true
	}
	return set
}()

// closes reports whether a headline may end with the word.
func closes(w string) bool { return !open[w] && utf8.RuneCountInString(w) > 2 }

func (t *trainer) wiki(title, p string) {
	all := sentences(p)
	t.plain(all)
	t.joins(all)
	if len(all) == 0 || title == "" || !short(title) || short(p) {
		return
	}
	lead := strings.Join(strings.Fields(all[0])[:min(12, words(all[0]))], " ")
	if strings.Contains(lead, strings.Fields(title)[0]) {
		t.join("title", t.rng.IntN(3) > 0, title, all[0])
	}
}

func (t *trainer) list(items []string) {
	for len(items) >= 3 {
		n := min(len(items), 3+t.rng.IntN(4))
		t.join("list", t.rng.IntN(2) > 0, items[:n]...)
		items = items[n:]
	}
}

// plain learns from sentences as they stand.
func (t *trainer) plain(all []string) {
	for i, s := range all {
		if t.holding || t.rng.IntN(2) == 0 {
			t.learn(sample{"plain", []byte(s), nil, i == 0 || t.rng.IntN(10) < 3})
		}
	}
}

// joins learns from neighbours, the mark between them gone.
func (t *trainer) joins(all []string) {
	for i := 0; i+1 < len(all); i++ {
		if t.rng.IntN(5) > 0 && !(strings.HasSuffix(all[i], `"`) && t.rng.IntN(2) == 0) {
			continue
		}
		a, b := bare(all[i]), all[i+1]
		kind := "talk"
		if t.rng.IntN(3) == 0 {
			a, kind = clause(all[i]), "fragment"
		}
		if t.rng.IntN(3) == 0 {
			b = t.start(b)
		}
		if words(a) >= 3 && words(b) >= 3 {
			t.join(kind, i == 0, a, b)
		}
	}
}

func (t *trainer) join(kind string, first bool, parts ...string) {
	var text bytes.Buffer
	var starts []int
	for i, p := range parts {
		if i > 0 {
			text.WriteByte(' ')
			starts = append(starts, text.Len())
		}
		text.WriteString(p)
	}
	t.learn(sample{kind, text.Bytes(), starts, first})
}

// learn takes a step of logistic regression (AdaGrad) for every gap of x, or
// keeps x for the report.
func (t *trainer) learn(x sample) {
	if t.holding {
		t.held = append(t.held, x)
		return
	}
	t.s.Examples(x.text, x.starts, x.first, func(x *linear.Example) {
		t.weigh(x)
		for i, z := range t.z {
			g := 1 / (1 + math.Exp(-z))
			if i == x.Begins {
				g--
			}
			if math.Abs(g) < 1e-3 {
				continue
			}
			t.biasSq += g * g
			t.bias -= t.rate * g / math.Sqrt(t.biasSq+1)
			for _, f := range x.Gaps[i].Features {
				t.square[f] += float32(g * g)
				t.weight[f] -= float32(t.rate * g / math.Sqrt(float64(t.square[f])+1))
			}
		}
	})
}

// weigh puts the scores of the gaps of x into t.z.
func (t *trainer) weigh(x *linear.Example) {
	t.z = t.z[:0]
	for _, g := range x.Gaps {
		t.z = append(t.z, t.bias+t.sum(g.Features))
	}
}

// report tells what the model finds in the documents held out, by threshold.
func (t *trainer) report() {
	for _, threshold := range []float64{0, 1, 2, 3, 4} {
		found, total := make(map[string]int), make(map[string]int)
		alarms := make(map[string]int)
		t.words, t.repeated = nil, nil
		for _, h := range t.held {
			t.s.Examples(h.text, h.starts, h.first, func(x *linear.Example) {
				t.weigh(x)
				best, z := -1, threshold
				for i, v := range t.z {
					if v >= z {
						best, z = i, v
					}
				}
				if x.Begins >= 0 {
					total[h.kind]++
					if t.z[x.Begins] >= 0 {
						g := x.Gaps[x.Begins]
						t.words = append(t.words, t.sum(g.Features[:g.Words]))
						t.repeated = append(t.repeated, t.sum(g.Features[g.Repeated:]))
					}
				}
				switch {
				case best < 0:
				case best == x.Begins:
					found[h.kind]++
				default:
					alarms[h.kind]++
				}
			})
			if h.starts == nil {
				total[h.kind]++
			}
		}
		fmt.Printf("  at %v: ", threshold)
		for _, kind := range []string{"headline", "body", "said", "title", "list", "talk", "fragment"} {
			fmt.Printf(" %s R %.3f P %.3f", kind, float64(found[kind])/float64(total[kind]), float64(found[kind])/float64(found[kind]+alarms[kind]))
		}
		fmt.Printf(" plain: %.2f alarms in 1000 sentences\n", 1000*float64(alarms["plain"])/float64(total["plain"]))
	}
}

// sum adds the weights of the features.
func (t *trainer) sum(features []uint32) float64 {
	z := 0.0
	for _, f := range features {
		z += float64(t.weight[f])
	}
	return z
}

func quantile(v []float64, q float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[int(q*float64(len(v)-1))]
}

func (t *trainer) write(name string) error {
	step := func(w float64) int32 { return int32(math.Round(w * scale)) }
	out := make([]byte, 0, linear.Size+32)
	out = binary.LittleEndian.AppendUint32(out, uint32(step(t.bias)))
	out = binary.LittleEndian.AppendUint32(out, uint32(step(quantile(t.words, 0.05))))
	out = binary.LittleEndian.AppendUint32(out, uint32(step(quantile(t.repeated, 0.98))))
	out = binary.LittleEndian.AppendUint32(out, linear.Size)
	for _, w := range t.weight {
		out = append(out, byte(int8(max(-127, min(127, step(float64(w)))))))
	}
	return os.WriteFile(name, out, 0o644)
}
