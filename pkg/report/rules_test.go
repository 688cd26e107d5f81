package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
)

func TestRuleList(t *testing.T) {
	list := report.RuleList{
		Rules: []*rule.Rule{
			{Name: "comma", Group: "signs", Title: "Latin comma | dot", Doc: "Use the Arabic one.", Level: rule.Warning, Fix: rule.Safe, Bad: "نعم,\nلا\n", Good: "نعم،\nلا\n"},
			{Name: "stop", Group: "signs", Title: "stop", Doc: "Decide.", Level: rule.Info, Fix: rule.Manual, Bad: "أ\u202E", Good: "أ"},
		},
		Profiles: func(r *rule.Rule) []string {
			if r.Name == "stop" {
				return nil
			}
			return []string{"standard", "check"}
		},
	}
	for want, got := range map[string][]byte{
		"signs\n  comma  warning  safe    standard check                  Latin comma | dot\n  stop   info     manual  -": list.AppendTable(nil, report.Style{}),
		"fix       safe\nprofiles  standard, check\nbefore    نعم,\n  لا\nafter     نعم،\n  لا\n\nstop: ":                 list.AppendText(nil, report.Style{}),
		"profiles  none: --enable stop\nbad       أ\\u202E\ngood      أ\n":                                                list.AppendText(nil, report.Style{}),
		"| [comma](#comma) | signs | warning | safe | standard, check | Latin comma \\| dot |\n":                          list.AppendMarkdownTable(nil),
		"## stop\n\nStop. Group signs, level info, fix manual, no profile.\n\nDecide.\n\n```diff\n-أ\\u202E\n+أ\n```\n":   list.AppendMarkdown(nil),
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	var rules []struct {
		Name, Group, Title, Doc, Level, Fix, Before, After string
		Profiles                                           []string
	}
	if err := json.Unmarshal(list.AppendJSON(nil), &rules); err != nil {
		t.Fatal(err)
	}
	if len(rules) != 2 || rules[1].Before != "أ\u202E" || rules[1].Profiles == nil || len(rules[0].Profiles) != 2 || rules[0].After != "نعم،\nلا\n" {
		t.Errorf("got %+v", rules)
	}
}
