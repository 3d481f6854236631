package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replaces the names of given constants by their values, in an expression and in its indices. */
final class Closing implements Expression.Visitor<Expression>, Condition.Visitor<Condition> {

    private final Map<String, Expression> values;
    private final Map<String, Long> integers;

    Closing(Map<String, Expression> values, Map<String, Long> integers) {
        this.values = values;
        this.integers = integers;
    }

    static AffineIndex settle(AffineIndex index, Map<String, Long> integers) {
        AffineIndex settled = index;
        for (String symbol : index.symbols()) {
            Long value = integers.get(symbol);
            if (value != null) {
                settled = settled.substitute(symbol, AffineIndex.of(value));
            }
        }
        if (!settled.isIntegral()) {
            throw new ExpressionException(
                    index + (settled.equals(index) ? "" : ", which is " + settled + ",") + " is not always an integer");
        }
        return settled;
    }

    private AffineIndex settle(AffineIndex index) {
        return settle(index, integers);
    }

    @Override
    public Expression given(Expression.Given given) {
        Expression value = values.get(given.name());
        if (value == null) {
            throw new IllegalStateException("no value is given for " + given.name());
        }
        return value;
    }

    @Override
    public Expression literal(Expression.Literal literal) {
        return literal;
    }

    @Override
    public Expression constant(Expression.Constant constant) {
        return constant;
    }

    @Override
    public Expression variable(Expression.Variable variable) {
        return variable;
    }

    @Override
    public Expression element(Expression.Element element) {
        AffineIndex index = settle(element.index());
        return index.equals(element.index()) ? element : new Expression.Element(element.vector(), index);
    }

    @Override
    public Expression loopIndex(Expression.LoopIndex index) {
        return index;
    }

    @Override
    public Expression local(Expression.Local local) {
        return local;
    }

    @Override
    public Expression negate(Expression.Negate negate) {
        return new Expression.Negate(negate.operand().accept(this));
    }

    @Override
    public Expression addition(Expression.Addition addition) {
        List<Expression.Term> terms = new ArrayList<>(addition.terms().size());
        for (Expression.Term term : addition.terms()) {
            terms.add(new Expression.Term(term.subtracted(), term.operand().accept(this)));
        }
        return new Expression.Addition(terms);
    }

    @Override
    public Expression multiplication(Expression.Multiplication multiplication) {
        List<Expression.Factor> factors =
                new ArrayList<>(multiplication.factors().size());
        for (Expression.Factor factor : multiplication.factors()) {
            factors.add(new Expression.Factor(factor.divided(), factor.operand().accept(this)));
        }
        return new Expression.Multiplication(factors);
    }

    @Override
    public Expression power(Expression.Power power) {
        return new Expression.Power(power.base().accept(this), power.exponent().accept(this));
    }

    @Override
    public Expression call(Expression.Call call) {
        List<Expression> arguments = new ArrayList<>(call.arguments().size());
        for (Expression argument : call.arguments()) {
            arguments.add(argument.accept(this));
        }
        return new Expression.Call(call.function(), arguments);
    }

    @Override
    public Expression sum(Expression.Sum sum) {
        return new Expression.Sum(
                sum.index(), settle(sum.from()), settle(sum.to()), sum.body().accept(this));
    }

    @Override
    public Expression product(Expression.Product product) {
        return new Expression.Product(
                product.index(),
                settle(product.from()),
                settle(product.to()),
                product.body().accept(this));
    }

    @Override
    public Expression conditional(Expression.Conditional conditional) {
        return new Expression.Conditional(
                conditional.condition().accept(this),
                conditional.whenTrue().accept(this),
                conditional.whenFalse().accept(this));
    }

    @Override
    public Expression block(Expression.Block block) {
        List<Expression.Definition> definitions =
                new ArrayList<>(block.definitions().size());
        for (Expression.Definition definition : block.definitions()) {
            definitions.add(new Expression.Definition(
                    definition.name(), definition.value().accept(this)));
        }
        return new Expression.Block(definitions, block.value().accept(this));
    }

    @Override
    public Condition comparison(Condition.Comparison comparison) {
        return new Condition.Comparison(
                comparison.relation(),
                comparison.left().accept(this),
                comparison.right().accept(this));
    }

    @Override
    public Condition conjunction(Condition.Conjunction conjunction) {
        return new Condition.Conjunction(all(conjunction.conditions()));
    }

    @Override
    public Condition disjunction(Condition.Disjunction disjunction) {
        return new Condition.Disjunction(all(disjunction.conditions()));
    }

    @Override
    public Condition negation(Condition.Negation negation) {
        return new Condition.Negation(negation.operand().accept(this));
    }

    private List<Condition> all(List<Condition> conditions) {
        List<Condition> closed = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            closed.add(condition.accept(this));
        }
        return closed;
    }
}
