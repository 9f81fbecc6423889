package org.klantbrug.notice.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.notice.Campaign;
import org.klantbrug.notice.Campaigns;
import org.klantbrug.notice.ContactPerson;
import org.klantbrug.notice.ContactPersons;
import org.klantbrug.notice.NoticeCounts;
import org.klantbrug.notice.NoticeReach;
import org.klantbrug.notice.NoticeSetting;
import org.klantbrug.notice.NoticeSettings;
import org.klantbrug.notice.NoticeText;
import org.klantbrug.notice.NoticeView;
import org.klantbrug.notice.PersonalNotices;
import org.klantbrug.notice.Reading;
import org.klantbrug.notice.ReturnedNotices;
import org.klantbrug.notice.Telling;

/** Notices to the customers of a merger. */
@Path("mergers/{merger}/notices")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
public class NoticeResource {
  private static final int MOST = 200;

  @Inject private CurrentStaff current;
  @Inject private Campaigns campaigns;
  @Inject private Reading reading;
  @Inject private ContactPersons contacts;
  @Inject private NoticeSettings settings;
  @Inject private NoticeView view;
  @Inject private NoticeCounts counts;
  @Inject private ReturnedNotices returned;
  @Inject private PersonalNotices personal;

  /** A campaign that is to begin. */
  public record New(Campaign.Kind kind, String name) {}

  /** Words as they are typed. */
  public record Words(
      String language, Campaign.Situation situation, String subjectLine, String body) {}

  /** Words of a campaign, with the version on which they were written. */
  public record Wording(int version, List<Words> texts) {}

  /** The version on which something is decided. */
  public record Seen(int version) {}

  /** What a reader found in one version of the words. */
  public record Judgement(int wordsNo, boolean complete, boolean clear, String remark) {}

  /** Whether a side approves one version of the words. */
  public record Approving(int wordsNo, Reading.Side side, boolean approved, String reason) {}

  /** Why something is done. */
  public record Why(String reason) {}

  /** A letter that came back. */
  public record Back(String number) {}

  /** Customers of these notices were told by a person. */
  public record Told(List<Long> notices, LocalDate on, Telling.How how, String words) {}

  /** A campaign with what was written and said of it, and how far it is. */
  public record Whole(
      Campaign campaign,
      List<NoticeText> texts,
      List<Reading.Verdict> verdicts,
      List<Reading.Approval> approvals,
      NoticeView.Progress progress) {}

  /** The campaigns of a merger. */
  @GET
  @Operation(summary = "The notices of a merger to its customers, the newest first")
  public List<Campaign> list(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return campaigns.of(merger);
  }

  /** Begins one. */
  @POST
  @Operation(summary = "Begin a notice: ANNOUNCEMENT or CORRECTION")
  public Whole begin(@PathParam("merger") long merger, New wanted) {
    var by = current.need(Action.MERGER_NOTICES);
    return whole(campaigns.begin(merger, wanted.kind(), wanted.name(), by));
  }

  /** How customers are told. */
  @GET
  @Path("settings")
  @Operation(summary = "How customers of a merger are told")
  public NoticeSetting settings(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return settings.read(merger);
  }

  /** Keeps how customers are told. */
  @PUT
  @Path("settings")
  @Operation(summary = "Set how customers of a merger are told, with the version that was read")
  public NoticeSetting keep(@PathParam("merger") long merger, NoticeSetting setting) {
    settings.keep(merger, setting, current.need(Action.MERGER_APPROVE));
    return settings.read(merger);
  }

  /** Who answers questions. */
  @GET
  @Path("contacts")
  @Operation(summary = "The contact persons of a merger and how many accounts each looks after")
  public List<ContactPerson> contacts(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return contacts.of(merger);
  }

  /** Keeps a contact person. */
  @POST
  @Path("contacts")
  @Operation(summary = "Keep a contact person, new or changed; customers are shared out again")
  public List<ContactPerson> keep(@PathParam("merger") long merger, ContactPerson wanted) {
    contacts.keep(merger, wanted, current.need(Action.MERGER_NOTICES));
    return contacts.of(merger);
  }

