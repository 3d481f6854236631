package org.thalweg.core.objective.standard;

import static org.thalweg.core.objective.standard.KnownMinima.at;
import static org.thalweg.core.objective.standard.StandardFunction.fixed;

import java.util.List;
import java.util.StringJoiner;
import org.thalweg.core.linalg.Bounds;

/** Functions of a few coordinates that are sums of terms with tabulated constants. */
final class TableFunctions {
    private static final String HARTMAN =
            "J. K. Hartman, 1973; tables as in L. C. W. Dixon and G. P. Szegő, Towards Global Optimisation 2, 1978";
    private static final String SHEKEL =
            "J. Shekel, 1971; tables as in L. C. W. Dixon and G. P. Szegő, Towards Global Optimisation 2, 1978";

    private static final String[] WEIGHTS = {"1", "1.2", "3", "3.2"};
    private static final String[][] RATES_3 = {
        {"3", "10", "30"}, {"0.1", "10", "35"}, {"3", "10", "30"}, {"0.1", "10", "35"}
    };
    private static final String[][] CENTRES_3 = {
        {"0.3689", "0.1170", "0.2673"},
        {"0.4699", "0.4387", "0.7470"},
        {"0.1091", "0.8732", "0.5547"},
        {"0.0381", "0.5743", "0.8828"}
    };
    private static final String[][] RATES_6 = {
        {"10", "3", "17", "3.5", "1.7", "8"},
        {"0.05", "10", "17", "0.1", "8", "14"},
        {"3", "3.5", "1.7", "10", "17", "8"},
        {"17", "8", "0.05", "10", "0.1", "14"}
    };
    private static final String[][] CENTRES_6 = {
        {"0.1312", "0.1696", "0.5569", "0.0124", "0.8283", "0.5886"},
        {"0.2329", "0.4135", "0.8307", "0.3736", "0.1004", "0.9991"},
        {"0.2348", "0.1451", "0.3522", "0.2883", "0.3047", "0.6650"},
        {"0.4047", "0.8828", "0.8732", "0.5743", "0.1091", "0.0381"}
    };
    private static final String[][] FOXHOLES = {
        {"4", "4", "4", "4"},
        {"1", "1", "1", "1"},
        {"8", "8", "8", "8"},
        {"6", "6", "6", "6"},
        {"3", "7", "3", "7"},
        {"2", "9", "2", "9"},
        {"5", "3", "5", "3"},
        {"8", "1", "8", "1"},
        {"6", "2", "6", "2"},
        {"7", "3.6", "7", "3.6"}
    };
    private static final String[] WIDTHS = {"0.1", "0.2", "0.2", "0.4", "0.4", "0.6", "0.3", "0.7", "0.5", "0.5"};

    static final List<StandardFunction> ALL = List.of(
            fixed(
                    "hartmann-3",
                    hartmann(RATES_3, CENTRES_3),
                    Bounds.cube(3, 0, 1),
                    at(-3.8627797873326624, point(0.11458887665506896, 0.55564889461693, 0.8525469846866774)),
                    HARTMAN),
            fixed(
                    "hartmann-6",
                    hartmann(RATES_6, CENTRES_6),
                    Bounds.cube(6, 0, 1),
                    at(
                            -3.3223680114155147,
                            point(
                                    0.20168951100670543,
                                    0.15001069182345797,
                                    0.476873974221897,
                                    0.2753324304940561,
                                    0.31165161660011326,
                                    0.6573005340656203)),
                    HARTMAN),
            shekel(5, at(-10.153199679058227, twice(4.000037152819676, 4.00013327659156))),
            shekel(7, at(-10.402915336777744, twice(4.000572819251117, 3.9996062096096887))),
            shekel(10, at(-10.536443153483528, twice(4.000746868270634, 3.9995094800857736))),
            fixed(
                    "wood",
                    "100*(x[1]^2 - x[2])^2 + (x[1] - 1)^2 + (x[3] - 1)^2 + 90*(x[3]^2 - x[4])^2"
                            + " + 10.1*((x[2] - 1)^2 + (x[4] - 1)^2) + 19.8*(x[2] - 1)*(x[4] - 1)",
                    Bounds.cube(4, -10, 10),
                    at(0, point(1, 1, 1, 1)),
                    "A. R. Colville, 1968; J. J. Moré, B. S. Garbow and K. E. Hillstrom, 1981,"
                            + " doi:10.1145/355934.355936, problem 14"));

    private TableFunctions() {}

    /** −Σ αᵢ exp(−Σ aᵢⱼ (xⱼ − pᵢⱼ)²). */
    private static String hartmann(String[][] rates, String[][] centres) {
        StringJoiner sum = new StringJoiner(" + ", "-(", ")");
        for (int i = 0; i < WEIGHTS.length; i++) {
            StringJoiner exponent = new StringJoiner(" + ");
            for (int j = 0; j < rates[i].length; j++) {
                exponent.add("%s*(x[%d] - %s)^2".formatted(rates[i][j], j + 1, centres[i][j]));
            }
            sum.add("%s*exp(-(%s))".formatted(WEIGHTS[i], exponent));
        }
        return sum.toString();
    }

    /** −Σ 1/(βᵢ + Σ (xⱼ − cᵢⱼ)²), with one local minimum near each of the m centres. */
    private static StandardFunction shekel(int m, KnownMinima minima) {
        StringJoiner sum = new StringJoiner(" + ", "-(", ")");
        for (int i = 0; i < m; i++) {
            StringJoiner distance = new StringJoiner(" + ");
            for (int j = 0; j < FOXHOLES[i].length; j++) {
                distance.add("(x[%d] - %s)^2".formatted(j + 1, FOXHOLES[i][j]));
            }
            sum.add("1/(%s + %s)".formatted(WIDTHS[i], distance));
        }
        return fixed("shekel-" + m, sum.toString(), Bounds.cube(4, 0, 10), minima.of(m), SHEKEL);
    }

    private static double[] point(double... x) {
        return x;
    }

    private static double[] twice(double a, double b) {
        return new double[] {a, b, a, b};
    }
}
