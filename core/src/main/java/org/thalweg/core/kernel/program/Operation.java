package org.thalweg.core.kernel.program;

/**
 * What a {@link Value} computes from its operands a, b, c.
 *
 * <p>The meaning is that of real numbers; {@link DoubleArithmetic} says what it is in doubles. Operations on which first or second
 * derivatives jump are <em>kinks</em>.
 */
public enum Operation {
    /** A number: decimal text or the name of an irrational constant. */
    CONSTANT(0, 0),
    /** An element of an input array. */
    LOAD(0, 1),
    /** An affine form in loop indices, as a number. */
    INDEX(0, 1),
    /** What a loop carries, as seen at the start of an iteration. */
    CARRIED(0, 0),
    /** What a loop carried, after its last iteration. */
    FINAL(0, 0),
    /** An element of a scratch array, at index a. */
    RECALL(0, 1),

    /** a + b. */
    ADD(2, 1),
    /** a − b. */
    SUBTRACT(2, 1),
    /** a·b. */
    MULTIPLY(2, 1),
    /** a/b. */
    DIVIDE(2, 4),
    /** a·b, which is an integer power of a base: see {@link Value#base} and {@link Value#exponent}. */
    POWER(2, 1),
    /** −a. */
    NEGATE(1, 1),
    /** a·b + c, rounded once. */
    FMA(3, 1),
    /** c − a·b, rounded once. */
    FNMA(3, 2),
    /** a·b − c, rounded once. */
    FMS(3, 2),

    /** a &lt; b, a truth value; false if either is not a number. */
    LESS(2, 1),
    /** a ≤ b, a truth value. */
    LESS_OR_EQUAL(2, 1),
    /** a = b, a truth value. */
    EQUAL(2, 1),
    AND(2, 1),
    OR(2, 1),
    NOT(1, 1),
    /** b where the truth value a holds, c elsewhere. */
    SELECT(3, 1, true),

    ABS(1, 1, true),
    SIGN(1, 4, true),
    MIN(2, 3, true),
    MAX(2, 3, true),
    FLOOR(1, 4, true),
    CEIL(1, 4, true),

    SQRT(1, 5),
    CBRT(1, 40),
    EXP(1, 25),
    EXPM1(1, 40),
    LOG(1, 30),
    LOG1P(1, 40),
    LOG2(1, 35),
    LOG10(1, 35),
    SIN(1, 40),
    COS(1, 40),
    TAN(1, 60),
    ASIN(1, 50),
    ACOS(1, 50),
    ATAN(1, 50),
    SINH(1, 50),
    COSH(1, 50),
    TANH(1, 50),
    SIGMOID(1, 30),
    SOFTPLUS(1, 60),
    ERF(1, 80),
    ATAN2(2, 60),
    HYPOT(2, 20),
    /** a to the power of b, which need not be an integer. */
    POW(2, 90);

    private final int arity;
    private final int cost;
    private final boolean kink;

    Operation(int arity, int cost) {
        this(arity, cost, false);
    }

    Operation(int arity, int cost, boolean kink) {
        this.arity = arity;
        this.cost = cost;
        this.kink = kink;
    }

    /** How many operands are used, from a on. */
    public int arity() {
        return arity;
    }

    /** Roughly how many machine operations it takes. */
    public int cost() {
        return cost;
    }

    /** Whether a derivative jumps somewhere in the domain. */
    public boolean isKink() {
        return kink;
    }

    /** Whether the result is true or false rather than a number. */
    public boolean isTruth() {
        return this == LESS || this == LESS_OR_EQUAL || this == EQUAL || this == AND || this == OR || this == NOT;
    }

    /** Whether the value is the product of a and b. */
    public boolean isProduct() {
        return this == MULTIPLY || this == POWER;
    }
}
