package io.bloomline.inference.triton;

/** Widens 16-bit floats, which Java 17 doesn't know. Every value of theirs is a float, so nothing is lost. */
final class HalfFloats {

    private static final int FP16_FRACTION_BITS = 10;
    private static final int FP16_EXPONENT_MASK = 0x1f;
    private static final int FP16_FRACTION_MASK = 0x3ff;
    /** Subnormal numbers count in steps of this. */
    private static final float FP16_STEP = 0x1p-24f;

    private static final int FLOAT_FRACTION_BITS = 23;
    private static final int BIAS_DIFFERENCE = 127 - 15;

    private HalfFloats() {}

    /** An IEEE 754 half: 5 bits of exponent, 10 of fraction. */
    static float fromFp16(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> FP16_FRACTION_BITS) & FP16_EXPONENT_MASK;
        int fraction = half & FP16_FRACTION_MASK;
        if (exponent == 0) {
            float magnitude = fraction * FP16_STEP;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wideExponent = exponent == FP16_EXPONENT_MASK ? 0xff : exponent + BIAS_DIFFERENCE;
        int wideFraction = fraction << (FLOAT_FRACTION_BITS - FP16_FRACTION_BITS);
        return Float.intBitsToFloat(sign | wideExponent << FLOAT_FRACTION_BITS | wideFraction);
    }

    /** A bfloat16: the upper half of a float. */
    static float fromBf16(short half) {
        return Float.intBitsToFloat(half << 16);
    }
}
