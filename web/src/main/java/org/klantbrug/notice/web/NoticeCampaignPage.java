package org.klantbrug.notice.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.notice.Campaign;
import org.klantbrug.notice.Campaign.Situation;
import org.klantbrug.notice.Campaign.State;
import org.klantbrug.notice.Campaigns;
import org.klantbrug.notice.NoticeCounts;
import org.klantbrug.notice.NoticeSettings;
import org.klantbrug.notice.NoticeText;
import org.klantbrug.notice.NoticeView;
import org.klantbrug.notice.PrintBatches;
import org.klantbrug.notice.Reading;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** A campaign: its words, who read and approved them, who gets it, and how far it is. */
@Named
@RequestScoped
public class NoticeCampaignPage {
  private static final List<String> LANGUAGES = List.of("nl", "en");

  @Inject private CurrentStaff current;
  @Inject private Campaigns campaigns;
  @Inject private Reading reading;
  @Inject private NoticeView view;
  @Inject private NoticeCounts counting;
  @Inject private NoticeSettings settings;
  @Inject private PrintBatches batches;
  @Inject private MailSettings mail;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;
  @Inject @Param private Long id;

  private Campaign campaign;
  private List<NoticeText> words;
  private NoticeCounts.Kept counts;
  private final Map<String, NoticeView.Example> examples = new HashMap<>();

  /** Reads the campaign, and takes the step that was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    campaign = campaigns.read(id);
    if (post.isSent() && done()) {
      Faces.redirect("/notice-campaign?id=%s", id);
      return;
    }
    campaign = campaigns.read(id);
    words = campaigns.texts(id);
  }

  private boolean done() {
    if (post.has("judge")) {
      return judged();
    }
    if (post.has("approve") || post.has("decline")) {
      return approved();
    }
    var by = current.need(Action.MERGER_NOTICES);
    if (post.has("write") || post.has("offer")) {
      return written();
    }
    if (post.has("rewrite")) {
      return notices.tryTo(() -> campaigns.rewrite(id, version(), by), "notice.back-to-writing");
    }
    if (post.has("release")) {
      return notices.tryTo(() -> campaigns.release(id, by), "notice.released");
    }
    if (post.has("posted")) {
      return notices.tryTo(() -> batches.posted(post.key("posted"), day(), by), "notice.posted");
    }
    return post.has("stop")
        && notices.tryTo(() -> campaigns.stop(id, post.text("reason"), by), "notice.stopped");
  }

  private boolean written() {
    var by = current.need(Action.MERGER_NOTICES);
    var kept = notices.attempt(() -> write(version())).isPresent();
    if (!kept) {
      return false;
    }
    if (post.has("offer")) {
      notices.tryTo(() -> campaigns.offer(id, campaigns.read(id).version(), by), "notice.offered");
      return true; // the words are kept, and what is missing in them is said
    }
    notices.done("notice.written");
    return true;
  }

  private boolean write(int version) {
    campaigns.write(id, version, typed(), current.need(Action.MERGER_NOTICES));
    return true;
  }

  private List<NoticeText> typed() {
    var typed = new ArrayList<NoticeText>();
    for (var language : LANGUAGES) {
      for (var situation : Situation.values()) {
        var part = language + situation;
        typed.add(
            NoticeText.typed(
                language, situation, post.text("line" + part), post.text("body" + part)));
      }
    }
    return typed;
  }

  private boolean judged() {
    var by = current.need(Action.NOTICE_TEST);
    return notices.tryTo(
        () ->
            reading.judge(
                id,
                (int) post.key("words"),
                post.has("complete"),
                post.has("clear"),
                post.text("remark"),
                by),
        "notice.judged");
  }

  private boolean approved() {
    var by = current.need(Action.NOTICE_APPROVE);
    var side = campaign.state() == State.LEGAL ? Reading.Side.LEGAL : Reading.Side.COMMUNICATION;
    var yes = post.has("approve");
    return notices.tryTo(
        () -> reading.approve(id, (int) post.key("words"), side, yes, post.text("reason"), by),
        yes ? "notice.approved" : "notice.declined");
  }

  private int version() {
    return (int) post.key("version");
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(post.text("on"));
    } catch (DateTimeException noDay) {
      return null;
    }
  }

  /** The campaign. */
  public Campaign getCampaign() {
    return campaign;
  }

  /** Words for each language and situation: as typed, as kept, or to begin with. */
  public List<NoticeText> getForms() {
    return LANGUAGES.stream()
        .flatMap(language -> Arrays.stream(Situation.values()).map(each -> form(language, each)))
        .toList();
  }

