package rule

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// maxRounds bounds how often the rules take turns on one line. Rules that do
// not undo each other settle in two or three; the fuzz targets hold the bound.
const maxRounds = 16

// Runner returns a runner of the engine, with the scratch memory that one
// goroutine needs.
func (e *Engine) Runner() *Runner { return &Runner{e: e, text: Line{known: e.known, accept: e.accept}} }

// Reset makes r a runner of the engine, with the scratch memory that it has.
func (r *Runner) Reset(e *Engine) {
	r.e, r.text.known, r.text.accept = e, e.known, e.accept
	r.pending, r.safe = nil, nil
}

// judge has the function of [Engine.Judged] judge a text that comes next, and begins
// with its parts in which no rule acts.
func (r *Runner) judge(text []byte) {
	if r.e.judge != nil {
		r.text.known = append(slices.Clip(r.e.known), r.e.judge(text)...)
	}
	r.parts = nil
	for _, k := range r.text.known {
		if k.Holds && k.Fact.Parts != nil {
			r.parts = k.Fact.Parts
			r.part = r.parts(text, 0)
		}
	}
}

// rests reports whether the line of text that begins at start is in a part in which no
// rule acts, and returns where that part ends. It is asked about lines in order.
func (r *Runner) rests(text []byte, start int) (end int, rests bool) {
	if r.parts == nil {
		return 0, false
	}
	for r.part.Len() > 0 && r.part.End <= start {
		r.part = r.parts(text, r.part.End)
	}
	return r.part.End, r.part.Len() > 0 && r.part.Start <= start
}

// begins reports whether line, as edits leave it, would begin or end such a part.
func (r *Runner) begins(line []byte) bool { return r.parts != nil && r.parts(line, 0).Len() > 0 }

// survey adds the block, whose first line has number line, without such parts.
func (r *Runner) survey(s Survey, block []byte, line int) {
	if r.parts == nil {
		s.Add(block, line)
		return
	}
	for at := 0; at < len(block); {
		part := r.parts(block, at)
		end := part.Start
		if part.Len() == 0 {
			end, part.End = len(block), len(block)
		}
		if at < end {
			s.Add(block[at:end], line)
		}
		line += bytes.Count(block[at:part.End], newline)
		at = part.End
	}
}

// A Runner runs an engine. It holds scratch memory: one goroutine uses it at a
// time, and what it returns is valid until its next call. A line must be shorter
// than 4 GiB.
type Runner struct {
	e         *Engine
	text      Line
	cur, next []byte   // the line between two newlines, and what a step makes of it
	hits      []hit    // in cur, by place
	window    window   // of a block
	beside    window   // of cur
	doubt     bool     // hits may have a place where no trigger stands
	moved     []hit    // what an edit makes of hits
	pending   []uint64 // the steps and gates that hits are of, a bit for each
	edits     []span.Edit
	notes     []note          // of edits
	merged    strings.Builder // the last of edits, when it has grown
	composed  []span.Edit
	spare     []span.Edit
	all       []span.Edit // of the lines of a text
	found     []found
	kinds     []kind    // of found
	findings  []Finding // some of found, as FindBlock yields them
	line      int       // number of the line, in FindBlock
	tally     *Tally    // where variants go, in FindBlock
	dropped   []bool    // the steps of which FindBlock wants no hits, or no more
	safe      *Runner   // of the safe rules, once a line has asked for it
	folded    []byte    // what the folds make of an edit

	parts func(text []byte, from int) span.Span // of the text, in which no rule acts; nil: it has none
	part  span.Span                             // the next of them
}

// A note is what is said of an edit: which rule asked for it, and what about.
type note struct {
	rule    *Rule
	message string // empty: the rule's title
}

// A found is a Finding, small: a line may hold as many as it has letters.
type found struct{ start, end, kind uint32 }

// A kind is what findings have in common.
type kind struct {
	rule         *Rule
	fix          Fix
	message, new string
}

// kind returns the number of a kind, which is the same for the same kind if that
// is among the last ones.
func (r *Runner) kind(k kind) uint32 {
	n := len(r.kinds)
	for i := n - 1; i >= max(0, n-16); i-- {
		if r.kinds[i] == k {
			return uint32(i)
		}
	}
	r.kinds = append(r.kinds, k)
	return uint32(n)
}

