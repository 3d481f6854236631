package org.thalweg.core.objective;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Condition;
import org.thalweg.core.expression.Coordinates;
import org.thalweg.core.expression.Expression;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.Function;

/**
 * Evaluates a formula's tree over jets, with some kinks held.
 *
 * <p>What has a kink, and what it counts as where that is held:
 *
 * <ul>
 *   <li>|c|, √c, ∛c, c^p with a p that is no integer: 0 (or 0^p);
 *   <li>max(a, b) and min(a, b), c = a − b: a;
 *   <li>{@code if} on a ⋚ b, c = a − b: as if the comparison held;
 *   <li>√ of a sum of squares and hypot(a, b, …), where each of the squared numbers is a c: 0, if all are held.
 * </ul>
 *
 * <p>Steps (sign, floor, ceil) are constants: at a step no piece continues the function. Meant for the neighbourhood of single points, not for
 * speed: a walk of {@value #MOST_NODES} nodes is given up.
 */
final class PieceWalk implements Expression.Visitor<Jet>, Condition.Visitor<Boolean> {
    static final int MOST_NODES = 1 << 18;
    static final int MOST_KINKS = 1 << 12;

    private final Coordinates coordinates;
    private final IdentityHashMap<Object, Integer> numbers;
    private final double[] x;
    private final Set<Object> held;
    private final Map<String, Long> loops = new LinkedHashMap<>();
    private final Map<String, Jet> locals = new HashMap<>();
    private final List<Piece.Kink> kinks = new ArrayList<>();
    private long work;
    private boolean steps;

    /** A kink by the node that has it, the part of the node, and the loop indices there. */
    private record Key(int node, int part, List<Long> at) {}

    private PieceWalk(Coordinates coordinates, IdentityHashMap<Object, Integer> numbers, double[] x, Set<Object> held) {
        this.coordinates = coordinates;
        this.numbers = numbers;
        this.x = x;
        this.held = held;
    }

    /**
     * The piece at x, or null if the walk is too long.
     *
     * @param numbers numbers given to nodes of this formula by earlier walks, added to
     */
    static @Nullable Piece at(Formula formula, IdentityHashMap<Object, Integer> numbers, double[] x, Set<Object> held) {
        PieceWalk walk = new PieceWalk(formula.coordinates(), numbers, x, held);
        Jet value = walk.of(formula.closed());
        return walk.isGivenUp() ? null : new Piece(value, walk.kinks, walk.steps);
    }

    private boolean isGivenUp() {
        return work > MOST_NODES || kinks.size() > MOST_KINKS;
    }

    private Jet of(Expression expression) {
        work++;
        return expression.accept(this);
    }

    /** Notes a kink; whether it is held. */
    private boolean holds(Object node, int part, Jet c, double distance) {
        if (c.isConstant()) {
            return false;
        }
        Integer number = numbers.get(node);
        if (number == null) {
            number = numbers.size();
            numbers.put(node, number);
        }
        Key key = new Key(number, part, List.copyOf(loops.values()));
        kinks.add(new Piece.Kink(key, c, distance));
        return held.contains(key);
    }

    /** Notes the kinks of a function that has one where {@code u} is 0; whether all are held. */
    private boolean holdsAtZero(Object node, Jet u, double distance) {
        if (u.roots().isEmpty()) {
            return holds(node, 0, u, distance);
        }
        boolean all = true;
        for (int i = 0; i < u.roots().size(); i++) {
            all &= holds(node, i, u.roots().get(i), distance);
        }
        return all;
    }

    @Override
    public Jet literal(Expression.Literal literal) {
        return Jet.constant(literal.value());
    }

    @Override
    public Jet constant(Expression.Constant constant) {
        return Jet.constant(constant.value());
    }

    @Override
    public Jet variable(Expression.Variable variable) {
        return coordinate(coordinates.block(variable.name()).orElseThrow().first());
    }

    @Override
    public Jet element(Expression.Element element) {
        long index = element.index().valueAt(loops::get);
        return coordinate(coordinates.block(element.vector()).orElseThrow().first() + (int) index - 1);
    }

    private Jet coordinate(int i) {
        return Jet.coordinate(x.length, i, x[i]);
    }

    @Override
    public Jet loopIndex(Expression.LoopIndex index) {
        return Jet.constant(loops.getOrDefault(index.name(), 0L));
    }

    @Override
    public Jet given(Expression.Given given) {
        throw new IllegalStateException("the formula is not closed: " + given.name() + " has no value");
    }

    @Override
    public Jet local(Expression.Local local) {
        Jet bound = locals.get(local.name());
        if (bound == null) {
            throw new IllegalStateException(local.name() + " is not bound");
        }
        return bound;
    }

    @Override
    public Jet negate(Expression.Negate negate) {
        return of(negate.operand()).negated();
    }

    @Override
    public Jet addition(Expression.Addition addition) {
        Jet sum = Jet.constant(0);
        for (Expression.Term term : addition.terms()) {
            sum = term.subtracted() ? sum.minus(of(term.operand())) : sum.plus(of(term.operand()));
        }
        return sum;
    }

