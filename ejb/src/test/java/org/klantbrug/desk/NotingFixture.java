package org.klantbrug.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.contact.ContactChoices;
import org.klantbrug.contact.ContactHead;
import org.klantbrug.contact.Drafts;
import org.klantbrug.contact.Exceptions;
import org.klantbrug.contact.NewContact;
import org.klantbrug.contact.NewPromise;
import org.klantbrug.contact.NewQuestion;
import org.klantbrug.contact.NotedSince;
import org.klantbrug.contact.Noting;
import org.klantbrug.contact.PromiseBook;
import org.klantbrug.contact.PromiseClocks;
import org.klantbrug.contact.PromiseLists;
import org.klantbrug.contact.Timeline;
import org.klantbrug.contact.TimelineItem;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.CustomerNumbers;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.customer.Merging;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.Messages;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.RunningClocks;
import org.klantbrug.transfer.HeldWork;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** Two advisers after the small takeover, who note what customers ask and promise them things. */
final class NotingFixture implements AutoCloseable {
  final SmallTakeover takeover = SmallTakeover.live();
  final MadeUpMerger in = takeover.in;
  final BusinessClock clock = new BusinessClock();
  final Audit audit = new Audit(in.database, clock);
  final Merging merging = new Merging(in.database, in.golden);
  final CustomerDesk desk =
      new CustomerDesk(
          in.database,
          clock,
          audit,
          new CustomerView(in.database),
          new CustomerNumbers(in.database),
          merging);
  final Clocks clocks = RunningClocks.of(in.database, clock);
  final PromiseBook book =
      new PromiseBook(in.database, clock, audit, new PromiseClocks(clocks, clock));
  final PromiseLists lists = new PromiseLists(in.database, new CustomerNames(), audit);
  final Drafts drafts = new Drafts(in.database, clock, audit, desk, new CustomerNames());
  final ContactHead heads = new ContactHead(in.database, clock);
  final NotedSince notedSince = new NotedSince(in.database, audit, desk);
  final Timeline timeline = new Timeline(in.database);
  final Noting noting =
      new Noting(
          in.database,
          clock,
          audit,
          desk,
          new ContactChoices(in.database),
          book,
          new Exceptions(in.database, clock, audit, null),
          drafts);
  final PromiseDesk promises =
      new PromiseDesk(
          in.database, clock, desk, book, new HeldWork(in.database), new Messages(), audit);
  final Staff adviser = colleague(in.operator, "operator", "Olga Operator");
  final Staff other = colleague(in.finance, "finance", "Frits Finance");

  NotingFixture() {
    at(MadeUpMerger.T);
    for (var key : List.of("A1", "A2", "B2", "B4")) {
      check(party(key), adviser);
      check(party(key), other);
    }
  }

  void check(long party, Staff staff) {
    desk.noteCheck(party, "NUMBER", "ANSWERED", true, null, staff);
  }

  void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  long party(String key) {
    return in.party(key.startsWith("A") ? in.ours : in.theirs, key);
  }

  Sight sight() {
    return Sight.ofEverything(clock.today());
  }

  List<TimelineItem> timeline(String key) {
    return timeline.page(party(key), Timeline.Filter.NONE, Timeline.Before.NOTHING, 50, sight());
  }

  Noting.Noted note(String key, NewContact contact) {
    return noting.note(party(key), new Noting.WrapUp(contact, null, null, null), adviser);
  }

  long promise(String key, String text, String due) {
    return noting.promise(
        party(key), new NewPromise(text, LocalDate.parse(due), null, null, null), adviser);
  }

  /** What the access log says about a customer, newest first. */
  List<String> written(long party) {
    return audit.about("customer", party, 20).stream().map(Audit.Entry::action).toList();
  }

  static NewContact contact(NewQuestion... questions) {
    return new NewContact(
        null, "PHONE", "IN", null, null, List.of(questions), null, null, null, null);
  }

  static NewQuestion question(String topic, String asked, int minutes) {
    return new NewQuestion(topic, null, asked, null, "IN_KNOWLEDGE", "ANSWERED", minutes);
  }

  private static Staff colleague(long id, String login, String name) {
    return new Staff(
        id,
        login,
        name,
        "nl",
        false,
        null,
        Set.of("adviser"),
        Set.of("customer.read", "customer.contact", "customer.promises"));
  }

  @Override
  public void close() {
    in.close();
  }
}
