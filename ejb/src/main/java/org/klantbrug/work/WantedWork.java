package org.klantbrug.work;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.klantbrug.shared.BusinessClock;

/**
 * Which tasks are wanted, and in which order; null means all.
 *
 * @param kind of the task, by its element in the model
 * @param role whom it is for
 * @param holder key of who has it in hand; {@link #NOBODY} for those that nobody has
 * @param text part of what the subject is called
 */
public record WantedWork(
    Whose whose,
    String kind,
    String role,
    Long holder,
    When when,
    Priority priority,
    String text,
    Order order) {
  /** Stands for nobody where a person can stand; no key of a person. */
  public static final long NOBODY = 0;

  /** What is for the reader, what is due first on top. */
  public static final WantedWork MINE = of(Whose.MINE);

  /** Without conditions, what is due first on top. */
  public static WantedWork of(Whose whose) {
    return new WantedWork(whose, null, null, null, null, null, null, Order.DUE);
  }

  /** The same with another date. */
  public WantedWork due(When other) {
    return new WantedWork(whose, kind, role, holder, other, priority, text, order);
  }

  /** Whether anything but the list itself is asked for. */
  public boolean isNarrowed() {
    return kind != null
        || role != null
        || holder != null
        || when != null
        || priority != null
        || text != null;
  }

  /** Whose tasks. */
  public enum Whose {
    /** What the reader has in hand, or may take up now. */
    MINE(
        "(w.claimed_by = :me or w.claimed_by is null and w.role_code = any(:roles)"
            + " and (w.not_staff_id is null or w.not_staff_id <> :me) and (w.team_id is null or w.team_id = :team))"),
    /** What the reader has in hand. */
    HAND("w.claimed_by = :me"),
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
                                        and r.role_code = w.role_code))))"""),
    /** All that wait. */
    OPEN("true"),
    /** What was done, whoever did it. */
    DONE("true");

    private final String condition;

    Whose(String condition) {
      this.condition = condition;
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
    DUE(List.of(Order.BY_DUE), List.of("timestamptz"), false),
    /** What is most urgent, and of those what is due first. */
    PRIORITY(List.of("w.priority", Order.BY_DUE), List.of("smallint", "timestamptz"), false),
    /** What waits longest. */
    OLDEST(List.of("w.created_at"), List.of("timestamptz"), false),
    /** What came last. */
    NEWEST(List.of("w.created_at"), List.of("timestamptz"), true),
    /** What was done last. */
    DONE_LAST(List.of("w.completed_at"), List.of("timestamptz"), true);

    /** SQL: by when, as the indexes have it. */
    private static final String BY_DUE = "coalesce(w.due_at, 'infinity')";

    private final List<String> columns;
    private final List<String> types;
    private final boolean down;

    Order(List<String> columns, List<String> types, boolean down) {
      this.columns = with(columns, "w.id");
      this.types = with(types, "bigint");
      this.down = down;
    }

    private static List<String> with(List<String> some, String last) {
      var all = new ArrayList<>(some);
      all.add(last);
      return List.copyOf(all);
    }

    /** SQL: what the rows are sorted by. */
    String by() {
      return String.join(down ? " desc, " : ", ", columns) + (down ? " desc" : "");
    }

    /** SQL: the values of a row by which the next page goes on, as one text. */
    String key() {
      return "concat_ws('_', "
          + String.join(", ", columns.stream().map(Order::exact).toList())
          + ")";
    }

    /** A moment as a text that any session reads alike. */
    private static String exact(String column) {
      return column.equals("w.id") || column.equals("w.priority")
          ? column
          : "coalesce(to_char(nullif(%s, 'infinity') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), 'infinity')"
              .formatted(column);
    }

    /** SQL: rows that come after the key whose parts are {@code key0} and on. */
    String after() {
      var values = new ArrayList<String>();
      for (var i = 0; i < columns.size(); i++) {
        values.add("cast(:key" + i + " as " + types.get(i) + ")");
      }
      return "(%s) %s (%s)"
          .formatted(String.join(", ", columns), down ? "<" : ">", String.join(", ", values));
    }

    /**
     * The parts of a key that a page was given; empty if it is none of this order, as after a
     * change of the order by hand.
     */
    List<String> parts(String key) {
      var parts = key == null ? List.<String>of() : List.of(key.split("_", -1));
      if (parts.size() != columns.size()) {
        return List.of();
      }
      for (var i = 0; i < parts.size(); i++) {
        if (!parts.get(i).matches(pattern(types.get(i)))) {
          return List.of();
        }
      }
      return parts;
    }

    private static String pattern(String type) {
      return switch (type) {
        case "timestamptz" ->
            "infinity|20\\d\\d-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d\\.\\d{6}Z";
        case "smallint" -> "[1-3]";
        default -> "\\d{1,18}";
      };
    }
  }

  /** The order that holds: what was done is always read from its end. */
  Order sorted() {
    return whose == Whose.DONE ? Order.DONE_LAST : order;
  }

  /** SQL: the tasks {@code w} that are wanted. */
  String condition() {
    var all = new ArrayList<String>();
    all.add(whose.state());
    all.add(whose.condition);
    add(all, kind, "w.kind = :kind");
    add(all, role, "w.role_code = :role");
    add(
        all,
        holder,
        holder != null && holder == NOBODY ? "w.claimed_by is null" : "w.claimed_by = :holder");
    add(all, when, when == null ? null : when.condition);
    add(all, priority, "w.priority = :priority");
    add(all, text, "w.subject_name ilike :text");
    return String.join(" and ", all);
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
