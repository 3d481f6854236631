package org.thalweg.core.kernel.program;

import java.util.IdentityHashMap;
import java.util.List;
import org.thalweg.core.expression.Condition;
import org.thalweg.core.expression.Expression;
import org.thalweg.core.expression.Function;

/**
 * What a compiler needs to know of every part of a formula before it starts: its cost, whether it contains index sums or products,
 * how often it occurs.
 */
final class Census implements Expression.Visitor<Census.Entry>, Condition.Visitor<Census.Entry> {

    private static final Entry NOTHING = new Entry(0, false, false);

    private final IdentityHashMap<Expression, Entry> entries = new IdentityHashMap<>();
    private final IdentityHashMap<Expression, Integer> occurrences = new IdentityHashMap<>();

    /**
     * A part of a formula.
     *
     * @param cost machine operations, the body of a sum or product counted once
     * @param reduces whether it contains a sum or product
     * @param varies whether it mentions a variable, or a local that may
     */
    record Entry(long cost, boolean reduces, boolean varies) {
        private Entry and(Entry that) {
            return new Entry(cost + that.cost, reduces || that.reduces, varies || that.varies);
        }

        private Entry plus(long operations) {
            return new Entry(cost + operations, reduces, varies);
        }
    }

    Census(Expression root) {
        take(root);
    }

    Entry of(Expression part) {
        Entry entry = entries.get(part);
        if (entry == null) {
            throw new IllegalStateException("not a part of the formula: " + part);
        }
        return entry;
    }

    /** Whether the part stands at one place of the formula only. */
    boolean isUnique(Expression part) {
        return occurrences.getOrDefault(part, 0) == 1;
    }

    private Entry take(Expression part) {
        occurrences.merge(part, 1, Integer::sum);
        Entry known = entries.get(part);
        if (known != null) {
            return known;
        }
        Entry entry = part.accept(this);
        entries.put(part, entry);
        return entry;
    }

    private Entry all(List<Expression> parts) {
        Entry sum = NOTHING;
        for (Expression part : parts) {
            sum = sum.and(take(part));
        }
        return sum;
    }

    @Override
    public Entry literal(Expression.Literal literal) {
        return NOTHING;
    }

    @Override
    public Entry constant(Expression.Constant constant) {
        return NOTHING;
    }

    @Override
    public Entry variable(Expression.Variable variable) {
        return new Entry(0, false, true);
    }

    @Override
    public Entry element(Expression.Element element) {
        return new Entry(1, false, true);
    }

    @Override
    public Entry loopIndex(Expression.LoopIndex index) {
        return NOTHING;
    }

    @Override
    public Entry given(Expression.Given given) {
        return NOTHING;
    }

    @Override
    public Entry local(Expression.Local local) {
        return new Entry(0, false, true);
    }

    @Override
    public Entry negate(Expression.Negate negate) {
        return take(negate.operand()).plus(1);
    }

    @Override
    public Entry addition(Expression.Addition addition) {
        Entry sum = new Entry(addition.terms().size() - 1, false, false);
        for (Expression.Term term : addition.terms()) {
            sum = sum.and(take(term.operand()));
        }
        return sum;
    }

    @Override
    public Entry multiplication(Expression.Multiplication multiplication) {
        Entry sum = new Entry(multiplication.factors().size() - 1, false, false);
        for (Expression.Factor factor : multiplication.factors()) {
            sum = sum.and(take(factor.operand())).plus(factor.divided() ? Operation.DIVIDE.cost() - 1 : 0);
        }
        return sum;
    }

    @Override
    public Entry power(Expression.Power power) {
        int cost = power.integerExponent().isPresent() ? 2 : Operation.POW.cost();
        return take(power.base()).and(take(power.exponent())).plus(cost);
    }

    @Override
    public Entry call(Expression.Call call) {
        return all(call.arguments())
                .plus(operation(call.function()).cost()
                        * Math.max(1L, call.arguments().size() - 1L));
    }

    @Override
    public Entry sum(Expression.Sum sum) {
        Entry body = take(sum.body());
        return new Entry(body.cost() + 1, true, body.varies());
    }

    @Override
    public Entry product(Expression.Product product) {
        Entry body = take(product.body());
        return new Entry(body.cost() + 1, true, body.varies());
    }

    @Override
    public Entry conditional(Expression.Conditional conditional) {
        return take(conditional.whenTrue())
                .and(take(conditional.whenFalse()))
                .and(conditional.condition().accept(this))
                .plus(1);
    }

    @Override
    public Entry block(Expression.Block block) {
        Entry sum = NOTHING;
        for (Expression.Definition definition : block.definitions()) {
            sum = sum.and(take(definition.value()));
        }
        return sum.and(take(block.value()));
    }

    @Override
    public Entry comparison(Condition.Comparison comparison) {
        return take(comparison.left()).and(take(comparison.right())).plus(1);
    }

    @Override
    public Entry conjunction(Condition.Conjunction conjunction) {
        return conditions(conjunction.conditions());
    }

    @Override
    public Entry disjunction(Condition.Disjunction disjunction) {
        return conditions(disjunction.conditions());
    }

    @Override
    public Entry negation(Condition.Negation negation) {
        return negation.operand().accept(this).plus(1);
    }

    private Entry conditions(List<Condition> conditions) {
        Entry sum = NOTHING;
        for (Condition condition : conditions) {
            sum = sum.and(condition.accept(this)).plus(1);
        }
        return sum;
    }

    static Operation operation(Function function) {
        return Operation.valueOf(function.name());
    }
}
