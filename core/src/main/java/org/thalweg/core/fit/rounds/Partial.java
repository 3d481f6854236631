package org.thalweg.core.fit.rounds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sum of the answers of an aligned run of shards: a node of the tree that all answers are added up in.
 *
 * <p>Node (level ℓ, index k) stands for the shards k·2^ℓ … (k+1)·2^ℓ − 1, as far as they exist, and is the sum of its two children,
 * or equal to its left one if the right one has no shards. The tree depends on the number of shards alone. Whoever holds both children
 * may add them, so the bits of the root do not depend on who holds which shard.
 *
 * <p>Its vector is a list of slices, ascending and apart: a parameter that only one child has is that child's, one that both have is
 * their sum. So shards that share few parameters are added at little cost, and what they do not touch takes no space.
 *
 * @param level ℓ
 * @param index k
 * @param heads what belongs to no single parameter; adding writes to the left child's
 * @param vector what belongs to parameters; adding writes to the left child's
 */
public record Partial(int level, int index, double[] heads, List<Slice> vector) {

    /** Adds a node to the end of a list of nodes in the order of their shards; siblings become their parent. */
    static void push(List<Partial> nodes, Partial node) {
        Partial last = node;
        while (!nodes.isEmpty() && nodes.get(nodes.size() - 1).isLeftSiblingOf(last)) {
            last = nodes.remove(nodes.size() - 1).plus(last);
        }
        nodes.add(last);
    }

    /** The root, of a list made by {@link #push} of nodes that cover all shards. */
    static Partial root(List<Partial> nodes) {
        Partial sum = nodes.get(nodes.size() - 1);
        for (int i = nodes.size() - 2; i >= 0; i--) {
            sum = nodes.get(i).plus(sum);
        }
        return sum;
    }

    /** The first shard that it stands for. */
    long position() {
        return (long) index << level;
    }

    /** The same node for the owner of the parameters {@code from} … {@code to} − 1: its heads are a copy, since all owners have them. */
    Partial cut(int from, int to) {
        List<Slice> cut = new ArrayList<>(vector.size());
        for (Slice slice : vector) {
            Slice part = slice.cut(from, to);
            if (!part.isEmpty()) {
                cut.add(part);
            }
        }
        return new Partial(level, index, heads.clone(), cut);
    }

    /**
     * Heads, and then the vector of the parameters {@code from} … {@code to} − 1, zero where it has none.
     *
     * @param room is overwritten and returned if it has the right length; else a new array is
     */
    double[] dense(int from, int to, double[] room) {
        int length = heads.length + to - from;
        double[] answer = room.length == length ? room : new double[length];
        System.arraycopy(heads, 0, answer, 0, heads.length);
        int shift = heads.length - from;
        int done = from;
        for (Slice slice : vector) {
            Slice part = slice.cut(from, to);
            if (!part.isEmpty()) {
                Arrays.fill(answer, shift + done, shift + part.first(), 0);
                part.copyTo(answer, heads.length, from, to - from);
                done = part.end();
            }
        }
        Arrays.fill(answer, shift + done, length, 0);
        return answer;
    }

    private boolean isLeftSiblingOf(Partial right) {
        return level == right.level && (index & 1) == 0 && right.index == index + 1;
    }

    private Partial plus(Partial right) {
        for (int i = 0; i < heads.length; i++) {
            heads[i] += right.heads[i];
        }
        return new Partial(level + 1, index >> 1, heads, merged(vector, right.vector));
    }

    /** Both lists in one, the overlaps added to the left one's slices. */
    private static List<Slice> merged(List<Slice> left, List<Slice> right) {
        List<Slice> all = new ArrayList<>(left.size() + right.size());
        int i = 0;
        for (Slice slice : right) {
            int from = slice.first();
            while (i < left.size() && left.get(i).first() < slice.end()) {
                Slice mine = left.get(i);
                addGap(all, slice.cut(from, mine.first()));
                Slice overlap = slice.cut(Math.max(from, mine.first()), mine.end());
                mine.add(overlap);
                from = Math.max(from, mine.end());
                if (mine.end() > slice.end()) {
                    break;
                }
                all.add(mine);
                i++;
            }
            addGap(all, slice.cut(from, slice.end()));
        }
        all.addAll(left.subList(i, left.size()));
        return all;
    }

    private static void addGap(List<Slice> all, Slice gap) {
        if (!gap.isEmpty()) {
            all.add(gap);
        }
    }
}
