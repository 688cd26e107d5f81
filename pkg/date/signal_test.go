package date

import (
	"strings"
	"testing"
	"time"

	"github.com/nass-ar/nass/pkg/lexicon"
)

// slowLook looks a word up as scan does, and turns no word away.
func slowLook(x *vocabulary, word string) (lex uint16, clitics lexicon.Proclitics) {
	k := lexicon.KeyOf(word)
	if lex = x.find(k); lex != 0 || k == 0 || k >= lexicon.LatinKey {
		return lex, 0
	}
	letters := 0
	for k.Drop(letters) != 0 {
		letters++
	}
	w := lexicon.PeelKey(k, letters)
	for w.Next() {
		if at := x.find(w.Rest); at != 0 && (w.Left >= 2 || w.Off&hasAl != 0) {
			return at, w.Off
		}
	}
	return 0, w.Off &^ hasAl
}

// slowBegins is begins for those who would try every word that is no adjective and no particle
// that goes on what came before.
func (p *parser) slowBegins(i int) bool {
	t, l := p.tok(i), p.lx(i)
	switch {
	case t.kind == num:
		return true
	case t.kind != word || t.lex == 0:
		return false
	case l.num.Role != 0:
		return true
	}
	switch l.fn {
	case fAnd, fPlace, fGo, fWho, fHijra, fGMT, fOr, fMatching, fDateWord, fTo, fUntil, fWith, fExcept, fCE, fWhole, fFuture, fAgoSuffix, fOnwards,
		fBC, fMonthDays, fZoneWord, fWithin, fEarlyTime, fLateTime, fAM, fNext, fThat, fSame, fBy, fEra, fSeason, fMore:
		return false
	case fIn, fOn, fAt, fAbout, fFrom, fBetween, fThis, fSince, fBefore, fAfter, fDuring:
		return p.goes || p.meets || p.follows(i+1)
	}
	return !l.isRel || l.unit != 0
}

// FuzzSignals reads what the signals of words and their last letters turn away, and finds nothing.
func FuzzSignals(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	for _, name := range []string{"grammar.tsv", "dates.tsv"} {
		for _, col := range rows(f, name, 200) {
			f.Add(braces.Replace(col[0]))
		}
	}
	f.Fuzz(func(t *testing.T, line string) {
		var fd Finder
		p := &fd.p
		p.reset([]byte(line), Options{Reference: time.Date(2022, 6, 15, 10, 0, 0, 0, time.UTC)})
		p.scan(p.line)
		for i := range p.t {
			tok := &p.t[i]
			if tok.kind != word {
				continue
			}
			w := line[tok.start:tok.end]
			if lex, clitics := slowLook(p.lex, w); lex != tok.lex || clitics != tok.clitics {
				t.Fatalf("%q in %q: lexeme %d with %b, and by a slow look %d with %b", w, line, tok.lex, tok.clitics, lex, clitics)
			}
		}
		p.find(nil)
		for i := range len(p.t) - 1 {
			if !p.begins(i) && p.slowBegins(i) {
				if n := p.expr(i); n.ok() {
					t.Fatalf("%q: turns away %q", line, line[p.tok(n.i).start:p.tok(n.j-1).end])
				}
			}
		}
	})
}

// TestTails looks up each word of the lexicon behind each clitic.
func TestTails(t *testing.T) {
	var fd Finder
	fd.Find(nil, nil, Options{})
	p := &fd.p
	letters := []rune("ابتثجحخدذرزسشصضطظعغفقكلمنهوي" + "چچچ") // the last letter of keys is any other
	for _, s := range p.lex.slots {
		if s.key == 0 || s.key >= lexicon.LatinKey {
			continue
		}
		var word strings.Builder
		for k := s.key; k != 0; k = k.Drop(1) {
			word.WriteRune(letters[k.First()-1])
		}
		for _, before := range strings.Fields("- و ف ب ل ك ال لل وب فل وال بال كال ولل فبال") {
			w := strings.Trim(before, "-") + word.String()
			p.scan([]byte(w))
			if lex, clitics := slowLook(p.lex, w); lex != p.t[0].lex || clitics != p.t[0].clitics {
				t.Errorf("%s: lexeme %d with %b, and by a slow look %d with %b", w, p.t[0].lex, p.t[0].clitics, lex, clitics)
			}
		}
	}
}