// Append appends the normal form of text to dst and returns the longer slice.
// Text must consist of whole lines. Newlines stay, and so does a carriage
// return before a newline or at the end.
func (r *Runner) Append(dst, text []byte) []byte {
	s := r.e.edits()
	judged, done := false, 0
	for at := 0; at < len(text); {
		start, end, ok := r.nextLine(s, text, at)
		if !ok {
			break
		}
		if !judged {
			r.judge(text)
			judged = true
		}
		if to, rests := r.rests(text, start); rests {
			at = to
			continue
		}
		body := trimCR(text[start:end])
		dst = append(dst, text[done:start]...)
		made := r.run(s, body, false)
		if r.begins(made) {
			made = body
		}
		dst = append(dst, made...)
		done, at = start+len(body), end+1
	}
	return append(dst, text[done:]...)
}

// Edits returns the edits that produce the normal form of text, which must
// consist of whole lines. Offsets are bytes of text. The edits, and a span.Map
// of them, are valid until the next call of the runner: clone them to keep them.
func (r *Runner) Edits(text []byte) []span.Edit {
	r.all = r.all[:0]
	r.EditBlock(text, func(start int, _ []byte, edits []span.Edit) { r.all = span.Move(r.all, edits, start) })
	return r.all
}

// EditBlock calls yield for each line of block that changes, in order, with the
// offset of the line in block and the edits over the line.
func (r *Runner) EditBlock(block []byte, yield func(start int, line []byte, edits []span.Edit)) {
	s := r.e.edits()
	judged := false
	for at := 0; at < len(block); {
		start, end, ok := r.nextLine(s, block, at)
		if !ok {
			break
		}
		if !judged {
			r.judge(block)
			judged = true
		}
		if to, rests := r.rests(block, start); rests {
			at = to
			continue
		}
		at = end + 1
		line := trimCR(block[start:end])
		if r.begins(r.run(s, line, true)) {
			continue
		}
		kept := r.composed[:0]
		for _, e := range r.composed {
			if string(line[e.Start:e.End]) != e.New { // a rule may undo what another did
				kept = append(kept, e)
			}
		}
		if len(kept) > 0 {
			yield(start, line, kept)
		}
	}
}

// By returns the rules that produced e, in the order in which they acted. It
// may only be called from the yield function of [Runner.EditBlock], with an
// edit passed to it.
func (r *Runner) By(e span.Edit) []*Rule {
	var by []*Rule
	first := sort.Search(len(r.found), func(i int) bool { return int(r.found[i].start) >= e.Start })
	for i := first; i < len(r.found) && int(r.found[i].start) <= e.End; i++ {
		if f := &r.found[i]; int(f.end) <= e.End && !slices.Contains(by, r.kinds[f.kind].rule) {
			by = append(by, r.kinds[f.kind].rule)
		}
	}
	order := func(x *Rule) int { return slices.Index(r.e.rules, x) }
	slices.SortFunc(by, func(a, b *Rule) int { return order(a) - order(b) })
	return by
}

// Findings returns the findings of a whole text: those of its lines, in order,
// and then those of the text as a whole. Their lines are parts of text.
func (r *Runner) Findings(text []byte) []Finding {
	var all []Finding
	tally := r.FindBlock(text, 1, func(_ int, findings []Finding) { all = append(all, findings...) })
	return append(all, tally.Findings()...)
}

// FindBlock calls yield for each line of block that holds a finding, in order,
// with its offset in block and its findings, whose lines are parts of block,
// and returns what the block adds to the findings of the whole text. The first
// line of block has number line. A line with many findings has several calls.
func (r *Runner) FindBlock(block []byte, line int, yield func(start int, findings []Finding)) *Tally {
	r.judge(block)
	s := r.e.all()
	t := r.e.NewTally()
	r.tally = t
	r.dropped = append(r.dropped[:0], make([]bool, len(r.e.steps)+len(r.e.gates))...)
	for n := range r.e.steps {
		s := &r.e.steps[n]
		r.dropped[n] = r.e.gone != nil && slices.Contains(r.e.gone, s.rule)
		r.dropped[s.leader] = r.dropped[s.leader] && r.dropped[n]
	}
	for i, survey := range t.surveys {
		if !r.text.shows(r.e.surveys[i].Unless) {
			r.survey(survey, block, line)
		}
	}
	counted := 0
	for at := 0; at < len(block); {
		start, end, ok := r.nextLine(s, block, at)
		if !ok {
			break
		}
		if to, rests := r.rests(block, start); rests {
			at = to
			continue
		}
		at = end + 1
		if r.hits = slices.DeleteFunc(r.hits, func(h hit) bool { return r.dropped[h.step] }); len(r.hits) == 0 && len(r.e.dense) == 0 {
			continue
		}
		line += bytes.Count(block[counted:start], newline)
		counted, r.line = start, line
		body := trimCR(block[start:end])
		if r.begins(r.run(s, body, true)) {
			continue
		}
		r.grade(body)
		for from := 0; from < len(r.found); from += yieldMost {
			r.expand(r.found[from:min(from+yieldMost, len(r.found))], body)
			yield(start, r.findings)
		}
	}
	r.tally, r.line = nil, 0
	return t
}

