package parquet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"math/bits"
	"strconv"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/s2"
	"github.com/klauspost/compress/zstd"
)

// Numbers of the format. Source: parquet.thrift of Apache Parquet.
const (
	typeInt32     = 1
	typeInt64     = 2
	typeByteArray = 6

	pageData       = 0
	pageDictionary = 2
	pageDataV2     = 3

	encodingPlain           = 0
	encodingPlainDictionary = 2
	encodingRLE             = 3
	encodingDeltaBinary     = 5
	encodingDeltaLength     = 6
	encodingDeltaBytes      = 7
	encodingRLEDictionary   = 8
)

const (
	maxPage   = 1 << 29 // bytes of a page that is decoded
	maxValues = 1 << 22 // of such a page
)

var errPage = errors.New("a page is not valid")

// codecs are the compressions, by their numbers.
var codecs = []string{"none", "snappy", "gzip", "LZO", "Brotli", "LZ4", "zstd", "LZ4 raw"}

func codecError(codec int64) error {
	name := strconv.FormatInt(codec, 10)
	if codec >= 0 && codec < int64(len(codecs)) {
		name = codecs[codec]
	}
	return fmt.Errorf("a column is compressed with %s; supported are none, snappy, gzip and zstd", name)
}

var (
	zstdDecoder = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxPage))
		if err != nil {
			panic(err) // the options are right
		}
		return d
	})
	zstdEncoder = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil)
		if err != nil {
			panic(err)
		}
		return e
	})
)

// decompress returns the size bytes that src stands for.
func decompress(codec int64, src []byte, size int) (out []byte, err error) {
	if codec == 0 {
		if len(src) != size {
			return nil, errPage
		}
		return src, nil
	}
	if len(src) == 0 && size == 0 {
		return nil, nil
	}
	switch codec {
	case 1:
		if n, lenErr := s2.DecodedLen(src); lenErr != nil || n != size {
			return nil, errPage
		}
		out, err = s2.Decode(nil, src)
	case 2:
		var z *gzip.Reader
		if z, err = gzip.NewReader(bytes.NewReader(src)); err != nil {
			return nil, err
		}
		out, err = io.ReadAll(io.LimitReader(z, int64(size)+1))
	case 6:
		out, err = zstdDecoder().DecodeAll(src, nil)
	default:
		return nil, codecError(codec)
	}
	if err == nil && len(out) != size {
		err = errPage
	}
	return out, err
}

// compress appends what stands for src to dst.
func compress(dst []byte, codec int64, src []byte) ([]byte, error) {
	switch codec {
	case 0:
		return append(dst, src...), nil
	case 1:
		return append(dst, s2.EncodeSnappy(nil, src)...), nil
	case 2:
		b := bytes.NewBuffer(dst)
		z := gzip.NewWriter(b)
		_, err := z.Write(src)
		if closeErr := z.Close(); err == nil {
			err = closeErr
		}
		return b.Bytes(), err
	case 6:
		return zstdEncoder().EncodeAll(src, dst), nil
	}
	return dst, codecError(codec)
}

// A hybrid reads numbers of a width in runs and in packs of eight.
type hybrid struct {
	src    []byte
	width  int
	run    int    // left of the run
	same   uint64 // its number
	packed int    // left of the pack
	bit    int    // of src
	bad    bool
}

