package org.klantbrug.contact;

import java.time.Instant;

/**
 * A topic with which a customer came back soon.
 *
 * @param contacts how many contacts in a row
 * @param days from the first to the last of them; 0 when they were on one day
 * @param minutes spent on the topic in all of them
 * @param last when the last one was
 */
public record RepeatContact(String topic, long contacts, long days, int minutes, Instant last) {}
