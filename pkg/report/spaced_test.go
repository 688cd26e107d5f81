package report

import (
	"testing"

	"github.com/nass-ar/nass/pkg/segment"
)

func TestAppendTokens(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{"كلمة", "كلمة"},
		{"قرأت الكتاب، ونمت.", "قرأت الكتاب ، ونمت ."},
		{"  قرأت \t كتابا  ", "قرأت كتابا"},
		{"أول السطر\nثانيه", "أول السطر\nثانيه"},
		{"أول \n\n ثان", "أول\n\nثان"},
		{"\nأول ثان", "\nأول ثان"},
		{"\n\n", "\n\n"},
		{"أول ثان \n \n", "أول ثان\n\n"},
	} {
		tokens := segment.Tokens(nil, []byte(tt.text), segment.TokenOptions{})
		write := func(dst []byte, token segment.Token) []byte { return append(dst, tt.text[token.Start:token.End]...) }
		if got := string(appendTokens([]byte("قبل:"), []byte(tt.text), tokens, write)); got != "قبل:"+tt.want {
			t.Errorf("appendTokens(%q) = %q, want %q", tt.text, got, "قبل:"+tt.want)
		}
	}
}
