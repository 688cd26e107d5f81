#include "textflag.h"

// HALVES puts the low and the high halves of 32 bytes into two registers.
#define HALVES(at, low, high) \
	VMOVDQU at, high         \
	VPAND   Y15, high, low   \
	VPSRLW  $4, high, high   \
	VPAND   Y15, high, high

// BINS drops from Y10 the bins that do not have the halves at a place.
#define BINS(at, low, high) \
	VMOVDQU at(R11), Y11      \
	VMOVDQU at+32(R11), Y12   \
	VPSHUFB low, Y11, Y11     \
	VPSHUFB high, Y12, Y12    \
	VPAND   Y11, Y10, Y10     \
	VPAND   Y12, Y10, Y10

// SHAPES drops from Y10 the shapes that do not have the byte at a place.
#define SHAPES(at, place) \
	MOVBLZX at(R12), R14            \
	MOVL    1024*place(R8)(R14*4), R14 \
	VPAND   (R9)(R14*8), Y10, Y10

// QUAD adds to Y11 those of the next 256 shapes that are possible at a place; Y10 holds a bit
// for each of them.
#define QUAD \
	VPCMPEQB Y10, Y10, Y10 \
	SHAPES(-2, 0)          \
	SHAPES(-1, 1)          \
	SHAPES(0, 2)           \
	SHAPES(1, 3)           \
	SHAPES(2, 4)           \
	VPOR     Y10, Y11, Y11 \
	ADDQ     $32, R9

// func sieve32(masks *uint32, p *byte, blocks int, bins *nibbles, groups int, rows *[5][256]uint32, sets *uint64, quads int)
TEXT ·sieve32(SB), NOSPLIT, $0-64
	MOVQ masks+0(FP), DI
	MOVQ p+8(FP), SI
	MOVQ blocks+16(FP), CX
	MOVQ bins+24(FP), AX
	MOVQ rows+40(FP), R8
	MOVL $0x0F0F0F0F, DX
	MOVQ DX, X15
	VPBROADCASTD X15, Y15
	VPXOR Y14, Y14, Y14

block:
	HALVES(-2(SI), Y0, Y1)
	HALVES(-1(SI), Y2, Y3)
	HALVES(0(SI), Y4, Y5)
	HALVES(1(SI), Y6, Y7)
	HALVES(2(SI), Y8, Y9)
	VPXOR Y13, Y13, Y13
	MOVQ  AX, R11
	MOVQ  groups+32(FP), R12

	// Y10 holds, for each of 32 places, a bit for each of eight bins that is possible.
group:
	VPCMPEQB Y10, Y10, Y10
	BINS(0, Y0, Y1)
	BINS(64, Y2, Y3)
	BINS(128, Y4, Y5)
	BINS(192, Y6, Y7)
	BINS(256, Y8, Y9)
	VPOR Y10, Y13, Y13
	ADDQ $320, R11
	DECQ R12
	JNZ  group

	VPCMPEQB  Y14, Y13, Y13
	VPMOVMSKB Y13, DX
	XORL      R13, R13
	NOTL      DX
	TESTL     DX, DX
	JZ        done

	// DX has the places that are left to look at, R13 those that pass.
place:
	BSFL DX, R12
	ADDQ SI, R12
	MOVQ sets+48(FP), R9
	MOVQ quads+56(FP), BX
	VPXOR Y11, Y11, Y11

quad:
	QUAD
	DECQ BX
	JNZ  quad

	MOVL    DX, R14
	NEGL    R14
	ANDL    DX, R14 // the place's bit
	XORL    R14, DX
	VPTEST  Y11, Y11
	CMOVLEQ BX, R14 // which is 0
	ORL     R14, R13
	TESTL   DX, DX
	JNZ     place

done:
	MOVL R13, (DI)
	ADDQ $4, DI
	ADDQ $32, SI
	DECQ CX
	JNZ  block
	VZEROUPPER
	RET

// SIXES drops from Z10 the bins that do not have the bits of a byte at a place.
#define SIXES(at, low, high) \
	VPERMB     at(R11), low, Z11     \
	VPERMB     at+64(R11), high, Z12 \
	VPTERNLOGD $0x80, Z12, Z11, Z10

// func sieve64(masks *uint32, p *byte, blocks int, bins *sixes, groups int, rows *[5][256]uint32, sets *uint64, quads int)
TEXT ·sieve64(SB), NOSPLIT, $0-64
	MOVQ masks+0(FP), DI
	MOVQ p+8(FP), SI
	MOVQ blocks+16(FP), CX
	MOVQ bins+24(FP), AX
	MOVQ rows+40(FP), R8

	// A shuffle takes the low six bits of a byte, and of a byte shifted the high six.
block:
	VMOVDQU64 -2(SI), Z0
	VMOVDQU64 -1(SI), Z2
	VMOVDQU64 0(SI), Z4
	VMOVDQU64 1(SI), Z6
	VMOVDQU64 2(SI), Z8
	VPSRLW    $2, Z0, Z1
	VPSRLW    $2, Z2, Z3
	VPSRLW    $2, Z4, Z5
	VPSRLW    $2, Z6, Z7
	VPSRLW    $2, Z8, Z9
	VPXORD    Z13, Z13, Z13
	MOVQ      AX, R11
	MOVQ      groups+32(FP), R12

group:
	VPTERNLOGD $0xFF, Z10, Z10, Z10
	SIXES(0, Z0, Z1)
	SIXES(128, Z2, Z3)
	SIXES(256, Z4, Z5)
	SIXES(384, Z6, Z7)
	SIXES(512, Z8, Z9)
	VPORD Z10, Z13, Z13
	ADDQ  $640, R11
	DECQ  R12
	JNZ   group

	VPTESTMB Z13, Z13, K1
	KMOVQ    K1, DX
	XORL     R13, R13
	TESTQ    DX, DX
	JZ       done

place:
	TZCNTQ DX, R12
	ADDQ   SI, R12
	MOVQ   sets+48(FP), R9
	MOVQ   quads+56(FP), BX
	VPXOR  Y11, Y11, Y11

quad:
	QUAD
	DECQ BX
	JNZ  quad

	BLSIQ   DX, R14 // the place's bit
	XORQ    R14, DX
	VPTEST  Y11, Y11
	CMOVQEQ BX, R14 // which is 0
	ORQ     R14, R13
	TESTQ   DX, DX
	JNZ     place

done:
	MOVQ R13, (DI)
	ADDQ $8, DI
	ADDQ $64, SI
	DECQ CX
	JNZ  block
	VZEROUPPER
	RET