  /** Whom a person tells. */
  @GET
  @Path("personal")
  @Operation(summary = "Customers whom a person is to tell, with what to say; 200 at a time")
  public List<PersonalNotices.Asked> personal(
      @PathParam("merger") long merger,
      @QueryParam("mine") boolean mine,
      @QueryParam("after") long after) {
    return personal.asked(merger, mine, after, MOST, current.need(Action.NOTICE_TELL));
  }

  /** A person told them. */
  @POST
  @Path("personal/told")
  @Operation(
      summary = "Say that a person told customers: PHONE, IN_PERSON, LETTER or EMAIL, on a day")
  public void told(@PathParam("merger") long merger, Told told) {
    var by = current.need(Action.NOTICE_TELL);
    var whom = told.notices() == null ? List.<Long>of() : told.notices();
    personal.told(merger, whom, new Telling(told.on(), told.how(), told.words()), by);
  }

  /** One campaign. */
  @GET
  @Path("{id}")
  @Operation(summary = "A notice with its words, what was said of them, and how far it is")
  public Whole read(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return whole(id);
  }

  private Whole whole(long id) {
    return new Whole(
        campaigns.read(id),
        campaigns.texts(id),
        reading.verdicts(id),
        reading.approvals(id),
        view.progress(id));
  }

  /** Keeps words. */
  @PUT
  @Path("{id}/texts")
  @Operation(summary = "Write the words of a notice, with the version that was read")
  public Whole write(@PathParam("id") long id, Wording wording) {
    var by = current.need(Action.MERGER_NOTICES);
    campaigns.write(
        id,
        wording.version(),
        wording.texts().stream()
            .map(
                each ->
                    NoticeText.typed(
                        each.language(), each.situation(), each.subjectLine(), each.body()))
            .toList(),
        by);
    return whole(id);
  }

  /** Puts the words before the panel. */
  @POST
  @Path("{id}/offer")
  @Operation(summary = "Put the words before the panel of readers")
  public Whole offer(@PathParam("id") long id, Seen seen) {
    campaigns.offer(id, seen.version(), current.need(Action.MERGER_NOTICES));
    return whole(id);
  }

  /** Writes it again. */
  @POST
  @Path("{id}/rewrite")
  @Operation(summary = "Write the words again, as readers found something")
  public Whole rewrite(@PathParam("id") long id, Seen seen) {
    campaigns.rewrite(id, seen.version(), current.need(Action.MERGER_NOTICES));
    return whole(id);
  }

  /** Judges the words. */
  @POST
  @Path("{id}/verdicts")
  @Operation(summary = "Judge the words as a reader of the panel")
  public Whole judge(@PathParam("id") long id, Judgement said) {
    var by = current.need(Action.NOTICE_TEST);
    reading.judge(id, said.wordsNo(), said.complete(), said.clear(), said.remark(), by);
    return whole(id);
  }

  /** Approves the words. */
  @POST
  @Path("{id}/approvals")
  @Operation(summary = "Approve the words for COMMUNICATION or LEGAL, or send them back")
  public Whole approve(@PathParam("id") long id, Approving said) {
    var by = current.need(Action.NOTICE_APPROVE);
    reading.approve(id, said.wordsNo(), said.side(), said.approved(), said.reason(), by);
    return whole(id);
  }

  /** Releases it. */
  @POST
  @Path("{id}/release")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Release a notice: customers are told as the time of their wave comes")
  public Whole release(@PathParam("id") long id) {
    campaigns.release(id, current.need(Action.MERGER_NOTICES));
    return whole(id);
  }

  /** Stops it. */
  @POST
  @Path("{id}/stop")
  @Operation(summary = "Stop a notice: what was not handed over is not sent")
  public Whole stop(@PathParam("id") long id, Why why) {
    campaigns.stop(id, why.reason(), current.need(Action.MERGER_NOTICES));
    return whole(id);
  }

  /** Who gets it. */
  @GET
  @Path("{id}/counts")
  @Operation(summary = "How many customers get a notice and why others do not, as counted last")
  public List<NoticeReach.Count> counts(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return counts.of(campaigns.read(id)).all();
  }

  /** A letter came back. */
  @POST
  @Path("returned")
  @Operation(summary = "Register a letter that came back, by the number on it")
  public void returned(@PathParam("merger") long merger, Back back) {
    returned.cameBack(merger, back.number(), current.need(Action.MERGER_NOTICES));
  }
}
