package org.klantbrug.wave;

import java.time.Instant;

/**
 * Fired inside the transaction in which two people let a wave go: its members are RELEASED, and go
 * over on its day if nothing stops them until then. Where waves carry, facts are read as they were
 * rehearsed. What an observer throws keeps the wave from being let go.
 */
public record WaveLetGo(long waveId, Instant at) {}
