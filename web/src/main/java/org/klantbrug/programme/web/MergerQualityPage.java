package org.klantbrug.programme.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Mergers;
import org.klantbrug.programme.Quality;
import org.klantbrug.programme.Signature;
import org.klantbrug.programme.Signatures;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** How good the data of the acquired company are, field by field, and who agreed. */
@Named
@RequestScoped
public class MergerQualityPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Quality quality;
  @Inject private Signatures signatures;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Mergers.View merger;
  private List<Quality.Field> fields;

  /** The fields of one kind of record. */
  public record Part(Entity entity, List<Quality.Field> fields) {
    /** How many of them are not as good as they must be. */
    public long getBelow() {
      return fields.stream().filter(Quality.Field::isBelow).count();
    }

    /** From which file. */
    public String getFileName() {
      return fields.get(0).fileName();
    }
  }

  /** Reads the figures, and does with them what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && done()) {
      Faces.redirect("/merger-quality?id=%s", id);
      return;
    }
    fields = quality.of(id);
  }

  private boolean done() {
    var staff = current.need(Action.PROGRAMME_LEAD);
    if (post.has("measure")) {
      return notices
          .attempt(() -> quality.measure(id, staff))
          .map(
              count -> {
                notices.done("quality.measured", count);
                return true;
              })
          .orElse(false);
    }
    if (post.has("thresholds")) {
      return notices.tryTo(() -> quality.set(id, wanted(), staff), "quality.thresholds-kept");
    }
    return post.has("sign")
        && notices.tryTo(
            () ->
                signatures.signData(
                    id, post.text("name"), post.text("role"), day(), post.text("words"), staff),
            "quality.signed");
  }

  private List<Quality.Threshold> wanted() {
    var entity = post.text("thresholds");
    return quality.of(id).stream()
        .filter(field -> field.entity().name().equals(entity))
        .map(
            field ->
                new Quality.Threshold(
                    field.entity(),
                    field.field(),
                    percent("filled." + field.field()),
                    percent("valid." + field.field())))
        .toList();
  }

  /** What was typed; a number that is no per cent if it was none. */
  private int percent(String name) {
    var typed = post.text(name);
    return typed.matches("\\d{1,3}") ? Integer.parseInt(typed) : -1;
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(post.text("on"));
    } catch (DateTimeException unreadable) {
      return null; // the rule says that it is missing
    }
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** What was measured, by kind of record. */
  public List<Part> getParts() {
    return fields.stream()
        .collect(
            Collectors.groupingBy(Quality.Field::entity, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(each -> new Part(each.getKey(), each.getValue()))
        .toList();
  }

  /** Fields that are not as good as they must be. */
  public long getBelow() {
    return fields.stream().filter(Quality.Field::isBelow).count();
  }

  /** How many fields were measured. */
  public int getCount() {
    return fields.size();
  }

  /** Who agreed, the newest first. */
  public List<Signature> getSignatures() {
    return signatures.of(id).stream()
        .filter(each -> each.kind() == Signature.Kind.DATA_QUALITY)
        .toList();
  }

  /** Whether this person leads. */
  public boolean isLed() {
    return current.get().may(Action.PROGRAMME_LEAD);
  }

  /** What was typed if a rule brought the form back, else what is kept. */
  public String shown(String entity, String name, int kept) {
    return post.text("thresholds").equals(entity) ? post.text(name) : Integer.toString(kept);
  }

  /** Today, as the last day on which it can have been signed. */
  public LocalDate getToday() {
    return clock.today();
  }
}
