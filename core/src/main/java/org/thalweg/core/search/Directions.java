package org.thalweg.core.search;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.random.Draws;

/**
 * Directions to look along in the cone that some two-sided and some one-sided directions span: each by itself, in all its
 * senses, and combinations of them.
 *
 * <p>The combinations are the same in every judgement, so that a point's kind does not depend on who came there.
 */
final class Directions {
    private static final Draws DRAWS = Draws.seeded(0x7468616c776567L);
    private static final int MAX_PAIRS = 4;
    private static final int MAX_MIXTURES = 16;

    private Directions() {}

    /**
     * A direction to look along.
     *
     * @param opposable whether the opposite direction belongs to the cone, too
     * @param isMixture whether it is a combination of others
     */
    record Sense(double[] direction, boolean opposable, boolean isMixture) {}

    /** All of them, as pairs of opposite senses or alone. */
    static List<Sense> of(List<double[]> twoSided, List<double[]> oneSided) {
        List<Sense> senses = new ArrayList<>();
        twoSided.forEach(direction -> senses.add(new Sense(direction, true, false)));
        oneSided.forEach(direction -> senses.add(new Sense(direction, false, false)));
        int size = twoSided.size() + oneSided.size();
        if (size > 1) {
            if (twoSided.size() <= MAX_PAIRS) {
                addPairs(twoSided, senses);
            }
            for (int mixture = 0; mixture < Math.min(4 * size, MAX_MIXTURES); mixture++) {
                senses.add(new Sense(mixture(mixture, twoSided, oneSided), oneSided.isEmpty(), true));
            }
        }
        return senses;
    }

    static double[] opposite(double[] direction) {
        double[] opposite = direction.clone();
        for (int i = 0; i < opposite.length; i++) {
            opposite[i] = -opposite[i];
        }
        return opposite;
    }

    private static void addPairs(List<double[]> twoSided, List<Sense> senses) {
        for (int i = 0; i < twoSided.size(); i++) {
            for (int j = 0; j < i; j++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] sum = twoSided.get(i).clone();
                    Vectors.axpy(sign, twoSided.get(j), sum);
                    senses.add(new Sense(sum, true, true));
                }
            }
        }
    }

    private static double[] mixture(int index, List<double[]> twoSided, List<double[]> oneSided) {
        Draws draws = DRAWS.stream(index);
        double[] sum = new double[(twoSided.isEmpty() ? oneSided : twoSided).get(0).length];
        for (int i = 0; i < twoSided.size(); i++) {
            Vectors.axpy(2 * draws.unit(i) - 1, twoSided.get(i), sum);
        }
        for (int i = 0; i < oneSided.size(); i++) {
            Vectors.axpy(draws.unit(twoSided.size() + i), oneSided.get(i), sum);
        }
        return sum;
    }
}
