package org.thalweg.core.kernel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thalweg.core.kernel.program.Carry;
import org.thalweg.core.kernel.program.Loop;
import org.thalweg.core.kernel.program.Statement;
import org.thalweg.core.kernel.program.Value;

/** A piece of a program that becomes one method; {@link Fragments} makes it. */
final class Fragment implements Step {

    private final List<Loop> around;
    private final List<Statement> statements = new ArrayList<>();
    private final Set<Value> received = new LinkedHashSet<>();
    private final Set<Value> passed = new LinkedHashSet<>();
    private List<Carry> starting = List.of();
    private List<Carry> continued = List.of();
    private Optional<Value> result = Optional.empty();

    Fragment(List<Loop> around) {
        this.around = around;
    }

    /** The loops around it, from the outermost: they are cut, and run around its method. */
    List<Loop> around() {
        return around;
    }

    /** Of one region, in order. */
    List<Statement> statements() {
        return statements;
    }

    /** Values that are read from memory, or made again. */
    Set<Value> received() {
        return received;
    }

    /** Values that later fragments receive. */
    Set<Value> passed() {
        return passed;
    }

    /** What the loop carries that comes next: the fragment puts the first values into memory. */
    List<Carry> starting() {
        return starting;
    }

    /** What the loop around it carries: as the last of its body, the fragment puts the next values into memory. */
    List<Carry> continued() {
        return continued;
    }

    /** What goes to the program's values. */
    Optional<Value> result() {
        return result;
    }

    /** Whether it has nothing to do. */
    boolean isEmpty() {
        return statements.isEmpty() && starting.isEmpty() && continued.isEmpty() && result.isEmpty();
    }

    void start(Loop loop) {
        starting = loop.carries();
    }

    void continueWith(Loop loop) {
        continued = loop.carries();
    }

    void end(Value ofProgram) {
        result = Optional.of(ofProgram);
    }
}
