#include "textflag.h"

// func foreign32(p *byte, blocks int) int
TEXT ·foreign32(SB), NOSPLIT, $0-24
	MOVQ         p+0(FP), SI
	MOVQ         blocks+8(FP), CX
	MOVL         $0xFCFCFCFC, DX
	VMOVD        DX, X2
	VPBROADCASTD X2, Y2
	MOVL         $0xD8D8D8D8, DX
	VMOVD        DX, X3
	VPBROADCASTD X3, Y3
	XORL         AX, AX

	// A letter of ASCII and a byte that begins a code point have the bit 0x40. The bytes
	// from 0xD8 to 0xDB begin Arabic.
block:
	VMOVDQU   0(SI), Y0
	VPAND     Y0, Y2, Y1
	VPCMPEQB  Y1, Y3, Y1
	VPSLLW    $1, Y0, Y0
	VPANDN    Y0, Y1, Y0
	VPMOVMSKB Y0, DX
	POPCNTL   DX, DX
	ADDQ      DX, AX
	ADDQ      $32, SI
	DECQ      CX
	JNZ       block

	VZEROUPPER
	MOVQ AX, ret+16(FP)
	RET
