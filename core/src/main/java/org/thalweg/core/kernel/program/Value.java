package org.thalweg.core.kernel.program;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value in static single assignment: an operation on other values, computed once wherever it is used.
 *
 * <p>Two values of one program that are {@link #equals equal} are the same object, save those that loops carry.
 */
public final class Value implements Statement {

    private final Operation operation;
    private final @Nullable Value a;
    private final @Nullable Value b;
    private final @Nullable Value c;
    private final @Nullable Object detail;
    private final Region region;
    private final int id;
    private final boolean active;
    private final double nearest;
    private final int hash;

    Value(int id, Region region, Form form, double nearest, boolean active) {
        this.id = id;
        this.region = region;
        this.operation = form.operation();
        this.a = form.a();
        this.b = form.b();
        this.c = form.c();
        this.detail = form.detail();
        this.nearest = nearest;
        this.active = active;
        this.hash = form.hash();
    }

    /** An operation with its operands, before it has a place. */
    record Form(
            Operation operation,
            @Nullable Value a,
            @Nullable Value b,
            @Nullable Value c,
            @Nullable Object detail) {
        private int hash() {
            int h = operation.name().hashCode();
            h = h * 0x9E3779B1 + (a == null ? 0 : a.id + 1);
            h = h * 0x9E3779B1 + (b == null ? 0 : b.id + 1);
            h = h * 0x9E3779B1 + (c == null ? 0 : c.id + 1);
            h = h * 0x9E3779B1 + (detail == null || operation == Operation.POWER ? 0 : detail.hashCode());
            h = (h ^ h >>> 16) * 0x85EBCA6B;
            return (h ^ h >>> 13) * 0xC2B2AE35;
        }
    }

    /** An element of an input array, from 0. */
    public record Address(Input input, Affine index) {}

    /** An element of a scratch array, from 0. */
    public record Memory(Scratch scratch, Affine index) {}

    /** That a product is {@code base} to the power of {@code exponent}, which is not 0 or 1. */
    public record IntegerPower(Value base, int exponent) {}

    /** Ascends in the order of creation: operands have smaller ids, save what loops carry. */
    public int id() {
        return id;
    }

    public Operation operation() {
        return operation;
    }

    public Region region() {
        return region;
    }

    /** The first operand. */
    public Value a() {
        return operand(a);
    }

    /** The second operand. */
    public Value b() {
        return operand(b);
    }

    /** The third operand. */
    public Value c() {
        return operand(c);
    }

    /** Operand k, from 0. */
    public Value operand(int k) {
        return k == 0 ? a() : k == 1 ? b() : c();
    }

    /** Whether it depends on the point. */
    public boolean isActive() {
        return active;
    }

    public boolean isConstant() {
        return region.isConstants();
    }

    /** Of a constant, what arithmetic in doubles makes of it. */
    public double nearest() {
        return nearest;
    }

    /** Of a {@link Operation#CONSTANT}: the number as decimal text, or {@code pi}, or {@code e}. */
    public String text() {
        return detail(String.class);
    }

    /** Of a {@link Operation#LOAD}. */
    public Address address() {
        return detail(Address.class);
    }

    /** Of an {@link Operation#INDEX}. */
    public Affine affine() {
        return detail(Affine.class);
    }

    /** Of a {@link Operation#RECALL}. */
    public Memory memory() {
        return detail(Memory.class);
    }

    /** Of a {@link Operation#POWER}. */
    public Value base() {
        return detail(IntegerPower.class).base();
    }

    /** Of a {@link Operation#POWER}. */
    public int exponent() {
        return detail(IntegerPower.class).exponent();
    }

    /** Of a {@link Operation#CARRIED} or {@link Operation#FINAL}. */
    public Carry carry() {
        return detail(Carry.class);
    }

    @Nullable Object detail() {
        return detail;
    }

    private <T> T detail(Class<T> type) {
        if (!type.isInstance(detail)) {
            throw new IllegalStateException(operation + " has no " + type.getSimpleName());
        }
        return type.cast(detail);
    }

    private Value operand(@Nullable Value operand) {
        if (operand == null) {
            throw new IllegalStateException(operation + " has " + operation.arity() + " operands");
        }
        return operand;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
        return other instanceof Value that
                && operation == that.operation
                && a == that.a
                && b == that.b
                && c == that.c
                && (operation == Operation.POWER || Objects.equals(detail, that.detail));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("v" + id + " = " + operation);
        for (Value operand : new Value[] {a, b, c}) {
            if (operand != null) {
                text.append(operand.operation == Operation.CONSTANT ? " " + operand.text() : " v" + operand.id);
            }
        }
        return text.append(detail == null || detail instanceof Carry ? "" : " " + detail)
                .toString();
    }
}
