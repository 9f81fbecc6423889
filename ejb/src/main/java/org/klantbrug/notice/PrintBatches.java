package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.contact.Noting;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.BulkBrake;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Letters that are printed together, and have gone to the post when a person says so. */
@ApplicationScoped
public class PrintBatches {
  /** So many letters are one document at most. */
  static final int LETTERS = 250;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private StillRight right;

  /** For the container. */
  protected PrintBatches() {}

  /** Works with these. */
  @Inject
  public PrintBatches(Database database, BusinessClock clock, Audit audit, StillRight right) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.right = right;
  }

  /**
   * Letters that are printed together.
   *
   * @param postedOn day on which they went to the post; null before that
   */
  public record Batch(
      long id,
      long campaignId,
      long mergerId,
      String campaign,
      int no,
      int letters,
      Instant madeAt,
      LocalDate postedOn,
      String postedBy) {}

  /**
   * One of them.
   *
   * @param number by which it is known when it comes back
   * @param customerKey number of the customer at the acquired company
   * @param address in lines, the name first
   */
  public record Letter(
      String number,
      String customerKey,
      String address,
      String language,
      String subjectLine,
      String body) {}

  private static final String ROW =
      """
      select b.id, b.campaign_id, c.merger_id, c.name as campaign, b.no, b.letters, b.made_at, b.posted_on, s.full_name as posted_by
        from notice_batch b join notice_campaign c on c.id = b.campaign_id left join identity_staff s on s.id = b.posted_by
      """;

  /** Those of a campaign, the newest first. */
  public List<Batch> of(long campaignId) {
    return database.with(
        handle ->
            handle
                .createQuery(ROW + " where b.campaign_id = :campaign order by b.no desc")
                .bind("campaign", campaignId)
                .map(ConstructorMapper.of(Batch.class))
                .list());
  }

  /**
   * One of them.
   *
   * @throws RuleBroken {@code notice.batch-unknown}
   */
  public Batch read(long id) {
    return database.with(handle -> read(handle, id));
  }

  private static Batch read(Handle handle, long id) {
    return handle
        .createQuery(ROW + " where b.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(Batch.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("notice.batch-unknown"));
  }

  /**
   * Puts the letters of a campaign that are in none yet into batches, in the caller's transaction.
   */
  void make(Handle handle, long campaignId) {
    handle
        .createUpdate(
            """
            with waiting as (
              select n.id, (row_number() over (order by n.id) - 1) / :most as part
                from notice_notice n
               where n.campaign_id = :campaign and n.way = 'LETTER' and n.state = 'WAITING' and n.batch_id is null and not %s
            ), made as (
              insert into notice_batch (campaign_id, no, letters, made_at)
              select :campaign, (select count(*) from notice_batch where campaign_id = :campaign) + part + 1, count(*), :now
                from waiting group by part order by part returning id, no
            )
            update notice_notice n set batch_id = m.id
              from waiting w join made m
                on m.no = (select count(*) from notice_batch where campaign_id = :campaign) + w.part + 1
             where n.id = w.id"""
                .formatted(BulkBrake.held("n.identity_id")))
        .bind("campaign", campaignId)
        .bind("most", LETTERS)
        .bind("now", clock.now())
        .execute();
  }

  /**
   * The letters of a batch as they are printed, in the order of the document. It is written down.
   */
  public List<Letter> print(long id, Staff by) {
    return database.inTransaction(
        handle -> {
          var batch = read(handle, id);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "noticesPrinted",
              "merger",
              batch.mergerId(),
              "" + batch.letters());
          takeOut(handle, batch);
          return handle
              .createQuery(
                  """
                  select n.id, i.source_key, n.address, n.language, n.subject_line, n.body
                    from notice_notice n join customer_identity i on i.id = n.identity_id
                   where n.batch_id = :batch and n.state <> 'STOPPED' order by n.id""")
              .bind("batch", id)
              .map(
                  (row, context) ->
                      new Letter(
                          ReturnedNotices.number(row.getLong(1)),
                          row.getString(2),
                          row.getString(3),
                          row.getString(4),
                          row.getString(5),
                          row.getString(6)))
              .list();
        });
  }

  /** What is not right any more stays out of what is printed, until it went to the post. */
  private void takeOut(Handle handle, Batch batch) {
    if (batch.postedOn() == null) {
      right.stopWrong(handle, batch.mergerId(), NoticeRows.waitingOf(handle, batch.id()));
      layAside(handle, batch);
    }
    handle
        .createUpdate(
            "update notice_batch set printed_at = :now where id = :id and printed_at is null")
        .bind("now", clock.now())
        .bind("id", batch.id())
        .execute();
  }

  /**
   * Letters to customers whom a crisis touches wait for a later batch, unless they are on paper.
   */
  private static void layAside(Handle handle, Batch batch) {
    handle
        .createUpdate(
            """
            with held as (
              update notice_notice n set batch_id = null
                from notice_batch b
               where b.id = :batch and b.printed_at is null and n.batch_id = b.id and n.state = 'WAITING' and %s returning n.id)
            update notice_batch set letters = letters - (select count(*) from held) where id = :batch"""
                .formatted(BulkBrake.held("n.identity_id")))
        .bind("batch", batch.id())
        .execute();
  }

  /**
   * They went to the post: their customers count as told, and the letter stands in the timeline of
   * each, also if their message was stopped after they were printed.
   *
   * @param on the day on which they went
   * @throws RuleBroken {@code notice.*}: the day is missing or to come, or it was said already
   */
  public void posted(long id, LocalDate on, Staff by) {
    if (on == null || on.isAfter(clock.today())) {
      throw new RuleBroken("notice.posted-day");
    }
    database.inTransaction(
        handle -> {
          var batch = read(handle, id);
          if (on.isBefore(LocalDate.ofInstant(batch.madeAt(), BusinessClock.ZONE))) {
            throw new RuleBroken("notice.posted-day");
          }
          var changed =
              handle
                  .createUpdate(
                      "update notice_batch set posted_on = :on, posted_by = :by where id = :id and posted_on is null")
                  .bind("on", on)
                  .bind("by", by.id())
                  .bind("id", id)
                  .execute();
          if (changed == 0) {
            throw new RuleBroken("notice.posted-already");
          }
          tell(handle, batch, on, by);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "noticesPosted",
              "merger",
              batch.mergerId(),
              "" + batch.letters());
          return null;
        });
  }

  private void tell(Handle handle, Batch batch, LocalDate on, Staff by) {
    var at =
        on.equals(clock.today())
            ? clock.now()
            : on.atTime(12, 0).atZone(BusinessClock.ZONE).toInstant();
    var letters = NoticeRows.printedOf(handle, batch.id());
    var ids = letters.stream().map(Notice::id).toList();
    NoticeRows.sent(handle, ids, at);
    NoticeRows.note(handle, ids, "POSTED", by.id(), null, clock.now());
    letters.forEach(
        each ->
            Noting.outgoing(
                handle, each.identityId(), "LETTER", each.subjectLine(), each.body(), at, by));
  }
}
