package crf

import "slices"

// Recall is the memory of a unit: the tags that the first pass gave to a word in
// all its sentences. Only words that are part of a name somewhere are kept.
type recall struct {
	keys   []uint64
	counts []tally
	hints  []uint8 // by token: the tag that its other uses speak for, or 0
}

// A tally counts uses by tag.
type tally [tagN]uint16

// read takes in the tags of the unit's tokens and works out the hints. It
// reports whether there are any.
func (r *recall) read(known []known, tags []uint8) bool {
	n := 0
	for _, t := range tags {
		if t != 0 {
			n++
		}
	}
	if n < 2 {
		return false
	}
	size := 16
	for size < 2*n {
		size *= 2
	}
	r.keys = slices.Grow(r.keys[:0], size)[:size]
	r.counts = slices.Grow(r.counts[:0], size)[:size]
	clear(r.keys)
	clear(r.counts)
	for i, t := range tags {
		if t != 0 && known[i].flags&flagLetter != 0 {
			r.slot(known[i].base|1, true)
		}
	}
	for i, t := range tags {
		if s := r.slot(known[i].base|1, false); s >= 0 {
			r.counts[s][t]++
		}
	}
	r.hints = slices.Grow(r.hints[:0], len(tags))[:len(tags)]
	some := false
	for i, t := range tags {
		r.hints[i] = 0
		if s := r.slot(known[i].base|1, false); s >= 0 {
			r.hints[i] = r.counts[s].hint(t)
			some = some || r.hints[i] != 0 && r.hints[i] != t
		}
	}
	return some
}

// slot is where key is counted, or -1 where it is not and may not be added.
func (r *recall) slot(key uint64, add bool) int {
	mask := uint64(len(r.keys) - 1)
	i := key >> 20 & mask
	for r.keys[i] != 0 {
		if r.keys[i] == key {
			return int(i)
		}
		i = (i + 1) & mask
	}
	if !add {
		return -1
	}
	r.keys[i] = key
	return int(i)
}

// hint is the tag other than O of more than two thirds of the uses other than
// one tagged own, or 0 where there is none.
func (c *tally) hint(own uint8) uint8 {
	total, best, most := 0, 0, 0
	for t, n := range c {
		if t == int(own) && n > 0 {
			n--
		}
		total += int(n)
		if t > 0 && int(n) > most {
			best, most = t, int(n)
		}
	}
	if 3*most > 2*total {
		return uint8(best)
	}
	return 0
}

// second tags the sentences of the unit again where a word's other uses speak
// for another tag than the first pass gave it: that tag gains the scheme's
// bonus.
func (t *Tagger) second() {
	r := &t.recall
	if t.scheme.bonus == 0 || !r.read(t.known, t.tags) {
		return
	}
	from := 0
	for _, to := range t.ends {
		news := false
		for i := from; i < to && !news; i++ {
			news = r.hints[i] != 0 && r.hints[i] != t.tags[i]
		}
		if news {
			for i := from; i < to; i++ {
				if h := r.hints[i]; h != 0 {
					t.known[i].emit[h] += t.scheme.bonus
				}
			}
			t.again(from, to)
		}
		from = to
	}
}

// again tags a sentence of the unit, its tokens from up to to, for the second
// time.
func (t *Tagger) again(from, to int) {
	for i := from; i < to; i++ {
		for k, v := range t.known[i].emit {
			t.emit[i-from][k] = int32(v)
		}
	}
	t.decode(from, to)
}
