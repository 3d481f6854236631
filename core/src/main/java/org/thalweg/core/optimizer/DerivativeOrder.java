package org.thalweg.core.optimizer;

/** The highest derivative that an evaluation holds. */
public enum DerivativeOrder {
    VALUE,
    GRADIENT,
    HESSIAN
}
