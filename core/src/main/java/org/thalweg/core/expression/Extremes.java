package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The largest value of an affine form over nested loops, whose bounds may depend on the loops around them.
 *
 * <p>Taking every index at the end that favours the form, from the innermost outwards, gives an upper bound; it is the
 * maximum if no range is empty there. Otherwise the outer indices are tried from their better end, where the ranges
 * inside may be non-empty, with that bound to cut the search, at most {@link #MAX_TRIALS} by one instance.
 */
final class Extremes {

    private static final int MAX_TRIALS = 20_000;

    private int trialsLeft = MAX_TRIALS;

    /** A maximum or minimum, or a bound of it; empty if no iteration takes place. */
    record Extreme(OptionalLong value, boolean isExact) {}

    /** The loops' bounds and the form must not contain other symbols than indices of loops further out. */
    Extreme maximum(AffineIndex form, @Nullable Loop innermost) {
        List<Range> ranges = new ArrayList<>();
        for (Loop loop = innermost; loop != null; loop = loop.outer()) {
            ranges.add(0, new Range(loop.name(), loop.from(), loop.to()));
        }
        OptionalLong best = search(form, ranges, OptionalLong.empty());
        return trialsLeft > 0
                ? new Extreme(best, true)
                : new Extreme(OptionalLong.of(favour(form, ranges).constant()), false);
    }

    Extreme minimum(AffineIndex form, @Nullable Loop innermost) {
        Extreme negative = maximum(form.times(AffineIndex.of(-1)), innermost);
        OptionalLong value = negative.value();
        return new Extreme(value.isPresent() ? OptionalLong.of(-value.getAsLong()) : value, negative.isExact());
    }

    private record Range(String name, AffineIndex from, AffineIndex to) {
        Range fix(String index, AffineIndex value) {
            return new Range(name, from.substitute(index, value), to.substitute(index, value));
        }

        AffineIndex better(AffineIndex form) {
            return form.coefficient(name) > 0 ? to : from;
        }
    }

    /** The largest that the form can be for each choice of what is outside of the ranges, if none is empty. */
    private static AffineIndex favour(AffineIndex form, List<Range> ranges) {
        AffineIndex bound = form;
        for (int i = ranges.size() - 1; i >= 0; i--) {
            bound = bound.substitute(ranges.get(i).name(), ranges.get(i).better(bound));
        }
        return bound;
    }

    /** The larger of {@code best} and the maximum; the outermost range's ends are constant. */
    private OptionalLong search(AffineIndex form, List<Range> ranges, OptionalLong best) {
        if (ranges.isEmpty()) {
            long value = form.constant();
            return OptionalLong.of(best.isPresent() ? Math.max(best.getAsLong(), value) : value);
        }
        Range outer = ranges.get(0);
        List<Range> inside = ranges.subList(1, ranges.size());
        long from = outer.from().constant();
        long to = outer.to().constant();
        for (int i = 0; i < inside.size(); i++) {
            AffineIndex room = favour(inside.get(i).to().minus(inside.get(i).from()), inside.subList(0, i));
            long slope = room.coefficient(outer.name());
            long rest = room.constant();
            if (slope > 0) {
                from = Math.max(from, -Math.floorDiv(rest, slope));
            } else if (slope < 0) {
                to = Math.min(to, Math.floorDiv(rest, -slope));
            } else if (rest < 0) {
                return best;
            }
        }
        AffineIndex slope = favour(form, inside);
        boolean descending = slope.coefficient(outer.name()) > 0;
        OptionalLong found = best;
        for (long step = 0; step <= to - from; step++) {
            if (--trialsLeft <= 0) {
                return found;
            }
            AffineIndex value = AffineIndex.of(descending ? to - step : from + step);
            if (found.isPresent() && slope.substitute(outer.name(), value).constant() <= found.getAsLong()) {
                return found;
            }
            List<Range> inner = new ArrayList<>();
            inside.forEach(range -> inner.add(range.fix(outer.name(), value)));
            found = search(form.substitute(outer.name(), value), inner, found);
        }
        return found;
    }
}
