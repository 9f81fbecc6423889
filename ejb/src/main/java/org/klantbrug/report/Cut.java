package org.klantbrug.report;

import java.util.Set;

/** By what figures are told apart. */
public enum Cut {
  /** Not at all. */
  ALL("cast(null as text)", Topic.values()),
  /** By the way the customer came. */
  CHANNEL("r.channel", Topic.values()),
  /**
   * By what it was about, as it was written down, in capitals or not; the rest is {@link #REST}.
   */
  PRODUCT("nullif(r.sort, '')", Topic.COMPLAINT, Topic.CLOSING),
  /** By what it came from. */
  CAUSE("r.cause", Topic.COMPLAINT, Topic.CLOSING),
  /** By the cut-over with which the customer came to us. */
  CUTOVER("cast(r.cutover_id as text)", Topic.COMPLAINT, Topic.CLOSING),
  /** By the company under whose number the customer came. */
  COMPANY("cast(r.company_id as text)", Topic.values()),
  /** By week of the calendar, as 2026-W05; Dutch time. */
  WEEK("to_char(r.at at time zone 'Europe/Amsterdam', 'IYYY-\"W\"IW')", Topic.values()),
  /** What was granted, by what it came from. */
  GRANTED_CAUSE("r.code", Topic.LENIENCY),
  /** What was granted, by the role under whose mandate it was decided, as it was then. */
  ROLE("r.role", Topic.LENIENCY),
  /** What was waited for, by stage and channel: {@code OUTCOME/EMAIL}. */
  STAGE_AND_CHANNEL("r.stage_and_channel", Topic.CLOCK),
  /** What questions are about. */
  SUBJECT("r.code", Topic.QUESTION),
  /** By the day of the wave with which who objects would go over. */
  WAVE("r.wave_day", Topic.OBJECTION),
  /** By what was decided, or what it waits for. */
  OUTCOME("r.outcome", Topic.OBJECTION);

  /** So many values are told apart; what people type can be endless. */
  static final int MOST = 50;

  /** Stands for all values but the {@link #MOST} that count most; no value is written so. */
  public static final String REST = "*REST*";

  private final String value;
  private final Set<Topic> topics;

  Cut(String value, Topic... topics) {
    this.value = value;
    this.topics = Set.of(topics);
  }

  /** SQL: the value of row {@code r}; null for what has none. */
  String value() {
    return value;
  }

  /** Whether people type its values. */
  boolean isTyped() {
    return this == PRODUCT;
  }

  /** Whether rows of this topic have such a value. */
  public boolean isOf(Topic topic) {
    return topics.contains(topic);
  }
}
