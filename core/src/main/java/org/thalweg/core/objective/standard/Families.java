package org.thalweg.core.objective.standard;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.thalweg.core.expression.Limits;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;

/** Functions of a vector x[1..n], for any n or many. */
final class Families {
    private static final String JAMIL_YANG = "M. Jamil and X.-S. Yang, 2013, doi:10.1504/IJMMNO.2013.055204";

    static final List<StandardFunction> ALL = List.of(
            family("sphere", "sum(i, 1, n, x[i]^2)", 5.12, n -> zero(n).of(1), "L. C. W. Dixon and G. P. Szegő, 1978"),
            family("sum-squares", "sum(i, 1, n, i*x[i]^2)", 10, n -> zero(n).of(1), JAMIL_YANG),
            family("sum-of-powers", "sum(i, 1, n, abs(x[i])^(i + 1))", 1, n -> zero(n).of(1), JAMIL_YANG),
            new StandardFunction(
                    "rosenbrock",
                    "H. H. Rosenbrock, 1960, doi:10.1093/comjnl/3.3.175; the second minimum of 4 to 30 coordinates: Y.-W. Shang"
                            + " and Y.-H. Qiu, 2006, doi:10.1162/evco.2006.14.1.119",
                    2,
                    from(2),
                    n -> problem(
                            "rosenbrock",
                            "sum(i, 1, n-1, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)",
                            Bounds.cube(n, -5, 10),
                            rosenbrock(n))),
            family(
                    "rastrigin",
                    "10*n + sum(i, 1, n, x[i]^2 - 10*cos(2*pi*x[i]))",
                    5.12,
                    n -> counted(zero(n), 11, n),
                    "L. A. Rastrigin, 1974; H. Mühlenbein, M. Schomisch and J. Born, 1991"),
            family(
                    "ackley",
                    "-20*exp(-0.2*sqrt(sum(i, 1, n, x[i]^2)/n)) - exp(sum(i, 1, n, cos(2*pi*x[i]))/n) + 20 + e",
                    32.768,
                    n -> zero(n).within(1e-15).kinked(),
                    "D. H. Ackley, 1987, doi:10.1007/978-1-4613-1997-9"),
            family(
                    "griewank",
                    "1 + sum(i, 1, n, x[i]^2)/4000 - prod(i, 1, n, cos(x[i]/sqrt(i)))",
                    600,
                    Families::zero,
                    "A. O. Griewank, 1981, doi:10.1007/BF00933356"),
            family(
                    "levy",
                    "sin(pi*(1 + (x[1] - 1)/4))^2"
                            + " + sum(i, 1, n-1, w = 1 + (x[i] - 1)/4; (w - 1)^2*(1 + 10*sin(pi*w + 1)^2))"
                            + " + (w = 1 + (x[n] - 1)/4; (w - 1)^2*(1 + sin(2*pi*w)^2))",
                    10,
                    n -> KnownMinima.at(0, point(n, i -> 1)),
                    "A. V. Levy and A. Montalvo, 1985, doi:10.1137/0906002; the form of M. Laguna and R. Martí, 2005"),
            family(
                    "schwefel",
                    "418.9828872724337*n - sum(i, 1, n, x[i]*sin(sqrt(abs(x[i]))))",
                    500,
                    n -> counted(
                            KnownMinima.at(0, point(n, i -> 420.96874635998205)).within(1e-14 * n), 8, n),
                    "H.-P. Schwefel, 1981"),
            family(
                    "styblinski-tang",
                    "sum(i, 1, n, x[i]^4 - 16*x[i]^2 + 5*x[i])/2",
                    5,
                    n -> counted(
                            KnownMinima.at(-39.16616570377141 * n, point(n, i -> -2.903534027771177))
                                    .within(1e-14 * n),
                            2,
                            n),
                    "M. A. Styblinski and T.-S. Tang, 1990, doi:10.1016/0893-6080(90)90029-K"),
            new StandardFunction(
                    "michalewicz",
                    "Z. Michalewicz, 1992, doi:10.1007/978-3-662-02830-8",
                    2,
                    n -> n >= 1 && n <= Michalewicz.LARGEST,
                    n -> problem("michalewicz", Michalewicz.TEXT, Bounds.cube(n, 0, Math.PI), Michalewicz.minimum(n))),
            new StandardFunction(
                    "powell-singular",
                    "M. J. D. Powell, 1962, doi:10.1093/comjnl/5.2.147",
                    4,
                    n -> n >= 4 && n % 4 == 0 && n <= Limits.MAX_DIMENSION,
                    n -> problem(
                            "powell-singular",
                            "sum(i, 1, n/4, (x[4*i-3] + 10*x[4*i-2])^2 + 5*(x[4*i-1] - x[4*i])^2"
                                    + " + (x[4*i-2] - 2*x[4*i-1])^4 + 10*(x[4*i-3] - x[4*i])^4)",
                            Bounds.cube(n, -4, 5),
                            zero(n).of(1))),
            new StandardFunction(
                    "zakharov",
                    JAMIL_YANG,
                    2,
                    from(1),
                    n -> problem(
                            "zakharov",
                            "s = sum(i, 1, n, i*x[i])/2; sum(i, 1, n, x[i]^2) + s^2 + s^4",
                            Bounds.cube(n, -5, 10),
                            zero(n).of(1))),
            family(
                    "dixon-price",
                    "(x[1] - 1)^2 + sum(i, 2, n, i*(2*x[i]^2 - x[i-1])^2)",
                    10,
                    Families::dixonPrice,
                    "L. C. W. Dixon and R. C. Price, 1989, doi:10.1007/BF00941057"),
            new StandardFunction(
                    "trid",
                    "A. Neumaier, test problems for global optimization",
                    6,
                    from(2),
                    n -> problem(
                            "trid",
                            "sum(i, 1, n, (x[i] - 1)^2) - sum(i, 2, n, x[i]*x[i-1])",
                            Bounds.cube(n, -(double) n * n, (double) n * n),
                            KnownMinima.at(-n * (n + 4.0) * (n - 1.0) / 6, point(n, i -> i * (n + 1.0 - i)))
                                    .of(1))),
            family(
                    "qing",
                    "sum(i, 1, n, (x[i]^2 - i)^2)",
                    500,
                    n -> {
                        long all = power(2, n);
                        KnownMinima some =
                                KnownMinima.some(0, point(n, i -> Math.sqrt(i)), point(n, i -> -Math.sqrt(i)));
                        return all < 0 ? some : some.global(all).of(all);
                    },
                    JAMIL_YANG),
            family(
                    "alpine-1",
                    "sum(i, 1, n, abs(x[i]*sin(x[i]) + 0.1*x[i]))",
                    10,
                    n -> KnownMinima.some(0, point(n, i -> 0)).kinked(),
                    JAMIL_YANG),
            family(
                    "salomon",
                    "r = sqrt(sum(i, 1, n, x[i]^2)); 1 - cos(2*pi*r) + 0.1*r",
                    100,
                    n -> zero(n).kinked(),
                    "R. Salomon, 1996, doi:10.1016/0303-2647(96)01621-8"),
            family(
                    "exponential",
                    "-exp(-sum(i, 1, n, x[i]^2)/2)",
                    1,
                    n -> KnownMinima.at(-1, point(n, i -> 0)).of(1),
                    JAMIL_YANG));

