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