func (h *hybrid) next() uint64 {
	for h.run == 0 && h.packed == 0 {
		if h.bit > 0 { // a pack is over
			h.src, h.bit = h.src[h.bit/8:], 0
		}
		n, size := binary.Uvarint(h.src)
		if size <= 0 || n>>1 == 0 || n > math.MaxInt32 {
			h.bad = true
			return 0
		}
		h.src = h.src[size:]
		if n&1 == 1 {
			// The last pack may be cut short.
			h.packed = min(int(n>>1), maxValues) * 8
			if h.width > 0 {
				h.packed = min(h.packed, len(h.src)*8/h.width)
				if h.packed == 0 {
					h.bad = true
					return 0
				}
			}
			continue
		}
		h.run, h.same = int(n>>1), 0
		size = (h.width + 7) / 8
		if len(h.src) < size {
			h.bad = true
			return 0
		}
		for i := range size {
			h.same |= uint64(h.src[i]) << (8 * i)
		}
		h.src = h.src[size:]
	}
	if h.run > 0 {
		h.run--
		return h.same
	}
	h.packed--
	n := unpack(h.src, h.bit, h.width)
	h.bit += h.width
	if h.packed == 0 {
		h.bit = (h.bit + 7) &^ 7
	}
	return n
}

// unpack returns the number of that width at that bit of src.
func unpack(src []byte, bit, width int) (n uint64) {
	for got := 0; got < width; {
		i, shift := bit/8, bit%8
		take := min(8-shift, width-got)
		n |= uint64(src[i]>>shift) & (1<<take - 1) << got
		got += take
		bit += take
	}
	return n
}

// deltas reads up to most numbers in DELTA_BINARY_PACKED, and returns what follows.
func deltas(src []byte, most int) (_ []int64, rest []byte, err error) {
	t := thrift{src: src}
	block, minis, count, first := t.uvarint(), t.uvarint(), t.uvarint(), t.varint()
	if t.err != nil || minis == 0 || block == 0 || block > 1<<20 || minis > 1<<10 || block%minis != 0 || count > uint64(most) {
		return nil, nil, errPage
	}
	per := int(block / minis)
	out := make([]int64, 0, count)
	if count > 0 {
		out = append(out, first)
	}
	for uint64(len(out)) < count {
		least := t.varint()
		widths := t.bytes(minis)
		for _, w := range widths {
			if uint64(len(out)) == count {
				break
			}
			packed := t.bytes(uint64(per*int(w)+7) / 8)
			if t.err != nil || w > 64 {
				return nil, nil, errPage
			}
			for i := range min(per, int(count)-len(out)) {
				first += least + int64(unpack(packed, i*int(w), int(w)))
				out = append(out, first)
			}
		}
		if t.err != nil {
			return nil, nil, errPage
		}
	}
	return out, src[t.at:], nil
}

// plainBytes returns count strings in PLAIN.
func plainBytes(src []byte, count int) ([][]byte, error) {
	out := make([][]byte, 0, min(count, len(src)/4))
	for range count {
		if len(src) < 4 {
			return nil, errPage
		}
		n := binary.LittleEndian.Uint32(src)
		if uint64(n) > uint64(len(src)-4) {
			return nil, errPage
		}
		out = append(out, src[4:4+n:4+n])
		src = src[4+n:]
	}
	return out, nil
}

// deltaLength returns up to count strings in DELTA_LENGTH_BYTE_ARRAY.
func deltaLength(src []byte, count int) ([][]byte, error) {
	lengths, rest, err := deltas(src, count)
	if err != nil || len(lengths) != count {
		return nil, errPage
	}
	out := make([][]byte, count)
	for i, n := range lengths {
		if n < 0 || n > int64(len(rest)) {
			return nil, errPage
		}
		out[i], rest = rest[:n:n], rest[n:]
	}
	return out, nil
}

// deltaBytes returns count strings in DELTA_BYTE_ARRAY.
func deltaBytes(src []byte, count int) ([][]byte, error) {
	prefixes, rest, err := deltas(src, count)
	if err != nil || len(prefixes) != count {
		return nil, errPage
	}
	out, err := deltaLength(rest, count)
	if err != nil {
		return nil, err
	}
	total := 0
	var before []byte
	for i, n := range prefixes {
		if n < 0 || n > int64(len(before)) {
			return nil, errPage
		}
		if total += int(n) + len(out[i]); total > maxPage {
			return nil, errLarge
		}
		if n > 0 {
			out[i] = append(before[:n:n], out[i]...)
		}
		before = out[i]
	}
	return out, nil
}

