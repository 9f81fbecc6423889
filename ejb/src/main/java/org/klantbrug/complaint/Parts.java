package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/**
 * A complaint about several things: each is answered by itself, and the customer reads all answers
 * in one letter. The complaint stays one, with one process and one clock, and what is decided about
 * it follows from its parts.
 */
@ApplicationScoped
public class Parts {
  /** More is a story, and no list of things that can be answered. */
  static final int MOST = 20;

  private BusinessClock clock;
  private Complaints complaints;

  /** For the container. */
  public Parts() {}

  /** Works with these. */
  @Inject
  public Parts(BusinessClock clock, Complaints complaints) {
    this.clock = clock;
    this.complaints = complaints;
  }

  /**
   * One of the things that a customer is unhappy about.
   *
   * @param words what it is, so that the customer knows it again; at most 4,000 characters
   * @param department who has to do with it; may be empty
   */
  public record Grievance(String words, String department) {}

  /**
   * Splits a complaint, or adds what was overlooked.
   *
   * @param named those without words are left out
   * @throws RuleBroken if it was decided about already, or if less than two parts would come of it
   */
  public void split(long id, int version, List<Grievance> named, Staff by) {
    var said = named.stream().filter(each -> !Written.none(each.words())).toList();
    said.forEach(each -> Written.atMost(4000, each.words()));
    said.forEach(each -> Written.atMost(200, each.department()));
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          complaint.needUndecided();
          var there = PartRows.of(handle, id).size();
          if (said.isEmpty() || there + said.size() < 2) {
            throw new RuleBroken("complaint.parts-two");
          }
          if (there + said.size() > MOST) {
            throw new RuleBroken("complaint.parts-many", MOST);
          }
          var first = next(handle, id);
          IntStream.range(0, said.size()).forEach(i -> add(handle, id, first + i, said.get(i), by));
          return Deed.aside("split", null, numbered(first, said));
        });
  }

  private static String numbered(int first, List<Grievance> said) {
    return IntStream.range(0, said.size())
        .mapToObj(i -> first + i + ". " + said.get(i).words().strip())
        .collect(Collectors.joining("\n"));
  }

  /** A number is not given again, also not that of a part that was dropped. */
  private static int next(Handle handle, long complaint) {
    return handle
        .createQuery(
            "select coalesce(max(no), 0) + 1 from complaint_part where complaint_id = :complaint")
        .bind("complaint", complaint)
        .mapTo(Integer.class)
        .one();
  }

  private void add(Handle handle, long complaint, int no, Grievance said, Staff by) {
    handle
        .createUpdate(
            """
            insert into complaint_part (complaint_id, no, grievance, department, added_by, added_at)
            values (:complaint, :no, :words, :department, :by, :now)""")
        .bind("complaint", complaint)
        .bind("no", no)
        .bind("words", said.words().strip())
        .bind("department", Written.orNull(said.department()))
        .bind("by", by.id())
        .bind("now", clock.now())
        .execute();
  }

  /**
   * What we say of parts.
   *
   * @param reasons why so, among colleagues
   * @param explanation why it went wrong, in words for the customer
   */
  public record Answer(Cause cause, Decision decision, String reasons, String explanation) {
    void check() {
      if (decision == null) {
        throw new RuleBroken("complaint.decision-missing");
      }
      if (cause == null) {
        throw new RuleBroken("complaint.cause-missing");
      }
      Written.needed(reasons, "complaint.reasons-missing");
      Written.needed(explanation, "complaint.explanation-missing");
    }
  }

  /**
   * Answers parts, or answers them otherwise, until the whole is decided.
   *
   * @param numbers one, or several for which the same goes
   */
  public void answer(long id, int version, List<Integer> numbers, Answer answer, Staff by) {
    answer.check();
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          complaint.answerPart();
          var parts = PartRows.named(handle, complaint, numbers);
          handle
              .createUpdate(
                  """
                  update complaint_part set cause = :cause, decision = :decision, reasons = :reasons, explanation = :explanation
                   where complaint_id = :complaint and no in (<numbers>)""")
              .bindList("numbers", numbers)
              .bind("cause", answer.cause())
              .bind("decision", answer.decision())
              .bind("reasons", answer.reasons().strip())
              .bind("explanation", answer.explanation().strip())
              .bind("complaint", id)
              .execute();
          return Deed.aside("partAnswered", answer.decision(), about(parts, answer.reasons()));
        });
  }

  /** What was done with parts; the customer hears it with the feedback about the whole. */
  public void noteDone(long id, int version, List<Integer> numbers, String what, Staff by) {
    var done = Written.needed(what, "complaint.part-done-missing");
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          complaint.needNoFeedbackYet();
          var parts = PartRows.named(handle, complaint, numbers);
          handle
              .createUpdate(
                  "update complaint_part set done = :done where complaint_id = :complaint and no in (<numbers>)")
              .bindList("numbers", numbers)
              .bind("done", done)
              .bind("complaint", id)
              .execute();
          return Deed.aside("partDone", null, about(parts, done));
        });
  }

  /** A part that turned out to be none. It stays readable in what was done. */
  public void drop(long id, int version, int number, String why, Staff by) {
    var because = Written.needed(why, "complaint.part-drop-missing");
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          complaint.needUndecided();
          var parts = PartRows.named(handle, complaint, List.of(number));
          handle
              .createUpdate(
                  "update complaint_part set dropped_at = :now, dropped_by = :by where complaint_id = :complaint and no = :no")
              .bind("now", clock.now())
              .bind("by", by.id())
              .bind("complaint", id)
              .bind("no", number)
              .execute();
          return Deed.aside("partDropped", null, about(parts, because));
        });
  }

  /** Which parts, and what was said of them. */
  private static String about(List<Part> parts, String words) {
    return parts.stream()
            .map(part -> part.no() + ". " + part.grievance())
            .collect(Collectors.joining("\n"))
        + "\n\n"
        + words.strip();
  }
}
