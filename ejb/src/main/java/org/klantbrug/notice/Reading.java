package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.notice.Campaign.State;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What others say of the words before a customer gets them: a panel of readers, then two who
 * approve. None of them wrote them.
 */
@ApplicationScoped
public class Reading {
  private static final int LONGEST_REMARK = 2000;
  private static final int LONGEST_REASON = 400;

  private Database database;
  private BusinessClock clock;
  private Campaigns campaigns;

  /** For the container. */
  protected Reading() {}

  /** Works with these. */
  @Inject
  public Reading(Database database, BusinessClock clock, Campaigns campaigns) {
    this.database = database;
    this.clock = clock;
    this.campaigns = campaigns;
  }

  /** Who approves: for how it is said, and for what must be said. */
  public enum Side {
    COMMUNICATION("spokesperson", State.COMMUNICATION, State.LEGAL),
    LEGAL("legal", State.LEGAL, State.ASSIGNING);

    private final String role;
    private final State asked;
    private final State next;

    Side(String role, State asked, State next) {
      this.role = role;
      this.asked = asked;
      this.next = next;
    }

    /** The role that approves for it. */
    public String role() {
      return role;
    }
  }

  /** What a reader of the panel found. */
  public record Verdict(
      int wordsNo, String reader, boolean complete, boolean clear, String remark, Instant at) {
    /** Whether nothing is to be mended. */
    public boolean isGood() {
      return complete && clear;
    }
  }

  /** That somebody approved it, or did not. */
  public record Approval(
      int wordsNo, Side side, boolean approved, String reason, String who, Instant at) {}

