package org.klantbrug.programme.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.programme.Checklist;
import org.klantbrug.programme.Item;
import org.klantbrug.programme.ItemEvent;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Something that must be ready before customers go over: who does it, and what shows that. */
@Named
@RequestScoped
public class ProgrammeItemPage {
  @Inject private CurrentStaff current;
  @Inject private Checklist checklist;
  @Inject private People people;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Item item;

  /** Reads the item, and does with it what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    item = checklist.read(id);
    if (!isSeen()) {
      throw new NotThere();
    }
    if (post.isSent() && done(current.get())) {
      Faces.redirect("/programme-item?id=%s", id);
      return;
    }
    item = checklist.read(id);
  }

  private boolean isSeen() {
    var staff = current.get();
    return staff.may(Action.MERGER_READ) || staff.may(Action.PROGRAMME_CONFIRM) || item.isOf(staff);
  }

  private boolean done(Staff staff) {
    if (post.has("done")) {
      return notices.tryTo(
          () -> checklist.done(id, seen(), post.text("evidence"), staff), "programme.item-done");
    }
    if (post.has("give")) {
      return notices.tryTo(
          () -> checklist.give(id, seen(), post.chosen("owner"), staff), "programme.item-given");
    }
    if (post.has("move")) {
      return notices.tryTo(() -> checklist.move(id, seen(), day(), staff), "programme.item-moved");
    }
    if (post.has("notApplicable")) {
      return notices.tryTo(
          () -> checklist.notApplicable(id, seen(), post.text("reason"), staff),
          item.required() ? "programme.item-asked" : "programme.item-not");
    }
    if (post.has("decide")) {
      var applies = post.text("decide").equals("applies");
      return notices.tryTo(
          () -> checklist.decide(id, applies, staff),
          applies ? "programme.item-kept" : "programme.item-not");
    }
    return post.has("reopen")
        && notices.tryTo(
            () -> checklist.reopen(id, seen(), post.text("reason"), day(), staff),
            "programme.item-reopened");
  }

  private int seen() {
    return (int) post.key("version");
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(post.text("due"));
    } catch (DateTimeException unreadable) {
      return null; // the rule says that it is missing
    }
  }

  /** The item. */
  public Item getItem() {
    return item;
  }

  /** What happened to it, the newest first. */
  public List<ItemEvent> getEvents() {
    return checklist.events(id);
  }

  /** To whom it can be given. */
  public List<People.Named> getColleagues() {
    return people.whoMay(Action.WORK_DO);
  }

  /** Whether its day is over. */
  public boolean isLate() {
    return item.isLate(clock.today());
  }

  /** Whether this person can do something with it now. */
  public boolean isDoable() {
    return item.state() == Item.State.OPEN && item.allows(current.get(), Action.WORK_DO);
  }

  /** Whether it is this person's own to say that it is done. */
  public boolean isOwn() {
    return item.isOf(current.get()) || current.get().is(item.role());
  }

  /** Whether this person leads. */
  public boolean isLed() {
    return current.get().may(Action.PROGRAMME_LEAD);
  }

  /** Whether this person, as the second one, decides whether it applies. */
  public boolean isDecidable() {
    return item.state() == Item.State.ASKED
        && current.get().may(Action.PROGRAMME_CONFIRM)
        && item.askedById() != current.get().id();
  }

  /** The first day that it can have. */
  public LocalDate getToday() {
    return clock.today();
  }
}
