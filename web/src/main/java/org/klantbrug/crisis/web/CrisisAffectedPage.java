package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.crisis.AffectedCustomers;
import org.klantbrug.crisis.AffectedList;
import org.klantbrug.crisis.CrisisHead;
import org.klantbrug.crisis.CrisisHold;
import org.klantbrug.crisis.Criterion;
import org.klantbrug.crisis.ListedNumbers;
import org.klantbrug.crisis.Relation;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Whom a crisis touches: by what they are found, who they are, and what waits for them. */
@Named
@RequestScoped
public class CrisisAffectedPage {
  private static final int SHOWN = 50;
  private static final int OPEN_LINES = 200;

  @Inject private CurrentStaff current;
  @Inject private AffectedCustomers customers;
  @Inject private AffectedList list;
  @Inject private CrisisHold hold;
  @Inject private CriterionForm form;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private String show;
  @Inject @Param private String relation;
  @Inject @Param private Long criterion;
  @Inject @Param private Long after;

  private CrisisHead crisis;
  private AffectedCustomers.Preview preview;
  private List<AffectedList.Count> counts;
  private List<Criterion> criteria;
  private List<AffectedList.Row> rows;

  /** Opens the page, shows what a criterion would find, or does what was pressed. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    current.need(Action.CRISIS_AFFECTED);
    crisis = list.crisis(id);
    if (post.has("preview")) {
      current.need(Action.CRISIS_FIND);
      preview = notices.attempt(() -> customers.preview(id, form.wanted())).orElse(null);
    } else if (post.isSent() && pressed()) {
      Faces.redirect("/crisis-affected?id=%s", id);
      return;
    }
    counts = list.counts(id);
    criteria = list.criteria(id);
    rows = list.rows(id, wanted(), after == null || after < 0 ? 0 : after, SHOWN, current.get());
  }

  private boolean pressed() {
    if (post.has("release")) {
      return released(current.need(Action.CRISIS_RELEASE));
    }
    var by = current.need(Action.CRISIS_FIND);
    if (post.has("add")) {
      return notices
          .attempt(() -> customers.add(id, form.wanted(), by))
          .map(added -> said("crisis.done.added", added))
          .orElse(false);
    }
    if (post.has("again")) {
      return notices
          .attempt(() -> customers.askAgain(id, by))
          .map(added -> said("crisis.done.asked", added))
          .orElse(false);
    }
    return changed(by);
  }

  private boolean said(String key, int count) {
    notices.done(key, count);
    return true;
  }

  private boolean changed(Staff by) {
    if (post.has("remove")) {
      return notices.tryTo(
          () -> customers.remove(id, post.key("remove"), post.text("why"), by),
          "crisis.done.removed");
    }
    if (post.has("back")) {
      return notices.tryTo(() -> customers.bringBack(id, post.key("back"), by), "crisis.done.back");
    }
    if (post.has("end")) {
      return notices.tryTo(
          () -> customers.end(id, post.key("end"), by), "crisis.done.criterion-ended");
    }
    throw new NotThere();
  }

  private boolean released(Staff by) {
    var whom = post.text("whom");
    var step =
        new CrisisHold.Step(
            whom.equals("REST") ? CrisisHold.Which.REST : which(whom),
            relationOf(whom),
            criterionOf(whom),
            post.text("reason"));
    return notices
        .attempt(() -> hold.release(id, step, by))
        .map(released -> said("crisis.done.released", released))
        .orElse(false);
  }

  private static CrisisHold.Which which(String whom) {
    if (relationOf(whom) != null) {
      return CrisisHold.Which.RELATION;
    }
    return criterionOf(whom) == null ? null : CrisisHold.Which.CRITERION;
  }

  private static Relation relationOf(String text) {
    return Arrays.stream(Relation.values())
        .filter(each -> each.name().equals(text))
        .findFirst()
        .orElse(null);
  }

  private static Long criterionOf(String whom) {
    return whom.matches("\\d{1,18}") ? Long.valueOf(whom) : null;
  }

  private AffectedList.Wanted wanted() {
    return new AffectedList.Wanted(getShow(), getRelation(), criterion);
  }

  /** Which of them are shown. */
  public AffectedList.Show getShow() {
    return Arrays.stream(AffectedList.Show.values())
        .filter(each -> each.name().equals(show))
        .findFirst()
        .orElse(AffectedList.Show.ALL);
  }

  /** How those who are shown stand to us; null for all. */
  public Relation getRelation() {
    return relationOf(relation);
  }

  /** The criterion whose customers are shown; null for all. */
  public Long getCriterion() {
    return criterion;
  }

  /** The crisis. */
  public CrisisHead getCrisis() {
    return crisis;
  }

  /** What the criterion in the form would find; null until somebody asked. */
  public AffectedCustomers.Preview getPreview() {
    return preview;
  }

  /** Whether this person may look for customers, and it is not over. */
  public boolean isFinding() {
    return crisis.open() && current.get().may(Action.CRISIS_FIND);
  }

  /** Whether this person may let mail to many go on, and some of it waits. */
  public boolean isReleasable() {
    return crisis.declared()
        && !crisis.exercise()
        && getHeld() > 0
        && current.get().may(Action.CRISIS_RELEASE);
  }

  /** How many there are of each kind. */
  public List<AffectedList.Count> getCounts() {
    return counts;
  }

  /** How many there are. */
  public int getCustomers() {
    return counts.stream().mapToInt(AffectedList.Count::customers).sum();
  }

  /** How many of them complained about it. */
  public int getComplained() {
    return counts.stream().mapToInt(AffectedList.Count::complained).sum();
  }

  /** For how many mail to many still waits. */
  public int getHeld() {
    return counts.stream().mapToInt(AffectedList.Count::held).sum();
  }

  /** The steps in which mail to many was let go. */
  public List<CrisisHold.Taken> getSteps() {
    return hold.steps(id);
  }

  /** By what they were found. */
  public List<Criterion> getCriteria() {
    return criteria;
  }

  /** Lines of a list that named no customer. */
  public List<ListedNumbers.Open> open(Criterion one) {
    return one.unknown() == 0 ? List.of() : list.open(one.id(), OPEN_LINES);
  }

  /** Those who are shown. */
  public List<AffectedList.Row> getRows() {
    return rows;
  }

  /** The key behind which the next page begins; null on the last. */
  public Long getNext() {
    return rows.size() < SHOWN ? null : rows.get(rows.size() - 1).id();
  }

  /** What an address with the same choice says behind its question mark. */
  public String getAsked() {
    return "id="
        + id
        + "&show="
        + getShow()
        + (getRelation() == null ? "" : "&relation=" + getRelation())
        + (criterion == null ? "" : "&criterion=" + criterion);
  }
}
