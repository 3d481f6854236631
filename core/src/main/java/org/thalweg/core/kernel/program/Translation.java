package org.thalweg.core.kernel.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.AffineIndex;
import org.thalweg.core.expression.Condition;
import org.thalweg.core.expression.Expression;
import org.thalweg.core.expression.Expression.Factor;
import org.thalweg.core.kernel.program.Statement.Scratch;

/**
 * Turns the tree of a formula into values. Sums and products become loops, save short ones, which are written out.
 *
 * <p>Both branches of an {@code if} are computed, and one is selected. e^x is exp(x), x^½ is the square root; a power with another exponent that is not an
 * integer, or a large one, is {@link Operation#POW}.
 */
final class Translation implements Expression.Visitor<Value>, Condition.Visitor<Value> {

    /** A sum or product is written out if its operations, counted over all iterations, are at most this many. */
    static final long UNROLLED_OPERATIONS = 96;

    private final Inputs inputs;
    private final Census census;
    private final Arithmetic math;
    private final Map<Value, Reduction> reductions = new HashMap<>();
    private Scope scope = new Scope(null);

    /**
     * The loop that a value is the result of: an index sum, or a product with the memory of its partial products.
     *
     * @param prefixes for a product, at iteration k from 0, the product of all factors before
     */
    record Reduction(
            Expression source, Scope scope, @Nullable Scratch prefixes) {}

    Translation(Inputs inputs, Census census, Arithmetic math) {
        this.inputs = inputs;
        this.census = census;
        this.math = math;
    }

    /** The loop behind a value, if it is the result of one. */
    @Nullable Reduction reduction(Value value) {
        return reductions.get(value);
    }

    /** The value of {@code part} with names as in {@code inScope}. */
    Value translate(Expression part, Scope inScope) {
        Scope before = scope;
        scope = inScope;
        try {
            return part.accept(this);
        } finally {
            scope = before;
        }
    }

    @Override
    public Value literal(Expression.Literal literal) {
        return math.graph().constant(literal.text());
    }

    @Override
    public Value constant(Expression.Constant constant) {
        return math.graph().constant(constant.symbol());
    }

    @Override
    public Value variable(Expression.Variable variable) {
        return inputs.load(math.graph(), variable.name(), Affine.of(0));
    }

    @Override
    public Value element(Expression.Element element) {
        return inputs.load(math.graph(), element.vector(), scope.affine(element.index(), -1));
    }

    @Override
    public Value loopIndex(Expression.LoopIndex index) {
        return math.graph().index(scope.affine(AffineIndex.of(index.name()), 0));
    }

    @Override
    public Value given(Expression.Given given) {
        throw new IllegalStateException("the formula is not closed: " + given.name() + " has no value");
    }

    @Override
    public Value local(Expression.Local local) {
        return scope.local(local.name());
    }

    @Override
    public Value negate(Expression.Negate negate) {
        return math.negate(negate.operand().accept(this));
    }

    @Override
    public Value addition(Expression.Addition addition) {
        Value sum = addition.terms().get(0).operand().accept(this);
        for (Expression.Term term : addition.terms().subList(1, addition.terms().size())) {
            Value operand = term.operand().accept(this);
            sum = term.subtracted() ? math.subtract(sum, operand) : math.add(sum, operand);
        }
        return sum;
    }

    @Override
    public Value multiplication(Expression.Multiplication multiplication) {
        Value product = multiplication.factors().get(0).operand().accept(this);
        for (Factor factor :
                multiplication.factors().subList(1, multiplication.factors().size())) {
            product = times(product, factor);
        }
        return product;
    }

    private Value times(Value product, Factor factor) {
        if (!factor.divided()) {
            return math.multiply(product, factor.operand().accept(this));
        }
        if (factor.operand() instanceof Expression.Power power) { // a / b^n = a * b^-n: the reciprocal is shared
            OptionalInt exponent = power.integerExponent();
            if (exponent.isPresent() && exponent.getAsInt() > 1 && Powers.isMultipliedOut(exponent.getAsInt())) {
                Value base = power.base().accept(this);
                if (!base.isConstant()) {
                    return math.multiply(product, math.power(base, -exponent.getAsInt()));
                }
            }
        }
        return math.divide(product, factor.operand().accept(this));
    }

    @Override
    public Value power(Expression.Power power) {
        OptionalInt written = power.integerExponent();
        if (written.isPresent() && Powers.isMultipliedOut(written.getAsInt())) {
            return math.power(power.base().accept(this), written.getAsInt());
        }
        if (power.base() == Expression.Constant.E) {
            return math.apply(Operation.EXP, power.exponent().accept(this));
        }
        Value base = power.base().accept(this);
        Value exponent = power.exponent().accept(this);
        if (exponent.isConstant()) {
            double n = exponent.nearest();
            if (n == Math.rint(n) && Math.abs(n) <= Powers.LARGEST && Arithmetic.isExactly(exponent, (long) n)) {
                return math.power(base, (int) n);
            }
            if (n == 0.5) {
                return math.apply(Operation.SQRT, base);
            }
        }
        return math.apply(Operation.POW, base, exponent);
    }

    @Override
    public Value call(Expression.Call call) {
        Operation operation = Census.operation(call.function());
        Value value = call.argument(0).accept(this);
        if (operation.arity() == 1) {
            return math.apply(operation, value);
        }
        for (Expression argument : call.arguments().subList(1, call.arguments().size())) {
            value = math.apply(operation, value, argument.accept(this));
        }
        return value;
    }

