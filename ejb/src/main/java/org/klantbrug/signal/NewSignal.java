package org.klantbrug.signal;

import java.util.UUID;

/**
 * A signal as it is raised.
 *
 * @param key of the form it was typed in: what comes twice under one key is raised once
 * @param text in the words of who raises it
 * @param from who or what it came from
 */
public record NewSignal(UUID key, String text, Judged judged, Subject from) {}
