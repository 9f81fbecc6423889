package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.RuleBroken;

/** Questions and answers as colleagues look at them: by the many, and one with all it said. */
@ApplicationScoped
public class QaList {
  /** What can be looked at, in the order of the tabs. */
  public static final List<String> SHOWS =
      List.of(
          "all",
          "check",
          "mend",
          "publish",
          "review",
          "expired",
          "seldomHelps",
          "neverUsed",
          "mine");

  /** So many days before its last one an answer is looked at again. */
  static final int DAYS_BEFORE = 14;

  /** Over so many days it is counted how often answers are read and help. */
  private static final int DAYS_OF_USE = 90;

  /** Published for so many days, an answer should have been read. */
  private static final int DAYS_UNTIL_USED = 30;

  private static final Map<String, String> CONDITIONS =
      Map.of(
          "all", "true",
          "check", "i.state = 'DRAFT'",
          "mend", "i.state = 'SENT_BACK'",
          "publish", "i.state = 'CHECKED'",
          "review",
              "exists (select from knowledge_published s where s.item_id = i.id and s.valid_until between :today and :soon)",
          "expired", "i.state = 'EXPIRED' or i.state = 'PUBLISHED' and i.valid_until < :today",
          "seldomHelps",
              """
              (select sum(h.shown) >= 20 and sum(h.yes + h.no) >= 5 and sum(h.yes) * 2 < sum(h.yes + h.no)
                 from knowledge_helped h where h.item_id = i.id and h.day >= :lately)""",
          "neverUsed",
              """
              exists (select from knowledge_published s where s.item_id = i.id and s.valid_until >= :today and s.published_at < :settled)
              and not exists (select from knowledge_helped h where h.item_id = i.id and h.day >= :lately)""",
          "mine", "i.owner_id = :me");

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  public QaList() {}

  /** Works with these. */
  @Inject
  public QaList(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The items that fit, those whose day comes first on top.
   *
   * @param show one of {@link #SHOWS}
   * @param topic code; null for all
   * @param most at most so many
   */
  public List<QaItem> items(String show, String topic, long from, int most, Staff staff) {
    return database.with(
        handle ->
            TeamOnly.bind(
                    handle.createQuery(
                        "%s where (%s) and %s and (cast(:topic as text) is null or i.topic = :topic) order by i.valid_until, i.id limit :most offset :from"
                            .formatted(
                                QaRows.SELECT,
                                CONDITIONS.getOrDefault(show, "true"),
                                TeamOnly.reads("i.team_id"))),
                    staff)
                .bind("today", clock.today())
                .bind("soon", clock.today().plusDays(DAYS_BEFORE))
                .bind("me", staff.id())
                .bind("lately", clock.today().minusDays(DAYS_OF_USE))
                .bind("settled", clock.now().minus(Duration.ofDays(DAYS_UNTIL_USED)))
                .bind("topic", topic)
                .bind("from", from)
                .bind("most", most)
                .map(ConstructorMapper.of(QaItem.class))
                .list());
  }

  /**
   * One item.
   *
   * @throws RuleBroken {@code knowledge.unknown}, also for who may not read it
   */
  public QaItem read(long id, Staff reader) {
    var item = database.with(handle -> QaRows.read(handle, id, clock.today()));
    if (!TeamOnly.reads(reader, item.links().teamId())) {
      throw new RuleBroken("knowledge.unknown", id);
    }
    return item;
  }

  /**
   * What an item said before, the newest version first.
   *
   * @throws RuleBroken {@code knowledge.unknown}, also for who may not read it
   */
  public List<KeptVersion.Entry> versions(long id, Staff reader) {
    read(id, reader);
    return KeptVersion.history(database.with(handle -> QaRows.versions(handle, id)));
  }

  /**
   * Something that was done with an item.
   *
   * @param who null for what happened by itself
   */
  public record Event(long id, String kind, String who, Instant at, String note) {}

  /** What was done with an item, the last on top. */
  public List<Event> events(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select e.id, e.kind, s.full_name as who, e.at, e.note
                      from knowledge_event e left join identity_staff s on s.id = e.staff_id
                     where e.item_id = :id order by e.id desc limit 200""")
                .bind("id", id)
                .map(ConstructorMapper.of(Event.class))
                .list());
  }

  /** How often an answer was opened, and readers said that it helped, and that it did not. */
  public record Helped(long shown, long yes, long no) {}

  /** What readers said of an item, over all days. */
  public Helped helped(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select coalesce(sum(shown), 0) as shown, coalesce(sum(yes), 0) as yes, coalesce(sum(no), 0) as no from knowledge_helped where item_id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Helped.class))
                .one());
  }

  /** Something that can be chosen, by its key. */
  public record Choice(long id, String name) {}

  /** Who can keep an answer right: whoever may write one. */
  public List<Choice> owners() {
    return database.with(QaList::owners);
  }

  static List<Choice> owners(Handle handle) {
    return handle
        .createQuery(
            """
            select s.id, s.full_name as name from identity_staff s
             where s.active and exists (select from identity_staff_role r join identity_permission p on p.role_code = r.role_code
                                         where r.staff_id = s.id and p.action = 'knowledge.write')
             order by s.full_name, s.id""")
        .map(ConstructorMapper.of(Choice.class))
        .list();
  }

  /** Companies whose customers came over in a merger. */
  public List<Choice> companies() {
    return choices(
        "select id, name from merger_company where id in (select acquired_id from merger_merger) order by name, id");
  }

  /** Mergers that something can be about. */
  public List<Choice> mergers() {
    return choices(
        "select id, name from merger_merger where state <> 'ABANDONED' order by id desc");
  }

  /**
   * Other published items that the reader may read, those about the same topic first; at most 300.
   */
  public List<Choice> others(QaItem item, Staff reader) {
    return database.with(
        handle ->
            TeamOnly.bind(
                    handle.createQuery(
                        """
                    select i.id, coalesce(i.question_nl, i.question_en) as name from knowledge_item i
                     where i.id <> :id and %s
                       and exists (select from knowledge_published p where p.item_id = i.id and p.valid_until >= :today)
                     order by i.topic <> :topic, name, i.id limit 300"""
                            .formatted(TeamOnly.reads("i.team_id"))),
                    reader)
                .bind("id", item.id())
                .bind("today", clock.today())
                .bind("topic", item.topic())
                .map(ConstructorMapper.of(Choice.class))
                .list());
  }

  /** Teams that an answer can be for. */
  public List<Choice> teams() {
    return choices("select id, name from identity_team order by name, id");
  }

  /** Waves that something can be about, by merger and day, the newest first. */
  public List<Choice> waves() {
    return choices(
        """
        select w.id, m.name || ', ' || to_char(w.day, 'YYYY-MM-DD') as name
          from wave_wave w join merger_merger m on m.id = w.merger_id
         where not w.closing order by w.day desc, w.id limit 200""");
  }

  /** Codes of what questions can be about. */
  public List<String> topics() {
    return database.with(
        handle ->
            handle
                .createQuery("select code from contact_topic order by position, code")
                .mapTo(String.class)
                .list());
  }

  private List<Choice> choices(String sql) {
    return database.with(
        handle -> handle.createQuery(sql).map(ConstructorMapper.of(Choice.class)).list());
  }
}
