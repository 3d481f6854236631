package org.thalweg.core.run;

import java.io.Serializable;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StopPlan;

/** Everything that determines the result of a search, to the bit. */
public record SearchSpecification(
        Problem problem, StartPlan starts, DescentPlan descents, Distinctness distinctness, StopPlan stop)
        implements Serializable {}
