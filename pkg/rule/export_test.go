package rule

// A Part is a rectangle of the scanner's boxes.
type Part = rectangle

// Union returns the halves of either part.
func (r rectangle) Union(o *Part) Part { return r.union(o) }

// Key returns the part as it is in the table.
func (r *rectangle) Key() [3]uint64 { return r.key() }

// Known reports whether the table has the part.
func (r *rectangle) Known() bool { _, known := r.bin(new([binMost]rectangle)); return known }

// Has reports whether the part has those bytes.
func (r *rectangle) Has(gram [5]byte) bool {
	for n, c := range gram {
		if (r[n].low>>(c&15))&(r[n].high>>(c>>4))&1 == 0 {
			return false
		}
	}
	return true
}

// BinMost is the number of bins of the table.
const BinMost = binMost - binOwn

// Parts returns the rectangles of the boxes for the steps that edit, or for all.
func (e *Engine) Parts(all bool) (parts []Part) {
	seen := map[Part]bool{}
	boxes := e.boxes(func(s *step) bool { return all || s.editing })
	for i := range boxes {
		of := boxes[i].shape()
		of.rectangles(func(part *rectangle) {
			if !seen[*part] {
				seen[*part] = true
				parts = append(parts, *part)
			}
		})
	}
	return parts
}

// Hits returns the hits in b, by the sieve and by a look at every place.
func (e *Engine) Hits(b []byte) (sieved, all []hit) {
	s := e.all()
	all = s.look(all, b, -1)
	for i := range b {
		all = s.look(all, b, i)
	}
	var w window
	sieved = s.look(sieved, b, -1)
	for i := 0; ; i++ {
		if i = s.next(&w, b, i, len(b)); i >= len(b)-1 {
			break
		}
		sieved = s.look(sieved, b, i)
	}
	if len(b) > 0 {
		sieved = s.look(sieved, b, len(b)-1)
	}
	return sieved, all
}

// Differs returns the first place of b from which on a block of 32 places, by bytes or as
// the processor has it, lets others pass than those that pass one by one; -1 if there is
// none.
func (e *Engine) Differs(b []byte) int {
	s := e.all()
	for i := 0; i+1 < len(b); i++ {
		places := min(32, len(b)-1-i)
		slow := uint32(0)
		for n := range places {
			if s.has(around(b, i+n)) {
				slow |= 1 << n
			}
		}
		near := blockAt(b, i)
		var w window
		if s.fill(&w, b, i, i+1); s.mask(&near)&(1<<places-1) != slow || w.masks[0] != slow {
			return i
		}
	}
	return -1
}
