package corpus

import (
	"encoding/binary"
	"math/bits"
)

// KindBytes is how much of a text's beginning its Kind depends on.
const KindBytes = 64 << 10

// BinaryData is the Kind.Binary of binary data in an unknown format.
const BinaryData = "binary data"

// A Kind describes a text by its beginning.
type Kind struct {
	// Binary names what is no text: "PNG image", or BinaryData. It is "" for a
	// text.
	Binary string
	// Encoding is what a text seems to be encoded in.
	Encoding Encoding
	// Marked reports whether the text begins with a byte-order mark.
	Marked bool
}

// Wide reports whether the text seems to be UTF-16 or UTF-32, which cannot be
// read in other encodings.
func (k Kind) Wide() bool { return wide(k.Encoding) }

func wide(e Encoding) bool {
	switch e {
	case UTF16, UTF16LE, UTF16BE, UTF32, UTF32LE, UTF32BE:
		return true
	}
	return false
}

// KindOf returns the kind of a text that begins with text. It looks at
// KindBytes bytes.
//
// A text is binary if it begins like a known file format or if more than 1 % of
// its bytes are control characters. Fewer control characters do not make a text
// binary. Bytes that are not UTF-8 do not count: texts in other encodings have
// them too, and binary data has enough control characters.
func KindOf(text []byte) Kind {
	text = text[:min(len(text), KindBytes)]
	if k, ok := begins(text); ok {
		return k
	}
	k := Kind{Encoding: detect(text, 0, true)}
	k.Marked = k.Encoding == UTF8 && mark(text, UTF8) > 0
	if n := countControls(text); !k.Wide() && (n > fewControls && n*100 > len(text) || n*3 > len(text)) {
		return Kind{Binary: BinaryData}
	}
	return k
}

// fewControls is how many control characters also a short text may have.
const fewControls = 8

// begins returns the kind that a magic number or a byte-order mark shows,
// whatever follows.
func begins(text []byte) (Kind, bool) {
	if name, _ := binaryFormat(text); name != "" {
		return Kind{Binary: name}, true
	}
	if e := marked(text); e != "" && e != UTF8 {
		return Kind{Encoding: e, Marked: true}, true
	}
	return Kind{}, false
}

// textControls are the C0 controls that texts have: BEL, BS, HT, LF, VT, FF, CR
// and ESC, as bits. Source: file(1), text_chars in encoding.c.
const textControls = 1<<0x07 | 1<<0x08 | 1<<0x09 | 1<<0x0A | 1<<0x0B | 1<<0x0C | 1<<0x0D | 1<<0x1B

// countControls counts the C0 controls of a text but textControls.
func countControls(text []byte) (n int) {
	for ; len(text) >= 8; text = text[8:] {
		// The top bit of each byte under 0x20, and of some after it.
		w := binary.LittleEndian.Uint64(text)
		for m := (w - 0x2020202020202020) & ^w & 0x8080808080808080; m != 0; m &= m - 1 {
			if isControl(byte(w >> (bits.TrailingZeros64(m) - 7))) {
				n++
			}
		}
	}
	for _, c := range text {
		if isControl(c) {
			n++
		}
	}
	return n
}

func isControl(c byte) bool { return c < ' ' && textControls>>c&1 == 0 }

