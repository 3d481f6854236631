package org.thalweg.jobs.cli;

import java.math.BigDecimal;

/** Reads whole numbers that users type: {@code 1000}, {@code 1e6}, {@code 1_000_000} and {@code 1,000,000}. */
final class WholeNumber {
    private WholeNumber() {}

    /** Any signed 64-bit integer. */
    static long signed(String option, String text) {
        try {
            return new BigDecimal(text.strip().replaceAll("(?<=\\d)[_,](?=\\d)", "")).longValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw CommandException.usage("%s: '%s' must be a whole number between -2^63 and 2^63 - 1.", option, text);
        }
    }

    static long atLeast(long least, String option, String text) {
        long value = signed(option, text);
        if (value < least) {
            throw CommandException.usage("%s: %s must be at least %d.", option, text, least);
        }
        return value;
    }

    static int between(int least, int most, String option, String text) {
        long value = atLeast(least, option, text);
        if (value > most) {
            throw CommandException.usage("%s: %s must be at most %d.", option, text, most);
        }
        return (int) value;
    }
}
