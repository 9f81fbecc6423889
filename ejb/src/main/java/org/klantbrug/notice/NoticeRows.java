package org.klantbrug.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.billing.PreNotifications;
import org.klantbrug.identity.Staff;
import org.klantbrug.notice.Campaign.Way;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.shared.BusinessClock;

/** Notices to single customers as they are stored. */
final class NoticeRows {
  private NoticeRows() {}

  /** A notice that is to be written. */
  record New(
      long campaignId,
      NoticeReach.Customer customer,
      String occasion,
      NoticeText text,
      String subjectLine,
      String body) {
    Way way() {
      return NoticeRows.way(customer);
    }

    /** The mail address, or the postal address in lines; empty if a person tells him. */
    String address() {
      return switch (way()) {
        case EMAIL -> customer.email();
        case LETTER -> customer.postal();
        case PERSON -> "";
      };
    }

    /** Why a person tells him, a code; null if a message does. */
    String because() {
      if (way() != Way.PERSON) {
        return null;
      }
      return customer.circumstance() != null
          ? customer.circumstance()
          : customer.standing() == Standing.NO_ADDRESS ? "NO_ADDRESS" : "UNSENDABLE";
    }
  }

  /** By which way: what looks like an address but is none is no reason not to be told. */
  static Way way(NoticeReach.Customer customer) {
    return switch (customer.standing()) {
      case LETTER -> Way.LETTER;
      case EMAIL ->
          NewMessage.isAddress(customer.email())
              ? Way.EMAIL
              : customer.postal() == null ? Way.PERSON : Way.LETTER;
      default -> Way.PERSON;
    };
  }

  /** Its key; empty if the customer has one already. */
  static Optional<Long> add(Handle handle, New wanted, Instant now) {
    var customer = wanted.customer();
    return handle
        .createQuery(
            """
            insert into notice_notice (campaign_id, person_id, identity_id, occasion, situation, text_id, contact_id, way,
                   because, address, language, subject_line, body, state, written_at)
            values (:campaign, :person, :identity, :occasion, :situation, :text, :contact, :way,
                   :because, :address, :language, :line, :body, :state, :now)
            on conflict (campaign_id, person_id, occasion) where state <> 'STOPPED' do nothing returning id""")
        .bind("campaign", wanted.campaignId())
        .bind("person", customer.personId())
        .bind("identity", customer.identityId())
        .bind("occasion", wanted.occasion())
        .bind("situation", wanted.text().situation())
        .bind("text", wanted.text().id())
        .bind("contact", customer.contactId())
        .bind("way", wanted.way())
        .bind("because", wanted.because())
        .bind("state", wanted.way() == Way.PERSON ? "ASKED" : "WAITING")
        .bind("address", wanted.address())
        .bind("language", wanted.text().language())
        .bind("line", wanted.subjectLine())
        .bind("body", wanted.body())
        .bind("now", now)
        .mapTo(Long.class)
        .findOne();
  }

  /** Which accounts these notices are about, which day they name, and by which sheet. */
  static void addAccounts(Handle handle, List<Long> notices, List<New> wanted) {
    var batch =
        handle.prepareBatch(
            "insert into notice_account (notice_id, member_id, named_day, sheet_id) values (:notice, :member, :day, :sheet)");
    var any = false;
    for (var i = 0; i < notices.size(); i++) {
      var customer = wanted.get(i).customer();
      var days = customer.goes();
      for (var j = 0; j < days.size(); j++) {
        batch
            .bind("notice", notices.get(i))
            .bind("member", customer.members().get(j))
            .bind("day", days.get(j))
            .bind("sheet", customer.sheetId())
            .add();
        any = true;
      }
    }
    if (any) {
      batch.execute();
    }
  }

  /** Notes the same of notices as they are now. */
  static void note(
      Handle handle, List<Long> notices, String kind, Long staff, String note, Instant now) {
    handle
        .createUpdate(
            """
            insert into notice_event (notice_id, identity_id, at, staff_id, kind, way, address, note)
            select n.id, n.identity_id, :now, :staff, :kind, n.way, n.address, :note
              from notice_notice n where n.id = any(:notices) order by n.id""")
        .bindArray("notices", Long.class, notices)
        .bind("now", now)
        .bind("staff", staff)
        .bind("kind", kind)
        .bind("note", note)
        .execute();
  }

