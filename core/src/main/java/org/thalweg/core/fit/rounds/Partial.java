package org.thalweg.core.fit.rounds;

import java.util.Arrays;
import java.util.List;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;

/**
 * The sum of the answers of an aligned run of shards: a node of the tree that all answers are added up in.
 *
 * <p>Node (level ℓ, index k) stands for the shards k·2^ℓ … (k+1)·2^ℓ − 1, as far as they exist, and is the sum of its two children,
 * or equal to its left one if the right one has no shards. The tree depends on the number of shards alone. Whoever holds both children
 * may add them, so the bits of the root do not depend on who holds which shard.
 *
 * <p>Its vector covers the parameters from {@code first} on, as many as there are; where it covers more than a child does, the
 * child's part counts as zeros.
 *
 * @param level ℓ
 * @param index k
 * @param heads how many doubles at the beginning of {@code values} belong to no single parameter
 * @param first the first parameter that the vector covers
 * @param values heads, then the vector; the node's own array
 */
public record Partial(int level, int index, int heads, int first, double[] values) {

    /** The leaf of shard {@code id}: its answer at {@code theta}, which are all parameters of the sum. */
    static Partial of(int id, TermShard shard, Question question, double[] theta) {
        int from = shard.first();
        int to = from + shard.parameters();
        boolean whole = from == 0 && to == theta.length;
        double[] values = new double[question.length(shard.parameters())];
        shard.answer(question.cut(from, to), whole ? theta : Arrays.copyOfRange(theta, from, to), values);
        return new Partial(0, id, question.heads(shard.parameters()), from, values);
    }

    /** Adds a node to the end of a list of nodes in the order of their shards; siblings become their parent. */
    static void push(List<Partial> nodes, Partial node) {
        Partial last = node;
        while (!nodes.isEmpty() && nodes.get(nodes.size() - 1).isLeftSiblingOf(last)) {
            last = nodes.remove(nodes.size() - 1).plus(last, last.level + 1);
        }
        nodes.add(last);
    }

    /** The root, of a list of nodes that cover all shards. */
    static Partial collapse(List<Partial> nodes) {
        Partial sum = nodes.get(nodes.size() - 1);
        for (int i = nodes.size() - 2; i >= 0; i--) {
            sum = nodes.get(i).plus(sum, nodes.get(i).level + 1);
        }
        return sum;
    }

    private boolean isLeftSiblingOf(Partial right) {
        return level == right.level && (index & 1) == 0 && right.index == index + 1;
    }

    /** The sum of this node and the one to its right; may use up both. */
    private Partial plus(Partial right, int newLevel) {
        int low = Math.min(first, right.first);
        int high = Math.max(end(), right.end());
        boolean covers = low == first && high == end();
        double[] sum = covers ? values : widened(low, high);
        add(right, sum, low);
        return new Partial(newLevel, index >> newLevel - level, heads, low, sum);
    }

    private int end() {
        return first + values.length - heads;
    }

    /** A copy whose vector covers {@code low} … {@code high} − 1. */
    private double[] widened(int low, int high) {
        double[] wide = new double[heads + high - low];
        System.arraycopy(values, 0, wide, 0, heads);
        System.arraycopy(values, heads, wide, heads + first - low, values.length - heads);
        return wide;
    }

    private static void add(Partial right, double[] sum, int low) {
        double[] more = right.values;
        for (int i = 0; i < right.heads; i++) {
            sum[i] += more[i];
        }
        int shift = right.first - low;
        for (int i = right.heads; i < more.length; i++) {
            sum[i + shift] += more[i];
        }
    }

    /** The answer of the whole sum, which has {@code parameters} parameters. */
    double[] whole(Question question, int parameters) {
        return values.length == question.length(parameters) ? values : widened(0, parameters);
    }
}
