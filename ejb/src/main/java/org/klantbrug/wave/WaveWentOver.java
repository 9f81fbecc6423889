package org.klantbrug.wave;

import java.time.Instant;

/**
 * Fired inside the transaction in which a wave goes over: from its end on the customers of the wave
 * are ours, and its members are OVER. What an observer throws keeps all of the wave from going.
 *
 * @param cutoverId what carried them
 * @param at the moment from which it counts
 */
public record WaveWentOver(long waveId, long cutoverId, Instant at) {}
