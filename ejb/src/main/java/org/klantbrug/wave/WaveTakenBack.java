package org.klantbrug.wave;

import java.time.Instant;

/**
 * Fired inside the transaction in which a wave that went over is taken back: from its end on what
 * it carried no longer counts. What an observer throws keeps it over.
 *
 * @param cutoverId what had carried it, as in {@link WaveWentOver}
 * @param at the moment from which it no longer counts
 */
public record WaveTakenBack(long waveId, long cutoverId, Instant at) {}
