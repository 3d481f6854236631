package org.thalweg.jobs.data;

import org.thalweg.core.fit.data.LabelledRows;

/** Lines of the form {@code label index:value index:value …}, indices from 1, ascending; what is not named is 0, what follows a # a comment. */
record LibsvmFormat() implements RowFormat<LabelledRows> {

    @Override
    public int separator() {
        return Records.LINES;
    }

    @Override
    public RowParser<LabelledRows> parser(DataSource source) {
        return new LibsvmParser();
    }
}
