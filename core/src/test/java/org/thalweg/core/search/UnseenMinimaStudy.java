package org.thalweg.core.search;

import java.util.Locale;
import org.thalweg.core.random.Draws;

/**
 * Measures how often the claims of {@link AlphaSpending} are true and how far {@link PitmanYor} is off; prints the tables of
 * {@code core/docs/unseen-minima.md}.
 *
 * <p>The one argument is the number of searches a row.
 */
public final class UnseenMinimaStudy {
    private static final int WAVE = 50;
    private static final int MOST = 20_000;
    private static final long SEED = 7;

    private final int searches;

    private UnseenMinimaStudy(int searches) {
        this.searches = searches;
    }

    public static void main(String[] arguments) {
        UnseenMinimaStudy study = new UnseenMinimaStudy(Integer.parseInt(arguments[0]));
        study.independentStarts();
        study.samplers();
    }

    /** One row: over many searches, at the wave where the bound first is at most the mass asked for. */
    private final class Row {
        private int held;
        private double starts;
        private double truth;
        private double estimate;

        void search(double mass, Landscape landscape) {
            for (int look = 1; ; look++) {
                landscape.draw(WAVE);
                if (AlphaSpending.upperBound(landscape.sinceLastNew(), look) <= mass || landscape.drawn() >= MOST) {
                    break;
                }
            }
            held += landscape.unseenMass() <= mass ? 1 : 0;
            starts += landscape.drawn();
            truth += landscape.unseenMass();
            estimate += PitmanYor.probabilityOfNew(landscape.hits());
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    " %.1f | %.0f | %.4f | %.4f |",
                    100.0 * held / searches,
                    starts / searches,
                    truth / searches,
                    estimate / searches);
        }
    }

    private void independentStarts() {
        System.out.println(
                "| basins | true at 5 % | starts | unseen | estimate | true at 1 % | starts | unseen | estimate |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (Basins basins : Basins.values()) {
            StringBuilder line = new StringBuilder(
                    "| " + basins.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " |");
            for (double mass : new double[] {0.05, 0.01}) {
                Row row = new Row();
                for (int search = 0; search < searches; search++) {
                    row.search(mass, Landscape.ofMasses(basins, Draws.seeded(SEED).stream(search)));
                }
                line.append(row.text());
            }
            System.out.println(line);
        }
    }

    private void samplers() {
        System.out.println(
                "| cells | sampler | true at 5 % | starts | unseen | estimate | true at 1 % | starts | unseen | estimate |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        int[][] shapes = {{1, 30}, {2, 60}, {5, 60}, {10, 200}};
        for (int[] shape : shapes) {
            for (Sampling sampling : Sampling.values()) {
                StringBuilder line = new StringBuilder(
                        "| %d in %d dimensions | %s |".formatted(shape[1], shape[0], sampling.text()));
                for (double mass : new double[] {0.05, 0.01}) {
                    Row row = new Row();
                    for (int search = 0; search < searches; search++) {
                        row.search(mass, cells(shape, sampling.sampler(search, 1000), search));
                    }
                    line.append(row.text());
                }
                System.out.println(line);
            }
        }
    }

    private static Landscape cells(int[] shape, StartSampler sampler, int search) {
        return Landscape.ofCells(shape[0], shape[1], sampler, Draws.seeded(SEED).stream(search));
    }
}
