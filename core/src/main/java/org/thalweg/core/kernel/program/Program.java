package org.thalweg.core.kernel.program;

import java.util.Set;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.kernel.program.Statement.Input;
import org.thalweg.core.kernel.program.Statement.Output;

/**
 * A formula, or a formula and its derivatives, as values in static single assignment with loops.
 *
 * <p>The statements of {@link #constants} are to be evaluated once, those of {@link #top} for every point, in order. Nothing here depends
 * on the arithmetic: numbers are decimal text, integer powers and kinks are operations of their own. Which multiplications and
 * additions are fused is decided here, never by a backend: every backend on doubles gives the same bits. The three programs of a
 * formula compute its value by the same operations.
 *
 * @param dimension coordinates, or parameters, with respect to which is differentiated
 * @param result f at the point
 * @param outputs which arrays are written, and how they start
 */
public record Program(int dimension, Region constants, Region top, Value result, Outputs outputs) {

    /** f alone. */
    public static Program ofValue(Formula formula) {
        return value(formula, Inputs.ofPoint(formula.coordinates()));
    }

    /** f and, in {@link Statement.Output#GRADIENT}, ∇f. */
    public static Program ofGradient(Formula formula) {
        return gradient(formula, Inputs.ofPoint(formula.coordinates()));
    }

    /** f, ∇f and, in {@link Statement.Output#HESSIAN_VECTOR}, ∇²f·v with v in {@link Statement.Input#DIRECTION}. */
    public static Program ofHessianVector(Formula formula) {
        return new Tangent(Input.POINT).along(ofGradient(formula));
    }

    /** f of a row: the first coordinates are columns, the others {@link Statement.Input#PARAMETER}. */
    public static Program ofRowValue(Formula formula, int columns) {
        return value(formula, new Inputs(formula.coordinates(), columns));
    }

    /** f of a row and, in {@link Statement.Output#GRADIENT}, its derivatives with respect to the parameters. */
    public static Program ofRowGradient(Formula formula, int columns) {
        return gradient(formula, new Inputs(formula.coordinates(), columns));
    }

    /** Also, with respect to the parameters, ∇²f·v with v in {@link Statement.Input#PARAMETER_DIRECTION}. */
    public static Program ofRowHessianVector(Formula formula, int columns) {
        return new Tangent(Input.PARAMETER).along(ofRowGradient(formula, columns));
    }

    private static Program value(Formula formula, Inputs inputs) {
        Arithmetic math = new Arithmetic(inputs.graph());
        Translation translation = new Translation(inputs, new Census(formula.closed()), math);
        Value value = translation.translate(formula.closed(), new Scope(null));
        return finished(inputs.differentiated(), math.graph(), value, Set.of());
    }

    private static Program gradient(Formula formula, Inputs inputs) {
        Arithmetic math = new Arithmetic(inputs.graph());
        Census census = new Census(formula.closed());
        Translation translation = new Translation(inputs, census, math);
        Value value = new Reverse(translation, census, math).valueAndGradient(formula.closed());
        return finished(inputs.differentiated(), math.graph(), value, Set.of(Output.GRADIENT));
    }

    static Program finished(int dimension, Graph graph, Value result, Set<Output> written) {
        new LiveCode().retain(graph, result);
        Carrying carrying = new Carrying(graph);
        Value carried = carrying.rewrite(result);
        Graph rewritten = carrying.graph();
        new LiveCode().retain(rewritten, carried);
        Outputs outputs = Outputs.settle(rewritten.top(), dimension, written);
        return new Program(dimension, rewritten.constants(), rewritten.top(), carried, outputs);
    }
}
