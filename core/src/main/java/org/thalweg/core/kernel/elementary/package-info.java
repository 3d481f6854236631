/**
 * The elementary functions of the objective language, with the same bits everywhere: interpreted, compiled, vectorised.
 *
 * <p>{@link org.thalweg.core.kernel.elementary.Elementary} is the one entrance; the other classes hold a family of functions each.
 * How exact and how long each function is says {@code core/docs/elementary-functions.md}.
 *
 * <h2>The dialect</h2>
 *
 * A function is written once, as a static method on doubles whose bytecode a translator can follow operation by operation, to vector
 * code or to the operations of a program, in which equal operations on equal operands are then computed once. A method in the dialect
 * is static, without overloads and recursion, and consists of
 *
 * <ul>
 *   <li>parameters, which are not assigned, and locals, assigned once, of type {@code double} or {@code long};
 *   <li>constants, by value or as {@code static final} fields that the compiler replaces by their value;
 *   <li>on doubles: {@code + - * /}, unary minus, {@code Math.fma, Math.sqrt, Math.abs}, each exactly rounded and so the same on every
 *       machine;
 *   <li>on longs: {@code + - & | ^}, unary minus, {@code <<} and {@code >>>} by a constant ({@code >>} of a long is missing in AVX2, as is
 *       every conversion between long and double: a number near 1.5·2<sup>52</sup> is added instead, see
 *       {@code Exponential});
 *   <li>{@code Double.doubleToRawLongBits} and {@code Double.longBitsToDouble};
 *   <li>choices between two computed values, {@code Select.ifLess} and {@code Select.ifEqual};
 *   <li>calls of other methods of this package in the dialect, to be inlined;
 *   <li>one {@code return} at the end.
 * </ul>
 *
 * <h2>The guard</h2>
 *
 * A function f may leave rare arguments (huge angles, subnormal numbers, overflow) to a method outside the dialect. It then consists of
 * exactly
 *
 * <pre>{@code
 * static double f(double x) {
 *     return fIsOrdinary(x) ? fOrdinary(x) : fRare(x);
 * }
 * }</pre>
 *
 * with three methods of the same class: {@code fOrdinary} is in the dialect; {@code fIsOrdinary} is in the dialect but for its end,
 * {@code return a < b} for two doubles or two longs, and false for NaN; {@code fRare} is any scalar code. Vector code evaluates
 * {@code fOrdinary} on all lanes, whatever is in them, and where {@code fIsOrdinary} does not hold replaces the lane by the scalar
 * {@code f}. A function in the dialect calls no guarded function, so there is one guard at most.
 *
 * <p>A method {@code f} of {@code Elementary} hands its arguments to a method {@code f} of a family, which is guarded or in the dialect.
 * A test reads the bytecode of all this and fails where it does not hold.
 *
 * <p>A NaN that goes in comes out as some NaN: its payload is the one thing that may differ between machines.
 */
@NullMarked
package org.thalweg.core.kernel.elementary;

import org.jspecify.annotations.NullMarked;
