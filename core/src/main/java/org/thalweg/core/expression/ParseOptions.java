package org.thalweg.core.expression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about a formula beside its text.
 *
 * @param lets constants by name, each a text without variables, such as {@code 38} or {@code pi/2} ({@code --let})
 * @param dimensions the number of elements of vectors by name; the name "" stands for the only vector of the formula ({@code
 *     --dimension})
 * @param order variables in the order of their coordinates; the others follow by first appearance. All must appear, unless
 *     {@code closed}
 * @param closed whether no other variables than those of {@code order} may appear; a vector is one that has a dimension
 */
public record ParseOptions(
        SortedMap<String, String> lets, SortedMap<String, Integer> dimensions, List<String> order, boolean closed)
        implements Serializable {

    private static final ParseOptions NONE = new ParseOptions(new TreeMap<>(), new TreeMap<>(), List.of(), false);

    public ParseOptions {
        lets = Collections.unmodifiableSortedMap(new TreeMap<>(lets));
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
        order = List.copyOf(order);
        lets.keySet().forEach(ParseOptions::requireName);
        dimensions.forEach((name, size) -> {
            if (!name.isEmpty()) {
                requireName(name);
            }
            if (size < 1 || size > Limits.MAX_DIMENSION) {
                throw new ExpressionException("the dimension " + (name.isEmpty() ? "" : "of " + name + " ") + "(" + size
                        + ") must lie in 1.." + Limits.MAX_DIMENSION);
            }
        });
        order.forEach(ParseOptions::requireName);
        if (order.size() != order.stream().distinct().count()) {
            throw new ExpressionException("the variables " + order + " must be named once each");
        }
    }

    /** Nothing but the text. */
    public static ParseOptions none() {
        return NONE;
    }

    /** With the constant {@code name} of the given value ({@code --let name=value}). */
    public ParseOptions withLet(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(lets);
        more.put(Characters.normalize(name), value);
        return new ParseOptions(more, dimensions, order, closed);
    }

    /** With the number of elements of the formula's only vector ({@code --dimension size}). */
    public ParseOptions withDimension(int size) {
        return withDimension("", size);
    }

    /** With the number of elements of a vector ({@code --dimension vector=size}). */
    public ParseOptions withDimension(String vector, int size) {
        SortedMap<String, Integer> more = new TreeMap<>(dimensions);
        more.put(Characters.normalize(vector), size);
        return new ParseOptions(lets, more, order, closed);
    }

    /** With these variables (vectors without brackets) first, in this order; each must appear in the text. */
    public ParseOptions withOrder(List<String> names) {
        return new ParseOptions(
                lets, dimensions, names.stream().map(Characters::normalize).toList(), closed);
    }

    /** With the given coordinates and no others, whether they appear in the text or not. */
    public ParseOptions withCoordinates(Coordinates coordinates) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        boolean hasVector = coordinates.blocks().stream().anyMatch(Coordinates.Block::isVector);
        if (!hasVector && dimensions.containsKey("")) {
            sizes.put("", dimensions.get(""));
        }
        List<String> names = new ArrayList<>();
        for (Coordinates.Block block : coordinates.blocks()) {
            names.add(block.name());
            if (block.isVector()) {
                sizes.put(block.name(), block.size());
            }
        }
        return new ParseOptions(lets, sizes, names, true);
    }

    private static void requireName(String name) {
        boolean legal = !name.isEmpty()
                && Characters.startsName(name.codePointAt(0))
                && name.codePoints().allMatch(Characters::continuesName);
        if (!legal) {
            throw new ExpressionException("the name \"" + Excerpt.printable(name)
                    + "\" must consist of letters, digits and _, and not begin with a digit");
        }
        if (Names.isReserved(name)) {
            throw new ExpressionException("the name " + name + " has a meaning of its own: choose another");
        }
    }
}
