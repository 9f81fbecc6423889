package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.Cause;
import org.klantbrug.complaint.Decision;
import org.klantbrug.complaint.Emotion;
import org.klantbrug.complaint.Experience;
import org.klantbrug.complaint.LinkKind;
import org.klantbrug.complaint.Regimes;
import org.klantbrug.complaint.Weight;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.TypedFigure;
import org.klantbrug.shared.web.Post;

/** What can be chosen in the forms of complaints, and what was chosen. */
@Named("complaintChoices")
@RequestScoped
public class ComplaintChoices {
  @Inject private Post post;
  @Inject private Regimes regimes;

  /** How heavy something weighs. */
  public List<Weight> getWeights() {
    return List.of(Weight.values());
  }

  /** How a customer feels. */
  public List<Emotion> getEmotions() {
    return List.of(Emotion.values());
  }

  /** What it came from. */
  public List<Cause> getCauses() {
    return List.of(Cause.values());
  }

  /** What can be decided. */
  public List<Decision> getDecisions() {
    return List.of(Decision.values());
  }

  /** How the customer found it. */
  public List<Experience> getExperiences() {
    return List.of(Experience.values());
  }

  /** Ways by which people reach each other. */
  public List<Channel> getChannels() {
    return List.of(Channel.values());
  }

  /** How complaints have to do with each other. */
  public List<LinkKind> getLinkKinds() {
    return List.of(LinkKind.values());
  }

  /** Codes of the rules a complaint can fall under. */
  public List<String> getRegimes() {
    return regimes.all().stream().map(Regimes.Regime::code).toList();
  }

  /** The constant that was chosen in a field; null for none, which a rule then says. */
  public <E extends Enum<E>> E chosen(Class<E> type, String field) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(post.text(field)))
        .findFirst()
        .orElse(null);
  }

  /** The day in a field; null for none. */
  LocalDate day(String field) {
    try {
      return LocalDate.parse(post.text(field));
    } catch (DateTimeException unreadable) {
      return null; // the rule says that it is missing
    }
  }

  /** The moment in a field, Dutch time; null for none. */
  Instant moment(String field) {
    try {
      return LocalDateTime.parse(post.text(field)).atZone(BusinessClock.ZONE).toInstant();
    } catch (DateTimeException unreadable) {
      return null; // then it is now
    }
  }

  /**
   * The amount in a field, written in Dutch or in English; null for none.
   *
   * @return -1 for what is no amount, which a rule then refuses
   */
  BigDecimal amount(String field) {
    var typed = post.text(field);
    return typed.isEmpty() ? null : TypedFigure.amount(typed).orElse(BigDecimal.ONE.negate());
  }
}
