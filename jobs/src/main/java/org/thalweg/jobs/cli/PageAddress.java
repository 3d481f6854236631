package org.thalweg.jobs.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Stack;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thalweg.monitoring.page.PageContent;
import org.thalweg.monitoring.page.PageServer;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a page listens: {@code PORT} on loopback, {@code HOST:PORT}, or nothing said: {@value #USUAL} on loopback, or any
 * free port where that is taken.
 *
 * @param usual whether nothing was said
 */
record PageAddress(String host, int port, boolean usual) {
    private static final int USUAL = 8088;
    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern FORM = Pattern.compile("(?:(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+):)?([0-9]{1,5})");

    /** @param text what was said, empty for nothing */
    static PageAddress of(String option, String text) {
        if (text.isEmpty()) {
            return new PageAddress(LOOPBACK, USUAL, true);
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(2)) > 65_535) {
            throw CommandException.usage(
                    "%s: %s is neither a port (0 to 65535, 0 for any that is free) nor HOST:PORT.", option, text);
        }
        String host = form.group(1) == null ? LOOPBACK : form.group(1).replaceAll("[\\[\\]]", "");
        return new PageAddress(host, Integer.parseInt(form.group(2)), false);
    }

    /** Begins to listen. */
    PageServer serve(String option, PageContent content) {
        try {
            InetAddress address = InetAddress.getByName(host);
            try {
                return PageServer.start(new InetSocketAddress(address, port), content);
            } catch (BindException e) {
                if (!usual) {
                    throw e;
                }
                return PageServer.start(new InetSocketAddress(address, 0), content);
            }
        } catch (UnknownHostException e) {
            throw CommandException.usage("%s: there is no host %s.", option, host);
        } catch (IOException e) {
            throw CommandException.usage(
                    "%s: cannot listen to %s:%d (%s). Maybe another program does? Port 0 takes any that is free.",
                    option, host, port, String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Takes the next argument only if it is an address: in {@code minimize --page "x^2"} the formula is none of the option's.
     */
    static final class Optional implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            boolean given =
                    !arguments.isEmpty() && FORM.matcher(arguments.peek()).matches();
            option.setValue(given ? arguments.pop() : "");
        }
    }
}
