package org.thalweg.core.kernel;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.thalweg.core.kernel.program.Value;

/** How {@link FragmentWriter} computes with numbers: one lane at a time, or as vectors of lanes. */
interface Target {

    /** How many lanes are computed together. */
    int lanes();

    /** Local variables that a number takes. */
    int localSize();

    /** About how many machine operations a value takes. */
    int cost(Value value);

    /** How large methods may be, in units of {@link #cost}. */
    MethodLimits limits();

    /** Starts a method that uses the given locals. */
    void begin(MethodVisitor code, Locals locals);

    /** Pushes a constant of the program. */
    void push(Value constant);

    /** Pushes a constant that a loop carries at first: made anew, since a vector that starts as a field stays an object. */
    void pushInitial(Value constant);

    /** Emits an operation on operands in locals, or on constants; returns the local of the result. */
    int compute(Value value, Places places);

    /** Pushes a local. */
    void load(int local);

    /** Pops into a local. */
    void store(int local);

    /** Stack: array, index → number. */
    void loadElement();

    /** Emits, stack: array, index → the element in all lanes. */
    void loadUniform(MethodVisitor code);

    /** Stores the number in a local into the element that {@code address} pushes as array and index. */
    void storeElement(int local, Runnable address);

    /** Stack: int → number. */
    void fromInt();

    /** Stack: number, number → sum. */
    void add();

    /** Stack: number, number → product. */
    void multiply();

    /** Stack: a, b, c → a·b + c, rounded once. */
    void fuse();

    /** Starts the body of a loop: what is computed in it is not known after it. */
    void enterLoop();

    void leaveLoop();

    /** Called where a group of lanes begins; the index of the first lane is a local. */
    void beginGroup();

    /** Called where a group of lanes is done. */
    void endGroup(Runnable rareAddress);

    /** Emits what the method needs before its loop over the groups, once the rest of it is known. */
    void prologue(MethodVisitor code);

    /** Adds what the methods need to their class. */
    void finish(ClassVisitor type);

    /** Allots local variables. */
    interface Locals {
        /** A new local of so many words. */
        int allot(int size);
    }

    /** Where values are. */
    interface Places {
        /** The local of a value that is no constant. */
        int local(Value value);
    }
}
