package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.rounds.StartPoint;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.search.Sampling;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StartSampler;
import org.thalweg.core.search.UniformSampler;
import picocli.CommandLine.Option;

/** How many descents there are and where they start. */
final class StartArguments {
    /** The name of the option that gives starting points. */
    static final String GIVEN = "--start";

    /** The number of starts of a search that goes on until it is stopped. */
    static final long UNLIMITED = Long.MAX_VALUE;

    /** The name of the option that says how many there are. */
    static final String COUNT = "--starts";

    private static final String UNLIMITED_TEXT = "unlimited";
    private static final long USUAL_STARTS = 1000;
    private static final double REGION = 10;

    @Option(
            names = COUNT,
            paramLabel = "N",
            description =
                    "number of starts, or unlimited: until it is stopped (default: 1000, or only the given ones where --start is used)")
    private @Nullable String starts;

    @Option(
            names = GIVEN,
            paramLabel = "POINT",
            arity = "1",
            description =
                    "a starting point: x=1,y=2 or 1,2 or one number for all; @FILE has a point a line; repeatable")
    private List<String> given = new ArrayList<>();

    @Option(
            names = "--start-region",
            paramLabel = "LOW:HIGH",
            arity = "1",
            description = "where starts are drawn (default: the bounds, -10:10 where there are none)")
    private @Nullable String region;

    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            defaultValue = "sobol",
            description = "sobol, uniform, latin-hypercube or halton (default: sobol)")
    private String sampler = "sobol";

    @Option(
            names = "--seed",
            paramLabel = "S",
            arity = "1",
            defaultValue = "42",
            description = "any signed 64-bit integer (default: 42)")
    private String seed = "42";

    StartPlan plan(List<String> variables, Bounds bounds) {
        return plan(variables, bounds, USUAL_STARTS, cube(variables, REGION));
    }

    /**
     * The plan.
     *
     * @param usual how many starts there are where nothing is said of them
     * @param reach starts of a variable are drawn from [−reach, reach] where there are neither bounds nor a region
     */
    StartPlan plan(List<String> variables, Bounds bounds, long usual, double[] reach) {
        List<double[]> points = new StartOption("--start", variables).points(given, bounds);
        long total = starts == null ? (points.isEmpty() ? usual : points.size()) : number(starts);
        if (total < points.size()) {
            throw CommandException.usage(
                    "--starts (%d) must be at least the %d points given by --start.", total, points.size());
        }
        long number = WholeNumber.signed("--seed", seed);
        Bounds box = total > points.size() ? region(variables, bounds, reach) : around(points);
        if (total == UNLIMITED && sampling() == Sampling.LATIN_HYPERCUBE) {
            throw CommandException.usage(
                    "--starts unlimited: a Latin hypercube has as many slices as there are starts. Give --sampler sobol.");
        }
        StartSampler draws = sampling().sampler(number, Math.max(1, total - points.size()));
        return new StartPlan(total, points, draws, box, number);
    }

    /** Whether nothing is said of starts. */
    boolean isUnsaid() {
        return starts == null && given.isEmpty() && region == null;
    }

    /** The plan with one start, which is {@code point} projected onto the bounds. */
    StartPlan at(double[] point, Bounds bounds) {
        double[] start = point.clone();
        bounds.project(start);
        long number = WholeNumber.signed("--seed", seed);
        return new StartPlan(1, List.of(start), sampling().sampler(number, 1), around(List.of(start)), number);
    }

    /**
     * The one start of a descent over very many variables: the given one, or drawn from the region.
     *
     * @param pattern a few numbers over and over; null if they are not given
     */
    StartPlan single(List<String> variables, Bounds bounds, double @Nullable [] pattern) {
        List<double[]> points = new StartOption("--start", variables).points(given, bounds);
        if (points.size() + (pattern == null ? 0 : 1) > 1
                || (starts != null && WholeNumber.atLeast(1, "--starts", starts) > 1)) {
            throw CommandException.usage("--partitioned is one descent: give one start, not several.");
        }
        long number = WholeNumber.signed("--seed", seed);
        double[] point = new double[variables.size()];
        if (pattern != null) {
            new StartPoint.Repeated(pattern).fill(0, point);
        } else if (!points.isEmpty()) {
            point = points.get(0);
        } else {
            new UniformSampler(number).sample(0, region(variables, bounds, cube(variables, REGION)), point);
        }
        return new StartPlan(1, List.of(point), new UniformSampler(number), new Bounds(point, point), number);
    }

    /** How many starts a text means. */
    static long number(String starts) {
        return starts.strip().equals(UNLIMITED_TEXT) ? UNLIMITED : WholeNumber.atLeast(1, "--starts", starts);
    }

    /** A point as a value of {@link #GIVEN} that gives it to the bit. */
    static String text(double[] point) {
        return Arrays.stream(point).mapToObj(Double::toString).collect(Collectors.joining(","));
    }

    private Sampling sampling() {
        List<String> names =
                Arrays.stream(Sampling.values()).map(Sampling::text).toList();
        if (!names.contains(sampler)) {
            throw CommandException.usage(
                    "--sampler: there is no sampler '%s'.%s Samplers: %s.",
                    sampler, NearestName.hint(sampler, names), String.join(", ", names));
        }
        return Sampling.named(sampler);
    }

    /** Whether starts are drawn from a region that the user did not name. */
    boolean isRegionAssumed(Bounds bounds, StartPlan plan) {
        return region == null && plan.total() > plan.given().size() && !bounds.isFinite();
    }

    private static double[] cube(List<String> variables, double reach) {
        double[] all = new double[variables.size()];
        Arrays.fill(all, reach);
        return all;
    }

    private Bounds region(List<String> variables, Bounds bounds, double[] reach) {
        double[] below = new double[reach.length];
        for (int i = 0; i < below.length; i++) {
            below[i] = -reach[i];
        }
        Bounds usual = new Bounds(below, reach);
        Bounds assumed = region == null
                ? usual
                : BoundsOption.parse("--start-region", region).resolve(variables, usual);
        double[] lower = new double[variables.size()];
        double[] upper = new double[variables.size()];
        for (int i = 0; i < lower.length; i++) {
            boolean named = region != null;
            lower[i] = named || Double.isInfinite(bounds.lower()[i]) ? assumed.lower()[i] : bounds.lower()[i];
            upper[i] = named || Double.isInfinite(bounds.upper()[i]) ? assumed.upper()[i] : bounds.upper()[i];
            if (Double.isInfinite(lower[i]) || Double.isInfinite(upper[i])) {
                throw CommandException.usage(
                        "--start-region: starts of %s cannot be drawn from %s:%s. Give finite ends.",
                        variables.get(i), lower[i], upper[i]);
            }
            // a one-sided bound outside the assumed region: start within the region's width of it
            if (lower[i] > upper[i] && !named) {
                if (Double.isInfinite(bounds.upper()[i])) {
                    upper[i] = lower[i] + 2 * reach[i];
                } else {
                    lower[i] = upper[i] - 2 * reach[i];
                }
            }
            lower[i] = bounds.clamp(i, lower[i]);
            upper[i] = bounds.clamp(i, upper[i]);
        }
        return new Bounds(lower, upper);
    }

    /** With given points alone nothing is drawn; the box only has to be there. */
    private static Bounds around(List<double[]> points) {
        return new Bounds(points.get(0), points.get(0));
    }
}
