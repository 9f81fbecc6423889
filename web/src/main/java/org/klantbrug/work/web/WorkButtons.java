package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.work.Move;
import org.klantbrug.work.Priority;
import org.klantbrug.work.WorkMoves;
import org.klantbrug.work.WorkUndo;

/**
 * The buttons by which tasks change hands: beside one task, for those that are ticked, for all that
 * a list shows, and the one that takes it back.
 */
@RequestScoped
public class WorkButtons {
  /** Beyond so many, reasons are counted rather than read out. */
  private static final int SAID = 5;

  @Inject private CurrentStaff current;
  @Inject private WorkMoves moves;
  @Inject private WorkUndo undo;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;

  /**
   * Does what was pressed, and says what was left as it was.
   *
   * @return what the address of the next page says of it; empty if a rule stopped all of it
   */
  Optional<String> press() {
    return post.has("undo") ? notices.attempt(this::takeBack) : notices.attempt(this::moved);
  }

  private String takeBack() {
    var back = undo.undo(post.key("undo"), current.get());
    if (back.count() > 0) {
      notices.done("work.undone", back.count());
    }
    sayLeft(back.left());
    return "";
  }

  private String moved() {
    var outcome = move();
    sayLeft(outcome.left());
    return outcome.id() == null ? "" : "&moved=" + outcome.id();
  }

  private WorkMoves.Outcome move() {
    var by = current.get();
    for (var one : List.of("claim", "release")) {
      if (post.has(one)) {
        return moves.move(versions(List.of(post.text(one))), asked(one), by);
      }
    }
    var move = asked(post.text("do"));
    var seen =
        post.text("which").equals("all")
            ? List.of(post.text("listed").split(" "))
            : post.all("item");
    return moves.move(versions(seen), move, by);
  }

  private Move asked(String deed) {
    var reason = post.text("reason");
    return switch (deed) {
      case "claim" -> Move.claim(reason);
      case "release" -> Move.release(reason);
      case "give" -> given(post.text("to"), reason);
      case "priority" -> Move.urgent(priority(post.text("urgency")), reason);
      default -> throw new NotThere();
    };
  }

  private static Move given(String to, String reason) {
    if (!to.matches("(person|team)-[1-9]\\d{0,17}")) {
      throw new RuleBroken("work.nobody-chosen");
    }
    var parts = to.split("-");
    var key = Long.parseLong(parts[1]);
    return parts[0].equals("team") ? Move.toTeam(key, reason) : Move.toPerson(key, reason);
  }

  private static Priority priority(String typed) {
    return Arrays.stream(Priority.values())
        .filter(each -> each.name().equals(typed.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new RuleBroken("work.no-priority-chosen"));
  }

  /** {@code 12.3} is task 12 in its version 3. */
  private static Map<Long, Integer> versions(List<String> ticked) {
    var all = new TreeMap<Long, Integer>();
    for (var one : ticked) {
      if (!one.matches("\\d{1,18}\\.\\d{1,9}")) {
        throw new NotThere();
      }
      var parts = one.split("\\.");
      all.put(Long.valueOf(parts[0]), Integer.valueOf(parts[1]));
    }
    return all;
  }

  private void sayLeft(List<WorkMoves.Left> left) {
    left.stream()
        .limit(SAID)
        .forEach(
            one ->
                notices.stopped(
                    "work.left",
                    texts.code("step.", one.kind()),
                    one.subjectName(),
                    one.why().textIn(texts.locale())));
    if (left.size() > SAID) {
      notices.stopped("work.left-more", left.size() - SAID);
    }
  }
}
