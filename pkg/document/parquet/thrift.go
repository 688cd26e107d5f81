package parquet

import (
	"encoding/binary"
	"errors"
)

// The metadata of Parquet is Thrift's compact protocol. It is kept as it is, with
// the fields that are not known here, so that what is written back loses none.
// Source: thrift-compact-protocol.md of Apache Thrift.

// A value is one of a field or of a list.
type value struct {
	kind  byte
	n     int64  // of integers; of a truth value in a list, its byte
	bytes []byte // of a binary and of a double
	list  []value
	of    byte // kind of the elements of the list
	st    structure
}

// A structure is fields in the order of their numbers.
type structure []field

type field struct {
	id int16
	value
}

// Kinds of values.
const (
	isTrue   = 1
	isFalse  = 2
	isByte   = 3
	isInt16  = 4
	isInt32  = 5
	isInt64  = 6
	isDouble = 7
	isBinary = 8
	isList   = 9
	isSet    = 10
	isStruct = 12
)

// maxDepth bounds structures within structures.
const maxDepth = 32

var (
	errShort  = errors.New("the metadata is cut short")
	errThrift = errors.New("the metadata is not valid")
)

// A thrift reads values. The first error stays.
type thrift struct {
	src []byte
	at  int
	err error
}

func (t *thrift) fail(err error) {
	if t.err == nil {
		t.err = err
	}
	t.at = len(t.src)
}

func (t *thrift) byte() byte {
	if t.at >= len(t.src) {
		t.fail(errShort)
		return 0
	}
	t.at++
	return t.src[t.at-1]
}

func (t *thrift) uvarint() uint64 {
	n, size := binary.Uvarint(t.src[t.at:])
	switch {
	case size == 0:
		t.fail(errShort)
	case size < 0:
		t.fail(errThrift)
	default:
		t.at += size
	}
	return n
}

func (t *thrift) varint() int64 {
	n := t.uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

func (t *thrift) bytes(n uint64) []byte {
	if n > uint64(len(t.src)-t.at) {
		t.fail(errShort)
		return nil
	}
	t.at += int(n)
	return t.src[t.at-int(n) : t.at : t.at]
}

func (t *thrift) value(kind byte, depth int) (v value) {
	v.kind = kind
	switch kind {
	case isTrue, isFalse:
	case isByte:
		v.n = int64(t.byte())
	case isInt16, isInt32, isInt64:
		v.n = t.varint()
	case isDouble:
		v.bytes = t.bytes(8)
	case isBinary:
		v.bytes = t.bytes(t.uvarint())
	case isList, isSet:
		head := t.byte()
		n := uint64(head >> 4)
		if n == 15 {
			n = t.uvarint()
		}
		v.of = head & 15
		if n > uint64(len(t.src)-t.at) { // an element has a byte at least
			t.fail(errShort)
			break
		}
		if depth >= maxDepth {
			t.fail(errThrift)
			break
		}
		v.list = make([]value, 0, min(n, 1024))
		for range n {
			if t.err != nil {
				break
			}
			if v.of == isTrue || v.of == isFalse {
				v.list = append(v.list, value{kind: v.of, n: int64(t.byte())})
				continue
			}
			v.list = append(v.list, t.value(v.of, depth+1))
		}
	case isStruct:
		v.st = t.structure(depth + 1)
	default: // a map has no place in Parquet
		t.fail(errThrift)
	}
	return v
}

func (t *thrift) structure(depth int) (s structure) {
	if depth > maxDepth {
		t.fail(errThrift)
	}
	id := int16(0)
	for t.err == nil {
		head := t.byte()
		if head == 0 {
			break
		}
		if step := int16(head >> 4); step > 0 {
			id += step
		} else {
			id = int16(t.varint())
		}
		s = append(s, field{id, t.value(head&15, depth)})
	}
	return s
}

// readStructure reads the structure that src begins with, and its length.
func readStructure(src []byte) (structure, int, error) {
	t := thrift{src: src}
	s := t.structure(0)
	return s, t.at, t.err
}

func appendVarint(dst []byte, n int64) []byte {
	return binary.AppendUvarint(dst, uint64(n)<<1^uint64(n>>63))
}

func (v *value) append(dst []byte) []byte {
	switch v.kind {
	case isByte:
		return append(dst, byte(v.n))
	case isInt16, isInt32, isInt64:
		return appendVarint(dst, v.n)
	case isDouble:
		return append(dst, v.bytes...)
	case isBinary:
		return append(binary.AppendUvarint(dst, uint64(len(v.bytes))), v.bytes...)
	case isList, isSet:
		if len(v.list) < 15 {
			dst = append(dst, byte(len(v.list))<<4|v.of)
		} else {
			dst = binary.AppendUvarint(append(dst, 0xF0|v.of), uint64(len(v.list)))
		}
		for i := range v.list {
			if v.of == isTrue || v.of == isFalse {
				dst = append(dst, byte(v.list[i].n))
				continue
			}
			dst = v.list[i].append(dst)
		}
	case isStruct:
		return v.st.append(dst)
	}
	return dst
}

func (s structure) append(dst []byte) []byte {
	before := int16(0)
	for i := range s {
		f := &s[i]
		if step := int(f.id) - int(before); step > 0 && step <= 15 {
			dst = append(dst, byte(step)<<4|f.kind)
		} else {
			dst = appendVarint(append(dst, f.kind), int64(f.id))
		}
		before = f.id
		dst = f.append(dst)
	}
	return append(dst, 0)
}

// get returns the field of that number, or nil.
func (s structure) get(id int16) *value {
	for i := range s {
		if s[i].id == id {
			return &s[i].value
		}
	}
	return nil
}

// int returns the integer of that number, or otherwise.
func (s structure) int(id int16, otherwise int64) int64 {
	if v := s.get(id); v != nil && v.kind >= isByte && v.kind <= isInt64 {
		return v.n
	}
	return otherwise
}

// in returns the structure of that number, empty if there is none.
func (s structure) in(id int16) structure {
	if v := s.get(id); v != nil {
		return v.st
	}
	return nil
}

// list returns the list of that number, empty if there is none.
func (s structure) list(id int16) []value {
	if v := s.get(id); v != nil {
		return v.list
	}
	return nil
}

// set sets the integer of that number, if it is there.
func (s structure) set(id int16, n int64) {
	if v := s.get(id); v != nil {
		v.n = n
	}
}

// drop removes the fields of these numbers.
func (s *structure) drop(ids ...int16) {
	kept := make(structure, 0, len(*s))
	for _, f := range *s {
		gone := false
		for _, id := range ids {
			gone = gone || f.id == id
		}
		if !gone {
			kept = append(kept, f)
		}
	}
	*s = kept
}
