package org.thalweg.jobs.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.thalweg.jobs.data.Words;

/**
 * The classes that rows belong to.
 *
 * @param labels what they are called: ascending where all are numbers, else in the order of their letters
 * @param of the class of each row, an index of the labels
 */
record Classes(List<String> labels, int[] of) {

    /**
     * Finds the classes.
     *
     * @param response of each row: a number, or the index of a word
     * @param words that rows have as their response; empty where those are numbers
     */
    static Classes of(double[] response, List<String> words) {
        if (words.isEmpty()) {
            return ofNumbers(response);
        }
        double[] values = words.stream().mapToDouble(Words::value).toArray();
        if (Arrays.stream(values).noneMatch(Double::isNaN)) {
            return ofNumbers(
                    Arrays.stream(response).map(word -> values[(int) word]).toArray());
        }
        return ofWords(response, words);
    }

    private static Classes ofNumbers(double[] response) {
        double[] values = Arrays.stream(response).distinct().sorted().toArray();
        return new Classes(
                Arrays.stream(values).mapToObj(NumberText::plain).toList(),
                Arrays.stream(response)
                        .mapToInt(y -> Arrays.binarySearch(values, y))
                        .toArray());
    }

    /** Words of rows that were left out are no classes. */
    private static Classes ofWords(double[] response, List<String> words) {
        int[] seen =
                Arrays.stream(response).mapToInt(word -> (int) word).distinct().toArray();
        List<Integer> order = IntStream.of(seen)
                .boxed()
                .sorted(Comparator.comparing(words::get))
                .toList();
        int[] place = new int[words.size()];
        for (int k = 0; k < order.size(); k++) {
            place[order.get(k)] = k;
        }
        return new Classes(
                order.stream().map(words::get).toList(),
                Arrays.stream(response).mapToInt(word -> place[(int) word]).toArray());
    }
}
