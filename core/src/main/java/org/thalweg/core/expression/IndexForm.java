package org.thalweg.core.expression;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Reads an expression between brackets, or a bound of a sum, as an {@link AffineIndex}; says why if it is none. */
final class IndexForm implements Expression.Visitor<AffineIndex> {

    private static final long LARGEST = 1L << 52;
    private static final int MOST_OPERANDS = 100;
    private static final int LARGEST_EXPONENT = 18;

    private final Predicate<String> isIntegerLet;

    IndexForm(Predicate<String> isIntegerLet) {
        this.isIntegerLet = isIntegerLet;
    }

    /** Why an expression is no index. */
    static final class NotAnIndex extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotAnIndex(String reason) {
            super(reason, null, false, false);
        }
    }

    /** The integer that an expression without variables stands for, if it is one. */
    static Optional<Long> integer(Expression expression) {
        try {
            AffineIndex form = expression.accept(new IndexForm(name -> false));
            return form.isConstant() && form.isIntegral() ? Optional.of(form.constant()) : Optional.empty();
        } catch (NotAnIndex | ArithmeticException e) {
            return Optional.empty();
        }
    }

    @Override
    public AffineIndex literal(Expression.Literal literal) {
        if (literal.value() > LARGEST) {
            throw new NotAnIndex(literal.text() + " exceeds 52 bits");
        }
        if (literal.value() != Math.rint(literal.value())
                || literal.exact().compareTo(BigDecimal.valueOf((long) literal.value())) != 0) {
            throw new NotAnIndex(literal.text() + " is not an integer");
        }
        return AffineIndex.of((long) literal.value());
    }

    @Override
    public AffineIndex loopIndex(Expression.LoopIndex index) {
        return AffineIndex.of(index.name());
    }

    @Override
    public AffineIndex given(Expression.Given given) {
        if (!isIntegerLet.test(given.name())) {
            throw new NotAnIndex(given.name() + " is not an integer");
        }
        return AffineIndex.of(given.name());
    }

    @Override
    public AffineIndex negate(Expression.Negate negate) {
        return negate.operand().accept(this).times(AffineIndex.of(-1));
    }

    @Override
    public AffineIndex addition(Expression.Addition addition) {
        requireShort(addition.terms().size());
        AffineIndex sum = AffineIndex.of(0);
        for (Expression.Term term : addition.terms()) {
            AffineIndex form = term.operand().accept(this);
            sum = term.subtracted() ? sum.minus(form) : sum.plus(form);
        }
        return sum;
    }

    private static void requireShort(int operands) {
        if (operands > MOST_OPERANDS) {
            throw new NotAnIndex("more than " + MOST_OPERANDS + " terms or factors");
        }
    }

    @Override
    public AffineIndex multiplication(Expression.Multiplication multiplication) {
        requireShort(multiplication.factors().size());
        AffineIndex product = AffineIndex.of(1);
        for (Expression.Factor factor : multiplication.factors()) {
            AffineIndex form = factor.operand().accept(this);
            if (!factor.divided()) {
                product = product.times(form);
            } else if (form.isConstant() && form.isIntegral() && form.constant() != 0) {
                product = product.dividedBy(form.constant());
            } else {
                throw new NotAnIndex("an index is divided only by an integer other than 0, not by " + form);
            }
        }
        return product;
    }

    @Override
    public AffineIndex power(Expression.Power power) {
        OptionalInt exponent = power.integerExponent();
        if (exponent.isEmpty() || exponent.getAsInt() < 0 || exponent.getAsInt() > LARGEST_EXPONENT) {
            throw new NotAnIndex("an exponent in an index is an integer in 0.." + LARGEST_EXPONENT);
        }
        AffineIndex base = power.base().accept(this);
        AffineIndex product = AffineIndex.of(1);
        for (int i = 0; i < exponent.getAsInt(); i++) {
            product = product.times(base);
        }
        return product;
    }

    @Override
    public AffineIndex constant(Expression.Constant constant) {
        throw new NotAnIndex(constant.symbol() + " is not an integer");
    }

    @Override
    public AffineIndex variable(Expression.Variable variable) {
        throw new NotAnIndex(variable.name() + " is a variable; a constant is given beside the formula, as in --let "
                + variable.name() + "=38");
    }

    @Override
    public AffineIndex element(Expression.Element element) {
        throw new NotAnIndex(element.vector() + "[...] is a variable");
    }

    @Override
    public AffineIndex local(Expression.Local local) {
        throw new NotAnIndex(local.name() + " is bound to a number, which an index cannot depend on");
    }

    @Override
    public AffineIndex call(Expression.Call call) {
        throw new NotAnIndex(call.function().symbol() + "(...) has no place in an index");
    }

    @Override
    public AffineIndex sum(Expression.Sum sum) {
        throw new NotAnIndex("sum(...) has no place in an index");
    }

    @Override
    public AffineIndex product(Expression.Product product) {
        throw new NotAnIndex("prod(...) has no place in an index");
    }

    @Override
    public AffineIndex conditional(Expression.Conditional conditional) {
        throw new NotAnIndex("if(...) has no place in an index");
    }

    @Override
    public AffineIndex block(Expression.Block block) {
        throw new NotAnIndex("a binding has no place in an index");
    }
}
