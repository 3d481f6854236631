package org.thalweg.core.objective;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Expression;
import org.thalweg.core.expression.Expression.Visitor;

/** The parts of an expression that mean something by themselves: those outside of loops and blocks, as texts. */
final class Parts implements Visitor<@Nullable Void> {
    private final TreeSet<String> texts =
            new TreeSet<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));

    private Parts() {}

    /** The shortest first, at most {@code most}. */
    static List<String> of(Expression expression, int most) {
        Parts parts = new Parts();
        expression.accept(parts);
        return parts.texts.stream().limit(most).toList();
    }

    private @Nullable Void whole(Expression part) {
        texts.add(part.toString());
        return null;
    }

    @Override
    public @Nullable Void literal(Expression.Literal literal) {
        return null;
    }

    @Override
    public @Nullable Void constant(Expression.Constant constant) {
        return null;
    }

    @Override
    public @Nullable Void variable(Expression.Variable variable) {
        return whole(variable);
    }

    @Override
    public @Nullable Void element(Expression.Element element) {
        return whole(element);
    }

    @Override
    public @Nullable Void loopIndex(Expression.LoopIndex index) {
        return null;
    }

    @Override
    public @Nullable Void given(Expression.Given given) {
        return null;
    }

    @Override
    public @Nullable Void local(Expression.Local local) {
        return null;
    }

    @Override
    public @Nullable Void negate(Expression.Negate negate) {
        return negate.operand().accept(this);
    }

    @Override
    public @Nullable Void addition(Expression.Addition addition) {
        addition.terms().forEach(term -> term.operand().accept(this));
        return whole(addition);
    }

    @Override
    public @Nullable Void multiplication(Expression.Multiplication multiplication) {
        multiplication.factors().forEach(factor -> factor.operand().accept(this));
        return whole(multiplication);
    }

    @Override
    public @Nullable Void power(Expression.Power power) {
        power.base().accept(this);
        power.exponent().accept(this);
        return whole(power);
    }

    @Override
    public @Nullable Void call(Expression.Call call) {
        call.arguments().forEach(argument -> argument.accept(this));
        return whole(call);
    }

    @Override
    public @Nullable Void sum(Expression.Sum sum) {
        return whole(sum);
    }

    @Override
    public @Nullable Void product(Expression.Product product) {
        return whole(product);
    }

    @Override
    public @Nullable Void conditional(Expression.Conditional conditional) {
        return whole(conditional);
    }

    @Override
    public @Nullable Void block(Expression.Block block) {
        return whole(block);
    }
}
