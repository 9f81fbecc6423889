package org.klantbrug.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * How customers stand with messages, counted by itself: it goes over the whole merger, so whoever
 * looks at a message reads what was counted last. The more time it took, the longer it is kept.
 */
@ApplicationScoped
public class NoticeCounts {
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /** It is counted again after so many times the time that it took. */
  private static final int PART_OF_TIME = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Who stands so has nothing to hear any more. */
  private static final Set<Standing> THROUGH =
      EnumSet.of(Standing.TOLD, Standing.OVER, Standing.LEFT);

  private Database database;
  private BusinessClock clock;
  private NoticeReach reach;

  /** For the container. */
  protected NoticeCounts() {}

  /** Works with these. */
  @Inject
  public NoticeCounts(Database database, BusinessClock clock, NoticeReach reach) {
    this.database = database;
    this.clock = clock;
    this.reach = reach;
  }

  /**
   * What was counted.
   *
   * @param at when; null if it is being counted for the first time
   * @param all those who get it first on top
   * @param corrections customers who heard of another day or other money than counts now
   */
  public record Kept(Instant at, List<NoticeReach.Count> all, int corrections) {
    static final Kept NOTHING = new Kept(null, List.of(), 0);

    /** Whether everybody who goes over heard it. */
    public boolean isDone() {
      return at != null
          && !all.isEmpty()
          && all.stream().allMatch(each -> THROUGH.contains(each.standing()));
    }
  }

  /** How customers stood with a campaign when they were counted last; counts at the first time. */
  public Kept of(Campaign campaign) {
    return database
        .with(handle -> kept(handle, campaign.id()))
        .or(() -> count(campaign.id()))
        .orElse(Kept.NOTHING);
  }

  /** Customers of a merger who heard of another day or other money, as they were counted last. */
  public int corrections(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select n.corrections from notice_counted n join notice_campaign c on c.id = n.campaign_id
                     where c.merger_id = :merger order by n.counted_at desc nulls last limit 1""")
                .bind("merger", mergerId)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
  }

  /** Counts again what was counted long ago, one campaign after the other. */
  public void look() {
    due().forEach(this::count);
  }

  private List<Long> due() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select c.id from notice_campaign c left join notice_counted n on n.campaign_id = c.id
                     where c.state <> 'STOPPED'
                       and (n.counted_at is null or (n.counted_at < :before or n.counted_at < c.looked_at)
                            and n.counted_at < cast(:now as timestamptz) - n.took_ms * :part * interval '1 millisecond')
                     order by n.counted_at nulls first, c.id""")
                .bind("before", clock.now().minus(PAUSE))
                .bind("now", clock.now())
                .bind("part", PART_OF_TIME)
                .mapTo(Long.class)
                .list());
  }

  /** Empty if another server is counting. */
  private Optional<Kept> count(long campaign) {
    return database.inTransaction(
        handle ->
            hold(handle, campaign) ? Optional.of(counted(handle, campaign)) : Optional.empty());
  }

  private static boolean hold(Handle handle, long campaign) {
    handle.execute(
        "insert into notice_counted (campaign_id) values (?) on conflict do nothing", campaign);
    return handle
        .createQuery(
            "select campaign_id from notice_counted where campaign_id = :id for update skip locked")
        .bind("id", campaign)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  private Kept counted(Handle handle, long id) {
    var began = System.nanoTime();
    var campaign = CampaignRows.read(handle, id);
    var counts = reach.counts(handle, campaign);
    var corrections = reach.correctionsDue(handle, campaign.mergerId());
    var took = Duration.ofNanos(System.nanoTime() - began).toMillis();
    handle
        .createUpdate(
            """
            update notice_counted set counted_at = :now, took_ms = :took, customers = cast(:customers as jsonb), corrections = :corrections
             where campaign_id = :id""")
        .bind("now", clock.now())
        .bind("took", took)
        .bind("customers", written(counts))
        .bind("corrections", corrections)
        .bind("id", id)
        .execute();
    return new Kept(clock.now(), counts, corrections);
  }

  private static Optional<Kept> kept(Handle handle, long campaign) {
    return handle
        .createQuery(
            "select counted_at, cast(customers as text), corrections from notice_counted"
                + " where campaign_id = :id and counted_at is not null")
        .bind("id", campaign)
        .map(
            (row, context) ->
                new Kept(row.getTimestamp(1).toInstant(), read(row.getString(2)), row.getInt(3)))
        .findOne();
  }

  private static String written(List<NoticeReach.Count> counts) {
    try {
      return JSON.writeValueAsString(
          counts.stream()
              .collect(
                  Collectors.toMap(each -> each.standing().name(), NoticeReach.Count::customers)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<NoticeReach.Count> read(String customers) {
    try {
      return JSON
          .readValue(customers, new TypeReference<Map<Standing, Integer>>() {})
          .entrySet()
          .stream()
          .map(each -> new NoticeReach.Count(each.getKey(), each.getValue()))
          .sorted((one, other) -> one.standing().compareTo(other.standing()))
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
