#include "textflag.h"

#define BROADCAST(byte, x, y) \
	MOVL         $(byte*0x01010101), DX \
	VMOVD        DX, x                  \
	VPBROADCASTD x, y

// func runes32(p *byte, blocks int) (runes, done int)
TEXT ·runes32(SB), NOSPLIT, $0-32
	MOVQ p+0(FP), SI
	MOVQ blocks+8(FP), CX
	BROADCAST(0xC0, X10, Y10)
	BROADCAST(0xC1, X11, Y11)
	BROADCAST(0xEF, X12, Y12)
	BROADCAST(0xE0, X13, Y13)
	BROADCAST(0xED, X14, Y14)
	VPXOR Y15, Y15, Y15
	XORL  AX, AX
	XORL  BX, BX
	VPXOR Y5, Y5, Y5 // where the block before has a byte of two or three
	VPXOR Y6, Y6, Y6 // and where one of three

	// Bytes past ASCII are negative, and those that go on a code point the least.
block:
	VMOVDQU  0(SI), Y0
	VPCMPGTB Y0, Y10, Y1  // goes on
	VPCMPGTB Y11, Y0, Y2
	VPCMPGTB Y0, Y15, Y3
	VPAND    Y3, Y2, Y2   // begins one of two, three or four
	VPCMPGTB Y13, Y0, Y4
	VPAND    Y3, Y4, Y4   // of three or four
	VPCMPEQB Y13, Y0, Y7
	VPCMPEQB Y14, Y0, Y8
	VPOR     Y8, Y7, Y7   // after 0xE0 and 0xED not all may stand
	VPCMPGTB Y12, Y0, Y8
	VPAND    Y3, Y8, Y8   // of four
	VPOR     Y8, Y7, Y7

	// What has to go on is what stands after such a byte.
	VPERM2I128 $0x21, Y2, Y5, Y8
	VPALIGNR   $15, Y8, Y2, Y8
	VPERM2I128 $0x21, Y4, Y6, Y9
	VPALIGNR   $14, Y9, Y4, Y9
	VPOR       Y8, Y9, Y8
	VPXOR      Y1, Y8, Y8
	VPOR       Y8, Y7, Y7
	VPOR       Y1, Y2, Y8
	VPXOR      Y3, Y8, Y8 // 0xC0 and 0xC1
	VPOR       Y8, Y7, Y7
	VPTEST     Y7, Y7
	JNZ        done
	VPMOVMSKB  Y1, DX
	NOTL       DX
	POPCNTL    DX, DX
	ADDQ       DX, AX
	VMOVDQA    Y2, Y5
	VMOVDQA    Y4, Y6
	ADDQ       $32, SI
	ADDQ       $32, BX
	DECQ       CX
	JNZ        block

done:
	VZEROUPPER
	MOVQ AX, runes+16(FP)
	MOVQ BX, done+24(FP)
	RET
