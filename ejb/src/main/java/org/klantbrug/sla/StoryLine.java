package org.klantbrug.sla;

import java.time.Instant;

/**
 * Something that happened to a clock, as people read it.
 *
 * @param who a colleague's name; null for the machine
 * @param toldTo name of the colleague who was told; null if nobody or a role was
 * @param toldRole code of the role that was told; null if nobody or a person was
 */
public record StoryLine(Instant at, String who, String text, String toldTo, String toldRole) {}
