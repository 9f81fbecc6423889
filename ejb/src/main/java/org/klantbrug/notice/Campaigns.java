package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.notice.Campaign.State;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.Cases;
import org.klantbrug.work.WorkItems;

/**
 * The steps of a campaign: written, read by a panel, approved by two, released, stopped. Each holds
 * the campaign, so of two at once the second sees the first.
 */
@ApplicationScoped
public class Campaigns {
  private static final String PROCESS = "noticeRelease";
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_REASON = 400;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Cases cases;
  private WorkItems workItems;
  private NoticeTexts texts;
  private ContactPersons contacts;

  /** For the container. */
  protected Campaigns() {}

  /** Works with these. */
  @Inject
  public Campaigns(
      Database database,
      BusinessClock clock,
      Audit audit,
      Cases cases,
      WorkItems workItems,
      NoticeTexts texts,
      ContactPersons contacts) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.cases = cases;
    this.workItems = workItems;
    this.texts = texts;
    this.contacts = contacts;
  }

  /** Those of a merger, the newest first. */
  public List<Campaign> of(long mergerId) {
    return database.with(handle -> CampaignRows.of(handle, mergerId));
  }

  /**
   * One campaign.
   *
   * @throws RuleBroken {@code notice.unknown}
   */
  public Campaign read(long id) {
    return database.with(handle -> CampaignRows.read(handle, id));
  }

  /** Its words as they are now, Dutch first. */
  public List<NoticeText> texts(long id) {
    return database.with(handle -> CampaignRows.texts(handle, id));
  }

  /** All that was ever written of it, the newest first. */
  public List<NoticeText> history(long id) {
    return database.with(handle -> CampaignRows.history(handle, id));
  }

  /** Codes of the fields that its words can have now. */
  public List<String> fields(long mergerId) {
    return database.with(handle -> texts.known(handle, mergerId));
  }

  /** Words to begin with, for a language and a sort of customers. */
  public NoticeText proposal(Campaign campaign, String language, Campaign.Situation situation) {
    return Proposal.of(campaign.kind(), language, situation, fields(campaign.mergerId()));
  }

  /**
   * Begins one; there is one of each kind at a time, until it is stopped.
   *
   * @return its key
   * @throws RuleBroken {@code notice.*}: it has no name, or there is one already
   */
  public long begin(long mergerId, Campaign.Kind kind, String name, Staff by) {
    if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME || kind == null) {
      throw new RuleBroken("notice.name-missing", LONGEST_NAME);
    }
    return database.inTransaction(
        handle -> {
          var id =
              CampaignRows.add(handle, mergerId, kind, name.strip(), by, clock.now())
                  .orElseThrow(() -> new RuleBroken("notice.one-already"));
          var process =
              cases.start(PROCESS, name.strip(), Map.of("campaignId", id, "startedBy", by.id()));
          handle.execute("update notice_campaign set process_id = ? where id = ?", process, id);
          record(handle, by, "noticeBegun", mergerId, name.strip());
          return id;
        });
  }

  /**
   * Keeps words; those that say what they said stay as they are.
   *
   * @param version of the campaign as it was read
   * @throws RuleBroken {@code notice.*}, {@code outbound.text-*}: others read it already, a
   *     colleague changed it meanwhile, or a field is not known: it names the field
   */
  public void write(long id, int version, List<NoticeText> typed, Staff by) {
    database.inTransaction(
        handle -> {
          var campaign = held(handle, id, version, State.WRITING);
          var known = texts.known(handle, campaign.mergerId());
          typed.forEach(text -> texts.checkTyped(text, known));
          var changed = changed(CampaignRows.texts(handle, id), typed);
          if (!changed.isEmpty()) {
            CampaignRows.write(handle, id, changed, by, clock.now());
            record(handle, by, "noticeWritten", campaign.mergerId(), campaign.name());
          }
          return null;
        });
  }

  private static List<NoticeText> changed(List<NoticeText> before, List<NoticeText> typed) {
    return typed.stream()
        .filter(
            text ->
                before.stream()
                    .filter(each -> each.language().equals(text.language()))
                    .filter(each -> each.situation() == text.situation())
                    .findFirst()
                    .map(each -> !each.saysAs(text))
                    .orElse(!text.isEmpty()))
        .toList();
  }

  /**
   * The words are ready to be read by the panel.
   *
   * @throws RuleBroken {@code notice.*}: words are missing, or a field that a customer must hear:
   *     it names the field
   */
  public void offer(long id, int version, Staff by) {
    database.inTransaction(
        handle -> {
          var campaign = held(handle, id, version, State.WRITING);
          texts.checkWhole(
              CampaignRows.texts(handle, id),
              campaign.kind(),
              texts.known(handle, campaign.mergerId()));
          move(handle, campaign, State.TESTING, "written", by);
          return null;
        });
  }

  /** It is written again: what readers found is mended. */
  public void rewrite(long id, int version, Staff by) {
    database.inTransaction(
        handle -> {
          move(handle, held(handle, id, version, State.TESTING), State.WRITING, "rewrite", by);
          return null;
        });
  }

  /**
   * Customers are told from now on: each as the time of his wave comes.
   *
   * @throws RuleBroken {@code notice.*}, {@code outbound.text-*}: it is not approved, released
   *     already, nobody is there to answer for it, or a field is not known any more or missing: it
   *     names the field
   */
  public void release(long id, Staff by) {
    database.inTransaction(
        handle -> {
          var campaign = CampaignRows.hold(handle, id);
          refuseOther(campaign, State.ASSIGNING);
          texts.checkWhole(
              CampaignRows.texts(handle, id),
              campaign.kind(),
              texts.known(handle, campaign.mergerId()));
          contacts.assign(handle, campaign.mergerId());
          if (contacts.none(handle, campaign.mergerId())) {
            throw new RuleBroken("notice.no-contact-persons");
          }
          CampaignRows.released(handle, id, by, clock.now());
          happened(campaign, "released", by);
          record(handle, by, "noticeReleased", campaign.mergerId(), campaign.name());
          return null;
        });
  }

  /**
   * Stops it: what was not handed to the mail server or to the post is not sent.
   *
   * @throws RuleBroken {@code notice.*}: there is no reason, or it is stopped already
   */
  public void stop(long id, String reason, Staff by) {
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new RuleBroken("notice.reason-missing", LONGEST_REASON);
    }
    database.inTransaction(
        handle -> {
          var campaign = CampaignRows.hold(handle, id);
          if (campaign.state() == State.STOPPED) {
            throw new RuleBroken("notice.other-state");
          }
          CampaignRows.stopped(handle, id, reason.strip(), by, clock.now());
          NoticeRows.stopAll(handle, id, by, clock.now())
              .forEach(notice -> workItems.withdraw(ReturnedNotices.SUBJECT, notice));
          if (campaign.state() != State.RELEASED) {
            cases.tell(campaign.processId(), "campaignStopped", by.id());
          }
          record(handle, by, "noticeStopped", campaign.mergerId(), campaign.name());
          return null;
        });
  }

  /** Its next step, in the transaction that takes it. */
  void move(Handle handle, Campaign campaign, State next, String outcome, Staff by) {
    CampaignRows.is(handle, campaign.id(), next);
    happened(campaign, outcome, by);
    record(handle, by, "noticeStep", campaign.mergerId(), next.name());
  }

  private void happened(Campaign campaign, String outcome, Staff by) {
    workItems.happened(Campaign.SUBJECT, campaign.id(), campaign.state().task(), by, outcome);
  }

  private static Campaign held(Handle handle, long id, int version, State wanted) {
    var campaign = CampaignRows.hold(handle, id);
    refuseOther(campaign, wanted);
    if (campaign.version() != version) {
      throw new RuleBroken("notice.changed-meanwhile");
    }
    return campaign;
  }

  static void refuseOther(Campaign campaign, State wanted) {
    if (campaign.state() != wanted) {
      throw new RuleBroken("notice.other-state");
    }
  }

  private void record(Handle handle, Staff by, String action, long mergerId, String what) {
    audit.record(handle, by.id(), by.login(), action, "merger", mergerId, what);
  }
}
