package org.thalweg.core.objective.standard;

import static org.thalweg.core.objective.standard.KnownMinima.at;
import static org.thalweg.core.objective.standard.StandardFunction.fixed;

import java.util.List;
import org.thalweg.core.linalg.Bounds;

/** Functions of one variable x. */
final class LineFunctions {

    static final List<StandardFunction> ALL = List.of(
            fixed(
                    "log-quartic",
                    "log(x^4 + x^3 + 2)",
                    Bounds.cube(1, -10, 10),
                    at(0.6389714464579207, x(-0.75)).of(1),
                    "the running example: x = 0 is a stationary point and no minimum"),
            fixed(
                    "forrester",
                    "(6*x - 2)^2*sin(12*x - 4)",
                    Bounds.cube(1, 0, 1),
                    at(-6.0207400557670825, x(0.7572487578418559)).of(2),
                    "A. I. J. Forrester, A. Sóbester and A. J. Keane, 2008, doi:10.1002/9780470770801"),
            fixed(
                    "gramacy-lee",
                    "sin(10*pi*x)/(2*x) + (x - 1)^4",
                    Bounds.cube(1, 0.5, 2.5),
                    at(-0.8690111349894998, x(0.5485634445276052)),
                    "R. B. Gramacy and H. K. H. Lee, 2012, doi:10.1007/s11222-010-9224-x"));

    private LineFunctions() {}

    private static double[] x(double x) {
        return new double[] {x};
    }
}
