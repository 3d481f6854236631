package org.thalweg.core.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The trends of f along many directions from one site, and what they say together. */
final class Survey {
    /** Growth over eight lengths up to which a rise passes for quadratic: 8^(7/3). */
    private static final double LIKE_SQUARES = 128;

    /** Changes of f that are farther, in scales, are not of the site but of its surroundings. */
    static final double SURROUNDINGS = 0x1p-4;

    private final Probe probe;
    private final Function<double[], Path> path;
    private final List<Pair> pairs = new ArrayList<>();

    /** The trends in a sense and in the opposite one, which may lie outside the cone that is surveyed. */
    private record Pair(Trend forth, @Nullable Trend back) {

        List<Trend> trends() {
            return back == null ? List.of(forth) : List.of(forth, back);
        }

        boolean isInflected() {
            return back != null && (forth.falls() && back.rises() || forth.rises() && back.falls());
        }
    }

    /** @param path the path to follow that begins in a direction */
    Survey(Probe probe, Function<double[], Path> path) {
        this.probe = probe;
        this.path = path;
    }

    /**
     * Looks along the directions in order; along mixtures only until f was seen to fall, and only near the site unless f is
     * constant there.
     */
    void look(List<Directions.Sense> senses) {
        look(senses, path);
    }

    /** The same along other paths. */
    void look(List<Directions.Sense> senses, Function<double[], Path> path) {
        for (Directions.Sense sense : senses) {
            if (!sense.isMixture()) {
                Trend forth = probe.along(path.apply(sense.direction()));
                Trend back = sense.opposable() ? probe.along(path.apply(Directions.opposite(sense.direction()))) : null;
                pairs.add(new Pair(forth, back));
            } else if (deepest() == null) {
                Path mixture = path.apply(sense.direction());
                Trend trend = nearest() >= SURROUNDINGS ? probe.along(mixture) : probe.nearby(mixture);
                pairs.add(new Pair(trend, null));
            }
        }
    }

    private List<Trend> trends() {
        return pairs.stream().flatMap(pair -> pair.trends().stream()).toList();
    }

    /** The trend that leads to the lowest point; null where f does not fall. */
    @Nullable Trend deepest() {
        Trend deepest = null;
        for (Trend trend : trends()) {
            if (trend.falls() && (deepest == null || trend.lowestValue() < deepest.lowestValue())) {
                deepest = trend;
            }
        }
        return deepest;
    }

    boolean anyRises() {
        return trends().stream().anyMatch(Trend::rises);
    }

    /** Whether f stays the same along some direction, and not only up to the border of the box. */
    boolean anyStays() {
        return trends().stream().anyMatch(trend -> trend.stays() && !trend.endsAtBorder());
    }

    /** Whether f stays the same along some direction, be it up to the border of the box. */
    boolean anyFloor() {
        return trends().stream().anyMatch(Trend::stays);
    }

    /** Whether f rises along every direction that can be followed, and there is one. */
    boolean allRise() {
        return anyRises() && trends().stream().noneMatch(trend -> trend.falls() || trend.stays());
    }

    /** Whether f rises along every direction, and not only farther than {@code near}. */
    boolean allRise(double near) {
        return allRise() && trends().stream().noneMatch(trend -> trend.rises() && trend.length() >= near);
    }

    /** Whether f rises everywhere, and nowhere slower or much faster than the square of the length. */
    boolean risesLikeSquares() {
        return allRise() && trends().stream().noneMatch(trend -> trend.rises() && !(trend.growth() < LIKE_SQUARES));
    }

    /** Whether nearer than {@code near} f rises or falls somewhere in proportion to the length, or jumps. */
    boolean isSteep(double near) {
        return trends().stream()
                .anyMatch(trend -> (trend.rises() || trend.falls()) && trend.length() < near && trend.isSteep());
    }

    /** Whether f rises somewhere, and stays or rises everywhere else up to the border of the box. */
    boolean isEnclosed() {
        return anyRises()
                && trends().stream().noneMatch(trend -> trend.falls() || (trend.stays() && !trend.endsAtBorder()));
    }

    /** The smallest length at which f was seen to change; +∞ where it does not. */
    double nearest() {
        return nearest(trend -> trend.rises() || trend.falls());
    }

    /** The smallest length at which f was seen to fall; +∞ where it does not. */
    double nearestFall() {
        return nearest(Trend::falls);
    }

    private double nearest(Predicate<Trend> which) {
        return trends().stream().filter(which).mapToDouble(Trend::length).min().orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * What a point is from which f falls: all ways, along one sense of the one null direction, or some ways.
     *
     * @param flatDirections dimension of the null space
     * @param risesAcross whether f rises across it
     */
    Kind kindOfFalling(int flatDirections, boolean risesAcross) {
        if (!risesAcross && trends().stream().allMatch(Trend::falls)) {
            return Kind.MAXIMUM;
        }
        return flatDirections == 1 && pairs.size() == 1 && pairs.get(0).isInflected() ? Kind.INFLECTION : Kind.SADDLE;
    }
}