var errLarge = fmt.Errorf("a page holds more than %d MiB or %d values", maxPage>>20, maxValues)

// integers returns count numbers of a physical type.
func integers(src []byte, encoding int64, physical int64, count int) ([][]byte, error) {
	var all []int64
	var err error
	switch encoding {
	case encodingPlain:
		size := int(4 * physical) // of INT32 (1) and INT64 (2)
		if len(src) < size*count {
			return nil, errPage
		}
		for ; len(all) < count; src = src[size:] {
			if physical == typeInt32 {
				all = append(all, int64(int32(binary.LittleEndian.Uint32(src))))
			} else {
				all = append(all, int64(binary.LittleEndian.Uint64(src)))
			}
		}
	case encodingDeltaBinary:
		if all, _, err = deltas(src, count); err != nil || len(all) != count {
			return nil, errPage
		}
	default:
		return nil, encodingError(encoding)
	}
	out := make([][]byte, count)
	for i, n := range all {
		if physical == typeInt32 {
			n = int64(int32(n))
		}
		out[i] = strconv.AppendInt(nil, n, 10)
	}
	return out, nil
}

func encodingError(encoding int64) error {
	return fmt.Errorf("a column has the encoding %d, which is not supported", encoding)
}

// A header is that of a page.
type header struct {
	structure
	at   int64 // of the page in the file
	size int   // bytes of the header
}

func (h *header) body() int64 { return h.int(3, -1) }

// data returns the header of a page of data, and the number of its encoding.
func (h *header) data() (in *structure, encoding *value) {
	id, at := int16(5), int16(2)
	if h.int(1, -1) == pageDataV2 {
		id, at = 8, 4
	}
	v := h.get(id)
	if v == nil || v.st.get(at) == nil || v.st.get(1) == nil {
		return nil, nil
	}
	return &v.st, v.st.get(at)
}

// A page is one of data, decoded.
type page struct {
	levels []byte   // which rows have values; stays
	values [][]byte // that are there
	rows   []int    // of them, from the first row of the page
	starts int      // rows that begin in it
}

// decode decodes the levels of a page of the column, and returns what its values are
// decoded from.
func (c *Column) decode(h *header, body []byte, codec int64) (_ *page, encoding int64, data []byte, err error) {
	p := &page{}
	in, value := h.data()
	if in == nil {
		return nil, 0, nil, errPage
	}
	count := in.int(1, -1)
	if count < 0 || h.int(2, -1) < 0 {
		return nil, 0, nil, errPage
	}
	if count > maxValues || h.int(2, -1) > maxPage {
		return nil, 0, nil, errLarge
	}
	repetition, definition, data, err := c.levels(h, *in, p, body, codec)
	if err != nil {
		return nil, 0, nil, err
	}
	row := -1
	p.rows = make([]int, 0, count)
	for range count {
		if repetition.next() == 0 {
			row++
		}
		if definition.next() == uint64(c.definition) {
			p.rows = append(p.rows, row)
		}
		if repetition.bad || definition.bad {
			return nil, 0, nil, errPage
		}
	}
	p.starts = row + 1
	return p, value.n, data, nil
}

