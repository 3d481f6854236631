package org.thalweg.jobs.stream;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes a {@link DescentOperator} where it is to run. */
final class DescentOperatorFactory extends AbstractStreamOperatorFactory<DescentEnd>
        implements OneInputStreamOperatorFactory<Start, DescentEnd> {
    private static final long serialVersionUID = 1;

    private final StreamedPlan plan;

    DescentOperatorFactory(StreamedPlan plan) {
        this.plan = plan;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as in the interface
    public <T extends StreamOperator<DescentEnd>> T createStreamOperator(
            StreamOperatorParameters<DescentEnd> parameters) {
        @SuppressWarnings("unchecked") // Flink's interface promises a type that only its caller knows
        T operator = (T) new DescentOperator(plan, parameters);
        return operator;
    }

    @Override
    @SuppressWarnings("rawtypes") // as in the interface
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return DescentOperator.class;
    }
}
