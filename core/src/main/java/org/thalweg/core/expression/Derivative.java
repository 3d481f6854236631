package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The partial derivative of a formula as a formula, simplified.
 *
 * <p>Sums and products over an index stay sums and products: ∂/∂x[k] Σᵢ f(x[i]) is f′(x[k]), found by solving for the index, and
 * ∂ Πᵢ fᵢ is Σᵢ ∂fᵢ·Π_{j&lt;i} fⱼ·Π_{j&gt;i} fⱼ, which does not divide. {@code if} is differentiated branch by branch; abs gives
 * sign, min and max give an {@code if}, the steps (sign, floor, ceil) give 0. A binding r that the derivative needs more
 * than once stays a binding, and so does its derivative, named dr; so the size does not explode.
 *
 * <p>Simplification is that of {@link Algebra}: it may remove a 0·∞. The derivative is that of the text, so it
 * may be undefined where the function's own derivative is not, such as √x·√x at 0.
 */
public final class Derivative implements Expression.Visitor<Guarded> {

    private final Algebra algebra;
    private final Slopes slopes;
    private final FreshNames names;
    private final Expression target;
    private final Map<Expression, Derivative> byTarget;
    private final IdentityHashMap<Object, Guarded> known = new IdentityHashMap<>();

    private Derivative(Algebra algebra, FreshNames names, Expression target, Map<Expression, Derivative> byTarget) {
        this.algebra = algebra;
        this.slopes = new Slopes(algebra);
        this.names = names;
        this.target = target;
        this.byTarget = byTarget;
    }

    /**
     * ∂f/∂x of coordinate x.
     *
     * @throws ExpressionException if it would be too large to be written
     */
    public static Expression of(Formula formula, int coordinate) {
        Algebra algebra = new Algebra(formula.integers());
        Expression target = leaf(formula.coordinates(), coordinate);
        Derivative derivative = new Derivative(algebra, new FreshNames(formula), target, new HashMap<>());
        Expression result = derivative.of(formula.expression()).part(Guard.ALWAYS);
        algebra.requirePrintable(result);
        return result;
    }

    private static Expression leaf(Coordinates coordinates, int coordinate) {
        for (Coordinates.Block block : coordinates.blocks()) {
            if (block.first() <= coordinate && coordinate < block.first() + block.size()) {
                return block.isVector()
                        ? new Expression.Element(block.name(), AffineIndex.of(coordinate - block.first() + 1L))
                        : new Expression.Variable(block.name());
            }
        }
        throw new IndexOutOfBoundsException("coordinate " + coordinate + " of " + coordinates.dimension());
    }

    /** What is below has been differentiated before, so this does not recurse. */
    private Guarded of(Expression expression) {
        if (Structure.isLeaf(expression)) {
            return expression.accept(this);
        }
        PostOrder.walk(expression, this::isDone, node -> known.put(node, ((Expression) node).accept(this)));
        return Objects.requireNonNull(known.get(expression));
    }

    private boolean isDone(Object node) {
        return node instanceof Condition || Structure.isLeaf((Expression) node) || known.containsKey(node);
    }

    /** The derivatives with respect to a binding; those found once are remembered. */
    private Derivative withRespectTo(String local) {
        return byTarget.computeIfAbsent(
                new Expression.Local(local), variable -> new Derivative(algebra, names, variable, byTarget));
    }

    private Guarded ifTarget(Expression leaf) {
        return leaf.equals(target) ? Guarded.always(Algebra.ONE) : Guarded.ZERO;
    }

    @Override
    public Guarded literal(Expression.Literal literal) {
        return Guarded.ZERO;
    }

    @Override
    public Guarded constant(Expression.Constant constant) {
        return Guarded.ZERO;
    }

    @Override
    public Guarded given(Expression.Given given) {
        return Guarded.ZERO;
    }

    @Override
    public Guarded loopIndex(Expression.LoopIndex index) {
        return Guarded.ZERO;
    }

    @Override
    public Guarded variable(Expression.Variable variable) {
        return ifTarget(variable);
    }

    @Override
    public Guarded local(Expression.Local local) {
        return ifTarget(local);
    }

    @Override
    public Guarded element(Expression.Element element) {
        if (!(target instanceof Expression.Element wanted) || !wanted.vector().equals(element.vector())) {
            return Guarded.ZERO;
        }
        AffineIndex difference = algebra.settle(element.index()).minus(wanted.index());
        return Guard.of(difference, List.of())
                .map(guard -> Guarded.of(guard, Algebra.ONE))
                .orElse(Guarded.ZERO);
    }

    @Override
    public Guarded negate(Expression.Negate negate) {
        return of(negate.operand()).map(algebra::negate);
    }

    @Override
    public Guarded addition(Expression.Addition addition) {
        Guarded.Sum sum = new Guarded.Sum();
        for (Expression.Term term : addition.terms()) {
            Guarded part = of(term.operand());
            sum.add(term.subtracted() ? part.map(algebra::negate) : part);
        }
        return sum.total(algebra);
    }

    @Override
    public Guarded multiplication(Expression.Multiplication multiplication) {
        return product(new Monomial(algebra).times(multiplication));
    }

    @Override
    public Guarded power(Expression.Power power) {
        return product(new Monomial(algebra).times(power));
    }

    /** Σ over the factors: the derivative of one in its place, times the others. */
    private Guarded product(Monomial monomial) {
        List<Monomial.Factor> factors = monomial.factors();
        Guarded.Sum sum = new Guarded.Sum();
        for (int i = 0; i < factors.size(); i++) {
            int place = i;
            sum.add(power(factors.get(i)).map(part -> {
                Monomial product = new Monomial(algebra).times(monomial.coefficient());
                for (int j = 0; j < factors.size(); j++) {
                    if (j == place) {
                        product.times(part);
                    } else {
                        product.timesPower(factors.get(j).base(), factors.get(j).exponent());
                    }
                }
                return product.expression();
            }));
        }
        return sum.total(algebra);
    }

