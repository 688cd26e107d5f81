package crf

// Where a text has one name it mostly has more; what the model takes for a name in a recipe
// or a prayer mostly stands alone. So the score of a name is lower where nothing near it is
// surely one, and what is too doubtful is none. The numbers were chosen on text of kinds
// with names and without that the model had not seen; MODEL.md says what they gained.
const (
	doubtReach = 60   // tokens on either side of a name that bear on it
	doubtFull  = 40   // other tokens within reach that make the doubt full
	doubtMost  = 0.75 // of its odds a name loses then, where none of them is of a name
	leastScore = 0.42 // the best F1 has a bar a little under half of it
	leastMisc  = 0.5  // of the type that the text written for nass has none of
)

// doubt works out the scores of the names of the unit, t.found, among their neighbours. It
// appends those that remain names to dst and takes the tags of the others away.
func (t *Tagger) doubt(dst []Chunk) []Chunk {
	first, last := 0, 0 // of the names within reach
	for i, c := range t.found {
		for t.found[first].Last+doubtReach <= c.First {
			first++
		}
		for last < len(t.found) && t.found[last].First < c.Last+doubtReach {
			last++
		}
		none := float32(1) // the chance that none of the others is a name
		for k := first; k < last; k++ {
			if k != i && t.found[k].Type != MISC { // which is weak
				none *= 1 - t.found[k].Score
			}
		}
		others := min(len(t.tags), c.Last+doubtReach) - max(0, c.First-doubtReach) - (c.Last - c.First)
		if c.Score = doubted(c.Score, none, others); c.Score < least(c.Type) {
			clear(t.tags[c.First:c.Last])
			continue
		}
		dst = append(dst, c)
	}
	return dst
}

// doubted is the score of a name that has that many other tokens within reach, where none
// is the chance that none of them is of a name.
func doubted(score, none float32, others int) float32 {
	odds := 1 - doubtMost*none*min(1, float32(others)/doubtFull)
	return score * odds / (score*odds + (1 - score)) // not more than 1, however it is rounded
}

// least is what a name of the type scores at least.
func least(t Type) float32 {
	if t == MISC {
		return leastMisc
	}
	return leastScore
}
