package org.thalweg.core.expression;

/** The kinds of words that a formula is made of. */
enum Token {
    NUMBER("a number"),
    NAME("a name"),
    PLUS("\"+\""),
    MINUS("\"-\""),
    TIMES("\"*\""),
    DIVIDE("\"/\""),
    POWER("\"^\""),
    LESS("\"<\""),
    LESS_OR_EQUAL("\"<=\""),
    GREATER("\">\""),
    GREATER_OR_EQUAL("\">=\""),
    EQUAL("\"==\""),
    NOT_EQUAL("\"!=\""),
    AND("\"&&\""),
    OR("\"||\""),
    NOT("\"!\""),
    BIND("\"=\""),
    COMMA("\",\""),
    SEMICOLON("\";\""),
    OPEN("\"(\""),
    CLOSE("\")\""),
    OPEN_INDEX("\"[\""),
    CLOSE_INDEX("\"]\""),
    END("the end");

    private final String words;

    Token(String words) {
        this.words = words;
    }

    /** As it is named in a message. */
    String words() {
        return words;
    }
}