  private NoticeText form(String language, Situation situation) {
    var part = language + situation;
    if (post.has("write") || post.has("offer")) {
      return NoticeText.typed(
          language, situation, post.text("line" + part), post.text("body" + part));
    }
    return words.stream()
        .filter(each -> each.language().equals(language) && each.situation() == situation)
        .findFirst()
        .orElseGet(
            () ->
                campaign.wordsNo() == 0
                    ? campaigns.proposal(campaign, language, situation)
                    : NoticeText.typed(language, situation, "", ""));
  }

  /** Words that are kept. */
  public List<NoticeText> getWords() {
    return words;
  }

  /** Words as one customer reads them; null if a field has no value. */
  public NoticeView.Example example(NoticeText text) {
    return examples.computeIfAbsent(
        text.language() + text.situation(), key -> exampleOf(text).orElse(null));
  }

  private Optional<NoticeView.Example> exampleOf(NoticeText text) {
    try {
      return Optional.of(view.example(campaign, text));
    } catch (RuleBroken noValue) {
      return Optional.empty();
    }
  }

  /** The fields that the words can have, in braces. */
  public List<String> getFields() {
    return campaigns.fields(campaign.mergerId()).stream().map(code -> "{" + code + "}").toList();
  }

  /** Readers that must find it good. */
  public int getPanel() {
    return settings.read(campaign.mergerId()).panel();
  }

  /** What readers found of these words. */
  public List<Reading.Verdict> getVerdicts() {
    return reading.verdicts(id).stream()
        .filter(each -> each.wordsNo() == campaign.wordsNo())
        .toList();
  }

  /** Who approved, and who did not. */
  public List<Reading.Approval> getApprovals() {
    return reading.approvals(id);
  }

  /** Whether this person can judge the words now. */
  public boolean isReader() {
    return campaign.state() == State.TESTING
        && current.get().may(Action.NOTICE_TEST)
        && reading.isOther(id, current.get())
        && getVerdicts().stream().noneMatch(each -> each.reader().equals(current.get().fullName()));
  }

  /** Whether this person can approve the words now. */
  public boolean isApprover() {
    var asked =
        Arrays.stream(Reading.Side.values())
            .filter(side -> side.name().equals(campaign.state().name()))
            .findFirst();
    return asked.isPresent()
        && current.get().is(asked.get().role())
        && current.get().may(Action.NOTICE_APPROVE)
        && reading.isOther(id, current.get());
  }

  /** Whether this person writes and releases. */
  public boolean isChangeable() {
    return current.get().may(Action.MERGER_NOTICES);
  }

  /** Whether this person sees the merger. */
  public boolean isWithMerger() {
    return current.get().may(Action.MERGER_READ);
  }

  /** Whether this person sees who gets it. */
  public boolean isListed() {
    return current.get().may(Action.MERGER_RECORDS);
  }

  /** How customers stood with it when they were counted last. */
  public NoticeCounts.Kept getCounts() {
    if (counts == null) {
      counts = counting.of(campaign);
    }
    return counts;
  }

  /** Why its customers could not be told; empty for an error that nobody foresaw. */
  public String getFailed() {
    var why = campaign.failed(texts.locale().getLanguage());
    return why == null ? "" : why;
  }

  /** Whether finance confirmed of any label what changes. */
  public boolean isConfirmed() {
    return view.isConfirmed(campaign.mergerId());
  }

  /** How far it is. */
  public NoticeView.Progress getProgress() {
    return view.progress(id);
  }

  /** Letters that are printed together, the newest first. */
  public List<PrintBatches.Batch> getBatches() {
    return batches.of(id);
  }

  /** Today, for a day that is typed. */
  public LocalDate getToday() {
    return clock.today();
  }

  /** Why no mail can be sent, a code; null if it can. */
  public String getOff() {
    return mail.problem().orElse(null);
  }

  /** All that was ever written, the newest first. */
  public List<NoticeText> getHistory() {
    return campaigns.history(id);
  }

  /** The steps, for the line on top. */
  public List<State> getStages() {
    return Arrays.stream(State.values()).filter(each -> each != State.STOPPED).toList();
  }

  /** How far a step is: passed, now or later. */
  public String stage(State state) {
    if (campaign.state() == State.STOPPED) {
      return "later";
    }
    var order = Integer.compare(state.ordinal(), campaign.state().ordinal());
    return order < 0 ? "passed" : order == 0 ? "now" : "later";
  }

  /** Words for whom, in words. */
  public String forWhom(NoticeText text) {
    return texts.code("notice.situation.", text.situation())
        + ", "
        + texts.say("language." + text.language());
  }
}
