package org.thalweg.core.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.StationaryPoint;

/**
 * The canonical form of a result and its SHA-256.
 *
 * <p>One line a fact, numbers as the hexadecimal digits of their bits: the objective, the seed, the status, the answer,
 * the minima and stationary points, the counts. Texts for people, timings, versions and parallelism are left out.
 */
final class ResultDigest {
    private final StringBuilder form = new StringBuilder();

    private ResultDigest() {}

    static String of(SearchResult result) {
        ResultDigest digest = new ResultDigest();
        digest.write(result);
        try {
            byte[] bytes = digest.form.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void write(SearchResult result) {
        Problem problem = result.specification().problem();
        line("objective", problem.text());
        line("variables", String.join(",", problem.variables()));
        line("maximize", problem.maximize());
        line("seed", result.specification().starts().seed());
        line("status", result.status());
        answer(result.best());
        points("minimum", result.minima());
        line("minimaTotal", result.minimaTotal());
        line("droppedHits", result.droppedHits());
        points("stationary", result.stationary());
        line("starts", result.starts());
        line("nfev", result.evaluations());
        line("nit", result.iterations());
    }

    private void answer(@Nullable StationaryPoint best) {
        point("best", best);
        if (best != null) {
            numbers("jac", best.gradient());
        }
    }

    private void points(String name, List<FoundPoint> points) {
        for (FoundPoint found : points) {
            point(name, found.point());
            line("met", found.hits() + " " + found.escapes() + " " + found.start());
        }
    }

    private void point(String name, @Nullable StationaryPoint point) {
        if (point == null) {
            line(name, "none");
            return;
        }
        line(name, point.kind());
        numbers("x", point.x());
        numbers("fun", point.value());
    }

    private void numbers(String name, double... values) {
        StringBuilder hex = new StringBuilder();
        for (double value : values) {
            hex.append(' ').append(Long.toHexString(Double.doubleToLongBits(value)));
        }
        line(name, hex);
    }

    private void line(String name, Object value) {
        form.append(name).append('=').append(value).append('\n');
    }
}
