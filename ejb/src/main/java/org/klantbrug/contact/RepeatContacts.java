package org.klantbrug.contact;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.klantbrug.shared.BusinessClock;

/**
 * Customers who must come back with the same question. What counts is the time that a question
 * takes in all, not that of one contact: six minutes today and six tomorrow are worse than ten.
 */
final class RepeatContacts {
  private RepeatContacts() {}

  /** A question in a contact: its topic, and the minutes spent on it. */
  record Asked(String topic, long contactId, Instant occurredAt, int minutes) {}

  /**
   * Topics with which a customer came back.
   *
   * @param asked questions of one customer, in any order
   * @param within a contact so soon after another one about the same topic is a repeat of it
   * @return those that would be repeated by a contact now, the newest first
   */
  static List<RepeatContact> of(List<Asked> asked, Duration within, Instant now) {
    var byTopic = new LinkedHashMap<String, TreeMap<Instant, List<Asked>>>();
    for (var one : asked) {
      byTopic
          .computeIfAbsent(one.topic(), topic -> new TreeMap<>())
          .computeIfAbsent(one.occurredAt(), at -> new ArrayList<>())
          .add(one);
    }
    return byTopic.entrySet().stream()
        .map(each -> newest(each.getKey(), each.getValue(), within, now))
        .filter(repeat -> repeat.contacts() > 1)
        .sorted(Comparator.comparing(RepeatContact::last).reversed())
        .toList();
  }

  /** The last contacts about a topic that each follow soon upon the one before. */
  private static RepeatContact newest(
      String topic, TreeMap<Instant, List<Asked>> byMoment, Duration within, Instant now) {
    var contacts = 0L;
    var minutes = 0;
    var next = now;
    var first = now;
    for (Map.Entry<Instant, List<Asked>> each : byMoment.descendingMap().entrySet()) {
      if (each.getKey().isBefore(next.minus(within))) {
        break;
      }
      contacts += each.getValue().stream().map(Asked::contactId).distinct().count();
      minutes += each.getValue().stream().mapToInt(Asked::minutes).sum();
      next = each.getKey();
      first = each.getKey();
    }
    var last = byMoment.lastKey();
    return new RepeatContact(topic, contacts, days(first, last), minutes, last);
  }

  private static long days(Instant first, Instant last) {
    return ChronoUnit.DAYS.between(
        first.atZone(BusinessClock.ZONE).toLocalDate(),
        last.atZone(BusinessClock.ZONE).toLocalDate());
  }
}
