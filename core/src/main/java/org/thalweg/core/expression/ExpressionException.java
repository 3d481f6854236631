package org.thalweg.core.expression;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A formula that cannot be accepted: what is wrong, where, and the cure.
 *
 * <p>Unchecked, since a formula is most often a constant of the program; who reads one from a user catches it at the door.
 * {@link #getMessage} is ready to be shown: the problem, then the line of the text with a caret under the place, no wider
 * than 80 columns.
 */
public final class ExpressionException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String problem;
    private final @Nullable Position position;

    /** A problem with the text at an offset (in UTF-16 units; the text's length for its end). */
    public ExpressionException(String problem, String text, int offset) {
        super(Excerpt.withCaret(problem, text, offset));
        this.problem = problem;
        this.position = Position.of(text, offset);
    }

    /** A problem with the formula as a whole, or with what was given beside it. */
    public ExpressionException(String problem) {
        super(problem);
        this.problem = problem;
        this.position = null;
    }

    private ExpressionException(String message, String problem, @Nullable Position position) {
        super(message);
        this.problem = problem;
        this.position = position;
    }

    /** The same, said of a named text: "the constant N: ...". */
    public ExpressionException inside(String name) {
        return new ExpressionException(name + ": " + getMessage(), name + ": " + problem, position);
    }

    /** What is wrong and how to cure it, in one line. */
    public String problem() {
        return problem;
    }

    /** Where in the text, if it is one place. */
    public @Nullable Position position() {
        return position;
    }
}
