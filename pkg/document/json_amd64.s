#include "textflag.h"

// func jsonBlocks(dst, src *byte, blocks int, letters *jsonLetters) (wrote, read int)
TEXT ·jsonBlocks(SB), NOSPLIT, $0-48
	MOVQ         dst+0(FP), DI
	MOVQ         src+8(FP), SI
	MOVQ         blocks+16(FP), CX
	MOVQ         letters+24(FP), R8
	MOVQ         SI, AX
	MOVL         $0x5C5C5C5C, DX
	VMOVD        DX, X15
	VPBROADCASTD X15, Y15

	// SI is where the block begins, AX what is read, up to the end of an escape. BX has a
	// bit for each backslash of the block: each begins an escape, since none is part of
	// one that jsonLetters has, and others end the reading.
block:
	VMOVDQU   0(SI), Y0
	VMOVDQU   32(SI), Y1
	VPOR      Y0, Y1, Y2
	VPMOVMSKB Y2, DX
	TESTL     DX, DX
	JNZ       done
	VPCMPEQB  Y0, Y15, Y0
	VPMOVMSKB Y0, BX
	VPCMPEQB  Y1, Y15, Y1
	VPMOVMSKB Y1, DX
	SHLQ      $32, DX
	ORQ       DX, BX
	JZ        next

	// DX is where the next escape begins, R11 how many bytes of ASCII are before it.
escape:
	TZCNTQ  BX, DX
	ADDQ    SI, DX
	MOVQ    DX, R11
	SUBQ    AX, R11
	CMPQ    R11, $8
	JHI     done
	CMPL    0(DX), $0x3630755C // \u06
	JNE     done
	MOVWLZX 4(DX), R12
	MOVWLZX 0(R8)(R12*2), R12
	TESTL   R12, R12
	JZ      done
	MOVQ    0(AX), R13
	MOVQ    R13, 0(DI)
	ADDQ    R11, DI
	MOVW    R12, 0(DI)
	ADDQ    $2, DI
	LEAQ    6(DX), AX
	BLSRQ   BX, BX
	JNZ     escape

next:
	ADDQ $64, SI
	DECQ CX
	JNZ  block

done:
	VZEROUPPER
	SUBQ dst+0(FP), DI
	SUBQ src+8(FP), AX
	MOVQ DI, wrote+32(FP)
	MOVQ AX, read+40(FP)
	RET