    @Override
    public Jet multiplication(Expression.Multiplication multiplication) {
        List<Expression.Factor> factors = multiplication.factors();
        Jet product = of(factors.get(0).operand());
        for (int i = 1; i < factors.size(); i++) {
            Expression.Factor factor = factors.get(i);
            if (i == 1
                    && !factor.divided()
                    && factor.operand().equals(factors.get(0).operand())) {
                product = product.squared();
                continue;
            }
            Jet operand = of(factor.operand());
            product = factor.divided() ? product.dividedBy(operand) : product.times(operand);
        }
        return product;
    }

    @Override
    public Jet power(Expression.Power power) {
        Jet base = of(power.base());
        Jet exponent = of(power.exponent());
        double p = exponent.value();
        if (!exponent.isConstant()) {
            return JetFunctions.power(base, exponent);
        }
        if (p == Math.rint(p)) {
            return JetFunctions.power(base, p);
        }
        return holdsAtZero(power, base, Math.abs(base.value()))
                ? Jet.constant(p > 0 ? 0 : Double.POSITIVE_INFINITY)
                : JetFunctions.power(base, p);
    }

    @Override
    public Jet call(Expression.Call call) {
        Jet a = of(call.argument(0));
        double size = Math.abs(a.value());
        return switch (call.function()) {
            case ABS -> {
                boolean isHeld = a.roots().isEmpty() && holds(call, 0, a, size);
                yield isHeld ? Jet.constant(0) : a.value() < 0 ? a.negated() : a;
            }
            case SQRT -> holdsAtZero(call, a, Math.sqrt(size)) ? Jet.constant(0) : JetFunctions.power(a, 0.5);
            case CBRT -> holdsAtZero(call, a, size) ? Jet.constant(0) : JetFunctions.apply(Function.CBRT, a);
            case MIN, MAX -> extreme(call, a);
            case HYPOT -> hypot(call, a);
            case ATAN2 -> JetFunctions.angle(a, of(call.argument(1)));
            case SIGN, FLOOR, CEIL -> {
                steps |= !a.isConstant();
                yield JetFunctions.apply(call.function(), a);
            }
            default -> JetFunctions.apply(call.function(), a);
        };
    }

    private Jet extreme(Expression.Call call, Jet first) {
        Jet extreme = first;
        for (int i = 1; i < call.arguments().size(); i++) {
            Jet other = of(call.argument(i));
            Jet c = extreme.minus(other);
            boolean otherWins = call.function() == Function.MAX ? c.value() < 0 : c.value() > 0;
            extreme = holds(call, i, c, Math.abs(c.value())) || !otherWins ? extreme : other;
        }
        return extreme;
    }

    private Jet hypot(Expression.Call call, Jet first) {
        Jet squares = first.squared();
        for (int i = 1; i < call.arguments().size(); i++) {
            squares = squares.plus(of(call.argument(i)).squared());
        }
        return holdsAtZero(call, squares, Math.sqrt(squares.value()))
                ? Jet.constant(0)
                : JetFunctions.power(squares, 0.5);
    }

    @Override
    public Jet sum(Expression.Sum sum) {
        Jet total = Jet.constant(0);
        long to = sum.to().valueAt(loops::get);
        for (long i = sum.from().valueAt(loops::get); i <= to && !isGivenUp(); i++) {
            loops.put(sum.index(), i);
            total = total.plus(of(sum.body()));
        }
        loops.remove(sum.index());
        return total;
    }

    @Override
    public Jet product(Expression.Product product) {
        Jet total = Jet.constant(1);
        long to = product.to().valueAt(loops::get);
        for (long i = product.from().valueAt(loops::get); i <= to && !isGivenUp(); i++) {
            loops.put(product.index(), i);
            total = total.times(of(product.body()));
        }
        loops.remove(product.index());
        return total;
    }

    @Override
    public Jet conditional(Expression.Conditional conditional) {
        return of(conditional.condition().accept(this) ? conditional.whenTrue() : conditional.whenFalse());
    }

    @Override
    public Jet block(Expression.Block block) {
        for (Expression.Definition definition : block.definitions()) {
            locals.put(definition.name(), of(definition.value()));
        }
        Jet value = of(block.value());
        block.definitions().forEach(definition -> locals.remove(definition.name()));
        return value;
    }

    @Override
    public Boolean comparison(Condition.Comparison comparison) {
        Jet left = of(comparison.left());
        Jet right = of(comparison.right());
        Jet c = left.minus(right);
        return holds(comparison, 0, c, Math.abs(c.value()))
                || comparison.relation().test(left.value(), right.value());
    }

    @Override
    public Boolean conjunction(Condition.Conjunction conjunction) {
        boolean all = true;
        for (Condition condition : conjunction.conditions()) {
            all &= condition.accept(this);
        }
        return all;
    }

    @Override
    public Boolean disjunction(Condition.Disjunction disjunction) {
        boolean any = false;
        for (Condition condition : disjunction.conditions()) {
            any |= condition.accept(this);
        }
        return any;
    }

    @Override
    public Boolean negation(Condition.Negation negation) {
        return !negation.operand().accept(this);
    }
}
