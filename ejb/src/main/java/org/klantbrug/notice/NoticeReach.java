package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.wave.Waves;

/**
 * Who gets a campaign, why, and by which way. A customer is a person with all his accounts, known
 * as in the waves. Everything is looked at when it is sent: the relevance of a message is checked
 * for each customer right then.
 */
@ApplicationScoped
public class NoticeReach {
  private BusinessClock clock;
  private Waves waves;
  private String objected;

  /** For the container. */
  protected NoticeReach() {}

  /** Works with these, and with what other contexts know. */
  @Inject
  public NoticeReach(BusinessClock clock, Waves waves, Instance<Untold> untold) {
    this(clock, waves, (Iterable<Untold>) untold);
  }

  NoticeReach(BusinessClock clock, Waves waves, Iterable<Untold> untold) {
    this.clock = clock;
    this.waves = waves;
    this.objected =
        StreamSupport.stream(untold.spliterator(), false)
            .map(each -> "h.identities && array(" + each.identities() + ")")
            .collect(Collectors.joining(" or ", "(false or ", ")"))
            .replace("(false or )", "false");
  }

  /**
   * A customer.
   *
   * @param personId as in the waves
   * @param identityId as the acquired company knows him; of his first account that goes
   * @param sheetId what is confirmed to change for the money of these accounts; null if nothing is
   * @param both whether he is a customer of ours too
   * @param members keys of the accounts that he is to hear of, of one label; if there are none,
   *     those that go; null if none does
   * @param days on which they go, in the same order
   * @param byDebit whether something of his is debited
   * @param heard whether he was told of an account before
   * @param corrects the last notice that he got of these accounts; null but for a correction
   * @param email null if none is known
   * @param postal his postal address in lines; null if it is not whole
   * @param circumstance why a person tells him, a code; null if a message may
   */
  public record Customer(
      long personId,
      long identityId,
      String customerKey,
      String name,
      Long sheetId,
      boolean both,
      String language,
      List<Long> members,
      List<String> accounts,
      List<String> days,
      boolean byDebit,
      boolean heard,
      Long corrects,
      Long contactId,
      Long contactStaff,
      String contact,
      String phone,
      String email,
      String postal,
      String circumstance,
      Standing standing) {
    /** The days on which his accounts go over. */
    public List<LocalDate> goes() {
      return days == null ? List.of() : days.stream().map(LocalDate::parse).toList();
    }
  }

  /** So many customers stand so. */
  public record Count(Standing standing, int customers) {}

  /** Customers whose notice named another day than their wave has, or other money than counts. */
  int correctionsDue(Handle handle, long mergerId) {
    return handle
        .createQuery("select count(*) from (" + NoticePersons.DUE_CORRECTION + ") d")
        .bind("merger", mergerId)
        .bind("today", clock.today())
        .bind("after", 0)
        .bind("most", Integer.MAX_VALUE)
        .mapTo(Integer.class)
        .one();
  }

  /** How customers stand with a campaign, in the order of {@link Standing}. */
  List<Count> counts(Handle handle, Campaign campaign) {
    return bind(
            handle.createQuery(
                "select standing, count(*) as customers from ("
                    + sql(campaign, NoticePersons.ALL)
                    + ") c group by standing"),
            campaign,
            0,
            Integer.MAX_VALUE)
        .map(ConstructorMapper.of(Count.class))
        .stream()
        .sorted((one, other) -> one.standing().compareTo(other.standing()))
        .toList();
  }

  /**
   * Customers behind one who have something to hear now, or for whom it is too late, in the order
   * of their keys.
   */
  List<Customer> due(Handle handle, Campaign campaign, long after, int most) {
    return bind(
            handle.createQuery(
                sql(campaign, NoticePersons.DUE_ANNOUNCEMENT) + " order by person_id"),
            campaign,
            after,
            most)
        .map(ConstructorMapper.of(Customer.class))
        .list();
  }

  /** Customers behind one who stand so. */
  List<Customer> standing(Handle handle, Campaign campaign, Standing wanted, long after, int most) {
    return bind(
            handle.createQuery(
                "select * from ("
                    + sql(campaign, NoticePersons.ALL)
                    + ") c where standing = :standing order by person_id limit :shown"),
            campaign,
            after,
            Integer.MAX_VALUE)
        .bind("standing", wanted)
        .bind("shown", most)
        .map(ConstructorMapper.of(Customer.class))
        .list();
  }

  private String sql(Campaign campaign, String announced) {
    var chosen =
        campaign.kind() == Campaign.Kind.CORRECTION ? NoticePersons.DUE_CORRECTION : announced;
    return NoticePersons.sql(chosen, objected);
  }

  private Query bind(Query query, Campaign campaign, long after, int most) {
    var setting = NoticeSettings.read(query.getHandle(), campaign.mergerId());
    var sorted = sortWaves(campaign.mergerId(), setting.daysBefore());
    return Sight.ofEverything(clock.today())
        .bindTo(query)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("merger", campaign.mergerId())
        .bind("correction", campaign.kind() == Campaign.Kind.CORRECTION)
        .bindArray("sending", Long.class, sorted.now())
        .bindArray("late", Long.class, sorted.late())
        .bind("after", after)
        .bind("most", most);
  }

  /** Waves whose customers are told now, and those for which it is too late. */
  private record Sorted(List<Long> now, List<Long> late) {}

  private Sorted sortWaves(long mergerId, int daysBefore) {
    var today = clock.today();
    var sorted = new Sorted(new ArrayList<>(), new ArrayList<>());
    for (var wave : waves.deadlines(mergerId, today)) {
      if (wave.sendBy().isBefore(today)) {
        sorted.late().add(wave.id());
      } else if (!wave.sendBy().minusDays(daysBefore).isAfter(today)) {
        sorted.now().add(wave.id());
      }
    }
    return sorted;
  }

  /** SQL: person {@code h} is not to be told, as another context knows. */
  String objected() {
    return objected;
  }

  /** Waves whose customers cannot be told in time any more. */
  List<Long> lateWaves(long mergerId) {
    return sortWaves(mergerId, 0).late();
  }
}
