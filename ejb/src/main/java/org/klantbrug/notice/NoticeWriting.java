package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.People;
import org.klantbrug.notice.Campaign.Situation;
import org.klantbrug.notice.Campaign.Way;
import org.klantbrug.outbound.Fields;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.wave.WaveMoves;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells customers, part by part: each part is a transaction that looks at the next customers and
 * writes what is due, so it can stop anywhere and each still gets his notice once.
 */
@ApplicationScoped
public class NoticeWriting {
  /** So many customers are looked at in one transaction. */
  static final int PART = 200;

  private static final Logger LOG = LoggerFactory.getLogger(NoticeWriting.class);
  private static final int LONGEST_LINE = 200;
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private Database database;
  private BusinessClock clock;
  private NoticeReach reach;
  private NoticeTexts texts;
  private MailSettings mail;
  private Messages messages;
  private People people;
  private WaveMoves moves;
  private PrintBatches batches;
  private PersonalNotices personal;

  /** For the container. */
  protected NoticeWriting() {}

  /** Works with these. */
  @Inject
  public NoticeWriting(
      Database database,
      BusinessClock clock,
      NoticeReach reach,
      NoticeTexts texts,
      MailSettings mail,
      Messages messages,
      People people,
      WaveMoves moves,
      PrintBatches batches,
      PersonalNotices personal) {
    this.database = database;
    this.clock = clock;
    this.reach = reach;
    this.texts = texts;
    this.mail = mail;
    this.messages = messages;
    this.people = people;
    this.moves = moves;
    this.batches = batches;
    this.personal = personal;
  }

  /**
   * Does all parts that are due now. A campaign that goes wrong keeps no other from going on: it
   * says so on its page, and is tried again after a while.
   */
  public void goOnWithAll() {
    var more = true;
    while (more) {
      var found = new AtomicLong();
      try {
        more = goOn(found);
      } catch (RuntimeException e) {
        if (found.get() == 0) {
          throw e;
        }
        LOG.warn("Customers of message {} could not be told; it is tried again", found.get(), e);
        failed(found.get(), e);
      }
    }
  }

  private void failed(long campaign, RuntimeException e) {
    var why = e instanceof RuleBroken rule ? rule.texts() : Map.<String, String>of();
    database.inTransaction(
        handle -> {
          CampaignRows.failed(handle, campaign, why, clock.now());
          return null;
        });
  }

  /**
   * Does the next part of a campaign that is released; safe to call at any time, on any number of
   * servers.
   *
   * @return whether there was something to look at
   */
  public boolean goOn() {
    return goOn(new AtomicLong());
  }

  private boolean goOn(AtomicLong found) {
    return database.inTransaction(
        handle ->
            CampaignRows.holdNext(handle, clock.now().minus(PAUSE), clock.now())
                .map(
                    campaign -> {
                      found.set(campaign.id());
                      part(handle, campaign);
                      return true;
                    })
                .orElse(false));
  }

  private void part(Handle handle, Campaign campaign) {
    var from = CampaignRows.doneTo(handle, campaign.id());
    if (from == 0) {
      texts.checkReleased(CampaignRows.texts(handle, campaign.id()), campaign.kind());
      personal.stopWrong(handle, campaign);
    }
    var customers = reach.due(handle, campaign, from, PART);
    moveLate(handle, campaign, customers);
    var written = write(handle, campaign, customers);
    hand(handle, campaign, written);
    written.stream()
        .filter(each -> each.notice().way() == Way.PERSON)
        .forEach(each -> personal.ask(each.id(), each.notice()));
    var isLast = customers.size() < PART;
    if (isLast) {
      batches.make(handle, campaign.id());
    }
    var upTo = isLast ? 0 : customers.get(customers.size() - 1).personId();
    CampaignRows.doneTo(handle, campaign.id(), upTo, clock.now());
  }

  /** Never sent short: who cannot be told in time goes later. */
  private void moveLate(Handle handle, Campaign campaign, List<NoticeReach.Customer> customers) {
    var late = customers.stream().filter(each -> each.standing() == Standing.LATE).toList();
    if (late.isEmpty()) {
      return;
    }
    var byWave = new LinkedHashMap<Long, List<Long>>();
    handle
        .createQuery(
            "select wave_id, id from wave_member where id = any(:members) and state in ('PLANNED', 'MOVED') order by wave_id, id")
        .bindArray(
            "members", Long.class, late.stream().flatMap(each -> each.members().stream()).toList())
        .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
        .forEach(
            row ->
                byWave.computeIfAbsent(row.getKey(), id -> new ArrayList<>()).add(row.getValue()));
    byWave.keySet().retainAll(reach.lateWaves(campaign.mergerId()));
    byWave.forEach((wave, members) -> moves.sendOn(handle, wave, members, "NOTICE_TOO_LATE"));
  }

