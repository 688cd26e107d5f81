package conll

// A Miss is a chunk of the key that is not in the answer, or a chunk of the
// answer that is not in the key. The overlapping chunk of the other side is
// beside it, or zero if no chunk overlaps.
type Miss struct {
	Kind        string // what went wrong and the types, such as "missed ORG"
	Key, Answer Chunk
}

// Misses returns the misses of a sentence: "missed" and "invented" if nothing
// overlaps, "bounds" if the type is right, "type" if the bounds are right, and
// "type and bounds" otherwise. A chunk of the answer that overlaps a chunk of
// the key is reported with it and not again.
func Misses(key, answer []Chunk) []Miss {
	var all []Miss
	told := make([]bool, len(answer))
	for _, c := range key {
		m := Miss{Kind: "missed " + c.Type, Key: c}
		for i, d := range answer {
			if c.Start >= d.End || d.Start >= c.End {
				continue
			}
			told[i] = true
			m.Answer = d
			switch {
			case c == d:
				m.Kind = ""
			case c.Type == d.Type:
				m.Kind = "bounds of " + c.Type
			case c.Start == d.Start && c.End == d.End:
				m.Kind = "type: " + c.Type + " taken for " + d.Type
			default:
				m.Kind = "type and bounds: " + c.Type + " taken for " + d.Type
			}
			if c.Type == d.Type {
				break
			}
		}
		if m.Kind != "" {
			all = append(all, m)
		}
	}
	for i, d := range answer {
		if !told[i] {
			all = append(all, Miss{Kind: "invented " + d.Type, Answer: d})
		}
	}
	return all
}
