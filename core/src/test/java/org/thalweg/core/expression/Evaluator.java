package org.thalweg.core.expression;

import java.util.HashMap;
import java.util.Map;

/** The value of a formula at a point, straight from the definition of every node. An oracle for tests, not fast. */
final class Evaluator implements Expression.Visitor<Double>, Condition.Visitor<Boolean> {

    private final Coordinates coordinates;
    private final double[] x;
    private final Map<String, Long> loops = new HashMap<>();
    private final Map<String, Double> locals = new HashMap<>();

    private Evaluator(Coordinates coordinates, double[] x) {
        this.coordinates = coordinates;
        this.x = x;
    }

    static double value(Formula formula, double... x) {
        return value(formula.closed(), formula.coordinates(), x);
    }

    static double value(Expression expression, Coordinates coordinates, double... x) {
        return expression.accept(new Evaluator(coordinates, x));
    }

    private double of(Expression expression) {
        return expression.accept(this);
    }

    @Override
    public Double literal(Expression.Literal literal) {
        return literal.value();
    }

    @Override
    public Double constant(Expression.Constant constant) {
        return constant.value();
    }

    @Override
    public Double variable(Expression.Variable variable) {
        return x[coordinates.block(variable.name()).orElseThrow().first()];
    }

    @Override
    public Double element(Expression.Element element) {
        Coordinates.Block block = coordinates.block(element.vector()).orElseThrow();
        long index = element.index().valueAt(loops::get);
        if (index < 1 || index > block.size()) {
            throw new IndexOutOfBoundsException(element + " at " + index);
        }
        return x[block.first() + (int) index - 1];
    }

    @Override
    public Double loopIndex(Expression.LoopIndex index) {
        return (double) loops.get(index.name());
    }

    @Override
    public Double given(Expression.Given given) {
        throw new IllegalStateException(given + " in a closed expression");
    }

    @Override
    public Double local(Expression.Local local) {
        return locals.get(local.name());
    }

    @Override
    public Double negate(Expression.Negate negate) {
        return -of(negate.operand());
    }

    @Override
    public Double addition(Expression.Addition addition) {
        double sum = of(addition.terms().get(0).operand());
        for (Expression.Term term : addition.terms().subList(1, addition.terms().size())) {
            sum = term.subtracted() ? sum - of(term.operand()) : sum + of(term.operand());
        }
        return sum;
    }

    @Override
    public Double multiplication(Expression.Multiplication multiplication) {
        double product = of(multiplication.factors().get(0).operand());
        for (Expression.Factor factor :
                multiplication.factors().subList(1, multiplication.factors().size())) {
            product = factor.divided() ? product / of(factor.operand()) : product * of(factor.operand());
        }
        return product;
    }

    @Override
    public Double power(Expression.Power power) {
        return StrictMath.pow(of(power.base()), of(power.exponent()));
    }

    @Override
    public Double call(Expression.Call call) {
        double a = of(call.argument(0));
        return switch (call.function()) {
            case SQRT -> StrictMath.sqrt(a);
            case CBRT -> StrictMath.cbrt(a);
            case EXP -> StrictMath.exp(a);
            case EXPM1 -> StrictMath.expm1(a);
            case LOG -> StrictMath.log(a);
            case LOG1P -> StrictMath.log1p(a);
            case LOG2 -> StrictMath.log(a) / StrictMath.log(2);
            case LOG10 -> StrictMath.log10(a);
            case SIN -> StrictMath.sin(a);
            case COS -> StrictMath.cos(a);
            case TAN -> StrictMath.tan(a);
            case ASIN -> StrictMath.asin(a);
            case ACOS -> StrictMath.acos(a);
            case ATAN -> StrictMath.atan(a);
            case ATAN2 -> StrictMath.atan2(a, of(call.argument(1)));
            case SINH -> StrictMath.sinh(a);
            case COSH -> StrictMath.cosh(a);
            case TANH -> StrictMath.tanh(a);
            case ABS -> Math.abs(a);
            case SIGN -> Math.signum(a);
            case MIN -> fold(call, Math::min);
            case MAX -> fold(call, Math::max);
            case HYPOT -> fold(call, StrictMath::hypot);
            case SIGMOID -> 1 / (1 + StrictMath.exp(-a));
            case SOFTPLUS -> Math.max(a, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(a)));
            case ERF -> org.hipparchus.special.Erf.erf(a);
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
        };
    }

    private double fold(Expression.Call call, java.util.function.DoubleBinaryOperator operator) {
        return call.arguments().stream().mapToDouble(this::of).reduce(operator).orElseThrow();
    }

    @Override
    public Double sum(Expression.Sum sum) {
        double total = 0;
        long to = sum.to().valueAt(loops::get);
        for (long i = sum.from().valueAt(loops::get); i <= to; i++) {
            loops.put(sum.index(), i);
            total += of(sum.body());
        }
        loops.remove(sum.index());
        return total;
    }

    @Override
    public Double product(Expression.Product product) {
        double total = 1;
        long to = product.to().valueAt(loops::get);
        for (long i = product.from().valueAt(loops::get); i <= to; i++) {
            loops.put(product.index(), i);
            total *= of(product.body());
        }
        loops.remove(product.index());
        return total;
    }

    @Override
    public Double conditional(Expression.Conditional conditional) {
        return conditional.condition().accept(this) ? of(conditional.whenTrue()) : of(conditional.whenFalse());
    }

    @Override
    public Double block(Expression.Block block) {
        for (Expression.Definition definition : block.definitions()) {
            locals.put(definition.name(), of(definition.value()));
        }
        double value = of(block.value());
        block.definitions().forEach(definition -> locals.remove(definition.name()));
        return value;
    }

    @Override
    public Boolean comparison(Condition.Comparison comparison) {
        return comparison.relation().test(of(comparison.left()), of(comparison.right()));
    }

    @Override
    public Boolean conjunction(Condition.Conjunction conjunction) {
        return conjunction.conditions().stream().allMatch(condition -> condition.accept(this));
    }

    @Override
    public Boolean disjunction(Condition.Disjunction disjunction) {
        return disjunction.conditions().stream().anyMatch(condition -> condition.accept(this));
    }

    @Override
    public Boolean negation(Condition.Negation negation) {
        return !negation.operand().accept(this);
    }
}
