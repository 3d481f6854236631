package org.thalweg.core.objective;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.thalweg.core.expression.Expression;
import org.thalweg.core.expression.Expression.Visitor;

/** The parts of an expression that mean something by themselves: those outside of loops and blocks, as texts. A visit tells whether it found a new one. */
final class Parts implements Visitor<Boolean> {
    private final TreeSet<String> texts =
            new TreeSet<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));

    private Parts() {}

    /** The shortest first, at most {@code most}. */
    static List<String> of(Expression expression, int most) {
        Parts parts = new Parts();
        expression.accept(parts);
        return parts.texts.stream().limit(most).toList();
    }

    private Boolean whole(Expression part) {
        return texts.add(part.toString());
    }

    @Override
    public Boolean literal(Expression.Literal literal) {
        return false;
    }

    @Override
    public Boolean constant(Expression.Constant constant) {
        return false;
    }

    @Override
    public Boolean variable(Expression.Variable variable) {
        return whole(variable);
    }

    @Override
    public Boolean element(Expression.Element element) {
        return whole(element);
    }

    @Override
    public Boolean loopIndex(Expression.LoopIndex index) {
        return false;
    }

    @Override
    public Boolean given(Expression.Given given) {
        return false;
    }

    @Override
    public Boolean local(Expression.Local local) {
        return false;
    }

    @Override
    public Boolean negate(Expression.Negate negate) {
        return negate.operand().accept(this);
    }

    @Override
    public Boolean addition(Expression.Addition addition) {
        addition.terms().forEach(term -> term.operand().accept(this));
        return whole(addition);
    }

    @Override
    public Boolean multiplication(Expression.Multiplication multiplication) {
        multiplication.factors().forEach(factor -> factor.operand().accept(this));
        return whole(multiplication);
    }

    @Override
    public Boolean power(Expression.Power power) {
        power.base().accept(this);
        power.exponent().accept(this);
        return whole(power);
    }

    @Override
    public Boolean call(Expression.Call call) {
        call.arguments().forEach(argument -> argument.accept(this));
        return whole(call);
    }

    @Override
    public Boolean sum(Expression.Sum sum) {
        return whole(sum);
    }

    @Override
    public Boolean product(Expression.Product product) {
        return whole(product);
    }

    @Override
    public Boolean conditional(Expression.Conditional conditional) {
        return whole(conditional);
    }

    @Override
    public Boolean block(Expression.Block block) {
        return whole(block);
    }
}
