package org.thalweg.core.kernel.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The constants of a program, its top level, or the body of a loop: statements in the order of execution. */
public final class Region {

    private final @Nullable Region parent;
    private final @Nullable Loop loop;
    private final int depth;
    private final List<Statement> statements = new ArrayList<>();
    private ValueSet known = new ValueSet();

    Region(@Nullable Region parent, @Nullable Loop loop) {
        this.parent = parent;
        this.loop = loop;
        this.depth = parent == null ? -1 : parent.depth + 1;
    }

    /** The region around this one; the constants are around the top level, and nothing is around them. */
    public @Nullable Region parent() {
        return parent;
    }

    /** The loop whose body this is. */
    public @Nullable Loop loop() {
        return loop;
    }

    /** −1 for the constants, 0 for the top level, 1 and more in loops. */
    public int depth() {
        return depth;
    }

    public boolean isConstants() {
        return depth < 0;
    }

    public List<Statement> statements() {
        return Collections.unmodifiableList(statements);
    }

    void add(Statement statement) {
        statements.add(statement);
    }

    /** Adds {@code value}, or returns the equal value that is here already. */
    Value addIfNew(Value value) {
        Value here = known.addIfNew(value);
        if (here.id() == value.id()) {
            statements.add(value);
        }
        return here;
    }

    /** Gives the region its last form: no value is added from now on. */
    void replaceStatements(List<Statement> replacement) {
        statements.clear();
        statements.addAll(replacement);
        known = new ValueSet();
    }
}
