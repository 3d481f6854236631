package org.thalweg.core.kernel.program;

import org.thalweg.core.expression.Coordinates;
import org.thalweg.core.kernel.program.Statement.Input;

/**
 * Where the variables of a formula are read: all from the point; or the first ones from the columns of a row, and the others, with
 * respect to which is differentiated, from the parameters.
 *
 * @param columns how many coordinates are columns; −1 if all are the point
 */
record Inputs(Coordinates coordinates, int columns) {

    static Inputs ofPoint(Coordinates coordinates) {
        return new Inputs(coordinates, -1);
    }

    /** An empty program with these inputs. */
    Graph graph() {
        return new Graph(columns < 0 ? Input.POINT : Input.PARAMETER);
    }

    /** How many coordinates, or parameters, there are derivatives for. */
    int differentiated() {
        return coordinates.dimension() - Math.max(0, columns);
    }

    /** Element {@code offset}, from 0, of a variable. */
    Value load(Graph graph, String name, Affine offset) {
        int first = coordinates.block(name).orElseThrow().first();
        boolean parameter = columns >= 0 && first >= columns;
        return graph.load(parameter ? Input.PARAMETER : Input.POINT, offset.plus(parameter ? first - columns : first));
    }
}
