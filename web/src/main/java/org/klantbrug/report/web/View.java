package org.klantbrug.report.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.report.Cut;
import org.klantbrug.report.Measure;
import org.klantbrug.report.Topic;

/** A page of figures: what it counts, and by what it can be cut. */
public enum View {
  /** Complaints that were received. */
  COMPLAINTS(
      Action.REPORT_READ,
      Topic.COMPLAINT,
      List.of(
          Measure.RECEIVED,
          Measure.OPEN,
          Measure.IN_TIME,
          Measure.BREACHED,
          Measure.CLOSED,
          Measure.FIXED_AT_ONCE),
      List.of(Cut.CHANNEL, Cut.PRODUCT, Cut.CAUSE, Cut.CUTOVER, Cut.COMPANY)),
  /** Leniencies that were granted. */
  LENIENCY(
      Action.REPORT_LENIENCY,
      Topic.LENIENCY,
      List.of(Measure.GRANTED, Measure.GRANTED_WITHIN, Measure.GRANTED_APPROVED),
      List.of(Cut.GRANTED_CAUSE, Cut.ROLE, Cut.COMPANY, Cut.CHANNEL)),
  /** How long customers waited. */
  TIMES(
      Action.REPORT_READ,
      Topic.CLOCK,
      List.of(Measure.CLOCKS, Measure.CLOCK_KEPT, Measure.CLOCK_LATE, Measure.CLOCK_RUNNING),
      List.of(Cut.STAGE_AND_CHANNEL, Cut.COMPANY)),
  /** Complaints that came over and wait. */
  HELD(
      Action.REPORT_READ,
      Topic.HELD,
      List.of(Measure.HELD, Measure.HELD_LATE),
      List.of(Cut.COMPANY, Cut.CHANNEL)),
  /** Questions that came back. */
  QUESTIONS(
      Action.REPORT_READ,
      Topic.QUESTION,
      List.of(Measure.QUESTIONS, Measure.REPEATED),
      List.of(Cut.SUBJECT, Cut.CHANNEL, Cut.COMPANY)),
  /** Customers who objected to going over. */
  OBJECTIONS(
      Action.REPORT_READ,
      Topic.OBJECTION,
      List.of(
          Measure.OBJECTIONS,
          Measure.OBJECTION_STAYS,
          Measure.OBJECTION_LEAVES,
          Measure.OBJECTION_UNDECIDED),
      List.of(Cut.WAVE, Cut.OUTCOME, Cut.CHANNEL, Cut.WEEK, Cut.COMPANY));

  private final Action action;
  private final Topic topic;
  private final List<Measure> measures;
  private final List<Cut> cuts;

  View(Action action, Topic topic, List<Measure> measures, List<Cut> cuts) {
    this.action = action;
    this.topic = topic;
    this.measures = measures;
    this.cuts = cuts;
  }

  /** What it takes to see it. */
  Action action() {
    return action;
  }

  /** What is counted. */
  Topic topic() {
    return topic;
  }

  /** The columns of its table. */
  List<Measure> measures() {
    return measures;
  }

  /** By what it can be cut, the usual one first. */
  List<Cut> cuts() {
    return cuts;
  }

  /** Those that a person may see. */
  static List<View> of(Staff staff) {
    return Arrays.stream(values()).filter(each -> staff.may(each.action)).toList();
  }

  /** The one with such rows; closings belong to complaints. */
  static View of(Measure measure) {
    var topic = measure.topic() == Topic.CLOSING ? Topic.COMPLAINT : measure.topic();
    return Arrays.stream(values()).filter(each -> each.topic == topic).findFirst().orElseThrow();
  }

  /** The one that an address names. */
  static Optional<View> named(String name) {
    return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(name)).findFirst();
  }
}
