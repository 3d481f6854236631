/** Tests with a real Prometheus and Alertmanager, which the profile {@code prometheus} installs and runs. */
@NullMarked
package org.thalweg.jobs.prometheus;

import org.jspecify.annotations.NullMarked;
