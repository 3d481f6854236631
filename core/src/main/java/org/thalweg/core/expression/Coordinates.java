package org.thalweg.core.expression;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.RandomAccess;

/**
 * The variables of a formula laid out as the flat coordinates 0, …, dimension − 1 of a point.
 *
 * <p>Every scalar takes one coordinate, every vector as many as it has elements, in order; x[1] comes first.
 */
public final class Coordinates {

    private final List<Block> blocks;
    private final int[] firsts;
    private final Map<String, Block> byName = new LinkedHashMap<>();
    private final int dimension;

    /**
     * The coordinates of one variable.
     *
     * @param first the coordinate of the scalar, or of the vector's element 1
     * @param size 1 for a scalar, the number of elements of a vector
     */
    public record Block(String name, int first, int size, boolean isVector) {}

    private Coordinates(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
        firsts = blocks.stream().mapToInt(Block::first).toArray();
        long total = 0;
        for (Block block : blocks) {
            if (block.first() != total || block.size() < 1 || byName.put(block.name(), block) != null) {
                throw new IllegalArgumentException("the variable " + block + " does not follow those before it");
            }
            total += block.size();
        }
        if (total > Limits.MAX_DIMENSION) {
            throw new ExpressionException(
                    "the formula has " + total + " coordinates: at most " + Limits.MAX_DIMENSION + " are accepted");
        }
        dimension = (int) total;
    }

    /** Variables in order; the value is the number of elements of a vector, and empty for a scalar. */
    static Coordinates of(Map<String, OptionalInt> variables) {
        List<Block> blocks = new ArrayList<>();
        long first = 0;
        for (var entry : variables.entrySet()) {
            int size = entry.getValue().orElse(1);
            blocks.add(new Block(
                    entry.getKey(),
                    (int) Math.min(first, Integer.MAX_VALUE),
                    size,
                    entry.getValue().isPresent()));
            first += size;
        }
        return new Coordinates(blocks);
    }

    public int dimension() {
        return dimension;
    }

    /** One block a variable, in order. */
    public List<Block> blocks() {
        return blocks;
    }

    public Optional<Block> block(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The name of a coordinate: {@code y}, or {@code x[3]}. */
    public String name(int coordinate) {
        if (coordinate < 0 || coordinate >= dimension) {
            throw new IndexOutOfBoundsException("coordinate " + coordinate + " of " + dimension);
        }
        int found = Arrays.binarySearch(firsts, coordinate);
        Block block = blocks.get(found >= 0 ? found : -found - 2);
        return block.isVector() ? block.name() + "[" + (coordinate - block.first() + 1) + "]" : block.name();
    }

    /** The names of all coordinates; made when they are read, so a large dimension costs nothing. */
    public List<String> names() {
        return new NameList();
    }

    /** The coordinate with a name such as {@code y} or {@code x[3]}, if there is one. */
    public OptionalInt coordinate(String name) {
        Block block = byName.get(name);
        if (block != null) {
            return block.isVector() ? OptionalInt.empty() : OptionalInt.of(block.first());
        }
        int bracket = name.indexOf('[');
        if (bracket < 0 || !name.substring(bracket).matches("\\[[1-9][0-9]{0,8}]")) {
            return OptionalInt.empty();
        }
        int index = Integer.parseInt(name.substring(bracket + 1, name.length() - 1));
        block = byName.get(name.substring(0, bracket));
        if (block == null || !block.isVector() || index > block.size()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(block.first() + index - 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Coordinates that && blocks.equals(that.blocks);
    }

    @Override
    public int hashCode() {
        return blocks.hashCode();
    }

    @Override
    public String toString() {
        return blocks.toString();
    }

    private final class NameList extends AbstractList<String> implements RandomAccess {
        @Override
        public String get(int coordinate) {
            return name(coordinate);
        }

        @Override
        public int size() {
            return dimension;
        }
    }
}
