/** What is asked of a job from outside, whatever job it is and wherever it runs. */
@NullMarked
package org.thalweg.jobs.client;

import org.jspecify.annotations.NullMarked;