// yieldMost is how many findings FindBlock yields at once.
const yieldMost = 1 << 8

// expand makes r.findings those of the line that are given.
func (r *Runner) expand(those []found, line []byte) {
	r.findings = r.findings[:0]
	for i := range those {
		f := &those[i]
		of := &r.kinds[f.kind]
		at := span.Span{Start: int(f.start), End: int(f.end)}
		r.findings = append(r.findings, Finding{Rule: of.rule, Line: r.line, Span: at, Context: Around(line, at),
			New: of.new, Fix: of.fix, Message: of.message, Text: line})
	}
}

// grade makes Lossy the repairs of safe rules, in the findings of the line, to
// which only lossy ones led: the safe rules by themselves do not make them.
func (r *Runner) grade(line []byte) {
	var has [Lossy + 1]bool
	for i := range r.kinds {
		has[r.kinds[i].fix] = true
	}
	if !has[Safe] || !has[Lossy] {
		return
	}
	if r.safe == nil {
		r.safe = r.e.Safe().Runner()
	}
	safe := r.safe
	safe.text.known = r.text.known
	s := safe.e.edits()
	safe.nextLine(s, line, 0)
	safe.run(s, line, true)
	known := safe.found // by their start, as r.found is
	for i := range r.found {
		f := &r.found[i]
		for len(known) > 0 && known[0].start < f.start {
			known = known[1:]
		}
		of := r.kinds[f.kind]
		if of.fix != Safe {
			continue
		}
		of.fix = Lossy
		for j := 0; j < len(known) && known[j].start == f.start; j++ {
			if k := &safe.kinds[known[j].kind]; k.rule == of.rule && known[j].end == f.end && k.new == of.new {
				of.fix = Safe
				break
			}
		}
		if of.fix == Lossy {
			f.kind = r.kind(of)
		}
	}
}

var newline = []byte{'\n'}

// trimCR returns the line without the carriage returns before its newline. All of
// them end it, so that a line is the same whatever was after them.
func trimCR(line []byte) []byte {
	n := len(line)
	for n > 0 && line[n-1] == '\r' {
		n--
	}
	return line[:n]
}

// nextLine finds the first line of block, from the one that begins at at on,
// in which a trigger stands: where it starts, and where its newline is. The
// hits, by their place in the line, are left in r.hits. An engine with a dense
// step stops at every line.
func (r *Runner) nextLine(s *scanner, block []byte, at int) (start, end int, ok bool) {
	hits := r.hits[:0]
	if at == 0 {
		r.window = window{}
	}
	start, end = at, len(block)
	if ok = len(r.e.dense) > 0; ok {
		end = lineEnd(block, at)
	}
	if at == 0 && len(block) > 0 {
		hits = s.look(hits, block, -1)
	}
	i := max(at-1, 0)
	for ; ; i++ {
		if len(hits) > 0 && !ok {
			first := hits[0].at
			start, end, ok = lineStart(block, first), lineEnd(block, first), true
		}
		if i = s.next(&r.window, block, i, min(end+1, len(block))); i >= min(end, len(block)-1) {
			break
		}
		hits = s.look(hits, block, i)
	}
	if n := len(block); end == n && n > 0 && block[n-1] != '\n' {
		hits = s.look(hits, block, n-1)
		if len(hits) > 0 && !ok {
			start, ok = lineStart(block, n), true
		}
	}
	for i := range hits {
		hits[i].at -= start
	}
	r.hits = hits
	return start, end, ok
}

