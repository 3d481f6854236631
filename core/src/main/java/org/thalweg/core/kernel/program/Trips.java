package org.thalweg.core.kernel.program;

/** How often loops run. */
final class Trips {

    private Trips() {}

    /** An upper bound of the iterations of one run of a loop, whatever the loops around it are at; exact for the outermost. */
    static long most(Loop loop) {
        Affine span = loop.to().minus(loop.from());
        return Math.max(0, Math.addExact(largest(span), 1));
    }

    /** A lower bound of the iterations of one run of a loop, whatever the loops around it are at. */
    static long least(Loop loop) {
        return Math.max(0, Math.addExact(smallest(loop.to().minus(loop.from())), 1));
    }

    /** An upper bound of a form, each index taken over its whole range. */
    private static long largest(Affine form) {
        long bound = form.constant();
        for (int k = 0; k < form.loops().length; k++) {
            Loop loop = form.loops()[k];
            long coefficient = form.coefficients()[k];
            long extreme = coefficient > 0 ? largest(loop.to()) : smallest(loop.from());
            bound = Math.addExact(bound, Math.multiplyExact(coefficient, extreme));
        }
        return bound;
    }

    private static long smallest(Affine form) {
        long bound = form.constant();
        for (int k = 0; k < form.loops().length; k++) {
            Loop loop = form.loops()[k];
            long coefficient = form.coefficients()[k];
            long extreme = coefficient > 0 ? smallest(loop.from()) : largest(loop.to());
            bound = Math.addExact(bound, Math.multiplyExact(coefficient, extreme));
        }
        return bound;
    }
}
