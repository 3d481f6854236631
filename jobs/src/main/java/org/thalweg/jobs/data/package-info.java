/** Reads rows of numbers from files: CSV, TSV and LIBSVM, plain or gzip, local or on any Flink file system. */
@NullMarked
package org.thalweg.jobs.data;

import org.jspecify.annotations.NullMarked;
