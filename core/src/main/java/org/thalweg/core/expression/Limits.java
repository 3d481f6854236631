package org.thalweg.core.expression;

import java.util.Locale;

/**
 * What a formula may be at most. Past a limit the text is refused with an {@link ExpressionException}; within them every
 * text is parsed in about a second.
 */
public final class Limits {

    /** Characters (Unicode code points) of a text. */
    public static final int MAX_LENGTH = 4_000_000;

    /** Nodes of the tree: numbers, names, operators, calls; a chain like a + b + c has one operator. */
    public static final int MAX_NODES = 2_000_000;

    /** Parentheses, calls and prefix signs open at one place of the text. */
    public static final int MAX_NESTING = 1_000;

    /** Nodes on the longest way from the root of the tree to a leaf. */
    public static final int MAX_HEIGHT = 1_000;

    /** Index sums and products inside each other. */
    public static final int MAX_LOOPS = 16;

    /** Digits of a number. */
    public static final int MAX_DIGITS = 1_000;

    /** Terms and factors that the index sums and products of a formula run through in one evaluation. */
    public static final long MAX_ITERATIONS = 1_000_000_000;

    /** Coordinates of all variables together. */
    public static final int MAX_DIMENSION = 100_000_000;

    private Limits() {}

    /** One line for {@code --help}. */
    public static String inWords() {
        return String.format(
                Locale.ROOT,
                "at most %,d characters, %,d operations and names, %,d levels of nesting, %,d terms under index sums",
                MAX_LENGTH,
                MAX_NODES,
                MAX_NESTING,
                MAX_ITERATIONS);
    }
}
