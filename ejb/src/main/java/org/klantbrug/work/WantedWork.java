package org.klantbrug.work;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.PageOrder;
import org.klantbrug.shared.PageOrder.Column;

/**
 * Which tasks are wanted, and in which order; null means all.
 *
 * @param kind of the task, by its element in the model
 * @param role whom it is for
 * @param holder key of who has it in hand, or did it; {@link #NOBODY} for those that nobody has
 * @param text part of what the subject is called
 * @param batch those that came together, by {@link WorkList.Gathered#batch}
 */
public record WantedWork(
    Whose whose,
    String kind,
    String role,
    Long holder,
    When when,
    Priority priority,
    String text,
    Long batch,
    Order order) {
  /** Stands for nobody where a person can stand; no key of a person. */
  public static final long NOBODY = 0;

  /** What is for the reader, what is due first on top. */
  public static final WantedWork MINE = of(Whose.MINE);

  private static final String GATHERED = "w.gathered and w.claimed_by is null";

  /** Without conditions, what is due first on top. */
  public static WantedWork of(Whose whose) {
    return new WantedWork(whose, null, null, null, null, null, null, null, Order.DUE);
  }

  /** The same with another date. */
  public WantedWork due(When other) {
    return new WantedWork(whose, kind, role, holder, other, priority, text, batch, order);
  }

  /** Those of a kind that came together and that nobody has in hand. */
  public WantedWork free(String ofKind, Long inBatch) {
    return new WantedWork(whose, ofKind, role, NOBODY, when, priority, text, inBatch, order);
  }

  /**
   * Whether tasks that come by the thousand stand aside, as one line: unless they are asked for, by
   * their kind, by what they are called or by who has them.
   */
  boolean isGathering() {
    return whose.gathers && kind == null && holder == null && text == null && batch == null;
  }

  /** Whether anything but the list itself is asked for. */
  public boolean isNarrowed() {
    return kind != null
        || role != null
        || holder != null
        || when != null
        || priority != null
        || text != null
        || batch != null;
  }

  /** Whose tasks. */
  public enum Whose {
    /** What the reader has in hand, or may take up now. */
    MINE(
        "(w.claimed_by = :me or w.claimed_by is null and w.role_code = any(:roles)"
            + " and (w.not_staff_id is null or w.not_staff_id <> :me) and (w.team_id is null or w.team_id = :team))",
        true),
    /** What the reader has in hand. */
    HAND("w.claimed_by = :me", false),
    /** What a member of the reader's team has in hand, or one of them may take up. */
    TEAM(
        """
        (w.claimed_by = any(:members)
          or w.claimed_by is null
             and (w.team_id = :team
                  or w.team_id is null and w.role_code = any(:teamRoles)
                     and (w.not_staff_id is null
                          or exists (select from identity_staff m join identity_staff_role r on r.staff_id = m.id
                                      where m.team_id = :team and m.active and m.id <> w.not_staff_id
                                        and r.role_code = w.role_code))))""",
        true),
    /** All that wait. */
    OPEN("true", true),
    /** What was done, whoever did it. */
    DONE("true", false);

    private final String condition;
    private final boolean gathers;

    Whose(String condition, boolean gathers) {
      this.condition = condition;
      this.gathers = gathers;
    }

    /** SQL: how far a task {@code w} is that is listed here. */
    String state() {
      return this == DONE ? "w.state = 'DONE'" : "w.state = 'OPEN'";
    }
  }

  /** By when it must be done. None of them holds a task that another one holds. */
  public enum When {
    /** It should have been done before now. */
    OVERDUE(Order.BY_DUE + " < :now"),
    /** Later today. */
    TODAY(Order.BY_DUE + " >= :now and " + Order.BY_DUE + " < :tomorrow"),
    /** After today, before Monday. */
    WEEK(Order.BY_DUE + " >= :tomorrow and " + Order.BY_DUE + " < :monday"),
    /** After this week. */
    LATER(Order.BY_DUE + " >= :monday and " + Order.BY_DUE + " < 'infinity'"),
    /** Nobody waits for it by a day. */
    NONE(Order.BY_DUE + " = 'infinity'");

    private final String condition;

    When(String condition) {
      this.condition = condition;
    }
  }

  /** In which order; the key of the task decides between equals. */
  public enum Order {
    /** What is due first. */
    DUE(PageOrder.up(Column.moment(Order.BY_DUE), Column.key("w.id"))),
    /** What is most urgent, and of those what is due first. */
    PRIORITY(
        PageOrder.up(Column.grade("w.priority"), Column.moment(Order.BY_DUE), Column.key("w.id"))),
    /** What waits longest. */
    OLDEST(PageOrder.up(Column.moment("w.created_at"), Column.key("w.id"))),
    /** What came last. */
    NEWEST(PageOrder.down(Column.moment("w.created_at"), Column.key("w.id"))),
    /** What was done last. */
    DONE_LAST(PageOrder.down(Column.moment("w.completed_at"), Column.key("w.id")));

    /** SQL: by when, as the indexes have it. */
    private static final String BY_DUE = "coalesce(w.due_at, 'infinity')";

    private final PageOrder pages;

    Order(PageOrder pages) {
      this.pages = pages;
    }

    /** The order as it is read page by page. */
    PageOrder pages() {
      return pages;
    }
  }

  /** The order that holds: what was done is always read from its end. */
  Order sorted() {
    return whose == Whose.DONE ? Order.DONE_LAST : order;
  }

  /** SQL: the tasks {@code w} that are wanted, each as a line of its own. */
  String condition() {
    return isGathering() ? all() + " and not (" + GATHERED + ")" : all();
  }

  /** SQL: those that stand aside as one line. */
  String aside() {
    return all() + " and " + GATHERED;
  }

  private String all() {
    var all = new ArrayList<String>();
    all.add(whose.state());
    all.add(whose.condition);
    add(all, kind, "w.kind = :kind");
    add(all, role, "w.role_code = :role");
    add(
        all,
        holder,
        holder != null && holder == NOBODY ? whoever() + " is null" : whoever() + " = :holder");
    add(all, when, when == null ? null : when.condition);
    add(all, priority, "w.priority = :priority");
    add(all, text, "w.subject_name ilike :text");
    add(all, batch, "w.batch_id = :batch");
    return String.join(" and ", all);
  }

  /** SQL: whose it is; what was done is of who did it, whoever had it in hand. */
  private String whoever() {
    return whose == Whose.DONE ? "w.completed_by" : "w.claimed_by";
  }

  private static void add(List<String> all, Object wanted, String condition) {
    if (wanted != null) {
      all.add(condition);
    }
  }

  /** The text as it is looked for anywhere in a name. */
  String pattern() {
    return text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }

  /** Begin of the day after this one. */
  static Instant tomorrow(LocalDate today) {
    return begin(today.plusDays(1));
  }

  /** Begin of the next week. */
  static Instant monday(LocalDate today) {
    return begin(today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(BusinessClock.ZONE).toInstant();
  }
}
