package conll

import "slices"

// A Score counts chunks: those of the key, those of the answer, and which of
// them are right.
type Score struct {
	Key, Answer, Exact int
	KeyTouched         int // chunks of the key that one of the answer of its type overlaps
	AnswerTouched      int // chunks of the answer that one of the key of its type overlaps
}

// Scores are scores by type.
type Scores map[string]*Score

// Add counts a sentence, by its tags.
func (s Scores) Add(key, answer []string) { s.AddChunks(Chunks(key), Chunks(answer)) }

// AddChunks counts a sentence, by its chunks.
func (s Scores) AddChunks(key, answer []Chunk) {
	of := func(typ string) *Score {
		if s[typ] == nil {
			s[typ] = &Score{}
		}
		return s[typ]
	}
	for _, c := range key {
		of(c.Type).Key++
		if slices.Contains(answer, c) {
			of(c.Type).Exact++
		}
		if touched(c, answer) {
			of(c.Type).KeyTouched++
		}
	}
	for _, c := range answer {
		of(c.Type).Answer++
		if touched(c, key) {
			of(c.Type).AnswerTouched++
		}
	}
}

func touched(c Chunk, all []Chunk) bool {
	return slices.ContainsFunc(all, func(d Chunk) bool {
		return c.Type == d.Type && c.Start < d.End && d.Start < c.End
	})
}

// Total returns the sum of the scores of all types.
func (s Scores) Total(types ...string) Score {
	var t Score
	for _, typ := range types {
		if x := s[typ]; x != nil {
			t.Key += x.Key
			t.Answer += x.Answer
			t.Exact += x.Exact
			t.KeyTouched += x.KeyTouched
			t.AnswerTouched += x.AnswerTouched
		}
	}
	return t
}

// F1 returns precision, recall and their harmonic mean over exact chunks, in
// percent, or 0 if nothing is counted.
func (s Score) F1() (p, r, f float64) { return f1(s.Exact, s.Answer, s.Exact, s.Key) }

// Overlap returns the same as F1, but counts a chunk as right if a chunk of its
// type overlaps it.
func (s Score) Overlap() (p, r, f float64) {
	return f1(s.AnswerTouched, s.Answer, s.KeyTouched, s.Key)
}

func f1(rightA, answer, rightK, key int) (p, r, f float64) {
	if answer > 0 {
		p = 100 * float64(rightA) / float64(answer)
	}
	if key > 0 {
		r = 100 * float64(rightK) / float64(key)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}
