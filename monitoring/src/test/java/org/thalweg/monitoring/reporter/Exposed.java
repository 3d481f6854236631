package org.thalweg.monitoring.reporter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape in Prometheus' text format, read strictly: whatever is neither a comment nor a sample is an error, and so are
 * a sample of an undeclared type and a series that is there twice.
 *
 * @param types by name of the family
 * @param samples by series, written as {@code name{label=value,…}} with sorted labels
 */
record Exposed(Map<String, String> types, Map<String, String> help, Map<String, Double> samples) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\",?");

    static Exposed at(URI address) throws IOException, InterruptedException {
        HttpResponse<String> response = get(address);
        if (response.statusCode() != 200) {
            throw new AssertionError(address + " answers " + response.statusCode());
        }
        return parse(response.body());
    }

    static HttpResponse<String> get(URI address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static Exposed parse(String text) {
        Exposed exposed = new Exposed(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        text.lines().filter(line -> !line.isEmpty()).forEach(exposed::read);
        return exposed;
    }

    private void read(String line) {
        String[] words = line.split(" ", 4);
        if (words[0].equals("#")) {
            (words[1].equals("TYPE") ? types : help).put(words[2], words[3]);
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("not a sample: " + line);
        }
        String name = sample.group(1);
        if (!types.containsKey(name) && !types.containsKey(name.replaceAll("_(bucket|sum|count)$", ""))) {
            throw new AssertionError("no type is declared of " + line);
        }
        String series = name + labels(sample.group(2) == null ? "" : sample.group(2));
        if (samples.put(series, number(sample.group(3))) != null) {
            throw new AssertionError("there twice: " + series);
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!label.find(at) || label.start() != at) {
                throw new AssertionError("not labels: " + text.substring(at));
            }
            labels.put(
                    label.group(1),
                    label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
            at = label.end();
        }
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    double value(String series) {
        Double value = samples.get(series);
        if (value == null) {
            throw new AssertionError("no series " + series + " among " + samples.keySet());
        }
        return value;
    }

    /** The series of a family. */
    List<String> of(String name) {
        return samples.keySet().stream()
                .filter(series -> series.startsWith(name + '{'))
                .toList();
    }
}
