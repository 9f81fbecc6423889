package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What must be ready before customers go over. Who leads begins the list, gives each item to
 * somebody and moves its day; whose it is does it, hands it on, or says that it does not apply.
 */
@ApplicationScoped
public class Checklist {
  private static final int WEEKS = 4;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_REASON = 400;
  private static final int LONGEST_EVIDENCE = 2000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private ItemWork work;

  /** For the container. */
  protected Checklist() {}

  /** Works with these. */
  @Inject
  public Checklist(Database database, BusinessClock clock, Audit audit, ItemWork work) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.work = work;
  }

  /** The programme of a merger; empty before somebody began it. */
  public Optional<Programme> find(long merger) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select p.merger_id, s.full_name as begun_by, p.begun_at, p.read_share, p.version
                      from programme_programme p join identity_staff s on s.id = p.begun_by where p.merger_id = :merger""")
                .bind("merger", merger)
                .map(ConstructorMapper.of(Programme.class))
                .findOne());
  }

  /**
   * Begins the programme of a merger with the list that every merger begins with, each to be ready
   * within four weeks.
   *
   * @return how many items it has
   * @throws RuleBroken {@code programme.begun-already}
   */
  public int begin(long merger, Staff by) {
    return database.inTransaction(
        handle -> {
          var begun =
              handle
                  .createUpdate(
                      """
                      insert into programme_programme (merger_id, begun_by, begun_at) values (:merger, :by, :at)
                      on conflict do nothing""")
                  .bind("merger", merger)
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .execute();
          if (begun == 0) {
            throw new RuleBroken("programme.begun-already");
          }
          for (var item : ShippedItem.values()) {
            var due = clock.today().plusWeeks(WEEKS);
            var id =
                ItemRows.add(handle, merger, item.name(), null, item.role(), item.required(), due);
            added(handle, id, by);
          }
          audit.record(handle, by.id(), by.login(), "programmeBegun", "merger", merger, null);
          return ShippedItem.values().length;
        });
  }

  private void added(Handle handle, long id, Staff by) {
    note(handle, id, ItemEvent.Kind.ADDED, null, by);
    work.begin(handle, ItemRows.find(handle, id).orElseThrow(), by);
  }

  /**
   * Adds an item that this merger needs.
   *
   * @param owner who does it
   * @throws RuleBroken {@code programme.*}: a title, a person or a day is missing, or the programme
   *     was not begun
   */
  public long add(
      long merger, String title, boolean required, Long owner, LocalDate due, Staff by) {
    var named = words(title, LONGEST_TITLE, "programme.item-title");
    if (find(merger).isEmpty()) {
      throw new RuleBroken("programme.not-begun");
    }
    if (owner == null) {
      throw new RuleBroken("programme.item-owner");
    }
    needDay(due);
    return database.inTransaction(
        handle -> {
          var id = ItemRows.add(handle, merger, null, named, "migrationLead", required, due);
          ItemRows.give(handle, id, owner);
          added(handle, id, by);
          audit.record(handle, by.id(), by.login(), "programmeItemAdded", "merger", merger, null);
          return id;
        });
  }

  private void needDay(LocalDate due) {
    if (due == null || due.isBefore(clock.today())) {
      throw new RuleBroken("programme.item-day");
    }
  }

  private static String words(String typed, int longest, String rule) {
    var text = typed == null ? "" : typed.strip();
    if (text.isEmpty() || text.length() > longest) {
      throw new RuleBroken(rule, longest);
    }
    return text;
  }

  /** The items of a merger: what must be done first on top, what is over last. */
  public List<Item> of(long merger) {
    return database.with(handle -> ItemRows.of(handle, merger));
  }

  /**
   * One item.
   *
   * @throws RuleBroken {@code programme.item-unknown}
   */
  public Item read(long id) {
    return database.with(
        handle ->
            ItemRows.find(handle, id)
                .orElseThrow(() -> new RuleBroken("programme.item-unknown", id)));
  }

  /** What happened to an item, the newest first. */
  public List<ItemEvent> events(long id) {
    return database.with(handle -> ItemRows.events(handle, id));
  }

  /**
   * Gives an item to somebody, by who leads or whose it is.
   *
   * @param seen the version on which this was decided
   * @throws RuleBroken {@code programme.*}: nobody is named, it is of another, or not open as seen
   */
  public void give(long id, int seen, Long to, Staff by) {
    if (to == null) {
      throw new RuleBroken("programme.item-owner");
    }
    database.inTransaction(
        handle -> {
          held(handle, id, seen, by);
          ItemRows.give(handle, id, to);
          var item = ItemRows.find(handle, id).orElseThrow();
          work.given(handle, item);
          note(handle, id, ItemEvent.Kind.GIVEN, item.owner(), by);
          return null;
        });
  }

  /**
   * Gives an item another day; who leads does that.
   *
   * @throws RuleBroken {@code programme.*}: the day is over or missing, or it is not open as seen
   */
  public void move(long id, int seen, LocalDate due, Staff by) {
    needDay(due);
    database.inTransaction(
        handle -> {
          needLead(by);
          var before = held(handle, id, seen, by);
          ItemRows.move(handle, id, due);
          work.moved(handle, ItemRows.find(handle, id).orElseThrow(), by);
          note(handle, id, ItemEvent.Kind.MOVED, before.dueOn() + " -> " + due, by);
          return null;
        });
  }

  /**
   * It is done. Who leads says that only of what is of his own role, or was given to him by
   * somebody else: as two decide that something does not apply, none decides alone that another did
   * his work.
   *
   * @param evidence what shows that: words, or where it lies
   * @throws RuleBroken {@code programme.*}: nothing shows it, it is of another, or not open as seen
   */
  public void done(long id, int seen, String evidence, Staff by) {
    var shown = words(evidence, LONGEST_EVIDENCE, "programme.item-evidence");
    database.inTransaction(
        handle -> {
          var item = held(handle, id, seen, by);
          needOwn(handle, item, by);
          ItemRows.done(handle, id, shown, by, clock.now());
          work.done(handle, item, by);
          note(handle, id, ItemEvent.Kind.DONE, shown, by);
          return null;
        });
  }

  /**
   * It does not apply to this merger: of what is required a second person decides that.
   *
   * @throws RuleBroken {@code programme.*}: there is no reason, it is of another, or not open as
   *     seen
   */
  public void notApplicable(long id, int seen, String reason, Staff by) {
    var why = words(reason, LONGEST_REASON, "programme.item-reason");
    database.inTransaction(
        handle -> {
          var item = held(handle, id, seen, by);
          var state = item.required() ? Item.State.ASKED : Item.State.NOT_APPLICABLE;
          ItemRows.notApplicable(handle, id, state, why, by);
          if (item.required()) {
            work.asked(item, by);
          } else {
            work.over(handle, item, by);
          }
          var kind = item.required() ? ItemEvent.Kind.ASKED : ItemEvent.Kind.NOT_APPLICABLE;
          note(handle, id, kind, why, by);
          return null;
        });
  }

  /**
   * The second person decides whether something required applies.
   *
   * @param applies it must be done after all
   * @throws RuleBroken {@code programme.*}: nobody asked, or this person did
   */
  public void decide(long id, boolean applies, Staff by) {
    if (!by.may(Action.PROGRAMME_CONFIRM)) {
      throw new NotAllowed(Action.PROGRAMME_CONFIRM);
    }
    database.inTransaction(
        handle -> {
          var item = ItemRows.hold(handle, id);
          if (item.state() != Item.State.ASKED) {
            throw new RuleBroken("programme.item-not-asked");
          }
          if (item.askedById() == by.id()) {
            throw new RuleBroken("programme.item-two-people");
          }
          if (applies) {
            ItemRows.reopen(handle, id);
          } else {
            ItemRows.confirmed(handle, id, by);
          }
          work.decided(handle, item, applies, by);
          var kind = applies ? ItemEvent.Kind.KEPT : ItemEvent.Kind.NOT_APPLICABLE;
          note(handle, id, kind, null, by);
          return null;
        });
  }

  /**
   * It must be done again; who leads says so.
   *
   * @throws RuleBroken {@code programme.*}: there is no reason, or it is open
   */
  public void reopen(long id, int seen, String reason, LocalDate due, Staff by) {
    var why = words(reason, LONGEST_REASON, "programme.item-reason");
    needLead(by);
    needDay(due);
    database.inTransaction(
        handle -> {
          var item = ItemRows.hold(handle, id);
          if (item.version() != seen) {
            throw new ChangedMeanwhile("programme.item-changed");
          }
          if (item.isOpen()) {
            throw new RuleBroken("programme.item-is-open");
          }
          ItemRows.reopen(handle, id);
          ItemRows.move(handle, id, due);
          note(handle, id, ItemEvent.Kind.REOPENED, why, by);
          work.begin(handle, ItemRows.find(handle, id).orElseThrow(), by);
          return null;
        });
  }

  private static void needLead(Staff by) {
    if (!by.may(Action.PROGRAMME_LEAD)) {
      throw new NotAllowed(Action.PROGRAMME_LEAD);
    }
  }

  private static Item held(Handle handle, long id, int seen, Staff by) {
    var item = ItemRows.hold(handle, id);
    item.needAllowed(by);
    item.needOpen(seen);
    return item;
  }

  private static void needOwn(Handle handle, Item item, Staff by) {
    var owned = item.ownerId() != null && item.ownerId() == by.id();
    if (!by.is(item.role()) && !(owned && ItemRows.wasGivenByAnother(handle, item, by))) {
      throw new RuleBroken("programme.item-done-by-whose-it-is");
    }
  }

  /**
   * What is open of mergers that are closed, abandoned or taken back ends with them.
   *
   * @return how many items
   */
  int endWhatIsOver() {
    return database.inTransaction(
        handle -> {
          var over = ItemRows.ofWhatIsOver(handle);
          for (var item : over) {
            ItemRows.ended(handle, item.id());
            work.ended(handle, item);
          }
          return over.size();
        });
  }

  private void note(Handle handle, long id, ItemEvent.Kind kind, String note, Staff by) {
    ItemRows.note(handle, id, kind, note, by, clock.now());
  }
}
