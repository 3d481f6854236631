package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tree with some of its leaves and indices replaced. What does not contain any stays the same object.
 *
 * <p>With an {@link Algebra} the nodes above what was replaced are simplified; without, they are rebuilt as they were, which
 * keeps the order of operations and so every bit of the value.
 */
final class Rewriting implements Expression.Visitor<Expression>, Condition.Visitor<Condition> {

    private final @Nullable Algebra algebra;
    private final UnaryOperator<Expression> leaves;
    private final UnaryOperator<AffineIndex> indices;
    private final Map<String, Long> shifts;
    private final IdentityHashMap<Expression, Expression> done = new IdentityHashMap<>();
    private final IdentityHashMap<Condition, Condition> conditions = new IdentityHashMap<>();

    private Rewriting(@Nullable Algebra algebra, UnaryOperator<Expression> leaves, UnaryOperator<AffineIndex> indices) {
        this(algebra, leaves, indices, Map.of());
    }

    private Rewriting(
            @Nullable Algebra algebra,
            UnaryOperator<Expression> leaves,
            UnaryOperator<AffineIndex> indices,
            Map<String, Long> shifts) {
        this.algebra = algebra;
        this.leaves = leaves;
        this.indices = indices;
        this.shifts = shifts;
    }

    /**
     * The expression for vectors that begin later, and an index that begins earlier, not simplified: element k of vector v is written as
     * v[k − shift], and the index i, where it serves as an index, as i + ahead.
     */
    static Expression shift(Expression expression, String index, long ahead, Map<String, Long> shifts) {
        AffineIndex later = AffineIndex.of(index).plus(AffineIndex.of(ahead));
        UnaryOperator<AffineIndex> indices = form -> ahead == 0 ? form : form.substitute(index, later);
        return new Rewriting(null, leaf -> leaf, indices, shifts).rewrite(expression);
    }

    /** The expression with the names of given constants replaced by their values, not simplified. */
    static Expression close(Expression expression, Map<String, Expression> values, Map<String, Long> integers) {
        UnaryOperator<Expression> leaves =
                leaf -> leaf instanceof Expression.Given given ? values.getOrDefault(given.name(), given) : leaf;
        return new Rewriting(null, leaves, index -> settle(index, integers)).rewrite(expression);
    }

    /** The expression with an index replaced, simplified. */
    static Expression substitute(Algebra algebra, String index, AffineIndex value, Expression expression) {
        Expression number = algebra.expression(value);
        UnaryOperator<Expression> leaves =
                leaf -> leaf instanceof Expression.LoopIndex loop && loop.name().equals(index) ? number : leaf;
        return new Rewriting(algebra, leaves, form -> form.substitute(index, value)).rewrite(expression);
    }

    /** The expression with a binding's name replaced by a value, simplified. */
    static Expression inline(Algebra algebra, String local, Expression value, Expression expression) {
        UnaryOperator<Expression> leaves =
                leaf -> leaf instanceof Expression.Local name && name.name().equals(local) ? value : leaf;
        return new Rewriting(algebra, leaves, form -> form).rewrite(expression);
    }

    /** An index with given integers replaced by their values; refused if it is not an integer for every index. */
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

    private Expression rewrite(Expression expression) {
        PostOrder.walk(expression, this::isDone, node -> {
            if (node instanceof Expression inner) {
                done.put(inner, inner.accept(this));
            } else {
                conditions.put((Condition) node, ((Condition) node).accept(this));
            }
        });
        return of(expression);
    }

    private boolean isDone(Object node) {
        return isLeaf(node) || (node instanceof Expression ? done.containsKey(node) : conditions.containsKey(node));
    }

    private static boolean isLeaf(Object node) {
        return node instanceof Expression expression && Structure.isLeaf(expression);
    }

    /** What has become of a child. */
    private Expression of(Expression child) {
        Expression rewritten = done.get(child);
        return rewritten == null ? child.accept(this) : rewritten;
    }

