package org.thalweg.monitoring.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may see a page, and stop the run.
 *
 * <p>On a loopback address: whoever can reach it, if it was addressed by a name of this machine; a foreign name in the
 * {@code Host} header is a foreign page that had its name resolved to this machine. On any other address: whoever has the
 * token, in the address ({@code ?token=}), which becomes a cookie, or as {@code Authorization: Bearer}.
 *
 * @param token null where none is needed
 */
record PageAccess(@Nullable String token) {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int TOKEN_BYTES = 24;

    /** The access to a page that listens on {@code address}: with a new token if others than this machine reach it. */
    static PageAccess to(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return new PageAccess(null);
        }
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return new PageAccess(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** The HTTP status with which a request is refused; 0 if it is not. */
    int refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String host = headers.getFirst("Host");
        String origin = headers.getFirst("Origin");
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            return 403;
        }
        if ("cross-site".equals(headers.getFirst("Sec-Fetch-Site")) && !isNavigation(headers)) {
            return 403;
        }
        if (token == null) {
            return host != null && LOOPBACK_NAMES.contains(name(host)) ? 0 : 403;
        }
        return isGiven(exchange, token) ? 0 : 401;
    }

    /** A link on another site may be followed; its scripts still see nothing. */
    private static boolean isNavigation(Headers headers) {
        return "navigate".equals(headers.getFirst("Sec-Fetch-Mode"));
    }

    private static String name(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.replaceFirst(":[0-9]+$", "");
    }

    private static boolean isGiven(HttpExchange exchange, String token) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null && isEqual(authorization, "Bearer " + token)) {
            return true;
        }
        if (hasToken(exchange, token)) {
            return true;
        }
        String cookies = exchange.getRequestHeaders().getFirst("Cookie");
        if (cookies == null) {
            return false;
        }
        for (String cookie : cookies.split(";")) {
            if (isEqual(cookie.strip(), cookieName(exchange) + "=" + token)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasToken(HttpExchange exchange, String token) {
        String query = exchange.getRequestURI().getRawQuery();
        return query != null && isEqual(query, "token=" + token);
    }

    /**
     * The cookie for one who came with the token in the address, so that it need not stay there; null for others.
     *
     * <p>Its name has the port, since cookies do not tell ports apart.
     */
    @Nullable String newCookie(HttpExchange exchange) {
        if (token == null || !hasToken(exchange, token)) {
            return null;
        }
        HttpCookie cookie = new HttpCookie(cookieName(exchange), token);
        return cookie.getName() + "=" + cookie.getValue() + "; Path=/; HttpOnly; SameSite=Strict";
    }

    private static String cookieName(HttpExchange exchange) {
        return "thalweg-page-" + exchange.getLocalAddress().getPort();
    }

    /** Takes the same time wherever the texts differ. */
    private static boolean isEqual(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return token == null ? "PageAccess[loopback]" : "PageAccess[token]";
    }
}