// levels finds the levels of a page and the bytes of its values.
func (c *Column) levels(h *header, in structure, p *page, body []byte, codec int64) (repetition, definition hybrid, data []byte, err error) {
	repetition, definition = hybrid{run: maxValues}, hybrid{run: maxValues, same: uint64(c.definition)}
	if h.int(1, -1) == pageDataV2 {
		d, r := in.int(5, -1), in.int(6, -1)
		if d < 0 || r < 0 || d > int64(len(body)) || r > int64(len(body)) || d+r > int64(len(body)) || d+r > h.int(2, -1) {
			return repetition, definition, nil, errPage
		}
		p.levels = body[:r+d]
		if compressed := in.get(7); compressed != nil && compressed.kind == isFalse {
			codec = 0
		}
		data, err = decompress(codec, body[r+d:], int(h.int(2, -1)-r-d))
		if c.repetition > 0 {
			repetition = hybrid{src: p.levels[:r], width: bits.Len(uint(c.repetition))}
		}
		if c.definition > 0 {
			definition = hybrid{src: p.levels[r:], width: bits.Len(uint(c.definition))}
		}
		return repetition, definition, data, err
	}
	all, err := decompress(codec, body, int(h.int(2, -1)))
	if err != nil {
		return repetition, definition, nil, err
	}
	data = all
	for _, l := range []struct {
		most int
		id   int16
		to   *hybrid
	}{{c.repetition, 4, &repetition}, {c.definition, 3, &definition}} {
		if l.most == 0 {
			continue
		}
		if in.int(l.id, -1) != encodingRLE {
			return repetition, definition, nil, encodingError(in.int(l.id, -1))
		}
		if len(data) < 4 || uint64(binary.LittleEndian.Uint32(data)) > uint64(len(data)-4) {
			return repetition, definition, nil, errPage
		}
		n := int(binary.LittleEndian.Uint32(data)) + 4
		*l.to = hybrid{src: data[4:n], width: bits.Len(uint(l.most))}
		data = data[n:]
	}
	p.levels = all[:len(all)-len(data)]
	return repetition, definition, data, nil
}

// values decodes the values of a page.
func (c *Column) values(src []byte, encoding int64, count int, dictionary [][]byte) ([][]byte, error) {
	switch {
	case count == 0:
		return nil, nil
	case encoding == encodingPlainDictionary || encoding == encodingRLEDictionary:
		if len(src) == 0 || src[0] > 32 {
			return nil, errPage
		}
		h := hybrid{src: src[1:], width: int(src[0])}
		out := make([][]byte, count)
		for i := range out {
			n := h.next()
			if h.bad || n >= uint64(len(dictionary)) {
				return nil, errPage
			}
			out[i] = dictionary[n]
		}
		return out, nil
	case c.physical != typeByteArray:
		return integers(src, encoding, c.physical, count)
	case encoding == encodingPlain:
		return plainBytes(src, count)
	case encoding == encodingDeltaLength:
		return deltaLength(src, count)
	case encoding == encodingDeltaBytes:
		return deltaBytes(src, count)
	}
	return nil, encodingError(encoding)
}

// encode appends the page with other values, in PLAIN, and returns what it takes
// without compression.
func (p *page) encode(dst []byte, h *header, codec int64, values [][]byte) (_ []byte, uncompressed int64, err error) {
	size := len(p.levels)
	for _, v := range values {
		size += 4 + len(v)
	}
	if size > maxPage {
		return dst, 0, errLarge
	}
	plain := make([]byte, 0, size)
	v2 := h.int(1, -1) == pageDataV2
	if !v2 {
		plain = append(plain, p.levels...)
	}
	for _, v := range values {
		plain = append(binary.LittleEndian.AppendUint32(plain, uint32(len(v))), v...)
	}
	// The header is written again, from a copy.
	n := header{structure: append(structure(nil), h.structure...)}
	in, _ := n.data()
	*in = append(structure(nil), *in...)
	_, encoding := n.data()
	encoding.n = encodingPlain
	body := make([]byte, 0, size/2)
	if v2 {
		body = append(body, p.levels...)
		if compressed := in.get(7); compressed != nil && compressed.kind == isFalse {
			codec = 0
		}
		in.drop(8) // the least and the greatest value
	} else {
		in.drop(5)
	}
	if body, err = compress(body, codec, plain); err != nil {
		return dst, 0, err
	}
	n.set(2, int64(size))
	n.set(3, int64(len(body)))
	n.set(4, int64(int32(crc32.ChecksumIEEE(body))))
	start := len(dst)
	dst = n.append(dst)
	uncompressed = int64(len(dst) - start + size)
	return append(dst, body...), uncompressed, nil
}
