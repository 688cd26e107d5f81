package lsp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// The codes of errors in answers.
const (
	parseError       = -32700
	invalidRequest   = -32600
	methodNotFound   = -32601
	invalidParams    = -32602
	notInitialized   = -32002
	requestCancelled = -32800
)

// A fault is the error of an answer.
type fault struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (f *fault) Error() string { return f.Message }

// A message is a request, or a notification if it has no ID.
type message struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	fault  *fault          // instead of them
}

// mostBytes bounds the memory that one message can ask for.
const mostBytes = 256 << 20

// readHeader reads the header of a message and returns the length of its body. A header
// that is wrong is a fault; a line of it that is longer than the buffer of r ends the
// reading, since nobody knows where the next message begins.
func readHeader(r *bufio.Reader) (length int64, err error) {
	length = -1
	value, wrong := "", ""
	for {
		line, err := r.ReadSlice('\n')
		if err != nil {
			if errors.Is(err, bufio.ErrBufferFull) {
				err = fmt.Errorf("a line of a header is longer than %d bytes", r.Size())
			}
			return 0, err
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			break
		}
		name, rest, ok := bytes.Cut(line, []byte{':'})
		if !ok {
			wrong = string(line)
		}
		if strings.EqualFold(string(name), "Content-Length") {
			value = string(bytes.TrimSpace(rest))
			if n, err := strconv.ParseInt(value, 10, 64); err == nil {
				length = n
			}
		}
	}
	if wrong != "" {
		return 0, &fault{parseError, fmt.Sprintf("a line of a header must be NAME: VALUE, got %q", wrong)}
	}
	if length < 0 {
		return 0, &fault{parseError, fmt.Sprintf("Content-Length must be a number of bytes, got %q", value)}
	}
	return length, nil
}

// read reads a message. One that cannot be read has a fault. The error is that of r.
func read(r *bufio.Reader) (*message, error) {
	length, err := readHeader(r)
	if f := (*fault)(nil); errors.As(err, &f) {
		return &message{fault: f}, nil
	} else if err != nil {
		return nil, err
	}
	if length > mostBytes {
		_, err := io.CopyN(io.Discard, r, length)
		return &message{fault: &fault{invalidRequest, fmt.Sprintf("the message is larger than %d bytes", mostBytes)}}, err
	}
	body := new(bytes.Buffer) // which grows as bytes come: the length may be wrong
	if _, err := io.CopyN(body, r, length); err != nil {
		return nil, err
	}
	m := new(message)
	if err := json.Unmarshal(body.Bytes(), m); err != nil {
		f := &fault{invalidRequest, err.Error()}
		if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
			f.Code = parseError
		}
		return &message{fault: f}, nil
	}
	if string(m.ID) == "null" {
		m.ID = nil
	}
	return m, nil
}

// write writes a message.
func write(w io.Writer, m any) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "Content-Length: %d\r\n\r\n%s", len(body), body)
	return err
}

// reply writes the answer to a request.
func (s *server) reply(id json.RawMessage, result any, err error) error {
	if id == nil {
		id = json.RawMessage("null") // it could not be read
	}
	if err == nil {
		return write(s.out, map[string]any{"jsonrpc": "2.0", "id": id, "result": result})
	}
	f := new(fault)
	if !errors.As(err, &f) {
		return err
	}
	return write(s.out, map[string]any{"jsonrpc": "2.0", "id": id, "error": f})
}

// notify writes a notification.
func (s *server) notify(method string, params any) error {
	return write(s.out, map[string]any{"jsonrpc": "2.0", "method": method, "params": params})
}

// request writes a request, whose answer does not matter.
func (s *server) request(method string, params any) error {
	return write(s.out, map[string]any{"jsonrpc": "2.0", "id": method, "method": method, "params": params})
}

// An inbox holds the messages that were read and wait for the server. It reads on while
// the server works, to know which requests are canceled.
type inbox struct {
	received chan received

	mu       sync.Mutex
	canceled map[string]bool // whether it is, of each request without an answer, by its ID
}

// received is a message or the error of reading it.
type received struct {
	*message
	err error
}

func newInbox(in io.Reader) *inbox {
	b := &inbox{received: make(chan received, 256), canceled: map[string]bool{}}
	go func() {
		r := bufio.NewReader(in)
		for {
			m, err := read(r)
			if err == nil && !b.take(m) {
				continue
			}
			b.received <- received{m, err}
			if err != nil {
				return
			}
		}
	}()
	return b
}

// take notes what a message says of requests, and reports whether the server has to see
// it: an answer needs no other.
func (b *inbox) take(m *message) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case m.fault != nil:
		return true
	case m.Method == "$/cancelRequest":
		var p struct {
			ID json.RawMessage `json:"id"`
		}
		if err := json.Unmarshal(m.Params, &p); err == nil {
			if _, waits := b.canceled[string(p.ID)]; waits {
				b.canceled[string(p.ID)] = true
			}
		}
		return false
	case m.ID != nil && m.Method != "":
		b.canceled[string(m.ID)] = false
		return true
	}
	return m.Method != "" && (m.ID != nil || !strings.HasPrefix(m.Method, "$/"))
}

// settle forgets a request, and reports whether it is canceled.
func (b *inbox) settle(id json.RawMessage) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	canceled := b.canceled[string(id)]
	delete(b.canceled, string(id))
	return canceled
}

// next returns the next message. As long as none waits, it calls idle, until that has
// nothing more to do.
func (b *inbox) next(idle func() (more bool, err error)) (*message, error) {
	for more := true; more; {
		select {
		case x := <-b.received:
			return x.message, x.err
		default:
			var err error
			if more, err = idle(); err != nil {
				return nil, err
			}
		}
	}
	x := <-b.received
	return x.message, x.err
}