    @Override
    public Value sum(Expression.Sum sum) {
        Value known = scope.computed(sum);
        if (known != null) {
            return known;
        }
        if (isUnrolled(scope, sum.from(), sum.to(), sum.body())) {
            List<Value> terms = unrolled(sum.index(), sum.from(), sum.to(), sum.body());
            Value total = terms.isEmpty() ? math.number(0) : terms.get(0);
            for (int k = 1; k < terms.size(); k++) {
                total = math.add(total, terms.get(k));
            }
            return total;
        }
        Carry total = open(
                sum.index(),
                sum.from(),
                sum.to(),
                math.number(0),
                census.of(sum.body()).varies());
        Value term = translate(sum.body(), scope.inLoop(loop()));
        total.setNext(math.add(total.current(), term));
        math.graph().close();
        scope.setComputed(sum, total.result());
        reductions.put(total.result(), new Reduction(sum, scope, null));
        return total.result();
    }

    @Override
    public Value product(Expression.Product product) {
        Value known = scope.computed(product);
        if (known != null) {
            return known;
        }
        if (isUnrolled(scope, product.from(), product.to(), product.body())) {
            Value total = math.number(1);
            for (Value factor : unrolled(product.index(), product.from(), product.to(), product.body())) {
                total = math.multiply(total, factor);
            }
            return total;
        }
        boolean varies = census.of(product.body()).varies();
        Carry total = open(product.index(), product.from(), product.to(), math.number(1), varies);
        Loop loop = loop();
        Scratch prefixes = math.graph().scratch(Trips.most(loop));
        math.graph().remember(prefixes, iteration(loop), total.current());
        total.setNext(math.multiply(total.current(), translate(product.body(), scope.inLoop(loop))));
        math.graph().close();
        scope.setComputed(product, total.result());
        reductions.put(total.result(), new Reduction(product, scope, prefixes));
        return total.result();
    }

    /** How many iterations came before the present one in ascending order. */
    static Affine iteration(Loop loop) {
        return Affine.of(0, Map.of(loop, 1L)).minus(loop.from());
    }

    private Carry open(String index, AffineIndex from, AffineIndex to, Value initial, boolean active) {
        math.graph().open(index, scope.affine(from, 0), scope.affine(to, 0), false);
        return math.graph().carry(initial, active);
    }

    private Loop loop() {
        Loop loop = math.graph().current().loop();
        if (loop == null) {
            throw new IllegalStateException("no loop is open");
        }
        return loop;
    }

    private List<Value> unrolled(String index, AffineIndex from, AffineIndex to, Expression body) {
        List<Value> values = new ArrayList<>();
        Affine first = scope.affine(from, 0); // of the loops around, perhaps: their indices stay
        long trips = scope.affine(to, 1).minus(first).constant();
        for (long k = 0; k < trips; k++) {
            values.add(translate(body, scope.withIndex(index, first.plus(k))));
        }
        return values;
    }

    /** Whether a sum or product is written out rather than made a loop. */
    boolean isUnrolled(Scope inScope, AffineIndex from, AffineIndex to, Expression body) {
        Affine length = inScope.affine(to, 1).minus(inScope.affine(from, 0));
        if (!length.isConstant()) {
            return false;
        }
        Census.Entry entry = census.of(body);
        long trips = Math.max(0, length.constant());
        return trips <= 1
                || !entry.reduces()
                        && trips <= UNROLLED_OPERATIONS
                        && trips * (entry.cost() + 1) <= UNROLLED_OPERATIONS;
    }

    @Override
    public Value conditional(Expression.Conditional conditional) {
        Value truth = conditional.condition().accept(this);
        Value whenTrue = conditional.whenTrue().accept(this);
        return math.select(truth, whenTrue, conditional.whenFalse().accept(this));
    }

    @Override
    public Value block(Expression.Block block) {
        return translate(block.value(), define(block, scope));
    }

    /** The scope within a block, with its names bound. */
    Scope define(Expression.Block block, Scope around) {
        Scope inner = around.ofBlock(block);
        for (Expression.Definition definition : block.definitions()) {
            if (!inner.defines(definition.name())) {
                inner.define(definition.name(), translate(definition.value(), inner));
            }
        }
        return inner;
    }

    @Override
    public Value comparison(Condition.Comparison comparison) {
        Value left = comparison.left().accept(this);
        Value right = comparison.right().accept(this);
        return switch (comparison.relation()) {
            case LESS -> math.apply(Operation.LESS, left, right);
            case LESS_OR_EQUAL -> math.apply(Operation.LESS_OR_EQUAL, left, right);
            case GREATER -> math.apply(Operation.LESS, right, left);
            case GREATER_OR_EQUAL -> math.apply(Operation.LESS_OR_EQUAL, right, left);
            case EQUAL -> math.apply(Operation.EQUAL, left, right);
            default -> math.not(math.apply(Operation.EQUAL, left, right));
        };
    }

    @Override
    public Value conjunction(Condition.Conjunction conjunction) {
        Value all = conjunction.conditions().get(0).accept(this);
        for (Condition condition :
                conjunction.conditions().subList(1, conjunction.conditions().size())) {
            all = math.and(all, condition.accept(this));
        }
        return all;
    }

    @Override
    public Value disjunction(Condition.Disjunction disjunction) {
        Value any = disjunction.conditions().get(0).accept(this);
        for (Condition condition :
                disjunction.conditions().subList(1, disjunction.conditions().size())) {
            any = math.or(any, condition.accept(this));
        }
        return any;
    }

    @Override
    public Value negation(Condition.Negation negation) {
        return math.not(negation.operand().accept(this));
    }
}
