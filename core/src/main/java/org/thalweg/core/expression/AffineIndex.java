package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * An integer that depends affinely on loop indices: the index of an {@link Expression.Element}, or a bound of a sum.
 *
 * <p>It is (Σ coefficient · symbols) / denominator in lowest terms. As written, coefficients of a loop index may contain
 * names of given integers ({@code m*i + j - m}); once these are {@link #substitute substituted}, every monomial is a
 * coefficient of at most one loop index, and the denominator is 1. Arithmetic is exact: it throws {@link
 * ArithmeticException} where 64 bits do not suffice. Equal forms are equal.
 *
 * @param monomials those with a positive coefficient first, then by symbols; the constant last
 */
public record AffineIndex(List<Monomial> monomials, long denominator) {

    private static final int MAX_MONOMIALS = 100;

    private static final Comparator<Monomial> READING_ORDER = Comparator.comparing(
                    (Monomial m) -> m.symbols().isEmpty())
            .thenComparing(m -> m.coefficient() < 0)
            .thenComparing(Monomial::symbols, AffineIndex::compare);

    public AffineIndex {
        if (denominator <= 0) {
            throw new IllegalArgumentException("the denominator of an index (" + denominator + ") must be positive");
        }
        if (denominator > 1 || monomials.size() > 1) {
            monomials = inReadingOrder(monomials);
            long divisor = denominator;
            for (Monomial monomial : monomials) {
                divisor = gcd(divisor, monomial.coefficient());
            }
            if (divisor > 1) {
                List<Monomial> reduced = new ArrayList<>();
                for (Monomial monomial : monomials) {
                    reduced.add(new Monomial(monomial.coefficient() / divisor, monomial.symbols()));
                }
                monomials = reduced;
                denominator = denominator / divisor;
            }
        }
        monomials = monomials.size() == 1 && monomials.get(0).coefficient() == 0 ? List.of() : List.copyOf(monomials);
    }

    private static List<Monomial> inReadingOrder(List<Monomial> monomials) {
        TreeMap<List<String>, Long> collected = new TreeMap<>(AffineIndex::compare);
        for (Monomial monomial : monomials) {
            collected.merge(monomial.symbols(), monomial.coefficient(), Math::addExact);
        }
        List<Monomial> sorted = new ArrayList<>();
        collected.forEach((symbols, coefficient) -> {
            if (coefficient != 0) {
                sorted.add(new Monomial(coefficient, symbols));
            }
        });
        if (sorted.size() > MAX_MONOMIALS) {
            throw new ArithmeticException("more than " + MAX_MONOMIALS + " terms in an index");
        }
        sorted.sort(READING_ORDER);
        return sorted;
    }

    /** A coefficient and the symbols that it multiplies, in alphabetical order; without symbols, the constant. */
    public record Monomial(long coefficient, List<String> symbols) {
        public Monomial {
            symbols = symbols.size() < 2
                    ? List.copyOf(symbols)
                    : symbols.stream().sorted().toList();
        }

        Monomial times(Monomial that) {
            List<String> both = new ArrayList<>(symbols);
            both.addAll(that.symbols);
            return new Monomial(Math.multiplyExact(coefficient, that.coefficient), both);
        }
    }

    public static AffineIndex of(long value) {
        return new AffineIndex(List.of(new Monomial(value, List.of())), 1);
    }

    public static AffineIndex of(String symbol) {
        return new AffineIndex(List.of(new Monomial(1, List.of(symbol))), 1);
    }

    /** Whether no symbol is left. */
    public boolean isConstant() {
        return monomials.isEmpty() || monomials.get(0).symbols().isEmpty();
    }

    /** Whether the denominator is 1. */
    public boolean isIntegral() {
        return denominator == 1;
    }

    /** The part without symbols; of an index that {@link #isIntegral}. */
    public long constant() {
        requireIntegral();
        if (monomials.isEmpty()) {
            return 0;
        }
        Monomial last = monomials.get(monomials.size() - 1);
        return last.symbols().isEmpty() ? last.coefficient() : 0;
    }

    /** The factor of a symbol, 0 if it does not occur; of an index that {@link #isIntegral}. */
    public long coefficient(String symbol) {
        requireIntegral();
        long coefficient = 0;
        for (Monomial monomial : monomials) {
            if (monomial.symbols().contains(symbol)) {
                if (monomial.symbols().size() != 1) {
                    throw new IllegalStateException("the factor of " + symbol + " in " + this + " is not a number");
                }
                coefficient = monomial.coefficient();
            }
        }
        return coefficient;
    }

    /** The names that occur. */
    public SortedSet<String> symbols() {
        SortedSet<String> symbols = new TreeSet<>();
        monomials.forEach(monomial -> symbols.addAll(monomial.symbols()));
        return Collections.unmodifiableSortedSet(symbols);
    }

    public boolean contains(String symbol) {
        return monomials.stream().anyMatch(monomial -> monomial.symbols().contains(symbol));
    }

    public AffineIndex plus(AffineIndex that) {
        List<Monomial> sum = new ArrayList<>();
        long common = Math.multiplyExact(denominator / gcd(denominator, that.denominator), that.denominator);
        Monomial left = new Monomial(common / denominator, List.of());
        Monomial right = new Monomial(common / that.denominator, List.of());
        monomials.forEach(monomial -> sum.add(monomial.times(left)));
        that.monomials.forEach(monomial -> sum.add(monomial.times(right)));
        return new AffineIndex(sum, common);
    }

    public AffineIndex minus(AffineIndex that) {
        return plus(that.times(of(-1)));
    }

    public AffineIndex times(AffineIndex that) {
        List<Monomial> product = new ArrayList<>();
        for (Monomial left : monomials) {
            for (Monomial right : that.monomials) {
                product.add(left.times(right));
            }
        }
        return new AffineIndex(product, Math.multiplyExact(denominator, that.denominator));
    }

    public AffineIndex dividedBy(long divisor) {
        if (divisor == 0) {
            throw new ArithmeticException("division by 0 in an index");
        }
        AffineIndex signed = divisor < 0 ? times(of(-1)) : this;
        return new AffineIndex(signed.monomials, Math.multiplyExact(denominator, Math.absExact(divisor)));
    }

    /** This with every occurrence of a symbol replaced. */
    public AffineIndex substitute(String symbol, AffineIndex replacement) {
        if (!contains(symbol)) {
            return this;
        }
        AffineIndex result = new AffineIndex(List.of(), 1);
        for (Monomial monomial : monomials) {
            AffineIndex factor = of(monomial.coefficient());
            for (String name : monomial.symbols()) {
                factor = factor.times(name.equals(symbol) ? replacement : of(name));
            }
            result = result.plus(factor);
        }
        return result.dividedBy(denominator);
    }

    /** The value, if every symbol has the value given; of an index that {@link #isIntegral}. */
    public long valueAt(ToLongFunction<String> values) {
        requireIntegral();
        long sum = 0;
        for (Monomial monomial : monomials) {
            long product = monomial.coefficient();
            for (String symbol : monomial.symbols()) {
                product = Math.multiplyExact(product, values.applyAsLong(symbol));
            }
            sum = Math.addExact(sum, product);
        }
        return sum;
    }

    /** As it is written between brackets: {@code 3*i-2}. */
    @Override
    public String toString() {
        if (monomials.isEmpty()) {
            return "0";
        }
        StringBuilder text = new StringBuilder();
        for (Monomial monomial : monomials) {
            text.append(monomial.coefficient() < 0 ? "-" : text.isEmpty() ? "" : "+");
            String magnitude = Long.toString(monomial.coefficient()).replace("-", "");
            if (monomial.symbols().isEmpty()) {
                text.append(magnitude);
            } else {
                text.append(magnitude.equals("1") ? "" : magnitude + "*").append(String.join("*", monomial.symbols()));
            }
        }
        if (denominator == 1) {
            return text.toString();
        }
        return monomials.size() == 1 ? text + "/" + denominator : "(" + text + ")/" + denominator;
    }

    private void requireIntegral() {
        if (denominator != 1) {
            throw new IllegalStateException(this + " is not an integer form: substitute what is given first");
        }
    }

    private static int compare(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static long gcd(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return Math.absExact(a);
    }
}