    /** b^p: p·b^(p−1)·∂b + b^p·log(b)·∂p. */
    private Guarded power(Monomial.Factor factor) {
        Expression base = factor.base();
        Expression exponent = factor.exponent();
        Guarded.Sum sum = new Guarded.Sum();
        Expression less = algebra.subtract(exponent, Algebra.ONE);
        sum.add(of(base).map(part -> {
            Monomial product = new Monomial(algebra).times(exponent);
            return product.timesPower(base, less).times(part).expression();
        }));
        sum.add(of(exponent).map(part -> {
            Monomial product = new Monomial(algebra).timesPower(base, exponent);
            return product.times(algebra.call(Function.LOG, base)).times(part).expression();
        }));
        return sum.total(algebra);
    }

    @Override
    public Guarded call(Expression.Call call) {
        List<Guarded> parts = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            parts.add(of(argument));
        }
        if (parts.stream().allMatch(Guarded::isZero)) {
            return Guarded.ZERO;
        }
        Guarded.Sum sum = new Guarded.Sum();
        if (call.function() == Function.MIN || call.function() == Function.MAX) {
            for (Guard guard : guards(parts)) {
                List<Expression> choices =
                        parts.stream().map(part -> part.part(guard)).toList();
                sum.add(guard, slopes.choose(call, choices));
            }
            return sum.total(algebra);
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).isZero()) {
                Expression slope = slopes.of(call, i);
                sum.add(parts.get(i).map(part -> algebra.multiply(part, slope)));
            }
        }
        return sum.total(algebra);
    }

    @Override
    public Guarded sum(Expression.Sum sum) {
        return new GuardedReduction(algebra, sum.index(), sum.from(), sum.to()).sum(of(sum.body()));
    }

    @Override
    public Guarded product(Expression.Product product) {
        Guarded parts = of(product.body());
        if (parts.isZero()) {
            return Guarded.ZERO;
        }
        if (!Mentions.of(product.index(), product.body())
                && algebra.settle(Algebra.count(product.from(), product.to())).isConstant()) {
            Expression count = algebra.expression(Algebra.count(product.from(), product.to()));
            return power(new Monomial.Factor(product.body(), count));
        }
        String other = names.index();
        AffineIndex here = AffineIndex.of(product.index());
        AffineIndex one = AffineIndex.of(1);
        Expression body = Rewriting.substitute(algebra, product.index(), AffineIndex.of(other), product.body());
        Expression before = algebra.product(other, product.from(), here.minus(one), body);
        Expression after = algebra.product(other, here.plus(one), product.to(), body);
        return new GuardedReduction(algebra, product.index(), product.from(), product.to())
                .sum(parts.map(part -> algebra.multiply(part, before, after)));
    }

    @Override
    public Guarded conditional(Expression.Conditional conditional) {
        Guarded whenTrue = of(conditional.whenTrue());
        Guarded whenFalse = of(conditional.whenFalse());
        Guarded.Sum sum = new Guarded.Sum();
        for (Guard guard : guards(List.of(whenTrue, whenFalse))) {
            sum.add(guard, algebra.conditional(conditional.condition(), whenTrue.part(guard), whenFalse.part(guard)));
        }
        return sum.total(algebra);
    }

    private static Iterable<Guard> guards(List<Guarded> parts) {
        return parts.stream().flatMap(part -> part.guards().stream()).distinct().toList();
    }

    /** Total derivatives: dr = ∂r + Σ ∂r/∂q·dq over the bindings q before r. */
    @Override
    public Guarded block(Expression.Block block) {
        List<Guarded> direct = new ArrayList<>();
        for (Expression.Definition definition : block.definitions()) {
            direct.add(of(definition.value()));
        }
        direct.add(of(block.value()));
        List<Map<String, Expression>> partials = partials(block, direct);
        Guarded.Sum sum = new Guarded.Sum();
        for (Guard guard : guards(direct)) {
            BlockBuilder builder = new BlockBuilder(algebra, names);
            int last = block.definitions().size();
            for (int i = 0; i < last; i++) {
                Expression derivative = builder.total(direct.get(i).part(guard), partials.get(i));
                builder.define(block.definitions().get(i), derivative);
            }
            sum.add(guard, builder.build(builder.total(direct.get(last).part(guard), partials.get(last))));
        }
        return sum.total(algebra);
    }

    /** For every definition and the value: its partial derivatives with respect to the bindings before it that vary. */
    private List<Map<String, Expression>> partials(Expression.Block block, List<Guarded> direct) {
        List<Map<String, Expression>> partials = new ArrayList<>();
        Set<String> varying = new HashSet<>();
        for (int i = 0; i <= block.definitions().size(); i++) {
            boolean isValue = i == block.definitions().size();
            Expression value =
                    isValue ? block.value() : block.definitions().get(i).value();
            Map<String, Expression> row = new LinkedHashMap<>();
            for (String name : Mentions.locals(value, algebra)) {
                if (varying.contains(name) && !row.containsKey(name)) {
                    row.put(name, withRespectTo(name).of(value).part(Guard.ALWAYS));
                }
            }
            row.values().removeIf(Algebra::isZero);
            partials.add(row);
            if (!isValue && !(direct.get(i).isZero() && row.isEmpty())) {
                varying.add(block.definitions().get(i).name());
            }
        }
        return partials;
    }
}
