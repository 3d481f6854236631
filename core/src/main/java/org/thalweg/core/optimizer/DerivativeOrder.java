package org.thalweg.core.optimizer;

/** The highest derivative that an evaluation holds. */
public enum DerivativeOrder {
    VALUE,
    GRADIENT,
    /** In place of the Hessian its positive semidefinite part that first derivatives of the terms give: 2·JᵀWJ for a sum of squares. */
    GAUSS_NEWTON,
    HESSIAN
}
