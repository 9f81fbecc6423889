package org.klantbrug.alarm;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * More came in from the customers of a wave than chance explains. Fired inside the same
 * transaction, once.
 *
 * @param merger what people call it
 * @param figures what was over its limit, the clearest first
 */
public record AlarmRaised(
    Handle handle, long alarmId, long mergerId, String merger, long waveId, List<Figure> figures) {}
