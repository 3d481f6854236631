package org.thalweg.monitoring.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;

/**
 * The page as one file, with the data inside: it shows what the live page showed at the end, and asks nobody for anything.
 *
 * <p>Its content security policy allows the very scripts and styles that are in it, by their SHA-256, and nothing else.
 */
public final class PageReport {
    private PageReport() {}

    /**
     * The text of the file.
     *
     * @param content of a run that has ended
     */
    public static String html(PageContent content) {
        List<String> scripts = PageFile.SCRIPTS.stream().map(PageFile::text).toList();
        List<String> styles = PageFile.STYLES.stream().map(PageFile::text).toList();
        StringBuilder head = new StringBuilder();
        head.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(policy(scripts, styles))
                .append("\">\n");
        head.append("<link rel=\"icon\" href=\"data:image/svg+xml;base64,")
                .append(Base64.getEncoder().encodeToString(PageFile.ICON.bytes()))
                .append("\">\n");
        styles.forEach(style -> head.append("<style>").append(style).append("</style>\n"));
        StringBuilder body = new StringBuilder();
        body.append("<script type=\"application/json\" id=\"data\">")
                .append(data(content))
                .append("</script>\n");
        scripts.forEach(script -> body.append("<script>").append(script).append("</script>\n"));
        return PageFile.PAGE
                .text()
                .replaceFirst("(?s)<!-- files -->.*<!-- end of files -->", Matcher.quoteReplacement(head.toString()))
                .replaceFirst("<!-- data -->", Matcher.quoteReplacement(body.toString()));
    }

    /** An object with all that the page would have asked for; what would end the script or a line of it is escaped. */
    private static String data(PageContent content) {
        List<String> events = new ArrayList<>();
        for (PageEvent event : content.opening()) {
            events.add("[\"" + event.name() + "\"," + event.json() + "]");
        }
        String landscape = content.landscape().map(PageReport::text).orElse("null");
        String json = "{\"events\":[" + String.join(",", events) + "],\"state\":" + text(content.state())
                + ",\"landscape\":" + landscape + "}";
        return json.replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static String policy(List<String> scripts, List<String> styles) {
        return "default-src 'none'; script-src " + hashes(scripts) + "; style-src " + hashes(styles)
                + "; img-src data: blob:; base-uri 'none'; form-action 'none'";
    }

    private static String hashes(List<String> texts) {
        return String.join(" ", texts.stream().map(PageReport::hash).toList());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(PageContent.utf8(text));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
