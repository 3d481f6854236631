package org.thalweg.core.kernel;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.kernel.VectorCode.Cell;

/** Operations on constants, done once: the same bits as the vector operations. */
final class ConstantFolding {

    private ConstantFolding() {}

    /** Null if the operands are not both constants. */
    static @Nullable Cell binary(String name, Cell a, Cell b) {
        if (a.constant() instanceof Double x && b.constant() instanceof Double y) {
            return switch (name) {
                case "add" -> Cell.of(x + y);
                case "sub" -> Cell.of(x - y);
                case "mul" -> Cell.of(x * y);
                case "div" -> Cell.of(x / y);
                default -> null;
            };
        }
        if (a.constant() instanceof Long x && b.constant() instanceof Long y) {
            return switch (name) {
                case "add" -> Cell.of(x + y);
                case "sub" -> Cell.of(x - y);
                case "and" -> Cell.of(x & y);
                case "or" -> Cell.of(x | y);
                default -> null;
            };
        }
        return null;
    }
}
