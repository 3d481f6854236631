package org.thalweg.monitoring.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that users look names up in says what the catalogue says. */
class ReferenceTest {
    private static final Path PAGE = Path.of("docs/metrics.md");
    private static final Pattern NAME = Pattern.compile("\\b(thalweg|flink)_[a-z_]+");

    @Test
    void the_page_has_a_line_for_every_meter_and_no_other() throws IOException {
        List<String> expected = new ArrayList<>();
        for (CatalogueEntry[] table :
                List.<CatalogueEntry[]>of(Meter.values(), FlinkMeter.values(), ReporterMeter.values())) {
            for (CatalogueEntry entry : table) {
                expected.add(line(entry));
            }
        }

        assertThat(Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith("| `")
                                && (line.contains("| counter |")
                                        || line.contains("| gauge |")
                                        || line.contains("| histogram |"))))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void every_name_in_its_texts_and_queries_is_one_of_the_catalogue() throws IOException {
        Set<String> known = new HashSet<>();
        for (CatalogueEntry entry : Catalogue.entries()) {
            known.add(entry.prometheusName());
            known.addAll(entry.series());
        }
        List<String> named = NAME.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(known).contains(name));
    }

    private static String line(CatalogueEntry entry) {
        String type = entry.type() == CatalogueEntry.Type.TIMER
                ? "histogram"
                : entry.type().name().toLowerCase(Locale.ROOT);
        String labels = entry.labels().isEmpty()
                ? "–"
                : String.join(
                        ", ",
                        entry.labels().stream().map(label -> '`' + label + '`').toList());
        String flink = entry instanceof FlinkMeter meter ? " Flink's `%s`.".formatted(meter.flinkName()) : "";
        return "| `%s` | %s | %s | %s%s |".formatted(entry.prometheusName(), type, labels, entry.description(), flink);
    }
}
