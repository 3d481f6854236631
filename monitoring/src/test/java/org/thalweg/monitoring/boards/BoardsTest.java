package org.thalweg.monitoring.boards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.thalweg.monitoring.meters.Catalogue;

/** Dashboards as files: they ask for what there is, hang together, and fit on the screen. */
class BoardsTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]+)}?");

    @Test
    void there_is_one_for_searches_one_for_fits_and_one_for_the_cluster() throws IOException {
        assertThat(Board.all())
                .map(board -> board.json().get("uid").asText())
                .containsExactly("thalweg-cluster", "thalweg-fit", "thalweg-search");
    }

    @Test
    void every_query_parses_and_asks_for_names_and_labels_of_the_catalogue_alone() throws IOException {
        for (Board board : Board.all()) {
            assertThat(board.queries()).isNotEmpty().allSatisfy(query -> Known.check(query.place(), query.filledIn()));
        }
    }

    @Test
    void together_they_show_every_meter_of_the_catalogue() throws IOException {
        Set<String> asked = new HashSet<>();
        for (Board board : Board.all()) {
            for (Board.Query query : board.queries()) {
                asked.addAll(PromQl.parse(query.filledIn()).metrics());
            }
        }
        Rules.all().forEach(rule -> {
            if (asked.contains(rule.record())) {
                asked.addAll(PromQl.parse(rule.expression()).metrics());
            }
        });

        assertThat(Catalogue.entries())
                .allSatisfy(entry -> assertThat(entry.series()).anyMatch(asked::contains));
    }

    @Test
    void every_panel_has_a_title_a_type_a_place_of_its_own_and_the_data_source_that_is_chosen() throws IOException {
        for (Board board : Board.all()) {
            Set<Integer> ids = new HashSet<>();
            Set<String> titles = new HashSet<>();
            List<int[]> places = new ArrayList<>();
            for (JsonNode panel : board.panels()) {
                assertThat(ids.add(panel.get("id").asInt())).isTrue();
                assertThat(titles.add(
                                panel.get("type").asText() + panel.get("title").asText()))
                        .isTrue();
                JsonNode place = panel.get("gridPos");
                int x = place.get("x").asInt();
                int y = place.get("y").asInt();
                int[] box = {
                    x, y, x + place.get("w").asInt(), y + place.get("h").asInt()
                };
                assertThat(box[2]).isLessThanOrEqualTo(24);
                assertThat(places).as(panel.get("title").asText()).noneMatch(other -> overlap(box, other));
                places.add(box);
                if (!panel.get("type").asText().equals("row")) {
                    assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                    assertThat(panel.get("targets")).isNotEmpty();
                }
            }
        }
    }

    private static boolean overlap(int[] a, int[] b) {
        return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    }

    @Test
    void every_variable_that_is_used_is_declared_and_the_other_way_round() throws IOException {
        for (Board board : Board.all()) {
            Set<String> declared = new HashSet<>();
            board.json()
                    .at("/templating/list")
                    .forEach(variable -> declared.add(variable.get("name").asText()));
            Set<String> used = new HashSet<>();
            Matcher variables = VARIABLE.matcher(board.json().toString().replace("$__", "__"));
            while (variables.find()) {
                used.add(variables.group(1));
            }
            assertThat(used).as(board.name()).isEqualTo(declared);
        }
    }

    @Test
    void each_links_to_the_others_and_marks_restarts() throws IOException {
        for (Board board : Board.all()) {
            JsonNode json = board.json();
            assertThat(json.get("tags")).map(JsonNode::asText).containsExactly("thalweg");
            assertThat(json.at("/links/0/tags/0").asText()).isEqualTo("thalweg");
            assertThat(json.get("links")).allMatch(link -> link.has("icon") && link.has("tooltip"));
            assertThat(StreamSupport.stream(json.at("/annotations/list").spliterator(), false))
                    .anyMatch(note -> note.get("expr").asText().contains("flink_job_restarts_total"));
        }
    }
}
