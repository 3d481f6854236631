package org.thalweg.core.expression;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A function that a formula may call. {@code pow} is not among them: it is {@link Expression.Power}.
 *
 * <p>A function is <em>smooth</em> if it has derivatives of every order inside its domain. The others have kinks (abs, min,
 * max) or steps (sign, floor, ceil). The square root, the cube root and hypot count as smooth: they fail at a single
 * point only.
 */
public enum Function {
    SQRT("sqrt", 1),
    CBRT("cbrt", 1),
    EXP("exp", 1),
    /** e^x − 1. */
    EXPM1("expm1", 1),
    /** The natural logarithm; {@code ln} is accepted too. */
    LOG("log", 1),
    /** log(1 + x). */
    LOG1P("log1p", 1),
    LOG2("log2", 1),
    LOG10("log10", 1),
    SIN("sin", 1),
    COS("cos", 1),
    TAN("tan", 1),
    ASIN("asin", 1),
    ACOS("acos", 1),
    ATAN("atan", 1),
    /** atan2(y, x), the angle of the point (x, y). */
    ATAN2("atan2", 2),
    SINH("sinh", 1),
    COSH("cosh", 1),
    TANH("tanh", 1),
    ABS("abs", 1, 1, false),
    /** −1, 0 or 1; sign(±0) = ±0, sign(NaN) = NaN. */
    SIGN("sign", 1, 1, false),
    MIN("min", 2, Integer.MAX_VALUE, false),
    MAX("max", 2, Integer.MAX_VALUE, false),
    /** √(a² + b² + …) without overflow in between. */
    HYPOT("hypot", 2, Integer.MAX_VALUE, true),
    /** 1/(1 + e^−x). */
    SIGMOID("sigmoid", 1),
    /** log(1 + e^x). */
    SOFTPLUS("softplus", 1),
    /** 2/√π ∫₀ˣ e^−t² dt. */
    ERF("erf", 1),
    FLOOR("floor", 1, 1, false),
    CEIL("ceil", 1, 1, false);

    private static final Map<String, Function> BY_NAME = new TreeMap<>();

    static {
        for (Function function : values()) {
            BY_NAME.put(function.symbol, function);
        }
        BY_NAME.put("ln", LOG);
    }

    private final String symbol;
    private final int fewest;
    private final int most;
    private final boolean smooth;

    Function(String symbol, int arguments) {
        this(symbol, arguments, arguments, true);
    }

    Function(String symbol, int fewest, int most, boolean smooth) {
        this.symbol = symbol;
        this.fewest = fewest;
        this.most = most;
        this.smooth = smooth;
    }

    /** The function of that name, if there is one. */
    public static Optional<Function> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The name in a formula. */
    public String symbol() {
        return symbol;
    }

    public boolean takes(int arguments) {
        return fewest <= arguments && arguments <= most;
    }

    /** In words: "2 arguments", "2 or more arguments". */
    public String arity() {
        if (most > fewest) {
            return fewest + " or more arguments";
        }
        return fewest == 1 ? "1 argument" : fewest + " arguments";
    }

    public boolean isSmooth() {
        return smooth;
    }
}
