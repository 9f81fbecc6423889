package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Warnings;
import org.klantbrug.merger.reading.Expected;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Language;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * Fields of a run that were left empty or changed a little: given a value, or accepted as they are.
 */
@Named
@RequestScoped
public class MergerWarningsPage {
  private static final int SHOWN = 50;
  private static final int VALUES = 30;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Deliveries deliveries;
  @Inject private Warnings warnings;
  @Inject private BusinessClock clock;
  @Inject private Language language;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long run;
  @Inject @Param private Long file;
  @Inject @Param private String field;
  @Inject @Param private String code;
  @Inject @Param private String q;
  @Inject @Param private Long after;

  private Mergers.View merger;
  private List<Group> groups;
  private Group group;
  private Warnings.Shown shown = new Warnings.Shown(List.of(), Map.of());

  /** The open warnings of one field and reason in one file. */
  public record Group(Delivery file, Warnings.Kind kind, long count) {}

  /** Reads the open warnings and does with them what was asked. */
  public void act() {
    if (run == null) {
      throw new NotThere();
    }
    merger = mergers.readByRun(run);
    groups = new ArrayList<>();
    for (var each : deliveries.ofRun(run)) {
      warnings.counts(each.id()).forEach((kind, count) -> groups.add(new Group(each, kind, count)));
    }
    group =
        groups.stream()
            .filter(each -> file == null || each.file().id() == file)
            .filter(each -> field == null || each.kind().field().equals(field))
            .filter(each -> code == null || each.kind().code().name().equals(code))
            .findFirst()
            .orElse(groups.isEmpty() ? null : groups.get(0));
    if (group != null && post.isSent()) {
      done();
    }
    if (group != null) {
      readGroup();
    }
  }

  private void readGroup() {
    var filter =
        new Warnings.Filter(group.file().id(), group.kind().field(), group.kind().code(), q);
    var staff = current.need(Action.MERGER_PREPARE).id();
    shown = warnings.shown(filter, after == null ? 0 : after, SHOWN, VALUES, staff);
  }

  private void done() {
    var staff = current.need(Action.MERGER_PREPARE).id();
    var id = group.file().id();
    var kind = group.kind();
    if (post.has("set")) {
      leaveIf(
          notices.tryTo(
              () -> warnings.setValue(post.key("set"), post.text("value"), staff, clock.now()),
              "warnings.set",
              1));
    } else if (post.has("setAll")) {
      told(
          () -> warnings.setAll(id, kind, post.raw("raw"), post.text("value"), staff, clock.now()));
    } else if (post.has("acceptValue")) {
      told(() -> warnings.acceptValue(id, kind, post.raw("raw"), staff, clock.now()));
    } else if (post.has("acceptAll")) {
      told(() -> warnings.accept(id, kind, staff, clock.now()));
    }
  }

  private void told(java.util.function.Supplier<Long> what) {
    notices
        .attempt(what)
        .ifPresent(
            count -> {
              notices.done("warnings.set", count);
              leaveIf(true);
            });
  }

  private void leaveIf(boolean done) {
    if (done) {
      Faces.redirect(
          "/merger-warnings?run=%s&file=%s&field=%s&code=%s",
          run, group.file().id(), group.kind().field(), group.kind().code());
    }
  }

  /** What was typed for all with this delivered value; empty unless that form came back. */
  public String typedForAll(String raw) {
    return post.has("setAll") && post.raw("raw").equals(raw) ? post.text("value") : "";
  }

  /** What was typed for one warning; empty unless that form came back. */
  public String typedFor(long id) {
    return post.text("set").equals(Long.toString(id)) ? post.text("value") : "";
  }

  /** What would have been right, in the person's language. */
  public String expected(String stored) {
    return new Expected(stored).textIn(language.getLocale());
  }

  /** The codes that the field can have; empty for another type. */
  public TreeSet<String> getCodes() {
    return new TreeSet<>(group.file().entity().field(group.kind().field()).codes());
  }

  /** Whether a person can give the field a value here: not for a key. */
  public boolean isSettable() {
    return group.file().entity().field(group.kind().field()).type() != FieldType.KEY;
  }

  /** The run. */
  public Long getRun() {
    return run;
  }

  /** What was searched for in the delivered values. */
  public String getQ() {
    return q;
  }

  /** Its merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** Files, fields and reasons with open warnings. */
  public List<Group> getGroups() {
    return groups;
  }

  /** The one that is shown; null if nothing is open. */
  public Group getGroup() {
    return group;
  }

  /** Where forms of the page are sent. */
  public String getAddress() {
    return "/merger-warnings?run="
        + run
        + "&file="
        + group.file().id()
        + "&field="
        + group.kind().field()
        + "&code="
        + group.kind().code();
  }

  /** The delivered values that come most often, with how often. */
  public List<Map.Entry<String, Long>> getValues() {
    return shown.values().entrySet().stream().filter(each -> each.getKey() != null).toList();
  }

  /** A page of single fields. */
  public List<Warnings.Warning> getRows() {
    return shown.rows();
  }

  /** Warning after which the next page begins; null on the last. */
  public Long getNext() {
    var rows = shown.rows();
    return rows.size() < SHOWN ? null : rows.get(rows.size() - 1).id();
  }
}
