package report

import (
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// sarif is a log of the Static Analysis Results Interchange Format. Results are
// written as they come, the rules before them. Source: OASIS, SARIF version 2.1.0.
type sarif struct {
	Parts
	run      *Run
	rules    map[string]int // by name, in the array of rules
	location string         // of the file, in JSON
	names    fingerprints
}

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

var (
	sarifLevels     = [...]string{rule.Info: "note", rule.Warning: "warning", rule.Error: "error"}
	sarifSeverities = [...]string{rule.Info: "recommendation", rule.Warning: "warning", rule.Error: "error"} // GitHub's
)

func (s *sarif) Begin(dst []byte, r *Run) []byte {
	s.run, s.rules = r, map[string]int{}
	dst = append(dst, "{\"$schema\":\""+sarifSchema+"\",\"version\":\"2.1.0\",\"runs\":[{\n"...)
	dst = AppendJSON(append(dst, `"tool":{"driver":{"name":"nass","version":`...), r.Version)
	dst = append(dst, `,"informationUri":"`+home+`","rules":[`...)
	for i, of := range r.Rules {
		if i > 0 {
			dst = append(dst, ',')
		}
		s.rules[of.Name] = i
		dst = s.rule(append(dst, '\n'), of)
	}
	dst = append(dst, "\n]}},\n\"columnKind\":\"unicodeCodePoints\",\n"...)
	dst = append(dst, `"originalUriBaseIds":{"%SRCROOT%":{"description":{"text":"The working directory of nass."}}},`...)
	return append(dst, "\n\"results\":["...)
}

// rule appends the descriptor of a rule.
func (s *sarif) rule(dst []byte, of *rule.Rule) []byte {
	dst = AppendJSON(append(dst, `{"id":`...), of.Name)
	dst = sarifMessage(append(dst, `,"shortDescription":`...), of.Title)
	dst = sarifMessage(append(dst, `,"fullDescription":`...), first(of.Doc))
	example := exampleLines(nil, Style{}, Plain, "", "-", of.Bad)
	example = exampleLines(example, Style{}, Plain, "", "+", of.Good)
	dst = sarifMessage(append(dst, `,"help":`...), of.Doc+"\n\n"+string(example))
	dst = AppendJSON(append(dst[:len(dst)-1], `,"markdown":`...), of.Doc+"\n\n```diff\n"+string(example)+"```\n")
	dst = AppendJSON(append(dst, `},"helpUri":`...), RulePage(of.Name))
	dst = append(append(dst, `,"defaultConfiguration":{"level":"`...), sarifLevels[of.Level]...)
	dst = AppendJSON(append(dst, `"},"properties":{"tags":[`...), string(of.Group))
	dst = append(append(dst, `],"problem.severity":"`...), sarifSeverities[of.Level]...)
	return append(dst, `"}}`...)
}

// first returns the first paragraph of a doc.
func first(doc string) string {
	doc, _, _ = strings.Cut(doc, "\n\n")
	return doc
}

// sarifPlain escapes what a plain text message would have for a placeholder or a link
// (sections 3.11.5 and 3.11.6).
var sarifPlain = strings.NewReplacer("{", "{{", "}", "}}", "](", `\](`)

// sarifMessage appends a message object.
func sarifMessage(dst []byte, text string) []byte {
	return append(AppendJSON(append(dst, `{"text":`...), sarifPlain.Replace(text)), '}')
}

func (s *sarif) BeginFile(dst []byte, f *File) []byte {
	path := s.run.path(f.Path)
	s.names.begin(path)
	s.names.file = "" // a result has it elsewhere
	uri := appendURI([]byte(`"artifactLocation":{"uri":"`), path)
	if strings.HasPrefix(string(uri), `"artifactLocation":{"uri":"file:`) {
		uri = append(uri, `"}`...)
	} else {
		uri = append(uri, `","uriBaseId":"%SRCROOT%"}`...)
	}
	s.location = string(uri)
	return dst
}

func (*sarif) Between() string { return "," }

func (s *sarif) Finding(dst []byte, _ *File, x *Finding) []byte {
	dst = AppendJSON(append(dst, "\n{\"ruleId\":"...), x.Rule.Name)
	if i, ok := s.rules[x.Rule.Name]; ok {
		dst = appendInt(dst, `,"ruleIndex":`, i)
	}
	dst = append(append(dst, `,"level":"`...), sarifLevels[x.Rule.Level]...)
	dst = sarifMessage(append(dst, `","message":`...), x.Statement())
	dst = append(append(dst, `,"locations":[{"physicalLocation":{`...), s.location...)
	at, _ := x.afterMark(x.Range(span.Rune))
	dst = append(appendRegion(append(dst, `,"region":`...), at), '}')
	if x.Of != nil && x.Of.Key != "" {
		dst = append(AppendJSON(append(dst, `,"logicalLocations":[{"fullyQualifiedName":`...), x.Of.Key), "}]"...)
	}
	dst = s.names.append(append(dst, `}],"partialFingerprints":{"nassFinding/v1":"`...), x)
	dst = append(dst, `"}`...)
	if at, new, ok := x.Change(span.Rune); ok && x.Fix == rule.Safe && utf8.ValidString(new) {
		if at, ok = x.afterMark(at); ok {
			dst = append(append(dst, `,"fixes":[{"artifactChanges":[{`...), s.location...)
			dst = appendRegion(append(dst, `,"replacements":[{"deletedRegion":`...), at)
			dst = AppendJSON(append(dst, `,"insertedContent":{"text":`...), new)
			dst = append(dst, "}}]}]}]"...)
		}
	}
	return append(dst, '}')
}

func appendRegion(dst []byte, r Range) []byte {
	dst = appendInt(dst, `{"startLine":`, r.Line)
	dst = appendInt(dst, `,"startColumn":`, r.Col)
	if r.EndLine != r.Line {
		dst = appendInt(dst, `,"endLine":`, r.EndLine)
	}
	return append(appendInt(dst, `,"endColumn":`, r.EndCol), '}')
}

func (s *sarif) End(dst []byte, r *Run) []byte {
	dst = append(dst, "\n],\n\"invocations\":[{\"executionSuccessful\":"...)
	if r.Failed {
		dst = append(dst, "false"...)
	} else {
		dst = append(dst, "true"...)
	}
	return append(dst, "}]}]}\n"...)
}
