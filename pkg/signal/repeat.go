package signal

import "math/bits"

// repeats measures how much of the tokens repeats itself in a text of so many
// characters. It asks for longer runs only while shorter ones repeat: a run of n+1
// tokens that occurs twice holds one of n that does.
func (c *Counter) repeats(s *Signals, characters int) {
	c.grams = append(c.grams[:0], c.hashes...)
	repeated := true
	for n := 2; n <= 10 && n <= len(c.hashes); n++ {
		runs := c.grams[:len(c.hashes)-n+1]
		for i := range runs {
			runs[i] = runs[i]*step + c.hashes[i+n-1]
		}
		switch {
		case n <= 4:
			at, times := 0, 1
			if repeated {
				at, times = c.top(runs)
				repeated = times > 1
			}
			s.TopShare[n-2] = share((c.before[at+n]-c.before[at]+n-1)*times, characters)
		case repeated:
			again := c.again(runs, n)
			repeated = again > 0
			s.DuplicateShare[n-5] = share(again, characters)
		}
	}
}

// step is odd, so that every token of a run and its place count in the hash of the run.
const step = 0x9E3779B97F4A7C15

// top returns where the most frequent of the runs is first, and how often it occurs. Of
// runs that are as frequent, it is the one that is first.
func (c *Counter) top(runs []uint64) (first, times int) {
	c.seen.reset(len(runs))
	for i, run := range runs {
		x := c.seen.slot(run)
		if x.times++; x.times == 1 {
			x.first = uint32(i)
		}
		if n := int(x.times); n > times || n == times && int(x.first) < first {
			first, times = int(x.first), n
		}
	}
	return first, times
}

// again returns how many characters are in runs of n tokens that occur before. What is
// in such a run is not in the next.
func (c *Counter) again(runs []uint64, n int) (characters int) {
	c.seen.reset(len(runs))
	for i := 0; i < len(runs); {
		if c.seen.add(runs[i]) > 1 {
			characters += c.before[i+n] - c.before[i]
			i += n
		} else {
			i++
		}
	}
	return characters
}

// maxCounts is how many different things counts counts. What comes later is counted
// only if it is one of them. It bounds the memory that a long document asks for; one of
// more words than FineWeb-2 keeps is the only one that it touches.
const maxCounts = 1 << 18

// counts counts hashes. It is a table with linear probing that is cleared for each use.
type counts struct {
	slots []slot
	used  int
	spare slot // of what has no room
}

type slot struct {
	hash  uint64 // 0 is an empty slot
	times uint32
	first uint32
}

// reset makes room for n hashes, and forgets those that were counted.
func (c *counts) reset(n int) {
	size := 1 << bits.Len(uint(min(n, maxCounts))*3/2)
	if cap(c.slots) < size {
		c.slots = make([]slot, size)
	}
	c.slots, c.used = c.slots[:size], 0
	clear(c.slots)
}

// slot returns the slot of hash, which is valid until the next call.
func (c *counts) slot(hash uint64) *slot {
	hash = max(hash, 1)
	mask := uint64(len(c.slots) - 1)
	for i := (hash ^ hash>>32) & mask; ; i = (i + 1) & mask {
		x := &c.slots[i]
		switch {
		case x.hash == hash:
			return x
		case x.hash == 0 && c.used == maxCounts:
			c.spare = slot{}
			return &c.spare
		case x.hash == 0:
			c.used++
			x.hash = hash
			return x
		}
	}
}

// add counts hash and returns how often it has been counted.
func (c *counts) add(hash uint64) int {
	x := c.slot(hash)
	x.times++
	return int(x.times)
}
