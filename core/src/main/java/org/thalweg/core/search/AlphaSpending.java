package org.thalweg.core.search;

import org.thalweg.core.kernel.elementary.Elementary;

/**
 * The bound on what was not found that may be looked at again and again: 95 % confidence over all looks together.
 *
 * <p>Let U be the probability that a fresh start finds a new minimum. Look j, at a number of starts fixed beforehand, spends
 * δⱼ = 0.05 · 6/(π² j²); all looks together spend 0.05. If the last r starts found nothing new, look j claims
 *
 * <pre>U &lt;= 1 − δⱼ^(1/(r − 1))</pre>
 *
 * <p><b>What is claimed.</b> For independent starts from one distribution, uniform sampling in particular, with probability at least
 * 95 % no claim of any look is false, whatever the basins are. <i>Proof.</i> U never rises, and while nothing new is found it
 * stays. Say that start t is <i>early</i> if t + 1 + ln δ / ln(1 − U_t) &lt; n, with n the starts up to the look; this bound on t falls as
 * U falls, so early starts come first. The claim is false only if the last discovery, at n − r, is early: then U stays from there
 * on, and the first start τ that is not early finds nothing, nor do the n − τ &gt; ln δ / ln(1 − U_τ) starts after it. That τ is known
 * once it is passed, so given all up to τ this has probability (1 − U_τ)^(n − τ) &lt; δ. Add up over the looks.
 *
 * <p><b>What is not.</b> Points of one Sobol, Halton or Latin hypercube sequence are each uniform but not independent. They avoid
 * each other, so that new basins are met sooner; there the claim is no theorem but a measurement ({@code
 * core/docs/unseen-minima.md}). It says nothing of starts that were chosen by hand or from earlier results, such as hits of basin
 * hopping; nor that all minima were found: a basin of measure U/2 may always be left.
 */
final class AlphaSpending {
    private static final double TOTAL = 0.05;

    private AlphaSpending() {}

    /** δⱼ: what look {@code look}, from 1, may err with. */
    static double spentAt(long look) {
        if (look < 1) {
            throw new IllegalArgumentException(
                    "look (%d) must be at least 1: looks are counted from 1".formatted(look));
        }
        double j = look;
        return TOTAL * 6 / (Math.PI * Math.PI * j * j);
    }

    /**
     * What U is at most, by look {@code look}.
     *
     * @param run the number of latest starts that found no new minimum, at least 0
     */
    static double upperBound(long run, long look) {
        return run < 2 ? 1 : -Elementary.expm1(Elementary.log(spentAt(look)) / (run - 1));
    }
}
