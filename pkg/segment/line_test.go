package segment

import "testing"

func TestAppendLine(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{"سطر واحد", "سطر واحد"},
		{"ر", "ر"},
		{"\nسطر", " سطر"},
		{"سطر\n", "سطر "},
		{"أول\nثان\r\nثالث\rرابع", "أول ثان ثالث رابع"},
		{"أول\n\nثان", "أول  ثان"},
		{"أول\u0085ثان\u2028ثالث\u2029رابع", "أول ثان ثالث رابع"},
		{"\n", " "},
		{"جملة\tبجدولة", "جملة\tبجدولة"},
	} {
		if got := string(AppendLine([]byte("قبل:"), []byte(tt.text))); got != "قبل:"+tt.want {
			t.Errorf("AppendLine(%q) = %q, want %q", tt.text, got, "قبل:"+tt.want)
		}
	}
}

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
		tokens := Tokens(nil, []byte(tt.text), TokenOptions{})
		if got := string(AppendTokens([]byte("قبل:"), []byte(tt.text), tokens)); got != "قبل:"+tt.want {
			t.Errorf("AppendTokens(%q) = %q, want %q", tt.text, got, "قبل:"+tt.want)
		}
	}
}
