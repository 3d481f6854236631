package org.thalweg.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumPiecesTest {
    private static final String ROSENBROCK = "sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)";

    private static Formula formula(String text, int dimension) {
        return Formula.parse(text, ParseOptions.none().withDimension(dimension));
    }

    @Test
    void pieces_of_a_chain_overlap_by_one_variable_and_have_the_same_text() {
        SumPieces pieces = new SumPieces(formula(ROSENBROCK, 41), 4);

        assertThat(pieces.count()).isEqualTo(4);
        for (int k = 0; k < 4; k++) {
            SumPieces.Piece piece = pieces.piece(k);
            assertThat(piece.first()).isEqualTo(10 * k);
            assertThat(piece.formula().dimension()).isEqualTo(11);
            assertThat(piece.formula().text()).isEqualTo("sum(i, 1, 10, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)");
        }
    }

    @Test
    void an_index_that_serves_as_a_number_keeps_its_value() {
        SumPieces.Piece piece = new SumPieces(formula("sum(i, 1, n, i*x[i]^2)", 10), 2).piece(1);

        assertThat(piece.first()).isEqualTo(5);
        assertThat(piece.formula().text()).isEqualTo("sum(i, 6, 10, i*x[i-5]^2)");
    }

    @Test
    void what_is_outside_of_sums_belongs_to_the_first_piece() {
        SumPieces pieces = new SumPieces(formula("7 + 2*sum(i, 1, n, x[i]^2) - x[3]", 10), 2);

        assertThat(pieces.piece(0).formula().text()).isEqualTo("7 - x[3] + 2*sum(i, 1, 5, x[i]^2)");
        assertThat(pieces.piece(1).formula().text()).isEqualTo("2*sum(i, 1, 5, x[i]^2)");
    }

    @Test
    void inner_loops_widen_what_a_piece_reads() {
        SumPieces.Piece piece = new SumPieces(formula("sum(i, 1, n-1, sum(j, i+1, n, x[i]*x[j]))", 10), 3).piece(2);

        assertThat(piece.first()).isEqualTo(6);
        assertThat(piece.formula().dimension()).isEqualTo(4);
    }

    @Test
    void there_are_no_more_pieces_than_terms() {
        assertThat(new SumPieces(formula("sum(i, 1, n, x[i]^2)", 3), 16).count())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x[1]^2 + x[2]^2", "exp(sum(i, 1, n, x[i]))", "prod(i, 1, n, x[i])", "sum(i, 1, 0, x[i])"})
    void what_is_not_a_sum_is_refused(String text) {
        assertThatThrownBy(() -> new SumPieces(formula(text, 3), 2))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("not a sum of many terms");
    }
}
