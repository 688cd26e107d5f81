package parquet

import (
	"encoding/binary"
	"slices"
)

// AppendFooter appends what follows the parts, when all of them are written, in
// their order: the indexes of pages and the metadata. It is called once.
func (f *File) AppendFooter(dst []byte) ([]byte, error) {
	at := int64(4)
	groups := f.meta.list(4)
	for g := range f.groups {
		at = f.place(at, groups[g].st, f.groups[g].chunks)
		f.sorted(&groups[g].st, f.groups[g].chunks)
	}
	for g := range f.groups {
		for i := range f.groups[g].chunks {
			c := &f.groups[g].chunks[i]
			of := &c.meta.get(3).st
			old, n := of.int(14, 0), of.int(15, 0)
			if f.holds(old, n) {
				of.set(14, at)
				at += n
			}
			if !f.holds(old, n) || c.changed() {
				of.drop(14, 15)
			}
			groups[g].st.list(1)[i].st = c.meta
		}
	}
	start := len(dst)
	for _, kind := range []struct {
		offset, size int16
		offsets      bool
	}{{6, 7, false}, {4, 5, true}} {
		for g := range f.groups {
			for i := range f.groups[g].chunks {
				c := &f.groups[g].chunks[i]
				old, n := c.meta.int(kind.offset, 0), c.meta.int(kind.size, 0)
				if !f.holds(old, n) || !kind.offsets && c.changed() {
					c.meta.drop(kind.offset, kind.size)
				} else {
					index := make([]byte, n)
					if err := f.readAt(index, old); err != nil {
						return dst, err
					}
					if kind.offsets {
						var ok bool
						if index, ok = c.offsets(index); !ok {
							c.meta.drop(kind.offset, kind.size)
							groups[g].st.list(1)[i].st = c.meta
							continue
						}
					}
					c.meta.set(kind.offset, at+int64(len(dst)-start))
					c.meta.set(kind.size, int64(len(index)))
					dst = append(dst, index...)
				}
				groups[g].st.list(1)[i].st = c.meta
			}
		}
	}
	meta := len(dst)
	dst = f.meta.append(dst)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(dst)-meta))
	return append(dst, magic...), nil
}

// changed reports whether a page of the chunk has changed.
func (c *chunk) changed() bool {
	return slices.ContainsFunc(c.parts, func(p *Part) bool { return p.changed })
}

// place writes into the metadata of a row group where its chunks are, from at on,
// and returns where they end.
func (f *File) place(at int64, group structure, chunks []chunk) int64 {
	start, grown := at, int64(0)
	for i := range chunks {
		c := &chunks[i]
		of := &c.meta.get(3).st
		if old := c.meta.int(2, 0); old > 0 {
			c.meta.set(2, old+at-c.start)
		}
		size, uncompressed := int64(0), int64(0)
		moved := func(old int64) int64 { // where the part is that was at old
			to := at
			if c.made {
				return to
			}
			for _, p := range c.parts {
				if old < p.to {
					return to + old - p.from
				}
				to += p.size
			}
			return to
		}
		for _, id := range []int16{9, 10, 11} {
			if old := of.int(id, 0); old > 0 {
				of.set(id, moved(old))
			}
		}
		for _, p := range c.parts {
			size += p.size
			uncompressed += p.uncompressed
		}
		if c.changed() {
			c.forget(of)
			of.set(6, of.int(6, 0)+uncompressed)
			of.set(7, size)
		}
		grown += uncompressed
		at += size
	}
	group.set(2, group.int(2, 0)+grown)
	if group.int(5, 0) > 0 {
		group.set(5, start)
	}
	group.set(6, at-start)
	return at
}

// forget removes from the metadata of a column what is true no longer.
func (c *chunk) forget(of *structure) {
	if v := of.get(2); v != nil && !slices.ContainsFunc(v.list, func(e value) bool { return e.n == encodingPlain }) {
		v.list = append(v.list, value{kind: isInt32, n: encodingPlain})
	}
	if v := of.get(12); v != nil {
		v.st.drop(1, 2, 4, 5, 6, 7, 8) // all but the number of nulls
	}
	if v := of.get(16); v != nil {
		v.st.drop(1) // bytes of the values
	}
	of.drop(13) // how many pages there are of each encoding
}

// offsets returns the index of where pages are, for where they are now.
func (c *chunk) offsets(index []byte) ([]byte, bool) {
	s, _, err := readStructure(index)
	if err != nil {
		return nil, false
	}
	at := c.of().int(9, 0)
	if dictionary := c.of().int(11, 0); dictionary > 0 {
		at = min(at, dictionary)
	}
	if id := c.of().int(10, 0); id > 0 {
		at = min(at, id)
	}
	list := s.list(1)
	if !c.chosen {
		for _, v := range list {
			v.st.set(1, v.st.int(1, 0)+at-c.start)
		}
		return s.append(nil), true
	}
	n := 0
	for _, p := range c.parts {
		if p.Column >= 0 {
			if n == len(list) || list[n].st.int(1, 0) != p.from {
				return nil, false
			}
			list[n].st.set(1, at)
			list[n].st.set(2, p.size)
			n++
		}
		at += p.size
	}
	if c.changed() {
		s.drop(2) // bytes of the values
	}
	return s.append(nil), n == len(list)
}

// sorted removes the order of the rows of a group, if a column changes that they are
// ordered by.
func (f *File) sorted(group *structure, chunks []chunk) {
	for _, v := range group.list(4) {
		if i := v.st.int(1, -1); i >= 0 && i < int64(len(chunks)) && chunks[i].changed() {
			group.drop(4)
			return
		}
	}
}
