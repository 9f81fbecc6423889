package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.attachment.Attachment;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.Place;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.Database;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.SlaClock;

/** What a customer reads of his own complaint by its link: nothing of anybody else. */
@ApplicationScoped
public class OnlineStatus {
  private Database database;
  private Audit audit;
  private Clocks clocks;
  private Attachments attachments;
  private StatusLinks links;
  private OnlineSettings settings;

  /** For the container. */
  protected OnlineStatus() {}

  /** Works with these. */
  @Inject
  public OnlineStatus(
      Database database,
      Audit audit,
      Clocks clocks,
      Attachments attachments,
      StatusLinks links,
      OnlineSettings settings) {
    this.database = database;
    this.audit = audit;
    this.clocks = clocks;
    this.attachments = attachments;
    this.links = links;
    this.settings = settings;
  }

  /**
   * The complaint.
   *
   * @param handler as much of the name as the house shows; null for nobody yet, or nothing
   * @param feedbackDueOn by when he hears what we did with it; null if nothing was promised, or he
   *     heard
   */
  public record Head(
      long id,
      String number,
      Stage stage,
      boolean acknowledged,
      Instant receivedAt,
      String handler,
      LocalDate feedbackDueOn,
      String feedbackPromised,
      EndedAs endedAs) {}

  /**
   * Something that was said.
   *
   * @param kind by whom and what: {@code acknowledged}, {@code customerReplied}
   * @param words literally
   */
  public record Said(Instant at, String kind, String words) {}

  /**
   * All of it.
   *
   * @param clocks what he waits for, each with its date
   * @param said what he was told and said himself, the newest first
   */
  public record Shown(Head head, List<SlaClock> clocks, List<Said> said, List<Attachment> files) {}

  /**
   * Opens a complaint by its link and writes that down.
   *
   * @throws org.klantbrug.shared.RuleBroken if the link does not open
   */
  public Shown open(StatusLinks.Link link) {
    var id = links.open(link);
    return database.inTransaction(
        handle -> {
          audit.record(handle, null, "customer", "complaintFollowed", Complaints.SUBJECT, id, null);
          return new Shown(
              head(handle, id),
              clocks.of(ComplaintClocks.SUBJECT, id).stream()
                  .filter(
                      clock ->
                          clock.state().open() && clock.stage() != org.klantbrug.sla.Stage.DISPUTE)
                  .toList(),
              said(handle, id),
              attachments.in(Place.of(Complaints.SUBJECT, id)).stream()
                  .filter(file -> file.addedBy() == null) // what colleagues add is among colleagues
                  .toList());
        });
  }

  private Head head(Handle handle, long id) {
    var shown = settings.read(handle).handlerShown();
    var head =
        handle
            .createQuery(
                """
                select k.id, k.number, k.stage, k.acknowledged_at is not null as acknowledged, k.received_at,
                       h.full_name as handler,
                       case when k.feedback_given_at is null then k.feedback_due_on end as feedback_due_on, k.feedback_promised,
                       k.ended_as
                  from complaint_complaint k left join identity_staff h on h.id = k.handler_id
                 where k.id = :id""")
            .bind("id", id)
            .map(ConstructorMapper.of(Head.class))
            .one();
    return new Head(
        head.id(),
        head.number(),
        head.stage(),
        head.acknowledged(),
        head.receivedAt(),
        shown.of(head.handler()),
        head.feedbackDueOn(),
        head.feedbackPromised(),
        head.endedAs());
  }

  /** Only what was said to him or by him; never what colleagues say among themselves. */
  private static List<Said> said(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select at, kind, case when kind not in ('closed', 'reopened', 'withdrawn') then words end as words from complaint_event
             where complaint_id = :id and (kind = 'mailSent' and how in ('COMPLAINT_WORD', 'COMPLAINT_PASSED_ON') or kind in ('acknowledged', 'outcomeTold', 'promiseTold', 'feedbackGiven', 'customerReplied',
                   'withdrawalAsked', 'closed', 'reopened', 'withdrawn', 'replyRead', 'paused'))
             order by id desc""")
        .bind("id", id)
        .map(ConstructorMapper.of(Said.class))
        .list();
  }
}
