package org.thalweg.monitoring.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One of the files that the page consists of.
 *
 * @param name in the address as among the resources
 * @param type its media type
 */
record PageFile(String name, String type) {
    /** The page itself. */
    static final PageFile PAGE = new PageFile("page.html", "text/html; charset=utf-8");

    static final PageFile ICON = new PageFile("icon.svg", "image/svg+xml");

    /** In the order in which the page names them. */
    static final List<PageFile> STYLES = List.of(style("uPlot.min.css"), style("page.css"), style("figures.css"));

    /** In the order in which they are to run: each knows those before it. */
    static final List<PageFile> SCRIPTS = List.of(
            script("uPlot.iife.min.js"),
            script("format.js"),
            script("statistics.js"),
            script("model.js"),
            script("feed.js"),
            script("dom.js"),
            script("pen.js"),
            script("axes.js"),
            script("figure.js"),
            script("timeline.js"),
            script("contours.js"),
            script("landscape.js"),
            script("coordinates.js"),
            script("basins.js"),
            script("minima.js"),
            script("fit.js"),
            script("summary.js"),
            script("main.js"));

    static final PageFile LICENSE = new PageFile("uPlot.LICENSE.txt", "text/plain; charset=utf-8");

    private static PageFile style(String name) {
        return new PageFile(name, "text/css; charset=utf-8");
    }

    private static PageFile script(String name) {
        return new PageFile(name, "text/javascript; charset=utf-8");
    }

    byte[] bytes() {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("%s is not among the resources".formatted(name));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
