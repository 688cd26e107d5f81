#include "textflag.h"

// LETTERS sets a register to the bits of 32 bytes.
#define LETTERS(at, to) \
	VMOVDQU   at(SI), Y6    \
	VMOVDQU   at+1(SI), Y7  \
	VPAND     Y1, Y6, Y8    \
	VPCMPEQB  Y2, Y8, Y8    \
	VPAND     Y0, Y6, Y6    \
	VPSHUFB   Y6, Y3, Y6    \
	VPAND     Y6, Y8, Y8    \
	VPSRLW    $4, Y7, Y6    \
	VPAND     Y0, Y6, Y6    \
	VPAND     Y0, Y7, Y7    \
	VPSHUFB   Y6, Y4, Y6    \
	VPSHUFB   Y7, Y5, Y7    \
	VPAND     Y6, Y8, Y8    \
	VPAND     Y7, Y8, Y8    \
	VPCMPEQB  Y9, Y8, Y8    \
	VPMOVMSKB Y8, to

// func letters64(begin *uint64, p *byte, words int, parts *[3][16]uint8)
TEXT ·letters64(SB), NOSPLIT, $0-32
	MOVQ           begin+0(FP), DI
	MOVQ           p+8(FP), SI
	MOVQ           words+16(FP), CX
	MOVQ           parts+24(FP), AX
	MOVL           $0x0F0F0F0F, DX
	VMOVD          DX, X0
	VPBROADCASTD   X0, Y0
	MOVL           $0xFCFCFCFC, DX
	VMOVD          DX, X1
	VPBROADCASTD   X1, Y1
	MOVL           $0xD8D8D8D8, DX
	VMOVD          DX, X2
	VPBROADCASTD   X2, Y2
	VBROADCASTI128 0(AX), Y3
	VBROADCASTI128 16(AX), Y4
	VBROADCASTI128 32(AX), Y5
	VPXOR          Y9, Y9, Y9

word:
	LETTERS(0, DX)
	LETTERS(32, BX)
	SHLQ $32, BX
	ORQ  BX, DX
	NOTQ DX
	MOVQ DX, (DI)
	ADDQ $8, DI
	ADDQ $64, SI
	DECQ CX
	JNZ  word
	VZEROUPPER
	RET
