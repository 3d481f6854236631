package org.thalweg.monitoring.page;

/**
 * Something that pages are told as it happens.
 *
 * @param name what it is, such as {@code progress}: letters alone
 * @param json what there is to say, on one line
 */
public record PageEvent(String name, String json) {

    public PageEvent {
        if (!name.chars().allMatch(Character::isLetter) || name.isEmpty()) {
            throw new IllegalArgumentException("name (%s) must consist of letters".formatted(name));
        }
        if (json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("json must be on one line: a line break ends an event");
        }
    }
}