// binaryFormats are the formats of files that are not read as text, by the
// bytes they begin with, or have at an offset; '?' stands for any byte. Those
// that decompress knows are not among them. A magic number of a few letters has
// the bytes with it that follow in every file, so that no text begins with it.
var binaryFormats = []struct {
	at    int
	magic string
	name  string
}{
	// Source: WHATWG MIME Sniffing, 6.1, 6.2 and 6.4.
	{0, "\x89PNG\r\n\x1A\n", "PNG image"},
	{0, "\xFF\xD8\xFF", "JPEG image"},
	{0, "GIF87a", "GIF image"},
	{0, "GIF89a", "GIF image"},
	{0, "RIFF????WEBP", "WebP image"},
	{0, "RIFF????WAVE", "WAV audio"},
	{0, "RIFF????AVI ", "AVI video"},
	{0, "OggS\x00", "Ogg file"},
	{0, "ID3\x02", "MP3 audio"},
	{0, "ID3\x03", "MP3 audio"},
	{0, "ID3\x04", "MP3 audio"},
	{0, "\x00\x00\x00?ftyp", "MP4 file"},
	{0, "\x1A\x45\xDF\xA3", "Matroska file"},
	{0, "\x00\x01\x00\x00\x00", "TrueType font"},
	{0, "OTTO\x00", "OpenType font"},
	{0, "wOFF\x00\x01\x00\x00", "WOFF font"},
	{0, "wOFFOTTO", "WOFF font"},
	{0, "wOF2\x00\x01\x00\x00", "WOFF2 font"},
	{0, "wOF2OTTO", "WOFF2 font"},
	{0, "Rar!\x1A\x07", "RAR archive"},
	{0, "PK\x03\x04", "ZIP archive"},
	{0, "%PDF-", "PDF document"},
	// Source: the specification of each, as magic(5) of file 5.45 has it.
	{0, "II*\x00", "TIFF image"},
	{0, "MM\x00*", "TIFF image"},
	{0, "8BPS\x00\x01", "PSD image"},
	{0, "fLaC\x00", "FLAC audio"},
	{0, "PK\x05\x06", "ZIP archive"}, // an empty one
	{0, "7z\xBC\xAF\x27\x1C", "7z archive"},
	{0, "\x04\x22\x4D\x18", "LZ4 archive"},
	{0, "!<arch>\n", "ar archive"},
	{257, "ustar\x00", "tar archive"},
	{257, "ustar  \x00", "tar archive"}, // of GNU
	{0, "\x7FELF", "ELF program"},
	{0, "MZ\x90\x00", "PE program"},
	{0, "\xFE\xED\xFA\xCE", "Mach-O program"},
	{0, "\xFE\xED\xFA\xCF", "Mach-O program"},
	{0, "\xCE\xFA\xED\xFE", "Mach-O program"},
	{0, "\xCF\xFA\xED\xFE", "Mach-O program"},
	{0, "\xCA\xFE\xBA\xBE", "Java class or Mach-O program"},
	{0, "\x00asm", "WebAssembly module"},
	{0, "BC\xC0\xDE", "LLVM bitcode"},
	{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Office document"},
	{0, "SQLite format 3\x00", "SQLite database"},
	{0, "PAR1\x15", "Parquet file"},
	{0, "ARROW1\x00\x00", "Arrow file"},
	{0, "Obj\x01", "Avro file"},
	{0, "\x89HDF\r\n\x1A\n", "HDF5 file"},
	{0, "\x93NUMPY", "NumPy array"},
	{0, "GGUF?\x00\x00\x00", "GGUF model"},
	{0, "PACK\x00\x00\x00", "Git pack"},
}

// binaryFormat returns the name of the format of a file that begins with head,
// or ""; more reports whether a longer head may show one.
func binaryFormat(head []byte) (name string, more bool) {
	for i := range binaryFormats {
		f := &binaryFormats[i]
		if len(head) <= f.at || head[f.at] != f.magic[0] {
			continue
		}
		switch n, whole := common(head[f.at:], f.magic); {
		case whole:
			return f.name, false
		case n == len(head)-f.at:
			more = more || f.at == 0
		}
	}
	return "", more
}

// common returns how many bytes of head are as magic has them, and whether that
// is all of magic.
func common(head []byte, magic string) (n int, whole bool) {
	for n < len(head) && n < len(magic) && (magic[n] == '?' || head[n] == magic[n]) {
		n++
	}
	return n, n == len(magic)
}

// Kind returns the kind of the text. It must be called before Read, and reads
// (and keeps) KindBytes: a pipe that is to be answered line by line must not
// wait for them, and has Watch.
func (r *Reader) Kind() (Kind, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.begin(); err != nil {
		return Kind{}, err
	}
	return KindOf(r.plain.peek(KindBytes)), nil
}

// Watch returns the kind of a pipe that is answered line by line. It waits for
// the first line only, and returns a binary kind only if that line is certain
// to be binary. When Read has read KindBytes or reached the end of the text, it
// passes the kind that Kind would have returned to check, and ends with the
// error of check.
func (r *Reader) Watch(check func(Kind) error) (Kind, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.begin(); err != nil {
		return Kind{}, err
	}
	head, whole := r.plain.line()
	if whole {
		return KindOf(head), nil
	}
	if k, ok := begins(head); ok {
		return k, nil
	}
	if countControls(head)*100 > KindBytes {
		return Kind{Binary: BinaryData}, nil
	}
	r.plain.watch = &watch{check: check}
	return Kind{Encoding: UTF8}, nil
}

// A watch keeps what is read of a text's beginning until its kind is known.
type watch struct {
	seen  []byte
	check func(Kind) error
}

// add takes what a Read returned, and returns the error that the text's kind
// makes of it; done says that the kind is known.
func (w *watch) add(text []byte, err error) (done bool, _ error) {
	w.seen = append(w.seen, text[:min(len(text), KindBytes-len(w.seen))]...)
	if err == nil && len(w.seen) < KindBytes {
		return false, nil
	}
	return true, w.check(KindOf(w.seen))
}

// SetEncoding has the text read in another encoding than it was opened for, if
// nothing has been read of it yet but its kind.
func (r *Reader) SetEncoding(enc Encoding) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.text = newDecoder(r.text.r, enc)
}