  /** A notice with its key. */
  private record Written(long id, NoticeRows.New notice) {}

  private List<Written> write(
      Handle handle, Campaign campaign, List<NoticeReach.Customer> customers) {
    var due = customers.stream().filter(this::isWritable).toList();
    if (due.isEmpty()) {
      return List.of();
    }
    var words = words(handle, campaign);
    var current = CampaignRows.texts(handle, campaign.id());
    var written = new ArrayList<Written>();
    for (var customer : due) {
      var notice = notice(campaign, customer, current, words);
      NoticeRows.add(handle, notice, clock.now())
          .ifPresent(id -> written.add(new Written(id, notice)));
    }
    var ids = written.stream().map(Written::id).toList();
    NoticeRows.addAccounts(handle, ids, written.stream().map(Written::notice).toList());
    NoticeRows.note(handle, ids, "WRITTEN", null, null, clock.now());
    return written;
  }

  /** While no mail can be sent, who gets mail waits. */
  private boolean isWritable(NoticeReach.Customer customer) {
    return customer.standing().isTold() && (mail.isOn() || NoticeRows.way(customer) != Way.EMAIL);
  }

  /** The words for a merger as it is now. */
  NoticeWords words(Handle handle, Campaign campaign) {
    var setting = NoticeSettings.read(handle, campaign.mergerId());
    return new NoticeWords(
        NoticeWords.Companies.of(handle, campaign.mergerId()),
        SaidChanges.of(handle, campaign.mergerId()),
        new NoticeWords.House(clock.today(), mail.address(), setting.questions()));
  }

  private NoticeRows.New notice(
      Campaign campaign,
      NoticeReach.Customer customer,
      List<NoticeText> current,
      NoticeWords words) {
    var text = text(current, customer.language(), customer.both()).orElseThrow();
    var values = filled(campaign, customer, text, words);
    return new NoticeRows.New(
        campaign.id(),
        customer,
        occasion(campaign, customer),
        text,
        line(Fields.fill(text.subjectLine(), values)),
        Fields.fill(text.body(), values));
  }

  private static String line(String text) {
    return text.substring(0, Math.min(LONGEST_LINE, text.length()));
  }

  /** The values for one customer, with his own link. */
  Map<String, String> filled(
      Campaign campaign, NoticeReach.Customer customer, NoticeText text, NoticeWords words) {
    var values = new HashMap<>(words.of(customer, text.language()));
    texts
        .objections()
        .ifPresent(
            links ->
                values.put(
                    NoticeField.OBJECTION_LINK.code(),
                    links.linkFor(customer.identityId(), campaign.mergerId())));
    return values;
  }

  /** In his language if it was written in it, else in Dutch. */
  static Optional<NoticeText> text(List<NoticeText> current, String language, boolean both) {
    var situation = both ? Situation.BOTH : Situation.THEIRS;
    return current.stream()
        .filter(text -> text.situation() == situation)
        .filter(text -> text.language().equals(language) || text.language().equals("nl"))
        .min(
            (one, other) ->
                Boolean.compare(
                    !one.language().equals(language), !other.language().equals(language)));
  }

  /**
   * What makes it another one: the first announcement is sent once, a later one once for the
   * accounts that joined, and a correction once for these accounts, days and sheet after the notice
   * that it corrects: what was right before may be so again.
   */
  private static String occasion(Campaign campaign, NoticeReach.Customer customer) {
    if (campaign.kind() == Campaign.Kind.CORRECTION) {
      return customer.members()
          + " "
          + customer.days()
          + (customer.sheetId() == null ? "" : " " + customer.sheetId())
          + " after "
          + customer.corrects();
    }
    return customer.heard() ? customer.members().toString() : "";
  }

  /** Mail goes out under the name of who answers for it, behind personal mail. */
  private void hand(Handle handle, Campaign campaign, List<Written> written) {
    var bySender = new LinkedHashMap<Long, List<NewMessage>>();
    written.stream()
        .filter(each -> each.notice().way() == Way.EMAIL)
        .forEach(
            each ->
                bySender
                    .computeIfAbsent(
                        each.notice().customer().contactStaff(), staff -> new ArrayList<>())
                    .add(message(campaign, each)));
    bySender.forEach(
        (staff, all) -> messages.writeToAll(handle, all, campaign.id(), people.whoever(staff)));
  }

  private static NewMessage message(Campaign campaign, Written written) {
    var notice = written.notice();
    return new NewMessage(
        "NOTICE",
        Long.toString(written.id()),
        Campaign.SUBJECT,
        campaign.id(),
        campaign.name(),
        notice.customer().identityId(),
        notice.address(),
        notice.text().language(),
        notice.subjectLine(),
        notice.body(),
        null);
  }
}
