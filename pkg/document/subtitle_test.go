package document

import (
	"regexp"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
)

func TestSubtitles(t *testing.T) {
	const at = "00:00:01,000 --> 00:00:02,000"
	testPages(t, SRT, []pageCase{
		{"7\n" + at + "\nو أ ،\nب ، ج\n\n", []string{"cue 7|و أ ،\nب ، ج"}, "7\n" + at + "\nوأ،\nب، ج\n\n"},
		{"1\r\n" + at + "\r\n\u202B- و أ\u202C\r\n\u200Fو \u200Eب\r\n", []string{"cue 1|- و أ\r\nو ب"}, "1\r\n" + at + "\r\n\u202B- وأ\u202C\r\n\u200Fو\u200Eب\r\n"},
		{at + " X1:5\n<i>و <b>أ</b> ،</i> {\\an8}و <x>ب</x>\n2\n" + at + "\nx\n", []string{"cue 1|و أ ، و ￼ب￼"}, at + " X1:5\n<i>و<b>أ</b>،</i> {\\an8}و<x>ب</x>\n2\n" + at + "\nx\n"},
		{at + "\n12\n\nو أ\n٦\n" + at + "\nو ب {x} <3 --> C:\\Nو", []string{"cue 1|12\n\nو أ", "cue ٦|و ب {x} <3 --> C:￼و"}, at + "\n12\n\nوأ\n٦\n" + at + "\nوب {x} <3 --> C:\\Nو"},
		{at + "\nأ ‹i> ، {و ب", []string{"cue 1|أ ‹i> ، {و ب"}, at + "\nأ ‹i>، {وب"},
	})
	testBroken(t, SRT, map[string]string{
		"file:broken.srt":              `line 6: not SubRip: not the times of a cue: "00:00:04,000 --> ??"`,
		"file:broken-head.srt":         `line 1: not SubRip: a cue is expected, not "نص ، بلا وق"`,
		"1\n00:00:01,000 -> 2\nو نص\n": `line 2: not SubRip: a cue is expected, not "00:00:01,000 -> 2"`,
	})
	const on = "00:01.000 --> 00:02.000 line:0"
	testPages(t, WebVTT, []pageCase{
		{"WEBVTT و أ\nx: و ب\n\nNOTE و ج\nو د\n\nSTYLE\n::cue { و }\n\nو ه\nو ز\n\n", nil, ""},
		{"WEBVTT\n\nاسم ، أول\n" + on + "\n<v و سعاد>و أ &amp; ، ＆&rlm; ‹\nو &lt;ب\n\nو ج\n", []string{"cue اسم ، أول|و أ & ، ＆ ‹\nو <ب"}, "WEBVTT\n\nاسم ، أول\n" + on + "\n<v و سعاد>وأ &amp;، &amp;&rlm; &lt;\nو&lt;ب\n\nو ج\n"},
		{"WEBVTT\n" + on + "\nو <00:01.500>أ\n" + on + "\nو &hearts; & &ب;", []string{"cue 1|و أ", "cue 2|و ￼ & &ب;"}, "WEBVTT\n" + on + "\nو<00:01.500>أ\n" + on + "\nو&hearts; & &ب;"},
	})
	testBroken(t, WebVTT, map[string]string{
		"file:broken.vtt":      `line 1: not WebVTT: WEBVTT is expected, not "00:01.000 --> 00:02."`,
		"file:broken-time.vtt": `line 4: not WebVTT: not the times of a cue: "00:01.000 --> never"`,
		"WEBVTTX\n":            `line 1: not WebVTT: WEBVTT is expected, not "WEBVTTX"`,
	})
	const line = "Dialogue: 0,0:00:01.00,0:00:03.00,و أ,,0,0,0,,"
	testPages(t, ASS, []pageCase{
		{"[Events]\nComment: 0,,,,,,,,,و أ\n" + line + "و ب, ،\\Nو \\hج￤د\n" + line + "x\n", []string{"cue 1|و ب, ،\nو \u00A0ج￤د"}, "[Events]\nComment: 0,,,,,,,,,و أ\n" + line + "وب,،\\Nو\\hج\\Nد\n" + line + "x\n"},
		{"[Events]\r\nFormat: Start, Text\r\nDialogue: 0,{\\k1}و {\\k2 و }أ \\{ ،{\\i1}\r\n[Fonts]\r\nDialogue: 0,و ب\r\n", []string{"cue 1|و أ ￼ ،"}, "[Events]\r\nFormat: Start, Text\r\nDialogue: 0,{\\k1}و{\\k2 و }أ \\{،{\\i1}\r\n[Fonts]\r\nDialogue: 0,و ب\r\n"},
		{"[Events]\n" + line + "{\\an7\\p1}m 0 0 و أ{\\p0}\n" + line + "{\\pos(1,2)}و {x", []string{"cue 2|و {x"}, "[Events]\n" + line + "{\\an7\\p1}m 0 0 و أ{\\p0}\n" + line + "{\\pos(1,2)}و{x"},
	})
	testBroken(t, ASS, map[string]string{
		"file:broken.ass":       `line 6: not SubStation Alpha: 2 fields, not 5`,
		"file:broken-order.ass": `line 2: not SubStation Alpha: the last field is " Start", not Text`,
		"نص ، و\n":              `line 1: not SubStation Alpha: a section is expected, not "نص ، و"`,
	})
}

// What is no prose in a subtitle stays: its times, numbers, tags and direction
// marks, in their order, and the number of lines.
func TestSubtitlesKeepFrame(t *testing.T) {
	frame := regexp.MustCompile(`(?m)^[0-9]+$|^[0-9:., ]+-->.*$|<[^>\n]*>|\{\\[^}\n]*\}|\\[Nhn]|[\x{061C}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}]|\r?\n|^Dialogue:(?:[^,\n]*,){4}`)
	lines := func(s string) string {
		if strings.Contains(s, "\n") {
			return s
		}
		return strings.ReplaceAll(s, "\r", "\n")
	}
	for _, f := range []*Format{SRT, WebVTT, ASS} {
		for _, src := range files(t, f) {
			out, _, err := rewrite(f, []byte(src), &Options{}, corpus.StreamOptions{Workers: 1})
			if err != nil {
				continue
			}
			a, b := frame.FindAllString(lines(src), -1), frame.FindAllString(lines(string(out)), -1)
			if len(a) != len(b) {
				t.Errorf("%.60q: %d parts, then %d", src, len(a), len(b))
				continue
			}
			for i := range a {
				if a[i] != b[i] {
					t.Errorf("%.60q: %q became %q", src, a[i], b[i])
				}
			}
		}
	}
}