// lineEnd is the offset of the newline at or after i, or the end of block.
func lineEnd(block []byte, i int) int {
	if n := bytes.IndexByte(block[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(block)
}

// lineStart is the offset after the newline before i, or 0. A line may be long, and
// bytes.LastIndexByte takes it byte by byte.
func lineStart(block []byte, i int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; i >= 8; i -= 8 {
		w := binary.LittleEndian.Uint64(block[i-8:]) ^ '\n'*ones
		if (w-ones)&^w&tops != 0 { // a byte is 0
			break
		}
	}
	return bytes.LastIndexByte(block[:i], '\n') + 1
}

// run is the line, of which r.hits are the hits, after every step has taken
// its turns. With record, it leaves the findings and the composed edits.
func (r *Runner) run(s *scanner, line []byte, record bool) []byte {
	r.found, r.kinds, r.composed = r.found[:0], r.kinds[:0], r.composed[:0]
	r.cur = append(r.cur[:0], line...)
	r.text.runner = r
	r.text.set(r.cur)
	r.doubt = bytes.IndexByte(line, '\r') >= 0
	if !r.mark() && len(r.e.dense) == 0 {
		return r.cur
	}
	settled := -1 // the dense step since which nothing has changed
	last := len(r.e.steps)
	for round := 0; round < maxRounds; round++ {
		changed := false
		// The steps after the last one that changed something have seen the line as it is.
		until := last
		for i := r.waiting(0); i < len(r.e.steps) && (changed || i <= until); i = r.waiting(i + 1) {
			p := &r.e.steps[i]
			if !p.editing {
				for n := i; record && round == 0 && n < len(r.e.steps) && r.e.steps[n].leader == i; n++ {
					r.find(n)
					r.record(&r.e.steps[n], line)
				}
				continue
			}
			if p.folds != nil && p.folds.dense && !record {
				if settled == i || !r.text.Allows(p.rule) {
					continue
				}
				var did, final bool
				r.next, did, final = r.appendFolded(r.next[:0], p)
				if settled = -1; final {
					settled = i
				}
				if !did {
					continue
				}
				r.cur, r.next = r.next, r.cur
				r.hits = r.hits[:0]
				r.lookAt(s, 0, len(r.cur))
				r.mark()
			} else {
				if r.find(i); len(r.edits) == 0 {
					continue
				}
				r.next = span.Apply(r.next[:0], r.cur, r.edits)
				if record {
					r.record(p, line)
				}
				r.cur, r.next = r.next, r.cur
				r.move(s)
				settled = -1
			}
			r.text.set(r.cur)
			last = i
			changed, r.doubt = true, true // an edit may break a trigger beside it
		}
		if !changed {
			break
		}
	}
	if record {
		slices.SortStableFunc(r.found, func(a, b found) int { return cmp.Compare(a.start, b.start) })
	}
	return r.cur
}

// mark notes which steps and gates have a hit, and returns whether any step has.
func (r *Runner) mark() (any bool) {
	steps := len(r.e.steps)
	if r.pending == nil {
		r.pending = make([]uint64, (steps+len(r.e.gates))/64+1)
	}
	clear(r.pending)
	for _, h := range r.hits {
		r.pending[h.step>>6] |= 1 << (h.step & 63)
		any = any || h.step < steps
	}
	return any
}

// lacks reports whether no trigger of the fact has a hit, as far as the runner looks for
// them.
func (r *Runner) lacks(f *Fact) bool {
	if f.Triggers == nil {
		return false
	}
	n := slices.Index(r.e.gates, f)
	if n < 0 {
		return false
	}
	n += len(r.e.steps)
	return r.pending[n>>6]>>(n&63)&1 == 0
}

// waiting is the first step, from the one given on, that has a hit or needs
// none; past the last when there is none.
func (r *Runner) waiting(from int) int {
	step := len(r.e.steps)
	if n := from >> 6; n < len(r.pending) {
		w := r.pending[n] >> (from & 63) << (from & 63)
		for n+1 < len(r.pending) && w == 0 {
			n++
			w = r.pending[n]
		}
		if w != 0 { // the gates are after the last step
			step = min(step, n<<6+bits.TrailingZeros64(w))
		}
	}
	if d := r.e.denseFrom(from); d < step {
		return d
	}
	return step
}

// reach is how far from an edit, in bytes, it can make or break a trigger: the
// code point of At, one beside it, and the pair that tells of them.
const reach = 9

// move carries the hits over the edits that made r.cur, and looks for new
// ones around them.
func (r *Runner) move(s *scanner) {
	old := r.hits
	r.hits, r.moved = r.moved[:0], r.hits
	shift, done := 0, -1
	for i := range r.edits {
		e := &r.edits[i]
		for len(old) > 0 && old[0].at < e.Start {
			r.hits = append(r.hits, hit{old[0].at + shift, old[0].step})
			old = old[1:]
		}
		for len(old) > 0 && old[0].at < e.End {
			old = old[1:]
		}
		start := e.Start + shift
		shift += len(e.New) - e.Len()
		from, to := max(done, start-reach), min(len(r.cur), e.End+shift+reach)
		r.lookAt(s, from, to)
		done = to
	}
	for _, h := range old {
		r.hits = append(r.hits, hit{h.at + shift, h.step})
	}
	if cap(r.moved) > spareMost {
		r.moved = nil
	}
	slices.SortFunc(r.hits, func(a, b hit) int {
		if a.at != b.at {
			return a.at - b.at
		}
		return a.step - b.step
	})
	r.hits = slices.Compact(r.hits)
	r.mark()
}

// lookAt appends the hits of r.cur whose pair begins in [from, to), the pairs
// with the ends of the line included.
func (r *Runner) lookAt(s *scanner, from, to int) {
	if len(r.cur) == 0 {
		return
	}
	if from <= 0 {
		r.hits = s.look(r.hits, r.cur, -1)
		from = 0
	}
	near := min(to+1, len(r.cur))
	r.beside.to = 0
	for i := from; ; i++ {
		if i = s.next(&r.beside, r.cur, i, near); i >= near-1 {
			break
		}
		r.hits = s.look(r.hits, r.cur, i)
	}
	if to >= len(r.cur) {
		r.hits = s.look(r.hits, r.cur, len(r.cur)-1)
	}
}

// spareMost is how many edits or hits there is room for in memory that waits for
// the next step.
const spareMost = 1 << 12

// record turns the edits of the step into findings over the original line, and
// composes those that change text.
func (r *Runner) record(s *step, line []byte) {
	if len(r.edits) == 0 {
		return
	}
	m := span.NewMap(r.composed)
	r.found = slices.Grow(r.found, len(r.edits))
	for i := range r.edits {
		e := &r.edits[i]
		whole := m.Whole(e.Span)
		k := kind{rule: r.notes[i].rule, message: r.notes[i].message}
		was := m.OldSpan(whole)
		if s.variant > 0 {
			if r.tally != nil && r.tally.seen[s.variant-1].Rule == nil {
				r.tally.seen[s.variant-1] = Finding{Rule: k.rule, Message: k.message, Line: r.line,
					Span: was, Context: Around(line, was), Text: bytes.Clone(line)}
				for n := range r.e.steps {
					r.dropped[n] = r.dropped[n] || &r.e.steps[n] == s
				}
			}
			return
		}
		if k.message == "" {
			k.message = k.rule.Title
		}
		if s.editing {
			k.fix, k.new = k.rule.Fix, e.New
			if whole != e.Span {
				// No more of a long stretch than is shown: it may hold thousands.
				k.new = Shorten(r.cur[whole.Start:e.Start]) + e.New + Shorten(r.cur[e.End:whole.End])
			}
		}
		f := found{uint32(was.Start), uint32(was.End), r.kind(k)}
		if n := len(r.found); n > 0 && !s.editing {
			// Of a stretch that a rule before has rewritten, once is enough.
			last := r.found[n-1]
			if of := &r.kinds[last.kind]; last.start == f.start && last.end == f.end && of.rule == k.rule && of.message == k.message {
				continue
			}
		}
		r.found = append(r.found, f)
	}
	if s.editing {
		r.spare = span.Compose(r.spare[:0], r.composed, r.edits, r.cur)
		r.composed, r.spare = r.spare, r.composed
		if cap(r.spare) > spareMost {
			r.spare = nil
		}
	}
}

// find leaves in r.edits what the step asks for in r.cur.
func (r *Runner) find(n int) {
	r.edits, r.notes = r.edits[:0], r.notes[:0]
	s := &r.e.steps[n]
	if !s.rule.Anywhere && !r.text.Is(HasArabic) || r.text.shows(s.rule.Unless) || r.e.gone != nil && slices.Contains(r.e.gone, s.rule) {
		return
	}
	r.gather(s)
	// Facts take the whole line to tell, and most steps find nothing: so they are asked
	// last.
	if len(r.edits) > 0 && !r.text.Allows(s.rule) {
		r.edits, r.notes = r.edits[:0], r.notes[:0]
	}
}

// gather leaves in r.edits what the step asks for, whatever facts hold.
func (r *Runner) gather(s *step) {
	if s.folds != nil && s.folds.dense {
		r.text.Runs() // asked about so often that all at once is cheaper
		for i := 0; i < len(r.text.line); {
			i += r.fold(s, i)
		}
		return
	}
	if len(r.hits) > cap(r.edits) {
		most := 0
		for _, h := range r.hits {
			if h.step == s.leader {
				most++
			}
		}
		r.edits, r.notes = slices.Grow(r.edits, most), slices.Grow(r.notes, most)
	}
	last := -1
	for _, h := range r.hits {
		if h.step == s.leader && h.at > last {
			if last = h.at; s.folds != nil {
				r.fold(s, last)
			} else {
				r.ask(s, last)
			}
		}
	}
}

// appendFolded appends r.cur to dst, folded by the dense step. It reports whether
// anything changed, and whether folding again would surely change nothing more:
// bytes that are not UTF-8 may come together, and an edit that the runs forbid
// may be allowed after another.
func (r *Runner) appendFolded(dst []byte, s *step) (_ []byte, did, final bool) {
	from := 0
	var what uint32
	runs := r.text.Runs()
	for _, run := range runs {
		if run.Start < from {
			continue
		}
		// The word that holds the run goes code point by code point.
		start, end := run.Start, run.End
		for start > from && r.cur[start-1] > ' ' {
			start--
		}
		for end < len(r.cur) && r.cur[end] > ' ' {
			end++
		}
		dst, what = s.folds.part(dst, r.cur[from:start], what)
		r.edits, r.notes = r.edits[:0], r.notes[:0]
		for i := start; i < end; {
			i += r.fold(s, i)
		}
		from = start
		for i := range r.edits {
			dst = append(append(dst, r.cur[from:r.edits[i].Start]...), r.edits[i].New...)
			from = r.edits[i].End
			what |= quickChange
		}
		dst = append(dst, r.cur[from:end]...)
		from = end
	}
	dst, what = s.folds.part(dst, r.cur[from:], what)
	return dst, what&^invalid != 0, what&invalid == 0 && len(runs) == 0
}

// fold keeps the edit that folds the code point at i, if it does, and returns
// the code point's length. Neighbours of one rule make one edit.
func (r *Runner) fold(s *step, i int) int {
	c, size := r.text.Next(i)
	if !s.folds.set.Has(c) || c == utf8.RuneError && size == 1 {
		return size
	}
	x := s.folds.far[c]
	e := span.Edit{Span: span.Span{Start: i, End: i + size}, New: x.to}
	if !r.text.allows(r.edits, e) {
		return size
	}
	if n := len(r.edits); n > 0 && r.edits[n-1].End == i && r.notes[n-1].rule == x.by {
		last := &r.edits[n-1]
		if last.New != r.merged.String() {
			r.merged.Reset()
			r.merged.WriteString(last.New)
		}
		r.merged.WriteString(x.to)
		last.End, last.New = e.End, r.merged.String()
		return size
	}
	r.edits = append(r.edits, e)
	r.notes = append(r.notes, note{rule: x.by})
	return size
}

// ask asks the step's finder at one place, and keeps an edit that changes
// something, lies past the one before it and leaves the protected runs alone.
func (r *Runner) ask(s *step, at int) {
	if (r.doubt || s.invalid) && !s.stands(&r.text, at) {
		return
	}
	m, ok := s.At(&r.text, at)
	if !ok {
		return
	}
	e := span.Edit{Span: m.Span, New: m.New}
	if n := len(r.edits); n > 0 {
		prev := &r.edits[n-1]
		if e.Start < prev.End || e.Span == prev.Span {
			return
		}
	}
	if s.editing && (string(r.cur[e.Start:e.End]) == e.New || r.undone(e)) {
		return
	}
	switch {
	case r.text.accepts(e.Span):
		return
	case s.editing && !s.rule.Rescripts && !r.text.allows(r.edits, e), !s.editing && !s.rule.Anywhere && !r.text.clear(e.Span):
		return
	}
	r.edits = append(r.edits, e)
	r.notes = append(r.notes, note{s.rule, m.Message})
}

// undone reports whether the folds of the engine turn what e writes into what
// it writes it over: such an edit would be made and undone endlessly.
func (r *Runner) undone(e span.Edit) bool {
	if len(r.e.folds) == 0 {
		return false
	}
	r.folded = append(r.folded[:0], e.New...)
	for _, f := range r.e.folds {
		n := len(r.folded)
		r.folded, _ = f.part(r.folded, r.folded, 0)
		r.folded = r.folded[:copy(r.folded, r.folded[n:])]
	}
	return bytes.Equal(r.folded, r.cur[e.Start:e.End])
}
