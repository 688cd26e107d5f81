#include "textflag.h"

// func traces32(p *byte, blocks int, halves *[2][32]byte) traces
TEXT ·traces32(SB), NOSPLIT, $0-25
	MOVQ         p+0(FP), SI
	MOVQ         blocks+8(FP), CX
	MOVQ         halves+16(FP), AX
	VMOVDQU      0(AX), Y6
	VMOVDQU      32(AX), Y7
	MOVL         $0x0F0F0F0F, DX
	VMOVD        DX, X15
	VPBROADCASTD X15, Y15
	MOVL         $0xD9D9D9D9, DX // the bytes of U+0671, ARABIC LETTER ALEF WASLA
	VMOVD        DX, X14
	VPBROADCASTD X14, Y14
	MOVL         $0xB1B1B1B1, DX
	VMOVD        DX, X13
	VPBROADCASTD X13, Y13

	// Y8 gathers the traces of single bytes, Y9 all bits where the two bytes are.
	VPXOR Y8, Y8, Y8
	VPXOR Y9, Y9, Y9

block:
	VMOVDQU  0(SI), Y0
	VPCMPEQB -1(SI), Y14, Y2
	VPCMPEQB Y0, Y13, Y3
	VPAND    Y2, Y3, Y2
	VPOR     Y2, Y9, Y9
	VPAND    Y15, Y0, Y1
	VPSRLW   $4, Y0, Y0
	VPAND    Y15, Y0, Y0
	VPSHUFB  Y1, Y6, Y1
	VPSHUFB  Y0, Y7, Y0
	VPAND    Y0, Y1, Y0
	VPOR     Y0, Y8, Y8
	ADDQ     $32, SI
	DECQ     CX
	JNZ      block

	VPMOVMSKB    Y9, DX
	VEXTRACTI128 $1, Y8, X0
	VPOR         X0, X8, X0
	VPSRLDQ      $8, X0, X1
	VPOR         X1, X0, X0
	VMOVQ        X0, AX
	VZEROUPPER
	MOVQ         AX, BX
	SHRQ         $32, BX
	ORQ          BX, AX
	MOVQ         AX, BX
	SHRQ         $16, BX
	ORQ          BX, AX
	MOVQ         AX, BX
	SHRQ         $8, BX
	ORQ          BX, AX
	TESTL        DX, DX
	JZ           end
	ORQ          $32, AX // waslaTrace

end:
	MOVB AX, ret+24(FP)
	RET
