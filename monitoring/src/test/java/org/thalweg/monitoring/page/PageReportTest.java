package org.thalweg.monitoring.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageReportTest {
    private final ScriptedContent content = new ScriptedContent();

    @Test
    void holds_everything_and_loads_nothing() {
        content.landscape = Optional.of(PageContent.utf8("{\"values\":[1,2,3]}"));
        String html = PageReport.html(content);

        assertThat(html)
                .doesNotContain("<script defer src", "<link rel=\"stylesheet\"", "<!-- files -->", "<!-- data -->")
                .contains("var uPlot=", "\"events\":[[\"run\",{\"kind\":\"search\"}]]", "\"values\":[1,2,3]");
        Matcher addresses = Pattern.compile("(?:src|href)=\"([a-z]+):").matcher(html);
        while (addresses.find()) {
            assertThat(addresses.group(1)).isEqualTo("data");
        }
    }

    @Test
    void allows_its_own_scripts_and_styles_by_their_hashes() throws Exception {
        String html = PageReport.html(content);
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(html);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1)).startsWith("default-src 'none'").doesNotContain("unsafe");

        int inline = 0;
        Matcher parts = Pattern.compile("(?s)<(script|style)>(.*?)</\\1>").matcher(html);
        while (parts.find()) {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(parts.group(2).getBytes(StandardCharsets.UTF_8));
            assertThat(policy.group(1))
                    .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
            inline++;
        }
        assertThat(inline).isEqualTo(PageFile.SCRIPTS.size() + PageFile.STYLES.size());
    }

    @Test
    void lets_no_text_of_the_run_end_the_script_that_holds_it() {
        content.state = "{\"objective\":\"</script><script>alert(1)</script><!-- $1 \\\\ \u2028 & \"}";
        content.opening = List.of(new PageEvent("run", "{\"objective\":\"<img src=x onerror=alert(1)>\"}"));
        String html = PageReport.html(content);

        assertThat(html)
                .contains("\\u003c/script\\u003e\\u003cscript\\u003ealert(1)", "\\u003c!-- $1 \\\\ \\u2028 \\u0026")
                .doesNotContain("<script>alert", "<img src=x", "\u2028");
    }
}
