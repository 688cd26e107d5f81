package rule

// A Part is a rectangle of the scanner's boxes.
type Part = rectangle

// Union returns the halves of either part.
func (r rectangle) Union(o *Part) Part { return r.union(o) }

// Key returns the part as it is in the table.
func (r *rectangle) Key() [3]uint64 { return r.key() }

// Known reports whether the table has the part.
func (r *rectangle) Known() bool { _, known := r.bin(new([BinMost]rectangle)); return known }

// Has reports whether the part has those bytes.
func (r *rectangle) Has(gram [5]byte) bool {
	for n, c := range gram {
		if (r[n].low>>(c&15))&(r[n].high>>(c>>4))&1 == 0 {
			return false
		}
	}
	return true
}

// BinMost is the number of bins.
const BinMost = binMost

// Parts returns the rectangles of the boxes for the steps that edit, or for all.
func (e *Engine) Parts(all bool) (parts []Part) {
	seen := map[Part]bool{}
	boxes := e.boxes(func(s *step) bool { return all || s.editing })
	for i := range boxes {
		of := boxes[i].shape()
		of.rectangles(func(_ *shape, by rectangle) {
			if !seen[by] {
				seen[by] = true
				parts = append(parts, by)
			}
		})
	}
	return parts
}