    private Families() {}

    private static StandardFunction family(
            String name, String text, double bound, IntFunction<KnownMinima> minima, String source) {
        return new StandardFunction(
                name, source, 2, from(1), n -> problem(name, text, Bounds.cube(n, -bound, bound), minima.apply(n)));
    }

    private static IntPredicate from(int smallest) {
        return n -> n >= smallest && n <= Limits.MAX_DIMENSION;
    }

    private static StandardProblem problem(String name, String text, Bounds box, KnownMinima minima) {
        return new StandardProblem(name, text, ParseOptions.none().withDimension(box.dimension()), box, minima);
    }

    /** The point whose coordinate i, from 1, is given. */
    private static double[] point(int n, IntToDoubleFunction coordinate) {
        return IntStream.rangeClosed(1, n).mapToDouble(coordinate).toArray();
    }

    private static KnownMinima zero(int n) {
        return KnownMinima.at(0, new double[n]);
    }

    /** With baseⁿ local minima. */
    private static KnownMinima counted(KnownMinima minima, int base, int n) {
        long number = power(base, n);
        return number < 0 ? minima : minima.of(number);
    }

    /** baseⁿ, or −1 where it exceeds 62 bits. */
    private static long power(int base, int n) {
        long power = 1;
        for (int i = 0; i < n; i++) {
            if (power > (1L << 62) / base) {
                return -1;
            }
            power *= base;
        }
        return power;
    }

    private static KnownMinima rosenbrock(int n) {
        KnownMinima known = KnownMinima.at(0, point(n, i -> 1));
        return n > 30 ? known : known.of(n < 4 ? 1 : 2);
    }

    /** xᵢ = 2^(2^(1−i) − 1), that is xᵢ² = xᵢ₋₁/2; the sign of the last one is free. */
    private static KnownMinima dixonPrice(int n) {
        double[] above = new double[n];
        above[0] = 1;
        for (int i = 1; i < n; i++) {
            above[i] = Math.sqrt(above[i - 1] / 2);
        }
        double[] below = above.clone();
        below[n - 1] = -above[n - 1];
        return n == 1 ? KnownMinima.at(0, above).of(1) : KnownMinima.at(0, above, below);
    }
}