  /** What was not handed over yet is not sent, and nobody is asked to tell it; gives the keys. */
  static List<Long> stopAll(Handle handle, long campaign, Staff by, Instant now) {
    Messages.dropAll(handle, Campaign.SUBJECT, campaign, "noticeStopped", by, now);
    var stopped =
        handle
            .createQuery(
                """
                update notice_notice n set state = 'STOPPED', version = version + 1
                 where n.campaign_id = :campaign and n.state in ('WAITING', 'ASKED')
                   and (n.way = 'EMAIL' and not exists (select from outbound_message m where m.subject_kind = 'campaign'
                          and m.subject_id = n.campaign_id and m.occasion = cast(n.id as text) and m.state in ('SENDING', 'UNKNOWN', 'SENT'))
                        or n.way in ('LETTER', 'PERSON')) returning id""")
            .bind("campaign", campaign)
            .mapTo(Long.class)
            .list();
    note(handle, stopped, "STOPPED", by.id(), null, now);
    return stopped;
  }

  static final String ONE =
      """
      select n.id, n.campaign_id, c.merger_id, c.name, n.identity_id, n.situation, n.way, n.address, n.language, n.subject_line,
             n.body, n.state, n.batch_id, n.written_at, n.sent_at, n.version
        from notice_notice n join notice_campaign c on c.id = n.campaign_id
      """;

  static Optional<Notice> hold(Handle handle, long id) {
    return handle
        .createQuery(ONE + " where n.id = :id for update of n")
        .bind("id", id)
        .map(ConstructorMapper.of(Notice.class))
        .findOne();
  }

  /** Letters of a batch that are to be sent; held until the end of the transaction. */
  static List<Long> waitingOf(Handle handle, long batch) {
    return handle
        .createQuery(
            "select id from notice_notice where batch_id = :batch and state = 'WAITING' order by id for update")
        .bind("batch", batch)
        .mapTo(Long.class)
        .list();
  }

  /**
   * The letters of a batch that are on paper: not those that were stopped before they were printed.
   */
  static List<Notice> printedOf(Handle handle, long batch) {
    return handle
        .createQuery(
            ONE
                + """
                   join notice_batch b on b.id = n.batch_id
                   where b.id = :batch
                     and (n.state = 'WAITING'
                          or n.state = 'STOPPED' and b.printed_at <= (select max(e.at) from notice_event e
                                                                       where e.notice_id = n.id and e.kind = 'STOPPED')
                             and not exists (select from notice_notice o where o.campaign_id = n.campaign_id
                                                and o.person_id = n.person_id and o.occasion = n.occasion
                                                and o.id <> n.id and o.state <> 'STOPPED'))
                   order by n.id""")
        .bind("batch", batch)
        .map(ConstructorMapper.of(Notice.class))
        .list();
  }

  static void sent(Handle handle, List<Long> notices, Instant at) {
    handle
        .createUpdate(
            """
            update notice_notice set state = 'SENT', sent_at = :at, version = version + 1
             where id = any(:notices) and state in ('WAITING', 'STOPPED')""")
        .bind("at", at)
        .bindArray("notices", Long.class, notices)
        .execute();
    toldOfDebit(handle, notices, at);
  }

  /** Whoever has a notice that names a new creditor was told of its first debit too. */
  static void toldOfDebit(Handle handle, List<Long> notices, Instant at) {
    var accounts =
        handle
            .createQuery(
                "select member_id, sheet_id from notice_account where notice_id = any(:notices)")
            .bindArray("notices", Long.class, notices)
            .map(ConstructorMapper.of(PreNotifications.Told.class))
            .list();
    PreNotifications.told(handle, accounts, at.atZone(BusinessClock.ZONE).toLocalDate());
  }

  static void returned(Handle handle, long notice, Instant at) {
    handle
        .createUpdate(
            "update notice_notice set state = 'RETURNED', returned_at = :at, version = version + 1 where id = :id")
        .bind("at", at)
        .bind("id", notice)
        .execute();
  }

  /** A person told him, by another way than post. */
  static void toldOtherwise(Handle handle, long notice, Instant at) {
    handle
        .createUpdate(
            "update notice_notice set state = 'SENT', sent_at = :at, version = version + 1 where id = :id")
        .bind("at", at)
        .bind("id", notice)
        .execute();
    toldOfDebit(handle, List.of(notice), at);
  }

  /** It waits again, to go by letter to this address. */
  static void byLetter(Handle handle, long notice, String address) {
    handle
        .createUpdate(
            """
            update notice_notice set state = 'WAITING', way = 'LETTER', address = :address, batch_id = null, sent_at = null,
                   tries = tries + 1, version = version + 1 where id = :id""")
        .bind("address", address)
        .bind("id", notice)
        .execute();
  }
}
