package org.thalweg.jobs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortClaimTest {

    @Test
    void a_port_that_is_claimed_is_not_free_although_nobody_listens_there() throws Exception {
        int port = FreePorts.some(1)[0];
        assertThat(FreePorts.isFree(port)).isTrue();

        try (PortClaim claim = PortClaim.of(port)) {
            assertThat(claim).isNotNull();
            assertThat(PortClaim.isHeld(port)).isTrue();
            assertThat(FreePorts.isFree(port)).isFalse();
            assertThat(FreePorts.between(port, port)).isEmpty();
            assertThat(PortClaim.of(port)).isNull();
        }

        assertThat(FreePorts.isFree(port)).isTrue();
    }
}
