package crf

// The weights of features are most of a model file, so that their table has no empty slot:
// its rows lie in buckets of some bucketSize, in order of the upper half of the hash, and an
// index says where each bucket begins.

// rows is a view of the weights of the features of a scheme in a model file. Most features
// that are looked for are in no table: a filter of a few bits a key, which stays in the
// processor's cache, tells of most that they are not.
type rows struct {
	index  string // where each bucket begins and where the last ends, as a number of rows in 4 bytes
	data   string // rows: three bytes of the hash, its lowest, and a weight for each tag
	n      uint64 // buckets
	filter string // bits; empty where there is no row
}

const (
	bucketSize = 6 // rows, in the mean
	rowMark    = 3 // bytes of the hash in a row
	rowSize    = rowMark + tagN
)

// newRows returns the view of a section of a model file, and whether its length is right.
func newRows(data string) (rows, bool) {
	if len(data) < 4 {
		return rows{}, len(data) == 0
	}
	n := uint64(u32(data, 0))
	size := 8 + 4*n
	if n == 0 || size > uint64(len(data)) || (uint64(len(data))-size)%rowSize != 0 {
		return rows{}, false
	}
	return rows{index: data[4:size], data: data[size:], n: n, filter: "\xFF"}, true
}

// appendRows appends the section of the rows of features to dst, with weights by tag and
// the hashes in order.
func appendRows(dst []byte, hashes []uint64, weights map[uint64][]int8) []byte {
	n := uint64(len(hashes)/bucketSize + 1)
	dst = appendU32(dst, uint32(n))
	next := 0
	for b := range n + 1 {
		for next < len(hashes) && bucketOf(hashes[next], n) < b {
			next++
		}
		dst = appendU32(dst, uint32(next))
	}
	for _, h := range hashes {
		row := make([]byte, rowSize)
		row[0], row[1], row[2] = byte(h), byte(h>>8), byte(h>>16)
		for k, w := range weights[h] {
			row[rowMark+k] = byte(w)
		}
		dst = append(dst, row...)
	}
	return dst
}

func appendU32(dst []byte, v uint32) []byte {
	return append(dst, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}

// bucketOf returns which of n buckets a hash is in.
func bucketOf(h, n uint64) uint64 { return h >> 32 * n >> 32 }

// bucket returns the offsets of the rows where the hash h would be.
func (r *rows) bucket(h uint64) (from, to int) {
	b := bucketOf(h, r.n)
	n := uint32(len(r.data) / rowSize)
	return int(min(n, u32(r.index, int(4*b)))) * rowSize, int(min(n, u32(r.index, int(4*b+4)))) * rowSize
}

// filterBit is the byte of a filter of that length, and the number of the bit
// in it, that is set where a key has the hash h.
func filterBit(h uint64, length int) (at, bit uint64) {
	k := uint64(uint32(h>>12)) * (uint64(length) * 8) >> 32
	return k >> 3, k & 7
}

// filterSize is how many bytes the filter of n keys has: twelve bits a key.
func filterSize(n int) int { return n + n/2 + 1 }

// passes returns 1 where the filter lets the hash h pass, and 0 where no key has it: a
// number, not a truth, so that nothing need be guessed until the filter is read.
func (r *rows) passes(h uint64) int {
	if len(r.filter) == 0 {
		return 0
	}
	at, bit := filterBit(h, len(r.filter))
	return int(r.filter[at]>>bit) & 1
}

// find is the offset of the weights of the feature with hash h, or -1.
func (r *rows) find(h uint64) int {
	if r.passes(h) == 0 {
		return -1
	}
	from, to := r.bucket(h)
	return r.search(from, to, h)
}

// search is the offset of the weights of the feature with hash h, which is in the rows
// between two offsets, or -1.
func (r *rows) search(from, to int, h uint64) int {
	for i := from; i < to; i += rowSize {
		if (u32(r.data, i)^uint32(h))<<8 == 0 {
			return i + rowMark
		}
	}
	return -1
}

// findAll sets found to what find is for each of the hashes, but asks no filter. The rows
// are far larger than the processor's caches and a search mostly waiting for memory: here
// the first rows of all buckets are on their way at once.
func (r *rows) findAll(found *[atOnce]int, hashes []uint64) {
	var from, to [atOnce]int
	var first [atOnce]uint32
	hashes = hashes[:min(len(hashes), atOnce)]
	if r.n == 0 {
		for i := range hashes {
			found[i] = -1
		}
		return
	}
	for i, h := range hashes {
		if from[i], to[i] = r.bucket(h); from[i] < to[i] {
			first[i] = u32(r.data, from[i])
		}
	}
	for i, h := range hashes {
		if found[i] = -1; from[i] < to[i] {
			if (first[i]^uint32(h))<<8 == 0 {
				found[i] = from[i] + rowMark
			} else {
				found[i] = r.search(from[i]+rowSize, to[i], h)
			}
		}
	}
}
