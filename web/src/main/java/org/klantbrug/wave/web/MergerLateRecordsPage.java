package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.wave.LateRecords;
import org.klantbrug.wave.LateRecords.Deed;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** News of customers who were over when it came, and what was done with it. */
@Named
@RequestScoped
public class MergerLateRecordsPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private LateRecords late;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private String entity;
  @Inject @Param private String after;

  private Mergers.View merger;
  private List<LateRecords.OfEntity> entities;
  private List<LateRecords.Row> rows;

  /** Reads the records, and notes what was done. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && noted()) {
      Faces.redirect(getAddress());
      return;
    }
    entities = late.of(id);
    rows =
        entities.isEmpty()
            ? List.of()
            : late.page(id, getEntity(), wish(after), LateRecords.SHOWN, current.get());
  }

  private boolean noted() {
    var staff = current.need(Action.MERGER_RECORDS);
    return notices.tryTo(() -> late.note(id, wish(post.text("note")), staff), "late-records.noted");
  }

  /** The line of a file, as 12-1, with what was typed of it. */
  private LateRecords.Wish wish(String place) {
    var parts =
        place != null && place.matches("\\d{1,18}-\\d{1,18}") ? place.split("-") : new String[0];
    return new LateRecords.Wish(
        entity(),
        parts.length == 0 ? 0 : Long.parseLong(parts[0]),
        parts.length == 0 ? 0 : Long.parseLong(parts[1]),
        deed(),
        post.text("words"));
  }

  private Deed deed() {
    return Arrays.stream(Deed.values())
        .filter(each -> each.name().equals(post.text("deed")))
        .findFirst()
        .orElse(null);
  }

  private Entity entity() {
    return Arrays.stream(Entity.values())
        .filter(each -> each.name().equals(entity))
        .findFirst()
        .orElse(null);
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** Sorts of records of which there is news. */
  public List<LateRecords.OfEntity> getEntities() {
    return entities;
  }

  /** The sort that is shown: the one that was asked for, else the first. */
  public Entity getEntity() {
    return entity() == null ? entities.get(0).entity() : entity();
  }

  /** Records with which nobody did anything yet, of all sorts. */
  public long getOpen() {
    return entities.stream().mapToLong(LateRecords.OfEntity::open).sum();
  }

  /** The records that are shown. */
  public List<LateRecords.Row> getRows() {
    return rows;
  }

  /** The record behind which the next page begins; null on the last. */
  public String getNext() {
    return rows.size() < LateRecords.SHOWN ? null : place(rows.get(rows.size() - 1));
  }

  /** A record in a form, as 12-1. */
  public String place(LateRecords.Row row) {
    return row.deliveryId() + "-" + row.line();
  }

  /** Whether the form of a record came back. */
  public boolean cameBack(LateRecords.Row row) {
    return post.text("note").equals(place(row));
  }

  /** Whether this was chosen in the form that came back. */
  public boolean isTyped(Deed each) {
    return each == deed();
  }

  /** What was typed in the form of a record. */
  public String words(LateRecords.Row row) {
    return cameBack(row) ? post.text("words") : "";
  }

  /** What can have been done. */
  public Deed[] getDeeds() {
    return Deed.values();
  }

  /** Whether customers can be looked for by this person. */
  public boolean isFindable() {
    return current.get().may(Action.CUSTOMER_READ);
  }

  /** The address of the page with the sort that is shown. */
  public String getAddress() {
    return "/merger-late-records?id=" + id + (entity() == null ? "" : "&entity=" + entity());
  }
}