  /** What readers found, the newest first. */
  public List<Verdict> verdicts(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select v.words_no, s.full_name as reader, v.complete, v.clear, v.remark, v.at
                      from notice_verdict v join identity_staff s on s.id = v.staff_id
                     where v.campaign_id = :id order by v.id desc""")
                .bind("id", id)
                .map(ConstructorMapper.of(Verdict.class))
                .list());
  }

  /** Who approved it and who did not, the newest first. */
  public List<Approval> approvals(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select a.words_no, a.side, a.approved, a.reason, s.full_name as who, a.at
                      from notice_approval a join identity_staff s on s.id = a.staff_id
                     where a.campaign_id = :id order by a.id desc""")
                .bind("id", id)
                .map(ConstructorMapper.of(Approval.class))
                .list());
  }

  /** A message that a reader of the panel is asked to judge. */
  public record Asked(long id, String name, String mergerName) {}

  /** The messages that this reader may judge and has not judged as they are now. */
  public List<Asked> waitingFor(Staff reader) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select c.id, c.name, m.name as merger_name from notice_campaign c join merger_merger m on m.id = c.merger_id
                     where c.state = 'TESTING'
                       and not exists (select from notice_text t where t.campaign_id = c.id and t.written_by = :reader)
                       and not exists (select from notice_verdict v
                                        where v.campaign_id = c.id and v.words_no = c.words_no and v.staff_id = :reader)
                     order by c.id""")
                .bind("reader", reader.id())
                .map(ConstructorMapper.of(Asked.class))
                .list());
  }

  /** Whether this person may judge or approve it: he wrote none of its words. */
  public boolean isOther(long id, Staff staff) {
    return database.with(handle -> !CampaignRows.isWriter(handle, id, staff));
  }

  /**
   * A reader of the panel judges the words; once enough of them find nothing to mend, they are put
   * before who approves.
   *
   * @param wordsNo the version that was read
   * @throws RuleBroken {@code notice.*}: he wrote them, judged them already, they are others now,
   *     or he does not say what to mend
   */
  public void judge(
      long id, int wordsNo, boolean complete, boolean clear, String remark, Staff by) {
    var said = remark == null ? "" : remark.strip();
    if (said.length() > LONGEST_REMARK || said.isEmpty() && !(complete && clear)) {
      throw new RuleBroken("notice.remark-missing", LONGEST_REMARK);
    }
    database.inTransaction(
        handle -> {
          var campaign = toRead(handle, id, wordsNo, State.TESTING, by);
          var kept =
              handle
                  .createUpdate(
                      """
                      insert into notice_verdict (campaign_id, words_no, staff_id, complete, clear, remark, at)
                      values (:id, :words, :by, :complete, :clear, nullif(:remark, ''), :now) on conflict do nothing""")
                  .bind("id", id)
                  .bind("words", wordsNo)
                  .bind("by", by.id())
                  .bind("complete", complete)
                  .bind("clear", clear)
                  .bind("remark", said)
                  .bind("now", clock.now())
                  .execute();
          if (kept == 0) {
            throw new RuleBroken("notice.judged-already");
          }
          if (isFoundGood(handle, campaign)) {
            campaigns.move(handle, campaign, State.COMMUNICATION, "passed", by);
          }
          return null;
        });
  }

  private static boolean isFoundGood(Handle handle, Campaign campaign) {
    return handle
        .createQuery(
            """
            select count(*) >= :panel and bool_and(complete and clear) from notice_verdict
             where campaign_id = :id and words_no = :words""")
        .bind("panel", NoticeSettings.read(handle, campaign.mergerId()).panel())
        .bind("id", campaign.id())
        .bind("words", campaign.wordsNo())
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Approves the words for a side, or sends them back to who writes.
   *
   * @param wordsNo the version that was read
   * @param reason why not; null if they are approved
   * @throws RuleBroken {@code notice.*}: he wrote them or approved for the other side, has not the
   *     role, they are others now, or there is no reason
   */
  public void approve(long id, int wordsNo, Side side, boolean approved, String reason, Staff by) {
    if (!approved && (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON)) {
      throw new RuleBroken("notice.reason-missing", LONGEST_REASON);
    }
    if (!by.is(side.role)) {
      throw new RuleBroken("notice.not-his-side");
    }
    database.inTransaction(
        handle -> {
          var campaign = toRead(handle, id, wordsNo, side.asked, by);
          refuseSecondSide(handle, campaign, by);
          keep(handle, campaign, side, approved, reason, by);
          campaigns.move(
              handle,
              campaign,
              approved ? side.next : State.WRITING,
              approved ? "approved" : "declined",
              by);
          return null;
        });
  }

  private static void refuseSecondSide(Handle handle, Campaign campaign, Staff by) {
    if (handle
        .createQuery(
            """
            select exists (select from notice_approval where campaign_id = :id and words_no = :words
                              and approved and staff_id = :by)""")
        .bind("id", campaign.id())
        .bind("words", campaign.wordsNo())
        .bind("by", by.id())
        .mapTo(Boolean.class)
        .one()) {
      throw new RuleBroken("notice.two-approve");
    }
  }

  private void keep(
      Handle handle, Campaign campaign, Side side, boolean approved, String reason, Staff by) {
    handle
        .createUpdate(
            """
            insert into notice_approval (campaign_id, words_no, side, approved, reason, staff_id, at)
            values (:id, :words, :side, :approved, :reason, :by, :now)""")
        .bind("id", campaign.id())
        .bind("words", campaign.wordsNo())
        .bind("side", side)
        .bind("approved", approved)
        .bind("reason", approved ? null : reason.strip())
        .bind("by", by.id())
        .bind("now", clock.now())
        .execute();
  }

  private static Campaign toRead(Handle handle, long id, int wordsNo, State asked, Staff by) {
    var campaign = CampaignRows.hold(handle, id);
    Campaigns.refuseOther(campaign, asked);
    if (campaign.wordsNo() != wordsNo) {
      throw new RuleBroken("notice.changed-meanwhile");
    }
    if (CampaignRows.isWriter(handle, id, by)) {
      throw new RuleBroken("notice.own-words");
    }
    return campaign;
  }
}
