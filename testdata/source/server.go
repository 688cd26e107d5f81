// Package server يخدم الملفات ، تعليق ، أول.
package server

import "fmt"

/*
تعليق ، في أسطر
  - بند ، أول
*/
const help = `
// كود ، في نص
/* كود ، */
`

// Run يبدأ الخدمة ، و  يطبع `كود ، هنا` ثم تعليق ، ثان.
func Run(name string) rune {
	fmt.Println("كود ، // كود ،", '"', name) // تعليق ، ثالث
	// fmt.Println("كود ، قديم");
	return '\'' /* تعليق ، رابع */
}
