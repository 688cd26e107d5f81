package ruletest_test

import (
	"testing"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/rule/ruletest"
	"github.com/nass-ar/nass/pkg/span"
)

// A rule of your own: the house style writes × in sizes.
var times = &rule.Rule{
	Name: "times-sign", Title: "letter instead of a multiplication sign",
	Level: rule.Info, Fix: rule.Safe,
	Bad:  "لوحة 30x50 سم",
	Good: "لوحة 30×50 سم",
	Find: &rule.Finder{
		Triggers: []rule.Trigger{{
			Before: arabic.SetOf("0123456789"),
			At:     arabic.SetOf("xX"),
			After:  arabic.SetOf("0123456789"),
		}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			return rule.Match{Span: span.Span{Start: i, End: i + 1}, New: "×"}, true
		},
	},
}

func ExampleCheck() {
	// The whole test of the rule:
	_ = func(t *testing.T) {
		ruletest.Check(t, times, "3x4x5 متر", "الرمز 0xFF")
	}
}
