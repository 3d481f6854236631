package org.thalweg.core.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.thalweg.core.expression.AffineIndex;
import org.thalweg.core.expression.Condition;
import org.thalweg.core.expression.Coordinates;
import org.thalweg.core.expression.Expression;
import org.thalweg.core.expression.Formula;

/**
 * A second opinion: walks the tree of a formula with somebody else's truncated Taylor arithmetic. Only the branch taken is evaluated.
 *
 * <p>It remembers the largest number that it met, which is what rounding errors are in proportion to.
 */
final class TreeWalk implements Expression.Visitor<DerivativeStructure>, Condition.Visitor<Boolean> {

    private final Coordinates coordinates;
    private final DSFactory factory;
    private final double[] point;
    private final Map<String, DerivativeStructure> locals = new HashMap<>();
    private final Map<String, Long> indices = new HashMap<>();
    private double largest = 1;
    private boolean nearKink;

    private TreeWalk(Coordinates coordinates, double[] point) {
        this.coordinates = coordinates;
        this.point = point;
        this.factory = new DSFactory(point.length, 2);
    }

    /** Value and derivatives up to second order. {@code nearKink}: a comparison or step was decided by less than rounding may move. */
    record Result(DerivativeStructure value, double largest, boolean nearKink) {
        double gradient(int i) {
            int[] orders = new int[value.getFreeParameters()];
            orders[i]++;
            return value.getPartialDerivative(orders);
        }

        double hessian(int i, int j) {
            int[] orders = new int[value.getFreeParameters()];
            orders[i]++;
            orders[j]++;
            return value.getPartialDerivative(orders);
        }
    }

    static Result evaluate(Formula formula, double[] point) {
        TreeWalk walk = new TreeWalk(formula.coordinates(), point);
        DerivativeStructure value = walk.at(formula.closed());
        return new Result(value, walk.largest, walk.nearKink);
    }

    private DerivativeStructure at(Expression expression) {
        DerivativeStructure value = expression.accept(this);
        for (double derivative : value.getAllDerivatives()) {
            largest = Math.max(largest, Math.abs(derivative));
        }
        return value;
    }

    private void near(double difference) {
        nearKink |= !(Math.abs(difference) > 1e-9);
    }

    @Override
    public DerivativeStructure literal(Expression.Literal literal) {
        return factory.constant(literal.value());
    }

    @Override
    public DerivativeStructure constant(Expression.Constant constant) {
        return factory.constant(constant.value());
    }

    @Override
    public DerivativeStructure variable(Expression.Variable variable) {
        int k = coordinates.block(variable.name()).orElseThrow().first();
        return factory.variable(k, point[k]);
    }

    @Override
    public DerivativeStructure element(Expression.Element element) {
        int k = coordinates.block(element.vector()).orElseThrow().first() + (int) index(element.index()) - 1;
        return factory.variable(k, point[k]);
    }

    private long index(AffineIndex form) {
        return form.valueAt(indices::get);
    }

    @Override
    public DerivativeStructure loopIndex(Expression.LoopIndex index) {
        return factory.constant(indices.get(index.name()));
    }

    @Override
    public DerivativeStructure given(Expression.Given given) {
        throw new AssertionError(given);
    }

    @Override
    public DerivativeStructure local(Expression.Local local) {
        return locals.get(local.name());
    }

    @Override
    public DerivativeStructure negate(Expression.Negate negate) {
        return at(negate.operand()).negate();
    }

    @Override
    public DerivativeStructure addition(Expression.Addition addition) {
        DerivativeStructure sum = factory.constant(0);
        for (Expression.Term term : addition.terms()) {
            DerivativeStructure operand = at(term.operand());
            sum = term.subtracted() ? sum.subtract(operand) : sum.add(operand);
        }
        return sum;
    }

    @Override
    public DerivativeStructure multiplication(Expression.Multiplication multiplication) {
        DerivativeStructure product = factory.constant(1);
        for (Expression.Factor factor : multiplication.factors()) {
            DerivativeStructure operand = at(factor.operand());
            product = factor.divided() ? product.divide(operand) : product.multiply(operand);
        }
        return product;
    }

    @Override
    public DerivativeStructure power(Expression.Power power) {
        DerivativeStructure base = at(power.base());
        DerivativeStructure exponent = at(power.exponent());
        double n = exponent.getValue();
        if (isConstant(exponent)) {
            return n == Math.rint(n) ? base.pow((int) n) : base.pow(n);
        }
        return base.log().multiply(exponent).exp();
    }