    private Condition of(Condition child) {
        return conditions.getOrDefault(child, child);
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
    public Expression given(Expression.Given given) {
        return leaves.apply(given);
    }

    @Override
    public Expression loopIndex(Expression.LoopIndex index) {
        return leaves.apply(index);
    }

    @Override
    public Expression local(Expression.Local local) {
        return leaves.apply(local);
    }

    @Override
    public Expression element(Expression.Element element) {
        AffineIndex index = indices.apply(element.index());
        Long shift = shifts.get(element.vector());
        if (shift != null) {
            index = index.minus(AffineIndex.of(shift));
        }
        if (index.equals(element.index())) {
            return element;
        }
        if (algebra != null && algebra.settle(index).isConstant()) {
            index = algebra.settle(index);
        }
        return new Expression.Element(element.vector(), index);
    }

    @Override
    public Expression negate(Expression.Negate negate) {
        Expression operand = of(negate.operand());
        if (operand == negate.operand()) {
            return negate;
        }
        return algebra == null ? new Expression.Negate(operand) : algebra.negate(operand);
    }

    @Override
    public Expression addition(Expression.Addition addition) {
        List<Expression.Term> terms = new ArrayList<>(addition.terms().size());
        boolean same = true;
        for (Expression.Term term : addition.terms()) {
            Expression operand = of(term.operand());
            same &= operand == term.operand();
            terms.add(new Expression.Term(term.subtracted(), operand));
        }
        if (same) {
            return addition;
        }
        Expression sum = new Expression.Addition(terms);
        return algebra == null ? sum : algebra.add(List.of(sum));
    }

    @Override
    public Expression multiplication(Expression.Multiplication multiplication) {
        List<Expression.Factor> factors =
                new ArrayList<>(multiplication.factors().size());
        boolean same = true;
        for (Expression.Factor factor : multiplication.factors()) {
            Expression operand = of(factor.operand());
            same &= operand == factor.operand();
            factors.add(new Expression.Factor(factor.divided(), operand));
        }
        if (same) {
            return multiplication;
        }
        Expression product = new Expression.Multiplication(factors);
        return algebra == null ? product : algebra.multiply(product);
    }

    @Override
    public Expression power(Expression.Power power) {
        Expression base = of(power.base());
        Expression exponent = of(power.exponent());
        if (base == power.base() && exponent == power.exponent()) {
            return power;
        }
        return algebra == null ? new Expression.Power(base, exponent) : algebra.power(base, exponent);
    }

    @Override
    public Expression call(Expression.Call call) {
        List<Expression> arguments = new ArrayList<>(call.arguments().size());
        boolean same = true;
        for (Expression argument : call.arguments()) {
            arguments.add(of(argument));
            same &= arguments.get(arguments.size() - 1) == argument;
        }
        if (same) {
            return call;
        }
        return algebra == null
                ? new Expression.Call(call.function(), arguments)
                : algebra.call(call.function(), arguments.toArray(Expression[]::new));
    }

    @Override
    public Expression sum(Expression.Sum sum) {
        AffineIndex from = indices.apply(sum.from());
        AffineIndex to = indices.apply(sum.to());
        Expression body = of(sum.body());
        if (body == sum.body() && from.equals(sum.from()) && to.equals(sum.to())) {
            return sum;
        }
        return algebra == null
                ? new Expression.Sum(sum.index(), from, to, body)
                : algebra.sum(sum.index(), from, to, body);
    }

    @Override
    public Expression product(Expression.Product product) {
        AffineIndex from = indices.apply(product.from());
        AffineIndex to = indices.apply(product.to());
        Expression body = of(product.body());
        if (body == product.body() && from.equals(product.from()) && to.equals(product.to())) {
            return product;
        }
        return algebra == null
                ? new Expression.Product(product.index(), from, to, body)
                : algebra.product(product.index(), from, to, body);
    }

    @Override
    public Expression conditional(Expression.Conditional conditional) {
        Condition condition = of(conditional.condition());
        Expression whenTrue = of(conditional.whenTrue());
        Expression whenFalse = of(conditional.whenFalse());
        boolean same = condition == conditional.condition()
                && whenTrue == conditional.whenTrue()
                && whenFalse == conditional.whenFalse();
        if (same) {
            return conditional;
        }
        return algebra == null
                ? new Expression.Conditional(condition, whenTrue, whenFalse)
                : algebra.conditional(condition, whenTrue, whenFalse);
    }

    @Override
    public Expression block(Expression.Block block) {
        List<Expression.Definition> definitions =
                new ArrayList<>(block.definitions().size());
        boolean same = true;
        for (Expression.Definition definition : block.definitions()) {
            Expression value = of(definition.value());
            same &= value == definition.value();
            definitions.add(new Expression.Definition(definition.name(), value));
        }
        Expression value = of(block.value());
        return same && value == block.value() ? block : new Expression.Block(definitions, value);
    }

    @Override
    public Condition comparison(Condition.Comparison comparison) {
        Expression left = of(comparison.left());
        Expression right = of(comparison.right());
        boolean same = left == comparison.left() && right == comparison.right();
        return same ? comparison : new Condition.Comparison(comparison.relation(), left, right);
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
        Condition operand = of(negation.operand());
        return operand == negation.operand() ? negation : new Condition.Negation(operand);
    }

    private List<Condition> all(List<Condition> parts) {
        List<Condition> rewritten = new ArrayList<>(parts.size());
        for (Condition condition : parts) {
            rewritten.add(of(condition));
        }
        return rewritten;
    }
}
