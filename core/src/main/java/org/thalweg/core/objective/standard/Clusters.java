package org.thalweg.core.objective.standard;

import java.util.List;
import java.util.OptionalLong;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;

/**
 * Clusters of N atoms with the Lennard-Jones potential 4(r⁻¹² − r⁻⁶) between any two; 3N coordinates, of which six are free
 * motions of the whole (five for N = 2).
 */
final class Clusters {
    private static final String TEXT = "sum(i, 1, N-1, sum(j, i+1, N, "
            + "r2 = (x[3*i-2]-x[3*j-2])^2 + (x[3*i-1]-x[3*j-1])^2 + (x[3*i]-x[3*j])^2; 4*(r2^-6 - r2^-3)))";

    /** Lowest energies of N = 2 … 13, computed to 18 digits and rounded, from geometries with forces below 1e-13. */
    private static final double[] ENERGIES = {
        -1,
        -3,
        -6,
        -9.103852415707557,
        -12.712062256809338,
        -16.505384168012217,
        -19.82148919215476,
        -24.11336043364718,
        -28.422531893437558,
        -32.76597008997901,
        -37.96759956236393,
        -44.32680141953402
    };

    /** The best energy known for N = 38, to the digits published. */
    private static final double ENERGY_38 = -173.928427;

    static final List<StandardFunction> ALL = List.of(new StandardFunction(
            "lennard-jones",
            "J. E. Jones, 1924, doi:10.1098/rspa.1924.0082; energies as in D. J. Wales and J. P. K. Doye, 1997,"
                    + " doi:10.1021/jp970984n",
            39,
            n -> n % 3 == 0 && (n >= 6 && n <= 39 || n == 114),
            n -> cluster(n / 3)));

    private Clusters() {}

    private static StandardProblem cluster(int atoms) {
        double side = atoms == 38 ? 2.5 : 0.75 * StrictMath.cbrt(atoms);
        double energy = atoms == 38 ? ENERGY_38 : ENERGIES[atoms - 2];
        double error = atoms == 38 ? 5e-7 : 1e-13;
        ParseOptions options = ParseOptions.none().withDimension(3 * atoms).withLet("N", Integer.toString(atoms));
        KnownMinima minima =
                new KnownMinima(energy, error, true, geometry(atoms), OptionalLong.empty(), OptionalLong.empty());
        return new StandardProblem("lennard-jones", TEXT, options, Bounds.cube(3 * atoms, -side, side), minima);
    }

    /** The pair, the triangle and the tetrahedron, whose distances are all 2^(1/6); none for larger clusters. */
    private static List<double[]> geometry(int atoms) {
        double edge = Math.sqrt(StrictMath.cbrt(2));
        double a = edge / Math.sqrt(8);
        double h = edge / 2;
        return switch (atoms) {
            case 2 -> List.of(new double[] {-h, 0, 0, h, 0, 0});
            case 3 -> List.of(new double[] {-h, 0, 0, h, 0, 0, 0, h * Math.sqrt(3), 0});
            case 4 -> List.of(new double[] {a, a, a, a, -a, -a, -a, a, -a, -a, -a, a});
            default -> List.of();
        };
    }
}
