package org.thalweg.core.fit.rounds;

import java.io.Serializable;
import java.util.Arrays;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.optimizer.Optimizer;

/**
 * Units of the parameters in which a sum curves alike along all of them: u = s·θ, coordinate by coordinate, so that ∇ᵤF = ∇F/s.
 *
 * <p>sⱼ is the root of F's curvature along θⱼ (Jacobi's preconditioning: Nocedal and Wright, <i>Numerical Optimization</i> (2006), §5.1) to {@value #BITS}
 * bits, so that the last bits of the curvatures, which may be summed in one order or another, do not matter. Powers of two are too coarse: they leave
 * curvatures four times apart, and a fit to sparse rows took 32 evaluations instead of 20.
 *
 * <p>There is no least scale: a column in units of a billion must not leave all others unscaled. A parameter along which F does not curve at all keeps its
 * unit, since no other is better: that of a column of zeros, or of one whose squares are too large or too small for a double.
 *
 * <p>The unit of all is such that the strongest curvature has s = 1, and what is flat enough in u is so in θ; but a curvature counts as that only up to
 * {@value #MOST} times the median. Where one column's unit is out of all proportion, slopes along the others must not have to be as flat as that demands,
 * which rounding would not let them be.
 */
public final class Scales implements Serializable {
    private static final long serialVersionUID = 1;

    /** Parameters up to which second derivatives are taken, which do not mind scales. */
    private static final int FEW = 500;

    private static final double MOST = 1e4;

    private static final int MANTISSA = 52;

    /** Of the mantissa. */
    private static final int BITS = 5;

    private final double[] scale;

    private Scales(double[] scale) {
        this.scale = scale;
    }

    /** Whether a method gains by scales: it learns curvature step by step, and gets no second derivatives in the end. */
    public static boolean serve(Optimizer<?> optimizer, int parameters) {
        return parameters > FEW && optimizer instanceof Lbfgs;
    }

    /** @param curvatures of a sum, one a parameter and not negative, up to a common factor */
    public static Scales of(double[] curvatures) {
        double[] known =
                Arrays.stream(curvatures).filter(Scales::isKnown).sorted().toArray();
        double[] scale = new double[curvatures.length];
        Arrays.fill(scale, 1);
        if (known.length > 0) {
            double unit = Math.min(known[known.length - 1], MOST * known[known.length / 2]);
            for (int j = 0; j < scale.length; j++) {
                if (isKnown(curvatures[j])) {
                    scale[j] = rounded(Math.sqrt(curvatures[j] / unit));
                }
            }
        }
        return new Scales(scale);
    }

    private static double rounded(double number) {
        long unit = 1L << (MANTISSA - BITS);
        return Double.longBitsToDouble((Double.doubleToRawLongBits(number) + unit / 2) & -unit);
    }

    private static boolean isKnown(double curvature) {
        return curvature >= Double.MIN_NORMAL && curvature < Double.POSITIVE_INFINITY;
    }

    /** Tells scales apart, from run to run: a fit that was saved goes on in the scales that it had. */
    @Override
    public String toString() {
        return "scales of %d parameters (%08x)".formatted(scale.length, Arrays.hashCode(scale));
    }

    public int dimension() {
        return scale.length;
    }

    /** sⱼ. */
    public double scale(int j) {
        return scale[j];
    }

    /** u of θ. */
    public double[] scaled(double[] theta) {
        double[] u = new double[scale.length];
        for (int j = 0; j < u.length; j++) {
            u[j] = theta[j] * scale[j];
        }
        return u;
    }

    /** The box of u. */
    public Bounds scaled(Bounds box) {
        return new Bounds(scaled(box.lower()), scaled(box.upper()));
    }

    /** d of a direction in u. */
    double[] turned(double[] direction) {
        double[] d = new double[scale.length];
        for (int j = 0; j < d.length; j++) {
            d[j] = direction[j] / scale[j];
        }
        return d;
    }

    /** θ of u, in a box: what is on a bound in u is on it in θ, to the bit. */
    public double[] unscaled(double[] u, Bounds box) {
        double[] theta = new double[scale.length];
        place(u, box, theta);
        return theta;
    }

    /** Overwrites {@code theta} with that. */
    public void place(double[] u, Bounds box, double[] theta) {
        for (int j = 0; j < scale.length; j++) {
            double lower = box.lower()[j];
            double upper = box.upper()[j];
            if (u[j] <= lower * scale[j]) {
                theta[j] = lower;
            } else if (u[j] >= upper * scale[j]) {
                theta[j] = upper;
            } else {
                theta[j] = box.clamp(j, u[j] / scale[j]);
            }
        }
    }

    /** Overwrites ∇F, at {@code gradient[from]} and on, with ∇ᵤF. */
    public void turn(double[] gradient, int from) {
        for (int j = 0; j < scale.length; j++) {
            gradient[from + j] /= scale[j];
        }
    }
}
