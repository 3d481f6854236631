package org.thalweg.jobs.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The column of a table whose cells are words and not numbers: each word stands for a number, in the order in which they come. May be used by
 * several threads, so the numbers are no part of any result.
 */
public final class Words implements Serializable {
    private static final long serialVersionUID = 1;

    private final String column;
    private final int most;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    /**
     * No words yet.
     *
     * @param column the name in the header
     * @param most how many different words there may be
     */
    public Words(String column, int most) {
        this.column = column;
        this.most = most;
    }

    String column() {
        return column;
    }

    /**
     * The number of a word, which it keeps.
     *
     * @throws DataException if there are too many
     */
    int number(String word) {
        int number = numbers.computeIfAbsent(word, fresh -> next.getAndIncrement());
        if (number >= most) {
            throw DataException.of(
                    "column %s has more than %,d different values, which is too many for classes.", column, most);
        }
        return number;
    }

    /** All words, each at its number. */
    public List<String> all() {
        String[] words = new String[next.get()];
        numbers.forEach((word, number) -> words[number] = word);
        return Arrays.asList(words);
    }

    /** The number that a text is; NaN if it is none. */
    public static double value(String word) {
        return Cells.number(word);
    }
}
