package org.klantbrug.complaint;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.RuleBroken;

/** Parts of complaints as they are stored, and what the whole may do because of them. */
final class PartRows {
  private PartRows() {}

  /** Those of a complaint, in their order; none if it is whole. */
  static List<Part> of(Handle handle, long complaint) {
    return handle
        .createQuery(
            """
            select no, grievance, department, cause, decision, reasons, explanation, done from complaint_part
             where complaint_id = :complaint and dropped_at is null order by no""")
        .bind("complaint", complaint)
        .map(ConstructorMapper.of(Part.class))
        .list();
  }

  /**
   * What is decided about the whole: of a complaint with parts it follows from theirs.
   *
   * @param wanted what was chosen; null for what follows
   * @throws RuleBroken if a part was not answered, or something else was chosen
   */
  static Decision decisionOf(Handle handle, Complaint complaint, Decision wanted) {
    var parts = of(handle, complaint.id());
    if (parts.isEmpty()) {
      return wanted;
    }
    needAll(complaint, parts, Part::answered, "complaint.parts-unanswered");
    var follows = following(parts);
    if (wanted != null && wanted != follows) {
      throw new RuleBroken("complaint.parts-say-otherwise", complaint.number());
    }
    return follows;
  }

  /** All right is right, all wrong is wrong, and the rest is in part. */
  private static Decision following(List<Part> parts) {
    var decided = parts.stream().map(Part::decision).distinct().toList();
    return decided.size() == 1 ? decided.get(0) : Decision.PARTLY;
  }

  /** Refuses feedback about the whole while nobody said what was done with one of its parts. */
  static void needAllDone(Handle handle, Complaint complaint) {
    needAll(
        complaint,
        of(handle, complaint.id()),
        part -> part.done() != null,
        "complaint.parts-not-done");
  }

  private static void needAll(
      Complaint complaint, List<Part> parts, Predicate<Part> rule, String broken) {
    var lacking =
        parts.stream()
            .filter(rule.negate())
            .map(part -> Integer.toString(part.no()))
            .collect(Collectors.joining(", "));
    if (!lacking.isEmpty()) {
      throw new RuleBroken(broken, complaint.number(), lacking);
    }
  }

  /** Those that are named, which must all be there. */
  static List<Part> named(Handle handle, Complaint complaint, Collection<Integer> numbers) {
    var named =
        of(handle, complaint.id()).stream().filter(part -> numbers.contains(part.no())).toList();
    if (named.isEmpty() || named.size() != numbers.stream().distinct().count()) {
      throw new RuleBroken("complaint.part-unknown", complaint.number());
    }
    return named;
  }

  /** What was decided about them is over; it stays in what was done. */
  static void beginAgain(Handle handle, Complaint complaint) {
    handle
        .createUpdate(
            """
            update complaint_part set decision = null, reasons = null, explanation = null, done = null
             where complaint_id = :complaint and dropped_at is null""")
        .bind("complaint", complaint.id())
        .execute();
  }
}
