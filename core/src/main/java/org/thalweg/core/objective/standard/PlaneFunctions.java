package org.thalweg.core.objective.standard;

import static org.thalweg.core.objective.standard.KnownMinima.at;
import static org.thalweg.core.objective.standard.KnownMinima.some;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;

/** Functions of two variables x and y. Minima without a closed form were computed to 20 digits and rounded. */
final class PlaneFunctions {
    private static final String JAMIL_YANG = "M. Jamil and X.-S. Yang, 2013, doi:10.1504/IJMMNO.2013.055204";
    private static final String DIXON_SZEGO = "L. C. W. Dixon and G. P. Szegő, Towards Global Optimisation 2, 1978";
    private static final double TURN = 2 * Math.PI;

    static final List<StandardFunction> ALL = List.of(
            plane(
                    "quartic-valley",
                    "x^4 + y^2",
                    square(10),
                    at(0, xy(0, 0)).of(1),
                    "the running example of a minimum with a singular Hessian"),
            plane(
                    "matyas",
                    "0.26*(x^2 + y^2) - 0.48*x*y",
                    square(10),
                    at(0, xy(0, 0)).of(1),
                    JAMIL_YANG),
            plane(
                    "booth",
                    "(x + 2*y - 7)^2 + (2*x + y - 5)^2",
                    square(10),
                    at(0, xy(1, 3)).of(1),
                    JAMIL_YANG),
            plane(
                    "branin",
                    "(y - 5.1/(4*pi^2)*x^2 + 5/pi*x - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10",
                    box(-5, 10, 0, 15),
                    at(0.3978873577297383, xy(-Math.PI, 12.275), xy(Math.PI, 2.275), xy(3 * Math.PI, 2.475))
                            .of(3),
                    "F. H. Branin, 1972, doi:10.1147/rd.165.0504"),
            plane(
                    "goldstein-price",
                    "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))"
                            + "*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))",
                    square(2),
                    at(3, xy(0, -1)).of(4),
                    "A. A. Goldstein and J. F. Price, 1971, doi:10.1090/S0025-5718-1971-0312365-X"),
            plane(
                    "six-hump-camel",
                    "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2",
                    box(-3, 3, -2, 2),
                    at(
                                    -1.0316284534898774,
                                    xy(0.08984201310031806, -0.7126564030207396),
                                    xy(-0.08984201310031806, 0.7126564030207396))
                            .of(6),
                    DIXON_SZEGO),
            plane(
                    "three-hump-camel",
                    "2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
                    square(5),
                    at(0, xy(0, 0)).of(3),
                    DIXON_SZEGO),
            plane(
                    "beale",
                    "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
                    square(4.5),
                    at(0, xy(3, 0.5)).of(3),
                    "E. M. L. Beale, 1958; J. J. Moré, B. S. Garbow and K. E. Hillstrom, 1981,"
                            + " doi:10.1145/355934.355936, problem 5; two of the three minima lie on the bounds"),
            plane(
                    "himmelblau",
                    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
                    square(5),
                    at(
                                    0,
                                    xy(3, 2),
                                    xy(-2.805118086952745, 3.131312518250573),
                                    xy(-3.779310253377747, -3.2831859912861696),
                                    xy(3.5844283403304917, -1.8481265269644036))
                            .of(4),
                    "D. M. Himmelblau, Applied Nonlinear Programming, 1972"),
            plane(
                    "freudenstein-roth",
                    "(-13 + x + ((5 - y)*y - 2)*y)^2 + (-29 + x + ((y + 1)*y - 14)*y)^2",
                    box(-10, 15, -10, 10),
                    at(0, xy(5, 4)).of(2),
                    "F. Freudenstein and B. Roth, 1963, doi:10.1145/321186.321200"),
            plane(
                    "leon",
                    "100*(y - x^3)^2 + (1 - x)^2",
                    square(2),
                    at(0, xy(1, 1)).of(1),
                    JAMIL_YANG),
            plane(
                    "shubert",
                    "sum(i, 1, 5, i*cos((i + 1)*x + i))*sum(i, 1, 5, i*cos((i + 1)*y + i))",
                    square(10),
                    shubert(),
                    "B. O. Shubert, 1972, doi:10.1137/0709036"),
            plane(
                    "eggholder",
                    "-(y + 47)*sin(sqrt(abs(x/2 + y + 47))) - x*sin(sqrt(abs(x - (y + 47))))",
                    square(512),
                    at(-959.6406627208509, xy(512, 404.2318051137578)),
                    "D. Whitley, K. Mathias, S. Rana and J. Dzubera, 1996, doi:10.1016/0004-3702(95)00124-7"),
            plane(
                    "easom",
                    "-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))",
                    square(100),
                    at(-1, xy(Math.PI, Math.PI)),
                    "E. E. Easom, 1990"),
            plane(
                    "drop-wave",
                    "r2 = x^2 + y^2; -(1 + cos(12*sqrt(r2)))/(r2/2 + 2)",
                    square(5.12),
                    at(-1, xy(0, 0)).kinked(),
                    "S. Surjanovic and D. Bingham, Virtual Library of Simulation Experiments"),
            plane(
                    "cross-in-tray",
                    "-0.0001*(abs(sin(x)*sin(y)*exp(abs(100 - sqrt(x^2 + y^2)/pi))) + 1)^0.1",
                    square(10),
                    at(-2.062611870822737, corners(1.3494066171539107, 1.3494066171539107)),
                    "S. K. Mishra, 2006, doi:10.2139/ssrn.926132"),
            plane(
                    "holder-table",
                    "-abs(sin(x)*cos(y)*exp(abs(1 - sqrt(x^2 + y^2)/pi)))",
                    square(10),
                    at(-19.208502567886732, corners(8.055023475736563, 9.664590019241272)),
                    "S. K. Mishra, 2006, doi:10.2139/ssrn.926132"),
            plane(
                    "bohachevsky",
                    "x^2 + 2*y^2 - 0.3*cos(3*pi*x) - 0.4*cos(4*pi*y) + 0.7",
                    square(100),
                    at(0, xy(0, 0)),
                    "I. O. Bohachevsky, M. E. Johnson and M. L. Stein, 1986, doi:10.1080/00401706.1986.10488128"),
            plane(
                    "mccormick",
                    "sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1",
                    box(-1.5, 4, -3, 4),
                    at(-1.9132229549810364, xy(0.5 - Math.PI / 3, -0.5 - Math.PI / 3))
                            .of(2),
                    "G. P. McCormick, 1976, doi:10.1007/BF01580665"),
            plane(
                    "adjiman",
                    "cos(x)*sin(y) - x/(y^2 + 1)",
                    box(-1, 2, -1, 1),
                    at(-2.021806783359787, xy(2, 0.1057834694517169)).of(3),
                    "C. S. Adjiman, S. Dallwig, C. A. Floudas and A. Neumaier, 1998, doi:10.1016/S0098-1354(98)00027-1;"
                            + " all three minima lie on the bounds"),
            plane(
                    "deckkers-aarts",
                    "1e5*x^2 + y^2 - (x^2 + y^2)^2 + 1e-5*(x^2 + y^2)^4",
                    square(20),
                    at(-24776.51834231769, xy(0, 14.945112151891959), xy(0, -14.945112151891959))
                            .of(3),
                    "A. Dekkers and E. Aarts, 1991, doi:10.1007/BF01594945"),
            plane(
                    "bird",
                    "sin(x)*exp((1 - cos(y))^2) + cos(y)*exp((1 - sin(x))^2) + (x - y)^2",
                    square(TURN),
                    at(
                            -106.76453674926468,
                            xy(4.701043130249553, 3.15293850372493),
                            xy(-1.5821421769300335, -3.1302468034546562)),
                    "S. K. Mishra, 2006, doi:10.2139/ssrn.926132"),
            plane(
                    "schaffer-2",
                    "0.5 + (sin(x^2 - y^2)^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2",
                    square(100),
                    at(0, xy(0, 0)),
                    JAMIL_YANG),
            plane(
                    "bukin-6",
                    "100*sqrt(abs(y - x^2/100)) + 0.01*abs(x + 10)",
                    box(-15, -5, -3, 3),
                    at(0, xy(-10, 1)).kinked(),
                    JAMIL_YANG));

    private PlaneFunctions() {}

    private static StandardFunction plane(String name, String text, Bounds box, KnownMinima minima, String source) {
        ParseOptions options = ParseOptions.none().withOrder(List.of("x", "y"));
        return StandardFunction.fixed(new StandardProblem(name, text, options, box, minima), source);
    }

    private static Bounds square(double bound) {
        return Bounds.cube(2, -bound, bound);
    }

    private static Bounds box(double fromX, double toX, double fromY, double toY) {
        return new Bounds(new double[] {fromX, fromY}, new double[] {toX, toY});
    }

    private static double[] xy(double x, double y) {
        return new double[] {x, y};
    }

    private static double[][] corners(double x, double y) {
        return new double[][] {xy(x, y), xy(-x, y), xy(x, -y), xy(-x, -y)};
    }

    /** The product is lowest where one factor is highest and the other lowest: at 3 · 3 points, and with x and y exchanged. */
    private static KnownMinima shubert() {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double highest = -7.0835064076515595 + i * TURN;
                double lowest = -7.708313735499347 + j * TURN;
                points.add(xy(highest, lowest));
                points.add(xy(lowest, highest));
            }
        }
        return some(-186.73090883102384, points.toArray(double[][]::new)).global(18);
    }
}
