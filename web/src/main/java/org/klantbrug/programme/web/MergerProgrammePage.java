package org.klantbrug.programme.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.Hold;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.programme.Briefing;
import org.klantbrug.programme.Briefings;
import org.klantbrug.programme.Checklist;
import org.klantbrug.programme.Item;
import org.klantbrug.programme.Programme;
import org.klantbrug.programme.Scenario;
import org.klantbrug.programme.Scenarios;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** The programme of a merger: what is next, by whom, and the brake. */
@Named
@RequestScoped
public class MergerProgrammePage {
  private static final List<String> PAPERS = List.of("signExit", "exit", "phase", "agreement");

  @Inject private CurrentStaff current;
  @Inject private ProgrammePapers papers;
  @Inject private Mergers mergers;
  @Inject private Checklist checklist;
  @Inject private Scenarios scenarios;
  @Inject private Briefings briefings;
  @Inject private Brakes brakes;
  @Inject private People people;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Mergers.View merger;
  private Programme programme;
  private List<Item> items;
  private List<Scenario> written;
  private Briefing briefing;
  private Briefings.Count readers;
  private List<Hold> holds;

  /** Reads the programme, and does with it what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && done(current.get())) {
      Faces.redirect("/merger-programme?id=%s%s", id, post.has("scenario") ? "#scenarios" : "");
      return;
    }
    read();
  }

  private void read() {
    programme = checklist.find(id).orElse(null);
    items = checklist.of(id);
    written = scenarios.of(id);
    briefing = briefings.of(id).orElse(null);
    readers = briefing == null ? null : Briefings.count("", briefings.readers(briefing.id()));
    holds = brakes.of(id);
  }

  private boolean done(Staff staff) {
    if (post.has("hold")) {
      current.need(Action.BRAKE_HOLD);
      return notices.tryTo(
          () -> brakes.hold(id, merger.name(), post.text("reason"), staff), "brake.held");
    }
    if (post.has("release")) {
      current.need(Action.BRAKE_HOLD);
      return notices.tryTo(() -> brakes.release(id, post.text("reason"), staff), "brake.released");
    }
    if (post.has("readScenario")) {
      return notices.tryTo(
          () -> scenarios.read(post.key("readScenario"), staff), "programme.scenario-read");
    }
    if (PAPERS.stream().anyMatch(post::has)) {
      return papers.done(merger, staff);
    }
    return led(current.need(Action.PROGRAMME_LEAD));
  }

  private boolean led(Staff staff) {
    if (post.has("begin")) {
      return notices.tryTo(() -> checklist.begin(id, staff), "programme.begun");
    }
    if (post.has("add")) {
      return notices.tryTo(
          () ->
              checklist.add(
                  id, post.text("title"), post.has("required"), post.chosen("owner"), day(), staff),
          "programme.item-added");
    }
    if (post.has("publish")) {
      return notices.tryTo(
          () -> briefings.publish(id, post.text("line"), post.text("body"), staff),
          "briefing.published");
    }
    if (post.has("share")) {
      return notices.tryTo(
          () -> briefings.setShare(id, number("percent"), staff), "briefing.share-set");
    }
    return withScenario(staff);
  }

  private boolean withScenario(Staff staff) {
    if (post.has("endScenario")) {
      return notices.tryTo(
          () -> scenarios.end(id, post.key("endScenario"), number("version"), staff),
          "programme.scenario-ended");
    }
    if (!post.has("scenario")) {
      return false;
    }
    var wish =
        new Scenarios.Wish(
            number("place"), post.text("title"), post.text("what"), post.chosen("decider"));
    var key = post.key("scenario");
    return notices.tryTo(
        () -> {
          if (key == 0) {
            scenarios.add(id, wish, staff);
          } else {
            scenarios.change(id, key, number("version"), wish, staff);
          }
        },
        "programme.scenario-kept");
  }

  /** What was typed; a number that nothing has if it was none. */
  private int number(String field) {
    var typed = post.text(field);
    return typed.matches("\\d{1,6}") ? Integer.parseInt(typed) : -1;
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(post.text("due"));
    } catch (DateTimeException unreadable) {
      return null; // the rule says that it is missing
    }
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The programme; null before somebody began it. */
  public Programme getProgramme() {
    return programme;
  }

  /** What must be ready: what must be done first on top, what is over last. */
  public List<Item> getItems() {
    return items;
  }

  /** Items that stop the waves. */
  public long getStopping() {
    return items.stream().filter(item -> item.required() && item.isOpen()).count();
  }

  /** Items whose day is over. */
  public long getLate() {
    return items.stream().filter(this::isLate).count();
  }

  /** Items that nobody has yet. */
  public long getWithoutOwner() {
    return items.stream().filter(item -> item.isOpen() && item.ownerId() == null).count();
  }

  /** Whether the day of an item is over. */
  public boolean isLate(Item item) {
    return item.isLate(clock.today());
  }

  /** What is done if something goes wrong, the worst first. */
  public List<Scenario> getScenarios() {
    return written;
  }

  /** The newest briefing; null if nothing was published. */
  public Briefing getBriefing() {
    return briefing;
  }

  /** How many read it; null if nothing was published. */
  public Briefings.Count getReaders() {
    return readers;
  }

  /** Whether enough read it. */
  public boolean isRead() {
    return readers != null && readers.percent() >= programme.readShare();
  }

  /** To whom an item can be given, and who can decide. */
  public List<People.Named> getColleagues() {
    return people.whoMay(Action.WORK_DO);
  }

  /** Whether this person leads. */
  public boolean isLed() {
    return current.get().may(Action.PROGRAMME_LEAD);
  }

  /** Whether this person read a scenario as it stands. */
  public boolean hasRead(Scenario one) {
    return one.readers().contains(current.get().fullName());
  }

  /** Whether what was asked of this scenario was refused: its form is shown with what was typed. */
  public boolean cameBack(long scenario) {
    return post.text("scenario").equals(Long.toString(scenario));
  }

  /** Today, as the first day that an item can have. */
  public LocalDate getToday() {
    return clock.today();
  }

  /** Whether a person holds it now; what a crisis holds is let go where the crisis is. */
  public boolean isHeld() {
    return holds.stream().anyMatch(hold -> hold.isOn() && !hold.ofCrisis());
  }

  /** Each time it was held and let go again, the newest first. */
  public List<Hold> getPast() {
    return holds.stream().filter(hold -> !hold.isOn()).toList();
  }

  /** Whether this person can hold it, and let it go. */
  public boolean isHoldable() {
    return current.get().may(Action.BRAKE_HOLD);
  }
}
