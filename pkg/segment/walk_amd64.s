#include "textflag.h"

// func plain32(p *byte, blocks int, halves *[2][16]uint8) int
TEXT ·plain32(SB), NOSPLIT, $0-32
	MOVQ           p+0(FP), SI
	MOVQ           blocks+8(FP), CX
	MOVQ           halves+16(FP), AX
	MOVQ           SI, DI
	MOVL           $0x0F0F0F0F, DX
	VMOVD          DX, X0
	VPBROADCASTD   X0, Y0
	VBROADCASTI128 0(AX), Y1
	VBROADCASTI128 16(AX), Y2
	VPXOR          Y3, Y3, Y3

	// Y4 has the bits of the low half of each byte, and then those that its high half has, too.
block:
	VMOVDQU   0(SI), Y5
	VPAND     Y0, Y5, Y4
	VPSRLW    $4, Y5, Y5
	VPAND     Y0, Y5, Y5
	VPSHUFB   Y4, Y1, Y4
	VPSHUFB   Y5, Y2, Y5
	VPAND     Y5, Y4, Y4
	VPCMPEQB  Y3, Y4, Y4
	VPMOVMSKB Y4, DX
	NOTL      DX
	TESTL     DX, DX
	JNZ       found
	ADDQ      $32, SI
	DECQ      CX
	JNZ       block
	JMP       done

found:
	BSFL DX, DX
	ADDQ DX, SI

done:
	VZEROUPPER
	SUBQ DI, SI
	MOVQ SI, ret+24(FP)
	RET
