package org.thalweg.core.kernel;

import java.util.List;
import org.thalweg.core.kernel.program.Statement;
import org.thalweg.core.kernel.program.Value;

/**
 * A piece of a program that becomes one method.
 *
 * @param statements of the top level, in order
 * @param received values that earlier fragments computed
 * @param passed values that later fragments need
 */
record Fragment(List<Statement> statements, List<Value> received, List<Value> passed) {}