    private static boolean isConstant(DerivativeStructure value) {
        double[] all = value.getAllDerivatives();
        for (int k = 1; k < all.length; k++) {
            if (all[k] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public DerivativeStructure call(Expression.Call call) {
        List<DerivativeStructure> arguments =
                call.arguments().stream().map(this::at).toList();
        DerivativeStructure a = arguments.get(0);
        return switch (call.function()) {
            case SQRT -> a.sqrt();
            case CBRT -> a.cbrt();
            case EXP -> a.exp();
            case EXPM1 -> a.expm1();
            case LOG -> a.log();
            case LOG1P -> a.log1p();
            case LOG2 -> a.log().divide(Math.log(2));
            case LOG10 -> a.log10();
            case SIN -> a.sin();
            case COS -> a.cos();
            case TAN -> a.tan();
            case ASIN -> a.asin();
            case ACOS -> a.acos();
            case ATAN -> a.atan();
            case ATAN2 -> a.atan2(arguments.get(1));
            case SINH -> a.sinh();
            case COSH -> a.cosh();
            case TANH -> a.tanh();
            case ABS -> {
                near(a.getValue());
                yield a.abs();
            }
            case SIGN -> step(a, Math.signum(a.getValue()), a.getValue());
            case FLOOR -> step(a, Math.floor(a.getValue()), a.getValue() - Math.rint(a.getValue()));
            case CEIL -> step(a, Math.ceil(a.getValue()), a.getValue() - Math.rint(a.getValue()));
            case MIN -> extreme(arguments, -1);
            case MAX -> extreme(arguments, 1);
            case HYPOT -> {
                DerivativeStructure squares = factory.constant(0);
                for (DerivativeStructure argument : arguments) {
                    squares = squares.add(argument.square());
                }
                yield squares.sqrt();
            }
            case SIGMOID -> a.negate().exp().add(1).reciprocal();
            case SOFTPLUS -> a.exp().add(1).log();
            case ERF -> a.compose(erf(a.getValue()));
        };
    }

    /** erf and its derivatives 2/√π·exp(−x²), −2x times that. */
    private static double[] erf(double x) {
        double slope = 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
        return new double[] {org.hipparchus.special.Erf.erf(x), slope, -2 * x * slope};
    }

    private DerivativeStructure step(DerivativeStructure a, double value, double distance) {
        if (!isConstant(a)) {
            near(distance);
        }
        return factory.constant(value);
    }

    private DerivativeStructure extreme(List<DerivativeStructure> arguments, int sign) {
        DerivativeStructure best = arguments.get(0);
        for (DerivativeStructure next : arguments.subList(1, arguments.size())) {
            near(next.getValue() - best.getValue());
            if (Double.isNaN(next.getValue()) || sign * next.getValue() > sign * best.getValue()) {
                best = next;
            }
        }
        return best;
    }

    @Override
    public DerivativeStructure sum(Expression.Sum sum) {
        DerivativeStructure total = factory.constant(0);
        for (long k = index(sum.from()); k <= index(sum.to()); k++) {
            indices.put(sum.index(), k);
            total = total.add(at(sum.body()));
        }
        return total;
    }

    @Override
    public DerivativeStructure product(Expression.Product product) {
        DerivativeStructure total = factory.constant(1);
        for (long k = index(product.from()); k <= index(product.to()); k++) {
            indices.put(product.index(), k);
            total = total.multiply(at(product.body()));
        }
        return total;
    }

    @Override
    public DerivativeStructure conditional(Expression.Conditional conditional) {
        return at(conditional.condition().accept(this) ? conditional.whenTrue() : conditional.whenFalse());
    }

    @Override
    public DerivativeStructure block(Expression.Block block) {
        for (Expression.Definition definition : block.definitions()) {
            locals.put(definition.name(), at(definition.value()));
        }
        return at(block.value());
    }

    @Override
    public Boolean comparison(Condition.Comparison comparison) {
        double left = at(comparison.left()).getValue();
        double right = at(comparison.right()).getValue();
        near(left - right);
        return switch (comparison.relation()) {
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
        };
    }

    @Override
    public Boolean conjunction(Condition.Conjunction conjunction) {
        return conjunction.conditions().stream().allMatch(c -> c.accept(this));
    }

    @Override
    public Boolean disjunction(Condition.Disjunction disjunction) {
        return disjunction.conditions().stream().anyMatch(c -> c.accept(this));
    }

    @Override
    public Boolean negation(Condition.Negation negation) {
        return !negation.operand().accept(this);
    }
}
