package crf

// Tables are read in place: a table is a run of slots of equal size, found by
// a hash of 64 bits. The upper half of the hash says where a slot is looked for
// first, the lower half, never 0, is written in it; an empty slot ends the
// search.

// table is a view of a hash table in a model file.
type table struct {
	data string
	size int    // bytes a slot
	n    uint64 // slots
}

func newTable(data string, size int) table {
	return table{data: data, size: size, n: uint64(len(data) / size)}
}

// markOf returns what is written in the slot of a key with hash h.
func markOf(h uint64) uint32 { return uint32(h) | 1 }

// first returns the offset of the slot where the search for the hash h begins.
func (t *table) first(h uint64) int { return int(h>>32*t.n>>32) * t.size }

// find is the offset of the value with hash h, past its mark, or -1.
func (t *table) find(h uint64) int {
	if t.n == 0 {
		return -1
	}
	return t.search(t.first(h), markOf(h))
}

// search is the offset of the value with a mark, or -1, where its search comes to
// the slot at offset i.
func (t *table) search(i int, mark uint32) int {
	for range t.n {
		switch u32(t.data, i) {
		case mark:
			return i + 4
		case 0:
			return -1
		}
		if i += t.size; i == len(t.data) {
			i = 0
		}
	}
	return -1
}

// atOnce is how many keys findAll looks for.
const atOnce = 16

// findAll sets found to what find is for each of the hashes. A table is
// far larger than the processor's caches and a search mostly waiting for memory: here the
// first slots of all are on their way at once.
func (t *table) findAll(found *[atOnce]int, hashes []uint64) {
	var first [atOnce]uint32
	hashes = hashes[:min(len(hashes), atOnce)]
	if t.n == 0 {
		for i := range hashes {
			found[i] = -1
		}
		return
	}
	for i, h := range hashes {
		found[i] = t.first(h)
		first[i] = u32(t.data, found[i])
	}
	for i, h := range hashes {
		if mark := markOf(h); first[i] == mark {
			found[i] += 4
		} else {
			found[i] = t.search(found[i], mark)
		}
	}
}

func u16(s string, i int) uint16 { return uint16(s[i]) | uint16(s[i+1])<<8 }

func u32(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

// ClassN is how many clusterings of words the model knows: by the words beside
// them into 1,024, 512 and 128 classes, and by the company of words they are
// found in into 2,000 and 300.
const ClassN = 5

// classes are those of a form, NoClass where a clustering does not hold it.
type classes [ClassN]uint16

var unknown = classes{NoClass, NoClass, NoClass, NoClass, NoClass}

// facts are what the lexicon holds of a form.
type facts struct {
	class classes
	votes uint16 // four types, four bits each
	gaz   uint8  // gazetteers, a bit each
	flags uint8
	count uint8 // logarithm of how often the form was read
}

const factsSize = 4 + 2*ClassN + 5

// lookup is what the lexicon holds of the form with hash h.
func (m *Model) lookup(h uint64) facts {
	i := m.lexicon.find(h)
	if i < 0 {
		return facts{class: unknown}
	}
	d := m.lexicon.data
	f := facts{
		votes: u16(d, i+2*ClassN),
		gaz:   d[i+2*ClassN+2],
		flags: d[i+2*ClassN+3],
		count: d[i+2*ClassN+4],
	}
	for k := range f.class {
		f.class[k] = u16(d, i+2*k)
	}
	return f
}

// put writes value into a table under construction.
func put(slots []byte, size int, h uint64, value []byte) bool {
	n := uint64(len(slots) / size)
	i := h >> 32 * n >> 32
	mark := uint32(h) | 1
	for {
		s := slots[int(i)*size:][:size]
		switch uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24 {
		case 0:
			s[0], s[1], s[2], s[3] = byte(mark), byte(mark>>8), byte(mark>>16), byte(mark>>24)
			copy(s[4:], value)
			return true
		case mark:
			return false // another key of the same hash: the first stays
		}
		if i++; i == n {
			i = 0
		}
	}
}
